//! The place as a whole: its state, its views, its keys.

use super::View;
use super::ask::FindingsAsk;
use super::base::Base;
use super::coverage::{CoverageView, coverage_ui};
use super::crosstab::{CrosstabView, crosstab_ui};
use super::exporting::Want;
use super::filter::{Filter, filter_ui, filters_column};
use super::head;
use super::keys::PlaceKey;
use super::network::{NetworkView, network_ui};
use super::profile::{ProfileView, profile_ui};
use super::remembered::Remembered;
use super::stance::{StanceView, stance_ui};
use super::timeline::{TimelineView, timeline_ui};
use crate::analysis::Value;
use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::panels::query_field::STALE;
use crate::app::places::keys::{Keyboard, take_keys};
use crate::ui::theme::space;
use egui::{CentralPanel, Frame, Margin, Popup, RichText, ScrollArea, Ui, vec2};

/// The least height of a view with its choices, in points.
const LOW: f32 = 380.0;

/// View state of the Findings place.
#[derive(Default)]
pub struct FindingsPlace {
    view: View,
    base: Base,
    filter: Filter,
    crosstab: CrosstabView,
    stance: StanceView,
    timeline: TimelineView,
    profile: ProfileView,
    coverage: CoverageView,
    network: NetworkView,
    was_typing: bool,
}

impl FindingsPlace {
    /// The view that is shown.
    pub const fn view(&self) -> View {
        self.view
    }

    /// Which statements are counted.
    pub const fn base(&mut self) -> &mut Base {
        &mut self.base
    }

    /// Whether a text field is about to get the focus.
    pub fn is_opening(&self) -> bool {
        self.filter.field.is_opening() || self.view == View::Profile && self.profile.is_opening()
    }

    /// What is to be remembered of the place.
    pub fn remembered(&self) -> Remembered {
        let mut kept = Remembered { view: self.view, filter: self.base.query().to_string(), ..Remembered::default() };
        kept.put_crosstab(&self.crosstab.choices);
        kept.put_stance(&self.stance.choices);
        kept.put_timeline(&self.timeline.choices);
        kept.put_coverage(self.coverage.lines, self.coverage.form);
        kept
    }

    /// Shows again what is remembered, while the Passages place shows what `passages` means.
    pub fn recall(&mut self, kept: &Remembered, passages: &Query) {
        self.view = kept.view;
        self.crosstab.choices = kept.crosstab();
        self.stance.choices = kept.stance();
        self.timeline.choices = kept.timeline();
        (self.coverage.lines, self.coverage.form) = kept.coverage();
        self.base.set(Query::parse(&kept.filter).unwrap_or_default());
        self.base.share(passages);
    }

    /// Shows the profile of a speaker, organisation, theme or document.
    pub fn show_profile(&mut self, subject: Value) {
        self.profile.show(subject);
        self.view = View::Profile;
    }

    /// The network.
    pub const fn network(&mut self) -> &mut NetworkView {
        &mut self.network
    }

    /// Counts what `query` means from now on, here and in the Passages place.
    fn count(&mut self, ctx: Ctx<'_>, query: Query, out: &mut Vec<Action>) {
        self.base.set(query.clone());
        self.base.refresh(ctx, out);
        out.push(Action::Findings(FindingsAsk::Share(query)));
    }

    /// Shows another view.
    pub const fn show(&mut self, view: View) {
        self.view = view;
    }
}

