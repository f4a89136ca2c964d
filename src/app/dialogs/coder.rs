//! Saying who codes.

use super::Dialogs;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::model::Coder;
use crate::store::Layout;
use crate::ui::theme::space;
use egui::{Button, Key, RichText, TextEdit, Ui, vec2};
use std::collections::BTreeMap;

/// Draws the dialog: those who have coded here, and a field for a new name.
pub fn coder_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Dialogs, out: &mut Vec<Action>) {
    ui.label("Each coder has annotation sets of their own. Only changes of the codebook reach everybody's.");
    let mut n_statements: BTreeMap<&Coder, usize> = BTreeMap::new();
    for (key, set) in ctx.session.corpus().sets() {
        *n_statements.entry(&key.coder).or_default() += set.len();
    }
    n_statements.entry(ctx.session.coder()).or_default();
    for (coder, n) in n_statements {
        let is_present = coder == ctx.session.coder();
        let words = format!("{coder} · {}", count(n, "statement"));
        let button = Button::selectable(is_present, words).min_size(vec2(ui.available_width(), 32.0));
        if ui.add(button).clicked() {
            out.push(Action::SetCoder(coder.to_string()));
        }
    }
    ui.add_space(space::STEP);
    ui.label("Or a new name:");
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.coder).hint_text("Name");
        let response = ui.add(field.desired_width(ui.available_width() - 108.0)).accessible_name("Name of the coder");
        if std::mem::take(&mut state.wants_focus) {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let checked = Layout::checked_coder(state.coder.trim());
        let pressed = ui.add_enabled(checked.is_ok(), Button::new("Code as this")).clicked();
        if let (true, Ok(coder)) = (entered || pressed, &checked) {
            out.push(Action::SetCoder(coder.to_string()));
        }
    });
    if let (false, Err(why)) = (state.coder.trim().is_empty(), Layout::checked_coder(state.coder.trim())) {
        ui.label(RichText::new(format!("Could not {why}.")).color(ctx.tokens.warning));
    }
}
