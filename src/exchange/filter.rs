//! Which statements are meant.

use crate::model::{Codebook, Coder, DocPath, SpeakerId, StanceId, Statement, StatementId, ThemeId};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Which statements are meant: those in all of the sets; an empty set asks for nothing and lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Made by one of these.
    pub coders: BTreeSet<Coder>,
    /// About one of these, or a theme below one of them.
    pub themes: BTreeSet<ThemeId>,
    /// With one of these stances; `None` is *not yet set*.
    pub stances: BTreeSet<Option<StanceId>>,
    /// With one of these among the speakers.
    pub speakers: BTreeSet<SpeakerId>,
    /// On one of these.
    pub documents: BTreeSet<DocPath>,
    /// These alone, where some are named.
    pub only: Option<Arc<HashSet<StatementId>>>,
}

impl Filter {
    /// Whether every statement is meant.
    pub fn is_empty(&self) -> bool {
        self.coders.is_empty() && self.documents.is_empty() && self.takes_whole_sets()
    }

    /// Makes the filter ready to be asked often: themes with all that stand below them in `codebook`.
    pub fn on<'a>(&'a self, codebook: &'a Codebook) -> Matcher<'a> {
        let mut themes: HashSet<&ThemeId> = self.themes.iter().collect();
        if !themes.is_empty() {
            let below = |id: &ThemeId| codebook.theme_line(id).iter().any(|theme| self.themes.contains(&theme.id));
            themes.extend(codebook.themes.iter().map(|theme| &theme.id).filter(|id| below(id)));
        }
        Matcher { filter: self, themes }
    }

    /// Whether nothing is asked of a statement beyond its coder and document.
    fn takes_whole_sets(&self) -> bool {
        self.themes.is_empty() && self.stances.is_empty() && self.speakers.is_empty() && self.only.is_none()
    }
}

/// A [`Filter`] made ready for one codebook.
#[derive(Clone, Debug)]
pub struct Matcher<'a> {
    filter: &'a Filter,
    themes: HashSet<&'a ThemeId>,
}

impl Matcher<'_> {
    /// Whether statements of `coder` on `document` may be meant at all.
    pub fn matches_set(&self, coder: &Coder, document: &DocPath) -> bool {
        is_in(&self.filter.coders, coder) && is_in(&self.filter.documents, document)
    }

    /// Whether every statement of a set that matches is meant.
    pub fn takes_whole_sets(&self) -> bool {
        self.filter.takes_whole_sets()
    }

    /// Whether `statement`, of a set that matches, is meant.
    pub fn matches(&self, statement: &Statement) -> bool {
        let speakers = &self.filter.speakers;
        is_in(&self.filter.stances, &statement.stance)
            && (self.themes.is_empty() || statement.theme.as_ref().is_some_and(|theme| self.themes.contains(theme)))
            && self.filter.only.as_ref().is_none_or(|only| only.contains(&statement.id))
            && (speakers.is_empty() || statement.speakers.iter().any(|who| speakers.contains(&who.speaker)))
    }
}

fn is_in<T: Ord>(set: &BTreeSet<T>, value: &T) -> bool {
    set.is_empty() || set.contains(value)
}
