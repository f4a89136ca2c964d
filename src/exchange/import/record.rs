//! One row of a file, before anything in it is believed.

/// One row of a file: what it says, in any of the formats. `None` and `""` mean that it does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::exchange) struct Record {
    pub id: Option<String>,
    pub document: Option<String>,
    pub coder: Option<String>,
    /// First code point of the passage.
    pub start: Option<u64>,
    /// First code point behind the passage.
    pub end: Option<u64>,
    /// The same, span by span.
    pub spans: Option<Vec<(u64, u64)>>,
    /// The words, fragments joined by ` […] `.
    pub passage: Option<String>,
    /// The words, fragment by fragment; a single item may also be joined.
    pub quote: Option<Vec<String>>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub speakers: Option<Vec<String>>,
    pub speaker_ids: Option<Vec<String>>,
    pub roles: Option<Vec<String>>,
    pub organisations: Option<Vec<String>>,
    pub theme: Option<String>,
    pub theme_path: Option<String>,
    pub theme_id: Option<String>,
    pub stance: Option<String>,
    pub stance_id: Option<String>,
    pub stance_value: Option<f64>,
    pub note: String,
    pub created: Option<String>,
    pub modified: Option<String>,
    pub is_unsure: bool,
}

/// A row with the number of its line, or what kept it from being read.
#[derive(Debug)]
pub(in crate::exchange) struct Line {
    /// Counted from 1.
    pub number: u64,
    pub record: Result<Record, String>,
}
