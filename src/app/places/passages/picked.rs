//! Which rows are picked, by their statements: sorting and edits leave them picked.

use super::rows::Rows;
use crate::app::ctx::Ctx;
use crate::model::StatementId;
use std::collections::HashSet;

/// The rows that are picked, and the one that the keys move.
#[derive(Debug, Default)]
pub struct Picked {
    ids: HashSet<StatementId>,
    /// Where the keys are, and from where a stretch reaches.
    cursor: Option<(usize, StatementId)>,
    anchor: usize,
}

/// How a row is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Alone.
    Alone,
    /// With all from the one picked last.
    Stretch,
    /// Beside those picked; picked already, it no longer is.
    Beside,
}

impl Picked {
    /// Number of rows picked.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether a statement is picked.
    pub fn contains(&self, id: StatementId) -> bool {
        self.ids.contains(&id)
    }

    /// The row that the keys move, and its statement.
    pub const fn cursor(&self) -> Option<(usize, StatementId)> {
        self.cursor
    }

    /// Picks the row at a place, or the last.
    pub fn pick(&mut self, ctx: Ctx<'_>, rows: &Rows, at: usize, how: How) {
        let at = at.min(rows.len().saturating_sub(1));
        let Some(id) = rows.id(ctx, at) else { return };
        match how {
            How::Alone => {
                self.ids = HashSet::from([id]);
                self.anchor = at;
            }
            How::Stretch => {
                let (first, last) = (self.anchor.min(at), self.anchor.max(at));
                self.ids = (first..=last).filter_map(|at| rows.id(ctx, at)).collect();
            }
            How::Beside => {
                if !self.ids.remove(&id) {
                    self.ids.insert(id);
                }
                self.anchor = at;
            }
        }
        self.cursor = Some((at, id));
    }

    /// Picks all rows; the keys stay where they are.
    pub fn pick_all(&mut self, ctx: Ctx<'_>, rows: &Rows) {
        self.ids = (0..rows.len()).filter_map(|at| rows.id(ctx, at)).collect();
        self.cursor = self.cursor.or_else(|| Some((0, rows.id(ctx, 0)?)));
        self.anchor = 0;
    }

    /// Follows rows that changed: what is no longer there is no longer picked, and where the cursor's row went, the
    /// one that took its place is picked.
    pub fn follow(&mut self, ctx: Ctx<'_>, rows: &Rows) {
        if self.ids.len() > 1 {
            let there: HashSet<StatementId> = (0..rows.len()).filter_map(|at| rows.id(ctx, at)).collect();
            self.ids.retain(|id| there.contains(id));
        }
        let Some((near, id)) = self.cursor else { return };
        match rows.place_of(ctx, id, near) {
            Some(at) => {
                self.cursor = Some((at, id));
                self.anchor = if self.ids.len() > 1 { self.anchor.min(rows.len().saturating_sub(1)) } else { at };
            }
            None if rows.is_empty() => *self = Self::default(),
            None => self.pick(ctx, rows, near, How::Alone),
        }
    }
}
