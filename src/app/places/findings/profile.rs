//! One speaker, theme or document: its stances, partners, time and quotations.

use crate::analysis::{AxisValue, Value};
use crate::app::action::Action;
use egui::Ui;

/// Whether there is a profile of `value`.
pub const fn has_profile(value: &Value) -> bool {
    matches!(
        value,
        Value::Theme(_) | Value::ThemeAndBelow(_) | Value::Speaker(_) | Value::Organisation(_) | Value::Document(_)
    )
}

/// Draws the menu of a value.
pub fn menu_ui(ui: &mut Ui, value: &AxisValue, out: &mut Vec<Action>) {
    let _ = out;
    if has_profile(&value.value) && ui.button("Profile").clicked() {
        ui.close();
    }
}
