//! Rows of one height that scroll by themselves, in whole rows and a rest.
//!
//! A hundred thousand rows are more points than the coordinates of a scroll area can tell apart.

use crate::ui::theme::{Tokens, space};
use crate::ui::widget::{Extent, ScrollBar};
use egui::{Id, Rect, Ui, pos2, vec2};

/// Where a list of rows stands.
#[derive(Debug, Default)]
pub struct Scroll {
    /// The first point in view, from the top of the first row.
    y: f64,
    grab: Option<f32>,
    n_visible: usize,
    /// A row that is to be brought into view.
    reveals: Option<usize>,
}

impl Scroll {
    /// Rows in a page.
    pub const fn page(&self) -> usize {
        if self.n_visible > 2 { self.n_visible - 1 } else { 1 }
    }

    /// Brings a row into view.
    pub const fn reveal(&mut self, at: usize) {
        self.reveals = Some(at);
    }

    /// Goes to the top.
    pub const fn rewind(&mut self) {
        self.y = 0.0;
        self.reveals = None;
    }

    /// Draws the rows in view by `draw`, which gets the place of each and its rectangle, and a bar at the right, which
    /// is called `name`.
    pub fn rows_ui(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        (area, id): (Rect, Id),
        (height, n): (f32, usize),
        name: &str,
        mut draw: impl FnMut(&mut Ui, usize, Rect),
    ) {
        let row_height = f64::from(height);
        // Some room at the end shows that it is one.
        let max_y = (n as f64 * row_height + f64::from(space::GROUP) - f64::from(area.height())).max(0.0);
        if ui.rect_contains_pointer(area) {
            self.y -= f64::from(ui.input(|input| input.smooth_scroll_delta().y));
        }
        if let Some(at) = self.reveals.take() {
            let top = at as f64 * row_height;
            let latest = top + row_height - f64::from(area.height());
            self.y = if top < self.y { top } else { self.y.max(latest) };
        }
        self.y = self.y.clamp(0.0, max_y);
        self.n_visible = (area.height() / height) as usize;
        let first = (self.y / row_height) as usize;
        let offset = (self.y - first as f64 * row_height) as f32;
        let n_drawn = ((area.height() + offset) / height).ceil() as usize;
        let clip = ui.clip_rect();
        ui.set_clip_rect(area.intersect(clip));
        for at in first..(first + n_drawn).min(n) {
            let top = area.top() - offset + (at - first) as f32 * height;
            draw(ui, at, Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height)));
        }
        // Laid over the rows, so that it takes the pointer before them.
        if let Some(bar) = ScrollBar::new(ui, area, id.with("bar"), max_y) {
            let extent = Extent { y: self.y, max_y, view: area.height() };
            if let Some(y) = bar.drag(&extent, &mut self.grab) {
                self.y = y;
                ui.ctx().request_repaint();
            }
            bar.paint(ui.painter(), &extent, tokens, name);
        }
        ui.set_clip_rect(clip);
    }
}
