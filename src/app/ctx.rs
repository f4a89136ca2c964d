//! What panels may read.

use super::coding::{Coding, Draft};
use super::command::Command;
use super::keymap::Keymap;
use super::place::Place;
use super::settings::Settings;
use crate::analysis::StatementTable;
use crate::model::{AnnotationSet, Attribution, Codebook, Document, StanceId, Statement, ThemeId};
use crate::session::Session;
use crate::text::Span;
use crate::ui::theme::Tokens;
use std::sync::Arc;

/// What may be read with or without a corpus.
#[derive(Clone, Copy)]
pub struct Basics<'a> {
    /// Colours.
    pub tokens: &'a Tokens,
    /// Which keys carry out which command.
    pub keymap: &'a Keymap,
    /// What is remembered.
    pub settings: &'a Settings,
}

/// What panels may read: nothing here can be changed through it.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    /// The open corpus.
    pub session: &'a Session,
    /// The place that is shown.
    pub place: Place,
    /// What is being coded.
    pub coding: &'a Coding,
    /// What is remembered.
    pub settings: &'a Settings,
    /// Which keys carry out which command.
    pub keymap: &'a Keymap,
    /// Colours.
    pub tokens: &'a Tokens,
    /// The passage that the next statement would have.
    pub passage: &'a [Span],
    /// The text selected in the reader.
    pub selection: Option<Span>,
    /// Every statement as a row; up to date in the places that read it.
    pub table: &'a StatementTable,
}

impl<'a> Ctx<'a> {
    /// What there is without a corpus, too.
    pub const fn basics(self) -> Basics<'a> {
        Basics { tokens: self.tokens, keymap: self.keymap, settings: self.settings }
    }

    /// The codebook.
    pub fn codebook(self) -> &'a Codebook {
        &self.session.corpus().codebook
    }

    /// The open document.
    pub fn document(self) -> Option<&'a Document> {
        self.session.corpus().document(self.coding.document.as_ref()?)
    }

    /// This coder's set on the open document.
    pub fn set(self) -> Option<&'a AnnotationSet> {
        self.session.set(self.coding.document.as_ref()?)
    }

    /// The statement in focus.
    pub fn focused(self) -> Option<&'a Arc<Statement>> {
        self.set()?.get(self.coding.focused?)
    }

    /// The statement that was in focus before the present selection.
    pub fn previous(self) -> Option<&'a Arc<Statement>> {
        self.set()?.get(self.coding.previous?)
    }

    /// What the panel shows: the statement in focus, or the draft.
    pub fn said(self) -> Said<'a> {
        self.focused().map_or(Said::Draft(&self.coding.draft), |statement| Said::Statement(statement))
    }

    /// The key of a command, in words, where keys are shown beside what they do; else empty.
    pub fn hint(self, command: Command) -> String {
        if self.settings.shows_hints { self.keymap.key(command) } else { String::new() }
    }

    /// Whether a command makes sense now; if not, why.
    ///
    /// # Errors
    /// The reason, in words for a tooltip.
    pub fn enabled(self, command: Command) -> Result<(), &'static str> {
        if self.place != Place::Code && command.is_of_code() {
            return Err("Go to Code first");
        }
        if self.session.why_read_only().is_some() && command.changes() {
            return Err("Read-only: this coder is open in another window");
        }
        let need = |is_there: bool, why: &'static str| if is_there { Ok(()) } else { Err(why) };
        match command {
            Command::Undo => need(self.session.next_undo().is_some(), "Nothing to undo"),
            Command::Redo => need(self.session.next_redo().is_some(), "Nothing to do again"),
            Command::Accept | Command::AcceptAndStay => {
                need(self.coding.focused.is_some() || !self.passage.is_empty(), "Select a passage first")
            }
            Command::AddSpan | Command::CopyPassage => need(self.selection.is_some(), "Select a passage first"),
            Command::ExtendStatement | Command::MovePassage => need(
                self.coding.previous.is_some() && !self.passage.is_empty(),
                "Open a statement, then select its new passage",
            ),
            Command::EndForward
            | Command::EndBack
            | Command::EndForwardFine
            | Command::EndBackFine
            | Command::SwitchEnd
            | Command::ExtendSentence
            | Command::ShrinkSentence => need(
                self.coding.focused.is_some() || self.selection.is_some(),
                "Select a passage or open a statement first",
            ),
            Command::Duplicate => need(
                self.coding.focused.or(self.coding.kept).is_some() || !self.passage.is_empty(),
                "Select a passage or open a statement first",
            ),
            Command::ClaimAgain => need(self.session.why_read_only().is_some(), "This window can be edited"),
            Command::WriteGone | Command::LetGone => {
                need(self.session.gone().next().is_some(), "No file was deleted by another program")
            }
            Command::NextToPlace
            | Command::PreviousToPlace
            | Command::AcceptPlace
            | Command::PlaceHere
            | Command::SetAside => {
                let is_waiting = self.set().is_some_and(|set| !set.unplaced().is_empty());
                need(is_waiting, "Nothing waits to be placed on this document")
            }
            Command::PutBackRenamed => {
                need(self.session.can_put_back(), "No document was taken along since the corpus was opened")
            }
            Command::SelectionBack => need(self.coding.trail.can_step_back(), "Nothing was selected before"),
            Command::DeleteStatement => need(self.coding.focused.is_some(), "Open a statement first"),
            Command::NextStatement | Command::PreviousStatement | Command::CycleOverlap | Command::EditStatement => {
                need(self.set().is_some_and(|set| !set.is_empty()), "No statement in this document yet")
            }
            Command::NextSentence
            | Command::PreviousSentence
            | Command::NextUncoded
            | Command::TakeParagraph
            | Command::TakeQuotation => {
                need(self.document().is_some_and(|document| document.ready_text().is_some()), "Open a document first")
            }
            Command::Find
            | Command::DocumentDetails
            | Command::ToggleDone
            | Command::PickSpeaker
            | Command::PickTheme
            | Command::EditNote
            | Command::ToggleUnsure => need(self.document().is_some(), "Open a document first"),
            _ => Ok(()),
        }
    }
}

/// What a statement says, or will say.
#[derive(Clone, Copy)]
pub enum Said<'a> {
    /// One that is there.
    Statement(&'a Statement),
    /// One about to be made.
    Draft(&'a Draft),
}

impl<'a> Said<'a> {
    /// Who speaks.
    pub fn speakers(self) -> &'a [Attribution] {
        match self {
            Self::Statement(statement) => &statement.speakers,
            Self::Draft(draft) => &draft.speakers,
        }
    }

    /// About what.
    pub const fn theme(self) -> Option<&'a ThemeId> {
        match self {
            Self::Statement(statement) => statement.theme.as_ref(),
            Self::Draft(draft) => draft.theme.as_ref(),
        }
    }

    /// Where they stand.
    pub const fn stance(self) -> Option<&'a StanceId> {
        match self {
            Self::Statement(statement) => statement.stance.as_ref(),
            Self::Draft(draft) => draft.stance.as_ref(),
        }
    }

    /// Why.
    pub fn note(self) -> &'a str {
        match self {
            Self::Statement(statement) => &statement.note,
            Self::Draft(draft) => &draft.note,
        }
    }

    /// Whether it is to be looked at again.
    pub const fn is_unsure(self) -> bool {
        match self {
            Self::Statement(statement) => statement.is_unsure,
            Self::Draft(draft) => draft.is_unsure,
        }
    }
}
