//! Searching the texts of the whole corpus, coded or not.
//!
//! ```text
//! typed ─▶ Pattern ─▶ job behind the window ─▶ Hits ─▶ lines (one document or all) ─▶ keyword in context
//! ```

mod documents;
mod field;
mod lines;

pub use documents::documents_ui;
pub use field::{field_ui, line_ui};
pub use lines::{Line, lines_id, lines_ui};

use super::ask::PassagesAsk;
use super::scroll::Scroll;
use crate::analysis::Cancel;
use crate::analysis::search::{CodedOrNot, Hit, HitOrder, Hits, SearchRequest};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::model::DocPath;
use crate::text::{Matching, Pattern, PatternError, Span};

/// Seconds without a further letter after which a search begins by itself.
const PAUSE: f64 = 0.2;
/// Most hits that are listed: more than anybody reads, and few enough to be sorted in a moment.
const MAX_LISTED: usize = 20_000;
/// How strongly hits are drawn that are of something else than what is typed, until its own are found.
const STALE: f32 = 0.45;

/// View state of the search.
#[derive(Default)]
pub struct Search {
    /// What is typed.
    pub typed: String,
    /// How it is understood.
    pub matching: Matching,
    /// Whether coded places count.
    pub coded: CodedOrNot,
    /// In which order hits stand.
    pub order: HitOrder,
    /// The document whose hits are shown; all of them without.
    pub document: Option<DocPath>,
    /// The hit that the keys move.
    pub cursor: Option<usize>,
    pub(super) scroll: Scroll,
    pub(super) wants_focus: bool,
    error: Option<PatternError>,
    /// What was last tried as a pattern: what is typed is tried once, not in every frame.
    tried: Option<(String, Matching)>,
    /// The search that somebody gave up; it does not begin again by itself.
    given_up: Option<Asked>,
    found: Option<Found>,
    running: Option<Running>,
    /// When the last letter was typed, in window time.
    typed_at: f64,
    /// Of the hits found, those that are listed.
    listed: Vec<u32>,
    /// Counts the lists.
    listing: u64,
}

/// What a search asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    typed: String,
    matching: Matching,
    coded: CodedOrNot,
    revision: u64,
}

struct Found {
    of: Asked,
    hits: Hits,
}

struct Running {
    of: Asked,
    cancel: Cancel,
    n_bytes: u64,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.cancel.set();
    }
}

