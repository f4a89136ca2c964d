//! Where the filters stand: beside what they narrow, or behind a button where there is no room for them.

use super::facets::{FacetsPanel, Filtered, facets_ui};
use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::passages::ask::PassagesAsk;
use crate::ui::theme::space;
use egui::{Button, Frame, Margin, Panel, Popup, PopupCloseBehavior, Ui, vec2};

/// Windows less wide than this in points have no room for the filters beside anything.
const NARROW: f32 = 1000.0;
/// Width of the filters behind the button, in points.
const WIDTH: f32 = 264.0;
/// They are no higher than this.
const HIGHEST: f32 = 480.0;

/// Whether the filters stand beside what they narrow.
fn are_beside(ui: &Ui, ctx: Ctx<'_>) -> bool {
    ctx.settings.shows_documents && ui.ctx().content_rect().width() >= NARROW
}

/// Draws the filters at the left where they are shown and there is room; `id` names the panel. Returns another query.
pub fn filters_beside(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    id: &'static str,
    panel: &mut FacetsPanel,
    query: &Query,
    out: &mut Vec<Action>,
) -> Option<Query> {
    if !are_beside(ui, ctx) {
        return None;
    }
    let frame = Frame::new().fill(ctx.tokens.panel).inner_margin(Margin { left: 4, right: 0, top: 8, bottom: 0 });
    let column = Panel::left(id).default_size(240.0).size_range(160.0..=480.0).frame(frame);
    column.show(ui, |ui| list_ui(ui, ctx, panel, query, out)).inner
}

/// Draws the button that opens the filters where they do not stand at the left. Returns another query.
pub fn filters_button(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    panel: &mut FacetsPanel,
    query: &Query,
    out: &mut Vec<Action>,
) -> Option<Query> {
    if are_beside(ui, ctx) {
        return None;
    }
    panel.refresh(ctx, query);
    let n_on: usize =
        panel.facets().fields.iter().map(|facet| facet.values.iter().filter(|value| value.is_on).count()).sum();
    let words = if n_on > 0 { format!("Filters · {n_on}") } else { "Filters".to_owned() };
    let button = ui.add(Button::new(words).min_size(vec2(0.0, 28.0)));
    let button = button.on_hover_text("Narrow by stance, theme, speaker and all other fields");
    let mut narrowed = None;
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(WIDTH);
        let room = ui.ctx().content_rect().bottom() - button.rect.bottom() - space::SECTION;
        ui.set_height(room.min(HIGHEST));
        narrowed = list_ui(ui, ctx, panel, query, out);
    });
    narrowed
}

fn list_ui(ui: &mut Ui, ctx: Ctx<'_>, panel: &mut FacetsPanel, query: &Query, out: &mut Vec<Action>) -> Option<Query> {
    match facets_ui(ui, ctx, panel, query, &ctx.settings.passages.folded)? {
        Filtered::Query(query) => Some(query),
        Filtered::Folded(section) => {
            let next = ctx.settings.passages.with_folded(&section);
            out.push(Action::Passages(PassagesAsk::Remember(Box::new(next))));
            None
        }
    }
}
