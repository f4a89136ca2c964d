//! The documents one below the other, in groups where that was chosen; only those in sight are drawn.

use super::arrange::Line;
use super::chosen::Chosen;
use super::group_head::group_head_ui;
use super::row::{Row, row_ui};
use super::shown::{HEAD_HEIGHT, Shown};
use super::{DocumentsPanel, MARGIN, ROW_HEIGHT};
use crate::app::action::Action;
use crate::app::arrangement::Arrangement;
use crate::app::coverage::{Coverages, percent};
use crate::app::ctx::Ctx;
use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// Draws the lines in sight.
pub(super) fn list_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut DocumentsPanel,
    coverages: &mut Coverages,
    out: &mut Vec<Action>,
) {
    let chosen_arrangement = super::arrangement(ctx);
    let mut scroll = ScrollArea::vertical().auto_shrink(false);
    if let Some(line) = newly_open(ctx, state) {
        let offset = state.shown.top(line) - ui.available_height() / 3.0;
        scroll = scroll.vertical_scroll_offset(offset.max(0.0));
    }
    let DocumentsPanel { shown, chosen, revealed, .. } = state;
    scroll.show_viewport(ui, |ui, viewport| {
        let width = ui.available_width() - MARGIN;
        ui.set_height(shown.height());
        let origin = ui.max_rect().min;
        for line in shown.lines_between(viewport.min.y, viewport.max.y) {
            let at = pos2(origin.x, origin.y + shown.top(line));
            let height = shown.top(line + 1) - shown.top(line);
            let rect = Rect::from_min_size(at, vec2(width, height));
            let salt = match shown.arranged.lines[line] {
                Line::Head(group) => ("group", group),
                Line::Document(at) => ("document", at),
            };
            ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), |ui| {
                line_ui(ui, ctx, (shown, line), chosen, coverages, chosen_arrangement, out);
            });
        }
    });
    // What was clicked is in sight, and must not move under the pointer.
    if let Some(Action::ShowDocument(path)) = out.last() {
        *revealed = Some(path.clone());
        shown.remember(ctx.session.corpus().position(path));
    }
}

fn line_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    (shown, line): (&Shown, usize),
    chosen: &mut Chosen,
    coverages: &mut Coverages,
    arrangement: &Arrangement,
    out: &mut Vec<Action>,
) {
    let width = ui.available_width();
    match shown.arranged.lines[line] {
        Line::Head(group) => {
            let heading = &shown.arranged.headings[group];
            if group_head_ui(ui, ctx, heading, vec2(width, HEAD_HEIGHT)).clicked() {
                let mut arrangement = arrangement.clone();
                if !arrangement.folded.remove(&heading.key) {
                    arrangement.folded.insert(heading.key.clone());
                }
                out.push(Action::Arrange(arrangement));
            }
        }
        Line::Document(at) => {
            let document = &ctx.session.corpus().documents()[at];
            let set = ctx.session.set(&document.path);
            let is_coded = set.is_some_and(|set| !set.is_empty());
            let share = is_coded.then(|| coverages.of(ctx.session, document)).flatten().and_then(percent);
            let row = Row { document, set, percent: share, is_chosen: chosen.has(&document.path) };
            if row_ui(ui, ctx, &row, vec2(width, ROW_HEIGHT)).clicked() {
                let modifiers = ui.input(|input| input.modifiers);
                let order = || shown.arranged.documents().map(|at| &ctx.session.corpus().documents()[at].path);
                if modifiers.shift {
                    chosen.extend_to(&document.path, ctx.coding.document.as_ref(), order());
                } else if modifiers.command {
                    chosen.toggle(&document.path, ctx.coding.document.as_ref());
                } else {
                    chosen.clear();
                    out.push(Action::ShowDocument(document.path.clone()));
                }
            }
        }
    }
}

/// The line of the open document, when it was opened since the last frame and may be out of sight.
fn newly_open(ctx: Ctx<'_>, state: &mut DocumentsPanel) -> Option<usize> {
    if state.revealed == ctx.coding.document {
        return None;
    }
    state.revealed.clone_from(&ctx.coding.document);
    let open = ctx.session.corpus().position(ctx.coding.document.as_ref()?)?;
    state.shown.remember(Some(open));
    let line = state.shown.line_of(open);
    line.filter(|_| state.shown.arranged.lines.len() >= super::FILTER_FROM)
}
