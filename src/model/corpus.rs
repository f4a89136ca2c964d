//! A folder of documents with what is kept beside them.

use super::{AnnotationSet, Codebook, Coder, DocPath, Document};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names one annotation set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetKey {
    /// Whose.
    pub coder: Coder,
    /// On which document.
    pub document: DocPath,
}

impl SetKey {
    /// The set of `coder` on `document`.
    pub const fn new(coder: Coder, document: DocPath) -> Self {
        Self { coder, document }
    }
}

/// A folder of documents with what is kept beside them.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    documents: Vec<Document>,
    index: HashMap<DocPath, usize>,
    /// The stance scale, the theme tree and the speakers.
    pub codebook: Codebook,
    /// Queries that were saved: their text by name.
    pub queries: BTreeMap<String, String>,
    /// Every annotation set that says something.
    sets: BTreeMap<SetKey, AnnotationSet>,
}

impl Corpus {
    /// A corpus of `documents`, sorted here by path, with no set yet.
    pub fn new(mut documents: Vec<Document>, codebook: Codebook) -> Self {
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        documents.dedup_by(|a, b| a.path == b.path);
        let index = documents.iter().enumerate().map(|(at, document)| (document.path.clone(), at)).collect();
        Self { documents, index, codebook, queries: BTreeMap::new(), sets: BTreeMap::new() }
    }

    /// All documents by path.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The document at this path.
    pub fn document(&self, path: &DocPath) -> Option<&Document> {
        self.index.get(path).map(|at| &self.documents[*at])
    }

    /// Where the document at this path stands, counted from 0.
    pub fn position(&self, path: &DocPath) -> Option<usize> {
        self.index.get(path).copied()
    }

    /// The document at this path, to be changed.
    pub fn document_mut(&mut self, path: &DocPath) -> Option<&mut Document> {
        self.index.get(path).map(|at| &mut self.documents[*at])
    }

    /// Puts a document in, in place of one at its path.
    pub fn put_document(&mut self, document: Document) {
        let at = self.documents.partition_point(|other| other.path < document.path);
        if self.documents.get(at).is_some_and(|other| other.path == document.path) {
            self.documents[at] = document;
            return;
        }
        self.documents.insert(at, document);
        for (at, document) in self.documents.iter().enumerate().skip(at) {
            self.index.insert(document.path.clone(), at);
        }
    }

    /// The set under `key`; `None` when it says nothing.
    pub fn set(&self, key: &SetKey) -> Option<&AnnotationSet> {
        self.sets.get(key)
    }

    /// All sets that say something, by coder and then document.
    pub fn sets(&self) -> &BTreeMap<SetKey, AnnotationSet> {
        &self.sets
    }

    /// Changes the set under `key` by `change`; a set that says nothing afterwards is not kept.
    pub fn change_set<R>(&mut self, key: &SetKey, change: impl FnOnce(&mut AnnotationSet) -> R) -> R {
        let set = self.sets.entry(key.clone()).or_default();
        let result = change(set);
        if set.is_blank() {
            self.sets.remove(key);
        }
        result
    }

    /// Puts a whole set under `key`, as loading does.
    pub fn put_set(&mut self, key: SetKey, set: AnnotationSet) {
        if set.is_blank() {
            self.sets.remove(&key);
        } else {
            self.sets.insert(key, set);
        }
    }

    /// Everyone who made a set, sorted.
    pub fn coders(&self) -> BTreeSet<Coder> {
        self.sets.keys().map(|key| key.coder.clone()).collect()
    }
}
