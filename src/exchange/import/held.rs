//! Who speaks in a row, and as what.

use super::entries::Entries;
use super::record::Record;
use crate::model::{Affiliation, Attribution, DateRange, RoleHeld, SpeakerId, SpeakerKind, StatementId};

/// Most speakers that a row may name.
const MAX_SPEAKERS: usize = 1_000;

/// The speakers of `record`, each with role and organisation where they are not what the document's date says.
///
/// A speaker who is made here gets what the row says as an affiliation without dates.
///
/// # Errors
/// When the lists do not go together, or an unknown speaker has no name.
pub(super) fn attributions(
    record: &Record,
    days: Option<DateRange>,
    entries: &mut Entries<'_>,
) -> Result<Vec<Attribution>, String> {
    let names = record.speakers.as_deref().unwrap_or_default();
    let ids = record.speaker_ids.as_deref().unwrap_or_default();
    let n = if names.is_empty() { ids.len() } else { names.len() };
    if n.max(ids.len()) > MAX_SPEAKERS {
        return Err(format!("it has more than {MAX_SPEAKERS} speakers"));
    }
    if !ids.is_empty() && ids.len() != n {
        return Err(format!("it has {n} speakers, but {} `speaker_ids`", ids.len()));
    }
    let roles = list_of(n, record.roles.as_deref(), "roles")?;
    let organisations = list_of(n, record.organisations.as_deref(), "organisations")?;
    let is_literal = record.id.as_deref().is_some_and(|id| StatementId::parse(id).is_some());
    let mut out = Vec::with_capacity(n);
    for at in 0..n {
        let said = Said {
            role: roles.map(|list| list.get(at).map_or("", String::as_str)).filter(|r| is_literal || !r.is_empty()),
            organisation: organisations
                .map(|list| list.get(at).map_or("", String::as_str))
                .filter(|name| is_literal || !name.is_empty()),
        };
        let name = names.get(at).map_or("", String::as_str);
        let (speaker, is_new) = entries.speaker(ids.get(at).map(String::as_str), name, SpeakerKind::Person)?;
        if is_new {
            said.become_affiliation(&speaker, entries)?;
        }
        if out.iter().any(|other: &Attribution| other.speaker == speaker) {
            return Err(format!("it names the speaker “{}” twice", name_of(&speaker, entries)));
        }
        let role_override = said.difference(&speaker, days, entries)?;
        out.push(Attribution { speaker, role_override });
    }
    Ok(out)
}

/// A list that goes with the speakers; an empty one stands for as many blanks.
fn list_of<'r>(n: usize, list: Option<&'r [String]>, column: &str) -> Result<Option<&'r [String]>, String> {
    match list {
        Some(list) if list.len() != n && !list.iter().all(String::is_empty) => {
            Err(format!("it has {n} speakers, but {} {column}", list.len()))
        }
        list => Ok(list),
    }
}

/// What a row says of one speaker; `None` where it does not say.
struct Said<'r> {
    role: Option<&'r str>,
    organisation: Option<&'r str>,
}

impl Said<'_> {
    fn become_affiliation(&self, speaker: &SpeakerId, entries: &mut Entries<'_>) -> Result<(), String> {
        let role = self.role.unwrap_or_default().to_owned();
        let name = self.organisation.filter(|name| !name.is_empty());
        let organisation = name.map(|name| entries.organisation(name)).transpose()?;
        if (!role.is_empty() || organisation.is_some())
            && let Some(made) = entries.speakers.made_mut(speaker)
        {
            made.affiliations.push(Affiliation { held: RoleHeld { role, organisation }, from: None, until: None });
        }
        Ok(())
    }

    /// What the row says, where it is not what the date says.
    fn difference(
        &self,
        speaker: &SpeakerId,
        days: Option<DateRange>,
        entries: &mut Entries<'_>,
    ) -> Result<Option<RoleHeld>, String> {
        let resolved = entries.speakers.get(speaker).and_then(|speaker| speaker.role_on(days)).cloned();
        let resolved = resolved.unwrap_or_default();
        let organisation_of_date = resolved.organisation.as_ref().map_or("", |id| name_of(id, entries));
        let is_same_organisation = self.organisation.is_none_or(|name| name == organisation_of_date);
        if is_same_organisation && self.role.is_none_or(|role| role == resolved.role) {
            return Ok(None);
        }
        let organisation = match self.organisation {
            Some("") => None,
            Some(name) if !is_same_organisation => Some(entries.organisation(name)?),
            _ => resolved.organisation,
        };
        Ok(Some(RoleHeld { role: self.role.map_or(resolved.role, str::to_owned), organisation }))
    }
}

fn name_of<'a>(id: &'a SpeakerId, entries: &'a Entries<'_>) -> &'a str {
    entries.speakers.get(id).map_or(id.as_str(), |speaker| &speaker.name)
}
