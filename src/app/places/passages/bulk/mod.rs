//! Saying something of many statements or places at once: what, a list of every change, and one step.

mod choose;
mod fields;
mod hits;
mod preview;

pub use fields::said_ui;
pub use preview::preview_ui;

use super::ask::PassagesAsk;
use super::scroll::Scroll;
use super::search::Search;
use crate::analysis::thousands;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::{count, sentence};
use crate::edit::bulk::{self, CodeAll, CodingPlan, Recode, RecodingPlan};
use crate::edit::describe::{self, Described};
use crate::model::{DocPath, SetKey, StatementId};
use crate::session::Session;
use crate::text::Span;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, hairline};
use choose::{Choose, What};
use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, vec2};
use hits::Hits;
use std::sync::Arc;

/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 16.0;

/// A change of many, as far as it is said.
pub struct Bulk {
    /// Of what, and what is to be said of it.
    of: Of,
    hits: Hits,
    /// Hits that were found beside these but are not listed.
    n_unlisted: usize,
    /// Why the change cannot be carried out now.
    waits: Option<&'static str>,
    picking: Option<(What, Choose)>,
    planned_for: Option<(u64, Of)>,
    plan: Result<Plan, String>,
    scroll: Scroll,
}

/// Of what, and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// A statement on each of these places.
    Places(Arc<Vec<(DocPath, Span)>>, CodeAll),
    /// Something else of these statements.
    Statements(Vec<(SetKey, StatementId)>, Recode),
}

/// What would happen.
enum Plan {
    Coding(Box<CodingPlan>),
    Recoding(Box<RecodingPlan>, Vec<Described>),
}

impl Bulk {
    /// Begins a change.
    pub fn new(of: Of) -> Self {
        let plan = Err("Say first what is to be changed.".to_owned());
        let (hits, scroll) = (Hits::default(), Scroll::default());
        Self { of, hits, n_unlisted: 0, waits: None, picking: None, planned_for: None, plan, scroll }
    }

    /// Whether a text field is about to get the focus.
    pub fn is_opening(&self) -> bool {
        self.picking.as_ref().is_some_and(|(_, choose)| choose.is_opening())
    }

    /// Closes what is open in it. Returns whether anything was.
    pub fn cancel(&mut self) -> bool {
        self.picking.take().is_some()
    }

    /// Takes over the hits that are listed: what is coded is always what the field above looks for.
    pub fn follow(&mut self, ctx: Ctx<'_>, search: &Search) {
        self.waits = search.why_not_coded(ctx);
        self.n_unlisted = search.n_unlisted();
        if self.hits.follow(search) {
            self.take_ticked();
        }
    }

    /// Leaves a hit out, or takes it in again.
    fn turn(&mut self, at: usize) {
        self.hits.turn(at);
        self.take_ticked();
    }

    fn take_ticked(&mut self) {
        if let Of::Places(places, _) = &mut self.of {
            *places = Arc::new(self.hits.ticked());
        }
    }

    /// Plans anew when the corpus or what is said changed.
    fn refresh(&mut self, ctx: Ctx<'_>) {
        let now = (ctx.session.revision(), &self.of);
        if self.planned_for.as_ref().is_some_and(|(revision, of)| (*revision, of) == now) {
            return;
        }
        let (corpus, coder) = (ctx.session.corpus(), ctx.session.coder());
        self.plan = match &self.of {
            Of::Places(places, request) => {
                let mut new_id = Session::new_statement_id;
                let plan = bulk::plan_coding(corpus, coder, places, request, &mut new_id, Session::now());
                plan.map(|plan| Plan::Coding(Box::new(plan)))
            }
            Of::Statements(statements, request) => {
                let plan = bulk::plan_recoding(corpus, coder, statements, request, Session::now());
                plan.map(|plan| {
                    let described = describe::describe(corpus, &corpus.codebook, &plan.edit);
                    Plan::Recoding(Box::new(plan), described)
                })
            }
        }
        .map_err(|error| sentence(&error.to_string()));
        self.planned_for = Some((ctx.session.revision(), self.of.clone()));
    }

    /// Whether anything is said yet.
    fn says_anything(&self) -> bool {
        match &self.of {
            Of::Places(..) => true,
            Of::Statements(_, request) => !request.is_empty(),
        }
    }

    /// What would happen, in words for the button; `None` when nothing would.
    fn verb(&self) -> Option<String> {
        match &self.plan {
            Ok(Plan::Coding(plan)) if !plan.is_empty() => Some(format!("Code {}", count(plan.n_new, "passage"))),
            Ok(Plan::Recoding(plan, _)) if !plan.is_empty() => {
                Some(format!("Recode {}", count(plan.changes.len(), "statement")))
            }
            _ => None,
        }
    }

