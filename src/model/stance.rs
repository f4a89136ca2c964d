//! A value of the project's stance scale.

use super::{Entry, StanceId};

/// A value of the stance scale. *Not yet set* is not a stance: it is the absence of one on a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Stance {
    /// Readable id.
    pub id: StanceId,
    /// What people read.
    pub name: String,
    /// When a passage counts as this stance.
    pub definition: String,
    /// Place on the scale from -1 (against) to 1 (for); `None` for a value outside it, such as *unclear*.
    pub position: Option<f64>,
    /// Colour, by name.
    pub colour: Hue,
    /// Sign, so that colour never stands alone.
    pub glyph: Glyph,
    /// Key that chooses it.
    pub key: Option<char>,
}

impl Stance {
    /// The first digit from 1 to 9 that none of `stances` has as its key.
    pub fn free_key<'a>(stances: impl IntoIterator<Item = &'a Self>) -> Option<char> {
        let taken: Vec<char> = stances.into_iter().filter_map(|stance| stance.key).collect();
        ('1'..='9').find(|key| !taken.contains(key))
    }

    /// Sign and colour that a position on the scale gets when nobody chose any.
    pub fn signs_for(position: Option<f64>) -> (Glyph, Hue) {
        match position {
            None => (Glyph::Circle, Hue::Grey),
            Some(position) if position >= 0.75 => (Glyph::TriangleUp, Hue::Blue),
            Some(position) if position > 0.0 => (Glyph::TriangleUpOutline, Hue::Teal),
            Some(position) if position <= -0.75 => (Glyph::TriangleDown, Hue::Rust),
            Some(position) if position < 0.0 => (Glyph::TriangleDownOutline, Hue::Ochre),
            Some(_) => (Glyph::Diamond, Hue::Violet),
        }
    }
}

impl Entry for Stance {
    type Id = StanceId;
    fn id(&self) -> &StanceId {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
}

/// The colours that entries may have; the theme of the window gives each a value for light and dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hue {
    /// Blue.
    Blue,
    /// Teal.
    Teal,
    /// Violet.
    Violet,
    /// Rust red.
    Rust,
    /// Ochre.
    Ochre,
    /// Pink.
    Pink,
    /// Green.
    Green,
    /// Grey, the colour of what has no direction.
    #[default]
    Grey,
}

/// The signs that stances may have, drawn as shapes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// ▲
    TriangleUp,
    /// △
    TriangleUpOutline,
    /// ◆
    Diamond,
    /// ▽
    TriangleDownOutline,
    /// ▼
    TriangleDown,
    /// ○
    #[default]
    Circle,
    /// ■
    Square,
}

impl Glyph {
    /// The sign as a character, for reports and for reading aloud.
    pub const fn as_char(self) -> char {
        match self {
            Self::TriangleUp => '▲',
            Self::TriangleUpOutline => '△',
            Self::Diamond => '◆',
            Self::TriangleDownOutline => '▽',
            Self::TriangleDown => '▼',
            Self::Circle => '○',
            Self::Square => '■',
        }
    }
}
