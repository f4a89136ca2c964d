//! Offsets hold for every script: layout checked on the bundled fonts.

use super::block_layout::BlockLayout;
use super::setting::Setting;
use crate::ui::theme::{self, Tokens, size};
use egui::Context;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// A context with the bundled fonts, after its first frame.
pub(super) fn context() -> Context {
    let ctx = Context::default();
    theme::install(&ctx, &Tokens::light());
    ctx.run_ui(egui::RawInput::default(), |_| {}).drop_without_applying_deltas();
    ctx
}

fn lay_out(ctx: &Context, text: &str, width: f32) -> BlockLayout {
    BlockLayout::new(ctx, text, &Setting { font: theme::reading(size::READING), row_height: 30.0, width })
}

/// Rows hold every byte once; every character is found again at the place where it stands.
fn check(ctx: &Context, text: &str, width: f32) {
    let layout = lay_out(ctx, text, width);
    let mut at = 0;
    for row in 0..layout.n_rows() {
        let bytes = layout.row_bytes(row);
        assert_eq!(bytes.start, at, "row {row} of {text:?}");
        assert!(bytes.end >= bytes.start);
        at = bytes.end;
    }
    assert_eq!(at, text.len(), "{text:?}");
    for (start, cluster) in text.grapheme_indices(true) {
        let row = layout.row_of(start);
        assert!(layout.row_bytes(row).contains(&start), "{start} of {text:?}");
        check_cluster(&layout, text, row, start, start + cluster.len());
    }
}

/// A point just inside the cluster, where reading enters it, leads back to it.
fn check_cluster(layout: &BlockLayout, text: &str, row: usize, start: usize, end: usize) {
    let mut strips = Vec::new();
    layout.strips(start..end, |row, left, right| strips.push((row, left, right)));
    let Some((_, left, right)) = strips.iter().find(|strip| strip.0 == row && strip.2 - strip.1 > 1.0) else {
        return; // nothing to point at: a space at a row end, or a character with no width
    };
    let near = layout.x_of(row, start);
    let inward = if (near - left).abs() < (near - right).abs() { 0.3 } else { -0.3 };
    let hit = layout.hit(row, near + inward);
    assert_eq!(hit.border, start, "border at {near} of {text:?}");
    assert!((start..end).contains(&hit.under), "under {near} of {text:?}");
}

#[test]
fn every_cluster_is_found_where_it_stands() {
    let ctx = context();
    let texts = [
        "",
        "plain",
        "The “official” office – naïve café, ffi ffl fi difficult waffle.",
        "tab\tstops\t\tand  two  spaces   ",
        "e\u{301}a\u{308}\u{323} combining n\u{303}",
        "👩‍👩‍👧‍👦 family 🇬🇧🇫🇷 flags 👍🏽 skin",
        "zero\u{200b}width\u{200d}joined\u{feff}and\u{ad}soft",
        "weird \u{1}\u{7}\u{b}\u{c}\u{1b}\u{7f}\u{85} controls \u{2028} here",
        "שלום עולם",
        "وزارة الصحة تدعم الإصلاح في المستشفيات",
        "He said «سلام عليكم» (peace) to 25 people in תל אביב, twice.",
        "وقال 25 شخصا (John Smith) إنهم يؤيدون",
        "שָׁלוֹם עִם נִקּוּד",
        "中文字体没有空格所以换行必须在字之间进行而不是在词之间",
        "हिन्दी में देवनागरी लिपि",
        "a0\tmgwne\u{301}ו\u{e0041}",
        "cafeשtable",
        "א\u{200d}\u{200d}",
        "\u{301}\u{200f} mark first",
    ];
    for text in texts {
        for width in [60.0, 200.0, 900.0] {
            check(&ctx, text, width);
        }
    }
}

#[test]
fn text_from_right_to_left_is_laid_out_safely_and_seen_from_the_right() {
    let ctx = context();
    let layout = lay_out(&ctx, "שלום עולם", 400.0);
    assert!(layout.is_safe());
    assert!(layout.x_of(0, 0) > layout.x_of(0, "שלום".len()), "the first word stands right of the second");
    assert!((layout.x_of(0, 0) - 400.0).abs() < 1.0, "the paragraph begins at the right edge");
    assert!(!lay_out(&ctx, "left “to” right – naïve", 400.0).is_safe());
}

#[test]
fn each_hidden_character_has_a_mark_in_its_place_and_others_have_none() {
    let ctx = context();
    let text = "pay \u{202e}on\u{202c} up\u{200b}on \u{feff}";
    let layout = lay_out(&ctx, text, 900.0);
    assert!(!layout.is_safe(), "letters look as they should");
    let marks: Vec<char> = layout.hidden_marks().iter().map(|mark| mark.char).collect();
    assert_eq!(marks, ['\u{202e}', '\u{202c}', '\u{200b}', '\u{feff}']);
    for mark in layout.hidden_marks() {
        let at = text.find(mark.char).unwrap_or_default();
        assert_eq!(layout.hit(0, mark.area.left() + 1.0).under, at);
        assert!((layout.x_of(0, at) - mark.area.left()).abs() < 0.5 && mark.area.width() > 15.0);
    }
    let rights = layout.hidden_marks().windows(2).all(|pair| pair[0].area.right() <= pair[1].area.left());
    assert!(rights, "an override turns nothing round");
    for text in ["plain", "naïve 👩‍👧 🏴\u{e0067}\u{e007f}", "می\u{200c}خواهم \u{200f}", "हिन्\u{200d}दी"]
    {
        assert!(lay_out(&ctx, text, 900.0).hidden_marks().is_empty(), "{text}");
    }
}

#[test]
fn a_text_of_nothing_but_hidden_characters_is_laid_out_in_rows() {
    let ctx = context();
    let text = "\u{200b}".repeat(680);
    let layout = lay_out(&ctx, &text, 600.0);
    assert_eq!(layout.hidden_marks().len(), 680);
    assert!(layout.n_rows() > 10);
    check(&ctx, &text, 600.0);
    check(&ctx, &text, 5.0);
}

#[test]
fn a_span_in_mixed_text_covers_its_own_words_only() {
    let ctx = context();
    let text = "abc שלום def";
    let layout = lay_out(&ctx, text, 900.0);
    let span = |word: &str| {
        let start = text.find(word).unwrap_or_default();
        let mut strips = Vec::new();
        layout.strips(start..start + word.len(), |_, left, right| strips.push((left, right)));
        assert_eq!(strips.len(), 1, "{word}");
        strips[0]
    };
    let (abc, hebrew, def) = (span("abc"), span("שלום"), span("def"));
    assert!(abc.1 <= hebrew.0 + 0.5 && hebrew.1 <= def.0 + 0.5, "{abc:?} {hebrew:?} {def:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn offsets_hold_for_any_mixture(
        parts in proptest::collection::vec(
            prop_oneof![
                "[a-z]{1,9}", " {1,3}", "[א-ת]{1,6}", "[ء-ي]{1,6}", "[0-9]{1,4}", "[(),.“”\t]",
                Just("👩‍👧".to_owned()), Just("e\u{301}".to_owned()), Just("\u{200b}".to_owned()), Just("\u{200f}".to_owned()),
                Just("\u{202e}".to_owned()), Just("\u{1b}".to_owned()), Just("\u{200d}".to_owned()), Just("\u{e0041}".to_owned()),
            ],
            0..25,
        ),
        width in 30.0f32..500.0,
    ) {
        check(&CONTEXT.with(Context::clone), &parts.concat(), width);
    }
}

thread_local! {
    static CONTEXT: Context = context();
}
