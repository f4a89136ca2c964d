//! What panels ask for: values that are carried out after the frame.

use super::arrangement::Arrangement;
use super::chord::Chord;
use super::command::Command;
use super::conflicts::Conflict;
use super::describe::About;
use super::dialog::Dialog;
use super::panels::placing::PlaceAsk;
use super::place::Place;
use super::places::codebook::ask::CodebookAsk;
use super::places::findings::ask::FindingsAsk;
use super::places::passages::ask::PassagesAsk;
use super::settings::Setting;
use crate::analysis::query::Query;
use crate::edit::settle::Settle;
use crate::model::{Attribution, DocPath, Progress, SpeakerKind, StanceId, StatementId, ThemeId};
use crate::store::{Renamed, Unmerged};
use std::path::PathBuf;

/// Something a panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Carry out a command.
    Run(Command),
    /// Show a place of the window.
    GoTo(Place),
    /// Show these statements in the Passages place: the passages behind a number.
    OpenPassages(Query),
    /// Open the folder as a corpus.
    OpenCorpus(PathBuf),
    /// Merge these second versions of files.
    MergeCopies(Vec<Unmerged>),
    /// Show a document in the reader.
    ShowDocument(DocPath),
    /// Open a statement in the panel and bring it into view.
    Focus(StatementId),
    /// Say something about the statement in focus, or the one about to be made.
    Say(Saying),
    /// Make a codebook entry from what was typed, and choose it.
    Make(NewEntry),
    /// Set how far the coder got with a document.
    SetProgress(DocPath, Progress),
    /// Set how far the coder got with several documents.
    SetProgressOfAll(Vec<DocPath>, Progress),
    /// Say something about a document, or about several.
    Describe(Vec<DocPath>, About),
    /// Sort and group the documents so.
    Arrange(Arrangement),
    /// Open a dialog, in place of the one that is open.
    Open(Dialog),
    /// Close the dialog.
    CloseDialog,
    /// Code under this name.
    SetCoder(String),
    /// Change one of the settings.
    Set(Setting),
    /// Go to a step of the tour, or put it away.
    Tour(Option<usize>),
    /// Ask the system for a file to export to.
    AskExportFile(String),
    /// Write the passages that the export dialog describes.
    StartExport,
    /// Take over what the dialog shows of a backup.
    StartRestore,
    /// Show the statements that a save would take away, though nobody did.
    ShowDropping,
    /// Keep those statements, or save without them.
    SettleDropping(bool),
    /// Say no more of the backup that could not be made.
    GoOnWithoutBackup,
    /// Carry out the import that the dialog shows.
    StartImport,
    /// Read a file of statements and show what it would add.
    ReadImport(PathBuf),
    /// Give up the file that a dialog is reading.
    CancelReading,
    /// Show a file in the system's file manager.
    Reveal(PathBuf),
    /// End a run of typing: what comes next is a step of its own.
    CloseStep,
    /// Change the codebook, or go from it to a passage.
    Codebook(CodebookAsk),
    /// Something that the Passages place asks for.
    Passages(PassagesAsk),
    /// Write a finding to a file.
    Findings(FindingsAsk),
    /// Settle a statement whose document changed.
    Place(PlaceAsk),
    /// Take the sets of a renamed document along.
    TakeAlong(Renamed),
    /// Give a command these keys, and take them from those who have them; `None` gives it its defaults again.
    GiveKeys(Command, Option<Vec<Chord>>),
    /// Give every command its default keys again.
    ResetKeys,
    /// Settle what two people said of one thing.
    Settle(Conflict, Settle),
    /// Do something with a rescue copy.
    Rescue(RescueAsk),
    /// Answer what is told after the program failed.
    Stopped(StoppedAsk),
    /// Put text on the clipboard.
    Copy(String),
}

/// What to do with the rescue copy in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RescueAsk {
    /// Let the corpus say what it says, as one step.
    TakeOver(PathBuf),
    /// Leave the corpus as it is, and offer the copy no more.
    SetAside(PathBuf),
    /// Ask the system for a file to write it to.
    AskFile(PathBuf),
    /// Put the bar away until the corpus is opened again.
    Later,
}

/// What to do after the program failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoppedAsk {
    /// Open the corpus that was open then.
    Reopen,
    /// Show the folder of the report.
    ShowReport,
    /// Ask the system for a file to write the report to.
    AskReportFile,
}

/// Something said about a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    /// Who speaks.
    Speakers(Vec<Attribution>),
    /// About what.
    Theme(Option<ThemeId>),
    /// Where they stand.
    Stance(Option<StanceId>),
    /// Why.
    Note(String),
    /// Whether it is to be looked at again.
    Unsure(bool),
}

/// A codebook entry typed in a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewEntry {
    /// `Name`, or a path such as `Workforce > Pay`.
    Theme(String),
    /// `Name`, or `Name, role, Organisation`; whether to add to the speakers there are, or stand in their place.
    Speaker(String, SpeakerKind, bool),
    /// `Name`, or `Name 0.5`.
    Stance(String),
    /// The scale that a corpus without one may start from.
    StarterScale,
}
