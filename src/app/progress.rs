//! How far a document is coded, as people see it: in words and as a sign.

use crate::model::{AnnotationSet, Progress};
use crate::ui::glyph::Glyph;

/// How far a document is coded. To have found nothing to code is a result, and not the same as not having looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reached {
    /// Nothing read yet.
    NotStarted,
    /// Being coded.
    InProgress,
    /// Read to the end and coded.
    Done,
    /// Read to the end, with nothing to code.
    NothingCoded,
}

impl Reached {
    /// All of them, from the beginning to the end.
    pub const ALL: [Self; 4] = [Self::NotStarted, Self::InProgress, Self::Done, Self::NothingCoded];

    /// How far a set has got; without a set, nowhere.
    pub fn of(set: Option<&AnnotationSet>) -> Self {
        match set.map(|set| (set.progress, set.is_empty())) {
            None | Some((Progress::NotStarted, _)) => Self::NotStarted,
            Some((Progress::InProgress, _)) => Self::InProgress,
            Some((Progress::Done, false)) => Self::Done,
            Some((Progress::Done, true)) => Self::NothingCoded,
        }
    }

    /// Whether the document was read to the end.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::NothingCoded)
    }

    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::NothingCoded => "Done, nothing coded",
        }
    }

    /// As a sign.
    pub const fn sign(self) -> Glyph {
        match self {
            Self::NotStarted => Glyph::ProgressEmpty,
            Self::InProgress => Glyph::ProgressHalf,
            Self::Done => Glyph::ProgressFull,
            Self::NothingCoded => Glyph::ProgressNothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::statement;
    use std::collections::HashSet;

    #[test]
    fn nothing_coded_is_not_the_same_as_not_started() {
        let coded = || vec![statement(1, &[(0, 4)])];
        let of = |progress, statements| Reached::of(Some(&AnnotationSet::new(progress, statements)));
        assert_eq!(Reached::of(None), Reached::NotStarted);
        assert_eq!(of(Progress::InProgress, vec![]), Reached::InProgress);
        assert_eq!(of(Progress::Done, coded()), Reached::Done);
        assert_eq!(of(Progress::Done, vec![]), Reached::NothingCoded);
        let seen: HashSet<_> = Reached::ALL.iter().map(|reached| (reached.name(), reached.sign())).collect();
        assert_eq!(seen.len(), Reached::ALL.len(), "each has words and a sign of its own");
    }
}
