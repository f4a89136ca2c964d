//! How well an entry fits what is typed.

/// How well an entry fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The name is what is typed.
    Exact,
    /// The name begins with it.
    NameBegins,
    /// A word of the name does.
    NameWordBegins,
    /// The office held on the date of the document has its words.
    Office,
    /// Another name has it; the number tells which.
    Alias(usize),
    /// It stands in the middle of a word of the name.
    InName,
    /// It is in the path.
    Path,
    /// It stands in the definition.
    Words,
    /// An office held on other dates has its words.
    OtherOffice,
    /// Its words stand in the definition, one here, one there.
    Scattered,
    /// Its letters are in the name, in order; fewer words begun and a longer way between them come later.
    Letters(usize),
}

impl Fit {
    /// Its order; the number of an alias does not count.
    pub const fn rank(self) -> (u8, usize) {
        match self {
            Self::Exact => (0, 0),
            Self::NameBegins => (1, 0),
            Self::NameWordBegins => (2, 0),
            Self::Office => (3, 0),
            Self::Alias(_) => (4, 0),
            Self::InName => (5, 0),
            Self::Path => (6, 0),
            Self::Words => (7, 0),
            Self::OtherOffice => (8, 0),
            Self::Scattered => (9, 0),
            Self::Letters(way) => (10, way),
        }
    }
}
