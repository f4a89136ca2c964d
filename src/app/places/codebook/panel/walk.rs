//! One passage of a theme that is split, with what stands around it, and where it may go.

use super::split::Target;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::fields::{quiet_button, soft_ui};
use crate::app::places::codebook::uses::PassageRef;
use crate::app::signs;
use crate::model::Statement;
use crate::text::{DocumentText, Span, paragraph_at};
use crate::ui::theme::{self, size, space};
use crate::ui::widget::key_cap;
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, Color32, RichText, Ui, vec2};

/// Words around a passage, in bytes at each side.
const CONTEXT: usize = 400;

/// What was decided about a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing yet.
    Wait,
    /// It goes to the target of this number, or stays.
    To(Option<usize>),
    /// The passage before.
    Back,
    /// Enough.
    Stop,
}

/// Draws the passage and the answers; `pressed` is what a key asked for.
pub(super) fn walk_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    passage: &PassageRef,
    targets: &[Target],
    may_back: bool,
    pressed: Step,
) -> Step {
    let mut step = if pressed == Step::Back && !may_back { Step::Wait } else { pressed };
    let Some(statement) = passage.statement(ctx) else {
        soft_ui(ui, ctx.tokens, "This statement is gone.");
        return Step::To(None);
    };
    passage_ui(ui, ctx, passage, &statement);
    ui.add_space(space::TIGHT);
    let mut answer = |ui: &mut Ui, key: &str, words: &str, name: &str, to: Option<usize>| {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            key_cap(ui, key);
            let button = Button::new(words).truncate().min_size(vec2(240.0, 28.0));
            let response = ui.add(button).accessible_name(name).on_hover_text(format!("{name} ({key})"));
            if response.clicked() {
                step = Step::To(to);
            }
        });
    };
    for (nth, target) in targets.iter().enumerate() {
        let words = target.name(ctx.codebook());
        answer(ui, &(nth + 1).to_string(), words, &format!("To {words}"), Some(nth));
    }
    let stays = "Leave it where it is";
    answer(ui, "0", stays, stays, None);
    ui.add_space(space::TIGHT);
    ui.horizontal(|ui| {
        let words = RichText::new("One back").color(ctx.tokens.soft);
        let back = ui.add_enabled(may_back, Button::new(words).frame_when_inactive(false));
        if back.on_hover_text("Decide about the passage before again (Backspace)").clicked() {
            step = Step::Back;
        }
        if quiet_button(ui, ctx.tokens, "Stop here").on_hover_text("See what it came to (Esc)").clicked() {
            step = Step::Stop;
        }
    });
    step
}

fn passage_ui(ui: &mut Ui, ctx: Ctx<'_>, passage: &PassageRef, statement: &Statement) {
    let document = ctx.session.corpus().document(&passage.set.document);
    let book = ctx.codebook();
    let title = document.map_or_else(|| passage.set.document.as_str(), |document| document.title());
    let speakers = signs::speaker_names(book, statement);
    let stance = signs::stance_name(book, statement.stance.as_ref());
    soft_ui(ui, ctx.tokens, format!("{speakers} · {stance} · {title} · {}", passage.set.coder));
    let Some(text) = document.and_then(|document| document.ready_text()) else { return };
    let (_, hue) = signs::stance_signs(book, statement.stance.as_ref());
    let tint = ctx.tokens.tint_over(hue, ctx.tokens.page);
    let job = in_context(text, statement, ctx.tokens.ink, ctx.tokens.soft, tint, ui.available_width() - 16.0);
    ui.label(job);
    if !statement.note.is_empty() {
        ui.label(RichText::new(format!("Note: {}", statement.note)).color(ctx.tokens.soft));
    }
}

/// The passage with what stands around it, its parts on their tint.
fn in_context(
    text: &DocumentText,
    statement: &Statement,
    ink: Color32,
    soft: Color32,
    tint: Color32,
    width: f32,
) -> LayoutJob {
    let bounds = statement.bounds();
    let around = around(text.as_str(), bounds);
    let format = |ink: Color32, ground: Color32| TextFormat {
        line_height: Some(24.0),
        background: ground,
        ..TextFormat::simple(theme::reading(size::QUOTE), ink)
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut add = |from: usize, to: usize, ink: Color32, ground: Color32| {
        job.append(&text.slice(Span::new(from, to)).replace('\n', " "), 0.0, format(ink, ground));
    };
    let mut at = around.start;
    for span in &statement.spans {
        add(at, span.start, soft, Color32::TRANSPARENT);
        add(span.start, span.end, ink, tint);
        at = span.end;
    }
    add(at, around.end, soft, Color32::TRANSPARENT);
    job
}

/// The paragraphs of a passage, as far as they are not too long.
fn around(text: &str, bounds: Span) -> Span {
    let (first, last) = (paragraph_at(text, bounds.start), paragraph_at(text, bounds.end.saturating_sub(1)));
    let near = |at: usize| text.floor_char_boundary(at);
    let start = first.start.max(near(bounds.start.saturating_sub(CONTEXT))).min(bounds.start);
    let end = last.end.min(near(bounds.end + CONTEXT)).max(bounds.end);
    Span::new(start, end)
}
