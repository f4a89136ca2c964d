//! How far the open document is coded, to be set.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::progress::Reached;
use crate::model::{AnnotationSet, Progress};
use crate::ui::glyph;
use crate::ui::theme::{self, radius, size, space};
use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the three steps, of which the present one stands out.
pub(super) fn progress_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let Some(document) = ctx.document() else { return };
    let present = Reached::of(ctx.set());
    let is_narrow = ui.available_width() < 240.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        for progress in [Progress::NotStarted, Progress::InProgress, Progress::Done] {
            let (shown, is_present) = match progress {
                Progress::NotStarted => (Reached::NotStarted, present == Reached::NotStarted),
                Progress::InProgress => (Reached::InProgress, present == Reached::InProgress),
                // What it would be, or is: with no statement, another sign.
                Progress::Done if ctx.set().is_none_or(AnnotationSet::is_empty) => {
                    (Reached::NothingCoded, present.is_done())
                }
                Progress::Done => (Reached::Done, present.is_done()),
            };
            let response = button_ui(ui, ctx, shown, is_present, is_narrow);
            if response.clicked() && !is_present {
                out.push(Action::SetProgress(document.path.clone(), progress));
            }
        }
    });
}

fn button_ui(ui: &mut Ui, ctx: Ctx<'_>, shown: Reached, is_present: bool, is_narrow: bool) -> Response {
    let name = shown.name();
    let tokens = ctx.tokens;
    let words = match shown {
        _ if is_narrow => "",
        // The sign and the tooltip say that nothing is coded; three buttons share a narrow row.
        Reached::NothingCoded => Reached::Done.name(),
        _ => name,
    };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::font(size::NOTE), tokens.ink);
    let size = vec2(if is_narrow { 40.0 } else { galley.size().x + 25.0 }, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_present, name));
    let fill = if is_present || response.hovered() { tokens.selected } else { tokens.panel };
    let outline = if response.has_focus() { tokens.accent } else { tokens.line };
    ui.painter().rect(rect, radius::CONTROL, fill, egui::Stroke::new(1.0, outline), egui::StrokeKind::Inside);
    glyph::paint(
        ui.painter(),
        pos2(if is_narrow { rect.center().x } else { rect.left() + 12.0 }, rect.center().y),
        10.0,
        shown.sign(),
        tokens.accent,
    );
    let at = Rect::from_min_max(pos2(rect.left() + 21.0, rect.top()), rect.max);
    ui.painter().galley(pos2(at.left(), rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
    response.on_hover_text(match shown {
        Reached::NotStarted => "Not started: nothing read yet",
        Reached::InProgress => "In progress: being coded",
        Reached::Done => "Done: read to the end (Ctrl+D)",
        Reached::NothingCoded => "Done, nothing coded: read to the end, and that nothing is there is a result (Ctrl+D)",
    })
}
