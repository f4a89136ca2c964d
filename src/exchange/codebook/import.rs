//! From the entries of a file to one edit: what is new, what changes, what is the same.
//!
//! 1. **Which.** An entry is the one of its id; else the one of its name (a theme by its name below its parent, a speaker by an
//!    alias too) that no other line of the file means by id; else a new one, under the id that the file brings.
//! 2. **What.** A text that is said takes the place of the old; examples, aliases and affiliations that are new are
//!    added. A key that another entry keeps is left out, and said to be.
//! 3. **Where.** New entries come last; a theme whose parent changes moves there with all below it.

use super::diff::Diff;
use super::ids::Ids;
use super::plan::{CodebookPlan, EntryChange, FieldChange};
use super::record::{Kind, Line, Record};
use super::{import_speakers, import_themes};
use crate::edit::Edit;
use crate::edit::reshape::is_key;
use crate::exchange::import::{MAX_REFUSED, Refusal};
use crate::model::{Corpus, EntryId, Glyph, Stance};
use std::collections::{HashMap, HashSet};

/// Plans the way of `lines` into `corpus`.
pub(super) fn plan(corpus: &Corpus, lines: Vec<Line>) -> CodebookPlan {
    let mut importer = Importer::new(corpus, lines);
    importer.stances();
    import_themes::themes(&mut importer);
    import_speakers::speakers(&mut importer);
    importer.finish()
}

/// Collects edits and what they do.
pub(super) struct Importer<'c> {
    pub corpus: &'c Corpus,
    /// Entries of the file by their place in it; `None` where a line could not be read.
    pub records: Vec<Option<Record>>,
    pub edits: Vec<Edit>,
    new: Vec<(EntryId, String)>,
    changed: Vec<EntryChange>,
    n_same: usize,
    refused: Vec<Refusal>,
}

impl<'c> Importer<'c> {
    fn new(corpus: &'c Corpus, lines: Vec<Line>) -> Self {
        let mut refused = Vec::new();
        let mut take = |line: Line| match line {
            Ok(record) => Some(record),
            Err((line, cause)) => {
                refused.push(Refusal::new(line, &cause));
                None
            }
        };
        let records = lines.into_iter().map(&mut take).collect();
        Self { corpus, records, edits: Vec::new(), new: Vec::new(), changed: Vec::new(), n_same: 0, refused }
    }

    pub fn refuse(&mut self, line: u64, cause: String) {
        self.refused.push(Refusal::new(line, &cause));
    }

    /// Where the entries of a kind stand in the file.
    pub fn of_kind(&self, kind: Kind) -> Vec<usize> {
        let is_meant = |at: &usize| self.records[*at].as_ref().is_some_and(|record| record.kind == kind);
        (0..self.records.len()).filter(is_meant).collect()
    }

    /// Notes an entry that is added by the last edit.
    pub fn added(&mut self, entry: EntryId, name: String) {
        self.new.push((entry, name));
    }

    /// Notes an entry of the corpus with what changes in it.
    pub fn seen(&mut self, entry: EntryId, name: String, fields: Vec<FieldChange>) {
        if fields.is_empty() {
            self.n_same += 1;
        } else {
            self.changed.push(EntryChange { entry, name, fields });
        }
    }

    /// Which entries the records at `places` mean: place, id, whether it is new; what means none is refused.
    pub fn assign(
        &mut self,
        ids: &mut Ids<'_>,
        places: &[usize],
        by_name: impl Fn(&Record) -> Option<String>,
    ) -> Vec<(usize, String, bool)> {
        let mut found = Vec::with_capacity(places.len());
        for at in places {
            let Some(record) = &self.records[*at] else { continue };
            match ids.assign(record, by_name(record), "") {
                Ok((id, is_new)) => found.push((*at, id, is_new)),
                Err(cause) => {
                    let line = record.line;
                    self.refuse(line, cause);
                }
            }
        }
        found
    }

