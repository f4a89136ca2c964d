//! The tabs of the views.

use super::View;
use crate::app::ctx::Ctx;
use crate::ui::theme::{self, radius, size, space};
use egui::{Role, Sense, Ui, WidgetInfo, vec2};

/// Draws a tab for each view; the one that was pressed.
pub fn tabs_ui(ui: &mut Ui, ctx: Ctx<'_>, shown: View) -> Option<View> {
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for view in View::ALL {
            if tab_ui(ui, ctx, view, view == shown) {
                pressed = Some(view);
            }
        }
    });
    pressed
}

fn tab_ui(ui: &mut Ui, ctx: Ctx<'_>, view: View, is_shown: bool) -> bool {
    let tokens = ctx.tokens;
    let (font, ink) =
        if is_shown { (theme::semibold(size::BODY), tokens.ink) } else { (theme::font(size::BODY), tokens.soft) };
    let galley = ui.painter().layout_no_wrap(view.name().to_owned(), font, ink);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 24.0, 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_shown, format!("{} view", view.name())));
    if is_shown || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, radius::CONTROL, tokens.selected);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response.on_hover_text(view.key().tooltip()).clicked()
}
