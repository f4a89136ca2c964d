//! Formats 1 to 3 of an annotation set; 2 has `unsure`, 3 has rivals and what waits for a place.

use super::choice::{ProgressRecord, RivalRecord};
use super::rival::with_rivals;
use super::scan::Scan;
use super::{FileRecord, checked, is_off, lowest_format, options, plain};
use crate::model::{
    AnnotationSet, Attribution, Rival, RoleHeld, SetKey, SpeakerId, StanceId, Statement, StatementId, ThemeId, Unplaced,
};
use crate::text::{Anchor, CONTEXT_CHARS, DocumentText, Verdict, in_place};
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
    /// Hash of the text that the places are in, where it is not that of the whole file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether the coder set it aside, its words being there no longer.
    #[serde(default, skip_serializing_if = "is_off")]
    pub aside: bool,
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

impl StatementRecord {
    /// Its id; `None` when that is no UUID.
    pub(in crate::store) fn id(&self) -> Option<StatementId> {
        StatementId::parse(&self.id)
    }
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
        text: scan.field("            text: ", Scan::string)?,
        aside: scan.eat("            aside: true,\n").is_some(),
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
    let mut statements = set.in_order().map(|statement| record(statement)).collect::<Result<Vec<_>, _>>()?;
    if !set.unplaced().is_empty() {
        statements.extend(set.unplaced().values().map(|unplaced| unplaced_record(unplaced, text)));
        statements.sort_by(|a, b| a.order().cmp(&b.order()));
    }
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

impl StatementRecord {
    /// What statements are sorted by in the file: position, then id.
    fn order(&self) -> (usize, usize, &str) {
        let (first, last) = (self.spans.first(), self.spans.last());
        (first.map_or(0, |span| span.0), last.map_or(0, |span| span.1), &self.id)
    }
}

/// The lowest format that says all of `statements`.
pub fn set_format(statements: &[StatementRecord]) -> u32 {
    let is_of_3 =
        |statement: &StatementRecord| statement.rival.is_some() || statement.aside || !statement.text.is_empty();
    let has_3 = statements.iter().any(is_of_3);
    lowest_format(statements.iter().any(|statement| statement.unsure), has_3)
}

fn statement_record(statement: &Statement, text: &DocumentText) -> StatementRecord {
    let bounds = statement.bounds();
    let anchor = Anchor {
        spans: statement.spans.iter().map(|span| text.chars_from_span(*span)).collect(),
        quote: statement.fragments(text).map(str::to_owned).collect(),
        before: text.before(bounds.start, CONTEXT_CHARS).to_owned(),
        after: text.after(bounds.end, CONTEXT_CHARS).to_owned(),
    };
    record_at(statement, anchor)
}

/// A statement without a place, as its file gave it.
fn unplaced_record(unplaced: &Unplaced, text: &DocumentText) -> StatementRecord {
    let record = record_at(&unplaced.statement, unplaced.anchor.clone());
    let is_other = unplaced.text != text.hash();
    let text = if is_other { unplaced.text.clone() } else { String::new() };
    StatementRecord { text, aside: unplaced.is_aside, ..record }
}

fn record_at(statement: &Statement, anchor: Anchor) -> StatementRecord {
    let overrides = statement.speakers.iter().filter_map(|who| {
        let held = who.role_override.as_ref()?;
        let organisation = held.organisation.as_ref().map(ToString::to_string).unwrap_or_default();
        Some((who.speaker.to_string(), OverrideRecord { role: held.role.clone(), organisation }))
    });
    StatementRecord {
        id: statement.id.to_string(),
        rival: None,
        spans: anchor.spans,
        quote: anchor.quote,
        before: anchor.before,
        after: anchor.after,
        text: String::new(),
        aside: false,
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

/// A statement of a file, held against the text of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadStatement {
    /// It is where its file says.
    InPlace(Statement),
    /// It is to be found again; the verdict is still open, and the text is empty where it is that of the whole file.
    Elsewhere(Box<Unplaced>),
}

/// Turns a statement of a file into one of the model.
///
/// With `is_same`, the file was made for this very text, so that words that stand at their place are the ones meant.
///
/// # Errors
/// Why the statement is not in order: its spans, or a field that cannot be understood.
pub fn check_statement(record: StatementRecord, text: &DocumentText, is_same: bool) -> Result<ReadStatement, String> {
    let id = StatementId::parse(&record.id).ok_or("its id is no UUID")?;
    check_spans(&record)?;
    let created = record.created.parse().map_err(|_| "its time of creation is no time")?;
    let modified = match record.modified.as_str() {
        "" => None,
        time => Some(time.parse().map_err(|_| "its time of change is no time")?),
    };
    let mut overrides = record.overrides;
    let mut speakers: Vec<Attribution> = Vec::with_capacity(record.speakers.len());
    if record.speakers.iter().collect::<HashSet<_>>().len() < record.speakers.len() {
        return Err("it names a speaker twice".to_owned());
    }
    for speaker in record.speakers {
        let role_override = overrides.remove(&speaker).map(|record| RoleHeld {
            role: record.role,
            organisation: Some(record.organisation).filter(|id| !id.is_empty()).map(SpeakerId::new),
        });
        speakers.push(Attribution { speaker: SpeakerId::new(speaker), role_override });
    }
    if let Some(other) = overrides.keys().next() {
        return Err(format!("it overrides the role of “{other}”, who does not speak in it"));
    }
    let anchor = Anchor { spans: record.spans, quote: record.quote, before: record.before, after: record.after };
    let is_same = if record.text.is_empty() { is_same } else { record.text == text.hash() };
    let spans = if is_same && !record.aside { in_place(&anchor, text) } else { None };
    let is_elsewhere = spans.is_none();
    let statement = Statement {
        id,
        spans: spans.unwrap_or_default(),
        speakers,
        theme: Some(record.theme).filter(|id| !id.is_empty()).map(ThemeId::new),
        stance: Some(record.stance).filter(|id| !id.is_empty()).map(StanceId::new),
        note: record.note,
        is_unsure: record.unsure,
        created,
        modified,
    };
    Ok(if is_elsewhere {
        let (text, is_aside) = (record.text, record.aside);
        ReadStatement::Elsewhere(Box::new(Unplaced { statement, anchor, text, verdict: Verdict::Lost, is_aside }))
    } else {
        ReadStatement::InPlace(statement)
    })
}

fn check_spans(record: &StatementRecord) -> Result<(), &'static str> {
    if record.spans.is_empty() {
        return Err("it has no span");
    }
    if record.spans.iter().any(|(start, end)| start >= end) {
        return Err("one of its spans covers nothing");
    }
    if record.spans.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        return Err("its spans overlap, touch or are out of order");
    }
    if record.quote.len() != record.spans.len() {
        return Err("it does not quote each of its spans");
    }
    if record.quote.iter().any(String::is_empty) {
        return Err("one of its spans quotes nothing");
    }
    Ok(())
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
