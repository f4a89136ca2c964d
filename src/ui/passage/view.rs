//! One open document in the reader: its text, its marks, its place, its selection.

use super::grip::Grip;
use super::header::Header;
use super::isolation::Isolation;
use super::margin::Margin;
use super::motion::{Step, Way};
use super::press::{LastPress, Press};
use super::quiet::QuietColors;
use super::scroll::{Frame, ScrollPosition};
use super::selection::{Selection, SelectionUnit};
use super::typeset::Typeset;
use super::{Handles, Mark, MarkIndex, SpanEnd};
use crate::text::{DocumentText, Span, trimmed};
use crate::ui::theme::Tokens;
use egui::Pos2;
use std::sync::Arc;

/// One open document in the reader; keep it for as long as the document is open, and call [`Self::show`] every frame.
///
/// All places are **bytes** of the text. Calls take effect the next time it is shown.
pub struct PassageView {
    pub(super) typeset: Typeset,
    pub(super) marks: MarkIndex,
    pub(super) header: Header,
    pub(super) scroll: ScrollPosition,
    pub(super) frame: Frame,
    pub(super) reveal: Option<Reveal>,
    pub(super) steps: Vec<(Step, Way)>,
    pub(super) selection: Selection,
    /// Where rows up and down aim at, kept while several follow each other.
    pub(super) goal_x: Option<f32>,
    pub(super) press: Option<Press>,
    pub(super) last_press: Option<LastPress>,
    pub(super) bar_grab: Option<f32>,
    pub(super) focused: Option<u64>,
    pub(super) handles: Option<Handles>,
    pub(super) grip: Option<Grip>,
    /// Marks of a statement whose handle was dragged, as they are to be again after this frame.
    pub(super) restored: Vec<Mark>,
    pub(super) isolation: Isolation,
    pub(super) pointer: Option<Pos2>,
    pub(super) find: Vec<Span>,
    pub(super) current_find: Option<usize>,
    /// Blocks in view and their tops, in points from the top of the window.
    pub(super) visible: Vec<(usize, f32)>,
    pub(super) view_bounds: egui::Rangef,
    /// Left edge of the text when last shown, in points of the window.
    pub(super) text_left: f32,
    pub(super) decor_for: Option<(Margin, Tokens)>,
    pub(super) quiet: Option<QuietColors>,
    pub(super) uses_safe_layout: bool,
}

/// What is to be brought into view.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reveal {
    /// With some text around it.
    Span(Span),
    /// No further than needed.
    Byte(usize),
    /// At the very top.
    Top(usize),
}

impl PassageView {
    /// Opens `text` at its top, with no marks.
    pub fn new(text: Arc<DocumentText>) -> Self {
        Self {
            typeset: Typeset::new(text),
            marks: MarkIndex::default(),
            header: Header::default(),
            scroll: ScrollPosition { block: 0, offset: f32::NEG_INFINITY },
            frame: Frame::default(),
            reveal: None,
            steps: Vec::new(),
            selection: Selection::default(),
            goal_x: None,
            press: None,
            last_press: None,
            bar_grab: None,
            focused: None,
            handles: None,
            grip: None,
            restored: Vec::new(),
            isolation: Isolation::default(),
            pointer: None,
            find: Vec::new(),
            current_find: None,
            visible: Vec::new(),
            view_bounds: egui::Rangef::NOTHING,
            text_left: 0.0,
            decor_for: None,
            quiet: None,
            uses_safe_layout: false,
        }
    }

    /// The text shown.
    pub fn text(&self) -> &Arc<DocumentText> {
        &self.typeset.text
    }

    /// The title above the text and the line below the title; both may be empty.
    pub fn set_header(&mut self, title: impl Into<String>, meta: impl Into<String>) {
        self.header = Header { title: title.into(), meta: meta.into() };
    }

    /// Replaces all marks. Lanes are given anew, unless the marks only look otherwise than before.
    pub fn set_marks(&mut self, marks: Vec<Mark>) {
        self.grip = None;
        if !self.marks.restyle(&marks) {
            self.marks = MarkIndex::new(marks);
        }
        self.typeset.forget_all_decor();
    }

