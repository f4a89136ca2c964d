//! What is shown with no corpus open: how to open one.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Basics;
use crate::ui::theme::{self, Tokens, radius, size, space};
use crate::ui::widget::{clipped_text, hairline};
use egui::{Button, Key, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};
use std::path::PathBuf;

/// View state of the page.
#[derive(Debug, Default)]
pub struct StartPage {
    path: String,
}

/// Draws the page; `recents` are the corpora opened before, latest first.
pub fn start_page_ui(
    ui: &mut Ui,
    basics: Basics<'_>,
    state: &mut StartPage,
    recents: &[PathBuf],
    out: &mut Vec<Action>,
) {
    let tokens = basics.tokens;
    let width = ui.available_width().min(560.0);
    let margin = ((ui.available_width() - width) / 2.0).max(0.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space((ui.available_height() * 0.16).min(120.0));
        ui.horizontal(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.label(RichText::new("Standpoint").font(theme::reading_semibold(size::DISPLAY)));
                let what = "Code who takes which position on what. Your texts stay as they are; what you tag is saved beside them.";
                ui.label(RichText::new(what).font(theme::reading(size::READING)).color(tokens.soft));
                ui.add_space(space::GROUP);
                open_ui(ui, basics, state, out);
                ui.add_space(space::SECTION);
                recents_ui(ui, tokens, recents, out);
            });
        });
    });
}

fn open_ui(ui: &mut Ui, basics: Basics<'_>, state: &mut StartPage, out: &mut Vec<Action>) {
    let Basics { tokens, keymap, .. } = basics;
    ui.horizontal_wrapped(|ui| {
        let words = RichText::new("Open folder…").font(theme::semibold(size::BODY)).color(tokens.on_accent);
        let open = Button::new(words).fill(tokens.accent).min_size(vec2(132.0, 34.0));
        if ui.add(open).on_hover_text(keymap.tooltip(Command::OpenFolder)).clicked() {
            out.push(Action::Run(Command::OpenFolder));
        }
        let sample = Button::new("Open the sample corpus").min_size(vec2(0.0, 34.0));
        if ui.add(sample).on_hover_text(keymap.tooltip(Command::OpenSample)).clicked() {
            out.push(Action::Run(Command::OpenSample));
        }
    });
    ui.add_space(space::STEP);
    ui.label(RichText::new("Or drop a folder here, or type its path:").color(tokens.soft));
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.path).hint_text("/path/to/a/folder/of/texts");
        let response = ui.add(field.desired_width(ui.available_width() - 72.0).margin(vec2(8.0, 6.0)));
        let response = response.accessible_name("Path of a folder");
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let pressed = ui.add_enabled(!state.path.trim().is_empty(), Button::new("Open").min_size(vec2(56.0, 28.0)));
        if (entered || pressed.clicked()) && !state.path.trim().is_empty() {
            out.push(Action::OpenCorpus(PathBuf::from(state.path.trim())));
        }
    });
}

fn recents_ui(ui: &mut Ui, tokens: &Tokens, recents: &[PathBuf], out: &mut Vec<Action>) {
    ui.label(RichText::new("Recent corpora").font(theme::semibold(size::CAPTION)).color(tokens.soft));
    ui.add_space(-space::TIGHT);
    hairline(ui);
    if recents.is_empty() {
        ui.label(RichText::new("Corpora that you open are listed here.").color(tokens.soft));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for path in recents {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
        let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {name}")));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, radius::CONTROL, tokens.selected);
        }
        let (left, wide) = (rect.left() + 8.0, rect.width() - 16.0);
        clipped_text(ui.painter(), pos2(left, rect.top() + 5.0), &name, theme::semibold(size::BODY), tokens.ink, wide);
        let whole = path.display().to_string();
        clipped_text(
            ui.painter(),
            pos2(left, rect.top() + 24.0),
            &whole,
            theme::font(size::CAPTION),
            tokens.soft,
            wide,
        );
        if response.on_hover_text(whole).clicked() {
            out.push(Action::OpenCorpus(path.clone()));
        }
    }
    ui.spacing_mut().item_spacing.y = space::STEP;
}
