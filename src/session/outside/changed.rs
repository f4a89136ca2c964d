//! Documents whose text changed while the corpus is open.

use super::TakenIn;
use crate::edit::Reanchor;
use crate::model::{AnnotationSet, DocPath, SetKey, TextState};
use crate::session::Session;
use crate::store::{LoadedDocument, Problem};
use crate::text::DocumentText;
use std::sync::Arc;

/// What became of the statements on a document whose text changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reanchored {
    /// The document.
    pub path: DocPath,
    /// Statements that moved with the text, of all coders.
    pub n_moved: usize,
    /// Statements that waited and have a place again, of all coders.
    pub n_back: usize,
    /// Statements of the coder at work that wait for a place now.
    pub n_waiting: usize,
    /// Statements of others that wait.
    pub n_waiting_others: usize,
}

impl Reanchored {
    /// What happened, in a sentence.
    pub fn words(&self) -> String {
        let statements = |n: usize| if n == 1 { "1 statement".to_owned() } else { format!("{n} statements") };
        let mut parts = Vec::new();
        if self.n_moved > 0 {
            parts.push(format!("{} moved with the text", statements(self.n_moved)));
        }
        if self.n_back > 0 {
            parts.push(format!("{} found again", statements(self.n_back)));
        }
        if self.n_waiting > 0 {
            parts.push(format!("{} to be placed", statements(self.n_waiting)));
        }
        if self.n_waiting_others > 0 {
            parts.push(format!("{} of others to be placed by them", statements(self.n_waiting_others)));
        }
        let after = if parts.is_empty() { "every passage is where it was".to_owned() } else { parts.join(", ") };
        format!("{} was changed outside: {after}.", self.path)
    }

    fn count(&mut self, before: &AnnotationSet, after: &AnnotationSet, is_own: bool) {
        for statement in after.in_order() {
            match before.get(statement.id) {
                Some(was) if was.spans != statement.spans => self.n_moved += 1,
                Some(_) => {}
                None => self.n_back += 1,
            }
        }
        let waiting = after.unplaced().values().filter(|unplaced| !unplaced.is_aside).count();
        *if is_own { &mut self.n_waiting } else { &mut self.n_waiting_others } += waiting;
    }
}

impl Session {
    /// A document's text is not what it was: everything that is said of it is carried over to the new one.
    pub(super) fn document_changed(&mut self, loaded: LoadedDocument, taken: &mut TakenIn) {
        let LoadedDocument { path, text: Ok(text), encoding, problems, .. } = loaded else { return };
        let Some(reanchored) = self.reload_document(&path, &text) else { return self.keep_old_text(&path, taken) };
        if let Some(encoding) = encoding {
            self.encodings.insert(path.clone(), encoding);
        }
        let own: std::path::PathBuf = path.as_str().into();
        self.problems.retain(|problem| problem.path != own);
        self.problems.extend(problems.into_iter().filter(|problem| problem.path == own));
        taken.reanchored.push(reanchored);
    }

    /// Gives a document another text and carries over to it the sets of all coders and the steps that can be undone.
    /// Nothing is written: the files keep their places and name the old text until somebody acts.
    ///
    /// Returns what became of the statements; `None` where the document has not been read, or where one of two
    /// versions of a statement would be lost. Then nothing has changed.
    pub fn reload_document(&mut self, path: &DocPath, text: &Arc<DocumentText>) -> Option<Reanchored> {
        let old = Arc::clone(self.corpus.document(path)?.ready_text()?);
        let sets = self.corpus.sets().iter().filter(|(key, _)| key.document == *path);
        let sets: Vec<(SetKey, AnnotationSet)> = sets.map(|(key, set)| (key.clone(), set.clone())).collect();
        let mut reanchored =
            Reanchored { path: path.clone(), n_moved: 0, n_back: 0, n_waiting: 0, n_waiting_others: 0 };
        let earlier = |hash: &str| self.layout.earlier_texts().and_then(|texts| texts.get(&*self.files, hash));
        let given: Vec<&AnnotationSet> = sets.iter().map(|(_, set)| set).collect();
        let reanchor = Reanchor::new(path, (&old, text), &given, self.history.edits(), &earlier);
        if !given.iter().all(|set| reanchor.keeps_rivals(set)) {
            return None;
        }
        if !sets.is_empty() {
            self.anchored.keep(&old);
        }
        for (key, before) in &sets {
            let after = reanchor.set(before);
            reanchored.count(before, &after, key.coder == self.coder);
            self.corpus.put_set(key.clone(), after);
        }
        self.history.edits_mut().for_each(|edit| reanchor.edit(edit));
        if let Some(document) = self.corpus.document_mut(path) {
            document.text = TextState::Ready(Arc::clone(text));
        }
        self.revision += 1;
        Some(reanchored)
    }

    /// Goes on with the text as it was read, since one of two versions of a statement has no place in the new one.
    fn keep_old_text(&mut self, path: &DocPath, taken: &mut TakenIn) {
        let cause = "the document was changed outside; it is shown as it was, since conflicts on it are not settled";
        let remedy = "settle the conflicts on it, then open the corpus again to see it as it is now";
        let notice = Problem::notice(path.as_str(), cause, remedy);
        if !self.problems.contains(&notice) {
            self.problems.push(notice);
            self.revision += 1;
            taken.is_news = true;
        }
    }
}
