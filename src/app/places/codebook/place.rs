//! The place as a whole: its state, its columns, its keys.

use super::ask::CodebookAsk;
use super::card::{self, Card};
use super::fields::soft_ui;
use super::head;
use super::keys::PlaceKey;
use super::list::{self, ListState, Listed};
use super::moving;
use super::panel::{self, Opening};
use super::passages::passages_ui;
use super::section::{Section, as_theme, name_of};
use super::tree::Children;
use super::uses::{Passages, Uses};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::fuzzy::Fuzzy;
use crate::app::places::keys::{Keyboard, take_keys};
use crate::app::words::sentence;
use crate::model::{EntryId, ThemeId};
use egui::{CentralPanel, Frame, Margin, Panel as Side, Popup, Ui};

/// Below this width in points the passages stand below the card.
const NARROW: f32 = 1080.0;

/// View state of the place.
#[derive(Default)]
pub struct CodebookPlace {
    pub(super) section: Section,
    pub(super) lists: [ListState; 3],
    pub(super) uses: Uses,
    pub(super) fuzzy: Fuzzy,
    pub(super) passages: Passages,
    pub(super) card: Card,
    pub(super) adding: Option<Adding>,
    pub(super) wants_filter: bool,
    /// The entry of which the card was drawn last, and its row.
    shown: Option<EntryId>,
    last_row: usize,
    was_typing: bool,
}

/// An entry that is being added: its name is asked for first, because its id is made from it.
#[derive(Debug, Default)]
pub struct Adding {
    /// What is typed.
    pub text: String,
    /// Below which theme.
    pub parent: Option<ThemeId>,
    /// In front of which.
    pub before: Option<ThemeId>,
    /// Whether its field is about to get the focus.
    pub wants_focus: bool,
}

impl CodebookPlace {
    /// Shows an entry: its section, its row, its card.
    pub fn show(&mut self, ctx: Ctx<'_>, id: &EntryId) {
        self.section = Section::of(id);
        let list = &mut self.lists[self.section as usize];
        if name_of(ctx.codebook(), id).is_some() {
            // What is shown already stays among what was looked for.
            if list.selected.replace(id.clone()).as_ref() != Some(id) {
                list.filter.clear();
            }
            list.uncover(ctx.codebook(), id);
        }
    }

    /// Whether a text field is about to get the focus.
    pub fn is_opening(&self) -> bool {
        self.wants_filter || self.adding.as_ref().is_some_and(|adding| adding.wants_focus) || self.card.is_opening()
    }

    /// Keeps all counts over a change in which only words of an entry changed, as while somebody types.
    pub fn carry_counts(&mut self, from: u64, to: u64) {
        self.uses.carry(from, to);
        self.passages.carry(from, to);
    }

    /// Says what was typed in a field and not said yet.
    pub fn say_typed(&mut self, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        self.card.say(ctx, None, out);
    }

    /// The section that is shown.
    pub const fn section(&self) -> Section {
        self.section
    }

    /// The entry in the card.
    pub fn selected(&self) -> Option<&EntryId> {
        self.lists[self.section as usize].selected.as_ref()
    }

    /// Whether a panel is open in the card of the selected entry.
    fn has_panel(&self) -> bool {
        self.card.panel_of(self.selected()).is_some()
    }

    pub(super) fn list(&mut self) -> &mut ListState {
        &mut self.lists[self.section as usize]
    }

    pub(super) fn refresh_list(&mut self, ctx: Ctx<'_>) {
        let Self { section, lists, uses, fuzzy, .. } = self;
        lists[*section as usize].refresh(ctx, *section, uses, fuzzy);
    }

    /// Goes to another section.
    pub(super) fn go_to(&mut self, section: Section) {
        self.section = section;
        self.adding = None;
        self.list().reveals = true;
    }

    /// Keeps a row selected while there are any: where the selected one went, the one that took its place.
    fn keep_selection(&mut self, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        let (book, section, last) = (ctx.codebook(), self.section, self.last_row);
        let rows = self.list();
        let is_there = rows.selected.as_ref().is_some_and(|id| name_of(book, id).is_some());
        if !is_there {
            let had = rows.selected.is_some();
            rows.select_row(book, section, if had { last } else { 0 });
        }
        if self.shown != self.lists[section as usize].selected {
            out.extend(self.shown.is_some().then_some(Action::CloseStep));
            self.shown.clone_from(&self.lists[section as usize].selected);
            self.card.turn();
            self.last_row = self.list().selected_row(book, section).unwrap_or(0);
        }
    }

