//! The card: all that is known about the selected entry, each field changed in place.

mod affiliations;
mod aliases;
mod examples;
mod key;
mod speaker;
mod stance;
mod theme;
mod unsaid;

use super::entry_picker::EntryPicker;
use super::fields::{Draft, key_button, soft_ui};
use super::kept::Kept;
use super::keys::PlaceKey;
use super::panel::{Outline, Panel, Shown};
use super::place::{CodebookPlace, open_panel};
use super::scale;
use super::section::{Section, as_speaker, name_of};
use super::uses::Uses;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::keys::PlaceKeys;
use crate::app::words::{count, sentence};
use crate::model::{DateRange, EntryId, SpeakerId};
use crate::ui::theme::READABLE;
use crate::ui::theme::{self as look, size, space};
use crate::ui::widget::{clipped_galley, hairline};
use egui::{Key, RichText, ScrollArea, Sense, Ui, vec2};
use unsaid::{Fault, Unsaid};

/// The widest that fields are.
const MAX_WIDTH: f32 = 576.0;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 24.0;

/// View state of the card.
#[derive(Default)]
pub struct Card {
    draft: Draft,
    wants_name: bool,
    open: Option<Opened>,
    picker: EntryPicker,
    panel: Option<Panel>,
    /// A key that was typed and belongs to something else.
    wanted_key: Option<char>,
    /// What is typed about a speaker and not said yet.
    unsaid: Option<Unsaid>,
    /// The date that was typed and is none.
    fault: Option<Fault>,
    /// Roles drawn last, and how often their number or the entry changed: the text that a field takes back by its own
    /// undo must not be that of another role.
    n_roles: usize,
    n_turns: u64,
    /// How many roles there will be once the new one is there.
    awaited_role: Option<usize>,
    /// Whether the last role wants the text cursor.
    wants_role: bool,
    /// Who may be the same speaker.
    near: Kept<Vec<SpeakerId>>,
    /// Whether another theme beside this one has its name.
    has_twin: Kept<bool>,
    /// The days of all documents, each once.
    days: Kept<Vec<DateRange>>,
}

/// A picker that is open in the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opened {
    /// The theme above.
    Parent,
    /// The organisation of the affiliation of this number.
    Organisation(usize),
}

impl Card {
    /// Forgets what belonged to the entry that was shown before. A panel waits for its entry to come back, and what
    /// was typed to be said.
    pub fn turn(&mut self) {
        let (panel, days, unsaid) = (self.panel.take(), std::mem::take(&mut self.days), self.unsaid.take());
        let (wants_name, n_turns) = (self.wants_name, self.n_turns + 1);
        *self = Self { wants_name, panel, unsaid, n_turns, days, ..Self::default() };
    }

    fn count_roles(&mut self, n_roles: usize) {
        if std::mem::replace(&mut self.n_roles, n_roles) != n_roles {
            self.n_turns += 1;
        }
    }

    /// Says what was typed in a field that was left, or is no longer there; Escape drops it.
    pub fn keep(&mut self, ui: &Ui, ctx: Ctx<'_>, selected: Option<&EntryId>, out: &mut Vec<Action>) {
        let field = self.unsaid.as_ref().map(|unsaid| unsaid.field);
        let Some(field) = field else { return };
        if field.is_some_and(|field| ui.memory(|memory| memory.has_focus(field))) {
            return;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.unsaid = None;
        } else {
            self.say(ctx, selected.and_then(as_speaker), out);
        }
    }

    /// Says what was typed; `shown` is the speaker in the card.
    pub fn say(&mut self, ctx: Ctx<'_>, shown: Option<&SpeakerId>, out: &mut Vec<Action>) {
        let Some(unsaid) = self.unsaid.take() else { return };
        self.fault = None;
        match unsaid.said(ctx) {
            Ok(action) => out.extend(action),
            Err(fault) if Some(&fault.of) == shown => self.fault = Some(fault),
            Err(fault) => {
                let name = ctx.codebook().speaker_name(&fault.of);
                let words = format!("“{}” is no date, so the role of {name} has the date it had.", fault.text);
                out.push(Action::Codebook(CodebookAsk::Tell(words)));
            }
        }
    }

    /// Puts the text cursor into the name.
    pub const fn wants_name(&mut self) {
        self.wants_name = true;
    }

