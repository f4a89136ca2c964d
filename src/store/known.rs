//! What is known of the files that we write: what they held, and which must stay as they are.

use super::{ContentHash, FileKey};
use std::collections::{BTreeSet, HashMap};

/// What is known of the files that we write. A file named nowhere here was not there when it was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What each file held when it was read.
    pub seen: HashMap<FileKey, ContentHash>,
    /// Files that could not be read whole, and so are never written.
    pub held: BTreeSet<FileKey>,
}

impl Known {
    /// Takes in what `other` knows, which wins where both speak.
    pub fn extend(&mut self, other: Self) {
        self.seen.extend(other.seen);
        self.held.extend(other.held);
    }
}
