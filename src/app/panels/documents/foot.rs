//! What stands below the list: the open document's progress, or what to say about several, and the pace.

use super::bulk::bulk_ui;
use super::progress::progress_ui;
use super::{DocumentsPanel, MARGIN};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::pace::Pace;
use crate::app::words::count;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, hairline, section_label};
use egui::{Align, Label, Layout, RichText, Ui};

/// Draws the foot.
pub(super) fn foot_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut DocumentsPanel, pace: &Pace, out: &mut Vec<Action>) {
    ui.set_max_width(ui.available_width() - MARGIN);
    ui.spacing_mut().item_spacing.y = space::STEP;
    hairline(ui);
    if state.chosen.len() > 1 {
        bulk_ui(ui, ctx, state, out);
    } else if ctx.document().is_some() {
        ui.horizontal(|ui| {
            section_label(ui, "This document");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if glyph_button(ui, Glyph::Info, "Document details", Some("F4")).clicked() {
                    out.push(Action::Run(Command::DocumentDetails));
                }
            });
        });
        progress_ui(ui, ctx, out);
    }
    pace_ui(ui, ctx, pace);
}

fn pace_ui(ui: &mut Ui, ctx: Ctx<'_>, pace: &Pace) {
    if (pace.n_kept(), pace.n_done()) == (0, 0) {
        return;
    }
    let kept = count(pace.n_kept(), "statement");
    let words = match pace.per_hour().filter(|per_hour| *per_hour > 0) {
        Some(per_hour) => format!("This session: {kept}, {per_hour} an hour"),
        None if pace.n_kept() == 0 => format!("This session: {} done", count(pace.n_done(), "document")),
        None => format!("This session: {kept}"),
    };
    let help = format!(
        "Since this corpus was opened: {kept} made and {} marked done in {} of work. Pauses of more than five minutes \
         are left out.",
        count(pace.n_done(), "document"),
        count(usize::try_from(pace.n_minutes()).unwrap_or_default(), "minute"),
    );
    let text = RichText::new(words).font(theme::font(size::CAPTION)).color(ctx.tokens.soft);
    ui.add(Label::new(text).truncate()).on_hover_text(help);
}
