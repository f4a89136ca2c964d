//! The place as a whole: its state, its views, its keys.

use super::View;
use super::base::Base;
use super::head;
use super::keys::{PlaceKey, take_keys};
use super::network::{NetworkView, network_ui};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::ui::theme::space;
use egui::{CentralPanel, Frame, Margin, Popup, Ui};

/// View state of the Findings place.
#[derive(Default)]
pub struct FindingsPlace {
    view: View,
    base: Base,
    network: NetworkView,
    was_typing: bool,
}

impl FindingsPlace {
    /// The view that is shown.
    pub const fn view(&self) -> View {
        self.view
    }

    /// Shows another view.
    pub const fn show(&mut self, view: View) {
        self.view = view;
    }
}

/// Draws the place.
pub fn findings_ui(ui: &mut Ui, ctx: Ctx<'_>, place: &mut FindingsPlace, out: &mut Vec<Action>) {
    let is_free = ui.memory(|memory| memory.top_modal_layer().is_none()) && !Popup::is_any_open(ui.ctx());
    if is_free {
        let is_typing = place.was_typing || ui.ctx().text_edit_focused();
        for key in take_keys(ui, is_typing) {
            match key {
                PlaceKey::NextView => place.view = place.view.next(),
                key => place.view = key.view().unwrap_or(place.view),
            }
        }
    }
    place.base.refresh(ctx);
    let frame = Frame::new().fill(ctx.tokens.page).inner_margin(Margin { left: 24, right: 24, top: 12, bottom: 8 });
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        if let Some(view) = head::tabs_ui(ui, ctx, place.view) {
            place.view = view;
        }
        ui.add_space(space::STEP);
        view_ui(ui, ctx, place, out);
    });
    place.was_typing = ui.ctx().text_edit_focused();
}

fn view_ui(ui: &mut Ui, ctx: Ctx<'_>, place: &mut FindingsPlace, out: &mut Vec<Action>) {
    match place.view {
        View::Network => network_ui(ui, ctx, &mut place.network, &place.base, out),
        View::Crosstab | View::Stance | View::Timeline | View::Profile | View::Coverage => {
            ui.label(format!("{} statements", place.base.selection().len()));
        }
    }
}
