//! A row of a picker.

use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, Tokens, radius, size};
use crate::ui::widget::{clipped_text, marked_galley};
use egui::{Color32, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

const ONE_LINE: f32 = 28.0;
const TWO_LINES: f32 = 40.0;
const HEAD: f32 = 24.0;

/// An entry to choose.
#[derive(Clone, Debug, Default)]
pub struct PickRow {
    /// What people read.
    pub title: String,
    /// The places in it, in bytes, that hold what was typed.
    pub matched: Vec<Range<usize>>,
    /// How often it is used in the document; not shown where it is 0.
    pub n_uses: usize,
    /// What tells it apart: role, path.
    pub detail: String,
    /// What helps to decide, shown below the list for the highlighted row.
    pub help: String,
    /// Sign and colour before the title.
    pub sign: Option<(Glyph, Color32)>,
    /// The head above it, where a section begins.
    pub head: Option<&'static str>,
    /// The key that chooses it without the picker; empty where there is none.
    pub key: String,
    /// Whether it makes a new entry.
    pub is_new: bool,
    /// Whether Tab asks for more about the new entry.
    pub takes_more: bool,
}

/// How high the row is in points, with the head above it.
pub fn row_height(row: &PickRow) -> f32 {
    let height = if row.detail.is_empty() { ONE_LINE } else { TWO_LINES };
    if row.head.is_some() { height + HEAD } else { height }
}

/// Draws the row, with the head above it, in a place of its own.
pub fn row_ui(ui: &Ui, tokens: &Tokens, row: &PickRow, place: (Rect, Id), is_highlighted: bool) -> Response {
    let (mut rect, id) = place;
    if let Some(head) = row.head {
        let at = pos2(rect.left() + 8.0, rect.top() + 7.0);
        clipped_text(ui.painter(), at, head, theme::semibold(size::CAPTION), tokens.soft, rect.width() - 16.0);
        let above = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
        let label = ui.interact(above, id.with("head"), Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, head));
        rect.min.y += HEAD;
    }
    rect.max.y -= 2.0;
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let detail = if row.detail.is_empty() { String::new() } else { format!(", {}", row.detail) };
        let uses = if row.n_uses == 0 { String::new() } else { format!(", {} in this document", row.n_uses) };
        WidgetInfo::selected(Role::Button, true, is_highlighted, format!("{}{detail}{uses}", row.title))
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if is_highlighted {
        ui.painter().rect_filled(rect, radius::CONTROL, tokens.selected);
    } else if response.hovered() {
        ui.painter().rect_stroke(rect, radius::CONTROL, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    }
    let mut left = rect.left() + 8.0;
    if let Some((sign, colour)) = row.sign {
        glyph::paint(ui.painter(), pos2(left + 5.0, rect.top() + 13.0), 10.0, sign, colour);
        left += 18.0;
    }
    let width = rect.right() - 8.0 - left;
    let cap = cap_ui(ui, tokens, rect, &row.key);
    let count = count_ui(ui, tokens, rect, cap, row.n_uses);
    let fonts = [theme::font(size::BODY), theme::semibold(size::BODY)];
    let title = marked_galley(ui.painter(), &row.title, &row.matched, fonts, tokens.ink, width - cap - count);
    ui.painter().galley(pos2(left, rect.top() + 5.0), title, tokens.ink);
    clipped_text(
        ui.painter(),
        pos2(left, rect.top() + 22.0),
        &row.detail,
        theme::font(size::CAPTION),
        tokens.soft,
        width,
    );
    response
}

/// Paints how often the entry is used at the left of its key; returns the room it takes.
fn count_ui(ui: &Ui, tokens: &Tokens, row: Rect, cap: f32, n_uses: usize) -> f32 {
    if n_uses == 0 {
        return 0.0;
    }
    let galley = ui.painter().layout_no_wrap(n_uses.to_string(), theme::font(size::CAPTION), tokens.soft);
    let size = galley.size();
    ui.painter().galley(pos2(row.right() - 8.0 - cap - size.x, row.top() + 6.0), galley, tokens.soft);
    size.x + 10.0
}

/// Paints the key of an entry at the right; returns the room it takes.
fn cap_ui(ui: &Ui, tokens: &Tokens, row: Rect, key: &str) -> f32 {
    if key.is_empty() {
        return 0.0;
    }
    let galley = ui.painter().layout_no_wrap(key.to_owned(), theme::font(size::CAPTION), tokens.soft);
    let size = vec2((galley.size().x + 8.0).max(17.0), 17.0);
    let rect = Rect::from_min_size(pos2(row.right() - 6.0 - size.x, row.top() + 4.0), size);
    ui.painter().rect(rect, radius::SMALL, tokens.panel, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.soft);
    size.x + 8.0
}
