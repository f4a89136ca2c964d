//! What edits would change, in the words of the window: a row for each, to look at before anything is taken over.

use super::words::count;
use crate::edit::Edit;
use crate::model::{
    AnnotationSet, Attribution, Codebook, Corpus, DocPath, DocumentMeta, Entry, EntryList, Progress, SetKey, Statement,
    StatementId,
};
use std::collections::BTreeMap;

/// Most characters of a passage that a row shows.
const MAX_CHARS: usize = 120;

/// Which side has what a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Only what would be taken over: it would come.
    New,
    /// Both, and they differ: it would change.
    Differs,
    /// Only what is here now: it would go.
    OnlyHere,
}

impl Sign {
    /// What people read before a row.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Differs => "Differs",
            Self::OnlyHere => "Only in the file",
        }
    }
}

/// One thing that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which side has it.
    pub sign: Sign,
    /// What it is: `statement`, `theme`, ….
    pub noun: &'static str,
    /// Its words or its name.
    pub what: String,
    /// What is said of it, or in what the two differ.
    pub said: String,
}

/// The rows for `edits` to `corpus`, in their order.
pub fn rows(edits: &[Edit], corpus: &Corpus) -> Vec<Row> {
    // That somebody has begun goes without saying where there are statements.
    let is_told = |edit: &&Edit| edits.len() == 1 || !begins(edit, corpus);
    edits.iter().filter(is_told).filter_map(|edit| row(edit, corpus)).collect()
}

/// Whether `edit` says of a set that is not started that it is in progress.
fn begins(edit: &Edit, corpus: &Corpus) -> bool {
    let Edit::Progress { set, value: Progress::InProgress } = edit else { return false };
    corpus.set(set).is_none_or(|set| set.progress == Progress::NotStarted)
}

/// How much would change, in one line: `3 statements that the file does not have, 1 statement that differs`.
pub fn summary(rows: &[Row]) -> String {
    let mut n: BTreeMap<(Sign, &str), usize> = BTreeMap::new();
    for row in rows {
        *n.entry((row.sign, row.noun)).or_default() += 1;
    }
    let part = |((sign, noun), n): ((Sign, &str), usize)| {
        if !matches!(noun, "speaker" | "theme" | "stance" | "statement" | "document") {
            return noun.to_owned();
        }
        let things = count(n, noun);
        match sign {
            Sign::New => format!("{things} that the file does not have"),
            Sign::Differs if n == 1 => format!("{things} that differs"),
            Sign::Differs => format!("{things} that differ"),
            Sign::OnlyHere => format!("{things} that only the file has"),
        }
    };
    n.into_iter().map(part).collect::<Vec<_>>().join(", ")
}

fn row(edit: &Edit, corpus: &Corpus) -> Option<Row> {
    let book = &corpus.codebook;
    Some(match edit {
        Edit::Statement { set, id, value } => {
            let old = corpus.set(set).and_then(|set| set.get(*id));
            statement_row(corpus, &set.document, old.map(AsRef::as_ref), value.as_deref())?
        }
        Edit::Unplaced { set, id, value } => unplaced_row(corpus, set, *id, value.is_some())?,
        Edit::Progress { value, .. } => {
            let what = format!("The document is marked {}", progress(*value));
            Row { sign: Sign::Differs, noun: "how far the coder got", what, said: String::new() }
        }
        Edit::Stance { id, value } => entry_row(&book.stances, "stance", id, value.as_ref(), |stance| &stance.name)?,
        Edit::Theme { id, value } => entry_row(&book.themes, "theme", id, value.as_ref(), |theme| &theme.name)?,
        Edit::Speaker { id, value } => {
            entry_row(&book.speakers, "speaker", id, value.as_ref(), |speaker| &speaker.name)?
        }
        Edit::Document { path, value } => document_row(corpus, path, value),
        Edit::Query { name, value } => {
            let sign = match (corpus.queries.contains_key(name), value) {
                (false, _) => Sign::OnlyHere,
                (true, _) => Sign::Differs,
            };
            Row { sign, noun: "saved query", what: name.clone(), said: value.clone().unwrap_or_default() }
        }
        Edit::StatementRivals { .. } | Edit::EntryRivals { .. } | Edit::DocumentRivals { .. } => {
            let what = "What another coder says, kept side by side".to_owned();
            Row { sign: Sign::Differs, noun: "what is kept side by side", what, said: String::new() }
        }
        Edit::Batch(_) => return None,
    })
}

const fn progress(of: Progress) -> &'static str {
    match of {
        Progress::NotStarted => "not started",
        Progress::InProgress => "in progress",
        Progress::Done => "done",
    }
}

fn statement_row(corpus: &Corpus, document: &DocPath, old: Option<&Statement>, new: Option<&Statement>) -> Option<Row> {
    let text = corpus.document(document)?.ready_text()?;
    let quote = |statement: &Statement| {
        let words = if statement.fits(text) {
            statement.fragments(text).collect::<Vec<_>>().join(" … ")
        } else {
            String::new()
        };
        shortened(&words)
    };
    let (sign, shown, said) = match (old, new) {
        (Some(old), Some(new)) => (Sign::Differs, new, changes(&corpus.codebook, old, new)),
        (None, Some(new)) => (Sign::New, new, said(&corpus.codebook, new)),
        (Some(old), None) => (Sign::OnlyHere, old, said(&corpus.codebook, old)),
        (None, None) => return None,
    };
    Some(Row { sign, noun: "statement", what: quote(shown), said })
}

