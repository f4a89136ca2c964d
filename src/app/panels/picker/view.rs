//! A field with ranked entries below it: choose by typing, arrows and Enter, or by a click.

use super::row::{PickRow, row_height, row_ui};
use crate::ui::theme::{self, Tokens, size};
use crate::ui::widget::hairline;
use egui::{FocusDirection, Id, Key, Modifiers, Rect, Response, ScrollArea, TextEdit, Ui, pos2, vec2};

/// Room for the list in points: at most, and at least even where the window is low.
const LIST_HEIGHT: (f32, f32) = (320.0, 120.0);
/// Frames in which list and card come to rest: each changes the height of what stands below.
const SETTLING: u8 = 3;
/// Rows that Page up and Page down pass.
const PAGE: usize = 7;

/// View state of an open picker.
#[derive(Debug, Default)]
pub struct Picker {
    /// What is typed.
    pub typed: String,
    highlighted: usize,
    has_taken_focus: bool,
    anchor: Option<Rect>,
    more: Option<usize>,
    /// Room in points that the list leaves below it for a card; 0 where the card stands beside it.
    kept_below: f32,
    top: f32,
    /// Frames for which list and card are still brought into view.
    n_settling: u8,
}

impl Picker {
    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        !self.has_taken_focus
    }

    /// Leaves the focus where it is when the picker is first drawn.
    pub const fn leave_focus(&mut self) {
        self.has_taken_focus = true;
    }

    /// The row that Enter takes.
    pub const fn highlighted(&self) -> usize {
        self.highlighted
    }

    /// The row of a new entry about which more is to be said first: Tab was pressed on it.
    pub const fn take_more(&mut self) -> Option<usize> {
        self.more.take()
    }

    /// Leaves room for a card below the list.
    pub const fn keep_below(&mut self, points: f32) {
        self.kept_below = points;
    }

    /// Whether a card stands below the list.
    pub const fn has_card_below(&self) -> bool {
        self.kept_below > 0.0
    }

    /// Where the field begins, while list and card are to be brought into view: it was opened, or another row chosen.
    pub const fn settling(&mut self) -> Option<f32> {
        let is_settling = self.n_settling > 0;
        self.n_settling = self.n_settling.saturating_sub(1);
        if is_settling { Some(self.top) } else { None }
    }

    /// Where that row was drawn, to put something beside it.
    pub const fn anchor(&self) -> Option<Rect> {
        self.anchor
    }
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The row of this number.
    Row(usize),
    /// Nothing; the picker closes.
    Nothing,
}

/// Draws the picker; `name` is what assistive technology calls the field.
pub fn picker_ui(ui: &mut Ui, tokens: &Tokens, state: &mut Picker, name: &str, rows: &[PickRow]) -> Option<Picked> {
    let id = ui.make_persistent_id(("picker", name));
    let (mut picked, mut moved) = keys(ui, id, state, rows);
    let field = TextEdit::singleline(&mut state.typed).id(id).hint_text(name).desired_width(f32::INFINITY);
    // Tab is ours: it does not move the focus on. Shift and Tab go back, and close the list.
    state.top = ui.cursor().top();
    let response = ui.add(field.lock_focus(true).margin(vec2(11.0, 9.0))).accessible_name(name);
    if !state.has_taken_focus {
        state.has_taken_focus = true;
        state.n_settling = SETTLING;
        response.request_focus();
    }
    if response.changed() {
        state.highlighted = 0;
        moved = true;
    }
    if moved {
        state.n_settling = SETTLING;
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        picked = picked.or(Some(Picked::Nothing));
    }
    let clicked_away = response.lost_focus() && ui.input(|input| input.pointer.any_pressed());
    state.highlighted = state.highlighted.min(rows.len().saturating_sub(1));
    let (clicked, is_pressed_in_list) = list_ui(ui, tokens, state, id, rows, moved);
    picked = picked.or_else(|| clicked.map(Picked::Row));
    if let Some(row) = rows.get(state.highlighted).filter(|row| !row.help.is_empty()) {
        hairline(ui);
        ui.label(egui::RichText::new(&row.help).font(theme::font(size::NOTE)).color(tokens.soft));
    }
    if clicked_away && !is_pressed_in_list {
        picked = picked.or(Some(Picked::Nothing));
    }
    if picked.is_some() {
        // What is typed next is not for a field that is gone.
        response.surrender_focus();
    }
    picked
}

