//! About what: one theme of the tree.

use super::super::picker::card::{card_ui, room_below};
use super::super::picker::more::{More, Said, theme_more_ui};
use super::super::picker::offer::Choice;
use super::super::picker::themes::above;
use super::super::picker::{Picked, picker_ui};
use super::fields::{BoxText, box_ui, carried_label_ui};
use super::{Field, StatementPanel};
use crate::app::action::{Action, NewEntry, Saying};
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::model::Theme;
use egui::Ui;

/// Draws the theme, and the picker when it is open.
pub fn theme_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    carried_label_ui(ui, ctx, "Theme", Command::CarryTheme, out);
    if state.open == Some(Field::Theme) {
        return theme_picker_ui(ui, ctx, state, out);
    }
    let chosen = ctx.said().theme();
    let value = chosen.map(|id| ctx.codebook().theme_name(id)).unwrap_or_default();
    let theme = chosen.and_then(|id| ctx.codebook().themes.get(id));
    let above = chosen.map(|id| above(ctx.codebook(), id)).unwrap_or_default();
    let definition = theme.map(|theme| theme.definition.as_str()).unwrap_or_default();
    let parts: Vec<&str> = [above.as_str(), definition].into_iter().filter(|part| !part.is_empty()).collect();
    let detail = parts.join(" · ");
    let text =
        BoxText { field: "Theme", value, empty: "About what?", detail: &detail, key: &ctx.hint(Command::PickTheme) };
    let response = box_ui(ui, ctx.tokens, &text);
    let response = match theme {
        Some(theme) => response.on_hover_text(guidance(theme)),
        None => response.on_hover_text(ctx.keymap.tooltip(Command::PickTheme)),
    };
    if response.clicked() {
        state.open(Field::Theme);
    }
}

/// What helps to decide for or against a theme.
fn guidance(theme: &Theme) -> String {
    let part = |head: &str, text: &str| if text.is_empty() { String::new() } else { format!("{head}{text}") };
    let parts = [theme.definition.clone(), part("Use: ", &theme.when), part("Not: ", &theme.when_not)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn theme_picker_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    if let Some(more) = &mut state.more {
        match theme_more_ui(ui, ctx, &mut state.offers, more) {
            None => return,
            Some(Said::Nothing) => {}
            Some(Said::Make(entry)) => out.push(Action::Make(NewEntry::Theme(entry))),
        }
        state.close();
        return;
    }
    let typed = state.picker.typed.clone();
    state.picker.keep_below(room_below(ui));
    let (listed, rows) = state.offers.themes(ctx, &typed);
    let picked = picker_ui(ui, ctx.tokens, &mut state.picker, "Choose or name a theme", rows);
    let choice = match picked {
        Some(Picked::Row(row)) => listed.get(row).map(|listed| listed.choice),
        _ => None,
    };
    if state.picker.take_more().is_some() {
        state.more = Some(More::theme(&typed));
    }
    match (picked, choice) {
        (None, _) => {
            if let Some(card) = state.offers.theme_card(ctx, state.picker.highlighted()) {
                card_ui(ui, ctx.tokens, &mut state.picker, &card);
            }
            return;
        }
        (_, Some(Choice::New(_))) => out.push(Action::Make(NewEntry::Theme(typed.trim().to_owned()))),
        (_, Some(Choice::Known(at))) => {
            if let Some(theme) = ctx.codebook().themes.at(at) {
                state.offers.used_theme(&theme.id);
                out.push(Action::Say(Saying::Theme(Some(theme.id.clone()))));
            }
        }
        (Some(_), None) => {}
    }
    state.close();
}
