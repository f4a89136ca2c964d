//! The speakers of a file, with the organisations that their affiliations name.

use super::choices::kind_name;
use super::diff::Diff;
use super::fields::{affiliation_item, brief};
use super::ids::Ids;
use super::import::Importer;
use super::names::SpeakerNames;
use super::record::{Kind, Record};
use crate::edit::Edit;
use crate::model::{Affiliation, EntryId, RoleHeld, Speaker, SpeakerId, SpeakerKind};
use crate::text::fold;
use std::collections::{HashMap, HashSet};

/// Takes the speakers of the file in.
pub(super) fn speakers(importer: &mut Importer<'_>) {
    let book = &importer.corpus.codebook;
    let names = SpeakerNames::new(book);
    let places = importer.of_kind(Kind::Speaker);
    let mut ids = Ids::new(importer, &places, |id| book.speakers.get(&id.into()).is_some());
    let found = importer.assign(&mut ids, &places, |record| names.get(&record.name).map(ToString::to_string));
    let keys = importer.keys(Kind::Speaker, &found, book.speakers.iter().map(|s| (s.id.as_str(), s.key)));
    let mut organisations = Organisations::new(importer, &found, &names, ids);
    let mut end = book.speakers.len();
    for (at, id, is_new) in found {
        let Some(record) = importer.records[at].take() else { continue };
        let affiliations = organisations.affiliations(importer, &record);
        let blank = blank(&id, "", SpeakerKind::default());
        let old = book.speakers.get(&blank.id).cloned().unwrap_or(blank);
        let mut diff = Diff::default();
        // Found by an alias, it keeps its name.
        let is_alias = record.id != id && fold(record.name.trim()) != fold(old.name.trim()) && !is_new;
        let value = Speaker {
            name: if is_alias { old.name.clone() } else { diff.text("name", &old.name, &record.name) },
            kind: diff.choice("kind", old.kind, record.speaker_kind, kind_name),
            aliases: diff.list("aliases", &old.aliases, record.aliases, Clone::clone),
            affiliations: diff
                .list("affiliations", &old.affiliations, affiliations, |held| affiliation_item(held, &names)),
            note: diff.text("note", &old.note, &record.note),
            key: diff.value("key", old.key, keys.get(&at).copied(), ToString::to_string),
            id: old.id.clone(),
        };
        let entry = EntryId::Speaker(value.id.clone());
        if is_new {
            importer.added(entry, value.name.clone());
            importer.edits.push(Edit::from((end, value)));
            end += 1;
        } else {
            if !diff.0.is_empty() {
                importer.edits.push(Edit::from((book.speakers.position(&value.id).unwrap_or(end), value)));
            }
            importer.seen(entry, old.name, diff.0);
        }
    }
    for (nth, speaker) in organisations.made.into_iter().enumerate() {
        importer.added(EntryId::Speaker(speaker.id.clone()), speaker.name.clone());
        importer.edits.push(Edit::from((end + nth, speaker)));
    }
}

/// Whom the affiliations of a file name: first somebody in the file, then in the codebook, else somebody new.
struct Organisations<'a> {
    in_file: HashMap<String, SpeakerId>,
    ids_in_file: HashSet<SpeakerId>,
    names: &'a SpeakerNames<'a>,
    ids: Ids<'a>,
    made: Vec<Speaker>,
}

impl<'a> Organisations<'a> {
    fn new(
        importer: &Importer<'_>,
        found: &[(usize, String, bool)],
        names: &'a SpeakerNames<'a>,
        ids: Ids<'a>,
    ) -> Self {
        let records = || found.iter().filter_map(|(at, id, _)| Some((importer.records[*at].as_ref()?, id.as_str())));
        let mut in_file: HashMap<String, SpeakerId> = HashMap::new();
        let by_name = records().map(|(record, id)| (&record.name, id));
        let by_alias = records().flat_map(|(record, id)| record.aliases.iter().map(move |alias| (alias, id)));
        for (name, id) in by_name.chain(by_alias) {
            in_file.entry(fold(name.trim())).or_insert_with(|| id.into());
        }
        let ids_in_file = found.iter().map(|(_, id, _)| id.as_str().into()).collect();
        Self { in_file, ids_in_file, names, ids, made: Vec::new() }
    }

    fn affiliations(&mut self, importer: &mut Importer<'_>, record: &Record) -> Vec<Affiliation> {
        let mut affiliations = Vec::with_capacity(record.affiliations.len());
        for said in &record.affiliations {
            let organisation = self.organisation(importer, &said.organisation).unwrap_or_else(|cause| {
                importer.refuse(record.line, &cause);
                None
            });
            let held = RoleHeld { role: said.role.clone(), organisation };
            affiliations.push(Affiliation { held, from: said.from, until: said.until });
        }
        affiliations
    }

    fn organisation(&mut self, importer: &Importer<'_>, said: &str) -> Result<Option<SpeakerId>, String> {
        if said.trim().is_empty() {
            return Ok(None);
        }
        if let Some(id) = said.strip_prefix('#').map(SpeakerId::from) {
            let is_there = self.ids_in_file.contains(&id) || importer.corpus.codebook.speakers.get(&id).is_some();
            return if is_there {
                Ok(Some(id))
            } else {
                Err(format!("there is no speaker with the id “{}”", brief(id.as_str())))
            };
        }
        let folded = fold(said.trim());
        let known = self.in_file.get(&folded).or_else(|| self.names.get(said)).cloned();
        Ok(Some(known.unwrap_or_else(|| {
            let id = self.ids.fresh(said);
            let made = blank(&id, said.trim(), SpeakerKind::Organisation);
            self.in_file.insert(folded, made.id.clone());
            self.made.push(made);
            id.as_str().into()
        })))
    }
}

fn blank(id: &str, name: &str, kind: SpeakerKind) -> Speaker {
    Speaker {
        id: id.into(),
        name: name.to_owned(),
        kind,
        aliases: Vec::new(),
        affiliations: Vec::new(),
        note: String::new(),
        key: None,
    }
}
