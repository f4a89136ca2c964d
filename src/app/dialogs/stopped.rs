//! What happened when the program failed the last time, what was kept, and the report.

use crate::app::action::{Action, StoppedAsk};
use crate::app::crash::CrashNote;
use crate::app::ctx::Basics;
use crate::app::words::moment;
use crate::ui::theme::{self, size, space};
use egui::{Button, CollapsingHeader, RichText, ScrollArea, Ui, vec2};
use std::path::PathBuf;

/// View state of the dialog.
#[derive(Default)]
pub struct StoppedDialog {
    /// What is told.
    pub note: Option<CrashNote>,
    /// The text of the report.
    pub report: Option<String>,
    /// The corpus that is not opened before somebody says so, and for whom.
    pub wanted: Option<(PathBuf, Option<String>)>,
}

/// Draws the dialog.
pub fn stopped_ui(ui: &mut Ui, basics: Basics<'_>, state: &StoppedDialog, out: &mut Vec<Action>) {
    let Some(note) = &state.note else { return out.push(Action::CloseDialog) };
    let soft = |text: &str| RichText::new(text).color(basics.tokens.soft);
    ui.label(format!("Standpoint failed on {} and closed itself.", moment(note.at)));
    ui.label(RichText::new(note.kept_words()).font(theme::semibold(size::BODY)));
    if let Some(report) = &state.report {
        ui.add_space(space::STEP);
        ui.label("A report was written. It holds no text of your documents, no names and no paths.");
        ui.label(soft("Passing it on helps to mend the fault. Nothing is ever sent by itself."));
        ui.horizontal_wrapped(|ui| {
            if ui.button("Show report file").on_hover_text("Open its folder").clicked() {
                out.push(Action::Stopped(StoppedAsk::ShowReport));
            }
            if ui.button("Save report as…").on_hover_text("Write it to a place of your own").clicked() {
                out.push(Action::Stopped(StoppedAsk::AskReportFile));
            }
            if ui.button("Copy report").on_hover_text("Put its text on the clipboard").clicked() {
                out.push(Action::Copy(report.clone()));
            }
        });
        CollapsingHeader::new("What the report says").show(ui, |ui| {
            ScrollArea::both().max_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
                ui.label(RichText::new(report).monospace().size(size::CAPTION));
            });
        });
    }
    ui.add_space(space::STEP);
    if let Some((corpus, _)) = &state.wanted {
        let name = corpus.file_name().map_or_else(|| corpus.to_string_lossy(), |name| name.to_string_lossy());
        ui.label(soft("The corpus was not opened by itself, in case it is what the program failed on."));
        ui.add_space(space::TIGHT);
        ui.horizontal_wrapped(|ui| {
            let words = RichText::new(format!("Open {name} again")).font(theme::semibold(size::BODY));
            let button = Button::new(words.color(basics.tokens.on_accent)).fill(basics.tokens.accent);
            if ui.add(button.min_size(vec2(96.0, 30.0))).on_hover_text(corpus.display().to_string()).clicked() {
                out.push(Action::Stopped(StoppedAsk::Reopen));
            }
            if ui.add(Button::new("Not now").min_size(vec2(0.0, 30.0))).clicked() {
                out.push(Action::CloseDialog);
            }
        });
    } else if ui.button("Go on").clicked() {
        out.push(Action::CloseDialog);
    }
}
