//! Keys in their order: what is typed faster than the window draws waits for the frame that it was meant for.
//!
//! A key may open a field or close one, and what follows it belongs to what has the focus then. So a frame takes key
//! presses up to the first that may move the focus; the rest comes in the next.

use egui::{Event, Key, Ui};

/// Keys that wait for the next frame.
#[derive(Debug, Default)]
pub struct KeyQueue {
    waiting: Vec<Event>,
}

impl KeyQueue {
    /// Leaves in the input what this frame may take.
    ///
    /// `is_typing` says whether a text field has the focus, `is_opening` whether one is about to get it, in which case
    /// everything waits.
    pub fn pace(&mut self, ui: &Ui, is_typing: bool, is_opening: bool) {
        let waiting = std::mem::take(&mut self.waiting);
        ui.input_mut(|input| {
            let events = waiting.into_iter().chain(std::mem::take(&mut input.events));
            let (mut ended, mut may_follow, mut is_begun) = (is_opening, false, false);
            for event in events {
                if !is_keyboard(&event) {
                    input.events.push(event);
                    continue;
                }
                // The letter that a key press types comes right behind it and belongs to it.
                may_follow &= matches!(event, Event::Text(_));
                let moves = moves_focus(&event, is_typing);
                // What was typed must have been taken in before the key that acts on it.
                ended |= moves && is_typing && is_begun;
                if ended && !may_follow {
                    self.waiting.push(event);
                    continue;
                }
                (ended, may_follow) = (ended | moves, may_follow | moves);
                is_begun = true;
                input.events.push(event);
            }
        });
        if !self.waiting.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

const fn is_keyboard(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut)
}

/// Whether the focus may be elsewhere after this event: in a text field after few keys, outside of one after any.
fn moves_focus(event: &Event, is_typing: bool) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    !is_typing || modifiers.command || matches!(key, Key::Enter | Key::Escape | Key::Tab)
}
