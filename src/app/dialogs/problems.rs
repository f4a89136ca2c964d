//! What could not be read, or looks wrong, file by file.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::store::Severity;
use crate::ui::theme::{self, size};
use crate::ui::widget::hairline;
use egui::{RichText, ScrollArea, Ui};

/// Problems that are shown; the copied list has all.
const MAX_SHOWN: usize = 300;

/// Draws the list: file and line, cause, remedy.
pub fn problems_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let problems = ctx.session.problems();
    if problems.is_empty() {
        ui.label("Every file could be read, and nothing looks wrong.");
        return;
    }
    ui.label("Files that could not be read whole are shown as far as they could be, and are never written over.");
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for problem in problems.iter().take(MAX_SHOWN) {
            hairline(ui);
            let place = match problem.line {
                Some(line) => format!("{}, line {line}", problem.shown_path()),
                None => problem.shown_path(),
            };
            let colour = if problem.severity == Severity::Error { ctx.tokens.warning } else { ctx.tokens.soft };
            ui.label(RichText::new(place).font(theme::semibold(size::NOTE)).color(colour));
            ui.label(&problem.cause);
            ui.label(RichText::new(&problem.remedy).color(ctx.tokens.soft));
        }
        if problems.len() > MAX_SHOWN {
            hairline(ui);
            let n_more = problems.len() - MAX_SHOWN;
            ui.label(format!("And {n_more} more: copy the list, or run “standpoint check” on the folder."));
        }
    });
    if ui.button("Copy the list").clicked() {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        out.push(Action::Copy(lines.join("\n")));
    }
}
