//! The tabs of the views, and what takes a finding out.

use super::View;
use super::choose::{PILL, pill_ui};
use super::exporting::{Form, Want};
use super::keys::PlaceKey;
use crate::app::ctx::Ctx;
use crate::app::places::keys::PlaceKeys;
use crate::ui::theme::space;
use crate::ui::widget::{section_label, tab};
use egui::{Align, Button, Layout, Popup, Ui, vec2};

/// The room that the button needs.
const COPY: f32 = 72.0;

/// Draws a tab for each view and the menu of exports; `shown` follows a click.
pub fn head_ui(ui: &mut Ui, ctx: Ctx<'_>, shown: &mut View) -> Option<Want> {
    let mut want = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for view in View::ALL {
            let name = format!("{} view", view.name());
            let response = tab(ui, view.name(), None, view == *shown, &name);
            if response.on_hover_text(view.key().tooltip()).clicked() {
                *shown = view;
            }
        }
        let forms = shown.forms();
        if !forms.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| want = export_ui(ui, ctx, &forms));
        }
    });
    want
}

fn export_ui(ui: &mut Ui, ctx: Ctx<'_>, forms: &[Form]) -> Option<Want> {
    let response = pill_ui(ui, ctx, "Export…", "", &PlaceKey::Export.tooltip());
    let mut want = None;
    let mut item = |ui: &mut Ui, words: &str, key: &str, help: &str, what: Want| {
        let button = Button::new(words).shortcut_text(key).min_size(vec2(ui.available_width(), 26.0));
        if ui.add(button.frame_when_inactive(false)).on_hover_text(help).clicked() {
            want = Some(what);
            ui.close();
        }
    };
    Popup::menu(&response).show(|ui| {
        ui.set_width(232.0);
        section_label(ui, "To the clipboard");
        let copy = PlaceKey::Copy;
        item(ui, copy.info().name, &copy.key(), copy.info().help, Want::Copy);
        for (at, form) in forms.iter().enumerate() {
            if at == 0 || forms[at - 1].group() != form.group() {
                ui.add_space(space::TIGHT);
                section_label(ui, form.group().name());
            }
            let key = if at == 0 { PlaceKey::Export.key() } else { String::new() };
            item(ui, &format!("{}…", form.label()), &key, form.help(), Want::Export(*form));
        }
    });
    // Where there is no room beside the views, it is in the menu alone.
    want.or_else(|| {
        if ui.available_width() < COPY {
            return None;
        }
        let copy = Button::new("Copy").min_size(vec2(0.0, PILL));
        ui.add(copy).on_hover_text(PlaceKey::Copy.tooltip()).clicked().then_some(Want::Copy)
    })
}
