//! What holds of every text and every passage.

use super::tests::anchor_of;
use super::*;
use crate::text::grapheme_after;
use proptest::prelude::*;

/// Passages of `text` at whole characters, from pairs of numbers.
fn some_anchors(text: &DocumentText, cuts: &[(usize, usize)]) -> Vec<Anchor> {
    let mut borders = vec![0];
    while borders[borders.len() - 1] < text.len() {
        borders.push(grapheme_after(text.as_str(), borders[borders.len() - 1]));
    }
    let anchor = |(from, len): &(usize, usize)| {
        let from = from % borders.len();
        let to = (from + 1 + len % 40).min(borders.len() - 1);
        let span = Span::new(borders[from], borders[to]);
        (!span.is_empty()).then(|| anchor_of(text, &[text.chars_from_span(span)]))
    };
    cuts.iter().filter_map(anchor).collect()
}

fn texts() -> impl Strategy<Value = String> {
    let words = [
        "the",
        "bank",
        "care",
        "“",
        "”",
        ".",
        " ",
        " ",
        "\n",
        "e\u{301}",
        "\u{301}",
        "👩‍👧",
        "🇫🇷",
        "سلام",
        "世",
        "\u{a0}",
        "a",
    ];
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..120).prop_map(|words| words.concat()),
        "\\PC{0,60}",
        proptest::collection::vec("[a-c]{1,3}", 0..60).prop_map(|words| words.join(" ")),
    ]
}

proptest! {
    #[test]
    fn the_same_text_has_all_at_their_places(text in texts(), cuts in proptest::collection::vec((0..1_000_usize, 0..40_usize), 0..12)) {
        let text = DocumentText::new(text);
        let anchors = some_anchors(&text, &cuts);
        for earlier in [Some(&text), None] {
            for (verdict, anchor) in find_again(&anchors, earlier, &text).iter().zip(&anchors) {
                let Verdict::Exact(spans) = verdict else { panic!("{verdict:?} of {anchor:?}") };
                prop_assert_eq!(text.chars_from_span(spans[0]), anchor.spans[0]);
            }
        }
    }

    #[test]
    fn what_is_put_in_front_moves_all_by_as_much(
        n in 1..60_usize,
        front in "[A-Z]{1,9}( [A-Z]{1,9}){0,5}\\. ",
        cuts in proptest::collection::vec((0..1_000_usize, 0..40_usize), 1..12),
    ) {
        let before = DocumentText::new((0..n).map(|n| format!("word{n} stands")).collect::<Vec<_>>().join(", "));
        let text = DocumentText::new(format!("{front}{}", before.as_str()));
        // Without the earlier text, a letter or two say too little.
        let anchors = some_anchors(&before, &cuts);
        let by = front.chars().count();
        for (verdict, anchor) in find_again(&anchors, Some(&before), &text).iter().zip(&anchors) {
            let Verdict::Moved(spans) = verdict else { panic!("{verdict:?} of {anchor:?}") };
            prop_assert_eq!(text.chars_from_span(spans[0]), (anchor.spans[0].0 + by, anchor.spans[0].1 + by));
        }
    }

    #[test]
    fn no_verdict_lies_about_the_words(
        before in texts(),
        now in texts(),
        keep in 0..100_usize,
        cuts in proptest::collection::vec((0..1_000_usize, 0..40_usize), 0..12),
        has_earlier in any::<bool>(),
    ) {
        let before = DocumentText::new(before);
        let kept = before.as_str().floor_char_boundary(before.len() * keep / 100);
        let text = DocumentText::new(format!("{now}{}{now}", &before.as_str()[kept..]));
        let mut anchors = some_anchors(&before, &cuts);
        // Two passages together as one in parts.
        if let [one, two, ..] = &anchors[..] && one.spans[0].1 < two.spans[0].0 {
            let both = anchor_of(&before, &[one.spans[0], two.spans[0]]);
            anchors.push(both);
        }
        let earlier = has_earlier.then_some(&before);
        let verdicts = find_again(&anchors, earlier, &text);
        prop_assert_eq!(&verdicts, &find_again(&anchors, earlier, &text));
        for (verdict, anchor) in verdicts.iter().zip(&anchors) {
            prop_assert!(verdict.spans().iter().all(|span| text.holds(*span)));
            prop_assert!(verdict.spans().windows(2).all(|pair| pair[0].end < pair[1].start));
            if let Verdict::Exact(spans) | Verdict::Moved(spans) = verdict {
                let words: Vec<&str> = spans.iter().map(|span| text.slice(*span)).collect();
                prop_assert_eq!(words, anchor.quote.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn no_anchor_makes_it_fall(
        text in texts(),
        spans in proptest::collection::vec((any::<usize>(), any::<usize>()), 0..4),
        quote in proptest::collection::vec(texts(), 0..4),
        around in (texts(), texts()),
        has_earlier in any::<bool>(),
    ) {
        let text = DocumentText::new(text);
        let anchor = Anchor { spans, quote, before: around.0, after: around.1 };
        find_again(&[anchor], has_earlier.then_some(&text), &text);
    }
}
