//! The card of a stance.

use super::{Card, key};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::fields::{
    FieldSpec, NewColour, Typed, field_ui, label_ui, mark_ui, swatches_ui, warning_ui,
};
use crate::app::signs;
use crate::edit::reshape::Reshape;
use crate::model::{EntryId, Glyph, Stance};
use crate::ui::glyph;
use crate::ui::theme::space;
use crate::ui::widget::{railed_slider, tick_box};
use egui::{Role, Sense, Slider, Ui, WidgetInfo, vec2};

/// The signs in the order in which they are offered, with their names.
const GLYPHS: [(Glyph, &str); 7] = [
    (Glyph::TriangleUp, "Triangle up"),
    (Glyph::TriangleUpOutline, "Open triangle up"),
    (Glyph::Diamond, "Diamond"),
    (Glyph::TriangleDownOutline, "Open triangle down"),
    (Glyph::TriangleDown, "Triangle down"),
    (Glyph::Circle, "Ring"),
    (Glyph::Square, "Square"),
];

fn put(stance: Stance) -> Action {
    Action::Codebook(CodebookAsk::reshape(Reshape::PutStance(stance)))
}

/// Draws the fields of a stance.
pub fn stance_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, stance: &Stance, out: &mut Vec<Action>) {
    let entry = EntryId::Stance(stance.id.clone());
    label_ui(ui, ctx.tokens, "Name");
    let wants_focus = std::mem::take(&mut card.wants_name);
    let hint = "A stance needs a name";
    let spec = FieldSpec {
        entry: &entry,
        field: "name",
        name: "Name",
        hint,
        n_rows: 1,
        width: f32::INFINITY,
        value: &stance.name,
        wants_focus,
    };
    match field_ui(ui, &mut card.draft, &spec) {
        Typed::Changed(name) if !name.trim().is_empty() => out.push(put(Stance { name, ..stance.clone() })),
        Typed::Left => out.push(Action::CloseStep),
        _ => {}
    }
    if ctx.codebook().stance_named(&stance.name).is_some_and(|other| other.id != stance.id) {
        warning_ui(ui, ctx.tokens, "Another stance has this name.");
    }
    position_ui(ui, ctx, stance, out);
    label_ui(ui, ctx.tokens, "Sign");
    glyphs_ui(ui, ctx, stance, out);
    label_ui(ui, ctx.tokens, "Colour");
    if let Some(NewColour(Some(colour))) = swatches_ui(ui, ctx, Some(stance.colour), false) {
        out.push(put(Stance { colour, ..stance.clone() }));
    }
    let is_twin =
        |other: &&Stance| other.id != stance.id && (other.glyph, other.colour) == (stance.glyph, stance.colour);
    if let Some(twin) = ctx.codebook().stances.iter().find(is_twin) {
        warning_ui(
            ui,
            ctx.tokens,
            &format!("“{}” has the same sign and colour; nobody could tell them apart.", twin.name),
        );
    }
    key::key_ui(ui, ctx, card, &entry, stance.key, out);
    label_ui(ui, ctx.tokens, "Definition");
    let hint = "When a passage counts as this stance";
    let spec = FieldSpec {
        entry: &entry,
        field: "definition",
        name: "Definition",
        hint,
        n_rows: 3,
        width: f32::INFINITY,
        value: &stance.definition,
        wants_focus: false,
    };
    match field_ui(ui, &mut card.draft, &spec) {
        Typed::Changed(definition) => out.push(put(Stance { definition, ..stance.clone() })),
        Typed::Left => out.push(Action::CloseStep),
        Typed::Nothing => {}
    }
}

fn position_ui(ui: &mut Ui, ctx: Ctx<'_>, stance: &Stance, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Position from -1 (against) to 1 (for)");
    ui.horizontal(|ui| {
        let mut is_outside = stance.position.is_none();
        let mut position = stance.position.unwrap_or(0.0);
        let slider = Slider::new(&mut position, -1.0..=1.0).step_by(0.05).fixed_decimals(2).trailing_fill(false);
        let add = |ui: &mut Ui| railed_slider(ui, 240.0, slider, "Position");
        let response = ui.add_enabled_ui(!is_outside, add).inner;
        if response.changed() {
            // -0.0 would be written as such.
            let position = Some((position * 100.0).round() / 100.0 + 0.0);
            let put = Reshape::PutStance(Stance { position, ..stance.clone() });
            out.push(Action::Codebook(CodebookAsk::Slide(Box::new(put), "position")));
        }
        if response.drag_stopped() || response.lost_focus() {
            out.push(Action::CloseStep);
        }
        ui.add_space(space::STEP);
        let how = "For a value that is neither for nor against, such as “unclear”";
        if tick_box(ui, &mut is_outside, "Outside the scale").on_hover_text(how).changed() {
            out.push(put(Stance { position: (!is_outside).then_some(0.0), ..stance.clone() }));
        }
    });
}

fn glyphs_ui(ui: &mut Ui, ctx: Ctx<'_>, stance: &Stance, out: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for (sign, name) in GLYPHS {
            let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
            let is_chosen = stance.glyph == sign;
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
            let colour = ctx.tokens.hue(signs::hue(stance.colour));
            glyph::paint(ui.painter(), rect.center(), 13.0, signs::sign(sign), colour);
            mark_ui(ui, ctx.tokens, &response, is_chosen);
            if response.on_hover_text(name).clicked() && !is_chosen {
                out.push(put(Stance { glyph: sign, ..stance.clone() }));
            }
        }
    });
}
