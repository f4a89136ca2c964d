//! The thread that looks.

use super::eyes::{Eyes, Sight};
use super::tree::Tree;
use super::{Ask, Lookout, Outside, Subject};
use crate::model::{Coder, DocPath, SetKey};
use crate::store::{ContentHash, FileKey, Files, Layout, Ledger, load_document};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

/// How long a file must be left alone before it is read, and how long at most that is waited for.
const QUIET: Duration = Duration::from_millis(200);
const AT_MOST: Duration = Duration::from_secs(2);
/// How long a file must be missing before it counts as deleted: some programs delete and write anew.
const MISSING: Duration = Duration::from_secs(2);
/// How often files are looked at, where the system tells of changes by itself and where it does not.
const RARELY: Duration = Duration::from_secs(30);
const OFTEN: Duration = Duration::from_secs(5);
/// How long to wait after the first, second, … time that a file cannot be read, before it is said.
const BACK_OFF: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(15)];
/// Most of what was asked that is taken in before what is due is looked at.
const MAX_ASKS: usize = 256;
/// How much earlier than the watching a change may be and still be looked at.
const HEAD_START: Duration = Duration::from_secs(3);

/// A file that will be looked at.
#[derive(Debug)]
struct Pending {
    due: Instant,
    since: Instant,
    n_failed: usize,
    is_missing: bool,
}

pub(super) struct Work {
    files: Arc<dyn Files>,
    layout: Layout,
    ledger: Ledger,
    found: Sender<Outside>,
    wake: Box<dyn Fn() + Send + Sync>,
    tree: Tree,
    eyes: Option<Eyes>,
    pending: BTreeMap<Subject, Pending>,
    has_begun: bool,
}

impl Work {
    pub fn new(
        files: Arc<dyn Files>,
        layout: Layout,
        ledger: Ledger,
        found: Sender<Outside>,
        wake: Box<dyn Fn() + Send + Sync>,
    ) -> Self {
        let (tree, pending) = (Tree::new(layout.clone()), BTreeMap::new());
        Self { files, layout, ledger, found, wake, tree, eyes: None, pending, has_begun: false }
    }

