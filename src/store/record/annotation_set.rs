//! Formats 1 to 3 of an annotation set; 2 has `unsure`, 3 has rivals.

use super::choice::{ProgressRecord, RivalRecord};
use super::rival::with_rivals;
use super::scan::Scan;
use super::{FileRecord, checked, is_off, lowest_format, options, plain};
use crate::model::{
    AnnotationSet, Attribution, Rival, RoleHeld, SetKey, SpeakerId, StanceId, Statement, StatementId, ThemeId,
};
use crate::text::{CONTEXT_CHARS, DocumentText, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// The file of one annotation set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "AnnotationSet", deny_unknown_fields)]
pub struct AnnotationSetRecord {
    /// Format number.
    pub format: u32,
    /// Path of the document below the corpus folder.
    pub document: String,
    /// Hash of the document's text, as [`DocumentText::hash`] gives it.
    pub text: String,
    /// Whose.
    pub coder: String,
    /// How far the coder got.
    #[serde(default, skip_serializing_if = "ProgressRecord::is_default")]
    pub progress: ProgressRecord,
    /// By position, then id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<StatementRecord>,
}

/// One statement in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Statement", deny_unknown_fields)]
pub struct StatementRecord {
    pub id: String,
    /// That this is not the statement itself but what another said of it.
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    pub rival: Option<RivalRecord>,
    /// Code points, half-open.
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<(usize, usize)>,
    /// The words at each span.
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    pub quote: Vec<String>,
    /// Up to 32 code points before the first span.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// Up to 32 code points after the last span.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<String>,
    #[serde(default, deserialize_with = "checked::map", skip_serializing_if = "BTreeMap::is_empty")]
    pub overrides: BTreeMap<String, OverrideRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub theme: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stance: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(default, skip_serializing_if = "is_off")]
    pub unsure: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub created: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub modified: String,
}

/// Role and organisation of a speaker in one statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Override", deny_unknown_fields)]
pub struct OverrideRecord {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
}

impl FileRecord for AnnotationSetRecord {
    type Entry = StatementRecord;
    const ENTRIES: &'static [&'static str] = &["Statement"];

    fn format(&self) -> u32 {
        self.format
    }

    fn read_entry(_: &str, text: &str) -> ron::error::SpannedResult<StatementRecord> {
        scan(text).map_or_else(|| options().from_str(text), Ok)
    }

    fn take_entries(&mut self) -> Vec<StatementRecord> {
        std::mem::take(&mut self.statements)
    }

    fn put_entries(&mut self, entries: Vec<StatementRecord>) {
        self.statements.extend(entries);
    }
}

/// Reads a statement in the canonical layout; `None` when it has another, or overrides, which are rare.
fn scan(text: &str) -> Option<StatementRecord> {
    let mut scan = Scan::new(text);
    scan.eat("Statement(\n")?;
    let record = StatementRecord {
        id: scan.field("            id: ", Scan::string)?,
        rival: scan.field("            rival: ", |scan| scan.one_of(&RivalRecord::NAMES).map(Some))?,
        spans: scan.field("            spans: ", |scan| scan.list(Scan::pair))?,
        quote: scan.field("            quote: ", |scan| scan.list(Scan::string))?,
        before: scan.field("            before: ", Scan::string)?,
        after: scan.field("            after: ", Scan::string)?,
        speakers: scan.field("            speakers: ", |scan| scan.list(Scan::string))?,
        overrides: BTreeMap::new(),
        theme: scan.field("            theme: ", Scan::string)?,
        stance: scan.field("            stance: ", Scan::string)?,
        note: scan.field("            note: ", Scan::string)?,
        unsure: scan.eat("            unsure: true,\n").is_some(),
        created: scan.field("            created: ", Scan::string)?,
        modified: scan.field("            modified: ", Scan::string)?,
    };
    scan.eat("        )")?;
    // What RON refuses for want of a field is left to it to refuse.
    (scan.is_done() && !record.id.is_empty()).then_some(record)
}

/// The file of `set`, with quotations and context taken from `text`.
///
/// # Errors
/// The first statement that does not fit `text`.
pub fn set_record(key: &SetKey, set: &AnnotationSet, text: &DocumentText) -> Result<AnnotationSetRecord, StatementId> {
    let record = |statement: &Statement| {
        if statement.fits(text) { Ok(statement_record(statement, text)) } else { Err(statement.id) }
    };
    let statements = set.in_order().map(|statement| record(statement)).collect::<Result<Vec<_>, _>>()?;
    let mut rivals = BTreeMap::new();
    for (id, said) in set.rivals() {
        let said = said.iter().map(|rival| match rival {
            Rival::Edited(statement) => Ok(StatementRecord { rival: Some(RivalRecord::Edited), ..record(statement)? }),
            Rival::Deleted => Ok(StatementRecord {
                id: id.to_string(),
                rival: Some(RivalRecord::Deleted),
                ..StatementRecord::default()
            }),
        });
        rivals.insert(id.to_string(), said.collect::<Result<Vec<_>, _>>()?);
    }
    let statements = with_rivals(statements, |statement| statement.id.clone(), rivals);
    Ok(AnnotationSetRecord {
        format: set_format(&statements),
        document: key.document.to_string(),
        text: text.hash().to_owned(),
        coder: key.coder.to_string(),
        progress: set.progress.into(),
        statements,
    })
}

/// The lowest format that says all of `statements`.
pub fn set_format(statements: &[StatementRecord]) -> u32 {
    let has_rivals = statements.iter().any(|statement| statement.rival.is_some());
    lowest_format(statements.iter().any(|statement| statement.unsure), has_rivals)
}

