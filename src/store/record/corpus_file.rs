//! Format 1 of the corpus file: what is known about the documents.

use super::{FileRecord, checked, date_from, date_text, is_off, lowest_format, options};
use crate::model::{DocPath, DocumentDate, DocumentMeta};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document's path and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Path below the corpus folder.
    pub path: DocPath,
    /// What is known.
    pub meta: DocumentMeta,
    /// What others say, where both changed the same.
    pub rivals: Vec<DocumentMeta>,
}

impl DocumentEntry {
    /// Whether nothing is known, so that the file need not name the document.
    pub(in crate::store) fn is_blank(&self) -> bool {
        self.meta == DocumentMeta::default() && self.rivals.is_empty()
    }
}

/// The corpus file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Corpus", deny_unknown_fields)]
pub struct CorpusRecord {
    format: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    documents: Vec<DocumentRecord>,
}

/// One document in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Document", deny_unknown_fields)]
pub struct DocumentRecord {
    path: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    until: String,
    #[serde(default, skip_serializing_if = "is_off")]
    inferred: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    source: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, deserialize_with = "checked::map", skip_serializing_if = "BTreeMap::is_empty")]
    variables: BTreeMap<String, String>,
}

impl FileRecord for CorpusRecord {
    type Entry = DocumentRecord;
    const ENTRIES: &'static [&'static str] = &["Document"];

    fn format(&self) -> u32 {
        self.format
    }

    fn read_entry(_: &str, text: &str) -> ron::error::SpannedResult<DocumentRecord> {
        options().from_str(text)
    }

    fn take_entries(&mut self) -> Vec<DocumentRecord> {
        std::mem::take(&mut self.documents)
    }
}

/// The corpus file of `documents`; those of which nothing is known are left out.
pub fn corpus_record(documents: &[DocumentEntry]) -> CorpusRecord {
    let known = documents.iter().filter(|entry| !entry.is_blank());
    CorpusRecord { format: lowest_format(false), documents: known.map(document_record).collect() }
}

fn document_record(entry: &DocumentEntry) -> DocumentRecord {
    let DocumentEntry { path, meta, .. } = entry;
    DocumentRecord {
        path: path.to_string(),
        title: meta.title.clone(),
        date: date_text(meta.date.map(|date| date.from)),
        until: date_text(meta.date.and_then(|date| date.until)),
        inferred: meta.date.is_some_and(|date| date.is_inferred),
        source: meta.source.clone(),
        kind: meta.kind.clone(),
        note: meta.note.clone(),
        variables: meta.variables.clone(),
    }
}

/// Turns an entry of the file into the model's, with what is wrong with its date, which is then left unset.
pub fn document_entry(record: DocumentRecord) -> (DocumentEntry, Option<String>) {
    let (date, fault) = match date(&record) {
        Ok(date) => (date, None),
        Err(why) => (None, Some(format!("document “{}”: {why}", record.path))),
    };
    let meta = DocumentMeta {
        title: record.title,
        date,
        source: record.source,
        kind: record.kind,
        note: record.note,
        variables: record.variables,
    };
    (DocumentEntry { path: DocPath::new(record.path), meta, rivals: Vec::new() }, fault)
}

fn date(record: &DocumentRecord) -> Result<Option<DocumentDate>, String> {
    let (from, until) = (date_from(&record.date)?, date_from(&record.until)?);
    match from {
        Some(from) => Ok(Some(DocumentDate { from, until, is_inferred: record.inferred })),
        None if until.is_some() => Err("it has the end of a date (“until”) and no beginning".to_owned()),
        None if record.inferred => Err("its date is marked as inferred, but there is none".to_owned()),
        None => Ok(None),
    }
}
