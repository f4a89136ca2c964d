//! Passages to place: statements whose document changed, one after the other, in the place of the statement panel.

mod difference;
pub mod queue;

use self::difference::difference_ui;
use self::queue::{Queue, new_words, old_words, verdict_words};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::app::words::count;
use crate::model::{Coder, DocPath, StatementId, Unplaced};
use crate::text::DocumentText;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, hairline};
use egui::{Button, RichText, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 16.0;
/// Most rows listed.
const MAX_ROWS: usize = 200;

/// What the panel asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceAsk {
    /// Show this one.
    Show(StatementId),
    /// Let one that was set aside wait again.
    Again(StatementId),
    /// Show, or not, what would be accepted at once.
    Preview(bool),
    /// Accept all that are likely.
    AcceptLikely,
    /// Put the panel away.
    Close,
}

/// View state of the panel.
#[derive(Default)]
pub struct PlacingPanel {
    /// Whether it is shown.
    pub is_open: bool,
    /// The statement that is looked at.
    pub at: Option<StatementId>,
    /// Whether all likely ones are listed before they are accepted.
    pub is_preview: bool,
    /// Which state of which document was looked at last.
    pub seen: Option<(u64, Option<DocPath>)>,
    queue: Queue,
    /// Of which state the queue is.
    made_for: Option<(u64, Coder, Option<DocPath>)>,
}

impl PlacingPanel {
    /// What waits, as it stands.
    pub fn queue(&mut self, ctx: Ctx<'_>) -> &Queue {
        let document = ctx.coding.document.clone();
        let made_for = (ctx.session.revision(), ctx.session.coder().clone(), document);
        if self.made_for.as_ref() != Some(&made_for) {
            self.queue = Queue::of(ctx.session, made_for.2.as_ref());
            self.made_for = Some(made_for);
        }
        &self.queue
    }
}

/// Draws the panel.
pub fn placing_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PlacingPanel, out: &mut Vec<Action>) {
    let width = ui.available_width() - MARGIN;
    let queue = state.queue(ctx).clone();
    ui.scope(|ui| {
        ui.set_max_width(width);
        heading_ui(ui, &queue, out);
    });
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(width);
        ui.spacing_mut().item_spacing.y = space::STEP;
        let text = ctx.document().and_then(|document| document.ready_text());
        match text {
            Some(text) if state.is_preview => preview_ui(ui, ctx, &queue, text, out),
            Some(text) => queue_ui(ui, ctx, state, &queue, text, out),
            None => drop(ui.label("Open a document to see what waits on it.")),
        }
        elsewhere_ui(ui, ctx, &queue, out);
    });
}

fn heading_ui(ui: &mut Ui, queue: &Queue, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Passages to place").font(theme::semibold(size::BODY)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if glyph_button(ui, Glyph::Close, "Close passages to place", None).clicked() {
                out.push(Action::Place(PlaceAsk::Close));
            }
            if queue.waiting.len() > 1 {
                step_button(ui, Glyph::ChevronDown, Command::NextToPlace, out);
                step_button(ui, Glyph::ChevronUp, Command::PreviousToPlace, out);
            }
        });
    });
}

fn step_button(ui: &mut Ui, glyph: Glyph, command: Command, out: &mut Vec<Action>) {
    if glyph_button(ui, glyph, command.info().name, None).clicked() {
        out.push(Action::Run(command));
    }
}

fn queue_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &PlacingPanel,
    queue: &Queue,
    text: &DocumentText,
    out: &mut Vec<Action>,
) {
    let tokens = ctx.tokens;
    let Some(shown) = state.at.and_then(|id| queue.get(id)) else {
        ui.label("Nothing waits here: every statement of yours on this document is at its place.");
        aside_ui(ui, ctx, queue, out);
        return;
    };
    let at = queue.waiting.iter().position(|unplaced| unplaced.statement.id == shown.statement.id);
    let place = at
        .map_or_else(|| "Set aside".to_owned(), |at| format!("{} of {} on this document", at + 1, queue.waiting.len()));
    ui.label(RichText::new(place).font(theme::font(size::NOTE)).color(tokens.soft));
    ui.label(said(ctx, shown));
    ui.label(RichText::new(verdict_words(&shown.verdict)).font(theme::semibold(size::NOTE)));
    difference_ui(ui, tokens, shown, text);
    if !shown.statement.note.is_empty() {
        ui.label(RichText::new(format!("Note: {}", shown.statement.note)).color(tokens.soft));
    }
    decide_ui(ui, ctx, shown, out);
    let n_likely = queue.likely().count();
    if n_likely > 1 {
        let name = format!("Accept the {n_likely} likely ones…");
        if ui.button(name).on_hover_text("Shows them first").clicked() {
            out.push(Action::Place(PlaceAsk::Preview(true)));
        }
    }
    hairline(ui);
    for unplaced in queue.waiting.iter().take(MAX_ROWS) {
        let is_shown = unplaced.statement.id == shown.statement.id;
        let words = one_line(&old_words(unplaced));
        let row = ui.selectable_label(is_shown, words).on_hover_text(verdict_words(&unplaced.verdict));
        if row.clicked() {
            out.push(Action::Place(PlaceAsk::Show(unplaced.statement.id)));
        }
    }
    more_ui(ui, queue.waiting.len());
    aside_ui(ui, ctx, queue, out);
}

