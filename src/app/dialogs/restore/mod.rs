//! Looking at backups, and taking over what one of them says.
//!
//! ```text
//! ┌ backups, the newest first ┬ what differs, file by file and thing by thing ┐
//! │ reading: behind the window│ differing: one line for each thing and field  │
//! └───────────────────────────┴───────────────────────────────────────────────┘
//! ```

mod differing;
mod list;
mod reading;
mod times;

pub(super) use differing::thing_words;
pub use reading::Reading;

use self::differing::Lines;
use self::reading::Found;
use self::times::long_time;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::session::restore::{Counts, Difference};
use crate::store::FileKey;
use crate::store::backup::Listed;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{hairline, vertical_hairline};
use egui::{Align, Button, Layout, RichText, Ui, vec2};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// Width of the list of backups in points, in a wide window and in a narrow one.
const LIST_WIDTHS: [f32; 2] = [320.0, 260.0];

/// View state of the dialog.
#[derive(Default)]
pub struct RestoreDialog {
    /// Reads backups; nothing before the dialog is opened.
    reading: Option<Reading>,
    /// The backups; nothing before they are listed.
    listed: Option<Vec<Listed>>,
    /// How much of each differs from now, as far as that is known.
    counts: HashMap<PathBuf, Result<Counts, String>>,
    /// The one that is looked at.
    selected: Option<PathBuf>,
    /// What differs in it, or why that cannot be said.
    difference: Option<Result<Box<Difference>, String>>,
    /// The files to be taken over.
    chosen: BTreeSet<FileKey>,
    filter: String,
    lines: Option<Lines>,
}

impl RestoreDialog {
    /// Begins to read backups.
    pub fn begin(&mut self, reading: Reading) {
        *self = Self { reading: Some(reading), selected: self.selected.take(), ..Self::default() };
    }

    /// Takes in what was read since the last call.
    pub fn take_in(&mut self) {
        let Some(reading) = &self.reading else { return };
        for found in reading.take() {
            match found {
                Found::Listed(listed) => {
                    let was_selected = self.selected.take();
                    let is_there = |path: &PathBuf| listed.iter().any(|listed| listed.path == *path);
                    let first = || listed.iter().find(|it| it.manifest.is_ok()).map(|it| it.path.clone());
                    let next = was_selected.filter(is_there).or_else(first);
                    self.listed = Some(listed);
                    if let Some(next) = next {
                        self.select(&next);
                    }
                }
                Found::Counted(path, counts) => drop(self.counts.insert(path, counts)),
                Found::Compared(path, difference) if self.selected.as_ref() == Some(&path) => {
                    let files = difference.iter().flat_map(|difference| &difference.files);
                    self.chosen = files.filter(|file| file.can_restore()).map(|file| file.key.clone()).collect();
                    self.lines = None;
                    self.difference = Some(difference);
                }
                Found::Compared(..) => {}
            }
        }
    }

    /// Looks at a backup.
    fn select(&mut self, path: &Path) {
        if self.selected.as_deref() == Some(path) {
            return;
        }
        self.selected = Some(path.to_owned());
        self.difference = None;
        self.lines = None;
        self.chosen.clear();
        if let Some(reading) = &self.reading {
            reading.ask(path);
        }
    }

    /// What is to be taken over: the difference, the files that are chosen, and when the backup was made.
    pub fn wanted(&self) -> Option<(&Difference, &BTreeSet<FileKey>, String)> {
        let difference = self.difference.as_ref()?.as_ref().ok()?;
        Some((difference, &self.chosen, long_time(difference.manifest.made)))
    }
}

