//! What two people said of one thing, kept side by side until somebody settles it.

use super::{EntryId, Speaker, Stance, Theme};

/// Another version of something that both changed; ours stands in its place meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rival<T> {
    /// The other deleted it.
    Deleted,
    /// The other has it like this: the same as ours but for the fields that both changed.
    Edited(T),
}

/// An entry of the codebook, of any kind.
#[derive(Clone, Debug, PartialEq)]
pub enum AnyEntry {
    /// A stance.
    Stance(Stance),
    /// A theme.
    Theme(Theme),
    /// A speaker.
    Speaker(Speaker),
}

impl AnyEntry {
    /// Its id.
    pub fn id(&self) -> EntryId {
        match self {
            Self::Stance(stance) => stance.id.clone().into(),
            Self::Theme(theme) => theme.id.clone().into(),
            Self::Speaker(speaker) => speaker.id.clone().into(),
        }
    }
}
