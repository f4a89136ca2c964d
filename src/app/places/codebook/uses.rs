//! How often each entry is used, and by which statements: counted once for a revision of the corpus.

use crate::analysis::{Reach, Usage, Use, passages_of};
use crate::app::ctx::Ctx;
use crate::model::{EntryId, SetKey, Statement, StatementId};
use std::sync::Arc;

/// How often each entry is used.
#[derive(Default)]
pub struct Uses {
    revision: Option<u64>,
    usage: Usage,
}

impl Uses {
    /// Counts again when the corpus changed.
    pub fn refresh(&mut self, ctx: Ctx<'_>) {
        let revision = ctx.session.revision();
        if self.revision != Some(revision) {
            self.usage = Usage::of(ctx.session.corpus());
            self.revision = Some(revision);
        }
    }

    /// Takes the counts over to a revision in which only words of an entry changed.
    pub fn carry(&mut self, from: u64, to: u64) {
        if self.revision == Some(from) {
            self.revision = Some(to);
        }
    }

    /// Statements that use an entry.
    pub fn n(&self, id: &EntryId) -> usize {
        self.usage.entry(id).n_statements
    }

    /// How an entry is used.
    pub fn of(&self, id: &EntryId) -> Use {
        self.usage.entry(id)
    }

    /// All counts.
    pub const fn all(&self) -> &Usage {
        &self.usage
    }
}

/// Names one statement of somebody on some document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageRef {
    /// Of which set.
    pub set: SetKey,
    /// Which one.
    pub id: StatementId,
}

impl PassageRef {
    /// The statement; `None` when it is gone.
    pub fn statement(&self, ctx: Ctx<'_>) -> Option<Arc<Statement>> {
        ctx.session.corpus().set(&self.set)?.get(self.id).cloned()
    }
}

/// The statements that use one entry.
#[derive(Default)]
pub struct Passages {
    key: Option<(u64, EntryId, bool)>,
    found: Vec<PassageRef>,
    /// Whether those of the themes below count as well.
    pub is_with_below: bool,
}

impl Passages {
    /// Looks again when the corpus or the entry changed.
    pub fn refresh(&mut self, ctx: Ctx<'_>, id: &EntryId) {
        let key = (ctx.session.revision(), id.clone(), self.is_with_below);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let reach = if self.is_with_below { Reach::WithBelow } else { Reach::Own };
        self.found = all_of(ctx, id, reach);
        self.key = Some(key);
    }

    /// Takes the statements over to a revision in which only words of an entry changed.
    pub fn carry(&mut self, from: u64, to: u64) {
        if let Some((revision, ..)) = self.key.as_mut().filter(|(revision, ..)| *revision == from) {
            *revision = to;
        }
    }

    /// The statements, by document and position.
    pub fn found(&self) -> &[PassageRef] {
        &self.found
    }
}

/// Every statement that uses an entry, by document and position.
pub fn all_of(ctx: Ctx<'_>, id: &EntryId, reach: Reach) -> Vec<PassageRef> {
    let found = passages_of(ctx.session.corpus(), id, reach, usize::MAX);
    let named = found.into_iter().map(|passage| PassageRef {
        set: SetKey::new(passage.coder.clone(), passage.document.path.clone()),
        id: passage.statement.id,
    });
    named.collect()
}
