//! Who speaks, and what they were when.

use super::{DateRange, Entry, PartialDate, SpeakerId};
use jiff::civil::Date;

/// A person, organisation or group that takes positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Readable id.
    pub id: SpeakerId,
    /// What people read.
    pub name: String,
    /// Person, organisation or group.
    pub kind: SpeakerKind,
    /// Other names that texts use.
    pub aliases: Vec<String>,
    /// Roles held, each over its dates.
    pub affiliations: Vec<Affiliation>,
    /// Anything a coder should know.
    pub note: String,
    /// Key that chooses the speaker, with Shift: a small letter.
    pub key: Option<char>,
}

impl Entry for Speaker {
    type Id = SpeakerId;
    fn id(&self) -> &SpeakerId {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// One human being.
    #[default]
    Person,
    /// A body that speaks as one.
    Organisation,
    /// People spoken of together, such as "NHS leaders".
    Group,
}

/// A role at an organisation, held over some dates; an open end has no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affiliation {
    /// What was held.
    pub held: RoleHeld,
    /// First day, month or year.
    pub from: Option<PartialDate>,
    /// Last day, month or year, included.
    pub until: Option<PartialDate>,
}

/// A role at an organisation, either of which may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleHeld {
    /// Such as `chief executive`; empty when unknown.
    pub role: String,
    /// The organisation, itself a speaker.
    pub organisation: Option<SpeakerId>,
}

impl Affiliation {
    /// The days over which it holds.
    pub fn range(&self) -> DateRange {
        DateRange {
            first: self.from.map_or(Date::MIN, PartialDate::first_day),
            last: self.until.map_or(Date::MAX, PartialDate::last_day),
        }
    }
}

impl Speaker {
    /// What the speaker was on the date of a document.
    ///
    /// The first affiliation that holds on all of those days, else the first that holds on some of them.
    /// Without a date only a speaker's single affiliation is certain; with several, none is chosen.
    pub fn role_on(&self, days: Option<DateRange>) -> Option<&RoleHeld> {
        let found = match days {
            None => (self.affiliations.len() == 1).then(|| &self.affiliations[0]),
            Some(days) => {
                let holding = |holds: fn(DateRange, DateRange) -> bool| {
                    self.affiliations.iter().find(move |affiliation| holds(affiliation.range(), days))
                };
                holding(DateRange::covers).or_else(|| holding(DateRange::overlaps))
            }
        };
        found.map(|affiliation| &affiliation.held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, until: &str) -> Option<DateRange> {
        Some(DateRange { first: PartialDate::parse(from)?.first_day(), last: PartialDate::parse(until)?.last_day() })
    }

    fn held(role: &str, from: &str, until: &str) -> Affiliation {
        let held = RoleHeld { role: role.to_owned(), organisation: None };
        Affiliation { held, from: PartialDate::parse(from), until: PartialDate::parse(until) }
    }

    #[test]
    fn an_office_belongs_to_whoever_held_it_that_day() {
        let mut barclay = Speaker {
            id: "steve-barclay".into(),
            name: "Steve Barclay".to_owned(),
            kind: SpeakerKind::Person,
            aliases: Vec::new(),
            affiliations: vec![held("first", "2022-07-05", "2022-09-05"), held("second", "2022-10-25", "2023-11")],
            note: String::new(),
            key: None,
        };
        let role = |speaker: &Speaker, days| speaker.role_on(days).map(|held| held.role.clone());
        assert_eq!(role(&barclay, days("2022-09-05", "2022-09-05")).as_deref(), Some("first"));
        assert_eq!(role(&barclay, days("2022-09-16", "2022-09-16")), None);
        assert_eq!(role(&barclay, days("2023-06", "2023-06")).as_deref(), Some("second"));
        assert_eq!(role(&barclay, days("2022", "2022")).as_deref(), Some("first"));
        assert_eq!(role(&barclay, None), None);
        barclay.affiliations.truncate(1);
        assert_eq!(role(&barclay, None).as_deref(), Some("first"));
    }
}
