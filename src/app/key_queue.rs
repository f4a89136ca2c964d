//! Keys in their order: what is typed faster than the window draws waits for the frame that it was meant for.
//!
//! A key may open a field or close one, and what follows it belongs to what has the focus then. So a frame takes key
//! presses up to the first that may move the focus; the rest comes in the next.
//!
//! Whether a key is held is told here, too, by its place. The toolkit goes by what the key types, and that may be
//! another sign when it is let go: `+` with Shift, and `=` without. Then `+` would count as held from there on.

use egui::{Event, Key, Ui};
use std::collections::BTreeSet;

/// Keys that wait for the next frame.
#[derive(Debug, Default)]
pub struct KeyQueue {
    waiting: Vec<Event>,
    /// Keys held down, by their place where that is known.
    held: BTreeSet<Key>,
}

impl KeyQueue {
    /// Leaves in the input what this frame may take.
    ///
    /// `is_typing` says whether a text field has the focus, `is_opening` whether one is about to get it, in which case
    /// everything waits.
    pub fn pace(&mut self, ui: &Ui, is_typing: bool, is_opening: bool) {
        let waiting = std::mem::take(&mut self.waiting);
        ui.input_mut(|input| {
            let mut new = std::mem::take(&mut input.events);
            self.tell_held(&mut new);
            let events = waiting.into_iter().chain(new);
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

    /// Says of each key press whether it comes from holding the key down.
    fn tell_held(&mut self, events: &mut [Event]) {
        for event in events {
            match event {
                Event::Key { key, physical_key, pressed, repeat, .. } => {
                    let place = physical_key.unwrap_or(*key);
                    if *pressed {
                        *repeat = !self.held.insert(place);
                    } else {
                        self.held.remove(&place);
                    }
                }
                // What is let go elsewhere is not heard of.
                Event::WindowFocused(false) => self.held.clear(),
                _ => {}
            }
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
