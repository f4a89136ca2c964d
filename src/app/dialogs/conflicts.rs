//! What two people said of one thing, side by side, to be settled.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::conflicts::{Conflict, Conflicts, Row, Versions};
use crate::app::ctx::Ctx;
use crate::edit::settle::Settle;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, hairline, key_cap};
use egui::{Align, Button, Key, Layout, Modifiers, RichText, ScrollArea, Sense, Ui, Vec2, vec2};

/// Width of the names of fields in points.
const LABELS: f32 = 112.0;

/// View state of the dialog.
#[derive(Default)]
pub struct ConflictsDialog {
    found: Conflicts,
    at: usize,
}

impl ConflictsDialog {
    /// Begins with the conflicts on what is in focus, or else with the first.
    pub fn begin(&mut self, on: impl Fn(&Conflict) -> bool) {
        self.at = self.found.all().iter().position(on).unwrap_or_default();
    }

    /// All conflicts, looked for again if anything changed.
    pub fn found(&mut self, ctx: Ctx<'_>) -> &Conflicts {
        self.found.refresh(ctx.session);
        &self.found
    }
}

/// Draws the dialog: one conflict, and the way to the others.
pub fn conflicts_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ConflictsDialog, out: &mut Vec<Action>) {
    state.found.refresh(ctx.session);
    let n = state.found.all().len();
    let undo = Modifiers::COMMAND;
    if ui.input_mut(|input| input.consume_key(undo, Key::Z)) {
        out.push(Action::Run(Command::Undo));
    }
    if n == 0 {
        ui.label(
            "Nothing is left to settle. Where two people change the same, both versions are kept and listed here.",
        );
        foot_ui(ui, ctx, out);
        return;
    }
    let step = |key| usize::from(ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)));
    let (back, on) = (step(Key::ArrowLeft), step(Key::ArrowRight));
    let keys = [Key::K, Key::T].map(|key| step(key) > 0);
    state.at = (state.at.min(n - 1) + on).saturating_sub(back).min(n - 1);
    let conflict = state.found.all()[state.at].clone();
    let Some(versions) = conflict.versions(ctx.session) else {
        ui.label("Its document could not be read, so this one has to wait.");
        steps_ui(ui, state, n);
        return;
    };
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_max_width(ui.available_width() - 128.0);
            ui.label(RichText::new(&versions.title).font(theme::semibold(size::BODY)));
            ui.label(RichText::new(&versions.place).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| steps_ui(ui, state, n));
    });
    ui.add_space(space::STEP);
    let room = (ui.available_height() - 96.0).max(120.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| versions_ui(ui, ctx, &versions));
    ui.add_space(space::STEP);
    answers_ui(ui, ctx, &conflict, &versions, keys, out);
    foot_ui(ui, ctx, out);
}

/// Draws which of how many it is, and the way to the others.
fn steps_ui(ui: &mut Ui, state: &mut ConflictsDialog, n: usize) {
    if glyph_button(ui, Glyph::ChevronRight, "Next conflict", Some("→")).clicked() {
        state.at = (state.at + 1).min(n - 1);
    }
    if glyph_button(ui, Glyph::ChevronLeft, "Conflict before", Some("←")).clicked() {
        state.at = state.at.saturating_sub(1);
    }
    ui.label(format!("{} of {n}", state.at + 1));
}

/// Draws both versions side by side; what differs has a sign and heavier words.
fn versions_ui(ui: &mut Ui, ctx: Ctx<'_>, versions: &Versions) {
    let column = (ui.available_width() - LABELS - 2.0 * space::GROUP) / 2.0;
    let head = |deleted: bool, words: &str| if deleted { format!("{words}: deleted") } else { words.to_owned() };
    let heads = [head(versions.is_ours_deleted, "Mine"), head(versions.is_theirs_deleted, "Theirs")];
    line_ui(ui, "", [&heads[0], &heads[1]], column, |words| {
        RichText::new(words).font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft)
    });
    for row in &versions.rows {
        hairline(ui);
        let Row { label, ours, theirs, differs } = row;
        let said = |text: &String| if text.is_empty() { "–".to_owned() } else { text.clone() };
        let ink = if *differs { ctx.tokens.ink } else { ctx.tokens.soft };
        let font = if *differs { theme::semibold(size::BODY) } else { theme::font(size::BODY) };
        let (ours, theirs) = (said(ours), said(theirs));
        let name = if *differs { format!("{label} differs") } else { (*label).to_owned() };
        line_ui(ui, &name, [&ours, &theirs], column, |words| RichText::new(words).font(font.clone()).color(ink));
    }
}

/// Draws a line of three columns; a name that ends in “differs” has the sign of it.
fn line_ui(ui: &mut Ui, name: &str, cells: [&String; 2], column: f32, dress: impl Fn(&str) -> RichText) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::GROUP;
        ui.allocate_ui_with_layout(vec2(LABELS, 0.0), Layout::left_to_right(Align::Min), |ui| {
            ui.set_width(LABELS);
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let label = name.strip_suffix(" differs");
            let (sign, _) = ui.allocate_exact_size(Vec2::new(12.0, 16.0), Sense::hover());
            if label.is_some() {
                glyph::paint(ui.painter(), sign.center(), 9.0, Glyph::Differs, ui.visuals().warn_fg_color);
            }
            let words = RichText::new(label.unwrap_or(name)).font(theme::font(size::NOTE));
            ui.label(words.color(ui.visuals().weak_text_color())).on_hover_text(name);
        });
        for cell in cells {
            ui.allocate_ui_with_layout(vec2(column, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(column);
                ui.label(dress(cell));
            });
        }
    });
}

fn answers_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    conflict: &Conflict,
    versions: &Versions,
    [key_keep, key_take]: [bool; 2],
    out: &mut Vec<Action>,
) {
    let keep = if versions.is_ours_deleted { "Leave it deleted" } else { "Keep mine" };
    let take = match (versions.is_ours_deleted, versions.is_theirs_deleted) {
        (_, true) => "Delete it, as they did",
        (true, false) => "Bring theirs back",
        (false, false) => "Take theirs",
    };
    ui.horizontal(|ui| {
        let mut answer = |ui: &mut Ui, words: &str, key: &str, pressed: bool, how: Settle| {
            let button = Button::new(words).min_size(vec2(112.0, 32.0));
            let clicked =
                ui.add(button).on_hover_text(format!("{words} ({key}); undo brings the question back")).clicked();
            if !ctx.hint(Command::Palette).is_empty() {
                key_cap(ui, key);
            }
            if clicked || pressed {
                out.push(Action::Settle(conflict.clone(), how));
            }
        };
        answer(ui, keep, "K", key_keep, Settle::KeepOurs);
        ui.add_space(space::STEP);
        answer(ui, take, "T", key_take, Settle::TakeTheirs);
        if let Conflict::Statement(key, id, _) = conflict {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Show in the text").clicked() {
                    out.push(Action::CloseDialog);
                    out.push(Action::ShowDocument(key.document.clone()));
                    out.push(Action::Focus(*id));
                }
            });
        }
    });
}

/// Draws the way back from what was settled.
fn foot_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let last = ctx.session.next_undo().filter(|step| step.label.starts_with("settle conflict"));
    let Some(last) = last else { return };
    ui.add_space(space::STEP);
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("Done: {}", last.label)).color(ctx.tokens.soft));
        if ui.button("Undo").on_hover_text(ctx.keymap.tooltip(Command::Undo)).clicked() {
            out.push(Action::Run(Command::Undo));
        }
    });
}
