//! A node of the theme tree.

use super::{Entry, Hue, ThemeId};

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
    /// Colour, by name.
    pub colour: Option<Hue>,
    /// Key that chooses it.
    pub key: Option<char>,
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
