//! The edits that make one state into another: reading again, merging, restoring.

use super::Edit;
use crate::model::{AnnotationSet, Codebook, Document, DocumentMeta, Entry, EntryId, EntryList, SetKey};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The edits after which the set under `key`, now `from`, is as `to`.
///
/// Statements go before others come, so that one may change from waiting for a place to having one.
pub fn set_difference(key: &SetKey, from: &AnnotationSet, to: &AnnotationSet) -> Vec<Edit> {
    let mut edits = Vec::new();
    let set = || key.clone();
    for statement in from.in_order().filter(|statement| to.get(statement.id).is_none()) {
        edits.push(Edit::Statement { set: set(), id: statement.id, value: None });
    }
    for id in from.unplaced().keys().filter(|id| !to.unplaced().contains_key(id)) {
        edits.push(Edit::Unplaced { set: set(), id: *id, value: None });
    }
    for statement in to.in_order().filter(|statement| from.get(statement.id) != Some(statement)) {
        edits.push(Edit::Statement { set: set(), id: statement.id, value: Some(Arc::clone(statement)) });
    }
    for (id, unplaced) in to.unplaced().iter().filter(|(id, unplaced)| from.unplaced().get(id) != Some(unplaced)) {
        edits.push(Edit::Unplaced { set: set(), id: *id, value: Some(Arc::clone(unplaced)) });
    }
    for id in from.rivals().keys().filter(|id| !to.rivals().contains_key(id)) {
        edits.push(Edit::StatementRivals { set: set(), id: *id, value: Vec::new() });
    }
    for (id, rivals) in to.rivals().iter().filter(|(id, rivals)| from.rivals().get(id) != Some(rivals)) {
        edits.push(Edit::StatementRivals { set: set(), id: *id, value: rivals.clone() });
    }
    if from.progress != to.progress {
        edits.push(Edit::Progress { set: set(), value: to.progress });
    }
    edits
}

/// The edits after which a codebook that is `from` is as `to`, order and all.
pub fn codebook_difference(from: &Codebook, to: &Codebook) -> Vec<Edit> {
    let mut edits = Vec::new();
    list_difference(&mut edits, &from.stances, &to.stances, |id, value| Edit::Stance { id, value });
    list_difference(&mut edits, &from.themes, &to.themes, |id, value| Edit::Theme { id, value });
    list_difference(&mut edits, &from.speakers, &to.speakers, |id, value| Edit::Speaker { id, value });
    let gone = from.rivals.keys().filter(|id| !to.rivals.contains_key(id));
    edits.extend(gone.map(|id: &EntryId| Edit::EntryRivals { id: id.clone(), value: Vec::new() }));
    let differing = to.rivals.iter().filter(|(id, rivals)| from.rivals.get(id) != Some(rivals));
    edits.extend(differing.map(|(id, rivals)| Edit::EntryRivals { id: id.clone(), value: rivals.clone() }));
    edits
}

fn list_difference<T: Entry + Clone + PartialEq>(
    edits: &mut Vec<Edit>,
    from: &EntryList<T>,
    to: &EntryList<T>,
    edit: fn(T::Id, Option<(usize, T)>) -> Edit,
) {
    // What the list is after the edits so far; an entry is moved only where the order asks for it.
    let mut now: EntryList<T> = from.clone();
    for entry in from.iter().filter(|entry| to.get(entry.id()).is_none()) {
        edits.push(edit(entry.id().clone(), None));
        now.set(entry.id(), None);
    }
    for (at, entry) in to.iter().enumerate() {
        if now.at(at) != Some(entry) {
            edits.push(edit(entry.id().clone(), Some((at, entry.clone()))));
            now.set(entry.id(), Some((at, entry.clone())));
        }
    }
}

/// The edits after which the saved queries, now `from`, are as `to`.
pub fn query_difference(from: &BTreeMap<String, String>, to: &BTreeMap<String, String>) -> Vec<Edit> {
    let gone = from.keys().filter(|name| !to.contains_key(*name));
    let gone = gone.map(|name| Edit::Query { name: name.clone(), value: None });
    let differing = to.iter().filter(|(name, text)| from.get(*name) != Some(*text));
    gone.chain(differing.map(|(name, text)| Edit::Query { name: name.clone(), value: Some(text.clone()) })).collect()
}

/// The edits after which `document` is described as in `meta` and `rivals`.
pub fn document_difference(document: &Document, meta: &DocumentMeta, rivals: &[DocumentMeta]) -> Vec<Edit> {
    let path = || document.path.clone();
    let is_same = document.meta == *meta;
    let meta = (!is_same).then(|| Edit::Document { path: path(), value: meta.clone() });
    let rivals = (document.rivals != rivals).then(|| Edit::DocumentRivals { path: path(), value: rivals.to_vec() });
    meta.into_iter().chain(rivals).collect()
}
