//! Keys that the reader takes while it has the focus.

use super::motion::{Step, Way};
use egui::{Event, Key, Modifiers};

/// What a key asks of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyAction {
    /// Scroll without touching the selection.
    Scroll(Step, Way),
    /// Move the end of the selection.
    Extend(Step, Way),
    SelectAll,
    Copy,
}

/// What `event` asks of the reader, if anything.
pub(super) fn action_of(event: &Event) -> Option<KeyAction> {
    match event {
        Event::Copy => Some(KeyAction::Copy),
        Event::Key { key, pressed: true, modifiers, .. } => action_of_key(*key, *modifiers),
        _ => None,
    }
}

fn action_of_key(key: Key, modifiers: Modifiers) -> Option<KeyAction> {
    let is_far = modifiers.command || modifiers.ctrl || modifiers.alt;
    if key == Key::A && modifiers.command && !modifiers.shift && !modifiers.alt {
        return Some(KeyAction::SelectAll);
    }
    let (step, way) = match key {
        Key::ArrowLeft | Key::ArrowRight => (if is_far { Step::Word } else { Step::Grapheme }, way_of(key)),
        Key::ArrowUp | Key::ArrowDown => (if is_far { Step::Paragraph } else { Step::Row }, way_of(key)),
        Key::PageUp | Key::PageDown => (Step::Page, way_of(key)),
        Key::Home | Key::End => (if is_far { Step::Document } else { Step::RowEdge }, way_of(key)),
        _ => return None,
    };
    if modifiers.shift {
        return Some(KeyAction::Extend(step, way));
    }
    match key {
        Key::Home | Key::End => Some(KeyAction::Scroll(Step::Document, way)),
        Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown if !is_far => Some(KeyAction::Scroll(step, way)),
        _ => None,
    }
}

const fn way_of(key: Key) -> Way {
    match key {
        Key::ArrowLeft | Key::ArrowUp | Key::PageUp | Key::Home => Way::Back,
        _ => Way::Forward,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_keys_scroll_and_shift_extends() {
        let shift_far = Modifiers { shift: true, ..Modifiers::COMMAND };
        let extends = |key, modifiers| action_of_key(key, modifiers);
        assert_eq!(extends(Key::ArrowDown, Modifiers::NONE), Some(KeyAction::Scroll(Step::Row, Way::Forward)));
        assert_eq!(extends(Key::ArrowLeft, Modifiers::NONE), None);
        assert_eq!(extends(Key::ArrowLeft, Modifiers::SHIFT), Some(KeyAction::Extend(Step::Grapheme, Way::Back)));
        assert_eq!(extends(Key::ArrowRight, shift_far), Some(KeyAction::Extend(Step::Word, Way::Forward)));
        assert_eq!(extends(Key::End, shift_far), Some(KeyAction::Extend(Step::Document, Way::Forward)));
        assert_eq!(extends(Key::End, Modifiers::NONE), Some(KeyAction::Scroll(Step::Document, Way::Forward)));
        assert_eq!(extends(Key::A, Modifiers::COMMAND), Some(KeyAction::SelectAll));
        assert_eq!(extends(Key::A, Modifiers::NONE), None);
    }
}
