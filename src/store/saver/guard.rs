//! Noticing a save after which statements would be gone that nobody took away.

use crate::model::{AnnotationSet, StatementId};
use crate::store::record::{AnnotationSetRecord, read, text_of};
use memchr::memmem;
use std::collections::BTreeSet;

/// How a statement of a canonical file begins, up to its id.
const ID: &[u8] = b"\n            id: \"";
/// Length of an id in bytes.
const ID_BYTES: usize = 36;

/// A save that would drop more than a fifth of a set, though no command said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropping {
    /// The statements that would go.
    pub ids: BTreeSet<StatementId>,
    /// How many the file holds.
    pub n_before: usize,
}

/// Whether writing `set` over a file that holds `old` would drop more than a fifth of its statements without any of
/// `announced` being among them: those that commands took away.
pub(super) fn dropping(old: &[u8], set: &AnnotationSet, announced: &BTreeSet<StatementId>) -> Option<Dropping> {
    let is_gone = |id: &StatementId| {
        let is_there = set.get(*id).is_some() || set.unplaced().contains_key(id) || set.rivals().contains_key(id);
        !is_there && !announced.contains(id)
    };
    let judge = |ids: BTreeSet<StatementId>| {
        let n_before = ids.len();
        let ids: BTreeSet<StatementId> = ids.into_iter().filter(is_gone).collect();
        (ids.len() * 5 > n_before).then_some(Dropping { ids, n_before })
    };
    let seen = ids_by_layout(old);
    // A file that somebody wrote by hand may have another layout; then it is read properly.
    let is_canonical = seen.len() == memmem::find_iter(old, b"Statement(").count();
    if is_canonical && judge(seen.clone()).is_none() {
        return None;
    }
    // What looks like an id may stand in a note: before anybody is asked, the file is read properly.
    judge(ids_by_reading(old).unwrap_or(seen))
}

/// The ids of a file in our own layout, found without parsing it.
fn ids_by_layout(file: &[u8]) -> BTreeSet<StatementId> {
    let id = |at: usize| {
        let from = at + ID.len();
        let id = file.get(from..from + ID_BYTES)?;
        StatementId::parse(std::str::from_utf8(id).ok()?)
    };
    memmem::find_iter(file, ID).filter_map(id).collect()
}

/// The ids of a file, read as it is when it is opened; `None` when it cannot be.
fn ids_by_reading(file: &[u8]) -> Option<BTreeSet<StatementId>> {
    let text = text_of(file).ok()?;
    let reading = read::<AnnotationSetRecord, _>(&text, |record| record.id()).ok()?;
    Some(reading.entries.into_iter().filter_map(|(_, id)| id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Progress;
    use crate::model::testing::statement;
    use crate::store::{Layout, SaveJob};
    use crate::text::DocumentText;
    use std::sync::Arc;

    fn set(ids: impl IntoIterator<Item = u128>) -> AnnotationSet {
        AnnotationSet::new(Progress::InProgress, ids.into_iter().map(|id| statement(id, &[(0, 1)])).collect::<Vec<_>>())
    }

    fn file(set: &AnnotationSet) -> Vec<u8> {
        let key = crate::model::SetKey::new("ann".into(), "a.txt".into());
        let job = SaveJob::Set { key, set: set.clone(), text: Arc::new(DocumentText::new("abc")) };
        job.to_file(&Layout::new("/c")).expect("is written").into_bytes()
    }

    fn ids(set: &AnnotationSet) -> BTreeSet<StatementId> {
        set.in_order().map(|statement| statement.id).collect()
    }

    #[test]
    fn a_fifth_may_go_unsaid_and_more_only_when_it_was_said() {
        let old = file(&set(0..10));
        let none = BTreeSet::new();
        assert_eq!(dropping(&old, &set(0..8), &none), None);
        let asked = dropping(&old, &set(0..7), &none).expect("asks");
        assert_eq!((asked.ids, asked.n_before), (ids(&set(7..10)), 10));
        assert_eq!(dropping(&old, &set(0..7), &ids(&set(9..10))), None, "two of them unsaid");
        assert_eq!(dropping(&old, &set([]), &ids(&set(0..10))), None);
        assert!(dropping(&old, &set(100..120), &none).is_some(), "as many, but others");
        assert_eq!(dropping(b"", &set([]), &none), None);
        let only = file(&set(0..1));
        assert!(dropping(&only, &set([]), &none).is_some());
        assert_eq!(dropping(&only, &set([]), &ids(&set(0..1))), None);
    }

    #[test]
    fn a_note_is_not_taken_for_statements_and_another_layout_is_read() {
        let mut with_note = statement(1, &[(0, 1)]);
        let line = |id| format!("\n            id: \"{id}\"");
        with_note.note = ids(&set(2..9)).into_iter().map(line).collect();
        let old = file(&AnnotationSet::new(Progress::InProgress, [with_note]));
        assert_eq!(dropping(&old, &set(1..2), &BTreeSet::new()), None);
        let squeezed = String::from_utf8(file(&set(0..10))).expect("text");
        let squeezed: String = squeezed.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(dropping(squeezed.as_bytes(), &set(0..10), &BTreeSet::new()), None);
        assert!(dropping(squeezed.as_bytes(), &set(0..5), &BTreeSet::new()).is_some());
    }
}
