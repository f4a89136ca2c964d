//! The table of all statements, made when a place needs it and kept while nothing changes.

use crate::analysis::StatementTable;
use crate::session::Session;

/// The table of all statements of the open corpus.
#[derive(Default)]
pub struct Facts {
    table: StatementTable,
    /// Revisions of the corpus and of the codebook that the table shows.
    of: Option<(u64, u64)>,
}

impl Facts {
    /// Brings the table up to date; costs next to nothing when nothing has changed, and little after an edit.
    pub fn refresh(&mut self, session: &Session) {
        let now = (session.revision(), session.codebook_revision());
        if self.of != Some(now) {
            let is_same_codebook = self.of.is_some_and(|(_, codebook)| codebook == now.1);
            self.table = self.table.refreshed(session.corpus(), is_same_codebook);
            self.of = Some(now);
        }
    }

    /// Forgets the table, as another corpus is opened.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The table as it was last brought up to date.
    pub const fn table(&self) -> &StatementTable {
        &self.table
    }
}
