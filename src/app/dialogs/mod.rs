//! Dialogs: windows inside the one window, opened and closed as values.

pub mod codebook_export;
pub mod codebook_import;
pub mod coder;
pub mod conflicts;
pub mod copies;
pub mod destination;
pub mod dropping;
pub mod export;
pub mod finding_export;
pub mod import;
pub mod open_path;
pub mod opening;
pub mod palette;
pub mod problems;
pub mod rescue;
pub mod restore;
pub mod settings;
pub mod shortcuts;
pub mod stopped;

use super::action::Action;
use super::ctx::{Basics, Ctx};
use super::dialog::Dialog;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, hairline};
use egui::{Align, Id, Layout, Modal, RichText, Ui};

/// View state of the dialogs.
#[derive(Default)]
pub struct Dialogs {
    /// The one that is open.
    pub open: Option<Dialog>,
    /// Whether its first field still wants the text cursor.
    wants_focus: bool,
    path: String,
    /// The corpus that is being opened, by name.
    pub opening: String,
    /// The document to which sets are being taken along.
    pub along: String,
    coder: String,
    /// The export being set up.
    pub export: export::ExportDialog,
    /// The import being looked at.
    pub import: import::ImportDialog,
    /// The export of the codebook being set up.
    pub codebook_export: codebook_export::CodebookExport,
    /// The export of a finding being set up.
    pub finding_export: finding_export::FindingExport,
    /// The import of a codebook being looked at.
    pub codebook_import: codebook_import::CodebookImport,
    /// Conflicts to settle.
    pub conflicts: conflicts::ConflictsDialog,
    /// The backups being looked at.
    pub restore: restore::RestoreDialog,
    /// The statements that a save would take away.
    pub dropping: dropping::DroppingDialog,
    /// What is told after the program failed.
    pub stopped: stopped::StoppedDialog,
    /// The rescue copies that wait.
    pub rescue: rescue::RescueDialog,
    /// What was merged.
    pub copies: copies::CopiesDialog,
    palette: palette::Palette,
    keys: shortcuts::KeysSheet,
}

impl Dialogs {
    /// Whether a text field of the dialog is about to get the focus.
    pub fn is_opening(&self) -> bool {
        match self.open {
            Some(Dialog::Palette) => self.palette.is_opening(),
            Some(Dialog::OpenPath | Dialog::Coder | Dialog::Shortcuts) => self.wants_focus,
            _ => false,
        }
    }

    /// Whether key presses are for the dialog alone, whatever they mean elsewhere: it asks for a key, or shows something
    /// under way that no other dialog may take the place of.
    pub fn takes_all_keys(&self) -> bool {
        match self.open {
            Some(Dialog::Shortcuts) => self.keys.takes_all_keys(),
            Some(Dialog::Opening | Dialog::Along) => true,
            Some(Dialog::Copies) => self.copies.work.is_some(),
            _ => false,
        }
    }

    /// Opens a dialog in place of the one that is open.
    pub fn show(&mut self, dialog: Dialog) {
        self.open = Some(dialog);
        self.wants_focus = true;
        match dialog {
            Dialog::OpenPath => self.path.clear(),
            Dialog::Coder => self.coder.clear(),
            Dialog::Export => self.export.begin(),
            Dialog::Palette => self.palette = palette::Palette::default(),
            Dialog::ExportCodebook => self.codebook_export.begin(),
            Dialog::Shortcuts => self.keys = shortcuts::KeysSheet::default(),
            Dialog::Conflicts
            | Dialog::ExportFinding
            | Dialog::ImportCodebook
            | Dialog::Import
            | Dialog::Copies
            | Dialog::Restore
            | Dialog::Dropping
            | Dialog::Opening
            | Dialog::Along
            | Dialog::Problems
            | Dialog::Rescue
            | Dialog::Settings
            | Dialog::Stopped => {}
        }
    }
}

