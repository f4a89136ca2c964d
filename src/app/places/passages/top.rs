//! What stands above the table: statements or texts, what is looked for, how many there are.

use super::ask::PassagesAsk;
use super::column::Column;
use super::keys::PassagesKey;
use super::place::{Mode, PassagesPlace};
use super::remembered::Remembered;
use super::saved::saved_ui;
use super::search;
use crate::analysis::query::{Flag, Key, Term};
use crate::analysis::{Account, Field, Value, counted, thousands};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::panels::filters::filters_button;
use crate::app::panels::query_field::{query_error_ui, query_field_ui};
use crate::app::places::keys::PlaceKeys;
use crate::app::words::sentence;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, pill, tab, tick_box};
use egui::{Align, Button, Layout, Popup, PopupCloseBehavior, RichText, Ui};

/// Draws the tabs and the field. Returns whether the keys go on to what was found.
pub fn top_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) -> bool {
    let mut goes_on = false;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for mode in Mode::ALL {
            let response = tab(ui, mode.name(), None, state.mode == mode, mode.name());
            if response.on_hover_text(mode.key().tooltip()).clicked() {
                state.go_to(mode);
            }
        }
        ui.add_space(space::STEP);
        let key = PassagesKey::Query.key();
        match state.mode {
            Mode::Statements => {
                if let Some(query) = filters_button(ui, ctx, &mut state.facets, &state.query, out) {
                    state.show(query);
                }
                let typed = query_field_ui(ui, ctx, &mut state.field, &state.query, &key);
                goes_on = typed.goes_on;
                if let Some(query) = typed.query {
                    state.show(query);
                }
            }
            Mode::Texts => goes_on = search::field_ui(ui, &mut state.search, &key),
        }
    });
    goes_on
}

/// Draws the line below: how many, and what may be done with them.
pub fn line_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| match state.mode {
        Mode::Statements => statements_line(ui, ctx, state, out),
        Mode::Texts => texts_line(ui, ctx, state, out),
    });
}

fn texts_line(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    search::line_ui(ui, ctx, &mut state.search);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        if state.bulk.is_none() {
            let why_not = state.search.why_not_coded(ctx);
            let key = RichText::new(PassagesKey::Recode.key()).font(theme::font(size::CAPTION)).color(ctx.tokens.faint);
            let (n, is_all) = (thousands(state.search.len()), state.search.n_unlisted() == 0);
            let words = if is_all { "Code all hits…".to_owned() } else { format!("Code {n} hits…") };
            let why = if is_all {
                "Make a statement on each of these places, or on their sentences".to_owned()
            } else {
                format!("Make a statement on each of the {n} places listed, or on their sentences")
            };
            let button = Button::new(words).shortcut_text(key);
            let response = ui.add_enabled(why_not.is_none(), button).on_hover_text(why);
            if response.on_disabled_hover_text(why_not.unwrap_or_default()).clicked() {
                state.code_all(ctx, out);
            }
        }
        let note = |words: String| RichText::new(words).font(theme::font(size::NOTE));
        if let Some(error) = state.search.error() {
            let words = note(sentence(&error.to_string())).color(ctx.tokens.warning);
            ui.add(egui::Label::new(words).truncate());
        } else if let Some(hits) = state.search.hits().filter(|_| state.search.is_current(ctx)) {
            ui.add(egui::Label::new(note(hits.account().sentence()).color(ctx.tokens.soft)).truncate());
        }
    });
}

