//! Passages that show best what the subject says, or what is said of it.

use crate::analysis::{Profile, RowRef};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::signs::{speaker_names, stance_name, stance_signs, theme_name};
use crate::model::SetKey;
use crate::ui::glyph;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::section_label;
use egui::{CursorIcon, Role, Sense, Ui, WidgetInfo, vec2};

/// Characters of a passage that are shown.
const MAX_CHARS: usize = 420;
/// Room at the left for the sign.
const INSET: f32 = 22.0;

/// Draws the quotations; each opens its passage in the text.
pub fn quotations_ui(ui: &mut Ui, ctx: Ctx<'_>, found: &Profile, out: &mut Vec<Action>) {
    let rows: Vec<RowRef<'_>> = found.quotations.iter().filter_map(|row| ctx.table.row(*row)).collect();
    if rows.is_empty() {
        return;
    }
    section_label(ui, "Quotations");
    for row in rows {
        quotation_ui(ui, ctx, &row, out);
    }
}

fn quotation_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &RowRef<'_>, out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    let statement = row.statement;
    let facts = &ctx.table.names().documents[row.document];
    let said = words(ctx, row);
    let stance = stance_name(ctx.codebook(), statement.stance.as_ref());
    let by = speaker_names(ctx.codebook(), statement);
    let theme = theme_name(ctx.codebook(), statement);
    let date = facts.meta.date.map(|date| format!(", {date}")).unwrap_or_default();
    let source = format!("{by} · {stance} · {theme} · {}{date}", facts.title);
    let width = ui.available_width();
    let room = width - INSET - space::STEP;
    let quote = ui.painter().layout(format!("“{said}”"), theme::reading(size::QUOTE), tokens.ink, room);
    let caption = ui.painter().layout(source.clone(), theme::font(size::NOTE), tokens.soft, room);
    let height = quote.size().y + caption.size().y + space::TIGHT + 2.0 * space::STEP;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Quotation: {said}")));
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, radius::CONTROL, tokens.selected);
        }
        let (sign, hue) = stance_signs(ctx.codebook(), statement.stance.as_ref());
        let at = rect.left_top() + vec2(space::STEP + 2.0, space::STEP + 10.0);
        glyph::paint(ui.painter(), at, 10.0, sign, tokens.hue(hue));
        let at = rect.left_top() + vec2(INSET, space::STEP);
        let below = at + vec2(0.0, quote.size().y + space::TIGHT);
        ui.painter().galley(at, quote, tokens.ink);
        ui.painter().galley(below, caption, tokens.soft);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.on_hover_text("Show it in its document").clicked() {
        let coder = ctx.table.names().coders[row.coder].clone();
        let key = SetKey::new(coder, facts.path.clone());
        out.push(Action::Codebook(CodebookAsk::ShowPassage(key, statement.id)));
    }
}

/// The passage on one line, its parts joined by an ellipsis.
fn words(ctx: Ctx<'_>, row: &RowRef<'_>) -> String {
    let document = &ctx.table.names().documents[row.document];
    let text = ctx.session.corpus().document(&document.path).and_then(|document| document.ready_text());
    let Some(text) = text else { return "The document is still being read".to_owned() };
    let parts: Vec<String> = row
        .statement
        .spans
        .iter()
        .map(|span| text.slice(*span).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let said = parts.join(" … ");
    let said = said.trim_matches(['“', '”', '"', '‘']).to_owned();
    match said.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", said[..end].trim_end()),
        None => said,
    }
}
