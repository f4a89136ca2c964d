//! Which statements are counted: typed above the views, ticked beside them. It is the filter of the Passages place.

use super::base::Base;
use super::keys::PlaceKey;
use crate::analysis::query::Query;
use crate::analysis::{counted, thousands};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::panels::facets::{FacetsPanel, Filtered, facets_ui};
use crate::app::panels::query_field::{QueryField, query_error_ui, query_field_ui};
use crate::app::places::keys::PlaceKeys;
use crate::app::places::passages::ask::PassagesAsk;
use crate::ui::theme::{self, size};
use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui, vec2};

/// Height of the field.
const HEIGHT: f32 = 32.0;
/// Below this width in points there is no room for facets beside a finding.
const TOO_NARROW: f32 = 720.0;
/// Below this width in points they narrow.
const NARROW: f32 = 1000.0;

/// View state of the filter.
#[derive(Default)]
pub struct Filter {
    /// The field in which it is typed.
    pub field: QueryField,
    facets: FacetsPanel,
}

/// Draws the field with how many statements there are. Returns another query.
pub fn filter_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Filter, base: &Base) -> Option<Query> {
    let size = vec2(ui.available_width(), HEIGHT);
    let typed = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let (n, all) = (base.selection().len(), ctx.table.len());
        let words = if base.is_reading() {
            "Filtering…".to_owned()
        } else if n == all {
            counted(n, "statement")
        } else {
            format!("{} of {}", thousands(n), counted(all, "statement"))
        };
        ui.label(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        let size = vec2(ui.available_width(), HEIGHT);
        let field = |ui: &mut Ui| query_field_ui(ui, ctx, &mut state.field, base.query(), &PlaceKey::Filter.key());
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), field).inner
    });
    query_error_ui(ui, ctx, &state.field);
    typed.inner.query
}

/// Draws the facets at the left where they are shown and there is room. Returns another query.
pub fn facets_column(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut Filter,
    base: &Base,
    out: &mut Vec<Action>,
) -> Option<Query> {
    let width = ui.available_width();
    if !ctx.settings.shows_documents || width < TOO_NARROW || ctx.table.is_empty() {
        return None;
    }
    state.facets.refresh(ctx, base.query());
    let (id, size) = if width < NARROW { ("findings-filters-narrow", 192.0) } else { ("findings-filters", 240.0) };
    let frame = Frame::new().fill(ctx.tokens.panel).inner_margin(Margin { left: 4, right: 0, top: 8, bottom: 0 });
    let panel = Panel::left(id).default_size(size).size_range(160.0..=480.0).frame(frame);
    let folded = &ctx.settings.passages.folded;
    match panel.show(ui, |ui| facets_ui(ui, ctx, &mut state.facets, base.query(), folded)).inner? {
        Filtered::Query(query) => Some(query),
        Filtered::Folded(section) => {
            let next = ctx.settings.passages.with_folded(&section);
            out.push(Action::Passages(PassagesAsk::Remember(Box::new(next))));
            None
        }
    }
}
