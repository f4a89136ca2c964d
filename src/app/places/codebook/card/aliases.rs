//! Other names of a speaker, each of which can be taken off.

use super::Card;
use super::speaker::put;
use super::unsaid::{Unsaid, What};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::fields::{label_ui, warning_ui};
use crate::model::Speaker;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size, space};
use egui::{Key, Response, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2};

/// Draws the aliases, and the field for another.
pub fn aliases_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, speaker: &Speaker, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Also called");
    let mut removed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::STEP, space::STEP);
        for (nth, alias) in speaker.aliases.iter().enumerate() {
            if chip_ui(ui, ctx, alias).clicked() {
                removed = Some(nth);
            }
        }
        add_ui(ui, ctx, card, speaker, out);
    });
    if let Some(nth) = removed {
        let mut changed = speaker.clone();
        changed.aliases.remove(nth);
        out.push(put(changed));
    }
    let typed = typed(card, speaker).trim();
    let other = if typed.is_empty() { None } else { ctx.codebook().speaker_named(typed) };
    if let Some(other) = other.filter(|other| other.id != speaker.id) {
        warning_ui(ui, ctx.tokens, &format!("“{}” has this name already.", other.name));
    }
}

/// The field for another name. What is typed is added when the field is left, but for Escape.
fn add_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, speaker: &Speaker, out: &mut Vec<Action>) {
    let mut text = typed(card, speaker).to_owned();
    let field = TextEdit::singleline(&mut text).id_salt(("alias", &speaker.id)).hint_text("Add a name");
    let response = ui.add(field.desired_width(140.0).margin(vec2(8.0, 5.0))).accessible_name("Add a name");
    if response.changed() {
        let field = Some(response.id).filter(|_| response.has_focus());
        card.unsaid = Some(Unsaid { of: speaker.id.clone(), what: What::Alias, text, field });
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        card.say(ctx, Some(&speaker.id), out);
        response.request_focus();
    }
}

fn typed<'c>(card: &'c Card, speaker: &Speaker) -> &'c str {
    let unsaid = card.unsaid.as_ref();
    unsaid.and_then(|unsaid| unsaid.text_of(&speaker.id, |what| *what == What::Alias)).unwrap_or_default()
}

/// A name with a cross; a click takes it off.
fn chip_ui(ui: &mut Ui, ctx: Ctx<'_>, alias: &str) -> Response {
    let tokens = ctx.tokens;
    let galley = crate::ui::widget::clipped_galley(ui.painter(), alias, theme::font(size::BODY), tokens.ink, 240.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 34.0, 26.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove the name {alias}")));
    let outline = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.line };
    ui.painter().rect(rect, radius::CONTROL, tokens.panel, Stroke::new(1.0, outline), StrokeKind::Inside);
    ui.painter().galley(pos2(rect.left() + 9.0, rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
    glyph::paint(ui.painter(), pos2(rect.right() - 13.0, rect.center().y), 9.0, Glyph::Close, tokens.soft);
    response.on_hover_text(format!("{alias}\nClick to take the name off"))
}