    /// Whether a text field is about to get the focus.
    pub fn is_opening(&self) -> bool {
        let picker = self.open.is_some() && self.picker.is_opening();
        self.wants_name || picker || self.panel.as_ref().is_some_and(Panel::is_opening)
    }

    /// Opens a panel in place of the one that is open.
    pub fn open_panel(&mut self, panel: Panel) {
        self.panel = Some(panel);
        self.open = None;
    }

    /// The panel that is shown with `selected` in the card.
    pub fn panel_of(&self, selected: Option<&EntryId>) -> Option<&Panel> {
        self.panel.as_ref().filter(|panel| panel.of().is_none() || panel.of() == selected)
    }

    /// Steps back by one: an open picker, a panel. Returns whether there was one.
    ///
    /// A panel that waits for another entry than `selected` is not seen, and stays.
    pub fn cancel(&mut self, selected: Option<&EntryId>) -> bool {
        if self.open.take().is_some() || self.wanted_key.take().is_some() {
            return true;
        }
        let is_seen = self.panel_of(selected).is_some();
        let Some(panel) = self.panel.as_mut().filter(|_| is_seen) else { return false };
        if !panel.step_back() {
            self.panel = None;
        }
        true
    }

    fn open(&mut self, opened: Opened) {
        self.open = Some(opened);
        self.picker = EntryPicker::default();
    }
}

/// Why merging, splitting and deleting cannot be done now; `None` when they can.
pub fn why_wait(ctx: Ctx<'_>) -> Option<String> {
    let why_loading = "Documents are still being read, and their statements must be known first.";
    ctx.session.why_held_codebook().or_else(|| ctx.session.loading().map(|_| why_loading.to_owned()))
}

/// Says why the codebook cannot be changed here, where that is so.
fn held_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    if let Some(why) = ctx.session.why_held_codebook() {
        soft_ui(ui, ctx.tokens, sentence(&why));
        ui.add_space(space::TIGHT);
    }
}

/// Draws the card of the selected entry.
pub fn card_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut CodebookPlace,
    selected: Option<&EntryId>,
    out: &mut Vec<Action>,
) {
    let section = state.section();
    let scroll = ScrollArea::vertical().id_salt(("card", section, selected)).auto_shrink(false);
    scroll.show(ui, |ui| {
        ui.set_max_width((ui.available_width() - MARGIN).min(MAX_WIDTH));
        let is_outline = matches!(state.card.panel, Some(Panel::Outline(_)));
        held_ui(ui, ctx);
        let is_held = ctx.session.why_held_codebook().is_some();
        if section == Section::Stances && !is_outline && !ctx.codebook().stances.is_empty() {
            scale::scale_ui(ui, ctx, state, out);
        }
        if is_held {
            // It is still to be read.
            ui.visuals_mut().disabled_alpha = READABLE;
            ui.disable();
        }
        match selected.filter(|id| name_of(ctx.codebook(), id).is_some()) {
            Some(id) if !is_outline => entry_ui(ui, ctx, state, id, out),
            _ if is_outline => panel_ui(ui, ctx, &mut state.card, &state.uses, out),
            _ => empty_ui(ui, ctx, state, out),
        }
        ui.add_space(space::SECTION);
    });
}

fn panel_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, uses: &Uses, out: &mut Vec<Action>) {
    if let Some(panel) = &mut card.panel
        && panel.show(ui, ctx, uses, out) == Shown::Closes
    {
        card.panel = None;
    }
}

fn entry_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, id: &EntryId, out: &mut Vec<Action>) {
    heading_ui(ui, ctx, state, id, out);
    hairline(ui);
    ui.add_space(space::TIGHT);
    if state.card.panel_of(Some(id)).is_some() {
        panel_ui(ui, ctx, &mut state.card, &state.uses, out);
        return;
    }
    let CodebookPlace { card, uses, .. } = state;
    let book = ctx.codebook();
    match id {
        EntryId::Theme(id) => {
            if let Some(theme) = book.themes.get(id) {
                theme::theme_ui(ui, ctx, card, uses, theme, out);
            }
        }
        EntryId::Stance(id) => {
            if let Some(stance) = book.stances.get(id) {
                stance::stance_ui(ui, ctx, card, stance, out);
            }
        }
        EntryId::Speaker(id) => {
            if let Some(speaker) = book.speakers.get(id) {
                speaker::speaker_ui(ui, ctx, card, uses, speaker, out);
            }
        }
    }
}