/// Draws those rows that are in sight. Returns the row that was clicked, and whether the pointer is down on one.
fn list_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    state: &mut Picker,
    id: Id,
    rows: &[PickRow],
    moved: bool,
) -> (Option<usize>, bool) {
    state.anchor = None;
    if rows.is_empty() {
        ui.label(egui::RichText::new("Nothing of that name.").color(tokens.soft));
        return (None, false);
    }
    let mut tops = vec![0.0];
    tops.extend(rows.iter().scan(0.0, |top, row| {
        *top += row_height(row);
        Some(*top)
    }));
    let total = tops[rows.len()];
    let room =
        (ui.clip_rect().bottom() - ui.cursor().top() - 8.0 - state.kept_below).min(LIST_HEIGHT.0).max(LIST_HEIGHT.1);
    // The list ends where a row ends.
    let height = tops.iter().rev().find(|top| **top <= room).copied().unwrap_or(room);
    let (mut clicked, mut is_pressed) = (None, false);
    let scroll = ScrollArea::vertical().id_salt(id).max_height(height).auto_shrink([false, true]);
    scroll.show_viewport(ui, |ui, viewport| {
        ui.set_height(total);
        let corner = ui.min_rect().min;
        let width = ui.available_width();
        let rect_of = |at: usize| {
            Rect::from_min_max(corner + vec2(0.0, tops[at]), pos2(corner.x + width, corner.y + tops[at + 1]))
        };
        let first = tops.partition_point(|top| *top <= viewport.top()).saturating_sub(1);
        for (at, row) in rows.iter().enumerate().skip(first).take_while(|(at, _)| tops[*at] < viewport.bottom()) {
            let response = row_ui(ui, tokens, row, (rect_of(at), id.with(at)), at == state.highlighted);
            is_pressed |= response.is_pointer_button_down_on();
            if response.clicked() {
                clicked = Some(at);
            }
        }
        let anchor = rect_of(state.highlighted);
        if moved {
            ui.scroll_to_rect(anchor, None);
        }
        state.anchor = Some(anchor).filter(|anchor| ui.clip_rect().intersects(*anchor));
    });
    (clicked, is_pressed)
}

/// The keys of the list while the field has the focus. Returns what was picked and whether the highlight moved.
fn keys(ui: &Ui, id: Id, state: &mut Picker, rows: &[PickRow]) -> (Option<Picked>, bool) {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return (None, false);
    }
    let last = rows.len().saturating_sub(1);
    let at = state.highlighted.min(last);
    let leaves = ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Tab));
    if leaves {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Previous));
    }
    ui.input_mut(|input| {
        let moves = [
            (Modifiers::NONE, Key::ArrowDown, at + 1),
            (Modifiers::NONE, Key::ArrowUp, at.saturating_sub(1)),
            (Modifiers::NONE, Key::PageDown, at + PAGE),
            (Modifiers::NONE, Key::PageUp, at.saturating_sub(PAGE)),
            (Modifiers::COMMAND, Key::Home, 0),
            (Modifiers::COMMAND, Key::End, last),
        ];
        let to = moves.into_iter().find(|(modifiers, key, _)| input.consume_key(*modifiers, *key)).map(|(.., to)| to);
        state.highlighted = to.unwrap_or(at).min(last);
        let at = state.highlighted;
        let new = rows.iter().position(|row| row.is_new);
        let picked = if leaves {
            Some(Picked::Nothing)
        } else if input.consume_key(Modifiers::SHIFT, Key::Enter) {
            new.map(Picked::Row)
        } else if input.consume_key(Modifiers::NONE, Key::Enter) {
            Some(if rows.is_empty() { Picked::Nothing } else { Picked::Row(at) })
        } else if input.consume_key(Modifiers::NONE, Key::Tab) {
            state.more = Some(at).filter(|at| rows.get(*at).is_some_and(|row| row.takes_more));
            let picked = if rows.is_empty() { Picked::Nothing } else { Picked::Row(at) };
            Some(picked).filter(|_| state.more.is_none())
        } else {
            None
        };
        (picked, to.is_some())
    })
}

/// Draws a field of one line in a picker, below its first.
pub fn second_field_ui(ui: &mut Ui, typed: &mut String, name: &str) -> Response {
    let field = TextEdit::singleline(typed).hint_text(name).desired_width(f32::INFINITY);
    ui.add(field.margin(vec2(11.0, 9.0))).accessible_name(name)
}
