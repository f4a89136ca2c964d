//! Coverage: what was read, coded, coded to nothing and left unset, by coder and by document.

mod shown;

use super::base::Base;
use super::choose::choice_ui;
use super::exporting::{Finding, Want};
use super::figures::{Done, Layout, table_ui};
use super::finding::{account_ui, heading_ui, room_above};
use super::kept::Kept;
use crate::analysis::{Reading, reading};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::exchange::{documents_sheet, reading_sheet};
use egui::Ui;
use shown::Shown;

/// What has a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// Each coder.
    #[default]
    Coders,
    /// Each document.
    Documents,
}

impl Lines {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Coders, Self::Documents];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Coders => "Coder",
            Self::Documents => "Document",
        }
    }
}

/// View state of the coverage.
#[derive(Default)]
pub struct CoverageView {
    /// What has a line.
    pub lines: Lines,
    kept: Kept<(), Reading>,
    layout: Kept<(Lines, u32), Layout>,
}

/// Draws the view.
pub fn coverage_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut CoverageView,
    base: &Base,
    want: Option<Want>,
    out: &mut Vec<Action>,
) {
    let lines = Lines::ALL.map(|lines| (lines, lines.name().to_owned()));
    if let Some(lines) = choice_ui(ui, ctx, "By", "What has a line", &view.lines, &lines) {
        view.lines = lines;
    }
    let CoverageView { lines, kept, layout } = view;
    let found = kept.get(ctx, base, (), |()| reading(ctx.session.corpus(), ctx.table, base.selection()));
    let shown = Shown { ctx, reading: found, lines: *lines, base };
    let title = format!("Coverage by {}", lines.name().to_lowercase());
    heading_ui(ui, ctx, &title);
    let room = (ui.available_width() * 0.4).round();
    let layout = layout.get(ctx, base, (*lines, room as u32), |_| Layout::new(ui.painter(), &shown, room));
    let account = found.account.sentence();
    let height = room_above(ui, &account);
    let done = table_ui(ui, ctx.tokens, &shown, layout, height, &mut |_, _| ());
    account_ui(ui, ctx, &account);
    if let Some(want) = want {
        let sheet = match lines {
            Lines::Coders => reading_sheet(found, None),
            Lines::Documents => documents_sheet(found, ctx.table.names()),
        };
        want.ask(Finding { sheet: Some(sheet), title, account, ..Finding::default() }, out);
    }
    if let Some(Done::Opened(spot)) = done {
        out.extend(shown.query(spot).map(Action::OpenPassages));
    }
}
