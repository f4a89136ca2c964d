//! Restoring from a backup: what differs from now, and taking over what somebody chose of it.

use super::{Change, Session, SessionError, next_codebook_revision};
use crate::edit::describe::{Described, Fate, describe};
use crate::edit::{Edit, Focus, Touched, codebook_difference, document_difference, query_difference, set_difference};
use crate::model::{AnnotationSet, Codebook, Corpus, DocumentMeta, Entry, EntryList, Progress, StatementId};
use crate::store::backup::{Archive, Content, Manifest, Said, Why};
use crate::store::{CorpusFile, FileKey, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The corpus as it stands when a backup is compared with it, which may go on behind the window.
#[derive(Clone, Debug)]
pub struct Standing {
    corpus: Corpus,
    held: BTreeSet<FileKey>,
    /// Of those, the files that could not even be opened: nobody knows what is in them.
    unopened: BTreeSet<FileKey>,
    revision: u64,
}

/// What differs between a backup and the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// Files that differ, or of which something cannot be restored, in the order of the manifest.
    pub files: Vec<FileDifference>,
    /// How many files say the same.
    pub n_same: usize,
    /// Sets made since, which the backup does not hold; they stay as they are.
    pub made_since: Vec<FileKey>,
    /// The codebook of the backup, after which entries are named that are there no more.
    then: Codebook,
    revision: u64,
}

/// What differs in one file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileDifference {
    /// Which one.
    pub key: FileKey,
    /// What restoring it would do, thing by thing.
    pub described: Vec<Described>,
    /// What of it cannot be restored, in words.
    pub unread: Vec<String>,
    /// Whether the file cannot be read whole now, so that all of it is put back as it was.
    pub is_held: bool,
    edits: Vec<Edit>,
    said: Option<Said>,
}

/// How much comes back, goes and changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What comes back.
    pub n_come: usize,
    /// What goes.
    pub n_go: usize,
    /// What changes.
    pub n_change: usize,
    /// Files that cannot be read whole now and would be put back.
    pub n_held: usize,
    /// Files of which something cannot be restored.
    pub n_unread: usize,
}

impl Counts {
    /// Whether the backup says nothing else than the corpus does.
    pub const fn is_same(self) -> bool {
        self.n_come + self.n_go + self.n_change + self.n_held == 0
    }

    fn add(self, other: Self) -> Self {
        Self {
            n_come: self.n_come + other.n_come,
            n_go: self.n_go + other.n_go,
            n_change: self.n_change + other.n_change,
            n_held: self.n_held + other.n_held,
            n_unread: self.n_unread + other.n_unread,
        }
    }
}

impl FileDifference {
    /// Whether there is anything that could be restored.
    pub const fn can_restore(&self) -> bool {
        !self.edits.is_empty() || self.is_held && self.said.is_some()
    }

    /// How much comes back, goes and changes.
    pub fn counts(&self) -> Counts {
        let n = |fate| self.described.iter().filter(|it| it.fate == fate).count();
        Counts {
            n_come: n(Fate::Comes),
            n_go: n(Fate::Goes),
            n_change: n(Fate::Changes),
            n_held: usize::from(self.is_held && self.said.is_some()),
            n_unread: usize::from(!self.unread.is_empty()),
        }
    }
}

impl Difference {
    /// How much comes back, goes and changes in all files.
    pub fn counts(&self) -> Counts {
        self.counts_of(|_| true)
    }

    /// How much comes back, goes and changes in those files that are meant.
    pub fn counts_of(&self, is_meant: impl Fn(&FileKey) -> bool) -> Counts {
        let files = self.files.iter().filter(|file| is_meant(&file.key));
        files.map(FileDifference::counts).fold(Counts::default(), Counts::add)
    }
}

