//! The scale drawn from -1 to 1, and its palettes.

use super::ask::CodebookAsk;
use super::fields::label_ui;
use super::palette::Palette;
use super::place::CodebookPlace;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::edit::reshape::Reshape;
use crate::model::{Codebook, EntryId, Stance};
use crate::ui::glyph;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{clipped_galley, hairline};
use egui::{Align2, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Room above the line for one row of signs, and below it for its words.
const ABOVE: f32 = 32.0;
const BELOW: f32 = 28.0;
/// Room at the right for stances outside the scale.
const OUTSIDE: f32 = 96.0;
/// Size of a place that can be clicked.
const SPOT: f32 = 24.0;

/// Draws the scale and what changes all of it.
pub fn scale_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut CodebookPlace, out: &mut Vec<Action>) {
    let n_stacked = most_at_one_place(ctx.codebook());
    let line = ABOVE + SPOT * 0.75 * (n_stacked - 1) as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), line + BELOW), Sense::hover());
    let (left, right) = (rect.left() + 16.0, rect.right() - OUTSIDE - 16.0);
    let y = rect.top() + line;
    let (tokens, painter) = (ctx.tokens, ui.painter().clone());
    painter.hline(left..=right, y, Stroke::new(1.0, tokens.soft));
    for (share, words) in [(0.0, "-1"), (0.25, ""), (0.5, "0"), (0.75, ""), (1.0, "1")] {
        let x = left + (right - left) * share;
        painter.vline(x, y - 3.0..=y + 3.0, Stroke::new(1.0, tokens.soft));
        painter.text(pos2(x, y + 8.0), Align2::CENTER_TOP, words, theme::font(size::CAPTION), tokens.soft);
    }
    painter.text(pos2(left + 16.0, y + 8.0), Align2::LEFT_TOP, "against", theme::font(size::CAPTION), tokens.faint);
    painter.text(pos2(right - 12.0, y + 8.0), Align2::RIGHT_TOP, "for", theme::font(size::CAPTION), tokens.faint);
    painter.text(
        pos2(rect.right() - OUTSIDE + 8.0, y + 8.0),
        Align2::LEFT_TOP,
        "outside",
        theme::font(size::CAPTION),
        tokens.faint,
    );
    let outside = pos2(rect.right() - OUTSIDE + 8.0 + SPOT / 2.0, y - SPOT / 2.0 - 4.0);
    for (stance, at) in places(ctx.codebook().stances.iter(), (left, right), y, outside) {
        let is_selected = state.selected() == Some(&EntryId::Stance(stance.id.clone()));
        if spot_ui(ui, ctx, stance, at, is_selected).clicked() {
            state.list().selected = Some(EntryId::Stance(stance.id.clone()));
            state.list().reveals = true;
        }
    }
    palettes_ui(ui, ctx, out);
    ui.add_space(space::TIGHT);
    hairline(ui);
    ui.add_space(space::TIGHT);
}

/// How many stances stand at one position, at least 1 and at most a handful.
fn most_at_one_place(book: &Codebook) -> usize {
    let is_same = |a: &Stance, b: &Stance| match (a.position, b.position) {
        (Some(a), Some(b)) => (a - b).abs() < 0.05,
        _ => false,
    };
    let n_at = |stance: &Stance| book.stances.iter().filter(|other| is_same(stance, other)).count();
    book.stances.iter().map(n_at).max().unwrap_or(1).clamp(1, 5)
}

