//! The statement panel: the statement in focus, or the one about to be made.

mod fields;
mod neighbours;
mod note;
mod passage;
mod role;
mod speaker;
mod stance;
mod theme;

use super::picker::Picker;
use super::picker::more::More;
use super::picker::offers::Offers;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::model::StatementId;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{size, space};
use egui::{Button, RichText, ScrollArea, Sense, Ui, vec2};

/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 16.0;

/// View state of the panel.
#[derive(Default)]
pub struct StatementPanel {
    open: Option<Field>,
    picker: Picker,
    offers: Offers,
    more: Option<More>,
    wants_note: bool,
    role: role::RoleDraft,
}

/// A field that is open for choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who speaks, in place of those there are.
    Speaker,
    /// One more speaker.
    AnotherSpeaker,
    /// Role and organisation of the speaker of this number.
    Role(usize),
    /// About what.
    Theme,
    /// A stance that is not on the scale yet.
    NewStance,
}

impl StatementPanel {
    /// Opens a field for choosing.
    pub fn open(&mut self, field: Field) {
        self.open = Some(field);
        self.picker = Picker::default();
        self.more = None;
        self.role = role::RoleDraft::default();
    }

    /// Whether a text field is about to get the focus.
    pub fn is_opening(&self) -> bool {
        let field = match self.open {
            None => false,
            Some(Field::Role(_)) => self.role.is_opening(),
            Some(_) => self.more.as_ref().map_or(self.picker.is_opening(), More::is_opening),
        };
        field || self.wants_note
    }

    /// Whether a field is open for choosing.
    pub const fn is_choosing(&self) -> bool {
        self.open.is_some()
    }

    /// Closes the open field. Returns whether one was open.
    pub const fn close(&mut self) -> bool {
        self.open.take().is_some()
    }

    /// Closes the fields of a role, which belong to one statement.
    pub fn close_role(&mut self) {
        self.open = self.open.take().filter(|field| !matches!(field, Field::Role(_)));
    }

    /// Puts the text cursor into the note in the next frame.
    pub const fn focus_note(&mut self) {
        self.wants_note = true;
    }
}

/// Draws the panel; `here` are the statements on the passage shown.
pub fn statement_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut StatementPanel,
    here: &[StatementId],
    out: &mut Vec<Action>,
) {
    let width = ui.available_width() - MARGIN;
    ui.scope(|ui| {
        ui.set_max_width(width);
        passage::heading_ui(ui, ctx, out);
    });
    if ctx.document().is_none() {
        ui.label("Open a document to code it.");
        return;
    }
    if let Some(why) = ctx.document().and_then(|document| ctx.session.why_held(&document.path)) {
        ui.label(RichText::new(why).color(ctx.tokens.warning));
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(width);
        state.offers.notice(ctx);
        rivals_ui(ui, ctx, out);
        passage::passage_ui(ui, ctx);
        speaker::speaker_ui(ui, ctx, state, out);
        theme::theme_ui(ui, ctx, state, out);
        stance::stance_ui(ui, ctx, state, out);
        note::note_ui(ui, ctx, state, out);
        ui.add_space(space::TIGHT);
        buttons_ui(ui, ctx, out);
        neighbours::neighbours_ui(ui, ctx, here, out);
    });
}

/// Says that another version of the statement is kept, and leads to both.
fn rivals_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let rivals = ctx.coding.focused.and_then(|id| ctx.set()?.rivals().get(&id));
    if rivals.is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let (sign, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
        glyph::paint(ui.painter(), sign.center(), 9.0, Glyph::Differs, ctx.tokens.warning);
        ui.label("Somebody else said otherwise.");
        let settle = ui.button("Settle…").on_hover_text(ctx.keymap.tooltip(Command::SettleConflicts));
        if settle.clicked() {
            out.push(Action::Run(Command::SettleConflicts));
        }
    });
}

fn buttons_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    ui.horizontal(|ui| {
        let wide = ui.available_width() - 96.0;
        let can = ctx.enabled(Command::Accept).is_ok();
        let (fill, ink) = if can { (tokens.accent, tokens.on_accent) } else { (tokens.page, tokens.ink) };
        let keep = RichText::new(with_key("Keep and go on", &ctx.hint(Command::Accept)))
            .font(crate::ui::theme::semibold(size::BODY))
            .color(ink);
        let keep = Button::new(keep).fill(fill).min_size(vec2(wide, 34.0));
        command_button(ui, ctx, Command::Accept, keep, "Keep and go on", out);
        let also = Button::new(with_key("Also…", &ctx.hint(Command::AcceptAndStay))).min_size(vec2(88.0, 34.0));
        command_button(ui, ctx, Command::AcceptAndStay, also, "Also on this passage", out);
    });
    if ctx.coding.focused.is_some() {
        let delete = Button::new(RichText::new("Delete statement").color(tokens.soft)).frame(false);
        ui.horizontal(|ui| {
            let again = Button::new(RichText::new("Duplicate").color(tokens.soft)).frame(false);
            command_button(ui, ctx, Command::Duplicate, again, "Duplicate on the passage", out);
            command_button(ui, ctx, Command::DeleteStatement, delete, "Delete statement", out);
        });
    }
    if ctx.previous().is_some() && !ctx.passage.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("The statement before:").color(tokens.soft));
            let add = Button::new(with_key("Add this", &ctx.hint(Command::ExtendStatement)));
            command_button(ui, ctx, Command::ExtendStatement, add, "Add this part to it", out);
            command_button(ui, ctx, Command::MovePassage, Button::new("Move it here"), "Move it here", out);
        });
    }
}

/// The words of a button with a key behind them, as caps write it.
fn with_key(words: &str, key: &str) -> String {
    let key = key.replace("Shift+", "⇧").replace("Enter", "↵");
    if key.is_empty() { words.to_owned() } else { format!("{words}  {key}") }
}

fn command_button(ui: &mut Ui, ctx: Ctx<'_>, command: Command, button: Button<'_>, name: &str, out: &mut Vec<Action>) {
    let enabled = ctx.enabled(command);
    let response =
        ui.add_enabled(enabled.is_ok(), button).accessible_name(name).on_hover_text(ctx.keymap.tooltip(command));
    let response = match enabled {
        Ok(()) => response,
        Err(why) => response.on_disabled_hover_text(why),
    };
    if response.clicked() {
        out.push(Action::Run(command));
    }
}
