//! What was selected before, so that no step of selecting is a dead end.

use crate::text::Span;

/// Steps that are remembered.
const MAX_STEPS: usize = 100;

/// A selection, and the parts of the passage chosen before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// Where the selection was begun and where it is now, in bytes; equal when nothing was selected.
    pub ends: (usize, usize),
    /// The parts of the passage chosen before it.
    pub pinned: Vec<Span>,
}

impl Selected {
    /// Whether there is a passage in it.
    pub const fn is_empty(&self) -> bool {
        self.ends.0 == self.ends.1 && self.pinned.is_empty()
    }
}

/// What was selected before, the latest last.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    steps: Vec<Selected>,
}

impl Trail {
    /// Remembers `before`, which is about to give way; what is no passage is not remembered.
    pub fn leave(&mut self, before: Selected) {
        if before.is_empty() || self.steps.last() == Some(&before) {
            return;
        }
        if self.steps.len() == MAX_STEPS {
            self.steps.remove(0);
        }
        self.steps.push(before);
    }

    /// Whether there is something to go back to.
    pub const fn can_step_back(&self) -> bool {
        !self.steps.is_empty()
    }

    /// The selection before `now`, which is forgotten.
    pub fn step_back(&mut self, now: &Selected) -> Option<Selected> {
        std::iter::from_fn(|| self.steps.pop()).find(|before| before != now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(start: usize, end: usize) -> Selected {
        Selected { ends: (start, end), pinned: Vec::new() }
    }

    #[test]
    fn steps_come_back_latest_first_and_carets_are_none() {
        let mut trail = Trail::default();
        trail.leave(selected(3, 3));
        assert!(!trail.can_step_back());
        trail.leave(selected(0, 5));
        trail.leave(selected(9, 0));
        assert_eq!(trail.step_back(&selected(9, 0)), Some(selected(0, 5)));
        assert_eq!(trail.step_back(&selected(0, 5)), None);
    }

    #[test]
    fn only_so_many_are_remembered() {
        let mut trail = Trail::default();
        for at in 1..=2 * MAX_STEPS {
            trail.leave(selected(0, at));
        }
        let n = std::iter::from_fn(|| trail.step_back(&selected(7, 7))).count();
        assert_eq!(n, MAX_STEPS);
    }
}
