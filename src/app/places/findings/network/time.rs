//! Windows of time: which of them is shown, step by step or played.

use crate::analysis::network::Windows;
use crate::analysis::{Period, counted};
use crate::app::ctx::Ctx;
use crate::app::places::findings::choose::{PILL, options_pill_ui};
use crate::app::places::findings::fields::capital;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, railed_slider, section_label, tick_box};
use egui::{Button, DragValue, RichText, Slider, Ui, vec2};
use std::time::Duration;

/// How long a window is shown while they are played, in seconds.
const SHOWN: f64 = 0.9;
/// The same where nothing shall move quickly.
const SHOWN_CALMLY: f64 = 2.4;
/// Windows are no longer, and no further apart, than so many of their unit.
const MOST: usize = 500;

/// The window of time that is shown.
#[derive(Debug, Default)]
pub struct Player {
    /// Its number.
    pub at: usize,
    /// When the next one is shown, in seconds since the program began; while they are played.
    next: Option<f64>,
}

impl Player {
    /// Goes on while windows are played; asks for a frame no sooner than there is another one to show.
    pub fn follow(&mut self, ui: &Ui, ctx: Ctx<'_>, n_windows: usize) {
        self.at = self.at.min(n_windows.saturating_sub(1));
        let Some(next) = self.next else { return };
        let now = ui.input(|input| input.time);
        let shown = if ctx.settings.sight.reduced_motion { SHOWN_CALMLY } else { SHOWN };
        let mut left = next - now;
        if left <= 0.0 {
            if self.at + 1 >= n_windows {
                self.next = None;
                return;
            }
            self.at += 1;
            (self.next, left) = (Some(now + shown), shown);
        }
        ui.ctx().request_repaint_after(Duration::from_secs_f64(left.max(0.01)));
    }

    /// Plays from here, or from the beginning where the last is shown; or stops.
    pub fn toggle(&mut self, ui: &Ui, n_windows: usize) {
        if self.next.take().is_none() && n_windows > 1 {
            if self.at + 1 >= n_windows {
                self.at = 0;
            }
            self.next = Some(ui.input(|input| input.time) + SHOWN);
            ui.ctx().request_repaint();
        }
    }

    /// Whether windows are played.
    pub const fn is_playing(&self) -> bool {
        self.next.is_some()
    }

    /// Draws the row of controls; `label` says which window is shown.
    pub fn ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, n_windows: usize, label: &str) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::STEP;
            let words = if self.is_playing() { "Stop" } else { "Play" };
            let play = ui.add_enabled(n_windows > 1, Button::new(words).min_size(vec2(52.0, PILL)));
            if play.on_hover_text("Shows one window of time after the other (P)").clicked() {
                self.toggle(ui, n_windows);
            }
            ui.add_enabled_ui(self.at > 0, |ui| {
                if glyph_button(ui, Glyph::ChevronLeft, "Earlier window", None).clicked() {
                    (self.at, self.next) = (self.at.saturating_sub(1), None);
                }
            });
            ui.add_enabled_ui(self.at + 1 < n_windows, |ui| {
                if glyph_button(ui, Glyph::ChevronRight, "Later window", None).clicked() {
                    (self.at, self.next) = (self.at + 1, None);
                }
            });
            let last = n_windows.saturating_sub(1);
            let slider = Slider::new(&mut self.at, 0..=last).show_value(false);
            let width = (ui.available_width() - 240.0).clamp(120.0, 420.0);
            if ui.add_enabled_ui(last > 0, |ui| railed_slider(ui, width, slider, "Window of time")).inner.changed() {
                self.next = None;
            }
            ui.label(RichText::new(label).font(theme::semibold(size::BODY)).color(ctx.tokens.ink));
            let of = format!("{} of {n_windows}", (self.at + 1).min(n_windows));
            ui.label(RichText::new(of).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        });
    }
}

/// What the pill says: `all`, `each year`, `3 months, each month`.
pub fn words(windows: Option<Windows>) -> String {
    let Some(windows) = windows else { return "All together".to_owned() };
    let unit = windows.unit.name();
    match (windows.size, windows.step) {
        (1, 1) => format!("Each {unit}"),
        (size, 1) => format!("{}, each {unit}", counted(size, unit)),
        (size, step) => format!("{}, each {}", counted(size, unit), counted(step, unit)),
    }
}

/// Draws the pill that chooses windows of time.
pub fn pill_ui(ui: &mut Ui, ctx: Ctx<'_>, windows: &mut Option<Windows>) {
    let help = "One network for all of the time, or one for each window of it";
    let label = format!("Time: {}", words(*windows));
    options_pill_ui(ui, ctx, &label, help, |ui| {
        ui.set_min_width(210.0);
        let mut has_windows = windows.is_some();
        if tick_box(ui, &mut has_windows, "A window of time that moves").changed() {
            *windows = has_windows.then_some(Windows { unit: Period::Year, size: 1, step: 1 });
        }
        let Some(windows) = windows else { return };
        ui.add_space(space::TIGHT);
        section_label(ui, "Measured in");
        ui.horizontal_wrapped(|ui| {
            for unit in Period::ALL {
                if ui.selectable_label(windows.unit == unit, capital(unit.name())).clicked() {
                    windows.unit = unit;
                }
            }
        });
        let number = |ui: &mut Ui, label: &str, value: &mut usize| {
            ui.horizontal(|ui| {
                ui.add(DragValue::new(value).range(1..=MOST).speed(0.05)).accessible_name(label);
                ui.label(RichText::new(label).color(ctx.tokens.soft));
            });
        };
        let noun = windows.unit.name();
        number(ui, &format!("Length in {noun}s"), &mut windows.size);
        number(ui, &format!("Step in {noun}s"), &mut windows.step);
    });
}
