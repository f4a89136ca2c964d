//! Merging files as they are read and written.

use super::codebook::merge_codebooks;
use super::corpus_file::merge_corpus_files;
use super::set::merge_sets;
use super::{MergeError, Merged, Side};
use crate::model::{AnnotationSet, Codebook};
use crate::store::load_set::set_from;
use crate::store::record::{
    AnnotationSetRecord, CodebookRecord, CorpusFile, CorpusRecord, FileRecord, put_document, put_entry, read, text_of,
    write_record,
};
use crate::store::{Layout, Problem, RealFiles, SaveJob};
use std::collections::BTreeMap;

/// Two versions of a file merged, as the text of a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedText {
    /// The file in its canonical form.
    pub text: String,
    /// Entries that came from the other or changed by it; progress counts as one.
    pub n_taken: usize,
    /// Entries of which both versions are kept now, and were not before.
    pub n_conflicts: usize,
}

/// Two versions of a file merged, as the model has it.
#[derive(Clone, Debug)]
pub struct MergedFile {
    /// What the file holds now.
    pub value: MergedValue,
    /// Entries that came from the other or changed by it; progress counts as one.
    pub n_taken: usize,
    /// Entries of which both versions are kept now, and were not before.
    pub n_conflicts: usize,
    /// What of the merged file does not fit: then it must not be saved in the place of either version.
    pub problems: Vec<Problem>,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum MergedValue {
    /// An annotation set, held against the text of our version.
    Set(AnnotationSet),
    /// The codebook.
    Codebook(Codebook),
    /// What is known about the documents, those that are not there included, and saved queries.
    CorpusFile(CorpusFile),
}

impl MergedValue {
    /// The same to be saved in the place of `ours`; `None` where that is another kind of file.
    pub fn into_job(self, ours: &SaveJob) -> Option<SaveJob> {
        Some(match (self, ours) {
            (Self::Set(set), SaveJob::Set { key, text, .. }) => {
                SaveJob::Set { key: key.clone(), set, text: text.clone() }
            }
            (Self::Codebook(codebook), SaveJob::Codebook(_)) => SaveJob::Codebook(codebook),
            (Self::CorpusFile(entries), SaveJob::CorpusFile(_)) => SaveJob::CorpusFile(entries),
            (Self::Set(_) | Self::Codebook(_) | Self::CorpusFile(_), _) => return None,
        })
    }
}

/// Merges the file `theirs`, as it was read, into `ours`, both changed from `base`.
///
/// # Errors
/// When a version cannot be read whole or the two are not of one kind; nothing is lost then, and nothing merged.
pub fn merge_file(
    layout: &Layout,
    base: Option<&SaveJob>,
    ours: &SaveJob,
    theirs: &[u8],
    codebook: Option<&Codebook>,
) -> Result<MergedFile, MergeError> {
    let written = |job: &SaveJob, side| {
        let unreadable =
            |error: crate::store::StoreError| MergeError::Unreadable { side, line: None, why: error.to_string() };
        job.to_file(layout).map_err(unreadable)
    };
    let base = base.map(|base| written(base, Side::Base)).transpose()?;
    let merged = merge_texts(base.as_ref().map(String::as_bytes), written(ours, Side::Ours)?.as_bytes(), theirs)?;
    let bytes = merged.text.as_bytes();
    let ours_unreadable = |why: String| MergeError::Unreadable { side: Side::Theirs, line: None, why };
    let mut problems = Vec::new();
    let value = match ours {
        SaveJob::Set { key, text, .. } => {
            let loaded = set_from(&RealFiles, bytes, layout, key, text, codebook);
            if loaded.is_held {
                problems = loaded.problems;
            }
            MergedValue::Set(loaded.set)
        }
        SaveJob::Codebook(_) => {
            let mut codebook = Codebook::default();
            for entry in entries::<CodebookRecord>(bytes, Side::Theirs)?.1 {
                put_entry(&mut codebook, entry).map_err(ours_unreadable)?;
            }
            MergedValue::Codebook(codebook)
        }
        SaveJob::CorpusFile(_) => {
            let mut documents = BTreeMap::new();
            let (head, entries) = entries::<CorpusRecord>(bytes, Side::Theirs)?;
            for entry in entries {
                put_document(&mut documents, entry).map_err(ours_unreadable)?;
            }
            MergedValue::CorpusFile(CorpusFile { documents: documents.into_values().collect(), queries: head.queries })
        }
        SaveJob::Whole { .. } => {
            let why = "it is being put back from a backup".to_owned();
            return Err(MergeError::Unreadable { side: Side::Ours, line: None, why });
        }
    };
    Ok(MergedFile { value, n_taken: merged.n_taken, n_conflicts: merged.n_conflicts, problems })
}

/// The kinds of file that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Set,
    Codebook,
    CorpusFile,
}

