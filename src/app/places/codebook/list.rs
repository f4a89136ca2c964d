//! The list at the left: the theme tree, the scale, or the speakers, with how often each is used.

use super::drag::{self, Drag, Held};
use super::row::{Ground, Look};
use super::section::{Section, name_of};
use super::tree::{Children, TreeRow};
use super::uses::Uses;
use crate::app::ctx::Ctx;
use crate::app::fuzzy::Fuzzy;
use crate::app::words::count;
use crate::model::{Codebook, EntryId, ThemeId};
use crate::text::fold;
use egui::{EventFilter, Id, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::cmp::Reverse;
use std::collections::HashSet;

/// Height of a row in points.
pub const ROW_HEIGHT: f32 = 28.0;
/// Room that a level of the tree takes.
pub const INDENT: f32 = 16.0;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 8.0;

/// View state of one list.
#[derive(Default)]
pub struct ListState {
    /// What is looked for.
    pub filter: String,
    /// The entry in the card.
    pub selected: Option<EntryId>,
    /// Whether the selected row is to be brought into view.
    pub reveals: bool,
    /// Whether the most used come first.
    pub is_by_use: bool,
    closed: HashSet<ThemeId>,
    n_closings: u64,
    key: Option<(u64, String, u64, bool)>,
    rows: Vec<TreeRow>,
    has_colours: bool,
    drag: Option<Drag>,
    first_visible: f32,
    n_visible: usize,
}

/// What happened in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A row was clicked.
    Chosen(EntryId),
    /// A row was double-clicked.
    Opened(EntryId),
    /// A theme was opened or closed.
    Turned(ThemeId),
    /// A row was dropped.
    Dropped(EntryId, drag::Drop),
}

impl ListState {
    /// The rows, as looked for.
    pub fn rows(&self) -> &[TreeRow] {
        &self.rows
    }

    /// Looks again when the corpus or what is looked for changed.
    pub fn refresh(&mut self, ctx: Ctx<'_>, section: Section, uses: &Uses, fuzzy: &mut Fuzzy) {
        let key = (ctx.session.revision(), self.filter.clone(), self.n_closings, self.is_by_use);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        self.rows = match section {
            Section::Themes => self.theme_rows(ctx.codebook(), fuzzy),
            Section::Stances | Section::Speakers => self.flat_rows(ctx.codebook(), section, uses, fuzzy),
        };
        self.has_colours =
            section == Section::Themes && ctx.codebook().themes.iter().any(|theme| theme.colour.is_some());
        self.key = Some(key);
    }

    fn theme_rows(&self, book: &Codebook, fuzzy: &mut Fuzzy) -> Vec<TreeRow> {
        let children = Children::new(book);
        if self.filter.trim().is_empty() {
            return children.rows(&self.closed, None);
        }
        let fields = book.themes.iter().map(|theme| vec![theme.name.as_str(), theme.definition.as_str()]);
        let mut wanted = found(&self.filter, fields, fuzzy).into_iter().collect::<HashSet<usize>>();
        let above: Vec<usize> = wanted.iter().flat_map(|at| line_of(book, *at)).collect();
        wanted.extend(above);
        children.rows(&self.closed, Some(&wanted))
    }

    fn flat_rows(&self, book: &Codebook, section: Section, uses: &Uses, fuzzy: &mut Fuzzy) -> Vec<TreeRow> {
        let row = |at: usize| TreeRow { at, depth: 0, has_children: false };
        if section == Section::Stances {
            let fields = book.stances.iter().map(|stance| vec![stance.name.as_str()]);
            let mut found = found(&self.filter, fields, fuzzy);
            found.sort_unstable();
            return found.into_iter().map(row).collect();
        }
        let fields = book.speakers.iter().map(|speaker| {
            std::iter::once(speaker.name.as_str()).chain(speaker.aliases.iter().map(String::as_str)).collect()
        });
        let mut found = found(&self.filter, fields, fuzzy);
        if self.filter.trim().is_empty() {
            let n_uses =
                |at: usize| if self.is_by_use { section.id_at(book, at).map_or(0, |id| uses.n(&id)) } else { 0 };
            found.sort_by_cached_key(|at| {
                (Reverse(n_uses(*at)), book.speakers.at(*at).map(|speaker| fold(&speaker.name)))
            });
        }
        found.into_iter().map(row).collect()
    }

    /// Where the selected entry stands among the rows.
    pub fn selected_row(&self, book: &Codebook, section: Section) -> Option<usize> {
        let selected = self.selected.as_ref()?;
        self.rows.iter().position(|row| section.id_at(book, row.at).as_ref() == Some(selected))
    }

    /// Selects the row of this number, or the last.
    pub fn select_row(&mut self, book: &Codebook, section: Section, row: usize) {
        let row = row.min(self.rows.len().saturating_sub(1));
        self.selected = self.rows.get(row).and_then(|row| section.id_at(book, row.at));
        self.reveals = true;
    }

    /// Rows in a page.
    pub const fn page(&self) -> usize {
        if self.n_visible > 2 { self.n_visible - 1 } else { 1 }
    }

    /// Opens or closes a theme.
    pub fn turn(&mut self, id: &ThemeId) {
        if !self.closed.remove(id) {
            self.closed.insert(id.clone());
        }
        self.n_closings += 1;
    }

    /// Whether the themes below a theme are not shown.
    pub fn is_closed(&self, id: &ThemeId) -> bool {
        self.closed.contains(id)
    }

    /// Opens all themes above one, so that it is shown.
    pub fn uncover(&mut self, book: &Codebook, id: &EntryId) {
        if let EntryId::Theme(id) = id {
            let line = book.theme_line(id);
            let above = line.len().saturating_sub(1);
            for theme in &line[..above] {
                self.n_closings += u64::from(self.closed.remove(&theme.id));
            }
        }
        self.reveals = true;
    }

