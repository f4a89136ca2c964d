//! What other programs and windows do to the files.

use crate::app::command::Command;
use crate::app::conflicts::Conflict;
use crate::app::dialog::Dialog;
use crate::app::trail::Trail;
use crate::app::window::Window;
use crate::app::words::count;
use crate::session::{Reanchored, Session, TakenIn};

/// What was taken in while a message of it stands.
#[derive(Default)]
pub struct News {
    taken: TakenIn,
    words: String,
}

impl Window {
    /// Carries out a command about files that others hold, changed or deleted. Returns whether it is one.
    pub(super) fn run_outside(&mut self, command: Command) -> bool {
        match command {
            Command::ClaimAgain => self.claim_again(),
            Command::WriteGone => self.write_gone(),
            Command::SettleConflicts => self.open_conflicts(),
            Command::LetGone => self.let_gone_go(),
            _ => return false,
        }
        true
    }

    /// Takes in what other programs did to the files, and says so.
    pub fn take_in_outside(&mut self) {
        let Some(taken) = self.session.as_mut().and_then(Session::take_in_outside) else { return };
        self.show_touched(&taken.touched);
        for changed in &taken.reanchored {
            self.forget_places(&changed.path);
        }
        let open = self.coding.document.clone();
        if let Some(open) = open {
            if taken.reanchored.iter().any(|one| one.path == open) {
                self.carry_reader_over();
            }
            if taken.left.contains(&open) {
                self.reader = None;
            } else if self.reader.is_none() && taken.arrived.contains(&open) {
                if taken.reanchored.iter().any(|one| one.path == open) {
                    // What was pinned is of the text that went.
                    self.coding.pinned.clear();
                    self.coding.cycling.clear();
                    self.coding.end = None;
                    self.coding.trail = Trail::default();
                }
                self.show_document(&open);
            }
        }
        self.say_taken(taken);
    }

    /// Says what came in, together with what came in just before.
    fn say_taken(&mut self, taken: TakenIn) {
        if !self.toasts.says(&self.news.words) {
            self.news = News::default();
        }
        self.news.taken.extend(taken);
        let taken = &self.news.taken;
        let came = taken.words();
        let changed: Vec<String> = taken.reanchored.iter().map(Reanchored::words).collect();
        if came.is_empty() {
            if !changed.is_empty() {
                self.news.words = changed.join(" ");
                self.toasts.say(self.news.words.clone());
            }
            return;
        }
        let conflicts = match taken.n_conflicts {
            0 => String::new(),
            n => format!(" {} kept side by side.", count(n, "conflict")),
        };
        let mut words = format!("Took in changes made outside: {came}.{conflicts}");
        for changed in changed {
            words.push(' ');
            words.push_str(&changed);
        }
        self.news.words.clone_from(&words);
        if taken.is_step {
            self.toasts.did(words);
        } else {
            self.toasts.say(words);
        }
    }

    fn claim_again(&mut self) {
        let Some(session) = &mut self.session else { return };
        let is_ours = session.claim_again();
        session.look_at_files();
        let words = if is_ours {
            "This window can be edited now".to_owned()
        } else {
            format!("Still read-only: {}", session.why_read_only().unwrap_or_default())
        };
        self.toasts.say(words);
    }

    /// Opens the list of conflicts, at those of the statement in focus where there are any.
    fn open_conflicts(&mut self) {
        let passage = self.passage();
        let mut dialog = std::mem::take(&mut self.dialogs.conflicts);
        if let Some(ctx) = self.ctx(&passage) {
            dialog.found(ctx);
            let focused = self.coding.focused;
            dialog.begin(|conflict| matches!(conflict, Conflict::Statement(_, id, _) if Some(*id) == focused));
        }
        self.dialogs.conflicts = dialog;
        self.open_dialog(Dialog::Conflicts);
    }

    fn write_gone(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.write_gone_again() {
            Ok(()) => self.toasts.say("The deleted files are written again"),
            Err(error) => self.refuse(&error),
        }
    }

    fn let_gone_go(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.let_gone_go() {
            Ok(touched) => {
                self.show_touched(&touched);
                self.toasts.did("Let go of what was deleted outside");
            }
            Err(error) => self.refuse(&error),
        }
    }
}
