//! What is to be said of many: speaker, theme, stance, note.

use super::choose::{Choose, Chosen, What};
use super::{Bulk, Of};
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::edit::bulk::{CodeAll, CodingUnit, NoteTo, Recode, Setting, SpeakersTo};
use crate::model::{Attribution, SpeakerId, StanceId, ThemeId};
use crate::ui::glyph;
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{pill, section_label, tick_box};
use egui::{Button, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2};

/// Draws the fields.
pub fn said_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Bulk) {
    let Bulk { of, picking, .. } = state;
    match of {
        Of::Places(_, request) => coding_ui(ui, ctx, request, picking),
        Of::Statements(_, request) => recoding_ui(ui, ctx, request, picking),
    }
}

type Picking = Option<(What, Choose)>;

fn coding_ui(ui: &mut Ui, ctx: Ctx<'_>, request: &mut CodeAll, picking: &mut Picking) {
    section_label(ui, "Passage");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        for (unit, words) in [
            (CodingUnit::Hit, "The hit"),
            (CodingUnit::Sentence, "Its sentence"),
            (CodingUnit::Paragraph, "Its paragraph"),
        ] {
            if pill(ui, request.unit == unit, words).clicked() {
                request.unit = unit;
            }
        }
    });
    label_ui(ui, "Speaker");
    speakers_ui(ui, ctx, &mut request.speakers, picking);
    label_ui(ui, "Theme");
    theme_ui(ui, ctx, &mut request.theme, picking);
    label_ui(ui, "Stance");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        if let Some(stance) = stances_ui(ui, ctx, |stance| request.stance.as_ref() == Some(stance)) {
            request.stance = if request.stance.as_ref() == Some(&stance) { None } else { Some(stance) };
        }
    });
    label_ui(ui, "Note");
    note_ui(ui, &mut request.note);
    tick_box(ui, &mut request.is_unsure, "Unsure: to be looked at again");
}

fn recoding_ui(ui: &mut Ui, ctx: Ctx<'_>, request: &mut Recode, picking: &mut Picking) {
    section_label(ui, "Speaker");
    let mut who = match &request.speakers {
        SpeakersTo::Keep => Vec::new(),
        SpeakersTo::Replace(who) | SpeakersTo::Add(who) => who.clone(),
        SpeakersTo::Remove(ids) => ids.iter().cloned().map(Attribution::from).collect(),
    };
    let ids = |who: &[Attribution]| who.iter().map(|who| who.speaker.clone()).collect::<Vec<SpeakerId>>();
    let now = std::mem::discriminant(&request.speakers);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        for (to, words) in [
            (SpeakersTo::Keep, "Keep"),
            (SpeakersTo::Replace(who.clone()), "Replace by"),
            (SpeakersTo::Add(who.clone()), "Add"),
            (SpeakersTo::Remove(ids(&who)), "Take away"),
        ] {
            let is_on = std::mem::discriminant(&to) == now;
            if named(pill(ui, is_on, words), &format!("Speaker: {words}"), is_on).clicked() {
                request.speakers = to;
            }
        }
    });
    if request.speakers != SpeakersTo::Keep {
        speakers_ui(ui, ctx, &mut who, picking);
        match &mut request.speakers {
            SpeakersTo::Keep => {}
            SpeakersTo::Replace(to) | SpeakersTo::Add(to) => *to = who,
            SpeakersTo::Remove(to) => *to = ids(&who),
        }
    }
    label_ui(ui, "Theme");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        keep_ui(ui, "Theme", &mut request.theme);
    });
    let mut theme = if let Setting::To(theme) = &request.theme { Some(theme.clone()) } else { None };
    if theme_ui(ui, ctx, &mut theme, picking) {
        request.theme = theme.map_or(Setting::Keep, Setting::To);
    }
    label_ui(ui, "Stance");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        keep_ui(ui, "Stance", &mut request.stance);
        if let Some(stance) = stances_ui(ui, ctx, |stance| request.stance == Setting::To(stance.clone())) {
            request.stance = Setting::To(stance);
        }
    });
    label_ui(ui, "Note");
    let mut note = match &request.note {
        NoteTo::Keep => String::new(),
        NoteTo::Replace(note) | NoteTo::Add(note) => note.clone(),
    };
    let now = std::mem::discriminant(&request.note);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        for (to, words) in
            [(NoteTo::Keep, "Keep"), (NoteTo::Add(note.clone()), "Add"), (NoteTo::Replace(note.clone()), "Replace by")]
        {
            let is_on = std::mem::discriminant(&to) == now;
            if named(pill(ui, is_on, words), &format!("Note: {words}"), is_on).clicked() {
                request.note = to;
            }
        }
    });
    if request.note != NoteTo::Keep {
        note_ui(ui, &mut note);
        if let NoteTo::Replace(to) | NoteTo::Add(to) = &mut request.note {
            *to = note;
        }
    }
    label_ui(ui, "Unsure");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::TIGHT);
        for (to, words) in [(None, "Keep"), (Some(true), "Unsure"), (Some(false), "Sure")] {
            let is_on = request.is_unsure == to;
            if named(pill(ui, is_on, words), &format!("Unsure: {words}"), is_on).clicked() {
                request.is_unsure = to;
            }
        }
    });
}

