//! The menu of saved queries: choose, save by name, rename, delete; and those that stood before.

use super::ask::PassagesAsk;
use super::place::PassagesPlace;
use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::edit::Edit;
use crate::text::fold;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, section_label};
use egui::{Align, Button, Key, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui, vec2};

/// Queries that gave way to others and are kept.
const MAX_RECENT: usize = 8;
/// Width of the menu in points.
const WIDTH: f32 = 340.0;

/// View state of the menu.
#[derive(Debug, Default)]
pub struct Saved {
    /// What is typed as a name.
    name: String,
    wants_focus: bool,
    /// The query that is being given another name.
    renaming: Option<(String, String)>,
    /// Queries that gave way to others, the latest first.
    recent: Vec<Query>,
}

impl Saved {
    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.wants_focus
    }

    /// Remembers a query that somebody looked at.
    /// Returns whether it is another one than the last.
    pub fn saw(&mut self, query: &Query) -> bool {
        if query.is_empty() || self.recent.first() == Some(query) {
            return false;
        }
        self.recent.retain(|known| known != query);
        self.recent.insert(0, query.clone());
        self.recent.truncate(MAX_RECENT);
        true
    }

    /// Those that somebody looked at, the latest first, as they are typed.
    pub fn recent(&self) -> Vec<String> {
        self.recent.iter().map(Query::to_string).collect()
    }
}

impl PassagesPlace {
    /// Remembers a filter that gave way to another. Returns whether that is new.
    pub fn saw(&mut self, query: &Query) -> bool {
        self.saved.saw(query)
    }

    /// Filters that gave way, the latest first, as they are typed.
    pub fn recent(&self) -> Vec<String> {
        self.saved.recent()
    }

    /// Remembers again what gave way in a session before.
    pub fn recall(&mut self, recent: &[String]) {
        let known = recent.iter().rev().filter_map(|text| Query::parse(text).ok());
        known.for_each(|query| {
            self.saved.saw(&query);
        });
    }
}

/// Draws the button that opens the menu.
pub fn saved_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    let button = ui.button("Saved…").on_hover_text("Saved and recent filters");
    state.saved.wants_focus |= button.clicked() && !state.query.is_empty();
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(WIDTH);
        let mut chosen = None;
        save_ui(ui, ctx, state, out);
        list_ui(ui, ctx, state, &mut chosen, out);
        recent_ui(ui, state, &mut chosen);
        if let Some(query) = chosen {
            state.show(query);
            ui.close();
        }
    });
}

/// The field that saves the query in force by name.
fn save_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, out: &mut Vec<Action>) {
    if state.query.is_empty() {
        ui.label(RichText::new("Filter the statements, then save the filter here by name.").color(ctx.tokens.soft));
        return;
    }
    ui.horizontal(|ui| {
        let typed = state.saved.name.trim().to_owned();
        let is_there = named(ctx, &typed).is_some();
        let field = TextEdit::singleline(&mut state.saved.name).hint_text("Name of this filter");
        let response = ui.add(field.desired_width(WIDTH - 88.0).margin(vec2(8.0, 5.0)));
        let response = response.accessible_name("Name of this filter");
        if std::mem::take(&mut state.saved.wants_focus) {
            response.request_focus();
        }
        let is_done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let words = if is_there { "Replace" } else { "Save" };
        let button = ui.add_enabled(!typed.is_empty(), Button::new(words)).on_disabled_hover_text("Type a name first");
        if (button.clicked() || is_done) && !typed.is_empty() {
            let name = named(ctx, &typed).unwrap_or(typed);
            let edit = Edit::Query { name, value: Some(state.query.to_string()) };
            out.push(Action::Passages(PassagesAsk::Save("save filter".to_owned(), edit)));
            state.saved.name.clear();
            ui.close();
        }
    });
}

/// The name under which a query is saved that folds to the same.
fn named(ctx: Ctx<'_>, name: &str) -> Option<String> {
    ctx.session.corpus().queries.keys().find(|known| fold(known) == fold(name)).cloned()
}

fn list_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut PassagesPlace, chosen: &mut Option<Query>, out: &mut Vec<Action>) {
    let queries = &ctx.session.corpus().queries;
    if queries.is_empty() {
        return;
    }
    ui.add_space(space::TIGHT);
    section_label(ui, "Saved in this corpus");
    ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
        for (name, text) in queries {
            if state.saved.renaming.as_ref().is_some_and(|(of, _)| of == name) {
                rename_ui(ui, state, (name, text), out);
                continue;
            }
            ui.horizontal(|ui| {
                if choice_ui(ui, name, text) {
                    match Query::parse(text) {
                        Ok(query) => *chosen = Some(query),
                        Err(error) => out.push(Action::Passages(PassagesAsk::Tell(error.to_string()))),
                    }
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if glyph_button(ui, Glyph::Close, &format!("Delete the filter {name}"), None).clicked() {
                        let edit = Edit::Query { name: name.clone(), value: None };
                        out.push(Action::Passages(PassagesAsk::Save("delete filter".to_owned(), edit)));
                    }
                    let rename = Button::new(RichText::new("Rename").font(theme::font(size::NOTE))).frame(false);
                    if ui.add(rename).accessible_name(format!("Rename the filter {name}")).clicked() {
                        state.saved.renaming = Some((name.clone(), name.clone()));
                    }
                });
            });
        }
    });
}

fn rename_ui(ui: &mut Ui, state: &mut PassagesPlace, (name, text): (&str, &str), out: &mut Vec<Action>) {
    let Some((_, typed)) = &mut state.saved.renaming else { return };
    let field = TextEdit::singleline(typed).desired_width(f32::INFINITY).margin(vec2(8.0, 5.0));
    let response = ui.add(field).accessible_name("Another name");
    if !response.has_focus() && !response.lost_focus() {
        response.request_focus();
    }
    if response.lost_focus() {
        let is_done = ui.input(|input| input.key_pressed(Key::Enter));
        let to = typed.trim().to_owned();
        if is_done && !to.is_empty() && to != name {
            let edit = Edit::Batch(vec![
                Edit::Query { name: name.to_owned(), value: None },
                Edit::Query { name: to, value: Some(text.to_owned()) },
            ]);
            out.push(Action::Passages(PassagesAsk::Save("rename filter".to_owned(), edit)));
        }
        state.saved.renaming = None;
    }
}

fn recent_ui(ui: &mut Ui, state: &PassagesPlace, chosen: &mut Option<Query>) {
    let others: Vec<&Query> = state.saved.recent.iter().filter(|query| **query != state.query).collect();
    if others.is_empty() {
        return;
    }
    ui.add_space(space::TIGHT);
    section_label(ui, "Recent");
    for query in others {
        let text = query.to_string();
        if choice_ui(ui, &text, &text) {
            *chosen = Some(query.clone());
        }
    }
}

/// A filter to choose.
fn choice_ui(ui: &mut Ui, name: &str, text: &str) -> bool {
    let button = Button::new(name).frame(false).truncate();
    ui.add_sized(vec2(WIDTH - 104.0, 24.0), button).on_hover_text(text).clicked()
}