/// Where each stance stands; those at one position stand above each other.
fn places<'s>(
    stances: impl Iterator<Item = &'s Stance>,
    (left, right): (f32, f32),
    y: f32,
    outside: Pos2,
) -> Vec<(&'s Stance, Pos2)> {
    let mut placed: Vec<(&Stance, Pos2)> = Vec::new();
    let mut n_outside = 0.0;
    for stance in stances {
        let at = match stance.position {
            None => {
                n_outside += 1.0;
                outside + vec2(SPOT * (n_outside - 1.0), 0.0)
            }
            Some(position) => {
                let x = left + (right - left) * f32::midpoint(position as f32, 1.0);
                let n_here = placed.iter().filter(|(_, other)| (other.x - x).abs() < SPOT * 0.75).count();
                pos2(x, y - SPOT / 2.0 - 4.0 - SPOT * 0.75 * n_here as f32)
            }
        };
        placed.push((stance, at));
    }
    placed
}

fn spot_ui(ui: &mut Ui, ctx: Ctx<'_>, stance: &Stance, at: Pos2, is_selected: bool) -> Response {
    let rect = Rect::from_center_size(at, vec2(SPOT, SPOT));
    let response = ui.interact(rect, ui.scope_id().with(("spot", &stance.id)), Sense::click());
    let place = stance.position.map_or_else(|| "outside the scale".to_owned(), |position| format!("at {position}"));
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, true, is_selected, format!("Show {}, {place}", stance.name))
    });
    let tokens = ctx.tokens;
    if is_selected {
        ui.painter().rect(rect, radius::CONTROL, tokens.selected, Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, radius::CONTROL, tokens.selected);
    }
    glyph::paint(ui.painter(), at, 13.0, signs::sign(stance.glyph), tokens.hue(signs::hue(stance.colour)));
    response.on_hover_text(format!("{}, {place}", stance.name))
}

/// The palettes, each drawn as the scale would look; a click takes it for the whole scale.
fn palettes_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Signs and colours of the whole scale, safe for colour-blind eyes");
    let stances: Vec<Stance> = ctx.codebook().stances.iter().cloned().collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::STEP, space::STEP);
        for palette in Palette::ALL {
            let given = palette.signs(&stances);
            let is_chosen =
                stances.iter().zip(&given).all(|(stance, (sign, hue))| (stance.glyph, stance.colour) == (*sign, *hue));
            let is_held = ctx.session.why_held_codebook().is_some();
            if palette_ui(ui, ctx, palette, &given, is_chosen).clicked() && !is_chosen && !is_held {
                let put = |(stance, (glyph, colour)): (&Stance, &(_, _))| {
                    Reshape::PutStance(Stance { glyph: *glyph, colour: *colour, ..stance.clone() })
                };
                let changed = stances.iter().zip(&given).map(put).collect();
                out.push(Action::Codebook(CodebookAsk::Together(format!("use palette “{}”", palette.name()), changed)));
            }
        }
    });
}

fn palette_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    palette: Palette,
    given: &[(crate::model::Glyph, crate::model::Hue)],
    is_chosen: bool,
) -> Response {
    const STEP: f32 = 14.0;
    /// More signs than this do not help to tell palettes apart.
    const MAX_SIGNS: usize = 7;
    let tokens = ctx.tokens;
    let galley = clipped_galley(ui.painter(), palette.name(), theme::font(size::NOTE), tokens.ink, 160.0);
    let n = given.len().min(MAX_SIGNS);
    let size = vec2(galley.size().x + n as f32 * STEP + 28.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, true, is_chosen, format!("Palette: {}", palette.name()))
    });
    let is_marked = response.hovered() || response.has_focus() || is_chosen;
    let (fill, outline) =
        (if is_chosen { tokens.selected } else { tokens.page }, if is_marked { tokens.accent } else { tokens.line });
    ui.painter().rect(rect, radius::CONTROL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
    for (nth, (sign, hue)) in given.iter().take(n).enumerate() {
        let at = pos2(rect.left() + 14.0 + nth as f32 * STEP, rect.center().y);
        glyph::paint(ui.painter(), at, 9.0, signs::sign(*sign), tokens.hue(signs::hue(*hue)));
    }
    let at = pos2(rect.right() - 10.0 - galley.size().x, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.ink);
    response.on_hover_text("Give every stance the sign and colour of its position")
}
