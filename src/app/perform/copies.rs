//! Merging the copies that sync tools and git left.

use crate::app::dialog::Dialog;
use crate::app::dialogs::copies::merged_words;
use crate::app::opening::Then;
use crate::app::window::Window;
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
        self.say_typed();
        let state = self.memory.folder().to_owned();
        let mut reopen = None;
        for unmerged in copies {
            let Some(session) = &mut self.session else { return };
            let line = match session.merge_copy(unmerged, &state) {
                Ok(merged) => {
                    if merged.is_readable_now {
                        reopen = Some(session.layout().root().to_owned());
                    }
                    let words = merged_words(unmerged, merged.copy.n_taken, merged.copy.n_conflicts);
                    self.show_touched(&merged.touched);
                    (words, Some(merged.copy.aside))
                }
                Err(why) => (format!("{} was not merged and stays where it is. {why}", unmerged.path.display()), None),
            };
            self.dialogs.copies.done.push(line);
        }
        if let Some(root) = reopen {
            // What could not be read is read from the start.
            let coder = self.session.as_ref().map(|session| session.coder().to_string());
            let done = std::mem::take(&mut self.dialogs.copies.done);
            self.open_corpus_then(&root, coder.as_deref(), Then::ShowCopies(done));
        }
    }
}
