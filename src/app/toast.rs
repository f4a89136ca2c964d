//! Short messages that go away by themselves, with Undo where there is something to undo.

use super::action::Action;
use super::command::Command;
use super::ctx::Basics;
use crate::ui::theme::{self, radius, size};
use egui::{Align2, Area, Frame, Id, Margin, Order, Stroke, Ui, vec2};
use std::time::Duration;

/// Seconds that a message stays.
const STAY: f64 = 5.0;

/// Characters beyond which it stays longer, and how many are read in a second.
const LONG: usize = 60;
const CHARS_A_SECOND: f64 = 15.0;
/// Width in points at which a message breaks into rows.
const MAX_WIDTH: f32 = 520.0;

/// The message on show.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Option<Toast>,
}

#[derive(Debug)]
struct Toast {
    text: String,
    can_undo: bool,
    /// Window time at which it was first drawn, in seconds.
    since: Option<f64>,
}

impl Toasts {
    /// Says `text`, in place of what was said before.
    pub fn say(&mut self, text: impl Into<String>) {
        self.shown = Some(Toast { text: text.into(), can_undo: false, since: None });
    }

    /// Says what was done, with a button to undo it.
    pub fn did(&mut self, text: impl Into<String>) {
        self.shown = Some(Toast { text: text.into(), can_undo: true, since: None });
    }

    /// Whether `text` is on show.
    pub fn says(&self, text: &str) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.text == text)
    }

    /// Offers no more to undo what was done.
    pub fn forget_deed(&mut self) {
        if self.shown.as_ref().is_some_and(|shown| shown.can_undo) {
            self.shown = None;
        }
    }

    /// Says nothing more.
    pub fn clear(&mut self) {
        self.shown = None;
    }
}

/// Draws the message over the line at the bottom of the window, where it hides no text. It stays while pointed at.
pub fn toasts_ui(ui: &mut Ui, basics: Basics<'_>, state: &mut Toasts, out: &mut Vec<Action>) {
    let Basics { tokens, keymap, .. } = basics;
    let now = ui.input(|input| input.time);
    let Some(toast) = &mut state.shown else { return };
    // Who has more to read gets more time.
    let stay = STAY + toast.text.chars().count().saturating_sub(LONG) as f64 / CHARS_A_SECOND;
    let left = stay - (now - *toast.since.get_or_insert(now));
    if left <= 0.0 {
        state.shown = None;
        return;
    }
    ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
    let shown = Area::new(Id::unique("toast"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -2.0))
        .show(ui.ctx(), |ui| {
            let frame = Frame::new()
                .fill(tokens.page)
                .stroke(Stroke::new(1.0, tokens.line))
                .corner_radius(radius::CONTROL)
                .inner_margin(Margin::symmetric(12, 1));
            frame.show(ui, |ui| {
                ui.horizontal(|ui| {
                    let width = f32::min(MAX_WIDTH, ui.ctx().content_rect().width() - 160.0);
                    let (font, ink) = (theme::font(size::BODY), tokens.ink);
                    ui.label(ui.painter().layout(toast.text.clone(), font, ink, width));
                    if toast.can_undo && ui.button("Undo").on_hover_text(keymap.tooltip(Command::Undo)).clicked() {
                        out.push(Action::Run(Command::Undo));
                    }
                });
            });
        });
    if shown.response.contains_pointer() {
        toast.since = Some(now);
    }
}
