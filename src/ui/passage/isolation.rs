//! Which statement stands out while the others step back: the one under the pointer, else the one at work.

use egui::{Context, Pos2};
use std::time::Duration;

/// Seconds that the pointer rests on a statement before it stands out, and off it before it does no more: a pointer
/// on its way across the page changes nothing.
const DELAY: f64 = 0.12;
/// Points that the pointer may tremble while it counts as at rest.
const TREMBLE: f32 = 2.0;

/// Follows the pointer from statement to statement.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Isolation {
    /// The statement pointed at for long enough.
    pub(super) hovered: Option<u64>,
    /// The statement pointed at, and since when.
    candidate: (Option<u64>, f64),
    /// Where the pointer was when another statement came to be at work: keys have the say until it moves.
    muted_at: Option<Pos2>,
}

impl Isolation {
    /// Takes notice of what the pointer is on now.
    pub(super) fn point_at(&mut self, statement: Option<u64>, pointer: Option<Pos2>, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let rests = |at: Pos2| pointer.is_some_and(|pointer| pointer.distance(at) < TREMBLE);
        self.muted_at = self.muted_at.filter(|at| rests(*at));
        let statement = statement.filter(|_| self.muted_at.is_none());
        if self.candidate.0 != statement {
            self.candidate = (statement, now);
        }
        if self.hovered == statement {
            return;
        }
        let left = self.candidate.1 + DELAY - now;
        if left <= 1e-3 {
            self.hovered = statement;
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        }
    }

    /// Lets the statement that has just come to be at work stand out, whatever the pointer rests on.
    pub(super) fn yield_to_focus(&mut self, pointer: Option<Pos2>) {
        *self = Self { muted_at: pointer, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{RawInput, pos2};

    fn at(isolation: &mut Isolation, ctx: &Context, time: f64, statement: Option<u64>, x: f32) -> Option<u64> {
        let input = RawInput { time: Some(time), ..RawInput::default() };
        let output = ctx.run_ui(input, |ui| isolation.point_at(statement, Some(pos2(x, 0.0)), ui.ctx()));
        output.drop_without_applying_deltas();
        isolation.hovered
    }

    #[test]
    fn a_statement_stands_out_after_a_moment_and_keys_have_the_last_word() {
        let (ctx, mut isolation) = (Context::default(), Isolation::default());
        assert_eq!(at(&mut isolation, &ctx, 1.0, Some(1), 5.0), None);
        assert_eq!(at(&mut isolation, &ctx, 1.05, Some(2), 9.0), None, "passed over");
        assert_eq!(at(&mut isolation, &ctx, 1.18, Some(2), 9.0), Some(2));
        assert_eq!(at(&mut isolation, &ctx, 1.20, None, 9.0), Some(2), "a gap between words is no end");
        assert_eq!(at(&mut isolation, &ctx, 1.25, Some(2), 9.0), Some(2));
        isolation.yield_to_focus(Some(pos2(9.0, 0.0)));
        assert_eq!(at(&mut isolation, &ctx, 1.5, Some(2), 9.5), None, "the pointer rests");
        assert_eq!(at(&mut isolation, &ctx, 1.6, Some(2), 20.0), None);
        assert_eq!(at(&mut isolation, &ctx, 1.8, Some(2), 20.0), Some(2));
        assert_eq!(at(&mut isolation, &ctx, 1.9, None, 20.0), Some(2));
        assert_eq!(at(&mut isolation, &ctx, 2.1, None, 20.0), None);
    }
}
