//! Roles held, each over its dates: rows below a time line.

use super::speaker::put;
use super::unsaid::{End, Unsaid, What};
use super::{Card, Opened};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::entry_picker::{Beside, EntryPicked};
use crate::app::places::codebook::fields::{FieldSpec, Typed, box_ui, field_ui, label_ui, soft_ui, warning_ui};
use crate::app::places::codebook::section::Section;
use crate::app::places::codebook::timeline;
use crate::app::places::codebook::uses::Uses;
use crate::edit::reshape::Reshape;
use crate::model::{Affiliation, EntryId, RoleHeld, Speaker};
use crate::ui::glyph::Glyph;
use crate::ui::theme::space;
use crate::ui::widget::glyph_button;
use egui::{Align, Key, Layout, Ui, vec2};

/// What no organisation is called.
const NO_ORGANISATION: &str = "No organisation";
/// Field names by number: the history tells fields of different rows apart by them.
const ROLE: [&str; 8] = ["role", "role 2", "role 3", "role 4", "role 5", "role 6", "role 7", "role 8"];
const FROM: [&str; 8] = ["from", "from 2", "from 3", "from 4", "from 5", "from 6", "from 7", "from 8"];
const UNTIL: [&str; 8] = ["until", "until 2", "until 3", "until 4", "until 5", "until 6", "until 7", "until 8"];

/// Draws the affiliations of a speaker.
pub fn affiliations_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    card: &mut Card,
    uses: &Uses,
    speaker: &Speaker,
    out: &mut Vec<Action>,
) {
    label_ui(ui, ctx.tokens, "Roles and organisations");
    let days = card.days.get(ctx, None, || timeline::days(ctx));
    timeline::timeline_ui(ui, ctx, speaker, days);
    if speaker.affiliations.is_empty() {
        soft_ui(ui, ctx.tokens, "None yet. With dates, each document shows what the speaker was on its day.");
    }
    card.count_roles(speaker.affiliations.len());
    // The text cursor goes into the new role as soon as it is there.
    if card.awaited_role == Some(speaker.affiliations.len()) {
        card.awaited_role = None;
        card.wants_role = true;
    }
    for (nth, held) in speaker.affiliations.iter().enumerate() {
        ui.push_id((nth, card.n_turns), |ui| row_ui(ui, ctx, card, uses, speaker, (nth, held), out));
    }
    if ui
        .button("Add a role")
        .on_hover_text("A role at an organisation, with the dates over which it was held")
        .clicked()
    {
        let mut changed = speaker.clone();
        changed.affiliations.push(Affiliation::default());
        card.awaited_role = Some(changed.affiliations.len());
        out.push(put(changed));
    }
}

fn row_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    card: &mut Card,
    uses: &Uses,
    speaker: &Speaker,
    (nth, held): (usize, &Affiliation),
    out: &mut Vec<Action>,
) {
    let entry = EntryId::Speaker(speaker.id.clone());
    let number = nth + 1;
    ui.spacing_mut().item_spacing.y = space::TIGHT;
    let mut is_left = false;
    let width = ui.available_width();
    let field_name = |names: &[&'static str; 8]| names.get(nth).copied().unwrap_or(names[7]);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let half = (width - 36.0) / 2.0;
        let field = field_name(&ROLE);
        let name = format!("Role {number}");
        let spec = FieldSpec {
            entry: &entry,
            field,
            name: &name,
            hint: "Role",
            n_rows: 1,
            width: half,
            value: &held.held.role,
            wants_focus: number == speaker.affiliations.len() && std::mem::take(&mut card.wants_role),
        };
        match field_ui(ui, &mut card.draft, &spec) {
            Typed::Changed(role) => {
                let changed = Affiliation { held: RoleHeld { role, ..held.held.clone() }, ..held.clone() };
                out.push(typed(with(speaker, nth, changed), field));
            }
            Typed::Left => is_left = true,
            Typed::Nothing => {}
        }
        let organisation = held.held.organisation.as_ref();
        let shown = organisation.map_or(NO_ORGANISATION, |id| ctx.codebook().speaker_name(id));
        ui.allocate_ui_with_layout(vec2(half, 30.0), Layout::left_to_right(Align::Center), |ui| {
            if box_ui(ui, ctx.tokens, shown, None, &format!("Organisation {number}")).clicked() {
                card.open(Opened::Organisation(nth));
            }
        });
        if glyph_button(ui, Glyph::Close, &format!("Remove role {number}"), None).clicked() {
            let mut whole = speaker.clone();
            whole.affiliations.remove(nth);
            out.push(put(whole));
        }
    });
    if card.open == Some(Opened::Organisation(nth)) {
        organisation_ui(ui, ctx, card, uses, speaker, nth, out);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        ui.set_min_height(30.0);
        for (words, names, end) in [("From", &FROM, End::From), ("until", &UNTIL, End::Until)] {
            soft_ui(ui, ctx.tokens, words);
            let name = format!("{} {number}", if words == "From" { "From" } else { "Until" });
            is_left |= date_ui(ui, ctx, card, speaker, (nth, held, end), (field_name(names), &name), out);
        }
    });
    if card.fault.as_ref().is_some_and(|fault| fault.of == speaker.id && fault.nth == nth) {
        warning_ui(ui, ctx.tokens, "A year, month or day: 2022, 2022-07 or 2022-07-05. The date is as it was.");
    }
    let range = held.range();
    if range.last < range.first {
        warning_ui(ui, ctx.tokens, "It ends before it begins.");
    }
    ui.add_space(space::STEP);
    if is_left {
        out.push(Action::CloseStep);
    }
}

