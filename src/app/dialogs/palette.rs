//! The palette: commands and documents by a few letters of their name.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::{Basics, Ctx};
use crate::app::fuzzy::Fuzzy;
use crate::app::panels::documents::meta_line;
use crate::app::panels::picker::{PickRow, Picked, Picker, picker_ui};
use crate::model::Document;
use egui::Ui;

/// Entries offered at once.
const MAX_ROWS: usize = 60;

/// View state of the palette: what it offers, made when it opens, and what was found for which words.
#[derive(Default)]
pub struct Palette {
    picker: Picker,
    fuzzy: Fuzzy,
    entries: Option<Vec<(PickRow, Action)>>,
    ranked_for: Option<String>,
    found: Vec<usize>,
    rows: Vec<PickRow>,
}

impl Palette {
    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.picker.is_opening()
    }
}

/// Draws the palette.
pub fn palette_ui(ui: &mut Ui, basics: Basics<'_>, ctx: Option<Ctx<'_>>, state: &mut Palette, out: &mut Vec<Action>) {
    let entries = state.entries.get_or_insert_with(|| entries(basics, ctx));
    if state.ranked_for.as_ref() != Some(&state.picker.typed) {
        let names = entries.iter().map(|(row, _)| vec![row.title.as_str(), row.detail.as_str()]);
        state.found = state.fuzzy.rank(&state.picker.typed, names, MAX_ROWS);
        state.rows = state.found.iter().map(|at| entries[*at].0.clone()).collect();
        state.ranked_for = Some(state.picker.typed.clone());
    }
    match picker_ui(ui, basics.tokens, &mut state.picker, "Search or command…", &state.rows) {
        None => {}
        Some(Picked::Nothing) => out.push(Action::CloseDialog),
        Some(Picked::Row(row)) => {
            out.push(Action::CloseDialog);
            out.extend(state.found.get(row).map(|at| entries[*at].1.clone()));
        }
    }
}

/// Every command that makes sense now, and every document.
fn entries(basics: Basics<'_>, ctx: Option<Ctx<'_>>) -> Vec<(PickRow, Action)> {
    let makes_sense = |command: &Command| match ctx {
        Some(ctx) => ctx.enabled(*command).is_ok(),
        None => !command.needs_corpus(),
    };
    let command_row = |command: Command| {
        let info = command.info();
        let key = basics.keymap.key(command);
        let detail = if key.is_empty() { info.help.to_owned() } else { format!("{} · {key}", info.help) };
        (PickRow { title: info.name.to_owned(), detail, ..PickRow::default() }, Action::Run(command))
    };
    let document_row = |document: &Document| {
        let row = PickRow { title: document.title().to_owned(), detail: meta_line(document), ..PickRow::default() };
        (row, Action::ShowDocument(document.path.clone()))
    };
    let documents = ctx.map(|ctx| ctx.session.corpus().documents()).unwrap_or_default();
    Command::ALL
        .iter()
        .copied()
        .filter(makes_sense)
        .map(command_row)
        .chain(documents.iter().map(document_row))
        .collect()
}
