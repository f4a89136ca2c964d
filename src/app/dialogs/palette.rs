//! The palette: commands and documents by a few letters of their name.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::fuzzy::Fuzzy;
use crate::app::panels::documents::meta_line;
use crate::app::panels::picker::{PickRow, Picked, Picker, picker_ui};
use crate::ui::theme::Tokens;
use egui::Ui;

/// Entries offered at once.
const MAX_ROWS: usize = 60;

/// View state of the palette.
#[derive(Default)]
pub struct Palette {
    picker: Picker,
    fuzzy: Fuzzy,
}

/// Draws the palette.
pub fn palette_ui(ui: &mut Ui, tokens: &Tokens, ctx: Option<Ctx<'_>>, state: &mut Palette, out: &mut Vec<Action>) {
    let mut entries: Vec<(PickRow, Action)> = Command::ALL
        .into_iter()
        .filter(|command| match ctx {
            Some(ctx) => ctx.enabled(*command).is_ok(),
            None => !command.needs_corpus(),
        })
        .map(|command| {
            let info = command.info();
            let key = info.chords.first().map(|chord| format!(" · {chord}")).unwrap_or_default();
            let detail = format!("{}{key}", info.help);
            let row = PickRow { title: info.name.to_owned(), detail, ..PickRow::default() };
            (row, Action::Run(command))
        })
        .collect();
    for document in ctx.map(|ctx| ctx.session.corpus().documents()).unwrap_or_default() {
        let row = PickRow { title: document.title().to_owned(), detail: meta_line(document), ..PickRow::default() };
        entries.push((row, Action::ShowDocument(document.path.clone())));
    }
    let names = entries.iter().map(|(row, _)| vec![row.title.as_str(), row.detail.as_str()]);
    let found = state.fuzzy.rank(&state.picker.typed, names, MAX_ROWS);
    let rows: Vec<PickRow> = found.iter().map(|at| entries[*at].0.clone()).collect();
    match picker_ui(ui, tokens, &mut state.picker, "Search or command…", &rows) {
        None => {}
        Some(Picked::Nothing) => out.push(Action::CloseDialog),
        Some(Picked::Row(row)) => {
            out.push(Action::CloseDialog);
            out.push(entries[found[row]].1.clone());
        }
    }
}
