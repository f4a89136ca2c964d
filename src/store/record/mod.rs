//! The shapes of our files, apart from the model, and the one way to write and read them.
//!
//! A format number stands in every file. Formats 2 and 3 only add fields that may be left out, so one shape reads all,
//! and what can be said in a lower format is still written in it: an older version reads it, and unchanged files keep
//! their bytes. A format that changes a shape gets a module of its own, and the old one a step upward.
//!
//! What two people said of one thing (format 3) stands in the same list, right behind the entry that it is about:
//! an entry of the same id with `rival: Edited` and all its fields, or with `rival: Deleted` and no other.

mod annotation_set;
mod checked;
mod choice;
mod codebook;
mod corpus_file;
mod outline;
mod read;
mod rival;
mod scan;
#[cfg(test)]
mod tests;

pub(super) use annotation_set::{
    AnnotationSetRecord, OverrideRecord, ReadStatement, StatementRecord, check_statement, set_format, set_record,
};
pub(super) use choice::{ProgressRecord, RivalRecord};
pub(super) use codebook::{
    CodebookRecord, SpeakerRecord, StanceRecord, ThemeRecord, codebook_format, codebook_record, put_entry,
};
pub use corpus_file::{CorpusFile, DocumentEntry};
pub(super) use corpus_file::{CorpusRecord, DocumentRecord, corpus_format, corpus_record, put_document};
pub(super) use read::{LineCounter, Reading, Unreadable, options, read, text_of};
pub(super) use rival::{Said, said};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

/// The formats that we know: all are read for ever, newer ones refused.
pub(super) const FORMATS: std::ops::RangeInclusive<u32> = 1..=4;

/// The lowest format that can say what is to be written: `has_2` and `has_3` tell of fields that came with them.
const fn lowest_format(has_2: bool, has_3: bool) -> u32 {
    match (has_2, has_3) {
        (_, true) => 3,
        (true, false) => 2,
        (false, false) => 1,
    }
}

/// The shape of a file: a few fields and lists of entries, each entry a struct of its own.
pub(super) trait FileRecord: Serialize + DeserializeOwned {
    /// An entry of one of the lists.
    type Entry: Send;
    /// Struct names of the entries, as the file spells them.
    const ENTRIES: &'static [&'static str];
    /// The format number in the file.
    fn format(&self) -> u32;
    /// Reads one entry, given its struct name.
    fn read_entry(name: &str, text: &str) -> ron::error::SpannedResult<Self::Entry>;
    /// Takes all entries out, in the order of the file.
    fn take_entries(&mut self) -> Vec<Self::Entry>;
    /// Puts entries in, behind those that are there.
    fn put_entries(&mut self, entries: Vec<Self::Entry>);
}

/// Writes `record` in the one canonical way: the same content gives the same bytes, one field a line.
pub(super) fn write_record(record: &impl Serialize) -> ron::Result<String> {
    let config =
        PrettyConfig::new().struct_names(true).escape_strings(false).new_line("\n").indentor("    ").depth_limit(3);
    let mut text = options().to_string_pretty(record, config)?;
    text.push('\n');
    Ok(text)
}

/// Writes an `Option` without its `Some(…)`; leave out `None` with `skip_serializing_if`.
mod plain {
    use super::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::ref_option, reason = "serde hands the field over as it is")]
    pub fn serialize<T: Serialize, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map_or_else(
            || Err(serde::ser::Error::custom("an unset field is left out")),
            |value| value.serialize(serializer),
        )
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(de: D) -> Result<Option<T>, D::Error> {
        T::deserialize(de).map(Some)
    }
}

/// Whether a flag is off, and so left out.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
const fn is_off(flag: &bool) -> bool {
    !*flag
}

/// Reads a key: one character, or nothing.
fn key_from(text: &str) -> Result<Option<char>, String> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (first, None) => Ok(first),
        _ => Err(format!("the key “{text}” is more than one character")),
    }
}

fn key_text(key: Option<char>) -> String {
    key.map(String::from).unwrap_or_default()
}

/// Reads a date, or nothing.
fn date_from(text: &str) -> Result<Option<crate::model::PartialDate>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let date = crate::model::PartialDate::parse(text);
    date.map(Some).ok_or_else(|| format!("“{text}” is no date of the form 2023-06-14, 2023-06 or 2023"))
}

fn date_text(date: Option<crate::model::PartialDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Takes an id that must not be empty.
fn id_from(text: &str) -> Result<&str, String> {
    if text.is_empty() { Err("its id is empty".to_owned()) } else { Ok(text) }
}