    /// Begins to add an entry behind the selected one, or below it.
    pub(super) fn add(&mut self, ctx: Ctx<'_>, is_below: bool) {
        let selected = self.selected().and_then(as_theme).cloned();
        let mut adding = Adding { wants_focus: true, ..Adding::default() };
        if let Some(id) = selected {
            let book = ctx.codebook();
            if is_below {
                adding.parent = Some(id);
            } else {
                adding.parent = book.themes.get(&id).and_then(|theme| theme.parent.clone());
                adding.before = Children::new(book).sibling_behind(&id);
            }
        }
        self.adding = Some(adding);
    }
}

/// Draws the place.
pub fn codebook_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, out: &mut Vec<Action>) {
    state.uses.refresh(ctx);
    state.refresh_list(ctx);
    state.keep_selection(ctx, out);
    let is_free = ui.memory(|memory| memory.top_modal_layer().is_none()) && !Popup::is_any_open(ui.ctx());
    if is_free {
        let is_typing = state.was_typing || ui.ctx().text_edit_focused();
        let keyboard = Keyboard::of(ui, is_typing, list::list_id());
        let has_panel = state.has_panel();
        for key in take_keys(ui, keyboard, |key: PlaceKey| !has_panel || key.passes_panels()) {
            pressed(ctx, state, key, out);
        }
        state.refresh_list(ctx);
        state.keep_selection(ctx, out);
    }
    let selected = state.selected().cloned();
    state.card.keep(ui, ctx, selected.as_ref(), out);
    let tokens = ctx.tokens;
    let bar = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(16, 0));
    Side::top("codebook-head").exact_size(48.0).frame(bar).show(ui, |ui| head::head_ui(ui, ctx, state, out));
    let width = ui.available_width();
    let is_narrow = width < NARROW;
    let (id, size) = if is_narrow { ("codebook-list-narrow", 248.0) } else { ("codebook-list", 304.0) };
    let frame = Frame::new().fill(tokens.panel).inner_margin(Margin { left: 8, right: 0, top: 8, bottom: 0 });
    Side::left(id)
        .default_size(size)
        .size_range(184.0..=520.0)
        .frame(frame)
        .show(ui, |ui| list_column(ui, ctx, state, out));
    // A click chose another: nothing of the one before is in its card.
    state.keep_selection(ctx, out);
    let selected = state.selected().cloned();
    if let Some(selected) = &selected {
        let frame = Frame::new().fill(tokens.panel).inner_margin(Margin { left: 16, right: 0, top: 8, bottom: 0 });
        let CodebookPlace { passages, uses, .. } = state;
        let passages = |ui: &mut Ui| passages_ui(ui, ctx, passages, uses, selected, out);
        if is_narrow {
            let range = 96.0..=ui.available_height() - 160.0;
            let size = (ui.available_height() * 0.3).clamp(112.0, 220.0);
            Side::bottom("codebook-passages-below")
                .default_size(size)
                .size_range(range)
                .frame(frame)
                .show(ui, passages);
        } else {
            Side::right("codebook-passages")
                .default_size(352.0)
                .size_range(240.0..=560.0)
                .frame(frame)
                .show(ui, passages);
        }
    }
    let frame = Frame::new().fill(tokens.page).inner_margin(Margin { left: 24, right: 0, top: 16, bottom: 0 });
    CentralPanel::no_frame().frame(frame).show(ui, |ui| card::card_ui(ui, ctx, state, selected.as_ref(), out));
    if is_free && ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(list::list_id()));
    }
    state.was_typing = ui.ctx().text_edit_focused();
}

fn list_column(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, out: &mut Vec<Action>) {
    head::list_head_ui(ui, ctx, state, out);
    state.refresh_list(ctx);
    if state.list().rows().is_empty() {
        empty_ui(ui, ctx, state);
        return;
    }
    let CodebookPlace { section, lists, uses, .. } = state;
    let listed = list::list_ui(ui, ctx, *section, &mut lists[*section as usize], uses);
    match listed {
        None => {}
        Some(Listed::Turned(id)) => state.list().turn(&id),
        Some(Listed::Chosen(id)) => choose(ui, state, id),
        Some(Listed::Opened(id)) => {
            choose(ui, state, id);
            if ctx.session.why_held_codebook().is_none() {
                state.card.wants_name();
            }
        }
        Some(Listed::Dropped(id, drop)) => out.extend(moving::dropped(ctx, &id, drop)),
    }
}

fn choose(ui: &Ui, state: &mut CodebookPlace, id: EntryId) {
    state.list().selected = Some(id);
    ui.memory_mut(|memory| memory.request_focus(list::list_id()));
}

