//! What a careful person should know before the codebook changes.

use super::effect::counted;
use std::fmt;

/// What a careful person should know before the codebook changes; each is a sentence that a person can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Two entries would be told apart by nothing that people read.
    SameName {
        /// What they are: `theme`, `stance` or `speaker`.
        kind: &'static str,
        /// The name that both would have.
        name: String,
        /// Below which theme, where they are themes below one.
        parent: Option<String>,
    },
    /// The key is taken from another entry of the kind.
    KeyTaken {
        /// The key.
        key: char,
        /// Who had it, by name.
        from: String,
    },
    /// A stance has this key, and is asked first.
    KeyOfStance {
        /// The key.
        key: char,
        /// The stance, by name.
        stance: String,
    },
    /// Words that go with an entry, because the other has its own.
    WordsGo {
        /// Whose words, by name.
        entry: String,
        /// Which, in the words of the window.
        fields: Vec<&'static str>,
    },
    /// Statements on documents that could not be read keep the entry that goes.
    Unread {
        /// Documents that could not be read.
        n_documents: usize,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameName { kind, name, parent: None } => write!(f, "There is another {kind} called “{name}”."),
            Self::SameName { kind, name, parent: Some(parent) } => {
                write!(f, "There is another {kind} called “{name}” below “{parent}”.")
            }
            Self::KeyTaken { key, from } => write!(f, "The key {key} no longer chooses “{from}”."),
            Self::KeyOfStance { key, stance } => write!(f, "The key {key} chooses the stance “{stance}” first."),
            Self::WordsGo { entry, fields } => {
                write!(f, "“{entry}” has its own {} that will not be kept.", fields.join(", "))
            }
            Self::Unread { n_documents } => {
                write!(f, "{} could not be read; statements there stay as they are.", counted(*n_documents, "document"))
            }
        }
    }
}
