//! Merging annotation sets.

use super::entry::{Entry, Groups, Tally, flat, head_of_entry, merge};
use super::{MergeError, Merged, Side, field};
use crate::model::{Progress, StatementId};
use crate::store::record::{AnnotationSetRecord, OverrideRecord, ProgressRecord, StatementRecord, set_format};
use std::collections::BTreeMap;

impl Entry for StatementRecord {
    head_of_entry!("statement", id);

    fn says_as(&self, other: &Self) -> bool {
        let times = Self { created: self.created.clone(), modified: self.modified.clone(), ..other.clone() };
        *self == times
    }

    fn fields(base: Option<&Self>, ours: &Self, theirs: &Self, has_clash: &mut bool) -> (Self, Self) {
        // A place is one thing: spans of one version with the words of another would be nobody's.
        // The same words in two texts are no two opinions; they are found again in the text that is there.
        let is_same_words = ours.quote == theirs.quote && ours.text != theirs.text && ours.aside == theirs.aside;
        let place_of_theirs = if is_same_words { place(ours) } else { place(theirs) };
        let place = field::plain(base.map(place).as_ref(), &place(ours), &place_of_theirs, has_clash);
        let who = merge_speakers(base, ours, theirs, has_clash);
        macro_rules! plain {
            ($field:ident) => {
                field::plain(base.map(|base| &base.$field), &ours.$field, &theirs.$field, has_clash)
            };
        }
        let (theme, stance, note, unsure) = (plain!(theme), plain!(stance), plain!(note), plain!(unsure));
        let created = field::earlier(&ours.created, &theirs.created);
        let standing = Self {
            theme: theme.0,
            stance: stance.0,
            note: note.0,
            unsure: unsure.0,
            created: created.clone(),
            modified: field::later(&ours.modified, &theirs.modified),
            ..with_speakers(with_place(ours, place.0), who.0)
        };
        let beside = Self {
            theme: theme.1,
            stance: stance.1,
            note: note.1,
            unsure: unsure.1,
            created,
            ..with_speakers(with_place(theirs, place.1), who.1)
        };
        (standing, beside)
    }
}

/// Everything that says where a statement stands: places, words, what stood around them, the text that they are in,
/// and whether it is set aside for want of a place.
type Place = (Vec<(usize, usize)>, Vec<String>, String, String, String, bool);

fn place(record: &StatementRecord) -> Place {
    let (before, after, text) = (record.before.clone(), record.after.clone(), record.text.clone());
    (record.spans.clone(), record.quote.clone(), before, after, text, record.aside)
}

fn with_place(record: &StatementRecord, (spans, quote, before, after, text, aside): Place) -> StatementRecord {
    StatementRecord { spans, quote, before, after, text, aside, ..record.clone() }
}

/// Lets every statement of a file name its text, so that places in two texts are told apart.
fn naming_text(mut record: AnnotationSetRecord) -> AnnotationSetRecord {
    for statement in record.statements.iter_mut().filter(|statement| !statement.spans.is_empty()) {
        if statement.text.is_empty() {
            statement.text.clone_from(&record.text);
        }
    }
    record
}

/// Who speaks, each with the role that the statement gives them.
type Speakers = (Vec<String>, BTreeMap<String, OverrideRecord>);

fn with_speakers(record: StatementRecord, (speakers, mut overrides): Speakers) -> StatementRecord {
    // A role goes with its speaker.
    overrides.retain(|speaker, _| speakers.contains(speaker));
    StatementRecord { speakers, overrides, ..record }
}

fn merge_speakers(
    base: Option<&StatementRecord>,
    ours: &StatementRecord,
    theirs: &StatementRecord,
    has_clash: &mut bool,
) -> (Speakers, Speakers) {
    let speakers = field::list(base.map(|base| &base.speakers), &ours.speakers, &theirs.speakers, has_clash);
    let overrides = field::map(base.map(|base| &base.overrides), &ours.overrides, &theirs.overrides, has_clash);
    ((speakers.0, overrides.0), (speakers.1, overrides.1))
}

/// Merges annotation sets by the ids of their statements, field by field.
pub(in crate::store) fn merge_sets(
    base: Option<AnnotationSetRecord>,
    ours: AnnotationSetRecord,
    theirs: AnnotationSetRecord,
) -> Result<Merged<AnnotationSetRecord>, MergeError> {
    if base.as_ref() == Some(&theirs) || ours == theirs {
        return Ok(Merged::unchanged(ours));
    }
    let mut is_replaced = false;
    macro_rules! head {
        ($field:ident) => {
            field::plain(base.as_ref().map(|base| &base.$field), &ours.$field, &theirs.$field, &mut is_replaced).0
        };
    }
    // Where all three differ, the head is of our text; a statement that came from another is found again on loading.
    let (document, text, coder) = (head!(document), head!(text), head!(coder));
    let progress = further(base.as_ref().map(|base| base.progress), ours.progress, theirs.progress);
    let is_progress_taken = progress != ours.progress;
    let base = base.map(|base| Groups::new(checked(naming_text(base), Side::Base)?, Side::Base)).transpose()?;
    let ours = Groups::new(checked(naming_text(ours), Side::Ours)?, Side::Ours)?;
    let theirs = Groups::new(checked(naming_text(theirs), Side::Theirs)?, Side::Theirs)?;
    let mut tally = Tally { n_taken: usize::from(is_progress_taken), n_conflicts: 0 };
    let mut merged = merge(base.as_ref(), &ours, &theirs, &mut tally);
    let by_id = &merged.by_id;
    let order = |id: &String| {
        let entry = by_id.get(id).and_then(|group| group.entry.as_ref());
        let (first, last) = entry.map_or((None, None), |entry| (entry.spans.first(), entry.spans.last()));
        (first.map(|span| span.0), last.map(|span| span.1))
    };
    merged.order.sort_by(|a, b| (order(a), a).cmp(&(order(b), b)));
    let mut statements = flat(merged);
    for statement in statements.iter_mut().filter(|statement| statement.text == text) {
        statement.text.clear();
    }
    let format = set_format(&statements);
    Ok(Merged::new(AnnotationSetRecord { format, document, text, coder, progress, statements }, tally))
}

/// The statements of a file, with ids as we write them, so that one written otherwise is the same.
fn checked(record: AnnotationSetRecord, side: Side) -> Result<Vec<StatementRecord>, MergeError> {
    let mut statements = record.statements;
    for statement in &mut statements {
        let id = StatementId::parse(&statement.id).ok_or_else(|| MergeError::Unreadable {
            side,
            line: None,
            why: format!("a statement has the id “{}”, which is no UUID", statement.id),
        })?;
        statement.id = id.to_string();
    }
    Ok(statements)
}

/// What one side alone changed, or the further of two.
fn further(base: Option<ProgressRecord>, ours: ProgressRecord, theirs: ProgressRecord) -> ProgressRecord {
    let (one, other) = (Progress::from(ours), Progress::from(theirs));
    match base {
        Some(base) if base == theirs => ours,
        Some(base) if base == ours => theirs,
        _ if other > one => theirs,
        _ => ours,
    }
}
