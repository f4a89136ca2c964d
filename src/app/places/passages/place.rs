//! The place as a whole: its state, its columns, its keys.

use super::ask::PassagesAsk;
use super::bulk::{Bulk, Of};
use super::column::set_key;
use super::copy::copy;
use super::empty;
use super::head::Headed;
use super::keys::PassagesKey;
use super::picked::{How, Picked};
use super::remembered::Remembered;
use super::rows::Rows;
use super::saved::Saved;
use super::search::{self, Line, Search, lines_id, lines_ui};
use super::side::{NARROW, TOO_NARROW, bulk_column, details_column, facets_column};
use super::table::{Happened, TableView, table_id, table_ui};
use super::top;
use super::trail::way_back_ui;
use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::panels::facets::FacetsPanel;
use crate::app::panels::query_field::{QueryField, STALE};
use crate::app::places::keys::{Keyboard, take_keys};
use crate::app::reading::Reading;
use crate::edit::bulk::{CodeAll, Recode};
use crate::model::DocPath;
use egui::{CentralPanel, Frame, Id, Margin, Panel, Popup, Ui};
use std::sync::Arc;
use std::time::Duration;

/// What the place shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Statements, as a table.
    #[default]
    Statements,
    /// Places in the texts, coded or not.
    Texts,
}

impl Mode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Statements, Self::Texts];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statements => "Statements",
            Self::Texts => "Text search",
        }
    }

    /// The key that shows it.
    pub const fn key(self) -> PassagesKey {
        match self {
            Self::Statements => PassagesKey::Statements,
            Self::Texts => PassagesKey::Texts,
        }
    }
}

/// View state of the Passages place.
#[derive(Default)]
pub struct PassagesPlace {
    /// Which statements are shown.
    pub query: Query,
    /// The search of the texts.
    pub search: Search,
    pub(super) field: QueryField,
    pub(super) facets: FacetsPanel,
    pub(super) saved: Saved,
    pub(super) bulk: Option<Bulk>,
    pub(super) mode: Mode,
    pub(super) rows: Rows,
    /// Passages being read for the filter; what was shown before stays until they are.
    pub(super) reading: Reading,
    /// The filter that the rows are of.
    shown: Query,
    pub(super) picked: Picked,
    pub(super) view: TableView,
    /// The document that was gone to from here, as long as the way back is offered.
    gone_to: Option<DocPath>,
    /// The filter that stood here before a number of Findings was opened, as long as the way back is offered.
    pub(super) before_findings: Option<Query>,
    was_typing: bool,
}

impl PassagesPlace {
    /// Whether a text field is about to get the focus.
    pub fn is_opening(&self) -> bool {
        self.search.is_opening()
            || self.field.is_opening()
            || self.facets.is_opening()
            || self.saved.is_opening()
            || self.bulk.as_ref().is_some_and(Bulk::is_opening)
    }

    /// Shows statements, or the search of texts.
    pub fn go_to(&mut self, mode: Mode) {
        if self.mode != mode {
            self.bulk = None;
        }
        self.mode = mode;
        self.search.wants_focus = mode == Mode::Texts && self.search.typed.is_empty();
    }

    /// Shows these statements.
    pub fn show(&mut self, query: Query) {
        self.mode = Mode::Statements;
        self.query = query;
        self.view.scroll.rewind();
    }

    /// Offers the way back from a document.
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

    /// Where the keys are, and of how many.
    pub fn standing(&self) -> Option<(usize, usize)> {
        match self.mode {
            Mode::Statements => self.picked.cursor().map(|(at, _)| (at, self.rows.len())),
            Mode::Texts => self.search.cursor.map(|at| (at, self.search.len())),
        }
    }

    /// Moves on by a row, from the text: what to show next.
    pub fn step(&mut self, ctx: Ctx<'_>, is_forward: bool) -> Option<PassagesAsk> {
        let (at, n) = self.standing()?;
        let next = if is_forward { Some(at + 1).filter(|next| *next < n) } else { at.checked_sub(1) }?;
        self.pick(ctx, next, How::Alone);
        self.ask_to_show(ctx, next)
    }