/// The name, and how often it is used.
fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, id: &EntryId, out: &mut Vec<Action>) {
    let name = name_of(ctx.codebook(), id).unwrap_or_default();
    let galley =
        clipped_galley(ui.painter(), name, look::reading_semibold(size::ENTRY), ctx.tokens.ink, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let is_cut = galley.elided;
    ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, ctx.tokens.ink);
    if is_cut {
        response.on_hover_text(name);
    }
    ui.add_space(-space::TIGHT);
    soft_ui(ui, ctx.tokens, use_line(&state.uses, id));
    if state.card.panel_of(Some(id)).is_none() {
        buttons_ui(ui, ctx, state, id, out);
    }
    ui.add_space(space::TIGHT);
}

/// What can be done with the entry as a whole.
fn buttons_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, id: &EntryId, out: &mut Vec<Action>) {
    let why_not = why_wait(ctx);
    let why_not = why_not.as_deref();
    let why_alone = (Section::of(id).n_entries(ctx.codebook()) < 2).then_some("There is no other to merge it with.");
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        if key_button(ui, ctx.tokens, PlaceKey::Merge, "Merge…", why_not.or(why_alone)).clicked() {
            asked = Some(PlaceKey::Merge);
        }
        if matches!(id, EntryId::Theme(_)) {
            let why_unused = (state.uses.n(id) == 0).then_some("It has no passage yet.");
            if key_button(ui, ctx.tokens, PlaceKey::Split, "Split…", why_not.or(why_unused)).clicked() {
                asked = Some(PlaceKey::Split);
            }
        }
        if key_button(ui, ctx.tokens, PlaceKey::Delete, "Delete…", why_not).clicked() {
            asked = Some(PlaceKey::Delete);
        }
    });
    if let Some(key) = asked {
        open_panel(ctx, state, key, id, out);
    }
}

/// Such as `31 statements in 7 documents by 2 coders`.
fn use_line(uses: &Uses, id: &EntryId) -> String {
    let use_here = uses.of(id);
    let mut line = if use_here.n_statements == 0 {
        "Not used yet".to_owned()
    } else {
        let documents = count(use_here.n_documents, "document");
        format!("{} in {documents} by {}", count(use_here.n_statements, "statement"), count(use_here.n_coders, "coder"))
    };
    match id {
        EntryId::Theme(theme) => {
            let all = uses.all().theme_with_below(theme).n_statements;
            if all > use_here.n_statements {
                line = format!("{line} · {all} with the themes below");
            }
        }
        EntryId::Speaker(speaker) => {
            let n = uses.all().n_affiliations_at(speaker);
            if n > 0 {
                line = format!("{line} · organisation in {}", count(n, "affiliation"));
            }
        }
        EntryId::Stance(_) => {}
    }
    line
}

/// What stands in the card while the section has no entry.
fn empty_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, out: &mut Vec<Action>) {
    let (title, words) = match state.section() {
        Section::Themes => (
            "No themes yet",
            "A theme says what a statement is about. Add the first one, or paste an indented list of names.",
        ),
        Section::Stances => {
            ("No stance scale yet", "A stance says where a speaker stands, from against (-1) to for (1).")
        }
        Section::Speakers => (
            "No speakers yet",
            "Speakers are the people, organisations and groups who take positions. They come by themselves while you code, or you add them here.",
        ),
    };
    ui.label(RichText::new(title).font(look::reading_semibold(size::ENTRY)));
    soft_ui(ui, ctx.tokens, words);
    ui.horizontal(|ui| {
        let noun = state.section().noun();
        if ui.button(format!("Add a {noun}…")).on_hover_text(PlaceKey::Add.tooltip()).clicked() {
            state.add(ctx, false);
        }
        match state.section() {
            Section::Themes => {
                if ui.button("Paste a list…").on_hover_text("One theme a line, indented below the one above").clicked()
                {
                    state.card.open_panel(Panel::Outline(Outline::default()));
                }
            }
            Section::Stances => {
                let how = "opposes, doubts, mixed, conditional, supports, unclear: on the keys 1 to 6";
                if ui.button("Use the five-point scale").on_hover_text(how).clicked() {
                    out.push(Action::Codebook(CodebookAsk::AddStarterScale));
                }
            }
            Section::Speakers => {}
        }
    });
}
