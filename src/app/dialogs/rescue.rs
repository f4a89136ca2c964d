//! Rescue copies: what could not be saved, what it has that the files have not, and what to do with it.

use crate::app::action::{Action, RescueAsk};
use crate::app::ctx::Ctx;
use crate::app::differences::{Row, Sign, rows, summary};
use crate::app::words::{moment, sentence};
use crate::session::rescue::{Offer, Offers};
use crate::store::FileKey;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::hairline;
use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, vec2};
use std::path::{Path, PathBuf};

/// Most rows of one copy that are drawn.
const MAX_ROWS: usize = 100;
/// Room for the word before a row, in points.
const SIGN_WIDTH: f32 = 96.0;

/// View state of the dialog, and the copies that wait.
#[derive(Default)]
pub struct RescueDialog {
    /// Whether somebody looked for copies since the corpus was opened.
    pub is_asked: bool,
    /// Whether they are being read.
    pub is_reading: bool,
    /// What was found, and the revision of the corpus that it was held against.
    pub found: Option<(u64, Offers)>,
    /// Copies that were taken over, to be put aside once everything is on the disk.
    pub settled: Vec<PathBuf>,
    /// Copies that were taken over since the corpus was opened, the last one last.
    pub taken: Vec<PathBuf>,
    /// Copies whose taking over was undone, the last one last.
    pub given_back: Vec<PathBuf>,
    /// The copy that is being written to a place of the user's own.
    pub writing: Option<PathBuf>,
    /// What the copies would change, in words, at the revision of the corpus that it was worked out for.
    shown: Option<(u64, Vec<Vec<Row>>)>,
}

impl RescueDialog {
    /// Takes in what was found when the corpus had this revision.
    pub fn take_in(&mut self, revision: u64, found: Offers) {
        self.found = Some((revision, found));
        self.shown = None;
        self.is_reading = false;
    }

    /// The copy in this file.
    pub fn offer(&self, path: &Path) -> Option<&Offer> {
        self.found.as_ref()?.1.offers.iter().find(|offer| offer.path == *path)
    }

    /// Takes a copy off the list. It is decided on.
    pub fn remove(&mut self, path: &Path) {
        if let Some((_, found)) = &mut self.found {
            found.offers.retain(|offer| offer.path != *path);
            found.unreadable.retain(|(other, _)| other != path);
        }
        self.shown = None;
    }

    /// How many copies wait for somebody's decision.
    pub fn n_waiting(&self) -> usize {
        self.found.as_ref().map_or(0, |(_, found)| found.offers.len() + found.unreadable.len())
    }
}

/// The file of a copy in words: `003_218fa99778f4842d.txt by coder-1`.
pub fn file_words(key: &FileKey) -> String {
    match key {
        FileKey::Set(key) => format!("{} by {}", key.document, key.coder),
        FileKey::Codebook => "the codebook".to_owned(),
        FileKey::CorpusFile => "the details of documents".to_owned(),
    }
}

/// Draws the dialog.
pub fn rescue_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut RescueDialog, out: &mut Vec<Action>) {
    if state.is_reading {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label("Reading…");
        });
        return;
    }
    if state.n_waiting() == 0 {
        ui.label("No rescue copy waits. Where a file cannot be saved, a copy of it is kept and offered here.");
        return;
    }
    let Some((revision, found)) = &state.found else { return };
    let now = ctx.session.revision();
    if state.shown.as_ref().is_none_or(|(shown, _)| *shown != now) {
        let corpus = ctx.session.corpus();
        let rescues = ctx.session.rescues().filter(|_| *revision != now);
        let of = |offer: &Offer| {
            let anew = rescues.map(|rescues| offer.anew(rescues, corpus));
            rows(&anew.as_ref().unwrap_or(offer).edits(corpus, *revision == now), corpus)
        };
        state.shown = Some((now, found.offers.iter().map(of).collect()));
    }
    ui.label("Standpoint kept work that could not be saved. Nothing changes until you decide; undo takes it back.");
    let room = (ui.available_height() - 48.0).max(120.0);
    let shown = state.shown.as_ref().map(|(_, rows)| rows.as_slice()).unwrap_or_default();
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for (offer, rows) in found.offers.iter().zip(shown) {
            hairline(ui);
            ui.add_space(space::TIGHT);
            offer_ui(ui, ctx, offer, rows, out);
        }
        for (path, why) in &found.unreadable {
            hairline(ui);
            ui.add_space(space::TIGHT);
            unreadable_ui(ui, ctx, path, why, out);
        }
    });
    hairline(ui);
    ui.add_space(space::TIGHT);
    if ui.button("Decide later").on_hover_text("The copies stay; “Rescue copies…” in the menu shows them").clicked()
    {
        out.push(Action::CloseDialog);
    }
}

