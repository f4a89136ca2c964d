//! What a change would do, worked out once and shown before it is done.

use super::fields::{soft_ui, warning_ui};
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::edit::reshape::{self, Plan, Reshape, ReshapeError};
use crate::session::Session;
use egui::Ui;

/// A change with what it would do, kept as long as neither it nor the corpus changes.
#[derive(Default)]
pub struct Preview {
    of: Option<(u64, Reshape)>,
    plan: Option<Result<Plan, ReshapeError>>,
}

impl Preview {
    /// What `reshape` would do.
    pub fn of(&mut self, ctx: Ctx<'_>, reshape: &Reshape) -> Result<&Plan, &ReshapeError> {
        let revision = ctx.session.revision();
        let is_known = self.of.as_ref().is_some_and(|(then, of)| *then == revision && of == reshape);
        if !is_known {
            self.plan = Some(reshape::plan(ctx.session.corpus(), reshape, Session::now()));
            self.of = Some((revision, reshape.clone()));
        }
        self.plan.as_ref().map_or(Err(&ReshapeError::NotThere(String::new())), Result::as_ref)
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
                let n_sets = format!("{} in {}", count(effect.n_statements, "statement"), count(effect.n_documents, "document"));
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

/// Words with a capital at the head and a full stop at the end.
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let head: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let tail = chars.as_str();
    let stop = if tail.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{head}{tail}{stop}")
}
