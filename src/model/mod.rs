//! The words of the field: corpus, document, statement, codebook, stance, theme, speaker, coder.
//!
//! Plain values that know how to keep themselves in order. This floor may use [`crate::text`]; it must never
//! read a file, ask the clock, or draw. Places in texts are bytes ([`crate::text::Span`]); dates are calendar dates.
//!
//! ```text
//! Corpus ─┬─ documents: path, meta, text
//!         ├─ codebook:  stances, themes (a tree), speakers with dated affiliations
//!         └─ sets:      (coder, document) → progress and statements, each with spans, speakers, theme, stance, note
//! ```

mod annotation_set;
mod codebook;
mod coder_name;
mod corpus;
mod date;
mod document;
mod entry_list;
mod id;
mod pages;
mod rival;
mod speaker;
mod stance;
mod statement;
#[cfg(test)]
pub(crate) mod testing;
mod theme;
mod unplaced;

pub use annotation_set::{AnnotationSet, Progress};
pub use codebook::{Codebook, MAX_THEME_DEPTH, THEME_PATH_SEPARATOR};
pub use corpus::{Corpus, SetKey};
pub use date::{DateRange, PartialDate};
pub use document::{Document, DocumentDate, DocumentMeta, TextState};
pub use entry_list::{Entry, EntryList};
pub use id::{Coder, DocPath, EntryId, SpeakerId, StanceId, StatementId, ThemeId};
pub use rival::{AnyEntry, Rival};
pub use speaker::{Affiliation, RoleHeld, Speaker, SpeakerKind};
pub use stance::{Glyph, Hue, Stance};
pub use statement::{Attribution, Statement};
pub use theme::{Example, Theme};
pub use unplaced::Unplaced;
