//! The place as a whole: its state, its columns, its keys.

use super::ask::PassagesAsk;
use super::column::set_key;
use super::details::{details_ui, nothing_ui};
use super::head::Headed;
use super::keys::{PassagesKey, take_keys};
use super::picked::{How, Picked};
use super::remembered::Remembered;
use super::rows::Rows;
use super::table::{Happened, TableView, table_id, table_ui};
use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::model::DocPath;
use egui::{CentralPanel, Frame, Margin, Panel, Popup, Ui};

/// Below this width in points there is no room for details beside the table.
const TOO_NARROW: f32 = 720.0;
/// Below this width in points the side columns narrow.
const NARROW: f32 = 1000.0;

/// View state of the Passages place.
#[derive(Default)]
pub struct PassagesPlace {
    /// Which statements are shown.
    pub query: Query,
    pub(super) rows: Rows,
    pub(super) picked: Picked,
    pub(super) view: TableView,
    /// The document that was gone to from here, as long as the way back is offered.
    pub(super) gone_to: Option<DocPath>,
    was_typing: bool,
}

impl PassagesPlace {
    /// Whether a text field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        false
    }

    /// Offers the way back from a document, and picks the row that was gone from.
    pub fn go(&mut self, document: DocPath) {
        self.gone_to = Some(document);
    }

    /// Offers the way back no more.
    pub fn leave_trail(&mut self) {
        self.gone_to = None;
    }

    /// Whether somebody who reads `document` came from here.
    pub fn leads_back_from(&self, document: Option<&DocPath>) -> bool {
        self.gone_to.is_some() && self.gone_to.as_ref() == document
    }

    /// Moves on by a row, from the text: the statement to show next.
    pub fn step(&mut self, ctx: Ctx<'_>, is_forward: bool) -> Option<PassagesAsk> {
        let (at, _) = self.picked.cursor()?;
        let next = if is_forward { at + 1 } else { at.checked_sub(1)? };
        let row = ctx.table.row(self.rows.get(next)?)?;
        self.pick(ctx, next, How::Alone);
        Some(PassagesAsk::ShowPassage(set_key(ctx, &row), row.statement.id))
    }

    fn refresh(&mut self, ctx: Ctx<'_>) {
        if self.rows.refresh(ctx, &self.query, &ctx.settings.passages.sorts) {
            self.picked.follow(ctx, &self.rows);
        }
    }

    fn pick(&mut self, ctx: Ctx<'_>, at: usize, how: How) {
        self.picked.pick(ctx, &self.rows, at, how);
        if let Some((at, _)) = self.picked.cursor() {
            self.view.reveal(at);
        }
    }

    /// Goes to the text of the statement at a place.
    fn open(&self, ctx: Ctx<'_>, at: usize, out: &mut Vec<Action>) {
        if let Some(row) = self.rows.get(at).and_then(|row| ctx.table.row(row)) {
            out.push(Action::Passages(PassagesAsk::ShowPassage(set_key(ctx, &row), row.statement.id)));
        }
    }
}

/// Draws the place.
pub fn passages_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    state.refresh(ctx);
    let is_free = ui.memory(|memory| memory.top_modal_layer().is_none()) && !Popup::is_any_open(ui.ctx());
    if is_free {
        let is_typing = state.was_typing || ui.ctx().text_edit_focused();
        let table_has_focus = ui.memory(|memory| memory.has_focus(table_id()));
        for key in take_keys(ui, is_typing, table_has_focus) {
            pressed(ctx, state, key, out);
        }
    }
    details_column(ui, ctx, state, out);
    let frame = Frame::new().fill(ctx.tokens.page);
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        let PassagesPlace { view, rows, picked, .. } = state;
        match table_ui(ui, ctx, view, (rows, picked), &ctx.settings.passages) {
            None => {}
            Some(Happened::Clicked(at, how)) => {
                state.pick(ctx, at, how);
                ui.memory_mut(|memory| memory.request_focus(table_id()));
            }
            Some(Happened::Opened(at)) => state.open(ctx, at, out),
            Some(Happened::Head(headed)) => out.push(headed_ask(&ctx.settings.passages, headed)),
        }
    });
    if is_free && ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(table_id()));
    }
    state.was_typing = ui.ctx().text_edit_focused();
}

/// Draws the details at the right where they are shown and there is room.
fn details_column(ui: &mut Ui, ctx: Ctx<'_>, state: &PassagesPlace, out: &mut Vec<Action>) {
    if !ctx.settings.shows_statement || ui.available_width() < TOO_NARROW {
        return;
    }
    let frame = Frame::new().fill(ctx.tokens.panel).inner_margin(Margin { left: 16, right: 0, top: 12, bottom: 0 });
    let is_narrow = ui.available_width() < NARROW;
    let (id, size) = if is_narrow { ("passages-details-narrow", 264.0) } else { ("passages-details", 320.0) };
    Panel::right(id).default_size(size).size_range(220.0..=560.0).frame(frame).show(ui, |ui| {
        let cursor = state.picked.cursor();
        let row = cursor.and_then(|(at, _)| Some((at, ctx.table.row(state.rows.get(at)?)?)));
        match row {
            Some((at, row)) => details_ui(ui, ctx, &row, (at, state.rows.len()), out),
            None => nothing_ui(ui, ctx),
        }
    });
}

fn headed_ask(remembered: &Remembered, headed: Headed) -> Action {
    let next = match headed {
        Headed::Sort(column) => remembered.sorted_by(column),
        Headed::Widen(column, width) => remembered.with_width(column, width),
    };
    Action::Passages(PassagesAsk::Remember(Box::new(next)))
}

/// Carries out a key of the place.
fn pressed(ctx: Ctx<'_>, state: &mut PassagesPlace, key: PassagesKey, out: &mut Vec<Action>) {
    use PassagesKey as Key;
    let page = state.view.page();
    let cursor = state.picked.cursor().map(|(at, _)| at);
    let at = cursor.unwrap_or(0);
    let how = match key {
        Key::StretchUp
        | Key::StretchDown
        | Key::StretchPageUp
        | Key::StretchPageDown
        | Key::StretchFirst
        | Key::StretchLast => How::Stretch,
        _ => How::Alone,
    };
    match key {
        Key::Up | Key::StretchUp => state.pick(ctx, at.saturating_sub(1), how),
        Key::Down | Key::StretchDown => state.pick(ctx, cursor.map_or(0, |at| at + 1), how),
        Key::PageUp | Key::StretchPageUp => state.pick(ctx, at.saturating_sub(page), how),
        Key::PageDown | Key::StretchPageDown => state.pick(ctx, at + page, how),
        Key::First | Key::StretchFirst => state.pick(ctx, 0, how),
        Key::Last | Key::StretchLast => state.pick(ctx, usize::MAX, how),
        Key::PickAll => state.picked.pick_all(ctx, &state.rows),
        Key::Open => state.open(ctx, at, out),
        Key::Query | Key::Recode | Key::Cancel => {}
    }
}
