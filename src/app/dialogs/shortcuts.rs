//! The sheet of keys: every command with its key, and the keys of stances and themes.

use crate::app::command::{Command, Menu};
use crate::app::ctx::Ctx;
use crate::ui::theme::{self, Tokens};
use crate::ui::widget::key_cap;
use egui::{Align, Layout, RichText, ScrollArea, Ui};

/// Draws the sheet.
pub fn shortcuts_ui(ui: &mut Ui, tokens: &Tokens, ctx: Option<Ctx<'_>>) {
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for menu in Menu::ALL {
            heading_ui(ui, tokens, menu.name());
            for command in Command::ALL.into_iter().filter(|command| command.info().menu == menu) {
                let keys: Vec<String> = command.info().chords.iter().map(ToString::to_string).collect();
                if !keys.is_empty() {
                    row_ui(ui, command.info().name, &keys);
                }
            }
        }
        heading_ui(ui, tokens, "Reading and selecting");
        for (what, keys) in [
            ("Select a word, a sentence", ["Double-click", "Triple-click"]),
            ("Extend the selection", ["Shift+Click", "Shift+Arrow"]),
            ("Next of those that overlap", ["Click again", "\\"]),
        ] {
            row_ui(ui, what, &keys.map(str::to_owned));
        }
        let Some(ctx) = ctx else { return };
        heading_ui(ui, tokens, "Stances");
        for stance in &ctx.codebook().stances {
            row_ui(ui, &stance.name, &stance.key.map(String::from).into_iter().collect::<Vec<_>>());
        }
        heading_ui(ui, tokens, "Themes with a key");
        for theme in ctx.codebook().themes.iter().filter(|theme| theme.key.is_some()) {
            let key = theme.key.map(|key| key.to_uppercase().to_string());
            row_ui(ui, &theme.name, &key.into_iter().collect::<Vec<_>>());
        }
    });
}

fn heading_ui(ui: &mut Ui, tokens: &Tokens, words: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(words).font(theme::semibold(11.0)).color(tokens.soft));
}

fn row_ui(ui: &mut Ui, what: &str, keys: &[String]) {
    ui.horizontal(|ui| {
        ui.label(what);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for key in keys.iter().rev() {
                key_cap(ui, key);
            }
        });
    });
}
