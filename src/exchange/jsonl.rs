//! JSON lines: one object a line, written and read.
//!
//! The keys of [`super::COLUMNS`] in order, then `spans`, `speaker_ids`, `theme_id` and `stance_id`, and
//! `unsure` where the coder is. `speakers`,
//! `roles`, `organisations` and `speaker_ids` are lists of one length, `""` where a role is unknown; `spans` is a
//! list of `[start, end]` in code points. `passage` is one string, its fragments joined by ` […] `. What is not
//! set is `null`; texts that may be empty (`title`, `source`, `note`) are `""`. The line separators U+0085, U+2028 and
//! U+2029 are escaped, as some programs end a line there.

use super::columns::{Names, Reading};
use super::import::record::{Line, Record};
use super::joined::{GAP, MAX_ITEMS};
use super::parallel::write_in_parallel;
use super::{ExchangeError, Row};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt::{self, Display};
use std::io::{BufRead, Write};

#[derive(Serialize)]
struct Object<'a> {
    id: Shown<crate::model::StatementId>,
    document: &'a str,
    title: &'a str,
    date: Option<Shown<crate::model::DocumentDate>>,
    source: &'a str,
    coder: &'a str,
    start: usize,
    end: usize,
    passage: Cow<'a, str>,
    before: &'a str,
    after: &'a str,
    speakers: Vec<&'a str>,
    roles: Vec<&'a str>,
    organisations: Vec<&'a str>,
    theme: Option<&'a str>,
    theme_path: Option<&'a str>,
    stance: Option<&'a str>,
    stance_value: Option<Position>,
    note: &'a str,
    created: jiff::Timestamp,
    modified: Option<jiff::Timestamp>,
    spans: Vec<(usize, usize)>,
    speaker_ids: Vec<&'a str>,
    theme_id: Option<&'a str>,
    stance_id: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unsure: bool,
}

/// Written as it is shown.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A place on the scale; a whole one is written without decimals.
struct Position(f64);

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= 1.0 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Writes a line for each row.
pub(super) fn write(rows: &[Row<'_>], names: &Names<'_>, out: &mut dyn Write) -> Result<(), ExchangeError> {
    write_in_parallel(rows, out, |bytes, _, rows| {
        for row in rows {
            let Some(reading) = names.reading(row) else { continue };
            let mut serializer = serde_json::Serializer::with_formatter(&mut *bytes, OneLine);
            let written = object(&reading).serialize(&mut serializer);
            debug_assert!(written.is_ok(), "writing to memory does not fail");
            bytes.push(b'\n');
        }
    })
}

/// Writes what some programs take for the end of a line as `\\u2028`, so that an object is one line to all of them.
struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> std::io::Result<()> {
        let mut rest = fragment;
        // All of them begin with one of these bytes.
        if memchr::memchr2(0xC2, 0xE2, rest.as_bytes()).is_some() {
            while let Some(at) = rest.find(['\u{85}', '\u{2028}', '\u{2029}']) {
                let (before, from) = rest.split_at(at);
                let mut behind = from.chars();
                let code = behind.next().map_or(0, u32::from);
                write!(out, "{before}\\u{code:04x}")?;
                rest = behind.as_str();
            }
        }
        out.write_all(rest.as_bytes())
    }
}

fn object<'a>(reading: &'a Reading<'a>) -> Object<'a> {
    let (document, statement) = (reading.row.document, reading.row.statement);
    let set = |text: &'a str, is_set: bool| is_set.then_some(text);
    let mut fragments = reading.fragments();
    let passage = match (statement.spans.len(), fragments.next()) {
        (0 | 1, first) => Cow::Borrowed(first.unwrap_or_default()),
        (_, first) => Cow::Owned(first.into_iter().chain(fragments).collect::<Vec<_>>().join(GAP)),
    };
    let (theme, stance) = (statement.theme.as_ref(), statement.stance.as_ref());
    Object {
        id: Shown(statement.id),
        document: document.path.as_str(),
        title: document.title(),
        date: document.meta.date.map(Shown),
        source: &document.meta.source,
        coder: reading.row.coder.as_str(),
        start: reading.start,
        end: reading.end,
        passage,
        before: reading.before(),
        after: reading.after(),
        speakers: reading.voices.iter().map(|voice| voice.name).collect(),
        roles: reading.voices.iter().map(|voice| voice.role).collect(),
        organisations: reading.voices.iter().map(|voice| voice.organisation).collect(),
        theme: set(reading.theme, theme.is_some()),
        theme_path: set(reading.theme_path, theme.is_some()),
        stance: set(reading.stance, stance.is_some()),
        stance_value: reading.stance_value.map(Position),
        note: &statement.note,
        created: statement.created,
        modified: statement.modified,
        spans: statement.spans.iter().map(|span| reading.text.chars_from_span(*span)).collect(),
        speaker_ids: reading.voices.iter().map(|voice| voice.id.as_str()).collect(),
        theme_id: theme.map(crate::model::ThemeId::as_str),
        stance_id: stance.map(crate::model::StanceId::as_str),
        unsure: statement.is_unsure,
    }
}

/// Longest line that is a row, in bytes: it holds a passage and what stands around it, not a library.
const MAX_LINE_BYTES: usize = 16 << 20;