fn statement_record(statement: &Statement, text: &DocumentText) -> StatementRecord {
    let bounds = statement.bounds();
    let overrides = statement.speakers.iter().filter_map(|who| {
        let held = who.role_override.as_ref()?;
        let organisation = held.organisation.as_ref().map(ToString::to_string).unwrap_or_default();
        Some((who.speaker.to_string(), OverrideRecord { role: held.role.clone(), organisation }))
    });
    StatementRecord {
        id: statement.id.to_string(),
        rival: None,
        spans: statement.spans.iter().map(|span| text.chars_from_span(*span)).collect(),
        quote: statement.fragments(text).map(str::to_owned).collect(),
        before: text.before(bounds.start, CONTEXT_CHARS).to_owned(),
        after: text.after(bounds.end, CONTEXT_CHARS).to_owned(),
        speakers: statement.speakers.iter().map(|who| who.speaker.to_string()).collect(),
        overrides: overrides.collect(),
        theme: statement.theme.as_ref().map(ToString::to_string).unwrap_or_default(),
        stance: statement.stance.as_ref().map(ToString::to_string).unwrap_or_default(),
        note: statement.note.clone(),
        unsure: statement.is_unsure,
        created: statement.created.to_string(),
        modified: statement.modified.map(|at| at.to_string()).unwrap_or_default(),
    }
}

/// Why a statement of a file is not placed in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementFault {
    /// The words at its spans are others, or the spans leave the text: the document changed, or the file did.
    Moved(String),
    /// The statement itself is not in order.
    Broken(String),
}

/// Turns a statement of a file into one of the model, checked against the text.
///
/// # Errors
/// When its spans are not in order or do not hold the words that it quotes, or when a field cannot be understood.
pub fn check_statement(record: StatementRecord, text: &DocumentText) -> Result<Statement, StatementFault> {
    let broken = |why: &str| StatementFault::Broken(why.to_owned());
    let id = StatementId::parse(&record.id).ok_or_else(|| broken("its id is no UUID"))?;
    let spans = check_spans(&record, text)?;
    let created = record.created.parse().map_err(|_| broken("its time of creation is no time"))?;
    let modified = match record.modified.as_str() {
        "" => None,
        time => Some(time.parse().map_err(|_| broken("its time of change is no time"))?),
    };
    let mut overrides = record.overrides;
    let mut speakers: Vec<Attribution> = Vec::with_capacity(record.speakers.len());
    if record.speakers.iter().collect::<HashSet<_>>().len() < record.speakers.len() {
        return Err(broken("it names a speaker twice"));
    }
    for speaker in record.speakers {
        let role_override = overrides.remove(&speaker).map(|record| RoleHeld {
            role: record.role,
            organisation: Some(record.organisation).filter(|id| !id.is_empty()).map(SpeakerId::new),
        });
        speakers.push(Attribution { speaker: SpeakerId::new(speaker), role_override });
    }
    if let Some(other) = overrides.keys().next() {
        return Err(StatementFault::Broken(format!("it overrides the role of “{other}”, who does not speak in it")));
    }
    Ok(Statement {
        id,
        spans,
        speakers,
        theme: Some(record.theme).filter(|id| !id.is_empty()).map(ThemeId::new),
        stance: Some(record.stance).filter(|id| !id.is_empty()).map(StanceId::new),
        note: record.note,
        is_unsure: record.unsure,
        created,
        modified,
    })
}

fn check_spans(record: &StatementRecord, text: &DocumentText) -> Result<Vec<Span>, StatementFault> {
    let broken = |why: &str| Err(StatementFault::Broken(why.to_owned()));
    if record.spans.is_empty() {
        return broken("it has no span");
    }
    if record.spans.iter().any(|(start, end)| start >= end) {
        return broken("one of its spans covers nothing");
    }
    if record.spans.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        return broken("its spans overlap, touch or are out of order");
    }
    if record.quote.len() != record.spans.len() {
        return broken("it does not quote each of its spans");
    }
    let mut spans = Vec::with_capacity(record.spans.len());
    for ((start, end), quote) in record.spans.iter().zip(&record.quote) {
        let Some(span) = text.span_from_chars(*start, *end) else {
            return Err(StatementFault::Moved(format!(
                "the document ends at {} and so before the words “{}” at {start}–{end}",
                text.n_chars(),
                shortened(quote)
            )));
        };
        if text.slice(span) != quote {
            return Err(StatementFault::Moved(format!("the words “{}” are not at {start}–{end}", shortened(quote))));
        }
        spans.push(span);
    }
    Ok(spans)
}

/// At most 80 characters of a quotation.
fn shortened(quote: &str) -> String {
    quote.char_indices().nth(80).map_or_else(|| quote.to_owned(), |(end, _)| format!("{}…", &quote[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_reader_reads_what_ron_reads_or_nothing() {
        let source = include_str!("fixtures/annotation_set_1.ron");
        let whole: AnnotationSetRecord = options().from_str(source).expect("is RON");
        let pieces = crate::store::record::outline::outline(source, AnnotationSetRecord::ENTRIES).pieces;
        assert_eq!(scan(pieces[0].text), None, "it has overrides");
        let piece = pieces[1].text;
        assert_eq!(scan(piece).as_ref(), Some(&whole.statements[1]));
        for (from, to) in
            [("spans: [(", "spans: [( "), ("note", "mote"), ("id:", "id :"), ("after: \"", "after: \"\\n")]
        {
            let changed = piece.replacen(from, to, 1);
            assert!(changed == piece || scan(&changed).is_none(), "{changed}");
        }
    }
}
