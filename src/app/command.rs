//! The one table of commands, behind menus, buttons, keys, the palette and the shortcut sheet.

use super::chord::{Chord, alt, ctrl, ctrl_shift, plain, shift};
use egui::Key;

/// Something the user can ask for from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named and explained in the table below")]
pub enum Command {
    OpenFolder,
    OpenPath,
    OpenSample,
    Export,
    Import,
    SwitchCoder,
    SaveNow,
    ShowProblems,
    CloseCorpus,
    Quit,
    Undo,
    Redo,
    CopyPassage,
    Find,
    FindNext,
    FindPrevious,
    Accept,
    AcceptAndStay,
    Cancel,
    PickSpeaker,
    PickTheme,
    EditNote,
    ClearStance,
    AddSpan,
    ExtendStatement,
    MovePassage,
    DeleteStatement,
    ToggleDone,
    NextStatement,
    PreviousStatement,
    CycleOverlap,
    NextDocument,
    PreviousDocument,
    GoToCode,
    GoToCodebook,
    Palette,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ToggleTheme,
    SystemTheme,
    ToggleDocuments,
    DocumentDetails,
    ToggleStatement,
    Shortcuts,
}

/// The menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Menu {
    File,
    Edit,
    Code,
    Go,
    View,
    Help,
}

impl Menu {
    /// All menus in order.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Code, Self::Go, Self::View, Self::Help];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Code => "Code",
            Self::Go => "Go",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// What the table says of a command.
pub struct CommandInfo {
    /// What people read; an ellipsis only where it asks for more.
    pub name: &'static str,
    /// One sentence for tooltips and the palette.
    pub help: &'static str,
    /// The menu in which it stands.
    pub menu: Menu,
    /// Default keys, the one that is shown first.
    pub chords: &'static [Chord],
}

/// Keys of a row, made when the program is built.
macro_rules! keys {
    ($($chord:expr),*) => {
        const { &[$($chord),*] }
    };
}

const fn row(menu: Menu, name: &'static str, help: &'static str, chords: &'static [Chord]) -> CommandInfo {
    CommandInfo { name, help, menu, chords }
}

impl Command {
    /// All commands, in the order of the menus.
    pub const ALL: [Self; 45] = [
        Self::OpenFolder,
        Self::OpenPath,
        Self::OpenSample,
        Self::Import,
        Self::Export,
        Self::SwitchCoder,
        Self::SaveNow,
        Self::ShowProblems,
        Self::CloseCorpus,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::CopyPassage,
        Self::Find,
        Self::FindNext,
        Self::FindPrevious,
        Self::Accept,
        Self::AcceptAndStay,
        Self::Cancel,
        Self::PickSpeaker,
        Self::PickTheme,
        Self::EditNote,
        Self::ClearStance,
        Self::AddSpan,
        Self::ExtendStatement,
        Self::MovePassage,
        Self::DeleteStatement,
        Self::ToggleDone,
        Self::NextStatement,
        Self::PreviousStatement,
        Self::CycleOverlap,
        Self::NextDocument,
        Self::PreviousDocument,
        Self::GoToCode,
        Self::GoToCodebook,
        Self::Palette,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::ToggleTheme,
        Self::SystemTheme,
        Self::ToggleDocuments,
        Self::DocumentDetails,
        Self::ToggleStatement,
        Self::Shortcuts,
    ];

