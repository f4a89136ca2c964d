//! How much each entry of the codebook is used, and where.

use crate::model::{Coder, Corpus, Document, EntryId, SpeakerId, StanceId, Statement, ThemeId};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How often something is used, by all coders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Statements.
    pub n_statements: usize,
    /// Documents with at least one.
    pub n_documents: usize,
    /// Coders with at least one.
    pub n_coders: usize,
}

/// How much each entry of the codebook is used, counted once for the whole corpus; keep it by revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    themes: HashMap<ThemeId, Use>,
    with_below: HashMap<ThemeId, Use>,
    stances: HashMap<StanceId, Use>,
    speakers: HashMap<SpeakerId, Use>,
    held_at: HashMap<SpeakerId, usize>,
    /// Every statement there is.
    pub all: Use,
}
