//! Anything a user may do, in any order.

use super::Mark;
use super::motion::Way;
use super::test_reader::{Reader, click, drag, mark, reader};
use crate::text::Span;
use egui::{Key, Modifiers, pos2, vec2};
use egui_kittest::Harness;
use proptest::prelude::*;

/// One thing a user, or the program around the reader, may do.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Click(f32, f32),
    Drag(f32, f32, f32, f32),
    Key(Key, Modifiers),
    Width(f32),
    Mark(u64, usize, usize),
    Remove(u64),
    Reveal(usize, usize),
    Select(usize, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let far = Modifiers { shift: true, ..Modifiers::COMMAND };
    let key = prop_oneof![
        Just(Key::ArrowLeft),
        Just(Key::ArrowRight),
        Just(Key::ArrowUp),
        Just(Key::ArrowDown),
        Just(Key::PageDown),
        Just(Key::PageUp),
        Just(Key::Home),
        Just(Key::End),
        Just(Key::A),
    ];
    let modifiers = prop_oneof![Just(Modifiers::NONE), Just(Modifiers::SHIFT), Just(far), Just(Modifiers::COMMAND)];
    prop_oneof![
        (0.0..800f32, -50.0..450f32).prop_map(|(x, y)| Deed::Click(x, y)),
        (0.0..800f32, 0.0..400f32, 0.0..800f32, -90.0..490f32).prop_map(|(a, b, c, d)| Deed::Drag(a, b, c, d)),
        (key, modifiers).prop_map(|(key, modifiers)| Deed::Key(key, modifiers)),
        (60.0..1200f32).prop_map(Deed::Width),
        (0u64..5, 0usize..900, 0usize..300).prop_map(|(n, start, len)| Deed::Mark(n, start, start + len)),
        (0u64..5).prop_map(Deed::Remove),
        (0usize..900, 0usize..300).prop_map(|(start, len)| Deed::Reveal(start, start + len)),
        (0usize..900, 0usize..300).prop_map(|(start, len)| Deed::Select(start, start + len)),
    ]
}

fn carry_out(harness: &mut Harness<'_, Reader>, deed: Deed) {
    match deed {
        Deed::Click(x, y) => click(harness, pos2(x, y)),
        Deed::Drag(a, b, c, d) => drag(harness, pos2(a, b), pos2(c, d)),
        Deed::Key(key, modifiers) => harness.key_press_modifiers(modifiers, key),
        Deed::Width(width) => {
            harness.set_size(vec2(width, 400.0));
        }
        Deed::Mark(statement, start, end) => {
            let template = mark(statement, "x", "x");
            harness.state_mut().view.upsert(vec![Mark { span: Span::new(start, end), ..template }]);
            harness.state_mut().view.set_focused(Some(statement));
        }
        Deed::Remove(statement) => harness.state_mut().view.remove(statement),
        Deed::Reveal(start, end) => harness.state_mut().view.scroll_to(Span::new(start, end)),
        Deed::Select(start, end) => harness.state_mut().view.select(Span::new(start, end)),
    }
    harness.step();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever is done, even with spans that fit no character, nothing panics and the selection is whole graphemes.
    #[test]
    fn the_selection_always_lies_on_grapheme_borders(deeds in proptest::collection::vec(deed(), 1..25)) {
        let text = "Plain words first, some more.\n\nوزارة الصحة تدعم (John) 25 شخصا.\n👩‍👩‍👧 e\u{301}a naïve “quote”, \
            said he. And so on for a long while, until it wraps.\n\n\n\tx\u{200b}y\n".repeat(3);
        let mut harness = reader(&text, vec![]);
        for deed in deeds {
            carry_out(&mut harness, deed);
            let view = &harness.state().view;
            if let Some(span) = view.selection() {
                prop_assert!(view.text().holds(span));
                for byte in [span.start, span.end] {
                    prop_assert_eq!(view.grapheme_border(byte, Way::Back), byte);
                }
            }
        }
    }
}
