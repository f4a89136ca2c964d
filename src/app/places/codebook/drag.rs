//! Moving a row by the pointer: where it would go, drawn as a line, and the row that follows the pointer.

use super::list::{INDENT, ROW_HEIGHT};
use super::section::Section;
use super::tree::{Children, Spot, TreeRow, is_at_or_below};
use crate::app::ctx::Ctx;
use crate::model::{Codebook, EntryId, ThemeId};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::clipped_galley;
use egui::{Id, LayerId, Order, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// Rows this near to an end of the list make it scroll.
const SCROLL_MARGIN: f32 = 24.0;
/// Points that the list scrolls in a frame.
const SCROLL_STEP: f32 = 6.0;

/// A row that is being moved.
#[derive(Clone, Debug)]
pub struct Drag {
    /// Which entry.
    pub id: EntryId,
    /// Its name.
    pub name: String,
}

/// Where a row was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drop {
    /// In the theme tree.
    Theme(Spot),
    /// Before the stance at this position, counted with the one that moves.
    Stance(usize),
}

/// Whether a row that is moved is still held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// It is.
    Still,
    /// It was dropped: where, or where it cannot go.
    Dropped(Option<Drop>),
}

/// Where in a row the pointer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Before,
    Into,
    After,
}

fn edge(fraction: f32, may_into: bool) -> Edge {
    match (fraction, may_into) {
        (f, true) if f < 0.3 => Edge::Before,
        (f, true) if f < 0.7 => Edge::Into,
        (f, false) if f < 0.5 => Edge::Before,
        _ => Edge::After,
    }
}

/// Draws where the row would go, and says whether it was let go.
pub fn drag_ui(
    ui: &Ui,
    ctx: Ctx<'_>,
    section: Section,
    drag: &Drag,
    rows: &[TreeRow],
    in_sight: &[(usize, Rect)],
    area: Rect,
) -> Held {
    let (pointer, is_down) = ui.input(|input| (input.pointer.latest_pos(), input.pointer.any_down()));
    let Some(pointer) = pointer else { return if is_down { Held::Still } else { Held::Dropped(None) } };
    scroll_ui(ui, pointer.y, area);
    let over = in_sight.iter().find(|(_, rect)| rect.y_range().contains(pointer.y)).or_else(|| {
        let last = in_sight.last()?;
        (pointer.y > last.1.bottom() && pointer.y < area.bottom()).then_some(last)
    });
    let target = over.and_then(|(nth, rect)| {
        let edge = edge((pointer.y - rect.top()) / ROW_HEIGHT, section == Section::Themes);
        let drop = drop_on(ctx.codebook(), drag, rows, *nth, edge)?;
        Some((drop, *rect, rows[*nth].depth, edge))
    });
    let target = target.filter(|_| area.x_range().contains(pointer.x));
    if let Some((drop, rect, depth, edge)) = &target {
        paint_target(ui, ctx, *rect, depth_of(ctx.codebook(), drop, *depth), *edge);
    }
    paint_ghost(ui, ctx, drag, pointer);
    ui.ctx().set_cursor_icon(if target.is_some() { egui::CursorIcon::Grabbing } else { egui::CursorIcon::NoDrop });
    if is_down { Held::Still } else { Held::Dropped(target.map(|(drop, ..)| drop)) }
}

fn scroll_ui(ui: &Ui, y: f32, area: Rect) {
    let step = if y < area.top() + SCROLL_MARGIN {
        SCROLL_STEP
    } else if y > area.bottom() - SCROLL_MARGIN {
        -SCROLL_STEP
    } else {
        return;
    };
    ui.scroll_with_delta(vec2(0.0, step));
    ui.ctx().request_repaint();
}

/// The place that a row at `nth` and an edge of it mean; `None` where the entry cannot go.
fn drop_on(book: &Codebook, drag: &Drag, rows: &[TreeRow], nth: usize, edge: Edge) -> Option<Drop> {
    let row = rows.get(nth)?;
    let EntryId::Theme(moved) = &drag.id else {
        return Some(Drop::Stance(row.at + usize::from(edge == Edge::After)));
    };
    let over = book.themes.at(row.at)?;
    let children = Children::new(book);
    let is_open = rows.get(nth + 1).is_some_and(|next| next.depth > row.depth);
    let first_child = || children.of(Some(&over.id)).first().and_then(|at| book.themes.at(*at)).map(|t| t.id.clone());
    let spot = match edge {
        Edge::Before => Spot { parent: over.parent.clone(), before: Some(over.id.clone()) },
        Edge::Into => Spot { parent: Some(over.id.clone()), before: None },
        Edge::After if is_open => Spot { parent: Some(over.id.clone()), before: first_child() },
        Edge::After => Spot { parent: over.parent.clone(), before: children.sibling_behind(&over.id) },
    };
    may_go(book, moved, &spot).then_some(Drop::Theme(spot))
}

fn may_go(book: &Codebook, moved: &ThemeId, spot: &Spot) -> bool {
    let is_inside = spot.parent.as_ref().is_some_and(|parent| is_at_or_below(book, parent, moved));
    !is_inside && spot.before.as_ref() != Some(moved)
}

/// How deep the row would stand.
fn depth_of(book: &Codebook, drop: &Drop, over: usize) -> usize {
    match drop {
        Drop::Theme(Spot { parent: Some(parent), .. }) => book.theme_line(parent).len(),
        Drop::Theme(_) => 0,
        Drop::Stance(_) => over,
    }
}

fn paint_target(ui: &Ui, ctx: Ctx<'_>, rect: Rect, depth: usize, edge: Edge) {
    let stroke = Stroke::new(2.0, ctx.tokens.accent);
    let y = match edge {
        Edge::Into => {
            ui.painter().rect_stroke(rect.shrink2(vec2(1.0, 1.0)), radius::CONTROL, stroke, StrokeKind::Inside);
            return;
        }
        Edge::Before => rect.top(),
        Edge::After => rect.bottom(),
    };
    let left = rect.left() + 8.0 + depth as f32 * INDENT;
    ui.painter().circle_stroke(pos2(left + 3.0, y), 3.0, stroke);
    ui.painter().hline(left + 6.0..=rect.right(), y, stroke);
}

fn paint_ghost(ui: &Ui, ctx: Ctx<'_>, drag: &Drag, pointer: egui::Pos2) {
    let above = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("codebook-ghost")));
    let galley = clipped_galley(&above, &drag.name, theme::font(size::BODY), ctx.tokens.ink, 200.0);
    let rect = Rect::from_min_size(pointer + vec2(12.0, 4.0), galley.size() + vec2(16.0, 10.0));
    above.add(ui.visuals().popup_shadow.as_shape(rect, 6.0));
    above.rect(rect, radius::CONTROL, ctx.tokens.page, Stroke::new(1.0, ctx.tokens.line), StrokeKind::Inside);
    above.galley(rect.min + vec2(8.0, 5.0), galley, ctx.tokens.ink);
}
