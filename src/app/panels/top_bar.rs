//! The bar at the top: menu, places, search.

use crate::app::action::Action;
use crate::app::command::{Command, Menu};
use crate::app::ctx::{Basics, Ctx};
use crate::app::keymap::Keymap;
use crate::app::place::Place;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{paint_key_cap, tab};
use egui::{Align, Button, Layout, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Draws the bar. Without a corpus there is no place to go to yet.
pub fn top_bar_ui(ui: &mut Ui, basics: Basics<'_>, ctx: Option<Ctx<'_>>, out: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        menu_ui(ui, basics.keymap, ctx, out);
        ui.label(RichText::new("Standpoint").font(theme::semibold(size::BODY)));
        ui.add_space(space::STEP);
        if let Some(ctx) = ctx {
            for place in Place::ALL {
                place_ui(ui, ctx, place, out);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                search_ui(ui, ctx, out);
                corpus_ui(ui, ctx);
            });
        }
    });
}

fn place_ui(ui: &mut Ui, ctx: Ctx<'_>, place: Place, out: &mut Vec<Action>) {
    let response = tab(ui, place.name(), None, ctx.place == place, &format!("{} place", place.name()));
    if response.on_hover_text(ctx.keymap.tooltip(place.command())).clicked() {
        out.push(Action::GoTo(place));
    }
}

fn menu_ui(ui: &mut Ui, keymap: &Keymap, ctx: Option<Ctx<'_>>, out: &mut Vec<Action>) {
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Menu"));
    let visuals = *ui.style().interact(&response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, radius::CONTROL, visuals.weak_bg_fill);
    }
    glyph::paint(ui.painter(), rect.center(), 13.0, Glyph::Menu, visuals.fg_stroke.color);
    egui::Popup::menu(&response.on_hover_text("Menu")).show(|ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                ui.set_min_width(240.0);
                for command in Command::ALL.iter().filter(|command| command.info().menu == menu) {
                    item_ui(ui, keymap, ctx, *command, out);
                }
            });
        }
    });
}

fn item_ui(ui: &mut Ui, keymap: &Keymap, ctx: Option<Ctx<'_>>, command: Command, out: &mut Vec<Action>) {
    let info = command.info();
    let enabled = match ctx {
        Some(ctx) => ctx.enabled(command),
        None if command.needs_corpus() => Err("Open a corpus first"),
        None => Ok(()),
    };
    let mut button = Button::new(info.name);
    let key = keymap.key(command);
    if !key.is_empty() {
        button = button.shortcut_text(key);
    }
    let response = ui.add_enabled(enabled.is_ok(), button).on_hover_text(info.help);
    let response = response.on_disabled_hover_text(enabled.err().unwrap_or_default());
    if response.clicked() {
        out.push(Action::Run(command));
        ui.close();
    }
}

/// The field that opens the palette.
fn search_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    let width = ui.available_width().clamp(120.0, 300.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Search or run a command"));
    let outline = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.line };
    ui.painter().rect(rect, radius::CONTROL, tokens.page, Stroke::new(1.0, outline), StrokeKind::Inside);
    let at = pos2(rect.left() + 11.0, rect.center().y - 8.0);
    ui.painter().text(at, egui::Align2::LEFT_TOP, "Search or command…", theme::font(size::BODY), tokens.soft);
    let key = ctx.hint(Command::Palette);
    if !key.is_empty() {
        paint_key_cap(ui.painter(), tokens, rect.right() - 8.0, rect.center().y, &key);
    }
    if response.on_hover_text(ctx.keymap.tooltip(Command::Palette)).clicked() {
        out.push(Action::Run(Command::Palette));
    }
}

/// The name of the corpus, where there is room for it.
fn corpus_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    let root = ctx.session.layout().root();
    let name = root.file_name().map_or_else(|| root.to_string_lossy(), |name| name.to_string_lossy());
    if ui.available_width() > 160.0 {
        ui.add_space(space::STEP);
        ui.label(RichText::new(name).color(ctx.tokens.soft)).on_hover_text(root.display().to_string());
    }
}
