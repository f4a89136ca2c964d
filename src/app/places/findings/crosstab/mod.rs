//! The crosstab: any two fields against each other, as a table.

mod choices;
mod shown;

pub use choices::{Choices, Shows};

use super::base::Base;
use super::exporting::{Finding, Want};
use super::figures::{Done, Layout, table_ui};
use super::finding::{account_ui, heading_ui, problem_ui, room_above};
use super::kept::Kept;
use super::profile::menu_ui;
use crate::analysis::{Crosstab, CrosstabRequest, TooLarge, crosstab};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::chart::{Heat, heat};
use crate::exchange::crosstab_sheet;
use egui::Ui;
use shown::Shown;

/// Width of its picture in points.
const PICTURE: f32 = 880.0;

/// View state of the crosstab.
#[derive(Default)]
pub struct CrosstabView {
    /// What is counted, and how it is shown.
    pub choices: Choices,
    kept: Kept<CrosstabRequest, Result<Crosstab, TooLarge>>,
    layout: Kept<(Choices, u32), Layout>,
}

impl CrosstabView {
    /// The crosstab as it is shown, if there is one.
    pub fn finding(&mut self, ctx: Ctx<'_>, base: &Base) -> Option<&Crosstab> {
        let request = self.choices.request();
        self.kept.get(ctx, base, request, |request| crosstab(ctx.table, base.selection(), request)).as_ref().ok()
    }
}

/// Draws the view.
pub fn crosstab_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut CrosstabView,
    base: &Base,
    want: Option<Want>,
    out: &mut Vec<Action>,
) {
    view.choices.ui(ui, ctx, base.fields());
    let CrosstabView { choices, kept, layout } = view;
    let found = kept.get(ctx, base, choices.request(), |request| crosstab(ctx.table, base.selection(), request));
    heading_ui(ui, ctx, &choices.title());
    let crosstab = match found {
        Ok(crosstab) => crosstab,
        Err(error) => return problem_ui(ui, ctx, &error.to_string()),
    };
    let shown = Shown::new(ctx, crosstab, choices);
    let room = (ui.available_width() * 0.4).round();
    let layout = layout.get(ctx, base, (choices.clone(), room as u32), |_| Layout::new(ui.painter(), &shown, room));
    let account = crosstab.account.sentence();
    let height = room_above(ui, &account);
    let menu = &mut |ui: &mut Ui, spot| {
        if let Some(value) = shown.value_at(spot) {
            menu_ui(ui, value, out);
        }
    };
    let done = table_ui(ui, ctx.tokens, &shown, layout, height, menu);
    account_ui(ui, ctx, &account);
    if let Some(want) = want {
        let mut drawn = Heat::of_crosstab(crosstab, choices.share(), ctx.table.names());
        drawn.title = choices.title();
        let picture = Some(heat(&drawn, PICTURE).drawing);
        let sheet = Some(crosstab_sheet(crosstab, choices.share(), ctx.table.names()));
        want.ask(Finding { title: choices.title(), sheet, picture, account, ..Finding::default() }, out);
    }
    if let Some(Done::Opened(spot)) = done {
        out.push(Action::OpenPassages(shown.opened(base, spot)));
    }
}