/// Merges two versions of a file of ours, whose kind its beginning tells. An empty `base` is none.
///
/// # Errors
/// When a version cannot be read whole or the two are not of one kind.
pub fn merge_texts(base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Result<MergedText, MergeError> {
    let base = base.filter(|base| !base.trim_ascii().is_empty());
    let kind = kind_of(ours, Side::Ours)?;
    let sides = std::iter::once((theirs, Side::Theirs)).chain(base.map(|base| (base, Side::Base)));
    for (bytes, side) in sides {
        if kind_of(bytes, side)? != kind {
            return Err(MergeError::OtherKind(side));
        }
    }
    match kind {
        Kind::Set => {
            let mine: AnnotationSetRecord = record(ours, Side::Ours)?;
            let other: AnnotationSetRecord = record(theirs, Side::Theirs)?;
            if (&mine.document, &mine.coder) != (&other.document, &other.coder) && base.is_none() {
                return Err(MergeError::OtherSet);
            }
            text(merge_sets(base.map(|base| record(base, Side::Base)).transpose()?, mine, other)?)
        }
        Kind::Codebook => {
            let base = base.map(|base| record(base, Side::Base)).transpose()?;
            text(merge_codebooks(base, record::<CodebookRecord>(ours, Side::Ours)?, record(theirs, Side::Theirs)?)?)
        }
        Kind::CorpusFile => {
            let base = base.map(|base| record(base, Side::Base)).transpose()?;
            text(merge_corpus_files(base, record(ours, Side::Ours)?, record(theirs, Side::Theirs)?)?)
        }
    }
}

fn text<R: FileRecord>(merged: Merged<R>) -> Result<MergedText, MergeError> {
    let Merged { record, n_taken, n_conflicts } = merged;
    let unwritable =
        |error: ron::Error| MergeError::Unreadable { side: Side::Theirs, line: None, why: error.to_string() };
    Ok(MergedText { text: write_record(&record).map_err(unwritable)?, n_taken, n_conflicts })
}

fn kind_of(bytes: &[u8], side: Side) -> Result<Kind, MergeError> {
    let unreadable = |why: String| MergeError::Unreadable { side, line: None, why };
    let text = text_of(bytes).map_err(|error| unreadable(error.to_string()))?;
    let mut rest = text.trim_start();
    // A remark that somebody wrote above the file does not count.
    while let Some(remark) = rest.strip_prefix("//") {
        rest = remark.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    let kinds = [("AnnotationSet(", Kind::Set), ("Codebook(", Kind::Codebook), ("Corpus(", Kind::CorpusFile)];
    let found = kinds.into_iter().find(|(beginning, _)| rest.starts_with(beginning));
    let none = || unreadable("it is no annotation set, codebook or corpus file".to_owned());
    found.map(|(_, kind)| kind).ok_or_else(none)
}

/// A file read whole, with what stands around its entries and the entries themselves.
fn entries<R: FileRecord>(bytes: &[u8], side: Side) -> Result<(R, Vec<R::Entry>), MergeError> {
    let unreadable = |line, why| MergeError::Unreadable { side, line, why };
    let source = text_of(bytes).map_err(|error| unreadable(None, error.to_string()))?;
    let reading = read::<R, _>(&source, |entry| entry).map_err(|error| unreadable(None, error.to_string()))?;
    if let Some((line, why)) = reading.faults.into_iter().next() {
        return Err(unreadable(line, why));
    }
    let head = reading.head.ok_or_else(|| unreadable(None, "its beginning is not what it should be".to_owned()))?;
    Ok((head, reading.entries.into_iter().map(|(_, entry)| entry).collect()))
}

/// A file read whole.
fn record<R: FileRecord>(bytes: &[u8], side: Side) -> Result<R, MergeError> {
    let (mut head, entries) = entries::<R>(bytes, side)?;
    head.put_entries(entries);
    Ok(head)
}
