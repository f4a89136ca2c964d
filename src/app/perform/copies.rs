//! Merging the copies that sync tools and git left: one after the other, behind the window.

use crate::app::dialog::Dialog;
use crate::app::dialogs::copies::{CopiesWork, merged_words};
use crate::app::opening::Then;
use crate::app::window::Window;
use crate::session::{CopyDone, CopyMerged};
use crate::store::Unmerged;

impl Window {
    /// Looks for copies and shows them.
    pub(super) fn show_copies(&mut self) {
        if let Some(session) = &mut self.session {
            session.look_for_unmerged();
        }
        self.dialogs.copies.done.clear();
        self.open_dialog(Dialog::Copies);
    }

    /// Merges these copies, one after the other, and says of each what came of it.
    pub(super) fn merge_copies(&mut self, copies: &[Unmerged]) {
        if self.dialogs.copies.work.is_some() {
            return;
        }
        self.say_typed();
        self.dialogs.copies.work = Some(CopiesWork::new(copies));
        self.merge_next_copy();
    }

    /// Stops after the copy that is being merged, which stays where it is.
    pub(super) fn give_up_merging(&mut self) {
        let Some(work) = &mut self.dialogs.copies.work else { return };
        work.waiting.truncate(1);
        if work.is_on_disk {
            self.toasts.say("The copy that is being written is finished; the others stay where they are.");
            return;
        }
        work.cancel.set();
        self.toasts.say("Stopped merging. Copies that were not merged stay where they are.");
        self.end_merging();
    }

    fn merge_next_copy(&mut self) {
        while let Some(work) = &self.dialogs.copies.work {
            let (Some(unmerged), cancel) = (work.waiting.front().cloned(), work.cancel.clone()) else {
                return self.end_merging();
            };
            let Some(session) = &mut self.session else { return };
            match session.begin_copy(&unmerged, self.memory.folder()) {
                Ok(begun) => {
                    let is_on_disk = begun.is_on_disk();
                    self.jobs.merge_copy(begun, &cancel);
                    if let Some(work) = &mut self.dialogs.copies.work {
                        work.is_on_disk = is_on_disk;
                    }
                    return;
                }
                Err(why) => self.say_merged(Err(why)),
            }
        }
    }

    /// Takes in a copy that was merged, and goes on with the next.
    pub(super) fn copy_merged(&mut self, done: Result<CopyDone, String>) {
        let Some(session) = self.session.as_mut().filter(|_| self.dialogs.copies.work.is_some()) else { return };
        let merged = match done {
            Ok(done) => session.finish_copy(done, self.memory.folder()),
            Err(why) => Some(Err(why)),
        };
        if let Some(merged) = merged {
            self.say_merged(merged);
        }
        self.merge_next_copy();
    }

    /// Says what came of the first of the copies that wait.
    fn say_merged(&mut self, merged: Result<CopyMerged, String>) {
        let copies = &mut self.dialogs.copies;
        let Some((work, unmerged)) = copies.work.as_mut().and_then(|work| {
            let unmerged = work.waiting.pop_front()?;
            Some((work, unmerged))
        }) else {
            return;
        };
        let line = match &merged {
            Ok(merged) => {
                work.reopens |= merged.is_readable_now;
                let words = merged_words(&unmerged, merged.copy.n_taken, merged.copy.n_conflicts);
                (words, Some(merged.copy.aside.clone()))
            }
            Err(why) => (format!("{} was not merged and stays where it is. {why}", unmerged.path.display()), None),
        };
        copies.done.push(line);
        if let Ok(merged) = merged {
            self.show_touched(&merged.touched);
        }
    }

    fn end_merging(&mut self) {
        let copies = &mut self.dialogs.copies;
        let reopens = copies.work.take().is_some_and(|work| work.reopens);
        if let Some(session) = &mut self.session {
            session.look_for_unmerged();
        }
        let Some(session) = self.session.as_ref().filter(|_| reopens) else { return };
        // What could not be read is read from the start.
        let (root, coder) = (session.layout().root().to_owned(), session.coder().to_string());
        let done = std::mem::take(&mut copies.done);
        self.open_corpus_then(&root, Some(&coder), Then::ShowCopies(done));
    }
}
