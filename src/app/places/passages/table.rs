//! The table: its head, and those of its rows that are in view.
//!
//! It scrolls by itself, in whole numbers of rows and a rest: a hundred thousand rows are more points than the
//! coordinates of a scroll area can tell apart.

use super::column::Column;
use super::head::{self, Headed};
use super::picked::{How, Picked};
use super::remembered::Remembered;
use super::row;
use super::rows::Rows;
use crate::app::ctx::Ctx;
use crate::ui::theme::space;
use crate::ui::widget::{Extent, ScrollBar};
use egui::{EventFilter, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a row in points.
pub const ROW_HEIGHT: f32 = 52.0;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 14.0;

/// Where the table stands.
#[derive(Debug, Default)]
pub struct TableView {
    /// The first point in view, from the top of the first row.
    y: f64,
    /// The first point in view, from the left.
    x: f32,
    grab: Option<f32>,
    n_visible: usize,
    /// A row that is to be brought into view.
    reveals: Option<usize>,
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

impl TableView {
    /// Rows in a page.
    pub const fn page(&self) -> usize {
        if self.n_visible > 2 { self.n_visible - 1 } else { 1 }
    }

    /// Brings a row into view.
    pub const fn reveal(&mut self, at: usize) {
        self.reveals = Some(at);
    }

    /// Goes to the top.
    pub const fn to_top(&mut self) {
        self.y = 0.0;
        self.reveals = None;
    }

    fn scroll(&mut self, ui: &Ui, area: Rect, max_y: f64, max_x: f32) {
        if ui.rect_contains_pointer(area) {
            let wheel = ui.input(|input| input.smooth_scroll_delta());
            self.y -= f64::from(wheel.y);
            self.x -= wheel.x;
        }
        if let Some(at) = self.reveals.take() {
            let (top, bottom) = (at as f64 * f64::from(ROW_HEIGHT), (at as f64 + 1.0) * f64::from(ROW_HEIGHT));
            let view = f64::from(area.height());
            if top < self.y {
                self.y = top;
            } else if bottom > self.y + view {
                self.y = bottom - view;
            }
        }
        self.y = self.y.clamp(0.0, max_y);
        self.x = self.x.clamp(0.0, max_x);
    }
}

/// The table as a widget, which has the keyboard unless a field has it.
pub fn table_id() -> Id {
    Id::unique("passages-table")
}

/// The columns shown with their widths: the passage takes what room is left, unless somebody has dragged it.
pub fn widths(remembered: &Remembered, room: f32) -> Vec<(Column, f32)> {
    let others: f32 =
        remembered.columns.iter().filter(|shown| !takes_rest(shown.column, shown.width)).map(|shown| shown.width).sum();
    let width = |column: Column, width: f32| {
        if takes_rest(column, width) { (room - others).max(column.min_width() * 1.5) } else { width }
    };
    remembered.columns.iter().map(|shown| (shown.column, width(shown.column, shown.width))).collect()
}

fn takes_rest(column: Column, width: f32) -> bool {
    column == Column::Passage && width.total_cmp(&column.default_width()).is_eq()
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
    let max_x = (total + MARGIN - whole.width()).max(0.0);
    let max_y = (rows.len() as f64 * f64::from(ROW_HEIGHT) + f64::from(space::GROUP) - f64::from(area.height())).max(0.0);
    let id = table_id();
    let response = ui.interact(area, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Statements"));
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    view.scroll(ui, area, max_y, max_x);
    let mut happened = None;
    let left = whole.left() - view.x;
    let first = (view.y / f64::from(ROW_HEIGHT)) as usize;
    let offset = (view.y - first as f64 * f64::from(ROW_HEIGHT)) as f32;
    let n_visible = ((area.height() + offset) / ROW_HEIGHT).ceil() as usize;
    view.n_visible = (area.height() / ROW_HEIGHT) as usize;
    let clip = ui.clip_rect();
    ui.set_clip_rect(area.intersect(clip));
    for at in first..(first + n_visible).min(rows.len()) {
        let y = area.top() - offset + (at - first) as f32 * ROW_HEIGHT;
        let rect = Rect::from_min_size(pos2(left, y), vec2(total, ROW_HEIGHT));
        let Some(found) = rows.get(at).and_then(|row| ctx.table.row(row)) else { continue };
        let look = row::Look { at, row: found, rect, seen: area, columns: &columns, picked };
        if let Some(how) = look.show(ui, ctx) {
            happened = Some(how);
        }
    }
    // Laid over the rows, so that it takes the pointer before them.
    if let Some(bar) = ScrollBar::new(ui, area, id.with("bar"), max_y) {
        let extent = Extent { y: view.y, max_y, view: area.height() };
        if let Some(y) = bar.drag(&extent, &mut view.grab) {
            view.y = y;
            ui.ctx().request_repaint();
        }
        bar.paint(ui.painter(), &extent, ctx.tokens, "Position in the table");
    }
    ui.set_clip_rect(top.intersect(clip));
    if let Some(headed) = head::head_ui(ui, ctx, (top, left), &columns, remembered) {
        happened = Some(Happened::Head(headed));
    }
    ui.set_clip_rect(clip);
    happened
}
