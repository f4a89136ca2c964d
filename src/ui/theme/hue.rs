//! Named colours that carry meaning.

use serde::{Deserialize, Serialize};

/// One of the eight colours that tell stances, themes and series apart; told apart by colour-blind eyes too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Hue {
    /// Support.
    Blue,
    /// Conditional support.
    Teal,
    /// Mixed.
    Violet,
    /// Opposition.
    Rust,
    /// Free.
    Ochre,
    /// Free.
    Pink,
    /// Free.
    Green,
    /// Unclear, or not yet set.
    #[default]
    Grey,
}

impl Hue {
    /// Every hue, in the order of a legend.
    pub const ALL: [Self; 8] =
        [Self::Blue, Self::Teal, Self::Violet, Self::Rust, Self::Ochre, Self::Pink, Self::Green, Self::Grey];

    /// Number of the hue in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Hue;

    #[test]
    fn the_index_is_the_place_in_the_list() {
        for (i, hue) in Hue::ALL.into_iter().enumerate() {
            assert_eq!(hue.index(), i);
        }
    }
}