/// The buttons by which one is settled.
fn decide_ui(ui: &mut Ui, ctx: Ctx<'_>, shown: &Unplaced, out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    let has_selection = ctx.selection.is_some() && !ctx.passage.is_empty();
    let has_proposal = !shown.verdict.spans().is_empty();
    let strong = |words: &str, is_main: bool| {
        let (fill, ink) = if is_main { (tokens.accent, tokens.on_accent) } else { (tokens.page, tokens.ink) };
        let words = RichText::new(words).font(theme::semibold(size::BODY)).color(ink);
        Button::new(words).fill(fill).min_size(vec2(0.0, 30.0))
    };
    ui.horizontal_wrapped(|ui| {
        let can = has_proposal && !has_selection;
        let accept = ui.add_enabled(has_proposal, strong(if can { "Accept  ↵" } else { "Accept" }, can));
        let accept =
            accept.accessible_name("Accept").on_hover_text("The statement goes to the place that is shown (Enter)");
        if accept.on_disabled_hover_text("There is no proposal: select the passage in the text").clicked() {
            out.push(Action::Run(Command::AcceptPlace));
        }
        let words = if has_selection { "Place here  ↵" } else { "Place here" };
        let here = ui.add_enabled(has_selection, strong(words, has_selection)).accessible_name("Place here");
        let here = here.on_hover_text("The statement goes to what is selected in the text (Enter)");
        if here.on_disabled_hover_text("Select another passage in the text first").clicked() {
            out.push(Action::Run(Command::PlaceHere));
        }
        if !shown.is_aside {
            let aside = ui.add(strong("Set aside", false)).on_hover_text(ctx.keymap.tooltip(Command::SetAside));
            if aside.clicked() {
                out.push(Action::Run(Command::SetAside));
            }
        }
    });
    if !has_selection {
        let how =
            if has_proposal { "Or select another passage in the text." } else { "Select its passage in the text." };
        ui.label(RichText::new(how).font(theme::font(size::NOTE)).color(tokens.soft));
    }
}

/// What would be accepted at once.
fn preview_ui(ui: &mut Ui, ctx: Ctx<'_>, queue: &Queue, text: &DocumentText, out: &mut Vec<Action>) {
    let likely: Vec<&Arc<Unplaced>> = queue.likely().collect();
    ui.label(format!("{} would go to these places:", count(likely.len(), "statement")));
    ui.horizontal(|ui| {
        let words = RichText::new(format!("Accept these {}", likely.len())).color(ctx.tokens.on_accent);
        if ui.add(Button::new(words).fill(ctx.tokens.accent)).clicked() {
            out.push(Action::Place(PlaceAsk::AcceptLikely));
        }
        if ui.button("Back").clicked() {
            out.push(Action::Place(PlaceAsk::Preview(false)));
        }
    });
    for unplaced in likely.iter().take(MAX_ROWS) {
        hairline(ui);
        if new_words(unplaced, text).is_empty() {
            continue;
        }
        difference_ui(ui, ctx.tokens, unplaced, text);
    }
    more_ui(ui, likely.len());
}

/// What was set aside, and the way back.
fn aside_ui(ui: &mut Ui, ctx: Ctx<'_>, queue: &Queue, out: &mut Vec<Action>) {
    if queue.aside.is_empty() {
        return;
    }
    hairline(ui);
    let title = format!("Set aside: {}", count(queue.aside.len(), "statement"));
    ui.label(RichText::new(title).font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
    for unplaced in queue.aside.iter().take(MAX_ROWS) {
        let words = one_line(&old_words(unplaced));
        ui.label(&words).on_hover_text(said(ctx, unplaced));
        if ui.button("Place again").accessible_name(format!("Place again: {words}")).clicked() {
            out.push(Action::Place(PlaceAsk::Again(unplaced.statement.id)));
        }
    }
    more_ui(ui, queue.aside.len());
}

/// Other documents on which something waits, and other coders.
fn elsewhere_ui(ui: &mut Ui, ctx: Ctx<'_>, queue: &Queue, out: &mut Vec<Action>) {
    let soft = |words: String| RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft);
    for (coder, n) in &queue.others {
        ui.label(soft(format!("{coder} has {n} to place here; each coder settles their own.")));
    }
    let here = ctx.coding.document.as_ref();
    let mut others = queue.documents.iter().filter(|(path, _)| Some(path) != here).peekable();
    if others.peek().is_some() {
        hairline(ui);
        ui.label(RichText::new("On other documents").font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
    }
    for (path, n) in others.take(MAX_ROWS) {
        let title = ctx.session.corpus().document(path).map_or(path.as_str(), |document| document.title());
        if ui.selectable_label(false, format!("{}: {n} to place", one_line(title))).clicked() {
            out.push(Action::ShowDocument(path.clone()));
        }
    }
}

fn more_ui(ui: &mut Ui, n: usize) {
    if n > MAX_ROWS {
        ui.label(format!("and {} more", n - MAX_ROWS));
    }
}

/// What the statement says, in a line.
fn said(ctx: Ctx<'_>, unplaced: &Unplaced) -> String {
    let book = ctx.codebook();
    let statement = &unplaced.statement;
    let stance = signs::stance_name(book, statement.stance.as_ref());
    format!("{} · {} · {stance}", signs::speaker_names(book, statement), signs::theme_name(book, statement))
}

fn one_line(words: &str) -> String {
    let line: String = words.chars().take(60).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if line.len() < words.len() { format!("{line}…") } else { line }
}
