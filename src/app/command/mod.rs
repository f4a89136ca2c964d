//! The one table of commands, behind menus, buttons, keys, the palette and the shortcut sheet.

mod table;

pub use table::Command;

use super::chord::Chord;
use super::places::findings::View;

/// The menu in which a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Menu {
    File,
    Edit,
    Select,
    Code,
    Go,
    View,
    Help,
}

impl Menu {
    /// All menus in order.
    pub const ALL: [Self; 7] = [Self::File, Self::Edit, Self::Select, Self::Code, Self::Go, Self::View, Self::Help];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Select => "Select",
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

impl Command {
    /// What files of keys call it, such as `next-sentence`.
    pub fn id(self) -> String {
        let mut id = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_ascii_uppercase() && !id.is_empty() {
                id.push('-');
            }
            id.push(letter.to_ascii_lowercase());
        }
        id
    }

    /// The command of this id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|command| command.id() == id)
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
                | Self::ToggleHints
                | Self::Settings
                | Self::Shortcuts
                | Self::ShowReports
        )
    }

    /// Whether all that it does is to change the corpus, so that it does nothing where that is read-only.
    pub const fn changes(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::Import
                | Self::ImportCodebook
                | Self::Accept
                | Self::AcceptAndStay
                | Self::Duplicate
                | Self::ExtendStatement
                | Self::MovePassage
                | Self::DeleteStatement
                | Self::ToggleDone
                | Self::WriteGone
                | Self::AcceptPlace
                | Self::PlaceHere
                | Self::SetAside
                | Self::PutBackRenamed
                | Self::LetGone
        )
    }

    /// Whether it is about the document being read, and so makes sense only in the Code place.
    pub const fn is_of_code(self) -> bool {
        let goes = matches!(self, Self::GoToCode | Self::GoToPassages | Self::GoToFindings | Self::GoToCodebook);
        let goes = goes || View::of_command(self).is_some();
        matches!(self.info().menu, Menu::Select | Menu::Code | Menu::Go) && !goes
            || matches!(self, Self::CopyPassage | Self::Find | Self::FindNext | Self::FindPrevious)
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
    fn an_id_names_one_command() {
        let ids: HashSet<String> = Command::ALL.iter().map(|command| command.id()).collect();
        assert_eq!(ids.len(), Command::ALL.len());
        assert_eq!(Command::NextSentence.id(), "next-sentence");
        assert!(Command::ALL.iter().all(|command| Command::of_id(&command.id()) == Some(*command)));
    }
}
