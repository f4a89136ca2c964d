//! The key of an entry: one letter or digit, and who has it.

use super::Card;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::fields::{Draft, FieldSpec, Typed, field_ui, label_ui, soft_ui, warning_ui};
use crate::app::places::codebook::holder::{Holder, holder, may_be_key};
use crate::app::places::codebook::section::{Section, name_of};
use crate::edit::reshape::Reshape;
use crate::model::{Codebook, EntryId};
use egui::Ui;

/// The key that an entry is to have, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NewKey(Option<char>);

/// Draws the key.
pub fn key_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, id: &EntryId, key: Option<char>, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Key");
    let mut chosen = None;
    ui.horizontal(|ui| {
        let value = key.map(|key| key.to_uppercase().to_string()).unwrap_or_default();
        let spec = FieldSpec {
            entry: id,
            field: "key",
            name: "Key",
            hint: "–",
            n_rows: 1,
            width: 40.0,
            value: &value,
            wants_focus: false,
        };
        if let Typed::Changed(text) = field_ui(ui, &mut card.draft, &spec) {
            // The last letter counts, so that typing another takes the place of the first.
            card.draft = Draft::default();
            let typed = text.to_lowercase().chars().rev().find(|typed| Some(*typed) != key || text.chars().count() < 2);
            chosen = Some(NewKey(typed.filter(|typed| may_be_key(id, *typed))));
            card.wanted_key = None;
        }
        let how = match (id, key) {
            (EntryId::Speaker(_), Some(key)) => format!("Shift+{} chooses the speaker in Code", key.to_uppercase()),
            (EntryId::Speaker(_), None) => "A letter, pressed with Shift in Code".to_owned(),
            (_, Some(key)) => format!("{} chooses the {} in Code", key.to_uppercase(), Section::of(id).noun()),
            (_, None) => "A letter or a digit, pressed in Code".to_owned(),
        };
        soft_ui(ui, ctx.tokens, how);
    });
    if let Some(NewKey(Some(wanted))) = chosen
        && holder(ctx.codebook(), ctx.keymap, id, wanted).is_some()
    {
        card.wanted_key = Some(wanted);
        chosen = None;
    }
    let chosen = taken_ui(ui, ctx, card, id, out).or(chosen).filter(|chosen| chosen.0 != key);
    out.extend(chosen.map(|chosen| action(ctx, id, chosen)));
}

/// Says who has the key that was wanted, and offers to take it over where that is possible.
fn taken_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, id: &EntryId, out: &mut Vec<Action>) -> Option<NewKey> {
    let wanted = card.wanted_key?;
    let shown = wanted.to_uppercase();
    let mut taken_over = None;
    match holder(ctx.codebook(), ctx.keymap, id, wanted) {
        None => card.wanted_key = None,
        Some(Holder::Command(command)) => {
            let words = format!("{shown} is the key of the command “{}” and stays with it.", command.info().name);
            warning_ui(ui, ctx.tokens, &words);
            if ui.button("Keys…").on_hover_text("Give the command another key").clicked() {
                out.push(Action::Run(Command::Shortcuts));
            }
        }
        Some(Holder::Entry(other)) => {
            let (noun, name) = (Section::of(&other).noun(), name_of(ctx.codebook(), &other).unwrap_or_default());
            warning_ui(ui, ctx.tokens, &format!("{shown} is the key of the {noun} “{name}”."));
            let how = format!("“{name}” is then without a key");
            if ui.button("Take it over").on_hover_text(how).clicked() {
                taken_over = Some(NewKey(Some(wanted)));
                card.wanted_key = None;
            }
        }
    }
    taken_over
}

/// Sets the key of an entry, and takes it from the one that has it: one step.
fn action(ctx: Ctx<'_>, id: &EntryId, NewKey(key): NewKey) -> Action {
    let book = ctx.codebook();
    let name = name_of(book, id).unwrap_or_default();
    let other = key.and_then(|key| match holder(book, ctx.keymap, id, key) {
        Some(Holder::Entry(other)) => with_key(book, &other, None),
        _ => None,
    });
    let own = with_key(book, id, key);
    Action::Codebook(CodebookAsk::Together(format!("change key of “{name}”"), other.into_iter().chain(own).collect()))
}

fn with_key(book: &Codebook, id: &EntryId, key: Option<char>) -> Option<Reshape> {
    Some(match id {
        EntryId::Theme(id) => Reshape::PutTheme(crate::model::Theme { key, ..book.themes.get(id)?.clone() }),
        EntryId::Stance(id) => Reshape::PutStance(crate::model::Stance { key, ..book.stances.get(id)?.clone() }),
        EntryId::Speaker(id) => Reshape::PutSpeaker(crate::model::Speaker { key, ..book.speakers.get(id)?.clone() }),
    })
}
