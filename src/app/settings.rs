//! What the program remembers between two sessions.

use super::arrangement::Arrangement;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the program remembers, kept in its state folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system says.
    pub theme: ThemeChoice,
    /// Size of the reader's text in per cent.
    pub text_percent: u32,
    /// Width and height of the window in points.
    pub window: Option<(f32, f32)>,
    /// Whether keys are shown beside what they do.
    pub shows_hints: bool,
    /// What stays for the next statement beside the speaker, who always does.
    pub carries: Carries,
    /// Whether the documents panel is shown.
    pub shows_documents: bool,
    /// Whether the statement panel is shown.
    pub shows_statement: bool,
    /// What is remembered of each corpus, by its path.
    pub corpora: BTreeMap<String, CorpusMemory>,
}

/// What stays armed for the next statement beside the speaker, who always does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Carries {
    /// Whether the theme does.
    pub theme: bool,
    /// Whether the stance does.
    pub stance: bool,
}

/// What is remembered of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorpusMemory {
    /// Who codes; empty until somebody said so.
    pub coder: String,
    /// The document last open.
    pub document: String,
    /// How its documents are sorted and grouped.
    pub arrangement: Arrangement,
}

/// Which theme the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            text_percent: 100,
            window: None,
            shows_hints: true,
            carries: Carries::default(),
            shows_documents: true,
            shows_statement: true,
            corpora: BTreeMap::new(),
        }
    }
}

/// Text sizes that the zoom commands step through, in per cent.
pub const TEXT_PERCENTS: [u32; 11] = [60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250];

impl Settings {
    /// The next larger or smaller text size.
    pub fn zoomed(&self, is_larger: bool) -> u32 {
        let next = if is_larger {
            TEXT_PERCENTS.iter().find(|percent| **percent > self.text_percent)
        } else {
            TEXT_PERCENTS.iter().rev().find(|percent| **percent < self.text_percent)
        };
        next.copied().unwrap_or(self.text_percent)
    }
}
