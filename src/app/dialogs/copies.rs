//! The second versions of files that sync tools and git left, and merging them.

use crate::analysis::Cancel;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::store::Unmerged;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::hairline;
use egui::{Align, Layout, RichText, ScrollArea, Ui};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// What was merged since the dialog opened, or why not.
#[derive(Clone, Debug, Default)]
pub struct CopiesDialog {
    /// What came of each, and where a copy that was merged is kept.
    pub done: Vec<(String, Option<PathBuf>)>,
    /// What is being merged.
    pub work: Option<CopiesWork>,
}

/// Copies that are being merged, one after the other.
#[derive(Clone, Debug)]
pub struct CopiesWork {
    /// What waits, the one under way first.
    pub waiting: VecDeque<Unmerged>,
    /// What gives it up.
    pub cancel: Cancel,
    /// Whether a file can be read now that could not, so that the corpus is to be opened again.
    pub reopens: bool,
    /// Whether the one under way is merged on the disk, so that it cannot be given up.
    pub is_on_disk: bool,
}

impl CopiesWork {
    /// Merging these.
    pub fn new(copies: &[Unmerged]) -> Self {
        Self { waiting: copies.iter().cloned().collect(), cancel: Cancel::default(), reopens: false, is_on_disk: false }
    }
}

/// Draws the list: each second version with its file and who left it, and what came of those merged.
pub fn copies_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &CopiesDialog, out: &mut Vec<Action>) {
    let waiting = ctx.session.unmerged();
    if waiting.is_empty() && state.done.is_empty() {
        ui.label("No copies wait to be merged.");
        ui.label(
            RichText::new(
                "When two people change a file at once, sync tools leave a copy beside it. It is found here.",
            )
            .color(ctx.tokens.soft),
        );
        return;
    }
    if !waiting.is_empty() {
        ui.label(
            "Each holds a second version of a file. Merging takes in what only the copy has, and keeps both where the \
             two say different things, for you to settle. The copy is then moved out of the folder and kept.",
        );
    }
    let height = f32::max(ui.available_height() - 48.0, 120.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (at, (line, aside)) in state.done.iter().enumerate() {
            if at > 0 || !waiting.is_empty() {
                hairline(ui);
            }
            done_ui(ui, ctx, line, aside.as_deref(), out);
        }
        for unmerged in waiting {
            hairline(ui);
            ui.add_enabled_ui(state.work.is_none(), |ui| waiting_ui(ui, ctx, unmerged, out));
        }
    });
    if let Some(work) = &state.work {
        ui.add_space(space::TIGHT);
        working_ui(ui, work, out);
    } else if waiting.len() > 1 {
        ui.add_space(space::TIGHT);
        if ui.button(format!("Merge all {}", waiting.len())).clicked() {
            out.push(Action::MergeCopies(waiting.to_vec()));
        }
    }
}

/// Says what is being merged, with a button that gives it up.
fn working_ui(ui: &mut Ui, work: &CopiesWork, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.spinner();
        let name = work.waiting.front().map(|unmerged| unmerged.path.display().to_string()).unwrap_or_default();
        let more = if work.waiting.len() > 1 { format!(", {} more", work.waiting.len() - 1) } else { String::new() };
        let button = ui.button("Cancel").on_hover_text("Stop merging; copies that were not merged stay (Esc)");
        if button.accessible_name("Cancel merging").clicked() {
            out.push(Action::CloseDialog);
        }
        ui.label(format!("Merging {name}{more}…"));
    });
}

fn done_ui(ui: &mut Ui, ctx: Ctx<'_>, line: &str, aside: Option<&Path>, out: &mut Vec<Action>) {
    let Some(aside) = aside else {
        ui.label(RichText::new(line).color(ctx.tokens.warning));
        return;
    };
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        let place = aside.display().to_string();
        if ui.button("Show copy").on_hover_text(&place).clicked() {
            out.push(Action::Reveal(aside.to_owned()));
        }
        ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
            ui.add(egui::Label::new(line).wrap());
            let kept = RichText::new("Kept outside the folder, as it was").color(ctx.tokens.soft);
            ui.add(egui::Label::new(kept).wrap()).on_hover_text(place);
        });
    });
}

fn waiting_ui(ui: &mut Ui, ctx: Ctx<'_>, unmerged: &Unmerged, out: &mut Vec<Action>) {
    let name = unmerged.path.display().to_string();
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        let button = ui.button("Merge").on_hover_text(format!("Merge {name}"));
        if button.accessible_name(format!("Merge {name}")).clicked() {
            out.push(Action::MergeCopies(vec![unmerged.clone()]));
        }
        ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
            ui.add(egui::Label::new(RichText::new(&name).font(theme::semibold(size::NOTE))).wrap());
            ui.add(egui::Label::new(RichText::new(origin(ctx, unmerged)).color(ctx.tokens.soft)).wrap());
        });
    });
}

/// Who left the second version, and of what.
fn origin(ctx: Ctx<'_>, unmerged: &Unmerged) -> String {
    let layout = ctx.session.layout();
    let file = layout.file(&unmerged.of);
    let file = layout.below_root(&file).display();
    match unmerged.tool {
        Some(tool) => format!("A copy of {file}, left by {tool}"),
        None => "Git marked two versions in this file; nothing of it is shown until they are merged".to_owned(),
    }
}

/// What is said of a copy that was merged.
pub fn merged_words(unmerged: &Unmerged, n_taken: usize, n_conflicts: usize) -> String {
    let taken = match n_taken {
        0 => "nothing in it was new".to_owned(),
        1 => "1 entry taken".to_owned(),
        n => format!("{n} entries taken"),
    };
    let settle = if n_conflicts == 0 { String::new() } else { format!(", {n_conflicts} to be settled") };
    format!("Merged {}: {taken}{settle}.", unmerged.path.display())
}
