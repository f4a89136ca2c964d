//! The tour: five steps from a sentence to the codebook, each done by doing it.

use super::action::Action;
use super::ctx::Ctx;
use super::place::Place;
use crate::ui::theme::{self, radius, size, space};
use egui::{Align, Align2, Area, Button, Color32, Frame, Id, Layout, Margin, Order, Rect, RichText, Stroke, Ui, vec2};

/// Where the tour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tour {
    step: usize,
    /// Statements and undone steps when the step began, to see that something was done.
    begun: Option<(usize, bool)>,
}

impl Tour {
    /// At a step, counted from 0.
    pub const fn at(step: usize) -> Self {
        Self { step, begun: None }
    }
}

/// One step: what it is called, what to do, and where.
struct Step {
    title: &'static str,
    text: &'static str,
    part: Part,
}

/// The part of the window that a step is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The text.
    Reader,
    /// The panel at the right.
    Statement,
    /// The bar at the top.
    TopBar,
}

const STEPS: [Step; 5] = [
    Step {
        title: "Choose what is said",
        text: "Press → until the sentence you want is selected, or drag over the words. A full stop and a comma move \
               its end word by word.",
        part: Part::Reader,
    },
    Step {
        title: "Say who, what and where they stand",
        text: "S finds a speaker by a few letters, T a theme; many themes have a letter of their own. A digit sets the \
               stance.",
        part: Part::Statement,
    },
    Step {
        title: "Keep it",
        text: "Enter keeps the statement and saves it at once, beside the text. The speaker stays armed for the next.",
        part: Part::Statement,
    },
    Step {
        title: "Change your mind",
        text: "Click a tinted passage, or press [ and ], to open its statement and change it. Ctrl+Z takes anything \
               back, without limit.",
        part: Part::Reader,
    },
    Step {
        title: "Grow the codebook",
        text: "Names typed in a picker become entries. In the Codebook you define, move, merge and split them. Ctrl+E \
               takes the tagged passages out.",
        part: Part::TopBar,
    },
];

/// Remembers where a part of the window stands, for this frame's tour.
pub fn mark_part(ui: &Ui, part: Part, rect: Rect) {
    ui.data_mut(|data| data.insert_temp(Id::unique(("tour", part as u8)), rect));
}

/// Draws the step that the tour stands at, and goes on when it was done.
pub fn tour_ui(ui: &mut Ui, ctx: Ctx<'_>, tour: &mut Tour, out: &mut Vec<Action>) {
    let Some(step) = STEPS.get(tour.step) else { return out.push(Action::Tour(None)) };
    if is_done(ctx, tour) {
        return out.push(Action::Tour((tour.step + 1 < STEPS.len()).then_some(tour.step + 1)));
    }
    let accent = ctx.tokens.accent;
    let part = ui.data(|data| data.get_temp::<Rect>(Id::unique(("tour", step.part as u8))));
    if let Some(rect) = part {
        let layer = egui::LayerId::new(Order::Middle, Id::unique("tour-ring"));
        let ring = rect.intersect(ui.ctx().content_rect()).shrink(1.5);
        ui.ctx().layer_painter(layer).rect_stroke(
            ring,
            radius::CONTROL,
            Stroke::new(2.0, accent),
            egui::StrokeKind::Inside,
        );
    }
    let frame = Frame::new()
        .fill(ctx.tokens.panel)
        .stroke(Stroke::new(1.0, accent))
        .corner_radius(radius::CONTROL)
        .inner_margin(Margin::same(16))
        .shadow(ui.visuals().popup_shadow);
    Area::new(Id::unique("tour-card")).order(Order::Foreground).anchor(Align2::LEFT_BOTTOM, vec2(12.0, -38.0)).show(
        ui.ctx(),
        |ui| {
            frame.show(ui, |ui| {
                ui.set_width(208.0);
                card_ui(ui, ctx, tour.step, step, out);
            });
        },
    );
}

fn card_ui(ui: &mut Ui, ctx: Ctx<'_>, at: usize, step: &Step, out: &mut Vec<Action>) {
    let soft = ctx.tokens.soft;
    ui.label(
        RichText::new(format!("Tour · {} of {}", at + 1, STEPS.len())).font(theme::semibold(size::CAPTION)).color(soft),
    );
    ui.label(RichText::new(step.title).font(theme::semibold(size::HEADING)));
    ui.label(step.text);
    ui.add_space(space::TIGHT);
    ui.horizontal(|ui| {
        let skip = Button::new(RichText::new("Skip the tour").color(soft)).frame(false);
        if ui.add(skip).on_hover_text("It is in the Help menu, too").clicked() {
            out.push(Action::Tour(None));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_last = at + 1 == STEPS.len();
            let words = RichText::new(if is_last { "Finish" } else { "Next" }).color(ctx.tokens.on_accent);
            let next = Button::new(words).fill(ctx.tokens.accent).stroke(Stroke::new(1.0, Color32::TRANSPARENT));
            let name = if is_last { "Finish the tour" } else { "Next step of the tour" };
            let how = "A step also goes on when you do what it says";
            if ui.add(next).accessible_name(name).on_hover_text(how).clicked() {
                out.push(Action::Tour((!is_last).then_some(at + 1)));
            }
            let back = ui.add_enabled(at > 0, Button::new("Back")).accessible_name("Step back in the tour");
            if back.on_hover_text("The step before").clicked() {
                out.push(Action::Tour(Some(at - 1)));
            }
        });
    });
}

/// Whether the user did what the step says.
fn is_done(ctx: Ctx<'_>, tour: &mut Tour) -> bool {
    let n_statements = ctx.set().map_or(0, crate::model::AnnotationSet::len);
    let can_redo = ctx.session.next_redo().is_some();
    let (n_before, could_redo) = *tour.begun.get_or_insert((n_statements, can_redo));
    let draft = &ctx.coding.draft;
    match tour.step {
        0 => !ctx.passage.is_empty(),
        // Whoever keeps the statement at once has said all of it, too.
        1 if n_statements > n_before => true,
        1 => !draft.speakers.is_empty() && draft.theme.is_some() && draft.stance.is_some(),
        2 => n_statements > n_before,
        3 => can_redo && !could_redo,
        _ => ctx.place == Place::Codebook,
    }
}
