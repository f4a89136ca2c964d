//! Documents that come, go or change while the corpus is open.

use super::{Lost, TakenIn};
use crate::model::{Coder, DocPath, Document, SetKey, TextState};
use crate::session::Session;
use crate::store::{FileKey, LoadedDocument, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

impl Session {
    /// A document came or was written.
    pub(super) fn take_document(&mut self, loaded: LoadedDocument, taken: &mut TakenIn) {
        let path = loaded.path.clone();
        match self.corpus.document(&path).map(|document| &document.text) {
            None => {
                let at = self.absent.iter().position(|entry| entry.path == path);
                let document = Document::new(path.clone());
                let entry = at.map(|at| self.absent.remove(at));
                self.corpus.put_document(match entry {
                    Some(entry) => Document { meta: entry.meta, rivals: entry.rivals, ..document },
                    None => document,
                });
                self.arrive(loaded, taken);
            }
            Some(TextState::Ready(present)) => {
                if loaded.text.as_ref().is_ok_and(|text| text.hash() != present.hash()) {
                    self.document_changed(loaded, taken);
                }
            }
            Some(TextState::Failed(_)) if loaded.text.is_ok() => match self.outside.lost.remove(&path) {
                Some(lost) => self.come_back(&lost, loaded, taken),
                None => self.arrive(loaded, taken),
            },
            Some(TextState::Pending | TextState::Failed(_)) => {}
        }
    }

    /// Takes in a document that was not here, with the sets on it.
    fn arrive(&mut self, loaded: LoadedDocument, taken: &mut TakenIn) {
        let path = loaded.path.clone();
        let sets = |key: &SetKey| key.document == path;
        let held = self.held.iter().filter(|key| matches!(key, FileKey::Set(key) if sets(key)));
        let freed: Vec<FileKey> = held.cloned().collect();
        let own = loaded.sets.iter().map(|(key, _)| FileKey::Set(key.clone()));
        let files: Vec<_> = own.map(|key| self.path_of(&key)).chain([path.as_str().into()]).collect();
        self.problems.retain(|problem| !files.contains(&problem.path) && !is_missing_notice(problem, &path));
        for key in freed {
            self.held.remove(&key);
            self.saver.release(&key);
        }
        taken.touched.sets.extend(loaded.sets.iter().map(|(key, _)| (key.clone(), BTreeSet::new())));
        self.take_in(loaded);
        taken.arrived.push(path);
    }

    /// A document is there again that went while it was open. What is here of it may not be on the disk yet, and the
    /// steps of the history are on the text that it had: both go on from there, as if it had never been away.
    fn come_back(&mut self, lost: &Lost, loaded: LoadedDocument, taken: &mut TakenIn) {
        let path = loaded.path.clone();
        let Some(document) = self.corpus.document_mut(&path) else { return };
        document.text = TextState::Ready(Arc::clone(&lost.text));
        for key in &lost.held {
            self.held.remove(key);
        }
        let own: std::path::PathBuf = path.as_str().into();
        self.problems.retain(|problem| problem.path != own);
        self.problems.extend(loaded.problems.iter().filter(|problem| problem.path == own).cloned());
        self.revision += 1;
        // What others wrote into the sets meanwhile was not taken in.
        let here = self.corpus.sets().keys().filter(|key| key.document == path);
        let sets: BTreeSet<SetKey> = here.chain(loaded.sets.iter().map(|(key, _)| key)).cloned().collect();
        for key in sets {
            self.outside.look_at(&FileKey::Set(key.clone()), Duration::ZERO);
            taken.touched.sets.entry(key).or_default();
        }
        taken.arrived.push(path);
        if loaded.text.as_ref().is_ok_and(|text| text.hash() != lost.text.hash()) {
            self.document_changed(loaded, taken);
        }
    }

    /// A document is not there any more: its statements are kept in their files and here, and not shown.
    pub(super) fn lose_document(&mut self, path: &DocPath, taken: &mut TakenIn) {
        let Some(document) = self.corpus.document_mut(path) else { return };
        let Some(text) = document.ready_text().cloned() else { return };
        let why = "the document is not in the folder any more; its statements are kept in their files";
        document.text = TextState::Failed(why.to_owned());
        let coders: Vec<Coder> = self.corpus.coders().into_iter().collect();
        let keys = coders.into_iter().map(|coder| SetKey::new(coder, path.clone()));
        let keys: Vec<SetKey> = keys.filter(|key| self.corpus.set(key).is_some()).collect();
        let held: Vec<FileKey> = keys.into_iter().map(FileKey::Set).filter(|key| !self.held.contains(key)).collect();
        self.held.extend(held.iter().cloned());
        self.outside.lost.insert(path.clone(), Lost { text, held });
        let remedy = "put the document back, or give it its old name; it is shown again by itself then";
        self.problems.push(Problem::error(path.as_str(), why, remedy));
        self.revision += 1;
        taken.left.push(path.clone());
    }
}

/// Whether the problem says that the document is described but not there.
fn is_missing_notice(problem: &Problem, path: &DocPath) -> bool {
    problem.cause.contains(&format!("“{path}”")) && problem.cause.contains("is not in the folder")
}
