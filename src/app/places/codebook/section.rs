//! The three sections of the place.

use crate::model::{Codebook, EntryId, SpeakerId, StanceId, ThemeId};

/// A section of the place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Section {
    /// The theme tree.
    #[default]
    Themes,
    /// The stance scale.
    Stances,
    /// The speakers.
    Speakers,
}

impl Section {
    /// All sections in their order.
    pub const ALL: [Self; 3] = [Self::Themes, Self::Stances, Self::Speakers];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Themes => "Themes",
            Self::Stances => "Stances",
            Self::Speakers => "Speakers",
        }
    }

    /// One entry of it in words.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Themes => "theme",
            Self::Stances => "stance",
            Self::Speakers => "speaker",
        }
    }

    /// The section after this one, round to the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Themes => Self::Stances,
            Self::Stances => Self::Speakers,
            Self::Speakers => Self::Themes,
        }
    }

    /// The section in which an entry stands.
    pub const fn of(id: &EntryId) -> Self {
        match id {
            EntryId::Theme(_) => Self::Themes,
            EntryId::Stance(_) => Self::Stances,
            EntryId::Speaker(_) => Self::Speakers,
        }
    }

    /// Number of entries.
    pub fn n_entries(self, book: &Codebook) -> usize {
        match self {
            Self::Themes => book.themes.len(),
            Self::Stances => book.stances.len(),
            Self::Speakers => book.speakers.len(),
        }
    }

    /// The id of the entry at a position of its list.
    pub fn id_at(self, book: &Codebook, at: usize) -> Option<EntryId> {
        match self {
            Self::Themes => book.themes.at(at).map(|theme| EntryId::Theme(theme.id.clone())),
            Self::Stances => book.stances.at(at).map(|stance| EntryId::Stance(stance.id.clone())),
            Self::Speakers => book.speakers.at(at).map(|speaker| EntryId::Speaker(speaker.id.clone())),
        }
    }
}

/// The name of an entry; `None` when the codebook does not have it.
pub fn name_of<'b>(book: &'b Codebook, id: &EntryId) -> Option<&'b str> {
    match id {
        EntryId::Theme(id) => book.themes.get(id).map(|theme| theme.name.as_str()),
        EntryId::Stance(id) => book.stances.get(id).map(|stance| stance.name.as_str()),
        EntryId::Speaker(id) => book.speakers.get(id).map(|speaker| speaker.name.as_str()),
    }
}

/// The entry as a theme.
pub const fn as_theme(id: &EntryId) -> Option<&ThemeId> {
    if let EntryId::Theme(id) = id { Some(id) } else { None }
}

/// The entry as a stance.
pub const fn as_stance(id: &EntryId) -> Option<&StanceId> {
    if let EntryId::Stance(id) = id { Some(id) } else { None }
}

/// The entry as a speaker.
pub const fn as_speaker(id: &EntryId) -> Option<&SpeakerId> {
    if let EntryId::Speaker(id) = id { Some(id) } else { None }
}