    /// Works out the rows anew when the corpus or what is looked for changed.
    fn refresh(&mut self, ui: &Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        match self.mode {
            Mode::Statements => {
                if self.reading.is_done(ctx, &self.query, out) {
                    self.shown.clone_from(&self.query);
                } else if !self.rows.is_of(ctx) {
                    return self.rows.clear();
                }
                if self.rows.refresh(ctx, &self.shown, &ctx.settings.passages.sorts) {
                    self.picked.follow(ctx, &self.rows);
                }
            }
            Mode::Texts => {
                if let Some(left) = self.search.follow(ctx, ui.input(|input| input.time), out) {
                    ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
                }
                if self.search.progress().is_some() {
                    ui.ctx().request_repaint_after(Duration::from_millis(100));
                }
            }
        }
    }

    /// Begins to say something else of the statements picked.
    pub(super) fn recode(&mut self, ctx: Ctx<'_>) {
        let rows = (0..self.rows.len()).filter_map(|at| ctx.table.row(self.rows.get(at)?));
        let picked = rows.filter(|row| self.picked.contains(row.statement.id));
        let statements: Vec<_> = picked.map(|row| (set_key(ctx, &row), row.statement.id)).collect();
        if !statements.is_empty() {
            self.bulk = Some(Bulk::new(Of::Statements(statements, Recode::default())));
        }
    }

    /// Begins to code the hits that are listed, where they are those of what is typed.
    pub(super) fn code_all(&mut self, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        if let Some(why) = self.search.why_not_coded(ctx) {
            return out.push(Action::Passages(PassagesAsk::Tell(format!("{why}."))));
        }
        self.bulk = Some(Bulk::new(Of::Places(Arc::default(), CodeAll::default())));
    }

    /// Puts the change of many away.
    pub fn end_bulk(&mut self) {
        self.bulk = None;
    }

    /// The list that has the keyboard.
    fn list_id(&self) -> Id {
        match self.mode {
            Mode::Statements => table_id(),
            Mode::Texts => lines_id(),
        }
    }

    fn pick(&mut self, ctx: Ctx<'_>, at: usize, how: How) {
        match self.mode {
            Mode::Statements => {
                self.picked.pick(ctx, &self.rows, at, how);
                if let Some((at, _)) = self.picked.cursor() {
                    self.view.scroll.reveal(at);
                }
            }
            Mode::Texts => {
                self.search.cursor = self.search.len().checked_sub(1).map(|last| at.min(last));
                self.search.scroll.reveal(at.min(self.search.len().saturating_sub(1)));
            }
        }
    }

    /// What shows the text of the row at a place.
    fn ask_to_show(&self, ctx: Ctx<'_>, at: usize) -> Option<PassagesAsk> {
        match self.mode {
            Mode::Statements => {
                let row = ctx.table.row(self.rows.get(at)?)?;
                Some(PassagesAsk::ShowPassage(set_key(ctx, &row), row.statement.id))
            }
            Mode::Texts => {
                let hit = self.search.hit(at)?;
                Some(PassagesAsk::ShowPlace(hit.document.clone(), hit.span))
            }
        }
    }
}

/// Draws the place.
pub fn passages_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    state.refresh(ui, ctx, out);
    let is_free = ui.memory(|memory| memory.top_modal_layer().is_none()) && !Popup::is_any_open(ui.ctx());
    if is_free {
        let is_typing = state.was_typing || ui.ctx().text_edit_focused();
        for key in take_keys(ui, Keyboard::of(ui, is_typing, state.list_id()), |_| true) {
            pressed(ctx, state, key, out);
        }
    }
    let tokens = ctx.tokens;
    let bar = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(12, 0));
    if state.before_findings.is_some() {
        Panel::top("passages-way-back").exact_size(36.0).frame(bar.fill(tokens.panel)).show(ui, |ui| {
            way_back_ui(ui, ctx, state, out);
        });
    }
    let goes_on = Panel::top("passages-top").exact_size(44.0).frame(bar).show_separator_line(false);
    let goes_on = goes_on.show(ui, |ui| top::top_ui(ui, ctx, state, out)).inner;
    // What was typed is shown at once.
    state.refresh(ui, ctx, out);
    if goes_on {
        ui.memory_mut(|memory| memory.request_focus(state.list_id()));
        state.pick(ctx, 0, How::Alone);
    }
    Panel::top("passages-line").exact_size(34.0).frame(bar).show(ui, |ui| top::line_ui(ui, ctx, state, out));
    match state.mode {
        Mode::Statements => statements_ui(ui, ctx, state, out),
        Mode::Texts => texts_ui(ui, ctx, state, out),
    }
    if is_free && ui.memory(|memory| memory.focused().is_none()) && !state.is_opening() {
        ui.memory_mut(|memory| memory.request_focus(state.list_id()));
    }
    state.was_typing = ui.ctx().text_edit_focused();
}

