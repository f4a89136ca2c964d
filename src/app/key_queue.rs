//! Keys in their order: what is typed faster than the window draws waits for the frame that it was meant for.
//!
//! A key may open a field or close one, and what follows it belongs to what has the focus then. So a frame takes key
//! presses up to the first that may move the focus; the rest comes in the next. This comes before the toolkit looks at
//! the keys: it takes the focus from a field as soon as Escape or Tab is anywhere among them, and the letters typed
//! before would be nobody's.
//!
//! A key also goes up as what it went down as. With Shift let go first, `+` goes up as `=`, and the toolkit would take
//! `+` for held from there on, and every later press for its repetition.

use egui::{Context, Event, Key, Plugin, RawInput};
use std::collections::BTreeMap;

/// Keys that wait for the next frame, and how the last one left the focus.
#[derive(Debug, Default)]
pub struct KeyQueue {
    waiting: Vec<Event>,
    /// What went down, by its place on the keyboard.
    down: BTreeMap<Key, Key>,
    is_typing: bool,
    is_opening: bool,
}

impl KeyQueue {
    /// Says whether a text field has the focus, and whether one is about to get it, in which case every key waits.
    pub const fn set_focus(&mut self, is_typing: bool, is_opening: bool) {
        self.is_typing = is_typing;
        self.is_opening = is_opening;
    }

    /// Whether keys wait for another frame.
    pub const fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Leaves in `events` what this frame may take.
    fn pace(&mut self, events: &mut Vec<Event>) {
        let waiting = std::mem::take(&mut self.waiting);
        let new = self.paired(std::mem::take(events));
        let (mut ended, mut may_follow, mut is_begun) = (self.is_opening, false, false);
        for event in waiting.into_iter().chain(new) {
            if !is_keyboard(&event) {
                events.push(event);
                continue;
            }
            // The letter that a key press types comes right behind it and belongs to it.
            may_follow &= matches!(event, Event::Text(_));
            let moves = moves_focus(&event, self.is_typing);
            // What was typed must have been taken in before the key that acts on it.
            ended |= moves && self.is_typing && is_begun;
            if ended && !may_follow {
                self.waiting.push(event);
                continue;
            }
            (ended, may_follow) = (ended | moves, may_follow | moves);
            is_begun = true;
            events.push(event);
        }
    }

    /// The events with each key going up as what it went down as.
    fn paired(&mut self, events: Vec<Event>) -> Vec<Event> {
        let mut paired = Vec::with_capacity(events.len());
        for mut event in events {
            match &mut event {
                Event::Key { key, physical_key: Some(place), pressed: true, modifiers, .. } => {
                    // Held down while Shift changed: it is another sign now.
                    if let Some(was) = self.down.insert(*place, *key).filter(|was| was != key) {
                        let (physical_key, modifiers) = (Some(*place), *modifiers);
                        paired.push(Event::Key { key: was, physical_key, pressed: false, repeat: false, modifiers });
                    }
                }
                Event::Key { key, physical_key: Some(place), pressed: false, .. } => {
                    *key = self.down.remove(place).unwrap_or(*key);
                }
                // What is let go elsewhere is not heard of.
                Event::WindowFocused(false) => self.down.clear(),
                _ => {}
            }
            paired.push(event);
        }
        paired
    }
}

impl Plugin for KeyQueue {
    fn debug_name(&self) -> &'static str {
        "keys in their order"
    }

    fn input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        self.pace(&mut input.events);
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
