//! Entries by what they are called, and how to call them so that nothing else is meant.

use crate::model::{Codebook, SpeakerId, ThemeId};
use crate::text::fold;
use std::collections::HashMap;

/// Speakers by name and alias, names before aliases, as [`Codebook::speaker_named`] finds them.
pub(super) struct SpeakerNames<'a> {
    by_name: HashMap<String, &'a SpeakerId>,
    codebook: &'a Codebook,
}

impl<'a> SpeakerNames<'a> {
    pub fn new(codebook: &'a Codebook) -> Self {
        let mut by_name = HashMap::new();
        for speaker in &codebook.speakers {
            by_name.entry(fold(speaker.name.trim())).or_insert(&speaker.id);
        }
        for speaker in &codebook.speakers {
            for alias in &speaker.aliases {
                by_name.entry(fold(alias.trim())).or_insert(&speaker.id);
            }
        }
        Self { by_name, codebook }
    }

    /// The speaker of this name.
    pub fn get(&self, name: &str) -> Option<&'a SpeakerId> {
        self.by_name.get(&fold(name.trim())).copied()
    }

    /// A speaker by name, or by `#` and the id where the name means another.
    pub fn reference(&self, id: &SpeakerId) -> String {
        let name = self.codebook.speaker_name(id);
        let is_plain = !name.trim().is_empty() && !name.starts_with('#');
        if is_plain && self.get(name) == Some(id) { name.to_owned() } else { format!("#{id}") }
    }
}

/// Themes by their paths.
pub(super) struct ThemePaths<'a> {
    by_id: HashMap<&'a ThemeId, String>,
    n_of_path: HashMap<String, usize>,
}

impl<'a> ThemePaths<'a> {
    pub fn new(codebook: &'a Codebook) -> Self {
        let by_id: HashMap<_, _> =
            codebook.themes.iter().map(|theme| (&theme.id, codebook.theme_path(&theme.id))).collect();
        let mut n_of_path: HashMap<String, usize> = HashMap::new();
        for path in by_id.values() {
            *n_of_path.entry(fold(path.trim())).or_default() += 1;
        }
        Self { by_id, n_of_path }
    }

    /// The path of a theme; nothing when it is not there.
    pub fn path(&self, id: &ThemeId) -> &str {
        self.by_id.get(id).map_or("", String::as_str)
    }

    /// The path of a theme, or `#` and its id where the path means another.
    pub fn reference(&self, id: &ThemeId) -> String {
        let is_only = |path: &&String| self.n_of_path.get(&fold(path.trim())) == Some(&1);
        let path = self.by_id.get(id).filter(is_only);
        path.filter(|path| !path.trim().is_empty() && !path.starts_with('#'))
            .cloned()
            .unwrap_or_else(|| format!("#{id}"))
    }
}
