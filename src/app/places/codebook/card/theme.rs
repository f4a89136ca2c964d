//! The card of a theme.

use super::{Card, Opened, examples, key};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::entry_picker::{Beside, EntryPicked};
use crate::app::places::codebook::fields::{
    FieldSpec, NewColour, Typed, box_ui, field_ui, label_ui, swatches_ui, warning_ui,
};
use crate::app::places::codebook::section::Section;
use crate::app::places::codebook::tree::is_at_or_below;
use crate::app::places::codebook::uses::Uses;
use crate::edit::reshape::Reshape;
use crate::model::{EntryId, Theme};
use crate::text::fold;
use egui::Ui;

/// What the top of the tree is called.
const TOP: &str = "Top of the tree";

fn put(theme: Theme) -> Action {
    Action::Codebook(CodebookAsk::reshape(Reshape::PutTheme(theme)))
}

/// Draws the fields of a theme.
pub fn theme_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, uses: &Uses, theme: &Theme, out: &mut Vec<Action>) {
    let entry = EntryId::Theme(theme.id.clone());
    name_ui(ui, ctx, card, &entry, theme, out);
    parent_ui(ui, ctx, card, uses, theme, out);
    key::key_ui(ui, ctx, card, &entry, theme.key, out);
    label_ui(ui, ctx.tokens, "Colour");
    if let Some(NewColour(colour)) = swatches_ui(ui, ctx, theme.colour, true) {
        out.push(put(Theme { colour, ..theme.clone() }));
    }
    for words in &WORDS {
        words_ui(ui, ctx, card, theme, words, out);
    }
    examples::examples_ui(ui, ctx, theme, out);
}

/// A field of words about a theme.
struct Words {
    /// What people read.
    name: &'static str,
    /// What the history calls it.
    field: &'static str,
    hint: &'static str,
    get: fn(&Theme) -> &String,
    set: fn(&mut Theme, String),
}

const WORDS: [Words; 3] = [
    Words {
        name: "Definition",
        field: "definition",
        hint: "What it means, and what being for and against it means",
        get: |theme| &theme.definition,
        set: |theme, text| theme.definition = text,
    },
    Words {
        name: "When to use",
        field: "when to use",
        hint: "What a passage must say to belong here",
        get: |theme| &theme.when,
        set: |theme, text| theme.when = text,
    },
    Words {
        name: "When not to use",
        field: "when not to use",
        hint: "What does not belong here, and where it goes instead",
        get: |theme| &theme.when_not,
        set: |theme, text| theme.when_not = text,
    },
];

fn words_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, theme: &Theme, words: &Words, out: &mut Vec<Action>) {
    let entry = EntryId::Theme(theme.id.clone());
    let Words { name, field, hint, .. } = *words;
    label_ui(ui, ctx.tokens, name);
    let value = (words.get)(theme);
    let (n_rows, width) = (2, f32::INFINITY);
    let spec = FieldSpec { entry: &entry, field, name, hint, n_rows, width, value, wants_focus: false };
    match field_ui(ui, &mut card.draft, &spec) {
        Typed::Changed(text) => {
            let mut changed = theme.clone();
            (words.set)(&mut changed, text);
            out.push(put(changed));
        }
        Typed::Left => out.push(Action::CloseStep),
        Typed::Nothing => {}
    }
}

fn name_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, entry: &EntryId, theme: &Theme, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Name");
    let wants_focus = std::mem::take(&mut card.wants_name);
    let spec = FieldSpec {
        entry,
        field: "name",
        name: "Name",
        hint: "A theme needs a name",
        n_rows: 1,
        width: f32::INFINITY,
        value: &theme.name,
        wants_focus,
    };
    match field_ui(ui, &mut card.draft, &spec) {
        Typed::Changed(name) if !name.trim().is_empty() => out.push(put(Theme { name, ..theme.clone() })),
        Typed::Left => out.push(Action::CloseStep),
        _ => {}
    }
    let has_twin = || {
        let is_same = |other: &&Theme| other.id != theme.id && other.parent == theme.parent;
        let name = fold(theme.name.trim());
        ctx.codebook().themes.iter().filter(is_same).any(|other| fold(other.name.trim()) == name)
    };
    if *card.has_twin.get(ctx, Some(entry), has_twin) {
        warning_ui(ui, ctx.tokens, "Another theme here has this name.");
    }
}

fn parent_ui(ui: &mut Ui, ctx: Ctx<'_>, card: &mut Card, uses: &Uses, theme: &Theme, out: &mut Vec<Action>) {
    let book = ctx.codebook();
    label_ui(ui, ctx.tokens, "Below");
    if card.open != Some(Opened::Parent) {
        let path = theme.parent.as_ref().map_or_else(|| TOP.to_owned(), |parent| book.theme_path(parent));
        if box_ui(ui, ctx.tokens, &path, None, "Choose the theme above").clicked() {
            card.open(Opened::Parent);
        }
        return;
    }
    let beside = Beside { none: Some(TOP), new: false };
    let may_be = |id: &EntryId| matches!(id, EntryId::Theme(id) if !is_at_or_below(book, id, &theme.id));
    let Some(picked) = card.picker.show(ui, ctx, uses, (Section::Themes, "Which theme stands above?"), beside, may_be)
    else {
        return;
    };
    card.open = None;
    let parent = match picked {
        EntryPicked::Known(EntryId::Theme(parent)) => Some(parent),
        EntryPicked::None => None,
        _ => return,
    };
    if parent != theme.parent {
        out.push(Action::Codebook(CodebookAsk::reshape(Reshape::MoveTheme {
            theme: theme.id.clone(),
            parent,
            before: None,
        })));
    }
}
