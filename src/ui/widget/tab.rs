//! One of several views, of which one is shown.

use crate::ui::theme::{self, radius, size};
use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// A tab with its words and, where there is one, a number behind them; `name` is its accessible name.
pub fn tab(ui: &mut Ui, words: &str, number: Option<&str>, is_shown: bool, name: &str) -> Response {
    let (ink, soft) = (ui.visuals().text_color(), ui.visuals().weak_text_color());
    let (font, colour) = if is_shown { (theme::semibold(size::BODY), ink) } else { (theme::font(size::BODY), soft) };
    let words = ui.painter().layout_no_wrap(words.to_owned(), font, colour);
    let number = number.map(|number| ui.painter().layout_no_wrap(number.to_owned(), theme::font(size::NOTE), soft));
    let beside = number.as_ref().map_or(0.0, |number| number.size().x + 8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(words.size().x + beside + 24.0, 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_shown, name));
    if is_shown || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, radius::CONTROL, ui.visuals().widgets.hovered.bg_fill);
    }
    let middle = rect.center().y;
    ui.painter().galley(pos2(rect.left() + 12.0, middle - words.size().y / 2.0), words, colour);
    if let Some(number) = number {
        let at = pos2(rect.right() - 12.0 - number.size().x, middle - number.size().y / 2.0);
        ui.painter().galley(at, number, soft);
    }
    response
}
