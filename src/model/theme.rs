//! A node of the theme tree.

use super::{DocPath, Entry, Hue, StatementId, ThemeId};

/// A node of the theme tree: what statements are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Readable id.
    pub id: ThemeId,
    /// What people read.
    pub name: String,
    /// The theme above it; `None` at the top of the tree.
    pub parent: Option<ThemeId>,
    /// What it means, and what being for and against it means.
    pub definition: String,
    /// When to use it.
    pub when: String,
    /// When not to, and what to use then.
    pub when_not: String,
    /// Passages that show what belongs here.
    pub examples: Vec<Example>,
    /// Colour, by name.
    pub colour: Option<Hue>,
    /// Key that chooses it: a small letter or a digit.
    pub key: Option<char>,
}

/// A passage that shows what belongs to a theme. The words are kept, so that it stays when the passage goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The words.
    pub quote: String,
    /// Where they stand; `None` when somebody made them up.
    pub document: Option<DocPath>,
    /// The statement that they were taken from, by whoever made it.
    pub statement: Option<StatementId>,
}

impl Default for ThemeId {
    fn default() -> Self {
        Self::new("")
    }
}

impl Entry for Theme {
    type Id = ThemeId;
    fn id(&self) -> &ThemeId {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
}
