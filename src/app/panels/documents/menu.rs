//! What the list is sorted and grouped by, and which documents it shows.

use super::details::Offers;
use crate::app::action::Action;
use crate::app::arrangement::{Arrangement, Group, Narrowing, Quick, Sort};
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{clipped_text, section_label, tick_box};
use egui::{Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Draws the choices.
pub(super) fn menu_ui(
    ui: &mut Ui,
    arrangement: &Arrangement,
    narrowing: &mut Narrowing,
    offers: &Offers,
    out: &mut Vec<Action>,
) {
    ScrollArea::vertical().max_height(460.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::GROUP, space::LINE);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| sort_ui(ui, arrangement, offers, out));
            ui.vertical(|ui| {
                group_ui(ui, arrangement, offers, out);
                ui.add_space(space::STEP);
                quick_ui(ui, narrowing);
            });
        });
    });
}

fn quick_ui(ui: &mut Ui, narrowing: &mut Narrowing) {
    section_label(ui, "Show only");
    for quick in Quick::all() {
        let mut is_ticked = narrowing.quick.contains(&quick);
        if tick_box(ui, &mut is_ticked, quick.name()).changed() && !narrowing.quick.remove(&quick) {
            narrowing.quick.insert(quick);
        }
    }
}

fn sort_ui(ui: &mut Ui, arrangement: &Arrangement, offers: &Offers, out: &mut Vec<Action>) {
    section_label(ui, "Sort by");
    let variables = offers.variables.keys().cloned().map(Sort::Variable);
    for sort in Sort::ALWAYS.into_iter().chain(variables) {
        if choice_ui(
            ui,
            sort == arrangement.sort,
            &shown(sort.name(), matches!(sort, Sort::Variable(_))),
            &format!("Sort by {}", sort.name()),
        ) {
            out.push(Action::Arrange(Arrangement { sort, ..arrangement.clone() }));
        }
    }
    let mut is_descending = arrangement.is_descending;
    if tick_box(ui, &mut is_descending, "Last first").on_hover_text("From the last to the first").changed() {
        out.push(Action::Arrange(Arrangement { is_descending, ..arrangement.clone() }));
    }
}

fn group_ui(ui: &mut Ui, arrangement: &Arrangement, offers: &Offers, out: &mut Vec<Action>) {
    section_label(ui, "Group by");
    let variables = offers.variables.keys().cloned().map(Group::Variable);
    for group in Group::ALWAYS.into_iter().chain(variables) {
        if choice_ui(
            ui,
            group == arrangement.group,
            &shown(group.name(), matches!(group, Group::Variable(_))),
            &format!("Group by {}", group.name()),
        ) {
            // What was folded away were groups of another kind.
            let folded = BTreeSet::new();
            out.push(Action::Arrange(Arrangement { group, folded, ..arrangement.clone() }));
        }
    }
}

/// Draws one of several values. Returns whether another was chosen.
fn choice_ui(ui: &mut Ui, is_chosen: bool, words: &str, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(156.0, 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
    if ui.is_rect_visible(rect) {
        let visuals = ui.visuals();
        let (ink, accent) = (visuals.text_color(), visuals.hyperlink_color);
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, radius::CONTROL, visuals.widgets.hovered.bg_fill);
        }
        if is_chosen {
            glyph::paint(ui.painter(), pos2(rect.left() + 10.0, rect.center().y), 11.0, Glyph::Check, accent);
        }
        let at = pos2(rect.left() + 26.0, rect.center().y - 8.0);
        clipped_text(ui.painter(), at, words, theme::font(size::BODY), ink, rect.right() - 4.0 - at.x);
    }
    response.on_hover_text(name).clicked() && !is_chosen
}

/// With a capital at the beginning, unless it is a name that somebody gave.
fn shown(words: &str, is_given: bool) -> String {
    let mut shown = words.to_owned();
    if let Some(first) = shown.get_mut(..1).filter(|_| !is_given) {
        first.make_ascii_uppercase();
    }
    shown
}