/// The field of a date, which is said when it is left: `2022-1` on the way to `2022-11` is no date, and `2022` another.
/// Returns whether it was left.
fn date_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    card: &mut Card,
    speaker: &Speaker,
    (nth, held, end): (usize, &Affiliation, End),
    (field, name): (&'static str, &str),
    out: &mut Vec<Action>,
) -> bool {
    let is_here = |what: &What| matches!(what, What::Date(of, _, at) if (*of, *at) == (nth, end));
    let typed = card.unsaid.as_ref().and_then(|unsaid| unsaid.text_of(&speaker.id, is_here));
    let fault = card.fault.as_ref().filter(|fault| (&fault.of, fault.nth, fault.end) == (&speaker.id, nth, end));
    let known = || end.of(held).map(|date| date.to_string()).unwrap_or_default();
    let value = typed.or(fault.map(|fault| fault.text.as_str())).map_or_else(known, str::to_owned);
    let entry = EntryId::Speaker(speaker.id.clone());
    let (hint, width) = ("open", 96.0);
    let spec = FieldSpec { entry: &entry, field, name, hint, n_rows: 1, width, value: &value, wants_focus: false };
    let typed = field_ui(ui, &mut card.draft, &spec);
    if let Typed::Changed(text) = &typed {
        let what = What::Date(nth, Box::new(held.clone()), end);
        let (of, field) = (speaker.id.clone(), card.draft.field());
        card.unsaid = Some(Unsaid { of, what, text: text.clone(), field });
    }
    let is_left = typed == Typed::Left;
    if is_left && !ui.input(|input| input.key_pressed(Key::Escape)) {
        card.say(ctx, Some(&speaker.id), out);
    }
    is_left
}

/// Typing in a field of a role: all of it is one step.
fn typed(speaker: Speaker, field: &'static str) -> Action {
    Action::Codebook(CodebookAsk::Slide(Box::new(Reshape::PutSpeaker(speaker)), field))
}

fn with(speaker: &Speaker, nth: usize, changed: Affiliation) -> Speaker {
    let mut whole = speaker.clone();
    whole.affiliations[nth] = changed;
    whole
}

fn organisation_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    card: &mut Card,
    uses: &Uses,
    speaker: &Speaker,
    nth: usize,
    out: &mut Vec<Action>,
) {
    let own = EntryId::Speaker(speaker.id.clone());
    let beside = Beside { none: Some(NO_ORGANISATION), new: false };
    let is_body = |id: &EntryId| {
        let speaker =
            crate::app::places::codebook::section::as_speaker(id).and_then(|id| ctx.codebook().speakers.get(id));
        *id != own && speaker.is_some_and(|speaker| speaker.kind != crate::model::SpeakerKind::Person)
    };
    let picked = card.picker.show(ui, ctx, uses, (Section::Speakers, "Which organisation?"), beside, is_body);
    let Some(picked) = picked else { return };
    card.open = None;
    let organisation = match picked {
        EntryPicked::Known(EntryId::Speaker(id)) => Some(id),
        EntryPicked::None => None,
        _ => return,
    };
    let held = &speaker.affiliations[nth];
    let changed = Affiliation { held: RoleHeld { organisation, ..held.held.clone() }, ..held.clone() };
    out.push(put(with(speaker, nth, changed)));
}
