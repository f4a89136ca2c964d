//! Documents that stand under another name now, and taking their sets along.

use super::{Session, SessionError, Wake};
use crate::edit::Edit;
use crate::model::{Coder, DocPath, DocumentMeta, Progress, SetKey};
use crate::store::{
    DocumentEntry, FileKey, LoadedDocument, Problem, Relinked, Renamed, find_renamed, is_taken_along, load_sets,
    put_back, relink,
};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// What is known of documents that are not in the folder.
#[derive(Debug, Default)]
pub(super) struct Renames {
    /// Whose sets there are of each document when the corpus was opened.
    pub sets: BTreeMap<DocPath, Vec<Coder>>,
    /// What such documents seem to be now.
    found: Vec<Renamed>,
    /// What is being looked for behind.
    looking: Option<Receiver<Vec<Renamed>>>,
    /// What was taken along last, and can be put back.
    last: Option<Taken>,
}

impl Renames {
    /// Nothing is known but whose sets there are.
    pub fn new(sets: BTreeMap<DocPath, Vec<Coder>>) -> Self {
        Self { sets, ..Self::default() }
    }
}

/// Sets that were taken along.
#[derive(Debug)]
struct Taken {
    renamed: Renamed,
    relinked: Relinked,
    /// The entry of the corpus file that went with them, and what stood there before.
    entry: Option<(DocumentEntry, DocumentMeta)>,
    problems: Vec<Problem>,
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
            let likeness = crate::store::Likeness::Similar { n_found: 0, n_asked: 0 };
            self.corpus.document(to)?;
            Some(Renamed { from: from.clone(), to: to.clone(), coders, likeness })
        })
    }

    /// Takes the sets of all coders along to the new name of their document, and what the corpus file says of it.
    ///
    /// # Errors
    /// When a set on the new name says something else already, another window holds a coder, or the disk refuses. No
    /// file goes before what takes its place is on the disk.
    pub fn take_along(&mut self, renamed: &Renamed) -> Result<(), SessionError> {
        let Some(text) = self.corpus.document(&renamed.to).and_then(|document| document.ready_text()).cloned() else {
            return Err(SessionError::Held(format!("“{}” has not been read, so nothing was moved", renamed.to)));
        };
        for coder in &renamed.coders {
            let set = SetKey::new(coder.clone(), renamed.to.clone());
            let is_same = || is_taken_along(&*self.files, &self.layout, &renamed.from, &renamed.to, coder);
            if self.corpus.set(&set).is_some() && !is_same() {
                let why = format!("{coder} has a set on “{}” already, so nothing was moved", renamed.to);
                return Err(SessionError::Held(why));
            }
            self.claim_for(&Edit::Progress { set, value: Progress::default() })?;
        }
        let relinked = relink(&*self.files, &self.layout, &renamed.from, &renamed.to, &renamed.coders)?;
        let codebook = (!self.held.contains(&FileKey::Codebook)).then_some(&self.corpus.codebook);
        let loaded = load_sets(&*self.files, &self.layout, &renamed.to, &renamed.coders, &text, codebook);
        let mut taken = Taken { renamed: renamed.clone(), relinked, entry: None, problems: Vec::new() };
        self.take_in_sets(loaded);
        let old_files: Vec<_> = renamed.coders.iter().map(|coder| self.set_path(coder, &renamed.from)).collect();
        let (gone, kept) =
            std::mem::take(&mut self.problems).into_iter().partition(|problem| old_files.contains(&problem.path));
        (taken.problems, self.problems) = (gone, kept);
        self.renames.sets.remove(&renamed.from);
        self.renames.sets.entry(renamed.to.clone()).or_default().extend(renamed.coders.iter().cloned());
        self.renames.found.retain(|other| other.from != renamed.from);
        taken.entry = self.take_entry_along(renamed);
        self.renames.last = Some(taken);
        self.revision += 1;
        Ok(())
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
        let Taken { renamed, entry, problems, .. } = taken;
        for coder in &renamed.coders {
            let key = SetKey::new(coder.clone(), renamed.to.clone());
            self.corpus.put_set(key.clone(), crate::model::AnnotationSet::default());
            self.saver.forget(&FileKey::Set(key));
        }
        self.anchored.found.retain(|one| one.set.document != renamed.to || !renamed.coders.contains(&one.set.coder));
        if let Some((entry, before)) = entry {
            self.absent.push(entry);
            self.absent.sort_by(|a, b| a.path.cmp(&b.path));
            self.carry_out(Edit::Document { path: renamed.to.clone(), value: before }, true, |_| ())?;
        }
        self.problems.extend(problems);
        if let Some(coders) = self.renames.sets.get_mut(&renamed.to) {
            coders.retain(|coder| !renamed.coders.contains(coder));
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

    fn set_path(&self, coder: &Coder, path: &DocPath) -> std::path::PathBuf {
        let file = self.layout.set_file(&SetKey::new(coder.clone(), path.clone()));
        self.layout.below_root(&file).to_owned()
    }

    /// Lets what the corpus file says of the old name be said of the new one, where nothing is said of that yet.
    fn take_entry_along(&mut self, renamed: &Renamed) -> Option<(DocumentEntry, DocumentMeta)> {
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

    /// Takes in sets that were read while the text of their document stays as it is.
    pub(super) fn take_in_sets(&mut self, mut loaded: LoadedDocument) {
        let notices = self.anchored.take_in(&mut loaded, &self.layout);
        self.problems.extend(notices);
        let (problems, known) = loaded.put_into(&mut self.corpus);
        self.problems.extend(problems);
        self.held.extend(known.held.iter().cloned());
        self.saver.learn(known);
        self.revision += 1;
    }
}