    fn stances(&mut self) {
        let book = &self.corpus.codebook;
        let places = self.of_kind(Kind::Stance);
        let mut ids = Ids::new(self, &places, |id| book.stances.get(&id.into()).is_some());
        let by_name = |record: &Record| book.stance_named(&record.name).map(|stance| stance.id.to_string());
        let found = self.assign(&mut ids, &places, by_name);
        let keys = self.keys(Kind::Stance, &found, book.stances.iter().map(|stance| (stance.id.as_str(), stance.key)));
        let mut end = book.stances.len();
        for (at, id, is_new) in found {
            let Some(record) = self.records[at].take() else { continue };
            let (glyph, colour) = Stance::signs_for(record.position);
            let (name, definition) = (String::new(), String::new());
            let blank = Stance { id: id.as_str().into(), name, definition, position: None, colour, glyph, key: None };
            let old = book.stances.get(&blank.id).cloned().unwrap_or(blank);
            let mut diff = Diff::default();
            let value = Stance {
                name: diff.text("name", &old.name, &record.name),
                definition: diff.text("definition", &old.definition, &record.definition),
                position: diff.value("position", old.position, record.position, ToString::to_string),
                colour: diff.choice("colour", old.colour, record.colour, super::choices::hue_name),
                glyph: diff.choice("sign", old.glyph, record.glyph, Glyph::as_char),
                key: diff.value("key", old.key, keys.get(&at).copied(), ToString::to_string),
                id: old.id.clone(),
            };
            let entry = EntryId::Stance(value.id.clone());
            if is_new {
                self.added(entry, value.name.clone());
                self.edits.push(Edit::from((end, value)));
                end += 1;
            } else {
                if !diff.0.is_empty() {
                    self.edits.push(Edit::from((book.stances.position(&value.id).unwrap_or(end), value)));
                }
                self.seen(entry, old.name, diff.0);
            }
        }
    }

    /// The keys that entries of the file get, by their place in it; one that is taken or is none is left out and said to be.
    pub fn keys<'e>(
        &mut self,
        kind: Kind,
        found: &[(usize, String, bool)],
        known: impl Iterator<Item = (&'e str, Option<char>)>,
    ) -> HashMap<usize, char> {
        let said: HashMap<&str, char> =
            found.iter().filter_map(|(at, id, _)| Some((id.as_str(), self.records[*at].as_ref()?.key?))).collect();
        // Who keeps a key: those of whom the file says none.
        let mut holders: HashMap<char, String> = HashMap::new();
        let mut has_now: HashSet<(&str, char)> = HashSet::new();
        for (id, key) in known.filter_map(|(id, key)| Some((id, key?))) {
            has_now.insert((id, key));
            if !said.contains_key(id) {
                holders.insert(key, id.to_owned());
            }
        }
        let mut keys = HashMap::new();
        let mut refused = Vec::new();
        for (at, id, _) in found {
            let Some((key, record)) = self.records[*at].as_ref().and_then(|record| Some((record.key?, record))) else {
                continue;
            };
            let holder = holders.entry(key).or_insert_with(|| id.clone());
            if *holder != *id {
                let cause = format!("the key {key} is that of “{holder}” and was left out");
                refused.push(Refusal::new(record.line, &cause));
            } else if is_key(&kind.entry(id), key) || has_now.contains(&(id.as_str(), key)) {
                keys.insert(*at, key);
            } else {
                let cause = format!("“{}” cannot be a key and was left out", super::fields::brief(&key.to_string()));
                refused.push(Refusal::new(record.line, &cause));
            }
        }
        self.refused.extend(refused);
        keys
    }

    fn finish(mut self) -> CodebookPlan {
        self.refused.sort_by_key(|refusal| refusal.line);
        let n_refused = self.refused.len();
        self.refused.truncate(MAX_REFUSED);
        CodebookPlan {
            n_refused,
            edit: Edit::Batch(self.edits),
            new: self.new,
            changed: self.changed,
            n_same: self.n_same,
            refused: self.refused,
        }
    }
}
