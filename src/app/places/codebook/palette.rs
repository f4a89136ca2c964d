//! Ready-made signs and colours for a whole scale, safe for colour-blind eyes.

use crate::model::{Glyph, Hue, Stance};

/// Ready-made signs and colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Blue for, rust against.
    BlueRust,
    /// Teal for, ochre against.
    TealOchre,
    /// No colour at all: signs alone, as for print in grey.
    Grey,
}

impl Palette {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::BlueRust, Self::TealOchre, Self::Grey];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BlueRust => "Blue to rust",
            Self::TealOchre => "Teal to ochre",
            Self::Grey => "Signs alone",
        }
    }

    /// The colour at a position, the strong ends first: for, leaning for, between, leaning against, against, outside.
    const fn hues(self) -> [Hue; 6] {
        match self {
            Self::BlueRust => [Hue::Blue, Hue::Teal, Hue::Violet, Hue::Ochre, Hue::Rust, Hue::Grey],
            Self::TealOchre => [Hue::Teal, Hue::Teal, Hue::Grey, Hue::Ochre, Hue::Ochre, Hue::Grey],
            Self::Grey => [Hue::Grey; 6],
        }
    }

    /// Sign and colour of each stance, by its position; no two get the same pair while there are pairs.
    pub fn signs(self, stances: &[Stance]) -> Vec<(Glyph, Hue)> {
        let mut taken: Vec<(Glyph, Hue)> = Vec::new();
        for stance in stances {
            let nth = rank(stance.position);
            let hue = self.hues()[nth];
            let wanted = SIGNS[nth].iter().chain(SIGNS.iter().flat_map(|signs| signs.iter()));
            let free = wanted.map(|sign| (*sign, hue)).find(|pair| !taken.contains(pair));
            taken.push(free.unwrap_or((SIGNS[nth][0], hue)));
        }
        taken
    }
}

/// The signs that suit each place of the scale, best first.
const SIGNS: [&[Glyph]; 6] = [
    &[Glyph::TriangleUp, Glyph::TriangleUpOutline],
    &[Glyph::TriangleUpOutline, Glyph::TriangleUp],
    &[Glyph::Diamond, Glyph::Square],
    &[Glyph::TriangleDownOutline, Glyph::TriangleDown],
    &[Glyph::TriangleDown, Glyph::TriangleDownOutline],
    &[Glyph::Circle, Glyph::Square],
];

fn rank(position: Option<f64>) -> usize {
    match position {
        None => 5,
        Some(position) if position >= 0.75 => 0,
        Some(position) if position > 0.0 => 1,
        Some(position) if position <= -0.75 => 4,
        Some(position) if position < 0.0 => 3,
        Some(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{new_entry, signs};
    use crate::edit::{Edit, apply};
    use crate::model::Corpus;
    use crate::ui::theme::Tokens;
    use egui::Color32;
    use std::collections::HashSet;

    fn scale() -> Vec<Stance> {
        let mut corpus = Corpus::default();
        let edits = new_entry::starter_scale(&corpus.codebook);
        apply(&mut corpus, Edit::Batch(edits)).expect("fits");
        corpus.codebook.stances.iter().cloned().collect()
    }

    #[test]
    fn no_two_stances_of_the_starter_scale_look_the_same() {
        for palette in Palette::ALL {
            let given = palette.signs(&scale());
            let differ: HashSet<(Glyph, Hue)> = given.iter().copied().collect();
            assert_eq!(differ.len(), given.len(), "{palette:?}");
        }
        let twins: Vec<Stance> = (0..4).map(|_| scale()[0].clone()).collect();
        let differ: HashSet<(Glyph, Hue)> = Palette::Grey.signs(&twins).into_iter().collect();
        assert_eq!(differ.len(), 4, "stances at one place differ too");
    }

    /// What an eye without one kind of cone sees (Viénot, Brettel and Mollon 1999), as linear light.
    fn seen(colour: Color32, is_protan: bool) -> [f64; 3] {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = [linear(colour.r()), linear(colour.g()), linear(colour.b())];
        if is_protan {
            [0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b]
        } else {
            [0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + b]
        }
    }

    /// Distance in CIELAB (CIE 1976).
    fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
        let root = |t: f64| if t > 0.008_856 { t.max(0.0).cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let lab = |[red, green, blue]: [f64; 3]| {
            let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
            let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
            let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
            [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
        };
        lab(one).iter().zip(lab(other)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn for_and_against_differ_to_colour_blind_eyes() {
        for tokens in [Tokens::light(), Tokens::dark()] {
            for palette in [Palette::BlueRust, Palette::TealOchre] {
                let [strong, lean, _, lean_against, against, _] = palette.hues().map(|hue| tokens.hue(signs::hue(hue)));
                for is_protan in [true, false] {
                    for (for_it, other) in
                        [(strong, against), (lean, lean_against), (strong, lean_against), (lean, against)]
                    {
                        let apart = distance(seen(for_it, is_protan), seen(other, is_protan));
                        assert!(apart > 20.0, "{}: {palette:?} at {apart:.0}", tokens.name);
                    }
                }
            }
        }
    }
}