fn unplaced_row(corpus: &Corpus, set: &SetKey, id: StatementId, is_new: bool) -> Option<Row> {
    let here = corpus.set(set).is_some_and(|set: &AnnotationSet| set.unplaced().contains_key(&id));
    let sign = match (here, is_new) {
        (true, true) => Sign::Differs,
        (false, true) => Sign::New,
        (true, false) => Sign::OnlyHere,
        (false, false) => return None,
    };
    let what = "A statement whose passage has no place in the text yet".to_owned();
    Some(Row { sign, noun: "statement", what, said: String::new() })
}

fn entry_row<T: Entry + Clone + PartialEq>(
    list: &EntryList<T>,
    noun: &'static str,
    id: &T::Id,
    value: Option<&(usize, T)>,
    name: impl Fn(&T) -> &String,
) -> Option<Row> {
    let (old, new) = (list.get(id), value.map(|(_, entry)| entry));
    let (sign, shown) = match (old, new) {
        (Some(_), Some(new)) => (Sign::Differs, new),
        (None, Some(new)) => (Sign::New, new),
        (Some(old), None) => (Sign::OnlyHere, old),
        (None, None) => return None,
    };
    let said = if old.is_some() && old == new { "another place in the list".to_owned() } else { noun.to_owned() };
    Some(Row { sign, noun, what: name(shown).clone(), said })
}

fn document_row(corpus: &Corpus, path: &DocPath, new: &DocumentMeta) -> Row {
    let old = corpus.document(path).map(|document| document.meta.clone()).unwrap_or_default();
    let fields = [
        ("title", old.title != new.title),
        ("date", old.date != new.date),
        ("source", old.source != new.source),
        ("kind", old.kind != new.kind),
        ("note", old.note != new.note),
        ("variables", old.variables != new.variables),
    ];
    let differing: Vec<&str> = fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect();
    Row { sign: Sign::Differs, noun: "document", what: path.to_string(), said: differing.join(", ") }
}

/// Speakers, theme and stance, as far as they are set.
fn said(book: &Codebook, statement: &Statement) -> String {
    let theme = statement.theme.as_ref().map(|id| book.theme_name(id).to_owned());
    let stance = statement.stance.as_ref().map(|id| book.stance_name(id).to_owned());
    let parts = [Some(speakers(book, &statement.speakers)), theme, stance].into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn speakers(book: &Codebook, speakers: &[Attribution]) -> String {
    speakers.iter().map(|who| book.speaker_name(&who.speaker)).collect::<Vec<_>>().join(", ")
}

/// In what two readings of a passage differ.
fn changes(book: &Codebook, old: &Statement, new: &Statement) -> String {
    let or_none = |text: String| if text.is_empty() { "not set".to_owned() } else { text };
    let theme = |statement: &Statement| statement.theme.as_ref().map(|id| book.theme_name(id).to_owned());
    let stance = |statement: &Statement| statement.stance.as_ref().map(|id| book.stance_name(id).to_owned());
    let mut changes = Vec::new();
    let mut put = |field: &str, from: String, to: String| {
        if from != to {
            changes.push(format!("{field}: {} → {}", or_none(from), or_none(to)));
        }
    };
    put("speaker", speakers(book, &old.speakers), speakers(book, &new.speakers));
    put("theme", theme(old).unwrap_or_default(), theme(new).unwrap_or_default());
    put("stance", stance(old).unwrap_or_default(), stance(new).unwrap_or_default());
    put("note", shortened(&old.note), shortened(&new.note));
    if old.spans != new.spans {
        changes.push("another passage".to_owned());
    }
    if old.is_unsure != new.is_unsure {
        changes.push(if new.is_unsure { "unsure" } else { "no longer unsure" }.to_owned());
    }
    if changes.is_empty() { "details".to_owned() } else { changes.join(" · ") }
}

/// The first words, on one line.
fn shortened(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = one_line.chars().take(MAX_CHARS).collect();
    if short.len() < one_line.len() { format!("{}…", short.trim_end()) } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_what_would_change() {
        let row = |sign, noun| Row { sign, noun, what: String::new(), said: String::new() };
        let rows = [
            row(Sign::Differs, "statement"),
            row(Sign::New, "statement"),
            row(Sign::New, "statement"),
            row(Sign::OnlyHere, "theme"),
        ];
        assert_eq!(
            summary(&rows),
            "2 statements that the file does not have, 1 statement that differs, 1 theme that only the file has"
        );
    }

    #[test]
    fn a_passage_is_shown_on_one_line() {
        assert_eq!(shortened("one\n two"), "one two");
        assert_eq!(shortened(&"ä ".repeat(200)).chars().count(), MAX_CHARS);
    }
}
