//! A field with ranked entries below it: choose by typing, arrows and Enter, or by a click.

use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, Tokens};
use crate::ui::widget::{clipped_text, hairline};
use egui::{Color32, Key, Modifiers, Response, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

/// Rows shown at once; the list scrolls beyond.
const MAX_VISIBLE: usize = 8;
const ROW_HEIGHT: f32 = 40.0;

/// View state of an open picker.
#[derive(Debug, Default)]
pub struct Picker {
    /// What is typed.
    pub typed: String,
    highlighted: usize,
    has_taken_focus: bool,
}

impl Picker {
    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        !self.has_taken_focus
    }
}

/// An entry to choose.
#[derive(Clone, Debug, Default)]
pub struct PickRow {
    /// What people read.
    pub title: String,
    /// What tells it apart: role, path.
    pub detail: String,
    /// What helps to decide, shown for the highlighted row.
    pub help: String,
    /// Sign and colour before the title.
    pub sign: Option<(Glyph, Color32)>,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The row of this number.
    Row(usize),
    /// Nothing; the picker closes.
    Nothing,
}

/// What stands in a row where new entries come between those found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickedOf {
    /// The entry found of this number.
    Known(usize),
    /// The new entry of this number.
    New(usize),
}

/// What stands in `row` when `n_new` new entries come behind the first `n_sure` of those found.
pub const fn picked_of(row: usize, n_sure: usize, n_new: usize) -> PickedOf {
    if row < n_sure {
        PickedOf::Known(row)
    } else if row < n_sure + n_new {
        PickedOf::New(row - n_sure)
    } else {
        PickedOf::Known(row - n_new)
    }
}

/// Draws the picker; `name` is what assistive technology calls the field.
pub fn picker_ui(ui: &mut Ui, tokens: &Tokens, state: &mut Picker, name: &str, rows: &[PickRow]) -> Option<Picked> {
    let id = ui.make_persistent_id(("picker", name));
    let (mut picked, moved) = keys(ui, id, state, rows.len());
    let field = TextEdit::singleline(&mut state.typed).id(id).hint_text(name).desired_width(f32::INFINITY);
    let response = ui.add(field.margin(vec2(11.0, 9.0))).accessible_name(name);
    if !state.has_taken_focus {
        state.has_taken_focus = true;
        response.request_focus();
    }
    if response.changed() {
        state.highlighted = 0;
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        picked = picked.or(Some(Picked::Nothing));
    }
    let clicked_away = response.lost_focus() && ui.input(|input| input.pointer.any_pressed());
    state.highlighted = state.highlighted.min(rows.len().saturating_sub(1));
    let height = ROW_HEIGHT * rows.len().clamp(1, MAX_VISIBLE) as f32;
    ui.spacing_mut().item_spacing.y = 2.0;
    let scroll = ScrollArea::vertical().id_salt(id).max_height(height).auto_shrink([false, true]);
    let mut is_pressed_in_list = false;
    scroll.show(ui, |ui| {
        if rows.is_empty() {
            ui.label("Nothing of that name.");
        }
        for (at, row) in rows.iter().enumerate() {
            let response = row_ui(ui, tokens, row, at == state.highlighted);
            is_pressed_in_list |= response.is_pointer_button_down_on();
            if moved && at == state.highlighted {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(Picked::Row(at));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 8.0;
    if let Some(row) = rows.get(state.highlighted).filter(|row| !row.help.is_empty()) {
        hairline(ui);
        ui.label(egui::RichText::new(&row.help).font(theme::font(12.0)).color(tokens.soft));
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

/// Arrow keys, Enter and Escape while the field has the focus. Returns what was picked and whether the highlight moved.
fn keys(ui: &Ui, id: egui::Id, state: &mut Picker, n_rows: usize) -> (Option<Picked>, bool) {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return (None, false);
    }
    ui.input_mut(|input| {
        let mut moved = false;
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            state.highlighted = (state.highlighted + 1).min(n_rows.saturating_sub(1));
            moved = true;
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            state.highlighted = state.highlighted.saturating_sub(1);
            moved = true;
        }
        let picked = if input.consume_key(Modifiers::NONE, Key::Enter) || input.consume_key(Modifiers::NONE, Key::Tab) {
            Some(if n_rows == 0 { Picked::Nothing } else { Picked::Row(state.highlighted) })
        } else {
            None
        };
        (picked, moved)
    })
}

fn row_ui(ui: &mut Ui, tokens: &Tokens, row: &PickRow, is_highlighted: bool) -> Response {
    let height = if row.detail.is_empty() { 28.0 } else { ROW_HEIGHT };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        let detail = if row.detail.is_empty() { String::new() } else { format!(", {}", row.detail) };
        WidgetInfo::selected(Role::Button, true, is_highlighted, format!("{}{detail}", row.title))
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if is_highlighted || response.hovered() {
        ui.painter().rect_filled(rect, 6.0, tokens.selected);
    }
    let mut left = rect.left() + 8.0;
    if let Some((sign, colour)) = row.sign {
        glyph::paint(ui.painter(), pos2(left + 5.0, rect.top() + 14.0), 10.0, sign, colour);
        left += 18.0;
    }
    let width = rect.right() - 8.0 - left;
    clipped_text(ui.painter(), pos2(left, rect.top() + 5.0), &row.title, theme::font(13.0), tokens.ink, width);
    clipped_text(ui.painter(), pos2(left, rect.top() + 22.0), &row.detail, theme::font(11.0), tokens.soft, width);
    response
}
