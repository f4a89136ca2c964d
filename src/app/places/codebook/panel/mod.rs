//! Panels that open in the card: merge, delete, split, an outline. Each says what it would do before it does it.

mod delete;
mod merge;
mod outline;
mod split;
mod walk;

pub use delete::Delete;
pub use merge::Merge;
pub use outline::Outline;
pub use split::Split;

use super::ask::CodebookAsk;
use super::fields::{do_button, quiet_button};
use super::keys::PlaceKey;
use super::list::list_id;
use super::uses::Uses;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::edit::reshape::Reshape;
use crate::model::EntryId;
use crate::ui::theme::space;
use egui::{Event, InputState, Key, Ui};

/// A panel that is open in the card.
pub enum Panel {
    /// Two entries become one.
    Merge(Merge),
    /// An entry goes.
    Delete(Delete),
    /// The passages of a theme are parted among several.
    Split(Box<Split>),
    /// Themes from an outline.
    Outline(Outline),
}

/// What asking for a panel leads to.
pub enum Opening {
    /// The panel.
    Panel(Box<Panel>),
    /// Nothing has to be asked.
    Now(CodebookAsk),
    /// It makes no sense, and why.
    Nothing(&'static str),
}

/// What is to happen with an open panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It stays.
    Stays,
    /// It closes.
    Closes,
}

/// Opens what merges, splits or deletes `id`; one that nobody uses goes without a question.
pub fn open(uses: &Uses, key: PlaceKey, id: &EntryId) -> Opening {
    let panel = |panel: Panel| Opening::Panel(Box::new(panel));
    let is_used = uses.n(id) > 0 || matches!(id, EntryId::Speaker(id) if uses.all().n_affiliations_at(id) > 0);
    match (key, id) {
        (PlaceKey::Merge, _) => panel(Panel::Merge(Merge::new(id.clone(), None))),
        (PlaceKey::Split, EntryId::Theme(theme)) if is_used => panel(Panel::Split(Box::new(Split::new(theme)))),
        (PlaceKey::Split, EntryId::Theme(_)) => {
            Opening::Nothing("This theme has no passage yet, so there is nothing to split.")
        }
        (PlaceKey::Split, _) => Opening::Nothing("Only themes can be split."),
        _ if is_used => panel(Panel::Delete(Delete::new(id.clone()))),
        _ => Opening::Now(CodebookAsk::reshape(delete(id, None))),
    }
}

/// Deleting `id`, with `instead` in its place.
fn delete(id: &EntryId, instead: Option<&EntryId>) -> Reshape {
    use super::section::{as_speaker, as_stance, as_theme};
    match id {
        EntryId::Theme(theme) => {
            Reshape::DeleteTheme { theme: theme.clone(), instead: instead.and_then(as_theme).cloned() }
        }
        EntryId::Stance(stance) => {
            Reshape::DeleteStance { stance: stance.clone(), instead: instead.and_then(as_stance).cloned() }
        }
        EntryId::Speaker(speaker) => {
            Reshape::DeleteSpeaker { speaker: speaker.clone(), instead: instead.and_then(as_speaker).cloned() }
        }
    }
}

impl Panel {
    /// The entry it is about; `None` when it is about none.
    pub const fn of(&self) -> Option<&EntryId> {
        match self {
            Self::Merge(merge) => Some(&merge.from),
            Self::Delete(delete) => Some(&delete.id),
            Self::Split(split) => Some(&split.entry),
            Self::Outline(_) => None,
        }
    }

    /// Whether a text field of it is about to get the focus.
    pub fn is_opening(&self) -> bool {
        match self {
            Self::Merge(merge) => merge.is_opening(),
            Self::Delete(delete) => delete.is_opening(),
            Self::Split(split) => split.is_opening(),
            Self::Outline(_) => false,
        }
    }

    /// Steps back by one. Returns whether the panel stays open.
    pub fn step_back(&mut self) -> bool {
        match self {
            Self::Split(split) => split.step_back(),
            _ => false,
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, ctx: Ctx<'_>, uses: &Uses, out: &mut Vec<Action>) -> Shown {
        match self {
            Self::Merge(merge) => merge.show(ui, ctx, uses, out),
            Self::Delete(delete) => delete.show(ui, ctx, uses, out),
            Self::Split(split) => split.show(ui, ctx, uses, out),
            Self::Outline(outline) => outline.show(ui, ctx, out),
        }
    }
}

/// What the buttons at the foot of a panel say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Do,
    Cancel,
    Wait,
}

/// Draws the buttons at the foot of a panel; Enter presses the first while no field has the focus.
fn answer_ui(ui: &mut Ui, ctx: Ctx<'_>, words: &str, can: bool) -> Answer {
    let mut answer = Answer::Wait;
    ui.add_space(space::TIGHT);
    ui.horizontal(|ui| {
        if do_button(ui, ctx.tokens, words, can).on_hover_text(format!("{words} (Enter)")).clicked() {
            answer = Answer::Do;
        }
        if quiet_button(ui, ctx.tokens, "Cancel").on_hover_text("Change nothing (Esc)").clicked() {
            answer = Answer::Cancel;
        }
    });
    // Enter belongs to another control that has the focus; and one that is held down answers nothing.
    let is_free = ui.memory(|memory| memory.focused().is_none_or(|focused| focused == list_id()));
    if can && is_free && answer == Answer::Wait && ui.input_mut(take_enter) {
        answer = Answer::Do;
    }
    answer
}

/// Takes a press of Enter that is no repetition out of the input. Returns whether there was one.
fn take_enter(input: &mut InputState) -> bool {
    let is_enter = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. });
    let at = input.events.iter().position(is_enter);
    at.map(|at| input.events.remove(at)).is_some()
}
