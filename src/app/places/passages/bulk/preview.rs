//! Every change, one by one, before it is carried out.

use super::super::excerpt;
use super::{Bulk, Of, Plan};
use crate::app::ctx::Ctx;
use crate::edit::bulk::{CodingUnit, PlaceFate};
use crate::edit::describe::{Described, FieldWords};
use crate::model::{DocPath, Statement};
use crate::text::{Span, one_line};
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{clipped_text, paint_tick, section_label};
use egui::{Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

/// Height of a row in points.
const ROW_HEIGHT: f32 = 52.0;
/// Room for the tick of a hit, in points.
const TICK: f32 = 26.0;
/// Characters of a passage that are shown.
const MAX_CHARS: usize = 160;

/// Draws the list of changes in the room that is left.
pub fn preview_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Bulk) {
    let Bulk { of, hits, plan, scroll, .. } = state;
    let n = match (&*of, &*plan) {
        (Of::Places(..), _) => hits.len(),
        (_, Ok(Plan::Recoding(plan, _))) => plan.changes.len(),
        _ => 0,
    };
    if n == 0 {
        ui.take_available_space();
        return;
    }
    let is_coding = matches!(of, Of::Places(..));
    section_label(ui, if is_coding { "Every hit, as in the table" } else { "Every change" });
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    let id = Id::unique("bulk-preview");
    let mut turned = None;
    scroll.rows_ui(ui, ctx.tokens, (area, id), (ROW_HEIGHT, n), "Position in the changes", |ui, at, rect| {
        let row = match (&*of, &*plan) {
            (Of::Places(_, request), plan) => {
                let Some(place) = hits.get(at) else { return };
                let nth = hits.nth(at);
                let fate = match (nth, plan) {
                    (Some(nth), Ok(Plan::Coding(plan))) => plan.fates.get(nth).copied(),
                    _ => None,
                };
                let (quote, words) = coded(ctx, place, request.unit, (nth.is_some(), fate));
                Row { quote, words, is_ticked: Some(nth.is_some()) }
            }
            (_, Ok(Plan::Recoding(plan, described))) => {
                let change = &plan.changes[at];
                let quote = quote_of(ctx, &change.set.document, &change.before);
                Row { quote, words: described.get(at).map(said).unwrap_or_default(), is_ticked: None }
            }
            _ => return,
        };
        if row_ui(ui, ctx, (id.with(at), rect), &row) {
            turned = Some(at);
        }
    });
    if let Some(at) = turned {
        state.turn(at);
    }
}

/// A change as a row.
struct Row {
    quote: String,
    words: String,
    /// Whether it is carried out, where that can be chosen.
    is_ticked: Option<bool>,
}

/// Draws a row. Returns whether it was clicked.
fn row_ui(ui: &Ui, ctx: Ctx<'_>, (id, rect): (Id, Rect), row: &Row) -> bool {
    let Row { quote, words, is_ticked } = row;
    let response = ui.interact(rect, id, if is_ticked.is_some() { Sense::click() } else { Sense::hover() });
    response.widget_info(|| match is_ticked {
        Some(is_ticked) => WidgetInfo::selected(Role::CheckBox, true, *is_ticked, format!("Code “{quote}”: {words}")),
        None => WidgetInfo::labeled(Role::Row, true, format!("Change “{quote}”: {words}")),
    });
    let (painter, tokens) = (ui.painter(), ctx.tokens);
    let mut left = rect.left();
    if let Some(is_ticked) = is_ticked {
        paint_tick(ui, pos2(left + 8.0, rect.top() + 17.0), &response, *is_ticked);
        left += TICK;
    }
    let width = rect.right() - 18.0 - left;
    let ink = if *is_ticked == Some(false) { tokens.soft } else { tokens.ink };
    clipped_text(painter, pos2(left, rect.top() + 7.0), quote, theme::reading(size::QUOTE - 1.0), ink, width);
    clipped_text(painter, pos2(left, rect.top() + 28.0), words, theme::font(size::NOTE), tokens.soft, width);
    let right = rect.right() - space::GROUP;
    painter.hline(rect.left()..=right, rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let clicked = response.clicked();
    response.on_hover_text(format!("{quote}\n{words}"));
    clicked
}

/// The passage of a hit, and what would become of it.
fn coded(
    ctx: Ctx<'_>,
    (path, span): &(DocPath, Span),
    unit: CodingUnit,
    (is_ticked, fate): (bool, Option<PlaceFate>),
) -> (String, String) {
    let document = ctx.session.corpus().document(path);
    let text = document.and_then(|document| document.ready_text());
    let words = text.and_then(|text| unit.passage(text, *span).map(|passage| text.slice(passage))).unwrap_or_default();
    let quote: String = one_line(words).chars().take(MAX_CHARS).collect();
    let title = document.map_or_else(|| path.as_str(), |document| document.title());
    let becomes = match fate {
        _ if !is_ticked => "left out",
        Some(PlaceFate::New) | None => "new statement",
        Some(PlaceFate::Together) => "in one passage with another hit",
        Some(PlaceFate::Already) => "coded so already",
        Some(PlaceFate::Lost) => "gone or not read yet",
    };
    (quote, format!("{becomes}, {title}"))
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
