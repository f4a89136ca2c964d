//! The head of a group of documents, which folds it away.

use super::arrange::Heading;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, size};
use crate::ui::widget::clipped_text;
use egui::{Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

/// Draws the head.
pub(super) fn group_head_ui(ui: &mut Ui, ctx: Ctx<'_>, heading: &Heading, size: Vec2) -> Response {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let done = format!("{} of {} done", heading.n_done, heading.n_documents);
    let state = if heading.is_folded { "folded" } else { "open" };
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, !heading.is_folded, format!("{}, {done}, {state}", heading.name))
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let middle = rect.center().y + 2.0;
        let is_marked = response.hovered() || response.has_focus();
        let ink = if is_marked { tokens.accent } else { tokens.soft };
        let chevron = if heading.is_folded { Glyph::ChevronRight } else { Glyph::ChevronDown };
        glyph::paint(painter, pos2(rect.left() + 15.0, middle), 9.0, chevron, ink);
        let counted = format!("{}/{}", heading.n_done, heading.n_documents);
        let number = painter.layout_no_wrap(counted, theme::font(size::CAPTION), tokens.soft);
        let number_left = rect.right() - 8.0 - number.size().x;
        painter.galley(pos2(number_left, middle - number.size().y / 2.0), number, tokens.soft);
        let left = rect.left() + 34.0;
        let room = number_left - 8.0 - left;
        clipped_text(painter, pos2(left, middle - 7.0), &heading.name, theme::semibold(size::CAPTION), ink, room);
    }
    let help = if heading.is_folded { "Click to show" } else { "Click to fold away" };
    response.on_hover_ui(|ui| {
        ui.set_max_width(360.0);
        ui.label(egui::RichText::new(&heading.name).font(theme::semibold(size::BODY)));
        ui.label(format!("{}, {} done. {help}.", count(heading.n_documents, "document"), heading.n_done));
    })
}
