//! Who speaks: one or several, with role and organisation on the document's date.

use super::super::picker::{PickRow, Picked, PickedOf, picked_of, picker_ui};
use super::fields::{BoxText, box_ui, label_ui};
use super::{Field, StatementPanel};
use crate::app::action::{Action, NewEntry, Saying};
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::model::{Attribution, DateRange, RoleHeld, Speaker, SpeakerKind};
use crate::ui::glyph::Glyph;
use crate::ui::widget::glyph_button;
use egui::{RichText, Ui};

/// What a new speaker may be.
const KINDS: [SpeakerKind; 3] = [SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Group];

/// Entries offered at once.
const MAX_ROWS: usize = 50;

/// Draws the speakers, and the picker when it is open.
pub fn speaker_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Speaker");
    let speakers = ctx.said().speakers();
    if state.open == Some(Field::Speaker) {
        return speaker_picker_ui(ui, ctx, state, false, out);
    }
    if speakers.is_empty() {
        let text = BoxText {
            field: "Speaker",
            value: "",
            empty: "Who speaks?",
            detail: "",
            key: &ctx.hint(Command::PickSpeaker),
        };
        if box_ui(ui, ctx.tokens, &text).on_hover_text(ctx.keymap.tooltip(Command::PickSpeaker)).clicked() {
            state.open(Field::Speaker);
        }
        return;
    }
    for (at, who) in speakers.iter().enumerate() {
        one_ui(ui, ctx, state, (at, who), out);
    }
    if state.open == Some(Field::AnotherSpeaker) {
        speaker_picker_ui(ui, ctx, state, true, out);
    }
}

fn one_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, who: (usize, &Attribution), out: &mut Vec<Action>) {
    let (at, who) = who;
    if state.open == Some(Field::Role(at)) {
        return super::role::role_ui(ui, ctx, state, at, out);
    }
    let days = ctx.document().and_then(crate::model::Document::days);
    let mut detail = ctx.codebook().role_of(who, days).map(|held| held_line(ctx, held)).unwrap_or_default();
    if who.role_override.is_some() {
        detail.push_str(" · set here");
    }
    if detail.is_empty() {
        " ".clone_into(&mut detail);
    }
    let text = BoxText {
        field: "Speaker",
        value: ctx.codebook().speaker_name(&who.speaker),
        empty: "",
        detail: &detail,
        key: &if at == 0 { ctx.hint(Command::PickSpeaker) } else { String::new() },
    };
    let response = box_ui(ui, ctx.tokens, &text).on_hover_text(ctx.keymap.tooltip(Command::PickSpeaker));
    if response.clicked() {
        state.open(Field::Speaker);
    }
    ui.add_space(-4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let is_last = at + 1 == ctx.said().speakers().len();
        if is_last && glyph_button(ui, Glyph::Plus, "Add a speaker", None).clicked() {
            state.open(Field::AnotherSpeaker);
        }
        let name = ctx.codebook().speaker_name(&who.speaker);
        if glyph_button(ui, Glyph::Close, &format!("Remove speaker {name}"), None).clicked() {
            let mut rest = ctx.said().speakers().to_vec();
            rest.remove(at);
            out.push(Action::Say(Saying::Speakers(rest)));
        }
        let role = egui::Button::new(RichText::new("Role…").color(ctx.tokens.soft)).frame(false);
        let how = "Role and organisation in this statement, where the date does not tell";
        if ui.add(role).accessible_name(format!("Role of {name}")).on_hover_text(how).clicked() {
            state.open(Field::Role(at));
        }
    });
}

/// Role and organisation in one line.
pub fn held_line(ctx: Ctx<'_>, held: &RoleHeld) -> String {
    let organisation = held.organisation.as_ref().map(|id| ctx.codebook().speaker_name(id));
    let parts = [Some(held.role.as_str()), organisation];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn speaker_picker_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, adds: bool, out: &mut Vec<Action>) {
    let days = ctx.document().and_then(crate::model::Document::days);
    let speakers: Vec<&Speaker> = by_use(ctx);
    let roles: Vec<String> = speakers.iter().map(|speaker| role_line(ctx, speaker, days)).collect();
    let fields = speakers.iter().zip(&roles).map(|(speaker, role)| {
        let aliases = speaker.aliases.iter().map(String::as_str);
        [speaker.name.as_str(), role.as_str()].into_iter().chain(aliases).collect::<Vec<&str>>()
    });
    let typed = state.picker.typed.trim().to_owned();
    let (found, n_sure) = state.fuzzy.rank_apart(&typed, fields, MAX_ROWS);
    let mut rows: Vec<PickRow> = found
        .iter()
        .map(|at| PickRow {
            title: speakers[*at].name.clone(),
            detail: roles[*at].clone(),
            help: speakers[*at].note.clone(),
            sign: None,
        })
        .collect();
    let is_new = !typed.is_empty() && ctx.codebook().speaker_named(&typed).is_none();
    let news: &[SpeakerKind] = if is_new { &KINDS } else { &[] };
    // New ones stand before those that only share some letters.
    let new_row = |kind: &SpeakerKind| PickRow {
        title: format!("New {}: {typed}", kind_name(*kind)),
        detail: "Name, or: name, role, organisation".to_owned(),
        help: String::new(),
        sign: Some((Glyph::Plus, ctx.tokens.accent)),
    };
    rows.splice(n_sure..n_sure, news.iter().map(new_row));
    match picker_ui(ui, ctx.tokens, &mut state.picker, "Choose or name a speaker", &rows) {
        None => return,
        Some(Picked::Nothing) => {}
        Some(Picked::Row(row)) => match picked_of(row, n_sure, news.len()) {
            PickedOf::New(nth) => out.push(Action::Make(NewEntry::Speaker(typed, news[nth], adds))),
            PickedOf::Known(nth) => {
                let who = Attribution::from(speakers[found[nth]].id.clone());
                let mut chosen = if adds { ctx.said().speakers().to_vec() } else { Vec::new() };
                if chosen.iter().all(|other| other.speaker != who.speaker) {
                    chosen.push(who);
                }
                out.push(Action::Say(Saying::Speakers(chosen)));
            }
        },
    }
    state.close();
}

/// The speakers chosen now, then those of this document, most used before others.
fn by_use(ctx: Ctx<'_>) -> Vec<&Speaker> {
    let mut uses = std::collections::HashMap::new();
    for statement in ctx.set().map(crate::model::AnnotationSet::statements).unwrap_or_default() {
        for who in &statement.speakers {
            *uses.entry(&who.speaker).or_insert(0_usize) += 1;
        }
    }
    let mut speakers: Vec<&Speaker> = ctx.codebook().speakers.iter().collect();
    let is_chosen = |speaker: &Speaker| ctx.said().speakers().iter().any(|who| who.speaker == speaker.id);
    speakers.sort_by_cached_key(|speaker| {
        std::cmp::Reverse((is_chosen(speaker), uses.get(&speaker.id).copied().unwrap_or(0)))
    });
    speakers
}

fn role_line(ctx: Ctx<'_>, speaker: &Speaker, days: Option<DateRange>) -> String {
    speaker.role_on(days).map_or_else(|| kind_name(speaker.kind).to_owned(), |held| held_line(ctx, held))
}

const fn kind_name(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Group => "group",
    }
}
