//! Backups of this corpus: when they are made, and what is asked before statements go that nobody took away.

use super::{BackUp, Change, Session, SessionError};
use crate::edit::{Edit, Focus, Step, Touched};
use crate::model::{SetKey, StatementId};
use crate::store::backup::{Backups, Why};
use crate::store::{BackupNews, FileKey, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// More statements, documents or entries than this at once are a bulk change, whatever made it.
const MANY: usize = 10;

/// A file that was not saved because statements would go that nobody took away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropQuestion {
    /// The set.
    pub key: SetKey,
    /// The statements that would go.
    pub ids: BTreeSet<StatementId>,
    /// How many the file holds.
    pub n_before: usize,
}

impl Session {
    /// The backups of this corpus; `None` where there is no state folder.
    pub fn backups(&self) -> Option<&Backups> {
        self.saver.backups()
    }

    /// Makes a backup behind the window, once what was done is saved. [`Self::take_backup_news`] tells how it went.
    pub fn back_up_now(&self) {
        self.saver.backup_before(Why::Asked, "");
    }

    /// What became of the last backup that is worth telling; told once.
    pub fn take_backup_news(&self) -> Option<BackupNews> {
        self.saver.take_backup_news()
    }

    /// Lets the saver make a backup of what stands on the disk before `change` is saved, if it changes much at once.
    pub(super) fn back_up_before(&self, change: &Change) {
        // A run of typing that touches many documents is one change: its first letter had a backup.
        let is_begun = |last: &Step| change.merge.is_some() && last.merge == change.merge;
        let is_due = match change.backup {
            BackUp::IfMuch => is_bulk(&change.edit),
            BackUp::Always => true,
            BackUp::Never => false,
        };
        if is_due && !self.next_undo().is_some_and(is_begun) {
            self.saver.backup_before(Why::BulkChange, &change.label);
        }
    }

    /// The same before a step is taken back or done again.
    pub(super) fn back_up_before_step(&self, step: &Step) {
        if is_bulk(&step.edit) {
            self.saver.backup_before(Why::BulkChange, &format!("taking back or doing again: {}", step.label));
        }
    }

    /// Tells the saver which statements of a set a command took away.
    pub(super) fn announce(&self, touched: &Touched) {
        for (key, ids) in &touched.sets {
            let set = self.corpus.set(key);
            let is_there =
                |id: &StatementId| set.is_some_and(|set| set.get(*id).is_some() || set.unplaced().contains_key(id));
            let gone: Vec<StatementId> = ids.iter().copied().filter(|id| !is_there(id)).collect();
            if !gone.is_empty() {
                self.saver.announce(FileKey::Set(key.clone()), gone);
            }
        }
    }

    /// A set that was not saved because statements would go that nobody took away, if there is one.
    pub fn drop_question(&self) -> Option<DropQuestion> {
        match self.saver.question()? {
            (FileKey::Set(key), dropping) => Some(DropQuestion { key, ids: dropping.ids, n_before: dropping.n_before }),
            _ => None,
        }
    }

    /// Saves the set without the statements that would go.
    pub fn let_drop(&self, question: &DropQuestion) {
        // The file as it is now stays in a backup.
        self.saver.backup_before(Why::BulkChange, "saving without statements that nobody took away");
        self.saver.announce(FileKey::Set(question.key.clone()), question.ids.iter().copied());
        self.saver.retry_now();
    }

    /// Brings the statements that would go back from the file, as a change of its own; everything else stays.
    ///
    /// # Errors
    /// When the file cannot be read, or the statements do not fit any more; nothing has changed then.
    pub fn keep_dropping(&mut self, question: &DropQuestion) -> Result<(usize, Touched), SessionError> {
        let key = &question.key;
        let edits = self.would_drop_edits(question)?;
        let n = edits.len();
        let label = format!("keep {n} statements");
        let focus = Focus::on(Some(key.document.clone()), None);
        let touched = self.apply(Change::new(label, Edit::Batch(edits), focus))?;
        self.saver.retry_now();
        Ok((n, touched))
    }