impl Standing {
    /// Compares a backup with the corpus; `None` once `cancel` is true. `progress` is told how many files were read.
    pub fn compare(&self, archive: &mut Archive, progress: &dyn Fn(usize), cancel: &AtomicBool) -> Option<Difference> {
        let manifest = archive.manifest().clone();
        let then = match archive.said(&FileKey::Codebook, &self.corpus) {
            Ok(Some(Said { content: Content::Codebook(codebook), .. })) => codebook,
            _ => Codebook::default(),
        };
        let (mut files, mut n_same) = (Vec::new(), 0);
        for (n, file) in manifest.files.iter().enumerate() {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            match self.compare_file(archive, &file.key, &then) {
                Some(differing) => files.push(differing),
                None => n_same += 1,
            }
            progress(n + 1);
        }
        let is_since = |key: &FileKey| manifest.file(key).is_none();
        let made_since = self.corpus.sets().iter().filter(|(_, set)| !set.is_blank());
        let made_since = made_since.map(|(key, _)| FileKey::Set(key.clone())).filter(is_since).collect();
        Some(Difference { manifest, files, n_same, made_since, then, revision: self.revision })
    }

    fn compare_file(&self, archive: &mut Archive, key: &FileKey, then: &Codebook) -> Option<FileDifference> {
        let is_held = self.held.contains(key);
        let (edits, unread, said) = match archive.said(key, &self.corpus) {
            Ok(Some(_)) if self.unopened.contains(key) => {
                let why =
                    "the file there now could not be opened; see that you may read it, then open the corpus again";
                (Vec::new(), vec![why.to_owned()], None)
            }
            Ok(Some(said)) => (self.edits(key, &said), said.unread.clone(), Some(said)),
            Ok(None) => return None,
            Err(why) => (Vec::new(), vec![why], None),
        };
        let described = describe(&self.corpus, then, &Edit::Batch(edits.clone()));
        let differs = !edits.is_empty() || !unread.is_empty() || is_held;
        let said = said.filter(|_| is_held);
        differs.then(|| FileDifference { key: key.clone(), described, unread, is_held, edits, said })
    }

    /// The edits after which the file says what it said then. Where not all of that could be read, nothing goes: what
    /// seems to have come since may be what could not be read.
    fn edits(&self, key: &FileKey, said: &Said) -> Vec<Edit> {
        let mut edits = match (key, &said.content) {
            (FileKey::Set(key), Content::Set(set)) => {
                let blank = AnnotationSet::default();
                set_difference(key, self.corpus.set(key).unwrap_or(&blank), set)
            }
            (_, Content::Codebook(codebook)) => codebook_difference(&self.corpus.codebook, codebook),
            (_, Content::CorpusFile(file)) => file_edits(&self.corpus, file, said.unread.is_empty()),
            _ => Vec::new(),
        };
        if !said.unread.is_empty() {
            // What only changes from having a place to waiting for one, or back, does not go.
            let comes = |edit: &Edit| placed_or_not(edit).filter(|_| !takes_away(edit));
            let coming: BTreeSet<StatementId> = edits.iter().filter_map(comes).collect();
            let changes = |edit: &Edit| placed_or_not(edit).is_some_and(|id| coming.contains(&id));
            edits.retain(|edit| !takes_away(edit) || changes(edit));
        }
        edits
    }
}

/// The statement that the edit puts or takes, in its place or waiting for one.
const fn placed_or_not(edit: &Edit) -> Option<StatementId> {
    match edit {
        Edit::Statement { id, .. } | Edit::Unplaced { id, .. } => Some(*id),
        _ => None,
    }
}

fn takes_away(edit: &Edit) -> bool {
    match edit {
        Edit::Statement { value, .. } => value.is_none(),
        Edit::Unplaced { value, .. } => value.is_none(),
        Edit::StatementRivals { value, .. } => value.is_empty(),
        Edit::Query { value, .. } => value.is_none(),
        Edit::Stance { value, .. } => value.is_none(),
        Edit::Theme { value, .. } => value.is_none(),
        Edit::Speaker { value, .. } => value.is_none(),
        Edit::EntryRivals { value, .. } => value.is_empty(),
        Edit::Progress { .. } => true,
        Edit::Document { .. } | Edit::DocumentRivals { .. } | Edit::Batch(_) => false,
    }
}

fn file_edits(corpus: &Corpus, file: &CorpusFile, is_whole: bool) -> Vec<Edit> {
    let said = |path| file.documents.binary_search_by(|it| it.path.cmp(path)).ok().map(|at| &file.documents[at]);
    let edits = corpus.documents().iter().flat_map(|document| match said(&document.path) {
        Some(entry) => document_difference(document, &entry.meta, &entry.rivals),
        None if is_whole => document_difference(document, &DocumentMeta::default(), &[]),
        None => Vec::new(),
    });
    edits.chain(query_difference(&corpus.queries, &file.queries)).collect()
}

