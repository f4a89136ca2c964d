//! `standpoint timeline`.

use super::console::Console;
use super::finding::{Base, check_depth, check_variable, field};
use super::finding_args::{PeriodArg, TimelineArgs};
use super::{CliError, Outcome};
use crate::analysis::{Period, TimelineRequest, timeline};
use crate::exchange::{timeline_picture, timeline_sheet};

/// So many periods fit on a screen.
const N_PERIODS: usize = 40;

/// Counts over time.
pub(super) fn run(args: &TimelineArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let split = args.split.as_ref().map(|typed| field(typed, args.depth)).transpose()?;
    check_depth(args.depth, &[split.as_ref()])?;
    let base = Base::open(&args.finding)?;
    split.iter().try_for_each(|field| check_variable(field, base.table.names()))?;
    let fitting = || TimelineRequest::fitting(&base.table, &base.selection, N_PERIODS);
    let request = TimelineRequest {
        period: args.by.map_or_else(fitting, Period::from),
        measure: args.count.into(),
        split,
        order: args.order.into(),
    };
    let result = timeline(&base.table, &base.selection, &request);
    let result = result.map_err(|error| CliError::Usage(error.to_string()))?;
    let sheet = timeline_sheet(&result, base.table.names());
    let tables = (std::slice::from_ref(&sheet), &sheet);
    base.put(&args.finding, tables, || timeline_picture(&result, base.table.names()), console)
}

impl From<PeriodArg> for Period {
    fn from(arg: PeriodArg) -> Self {
        match arg {
            PeriodArg::Day => Self::Day,
            PeriodArg::Week => Self::Week,
            PeriodArg::Month => Self::Month,
            PeriodArg::Quarter => Self::Quarter,
            PeriodArg::Year => Self::Year,
        }
    }
}