fn offer_ui(ui: &mut Ui, ctx: Ctx<'_>, offer: &Offer, rows: &[Row], out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    let soft = |text: String| RichText::new(text).font(theme::font(size::NOTE)).color(tokens.soft);
    let file = file_words(&offer.key);
    ui.label(RichText::new(heading(ctx, offer)).font(theme::semibold(size::BODY)));
    ui.label(soft(format!("{file} · kept {} · {}", moment(offer.kept.kept), sentence(&offer.kept.why))));
    let words = if rows.is_empty() { "The file says the same by now.".to_owned() } else { sentence(&summary(rows)) };
    ui.add_space(space::TIGHT);
    ui.label(words);
    if !offer.restored.is_next && !rows.is_empty() {
        ui.label(soft("The file was changed since. What it says more or said later stays.".to_owned()));
    }
    for row in rows.iter().take(MAX_ROWS) {
        row_ui(ui, ctx, row);
    }
    if rows.len() > MAX_ROWS {
        ui.label(soft(format!("and {} more", rows.len() - MAX_ROWS)));
    }
    for why in offer.restored.unread.iter().take(5) {
        let words = format!("Part of the copy cannot be taken over: {why}. Save the copy to keep it.");
        ui.label(RichText::new(words).color(tokens.warning));
    }
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        let refusal = refusal(ctx, offer, rows);
        let text = RichText::new("Take over").font(theme::semibold(size::BODY)).color(tokens.on_accent);
        let button = Button::new(text).fill(tokens.accent).min_size(vec2(88.0, 28.0));
        let response = ui.add_enabled(refusal.is_none(), button).accessible_name(format!("Take over {file}"));
        let response = response.on_hover_text("One step, which undo takes back");
        if response.on_disabled_hover_text(refusal.unwrap_or_default()).clicked() {
            out.push(Action::Rescue(RescueAsk::TakeOver(offer.path.clone())));
        }
        let keep = ui.button("Keep the file as it is").accessible_name(format!("Keep {file} as it is"));
        if keep.on_hover_text("The copy is put aside, not deleted").clicked() {
            out.push(Action::Rescue(RescueAsk::SetAside(offer.path.clone())));
        }
        let save = ui.button("Save copy as…").accessible_name(format!("Save copy of {file} as…"));
        if save.on_hover_text("Write the copy to a place of your own").clicked() {
            out.push(Action::Rescue(RescueAsk::AskFile(offer.path.clone())));
        }
    });
    ui.add_space(space::STEP);
}

/// The title of what the copy is of.
fn heading(ctx: Ctx<'_>, offer: &Offer) -> String {
    match &offer.key {
        FileKey::Set(key) => {
            let document = ctx.session.corpus().document(&key.document);
            document.map_or_else(|| key.document.to_string(), |document| document.title().to_owned())
        }
        FileKey::Codebook => "Codebook".to_owned(),
        FileKey::CorpusFile => "Details of documents".to_owned(),
    }
}

/// Why a copy cannot be taken over now; `None` when it can.
fn refusal(ctx: Ctx<'_>, offer: &Offer, rows: &[Row]) -> Option<String> {
    match &offer.key {
        _ if rows.is_empty() => Some("There is nothing to take over".to_owned()),
        FileKey::Set(key) if key.coder != *ctx.session.coder() => {
            Some(format!("It is the work of {0}: change the coder to {0} first", key.coder))
        }
        _ => None,
    }
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &Row) {
    let tokens = ctx.tokens;
    ui.horizontal_top(|ui| {
        let colour = if row.sign == Sign::OnlyHere { tokens.warning } else { tokens.accent };
        let sign = RichText::new(row.sign.word()).font(theme::semibold(size::CAPTION)).color(colour);
        let layout = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(SIGN_WIDTH, 18.0), layout, |ui| {
            ui.set_min_width(SIGN_WIDTH);
            ui.label(sign);
        });
        ui.vertical(|ui| {
            if !row.what.is_empty() {
                ui.label(RichText::new(&row.what).font(theme::reading(size::BODY)));
            }
            if !row.said.is_empty() {
                ui.label(RichText::new(&row.said).font(theme::font(size::NOTE)).color(tokens.soft));
            }
        });
    });
}

fn unreadable_ui(ui: &mut Ui, ctx: Ctx<'_>, path: &Path, why: &str, out: &mut Vec<Action>) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ui.label(RichText::new(&name).font(theme::semibold(size::BODY)));
    ui.label(RichText::new(format!("It cannot be offered: {why}. It is kept as it is.")).color(ctx.tokens.warning));
    ui.horizontal_wrapped(|ui| {
        if ui.button("Show folder").accessible_name(format!("Show folder of {name}")).clicked() {
            out.push(Action::Reveal(path.to_owned()));
        }
        let aside = ui.button("Put aside").accessible_name(format!("Put aside {name}"));
        if aside.on_hover_text("It is offered no more, and not deleted").clicked() {
            out.push(Action::Rescue(RescueAsk::SetAside(path.to_owned())));
        }
    });
    ui.add_space(space::STEP);
}
