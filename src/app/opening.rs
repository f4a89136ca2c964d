//! A corpus that is being opened, behind the window: its folder may be large, slow or hostile.

use super::behind::{Behind, Waited};
use super::crash::CrashNote;
use crate::model::{Coder, DocPath};
use crate::session::{Session, Wake};
use crate::store::StoreError;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What is to be opened, and how.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The corpus folder.
    pub root: PathBuf,
    /// Who codes, where that is known.
    pub coder: Option<Coder>,
    /// The document to read before the others.
    pub first: Option<DocPath>,
    /// Where the program keeps its own files.
    pub state: PathBuf,
}

/// What is shown once the corpus is open.
#[derive(Clone, Debug, Default)]
pub enum Then {
    /// The corpus.
    #[default]
    Nothing,
    /// What came of merging copies.
    ShowCopies(Vec<(String, Option<PathBuf>)>),
    /// What the program began with.
    Begun(Begun),
}

/// What the program began with.
#[derive(Clone, Debug, Default)]
pub struct Begun {
    /// The coder named when it was started: remembered for other corpora too.
    pub coder: Option<String>,
    /// What is to be told of a failure before, whatever becomes of the corpus.
    pub note: Option<CrashNote>,
}

/// A corpus that is being opened. Dropping it gives that up.
pub struct Opening {
    /// What is being opened.
    pub wanted: Wanted,
    /// What comes after.
    pub then: Then,
    behind: Behind<Result<Session, StoreError>>,
}

/// What came of it.
pub enum Opened {
    /// Nothing yet.
    NotYet,
    /// It is open.
    Session(Box<Session>),
    /// Why not, to stand after “Could not”.
    Failed(String),
}

impl Opening {
    /// Begins; `wake` is called when something has come of it.
    ///
    /// # Errors
    /// When the system gives no thread, in words.
    pub fn begin(wanted: Wanted, then: Then, wake: &Wake) -> Result<Self, String> {
        let (work, waker) = (wanted.clone(), Arc::clone(wake));
        let open = move |cancel: &AtomicBool| {
            let Wanted { root, coder, first, state } = work;
            Session::open_until(&root, coder, first.as_ref(), &waker, Some(&state), cancel)
        };
        let behind = Behind::begin("opening", wake, open);
        let behind =
            behind.map_err(|error| format!("open {}: no thread could be started ({error})", wanted.root.display()))?;
        Ok(Self { wanted, then, behind })
    }

    /// What came of it, waited for no longer than `patience`.
    pub fn wait(&self, patience: Duration) -> Opened {
        match self.behind.wait(patience) {
            Waited::NotYet => Opened::NotYet,
            Waited::Done(Ok(session)) => Opened::Session(Box::new(session)),
            Waited::Done(Err(error)) => Opened::Failed(error.to_string()),
            Waited::Failed => Opened::Failed(format!(
                "open {}: the program failed while reading it. A report without any text of your documents was \
                 written; “Reports folder” in the menu shows it",
                self.wanted.root.display()
            )),
        }
    }

    /// What is to be told of a failure before.
    pub const fn note(&self) -> Option<&CrashNote> {
        match &self.then {
            Then::Begun(begun) => begun.note.as_ref(),
            Then::Nothing | Then::ShowCopies(_) => None,
        }
    }

    /// The folder's own name.
    pub fn name(&self) -> String {
        name_of(&self.wanted.root)
    }
}

fn name_of(root: &Path) -> String {
    root.file_name().map_or_else(|| root.display().to_string(), |name| name.to_string_lossy().into_owned())
}
