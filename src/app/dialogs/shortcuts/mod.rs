//! The sheet of keys: every command with its key, to look up and to change, and the keys of the codebook.

mod ask;
mod entries;

use ask::{Ask, Heard, hear};

use crate::app::action::Action;
use crate::app::chord::Chord;
use crate::app::command::{Command, Menu};
use crate::app::ctx::{Basics, Ctx};
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, Tokens, size, space};
use crate::ui::widget::{glyph_button, hairline, key_cap};
use egui::{Align, Button, Layout, RichText, ScrollArea, TextEdit, Ui, vec2};

/// Room in points for the scroll bar, which floats.
const SCROLL_BAR: f32 = 12.0;

/// View state of the sheet.
#[derive(Default)]
pub struct KeysSheet {
    filter: String,
    ask: Option<Ask>,
}

impl KeysSheet {
    /// Whether the next key press is the answer to a question of the sheet, whatever it means elsewhere.
    pub fn takes_all_keys(&self) -> bool {
        self.ask.as_ref().is_some_and(Ask::is_listening)
    }
}

/// Draws the sheet; `wants_focus` when the field that filters is to get the text cursor.
pub fn shortcuts_ui(
    ui: &mut Ui,
    basics: Basics<'_>,
    ctx: Option<Ctx<'_>>,
    (state, wants_focus): (&mut KeysSheet, &mut bool),
    out: &mut Vec<Action>,
) {
    let tokens = basics.tokens;
    match state.ask.as_mut().map(|ask| hear(ui, basics, ask)) {
        Some(Heard::Nothing) | None => {}
        Some(Heard::Closed) => state.ask = None,
        Some(Heard::Given(command, chords)) => {
            out.push(Action::GiveKeys(command, Some(chords)));
            state.ask = None;
        }
    }
    let field =
        TextEdit::singleline(&mut state.filter).hint_text("Find a command or a key").desired_width(f32::INFINITY);
    let field = ui.add(field.margin(vec2(11.0, 8.0))).accessible_name("Find a command or a key");
    if std::mem::take(wants_focus) {
        field.request_focus();
    }
    for problem in basics.keymap.problems() {
        ui.label(RichText::new(problem).color(tokens.warning));
    }
    let wanted = state.filter.trim().to_lowercase();
    let foot = 34.0;
    let height = (ui.available_height() - foot).max(120.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        let mut n_shown = 0;
        for menu in Menu::ALL {
            let commands = Command::ALL.iter().filter(|command| command.info().menu == menu);
            let commands: Vec<Command> = commands.copied().filter(|command| fits(basics, *command, &wanted)).collect();
            if commands.is_empty() {
                continue;
            }
            n_shown += commands.len();
            heading_ui(ui, tokens, menu.name());
            for command in commands {
                command_ui(ui, basics, command, &mut state.ask, out);
            }
        }
        n_shown += entries::entries_ui(ui, basics, ctx, &wanted);
        if n_shown == 0 {
            ui.label(RichText::new("No command of that name or key.").color(tokens.soft));
        }
    });
    hairline(ui);
    ui.horizontal(|ui| {
        let how = "Click a key to change it. Changes are kept in keys.ron in the folder of the program’s settings.";
        ui.label(RichText::new(how).font(theme::font(size::NOTE)).color(tokens.soft));
        let is_changed = Command::ALL.iter().any(|command| basics.keymap.is_changed(*command));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = ui.add_enabled(is_changed, Button::new("All defaults"));
            if button.on_hover_text("Give every command its default keys again").clicked() {
                out.push(Action::ResetKeys);
            }
        });
    });
}

/// Whether a command is among those wanted: by its name, its help or its keys.
fn fits(basics: Basics<'_>, command: Command, wanted: &str) -> bool {
    let info = command.info();
    let keys = basics.keymap.chords(command).iter().map(ToString::to_string);
    keys.chain([info.name.to_owned(), info.help.to_owned(), command.id()])
        .any(|words| words.to_lowercase().contains(wanted))
}

/// Draws a command with its keys, each of which can be changed in place.
fn command_ui(ui: &mut Ui, basics: Basics<'_>, command: Command, ask: &mut Option<Ask>, out: &mut Vec<Action>) {
    let info = command.info();
    ui.horizontal(|ui| {
        let what = format!("{}\nIn keys.ron: {}", info.help, command.id());
        ui.label(info.name).on_hover_text(what);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            ui.add_space(SCROLL_BAR);
            if ask.as_ref().is_some_and(|ask| ask.command() == command) {
                ask::ask_ui(ui, basics, ask, out);
                return;
            }
            let chords = basics.keymap.chords(command);
            if basics.keymap.is_changed(command) {
                let button = Button::new(RichText::new("Default").color(basics.tokens.soft)).frame(false);
                let button = ui.add(button).accessible_name(format!("Default keys of {}", info.name));
                if button.on_hover_text("Give it its default keys again").clicked() {
                    out.push(Action::GiveKeys(command, None));
                }
            }
            if glyph_button(ui, Glyph::Plus, &format!("Add a key for {}", info.name), None).clicked() {
                *ask = Some(Ask::new(command, None));
            }
            for (at, chord) in chords.iter().enumerate().rev() {
                if key_button(ui, &chord.to_string(), info.name) {
                    *ask = Some(Ask::new(command, Some(at)));
                }
            }
            if chords.is_empty() {
                ui.label(RichText::new("none").font(theme::font(size::CAPTION)).color(basics.tokens.faint));
            }
        });
    });
}

fn key_button(ui: &mut Ui, key: &str, name: &str) -> bool {
    let button = Button::new(RichText::new(key).font(theme::font(size::CAPTION))).min_size(vec2(20.0, 20.0));
    let button = ui.add(button).accessible_name(format!("Key of {name}: {key}"));
    button.on_hover_text("Change this key").clicked()
}

fn heading_ui(ui: &mut Ui, tokens: &Tokens, words: &str) {
    ui.add_space(space::STEP);
    ui.label(RichText::new(words).font(theme::semibold(size::CAPTION)).color(tokens.soft));
}

fn row_ui(ui: &mut Ui, what: &str, keys: &[String]) {
    ui.horizontal(|ui| {
        ui.label(what);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(SCROLL_BAR);
            for key in keys.iter().rev() {
                key_cap(ui, key);
            }
        });
    });
}

/// The keys that a command has once `chord` stands in place of the one of number `at`, or beside those it has.
fn with_chord(chords: &[Chord], at: Option<usize>, chord: Option<Chord>) -> Vec<Chord> {
    let mut next = chords.to_vec();
    match (at.filter(|at| *at < next.len()), chord) {
        (Some(at), Some(chord)) => next[at] = chord,
        (Some(at), None) => drop(next.remove(at)),
        (None, chord) => next.extend(chord),
    }
    let mut seen = Vec::new();
    next.retain(|chord| {
        !seen.contains(chord) && {
            seen.push(*chord);
            true
        }
    });
    next
}
