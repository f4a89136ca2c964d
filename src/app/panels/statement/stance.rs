//! Where they stand: the scale as a row of buttons.

use super::super::picker::{PickRow, Picked, picker_ui};
use super::fields::carried_label_ui;
use super::{Field, StatementPanel};
use crate::app::action::{Action, NewEntry, Saying};
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::{new_entry, signs};
use crate::model::Stance;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::clipped_galley;
use egui::{Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Buttons in one row.
const COLUMNS: usize = 3;

/// Draws the scale.
pub fn stance_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    let chosen = ctx.said().stance();
    let label = if chosen.is_none() { "Stance · not yet set" } else { "Stance" };
    carried_label_ui(ui, ctx, label, Command::CarryStance, out);
    let gap = 6.0;
    let width = (ui.available_width() - gap * (COLUMNS - 1) as f32) / COLUMNS as f32;
    let stances: Vec<&Stance> = ctx.codebook().stances.iter().collect();
    ui.spacing_mut().item_spacing = vec2(gap, gap);
    for row in stances.chunks(COLUMNS) {
        ui.horizontal(|ui| {
            for stance in row {
                let is_chosen = chosen == Some(&stance.id);
                if stance_button(ui, ctx, stance, is_chosen, width).clicked() {
                    let next = (!is_chosen).then(|| stance.id.clone());
                    out.push(Action::Say(Saying::Stance(next)));
                }
            }
        });
    }
    ui.spacing_mut().item_spacing = vec2(space::STEP, space::STEP);
    if stances.is_empty() {
        ui.label(RichText::new("This corpus has no stance scale yet.").color(ctx.tokens.soft));
        let how = "opposes, doubts, mixed, conditional, supports, unclear: on the keys 1 to 6";
        if ui.button("Use the five-point scale").on_hover_text(how).clicked() {
            out.push(Action::Make(NewEntry::StarterScale));
        }
    }
    new_stance_ui(ui, ctx, state, out);
}

fn stance_button(ui: &mut Ui, ctx: Ctx<'_>, stance: &Stance, is_chosen: bool, width: f32) -> Response {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 44.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &stance.name));
    let colour = tokens.hue(signs::hue(stance.colour));
    if ui.is_rect_visible(rect) {
        let (fill, ink, sign) = if is_chosen {
            (colour, tokens.page, tokens.page)
        } else if response.hovered() {
            (tokens.selected, tokens.ink, colour)
        } else {
            (tokens.page, tokens.ink, colour)
        };
        let outline = if response.has_focus() {
            tokens.accent
        } else if is_chosen {
            colour
        } else {
            tokens.line
        };
        ui.painter().rect(rect, radius::CONTROL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
        glyph::paint(ui.painter(), pos2(rect.center().x, rect.top() + 14.0), 11.0, signs::sign(stance.glyph), sign);
        let name = clipped_galley(ui.painter(), &stance.name, theme::semibold(size::CAPTION), ink, width - 8.0);
        ui.painter().galley(pos2(rect.center().x - name.size().x / 2.0, rect.top() + 24.0), name, ink);
        if let Some(key) = stance.key.filter(|_| ctx.settings.shows_hints) {
            let soft = if is_chosen { tokens.page } else { tokens.faint };
            let key = ui.painter().layout_no_wrap(key.to_string(), theme::font(size::TINY), soft);
            ui.painter().galley(pos2(rect.right() - 5.0 - key.size().x, rect.top() + 4.0), key, soft);
        }
    }
    let key = stance.key.map(|key| format!(" ({key})")).unwrap_or_default();
    response.on_hover_text(format!("{}{key}\n{}", stance.name, stance.definition))
}

fn new_stance_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    if state.open != Some(Field::NewStance) {
        let button = egui::Button::new(RichText::new("New stance…").color(ctx.tokens.soft)).frame(false);
        if ui.add(button).on_hover_text("Add a value to the scale by typing its name").clicked() {
            state.open(Field::NewStance);
        }
        return;
    }
    let typed = state.picker.typed.trim().to_owned();
    let known = ctx.codebook().stance_named(&typed).map(|stance| stance.id.clone());
    let is_new = known.is_none() && new_entry::stance(ctx.codebook(), &typed).is_some();
    let row = PickRow {
        title: if is_new { format!("New stance: {typed}") } else { "It is on the scale: choose it".to_owned() },
        detail: "Name, or name and position from -1 to 1: leans for 0.5".to_owned(),
        sign: is_new.then_some((Glyph::Plus, ctx.tokens.accent)),
        is_new,
        ..PickRow::default()
    };
    let rows = if is_new || known.is_some() { vec![row] } else { Vec::new() };
    match picker_ui(ui, ctx.tokens, &mut state.picker, "Name a stance", &rows) {
        None => return,
        Some(Picked::Nothing) => {}
        Some(Picked::Row(_)) => out.push(match known {
            Some(id) => Action::Say(Saying::Stance(Some(id))),
            None => Action::Make(NewEntry::Stance(typed)),
        }),
    }
    state.close();
}
