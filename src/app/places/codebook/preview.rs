//! What a change would do, worked out once and shown before it is done.

use super::fields::{soft_ui, warning_ui};
use crate::app::ctx::Ctx;
use crate::app::words::{count, sentence};
use crate::edit::reshape::{self, Plan, Reshape, ReshapeError};
use crate::session::Session;
use egui::Ui;

/// A change with what it would do, kept as long as neither it nor the corpus changes.
#[derive(Default)]
pub struct Preview {
    known: Option<(u64, Reshape, Result<Plan, ReshapeError>)>,
}

impl Preview {
    /// What `reshape` would do.
    pub fn of(&mut self, ctx: Ctx<'_>, reshape: &Reshape) -> &Result<Plan, ReshapeError> {
        let revision = ctx.session.revision();
        let known = self.known.take().filter(|(then, of, _)| *then == revision && of == reshape);
        let make = || (revision, reshape.clone(), reshape::plan(ctx.session.corpus(), reshape, Session::now()));
        &self.known.insert(known.unwrap_or_else(make)).2
    }
}

/// Says what a change would do; `then` says what becomes of the statements. Returns whether it can be done.
pub fn preview_ui(ui: &mut Ui, ctx: Ctx<'_>, preview: &mut Preview, reshape: &Reshape, then: &str) -> bool {
    match preview.of(ctx, reshape) {
        Err(error) => {
            warning_ui(ui, ctx.tokens, &sentence(&error.to_string()));
            false
        }
        Ok(plan) => {
            let effect = &plan.effect;
            let words = if effect.n_statements == 0 {
                "No statement changes.".to_owned()
            } else {
                let n_sets =
                    format!("{} in {}", count(effect.n_statements, "statement"), count(effect.n_documents, "document"));
                format!("{n_sets} by {} {then}.", count(effect.n_coders, "coder"))
            };
            ui.label(format!("{words} Undo brings everything back."));
            for warning in &plan.warnings {
                soft_ui(ui, ctx.tokens, sentence(&warning.to_string()));
            }
            true
        }
    }
}
