//! The field of the search, how it is understood, and what it found in a line.

use super::Search;
use crate::analysis::search::CodedOrNot;
use crate::app::ctx::Ctx;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, pill, select_all, tick_box};
use egui::{Key, RichText, TextEdit, Ui, vec2};

/// What stands in the field while it is empty.
const HINT: &str = "Words or a “phrase” in the texts, coded or not";

/// Draws the field. Returns whether the keys go on to the hits.
pub fn field_ui(ui: &mut Ui, state: &mut Search, key: &str) -> bool {
    let hint = if state.matching.is_regex { "Regular expression, such as wait\\w* list" } else { HINT };
    let is_full = !state.typed.is_empty();
    let room = ui.available_width() - if is_full { 24.0 + space::TIGHT } else { 0.0 };
    let field = TextEdit::singleline(&mut state.typed).hint_text(hint).desired_width(room);
    let response = ui.add(field.margin(vec2(10.0, 7.0))).accessible_name("Search the texts");
    let response = response.on_hover_text(format!(
        "“phrase”, wait*, one or other, one not other; case and accents make no difference ({key})"
    ));
    if std::mem::take(&mut state.wants_focus) {
        response.request_focus();
        select_all(ui.ctx(), response.id, &state.typed);
    }
    if response.changed() {
        state.was_typed(ui.input(|input| input.time));
    }
    let goes_on = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if goes_on {
        // Whoever presses Enter waits no longer.
        state.was_typed(f64::NEG_INFINITY);
    }
    if is_full && glyph_button(ui, Glyph::Close, "Clear the search", None).clicked() {
        state.typed.clear();
        state.wants_focus = true;
    }
    goes_on
}

/// Draws how what is typed is understood, and what was found.
pub fn line_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Search) {
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    let was = (state.matching, state.coded);
    tick_box(ui, &mut state.matching.whole_words, "Whole words").on_hover_text("“list” is not in “listed”");
    tick_box(ui, &mut state.matching.is_exact, "Exact").on_hover_text("Capital letters and accents as typed");
    tick_box(ui, &mut state.matching.is_regex, "Regular expression")
        .on_hover_text("A pattern such as wait\\w* (list|time)s?");
    ui.add_space(space::STEP);
    for (coded, words, why) in [
        (CodedOrNot::Any, "All", "Every place"),
        (CodedOrNot::NotCoded, "Not coded", "Places on which no statement lies"),
        (CodedOrNot::Coded, "Coded", "Places on which a statement lies"),
    ] {
        if pill(ui, state.coded == coded, words).on_hover_text(why).clicked() {
            state.coded = coded;
        }
    }
    if was != (state.matching, state.coded) {
        state.was_typed(f64::NEG_INFINITY);
    }
    let soft = |words: String| RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft);
    if let Some(progress) = state.progress() {
        ui.add_space(space::STEP);
        ui.spinner();
        ui.label(soft(format!("Searching, {:.0} %", progress * 100.0)));
        if ui.button("Stop").on_hover_text("Give this search up").clicked() {
            state.cancel();
        }
    }
}
