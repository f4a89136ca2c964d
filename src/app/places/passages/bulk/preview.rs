//! Every change, one by one, before it is carried out.

use super::super::excerpt;
use super::{Bulk, Plan};
use crate::app::ctx::Ctx;
use crate::edit::describe::{Described, FieldWords};
use crate::model::{DocPath, Statement};
use crate::text::{Span, one_line};
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{clipped_text, section_label};
use egui::{Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

/// Height of a row in points.
const ROW_HEIGHT: f32 = 52.0;
/// Characters of a passage that are shown.
const MAX_CHARS: usize = 160;

/// Draws the list of changes in the room that is left.
pub fn preview_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Bulk) {
    let Bulk { plan, scroll, .. } = state;
    let n = match plan {
        Ok(Plan::Coding(_, passages)) => passages.len(),
        Ok(Plan::Recoding(plan, _)) => plan.changes.len(),
        Err(_) => 0,
    };
    if n == 0 {
        ui.take_available_space();
        return;
    }
    section_label(ui, "Every change");
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    let id = Id::unique("bulk-preview");
    scroll.rows_ui(ui, ctx.tokens, (area, id), (ROW_HEIGHT, n), "Position in the changes", |ui, at, rect| {
        let (quote, words) = match plan {
            Ok(Plan::Coding(_, passages)) => coded(ctx, &passages[at]),
            Ok(Plan::Recoding(plan, described)) => {
                let change = &plan.changes[at];
                (quote_of(ctx, &change.set.document, &change.before), described.get(at).map(said).unwrap_or_default())
            }
            Err(_) => return,
        };
        row_ui(ui, ctx, (id.with(at), rect), &quote, &words);
    });
}

fn row_ui(ui: &Ui, ctx: Ctx<'_>, (id, rect): (Id, Rect), quote: &str, words: &str) {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, format!("Change “{quote}”: {words}")));
    let (left, width) = (rect.left(), rect.width() - 18.0);
    let (painter, tokens) = (ui.painter(), ctx.tokens);
    clipped_text(painter, pos2(left, rect.top() + 7.0), quote, theme::reading(size::QUOTE - 1.0), tokens.ink, width);
    clipped_text(painter, pos2(left, rect.top() + 28.0), words, theme::font(size::NOTE), tokens.soft, width);
    painter.hline(left..=rect.right() - space::GROUP, rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    response.on_hover_text(format!("{quote}\n{words}"));
}

/// A passage that would be coded, and where.
fn coded(ctx: Ctx<'_>, (path, span): &(DocPath, Span)) -> (String, String) {
    let document = ctx.session.corpus().document(path);
    let text = document.and_then(|document| document.ready_text());
    let words = text.filter(|text| text.holds(*span)).map(|text| text.slice(*span)).unwrap_or_default();
    let quote: String = one_line(words).chars().take(MAX_CHARS).collect();
    let title = document.map_or_else(|| path.as_str(), |document| document.title());
    (quote, format!("new statement, {title}"))
}

fn quote_of(ctx: Ctx<'_>, path: &DocPath, statement: &Statement) -> String {
    let text = ctx.session.corpus().document(path).and_then(|document| document.ready_text());
    text.map(|text| excerpt::quote(text, statement).chars().take(MAX_CHARS).collect()).unwrap_or_default()
}

/// `Theme: Pay → Staffing · Stance: not yet set → supports`.
fn said(described: &Described) -> String {
    let field = |field: &FieldWords| {
        let or_unset = |words: &str| if words.is_empty() { "not set".to_owned() } else { one_line(words).into_owned() };
        format!("{}: {} → {}", field.field, or_unset(&field.from), or_unset(&field.to))
    };
    // Who reads this knows when it is changed.
    let fields = described.fields.iter().filter(|field| field.field != "last changed");
    fields.map(field).collect::<Vec<_>>().join(" · ")
}
