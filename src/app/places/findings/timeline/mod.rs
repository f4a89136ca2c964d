//! The timeline: figures by day, week, month, quarter or year, and what has no place on it.

mod choices;
mod undated;

pub use choices::Choices;

use super::base::Base;
use super::drawing::{chart_ui, width_for};
use super::exporting::{Finding, Want};
use super::finding::{account_ui, heading_ui, problem_ui, room_above};
use super::kept::Kept;
use super::opening::opened;
use crate::analysis::{Timeline, TimelineError, TimelineRequest, Value, timeline};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::chart::{self, Chart, TimeMark, Times};
use crate::exchange::timeline_sheet;
use egui::Ui;

/// A chart is no wider than this, in points.
const WIDEST: f32 = 1_080.0;
/// And no higher.
const HIGHEST: f32 = 400.0;
/// Room of the words below the chart.
const FOOT: f32 = 40.0;

/// View state of the timeline.
#[derive(Default)]
pub struct TimelineView {
    /// What is counted, and how it is shown.
    pub choices: Choices,
    kept: Kept<Choices, Result<Timeline, TimelineError>>,
    chart: Kept<(Choices, u32, u32), (Chart<TimeMark>, usize)>,
}

/// Draws the view.
pub fn timeline_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    view: &mut TimelineView,
    base: &Base,
    want: Option<Want>,
    out: &mut Vec<Action>,
) {
    let TimelineView { choices, kept, chart } = view;
    let found = kept.get(ctx, base, choices.clone(), |choices| count(ctx, base, choices));
    let period = found.as_ref().ok().map(|found| found.request.period);
    let asked = choices.clone();
    choices.ui(ui, ctx, base.fields(), period);
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            heading_ui(ui, ctx, &asked.title(period));
            problem_ui(ui, ctx, &error.to_string());
            if let TimelineError::TooManyPeriods { suggested, .. } = error
                && ui.button(format!("Count by {}", suggested.name())).clicked()
            {
                choices.period = Some(*suggested);
            }
            return;
        }
    };
    let title = asked.title(period);
    heading_ui(ui, ctx, &title);
    let account = found.account.sentence();
    if found.slots.is_empty() {
        problem_ui(
            ui,
            ctx,
            "no document that is counted has a date that is exact enough; dates are set in Code, under document details",
        );
        undated::undated_ui(ui, ctx, found, base, out);
        account_ui(ui, ctx, &account);
        return;
    }
    let width = width_for(ui, WIDEST);
    let room = room_above(ui, &account) - FOOT;
    let height = (room.min(HIGHEST) / 4.0).floor().max(40.0) as u32 * 4;
    let request = (asked.clone(), width, height);
    let (chart, n_more) = chart.get(ctx, base, request, |_| {
        let (mut times, n_more) = Times::of(found, ctx.table.names());
        times.title.clone_from(&title);
        (chart::timeline(&times, asked.form, (width as f32, height as f32)), n_more)
    });
    let clicked = chart_ui(ui, ctx, chart, room);
    undated::more_ui(ui, ctx, *n_more);
    undated::undated_ui(ui, ctx, found, base, out);
    account_ui(ui, ctx, &account);
    if let Some(want) = want {
        let picture = Some(chart.drawing.clone());
        let sheet = Some(timeline_sheet(found, ctx.table.names()));
        want.ask(Finding { title, sheet, picture, account, ..Finding::default() }, out);
    }
    if let Some(mark) = clicked {
        let series = found.series.get(mark.series).and_then(|series| series.value.as_ref());
        let slot = found.slots.get(mark.slot).map(|slot| Value::Date(*slot));
        let values = series.map(|value| value.value.clone()).into_iter().chain(slot);
        let values: Vec<Value> = values.collect();
        out.push(Action::OpenPassages(opened(ctx, base, values.iter(), asked.measure)));
    }
}

fn count(ctx: Ctx<'_>, base: &Base, choices: &Choices) -> Result<Timeline, TimelineError> {
    let fitting = || TimelineRequest::fitting(ctx.table, base.selection(), choices::WELL_SEEN);
    let request = TimelineRequest {
        period: choices.period.unwrap_or_else(fitting),
        measure: choices.measure,
        split: choices.split.clone(),
        order: choices.order,
    };
    timeline(ctx.table, base.selection(), &request)
}
