//! Who speaks: one or several, with role and organisation on the document's date.

use super::super::picker::card::{card_ui, room_below};
use super::super::picker::more::{More, Said, speaker_more_ui};
use super::super::picker::offer::Choice;
use super::super::picker::offers::kind_of;
use super::super::picker::speakers::held_line;
use super::super::picker::{Picked, picker_ui};
use super::fields::{BoxText, box_ui, label_ui};
use super::{Field, StatementPanel};
use crate::app::action::{Action, NewEntry, Saying};
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::model::Attribution;
use crate::ui::glyph::Glyph;
use crate::ui::theme::space;
use crate::ui::widget::glyph_button;
use egui::{RichText, Ui};

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
    let mut detail = ctx.codebook().role_of(who, days).map(|held| held_line(ctx.codebook(), held)).unwrap_or_default();
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
    ui.add_space(-space::TIGHT);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
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

fn speaker_picker_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, adds: bool, out: &mut Vec<Action>) {
    if let Some(more) = &mut state.more {
        match speaker_more_ui(ui, ctx, &mut state.offers, more) {
            None => return,
            Some(Said::Nothing) => {}
            Some(Said::Make(entry)) => out.push(Action::Make(NewEntry::Speaker(entry, more.kind(), adds))),
        }
        state.close();
        return;
    }
    let typed = state.picker.typed.clone();
    state.picker.keep_below(room_below(ui));
    let (listed, rows) = state.offers.speakers(ctx, &typed, adds);
    let picked = picker_ui(ui, ctx.tokens, &mut state.picker, "Choose or name a speaker", rows);
    let choice_of = |row: usize| listed.get(row).map(|listed| listed.choice);
    let choice = match picked {
        Some(Picked::Row(row)) => choice_of(row),
        _ => None,
    };
    if let Some(Choice::New(kind)) = state.picker.take_more().and_then(choice_of) {
        state.more = Some(More::speaker(&typed, kind));
    }
    match (picked, choice) {
        (None, _) => {
            if let Some(card) = state.offers.speaker_card(ctx, state.picker.highlighted()) {
                card_ui(ui, ctx.tokens, &mut state.picker, &card);
            }
            return;
        }
        (_, Some(Choice::New(kind))) => {
            out.push(Action::Make(NewEntry::Speaker(typed.trim().to_owned(), kind_of(kind), adds)));
        }
        (_, Some(Choice::Known(at))) => {
            if let Some(speaker) = ctx.codebook().speakers.at(at) {
                state.offers.used_speaker(&speaker.id);
                let mut chosen = if adds { ctx.said().speakers().to_vec() } else { Vec::new() };
                if chosen.iter().all(|other| other.speaker != speaker.id) {
                    chosen.push(Attribution::from(speaker.id.clone()));
                }
                out.push(Action::Say(Saying::Speakers(chosen)));
            }
        }
        (Some(_), None) => {}
    }
    state.close();
}
