//! Documents that stand under another name now, and taking their sets along.

use super::{Session, SessionError, Wake};
use crate::edit::Edit;
use crate::model::{AnnotationSet, Coder, DocPath, DocumentMeta, Progress, SetKey};
use crate::store::{
    ContentHash, DocumentEntry, FileKey, LoadedDocument, Problem, Relinked, Renamed, StoreError, find_renamed,
    likeness, load_sets, put_back,
};
use crate::text::DocumentText;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Longest wait for the disk before sets are left where they are.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is known of documents that are not in the folder.
#[derive(Debug, Default)]
pub(super) struct Renames {
    /// Whose sets there are of each document when the corpus was opened.
    pub sets: BTreeMap<DocPath, Vec<Coder>>,
    /// What such documents seem to be now.
    pub found: Vec<Renamed>,
    /// What is being looked for behind.
    looking: Option<Receiver<Vec<Renamed>>>,
    /// What was taken along last, and can be put back.
    pub last: Option<Taken>,
}

impl Renames {
    /// Nothing is known but whose sets there are.
    pub fn new(sets: BTreeMap<DocPath, Vec<Coder>>) -> Self {
        Self { sets, ..Self::default() }
    }
}

/// What came of taking sets along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenAlong {
    /// The sets that were merged with one under the new name.
    pub merged: Vec<MergedSet>,
}

/// A set that was merged with the one that its coder had under the new name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedSet {
    /// Whose.
    pub coder: Coder,
    /// Statements that were there before.
    pub n_before: usize,
    /// Statements that are there now.
    pub n_after: usize,
    /// Statements of which both versions are kept.
    pub n_conflicts: usize,
}

impl TakenAlong {
    /// What was merged, in a sentence for each coder; nothing where nothing was.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.merged.iter().map(|one| {
            let MergedSet { coder, n_before, n_after, n_conflicts } = one;
            let s = |n: usize| if n == 1 { "" } else { "s" };
            let both = match n_conflicts {
                0 => String::new(),
                1 => ", one of them in two versions to be settled".to_owned(),
                n => format!(", {n} of them in two versions to be settled"),
            };
            format!(
                "{coder} had coded it under the new name already: the {n_before} statement{} there and those taken \
                 along are {n_after} now{both}.",
                s(*n_before)
            )
        })
    }
}

/// Sets that were taken along.
#[derive(Debug)]
pub(super) struct Taken {
    pub renamed: Renamed,
    pub relinked: Relinked,
    /// The entry of the corpus file that went with them, and what stood there before.
    pub entry: Option<(DocumentEntry, DocumentMeta)>,
    pub problems: Vec<Problem>,
}

impl Session {
    /// Documents that are not in the folder under the name under which they were coded.
    pub fn renamed(&self) -> &[Renamed] {
        &self.renames.found
    }

    /// Whether sets wait for a document that is not there, found or not.
    fn has_orphans(&self) -> bool {
        self.renames.sets.keys().any(|path| self.corpus.document(path).is_none())
    }

    /// Looks behind for documents that were renamed; every text must have been read.
    pub(super) fn look_for_renamed(&mut self, wake: Option<Wake>) {
        if !self.has_orphans() {
            return;
        }
        let (files, layout) = (Arc::clone(&self.files), self.layout.clone());
        let (corpus, sets) = (self.corpus.clone(), self.renames.sets.clone());
        let look = move || find_renamed(&*files, &layout, &corpus, &sets);
        let Some(wake) = wake else { return self.take_renamed(look()) };
        let (sender, receiver) = channel();
        let run = move || {
            // The session may be closed by now; then nobody needs it.
            sender.send(look()).ok();
            wake();
        };
        if std::thread::Builder::new().name("renamed".to_owned()).spawn(run).is_ok() {
            self.renames.looking = Some(receiver);
        }
    }

