//! The documents with hits, at the left: how many on each.

use super::{STALE, Search};
use crate::analysis::search::DocumentHits;
use crate::analysis::thousands;
use crate::app::ctx::Ctx;
use crate::model::DocPath;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{clipped_galley, section_label};
use egui::{Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a row in points.
const ROW_HEIGHT: f32 = 26.0;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 12.0;

/// Draws the documents; a click shows the hits of one alone.
pub fn documents_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Search) {
    ui.horizontal(|ui| {
        ui.add_space(space::STEP);
        section_label(ui, "Documents");
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    if !state.is_current(ctx) {
        ui.multiply_opacity(STALE);
    }
    let Some(hits) = state.hits() else {
        ui.take_available_space();
        return;
    };
    let n = hits.documents.len();
    let mut clicked = None;
    ScrollArea::vertical().id_salt("search-documents").auto_shrink(false).show_rows(
        ui,
        ROW_HEIGHT,
        n + 1,
        |ui, range| {
            for at in range {
                let row = match at.checked_sub(1) {
                    None => Row { document: None, title: "All documents", n: hits.n_hits, n_coded: hits.n_coded },
                    Some(at) => Row::of(ctx, &hits.documents[at]),
                };
                if row_ui(ui, ctx, &row, state.document.as_ref() == row.document) {
                    clicked = Some(row.document.cloned());
                }
            }
        },
    );
    if let Some(document) = clicked {
        state.show_document(document);
    }
}

struct Row<'a> {
    document: Option<&'a DocPath>,
    title: &'a str,
    n: usize,
    n_coded: usize,
}

impl<'a> Row<'a> {
    fn of(ctx: Ctx<'a>, on: &'a DocumentHits) -> Self {
        let document = ctx.session.corpus().document(&on.document);
        let title = document.map_or_else(|| on.document.as_str(), |document| document.title());
        Self { document: Some(&on.document), title, n: on.n_hits, n_coded: on.n_coded }
    }
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &Row<'_>, is_shown: bool) -> bool {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - MARGIN, ROW_HEIGHT), Sense::click());
    let counted = format!("{}, {} of them coded", crate::app::words::count(row.n, "hit"), row.n_coded);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_shown, format!("{}, {counted}", row.title)));
    if is_shown || response.hovered() {
        let ground = if is_shown { tokens.selected } else { tokens.selected.gamma_multiply(0.5) };
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), radius::CONTROL, ground);
    }
    let number = ui.painter().layout_no_wrap(thousands(row.n), theme::font(size::NOTE), tokens.soft);
    let right = rect.right() - 8.0 - number.size().x;
    ui.painter().galley(pos2(right, rect.center().y - number.size().y / 2.0), number, tokens.soft);
    let left = rect.left() + 8.0;
    let galley = clipped_galley(ui.painter(), row.title, theme::font(size::BODY), tokens.ink, right - 8.0 - left);
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
    response.on_hover_text(format!("{}\n{counted}", row.title)).clicked()
}