    /// Why the change cannot be carried out, though something would change.
    fn why_not(&self) -> Option<&'static str> {
        let says_nothing = matches!(&self.of, Of::Places(_, request) if request.says_nothing());
        let nothing = "Choose a speaker, a theme or a stance first: an empty statement says nothing";
        self.waits.or_else(|| says_nothing.then_some(nothing))
    }

    /// What stays as it is and why, each a sentence.
    fn notes(&self) -> Vec<String> {
        if let Some(why) = self.why_not() {
            return vec![format!("{why}.")];
        }
        match &self.plan {
            Err(why) => vec![why.clone()],
            Ok(Plan::Recoding(plan, _)) => plan.notes(),
            Ok(Plan::Coding(plan)) => [
                (plan.n_already, "coded so already and stays as it is", "coded so already and stay as they are"),
                (plan.n_together, "lies in a passage with another", "lie in a passage with another"),
                (plan.n_lost, "is gone or not read yet", "are gone or not read yet"),
            ]
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, more)| {
                let is_state = one.starts_with("coded");
                let be = if n == 1 { "is " } else { "are " };
                format!("{} {}{}.", count(n, "place"), if is_state { be } else { "" }, if n == 1 { one } else { more })
            })
            .collect(),
        }
    }

    /// What carries the change out.
    fn ask(&self) -> Option<PassagesAsk> {
        let (label, edit) = match self.plan.as_ref().ok()? {
            Plan::Coding(plan) => (plan.label.clone(), plan.edit.clone()),
            Plan::Recoding(plan, _) => (plan.label.clone(), plan.edit.clone()),
        };
        Some(PassagesAsk::ChangeMany { label, edit, revision: self.planned_for.as_ref()?.0 })
    }
}

/// Draws the panel. Returns whether it is to be closed.
pub fn bulk_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Bulk, out: &mut Vec<Action>) -> bool {
    state.refresh(ctx);
    let mut closes = false;
    let (title, n) = match &state.of {
        Of::Places(places, _) if places.len() < state.hits.len() => {
            ("Code all hits", format!("{} of {}", thousands(places.len()), count(state.hits.len(), "place")))
        }
        Of::Places(places, _) => ("Code all hits", count(places.len(), "place")),
        Of::Statements(statements, _) => ("Recode", count(statements.len(), "statement")),
    };
    ui.horizontal(|ui| {
        ui.set_height(28.0);
        ui.label(RichText::new(title).font(theme::semibold(size::BODY)));
        ui.label(RichText::new(n).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::STEP);
            closes = glyph_button(ui, Glyph::Close, "Change nothing", Some("Esc")).clicked();
        });
    });
    if state.n_unlisted > 0 {
        let words = format!(
            "These are the hits that are listed; {} more are not. Code these, then search for places that are not coded \
             to go on with the next.",
            thousands(state.n_unlisted)
        );
        ui.add(egui::Label::new(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.warning)).wrap());
    }
    ui.add_space(space::TIGHT);
    // Without a list below, what is said has the room.
    let has_list = state.verb().is_some() || state.hits.len() > 0;
    let below = if has_list { (ui.available_height() * 0.4).max(150.0) } else { 96.0 };
    let room = (ui.available_height() - below).max(160.0);
    ScrollArea::vertical().id_salt("bulk-said").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - MARGIN);
        said_ui(ui, ctx, state);
    });
    ui.add_space(space::STEP);
    for note in if state.says_anything() { state.notes() } else { Vec::new() } {
        ui.add(egui::Label::new(RichText::new(note).font(theme::font(size::NOTE)).color(ctx.tokens.soft)).wrap());
    }
    ui.horizontal(|ui| {
        let verb = state.verb();
        let words = verb.clone().unwrap_or_else(|| "Nothing to change".to_owned());
        let why_not = state.why_not();
        let can = verb.is_some() && why_not.is_none();
        let ink = if can { ctx.tokens.on_accent } else { ctx.tokens.soft };
        let fill = if can { ctx.tokens.accent } else { ctx.tokens.panel };
        let words = RichText::new(words).font(theme::semibold(size::BODY)).color(ink);
        let button = Button::new(words).fill(fill).min_size(vec2(ui.available_width() - MARGIN, 34.0));
        let response = ui.add_enabled(can, button).on_hover_text("All of it is one step, which undo takes back");
        if response.on_disabled_hover_text(why_not.unwrap_or("Nothing would change")).clicked() {
            out.extend(state.ask().map(Action::Passages));
        }
    });
    ui.add_space(space::STEP);
    hairline(ui);
    preview_ui(ui, ctx, state);
    closes
}
