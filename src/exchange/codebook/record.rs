//! What a file says of an entry, before anything in it is believed.

use super::choices::{glyph, hue, kind};
use super::fields::{HeldSaid, affiliation, brief, example, split_items};
use crate::model::{EntryId, Example, Glyph, Hue, SpeakerKind};

/// Most entries of a file that are taken in; each takes a hundred times the room of the shortest line.
pub(super) const MAX_ENTRIES: usize = 50_000;

/// Which kind of entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    #[default]
    Theme,
    Stance,
    Speaker,
}

impl Kind {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Stance => "stance",
            Self::Speaker => "speaker",
        }
    }

    /// Names the entry of this kind with this id.
    pub fn entry(self, id: &str) -> EntryId {
        match self {
            Self::Theme => EntryId::Theme(id.into()),
            Self::Stance => EntryId::Stance(id.into()),
            Self::Speaker => EntryId::Speaker(id.into()),
        }
    }
}

/// Below which theme one stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Parent {
    /// The file does not say.
    #[default]
    Unsaid,
    /// At the top.
    Top,
    /// Below the theme of this path, or of this id behind `#`.
    Named(String),
    /// Below the theme of this record, counted among all records from 0.
    Record(usize),
}

/// What a file says of one entry; what is empty says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record {
    /// Line of the file, counted from 1.
    pub line: u64,
    pub kind: Kind,
    pub id: String,
    pub name: String,
    pub parent: Parent,
    pub definition: String,
    pub when: String,
    pub when_not: String,
    pub examples: Vec<Example>,
    pub position: Option<f64>,
    pub glyph: Option<Glyph>,
    pub colour: Option<Hue>,
    pub key: Option<char>,
    pub speaker_kind: Option<SpeakerKind>,
    pub aliases: Vec<String>,
    pub affiliations: Vec<HeldSaid>,
    pub note: String,
}

/// An entry of a file, or what kept it from being read, with its line.
pub(super) type Line = Result<Record, (u64, String)>;

impl Record {
    /// Puts a cell where it belongs; columns that nobody knows are left alone.
    pub fn put(&mut self, column: &str, cell: &str) -> Result<(), String> {
        let text = || cell.to_owned();
        match column {
            "kind" => {
                self.kind = match cell.trim().to_lowercase().as_str() {
                    "theme" | "" => Kind::Theme,
                    "stance" => Kind::Stance,
                    "speaker" => Kind::Speaker,
                    _ => return Err(format!("`kind` is “{}”, not theme, stance or speaker", brief(cell))),
                }
            }
            "id" => self.id = text(),
            "name" => self.name = text(),
            "parent" => self.parent = if cell.is_empty() { Parent::Top } else { Parent::Named(text()) },
            "definition" => self.definition = text(),
            "when" => self.when = text(),
            "when_not" => self.when_not = text(),
            "examples" => {
                self.examples = split_items(cell)?.iter().map(|item| example(item)).collect::<Result<_, _>>()?;
            }
            "position" if !cell.trim().is_empty() => self.position = Some(position(cell)?),
            "glyph" if !cell.trim().is_empty() => {
                self.glyph =
                    Some(glyph(cell).ok_or_else(|| format!("`glyph` is “{}”, no sign of a stance", brief(cell)))?);
            }
            "colour" | "color" if !cell.trim().is_empty() => {
                self.colour = Some(hue(cell).ok_or_else(|| format!("“{}” is no colour of an entry", brief(cell)))?);
            }
            "key" if !cell.is_empty() => {
                let mut chars = cell.chars();
                let only = chars.next().filter(|_| chars.next().is_none());
                self.key = Some(only.ok_or_else(|| format!("`key` is “{}”, not a single letter", brief(cell)))?);
            }
            "speaker_kind" if !cell.trim().is_empty() => {
                let found = kind(cell).ok_or_else(|| format!("“{}” is no kind of speaker", brief(cell)))?;
                self.speaker_kind = Some(found);
            }
            "aliases" => self.aliases = split_items(cell)?,
            "affiliations" => {
                self.affiliations =
                    split_items(cell)?.iter().map(|item| affiliation(item)).collect::<Result<_, _>>()?;
            }
            "note" => self.note = text(),
            _ => {}
        }
        Ok(())
    }
}

/// A place on the scale, also with a comma or the minus sign of typesetters.
fn position(cell: &str) -> Result<f64, String> {
    let plain = cell.trim().replace(',', ".").replace('−', "-");
    let value: Option<f64> = plain.strip_prefix('+').unwrap_or(&plain).parse().ok();
    value
        .filter(|value| (-1.0..=1.0).contains(value))
        .ok_or_else(|| format!("`position` is “{}”, not a number from -1 to 1", brief(cell)))
}
