//! The project's own variables of a document.

use super::fields::{BUTTON, close_step};
use super::offers::{Offers, offers_ui};
use crate::app::action::Action;
use crate::app::describe::About;
use crate::model::{DocPath, Document};
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, section_label};
use egui::{Frame, Id, TextEdit, Ui};

/// What is typed about variables and not said yet.
#[derive(Debug, Default)]
pub(super) struct VariablesDraft {
    /// The variable that is being renamed, of which document, and its new name so far.
    renamed: Option<Renamed>,
    /// The name of a new one, and for which document.
    added: Option<(DocPath, String)>,
    /// The variable whose value gets the text cursor in the next frame.
    wants: Option<String>,
}

#[derive(Debug)]
struct Renamed {
    path: DocPath,
    from: String,
    to: String,
}

impl VariablesDraft {
    /// Says what was typed, when its field is no longer there to be left.
    pub(super) fn keep(&mut self, shown: Option<&DocPath>, out: &mut Vec<Action>) {
        let renamed = self.renamed.take_if(|renamed| Some(&renamed.path) != shown);
        out.extend(renamed.and_then(Renamed::said));
    }
}

impl Renamed {
    /// What follows from it; nothing when the name is empty or as it was.
    fn said(self) -> Option<Action> {
        let Self { path, from, to } = self;
        let to = to.trim().to_owned();
        (!to.is_empty() && to != from).then(|| Action::Describe(vec![path], About::Rename { from, to }))
    }
}

/// Draws a row for each variable, and one to add another.
pub(super) fn variables_ui(
    ui: &mut Ui,
    document: &Document,
    offers: &Offers,
    state: &mut VariablesDraft,
    out: &mut Vec<Action>,
) {
    section_label(ui, "Variables");
    let wants = state.wants.take();
    let say = |about: About| Action::Describe(vec![document.path.clone()], about);
    for (name, value) in &document.meta.variables {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            name_ui(ui, document, name, ui.available_width() - BUTTON - 4.0, state, out);
            if glyph_button(ui, Glyph::Close, &format!("Remove {name}"), None).clicked() {
                out.push(say(About::Variable(name.clone(), None)));
            }
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let mut typed = value.clone();
            let field = TextEdit::singleline(&mut typed)
                .id(value_id(document, name))
                .hint_text("Value")
                .desired_width(ui.available_width() - BUTTON - 8.0);
            let response = ui.add(field).accessible_name(format!("Value of {name}")).on_hover_text(value);
            if wants.as_ref() == Some(name) {
                response.request_focus();
            }
            if response.changed() {
                out.push(say(About::Variable(name.clone(), Some(typed))));
            }
            close_step(&response, out);
            let used = format!("Values of {name} used");
            if let Some(value) = offers_ui(ui, &used, offers.values(name)) {
                out.push(Action::CloseStep);
                out.push(say(About::Variable(name.clone(), Some(value.to_owned()))));
                out.push(Action::CloseStep);
            }
        });
    }
    add_ui(ui, document, offers, state, out);
}

fn value_id(document: &Document, name: &str) -> Id {
    Id::unique(("variable value", &document.path, name))
}

fn name_ui(
    ui: &mut Ui,
    document: &Document,
    name: &str,
    width: f32,
    state: &mut VariablesDraft,
    out: &mut Vec<Action>,
) {
    let is_here = |renamed: &Renamed| renamed.path == document.path && renamed.from == name;
    let renaming = state.renamed.as_ref().filter(|renamed| is_here(renamed));
    let mut typed = renaming.map_or_else(|| name.to_owned(), |renamed| renamed.to.clone());
    let field = TextEdit::singleline(&mut typed)
        .id_salt(("variable", &document.path, name))
        .font(theme::font(size::NOTE))
        .frame(Frame::NONE)
        .desired_width(width);
    let help = format!("{name}: type to rename it in this document");
    let response = ui.add(field).accessible_name(format!("Name of variable {name}")).on_hover_text(help);
    if response.changed() {
        state.renamed = Some(Renamed { path: document.path.clone(), from: name.to_owned(), to: typed });
    }
    if response.lost_focus() {
        out.extend(state.renamed.take_if(|renamed| is_here(renamed)).and_then(Renamed::said));
    }
}

fn add_ui(ui: &mut Ui, document: &Document, offers: &Offers, state: &mut VariablesDraft, out: &mut Vec<Action>) {
    let mut added = None;
    let begun = state.added.as_ref().filter(|(path, _)| *path == document.path);
    let mut typed = begun.map(|(_, typed)| typed.clone()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let field = TextEdit::singleline(&mut typed)
            .id_salt(("new variable", &document.path))
            .hint_text("Add a variable")
            .desired_width(ui.available_width() - BUTTON * 2.0 - 12.0);
        let help = "Name of a new variable; Enter adds it";
        let response = ui.add(field).accessible_name("Name of a new variable").on_hover_text(help);
        if response.changed() {
            state.added = Some((document.path.clone(), typed.clone()));
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let is_new = |name: &&str| !document.meta.variables.contains_key(*name);
        let names = offers.variables.keys().map(String::as_str).filter(is_new);
        added = offers_ui(ui, "Variables of other documents", names).map(str::to_owned);
        let is_asked = glyph_button(ui, Glyph::Plus, "Add the variable", Some("Enter")).clicked();
        if is_entered || is_asked {
            state.added = None;
            added = Some(typed.trim().to_owned()).filter(|name| !name.is_empty());
        }
    });
    let Some(name) = added else { return };
    if !document.meta.variables.contains_key(&name) {
        let about = About::Variable(name.clone(), Some(String::new()));
        out.extend([Action::CloseStep, Action::Describe(vec![document.path.clone()], about), Action::CloseStep]);
    }
    state.wants = Some(name);
}
