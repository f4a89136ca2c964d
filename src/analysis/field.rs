//! What statements can be grouped and filtered by.

use super::Period;

/// What statements can be grouped by: each of them has some, one or no value of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The theme, as coded.
    Theme,
    /// The theme at this depth of the tree (0 is the top), with all that stand below it.
    ThemeAtDepth(usize),
    /// The stance.
    Stance,
    /// Who speaks.
    Speaker,
    /// For which organisation, on the date of the document or as the statement says; an organisation that speaks
    /// without being of another speaks for itself.
    Organisation,
    /// In which role, on the date of the document or as the statement says.
    Role,
    /// The document.
    Document,
    /// Who published the document.
    Source,
    /// What kind of text the document is.
    Kind,
    /// When the document is dated.
    Date(Period),
    /// Who coded.
    Coder,
    /// A variable of the documents that the project has of its own.
    Variable(String),
}

impl Field {
    /// What people read at the head of a column, in lower case.
    pub fn name(&self) -> &str {
        match self {
            Self::Theme => "theme",
            Self::ThemeAtDepth(0) => "top theme",
            Self::ThemeAtDepth(_) => "theme at depth",
            Self::Stance => "stance",
            Self::Speaker => "speaker",
            Self::Organisation => "organisation",
            Self::Role => "role",
            Self::Document => "document",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Date(period) => period.name(),
            Self::Coder => "coder",
            Self::Variable(name) => name,
        }
    }

    /// As it stands in titles: with the level where themes are of one.
    pub fn words(&self) -> String {
        match self {
            Self::ThemeAtDepth(depth) if *depth > 0 => format!("theme (level {})", depth + 1),
            field => field.name().to_owned(),
        }
    }

    /// Names that [`Field::parse`] understands, `var.NAME` aside.
    pub const TYPED: [&str; 14] = [
        "theme",
        "stance",
        "speaker",
        "organisation",
        "role",
        "document",
        "source",
        "kind",
        "coder",
        "day",
        "week",
        "month",
        "quarter",
        "year",
    ];

    /// The field of this name, as people type it: one of [`Field::TYPED`], `org`, `doc`, or `var.` and the name of a
    /// variable.
    pub fn parse(typed: &str) -> Option<Self> {
        if let Some(name) = typed.strip_prefix("var.").filter(|name| !name.is_empty()) {
            return Some(Self::Variable(name.to_owned()));
        }
        let typed = typed.to_ascii_lowercase();
        if let Some(period) = Period::ALL.into_iter().find(|period| period.name() == typed) {
            return Some(Self::Date(period));
        }
        Some(match typed.as_str() {
            "theme" => Self::Theme,
            "stance" => Self::Stance,
            "speaker" => Self::Speaker,
            "organisation" | "organization" | "org" => Self::Organisation,
            "role" => Self::Role,
            "document" | "doc" => Self::Document,
            "source" => Self::Source,
            "kind" => Self::Kind,
            "coder" => Self::Coder,
            _ => return None,
        })
    }

    /// Whether a statement may have several values of it.
    pub const fn is_of_voices(&self) -> bool {
        matches!(self, Self::Speaker | Self::Organisation | Self::Role)
    }

    /// Whether the two are different sides of who speaks, so that they are told of one and the same speaker. A field with
    /// itself tells who stands together in a statement.
    pub fn is_of_one_voice_with(&self, other: &Self) -> bool {
        self.is_of_voices() && other.is_of_voices() && self != other
    }

    /// Whether all statements of one coder on one document have the same value of it.
    pub const fn is_of_pages(&self) -> bool {
        !self.is_of_voices() && !matches!(self, Self::Theme | Self::ThemeAtDepth(_) | Self::Stance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_their_names() {
        for typed in Field::TYPED {
            assert_eq!(Field::parse(typed).map(|field| field.name().to_owned()).as_deref(), Some(typed));
        }
        assert_eq!(Field::parse("Org"), Some(Field::Organisation));
        assert_eq!(Field::parse("var.region"), Some(Field::Variable("region".to_owned())));
        assert_eq!((Field::parse("var."), Field::parse("themes")), (None, None));
    }
}