fn label_ui(ui: &mut Ui, words: &str) {
    ui.add_space(space::TIGHT);
    section_label(ui, words);
}

/// Gives a choice a name that tells it from those of other fields.
fn named(response: egui::Response, name: &str, is_on: bool) -> egui::Response {
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_on, name));
    response
}

/// What leaves a field as it is, and what clears it.
fn keep_ui<T: PartialEq>(ui: &mut Ui, field: &str, setting: &mut Setting<T>) {
    let is_kept = *setting == Setting::Keep;
    if named(pill(ui, is_kept, "Keep"), &format!("{field}: Keep"), is_kept).clicked() {
        *setting = Setting::Keep;
    }
    let is_cleared = *setting == Setting::Clear;
    if named(pill(ui, is_cleared, "Not yet set"), &format!("{field}: Not yet set"), is_cleared).clicked() {
        *setting = Setting::Clear;
    }
}

/// The stances of the scale; the one that was clicked.
fn stances_ui(ui: &mut Ui, ctx: Ctx<'_>, is_on: impl Fn(&StanceId) -> bool) -> Option<StanceId> {
    let mut clicked = None;
    for stance in &ctx.codebook().stances {
        let (sign, hue) = signs::stance_signs(ctx.codebook(), Some(&stance.id));
        let is_on = is_on(&stance.id);
        let tokens = ctx.tokens;
        let words = ui.painter().layout_no_wrap(stance.name.clone(), theme::font(size::BODY), tokens.ink);
        let (rect, response) = ui.allocate_exact_size(words.size() + vec2(36.0, 12.0), Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, true, is_on, format!("Say stance {}", stance.name))
        });
        let fill = if is_on || response.hovered() { tokens.selected } else { tokens.page };
        let outline = if is_on || response.has_focus() { tokens.accent } else { tokens.line };
        ui.painter().rect(rect, radius::CONTROL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
        glyph::paint(ui.painter(), pos2(rect.left() + 15.0, rect.center().y), 10.0, sign, tokens.hue(hue));
        ui.painter().galley(pos2(rect.left() + 26.0, rect.center().y - words.size().y / 2.0), words, tokens.ink);
        if response.clicked() {
            clicked = Some(stance.id.clone());
        }
    }
    clicked
}

fn note_ui(ui: &mut Ui, note: &mut String) {
    let field = TextEdit::multiline(note).desired_rows(2).hint_text("Why").desired_width(f32::INFINITY);
    ui.add(field.margin(vec2(8.0, 6.0))).accessible_name("Note for all");
}

/// The theme that is chosen, or the picker. Returns whether another one was.
fn theme_ui(ui: &mut Ui, ctx: Ctx<'_>, theme: &mut Option<ThemeId>, picking: &mut Picking) -> bool {
    if let Some((What::Theme, choose)) = picking {
        let Some(chosen) = choose.show(ui, ctx, What::Theme) else { return false };
        *picking = None;
        let Chosen::Theme(chosen) = chosen else { return false };
        *theme = Some(chosen);
        return true;
    }
    let words = theme.as_ref().map_or("Choose theme…", |theme| ctx.codebook().theme_name(theme));
    let mut is_gone = false;
    ui.horizontal(|ui| {
        if ui.button(words).on_hover_text("Choose a theme").clicked() {
            *picking = Some((What::Theme, Choose::default()));
        }
        is_gone = theme.is_some() && ui.add(Button::new(small("Leave out")).frame(false)).clicked();
    });
    if is_gone {
        *theme = None;
    }
    is_gone
}

/// The speakers that are chosen, each to be taken back, and the picker.
fn speakers_ui(ui: &mut Ui, ctx: Ctx<'_>, who: &mut Vec<Attribution>, picking: &mut Picking) {
    let mut gone = None;
    for (at, one) in who.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.label(ctx.codebook().speaker_name(&one.speaker));
            if ui.add(Button::new(small("Leave out")).frame(false)).clicked() {
                gone = Some(at);
            }
        });
    }
    if let Some(at) = gone {
        who.remove(at);
    }
    if let Some((What::Speaker, choose)) = picking {
        let Some(chosen) = choose.show(ui, ctx, What::Speaker) else { return };
        *picking = None;
        if let Chosen::Speaker(speaker) = chosen
            && who.iter().all(|one| one.speaker != speaker)
        {
            who.push(Attribution::from(speaker));
        }
        return;
    }
    let words = if who.is_empty() { "Choose speaker…" } else { "Another speaker…" };
    if ui.button(words).clicked() {
        *picking = Some((What::Speaker, Choose::default()));
    }
}

fn small(words: &str) -> RichText {
    RichText::new(words).font(theme::font(size::NOTE))
}
