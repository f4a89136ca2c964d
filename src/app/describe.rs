//! What can be said about documents, and what follows for what is known of one.

use crate::model::{DocumentDate, DocumentMeta};

/// Something said about one document, or about several at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Its title; empty for none.
    Title(String),
    /// When it is from.
    Date(Option<DocumentDate>),
    /// Who published it.
    Source(String),
    /// What kind of text it is.
    Kind(String),
    /// Anything a coder should know.
    Note(String),
    /// A variable of the project, and its value; without one, it goes.
    Variable(String, Option<String>),
    /// A variable under another name.
    Rename {
        /// What it was called.
        from: String,
        /// What it is called now.
        to: String,
    },
}

impl About {
    /// What the step is called.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Title(_) => "change title",
            Self::Date(_) => "change date",
            Self::Source(_) => "change source",
            Self::Kind(_) => "change kind",
            Self::Note(_) => "write note on document",
            Self::Variable(_, Some(_)) => "set variable",
            Self::Variable(_, None) => "remove variable",
            Self::Rename { .. } => "rename variable",
        }
    }

    /// The field in which typing is one step; `None` for what is a step of its own.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Title(_) => Some("title"),
            Self::Source(_) => Some("source"),
            Self::Kind(_) => Some("kind"),
            Self::Note(_) => Some("note"),
            Self::Variable(_, Some(_)) => Some("variable"),
            Self::Date(_) | Self::Variable(_, None) | Self::Rename { .. } => None,
        }
    }

    /// What is known once this was said.
    pub fn put_into(&self, meta: &DocumentMeta) -> DocumentMeta {
        let mut meta = meta.clone();
        match self {
            Self::Title(title) => meta.title.clone_from(title),
            Self::Date(date) => meta.date = *date,
            Self::Source(source) => meta.source.clone_from(source),
            Self::Kind(kind) => meta.kind.clone_from(kind),
            Self::Note(note) => meta.note.clone_from(note),
            Self::Variable(name, Some(value)) => drop(meta.variables.insert(name.clone(), value.clone())),
            Self::Variable(name, None) => drop(meta.variables.remove(name)),
            // A name that is taken stays with what it stands for.
            Self::Rename { from, to } if !meta.variables.contains_key(to) => {
                if let Some(value) = meta.variables.remove(from) {
                    meta.variables.insert(to.clone(), value);
                }
            }
            Self::Rename { .. } => {}
        }
        meta
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_set_renamed_and_removed() {
        let meta = About::Variable("region".to_owned(), Some("Wales".to_owned())).put_into(&DocumentMeta::default());
        let meta = About::Variable("wave".to_owned(), Some("2".to_owned())).put_into(&meta);
        let rename = |from: &str, to: &str| About::Rename { from: from.to_owned(), to: to.to_owned() };
        assert_eq!(rename("region", "wave").put_into(&meta), meta, "no name stands for two");
        let renamed = rename("region", "nation").put_into(&meta);
        assert_eq!(renamed.variables.get("nation").map(String::as_str), Some("Wales"));
        assert_eq!(renamed.variables.len(), 2);
        let removed = About::Variable("nation".to_owned(), None).put_into(&renamed);
        assert_eq!(removed.variables.keys().collect::<Vec<_>>(), ["wave"]);
    }
}
