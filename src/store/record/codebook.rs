//! Formats 1 to 3 of the codebook; 2 has the examples of a theme and the key of a speaker, 3 has rivals.

use super::choice::{GlyphRecord, HueRecord, KindRecord, RivalRecord};
use super::rival::with_rivals;
use super::{FileRecord, checked, date_from, date_text, id_from, key_from, key_text, lowest_format, options, plain};
use crate::model::{
    Affiliation, AnyEntry, Codebook, DocPath, Entry, EntryId, EntryList, Example, Rival, RoleHeld, Speaker, SpeakerId,
    Stance, StanceId, StatementId, Theme, ThemeId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file of the codebook.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Codebook", deny_unknown_fields)]
pub struct CodebookRecord {
    pub format: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stances: Vec<StanceRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<ThemeRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<SpeakerRecord>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Stance", deny_unknown_fields)]
pub struct StanceRecord {
    pub id: String,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    pub rival: Option<RivalRecord>,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    pub position: Option<f64>,
    #[serde(default)]
    pub colour: HueRecord,
    #[serde(default)]
    pub glyph: GlyphRecord,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Theme", deny_unknown_fields)]
pub struct ThemeRecord {
    pub id: String,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    pub rival: Option<RivalRecord>,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub parent: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when_not: String,
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<ExampleRecord>,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    pub colour: Option<HueRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Example", deny_unknown_fields)]
pub struct ExampleRecord {
    pub quote: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Speaker", deny_unknown_fields)]
pub struct SpeakerRecord {
    pub id: String,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    pub rival: Option<RivalRecord>,
    pub name: String,
    #[serde(default)]
    pub kind: KindRecord,
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<AffiliationRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Affiliation", deny_unknown_fields)]
pub struct AffiliationRecord {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
}

/// An entry of the codebook file.
#[derive(Debug)]
pub enum CodebookEntry {
    /// A stance.
    Stance(StanceRecord),
    /// A theme.
    Theme(ThemeRecord),
    /// A speaker.
    Speaker(SpeakerRecord),
}

impl FileRecord for CodebookRecord {
    type Entry = CodebookEntry;
    const ENTRIES: &'static [&'static str] = &["Stance", "Theme", "Speaker"];

    fn format(&self) -> u32 {
        self.format
    }

    fn read_entry(name: &str, text: &str) -> ron::error::SpannedResult<CodebookEntry> {
        match name {
            "Stance" => options().from_str(text).map(CodebookEntry::Stance),
            "Theme" => options().from_str(text).map(CodebookEntry::Theme),
            _ => options().from_str(text).map(CodebookEntry::Speaker),
        }
    }

    fn take_entries(&mut self) -> Vec<CodebookEntry> {
        let stances = std::mem::take(&mut self.stances).into_iter().map(CodebookEntry::Stance);
        let themes = std::mem::take(&mut self.themes).into_iter().map(CodebookEntry::Theme);
        let speakers = std::mem::take(&mut self.speakers).into_iter().map(CodebookEntry::Speaker);
        stances.chain(themes).chain(speakers).collect()
    }

    fn put_entries(&mut self, entries: Vec<CodebookEntry>) {
        for entry in entries {
            match entry {
                CodebookEntry::Stance(stance) => self.stances.push(stance),
                CodebookEntry::Theme(theme) => self.themes.push(theme),
                CodebookEntry::Speaker(speaker) => self.speakers.push(speaker),
            }
        }
    }
}

/// Adds an entry of the file to `codebook`, and says which it is.
///
/// # Errors
/// Names the entry and what is wrong with it; nothing is added then.
pub fn put_entry(codebook: &mut Codebook, entry: CodebookEntry) -> Result<EntryId, String> {
    match entry {
        CodebookEntry::Stance(record) => {
            let read = read_one("stance", &record.id, record.rival, || stance(&record))?;
            put(&mut codebook.stances, &mut codebook.rivals, read, "stance", AnyEntry::Stance)
        }
        CodebookEntry::Theme(record) => {
            let read = read_one("theme", &record.id, record.rival, || theme(&record))?;
            put(&mut codebook.themes, &mut codebook.rivals, read, "theme", AnyEntry::Theme)
        }
        CodebookEntry::Speaker(record) => {
            let read = read_one("speaker", &record.id, record.rival, || speaker(&record))?;
            put(&mut codebook.speakers, &mut codebook.rivals, read, "speaker", AnyEntry::Speaker)
        }
    }
}

/// An entry as the model has it, or what another made of the one with this id.
enum Read<T> {
    Entry(T),
    Rival(String, Rival<T>),
}

fn read_one<T>(
    what: &str,
    id: &str,
    rival: Option<RivalRecord>,
    convert: impl FnOnce() -> Result<T, String>,
) -> Result<Read<T>, String> {
    let convert = || convert().map_err(|why| format!("{what} “{id}”: {why}"));
    Ok(match rival {
        None => Read::Entry(convert()?),
        Some(RivalRecord::Edited) => Read::Rival(id.to_owned(), Rival::Edited(convert()?)),
        Some(RivalRecord::Deleted) => Read::Rival(id_from(id)?.to_owned(), Rival::Deleted),
    })
}

fn put<T: Entry<Id: for<'a> From<&'a str> + std::fmt::Display + Into<EntryId>>>(
    list: &mut EntryList<T>,
    rivals: &mut BTreeMap<EntryId, Vec<Rival<AnyEntry>>>,
    read: Read<T>,
    what: &str,
    any: fn(T) -> AnyEntry,
) -> Result<EntryId, String> {
    match read {
        Read::Entry(entry) => {
            let id = entry.id().clone();
            list.push(entry)
                .map_err(|entry| format!("{what} “{}”: another {what} above has the same id", entry.id()))?;
            Ok(id.into())
        }
        Read::Rival(id, rival) => {
            let rival = match rival {
                Rival::Edited(entry) => Rival::Edited(any(entry)),
                Rival::Deleted => Rival::Deleted,
            };
            let id: EntryId = T::Id::from(&id).into();
            rivals.entry(id.clone()).or_default().push(rival);
            Ok(id)
        }
    }
}

fn stance(record: &StanceRecord) -> Result<Stance, String> {
    if record.position.is_some_and(|position| !(-1.0..=1.0).contains(&position)) {
        return Err("its position does not lie between -1 and 1".to_owned());
    }
    Ok(Stance {
        id: StanceId::new(id_from(&record.id)?),
        name: record.name.clone(),
        definition: record.definition.clone(),
        position: record.position,
        colour: record.colour.into(),
        glyph: record.glyph.into(),
        key: key_from(&record.key)?,
    })
}

fn theme(record: &ThemeRecord) -> Result<Theme, String> {
    Ok(Theme {
        id: ThemeId::new(id_from(&record.id)?),
        name: record.name.clone(),
        parent: id_from(&record.parent).ok().map(ThemeId::new),
        definition: record.definition.clone(),
        when: record.when.clone(),
        when_not: record.when_not.clone(),
        examples: record.examples.iter().map(example).collect::<Result<_, _>>()?,
        colour: record.colour.map(Into::into),
        key: key_from(&record.key)?,
    })
}

fn example(record: &ExampleRecord) -> Result<Example, String> {
    let statement = id_from(&record.statement).ok();
    let statement = statement.map(|id| StatementId::parse(id).ok_or("the statement of an example is no UUID"));
    Ok(Example {
        quote: record.quote.clone(),
        document: id_from(&record.document).ok().map(DocPath::new),
        statement: statement.transpose()?,
    })
}

fn speaker(record: &SpeakerRecord) -> Result<Speaker, String> {
    let affiliation = |record: &AffiliationRecord| {
        let organisation = id_from(&record.organisation).ok().map(SpeakerId::new);
        let held = RoleHeld { role: record.role.clone(), organisation };
        Ok::<_, String>(Affiliation { held, from: date_from(&record.from)?, until: date_from(&record.until)? })
    };
    Ok(Speaker {
        id: SpeakerId::new(id_from(&record.id)?),
        name: record.name.clone(),
        kind: record.kind.into(),
        aliases: record.aliases.clone(),
        affiliations: record.affiliations.iter().map(affiliation).collect::<Result<_, _>>()?,
        note: record.note.clone(),
        key: key_from(&record.key)?,
    })
}

/// The file of `codebook`.
pub fn codebook_record(codebook: &Codebook) -> CodebookRecord {
    let mut stance_rivals: BTreeMap<String, Vec<StanceRecord>> = BTreeMap::new();
    let mut theme_rivals: BTreeMap<String, Vec<ThemeRecord>> = BTreeMap::new();
    let mut speaker_rivals: BTreeMap<String, Vec<SpeakerRecord>> = BTreeMap::new();
    for (id, rivals) in &codebook.rivals {
        let key = || id.as_str().to_owned();
        for rival in rivals {
            // What stands under an id of another kind could not be read back; nothing makes such a thing.
            match (id, rival) {
                (EntryId::Stance(_), Rival::Edited(AnyEntry::Stance(stance))) => {
                    let rival = Some(RivalRecord::Edited);
                    let record = StanceRecord { id: key(), rival, ..stance_record(stance) };
                    stance_rivals.entry(key()).or_default().push(record);
                }
                (EntryId::Theme(_), Rival::Edited(AnyEntry::Theme(theme))) => {
                    let rival = Some(RivalRecord::Edited);
                    let record = ThemeRecord { id: key(), rival, ..theme_record(theme) };
                    theme_rivals.entry(key()).or_default().push(record);
                }
                (EntryId::Speaker(_), Rival::Edited(AnyEntry::Speaker(speaker))) => {
                    let rival = Some(RivalRecord::Edited);
                    let record = SpeakerRecord { id: key(), rival, ..speaker_record(speaker) };
                    speaker_rivals.entry(key()).or_default().push(record);
                }
                (EntryId::Stance(_), _) => stance_rivals.entry(key()).or_default().push(StanceRecord::deleted(key())),
                (EntryId::Theme(_), _) => theme_rivals.entry(key()).or_default().push(ThemeRecord::deleted(key())),
                (EntryId::Speaker(_), _) => {
                    speaker_rivals.entry(key()).or_default().push(SpeakerRecord::deleted(key()));
                }
            }
        }
    }
    let stances = codebook.stances.iter().map(stance_record).collect();
    let themes = codebook.themes.iter().map(theme_record).collect();
    let speakers = codebook.speakers.iter().map(speaker_record).collect();
    codebook_format(CodebookRecord {
        format: 1,
        stances: with_rivals(stances, |stance| stance.id.clone(), stance_rivals),
        themes: with_rivals(themes, |theme| theme.id.clone(), theme_rivals),
        speakers: with_rivals(speakers, |speaker| speaker.id.clone(), speaker_rivals),
    })
}

/// `record` in the lowest format that says all of it.
pub fn codebook_format(record: CodebookRecord) -> CodebookRecord {
    let CodebookRecord { stances, themes, speakers, .. } = &record;
    let has_2 =
        themes.iter().any(|theme| !theme.examples.is_empty()) || speakers.iter().any(|speaker| !speaker.key.is_empty());
    let has_3 = stances.iter().any(|stance| stance.rival.is_some())
        || themes.iter().any(|theme| theme.rival.is_some())
        || speakers.iter().any(|speaker| speaker.rival.is_some());
    CodebookRecord { format: lowest_format(has_2, has_3), ..record }
}

macro_rules! deleted {
    ($($record:ident),+) => {
        $(impl $record {
            /// That another deleted the entry `id`.
            pub fn deleted(id: String) -> Self {
                Self { id, rival: Some(RivalRecord::Deleted), ..Self::default() }
            }
        })+
    };
}
deleted!(StanceRecord, ThemeRecord, SpeakerRecord);

fn stance_record(stance: &Stance) -> StanceRecord {
    StanceRecord {
        id: stance.id.to_string(),
        rival: None,
        name: stance.name.clone(),
        definition: stance.definition.clone(),
        position: stance.position,
        colour: stance.colour.into(),
        glyph: stance.glyph.into(),
        key: key_text(stance.key),
    }
}

fn theme_record(theme: &Theme) -> ThemeRecord {
    ThemeRecord {
        id: theme.id.to_string(),
        rival: None,
        name: theme.name.clone(),
        parent: theme.parent.as_ref().map(ToString::to_string).unwrap_or_default(),
        definition: theme.definition.clone(),
        when: theme.when.clone(),
        when_not: theme.when_not.clone(),
        examples: theme.examples.iter().map(example_record).collect(),
        colour: theme.colour.map(Into::into),
        key: key_text(theme.key),
    }
}

fn example_record(example: &Example) -> ExampleRecord {
    ExampleRecord {
        quote: example.quote.clone(),
        document: example.document.as_ref().map(ToString::to_string).unwrap_or_default(),
        statement: example.statement.map(|id| id.to_string()).unwrap_or_default(),
    }
}

fn speaker_record(speaker: &Speaker) -> SpeakerRecord {
    let affiliation = |affiliation: &Affiliation| AffiliationRecord {
        role: affiliation.held.role.clone(),
        organisation: affiliation.held.organisation.as_ref().map(ToString::to_string).unwrap_or_default(),
        from: date_text(affiliation.from),
        until: date_text(affiliation.until),
    };
    SpeakerRecord {
        id: speaker.id.to_string(),
        rival: None,
        name: speaker.name.clone(),
        kind: speaker.kind.into(),
        aliases: speaker.aliases.clone(),
        affiliations: speaker.affiliations.iter().map(affiliation).collect(),
        note: speaker.note.clone(),
        key: key_text(speaker.key),
    }
}