    /// Lets go of a row that is being moved. Returns whether one was.
    pub fn drop_nothing(&mut self) -> bool {
        self.drag.take().is_some()
    }
}

/// The positions that hold what is typed, best first; those that only hold its letters where none holds it whole.
fn found<'a>(typed: &str, fields: impl Iterator<Item = Vec<&'a str>>, fuzzy: &mut Fuzzy) -> Vec<usize> {
    let (mut found, n_sure) = fuzzy.rank_apart(typed, fields, usize::MAX);
    if n_sure > 0 {
        found.truncate(n_sure);
    }
    found
}

/// The positions of the themes above the one at `at`.
fn line_of(book: &Codebook, at: usize) -> Vec<usize> {
    let line = book.themes.at(at).map(|theme| book.theme_line(&theme.id)).unwrap_or_default();
    line.iter().filter_map(|theme| book.themes.position(&theme.id)).collect()
}

/// The list as a widget, which has the keyboard unless a field has it.
pub fn list_id() -> Id {
    Id::unique("codebook-list")
}

/// Draws the rows in sight and returns what happened to them.
pub fn list_ui(ui: &mut Ui, ctx: Ctx<'_>, section: Section, state: &mut ListState, uses: &Uses) -> Option<Listed> {
    let area = ui.available_rect_before_wrap();
    let response = ui.interact(area, list_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, format!("{} of the codebook", section.name())));
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let book = ctx.codebook();
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut scroll = ScrollArea::vertical().id_salt(("codebook-list", section)).auto_shrink(false);
    if std::mem::take(&mut state.reveals)
        && let Some(row) = state.selected_row(book, section)
    {
        let (top, height) = (row as f32 * ROW_HEIGHT, area.height());
        if top < state.first_visible {
            scroll = scroll.vertical_scroll_offset(top);
        } else if top + ROW_HEIGHT > state.first_visible + height {
            scroll = scroll.vertical_scroll_offset(top + ROW_HEIGHT - height);
        }
    }
    let mut listed = None;
    let is_held = ctx.session.why_held_codebook().is_some();
    let may_move = section != Section::Speakers && state.filter.trim().is_empty() && !is_held;
    let output = scroll.show_rows(ui, ROW_HEIGHT, state.rows.len(), |ui, range| {
        state.n_visible = range.len();
        let mut in_sight = Vec::with_capacity(range.len());
        for nth in range {
            let row = state.rows[nth].clone();
            let Some(id) = section.id_at(book, row.at) else { continue };
            let (rect, happened) = row_ui(ui, ctx, state, uses, (&row, &id), may_move);
            listed = listed.take().or(happened);
            in_sight.push((nth, rect));
        }
        let held = state.drag.as_ref().map(|dragged| {
            (dragged.id.clone(), drag::drag_ui(ui, ctx, section, dragged, &state.rows, &in_sight, area))
        });
        if let Some((id, Held::Dropped(dropped))) = held {
            listed = dropped.map(|drop| Listed::Dropped(id, drop)).or(listed.take());
            state.drag = None;
        }
    });
    state.first_visible = output.state.unclamped_offset().y;
    listed
}

fn row_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut ListState,
    uses: &Uses,
    (row, id): (&TreeRow, &EntryId),
    may_move: bool,
) -> (Rect, Option<Listed>) {
    // The list as a whole has the keyboard, so that Tab does not stop at each row.
    let sense = if may_move { Sense::CLICK | Sense::DRAG } else { Sense::CLICK };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - MARGIN, ROW_HEIGHT), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("entry", id)), sense);
    let is_selected = state.selected.as_ref() == Some(id);
    let n = uses.n(id);
    let book = ctx.codebook();
    let name = name_of(book, id).unwrap_or_default();
    response.widget_info(|| {
        WidgetInfo::selected(Role::TreeItem, true, is_selected, format!("{name}, {}", count(n, "statement")))
    });
    let chevron =
        Rect::from_min_size(pos2(rect.left() + row.depth as f32 * INDENT, rect.top()), vec2(INDENT + 4.0, ROW_HEIGHT));
    let is_on_chevron = |response: &Response| {
        row.has_children && response.interact_pointer_pos().is_some_and(|at| at.x <= chevron.right())
    };
    let mut listed = None;
    if let EntryId::Theme(theme) = id
        && response.clicked()
        && is_on_chevron(&response)
    {
        listed = Some(Listed::Turned(theme.clone()));
    } else if response.double_clicked() {
        listed = Some(Listed::Opened(id.clone()));
    } else if response.clicked() {
        listed = Some(Listed::Chosen(id.clone()));
    } else if response.drag_started() {
        state.drag = Some(Drag { id: id.clone(), name: name.to_owned() });
    }
    if ui.is_rect_visible(rect) {
        let has_focus = ui.memory(|memory| memory.has_focus(list_id()));
        let is_closed = row.has_children && is_closed(state, id);
        let ground = match (is_selected, has_focus, response.hovered()) {
            (true, true, _) => Ground::Focused,
            (true, false, _) => Ground::Selected,
            (false, _, true) => Ground::Hovered,
            (false, _, false) => Ground::Plain,
        };
        let look = Look { row, id, name, n, rect, ground, is_closed, has_colours: state.has_colours };
        let is_clipped = look.paint(ui, ctx);
        if is_clipped && state.drag.is_none() {
            response.on_hover_text(name);
        }
    }
    (rect, listed)
}

fn is_closed(state: &ListState, id: &EntryId) -> bool {
    matches!(id, EntryId::Theme(id) if state.is_closed(id) && state.filter.trim().is_empty())
}
