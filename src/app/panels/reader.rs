//! The reader in the middle of the window, or what to do when there is nothing to read.

use super::documents::meta_line;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::progress::Reached;
use crate::app::reader::{Reader, reader_style};
use crate::app::signs;
use crate::app::words::count;
use crate::model::{AnnotationSet, Document, TextState};
use crate::ui::passage::Handles;
use egui::{Align, Layout, RichText, Ui};

/// Draws the open document.
pub fn reader_ui(ui: &mut Ui, ctx: Ctx<'_>, reader: Option<&mut Reader>, out: &mut Vec<Action>) {
    let Some(document) = ctx.document() else { return nothing_ui(ui, ctx, out) };
    let Some(reader) = reader.filter(|reader| reader.path == document.path) else {
        return waiting_ui(ui, ctx, document);
    };
    let style = reader_style(ctx.tokens, ctx.settings);
    let reached = Reached::of(ctx.set());
    let coded = if reached == Reached::NothingCoded {
        reached.name().to_owned()
    } else {
        // No share of the text here: a line that grows with each statement wraps, and the text would move under the
        // pointer.
        count(ctx.set().map_or(0, AnnotationSet::len), "statement")
    };
    let words =
        if reader.text().is_empty() { "no text in this file".to_owned() } else { count(reader.n_words(), "word") };
    let meta = format!("{} · {words} · {coded}", meta_line(document));
    reader.view.set_header(document.title(), meta);
    reader.view.set_focused(ctx.coding.focused.map(signs::mark_key));
    reader.view.set_handles(ctx.focused().map(|statement| Handles {
        statement: signs::mark_key(statement.id),
        spans: statement.spans.clone(),
        active: ctx.coding.end_in(&statement.spans),
    }));
    let response = reader.view.show(ui, &style);
    reader.happened(response);
}

fn nothing_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space(ui.available_height() * 0.3);
        let words = if ctx.session.corpus().documents().is_empty() {
            "This folder holds no documents yet. Put .txt files into it and open it again."
        } else {
            "Choose a document on the left."
        };
        ui.label(RichText::new(words).color(ctx.tokens.soft));
        if ui.button("Open another folder…").clicked() {
            out.push(Action::Run(Command::OpenFolder));
        }
    });
}

fn waiting_ui(ui: &mut Ui, ctx: Ctx<'_>, document: &Document) {
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space(ui.available_height() * 0.3);
        match &document.text {
            TextState::Failed(cause) => {
                let words = format!("{} cannot be read: {cause}.", document.path);
                ui.label(RichText::new(words).color(ctx.tokens.warning));
            }
            TextState::Pending | TextState::Ready(_) => {
                ui.label(RichText::new("The text is being read…").color(ctx.tokens.soft));
            }
        }
    });
}
