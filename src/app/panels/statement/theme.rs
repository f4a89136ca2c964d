//! About what: one theme of the tree.

use super::super::picker::{PickRow, Picked, PickedOf, picked_of, picker_ui};
use super::fields::{BoxText, box_ui, carried_label_ui};
use super::{Field, StatementPanel};
use crate::app::action::{Action, NewEntry, Saying};
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::new_entry;
use crate::model::{Theme, ThemeId};
use crate::ui::glyph::Glyph;
use egui::Ui;

/// Entries offered at once.
const MAX_ROWS: usize = 60;

/// Draws the theme, and the picker when it is open.
pub fn theme_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    carried_label_ui(ui, ctx, "Theme", Command::CarryTheme, out);
    if state.open == Some(Field::Theme) {
        return theme_picker_ui(ui, ctx, state, out);
    }
    let chosen = ctx.said().theme();
    let value = chosen.map(|id| ctx.codebook().theme_name(id)).unwrap_or_default();
    let theme = chosen.and_then(|id| ctx.codebook().themes.get(id));
    let above = chosen.map(|id| above(ctx, id)).unwrap_or_default();
    let definition = theme.map(|theme| theme.definition.as_str()).unwrap_or_default();
    let parts: Vec<&str> = [above.as_str(), definition].into_iter().filter(|part| !part.is_empty()).collect();
    let detail = parts.join(" · ");
    let text =
        BoxText { field: "Theme", value, empty: "About what?", detail: &detail, key: &ctx.hint(Command::PickTheme) };
    let response = box_ui(ui, ctx.tokens, &text);
    let response = match theme {
        Some(theme) => response.on_hover_text(guidance(theme)),
        None => response.on_hover_text(ctx.keymap.tooltip(Command::PickTheme)),
    };
    if response.clicked() {
        state.open(Field::Theme);
    }
}

/// The themes above this one, such as `Workforce > Pay`; empty at the top.
fn above(ctx: Ctx<'_>, id: &ThemeId) -> String {
    let line = ctx.codebook().theme_line(id);
    let above = line.len().saturating_sub(1);
    line[..above].iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>().join(crate::model::THEME_PATH_SEPARATOR)
}

/// What helps to decide for or against a theme.
fn guidance(theme: &Theme) -> String {
    let part = |head: &str, text: &str| if text.is_empty() { String::new() } else { format!("{head}{text}") };
    let parts = [theme.definition.clone(), part("Use: ", &theme.when), part("Not: ", &theme.when_not)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn theme_picker_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut StatementPanel, out: &mut Vec<Action>) {
    let themes: Vec<&Theme> = ctx.codebook().themes.iter().collect();
    let above: Vec<String> = themes.iter().map(|theme| above(ctx, &theme.id)).collect();
    let typed = state.picker.typed.trim().to_owned();
    let fields = themes.iter().zip(&above).map(|(theme, above)| vec![theme.name.as_str(), above, &theme.definition]);
    let (found, n_sure) = state.fuzzy.rank_apart(&typed, fields, MAX_ROWS);
    let mut rows: Vec<PickRow> = found
        .iter()
        .map(|at| PickRow {
            title: match themes[*at].key {
                Some(key) => format!("{}  ({})", themes[*at].name, key.to_uppercase()),
                None => themes[*at].name.clone(),
            },
            detail: above[*at].clone(),
            help: guidance(themes[*at]),
            sign: None,
        })
        .collect();
    let is_new = new_entry::theme(ctx.codebook(), &typed).is_some_and(|(edits, _)| !edits.is_empty());
    if is_new {
        // It stands before those that only share some letters.
        let row = PickRow {
            title: format!("New theme: {typed}"),
            detail: "Name, or a path such as Workforce > Pay".to_owned(),
            help: String::new(),
            sign: Some((Glyph::Plus, ctx.tokens.accent)),
        };
        rows.insert(n_sure, row);
    }
    match picker_ui(ui, ctx.tokens, &mut state.picker, "Choose or name a theme", &rows) {
        None => return,
        Some(Picked::Nothing) => {}
        Some(Picked::Row(row)) => out.push(match picked_of(row, n_sure, usize::from(is_new)) {
            PickedOf::Known(nth) => Action::Say(Saying::Theme(Some(themes[found[nth]].id.clone()))),
            PickedOf::New(_) => Action::Make(NewEntry::Theme(typed)),
        }),
    }
    state.close();
}
