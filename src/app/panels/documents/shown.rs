//! The list as it is shown, worked out again only when the corpus or the choices changed.

use super::arrange::{Arranged, Line, arrange};
use super::row::ROW_HEIGHT;
use crate::app::arrangement::{Arrangement, Narrowing, Sort};
use crate::app::coverage::Coverages;
use crate::model::DocPath;
use crate::session::Session;
use std::ops::Range;

/// Height of the head of a group in points.
pub(super) const HEAD_HEIGHT: f32 = 30.0;

/// The lines of the list, with where each begins.
#[derive(Debug, Default)]
pub(super) struct Shown {
    key: Option<Key>,
    pub(super) arranged: Arranged,
    /// Where each line begins in points, and at last where all end.
    tops: Vec<f32>,
    /// Where the open document stood among those shown when it last was.
    stood_at: usize,
}

#[derive(Debug, PartialEq)]
struct Key {
    revision: u64,
    coverage: u64,
    chosen: Arrangement,
    narrowing: Narrowing,
}

impl Shown {
    /// Arranges the documents again if something changed. Returns whether it did.
    pub(super) fn refresh(
        &mut self,
        session: &Session,
        chosen: &Arrangement,
        narrowing: &Narrowing,
        coverages: &mut Coverages,
    ) -> bool {
        let coverage = if chosen.sort == Sort::Coverage { coverages.generation() } else { 0 };
        let revision = session.revision();
        let is_same = |key: &Key| {
            (key.revision, key.coverage) == (revision, coverage) && key.chosen == *chosen && key.narrowing == *narrowing
        };
        if self.key.as_ref().is_some_and(is_same) {
            return false;
        }
        let mut share = |document: &_| coverages.of(session, document).and_then(crate::analysis::Coverage::share);
        self.arranged = arrange(session.corpus(), session.coder(), chosen, narrowing, &mut share);
        self.tops.clear();
        self.tops.push(0.0);
        let mut y = 0.0;
        for line in &self.arranged.lines {
            y += height(*line);
            self.tops.push(y);
        }
        self.key = Some(Key { revision, coverage, chosen: chosen.clone(), narrowing: narrowing.clone() });
        true
    }

    /// Height of all lines in points.
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// Where a line begins in points.
    pub(super) fn top(&self, line: usize) -> f32 {
        self.tops.get(line).copied().unwrap_or_default()
    }

    /// The lines that are in sight between two heights.
    pub(super) fn lines_between(&self, min: f32, max: f32) -> Range<usize> {
        let n_lines = self.arranged.lines.len();
        let first = self.tops.partition_point(|top| *top <= min).saturating_sub(1);
        let end = self.tops.partition_point(|top| *top < max);
        first.min(n_lines)..end.min(n_lines)
    }

    /// The line of the document that stands at `at` in the corpus.
    pub(super) fn line_of(&self, at: usize) -> Option<usize> {
        self.arranged.lines.iter().position(|line| *line == Line::Document(at))
    }

    /// Remembers where the open document stands.
    pub(super) fn remember(&mut self, open: Option<usize>) {
        if let Some(at) = open.and_then(|open| self.arranged.documents().position(|at| at == open)) {
            self.stood_at = at;
        }
    }

    /// The document shown after or before the open one; where that is not shown any more, from where it stood.
    pub(super) fn neighbour(&self, session: &Session, open: Option<&DocPath>, is_forward: bool) -> Option<DocPath> {
        let order: Vec<usize> = self.arranged.documents().collect();
        let open = open.and_then(|path| session.corpus().position(path));
        let here = open.and_then(|open| order.iter().position(|at| *at == open));
        let last = order.len().checked_sub(1)?;
        let at = match (here, is_forward) {
            _ if open.is_none() => 0,
            (Some(here), true) => (here + 1).min(last),
            (Some(here), false) => here.saturating_sub(1),
            (None, true) => self.stood_at.min(last),
            (None, false) => self.stood_at.saturating_sub(1).min(last),
        };
        Some(session.corpus().documents()[order[at]].path.clone())
    }
}

const fn height(line: Line) -> f32 {
    match line {
        Line::Head(_) => HEAD_HEIGHT,
        Line::Document(_) => ROW_HEIGHT,
    }
}
