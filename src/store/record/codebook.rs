//! Formats 1 and 2 of the codebook; 2 has the examples of a theme and the key of a speaker.

use super::choice::{GlyphRecord, HueRecord, KindRecord};
use super::{FileRecord, checked, date_from, date_text, id_from, key_from, key_text, lowest_format, options, plain};
use crate::model::{
    Affiliation, Codebook, DocPath, EntryId, Example, RoleHeld, Speaker, SpeakerId, Stance, StanceId, StatementId,
    Theme, ThemeId,
};
use serde::{Deserialize, Serialize};

/// The file of the codebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Codebook", deny_unknown_fields)]
pub struct CodebookRecord {
    format: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stances: Vec<StanceRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    themes: Vec<ThemeRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<SpeakerRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Stance", deny_unknown_fields)]
pub struct StanceRecord {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    position: Option<f64>,
    #[serde(default)]
    colour: HueRecord,
    #[serde(default)]
    glyph: GlyphRecord,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Theme", deny_unknown_fields)]
pub struct ThemeRecord {
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    parent: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    when: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    when_not: String,
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    examples: Vec<ExampleRecord>,
    #[serde(default, with = "plain", skip_serializing_if = "Option::is_none")]
    colour: Option<HueRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Example", deny_unknown_fields)]
struct ExampleRecord {
    quote: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    document: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    statement: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Speaker", deny_unknown_fields)]
pub struct SpeakerRecord {
    id: String,
    name: String,
    #[serde(default)]
    kind: KindRecord,
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(default, deserialize_with = "checked::list", skip_serializing_if = "Vec::is_empty")]
    affiliations: Vec<AffiliationRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Affiliation", deny_unknown_fields)]
struct AffiliationRecord {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    organisation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    from: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    until: String,
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
}

/// Adds an entry of the file to `codebook`, and says which it is.
///
/// # Errors
/// Names the entry and what is wrong with it; nothing is added then.
pub fn put_entry(codebook: &mut Codebook, entry: CodebookEntry) -> Result<EntryId, String> {
    let taken = |what: &str, id: &str| format!("{what} “{id}”: another {what} above has the same id");
    match entry {
        CodebookEntry::Stance(record) => {
            let stance = stance(&record).map_err(|why| format!("stance “{}”: {why}", record.id))?;
            let id = stance.id.clone();
            codebook.stances.push(stance).map_err(|stance| taken("stance", stance.id.as_str()))?;
            Ok(EntryId::Stance(id))
        }
        CodebookEntry::Theme(record) => {
            let theme = theme(&record).map_err(|why| format!("theme “{}”: {why}", record.id))?;
            let id = theme.id.clone();
            codebook.themes.push(theme).map_err(|theme| taken("theme", theme.id.as_str()))?;
            Ok(EntryId::Theme(id))
        }
        CodebookEntry::Speaker(record) => {
            let speaker = speaker(&record).map_err(|why| format!("speaker “{}”: {why}", record.id))?;
            let id = speaker.id.clone();
            codebook.speakers.push(speaker).map_err(|speaker| taken("speaker", speaker.id.as_str()))?;
            Ok(EntryId::Speaker(id))
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
    let has_new = codebook.themes.iter().any(|theme| !theme.examples.is_empty())
        || codebook.speakers.iter().any(|speaker| speaker.key.is_some());
    CodebookRecord {
        format: lowest_format(has_new),
        stances: codebook.stances.iter().map(stance_record).collect(),
        themes: codebook.themes.iter().map(theme_record).collect(),
        speakers: codebook.speakers.iter().map(speaker_record).collect(),
    }
}

fn stance_record(stance: &Stance) -> StanceRecord {
    StanceRecord {
        id: stance.id.to_string(),
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
        name: speaker.name.clone(),
        kind: speaker.kind.into(),
        aliases: speaker.aliases.clone(),
        affiliations: speaker.affiliations.iter().map(affiliation).collect(),
        note: speaker.note.clone(),
        key: key_text(speaker.key),
    }
}
