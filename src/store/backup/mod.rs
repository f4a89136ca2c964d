//! Backups: the files that we write, kept as they stood, in the program's state folder.
//!
//! ```text
//! make ──▶ backups/<corpus>/<time>-<why>.zip ──▶ verify (read back) ──▶ tidy (older ones go)
//!            │ codebook.ron, corpus.ron, annotations/** byte for byte, manifest.ron
//!            ▼
//!          Archive ──▶ read one file · unpack all elsewhere
//! ```
//!
//! Documents are not in a backup: the program never writes them. An older backup goes only after a newer one was
//! read back whole, and one that cannot be read whole counts as none.

mod archive;
mod collect;
mod content;
mod keep;
mod list;
mod make;
mod manifest;
#[cfg(test)]
mod tests;
mod tidy;
mod unpack;

pub use archive::{Archive, BackupFault};
pub use content::{Content, Said};
pub(in crate::store) use keep::day_of;
pub use keep::{DAYS_KEPT, NEWEST_KEPT, which_go};
pub use list::Listed;
pub use make::Made;
pub use manifest::{BackedUp, LeftOut, Manifest, Why, path_of};
pub use tidy::Tidied;
pub use unpack::Unpacked;

use super::{Layout, corpus_id};
use std::path::{Path, PathBuf};

/// Folder of the backups of all corpora, in the state folder.
const BACKUPS: &str = "backups";

/// The backups of one corpus.
#[derive(Clone, Debug)]
pub struct Backups {
    folder: PathBuf,
    layout: Layout,
}

impl Backups {
    /// The backups of the corpus of `layout`, kept in the state folder `state`.
    pub fn new(state: &Path, layout: Layout) -> Self {
        Self { folder: state.join(BACKUPS).join(corpus_id(layout.root())), layout }
    }

    /// The folder in which they lie; it need not be there.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
