//! Other statements: those on the same words, or all of the document when nothing is open.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::model::{Statement, StatementId};
use crate::ui::glyph;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{clipped_text, hairline};
use egui::{RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Rows listed at most; the reader shows the rest.
const MAX_ROWS: usize = 100;

/// Height of a row in points.
const ROW_HEIGHT: f32 = 30.0;

/// Draws the list; `here` are the statements on the passage shown, the one in focus among them.
pub fn neighbours_ui(ui: &mut Ui, ctx: Ctx<'_>, here: &[StatementId], out: &mut Vec<Action>) {
    let Some(set) = ctx.set() else { return };
    let is_idle = ctx.focused().is_none() && ctx.passage.is_empty();
    let listed: Vec<&Arc<Statement>> = if is_idle {
        set.statements().iter().take(MAX_ROWS).collect()
    } else {
        let others = here.iter().filter(|id| ctx.coding.focused != Some(**id));
        others.filter_map(|id| set.get(*id)).take(MAX_ROWS).collect()
    };
    if listed.is_empty() {
        return;
    }
    ui.add_space(space::STEP);
    let title = if is_idle { "Statements in this document" } else { "Also on this passage" };
    ui.label(RichText::new(title).font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
    ui.add_space(-space::TIGHT);
    hairline(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    // Rows out of sight are room only.
    let (top, clip) = (ui.cursor().top(), ui.clip_rect());
    let row_at = |y: f32| ((y - top) / ROW_HEIGHT).clamp(0.0, listed.len() as f32);
    let (first, last) = (row_at(clip.top()).floor() as usize, row_at(clip.bottom()).ceil() as usize);
    ui.add_space(first as f32 * ROW_HEIGHT);
    for statement in &listed[first..last.max(first)] {
        ui.push_id(signs::mark_key(statement.id), |ui| row_ui(ui, ctx, statement, out));
    }
    ui.add_space(listed.len().saturating_sub(last) as f32 * ROW_HEIGHT);
    if is_idle && set.len() > MAX_ROWS {
        ui.label(format!("and {} more in the text", set.len() - MAX_ROWS));
    }
    ui.spacing_mut().item_spacing.y = space::STEP;
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, statement: &Statement, out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let theme_name = signs::theme_name(ctx.codebook(), statement);
    let stance = signs::stance_name(ctx.codebook(), statement.stance.as_ref());
    let speakers = || signs::speaker_names(ctx.codebook(), statement);
    response.widget_info(|| {
        let unsure = if statement.is_unsure { ", unsure" } else { "" };
        WidgetInfo::labeled(Role::Button, true, format!("{stance}: {theme_name}, {}{unsure}, open", speakers()))
    });
    if ui.is_rect_visible(rect) {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, radius::CONTROL, tokens.selected);
        }
        let (sign, hue) = signs::stance_signs(ctx.codebook(), statement.stance.as_ref());
        glyph::paint(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), 10.0, sign, tokens.hue(hue));
        let unsure = if statement.is_unsure { "? " } else { "" };
        let words = format!("{unsure}{theme_name} · {}", speakers());
        let at = pos2(rect.left() + 22.0, rect.top() + 7.0);
        clipped_text(ui.painter(), at, &words, theme::font(size::BODY), tokens.soft, rect.width() - 28.0);
    }
    let response = response.on_hover_ui(|ui| {
        let text = ctx.document().and_then(|document| document.ready_text());
        let quote = text.map(|text| statement.fragments(text).collect::<Vec<_>>().join(" […] ")).unwrap_or_default();
        ui.label(format!("{stance}: {theme_name}"));
        ui.label(quote);
    });
    if response.clicked() {
        out.push(Action::Focus(statement.id));
    }
}
