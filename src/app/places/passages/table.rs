//! The table: its head, and those of its rows that are in view.

use super::column::Column;
use super::head::{self, Headed};
use super::picked::{How, Picked};
use super::remembered::{Remembered, Shown};
use super::row;
use super::rows::Rows;
use super::scroll::Scroll;
use crate::app::ctx::Ctx;
use crate::ui::theme::radius;
use egui::{EventFilter, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a row in points.
pub const ROW_HEIGHT: f32 = 52.0;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 14.0;
/// Least width of the passage in points where nobody has dragged it.
const MIN_PASSAGE: f32 = 208.0;
/// How much of their usual width columns keep that give way to the passage.
const NARROWEST: f32 = 0.68;

/// Where the table stands.
#[derive(Debug, Default)]
pub struct TableView {
    /// Which rows are in view.
    pub scroll: Scroll,
    /// The first point in view, from the left.
    x: f32,
}

/// What happened in the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Happened {
    /// A row was clicked.
    Clicked(usize, How),
    /// A row was double-clicked.
    Opened(usize),
    /// Something was done at the head.
    Head(Headed),
}

/// The table as a widget, which has the keyboard unless a field has it.
pub fn table_id() -> Id {
    Id::unique("passages-table")
}

/// The columns shown with their widths. Where nobody has dragged them, the passage takes what room is left, and those
/// that break into two lines give some of theirs to it.
pub fn widths(remembered: &Remembered, room: f32) -> Vec<(Column, f32)> {
    let is_usual = |shown: &Shown| shown.width.total_cmp(&shown.column.default_width()).is_eq();
    let others = || remembered.columns.iter().filter(|shown| shown.column != Column::Passage);
    let (mut fixed, mut soft) = (0.0, 0.0);
    for shown in others() {
        *(if is_usual(shown) && shown.column.may_narrow() { &mut soft } else { &mut fixed }) += shown.width;
    }
    let wanted = Column::Passage.default_width();
    let share = if soft > 0.0 { ((room - fixed - wanted) / soft).clamp(NARROWEST, 1.0) } else { 1.0 };
    let rest = (room - fixed - soft * share).max(MIN_PASSAGE).floor();
    let width = |shown: &Shown| match shown.column {
        Column::Passage if is_usual(shown) => rest,
        column if is_usual(shown) && column.may_narrow() => (shown.width * share).floor(),
        _ => shown.width,
    };
    remembered.columns.iter().map(|shown| (shown.column, width(shown))).collect()
}

/// Draws the table and returns what happened in it.
pub fn table_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut TableView,
    (rows, picked): (&Rows, &Picked),
    remembered: &Remembered,
) -> Option<Happened> {
    let whole = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(whole);
    let (top, area) = whole.split_top_bottom_at_y(whole.top() + head::HEIGHT);
    let columns = widths(remembered, whole.width() - MARGIN);
    let total: f32 = columns.iter().map(|(_, width)| width).sum();
    let response = ui.interact(area, table_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Statements"));
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let max_x = (total + MARGIN - whole.width()).max(0.0);
    if ui.rect_contains_pointer(whole) {
        view.x -= ui.input(|input| input.smooth_scroll_delta().x);
    }
    view.x = view.x.clamp(0.0, max_x);
    let left = whole.left() - view.x;
    let mut happened = None;
    let place = (area, table_id());
    view.scroll.rows_ui(ui, ctx.tokens, place, (ROW_HEIGHT, rows.len()), "Position in the table", |ui, at, rect| {
        if let Some(row) = rows.get(at).and_then(|row| ctx.table.row(row)) {
            let look = row::Look { at, row, rect, left, columns: &columns, picked };
            happened = look.show(ui, ctx).or(happened);
        }
    });
    if max_x > 0.0 {
        across_ui(ui, ctx, view, area, max_x);
    }
    let clip = ui.clip_rect();
    ui.set_clip_rect(top.intersect(clip));
    if let Some(headed) = head::head_ui(ui, ctx, (top, left), &columns, remembered) {
        happened = Some(Happened::Head(headed));
    }
    ui.set_clip_rect(clip);
    happened
}

/// The bar at the bottom, by which a table scrolls that is wider than its room.
fn across_ui(ui: &Ui, ctx: Ctx<'_>, view: &mut TableView, area: Rect, max_x: f32) {
    let track = Rect::from_min_max(area.left_bottom() - vec2(0.0, MARGIN), area.right_bottom() - vec2(MARGIN, 0.0));
    let response = ui.interact(track, table_id().with("across"), Sense::click_and_drag());
    let share = track.width() / (track.width() + max_x);
    let length = (track.width() * share).max(32.0);
    let free = (track.width() - length).max(1.0);
    if response.dragged() {
        view.x = (view.x + response.drag_delta().x / free * max_x).clamp(0.0, max_x);
    }
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(view.x / max_x)),
        ..WidgetInfo::labeled(Role::ScrollBar, true, "Position across the table")
    });
    let height = if response.hovered() || response.dragged() { 8.0 } else { 5.0 };
    let at = pos2(track.left() + view.x / max_x * free, track.bottom() - height - 3.0);
    let colour = if response.hovered() || response.dragged() { ctx.tokens.faint } else { ctx.tokens.line };
    ui.painter().rect_filled(Rect::from_min_size(at, vec2(length, height)), radius::SMALL, colour);
}
