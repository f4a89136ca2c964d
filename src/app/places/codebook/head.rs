//! The line above the columns, and the head of the list.

use super::ask::CodebookAsk;
use super::keys::PlaceKey;
use super::panel::{Outline, Panel};
use super::place::CodebookPlace;
use super::section::Section;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::places::keys::PlaceKeys;
use crate::model::SpeakerKind;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, tab};
use egui::{Align, Button, Event, Key, Layout, RichText, TextEdit, Ui, vec2};

/// Draws the sections, and what takes the codebook out and in.
pub fn head_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, out: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (section, key) in
            Section::ALL.into_iter().zip([PlaceKey::ShowThemes, PlaceKey::ShowStances, PlaceKey::ShowSpeakers])
        {
            let n = section.n_entries(ctx.codebook()).to_string();
            let name = format!("{} section, {n}", section.name());
            let response = tab(ui, section.name(), Some(&n), state.section() == section, &name);
            if response.on_hover_text(key.tooltip()).clicked() {
                state.go_to(section);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::STEP;
            for command in [Command::ExportCodebook, Command::ImportCodebook] {
                if ui.button(command.info().name).on_hover_text(ctx.keymap.tooltip(command)).clicked() {
                    out.push(Action::Run(command));
                }
            }
        });
    });
}

/// Draws the filter, the button that adds, and the field of a new name.
pub fn list_head_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, out: &mut Vec<Action>) {
    let section = state.section();
    let n_buttons = if section == Section::Speakers { 2.0 } else { 1.0 };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        let wants = std::mem::take(&mut state.wants_filter);
        let hint = format!("Filter {}", section.name().to_lowercase());
        let width = ui.available_width() - 8.0 - 72.0 * n_buttons;
        let field = TextEdit::singleline(&mut state.list().filter).id_salt(("filter", section)).hint_text(hint.clone());
        let response = ui.add(field.desired_width(width).margin(vec2(8.0, 6.0))).accessible_name(hint);
        let response = response.on_hover_text(PlaceKey::Filter.tooltip());
        if wants {
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            state.list().filter.clear();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            state.refresh_list(ctx);
            state.list().select_row(ctx.codebook(), section, 0);
        }
        if section == Section::Speakers {
            let is_by_use = state.list().is_by_use;
            let (words, how) = if is_by_use {
                ("By use", "Most used first; click for names in order")
            } else {
                ("A–Z", "Names in order; click for most used first")
            };
            if ui
                .add(Button::new(words).min_size(vec2(64.0, 28.0)))
                .accessible_name(format!("Order of speakers: {words}"))
                .on_hover_text(how)
                .clicked()
            {
                state.list().is_by_use ^= true;
            }
        }
        let shortcut = RichText::new(PlaceKey::Add.key()).font(theme::font(size::CAPTION)).color(ctx.tokens.faint);
        let button = Button::new("Add").shortcut_text(shortcut).min_size(vec2(64.0, 28.0));
        let name = format!("Add a {}", section.noun());
        let why_held = ctx.session.why_held_codebook();
        let response = ui.add_enabled(why_held.is_none(), button).accessible_name(&name);
        let response = response.on_hover_text(format!("{name} ({})", PlaceKey::Add.key()));
        if response.on_disabled_hover_text(why_held.unwrap_or_default()).clicked() {
            state.add(ctx, false);
        }
    });
    ui.add_space(space::TIGHT);
    adding_ui(ui, ctx, state, out);
}

/// The field of a new name.
fn adding_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, out: &mut Vec<Action>) {
    let section = state.section();
    let Some(adding) = &mut state.adding else { return };
    let id = ui.make_persistent_id(("adding", section));
    let pasted = if ui.memory(|memory| memory.has_focus(id)) { take_pasted_lines(ui) } else { None };
    if let Some(text) = pasted.filter(|_| section == Section::Themes) {
        let outline = Outline::new(text, adding.parent.clone());
        state.adding = None;
        state.card.open_panel(Panel::Outline(outline));
        return;
    }
    let above = adding.parent.as_ref().map(|parent| ctx.codebook().theme_name(parent).to_owned());
    let hint = match section {
        Section::Themes => "Name, or Workforce > Pay",
        Section::Stances => "Name, or Name 0.5",
        Section::Speakers => "Name, or Name, role, organisation",
    };
    let name = format!("Name of the new {}", section.noun());
    let (mut is_done, mut closes) = (false, false);
    if let Some(above) = above {
        ui.horizontal(|ui| {
            ui.add_space(space::STEP);
            ui.label(RichText::new(format!("Below {above}")).font(theme::font(size::CAPTION)).color(ctx.tokens.soft));
        });
        ui.add_space(-space::STEP);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let field = TextEdit::singleline(&mut adding.text).id(id).hint_text(hint);
        let width = ui.available_width() - 8.0 - 28.0;
        let response = ui.add(field.desired_width(width).margin(vec2(8.0, 6.0))).accessible_name(name);
        if std::mem::take(&mut adding.wants_focus) {
            response.request_focus();
        }
        let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        is_done = response.lost_focus() && enter;
        closes = response.lost_focus() && (escape || adding.text.trim().is_empty());
        if glyph_button(ui, Glyph::Close, "Do not add", Some("Esc")).clicked() {
            closes = true;
        }
    });
    ui.add_space(space::TIGHT);
    if is_done && !adding.text.trim().is_empty() {
        let text = adding.text.trim().to_owned();
        let ask = match section {
            Section::Themes => {
                CodebookAsk::AddThemes { outline: text, parent: adding.parent.clone(), before: adding.before.clone() }
            }
            Section::Stances => CodebookAsk::AddStance(text),
            Section::Speakers => CodebookAsk::AddSpeaker(text, SpeakerKind::Person),
        };
        out.push(Action::Codebook(ask));
        closes = true;
    }
    if closes {
        state.adding = None;
    }
}

/// Takes text of several lines that is being pasted out of the input: one line of a field cannot hold it.
fn take_pasted_lines(ui: &Ui) -> Option<String> {
    ui.input_mut(|input| {
        let at =
            input.events.iter().position(|event| matches!(event, Event::Paste(text) if text.trim().contains('\n')))?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}
