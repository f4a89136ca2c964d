//! An entry goes: what becomes of its statements is asked, and none of them goes with it.

use super::{Answer, Shown, answer_ui, delete};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::entry_picker::{Beside, EntryPicked, EntryPicker};
use crate::app::places::codebook::fields::{chosen_ui, label_ui, title_ui};
use crate::app::places::codebook::preview::{Preview, preview_ui};
use crate::app::places::codebook::section::{Section, name_of};
use crate::app::places::codebook::uses::Uses;
use crate::app::words::count;
use crate::model::EntryId;
use crate::ui::widget::pill;
use egui::Ui;

/// What becomes of the statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Fate {
    /// They get another entry, once it is chosen.
    #[default]
    Choosing,
    /// They get this one.
    Instead(EntryId),
    /// They are left with none yet.
    Unset,
}

/// Deleting an entry that is used.
pub struct Delete {
    /// Which one.
    pub id: EntryId,
    fate: Fate,
    picker: EntryPicker,
    preview: Preview,
}

impl Delete {
    /// Deletes `id`, once it is said what becomes of its statements.
    pub fn new(id: EntryId) -> Self {
        Self { id, fate: Fate::default(), picker: EntryPicker::default(), preview: Preview::default() }
    }

    /// Whether the picker is about to get the focus.
    pub fn is_opening(&self) -> bool {
        self.fate == Fate::Choosing && self.picker.is_opening()
    }

    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, ctx: Ctx<'_>, uses: &Uses, out: &mut Vec<Action>) -> Shown {
        let section = Section::of(&self.id);
        let noun = section.noun();
        let name = name_of(ctx.codebook(), &self.id).unwrap_or_default().to_owned();
        title_ui(ui, &format!("Delete “{name}”"), |_| {});
        ui.label(format!("{} of it stay. What shall they have instead?", count(uses.n(&self.id), "statement")));
        ui.horizontal_wrapped(|ui| {
            if pill(ui, self.fate != Fate::Unset, &format!("Another {noun}")).clicked() {
                self.fate = Fate::Choosing;
                self.picker = EntryPicker::default();
            }
            if pill(ui, self.fate == Fate::Unset, &format!("No {noun} yet")).clicked() {
                self.fate = Fate::Unset;
            }
        });
        let instead = match &self.fate {
            Fate::Choosing => return self.choosing_ui(ui, ctx, uses, section),
            Fate::Instead(instead) => Some(instead.clone()),
            Fate::Unset => None,
        };
        let then = match &instead {
            Some(instead) => format!("will have “{}” instead", name_of(ctx.codebook(), instead).unwrap_or_default()),
            None => format!("will be left with the {noun} not yet set"),
        };
        if let Some(instead) = &instead {
            label_ui(ui, ctx.tokens, "Instead");
            if chosen_ui(ui, ctx, instead, &format!("Choose another {noun}")) {
                self.fate = Fate::Choosing;
                self.picker = EntryPicker::default();
            }
        }
        let reshape = delete(&self.id, instead.as_ref());
        let can = preview_ui(ui, ctx, &mut self.preview, &reshape, &then);
        match answer_ui(ui, ctx, "Delete", can) {
            Answer::Do => {
                out.push(Action::Codebook(CodebookAsk::reshape(reshape)));
                Shown::Closes
            }
            Answer::Cancel => Shown::Closes,
            Answer::Wait => Shown::Stays,
        }
    }

    fn choosing_ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, uses: &Uses, section: Section) -> Shown {
        let id = self.id.clone();
        let name = format!("Which {} instead?", section.noun());
        match self.picker.show(ui, ctx, uses, (section, &name), Beside::default(), |other| *other != id) {
            Some(EntryPicked::Known(instead)) => self.fate = Fate::Instead(instead),
            // A click on the other answer takes the focus from the picker and must not close the panel.
            Some(_) if ui.input(|input| input.pointer.any_pressed()) => {}
            Some(_) => return Shown::Closes,
            None => {}
        }
        Shown::Stays
    }
}
