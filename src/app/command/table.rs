//! The rows of the table of commands: name, help, menu and default keys of each.

use super::{CommandInfo, Menu};
use crate::app::chord::{Chord, alt, ctrl, ctrl_shift, plain, shift};
use egui::Key;

/// Default keys of a row, made when the program is built.
macro_rules! keys {
    ($($chord:expr),*) => {
        const { &[$($chord),*] }
    };
}

/// Makes the commands from rows such as `Find: Edit, "Find…", "What it does", ctrl(Key::F);`.
macro_rules! commands {
    ($($command:ident: $menu:ident, $name:literal, $help:literal $(, $chord:expr)*;)*) => {
        /// Something the user can ask for from anywhere.
        ///
        /// Files of keys name a command by its name here, written `next-sentence`: renaming one needs a way for those.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is named and explained in its row")]
        pub enum Command {
            $($command),*
        }

        impl Command {
            /// All commands, in the order of the menus.
            pub const ALL: [Self; [$(stringify!($command)),*].len()] = [$(Self::$command),*];

            /// Name, help, menu and default keys.
            pub const fn info(self) -> CommandInfo {
                match self {
                    $(Self::$command => row(Menu::$menu, $name, $help, keys![$($chord),*])),*
                }
            }
        }
    };
}

const fn row(menu: Menu, name: &'static str, help: &'static str, chords: &'static [Chord]) -> CommandInfo {
    CommandInfo { name, help, menu, chords }
}

