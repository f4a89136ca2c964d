//! Merging corpus files: documents by path and field, saved queries by name.

use super::entry::{Entry, Groups, Tally, flat, head_of_entry, merge};
use super::{MergeError, Merged, Side, field};
use crate::store::record::{CorpusRecord, DocumentRecord, corpus_format};
use std::collections::BTreeMap;

/// Saved queries: their text by name.
type Queries = BTreeMap<String, String>;

impl Entry for DocumentRecord {
    const IS_BLANK_WHEN_MISSING: bool = true;
    head_of_entry!("document", path);

    fn fields(base: Option<&Self>, ours: &Self, theirs: &Self, has_clash: &mut bool) -> (Self, Self) {
        // A date is one thing, with its end and whether somebody inferred it.
        let date = |record: &Self| (record.date.clone(), record.until.clone(), record.inferred);
        let dates = field::plain(base.map(date).as_ref(), &date(ours), &date(theirs), has_clash);
        let variables = field::map(base.map(|base| &base.variables), &ours.variables, &theirs.variables, has_clash);
        macro_rules! plain {
            ($field:ident) => {
                field::plain(base.map(|base| &base.$field), &ours.$field, &theirs.$field, has_clash)
            };
        }
        let (title, source, kind, note) = (plain!(title), plain!(source), plain!(kind), plain!(note));
        let path = || ours.path.clone();
        let (date, until, inferred) = dates.0;
        let standing = Self {
            path: path(),
            rival: None,
            title: title.0,
            date,
            until,
            inferred,
            source: source.0,
            kind: kind.0,
            note: note.0,
            variables: variables.0,
        };
        let (date, until, inferred) = dates.1;
        let beside = Self {
            path: path(),
            rival: None,
            title: title.1,
            date,
            until,
            inferred,
            source: source.1,
            kind: kind.1,
            note: note.1,
            variables: variables.1,
        };
        (standing, beside)
    }
}

/// Merges corpus files by the paths of the documents, field by field.
pub(in crate::store) fn merge_corpus_files(
    base: Option<CorpusRecord>,
    ours: CorpusRecord,
    theirs: CorpusRecord,
) -> Result<Merged<CorpusRecord>, MergeError> {
    if base.as_ref() == Some(&theirs) || ours == theirs {
        return Ok(Merged::unchanged(ours));
    }
    let mut tally = Tally::default();
    let saved = queries(base.as_ref().map(|base| &base.queries), &ours.queries, &theirs.queries, &mut tally);
    let base = base.map(|base| Groups::new(base.documents, Side::Base)).transpose()?;
    let ours = Groups::new(ours.documents, Side::Ours)?;
    let theirs = Groups::new(theirs.documents, Side::Theirs)?;
    let mut merged = merge(base.as_ref(), &ours, &theirs, &mut tally);
    merged.order.sort();
    Ok(Merged::new(corpus_format(CorpusRecord { format: 1, documents: flat(merged), queries: saved }), tally))
}

/// Merges saved queries. Where both changed one otherwise, ours keeps the name and theirs gets the next that is free, as
/// in `Doubtful 2`; what one changed stays though the other deleted it.
fn queries(base: Option<&Queries>, ours: &Queries, theirs: &Queries, tally: &mut Tally) -> Queries {
    let (mut merged, mut aside) = (Queries::new(), Vec::new());
    for name in ours.keys().chain(theirs.keys()) {
        let (was, our, their) = (base.and_then(|base| base.get(name)), ours.get(name), theirs.get(name));
        let stands = match (our, their) {
            _ if our == their || their == was => our,
            _ if our == was => their,
            (Some(_), Some(their)) => {
                if !merged.contains_key(name) {
                    aside.push((name, their));
                }
                our
            }
            (our, their) => our.or(their),
        };
        if let Some(text) = stands {
            tally.n_taken += usize::from(our != stands && !merged.contains_key(name));
            merged.insert(name.clone(), text.clone());
        }
    }
    tally.n_taken += ours.keys().filter(|name| !merged.contains_key(*name)).count();
    for (name, text) in aside {
        let mut names = (2..).map(|n| format!("{name} {n}"));
        let free = names.find(|other| merged.get(other).is_none_or(|there| there == text)).unwrap_or_default();
        tally.n_conflicts += usize::from(merged.insert(free, text.clone()).is_none());
    }
    merged
}
