//! Keys that are no commands: those of stances, themes and speakers, and those of the text itself.

use super::{heading_ui, row_ui};
use crate::app::ctx::{Basics, Ctx};
use crate::app::places::codebook::keys::PlaceKey as CodebookKey;
use crate::app::places::findings::keys::PlaceKey as FindingsKey;
use crate::app::places::keys::PlaceKeys;
use crate::app::places::passages::keys::PassagesKey;
use egui::{RichText, Ui};

/// What the reader does with keys and clicks of its own.
const READING: [(&str, &[&str]); 6] = [
    ("Select a word, a sentence", &["Double-click", "Triple-click"]),
    ("Extend the selection", &["Shift+Click", "Shift+Arrow"]),
    ("Extend by a word, a paragraph", &["Ctrl+Shift+Left", "Ctrl+Shift+Down"]),
    ("Scroll", &["Up", "Down", "PgUp", "PgDn"]),
    ("To the beginning, to the end", &["Home", "End"]),
    ("Select all, copy", &["Ctrl+A", "Ctrl+C"]),
];

/// Draws those that have `wanted` in them. Returns how many.
pub fn entries_ui(ui: &mut Ui, basics: Basics<'_>, ctx: Option<Ctx<'_>>, wanted: &str) -> usize {
    let fits = |words: &str, keys: &[String]| {
        words.to_lowercase().contains(wanted) || keys.iter().any(|key| key.to_lowercase().contains(wanted))
    };
    let mut n_shown = 0;
    let mut list_ui = |ui: &mut Ui, title: &str, rows: Vec<(String, Vec<String>)>| {
        let rows: Vec<_> = rows.into_iter().filter(|(what, keys)| fits(what, keys)).collect();
        if !rows.is_empty() {
            heading_ui(ui, basics.tokens, title);
        }
        for (what, keys) in &rows {
            row_ui(ui, what, keys);
        }
        n_shown += rows.len();
    };
    let reading = READING.map(|(what, keys)| (what.to_owned(), keys.iter().map(ToString::to_string).collect()));
    list_ui(ui, "Reading and selecting", reading.to_vec());
    let Some(ctx) = ctx else { return n_shown };
    list_ui(ui, "In Passages", PassagesKey::LIST.iter().map(|key| key.entry()).collect());
    list_ui(ui, "In Findings", FindingsKey::LIST.iter().map(|key| key.entry()).collect());
    list_ui(ui, "In the Codebook", CodebookKey::LIST.iter().map(|key| key.entry()).collect());
    let book = ctx.codebook();
    let row = |name: &str, key: char, with_shift: bool| {
        let holder = basics.keymap.holder_of_letter(key, with_shift);
        let taken = holder.map(|holder| format!(" (the key belongs to “{}”)", holder.info().name));
        let shift = if with_shift { "Shift+" } else { "" };
        (format!("{name}{}", taken.unwrap_or_default()), vec![format!("{shift}{}", key.to_uppercase())])
    };
    let stances = book.stances.iter().filter_map(|stance| Some(row(&stance.name, stance.key?, false)));
    list_ui(ui, "Stances", stances.collect());
    let themes = book.themes.iter().filter_map(|theme| Some(row(&theme.name, theme.key?, false)));
    list_ui(ui, "Themes with a key", themes.collect());
    let speakers = book.speakers.iter().filter_map(|speaker| Some(row(&speaker.name, speaker.key?, true)));
    list_ui(ui, "Speakers with a key", speakers.collect());
    if wanted.is_empty() {
        let how = "Keys of stances, themes and speakers are set in the codebook.";
        ui.label(RichText::new(how).color(basics.tokens.soft));
    }
    n_shown
}