/// Draws the open dialog, if there is one.
pub fn dialogs_ui(ui: &mut Ui, basics: Basics<'_>, ctx: Option<Ctx<'_>>, state: &mut Dialogs, out: &mut Vec<Action>) {
    let Some(dialog) = state.open else { return };
    let (title, width) = match dialog {
        Dialog::OpenPath => ("Open path", 480.0),
        Dialog::Opening => ("Opening corpus", 400.0),
        Dialog::Along => ("Taking statements along", 400.0),
        Dialog::Coder => ("Who codes?", 400.0),
        Dialog::Export => ("Export passages", 560.0),
        Dialog::Import => ("Import statements", 560.0),
        Dialog::ExportCodebook => ("Export codebook", 520.0),
        Dialog::ExportFinding => ("Export finding", 560.0),
        Dialog::ImportCodebook => ("Import codebook", 560.0),
        Dialog::Conflicts => ("Settle conflicts", 760.0),
        Dialog::Restore => ("Restore from backup", 960.0),
        Dialog::Dropping => ("Statements that would go", 640.0),
        Dialog::Copies => ("Merge copies", 640.0),
        Dialog::Problems => ("Problems in files", 640.0),
        Dialog::Rescue => ("Rescue copies", 640.0),
        Dialog::Settings => ("Settings", 560.0),
        Dialog::Stopped => ("Standpoint stopped unexpectedly", 560.0),
        Dialog::Shortcuts => ("Keys", 640.0),
        Dialog::Palette => ("Search or command", 520.0),
    };
    let screen = ui.ctx().content_rect();
    let modal = Modal::new(Id::unique("dialog")).show(ui.ctx(), |ui| {
        ui.set_width(f32::min(width, screen.width() - 64.0));
        ui.set_max_height(screen.height() - 96.0);
        if dialog != Dialog::Palette {
            title_ui(ui, title, out);
        }
        match (dialog, ctx) {
            (Dialog::OpenPath, _) => open_path::open_path_ui(ui, state, out),
            (Dialog::Opening, _) => opening::opening_ui(ui, basics, &state.opening, out),
            (Dialog::Along, _) => opening::along_ui(ui, basics, &state.along, out),
            (Dialog::Shortcuts, _) => {
                shortcuts::shortcuts_ui(ui, basics, ctx, (&mut state.keys, &mut state.wants_focus), out);
            }
            (Dialog::Stopped, _) => stopped::stopped_ui(ui, basics, &state.stopped, out),
            (Dialog::Settings, _) => settings::settings_ui(ui, basics, out),
            (Dialog::Palette, _) => palette::palette_ui(ui, basics, ctx, &mut state.palette, out),
            (Dialog::Coder, Some(ctx)) => coder::coder_ui(ui, ctx, state, out),
            (Dialog::Export, Some(ctx)) => export::export_ui(ui, ctx, &mut state.export, out),
            (Dialog::Import, Some(ctx)) => import::import_ui(ui, ctx, &mut state.import, out),
            (Dialog::ExportCodebook, Some(ctx)) => {
                codebook_export::codebook_export_ui(ui, ctx, &mut state.codebook_export, out);
            }
            (Dialog::ExportFinding, Some(ctx)) => {
                finding_export::finding_export_ui(ui, ctx, &mut state.finding_export, out);
            }
            (Dialog::ImportCodebook, Some(ctx)) => {
                codebook_import::codebook_import_ui(ui, ctx, &mut state.codebook_import, out);
            }
            (Dialog::Conflicts, Some(ctx)) => conflicts::conflicts_ui(ui, ctx, &mut state.conflicts, out),
            (Dialog::Restore, Some(ctx)) => restore::restore_ui(ui, ctx, &mut state.restore, out),
            (Dialog::Dropping, Some(ctx)) => dropping::dropping_ui(ui, ctx, &state.dropping, out),
            (Dialog::Copies, Some(ctx)) => copies::copies_ui(ui, ctx, &state.copies, out),
            (Dialog::Problems, Some(ctx)) => problems::problems_ui(ui, ctx, out),
            (Dialog::Rescue, Some(ctx)) => rescue::rescue_ui(ui, ctx, &mut state.rescue, out),
            (_, None) => out.push(Action::CloseDialog),
        }
    });
    if modal.should_close() {
        out.push(Action::CloseDialog);
    }
}

fn title_ui(ui: &mut Ui, title: &str, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(size::HEADING)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if glyph_button(ui, Glyph::Close, "Close", Some("Esc")).clicked() {
                out.push(Action::CloseDialog);
            }
        });
    });
    hairline(ui);
    ui.add_space(space::TIGHT);
}
