//! Stance by theme, speaker or any other field: bars that part to both sides of one zero line.

mod choices;
mod drawn;

pub use choices::Choices;

use super::base::Base;
use super::drawing::{DRAWN, chart_ui, width_for};
use super::exporting::{Finding, Want};
use super::fields::label;
use super::finding::{account_ui, heading_ui, problem_ui, room_above};
use super::kept::Kept;
use super::opening::opened;
use crate::analysis::{BarsRequest, Measure, StanceBars, TooLarge, Value, stance_bars};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::chart::{BarLength, BarMark, Bars, Chart, bars};
use crate::exchange::bars_sheet;
use egui::Ui;

/// View state of the bars.
#[derive(Default)]
pub struct StanceView {
    /// What is counted, and how it is shown.
    pub choices: Choices,
    kept: Kept<BarsRequest, Result<StanceBars, TooLarge>>,
    chart: Kept<(BarsRequest, BarLength, u32), Chart<BarMark>>,
}

/// Draws the view.
pub fn stance_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut StanceView,
    base: &Base,
    want: Option<Want>,
    out: &mut Vec<Action>,
) {
    view.choices.ui(ui, ctx, base.fields());
    let StanceView { choices, kept, chart } = view;
    let found = kept.get(ctx, base, choices.request(), |request| stance_bars(ctx.table, base.selection(), request));
    heading_ui(ui, ctx, &choices.title());
    let found = match found {
        Ok(found) => found,
        Err(error) => return problem_ui(ui, ctx, &error.to_string()),
    };
    let width = width_for(ui, DRAWN);
    let request = (choices.request(), choices.length, width);
    let chart = chart.get(ctx, base, request, |_| {
        let mut drawn = Bars::of(found);
        (drawn.title, drawn.head) = (choices.title(), label(&choices.field));
        bars(&drawn, choices.length, width as f32)
    });
    let account = found.account.sentence();
    let height = room_above(ui, &account);
    let clicked = chart_ui(ui, ctx, chart, height);
    account_ui(ui, ctx, &account);
    if let Some(want) = want {
        let picture = Some(chart.drawing.clone());
        let sheet = Some(bars_sheet(found, ctx.table.names()));
        want.ask(Finding { title: choices.title(), sheet, picture, account, ..Finding::default() }, out);
    }
    if let Some(mark) = clicked {
        let values: Vec<Value> = drawn::values_of(found, mark);
        out.push(Action::OpenPassages(opened(ctx, base, values.iter(), Measure::MeanStance)));
    }
}
