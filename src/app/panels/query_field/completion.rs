//! What can be typed next, in a list below the field.

use crate::analysis::Names;
use crate::analysis::query::{Completion, complete};
use crate::ui::theme::{self, Tokens, radius, size};
use crate::ui::widget::clipped_galley;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Area, Frame, Id, Key, Modifiers, Order, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeMap;

/// Height of a row in points.
const ROW_HEIGHT: f32 = 26.0;
/// Width of the list in points.
const WIDTH: f32 = 380.0;

/// The list below the field.
#[derive(Debug, Default)]
pub struct Offers {
    is_open: bool,
    /// What is offered, and for which text and caret.
    of: Option<(String, usize)>,
    completion: Option<Completion>,
    chosen: Option<usize>,
    shown_at: Option<Rect>,
}

/// What the keys of the list ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Take(usize),
    Close,
}

impl Offers {
    /// Opens the list, as when something was typed.
    pub fn open(&mut self) {
        self.is_open = true;
        self.chosen = None;
    }

    /// Closes the list.
    pub fn close(&mut self) {
        self.is_open = false;
        self.shown_at = None;
    }

    /// Whether anything is offered, over what stands below.
    pub fn is_shown(&self) -> bool {
        self.is_open && self.n() > 0
    }

    fn n(&self) -> usize {
        self.completion.as_ref().map_or(0, |completion| completion.options.len())
    }

    /// Takes the keys of the list out of the input while the field `id` has the focus. Returns whether `typed` has
    /// changed.
    pub fn take_keys(&mut self, ui: &Ui, id: Id, typed: &mut String) -> bool {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return false;
        }
        let n = if self.is_open { self.n() } else { 0 };
        let wish = ui.input_mut(|input| {
            let take = |input: &mut egui::InputState, key| input.consume_key(Modifiers::NONE, key);
            if !self.is_open && take(input, Key::ArrowDown) {
                self.open();
                return None;
            }
            if n == 0 {
                return None;
            }
            if take(input, Key::ArrowDown) {
                self.chosen = Some(self.chosen.map_or(0, |at| (at + 1) % n));
            } else if take(input, Key::ArrowUp) {
                self.chosen = Some(self.chosen.map_or(n - 1, |at| (at + n - 1) % n));
            } else if take(input, Key::Escape) {
                return Some(Wish::Close);
            } else if take(input, Key::Tab) {
                return Some(Wish::Take(self.chosen.unwrap_or(0)));
            } else if let Some(chosen) = self.chosen
                && take(input, Key::Enter)
            {
                return Some(Wish::Take(chosen));
            }
            None
        });
        match wish {
            None => false,
            Some(Wish::Close) => {
                self.close();
                false
            }
            Some(Wish::Take(at)) => self.take(ui, id, typed, at),
        }
    }

    /// Puts an option in. Returns whether it was there.
    fn take(&mut self, ui: &Ui, id: Id, typed: &mut String, at: usize) -> bool {
        let Some(completion) = &self.completion else { return false };
        let (Some(option), replace) = (completion.options.get(at), completion.replace) else { return false };
        if typed.get(replace.start..replace.end).is_none() {
            return false;
        }
        typed.replace_range(replace.start..replace.end, &option.insert);
        let end = replace.start + option.insert.len();
        // Behind a field its values come next; behind a value a space, and something else.
        let is_field = option.insert.ends_with(':');
        if !is_field && end == typed.len() {
            typed.push(' ');
        }
        let caret = if is_field || end == typed.len() { end } else { end + 1 };
        let n_chars = typed.get(..caret).map_or(0, |before| before.chars().count());
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(n_chars))));
        state.store(ui.ctx(), id);
        self.chosen = None;
        self.is_open = is_field;
        true
    }

    /// Draws the list below the field `id` at `below`, with the caret at a byte. Returns whether `typed` has changed.
    pub fn show(
        &mut self,
        ui: &Ui,
        (tokens, names): (&Tokens, &Names),
        (id, below): (Id, Pos2),
        (typed, caret): (&mut String, usize),
        saved: &BTreeMap<String, String>,
    ) -> bool {
        if !self.is_open {
            return false;
        }
        if self.of.as_ref().is_none_or(|(text, at)| text != typed || *at != caret) {
            self.completion = Some(complete(typed, caret, names, saved));
            self.of = Some((typed.clone(), caret));
            self.chosen = None;
        }
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pointer = ui.input(|input| input.pointer.interact_pos());
        let is_pointed = self.shown_at.zip(pointer).is_some_and(|(rect, pointer)| rect.contains(pointer));
        if !has_focus && !is_pointed {
            self.close();
            return false;
        }
        let mut clicked = None;
        let options = self.completion.as_ref().map(|completion| completion.options.as_slice()).unwrap_or_default();
        if options.is_empty() {
            return false;
        }
        let shown = Area::new(id.with("offers")).order(Order::Foreground).fixed_pos(below).show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style()).inner_margin(4.0);
            frame.show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 0.0;
                for (at, option) in options.iter().enumerate() {
                    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, ROW_HEIGHT), Sense::click());
                    let is_chosen = self.chosen == Some(at);
                    response.widget_info(|| {
                        let name = format!("Take {}, {}", option.label, option.detail);
                        WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, name)
                    });
                    if is_chosen || response.hovered() {
                        ui.painter().rect_filled(rect, radius::SMALL, tokens.selected);
                    }
                    let middle = rect.center().y;
                    let (font, soft) = (theme::font(size::BODY), theme::font(size::NOTE));
                    let detail = clipped_galley(ui.painter(), &option.detail, soft, tokens.soft, WIDTH * 0.45);
                    let right = rect.right() - 8.0 - detail.size().x;
                    ui.painter().galley(pos2(right, middle - detail.size().y / 2.0), detail, tokens.soft);
                    let room = right - 16.0 - rect.left();
                    let label = clipped_galley(ui.painter(), &option.label, font, tokens.ink, room);
                    ui.painter().galley(pos2(rect.left() + 8.0, middle - label.size().y / 2.0), label, tokens.ink);
                    if response.clicked() {
                        clicked = Some(at);
                    }
                }
            });
        });
        self.shown_at = Some(shown.response.rect);
        if let Some(at) = clicked {
            ui.memory_mut(|memory| memory.request_focus(id));
            return self.take(ui, id, typed, at);
        }
        false
    }
}