    /// Takes in what was found behind.
    pub(super) fn poll_renamed(&mut self) {
        if let Some(found) = self.renames.looking.as_ref().and_then(|looking| looking.try_recv().ok()) {
            self.renames.looking = None;
            self.take_renamed(found);
        }
    }

    fn take_renamed(&mut self, found: Vec<Renamed>) {
        Renamed::explain(&found, &self.layout, &mut self.problems);
        self.renames.found = found;
        self.revision += 1;
    }

    /// What a person says: the sets that wait for `from` belong to the document `to`.
    pub fn renamed_as(&self, from: &DocPath, to: &DocPath) -> Option<Renamed> {
        let found = self.renames.found.iter().find(|renamed| renamed.from == *from && renamed.to == *to).cloned();
        found.or_else(|| {
            let coders = self.renames.sets.get(from).filter(|_| self.corpus.document(from).is_none())?.clone();
            let text = self.corpus.document(to)?.ready_text()?;
            let likeness = likeness(&*self.files, &self.layout, from, &coders, text);
            Some(Renamed { from: from.clone(), to: to.clone(), coders, likeness })
        })
    }

    /// Coders who have a set under the new name already, with which the one under the old name would be merged.
    pub fn coded_as_renamed<'r>(&self, renamed: &'r Renamed) -> impl Iterator<Item = &'r Coder> {
        let is_coded = |coder: &&Coder| self.n_statements(coder, &renamed.to).is_some();
        renamed.coders.iter().filter(is_coded)
    }

    /// Whether there is anything that [`Self::put_back_renamed`] would put back.
    pub const fn can_put_back(&self) -> bool {
        self.renames.last.is_some()
    }

    /// Puts back what was taken along last. Returns the path under which it is again; `None` when there is nothing.
    ///
    /// # Errors
    /// When a set was changed since, another window holds a coder, or the disk refuses.
    pub fn put_back_renamed(&mut self) -> Result<Option<DocPath>, SessionError> {
        let Some(taken) = self.renames.last.take() else { return Ok(None) };
        let may = self.may_put_back(&taken.renamed);
        if let Err(error) = may.and_then(|()| Ok(put_back(&*self.files, &taken.relinked)?)) {
            self.renames.last = Some(taken);
            return Err(error);
        }
        let Taken { renamed, relinked, entry, problems } = taken;
        if let Some(text) = self.corpus.document(&renamed.to).and_then(|document| document.ready_text()).cloned() {
            let loaded = self.reread_sets(&renamed.to, &renamed.coders, &text);
            self.put_sets_anew(&renamed.coders, loaded);
        } else {
            // They are read again with the document, should it come back.
            for coder in &renamed.coders {
                let key = SetKey::new(coder.clone(), renamed.to.clone());
                self.corpus.put_set(key.clone(), AnnotationSet::default());
                self.saver.forget(&FileKey::Set(key));
            }
        }
        if let Some((entry, before)) = entry {
            self.absent.push(entry);
            self.absent.sort_by(|a, b| a.path.cmp(&b.path));
            self.carry_out(Edit::Document { path: renamed.to.clone(), value: before }, true, |_| ())?;
        }
        self.problems.extend(problems);
        if let Some(coders) = self.renames.sets.get_mut(&renamed.to) {
            let is_merged = |coder: &Coder| relinked.merged().any(|(other, _)| other == coder);
            coders.retain(|coder| !renamed.coders.contains(coder) || is_merged(coder));
        }
        self.renames.sets.insert(renamed.from.clone(), renamed.coders.clone());
        let from = renamed.from.clone();
        self.renames.found.push(renamed);
        self.revision += 1;
        Ok(Some(from))
    }

    fn may_put_back(&mut self, renamed: &Renamed) -> Result<(), SessionError> {
        for coder in &renamed.coders {
            let set = SetKey::new(coder.clone(), renamed.to.clone());
            if self.saver.is_unsaved(&FileKey::Set(set.clone())) {
                let why = format!("what {coder} says of “{}” is not saved yet, so nothing was put back", renamed.to);
                return Err(SessionError::Held(why));
            }
            self.claim_for(&Edit::Progress { set, value: Progress::default() })?;
        }
        Ok(())
    }

    pub(super) fn set_path(&self, coder: &Coder, path: &DocPath) -> std::path::PathBuf {
        let file = self.layout.set_file(&SetKey::new(coder.clone(), path.clone()));
        self.layout.below_root(&file).to_owned()
    }

    /// Lets what the corpus file says of the old name be said of the new one, where nothing is said of that yet.
    pub(super) fn take_entry_along(&mut self, renamed: &Renamed) -> Option<(DocumentEntry, DocumentMeta)> {
        let at = self.absent.iter().position(|entry| entry.path == renamed.from)?;
        let before = self.corpus.document(&renamed.to).map(|document| document.meta.clone())?;
        if before != DocumentMeta::default() || self.held.contains(&FileKey::CorpusFile) {
            return None;
        }
        let entry = self.absent.remove(at);
        let edit = Edit::Document { path: renamed.to.clone(), value: entry.meta.clone() };
        if self.carry_out(edit, true, |_| ()).is_err() {
            self.absent.insert(at, entry);
            return None;
        }
        Some((entry, before))
    }

    /// How many statements a coder has on a document, those that wait for a place included; `None` without a set.
    pub(super) fn n_statements(&self, coder: &Coder, path: &DocPath) -> Option<usize> {
        let set = self.corpus.set(&SetKey::new(coder.clone(), path.clone()))?;
        Some(set.len() + set.unplaced().len())
    }

    /// Sees to it that a set is as its file has it, what others wrote into that taken in.
    pub(super) fn settle_set(&mut self, set: &SetKey) -> Result<(), SessionError> {
        let key = FileKey::Set(set.clone());
        if self.saver.is_unsaved(&key) {
            self.flush(PATIENCE);
        }
        let file = self.layout.set_file(set);
        let read = |source| StoreError::Io { action: "read", path: file.clone(), source };
        let content = self.files.read(&file).map_err(read)?.map(|bytes| ContentHash::of(&bytes));
        if !self.saver.ledger().knows(&key, content) {
            self.take_now(&key);
            self.flush(PATIENCE);
        }
        let (coder, document) = (&set.coder, &set.document);
        let why = if self.outside.is_gone(&key) {
            format!("the set of {coder} on “{document}” was deleted by another program; say first what becomes of it")
        } else if self.saver.is_unsaved(&key) {
            format!("what {coder} says of “{document}” is not saved yet, so nothing was moved")
        } else {
            return Ok(());
        };
        Err(SessionError::Held(why))
    }

    /// Reads the sets of `coders` on `path` as they are on the disk.
    fn reread_sets(&self, path: &DocPath, coders: &[Coder], text: &Arc<DocumentText>) -> LoadedDocument {
        let codebook = (!self.held.contains(&FileKey::Codebook)).then_some(&self.corpus.codebook);
        load_sets(&*self.files, &self.layout, path, coders, text, codebook)
    }

    /// Puts sets that were read anew in the place of what is known of those of `coders`, while the text of their
    /// document stays as it is.
    pub(super) fn put_sets_anew(&mut self, coders: &[Coder], mut loaded: LoadedDocument) {
        for coder in coders {
            let path = self.set_path(coder, &loaded.path);
            self.problems.retain(|problem| problem.path != path);
            let key = FileKey::Set(SetKey::new(coder.clone(), loaded.path.clone()));
            self.held.remove(&key);
            self.saver.forget(&key);
        }
        let notices = self.anchored.take_in_sets(&mut loaded, &self.layout);
        self.problems.extend(notices);
        let (problems, known) = loaded.put_into(&mut self.corpus);
        self.problems.extend(problems);
        self.held.extend(known.held.iter().cloned());
        self.saver.learn(known);
        self.revision += 1;
    }
}
