//! What the program remembers between two sessions.

use super::arrangement::Arrangement;
use super::place::Place;
use super::places::findings::Remembered as FindingsMemory;
use super::places::findings::network::NetworkMemory;
use super::places::passages::Remembered;
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
    /// How the reader's text is set beside its size.
    pub setting: TextSetting,
    /// What eyes may need.
    pub sight: Sight,
    /// Whether the tour was offered.
    pub tour: TourMemory,
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
    /// The name last coded under, which a corpus that nobody has coded begins with.
    pub last_coder: String,
    /// How wide the side panels are.
    pub panels: PanelWidths,
    /// Columns, order and widths of the Passages place.
    pub passages: Remembered,
    /// What is remembered of each corpus, by its path.
    pub corpora: BTreeMap<String, CorpusMemory>,
}

/// Widths of the side panels in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelWidths {
    /// The documents at the left.
    pub documents: f32,
    /// The statement at the right.
    pub statement: f32,
}

impl Default for PanelWidths {
    fn default() -> Self {
        Self { documents: 264.0, statement: 320.0 }
    }
}

/// How the reader's text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TextSetting {
    /// Width of the column in average characters.
    pub measure: u32,
    /// Height of a row in per cent of the text's size.
    pub row_percent: u32,
    /// Serif or sans.
    pub face: FaceChoice,
}

impl Default for TextSetting {
    fn default() -> Self {
        Self { measure: 70, row_percent: 167, face: FaceChoice::Serif }
    }
}

impl TextSetting {
    /// Characters that a row may be wide.
    pub const MEASURES: std::ops::RangeInclusive<u32> = 45..=100;
    /// Per cent that a row may be high.
    pub const ROW_PERCENTS: std::ops::RangeInclusive<u32> = 130..=220;
}

/// The face of the reader's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaceChoice {
    /// Source Serif.
    #[default]
    Serif,
    /// Inter.
    Sans,
}

/// What eyes may need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sight {
    /// Whether the theme has all the contrast there is.
    pub high_contrast: bool,
    /// Whether nothing fades or slides.
    pub reduced_motion: bool,
}

/// Whether the tour was offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TourMemory {
    /// Not yet.
    #[default]
    Unseen,
    /// It was taken or put away.
    Seen,
}

/// One thing that the settings dialog changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Size of the reader's text in per cent.
    TextPercent(u32),
    /// How it is set.
    Text(TextSetting),
    /// Light, dark, or as the system says.
    Theme(ThemeChoice),
    /// Contrast and motion.
    Sight(Sight),
    /// What stays armed.
    Carries(Carries),
    /// Keys beside what they do.
    Hints(bool),
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorpusMemory {
    /// Who codes; empty until somebody said so.
    pub coder: String,
    /// The document last open.
    pub document: String,
    /// How its documents are sorted and grouped.
    pub arrangement: Arrangement,
    /// The first byte of it that was in view.
    pub first_visible: usize,
    /// The place last shown.
    pub place: Place,
    /// What network was last asked for.
    pub network: Option<NetworkMemory>,
    /// The filter of the Passages place, as it is typed.
    pub query: String,
    /// Filters that stood before, the latest first.
    pub recent_queries: Vec<String>,
    /// What Findings showed.
    pub findings: FindingsMemory,
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
            setting: TextSetting::default(),
            sight: Sight::default(),
            tour: TourMemory::default(),
            window: None,
            shows_hints: true,
            carries: Carries::default(),
            shows_documents: true,
            shows_statement: true,
            last_coder: String::new(),
            panels: PanelWidths::default(),
            passages: Remembered::default(),
            corpora: BTreeMap::new(),
        }
    }
}

/// Text sizes that the zoom commands step through, in per cent.
pub const TEXT_PERCENTS: [u32; 11] = [60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250];

impl Settings {
    /// The same with every value in its bounds: a file may hold any.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.set(Setting::TextPercent(self.text_percent));
        self.set(Setting::Text(self.setting));
        let is_size = |size: &f32| (100.0..=20_000.0).contains(size);
        self.window = self.window.filter(|(width, height)| is_size(width) && is_size(height));
        let defaults = PanelWidths::default();
        let width = |width: f32, default: f32| if is_size(&width) { width.min(2_000.0) } else { default };
        self.panels.documents = width(self.panels.documents, defaults.documents);
        self.panels.statement = width(self.panels.statement, defaults.statement);
        self.passages = self.passages.bounded();
        self
    }

    /// Takes up one setting, brought into its bounds.
    pub fn set(&mut self, setting: Setting) {
        match setting {
            Setting::TextPercent(percent) => self.text_percent = percent.clamp(60, 250),
            Setting::Text(text) => {
                let (measures, rows) = (TextSetting::MEASURES, TextSetting::ROW_PERCENTS);
                self.setting = TextSetting {
                    measure: text.measure.clamp(*measures.start(), *measures.end()),
                    row_percent: text.row_percent.clamp(*rows.start(), *rows.end()),
                    face: text.face,
                };
            }
            Setting::Theme(theme) => self.theme = theme,
            Setting::Sight(sight) => self.sight = sight,
            Setting::Carries(carries) => self.carries = carries,
            Setting::Hints(shows) => self.shows_hints = shows,
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_hold_any_value_and_none_is_taken_up_out_of_bounds() {
        let wild = Settings {
            text_percent: 0,
            setting: TextSetting { measure: 0, row_percent: u32::MAX, face: FaceChoice::Sans },
            window: Some((f32::NAN, 600.0)),
            panels: PanelWidths { documents: f32::INFINITY, statement: -3.0 },
            ..Settings::default()
        };
        let tame = wild.bounded();
        assert_eq!((tame.text_percent, tame.setting.measure, tame.setting.row_percent), (60, 45, 220));
        assert_eq!((tame.window, tame.panels), (None, PanelWidths::default()));
        let usual = Settings { window: Some((900.0, 600.0)), ..Settings::default() };
        assert_eq!(usual.clone().bounded(), usual);
    }
}
