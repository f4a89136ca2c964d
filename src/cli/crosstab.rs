//! `standpoint crosstab`.

use super::console::Console;
use super::finding::{Base, check_depth, check_variable, field};
use super::finding_args::{CrosstabArgs, OrderArg, PercentArg};
use super::{CliError, Outcome};
use crate::analysis::{
    BarOrder, BarsRequest, CrosstabRequest, Field, Measure, Share, StanceBars, TooLarge, crosstab, stance_bars,
};
use crate::exchange::{bars_picture, bars_sheet, crosstab_picture, crosstab_sheet};

/// Counts by two fields, or the stances by one.
pub(super) fn run(args: &CrosstabArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let rows = field(&args.rows, args.depth)?;
    let columns = args.columns.as_ref().map(|typed| field(typed, args.depth)).transpose()?;
    check_depth(args.depth, &[Some(&rows), columns.as_ref()])?;
    if args.percent.is_some() && !Measure::from(args.count).is_count() {
        return Err(CliError::Usage("a mean is no share of anything: leave out --percent".to_owned()));
    }
    let base = Base::open(&args.finding)?;
    let names = base.table.names();
    std::iter::once(&rows).chain(&columns).try_for_each(|field| check_variable(field, names))?;
    if args.bars {
        let result = bars(args, rows, &base)?;
        let sheet = bars_sheet(&result, names);
        let tables = (std::slice::from_ref(&sheet), &sheet);
        base.put(&args.finding, tables, || bars_picture(&result), console)
    } else {
        let request = CrosstabRequest {
            rows,
            columns,
            measure: args.count.into(),
            has_empty: args.with_empty,
            row_order: args.order.into(),
            column_order: args.order.into(),
        };
        let tab = crosstab(&base.table, &base.selection, &request).map_err(|error| too_large(&error))?;
        let share = args.percent.map(share);
        let sheet = crosstab_sheet(&tab, share, names);
        let tables = (std::slice::from_ref(&sheet), &sheet);
        base.put(&args.finding, tables, || crosstab_picture(&tab, share, names), console)
    }
}

fn bars(args: &CrosstabArgs, field: Field, base: &Base) -> Result<StanceBars, CliError> {
    let order = match args.order {
        OrderArg::Natural => BarOrder::Natural,
        OrderArg::Size => BarOrder::BySize,
    };
    let request = BarsRequest { field, has_empty: args.with_empty, order };
    stance_bars(&base.table, &base.selection, &request).map_err(|error| too_large(&error))
}

fn too_large(error: &TooLarge) -> CliError {
    CliError::Usage(error.to_string())
}

const fn share(arg: PercentArg) -> Share {
    match arg {
        PercentArg::Row => Share::Row,
        PercentArg::Column => Share::Column,
        PercentArg::Total => Share::Total,
    }
}
