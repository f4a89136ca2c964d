//! The open document in the reader: its text, its marks, and what happened in it.

use super::panels::find_bar::FindBar;
use super::settings::{FaceChoice, Settings};
use super::signs;
use crate::model::{AnnotationSet, Codebook, DocPath, Statement, StatementId};
use crate::text::{DocumentText, Span, sentences};
use crate::ui::glyph::Glyph;
use crate::ui::passage::{Mark, PassageResponse, PassageView, ReaderStyle};
use crate::ui::theme::{Face, Hue, Tokens};
use egui::Id;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The mark of a passage that is being put together, before it is a statement.
const PENDING: u64 = u64::MAX;
/// The mark of the place that is proposed for a statement whose document changed.
const PROPOSED: u64 = u64::MAX - 1;

/// How the reader is set, as the settings say.
pub fn reader_style<'a>(tokens: &'a Tokens, settings: &Settings) -> ReaderStyle<'a> {
    let text = settings.setting;
    ReaderStyle {
        row_factor: text.row_percent as f32 / 100.0,
        measure: text.measure as f32,
        face: match text.face {
            FaceChoice::Serif => Face::Serif,
            FaceChoice::Sans => Face::Sans,
        },
        ..ReaderStyle::new(tokens, settings.text_percent as f32 / 100.0)
    }
}

fn has_rival(set: Option<&AnnotationSet>, id: StatementId) -> bool {
    set.is_some_and(|set| set.rivals().contains_key(&id))
}

/// The open document in the reader.
pub struct Reader {
    /// Which document.
    pub path: DocPath,
    /// The engine.
    pub view: PassageView,
    /// What happened in this frame.
    pub response: Option<PassageResponse>,
    /// Whether the codebook changed since the brackets were drawn.
    pub is_stale: bool,
    text: Arc<DocumentText>,
    sentences: OnceCell<Vec<Span>>,
    ids: HashMap<u64, StatementId>,
    n_pinned: usize,
    n_words: usize,
    find_generation: u64,
    widget: Option<Id>,
}

impl Reader {
    /// Opens a document with the statements of its set.
    pub fn new(path: DocPath, text: Arc<DocumentText>, codebook: &Codebook, set: Option<&AnnotationSet>) -> Self {
        let view = PassageView::new(Arc::clone(&text));
        let n_words = text.as_str().split_whitespace().count();
        let mut reader = Self {
            path,
            view,
            response: None,
            is_stale: false,
            text,
            sentences: OnceCell::new(),
            ids: HashMap::new(),
            n_pinned: 0,
            n_words,
            find_generation: 0,
            widget: None,
        };
        reader.show_all(codebook, set);
        reader
    }

    /// The text.
    pub fn text(&self) -> &DocumentText {
        &self.text
    }

    /// All sentences of the text, found when first asked for.
    pub fn sentences(&self) -> &[Span] {
        self.sentences.get_or_init(|| sentences(self.text.as_str()))
    }

    /// What is selected.
    pub fn selection(&self) -> Option<Span> {
        self.view.selection()
    }

    /// Draws all marks anew, as after a change of the codebook.
    pub fn show_all(&mut self, codebook: &Codebook, set: Option<&AnnotationSet>) {
        self.is_stale = false;
        let statements = set.map(AnnotationSet::statements).unwrap_or_default();
        let marks = |statement: &Arc<Statement>| signs::marks(codebook, statement, has_rival(set, statement.id));
        self.ids = statements.iter().map(|statement| (signs::mark_key(statement.id), statement.id)).collect();
        self.view.set_marks(statements.iter().flat_map(marks).collect());
        self.n_pinned = 0;
    }

    /// Draws one statement anew, or no more.
    pub fn show_one(&mut self, codebook: &Codebook, id: StatementId, set: Option<&AnnotationSet>) {
        let key = signs::mark_key(id);
        self.ids.insert(key, id);
        match set.and_then(|set| set.get(id)) {
            Some(statement) => self.view.upsert(signs::marks(codebook, statement, has_rival(set, id))),
            None => self.view.remove(key),
        }
    }

    /// Draws the parts of a passage that is being put together.
    pub fn show_pinned(&mut self, pinned: &[Span]) {
        if pinned.is_empty() && self.n_pinned == 0 {
            return;
        }
        self.n_pinned = pinned.len();
        let (label, name): (Arc<str>, Arc<str>) = ("part".into(), "Part of the next passage".into());
        let mark = |span: &Span| Mark {
            statement: PENDING,
            span: *span,
            hue: Hue::Grey,
            glyph: Glyph::Plus,
            label: Arc::clone(&label),
            name: Arc::clone(&name),
        };
        self.view.remove(PENDING);
        self.view.upsert(pinned.iter().map(mark).collect());
    }

    /// Draws where a statement that waits for a place may belong; nowhere with no spans.
    pub fn show_proposal(&mut self, spans: &[Span]) {
        let (label, name): (Arc<str>, Arc<str>) = ("proposed place".into(), "Proposed place of the passage".into());
        let text = Arc::clone(self.view.text());
        let mark = |span: &Span| Mark {
            statement: PROPOSED,
            span: *span,
            hue: Hue::Grey,
            glyph: Glyph::DottedRing,
            label: Arc::clone(&label),
            name: Arc::clone(&name),
        };
        self.view.remove(PROPOSED);
        self.view.upsert(spans.iter().filter(|span| text.holds(**span)).map(mark).collect());
        self.view.set_focused((!spans.is_empty()).then_some(PROPOSED));
    }

    /// The statements that share words with `spans`, in the order of their positions.
    pub fn statements_on(&self, spans: &[Span]) -> Vec<StatementId> {
        let mut found: Vec<(Span, StatementId)> = Vec::new();
        for span in spans {
            self.view.for_each_mark_on(*span, |mark| {
                found.extend(self.statement(mark.statement).map(|id| (mark.span, id)));
            });
        }
        found.sort_unstable();
        let mut seen = HashSet::new();
        found.into_iter().map(|(_, id)| id).filter(|id| seen.insert(*id)).collect()
    }

    /// The statement that a mark belongs to.
    pub fn statement(&self, mark: u64) -> Option<StatementId> {
        self.ids.get(&mark).copied()
    }

    /// The reader as a widget, once it was drawn: what has the keyboard focus after a click in the text.
    pub const fn widget(&self) -> Option<Id> {
        self.widget
    }

    /// Takes in what happened in this frame.
    pub fn happened(&mut self, response: PassageResponse) {
        self.widget = Some(response.response.id);
        self.response = Some(response);
    }

    /// Words in the text, as white space parts them.
    pub const fn n_words(&self) -> usize {
        self.n_words
    }

    /// Shows the places found, when they are others than those shown last.
    pub fn show_hits(&mut self, find: &FindBar) {
        if self.find_generation != find.generation() {
            self.find_generation = find.generation();
            let (hits, current) = find.hits();
            self.view.set_find(hits.to_vec(), current);
        }
    }
}
