//! Saying something about several documents at once, as one step.

use super::DocumentsPanel;
use super::details::offers_ui;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::describe::About;
use crate::app::progress::Reached;
use crate::app::words::count;
use crate::model::Progress;
use crate::ui::glyph::Glyph;
use crate::ui::theme::space;
use crate::ui::widget::{glyph_button, pill, section_label};
use egui::{Align, Button, Layout, TextEdit, Ui, vec2};

/// What is said about several documents.
#[derive(Debug, Default)]
pub(super) struct Bulk {
    field: Field,
    name: String,
    value: String,
}

/// What is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Field {
    #[default]
    Source,
    Kind,
    Variable,
}

impl Field {
    const fn name(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Kind => "Kind",
            Self::Variable => "Variable",
        }
    }
}

/// Draws what can be said about the documents chosen.
pub(super) fn bulk_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut DocumentsPanel, out: &mut Vec<Action>) {
    let n = state.chosen.len();
    ui.horizontal(|ui| {
        section_label(ui, &format!("{} chosen", count(n, "document")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if glyph_button(ui, Glyph::Close, "Choose none", None).clicked() {
                state.chosen.clear();
            }
            let all = "Choose all that are shown";
            let n_shown = state.shown.arranged.n_shown();
            if n < n_shown && ui.add(Button::new("All").small()).accessible_name(all).on_hover_text(all).clicked() {
                let documents = ctx.session.corpus().documents();
                state.chosen.set(state.shown.arranged.documents().map(|at| &documents[at].path));
            }
        });
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for (progress, reached) in [
            (Progress::NotStarted, Reached::NotStarted),
            (Progress::InProgress, Reached::InProgress),
            (Progress::Done, Reached::Done),
        ] {
            let name = format!("Mark all chosen as: {}", reached.name());
            if glyph_button(ui, reached.sign(), &name, None).clicked() {
                out.push(Action::SetProgressOfAll(state.chosen.paths(), progress));
            }
        }
        ui.weak("Progress of all");
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        for field in [Field::Source, Field::Kind, Field::Variable] {
            let help = format!("Set {} of all chosen", field.name().to_lowercase());
            if pill(ui, state.bulk.field == field, field.name()).on_hover_text(help).clicked() {
                state.bulk.field = field;
            }
        }
    });
    set_ui(ui, ctx, state, out);
}

fn set_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut DocumentsPanel, out: &mut Vec<Action>) {
    state.offers.refresh(ctx, None);
    let DocumentsPanel { bulk, offers, chosen, .. } = state;
    if bulk.field == Field::Variable {
        field_ui(ui, &mut bulk.name, "Name of the variable for all", offers.variables.keys().map(String::as_str));
    }
    let words = format!("{} for all", bulk.field.name());
    match bulk.field {
        Field::Source => field_ui(ui, &mut bulk.value, &words, offers.sources.iter().map(String::as_str)),
        Field::Kind => field_ui(ui, &mut bulk.value, &words, offers.kinds.iter().map(String::as_str)),
        Field::Variable => field_ui(ui, &mut bulk.value, &words, offers.values(bulk.name.trim())),
    }
    let name = bulk.name.trim().to_owned();
    let why_held = ctx.session.why_held_corpus_file();
    let why_unnamed = (bulk.field == Field::Variable && name.is_empty()).then(|| "Name the variable first".to_owned());
    let why_not = why_held.or(why_unnamed);
    let n = count(chosen.len(), "document");
    let label = if bulk.value.is_empty() { format!("Leave empty in {n}") } else { format!("Set for {n}") };
    let button = ui.add_enabled(why_not.is_none(), Button::new(label)).on_hover_text("One step, which undo takes back");
    if button.on_disabled_hover_text(why_not.unwrap_or_default()).clicked() {
        // It stays in the field: a second click, as of a double click, must not empty what the first one set.
        let value = bulk.value.clone();
        let about = match bulk.field {
            Field::Source => About::Source(value),
            Field::Kind => About::Kind(value),
            Field::Variable => About::Variable(name, Some(value)),
        };
        out.push(Action::Describe(chosen.paths(), about));
    }
}

fn field_ui<'a>(ui: &mut Ui, typed: &mut String, name: &str, values: impl Iterator<Item = &'a str>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let field = TextEdit::singleline(typed).hint_text(name).id_salt(name);
        let field = field.desired_width(ui.available_width() - 36.0);
        ui.add(field).accessible_name(name).on_hover_text(name);
        if let Some(value) = offers_ui(ui, &format!("{name}: values used"), values) {
            value.clone_into(typed);
        }
    });
}