impl Session {
    /// The corpus as it stands, to compare a backup with; documents must have been read.
    pub fn standing(&self) -> Standing {
        let unopened = self.held.iter().filter(|key| self.saver.seen(key).is_none()).cloned().collect();
        Standing { corpus: self.corpus.clone(), held: self.held.clone(), unopened, revision: self.revision }
    }

    /// Whether nothing changed since `difference` was found.
    pub const fn is_as_compared(&self, difference: &Difference) -> bool {
        self.revision == difference.revision
    }

    /// Takes over what `difference` says of the files `chosen`, as one change that can be undone; files that could not
    /// be read whole are put back to the letter. A backup of what stands there now comes before.
    ///
    /// # Errors
    /// When the edits do not fit, as when the corpus changed meanwhile; nothing has changed then.
    pub fn restore(
        &mut self,
        difference: &Difference,
        chosen: &BTreeSet<FileKey>,
        label: &str,
    ) -> Result<(Counts, Touched), SessionError> {
        let files = difference.files.iter().filter(|file| chosen.contains(&file.key) && file.can_restore());
        let files: Vec<&FileDifference> = files.collect();
        // The codebook first: what statements name is then there.
        let (held, plain): (Vec<&FileDifference>, Vec<&FileDifference>) = files.iter().partition(|file| file.is_held);
        let rank = |file: &&FileDifference| u8::from(matches!(file.key, FileKey::Set(_)));
        let mut plain = plain;
        plain.sort_by_key(rank);
        let mut edits: Vec<Edit> = plain.iter().flat_map(|file| file.edits.clone()).collect();
        if !chosen.contains(&FileKey::Codebook) && !self.held.contains(&FileKey::Codebook) {
            let missing = missing_entries(&self.corpus.codebook, &difference.then, &edits);
            edits.splice(0..0, missing);
        }
        for file in &held {
            if let FileKey::Set(key) = &file.key {
                self.claim_for(&Edit::Progress { set: key.clone(), value: Progress::default() })?;
            }
        }
        let mut touched = Touched::default();
        if !edits.is_empty() {
            touched = self.apply(Change::bulk(label, Edit::Batch(edits), Focus::default()))?;
        }
        if !held.is_empty() {
            self.saver.backup_before(Why::BulkChange, label);
        }
        for file in held {
            self.put_back(file)?;
            // It is as if the file were read for the first time: all that shows it is made anew.
            touched.codebook = true;
        }
        Ok((files.iter().map(|file| file.counts()).fold(Counts::default(), Counts::add), touched))
    }

    /// Puts a file back that could not be read whole, and takes in what it says, as if it were read.
    fn put_back(&mut self, file: &FileDifference) -> Result<(), SessionError> {
        let Some(said) = &file.said else { return Ok(()) };
        self.saver.replace(file.key.clone(), Arc::from(said.text.as_str()))?;
        match (&file.key, &said.content) {
            (FileKey::Set(key), Content::Set(set)) => self.corpus.put_set(key.clone(), set.clone()),
            (_, Content::Codebook(codebook)) => {
                self.corpus.codebook = codebook.clone();
                self.codebook_revision = next_codebook_revision();
            }
            (_, Content::CorpusFile(file)) => {
                self.corpus.queries.clone_from(&file.queries);
                for entry in &file.documents {
                    match self.corpus.document_mut(&entry.path) {
                        Some(document) => {
                            document.meta = entry.meta.clone();
                            document.rivals.clone_from(&entry.rivals);
                        }
                        None => self.absent.push(entry.clone()),
                    }
                }
                self.absent.sort_by(|a, b| a.path.cmp(&b.path));
                self.absent.dedup_by(|a, b| a.path == b.path);
            }
            _ => {}
        }
        self.revision += 1;
        let path = self.layout.file(&file.key);
        let path = self.layout.below_root(&path).to_owned();
        self.problems.retain(|problem| problem.path != path);
        if said.unread.is_empty() {
            self.held.remove(&file.key);
        } else {
            self.saver.hold(file.key.clone());
            let remedy = "restore the document as it was when it was coded";
            self.problems.extend(said.unread.iter().map(|why| Problem::error(&path, why, remedy)));
        }
        Ok(())
    }
}

