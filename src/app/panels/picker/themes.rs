//! The themes that a picker offers.

use super::card::Card;
use super::fit::Fit;
use super::index::{Index, Usage};
use super::keys::Found;
use super::offer::{Choice, Listed, list};
use crate::model::{Codebook, Theme, ThemeId};
use crate::text::fold;
use std::collections::HashMap;

/// Examples on the card.
const MAX_EXAMPLES: usize = 2;

/// The themes of a codebook, folded for finding.
#[derive(Debug, Default)]
pub struct Themes {
    index: Index,
    /// What stands above each.
    above: Vec<String>,
    /// Each by its whole path, folded.
    by_path: HashMap<String, usize>,
}

impl Themes {
    /// Folds the themes of `codebook`.
    pub fn new(codebook: &Codebook) -> Self {
        let above: Vec<String> = codebook.themes.iter().map(|theme| above(codebook, &theme.id)).collect();
        let found = codebook.themes.iter().zip(&above).map(|(theme, above)| Found {
            name: &theme.name,
            path: above.clone(),
            words: format!("{} {}", theme.definition, theme.when),
            ..Found::default()
        });
        let path = |(at, theme): (usize, &Theme)| (path_key(&format!("{} > {}", above[at], theme.name)), at);
        let by_path = codebook.themes.iter().enumerate().map(path).rev().collect();
        Self { index: Index::new(found), by_path, above }
    }

    /// What is listed for what is typed, a name or a path such as `Workforce > Pay`.
    pub fn list(&self, typed: &str, usage: &Usage) -> Vec<Listed> {
        let name = typed.rsplit('>').map(str::trim).find(|name| !name.is_empty()).unwrap_or_default();
        let known = self.named(typed);
        let n_new = usize::from(!name.is_empty() && known.is_none());
        let mut rows = list(&self.index, usage, typed, name, n_new);
        if let Some(at) = known {
            // A whole path is as good as a name.
            let of_known = rows.iter().position(|row| row.choice == Choice::Known(at));
            let listed = Listed { choice: Choice::Known(at), head: None, fit: Some(Fit::Exact), near: None };
            of_known.map(|nth| rows.remove(nth));
            rows.insert(0, listed);
        }
        rows
    }

    /// The theme of this name at the top of the tree, or of this path.
    pub fn named(&self, typed: &str) -> Option<usize> {
        self.by_path.get(&path_key(typed)).copied()
    }

    /// What stands above the theme of this place, such as `Workforce > Pay`; empty at the top.
    pub fn above(&self, at: usize) -> &str {
        self.above.get(at).map_or("", String::as_str)
    }
}

/// A path, folded, without what is empty in it.
fn path_key(path: &str) -> String {
    path.split('>').map(|name| fold(name.trim())).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(">")
}

/// The themes above this one; empty at the top.
pub fn above(codebook: &Codebook, id: &ThemeId) -> String {
    let line = codebook.theme_line(id);
    let above = line.len().saturating_sub(1);
    line[..above].iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>().join(crate::model::THEME_PATH_SEPARATOR)
}

/// What helps to decide for or against a theme.
pub fn theme_card(theme: &Theme, above: &str) -> Card {
    let mut card = Card { title: theme.name.clone(), subtitle: above.to_owned(), parts: Vec::new() };
    card.add("", &theme.definition);
    card.add("Use when", &theme.when);
    card.add("Do not use", &theme.when_not);
    let quotes: Vec<String> =
        theme.examples.iter().take(MAX_EXAMPLES).map(|example| format!("“{}”", example.quote.trim())).collect();
    card.add("Examples", &quotes.join("\n"));
    card
}
