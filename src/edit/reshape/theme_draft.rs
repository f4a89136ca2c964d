//! The theme tree while a change is planned.

use super::ReshapeError;
use crate::edit::Edit;
use crate::model::{Codebook, EntryList, Theme, ThemeId};
use std::collections::HashSet;

/// The theme tree as the edits so far leave it, so that each position is right when its turn comes.
pub(super) struct ThemeDraft {
    pub themes: EntryList<Theme>,
    pub edits: Vec<Edit>,
}

impl ThemeDraft {
    pub fn new(codebook: &Codebook) -> Self {
        Self { themes: codebook.themes.clone(), edits: Vec::new() }
    }

    /// The theme with this id.
    pub fn get(&self, id: &ThemeId) -> Result<&Theme, ReshapeError> {
        self.themes.get(id).ok_or_else(|| ReshapeError::Unknown(id.clone().into()))
    }

    /// Puts `theme` at a position of the list without it, unless it stands there already.
    fn put_at(&mut self, at: usize, theme: Theme) {
        let is_same = self.themes.position(&theme.id) == Some(at) && self.themes.at(at) == Some(&theme);
        if !is_same {
            self.edits.push(Edit::Theme { id: theme.id.clone(), value: Some((at, theme.clone())) });
            self.themes.set(&theme.id.clone(), Some((at, theme)));
        }
    }

    /// Changes a theme where it stands.
    pub fn change(&mut self, theme: Theme) {
        let at = self.themes.position(&theme.id).unwrap_or(self.themes.len());
        self.put_at(at, theme);
    }

    /// Takes a theme out.
    pub fn remove(&mut self, id: &ThemeId) {
        self.edits.push(Edit::Theme { id: id.clone(), value: None });
        self.themes.set(id, None);
    }

    /// The theme and all below it, in the order of the list; also where parents go round in a circle.
    pub fn with_below(&self, id: &ThemeId) -> Vec<ThemeId> {
        let mut found: HashSet<&ThemeId> = HashSet::from([id]);
        // Parents stand before children, so one pass finds all; a file in disorder takes as many as it is deep.
        loop {
            let n_before = found.len();
            for theme in &self.themes {
                if theme.parent.as_ref().is_some_and(|parent| found.contains(parent)) {
                    found.insert(&theme.id);
                }
            }
            if found.len() == n_before {
                break;
            }
        }
        self.themes.iter().map(|theme| &theme.id).filter(|id| found.contains(id)).cloned().collect()
    }

    /// Adds a theme as the last below its parent.
    pub fn add(&mut self, theme: Theme) {
        let at = match &theme.parent {
            None => self.themes.len(),
            Some(parent) => self.position_behind(parent),
        };
        self.put_at(at, theme);
    }

    /// The position behind a theme and all below it.
    fn position_behind(&self, id: &ThemeId) -> usize {
        let last = self.with_below(id).last().and_then(|last| self.themes.position(last));
        last.map_or(self.themes.len(), |last| last + 1)
    }

    /// Moves a theme with all below it under `parent`, in front of the theme `before` or behind all that is there.
    ///
    /// The parent must be none of what moves, and so must `before`.
    pub fn move_below(&mut self, id: &ThemeId, parent: Option<&ThemeId>, before: Option<&ThemeId>) {
        let block = self.with_below(id);
        let is_resting = |theme: &&Theme| !block.contains(&theme.id);
        // What stands behind the place, among those that rest.
        let anchor = match (before, parent) {
            (Some(before), _) => Some(before.clone()),
            (None, None) => None,
            (None, Some(parent)) => {
                let there: Vec<ThemeId> =
                    self.with_below(parent).into_iter().filter(|id| !block.contains(id)).collect();
                let last = there.last().and_then(|last| self.themes.position(last));
                self.themes
                    .iter()
                    .skip(last.map_or(self.themes.len(), |last| last + 1))
                    .find(is_resting)
                    .map(|t| t.id.clone())
            }
        };
        if self.stands_before(&block, anchor.as_ref()) {
            let moved = self.themes.get(id).map(|theme| Theme { parent: parent.cloned(), ..theme.clone() });
            return moved.into_iter().for_each(|theme| self.change(theme));
        }
        for member in block {
            let Some(mut theme) = self.themes.get(&member).cloned() else { continue };
            if member == *id {
                theme.parent = parent.cloned();
            }
            let now = self.themes.position(&member).unwrap_or(0);
            let end = self.themes.len();
            let to = anchor.as_ref().and_then(|anchor| self.themes.position(anchor)).unwrap_or(end);
            // Taking it out moves all behind it up by one.
            self.put_at(if to > now { to - 1 } else { to }, theme);
        }
    }

    /// Whether the themes of `block` stand together in front of `anchor`, or at the end, already.
    fn stands_before(&self, block: &[ThemeId], anchor: Option<&ThemeId>) -> bool {
        let end = anchor.and_then(|anchor| self.themes.position(anchor)).unwrap_or(self.themes.len());
        let there = self.themes.iter().take(end).skip(end.saturating_sub(block.len()));
        there.map(|theme| &theme.id).eq(block)
    }
}
