//! Where an export is written to, and the button that starts it: the same in every dialog that writes a file.

use super::export::Outcome;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::ui::theme::{self, size};
use egui::{Button, Event, Key, Response, RichText, TextEdit, Ui, vec2};
use std::path::Path;

/// What a dialog says of its file.
pub struct Destination<'a> {
    /// The file, as typed.
    pub file: &'a mut String,
    /// How the last export went; one that is asked for anew is waited for.
    pub outcome: &'a mut Outcome,
    /// Whether there is something to write.
    pub is_ready: bool,
    /// Why nothing can be written now.
    pub why_not: &'a str,
}

/// Draws the field with the file, and the button. `choose` asks the system for a file, with a suggested name, and
/// `start` writes it.
pub fn destination_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    to: Destination<'_>,
    (choose, start): (impl FnOnce(String) -> Action, Action),
    out: &mut Vec<Action>,
) {
    let Destination { file, outcome, is_ready, why_not } = to;
    let mut wants = false;
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(file).hint_text("File to write");
        let response = ui.add(field.desired_width(ui.available_width() - 84.0)).accessible_name("File to write");
        if response.changed() {
            *outcome = Outcome::Waiting;
        }
        wants = enter_starts(ui, &response, outcome);
        if ui.button("Choose…").clicked() {
            let name = Path::new(&*file).file_name().map(|name| name.to_string_lossy().into_owned());
            out.push(choose(name.unwrap_or_default()));
        }
    });
    ui.horizontal(|ui| {
        let file = file.trim();
        let can = is_ready && !file.is_empty() && *outcome != Outcome::Running;
        let words = RichText::new("Export").font(theme::semibold(size::BODY)).color(ctx.tokens.on_accent);
        let button = Button::new(words).fill(ctx.tokens.accent).min_size(vec2(96.0, 32.0));
        let response = ui.add_enabled(can, button).accessible_name("Export to this file");
        if response.on_disabled_hover_text(why_not).clicked() || can && wants {
            out.push(start);
        }
        if *outcome == Outcome::Waiting && Path::new(file).exists() {
            ui.label(RichText::new("This file is there already and will be replaced.").color(ctx.tokens.warning));
        }
    });
}

/// Whether Enter asks for the export: in the field that names the file, or while no control has the keyboard.
fn enter_starts(ui: &Ui, field: &Response, outcome: &Outcome) -> bool {
    let is_enter = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. });
    let is_asked = field.lost_focus() || ui.memory(|memory| memory.focused().is_none());
    // What is written already is not written again by the same key.
    matches!(outcome, Outcome::Waiting | Outcome::Failed(_))
        && is_asked
        && ui.input(|input| input.events.iter().any(is_enter))
}

/// Gives `file` another ending, where it has that of the form before.
pub fn set_ending(file: &mut String, before: &str, ending: &str) {
    if let Some(stem) = file.strip_suffix(before) {
        *file = format!("{stem}{ending}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_goes_with_the_form_and_one_typed_stays() {
        let mut file = "net.csv".to_owned();
        set_ending(&mut file, "csv", "svg");
        assert_eq!(file, "net.svg");
        set_ending(&mut file, "csv", "png");
        assert_eq!(file, "net.svg");
    }
}