    pub fn run(mut self, asked: &Receiver<Ask>, lookout: &Lookout) {
        let begun = SystemTime::now();
        let tell = lookout.asks.clone();
        // Who listens no more has ended.
        self.eyes = Eyes::open(move |sight| drop(tell.send(Ask::Saw(sight))));
        let root = self.layout.root().to_owned();
        self.list(&root);
        self.pending.clear();
        // What was written between reading and watching was told by nobody.
        let late = self.tree.changed_since(begun.checked_sub(HEAD_START).unwrap_or(begun));
        self.touch(late);
        for key in [FileKey::Codebook, FileKey::CorpusFile] {
            self.put(Subject::File(key), QUIET);
        }
        let mut next_look = Instant::now() + self.pause();
        loop {
            let now = Instant::now();
            let due = self.pending.values().map(|pending| pending.due).min().filter(|_| self.has_begun);
            let until = due.map_or(next_look, |due| due.min(next_look));
            match asked.recv_timeout(until.saturating_duration_since(now)) {
                Err(RecvTimeoutError::Disconnected) => return,
                // Many come at once; what is due meanwhile is not kept waiting for all of them.
                Ok(ask) => {
                    if std::iter::once(ask).chain(asked.try_iter().take(MAX_ASKS)).any(|ask| !self.take(ask)) {
                        return;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if Instant::now() >= next_look {
                self.look_at_all(false);
                next_look = Instant::now() + self.pause();
            }
            if self.has_begun {
                self.look_at_due();
            }
        }
    }

    const fn pause(&self) -> Duration {
        if self.eyes.is_some() { RARELY } else { OFTEN }
    }

    /// Takes in what is asked; whether to go on.
    fn take(&mut self, ask: Ask) -> bool {
        match ask {
            Ask::Begin => self.has_begun = true,
            Ask::Look(subject, after) => self.put(subject, after),
            Ask::LookAtAll | Ask::Saw(Sight::Blur) => self.look_at_all(true),
            Ask::Saw(Sight::File(path)) => self.touch([path]),
            Ask::Saw(Sight::Folder(path)) => {
                if path.is_dir() && !path.is_symlink() {
                    self.list(&path);
                } else {
                    let mut gone = Vec::new();
                    self.tree.forget(&path, &mut gone);
                    self.touch(gone);
                }
            }
            Ask::End => return false,
        }
        true
    }

    /// Looks into a folder and all that is new below it.
    fn list(&mut self, folder: &Path) {
        let Self { tree, eyes, .. } = self;
        let changed = tree.list(folder, &mut |folder| enter(eyes, folder));
        self.touch(changed);
    }

    fn look_at_all(&mut self, is_whole: bool) {
        let Self { tree, eyes, .. } = self;
        let changed = tree.look(is_whole, &mut |folder| enter(eyes, folder));
        self.touch(changed);
    }

    /// Takes note that something happened to these files.
    fn touch(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        for path in paths {
            if let Some(subject) = Subject::of(&self.layout, &path) {
                self.put(subject, QUIET);
            }
        }
    }

    fn put(&mut self, subject: Subject, after: Duration) {
        let now = Instant::now();
        let fresh = Pending { due: now, since: now, n_failed: 0, is_missing: false };
        let pending = self.pending.entry(subject).or_insert(fresh);
        // Who writes on and on is not waited for without end.
        pending.due = (now + after).min(now.max(pending.since + AT_MOST.max(after)));
    }

    fn look_at_due(&mut self) {
        let now = Instant::now();
        let due: Vec<Subject> =
            self.pending.iter().filter(|(_, pending)| pending.due <= now).map(|(subject, _)| subject.clone()).collect();
        for subject in due {
            let Some(pending) = self.pending.remove(&subject) else { continue };
            let again = match &subject {
                Subject::File(key) => self.look_at_file(key, pending),
                Subject::Document(path) => self.look_at_document(path, pending),
            };
            if let Some(again) = again {
                self.pending.insert(subject, again);
            }
        }
    }

    /// Reads a file of ours and tells what is new; or says when to look again.
    fn look_at_file(&self, key: &FileKey, pending: Pending) -> Option<Pending> {
        let file = self.layout.file(key);
        if self.leads_out(&file) {
            return None;
        }
        let Some(turn) = self.ledger.turn(key) else { return Some(pending.later(QUIET)) };
        let bytes = match self.files.read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                if let Some(pause) = BACK_OFF.get(pending.n_failed) {
                    return Some(Pending { n_failed: pending.n_failed + 1, ..pending.later(*pause) });
                }
                self.tell(Outside::Unreadable { key: key.clone(), why: error.to_string() });
                return None;
            }
        };
        let hash = bytes.as_deref().map(ContentHash::of);
        if self.ledger.knows(key, hash) {
            return None;
        }
        if self.ledger.turn(key) != Some(turn) {
            // What was read may be what we ourselves have written over by now.
            return Some(pending.later(QUIET));
        }
        if bytes.is_none() && !self.layout.root().is_dir() {
            // The disk is away, not the file; when it is back, everything is looked at.
            return None;
        }
        if bytes.is_none() && !pending.is_missing {
            return Some(Pending { is_missing: true, ..pending.later(MISSING) });
        }
        self.tell(Outside::File { key: key.clone(), bytes, hash, turn });
        None
    }

    fn look_at_document(&self, path: &DocPath, pending: Pending) -> Option<Pending> {
        let file = self.layout.document_file(path);
        if self.leads_out(&file) {
            return None;
        }
        match self.files.about(&file) {
            Ok(None) if !self.layout.root().is_dir() => {}
            Ok(None) if pending.is_missing => self.tell(Outside::DocumentGone(path.clone())),
            Ok(None) => return Some(Pending { is_missing: true, ..pending.later(MISSING) }),
            _ => {
                let loaded = load_document(&*self.files, &self.layout, path, &self.coders_of(path), None);
                self.tell(Outside::Document(Box::new(loaded)));
            }
        }
        None
    }

    /// Who has a set on the document.
    fn coders_of(&self, path: &DocPath) -> Vec<Coder> {
        let folders = std::fs::read_dir(self.layout.annotations_dir()).into_iter().flatten().flatten();
        let coders = folders.filter_map(|entry| Layout::checked_coder(entry.file_name().to_str()?).ok());
        let has_set = |coder: &Coder| {
            let file = self.layout.set_file(&SetKey::new(coder.clone(), path.clone()));
            file.is_file() && !self.leads_out(&file)
        };
        let mut coders: Vec<Coder> = coders.filter(has_set).collect();
        coders.sort();
        coders
    }

    /// Whether links lead out of the corpus.
    fn leads_out(&self, file: &Path) -> bool {
        let (root, real) = (self.layout.root().canonicalize(), file.canonicalize());
        matches!((root, real), (Ok(root), Ok(real)) if !real.starts_with(&root))
    }

    fn tell(&self, outside: Outside) {
        // The session may be gone by now.
        self.found.send(outside).ok();
        (self.wake)();
    }
}

/// Watches one more folder; where the system cannot, all are looked at more often.
fn enter(eyes: &mut Option<Eyes>, folder: &Path) {
    if let Some(open) = eyes
        && !open.watch(folder)
    {
        *eyes = None;
    }
}

impl Pending {
    /// The same, due after a while.
    fn later(self, after: Duration) -> Self {
        Self { due: Instant::now() + after, ..self }
    }
}
