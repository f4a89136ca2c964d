//! The speakers that a picker offers, with role and organisation on the date of the document.

use super::card::Card;
use super::fit::Fit;
use super::index::{Index, Usage};
use super::keys::Found;
use super::offer::{Listed, list};
use super::wanted::telling_words;
use crate::model::{Affiliation, Codebook, DateRange, PartialDate, RoleHeld, Speaker, SpeakerKind};
use crate::text::fold;
use std::collections::HashMap;

/// What a new speaker may be.
pub const KINDS: [SpeakerKind; 3] = [SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Group];

/// The speakers of a codebook on the date of a document, folded for finding.
#[derive(Debug, Default)]
pub struct Speakers {
    index: Index,
    /// What tells each apart: the office of that date, else one of another, else the kind.
    details: Vec<String>,
    by_name: HashMap<String, usize>,
}

impl Speakers {
    /// Folds the speakers of `codebook`, as they were on `days`.
    pub fn new(codebook: &Codebook, days: Option<DateRange>) -> Self {
        let mut made = Self::default();
        let mut found = Vec::with_capacity(codebook.speakers.len());
        for (at, speaker) in codebook.speakers.iter().enumerate() {
            let held = speaker.role_on(days);
            let office = held.map(|held| held_line(codebook, held)).unwrap_or_default();
            let others = speaker.affiliations.iter().filter(|other| !is_held(held, other));
            let other_offices = others.map(|other| held_line(codebook, &other.held)).collect::<Vec<_>>().join("; ");
            let is_out_of_office = days.is_some() && held.is_none() && !speaker.affiliations.is_empty();
            made.details.push(detail(codebook, speaker, &office));
            for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
                made.by_name.entry(fold(name.trim())).or_insert(at);
            }
            let (name, aliases) = (speaker.name.as_str(), speaker.aliases.as_slice());
            let (path, words) = (String::new(), speaker.note.clone());
            found.push(Found { name, aliases, office, other_offices, path, words, is_out_of_office });
        }
        made.index = Index::new(found.into_iter());
        made
    }

    /// What is listed for what is typed: `Name`, an office, or `Name, role, Organisation`.
    pub fn list(&self, typed: &str, usage: &Usage) -> Vec<Listed> {
        let name = typed.split(',').next().unwrap_or_default().trim();
        let is_new = !name.is_empty() && !self.by_name.contains_key(&fold(typed.trim()));
        list(&self.index, usage, typed, name, if is_new { KINDS.len() } else { 0 })
    }

    /// What is understood of `Name, role, Organisation`.
    pub fn told(&self, codebook: &Codebook, typed: &str) -> String {
        let mut parts = typed.splitn(3, ',').skip(1).map(str::trim);
        let (role, organisation) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if role.is_empty() && organisation.is_empty() {
            return "Tab, or commas: role, organisation".to_owned();
        }
        let known = self.by_name.get(&fold(organisation)).and_then(|at| codebook.speakers.at(*at));
        let organisation = match known {
            Some(known) => known.name.clone(),
            None if organisation.is_empty() => String::new(),
            None => match self.index.near(organisation).first() {
                Some(near) => format!("new organisation {organisation}, although “{}” is near", near.name),
                None => format!("new organisation {organisation}"),
            },
        };
        [role, &organisation].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// What tells the speaker of this place apart; where another name or office fits what is typed, that one.
    pub fn detail(&self, codebook: &Codebook, at: usize, fit: Option<Fit>, typed: &str) -> String {
        let detail = self.details.get(at).map_or("", String::as_str);
        let Some(speaker) = codebook.speakers.at(at) else { return detail.to_owned() };
        match fit {
            Some(Fit::Alias(nth)) => {
                let alias = speaker.aliases.get(nth).map_or("", String::as_str);
                format!("also: {alias} · {detail}")
            }
            Some(Fit::OtherOffice) => {
                let wanted = fold(typed);
                let fits = |other: &&Affiliation| {
                    let line = fold(&held_line(codebook, &other.held));
                    telling_words(&wanted).all(|word| line.contains(word))
                };
                let other = speaker.affiliations.iter().find(fits);
                other.map_or_else(|| detail.to_owned(), |other| held_then(codebook, other))
            }
            _ => detail.to_owned(),
        }
    }
}

/// Whether it is this affiliation that holds; the same office may be held twice.
fn is_held(held: Option<&RoleHeld>, affiliation: &Affiliation) -> bool {
    held.is_some_and(|held| std::ptr::eq(held, &raw const affiliation.held))
}

/// The office on the date, else the latest of other dates with its years, else the kind.
fn detail(codebook: &Codebook, speaker: &Speaker, office: &str) -> String {
    match speaker.affiliations.last() {
        _ if !office.is_empty() => office.to_owned(),
        Some(other) => held_then(codebook, other),
        None => kind_name(speaker.kind).to_owned(),
    }
}

/// Role and organisation in one line.
pub fn held_line(codebook: &Codebook, held: &RoleHeld) -> String {
    let organisation = held.organisation.as_ref().map(|id| codebook.speaker_name(id));
    let parts = [Some(held.role.as_str()), organisation];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Role and organisation with the years: `2015–2019: chair, NHS Confederation`.
fn held_then(codebook: &Codebook, affiliation: &Affiliation) -> String {
    let line = held_line(codebook, &affiliation.held);
    let (from, until) = (affiliation.from.map(PartialDate::year), affiliation.until.map(PartialDate::year));
    match (from, until) {
        (None, None) => line,
        (Some(from), Some(until)) if from == until => format!("{from}: {line}"),
        (Some(from), Some(until)) => format!("{from}–{until}: {line}"),
        (Some(from), None) => format!("from {from}: {line}"),
        (None, Some(until)) => format!("until {until}: {line}"),
    }
}

/// What helps to tell a speaker from others.
pub fn speaker_card(codebook: &Codebook, speaker: &Speaker, days: Option<DateRange>) -> Card {
    let subtitle = kind_name(speaker.kind).to_owned();
    let mut card = Card { title: speaker.name.clone(), subtitle, parts: Vec::new() };
    card.add("Also called", &speaker.aliases.join(", "));
    let held = speaker.role_on(days);
    let (now, other): (Vec<&Affiliation>, Vec<&Affiliation>) =
        speaker.affiliations.iter().partition(|affiliation| is_held(held, affiliation));
    let lines = |affiliations: &[&Affiliation]| {
        affiliations.iter().map(|affiliation| held_then(codebook, affiliation)).collect::<Vec<_>>().join("\n")
    };
    card.add(if days.is_some() { "On the date of this document" } else { "Role" }, &lines(&now));
    card.add(if days.is_some() { "At other times" } else { "Roles, by date" }, &lines(&other));
    card.add("Note", &speaker.note);
    card
}

/// What a speaker is, in one word.
pub const fn kind_name(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Group => "group",
    }
}
