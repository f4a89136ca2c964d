//! The keys of the place, in one table.

use crate::app::chord::{alt, ctrl, plain, shift};
use crate::app::places::keys::place_keys;
use egui::Key;

place_keys! {
    /// What a key asks of the place.
    PassagesKey, repeats: [Up, Down, PageUp, PageDown, First, Last, StretchUp, StretchDown, StretchPageUp, StretchPageDown, StretchFirst, StretchLast];
    Statements: "Statements", "What is coded", plain(Key::Num1);
    Texts: "Text search", "The texts of all documents, coded or not", plain(Key::Num2);
    Query: "Filter", "Type what to show", ctrl(Key::F), plain(Key::Slash);
    Up: "Row above", "In the table", plain(Key::ArrowUp);
    Down: "Row below", "In the table", plain(Key::ArrowDown);
    PageUp: "A page up", "In the table", plain(Key::PageUp);
    PageDown: "A page down", "In the table", plain(Key::PageDown);
    First: "First row", "In the table", plain(Key::Home), ctrl(Key::Home);
    Last: "Last row", "In the table", plain(Key::End), ctrl(Key::End);
    StretchUp: "Pick up", "The row above as well", shift(Key::ArrowUp);
    StretchDown: "Pick down", "The row below as well", shift(Key::ArrowDown);
    StretchPageUp: "Pick a page up", "Those above as well", shift(Key::PageUp);
    StretchPageDown: "Pick a page down", "Those below as well", shift(Key::PageDown);
    StretchFirst: "Pick to the first", "All above as well", shift(Key::Home);
    StretchLast: "Pick to the last", "All below as well", shift(Key::End);
    PickAll: "Pick all", "Every statement shown", ctrl(Key::A);
    Copy: "Copy the rows", "The picked rows with the columns shown, to be pasted into a spreadsheet", ctrl(Key::C);
    Open: "Show in the text", "Go to the passage in Code", plain(Key::Enter);
    Recode: "Recode…", "Change what the picked statements say, all at once", plain(Key::R);
    BackToFindings: "Back to Findings", "To the finding of which a number was opened", alt(Key::ArrowLeft);
    Cancel: "Cancel", "Close what is open", plain(Key::Escape);
}

impl PassagesKey {
    /// Whether it picks rows beside those picked.
    pub const fn stretches(self) -> bool {
        use PassagesKey::{StretchDown, StretchFirst, StretchLast, StretchPageDown, StretchPageUp, StretchUp};
        matches!(self, StretchUp | StretchDown | StretchPageUp | StretchPageDown | StretchFirst | StretchLast)
    }
}
