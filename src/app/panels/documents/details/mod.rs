//! What is known about the open document, to be read and changed.

mod date;
mod facts;
mod fields;
mod offers;
mod variables;

use super::MARGIN;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::coverage::Coverages;
use crate::app::ctx::Ctx;
use crate::app::words::sentence;
use crate::model::DocPath;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, READABLE, size, space};
use crate::ui::widget::glyph_button;
use date::DateDraft;
use egui::{RichText, ScrollArea, Ui};
use facts::Facts;
pub(super) use offers::{Offers, offers_ui};
use variables::VariablesDraft;

/// View state of the details.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) is_shown: bool,
    /// Whether the title gets the text cursor in the next frame.
    pub(super) wants_focus: bool,
    date: DateDraft,
    variables: VariablesDraft,
    offers: Offers,
    facts: Facts,
}

impl Details {
    /// Says what was typed in a field that is no longer shown.
    pub(super) fn keep_typed(&mut self, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        self.keep(ctx, ctx.coding.document.as_ref().filter(|_| self.is_shown), out);
    }

    /// Says what was typed in any field.
    pub(super) fn say_typed(&mut self, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        self.keep(ctx, None, out);
    }

    fn keep(&mut self, ctx: Ctx<'_>, shown: Option<&DocPath>, out: &mut Vec<Action>) {
        self.date.keep(ctx, shown, out);
        self.variables.keep(shown, out);
    }
}

/// Draws the details of the open document.
pub(super) fn details_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut Details,
    coverages: &mut Coverages,
    out: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        ui.add_space(space::LINE);
        if glyph_button(ui, Glyph::ChevronLeft, "Back to the documents", Some("F4")).clicked() {
            out.push(Action::Run(Command::DocumentDetails));
        }
        ui.label(RichText::new("Document details").font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
    });
    let Some(document) = ctx.document() else {
        ui.label("Open a document to see what is known about it.");
        return;
    };
    if let Some(why) = ctx.session.why_held_corpus_file() {
        ui.label(RichText::new(sentence(&why)).color(ctx.tokens.soft));
    }
    let is_held = ctx.session.why_held_corpus_file().is_some();
    state.offers.refresh(ctx, Some(&document.path));
    ScrollArea::vertical().id_salt(("details", &document.path)).auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 8, right: 8 + MARGIN as i8, top: 4, bottom: 8 }).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = space::STEP;
                let wants_focus = std::mem::take(&mut state.wants_focus);
                // It is still to be read.
                ui.visuals_mut().disabled_alpha = READABLE;
                ui.add_enabled_ui(!is_held, |ui| {
                    let title = fields::title_ui(ui, document, out);
                    if wants_focus && !is_held {
                        title.request_focus();
                    }
                    date::date_ui(ui, ctx, document, &mut state.date, out);
                    fields::source_and_kind_ui(ui, document, &state.offers, out);
                    variables::variables_ui(ui, document, &state.offers, &mut state.variables, out);
                    fields::note_ui(ui, document, out);
                });
                facts::facts_ui(ui, ctx, document, &mut state.facts, coverages);
            },
        );
    });
}
