//! What two people said of one thing, as the lists of a file hold it: behind the entry that it is about.

use super::RivalRecord;
use super::annotation_set::StatementRecord;
use crate::model::{Rival, StatementId};
use std::collections::BTreeMap;

/// An entry of the list of statements.
#[derive(Debug)]
pub enum Said<T> {
    /// A statement.
    Statement(T),
    /// What another said of the statement with this id.
    Rival(StatementId, Rival<T>),
}

/// Tells a statement from what another said of one; `check` turns either into a `T`.
///
/// # Errors
/// As `check`.
pub fn said<T, E>(record: StatementRecord, check: impl FnOnce(StatementRecord) -> Result<T, E>) -> Result<Said<T>, E> {
    match (record.rival, StatementId::parse(&record.id)) {
        (None, _) | (_, None) => check(record).map(Said::Statement),
        (Some(RivalRecord::Deleted), Some(id)) => Ok(Said::Rival(id, Rival::Deleted)),
        (Some(RivalRecord::Edited), Some(id)) => check(record).map(|said| Said::Rival(id, Rival::Edited(said))),
    }
}

/// `entries` with the rivals of each behind it, and those of none at the end.
pub fn with_rivals<T>(entries: Vec<T>, id_of: impl Fn(&T) -> String, mut rivals: BTreeMap<String, Vec<T>>) -> Vec<T> {
    if rivals.is_empty() {
        return entries;
    }
    let mut all = Vec::with_capacity(entries.len() + rivals.len());
    for entry in entries {
        let own = rivals.remove(&id_of(&entry)).unwrap_or_default();
        all.push(entry);
        all.extend(own);
    }
    all.extend(rivals.into_values().flatten());
    all
}
