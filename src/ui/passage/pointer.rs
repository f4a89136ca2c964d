//! Selecting with the pointer: press, drag, click, double and triple click.

use super::press::{Hit, LastPress, Press};
use super::response::PassageResponse;
use super::selection::{Selection, SelectionUnit, dragged};
use super::view::PassageView;
use crate::text::Span;
use egui::{Event, PointerButton, Pos2, Ui};

/// Points that the pointer may move before a press becomes a drag.
pub(super) const DRAG_AFTER: f32 = 3.0;
/// Points and seconds within which presses count as clicks in a row.
const CLICK_DISTANCE: f32 = 6.0;
/// Points a second that the text moves for each point that the pointer is outside.
const AUTO_SCROLL: f32 = 14.0;
const MIN_AUTO_SCROLL: f32 = 120.0;
const MAX_AUTO_SCROLL: f32 = 3000.0;
/// Points at the edge that count as outside: at the edge of the screen the pointer cannot go further.
const SCROLL_ZONE: f32 = 3.0;

/// Whether the primary button went down.
const fn is_press(event: &Event) -> bool {
    matches!(event, Event::PointerButton { button: PointerButton::Primary, pressed: true, .. })
}

impl PassageView {
    /// Takes the primary button into account; `left` is the left edge of the text.
    pub(super) fn take_pointer(&mut self, ui: &Ui, left: f32, out: &mut PassageResponse) {
        let (is_pressed, is_down, is_released) = ui.input(|input| {
            (input.pointer.primary_pressed(), input.pointer.primary_down(), input.pointer.primary_released())
        });
        let is_ours = out.response.is_pointer_button_down_on() || out.response.clicked();
        if is_pressed && is_ours {
            self.begin_press(ui, left);
            out.response.request_focus();
        }
        if self.grip.is_some() {
            if let Some(at) = self.follow_grip(ui, left, out) {
                self.click_at(ui, at, left, out);
            }
            return;
        }
        if self.press.is_some() {
            self.follow_pointer(ui, left);
        }
        if (is_released || !is_down)
            && let Some(press) = self.press.take()
        {
            let is_click = !press.is_drag && !press.extends && press.unit == SelectionUnit::Grapheme;
            out.selection_finished = !is_click;
            if is_click {
                self.click(press.hit, out);
            }
        }
    }

    fn click(&self, hit: Hit, out: &mut PassageResponse) {
        out.clicked_at = Some(hit.under);
        if hit.is_on_text {
            out.clicked_statement = self.statements_at(hit.under).first().copied();
        }
    }

    /// A click on a handle is one on the words below it.
    fn click_at(&mut self, ui: &Ui, at: Pos2, left: f32, out: &mut PassageResponse) {
        if let Some(hit) = self.hit(ui.ctx(), at, left) {
            self.selection = Selection::caret(hit.border);
            self.goal_x = None;
            self.click(hit, out);
        }
    }

    fn begin_press(&mut self, ui: &Ui, left: f32) {
        // The pointer may have moved on within this frame: what counts is where the button went down.
        let origin = ui.input(|input| input.pointer.press_origin().or(input.pointer.interact_pos()));
        let Some(at) = origin else { return };
        let Some(hit) = self.hit(ui.ctx(), at, left) else { return };
        let (time, extends) = ui.input(|input| (input.time, input.modifiers.shift));
        let max_delay = ui.ctx().options(|options| options.input_options.max_double_click_delay);
        let is_in_row = |last: &LastPress| time - last.time < max_delay && last.at.distance(at) < CLICK_DISTANCE;
        // In a slow frame the button may have gone down more than once.
        let n_presses = ui.input(|input| input.events.iter().filter(|event| is_press(event)).count().clamp(1, 3)) as u8;
        let n_clicks = match self.last_press.filter(is_in_row) {
            _ if extends => 1,
            Some(last) => (last.n_clicks + n_presses - 1) % 3 + 1,
            None => n_presses,
        };
        self.last_press = Some(LastPress { time, at, n_clicks });
        if n_clicks == 1 && !extends && self.take_grip(at, left) {
            return;
        }
        let unit = SelectionUnit::of_clicks(n_clicks);
        let pivot = self.reached(hit, unit);
        self.goal_x = None;
        self.selection = match (extends, unit) {
            (true, _) => Selection { head: hit.border, ..self.selection },
            (false, SelectionUnit::Grapheme) => Selection::caret(hit.border),
            (false, _) => Selection::over(pivot),
        };
        let pivot = if extends { Span::new(self.selection.anchor, self.selection.anchor) } else { pivot };
        self.press = Some(Press { at, hit, unit, pivot, is_drag: false, extends });
    }

    /// Extends the selection to the pointer, and scrolls while it is outside.
    fn follow_pointer(&mut self, ui: &Ui, left: f32) {
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let (Some(pointer), Some(mut press)) = (pointer, self.press) else { return };
        press.is_drag |= pointer.distance(press.at) > DRAG_AFTER;
        self.press = Some(press);
        if !press.is_drag {
            return;
        }
        if let Some(hit) = self.hit(ui.ctx(), pointer, left) {
            self.selection = dragged(press.pivot, self.reached(hit, press.unit));
        }
        self.scroll_along(ui, pointer);
    }

    /// Scrolls while a pointer that drags something is outside of the view.
    pub(super) fn scroll_along(&mut self, ui: &Ui, pointer: Pos2) {
        let bounds = self.view_bounds.shrink(SCROLL_ZONE);
        let outside = (pointer.y - bounds.max).max(0.0) - (bounds.min - pointer.y).max(0.0);
        if outside != 0.0 {
            let speed = (outside.abs() * AUTO_SCROLL).clamp(MIN_AUTO_SCROLL, MAX_AUTO_SCROLL);
            self.scroll.offset += speed.copysign(outside) * ui.input(|input| input.stable_dt.min(0.1));
            ui.ctx().request_repaint();
        }
    }

    /// What a pointer at `hit` takes in when it selects by `unit`.
    fn reached(&self, hit: Hit, unit: SelectionUnit) -> Span {
        match unit {
            SelectionUnit::Grapheme => Span::new(hit.border, hit.border),
            _ => unit.around(self.typeset.text.as_str(), hit.under),
        }
    }
}
