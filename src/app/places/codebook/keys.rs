//! The keys of the place, in one table.

use crate::app::chord::{alt, ctrl, plain, shift};
use crate::app::places::keys::place_keys;
use egui::Key;

place_keys! {
    /// What a key asks of the place.
    PlaceKey, repeats: [Up, Down, PageUp, PageDown, MoveUp, MoveDown];
    ShowThemes: "Themes", "The theme tree", plain(Key::Num1);
    ShowStances: "Stances", "The stance scale", plain(Key::Num2);
    ShowSpeakers: "Speakers", "Who may speak", plain(Key::Num3);
    NextSection: "Next section", "Themes, stances, speakers in turn", ctrl(Key::Tab);
    Filter: "Filter", "Look for entries by name", ctrl(Key::F), plain(Key::Slash);
    Up: "Entry above", "In the list", plain(Key::ArrowUp);
    Down: "Entry below", "In the list", plain(Key::ArrowDown);
    PageUp: "A page up", "In the list", plain(Key::PageUp);
    PageDown: "A page down", "In the list", plain(Key::PageDown);
    First: "First entry", "In the list", plain(Key::Home);
    Last: "Last entry", "In the list", plain(Key::End);
    Close: "Close a theme", "Or go to the one above it", plain(Key::ArrowLeft);
    Open: "Open a theme", "Or go to the first below it", plain(Key::ArrowRight);
    Rename: "Rename", "Type another name", plain(Key::F2), plain(Key::Enter);
    Add: "Add", "Add an entry after this one", plain(Key::N), plain(Key::Insert);
    AddBelow: "Add below", "Add a theme below this one", shift(Key::N), shift(Key::Insert);
    Delete: "Delete…", "Its statements stay", plain(Key::Delete);
    Merge: "Merge…", "Make two entries one", plain(Key::M);
    Split: "Split…", "Go through its passages one by one", plain(Key::S);
    MoveUp: "Move up", "Before the one above", alt(Key::ArrowUp);
    MoveDown: "Move down", "Behind the one below", alt(Key::ArrowDown);
    MoveIn: "Move in", "Below the theme above", alt(Key::ArrowRight);
    MoveOut: "Move out", "Up by one level", alt(Key::ArrowLeft);
    Cancel: "Cancel", "Close what was opened in the card", plain(Key::Escape);
}

impl PlaceKey {
    /// Whether it is of the place even while a panel is open in the card.
    pub const fn passes_panels(self) -> bool {
        use PlaceKey::{Cancel, Down, Filter, NextSection, Up};
        matches!(self, Up | Down | NextSection | Filter | Cancel)
    }
}
