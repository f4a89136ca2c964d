//! Which statements are counted: typed above the views, ticked beside them. It is the filter of the Passages place.

use super::base::Base;
use super::keys::PlaceKey;
use crate::analysis::query::Query;
use crate::analysis::{counted, thousands};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::panels::facets::FacetsPanel;
use crate::app::panels::filters::{filters_beside, filters_button};
use crate::app::panels::query_field::{QueryField, query_error_ui, query_field_ui};
use crate::app::places::keys::PlaceKeys;
use crate::ui::theme::{self, size};
use egui::{Align, Layout, RichText, Ui, vec2};

/// Height of the field.
const HEIGHT: f32 = 32.0;

/// View state of the filter.
#[derive(Default)]
pub struct Filter {
    /// The field in which it is typed.
    pub field: QueryField,
    facets: FacetsPanel,
}

/// Draws the field with how many statements there are. Returns another query.
pub fn filter_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Filter, base: &Base, out: &mut Vec<Action>) -> Option<Query> {
    let size = vec2(ui.available_width(), HEIGHT);
    let typed = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let (n, all) = (base.selection().len(), ctx.table.len());
        let words = if state.field.is_wrong(ui) || base.error().is_some() {
            "nothing counted".to_owned()
        } else if base.is_reading() {
            "Filtering…".to_owned()
        } else if n == all {
            counted(n, "statement")
        } else {
            format!("{} of {}", thousands(n), counted(all, "statement"))
        };
        ui.label(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        let size = vec2(ui.available_width(), HEIGHT);
        let field = |ui: &mut Ui| {
            let ticked = filters_button(ui, ctx, &mut state.facets, base.query(), out);
            let typed = query_field_ui(ui, ctx, &mut state.field, base.query(), &PlaceKey::Filter.key());
            ticked.or(typed.query)
        };
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), field).inner
    });
    query_error_ui(ui, ctx, &state.field);
    typed.inner
}

/// Draws the filters at the left where they are shown and there is room. Returns another query.
pub fn filters_column(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut Filter,
    base: &Base,
    out: &mut Vec<Action>,
) -> Option<Query> {
    if ctx.table.is_empty() {
        return None;
    }
    state.facets.is_stale = state.field.is_wrong(ui);
    filters_beside(ui, ctx, "findings-filters", &mut state.facets, base.query(), out)
}
