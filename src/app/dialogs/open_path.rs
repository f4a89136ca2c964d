//! Typing the path of a folder.

use super::Dialogs;
use crate::app::action::Action;
use egui::{Button, Key, TextEdit, Ui, vec2};
use std::path::PathBuf;

/// Draws the dialog.
pub fn open_path_ui(ui: &mut Ui, state: &mut Dialogs, out: &mut Vec<Action>) {
    ui.label("The folder that holds your texts:");
    let field = TextEdit::singleline(&mut state.path).hint_text("/path/to/a/folder/of/texts");
    let response =
        ui.add(field.desired_width(f32::INFINITY).margin(vec2(8.0, 6.0))).accessible_name("Path of a folder");
    if std::mem::take(&mut state.wants_focus) {
        response.request_focus();
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let path = state.path.trim();
    let pressed = ui.add_enabled(!path.is_empty(), Button::new("Open")).clicked();
    if (entered || pressed) && !path.is_empty() {
        out.push(Action::CloseDialog);
        out.push(Action::OpenCorpus(PathBuf::from(path)));
    }
}