/// Draws the place.
pub fn findings_ui(ui: &mut Ui, ctx: Ctx<'_>, place: &mut FindingsPlace, out: &mut Vec<Action>) {
    let mut want = None;
    let is_free = ui.memory(|memory| memory.top_modal_layer().is_none()) && !Popup::is_any_open(ui.ctx());
    if is_free {
        let is_typing = place.was_typing || ui.ctx().text_edit_focused();
        for key in take_keys(ui, Keyboard { is_typing, is_elsewhere: false }, |_| true) {
            match key {
                PlaceKey::NextView => place.view = place.view.next(),
                PlaceKey::Filter => place.filter.field.take_focus(),
                PlaceKey::Export => want = place.view.forms().first().copied().map(Want::Export),
                PlaceKey::Copy => want = Some(Want::Copy),
                key if key.is_of_network() => place.network.press(key),
                key => place.view = key.view().unwrap_or(place.view),
            }
        }
    }
    place.base.refresh(ctx, out);
    if let Some(query) = filters_column(ui, ctx, &mut place.filter, &place.base, out) {
        place.count(ctx, query, out);
    }
    let frame = Frame::new().fill(ctx.tokens.page).inner_margin(Margin { left: 24, right: 24, top: 12, bottom: 8 });
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        if let Some(query) = filter_ui(ui, ctx, &mut place.filter, &place.base, out) {
            place.count(ctx, query, out);
        }
        want = want.or(head::head_ui(ui, ctx, &mut place.view));
        ui.add_space(space::STEP);
        if place.filter.field.is_wrong(ui) && !place.base.selection().is_empty() {
            // What is shown is of the filter before.
            ui.multiply_opacity(STALE);
        }
        with_room(ui, |ui| view_ui(ui, ctx, place, want, out));
    });
    place.was_typing = ui.ctx().text_edit_focused();
}

/// Gives a view the room that it needs; in a low window it is scrolled.
fn with_room(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    if ui.available_height() >= LOW {
        return add(ui);
    }
    ScrollArea::vertical().id_salt("low window").auto_shrink(false).show(ui, |ui| {
        ui.allocate_ui(vec2(ui.available_width(), LOW), add);
    });
}

/// Says what to do where nothing can be counted. Returns whether that is so.
fn nothing_ui(ui: &mut Ui, ctx: Ctx<'_>, place: &mut FindingsPlace, out: &mut Vec<Action>) -> bool {
    if !place.base.selection().is_empty() {
        return false;
    }
    let is_empty = ctx.table.is_empty();
    let (words, button) = match ctx.session.loading() {
        _ if !is_empty && (place.base.error().is_some() || place.filter.field.is_wrong(ui)) => {
            ("Nothing is counted until the filter is put right.", "Clear the filter")
        }
        _ if !is_empty && place.base.is_reading() => ("Filtering…", ""),
        Some(_) if !is_empty && place.base.selection().n_unread() > 0 => {
            ("No statement fits this filter so far; documents are still being read.", "Clear the filter")
        }
        _ if !is_empty => ("No statement fits this filter.", "Clear the filter"),
        Some(_) => ("Documents are being read…", ""),
        None => ("No statements yet. Code passages, and they are counted here at once.", "Go to Code"),
    };
    ui.add_space(space::SECTION);
    ui.label(RichText::new(words).color(ctx.tokens.soft));
    if !button.is_empty() && ui.button(button).clicked() {
        if is_empty {
            out.push(Action::Run(Command::GoToCode));
        } else {
            place.count(ctx, Query::default(), out);
        }
    }
    true
}

fn view_ui(ui: &mut Ui, ctx: Ctx<'_>, place: &mut FindingsPlace, want: Option<Want>, out: &mut Vec<Action>) {
    if place.view != View::Coverage && nothing_ui(ui, ctx, place, out) {
        return;
    }
    match place.view {
        View::Network => network_ui(ui, ctx, &mut place.network, &place.base, want, out),
        View::Crosstab => crosstab_ui(ui, ctx, &mut place.crosstab, &place.base, want, out),
        View::Stance => stance_ui(ui, ctx, &mut place.stance, &place.base, want, out),
        View::Timeline => timeline_ui(ui, ctx, &mut place.timeline, &place.base, want, out),
        View::Profile => profile_ui(ui, ctx, &mut place.profile, &place.base, want, out),
        View::Coverage => coverage_ui(ui, ctx, &mut place.coverage, &place.base, want, out),
    }
}
