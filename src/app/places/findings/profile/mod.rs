//! The profile of one speaker, organisation, theme or document: stances, partners, time, roles, quotations.

mod page;
mod picking;
mod quotations;

use super::base::Base;
use super::choose::pill_ui;
use super::exporting::{Finding, Want};
use super::finding::problem_ui;
use super::kept::Kept;
use super::keys::PlaceKey;
use crate::analysis::{AxisValue, Profile, ProfileError, Value, profile};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::findings::ask::FindingsAsk;
use crate::app::places::keys::PlaceKeys;
use crate::exchange::{profile_drawing, profile_sheet};
use egui::Ui;
use page::Page;
use picking::{Chosen, Picking};

/// View state of the profile.
#[derive(Default)]
pub struct ProfileView {
    /// Of whom or what.
    subject: Option<Value>,
    picking: Option<Picking>,
    kept: Kept<Value, Result<Profile, ProfileError>>,
    page: Page,
}

impl ProfileView {
    /// Of whom or what it is.
    pub const fn subject(&self) -> Option<&Value> {
        self.subject.as_ref()
    }

    /// Shows the profile of `subject`.
    pub fn show(&mut self, subject: Value) {
        self.subject = Some(subject);
        self.picking = None;
        self.page = Page::default();
    }

    /// Whether a text field is about to get the focus.
    pub fn is_opening(&self) -> bool {
        self.picking.as_ref().is_some_and(Picking::is_opening)
    }
}

/// Draws the view.
pub fn profile_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut ProfileView,
    base: &Base,
    want: Option<Want>,
    out: &mut Vec<Action>,
) {
    if let Some(subject) = &view.subject {
        let (kind, name) = picking::named(ctx, subject);
        if pill_ui(ui, ctx, kind, &name, "Choose a speaker, organisation, theme or document").clicked() {
            view.picking = if view.picking.is_some() { None } else { Some(Picking::default()) };
        }
    } else if view.picking.is_none() {
        view.picking = Some(Picking::at_rest());
    }
    if let Some(picking) = &mut view.picking {
        match picking.ui(ui, ctx, base) {
            Some(Chosen::Subject(subject)) => view.show(subject),
            Some(Chosen::Nothing) if view.subject.is_some() => view.picking = None,
            _ => {}
        }
        return;
    }
    let ProfileView { subject: Some(subject), kept, page, .. } = view else { return };
    let found = kept.get(ctx, base, subject.clone(), |subject| profile(ctx.table, base.selection(), subject));
    let found = match found {
        Ok(found) => found,
        Err(error) => return problem_ui(ui, ctx, &error.to_string()),
    };
    page::page_ui(ui, ctx, (found, page), base, out);
    if let Some(want) = want {
        let sheet = profile_sheet(found, ctx.table, ctx.session.corpus());
        let finding = Finding { title: sheet.title.clone(), account: sheet.account.clone(), ..Finding::default() };
        let picture = Some(profile_drawing(found, ctx.table.names()));
        want.ask(Finding { sheet: Some(sheet), picture, ..finding }, out);
    }
}

/// Whether there is a profile of `value`.
pub const fn has_profile(value: &Value) -> bool {
    matches!(
        value,
        Value::Theme(_) | Value::ThemeAndBelow(_) | Value::Speaker(_) | Value::Organisation(_) | Value::Document(_)
    )
}

/// Draws the menu of a value.
pub fn menu_ui(ui: &mut Ui, value: &AxisValue, out: &mut Vec<Action>) {
    if has_profile(&value.value) && ui.button("Profile").on_hover_text(PlaceKey::ShowProfile.info().help).clicked() {
        out.push(Action::Findings(FindingsAsk::Profile(value.value.clone())));
        ui.close();
    }
}
