//! Two entries become one: choose which stays, see what changes, confirm.

use super::{Answer, Shown, answer_ui};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::entry_picker::{Beside, EntryPicked, EntryPicker};
use crate::app::places::codebook::fields::{chosen_ui, label_ui, title_ui};
use crate::app::places::codebook::preview::{Preview, preview_ui};
use crate::app::places::codebook::section::{Section, name_of};
use crate::app::places::codebook::uses::Uses;
use crate::edit::reshape::Reshape;
use crate::model::EntryId;
use egui::Ui;

/// Merging an entry into another.
pub struct Merge {
    /// Which goes.
    pub from: EntryId,
    into: Option<EntryId>,
    picker: EntryPicker,
    preview: Preview,
}

impl Merge {
    /// Merges `from`; into which is asked unless it is known.
    pub fn new(from: EntryId, into: Option<EntryId>) -> Self {
        Self { from, into, picker: EntryPicker::default(), preview: Preview::default() }
    }

    /// Whether the picker is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.into.is_none() && self.picker.is_opening()
    }

    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, ctx: Ctx<'_>, uses: &Uses, out: &mut Vec<Action>) -> Shown {
        let section = Section::of(&self.from);
        let (book, noun) = (ctx.codebook(), section.noun());
        let name = name_of(book, &self.from).unwrap_or_default().to_owned();
        title_ui(ui, &format!("Merge “{name}” into another {noun}"), |_| {});
        let Some(into) = self.into.clone() else {
            let from = self.from.clone();
            let picked =
                self.picker.show(ui, ctx, uses, (section, &format!("Which {noun} stays?")), Beside::default(), |id| {
                    *id != from
                });
            return match picked {
                Some(EntryPicked::Known(id)) => {
                    self.into = Some(id);
                    Shown::Stays
                }
                Some(_) => Shown::Closes,
                None => Shown::Stays,
            };
        };
        let other = name_of(book, &into).unwrap_or_default().to_owned();
        label_ui(ui, ctx.tokens, "Stays");
        if chosen_ui(ui, ctx, &into, &format!("Choose another {noun}")) {
            self.into = None;
            self.picker = EntryPicker::default();
        }
        let can = preview_ui(
            ui,
            ctx,
            &mut self.preview,
            &merge(&self.from, &into),
            &format!("will have “{other}” instead of “{name}”"),
        );
        match answer_ui(ui, ctx, "Merge", can) {
            Answer::Do => {
                out.push(Action::Codebook(CodebookAsk::reshape(merge(&self.from, &into))));
                Shown::Closes
            }
            Answer::Cancel => Shown::Closes,
            Answer::Wait => Shown::Stays,
        }
    }
}

fn merge(from: &EntryId, into: &EntryId) -> Reshape {
    match (from, into) {
        (EntryId::Stance(from), EntryId::Stance(into)) => {
            Reshape::MergeStances { from: from.clone(), into: into.clone() }
        }
        (EntryId::Speaker(from), EntryId::Speaker(into)) => {
            Reshape::MergeSpeakers { from: from.clone(), into: into.clone() }
        }
        _ => Reshape::MergeThemes { from: from.as_str().into(), into: into.as_str().into() },
    }
}
