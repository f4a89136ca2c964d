//! The filter above the views, typed.

use super::base::Base;
use super::keys::PlaceKey;
use crate::analysis::query::{Query, QueryError};
use crate::analysis::{counted, thousands};
use crate::app::ctx::Ctx;
use crate::app::words::sentence;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::glyph_button;
use egui::{Align, Key, Layout, RichText, TextEdit, Ui, vec2};

/// Height of the line.
const HEIGHT: f32 = 32.0;

/// View state of the filter.
#[derive(Default)]
pub struct Filter {
    text: String,
    /// The query that the text was last made from, or made into.
    of: Query,
    error: Option<QueryError>,
    /// Whether the field is about to get the focus.
    pub wants_focus: bool,
}

/// Draws the field with how many statements there are. Returns whether the query was changed.
pub fn filter_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Filter, base: &mut Base) -> bool {
    if state.of != *base.query() {
        state.of = base.query().clone();
        state.text = state.of.to_string();
        state.error = None;
    }
    let mut is_changed = false;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), HEIGHT), Layout::right_to_left(Align::Center), |ui| {
        let (n, all) = (base.selection().len(), ctx.table.len());
        let words = if n == all {
            counted(n, "statement")
        } else {
            format!("{} of {}", thousands(n), counted(all, "statement"))
        };
        ui.label(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        if !state.text.is_empty() && glyph_button(ui, Glyph::Close, "Clear the filter", None).clicked() {
            state.text.clear();
            is_changed = true;
        }
        let hint = "Filter, such as stance:opposes date:2022..2023";
        let field = TextEdit::singleline(&mut state.text).hint_text(hint).desired_width(ui.available_width());
        let response = ui.add(field.margin(vec2(10.0, 7.0))).accessible_name("Filter");
        let response = response.on_hover_text(PlaceKey::Filter.tooltip());
        if std::mem::take(&mut state.wants_focus) {
            response.request_focus();
        }
        is_changed |= response.changed();
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            state.of = Query::default();
            state.text = base.query().to_string();
            state.of.clone_from(base.query());
            state.error = None;
            is_changed = false;
        }
    });
    if is_changed {
        is_changed = read(state, base);
    }
    if let Some(error) = state.error.as_ref().or(base.error()) {
        ui.label(RichText::new(sentence(&error.to_string())).font(theme::font(size::NOTE)).color(ctx.tokens.warning));
        ui.add_space(-space::TIGHT);
    }
    is_changed
}

/// Takes the text over as the query, unless it cannot be read.
fn read(state: &mut Filter, base: &mut Base) -> bool {
    match Query::parse(&state.text) {
        Ok(query) => {
            state.error = None;
            state.of.clone_from(&query);
            let is_other = query != *base.query();
            base.set(query);
            is_other
        }
        Err(error) => {
            state.error = Some(error);
            false
        }
    }
}
