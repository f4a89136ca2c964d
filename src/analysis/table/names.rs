//! What the numbers in the rows of a table stand for.

use crate::model::{
    Codebook, Coder, Corpus, DateRange, DocPath, Document, DocumentMeta, Glyph, Hue, SpeakerId, SpeakerKind, StanceId,
    Theme, ThemeId,
};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Number of a role in [`Names::roles`].
pub type OfficeNo = usize;

/// What the numbers in the rows of a table stand for.
///
/// Entries of the codebook come first and in its order; behind them come ids that statements use and the codebook does
/// not know, named by the id itself. A copy shares the entries.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Themes, parents before their children.
    pub themes: Arc<Vec<ThemeFacts>>,
    /// The scale.
    pub stances: Arc<Vec<StanceFacts>>,
    /// Persons, organisations and groups.
    pub speakers: Arc<Vec<SpeakerFacts>>,
    /// Roles, in no order.
    pub roles: Arc<Vec<Arc<str>>>,
    /// Everyone who made a set, sorted.
    pub coders: Vec<Coder>,
    /// The documents of the corpus, in its order.
    pub documents: Vec<Arc<DocumentFacts>>,
    theme_numbers: Arc<HashMap<ThemeId, usize>>,
    stance_numbers: Arc<HashMap<StanceId, usize>>,
    speaker_numbers: Arc<HashMap<SpeakerId, usize>>,
    role_numbers: Arc<HashMap<Arc<str>, usize>>,
}

/// A theme, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFacts {
    /// Its id.
    pub id: ThemeId,
    /// Its name, or its id where the codebook does not know it.
    pub name: String,
    /// Its path, such as `Workforce > Pay`.
    pub path: String,
    /// The theme above.
    pub parent: Option<usize>,
    /// Themes above it.
    pub depth: usize,
    /// Its colour.
    pub colour: Option<Hue>,
}

/// A stance, by number.
#[derive(Clone, Debug, PartialEq)]
pub struct StanceFacts {
    /// Its id.
    pub id: StanceId,
    /// Its name, or its id where the codebook does not know it.
    pub name: String,
    /// Place on the scale, if it has one.
    pub position: Option<f64>,
    /// Its colour.
    pub colour: Hue,
    /// Its sign.
    pub glyph: Glyph,
}

/// A speaker, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerFacts {
    /// Its id.
    pub id: SpeakerId,
    /// Its name, or its id where the codebook does not know it.
    pub name: String,
    /// Other names that texts use.
    pub aliases: Vec<String>,
    /// Person, organisation or group.
    pub kind: SpeakerKind,
}

/// A document, by its position in the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFacts {
    /// Its path.
    pub path: DocPath,
    /// Its title, or what its file is called.
    pub title: String,
    /// The days it is dated to.
    pub days: Option<DateRange>,
    /// All that is known about it.
    pub meta: DocumentMeta,
}

impl DocumentFacts {
    fn new(document: &Document) -> Self {
        Self {
            path: document.path.clone(),
            title: document.title().to_owned(),
            days: document.days(),
            meta: document.meta.clone(),
        }
    }

    fn is_of(&self, document: &Document) -> bool {
        self.path == document.path && self.meta == document.meta
    }
}

impl Names {
    /// The names of `corpus`.
    pub(super) fn new(corpus: &Corpus) -> Self {
        let codebook = &corpus.codebook;
        let mut names = Self::default();
        for theme in &codebook.themes {
            names.put_theme(theme, codebook);
        }
        for stance in &codebook.stances {
            number_or_new(&mut names.stance_numbers, &mut names.stances, &stance.id, || StanceFacts {
                id: stance.id.clone(),
                name: stance.name.clone(),
                position: stance.position,
                colour: stance.colour,
                glyph: stance.glyph,
            });
        }
        for speaker in &codebook.speakers {
            number_or_new(&mut names.speaker_numbers, &mut names.speakers, &speaker.id, || SpeakerFacts {
                id: speaker.id.clone(),
                name: speaker.name.clone(),
                aliases: speaker.aliases.clone(),
                kind: speaker.kind,
            });
        }
        names.coders = corpus.coders().into_iter().collect();
        names.documents = corpus.documents().iter().map(|document| Arc::new(DocumentFacts::new(document))).collect();
        names
    }

