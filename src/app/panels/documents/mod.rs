//! The list of documents, with how far each is coded.

mod arrange;
mod date_field;
mod details;
mod progress;
mod row;
mod words;

pub use words::meta_line;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::progress::Reached;
use crate::model::{DocPath, Document};
use crate::text::{Needle, fold};
use crate::ui::glyph::Glyph;
use crate::ui::theme;
use crate::ui::widget::{glyph_button, hairline};
use details::{Details, details_ui};
use egui::{Align, Layout, ScrollArea, TextEdit, Ui};
use row::{ROW_HEIGHT, row_ui};

/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 8.0;
/// The filter is shown from this many documents on.
const FILTER_FROM: usize = 8;

/// View state of the list.
#[derive(Debug, Default)]
pub struct DocumentsPanel {
    details: Details,
    filter: String,
    /// The document last brought into view, so that scrolling by hand is left alone.
    revealed: Option<DocPath>,
    /// For which corpus and words the documents below were found.
    key: Option<(u64, String)>,
    found: Vec<usize>,
    n_done: usize,
}

impl DocumentsPanel {
    /// Shows the details of the open document in place of the list.
    pub const fn open_details(&mut self) {
        self.details.is_shown = true;
        self.details.wants_focus = true;
    }

    /// Shows the list again. Returns whether the details were shown.
    pub const fn close_details(&mut self) -> bool {
        std::mem::replace(&mut self.details.is_shown, false)
    }

    /// Whether the details of the open document are shown in place of the list.
    pub const fn is_detailed(&self) -> bool {
        self.details.is_shown
    }

    /// Looks again for the words when they or the corpus changed, and counts what is done.
    fn refresh(&mut self, ctx: Ctx<'_>, documents: &[Document]) {
        let key = (ctx.session.revision(), self.filter.clone());
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let needle = Needle::new(&self.filter).filter(|_| documents.len() >= FILTER_FROM);
        let is_found = |at: &usize| needle.as_ref().is_none_or(|needle| is_match(&documents[*at], needle));
        self.found = (0..documents.len()).filter(is_found).collect();
        self.n_done =
            documents.iter().filter(|document| Reached::of(ctx.session.set(&document.path)).is_done()).count();
        self.key = Some(key);
    }
}

/// Draws the list of documents.
pub fn documents_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut DocumentsPanel, out: &mut Vec<Action>) {
    state.details.keep_typed(ctx, out);
    if state.details.is_shown {
        return details_ui(ui, ctx, &mut state.details, out);
    }
    let documents = ctx.session.corpus().documents();
    state.refresh(ctx, documents);
    heading_ui(ui, ctx, state.n_done, documents.len());
    if documents.is_empty() {
        empty_ui(ui, ctx);
        return;
    }
    if documents.len() >= FILTER_FROM {
        ui.add_space(4.0);
        let field = TextEdit::singleline(&mut state.filter)
            .hint_text("Filter documents")
            .desired_width(ui.available_width() - MARGIN - 8.0);
        ui.add(field).accessible_name("Filter documents");
    }
    ui.add_space(4.0);
    state.refresh(ctx, documents);
    if state.found.is_empty() {
        ui.label("No document has these words in its title, path, source or date.");
        return;
    }
    let footer = 78.0;
    let mut scroll = ScrollArea::vertical().auto_shrink(false).max_height(ui.available_height() - footer);
    if let Some(at) = newly_open(ctx, state, documents) {
        let visible = ui.available_height() - footer;
        scroll = scroll.vertical_scroll_offset((at as f32 * ROW_HEIGHT - visible / 3.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    scroll.show_rows(ui, ROW_HEIGHT, state.found.len(), |ui, rows| {
        for document in state.found[rows].iter().map(|at| &documents[*at]) {
            let response = row_ui(ui, ctx, document, ui.available_width() - MARGIN);
            if response.clicked() {
                out.push(Action::ShowDocument(document.path.clone()));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 8.0;
    if ctx.document().is_some() {
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - MARGIN);
            hairline(ui);
            this_document_ui(ui, ctx, out);
            progress::progress_ui(ui, ctx, out);
        });
    }
}

fn this_document_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new("This document").font(theme::semibold(11.0)).color(ctx.tokens.soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if glyph_button(ui, Glyph::Info, "Document details", Some("F4")).clicked() {
                out.push(Action::Run(Command::DocumentDetails));
            }
        });
    });
}

/// Where the open document stands in the list, when it was opened since the last frame and may be out of sight.
fn newly_open(ctx: Ctx<'_>, state: &mut DocumentsPanel, documents: &[Document]) -> Option<usize> {
    if state.revealed == ctx.coding.document {
        return None;
    }
    state.revealed.clone_from(&ctx.coding.document);
    let open = ctx.coding.document.as_ref()?;
    let at = state.found.iter().position(|at| documents[*at].path == *open);
    at.filter(|_| state.found.len() >= FILTER_FROM)
}

fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, n_done: usize, n_documents: usize) {
    ui.horizontal(|ui| {
        let soft = ctx.tokens.soft;
        ui.add_space(8.0);
        ui.label(egui::RichText::new("Documents").font(theme::semibold(11.0)).color(soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0 + MARGIN);
            let counted = format!("{n_done} of {n_documents} done");
            ui.label(egui::RichText::new(counted).font(theme::semibold(11.0)).color(soft));
        });
    });
}

fn empty_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    ui.add_space(8.0);
    ui.label("This folder holds no text files yet.");
    ui.label(format!("Put .txt files into {} and open it again.", ctx.session.layout().root().display()));
}

fn is_match(document: &Document, needle: &Needle) -> bool {
    let date = document.meta.date.map(|date| date.to_string()).unwrap_or_default();
    [document.title(), document.path.as_str(), &document.meta.source, &document.meta.kind, &date]
        .iter()
        .any(|field| needle.is_in(&fold(field)))
}
