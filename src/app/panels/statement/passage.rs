//! The heading of the panel and the words being coded.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::{Ctx, Said};
use crate::app::signs;
use crate::text::Span;
use crate::ui::glyph::{self, Glyph};
use crate::ui::passage::Preview;
use crate::ui::theme::{self, size, space};
use egui::{Align, Button, Layout, RichText, Sense, Ui, pos2, vec2};

/// Most bytes of a part that are laid out.
const MAX_BYTES: usize = 1200;
/// Height of a row in points.
const ROW_HEIGHT: f32 = 23.0;
/// In windows lower than this in points, half as many rows are shown.
const SHORT: f32 = 700.0;
/// Rows of the passage that are shown.
const MAX_ROWS: usize = 6;

/// Draws the heading: which statement, of how many, and the way to the next.
pub fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let is_narrow = ui.available_width() < 250.0;
    ui.horizontal(|ui| {
        let place = ctx.coding.focused.and_then(|id| ctx.set()?.position(id));
        let title = if place.is_some() || ctx.passage.is_empty() { "Statement" } else { "New statement" };
        ui.label(RichText::new(title).font(theme::semibold(size::BODY)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            for (sign, command) in
                [(Glyph::ChevronDown, Command::NextStatement), (Glyph::ChevronUp, Command::PreviousStatement)]
            {
                let key = ctx.hint(command);
                let button =
                    Button::new(RichText::new(&key).font(theme::font(size::CAPTION))).min_size(vec2(18.0, 18.0));
                let response = ui.add_enabled(ctx.enabled(command).is_ok(), button);
                if key.is_empty() {
                    glyph::paint(ui.painter(), response.rect.center(), 9.0, sign, ctx.tokens.soft);
                }
                let response = response.accessible_name(command.info().name).on_hover_text(ctx.keymap.tooltip(command));
                if response.clicked() {
                    out.push(Action::Run(command));
                }
            }
            ui.add_space(space::TIGHT);
            let n = ctx.set().map_or(0, crate::model::AnnotationSet::len);
            let counted = match place {
                Some(place) => format!("{} of {n}", place + 1),
                None if is_narrow => String::new(),
                None => crate::app::words::count(n, "statement"),
            };
            ui.label(RichText::new(counted).color(ctx.tokens.soft));
        });
    });
}

/// Draws the words of the passage, or what to do to get one.
pub fn passage_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    let spans: &[Span] = match ctx.said() {
        Said::Statement(statement) => &statement.spans,
        Said::Draft(_) => ctx.passage,
    };
    let Some(text) = ctx.document().and_then(|document| document.ready_text()) else {
        ui.label(RichText::new("The text is being read…").color(ctx.tokens.soft));
        return;
    };
    if spans.is_empty() {
        let keys = [Command::NextSentence, Command::NextUncoded].map(|command| ctx.keymap.key(command));
        let by_key = match keys.iter().filter(|key| !key.is_empty()).map(String::as_str).collect::<Vec<_>>().as_slice()
        {
            [] => String::new(),
            keys => format!(" By keyboard: {}.", keys.join(" or ")),
        };
        let how = "Select a passage to code it: drag over words, double-click a word or triple-click a sentence.";
        ui.label(RichText::new(format!("{how}{by_key}")).color(ctx.tokens.soft));
        return;
    }
    let parts: Vec<&str> = spans.iter().map(|span| begin_of(text.slice(*span))).collect();
    let words: String = parts.join(" […] ").replace('\n', " ");
    let (_, hue) = signs::stance_signs(ctx.codebook(), ctx.said().stance());
    let shown: String = words.chars().take(600).collect();
    let is_short = ui.ctx().content_rect().height() < SHORT;
    let max_rows = if is_short { MAX_ROWS / 2 } else { MAX_ROWS };
    let width = ui.available_width();
    let preview = Preview::new(ui.ctx(), &shown, theme::reading(size::QUOTE), ROW_HEIGHT, width - 16.0, max_rows);
    let (rect, response) = ui.allocate_exact_size(vec2(width, preview.height()), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Passage: {words}")));
    let bar = egui::Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    ui.painter().rect_filled(bar, 0.0, ctx.tokens.hue(hue));
    preview.paint(ui.painter(), pos2(rect.left() + 13.0, rect.top()), ctx.tokens.ink);
}

/// As much of a part as could be shown: it may be a whole document.
fn begin_of(part: &str) -> &str {
    &part[..part.floor_char_boundary(MAX_BYTES)]
}