/// Calls `take` with each line that is not blank, in order.
///
/// # Errors
/// When the source fails.
pub(super) fn read(input: &mut dyn BufRead, mut take: impl FnMut(Line)) -> Result<(), ExchangeError> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let (n_bytes, is_whole) = read_line(input, &mut bytes).map_err(ExchangeError::Read)?;
        if n_bytes == 0 {
            break;
        }
        if !is_whole {
            let cause = format!("it is longer than {} MB, which no row is", MAX_LINE_BYTES >> 20);
            take(Line { number, record: Err(cause) });
            bytes = Vec::new();
            continue;
        }
        let line = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1).unwrap_or(&bytes).trim_ascii();
        if !line.is_empty() {
            let parsed = serde_json::from_slice::<Input>(line);
            take(Line { number, record: parsed.map(Record::from).map_err(|error| cause(&error)) });
        }
    }
    Ok(())
}

/// Reads a line into `out`, or as much of it as a row may have and goes past the rest: how many bytes it had, and
/// whether all are there.
fn read_line(input: &mut dyn BufRead, out: &mut Vec<u8>) -> std::io::Result<(usize, bool)> {
    let mut n_bytes = 0;
    loop {
        let there = input.fill_buf()?;
        let end = memchr::memchr(b'\n', there).map(|at| at + 1);
        let n_taken = end.unwrap_or(there.len());
        if n_bytes + n_taken <= MAX_LINE_BYTES {
            out.extend_from_slice(&there[..n_taken]);
        }
        input.consume(n_taken);
        n_bytes += n_taken;
        if end.is_some() || n_taken == 0 {
            return Ok((n_bytes, out.len() == n_bytes));
        }
    }
}

/// What is wrong with a line, with the place in it rather than the number of the one line that was parsed.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    format!("not a row in JSON: {what} (character {})", error.column())
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Input {
    id: Option<String>,
    document: Option<String>,
    coder: Option<String>,
    start: Option<Whole>,
    end: Option<Whole>,
    spans: Option<Spans>,
    passage: Option<String>,
    quote: Option<OneOrMany>,
    before: Option<String>,
    after: Option<String>,
    speakers: Option<OneOrMany>,
    roles: Option<OneOrMany>,
    organisations: Option<OneOrMany>,
    speaker_ids: Option<OneOrMany>,
    theme: Option<String>,
    theme_path: Option<String>,
    theme_id: Option<String>,
    stance: Option<String>,
    stance_id: Option<String>,
    stance_value: Option<f64>,
    note: Option<String>,
    created: Option<String>,
    modified: Option<String>,
    unsure: Option<bool>,
}

/// One text or a list of them, of which some may be missing.
struct OneOrMany(Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<OneOrMany, A::Error> {
                let items = items::<Option<String>, A>(access)?;
                Ok(OneOrMany(items.into_iter().map(Option::unwrap_or_default).collect()))
            }
        }
        deserializer.deserialize_any(Items)
    }
}

impl From<OneOrMany> for Vec<String> {
    fn from(given: OneOrMany) -> Self {
        given.0
    }
}

/// The spans of a passage.
struct Spans(Vec<(Whole, Whole)>);

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = Spans;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of spans, each [start, end]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Spans, A::Error> {
                items(access).map(Spans)
            }
        }
        deserializer.deserialize_seq(Items)
    }
}

/// Reads a list of at most [`MAX_ITEMS`]: in memory an empty item takes many times its room in the file.
fn items<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut access: A) -> Result<Vec<T>, A::Error> {
    let mut items = Vec::new();
    while let Some(item) = access.next_element()? {
        if items.len() == MAX_ITEMS {
            return Err(serde::de::Error::custom(format_args!("a list holds more than {MAX_ITEMS} items")));
        }
        items.push(item);
    }
    Ok(items)
}

/// A place in code points; a number with decimals of nothing is one, as programs write whole numbers next to gaps.
struct Whole(u64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        let from_float = |value: f64| (value.fract() == 0.0 && (0.0..1e15).contains(&value)).then_some(value as u64);
        let whole = number.as_u64().or_else(|| from_float(number.as_f64()?));
        whole.map(Self).ok_or_else(|| serde::de::Error::custom(format!("{number} is not a place in a text")))
    }
}

impl From<Input> for Record {
    fn from(input: Input) -> Self {
        let said = |text: Option<String>| text.filter(|text| !text.is_empty());
        let list = |given: Option<OneOrMany>| given.map(Vec::from);
        Self {
            id: said(input.id),
            document: said(input.document),
            coder: said(input.coder),
            start: input.start.map(|place| place.0),
            end: input.end.map(|place| place.0),
            spans: input.spans.map(|spans| spans.0.into_iter().map(|(start, end)| (start.0, end.0)).collect()),
            passage: said(input.passage),
            quote: list(input.quote),
            before: said(input.before),
            after: said(input.after),
            speakers: list(input.speakers),
            roles: list(input.roles),
            organisations: list(input.organisations),
            speaker_ids: list(input.speaker_ids),
            theme: said(input.theme),
            theme_path: said(input.theme_path),
            theme_id: said(input.theme_id),
            stance: said(input.stance),
            stance_id: said(input.stance_id),
            stance_value: input.stance_value,
            note: input.note.unwrap_or_default(),
            created: said(input.created),
            modified: said(input.modified),
            is_unsure: input.unsure.unwrap_or(false),
        }
    }
}
