//! Formats 1, 3 and 4 of the corpus file, what is known about the documents; 3 has rivals, 4 saved queries.

use super::choice::RivalRecord;
use super::{FileRecord, checked, date_from, date_text, is_off, lowest_format, options, plain};
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

/// What the corpus file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorpusFile {
    /// What is known about documents, by path.
    pub documents: Vec<DocumentEntry>,
    /// Saved queries: their text by name.
    pub queries: BTreeMap<String, String>,
}

impl CorpusFile {
    /// Whether the file would say nothing.
    pub(in crate::store) fn is_blank(&self) -> bool {
        self.queries.is_empty() && self.documents.iter().all(DocumentEntry::is_blank)
    }
}

/// The corpus file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Corpus", deny_unknown_fields)]
pub struct CorpusRecord {
    pub format: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentRecord>,
    #[serde(default, deserialize_with = "checked::map", skip_serializing_if = "BTreeMap::is_empty")]
    pub queries: BTreeMap<String, String>,
}

/// One document in the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Document", deny_unknown_fields)]
pub struct DocumentRecord {
    pub path: String,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    pub rival: Option<RivalRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
    #[serde(default, skip_serializing_if = "is_off")]
    pub inferred: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(default, deserialize_with = "checked::map", skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
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

    fn put_entries(&mut self, entries: Vec<DocumentRecord>) {
        self.documents.extend(entries);
    }
}

/// The corpus file as it is written; documents of which nothing is known are left out.
pub fn corpus_record(file: &CorpusFile) -> CorpusRecord {
    let known = file.documents.iter().filter(|entry| !entry.is_blank());
    let records = known.flat_map(|DocumentEntry { path, meta, rivals }| {
        let rival = Some(RivalRecord::Edited);
        let rivals = rivals.iter().map(move |meta| DocumentRecord { rival, ..document_record(path, meta) });
        std::iter::once(document_record(path, meta)).chain(rivals)
    });
    corpus_format(CorpusRecord { format: 1, documents: records.collect(), queries: file.queries.clone() })
}

/// `record` in the lowest format that says all of it.
pub fn corpus_format(record: CorpusRecord) -> CorpusRecord {
    let has_3 = record.documents.iter().any(|document| document.rival.is_some());
    let format = if record.queries.is_empty() { lowest_format(false, has_3) } else { 4 };
    CorpusRecord { format, ..record }
}

fn document_record(path: &DocPath, meta: &DocumentMeta) -> DocumentRecord {
    DocumentRecord {
        path: path.to_string(),
        rival: None,
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

/// Adds an entry of the file to `documents`: a document, or what another says of one.
///
/// # Errors
/// What is wrong with it. A date that is wrong is left unset; a second description of a document is left out.
pub fn put_document(documents: &mut BTreeMap<DocPath, DocumentEntry>, record: DocumentRecord) -> Result<(), String> {
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
    let path = DocPath::new(record.path);
    match (documents.get_mut(&path), record.rival) {
        (Some(entry), Some(_)) => entry.rivals.push(meta),
        (None, Some(_)) => return Err(format!("what others say of “{path}” stands before the document itself")),
        (Some(_), None) => return Err(format!("document “{path}” is described twice; the first description is shown")),
        (None, None) => drop(documents.insert(path.clone(), DocumentEntry { path, meta, rivals: Vec::new() })),
    }
    fault.map_or(Ok(()), Err)
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
