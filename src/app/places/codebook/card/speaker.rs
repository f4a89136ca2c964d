//! The card of a speaker.

use super::{Card, affiliations, aliases, key};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::fields::{FieldSpec, Typed, field_ui, label_ui, soft_ui};
use crate::app::places::codebook::near::near;
use crate::app::places::codebook::panel::{Merge, Panel};
use crate::app::places::codebook::uses::Uses;
use crate::app::words::count;
use crate::edit::reshape::Reshape;
use crate::model::{EntryId, Speaker, SpeakerKind};
use crate::ui::widget::pill;
use egui::Ui;

/// The kinds with what people read.
const KINDS: [(SpeakerKind, &str, &str); 3] = [
    (SpeakerKind::Person, "Person", "One human being"),
    (SpeakerKind::Organisation, "Organisation", "A body that speaks as one"),
    (SpeakerKind::Group, "Group", "People spoken of together, such as “NHS leaders”"),
];

/// Puts a changed speaker in its place.
pub fn put(speaker: Speaker) -> Action {
    Action::Codebook(CodebookAsk::reshape(Reshape::PutSpeaker(speaker)))
}

/// Draws the fields of a speaker.
pub fn speaker_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, uses: &Uses, speaker: &Speaker, out: &mut Vec<Action>) {
    let entry = EntryId::Speaker(speaker.id.clone());
    near_ui(ui, ctx, card, uses, speaker);
    label_ui(ui, ctx.tokens, "Name");
    let wants_focus = std::mem::take(&mut card.wants_name);
    let hint = "A speaker needs a name";
    let spec = FieldSpec {
        entry: &entry,
        field: "name",
        name: "Name",
        hint,
        n_rows: 1,
        width: f32::INFINITY,
        value: &speaker.name,
        wants_focus,
    };
    match field_ui(ui, &mut card.draft, &spec) {
        Typed::Changed(name) if !name.trim().is_empty() => out.push(put(Speaker { name, ..speaker.clone() })),
        Typed::Left => out.push(Action::CloseStep),
        _ => {}
    }
    label_ui(ui, ctx.tokens, "Kind");
    ui.horizontal(|ui| {
        for (kind, name, help) in KINDS {
            if pill(ui, speaker.kind == kind, name).on_hover_text(help).clicked() && speaker.kind != kind {
                out.push(put(Speaker { kind, ..speaker.clone() }));
            }
        }
    });
    aliases::aliases_ui(ui, ctx, card, speaker, out);
    affiliations::affiliations_ui(ui, ctx, card, uses, speaker, out);
    key::key_ui(ui, ctx, card, &entry, speaker.key, out);
    label_ui(ui, ctx.tokens, "Note");
    let hint = "Anything a coder should know";
    let spec = FieldSpec {
        entry: &entry,
        field: "note",
        name: "Note",
        hint,
        n_rows: 2,
        width: f32::INFINITY,
        value: &speaker.note,
        wants_focus: false,
    };
    match field_ui(ui, &mut card.draft, &spec) {
        Typed::Changed(note) => out.push(put(Speaker { note, ..speaker.clone() })),
        Typed::Left => out.push(Action::CloseStep),
        Typed::Nothing => {}
    }
}

/// Says who may be the same, and offers to merge them.
fn near_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, uses: &Uses, speaker: &Speaker) {
    let mut chosen = None;
    let own = EntryId::Speaker(speaker.id.clone());
    for id in card.near.get(ctx, Some(&own), || near(ctx.codebook(), speaker)) {
        let Some(other) = ctx.codebook().speakers.get(id) else { continue };
        ui.horizontal_wrapped(|ui| {
            let n = uses.n(&EntryId::Speaker(id.clone()));
            soft_ui(ui, ctx.tokens, format!("May be the same: {}, {}", other.name, count(n, "statement")));
            let button = ui.button("Merge…").accessible_name(format!("Merge into {}", other.name));
            if button.on_hover_text("See what changes, then decide").clicked() {
                chosen = Some(id.clone());
            }
        });
    }
    if let Some(into) = chosen {
        card.open_panel(Panel::Merge(Merge::new(EntryId::Speaker(speaker.id.clone()), Some(EntryId::Speaker(into)))));
    }
}