fn statements_line(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    if query_error_ui(ui, ctx, &state.field) {
        return;
    }
    if let Some(fault) = state.rows.fault() {
        ui.label(RichText::new(sentence(&fault.to_string())).font(theme::font(size::NOTE)).color(ctx.tokens.warning));
        return;
    }
    let (n, n_all) = (state.rows.len(), ctx.table.len());
    let words = if state.reading.is_running() {
        "Filtering…".to_owned()
    } else if n == n_all {
        counted(n, "statement")
    } else {
        format!("{} of {}", thousands(n), counted(n_all, "statement"))
    };
    ui.label(RichText::new(words).font(theme::semibold(size::NOTE)));
    left_out_ui(ui, ctx, state.rows.n_waiting());
    ui.add_space(space::STEP);
    quick_ui(ui, ctx, state);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        columns_ui(ui, &ctx.settings.passages, out);
        saved_ui(ui, ctx, state, out);
        if n > 0 {
            let why = "Write the statements that are shown to a file";
            if ui.button("Export…").on_hover_text(why).clicked() {
                let ids = (0..n).filter_map(|at| state.rows.id(ctx, at)).collect();
                out.push(Action::Passages(PassagesAsk::Export(ids)));
            }
        }
        let n_picked = state.picked.len();
        if n_picked > 0 && state.bulk.is_none() {
            let key = RichText::new(PassagesKey::Recode.key()).font(theme::font(size::CAPTION)).color(ctx.tokens.faint);
            let button = Button::new("Recode…").shortcut_text(key);
            if ui.add(button).on_hover_text(PassagesKey::Recode.tooltip()).clicked() {
                state.recode(ctx);
            }
        }
        if n_picked > 1 {
            let words = format!("{} picked", thousands(state.picked.len()));
            ui.label(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        }
    });
}

/// How much no row shows, and why.
fn left_out_ui(ui: &mut Ui, ctx: Ctx<'_>, n_waiting: usize) {
    let mut account = Account::default();
    account.leave_out(n_waiting, "waiting to be placed in a document that changed");
    account.leave_out(ctx.table.n_without_document(), "on documents that are not there");
    if account.left_out.is_empty() {
        return;
    }
    let n: usize = account.left_out.iter().map(|(n, _)| n).sum();
    let why = account.left_out.iter().map(|(n, why)| format!("{} {why}", thousands(*n))).collect::<Vec<_>>();
    let words = RichText::new(format!("without {}", thousands(n))).font(theme::font(size::NOTE));
    ui.label(words.color(ctx.tokens.soft)).on_hover_text(format!("Not shown: {}.", why.join(", ")));
}

/// Switches for what is missing or in doubt.
fn quick_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace) {
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    let names = ctx.table.names();
    state.facets.refresh(ctx, &state.query);
    let facets = state.facets.facets();
    let with_count = |words: &str, n: usize| format!("{words} · {}", thousands(n));
    let unset = Value::Unset(Field::Stance);
    let is_unset = state.query.values_of(&Key::Stance, names) == [unset.clone()];
    let stances = facets.fields.iter().filter(|facet| facet.key == Key::Stance).flat_map(|facet| &facet.values);
    let n_unset = stances.filter(|counted| counted.value == unset).map(|counted| counted.n).sum();
    let flags = facets.flags.clone();
    if pill(ui, is_unset, &with_count("Unset stance", n_unset))
        .on_hover_text("Statements of which the stance is not yet set")
        .clicked()
    {
        let others = state.query.without(&Key::Stance);
        state.show(if is_unset { others } else { others.toggled(&unset, names) });
    }
    for (flag, words, why) in [
        (Flag::Unsure, "Unsure", "Statements to be looked at again"),
        (Flag::Incomplete, "Incomplete", "Statements of which speaker, theme or stance is not yet set"),
    ] {
        let n = flags.iter().find(|(known, ..)| *known == flag).map_or(0, |(_, n, _)| *n);
        let is_on = state.query.all.contains(&Term::Flag(flag).into());
        if pill(ui, is_on, &with_count(words, n)).on_hover_text(why).clicked() {
            state.show(state.query.flag_toggled(flag));
        }
    }
}

/// The button that opens the choice of columns.
fn columns_ui(ui: &mut Ui, remembered: &Remembered, out: &mut Vec<Action>) {
    let button = glyph_button(ui, Glyph::Sliders, "Choose columns", None);
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(180.0);
        let mut next = None;
        for column in Column::ALL {
            let mut is_shown = remembered.shows(column);
            if tick_box(ui, &mut is_shown, column.name()).changed() {
                next = Some(remembered.with_turned(column));
            }
        }
        ui.separator();
        if ui.button("Usual columns and widths").clicked() {
            let columns = Remembered::default().columns;
            next = Some(Remembered { columns, ..remembered.clone() });
        }
        out.extend(next.map(|next| Action::Passages(PassagesAsk::Remember(Box::new(next)))));
    });
}
