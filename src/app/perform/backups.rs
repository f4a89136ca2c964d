//! Making backups, restoring from them, and answering before statements go.

use crate::app::dialog::Dialog;
use crate::app::dialogs::dropping::DroppingDialog;
use crate::app::dialogs::restore::{Reading, RestoreDialog};
use crate::app::window::Window;
use crate::app::words::{count, sentence};
use crate::edit::Edit;
use crate::edit::describe::describe;
use crate::store::BackupNews;
use crate::store::backup::Made;
use std::sync::Arc;

impl Window {
    /// Makes a backup behind the window.
    pub(super) fn back_up_now(&mut self) {
        let Some(session) = &self.session else { return };
        session.back_up_now();
        self.panels.backup_trouble = None;
        self.toasts.say("A backup is being made.");
    }

    /// Shows the backups.
    pub(super) fn open_restore(&mut self) {
        let Some(session) = &self.session else { return };
        if session.loading().is_some() {
            return self.toasts.say("Documents are still being read; try again in a moment.");
        }
        let Some(backups) = session.backups().cloned() else { return };
        let files = Arc::clone(session.files());
        let reading = Reading::start(files, backups, session.standing(), Arc::clone(&self.wake));
        self.open_dialog(Dialog::Restore);
        self.dialogs.restore.begin(reading);
    }

    /// Takes in what was read of backups, and how making one went.
    pub fn take_in_backups(&mut self) {
        if self.dialogs.open == Some(Dialog::Restore) {
            self.dialogs.restore.take_in();
        } else {
            // Closed: the corpus that it was compared with is let go.
            self.dialogs.restore = RestoreDialog::default();
        }
        match self.session.as_ref().and_then(crate::session::Session::take_backup_news) {
            None => {}
            Some(BackupNews::Failed(why)) => self.panels.backup_trouble = Some(why),
            Some(BackupNews::There(made)) => self.toasts.say(match made {
                Made::New(_) | Made::Partly(..) => "A backup was made and read back.",
                Made::Same(_) => "The newest backup says the same already.",
                Made::Nothing => "Nothing has been coded here yet, so there is nothing to back up.",
            }),
        }
    }

    /// Takes over what the dialog shows of a backup.
    pub(super) fn start_restore(&mut self) {
        let (Some(session), Some((difference, chosen, made))) = (&mut self.session, self.dialogs.restore.wanted())
        else {
            return;
        };
        if !session.is_as_compared(difference) {
            self.open_restore();
            return self
                .toasts
                .say("The corpus changed meanwhile, so the backups are compared again. Look, then restore.");
        }
        let label = format!("restore from the backup of {made}");
        match session.restore(difference, chosen, &label) {
            Ok((_, touched)) => {
                self.dialogs.open = None;
                self.show_touched(&touched);
                self.toasts.did(format!("Done: {label}"));
            }
            Err(error) => self.toasts.say(sentence(&error.to_string())),
        }
    }

    /// Shows the statements that a save would take away.
    pub(super) fn show_dropping(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(question) = session.drop_question() else { return };
        let what = format!(
            "{} of {} that {} coded in {}. The file still holds them.",
            question.ids.len(),
            count(question.n_before, "statement"),
            question.key.coder,
            question.key.document
        );
        let corpus = session.corpus();
        let edits = session.would_drop_edits(&question).map_err(|error| sentence(&format!("could not {error}")));
        let described = edits.map(|edits| describe(corpus, &corpus.codebook, &Edit::Batch(edits)));
        self.open_dialog(Dialog::Dropping);
        self.dialogs.dropping = DroppingDialog { what, described };
    }

    /// Keeps the statements that a save would take away, or lets them go.
    pub(super) fn settle_dropping(&mut self, keeps: bool) {
        let Some(session) = &mut self.session else { return };
        let Some(question) = session.drop_question() else { return };
        self.dialogs.open = None;
        if !keeps {
            session.let_drop(&question);
            return;
        }
        match session.keep_dropping(&question) {
            Ok((n, touched)) => {
                self.show_touched(&touched);
                self.toasts.did(format!("Kept {}", count(n, "statement")));
            }
            Err(error) => self.toasts.say(sentence(&error.to_string())),
        }
    }
}
