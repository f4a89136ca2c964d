//! A scroll bar beside a view that scrolls by itself: as long as what is shown, to the row, however long that is.

use crate::ui::theme::Tokens;
use egui::{Id, Painter, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Width of the part that reacts.
const WIDTH: f32 = 14.0;
/// Width of the thumb at rest and under the pointer.
const THUMB: (f32, f32) = (5.0, 8.0);
/// Least length of the thumb.
const MIN_LENGTH: f32 = 32.0;

/// Heights that the bar shows, in points.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Where the view begins.
    pub y: f64,
    /// Where it begins at most.
    pub max_y: f64,
    /// Its height.
    pub view: f32,
}

/// The bar beside a view.
pub struct ScrollBar {
    track: Rect,
    response: Response,
}

impl ScrollBar {
    /// Takes the right edge of `view`; `None` when everything is in view.
    pub fn new(ui: &Ui, view: Rect, id: Id, max_y: f64) -> Option<Self> {
        if max_y <= 0.0 {
            return None;
        }
        let track = Rect::from_min_max(pos2(view.right() - WIDTH, view.top()), view.right_bottom());
        Some(Self { track, response: ui.interact(track, id, Sense::click_and_drag()) })
    }

    fn length(&self, extent: &Extent) -> f32 {
        let share = f64::from(extent.view) / (extent.max_y + f64::from(extent.view));
        (self.track.height() * share as f32).max(MIN_LENGTH).min(self.track.height())
    }

    fn thumb(&self, extent: &Extent) -> Rect {
        let length = self.length(extent);
        let share = (extent.y / extent.max_y).clamp(0.0, 1.0) as f32;
        let top = self.track.top() + share * (self.track.height() - length);
        let width = if self.response.hovered() || self.response.dragged() { THUMB.1 } else { THUMB.0 };
        Rect::from_min_size(pos2(self.track.right() - width - 3.0, top), vec2(width, length))
    }

    /// Where the pointer wants the top of the view to be; `grab` is where it holds the thumb.
    pub fn drag(&self, extent: &Extent, grab: &mut Option<f32>) -> Option<f64> {
        // A quick click goes down and up within one frame.
        if !self.response.is_pointer_button_down_on() && !self.response.clicked() {
            *grab = None;
            return None;
        }
        let pointer = self.response.interact_pointer_pos()?;
        let length = self.length(extent);
        let thumb = self.thumb(extent);
        let held = *grab.get_or_insert_with(|| {
            let is_on_thumb = thumb.y_range().contains(pointer.y);
            if is_on_thumb { pointer.y - thumb.top() } else { length / 2.0 }
        });
        let range = (self.track.height() - length).max(1.0);
        let share = ((pointer.y - held - self.track.top()) / range).clamp(0.0, 1.0);
        Some(f64::from(share) * extent.max_y)
    }

    /// Draws the bar, which is called `name`, and tells assistive technology where the view stands.
    pub fn paint(&self, painter: &Painter, extent: &Extent, tokens: &Tokens, name: &str) {
        let is_active = self.response.hovered() || self.response.dragged();
        let color = if is_active { tokens.faint } else { tokens.line };
        painter.rect_filled(self.thumb(extent), THUMB.1, color);
        let value = (extent.y / extent.max_y).clamp(0.0, 1.0);
        self.response
            .widget_info(|| WidgetInfo { value: Some(value), ..WidgetInfo::labeled(Role::ScrollBar, true, name) });
    }
}