    /// The names of `corpus` after a change that left the codebook as it was.
    pub(super) fn refreshed(&self, corpus: &Corpus) -> Self {
        let document = |(at, document): (usize, &Document)| match self.documents.get(at) {
            Some(facts) if facts.is_of(document) => Arc::clone(facts),
            _ => Arc::new(DocumentFacts::new(document)),
        };
        let documents = corpus.documents().iter().enumerate().map(document).collect();
        Self { coders: corpus.coders().into_iter().collect(), documents, ..self.clone() }
    }

    fn put_theme(&mut self, theme: &Theme, codebook: &Codebook) {
        let parent = theme.parent.as_ref().and_then(|parent| self.theme_numbers.get(parent).copied());
        let depth = parent.map_or(0, |parent| self.themes[parent].depth + 1);
        number_or_new(&mut self.theme_numbers, &mut self.themes, &theme.id, || ThemeFacts {
            id: theme.id.clone(),
            name: theme.name.clone(),
            path: codebook.theme_path(&theme.id),
            parent,
            depth,
            colour: theme.colour,
        });
    }

    /// Number of a theme.
    pub fn theme(&self, id: &ThemeId) -> Option<usize> {
        self.theme_numbers.get(id).copied()
    }

    /// Number of a stance.
    pub fn stance(&self, id: &StanceId) -> Option<usize> {
        self.stance_numbers.get(id).copied()
    }

    /// Number of a speaker.
    pub fn speaker(&self, id: &SpeakerId) -> Option<usize> {
        self.speaker_numbers.get(id).copied()
    }

    /// Number of a coder.
    pub fn coder(&self, coder: &Coder) -> Option<usize> {
        self.coders.binary_search(coder).ok()
    }

    /// Whether theme `below` is `above` or stands somewhere under it.
    pub fn is_under(&self, below: usize, above: usize) -> bool {
        std::iter::successors(Some(below), |theme| self.themes[*theme].parent).any(|theme| theme == above)
    }

    /// The theme at `depth` (0 is the top) that `theme` is or stands under; itself where it stands higher.
    pub fn theme_at_depth(&self, theme: usize, depth: usize) -> usize {
        let is_high_enough = |theme: &usize| self.themes[*theme].depth <= depth;
        let mut line = std::iter::successors(Some(theme), |theme| self.themes[*theme].parent);
        line.find(is_high_enough).unwrap_or(theme)
    }

    pub(super) fn theme_or_new(&mut self, id: &ThemeId) -> usize {
        number_or_new(&mut self.theme_numbers, &mut self.themes, id, || {
            let name = id.to_string();
            ThemeFacts { id: id.clone(), path: name.clone(), name, parent: None, depth: 0, colour: None }
        })
    }

    pub(super) fn stance_or_new(&mut self, id: &StanceId) -> usize {
        number_or_new(&mut self.stance_numbers, &mut self.stances, id, || StanceFacts {
            id: id.clone(),
            name: id.to_string(),
            position: None,
            colour: Hue::default(),
            glyph: Glyph::Circle,
        })
    }

    pub(super) fn speaker_or_new(&mut self, id: &SpeakerId) -> usize {
        number_or_new(&mut self.speaker_numbers, &mut self.speakers, id, || SpeakerFacts {
            id: id.clone(),
            name: id.to_string(),
            aliases: Vec::new(),
            kind: SpeakerKind::default(),
        })
    }

    pub(super) fn role_or_new(&mut self, role: &str) -> OfficeNo {
        if let Some(number) = self.role_numbers.get(role) {
            return *number;
        }
        let role: Arc<str> = role.into();
        Arc::make_mut(&mut self.role_numbers).insert(Arc::clone(&role), self.roles.len());
        Arc::make_mut(&mut self.roles).push(role);
        self.roles.len() - 1
    }
}

/// The number of `id`; where it has none, `new` is put at the end of `all`.
fn number_or_new<Id: Clone + Eq + Hash, T: Clone>(
    numbers: &mut Arc<HashMap<Id, usize>>,
    all: &mut Arc<Vec<T>>,
    id: &Id,
    new: impl FnOnce() -> T,
) -> usize {
    if let Some(number) = numbers.get(id) {
        return *number;
    }
    Arc::make_mut(numbers).insert(id.clone(), all.len());
    Arc::make_mut(all).push(new());
    all.len() - 1
}
