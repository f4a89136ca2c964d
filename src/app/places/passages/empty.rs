//! What stands where there is nothing to list: why, and what to do.

use super::place::{Mode, PassagesPlace};
use super::search::Search;
use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::words::sentence;
use crate::ui::theme::{self, size, space};
use egui::{Label, RichText, Ui};

/// Widest that a line of words is, in points.
const WIDTH: f32 = 440.0;

/// Says why no statement is shown.
pub fn no_statement_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    let wrong = state.field.error().filter(|_| state.field.is_wrong(ui));
    if let Some(fault) = state.rows.fault().or(wrong) {
        let why = sentence(&fault.to_string());
        words_ui(ui, ctx, "The filter means nothing here", &why);
        return centred(ui, |ui| {
            if ui.button("Clear filters").clicked() {
                state.show(Query::default());
            }
        });
    }
    if ctx.table.is_empty() {
        let why = "Nothing is coded yet. Select a passage in Code and say who speaks, about what, and where they \
                   stand; or search the texts and code all hits at once.";
        words_ui(ui, ctx, "No statements yet", why);
        return centred(ui, |ui| {
            if ui.button("Go to Code").on_hover_text(ctx.keymap.tooltip(Command::GoToCode)).clicked() {
                out.push(Action::Run(Command::GoToCode));
            }
            if ui.button("Search the texts").clicked() {
                state.go_to(Mode::Texts);
            }
        });
    }
    let why = "No statement fits this filter. Remove a condition, or try other words.";
    words_ui(ui, ctx, "Nothing matches", why);
    centred(ui, |ui| {
        if ui.button("Clear filters").on_hover_text("Show every statement").clicked() {
            state.show(Query::default());
        }
    });
}

/// Says why no hit is shown.
pub fn no_hit_ui(ui: &mut Ui, ctx: Ctx<'_>, search: &Search) {
    if let Some(error) = search.error() {
        return words_ui(ui, ctx, "This cannot be looked for", &sentence(&error.to_string()));
    }
    if search.typed.trim().is_empty() {
        let n = ctx.session.corpus().documents().len();
        let why = format!(
            "Type above what to look for in the texts of all {n} documents, coded or not. \u{201c}Quotes\u{201d} keep \
             words together, a star stands for the rest of a word, \u{201c}or\u{201d} and \u{201c}not\u{201d} do what they say."
        );
        return words_ui(ui, ctx, "Search the texts", &why);
    }
    if search.was_given_up(ctx) {
        return words_ui(ui, ctx, "The search was stopped", "Press Enter in the field above to search again.");
    }
    if search.is_current(ctx) {
        let account = search.hits().map(|hits| hits.account().sentence()).unwrap_or_default();
        words_ui(ui, ctx, "Nothing found", &account);
    }
}

fn words_ui(ui: &mut Ui, ctx: Ctx<'_>, title: &str, why: &str) {
    ui.add_space(ui.available_height() * 0.22);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(size::HEADING)));
        ui.add_space(space::TIGHT);
        ui.scope(|ui| {
            ui.set_max_width(WIDTH.min(ui.available_width() - 32.0));
            ui.add(Label::new(RichText::new(why).color(ctx.tokens.soft)).wrap());
        });
    });
    ui.add_space(space::GROUP);
}

/// Buttons in the middle.
fn centred(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.vertical_centered(add);
}