commands! {
    OpenFolder: File, "Open folder…", "Choose a folder of documents", ctrl(Key::O);
    OpenPath: File, "Open path…", "Type or paste the path of a folder", ctrl_shift(Key::O);
    OpenSample: File, "Open the sample corpus", "Five documents, coded by hand, to learn from";
    Import: File, "Import statements…", "Read statements from a JSONL or CSV file";
    Export: File, "Export passages…", "Write the tagged passages to a file", ctrl(Key::E);
    ExportCodebook: File, "Export codebook…", "Write themes, stances and speakers as a table or a chapter";
    ImportCodebook: File, "Import codebook…", "Read themes, stances and speakers from a CSV or Markdown file";
    SwitchCoder: File, "Change coder…", "Code under another name";
    SaveNow: File, "Save now", "Every edit saves itself; this tries at once", ctrl(Key::S);
    ClaimAgain: File, "Edit here again", "Once the other window with this coder is closed";
    WriteGone: File, "Write deleted files again", "What another program deleted is written again from here";
    LetGone: File, "Let go of deleted files", "What they held goes here, too; undo brings it back";
    BackUpNow: File, "Back up now", "Keep what is coded here as it stands; the program does so by itself once a day";
    RestoreBackup: File, "Restore from backup…", "Look at earlier states, and take back what was lost";
    MergeCopies: File, "Merge copies…", "Take in the copies of files that sync tools and git left";
    ShowProblems: File, "Problems in files…", "What could not be read, and what to do";
    PutBackRenamed: File, "Put back a renamed document", "What was taken along last stands under its old name again";
    ShowRescueCopies: File, "Rescue copies…", "Work that could not be saved, kept to be taken over";
    CloseCorpus: File, "Close corpus", "Back to the start page", ctrl(Key::W);
    Quit: File, "Quit", "Save and leave", ctrl(Key::Q);

    Undo: Edit, "Undo", "Take back the last change", ctrl(Key::Z);
    Redo: Edit, "Redo", "Do it again", ctrl_shift(Key::Z), ctrl(Key::Y);
    SettleConflicts: Edit, "Settle conflicts…", "Where two people changed the same: both versions side by side";
    CopyPassage: Edit, "Copy passage", "Copy the selected text";
    Find: Edit, "Find in document…", "Look for words in this document", ctrl(Key::F);
    FindNext: Edit, "Find next", "Go to the next place found", plain(Key::F3);
    FindPrevious: Edit, "Find previous", "Go to the place before", shift(Key::F3);

    NextSentence: Select, "Next sentence", "Select the sentence after this one", plain(Key::ArrowRight), plain(Key::J);
    PreviousSentence: Select, "Previous sentence", "Select the sentence before this one", plain(Key::ArrowLeft), plain(Key::K);
    NextUncoded: Select, "Next sentence not yet coded", "Go on to where no statement is yet", plain(Key::Z);
    ExtendSentence: Select, "Extend by a sentence", "Take one more in at the active end", shift(Key::J);
    ShrinkSentence: Select, "Shrink by a sentence", "Leave one out at the active end", shift(Key::K);
    TakeParagraph: Select, "Paragraph", "Select the paragraph; again, the next one with it", plain(Key::Y);
    TakeQuotation: Select, "Quotation", "Select the words between quote marks; again, a larger or a later quotation", plain(Key::Q);
    EndForward: Select, "End forward by a word", "Move the active end of the passage", plain(Key::Period);
    EndBack: Select, "End back by a word", "Move the active end of the passage", plain(Key::Comma);
    EndForwardFine: Select, "End forward by a character", "Move the active end of the passage", shift(Key::Period);
    EndBackFine: Select, "End back by a character", "Move the active end of the passage", shift(Key::Comma);
    SwitchEnd: Select, "Other end", "Choose which end of the passage keys move", plain(Key::X);
    SelectionBack: Select, "Selection before", "Back to what was selected before", plain(Key::Backspace);

    Accept: Code, "Keep and go on", "Make the statement, or close it", plain(Key::Enter), ctrl(Key::Enter);
    AcceptAndStay: Code, "Also…", "Keep it and prepare another on the same passage", shift(Key::Enter);
    Duplicate: Code, "Duplicate on the passage", "Another statement of the same speaker on the same passage, at once", plain(Key::Plus), plain(Key::Equals);
    Cancel: Code, "Cancel", "Let go of the passage or close the statement", plain(Key::Escape);
    EditStatement: Code, "Edit statement here", "Open the statement at the caret in the panel", plain(Key::F2);
    PickSpeaker: Code, "Choose speaker…", "Who speaks", plain(Key::S);
    PickTheme: Code, "Choose theme…", "About what", plain(Key::T);
    ClearStance: Code, "Unset stance", "Leave the stance not yet set", plain(Key::Num0);
    EditNote: Code, "Write a note…", "Why you judged so", plain(Key::N);
    ToggleUnsure: Code, "Unsure", "Mark the statement to be looked at again", plain(Key::Questionmark);
    AddSpan: Code, "Add selection to passage", "A passage may have several parts", plain(Key::P);
    ExtendStatement: Code, "Add to the statement before", "Give it this part, too", shift(Key::P);
    MovePassage: Code, "Move statement to selection", "Give the statement before this passage", alt(Key::P);
    DeleteStatement: Code, "Delete statement", "Undo brings it back", plain(Key::Delete);
    PlacePassages: Code, "Passages to place", "Statements whose document changed: accept a place, choose another, or set aside";
    NextToPlace: Code, "Next passage to place", "Go on to the next that waits", ctrl(Key::CloseBracket);
    PreviousToPlace: Code, "Previous passage to place", "Back to the one before", ctrl(Key::OpenBracket);
    AcceptPlace: Code, "Accept the place", "The statement goes to the place that is shown";
    PlaceHere: Code, "Place here", "The statement goes to what is selected in the text";
    SetAside: Code, "Set aside", "It waits no longer, and is kept in the file", shift(Key::Delete);
    CarryTheme: Code, "Carry the theme over", "The next statement begins with the theme of this one";
    CarryStance: Code, "Carry the stance over", "The next statement begins with the stance of this one";
    ToggleDone: Code, "Mark document done", "Or in progress again", ctrl(Key::D);

    NextStatement: Go, "Next statement", "In this document", plain(Key::CloseBracket);
    PreviousStatement: Go, "Previous statement", "In this document", plain(Key::OpenBracket);
    CycleOverlap: Go, "Next statement here", "Cycle through those that overlap", plain(Key::Backslash);
    NextDocument: Go, "Next document", "In the list", ctrl(Key::PageDown), alt(Key::ArrowDown);
    PreviousDocument: Go, "Previous document", "In the list", ctrl(Key::PageUp), alt(Key::ArrowUp);
    BackToPassages: Go, "Back to Passages", "To the row that you came from", alt(Key::ArrowLeft);
    NextPassage: Go, "Next row of Passages", "Its passage in the text", alt(Key::PageDown);
    PreviousPassage: Go, "Previous row of Passages", "Its passage in the text", alt(Key::PageUp);
    GoToCode: Go, "Code", "Read and code documents", ctrl(Key::Num1);
    GoToPassages: Go, "Passages", "Every statement, filtered and searched", ctrl(Key::Num2);
    GoToFindings: Go, "Findings", "What the statements add up to", ctrl(Key::Num3);
    FindCrosstab: Go, "Findings: crosstab", "Any two fields against each other";
    FindStance: Go, "Findings: stance by…", "Who and what is supported or opposed";
    FindTimeline: Go, "Findings: timeline", "How it changes over time";
    FindNetwork: Go, "Findings: network", "Who stands together, and who against whom";
    FindProfile: Go, "Findings: profile", "One speaker, theme or document";
    FindCoverage: Go, "Findings: coverage", "What was read and coded";
    GoToCodebook: Go, "Codebook", "Themes, stances and speakers", ctrl(Key::Num5);

    Palette: View, "Search or command…", "Commands and documents by name", ctrl(Key::K);
    ZoomIn: View, "Larger text", "In the reader", ctrl(Key::Plus), ctrl(Key::Equals);
    ZoomOut: View, "Smaller text", "In the reader", ctrl(Key::Minus);
    ZoomReset: View, "Normal text size", "In the reader", ctrl(Key::Num0);
    ToggleTheme: View, "Light or dark", "Change between the two", ctrl_shift(Key::L);
    SystemTheme: View, "Follow the system's theme", "Light or dark as the system says";
    DocumentDetails: View, "Document details…", "Title, date, source, kind, variables, note", plain(Key::F4);
    ToggleDocuments: View, "Documents panel", "Show or hide it", plain(Key::F8);
    ToggleStatement: View, "Statement panel", "Show or hide it", plain(Key::F9);
    Settings: View, "Settings…", "Text, theme, contrast, motion, and what stays armed", ctrl(Key::Comma);
    ToggleHints: View, "Key hints", "Show or hide keys beside what they do";

    Shortcuts: Help, "Keys…", "Every command with its key, to look up and to change", plain(Key::F1);
    ShowReports: Help, "Reports folder", "Reports of failures; they hold no text of your documents";
    TakeTour: Help, "Take the tour", "Five steps from a sentence to the codebook";
}