    /// Replaces the marks of one statement, all with the same number; it keeps its lane if it can, others always do.
    pub fn upsert(&mut self, marks: Vec<Mark>) {
        let Some(statement) = marks.first().map(|mark| mark.statement) else { return };
        self.let_go_of(statement);
        self.put(marks);
    }

    /// Removes the marks of one statement.
    pub fn remove(&mut self, statement: u64) {
        self.let_go_of(statement);
        for span in self.marks.remove(statement) {
            self.typeset.forget_decor(span);
        }
    }

    /// Replaces the marks of one statement and draws anew what they touch.
    pub(super) fn put(&mut self, marks: Vec<Mark>) {
        for span in self.marks.upsert(marks) {
            self.typeset.forget_decor(span);
        }
    }

    /// All marks.
    pub fn marks(&self) -> &MarkIndex {
        &self.marks
    }

    /// Calls `visit` with each mark that shares a byte with `span`.
    pub fn for_each_mark_on(&self, span: Span, mut visit: impl FnMut(&Mark)) {
        self.marks.query(span, |found| visit(found.mark));
    }

    /// The statements on the character at `byte`, those with the shortest passage first: the order in which clicks
    /// and keys go through them.
    pub fn statements_at(&self, byte: usize) -> Vec<u64> {
        let mut found: Vec<u64> = Vec::new();
        self.marks.query(Span::new(byte, byte + 1), |found_mark| found.push(found_mark.mark.statement));
        let bounds = |statement: u64| {
            let spans = self.marks.of_statement(statement).map(|mark| mark.span);
            spans.reduce(Span::union).map_or(0, Span::len)
        };
        found.sort_by_cached_key(|statement| (bounds(*statement), *statement));
        found.dedup();
        found
    }

    /// Shows `statement` as the one at work: underlined, with a heavier bracket, while all others in view step back.
    pub fn set_focused(&mut self, statement: Option<u64>) {
        if self.focused != statement {
            self.focused = statement;
            self.isolation.yield_to_focus(self.pointer);
        }
    }

    /// Shows handles at the ends of a statement's passage, to be dragged ([`super::PassageResponse::handle`]); `None`
    /// shows none.
    ///
    /// Call with the present passage whenever it, or the active end, may have changed; the pending selection has
    /// handles of its own, without this.
    pub fn set_handles(&mut self, handles: Option<Handles>) {
        let statement = |handles: &Option<Handles>| handles.as_ref().map(|handles| handles.statement);
        if statement(&self.handles) != statement(&handles) {
            self.cancel_grip();
        }
        self.handles = handles;
    }

    /// Search hits, sorted and apart from each other, and which of them is the current one.
    pub fn set_find(&mut self, hits: Vec<Span>, current: Option<usize>) {
        self.find = hits;
        self.current_find = current;
    }

    /// What is selected, `None` for a caret alone.
    pub fn selection(&self) -> Option<Span> {
        let span = self.selection.span();
        (!span.is_empty()).then_some(span)
    }

    /// What is selected without white space at its ends.
    pub fn trimmed_selection(&self) -> Option<Span> {
        trimmed(self.text().as_str(), self.selection()?)
    }

    /// The selected text.
    pub fn selected_text(&self) -> Option<&str> {
        self.selection().map(|span| self.typeset.text.slice(span))
    }

    /// The statement that the pointer rests on.
    pub const fn hovered(&self) -> Option<u64> {
        self.isolation.hovered
    }

    /// Where the caret is: the end of the selection that moves.
    pub const fn caret(&self) -> usize {
        self.selection.head
    }

    /// Selects `span`, widened to whole characters as they are seen, with the caret at its end.
    pub fn select(&mut self, span: Span) {
        let len = self.text().len();
        let start = self.grapheme_border(span.start.min(len), Way::Back);
        let end = self.grapheme_border(span.end.min(len), Way::Forward);
        self.selection = Selection::over(Span::new(start, end.max(start)));
        self.goal_x = None;
    }

    /// Selects what lies between two places, taken to the borders of characters as they are seen; keys move `head`.
    pub fn select_with_head(&mut self, anchor: usize, head: usize) {
        self.select(Span::new(anchor.min(head), anchor.max(head)));
        if head < anchor {
            self.flip_edge();
        }
    }

