//! Choices above a finding: a pill that says what is chosen, with a menu of what else there is.

use crate::app::ctx::Ctx;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size, space};
use egui::{
    Button, Color32, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

/// Height of a pill.
pub const PILL: f32 = 28.0;
/// Room between the edge of a pill and its words.
const INSET: f32 = 10.0;
/// Menus are no higher than this.
const MENU: f32 = 420.0;
/// Words of a menu have at least this room.
const LEAST: f32 = 140.0;
/// Room at the right of a menu, where the scroll bar floats.
const MARGIN: f32 = 14.0;

/// A pill such as `Rows  Theme ▾`; its menu is up to the caller, which may close it with a click or keep it open.
pub fn pill_ui(ui: &mut Ui, ctx: Ctx<'_>, label: &str, value: &str, help: &str) -> Response {
    let tokens = ctx.tokens;
    let label_galley = ui.painter().layout_no_wrap(label.to_owned(), theme::font(size::BODY), tokens.soft);
    let value_galley = ui.painter().layout_no_wrap(value.to_owned(), theme::font(size::BODY), tokens.ink);
    let gap = if value.is_empty() { 0.0 } else { space::TIGHT + space::LINE };
    let width = label_galley.size().x + gap + value_galley.size().x + 2.0 * INSET + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, PILL), Sense::click());
    let is_enabled = ui.is_enabled();
    response.widget_info(|| {
        let name = if value.is_empty() { label.to_owned() } else { format!("{label}: {value}") };
        WidgetInfo::labeled(Role::ComboBox, is_enabled, name)
    });
    if ui.is_rect_visible(rect) {
        let is_lit = response.hovered()
            || response.has_focus()
            || Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
        let outline = if response.has_focus() { tokens.accent } else { tokens.line };
        let fill = if is_lit { tokens.selected } else { tokens.panel };
        ui.painter().rect(rect, radius::CONTROL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
        let middle = |height: f32| rect.center().y - height / 2.0;
        let x = rect.left() + INSET;
        let value_x = x + label_galley.size().x + gap;
        ui.painter().galley(pos2(x, middle(label_galley.size().y)), label_galley, tokens.soft);
        ui.painter().galley(pos2(value_x, middle(value_galley.size().y)), value_galley, tokens.ink);
        let at = pos2(rect.right() - INSET - 2.0, rect.center().y + 0.5);
        glyph::paint(ui.painter(), at, 9.0, Glyph::ChevronDown, tokens.soft);
    }
    response.on_hover_text(help)
}

/// A pill with a menu of `options`; the one that was chosen.
pub fn choice_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    label: &str,
    help: &str,
    chosen: &T,
    options: &[(T, String)],
) -> Option<T> {
    let value = options.iter().find(|(option, _)| option == chosen).map_or("", |(_, words)| words);
    let response = pill_ui(ui, ctx, label, value, help);
    let mut picked = None;
    let opens = response.clicked();
    Popup::menu(&response).show(|ui| picked = options_ui(ui, chosen, options, opens));
    picked
}

/// One of several `options` in a menu, which `opens` in this frame; the one that was chosen.
fn options_ui<T: PartialEq + Clone>(ui: &mut Ui, chosen: &T, options: &[(T, String)], opens: bool) -> Option<T> {
    let mut picked = None;
    let set =
        |words: &str| ui.painter().layout_no_wrap(words.to_owned(), theme::font(size::BODY), Color32::PLACEHOLDER);
    let widest = options.iter().map(|(_, words)| set(words).size().x).fold(LEAST, f32::max);
    // The menu is as wide as its words; what room there is besides is none of its own.
    ui.set_width((widest + 2.0 * ui.spacing().button_padding.x + MARGIN).ceil());
    ScrollArea::vertical().max_height(MENU).show(ui, |ui| {
        for (option, words) in options {
            let button = Button::selectable(option == chosen, words).min_size(vec2(ui.available_width(), 26.0));
            let response = ui.add(button);
            if opens && option == chosen {
                // The arrow keys go on from what is chosen.
                response.request_focus();
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(option.clone());
                ui.close();
            }
        }
    });
    picked.filter(|picked| picked != chosen)
}

/// A pill whose menu stays open while choices are made in it.
pub fn options_pill_ui(ui: &mut Ui, ctx: Ctx<'_>, label: &str, help: &str, add: impl FnOnce(&mut Ui)) {
    let response = pill_ui(ui, ctx, label, "", help);
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(add);
}
