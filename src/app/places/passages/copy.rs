//! The rows that are picked as text for the clipboard.

use super::ask::PassagesAsk;
use super::column::Column;
use super::place::{Mode, PassagesPlace};
use crate::analysis::RowRef;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::exchange::clipboard_text;
use std::borrow::Cow;

/// Copies what is picked: of statements the columns that are shown, of hits the words around each.
pub fn copy(ctx: Ctx<'_>, state: &PassagesPlace, out: &mut Vec<Action>) {
    let (rows, noun) = match state.mode {
        Mode::Statements => (statements(ctx, state), "passage"),
        Mode::Texts => (hits(ctx, state), "hit"),
    };
    if rows.len() > 1 {
        let words = format!("Copied {}", count(rows.len() - 1, noun));
        out.push(Action::Copy(clipboard_text(rows)));
        out.push(Action::Passages(PassagesAsk::Tell(words)));
    }
}

/// A row of headings, and one for each statement picked.
fn statements(ctx: Ctx<'_>, state: &PassagesPlace) -> Vec<Vec<Cow<'static, str>>> {
    let columns = || ctx.settings.passages.columns.iter().map(|shown| shown.column);
    let cell = |column: Column, row: &RowRef<'_>| match column {
        Column::Passage => Cow::Owned(passage(ctx, row)),
        column => column.text(ctx, row),
    };
    let rows = (0..state.rows.len()).filter_map(|at| ctx.table.row(state.rows.get(at)?));
    let picked = rows.filter(|row| state.picked.contains(row.statement.id));
    let mut all = vec![columns().map(|column| Cow::Borrowed(column.name())).collect()];
    all.extend(picked.map(|row| columns().map(|column| cell(column, &row)).collect::<Vec<_>>()));
    all
}

/// All of the passage, its parts joined.
fn passage(ctx: Ctx<'_>, row: &RowRef<'_>) -> String {
    let text = ctx.session.corpus().documents().get(row.document).and_then(|document| document.ready_text());
    text.map(|text| row.statement.fragments(text).collect::<Vec<_>>().join(" … ")).unwrap_or_default()
}

/// A row of headings, and the hit that the keys are at.
fn hits(ctx: Ctx<'_>, state: &PassagesPlace) -> Vec<Vec<Cow<'static, str>>> {
    let mut all = vec![["Document", "Left", "Hit", "Right"].map(Cow::Borrowed).to_vec()];
    if let Some(hit) = state.search.cursor.and_then(|at| state.search.hit(at)) {
        let document = ctx.session.corpus().document(&hit.document);
        let title = document.map(|document| document.title().to_owned()).unwrap_or_default();
        let words = [&hit.context.left, &hit.context.keyword, &hit.context.right].map(|words| words.trim().to_owned());
        all.push(std::iter::once(title).chain(words).map(Cow::Owned).collect());
    }
    all
}
