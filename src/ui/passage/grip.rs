//! A handle in the hand of the pointer: dragging the ends of a passage.

use super::Mark;
use super::edge::{Handles, SpanEnd, snapped};
use super::handle::{Moves, foot};
use super::pointer::DRAG_AFTER;
use super::response::{HandleDrag, PassageResponse};
use super::selection::Selection;
use super::view::PassageView;
use crate::text::Span;
use egui::{CursorIcon, Pos2, Ui, Vec2};

/// A handle that the pointer holds.
#[derive(Clone, Debug)]
pub(super) struct Grip {
    pub(super) moves: Moves,
    /// Where the button went down.
    at: Pos2,
    /// From there to the middle of the row of the handle, so that the end is where the pointer seems to hold it.
    offset: Vec2,
    is_drag: bool,
    statement: Option<StatementGrip>,
}

/// What is known of a statement while one of its ends is held.
#[derive(Clone, Debug)]
struct StatementGrip {
    before: Handles,
    /// Its marks as they were, and as they are to be again when the pointer lets go.
    marks: Vec<Mark>,
    /// The passage as it is now.
    spans: Vec<Span>,
}

impl Grip {
    /// The passage as the pointer has it.
    pub(super) fn spans(&self) -> Option<&Vec<Span>> {
        self.statement.as_ref().map(|held| &held.spans)
    }
}

impl PassageView {
    /// Takes hold of the handle at `at`, if there is one. Returns whether there was.
    pub(super) fn take_grip(&mut self, at: Pos2, left: f32) -> bool {
        let Some(handle) = self.handle_at(at, left) else { return false };
        let statement = match handle.moves {
            Moves::Selection(_) => None,
            Moves::Statement(..) => self.handles.clone().map(|before| {
                let mut marks: Vec<Mark> = self.marks.of_statement(before.statement).cloned().collect();
                marks.sort_by_key(|mark| mark.span);
                StatementGrip { marks, spans: before.spans.clone(), before }
            }),
        };
        self.grip = Some(Grip { moves: handle.moves, at, offset: foot(&handle) - at, is_drag: false, statement });
        true
    }

    /// Moves the held end to the pointer, to whole words unless Alt is held, and tells of it.
    ///
    /// Returns where the button went down when it has come up again without a drag: that was a click.
    pub(super) fn follow_grip(&mut self, ui: &Ui, left: f32, out: &mut PassageResponse) -> Option<Pos2> {
        let mut grip = self.grip.take()?;
        let (pointer, is_down, by_character) = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.latest_pos(), pointer.primary_down(), input.modifiers.alt)
        });
        let Some(pointer) = pointer else {
            self.cancel(grip);
            return None;
        };
        grip.is_drag |= pointer.distance(grip.at) > DRAG_AFTER;
        if !grip.is_drag {
            let at = grip.at;
            self.grip = is_down.then_some(grip);
            return (!is_down).then_some(at);
        }
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        if let Some(hit) = self.hit(ui.ctx(), pointer + grip.offset, left) {
            self.move_end(&mut grip, hit.border, by_character);
        }
        if is_down {
            self.scroll_along(ui, pointer);
        }
        Self::tell(&grip, is_down, out);
        if is_down {
            self.grip = Some(grip);
        } else if let Some(held) = grip.statement {
            self.restored = held.marks;
        }
        None
    }

    fn move_end(&mut self, grip: &mut Grip, border: usize, by_character: bool) {
        let text = self.typeset.text.as_str();
        match (grip.moves, &mut grip.statement) {
            (Moves::Selection(end), _) => {
                let to = if by_character { border } else { snapped(text, border, end) };
                let span = end.put(self.selection.span(), to);
                if !span.is_empty() {
                    self.selection = match end {
                        SpanEnd::Start => Selection { anchor: span.end, head: span.start },
                        SpanEnd::End => Selection::over(span),
                    };
                    self.goal_x = None;
                }
            }
            (Moves::Statement(index, end), Some(held)) => {
                let to = if by_character { border } else { snapped(text, border, end) };
                let spans = held.before.with(index, end, to);
                if spans != held.spans {
                    held.spans = spans;
                    let shown = held.marks.iter().zip(&held.spans);
                    let marks = shown.map(|(mark, span)| Mark { span: *span, ..mark.clone() }).collect();
                    self.put(marks);
                }
            }
            (Moves::Statement(..), None) => {}
        }
    }

    fn tell(grip: &Grip, is_down: bool, out: &mut PassageResponse) {
        match (grip.moves, &grip.statement) {
            (Moves::Statement(span_index, end), Some(held)) => {
                out.handle = Some(HandleDrag {
                    statement: held.before.statement,
                    span_index,
                    end,
                    to: end.of(held.spans[span_index]),
                    spans: held.spans.clone(),
                    is_finished: !is_down,
                });
            }
            _ => out.selection_finished |= !is_down,
        }
    }

    /// Puts a statement whose handle was dragged back as it was: from here on the caller says what it is.
    pub(super) fn restore(&mut self) {
        let marks = std::mem::take(&mut self.restored);
        if !marks.is_empty() {
            self.put(marks);
        }
    }

    /// Lets go of the handle, as if it had not been dragged.
    pub(super) fn cancel_grip(&mut self) {
        if let Some(grip) = self.grip.take() {
            self.cancel(grip);
        }
    }

    fn cancel(&mut self, grip: Grip) {
        if let Some(held) = grip.statement.filter(|_| grip.is_drag) {
            self.put(held.marks);
        }
    }

    /// Lets go of the handles of `statement`, which is about to be given anew.
    pub(super) fn let_go_of(&mut self, statement: u64) {
        let is_held = |grip: &Grip| grip.statement.as_ref().is_some_and(|held| held.before.statement == statement);
        if self.grip.as_ref().is_some_and(is_held) {
            self.grip = None;
        }
    }
}
