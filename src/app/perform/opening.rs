//! Opening a corpus: at once where it is quick, behind the window where it is not.

use crate::analysis::query::Query;
use crate::app::dialog::Dialog;
use crate::app::opening::{Begun, Opened, Opening, Then, Wanted};
use crate::app::place::Place;
use crate::app::settings::TourMemory;
use crate::app::tour::Tour;
use crate::app::window::Window;
use crate::model::DocPath;
use crate::session::Session;
use crate::store::{self, Layout};
use std::path::Path;
use std::time::Duration;

impl Window {
    /// Opens the folder at `path`, or the one that holds the file at `path`.
    pub fn open_corpus(&mut self, path: &Path) {
        self.open_corpus_as(path, None);
    }

    /// Opens a corpus for the coder named, or else for the one who coded here before.
    pub fn open_corpus_as(&mut self, path: &Path, coder: Option<&str>) {
        self.open_corpus_then(path, coder, Then::Nothing);
    }

    /// Whether a corpus is being opened behind the window.
    pub const fn is_opening_corpus(&self) -> bool {
        self.opening.is_some()
    }

    /// As [`Self::open_corpus_as`], with what comes after.
    pub(super) fn open_corpus_then(&mut self, path: &Path, coder: Option<&str>, then: Then) {
        let root = if path.is_file() { path.parent().unwrap_or(path) } else { path };
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let then = self.with_news_before(then);
        if !self.is_all_saved() {
            return self.tell_after(then);
        }
        let remembered = self.memory.corpus(&root);
        let checked = Layout::checked_coder(coder.unwrap_or(&remembered.coder));
        if let (Err(error), true) = (&checked, coder.is_some()) {
            return self.say_not_opened(&error.to_string(), then);
        }
        let first = Some(DocPath::from(remembered.document.as_str())).filter(|path| !path.as_str().is_empty());
        let wanted = Wanted { root, coder: checked.ok(), first, state: self.memory.folder().to_owned() };
        match Opening::begin(wanted, then.clone(), &self.wake) {
            Ok(opening) => {
                let name = opening.name();
                self.follow_opening_of(opening, self.at_once);
                if self.opening.is_some() {
                    self.dialogs.opening = name;
                    self.open_dialog(Dialog::Opening);
                }
            }
            Err(why) => self.say_not_opened(&why, then),
        }
    }

    /// What comes after this opening and one that it takes the place of: what was to be told is told once.
    fn with_news_before(&mut self, then: Then) -> Then {
        match (then, self.opening.take().map(|before| before.then.clone())) {
            (Then::Nothing, Some(Then::Begun(begun))) => Then::Begun(Begun { coder: None, ..begun }),
            (then, _) => then,
        }
    }

    /// Tells what was to be told beside the corpus, which is not open.
    fn tell_after(&mut self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::Begun(_) => self.tell_stopped(then),
            Then::ShowCopies(done) => {
                self.dialogs.copies.done = done;
                self.open_dialog(Dialog::Copies);
            }
        }
    }

    fn say_not_opened(&mut self, why: &str, then: Then) {
        self.tell_after(then);
        self.toasts.say(format!("Could not {why}."));
    }

    /// Shows the corpus that was being opened once it is there.
    pub fn follow_opening(&mut self) {
        if let Some(opening) = self.opening.take() {
            self.follow_opening_of(opening, Duration::ZERO);
        }
    }

    fn follow_opening_of(&mut self, opening: Opening, patience: Duration) {
        match opening.wait(patience) {
            Opened::NotYet => self.opening = Some(opening),
            Opened::Session(session) => {
                self.close_opening_dialog();
                self.show_opened(*session, &opening);
            }
            Opened::Failed(why) => {
                self.close_opening_dialog();
                self.memory.forget_recent(&opening.wanted.root);
                self.say_not_opened(&why, opening.then.clone());
            }
        }
    }

    /// Stops opening a corpus; what was open stays.
    pub(super) fn give_up_opening(&mut self) {
        if let Some(opening) = self.opening.take() {
            self.close_opening_dialog();
            self.tell_after(opening.then.clone());
            self.toasts.say(format!("Stopped opening {}. Nothing was changed.", opening.name()));
        }
    }

    fn close_opening_dialog(&mut self) {
        if self.dialogs.open == Some(Dialog::Opening) {
            self.dialogs.open = None;
        }
    }

    /// Shows a corpus in the place of the one that is open.
    fn show_opened(&mut self, mut session: Session, opening: &Opening) {
        if !self.is_all_saved() {
            return self.tell_after(opening.then.clone());
        }
        let Wanted { root, coder, first, .. } = &opening.wanted;
        let remembered = self.memory.corpus(root);
        if let (None, false, Ok(last)) =
            (coder, session.is_coder_borrowed(), Layout::checked_coder(&self.memory.settings.last_coder))
        {
            // Nobody has coded here: whoever coded last on this machine goes on.
            session.set_coder(last);
        }
        session.watch_files(&self.wake);
        self.forget_corpus();
        session.use_state_folder(self.memory.folder());
        self.panels.knows_coder = coder.is_some() || !session.is_coder_borrowed();
        let first = first.clone().filter(|path| session.corpus().document(path).is_some());
        let first = first.or_else(|| session.corpus().documents().first().map(|document| document.path.clone()));
        let is_sample = store::is_sample(session.corpus());
        if session.why_read_only().is_some() {
            // The corpus that was open may have been the same one, and held the coder until now.
            session.claim_again();
        }
        self.session = Some(session);
        self.memory.add_recent(root);
        self.place = remembered.place;
        self.places.passages.query = Query::parse(&remembered.query).unwrap_or_default();
        self.places.passages.recall(&remembered.recent_queries);
        if let Some(session) = &self.session {
            let (passages, queries) = (&self.places.passages.query, &mut self.places.queries);
            queries.follow(Place::Passages, passages, session.revision(), false);
        }
        self.places.findings.recall(&remembered.findings, &self.places.passages.query);
        if is_sample && self.memory.settings.tour == TourMemory::Unseen {
            self.tour = Some(Tour::at(0));
        }
        if let Some(first) = first {
            if first.as_str() == remembered.document {
                self.left_at.insert(first.clone(), remembered.first_visible);
            }
            self.show_document(&first);
        }
        match opening.then.clone() {
            Then::Nothing => {}
            Then::ShowCopies(done) => {
                self.dialogs.copies.done = done;
                self.open_dialog(Dialog::Copies);
            }
            Then::Begun(begun) => {
                if let Some(coder) = begun.coder.clone() {
                    self.memory.settings.last_coder = coder;
                }
                self.tell_stopped(Then::Begun(begun));
            }
        }
    }
}