    /// The edits that bring back the statements that would go, as they stand in the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn would_drop_edits(&self, question: &DropQuestion) -> Result<Vec<Edit>, StoreError> {
        let key = &question.key;
        let Some(text) = self.corpus.document(&key.document).and_then(|document| document.ready_text()) else {
            return Ok(Vec::new());
        };
        let set = crate::store::read_set(&*self.files, &self.layout, key, text)?;
        let statements = question.ids.iter().filter_map(|id| set.get(*id));
        let placed = statements.map(|statement| Edit::Statement {
            set: key.clone(),
            id: statement.id,
            value: Some(std::sync::Arc::clone(statement)),
        });
        let unplaced = question.ids.iter().filter_map(|id| Some((*id, set.unplaced().get(id)?)));
        let unplaced = unplaced.map(|(id, unplaced)| Edit::Unplaced {
            set: key.clone(),
            id,
            value: Some(std::sync::Arc::clone(unplaced)),
        });
        Ok(placed.chain(unplaced).collect())
    }
}

/// Whether an edit changes so much at once that a backup comes before it: many statements, more than one document, or
/// statements along with an entry of the codebook, as when one is deleted, merged or split.
fn is_bulk(edit: &Edit) -> bool {
    let mut reach = Reach::default();
    edit.for_each_leaf(&mut |leaf| reach.take(leaf));
    let n_in_sets: usize = reach.in_sets.values().sum();
    let is_reshaping = n_in_sets > 0 && reach.n_entries_gone > 0 || n_in_sets > 1 && reach.n_entries > 0;
    n_in_sets > MANY || reach.n_entries > MANY || reach.documents.len() > 1 || is_reshaping
}

/// How much an edit changes.
#[derive(Default)]
struct Reach<'e> {
    /// How much of each set.
    in_sets: BTreeMap<&'e SetKey, usize>,
    documents: BTreeSet<&'e str>,
    n_entries: usize,
    n_entries_gone: usize,
}

impl<'e> Reach<'e> {
    fn take(&mut self, edit: &'e Edit) {
        match edit {
            Edit::Statement { set, .. }
            | Edit::Unplaced { set, .. }
            | Edit::StatementRivals { set, .. }
            | Edit::Progress { set, .. } => *self.in_sets.entry(set).or_default() += 1,
            Edit::Document { path, .. } | Edit::DocumentRivals { path, .. } => {
                self.documents.insert(path.as_str());
            }
            Edit::Query { value, .. } => self.entry(value.is_none()),
            Edit::Stance { value, .. } => self.entry(value.is_none()),
            Edit::Theme { value, .. } => self.entry(value.is_none()),
            Edit::Speaker { value, .. } => self.entry(value.is_none()),
            Edit::EntryRivals { .. } => self.entry(false),
            Edit::Batch(_) => {}
        }
    }

    fn entry(&mut self, is_gone: bool) {
        self.n_entries += 1;
        self.n_entries_gone += usize::from(is_gone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::statement;
    use crate::model::{Progress, Theme};

    fn said(n: u128) -> Edit {
        let value = Some(std::sync::Arc::new(statement(n, &[(0, 1)])));
        let set = SetKey::new("ann".into(), "a.txt".into());
        Edit::Statement { set, id: statement(n, &[(0, 1)]).id, value }
    }

    fn theme(is_there: bool) -> Edit {
        Edit::Theme { id: "tax".into(), value: is_there.then(|| (0, Theme::default())) }
    }

    fn document(path: &str) -> Edit {
        Edit::Document { path: path.into(), value: crate::model::DocumentMeta::default() }
    }

    #[test]
    fn ordinary_coding_is_no_bulk_change_and_reshaping_is() {
        let progress = Edit::Progress { set: SetKey::new("ann".into(), "a.txt".into()), value: Progress::Done };
        let plain = [
            vec![said(1)],
            vec![theme(true), said(1)],
            vec![said(1), progress],
            vec![theme(false)],
            vec![document("a"), document("a")],
            (0..10).map(said).collect(),
        ];
        for edits in plain {
            assert!(!is_bulk(&Edit::Batch(edits.clone())), "{edits:?}");
        }
        let bulk = [
            vec![theme(false), said(1)],
            vec![theme(true), said(1), said(2)],
            vec![document("a"), document("b")],
            (0..11).map(said).collect(),
        ];
        for edits in bulk {
            assert!(is_bulk(&Edit::Batch(vec![Edit::Batch(edits.clone())])), "{edits:?}");
        }
    }
}
