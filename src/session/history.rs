//! Carrying out changes, taking them back, doing them again.

use super::{Change, Session, SessionError, Undone, next_codebook_revision};
use crate::edit::{self, Edit, History, Step, Touched};

impl Session {
    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&Step> {
        self.history.next_undo()
    }

    /// What redo would do again.
    pub fn next_redo(&self) -> Option<&Step> {
        self.history.next_redo()
    }

    /// Carries out a change, remembers how to undo it, and hands what was touched to the saver.
    ///
    /// # Errors
    /// When the change does not fit or touches a file that is read-only here; nothing has changed then.
    pub fn apply(&mut self, change: Change) -> Result<Touched, SessionError> {
        let says_what_goes = change.says_what_goes;
        let (inverse, touched) =
            self.carry_out(change.edit.clone(), says_what_goes, |it| it.back_up_before(&change))?;
        let Change { label, focus, merge, .. } = change;
        self.history.push(Step { label, focus, by: self.coder.clone(), edit: inverse, merge });
        Ok(touched)
    }

    /// Ends a run of merging steps, as when a field loses the focus.
    pub const fn close_step(&mut self) {
        self.history.close();
    }

    /// Takes back the last step; `None` when there is none.
    ///
    /// # Errors
    /// When a file behind it has become read-only; the step is kept.
    pub fn undo(&mut self) -> Result<Option<Undone>, SessionError> {
        let step = self.history.take_undo();
        self.step(step, History::put_redo, History::put_undo)
    }

    /// Does the last undone step again; `None` when there is none.
    ///
    /// # Errors
    /// When a file behind it has become read-only; the step is kept.
    pub fn redo(&mut self) -> Result<Option<Undone>, SessionError> {
        let step = self.history.take_redo();
        self.step(step, History::put_undo, History::put_redo)
    }

    /// Carries out a step of the history and files its inverse with `done`, or the step itself with `kept`.
    fn step(
        &mut self,
        step: Option<Step>,
        done: fn(&mut History, Step, Edit),
        kept: fn(&mut History, Step, Edit),
    ) -> Result<Option<Undone>, SessionError> {
        let Some(step) = step else { return Ok(None) };
        let edit = step.edit.clone();
        if step.by != self.coder && edit.touches_sets() {
            let error = SessionError::Another { label: step.label.clone(), by: step.by.clone() };
            kept(&mut self.history, step, edit);
            return Err(error);
        }
        match self.carry_out(edit.clone(), true, |it| it.back_up_before_step(&step)) {
            Ok((inverse, touched)) => {
                let undone = Undone { label: step.label.clone(), focus: step.focus.clone(), touched };
                done(&mut self.history, step, inverse);
                Ok(Some(undone))
            }
            Err(error) => {
                kept(&mut self.history, step, edit);
                Err(error)
            }
        }
    }

    /// Changes the corpus and hands what was touched to the saver. `before` is called once the edit fits.
    pub(super) fn carry_out(
        &mut self,
        edit: Edit,
        says_what_goes: bool,
        before: impl FnOnce(&Self),
    ) -> Result<(Edit, Touched), SessionError> {
        if self.is_taking_along {
            return Err(SessionError::Held("statements are being taken along to another document".to_owned()));
        }
        self.claim_for(&edit)?;
        self.check_held(&edit)?;
        self.remember_bases(&edit);
        let (inverse, touched) = edit::apply(&mut self.corpus, edit)?;
        before(self);
        if says_what_goes {
            self.announce(&touched);
        }
        self.revision += 1;
        if touched.codebook {
            self.codebook_revision = next_codebook_revision();
        }
        if let Err(error) = self.submit(&touched) {
            // What cannot be saved is not done either.
            edit::apply(&mut self.corpus, inverse)?;
            return Err(error.into());
        }
        self.forget_gone(&touched);
        Ok((inverse, touched))
    }
}