    /// Which end of the selection keys move; `None` while nothing is selected.
    pub fn selection_edge(&self) -> Option<SpanEnd> {
        let is_backward = self.selection.head < self.selection.anchor;
        self.selection().map(|_| if is_backward { SpanEnd::Start } else { SpanEnd::End })
    }

    /// Lets keys move the other end of the selection, which stays as it is.
    pub fn flip_edge(&mut self) {
        self.selection = Selection { anchor: self.selection.head, head: self.selection.anchor };
        self.goal_x = None;
    }

    /// Selects the unit around `byte`.
    pub fn select_unit(&mut self, unit: SelectionUnit, byte: usize) {
        let span = unit.around(self.text().as_str(), byte.min(self.text().len()));
        self.select(span);
    }

    /// Selects all of the document.
    pub fn select_all(&mut self) {
        self.select(Span::new(0, self.text().len()));
    }

    /// Leaves the caret where it is and nothing selected.
    pub fn clear_selection(&mut self) {
        self.selection = Selection::caret(self.selection.head);
        self.press = None;
        self.cancel_grip();
    }

    /// Moves the caret by `step` and extends the selection with it; the caret stays in view.
    pub fn extend(&mut self, step: Step, way: Way) {
        self.steps.push((step, way));
    }

    /// Brings `span` into view with some text around it; nothing moves when it is in view already.
    pub const fn scroll_to(&mut self, span: Span) {
        self.reveal = Some(Reveal::Span(span));
    }

    /// Puts the row of `byte` at the top of the view, as it was when [`Self::first_visible`] said so.
    pub fn scroll_top_to(&mut self, byte: usize) {
        self.reveal = (byte > 0).then_some(Reveal::Top(byte.min(self.text().len())));
    }

    /// Whether all of `span` was in view when last shown.
    pub fn is_visible(&self, span: Span) -> bool {
        let top_of = |byte: usize| {
            let block = self.typeset.block_of(byte);
            let (_, y) = self.visible.iter().find(|(visible, _)| *visible == block)?;
            let layout = self.typeset.known_layout(block)?;
            let row = layout.row_of(byte - self.typeset.block_span(block).start);
            Some(y + row as f32 * self.typeset.column.row_height)
        };
        let row_height = self.typeset.column.row_height;
        let is_in_view = |y: f32| y >= self.view_bounds.min - 1.0 && y + row_height <= self.view_bounds.max + 1.0;
        [span.start, span.end.saturating_sub(1).max(span.start)]
            .into_iter()
            .all(|byte| top_of(self.text().as_str().floor_char_boundary(byte)).is_some_and(is_in_view))
    }

    /// The first byte in view when last shown.
    pub fn first_visible(&self) -> usize {
        self.visible.first().map_or(0, |(block, y)| {
            let start = self.typeset.block_span(*block).start;
            let row = ((self.view_bounds.min - y) / self.typeset.column.row_height).ceil().max(0.0) as usize;
            let layout = self.typeset.known_layout(*block);
            layout.map_or(start, |layout| start + layout.row_bytes(row.min(layout.n_rows() - 1)).start)
        })
    }

    /// Where the character at `byte` stood when last shown: the middle of its left edge, in points of the window;
    /// `None` when its block was out of view.
    pub fn place_of(&self, byte: usize) -> Option<Pos2> {
        self.caret_rect(byte, self.text_left).map(|rect| rect.left_center())
    }

    /// Whether a block in view was set cluster by cluster, so that letters may look unjoined; say so on screen.
    pub const fn uses_safe_layout(&self) -> bool {
        self.uses_safe_layout
    }

    /// The grapheme border at `byte`, else the next one in direction `way`.
    pub(super) fn grapheme_border(&self, byte: usize, way: Way) -> usize {
        let text = self.typeset.text.as_str();
        let byte = text.floor_char_boundary(byte);
        let mut cursor = unicode_segmentation::GraphemeCursor::new(byte, text.len(), true);
        if cursor.is_boundary(text, 0).unwrap_or(true) {
            return byte;
        }
        match way {
            Way::Back => crate::text::grapheme_before(text, byte),
            Way::Forward => crate::text::grapheme_after(text, byte),
        }
    }
}