impl Search {
    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.wants_focus
    }

    /// What is wrong with what is typed.
    pub const fn error(&self) -> Option<&PatternError> {
        self.error.as_ref()
    }

    /// What was found.
    pub fn hits(&self) -> Option<&Hits> {
        self.found.as_ref().map(|found| &found.hits)
    }

    /// Number of hits that are listed.
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// The hit that stands at a place of the list.
    pub fn hit(&self, at: usize) -> Option<&Hit> {
        self.hits()?.hits.get(*self.listed.get(at)? as usize)
    }

    /// Hits that were found but are not listed, being too many.
    pub fn n_unlisted(&self) -> usize {
        let Some(hits) = self.hits().filter(|_| self.document.is_none()) else { return 0 };
        hits.n_hits - hits.hits.len()
    }

    /// All hits that are listed, by place.
    pub fn places(&self) -> Vec<(DocPath, Span)> {
        (0..self.len()).filter_map(|at| self.hit(at)).map(|hit| (hit.document.clone(), hit.span)).collect()
    }

    /// How much is searched, from 0 to 1, while it is.
    pub fn progress(&self) -> Option<f32> {
        let running = self.running.as_ref()?;
        Some((running.cancel.n_bytes() as f64 / running.n_bytes.max(1) as f64).min(1.0) as f32)
    }

    /// Gives the search up that is under way. Hits of what was looked for before are not shown for it.
    pub fn cancel(&mut self) {
        if let Some(running) = self.running.take() {
            self.given_up = Some(running.of.clone());
            self.forget();
        }
    }

    /// Whether the search of what is typed was given up.
    pub fn was_given_up(&self, ctx: Ctx<'_>) -> bool {
        self.given_up.as_ref().is_some_and(|asked| self.is_asked(ctx, asked))
    }

    /// Notices that something was typed at `now`, in window time.
    pub fn was_typed(&mut self, now: f64) {
        self.typed_at = now;
        self.given_up = None;
    }

    /// Whether the hits are those of what is typed, in the corpus as it is.
    pub fn is_current(&self, ctx: Ctx<'_>) -> bool {
        self.found.as_ref().is_some_and(|found| self.is_asked(ctx, &found.of))
    }

    /// Why the hits cannot be coded now.
    pub fn why_not_coded(&self, ctx: Ctx<'_>) -> Option<&'static str> {
        if self.error.is_some() {
            Some("What is looked for cannot be understood; put it right first")
        } else if self.typed.trim().is_empty() {
            Some("Type first what to look for")
        } else if self.was_given_up(ctx) {
            Some("This search was stopped; search again first")
        } else if !self.is_current(ctx) {
            Some("The texts are being searched")
        } else if self.len() == 0 {
            Some("Nothing was found")
        } else {
            None
        }
    }

    /// Tells one list of hits from another.
    pub const fn listing(&self) -> u64 {
        self.listing
    }

    fn is_asked(&self, ctx: Ctx<'_>, asked: &Asked) -> bool {
        (self.typed.trim(), self.matching, self.coded) == (asked.typed.as_str(), asked.matching, asked.coded)
            && ctx.session.revision() == asked.revision
    }

    /// Empties the hits.
    fn forget(&mut self) {
        self.running = None;
        if self.found.take().is_some() {
            self.document = None;
            self.list();
        }
    }

    /// Looks whether what is typed can be looked for, as soon as it is typed.
    fn try_pattern(&mut self) {
        let typed = self.typed.trim();
        let is_tried = self.tried.as_ref().is_some_and(|(known, how)| (known.as_str(), *how) == (typed, self.matching));
        if !is_tried {
            self.error = if typed.is_empty() { None } else { Pattern::new(typed, self.matching).err() };
            self.tried = Some((typed.to_owned(), self.matching));
        }
    }

    fn asked(&self, ctx: Ctx<'_>) -> Asked {
        let (matching, coded) = (self.matching, self.coded);
        Asked { typed: self.typed.trim().to_owned(), matching, coded, revision: ctx.session.revision() }
    }

    /// Begins a search when what is asked for has changed. Returns the seconds after which to look again.
    pub fn follow(&mut self, ctx: Ctx<'_>, now: f64, out: &mut Vec<Action>) -> Option<f64> {
        self.try_pattern();
        if self.error.is_some() || self.typed.trim().is_empty() {
            // Hits of something else than what is typed could be taken for its own, and be coded.
            self.forget();
            return None;
        }
        let is_sought = self.running.as_ref().is_some_and(|running| self.is_asked(ctx, &running.of));
        if is_sought || self.is_current(ctx) || self.was_given_up(ctx) {
            return None;
        }
        // What is under way looks for something else.
        self.running = None;
        let left = self.typed_at + PAUSE - now;
        if left > 0.0 {
            return Some(left);
        }
        let asked = self.asked(ctx);
        match Pattern::new(&asked.typed, asked.matching) {
            Ok(pattern) => {
                let request = SearchRequest { coded: asked.coded, max_hits: MAX_LISTED, ..SearchRequest::new(pattern) };
                let cancel = Cancel::default();
                let n_bytes = request.n_bytes(ctx.session.corpus());
                self.running = Some(Running { of: asked, cancel: cancel.clone(), n_bytes });
                out.push(Action::Passages(PassagesAsk::Search(Box::new(request), cancel)));
            }
            Err(error) => self.error = Some(error),
        }
        None
    }

    /// Takes in what was found.
    pub fn take_in(&mut self, mut hits: Hits) {
        let Some(running) = self.running.take() else { return };
        self.given_up = None;
        let is_anew = self.found.as_ref().is_none_or(|found| found.of.typed != running.of.typed);
        if self.order != HitOrder::Document {
            hits.sort(self.order);
        }
        let is_gone = |path: &DocPath| hits.documents.iter().all(|on| on.document != *path);
        if self.document.as_ref().is_some_and(is_gone) {
            self.document = None;
        }
        self.found = Some(Found { of: running.of.clone(), hits });
        if is_anew {
            self.cursor = None;
            self.scroll.rewind();
        }
        self.list();
    }

    /// Puts the hits into another order.
    pub fn sort(&mut self, order: HitOrder) {
        self.order = order;
        if let Some(found) = &mut self.found {
            found.hits.sort(order);
        }
        self.cursor = None;
        self.list();
    }

    /// Shows the hits of one document, or of all.
    pub fn show_document(&mut self, document: Option<DocPath>) {
        self.document = document;
        self.cursor = None;
        self.scroll.rewind();
        self.list();
    }

    fn list(&mut self) {
        self.listing += 1;
        let hits = self.found.as_ref().map(|found| found.hits.hits.as_slice()).unwrap_or_default();
        let is_shown = |hit: &Hit| self.document.as_ref().is_none_or(|document| hit.document == *document);
        let listed = hits.iter().enumerate().filter(|(_, hit)| is_shown(hit)).map(|(at, _)| at as u32);
        self.listed = listed.collect();
        self.cursor = self.cursor.filter(|at| *at < self.listed.len());
    }
}
