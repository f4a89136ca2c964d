//! How the window looks and what it keeps armed.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Basics;
use crate::app::reader::reader_style;
use crate::app::settings::{Carries, FaceChoice, Setting, Settings, Sight, TextSetting, ThemeChoice};
use crate::ui::theme::{Tokens, radius, space};
use crate::ui::widget::{hairline, pill, railed_slider, section_label, tick_box};
use egui::{Frame, Label, RichText, ScrollArea, Slider, Ui, vec2};
use std::ops::RangeInclusive;

/// Width of the names at the left, so that all controls stand on one line.
const NAMES: f32 = 128.0;
/// What the look of the text is shown on.
const SAMPLE: &str = "“We need to come down off the hill,” he said, and see the NHS as part of the patchwork of public \
                      services that serve a community.";

/// Draws the dialog.
pub fn settings_ui(ui: &mut Ui, basics: Basics<'_>, out: &mut Vec<Action>) {
    let settings = basics.settings;
    ScrollArea::vertical().show(ui, |ui| {
        section_label(ui, "Reading");
        text_ui(ui, settings, out);
        sample_ui(ui, basics.tokens, settings);
        section_label(ui, "Window");
        theme_ui(ui, settings, out);
        sight_ui(ui, settings.sight, out);
        section_label(ui, "Coding");
        coding_ui(ui, settings, out);
        ui.add_space(space::STEP);
        hairline(ui);
        ui.horizontal(|ui| {
            let keys = ui.button("Change keys…").on_hover_text(basics.keymap.tooltip(Command::Shortcuts));
            if keys.clicked() {
                out.push(Action::Run(Command::Shortcuts));
            }
            if ui.button("Take the tour").on_hover_text(basics.keymap.tooltip(Command::TakeTour)).clicked() {
                out.push(Action::CloseDialog);
                out.push(Action::Run(Command::TakeTour));
            }
            let defaults = Settings::default();
            let is_default = (settings.text_percent, settings.setting) == (defaults.text_percent, defaults.setting);
            let reset = ui.add_enabled(!is_default, egui::Button::new("Reset the text"));
            if reset.on_hover_text("Size, width, spacing and face as they were at first").clicked() {
                out.push(Action::Set(Setting::TextPercent(defaults.text_percent)));
                out.push(Action::Set(Setting::Text(defaults.setting)));
            }
        });
    });
}

/// A name at the left and its control.
fn row_ui(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(vec2(NAMES, 28.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(NAMES);
            ui.label(name);
        });
        control(ui);
    });
}

fn slider_ui(ui: &mut Ui, name: &str, value: u32, range: RangeInclusive<u32>, unit: &str) -> Option<u32> {
    let mut chosen = value;
    row_ui(ui, name, |ui| {
        railed_slider(ui, 220.0, Slider::new(&mut chosen, range).suffix(unit.to_owned()), name);
    });
    (chosen != value).then_some(chosen)
}

fn text_ui(ui: &mut Ui, settings: &Settings, out: &mut Vec<Action>) {
    let text = settings.setting;
    if let Some(percent) = slider_ui(ui, "Text size", settings.text_percent, 60..=250, " %") {
        out.push(Action::Set(Setting::TextPercent(percent)));
    }
    if let Some(measure) = slider_ui(ui, "Line width", text.measure, TextSetting::MEASURES, " characters") {
        out.push(Action::Set(Setting::Text(TextSetting { measure, ..text })));
    }
    if let Some(row_percent) = slider_ui(ui, "Line spacing", text.row_percent, TextSetting::ROW_PERCENTS, " %") {
        out.push(Action::Set(Setting::Text(TextSetting { row_percent, ..text })));
    }
    row_ui(ui, "Face", |ui| {
        for (face, name) in [(FaceChoice::Serif, "Serif"), (FaceChoice::Sans, "Sans")] {
            if pill(ui, text.face == face, name).clicked() {
                out.push(Action::Set(Setting::Text(TextSetting { face, ..text })));
            }
        }
    });
}

/// A few words set as the reader sets them.
fn sample_ui(ui: &mut Ui, tokens: &Tokens, settings: &Settings) {
    let style = reader_style(tokens, settings);
    let words = RichText::new(SAMPLE)
        .font(style.face.font(style.font_size))
        .line_height(Some(style.font_size * style.row_factor))
        .color(tokens.ink);
    Frame::new().fill(tokens.page).corner_radius(radius::CONTROL).inner_margin(16.0).show(ui, |ui| {
        let measure = style.measure * style.font_size * style.face.char_width();
        ui.set_max_width(measure.min(ui.available_width()));
        ui.set_height(style.font_size * style.row_factor * 3.0);
        let clip = ui.max_rect().intersect(ui.clip_rect());
        ui.set_clip_rect(clip.expand(2.0));
        ui.add(Label::new(words).wrap());
    });
}

fn theme_ui(ui: &mut Ui, settings: &Settings, out: &mut Vec<Action>) {
    row_ui(ui, "Theme", |ui| {
        let choices =
            [(ThemeChoice::System, "As the system"), (ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark")];
        for (choice, name) in choices {
            if pill(ui, settings.theme == choice, name).clicked() {
                out.push(Action::Set(Setting::Theme(choice)));
            }
        }
    });
}

fn sight_ui(ui: &mut Ui, sight: Sight, out: &mut Vec<Action>) {
    let mut chosen = sight;
    row_ui(ui, "", |ui| {
        tick_box(ui, &mut chosen.high_contrast, "High contrast");
        tick_box(ui, &mut chosen.reduced_motion, "Reduced motion")
            .on_hover_text("Nothing fades, slides or scrolls by itself");
    });
    if chosen != sight {
        out.push(Action::Set(Setting::Sight(chosen)));
    }
}

fn coding_ui(ui: &mut Ui, settings: &Settings, out: &mut Vec<Action>) {
    let mut carries: Carries = settings.carries;
    row_ui(ui, "Stays armed", |ui| {
        let mut always = true;
        ui.add_enabled_ui(false, |ui| tick_box(ui, &mut always, "Speaker").accessible_name("Speaker stays armed"))
            .response
            .on_hover_text("The speaker always stays until changed or the document changes");
        tick_box(ui, &mut carries.theme, "Theme").accessible_name("Theme stays armed");
        tick_box(ui, &mut carries.stance, "Stance").accessible_name("Stance stays armed");
    });
    if carries != settings.carries {
        out.push(Action::Set(Setting::Carries(carries)));
    }
    let mut hints = settings.shows_hints;
    row_ui(ui, "Keys", |ui| {
        tick_box(ui, &mut hints, "Show keys beside what they do");
    });
    if hints != settings.shows_hints {
        out.push(Action::Set(Setting::Hints(hints)));
    }
}