/// What stands in the list while it has no row.
fn empty_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace) {
    let section = state.section;
    let typed = state.list().filter.trim().to_owned();
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() - 16.0);
        ui.indent("empty", |ui| {
            if typed.is_empty() {
                soft_ui(ui, ctx.tokens, format!("No {} yet.", section.noun()));
            } else {
                soft_ui(ui, ctx.tokens, format!("No {} matches “{typed}”.", section.noun()));
                let is_held = ctx.session.why_held_codebook().is_some();
                if ui.add_enabled(!is_held, egui::Button::new(format!("Add “{typed}”"))).clicked() {
                    state.add(ctx, false);
                    if let Some(adding) = &mut state.adding {
                        adding.text = typed;
                    }
                    state.list().filter.clear();
                }
            }
        });
    });
    // Else the column would shrink to the words.
    ui.take_available_space();
}

/// Carries out a key of the place.
fn pressed(ctx: Ctx<'_>, state: &mut CodebookPlace, key: PlaceKey, out: &mut Vec<Action>) {
    let (book, section) = (ctx.codebook(), state.section);
    let page = state.list().page();
    let selected_row = state.list().selected_row(book, section);
    let row = selected_row.unwrap_or(0);
    let select = |state: &mut CodebookPlace, row: usize| state.list().select_row(book, section, row);
    let selected = state.selected().cloned();
    match key {
        PlaceKey::ShowThemes => state.go_to(Section::Themes),
        PlaceKey::ShowStances => state.go_to(Section::Stances),
        PlaceKey::ShowSpeakers => state.go_to(Section::Speakers),
        PlaceKey::NextSection => state.go_to(section.next()),
        PlaceKey::Filter => state.wants_filter = true,
        PlaceKey::Up => select(state, row.saturating_sub(1)),
        // From one that is not among those looked for, the first is next.
        PlaceKey::Down => select(state, selected_row.map_or(0, |row| row + 1)),
        PlaceKey::PageUp => select(state, row.saturating_sub(page)),
        PlaceKey::PageDown => select(state, row + page),
        PlaceKey::First => select(state, 0),
        PlaceKey::Last => select(state, usize::MAX),
        PlaceKey::Close | PlaceKey::Open => turn(ctx, state, row, key == PlaceKey::Open),
        PlaceKey::Rename | PlaceKey::Add | PlaceKey::AddBelow if ctx.session.why_held_codebook().is_some() => {
            out.extend(ctx.session.why_held_codebook().map(|why| tell(&why)));
        }
        PlaceKey::Rename => state.card.wants_name(),
        PlaceKey::Add => state.add(ctx, false),
        PlaceKey::AddBelow => state.add(ctx, section == Section::Themes),
        PlaceKey::Delete | PlaceKey::Merge | PlaceKey::Split => {
            if let Some(id) = selected {
                open_panel(ctx, state, key, &id, out);
            }
        }
        PlaceKey::MoveUp | PlaceKey::MoveDown | PlaceKey::MoveIn | PlaceKey::MoveOut => {
            if let Some(id) = selected.filter(|_| state.list().filter.trim().is_empty()) {
                out.extend(moving::moved(ctx, &id, key));
                state.list().reveals = true;
            }
        }
        PlaceKey::Cancel => {
            if !state.list().drop_nothing() && !state.card.cancel(selected.as_ref()) {
                state.list().filter.clear();
            }
        }
    }
}

/// Opens what merges, splits or deletes an entry; one that nobody uses is deleted at once.
pub(super) fn open_panel(ctx: Ctx<'_>, state: &mut CodebookPlace, key: PlaceKey, id: &EntryId, out: &mut Vec<Action>) {
    if let Some(why) = card::why_wait(ctx) {
        out.push(tell(&why));
        return;
    }
    match panel::open(&state.uses, key, id) {
        Opening::Panel(panel) => state.card.open_panel(*panel),
        Opening::Now(ask) => out.push(Action::Codebook(ask)),
        Opening::Nothing(why) => out.push(tell(why)),
    }
}

fn tell(why: &str) -> Action {
    Action::Codebook(CodebookAsk::Tell(sentence(why)))
}

/// Right opens a theme or goes to the first below it; left closes it or goes to the one above.
fn turn(ctx: Ctx<'_>, state: &mut CodebookPlace, row: usize, is_open: bool) {
    let book = ctx.codebook();
    let Some(id) = state.selected().and_then(as_theme).cloned() else { return };
    let list = state.list();
    let has_children = list.rows().get(row).is_some_and(|row| row.has_children);
    let is_closed = list.is_closed(&id);
    match (is_open, has_children, is_closed) {
        (true, true, true) | (false, true, false) => list.turn(&id),
        (true, true, false) => list.select_row(book, Section::Themes, row + 1),
        (false, ..) => {
            if let Some(parent) = book.themes.get(&id).and_then(|theme| theme.parent.clone()) {
                list.selected = Some(EntryId::Theme(parent));
                list.reveals = true;
            }
        }
        (true, false, _) => {}
    }
}