fn statements_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    facets_column(ui, ctx, state, out);
    details_column(ui, ctx, state, out);
    let frame = Frame::new().fill(ctx.tokens.page);
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        let is_wrong = state.field.is_wrong(ui);
        if state.rows.is_empty() || state.rows.fault().is_some() {
            if state.reading.is_running() {
                return;
            }
            return empty::no_statement_ui(ui, ctx, state, out);
        }
        if is_wrong {
            ui.multiply_opacity(STALE);
        }
        let PassagesPlace { view, rows, picked, .. } = state;
        match table_ui(ui, ctx, view, (rows, picked), &ctx.settings.passages) {
            None => {}
            Some(Happened::Clicked(at, how)) => {
                state.pick(ctx, at, how);
                ui.memory_mut(|memory| memory.request_focus(table_id()));
            }
            Some(Happened::Opened(at)) => out.extend(state.ask_to_show(ctx, at).map(Action::Passages)),
            Some(Happened::Head(headed)) => out.push(headed_ask(&ctx.settings.passages, headed)),
        }
    });
}

fn texts_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    let frame = Frame::new().fill(ctx.tokens.panel).inner_margin(Margin { left: 8, right: 0, top: 12, bottom: 0 });
    if ctx.settings.shows_documents && ui.available_width() >= TOO_NARROW {
        let size = if ui.available_width() < NARROW { 176.0 } else { 232.0 };
        Panel::left("search-documents-panel")
            .default_size(size)
            .size_range(140.0..=480.0)
            .frame(frame)
            .show(ui, |ui| search::documents_ui(ui, ctx, &mut state.search));
    }
    if let Some(bulk) = &mut state.bulk {
        bulk.follow(ctx, &state.search);
        if bulk_column(ui, ctx, bulk, out) {
            state.bulk = None;
        }
    }
    CentralPanel::no_frame().frame(Frame::new().fill(ctx.tokens.page)).show(ui, |ui| {
        if state.search.len() == 0 {
            return empty::no_hit_ui(ui, ctx, &state.search);
        }
        match lines_ui(ui, ctx, &mut state.search) {
            None => {}
            Some(Line::Clicked(at)) => {
                state.pick(ctx, at, How::Alone);
                ui.memory_mut(|memory| memory.request_focus(lines_id()));
            }
            Some(Line::Opened(at)) => {
                state.pick(ctx, at, How::Alone);
                out.extend(state.ask_to_show(ctx, at).map(Action::Passages));
            }
            Some(Line::Sort(order)) => state.search.sort(order),
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
    let page = match state.mode {
        Mode::Statements => state.view.scroll.page(),
        Mode::Texts => state.search.scroll.page(),
    };
    let cursor = state.standing().map(|(at, _)| at);
    let at = cursor.unwrap_or(0);
    let how = if key.stretches() { How::Stretch } else { How::Alone };
    match key {
        Key::Statements => state.go_to(Mode::Statements),
        Key::Texts => state.go_to(Mode::Texts),
        Key::Up | Key::StretchUp => state.pick(ctx, at.saturating_sub(1), how),
        Key::Down | Key::StretchDown => state.pick(ctx, cursor.map_or(0, |at| at + 1), how),
        Key::PageUp | Key::StretchPageUp => state.pick(ctx, at.saturating_sub(page), how),
        Key::PageDown | Key::StretchPageDown => state.pick(ctx, at + page, how),
        Key::First | Key::StretchFirst => state.pick(ctx, 0, how),
        Key::Last | Key::StretchLast => state.pick(ctx, usize::MAX, how),
        Key::PickAll if state.mode == Mode::Statements => state.picked.pick_all(ctx, &state.rows),
        Key::Copy => copy(ctx, state, out),
        Key::Open => out.extend(state.ask_to_show(ctx, at).map(Action::Passages)),
        Key::Query if state.mode == Mode::Texts => state.search.wants_focus = true,
        Key::Query => state.field.take_focus(),
        Key::BackToFindings if state.before_findings.is_some() => {
            out.push(Action::Passages(PassagesAsk::BackToFindings));
        }
        Key::Recode if state.mode == Mode::Texts => state.code_all(ctx, out),
        Key::Recode => state.recode(ctx),
        Key::Cancel => {
            if state.bulk.as_mut().is_some_and(|bulk| !bulk.cancel()) {
                state.bulk = None;
            }
        }
        Key::PickAll | Key::BackToFindings => {}
    }
}
