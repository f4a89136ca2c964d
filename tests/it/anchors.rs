//! Passages found again in edited documents: a small version of `benches/anchor.rs`, with the same measure.

#[path = "../../benches/support/edited.rs"]
mod edited;
#[path = "../../benches/support/judged.rs"]
mod judged;
#[path = "../../benches/support/styles.rs"]
mod styles;

use edited::{Dice, EDITS, edited as edit_text};
use judged::{Counts, passages, run};
use standpoint::text::DocumentText;
use styles::{STYLES, Style, document};

/// Runs all styles and edits and counts the verdicts.
fn counts(has_earlier: bool) -> Counts {
    let mut sum = Counts::default();
    for style in STYLES {
        for edit in EDITS {
            for chars_per_edit in [1_000, 200] {
                let mut dice = Dice::new(style as u64 * 1_000 + edit as u64 * 10 + chars_per_edit as u64);
                let size = if style == Style::Sample { 12_000 } else { 3_000 };
                let before = DocumentText::new(document(style, size, &mut dice));
                let anchors = passages(&before, size / 200, &mut dice);
                let now = edit_text(before.as_str(), edit, chars_per_edit, &mut dice);
                sum.add(&run(&before, &anchors, &now, has_earlier, |_, _, _, _| {}));
            }
        }
    }
    sum
}

fn check(has_earlier: bool) {
    let counts = counts(has_earlier);
    assert_eq!(counts.other_words, 0, "no passage is placed on other words unless it is called changed");
    for [truly, called, rightly] in [counts.exact, counts.moved] {
        assert!(truly > 300 && rightly * 1_000 >= called * 995, "precision: {counts:?}");
        assert!(rightly * 100 >= truly * 98, "recall: {counts:?}");
    }
    let [mostly, proposed] = counts.mostly;
    assert!(mostly > 100 && proposed * 100 >= mostly * 95, "proposals for what was changed: {counts:?}");
}

#[test]
fn passages_of_edited_documents_are_found_again_with_the_earlier_text() {
    check(true);
}

#[test]
fn passages_of_edited_documents_are_found_again_by_quotation_and_context() {
    check(false);
}
