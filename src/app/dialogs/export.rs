//! Setting up an export: format, coders, filters, how many passages, where to.

use super::destination::{Destination, destination_ui, set_ending};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::exchange::{self, Filter, Format, GroupBy, ReportOptions};
use crate::store::Severity;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{pill, tick_box};
use egui::{CollapsingHeader, RichText, ScrollArea, Ui};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// View state of the dialog.
pub struct ExportDialog {
    /// The format.
    pub format: Format,
    /// What is exported.
    pub filter: Filter,
    /// How a report is grouped.
    pub group_by: GroupBy,
    /// Where to.
    pub destination: String,
    /// How it went.
    pub outcome: Outcome,
}

/// How the export went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Not begun.
    #[default]
    Waiting,
    /// Being written.
    Running,
    /// Written: a sentence, and the file.
    Done(String, PathBuf),
    /// Not written: why, and what to do.
    Failed(String),
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self {
            format: Format::Csv,
            filter: Filter::default(),
            group_by: GroupBy::Theme,
            destination: String::new(),
            outcome: Outcome::default(),
        }
    }
}

impl ExportDialog {
    /// Starts a new export; format, filters and destination stay as they were.
    pub fn begin(&mut self) {
        if self.outcome != Outcome::Running {
            self.outcome = Outcome::Waiting;
        }
    }

    /// What a report needs beside the passages.
    pub fn report(&self, title: &str) -> ReportOptions {
        ReportOptions { group_by: self.group_by, title: title.to_owned() }
    }

    fn set_format(&mut self, format: Format) {
        set_ending(&mut self.destination, self.format.ending(), format.ending());
        self.format = format;
        self.begin();
    }
}

/// Draws the dialog.
pub fn export_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ExportDialog, out: &mut Vec<Action>) {
    if state.destination.is_empty() {
        let root = ctx.session.layout().root();
        let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = root.with_file_name(format!("{name}-passages.{}", state.format.ending()));
        state.destination = file.display().to_string();
    }
    let room = (ui.available_height() - 150.0).max(120.0);
    ScrollArea::vertical().auto_shrink([false, true]).max_height(room).show(ui, |ui| {
        format_ui(ui, ctx, state);
        coders_ui(ui, ctx, state);
        filters_ui(ui, ctx, state);
    });
    let n = exchange::count(ctx.session.corpus(), &state.filter);
    let is_loading = ctx.session.loading().is_some();
    let loading = if is_loading { " so far; documents are still being read" } else { "" };
    ui.label(RichText::new(format!("{} to export{loading}", count(n, "passage"))).font(theme::semibold(size::BODY)));
    if ctx.session.problems().iter().any(|problem| problem.severity == Severity::Error) {
        let words = "Not all of this corpus could be read, so something may be missing; see “Problems in files”.";
        ui.label(RichText::new(words).color(ctx.tokens.warning));
    }
    let ExportDialog { destination: file, outcome, .. } = state;
    let why_not = "No passage matches, no file is named, or documents are still being read";
    let to = Destination { file, outcome, is_ready: n > 0 && !is_loading, why_not };
    destination_ui(ui, ctx, to, (Action::AskExportFile, Action::StartExport), out);
    outcome_ui(ui, ctx, &state.outcome, out);
}

fn label_ui(ui: &mut Ui, ctx: Ctx<'_>, words: &str) {
    ui.add_space(space::TIGHT);
    ui.label(RichText::new(words).font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
}

fn format_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ExportDialog) {
    label_ui(ui, ctx, "Format");
    ui.horizontal_wrapped(|ui| {
        for format in Format::ALL {
            if pill(ui, state.format == format, format.label()).clicked() {
                state.set_format(format);
            }
        }
    });
    ui.label(RichText::new(state.format.help()).color(ctx.tokens.soft));
    if state.format.is_report() {
        label_ui(ui, ctx, "Group quotations by");
        ui.horizontal(|ui| {
            for group_by in GroupBy::ALL {
                if pill(ui, state.group_by == group_by, group_by.name()).clicked() {
                    state.group_by = group_by;
                }
            }
        });
    }
}

fn coders_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ExportDialog) {
    label_ui(ui, ctx, "Which passages: nothing ticked means all");
    if let Some(only) = &state.filter.only {
        let mut is_only = true;
        tick_box(ui, &mut is_only, &format!("Only the {} shown in Passages", count(only.len(), "statement")));
        if !is_only {
            state.filter.only = None;
        }
    }
    ui.horizontal_wrapped(|ui| {
        for coder in ctx.session.corpus().coders() {
            let name = coder.to_string();
            choice_ui(ui, &mut state.filter.coders, coder, &name);
        }
    });
}

fn filters_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut ExportDialog) {
    let book = ctx.codebook();
    let filter = &mut state.filter;
    group_ui(ui, "Stances", filter.stances.len(), |ui| {
        for stance in &book.stances {
            choice_ui(ui, &mut filter.stances, Some(stance.id.clone()), &stance.name);
        }
        choice_ui(ui, &mut filter.stances, None, "not yet set");
    });
    group_ui(ui, "Themes, each with those below it", filter.themes.len(), |ui| {
        for theme in &book.themes {
            let depth = book.theme_line(&theme.id).len().saturating_sub(1);
            ui.horizontal(|ui| {
                ui.add_space(depth as f32 * 16.0);
                choice_ui(ui, &mut filter.themes, theme.id.clone(), &theme.name);
            });
        }
    });
    group_ui(ui, "Speakers", filter.speakers.len(), |ui| {
        for speaker in &book.speakers {
            choice_ui(ui, &mut filter.speakers, speaker.id.clone(), &speaker.name);
        }
    });
    group_ui(ui, "Documents", filter.documents.len(), |ui| {
        for document in ctx.session.corpus().documents() {
            choice_ui(ui, &mut filter.documents, document.path.clone(), document.title());
        }
    });
}

fn group_ui(ui: &mut Ui, name: &str, n_chosen: usize, add: impl FnOnce(&mut Ui)) {
    let title = if n_chosen == 0 { format!("{name}: all") } else { format!("{name}: {n_chosen}") };
    CollapsingHeader::new(title).id_salt(name).show(ui, add);
}

/// A tick box for one value of a filter.
fn choice_ui<T: Ord>(ui: &mut Ui, chosen: &mut BTreeSet<T>, value: T, name: &str) {
    let mut is_chosen = chosen.contains(&value);
    if tick_box(ui, &mut is_chosen, name).changed() {
        if is_chosen {
            chosen.insert(value);
        } else {
            chosen.remove(&value);
        }
    }
}

/// Says how an export went.
pub fn outcome_ui(ui: &mut Ui, ctx: Ctx<'_>, outcome: &Outcome, out: &mut Vec<Action>) {
    match outcome {
        Outcome::Waiting => {}
        Outcome::Running => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label("Writing…");
            });
        }
        Outcome::Done(words, path) => {
            ui.horizontal_wrapped(|ui| {
                ui.label(words);
                if ui.button("Show in folder").clicked() {
                    out.push(Action::Reveal(path.clone()));
                }
            });
        }
        Outcome::Failed(why) => {
            ui.label(RichText::new(why).color(ctx.tokens.warning));
        }
    }
}
