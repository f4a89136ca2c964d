//! How wide and high text is, and where it is cut.

use super::{Face, Weight};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;

/// The sign for what was cut.
const ELLIPSIS: &str = "…";

/// Width of a line of `size` points.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    Face::of(weight).shape(text, |_| ()) * size
}

/// How far letters of `size` points reach above the baseline.
pub fn ascent(size: f32) -> f32 {
    Face::of(Weight::Regular).ascent() * size
}

/// How far letters of `size` points reach below the baseline.
pub fn descent(size: f32) -> f32 {
    Face::of(Weight::Regular).descent() * size
}

/// Height of a capital of `size` points: half of it below a line's middle, text stands in the middle.
pub fn cap_height(size: f32) -> f32 {
    Face::of(Weight::Regular).cap_height() * size
}

/// `text`, or as much of its beginning as fits in `room` points with an ellipsis behind it.
pub fn elide(text: &str, room: f32, size: f32, weight: Weight) -> Cow<'_, str> {
    if width(text, size, weight) <= room {
        return Cow::Borrowed(text);
    }
    let cuts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let cut = |at: usize| format!("{}{ELLIPSIS}", text[..at].trim_end());
    let n_fitting = cuts.partition_point(|at| width(&cut(*at), size, weight) <= room);
    Cow::Owned(cut(n_fitting.checked_sub(1).map_or(0, |last| cuts[last])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_are_tabular_and_kerning_counts() {
        let width = |text| width(text, 100.0, Weight::Regular);
        assert!((width("111") - width("888")).abs() < 0.01);
        assert!(width("AVAV") < 2.0 * (width("A") + width("V")) - 1.0);
        assert!(width("mm") > width("ii"));
        assert!(super::width("Theme", 13.0, Weight::Semibold) > super::width("Theme", 13.0, Weight::Regular));
        assert!((width("卫生") - 200.0).abs() < 0.01, "what the face lacks takes room, too");
    }

    #[test]
    fn letters_stand_between_ascent_and_descent() {
        assert!((6.0..8.5).contains(&cap_height(10.0)));
        assert!(ascent(10.0) > cap_height(10.0) && descent(10.0) > 1.5);
    }

    proptest! {
        #[test]
        fn what_is_cut_fits_and_is_the_beginning(text in "[a-zA-Zé\u{301} 卫👩\u{200d}⚕]{0,24}", room in 12.0f32..200.0) {
            let shown = elide(&text, room, 12.0, Weight::Regular);
            prop_assert!(width(&shown, 12.0, Weight::Regular) <= room);
            match shown.strip_suffix(ELLIPSIS) {
                Some(begin) if shown != text => prop_assert!(text.starts_with(begin)),
                _ => prop_assert_eq!(&*shown, &*text),
            }
        }
    }
}