    /// Name, help, menu and keys.
    pub const fn info(self) -> CommandInfo {
        use Menu::{Code, Edit, File, Go, Help, View};
        match self {
            Self::OpenFolder => row(File, "Open folder…", "Choose a folder of documents", keys![ctrl(Key::O)]),
            Self::OpenPath => row(File, "Open path…", "Type or paste the path of a folder", keys![ctrl_shift(Key::O)]),
            Self::OpenSample => {
                row(File, "Open the sample corpus", "Five documents, coded by hand, to learn from", &[])
            }
            Self::Import => row(File, "Import statements…", "Read statements from a JSONL or CSV file", &[]),
            Self::Export => row(File, "Export passages…", "Write the tagged passages to a file", keys![ctrl(Key::E)]),
            Self::SwitchCoder => row(File, "Change coder…", "Code under another name", &[]),
            Self::SaveNow => row(File, "Save now", "Every edit saves itself; this tries at once", keys![ctrl(Key::S)]),
            Self::ShowProblems => row(File, "Problems in files…", "What could not be read, and what to do", &[]),
            Self::CloseCorpus => row(File, "Close corpus", "Back to the start page", keys![ctrl(Key::W)]),
            Self::Quit => row(File, "Quit", "Save and leave", keys![ctrl(Key::Q)]),
            Self::Undo => row(Edit, "Undo", "Take back the last change", keys![ctrl(Key::Z)]),
            Self::Redo => row(Edit, "Redo", "Do it again", keys![ctrl_shift(Key::Z), ctrl(Key::Y)]),
            Self::CopyPassage => row(Edit, "Copy passage", "Copy the selected text", &[]),
            Self::Find => row(Edit, "Find in document…", "Look for words in this document", keys![ctrl(Key::F)]),
            Self::FindNext => row(Edit, "Find next", "Go to the next place found", keys![plain(Key::F3)]),
            Self::FindPrevious => row(Edit, "Find previous", "Go to the place before", keys![shift(Key::F3)]),
            Self::Accept => row(
                Code,
                "Keep and go on",
                "Make the statement, or close it",
                keys![plain(Key::Enter), ctrl(Key::Enter)],
            ),
            Self::AcceptAndStay => {
                row(Code, "Also…", "Keep it and make another on the same passage", keys![shift(Key::Enter)])
            }
            Self::Cancel => {
                row(Code, "Cancel", "Let go of the passage or close the statement", keys![plain(Key::Escape)])
            }
            Self::PickSpeaker => row(Code, "Choose speaker…", "Who speaks", keys![plain(Key::S)]),
            Self::PickTheme => row(Code, "Choose theme…", "About what", keys![plain(Key::T)]),
            Self::EditNote => row(Code, "Write a note…", "Why you judged so", keys![plain(Key::N)]),
            Self::ClearStance => row(Code, "Unset stance", "Leave the stance not yet set", keys![plain(Key::Num0)]),
            Self::AddSpan => {
                row(Code, "Add selection to passage", "A passage may have several parts", keys![plain(Key::P)])
            }
            Self::ExtendStatement => {
                row(Code, "Add to the statement before", "Give it this part, too", keys![shift(Key::P)])
            }
            Self::MovePassage => {
                row(Code, "Move statement to selection", "Give the statement before this passage", keys![alt(Key::P)])
            }
            Self::DeleteStatement => row(Code, "Delete statement", "Undo brings it back", keys![plain(Key::Delete)]),
            Self::ToggleDone => row(Code, "Mark document done", "Or in progress again", keys![ctrl(Key::D)]),
            Self::NextStatement => row(Go, "Next statement", "In this document", keys![plain(Key::CloseBracket)]),
            Self::PreviousStatement => {
                row(Go, "Previous statement", "In this document", keys![plain(Key::OpenBracket)])
            }
            Self::CycleOverlap => {
                row(Go, "Next statement here", "Cycle through those that overlap", keys![plain(Key::Backslash)])
            }
            Self::NextDocument => {
                row(Go, "Next document", "In the list", keys![ctrl(Key::PageDown), alt(Key::ArrowDown)])
            }
            Self::PreviousDocument => {
                row(Go, "Previous document", "In the list", keys![ctrl(Key::PageUp), alt(Key::ArrowUp)])
            }
            Self::GoToCode => row(Go, "Code", "Read and code documents", keys![ctrl(Key::Num1)]),
            Self::GoToCodebook => row(Go, "Codebook", "Themes, stances and speakers", keys![ctrl(Key::Num5)]),
            Self::Palette => row(View, "Search or command…", "Commands and documents by name", keys![ctrl(Key::K)]),
            Self::ZoomIn => row(View, "Larger text", "In the reader", keys![ctrl(Key::Plus), ctrl(Key::Equals)]),
            Self::ZoomOut => row(View, "Smaller text", "In the reader", keys![ctrl(Key::Minus)]),
            Self::ZoomReset => row(View, "Normal text size", "In the reader", keys![ctrl(Key::Num0)]),
            Self::ToggleTheme => row(View, "Light or dark", "Change between the two", keys![ctrl_shift(Key::L)]),
            Self::SystemTheme => row(View, "Follow the system's theme", "Light or dark as the system says", &[]),
            Self::ToggleDocuments => row(View, "Documents panel", "Show or hide it", keys![plain(Key::F8)]),
            Self::DocumentDetails => {
                row(View, "Document details…", "Title, date, source, kind, variables, note", keys![plain(Key::F4)])
            }
            Self::ToggleStatement => row(View, "Statement panel", "Show or hide it", keys![plain(Key::F9)]),
            Self::Shortcuts => row(Help, "Keys", "Every command with its key", keys![plain(Key::F1)]),
        }
    }

    /// Whether it makes sense only with a corpus open.
    pub const fn needs_corpus(self) -> bool {
        !matches!(
            self,
            Self::OpenFolder
                | Self::OpenPath
                | Self::OpenSample
                | Self::Quit
                | Self::Palette
                | Self::ToggleTheme
                | Self::SystemTheme
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::ZoomReset
                | Self::Shortcuts
        )
    }

    /// Whether it is about the document being read, and so makes sense only in the Code place.
    pub const fn is_of_code(self) -> bool {
        let goes = matches!(self, Self::GoToCode | Self::GoToCodebook);
        matches!(self.info().menu, Menu::Code | Menu::Go) && !goes
            || matches!(self, Self::CopyPassage | Self::Find | Self::FindNext | Self::FindPrevious)
    }

    /// The name, and the key behind it in brackets where there is one.
    pub fn tooltip(self) -> String {
        let info = self.info();
        match info.chords.first() {
            Some(chord) => format!("{} ({chord})", info.help),
            None => info.help.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_command_stands_in_the_table_once() {
        let names: HashSet<&str> = Command::ALL.iter().map(|command| command.info().name).collect();
        assert_eq!(names.len(), Command::ALL.len());
        for menu in Menu::ALL {
            assert!(Command::ALL.iter().any(|command| command.info().menu == menu), "{} is empty", menu.name());
        }
    }

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = HashSet::new();
        for command in Command::ALL {
            for chord in command.info().chords {
                assert!(seen.insert(*chord), "{chord} is taken twice, by {command:?} too");
            }
        }
    }
}