/// Draws the dialog.
pub fn restore_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut RestoreDialog, out: &mut Vec<Action>) {
    let Some(listed) = state.listed.take() else {
        waiting_ui(ui, "Reading the backups…");
        return;
    };
    if listed.is_empty() {
        ui.label("There is no backup of this corpus yet.");
        ui.label(
            RichText::new(
                "The program makes one by itself before the first save of each day and before every change of many \
                 things at once. “Back up now” makes one at once.",
            )
            .color(ctx.tokens.soft),
        );
        ui.add_space(space::STEP);
        if ui.button("Back up now").clicked() {
            out.push(Action::CloseDialog);
            out.push(Action::Run(crate::app::command::Command::BackUpNow));
        }
        state.listed = Some(listed);
        return;
    }
    let footer = 64.0;
    let room = vec2(ui.available_width(), (ui.available_height() - footer).max(160.0));
    let list_width = LIST_WIDTHS[usize::from(room.x < 840.0)];
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Min), |ui| {
        ui.set_min_size(room);
        let column = vec2(list_width, room.y);
        ui.allocate_ui_with_layout(column, Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(column);
            if let Some(path) = list::list_ui(ui, ctx, &listed, &state.counts, state.selected.as_deref()) {
                state.select(&path);
            }
        });
        vertical_hairline(ui, room.y);
        ui.allocate_ui_with_layout(ui.available_size(), Layout::top_down(Align::Min), |ui| {
            selected_ui(ui, ctx, &listed, state);
        });
    });
    state.listed = Some(listed);
    hairline(ui);
    ui.add_space(space::TIGHT);
    footer_ui(ui, ctx, state, out);
}

fn waiting_ui(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.spinner();
        ui.label(words);
    });
}

fn selected_ui(ui: &mut Ui, ctx: Ctx<'_>, listed: &[Listed], state: &mut RestoreDialog) {
    let Some(selected) = listed.iter().find(|listed| Some(&listed.path) == state.selected.as_ref()) else {
        ui.label(RichText::new("Choose a backup to see what differs from now.").color(ctx.tokens.soft));
        return;
    };
    if let Err(fault) = &selected.manifest {
        ui.label(RichText::new(format!("This backup cannot be used: {fault}.")).color(ctx.tokens.warning));
        ui.label(RichText::new(selected.path.display().to_string()).color(ctx.tokens.soft));
        return;
    }
    let RestoreDialog { reading, difference, lines, chosen, filter, .. } = state;
    match difference {
        None => {
            let n_read = reading.as_ref().map_or(0, Reading::n_read);
            let n_files = selected.manifest.as_ref().map_or(0, |manifest| manifest.files.len());
            waiting_ui(ui, &format!("Comparing: {n_read} of {}", count(n_files, "file")));
        }
        Some(Err(why)) => {
            ui.label(RichText::new(format!("This backup cannot be used: {why}.")).color(ctx.tokens.warning));
        }
        Some(Ok(difference)) => differing::differing_ui(ui, ctx, difference, (lines, chosen, filter)),
    }
}

fn footer_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &RestoreDialog, out: &mut Vec<Action>) {
    let counts = match &state.difference {
        Some(Ok(difference)) => difference.counts_of(|key| state.chosen.contains(key)),
        _ => Counts::default(),
    };
    let can_restore = !counts.is_same();
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (fill, ink) = if can_restore {
                (ctx.tokens.accent, ctx.tokens.on_accent)
            } else {
                (ctx.tokens.panel, ctx.tokens.soft)
            };
            let words = RichText::new("Restore").font(theme::semibold(size::BODY)).color(ink);
            let button = Button::new(words).fill(fill).min_size(vec2(96.0, 32.0));
            let response = ui.add_enabled(can_restore, button).accessible_name("Restore what is chosen");
            let tip = if counts.n_held > 0 {
                "Undo takes it back, but for files put back whole: what they hold now is in the backup made before"
            } else {
                "One change, which undo takes back"
            };
            let response = response.on_hover_text(tip);
            if response.on_disabled_hover_text("Nothing is chosen that differs from now").clicked() {
                out.push(Action::StartRestore);
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                let words = if can_restore { sum(counts, state.chosen.len()) } else { String::new() };
                ui.label(words);
                ui.label(
                    RichText::new("What stands here now is backed up before. Documents are in no backup.")
                        .font(theme::font(size::NOTE))
                        .color(ctx.tokens.soft),
                );
            });
        });
    });
}

/// What restoring would do, in one line.
fn sum(counts: Counts, n_files: usize) -> String {
    let parts = [
        (counts.n_come, "come back", "comes back"),
        (counts.n_go, "go", "goes"),
        (counts.n_change, "change", "changes"),
    ];
    let parts = parts.into_iter().filter(|(n, ..)| *n > 0);
    let mut parts: Vec<String> =
        parts.map(|(n, many, one)| format!("{n} {}", if n == 1 { one } else { many })).collect();
    if counts.n_held > 0 {
        parts.push(format!("{} put back whole", count(counts.n_held, "file")));
    }
    format!("{} chosen: {}", count(n_files, "file"), parts.join(", "))
}
