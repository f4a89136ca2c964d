//! The ways back: the bar above the text in Code while somebody came from a row of the table, with the way on to the
//! next row; and the bar above the table while somebody came from a number of Findings.

use super::ask::PassagesAsk;
use super::keys::PassagesKey;
use super::place::{Mode, PassagesPlace};
use crate::analysis::query::Query;
use crate::analysis::thousands;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::places::keys::PlaceKeys as _;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, vertical_hairline};
use egui::{Align, Button, Layout, RichText, Ui};

impl PassagesPlace {
    /// Shows the statements behind a number of Findings, and offers the way back.
    pub fn open_number(&mut self, query: Query) {
        let before = std::mem::take(&mut self.query);
        // From one number to the next, what stood before the first is still before.
        self.before_findings.get_or_insert(before);
        self.show(query);
    }

    /// Offers the way back to Findings no more. Returns the filter that stood here before.
    pub fn leave_findings(&mut self) -> Option<Query> {
        self.before_findings.take()
    }
}

/// Draws the bar above the table while a number of Findings is opened: the way back, and the filter before.
pub fn way_back_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    let soft = |words: String| RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        let back = PassagesKey::BackToFindings;
        let button = Button::new("‹ Back to Findings").shortcut_text(soft(back.key()));
        if ui.add(button).on_hover_text(back.tooltip()).clicked() {
            out.push(Action::Passages(PassagesAsk::BackToFindings));
        }
        ui.label(soft("The statements behind a number".to_owned()));
        let before = state.before_findings.clone().filter(|before| !before.is_empty() && *before != state.query);
        if let Some(before) = before {
            vertical_hairline(ui, 16.0);
            let why = format!("{before}\nThe filter that stood here before");
            if ui.button("Show the filter before").on_hover_text(why).clicked() {
                state.leave_findings();
                state.show(before);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if glyph_button(ui, Glyph::Close, "Put the way back away", None).clicked() {
                state.leave_findings();
            }
        });
    });
}

/// Draws the bar.
pub fn trail_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &PassagesPlace, out: &mut Vec<Action>) {
    let soft = |words: String| RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        let key = soft(ctx.hint(Command::BackToPassages));
        let button = Button::new("‹ Back to Passages").shortcut_text(key);
        if ui.add(button).on_hover_text(ctx.keymap.tooltip(Command::BackToPassages)).clicked() {
            out.push(Action::Run(Command::BackToPassages));
        }
        if let Some((at, n)) = state.standing() {
            vertical_hairline(ui, 16.0);
            for (sign, command) in
                [(Glyph::ChevronUp, Command::PreviousPassage), (Glyph::ChevronDown, Command::NextPassage)]
            {
                let key = ctx.keymap.key(command);
                if glyph_button(ui, sign, command.info().name, Some(&key)).clicked() {
                    out.push(Action::Run(command));
                }
            }
            let what = if state.mode == Mode::Texts { "Hit" } else { "Statement" };
            ui.label(soft(format!("{what} {} of {}", thousands(at + 1), thousands(n))));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if glyph_button(ui, Glyph::Close, "Put the way back away", None).clicked() {
                out.push(Action::Passages(PassagesAsk::LeaveTrail));
            }
        });
    });
}