/// Entries that restored statements name, which the present codebook does not hold and the earlier one did.
fn missing_entries(now: &Codebook, then: &Codebook, edits: &[Edit]) -> Vec<Edit> {
    let mut missing = Missing { now, then, after: now.clone(), edits: Vec::new() };
    for edit in edits {
        let statement = match edit {
            Edit::Statement { value: Some(statement), .. } => Some(&**statement),
            Edit::Unplaced { value: Some(unplaced), .. } => Some(&unplaced.statement),
            _ => None,
        };
        if let Some(statement) = statement {
            statement.stance.iter().for_each(|id| missing.stance(id));
            statement.theme.iter().for_each(|id| missing.theme(id));
            for who in &statement.speakers {
                missing.speaker(&who.speaker);
                let held = who.role_override.as_ref().and_then(|held| held.organisation.as_ref());
                if let Some(id) = held {
                    missing.speaker(id);
                }
            }
        }
    }
    missing.edits
}

struct Missing<'a> {
    now: &'a Codebook,
    then: &'a Codebook,
    after: Codebook,
    edits: Vec<Edit>,
}

impl Missing<'_> {
    fn stance(&mut self, id: &crate::model::StanceId) {
        let then = self.then.stances.get(id).filter(|_| self.now.stances.get(id).is_none());
        self.edits.extend(put_last(&mut self.after.stances, then).map(Edit::from));
    }

    fn theme(&mut self, id: &crate::model::ThemeId) {
        // Those above it come first, so that the tree holds.
        for theme in self.then.theme_line(id) {
            let then = Some(theme).filter(|theme| self.now.themes.get(&theme.id).is_none());
            self.edits.extend(put_last(&mut self.after.themes, then).map(Edit::from));
        }
    }

    fn speaker(&mut self, id: &crate::model::SpeakerId) {
        let then = self.then.speakers.get(id).filter(|_| self.now.speakers.get(id).is_none());
        self.edits.extend(put_last(&mut self.after.speakers, then).map(Edit::from));
    }
}

/// Puts an entry at the end of a list, unless it is there; where it came to stand, with the entry.
fn put_last<T: Entry + Clone>(list: &mut EntryList<T>, entry: Option<&T>) -> Option<(usize, T)> {
    let entry = entry.filter(|entry| list.get(entry.id()).is_none())?.clone();
    let at = list.len();
    list.set(entry.id(), Some((at, entry.clone())));
    Some((at, entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::testing::{bare_corpus, id, statement};
    use crate::model::{SetKey, Statement, Unplaced};

    #[test]
    fn what_waited_then_waits_again_though_not_all_could_be_read() {
        let key = SetKey::new("ann".into(), "a.txt".into());
        let mut corpus = bare_corpus();
        let said = |n| Statement { speakers: Vec::new(), ..statement(n, &[(0, 3)]) };
        corpus.put_set(key.clone(), AnnotationSet::new(Progress::InProgress, [said(1), said(2)]));
        let (anchor, verdict) = (crate::text::Anchor::default(), crate::text::Verdict::Lost);
        let statement = Statement { spans: Vec::new(), ..said(1) };
        let waiting = Unplaced { statement, anchor, text: "t".to_owned(), verdict, is_aside: false };
        let mut set = AnnotationSet::new(Progress::InProgress, []);
        set.set_unplaced(id(1), Some(Arc::new(waiting)));
        let unread = vec!["line 9: nonsense".to_owned()];
        let then = Said { content: Content::Set(set), text: String::new(), unread };
        let (held, unopened) = (BTreeSet::new(), BTreeSet::new());
        let standing = Standing { corpus: corpus.clone(), held, unopened, revision: 0 };
        let edits = standing.edits(&FileKey::Set(key.clone()), &then);
        apply(&mut corpus, Edit::Batch(edits)).expect("fits");
        let set = corpus.set(&key).expect("is there");
        assert!(set.get(id(1)).is_none() && set.unplaced().contains_key(&id(1)), "waits as it did then");
        assert!(set.get(id(2)).is_some(), "what may only not have been read stays");
    }
}
