//! In which order the rows stand.

use super::column::{Column, reached};
use super::remembered::Sort;
use crate::analysis::{Axis, Field, RowRef, Selection};
use crate::app::ctx::Ctx;
use crate::text::fold;

/// Behind all others, whichever way round: the statement has no value.
const UNSET: u32 = u32::MAX;

/// The rows of `selection` in the order of `sorts`; those that are alike in all of them in the order of the table.
pub fn in_order(ctx: Ctx<'_>, selection: &Selection, sorts: &[Sort]) -> Vec<u32> {
    let mut places: Vec<u32> = (0..selection.len() as u32).collect();
    // The last one counts least and so comes first: each sort leaves alone what it finds alike.
    for sort in sorts.iter().rev() {
        let ranks = ranks(ctx, selection, sort.column);
        if sort.is_reversed {
            let key = |rank: u32| if rank == UNSET { UNSET } else { UNSET - 1 - rank };
            places.sort_by_key(|place| key(ranks[*place as usize]));
        } else {
            places.sort_by_key(|place| ranks[*place as usize]);
        }
    }
    let rows: Vec<u32> = selection.rows().map(|row| row as u32).collect();
    places.into_iter().map(|place| rows[place as usize]).collect()
}

/// The place of each selected row's value in the natural order of a column.
fn ranks(ctx: Ctx<'_>, selection: &Selection, column: Column) -> Vec<u32> {
    let table = ctx.table;
    let of = |rank: &mut dyn FnMut(&RowRef<'_>) -> u32| table.selected(selection).map(|row| rank(&row)).collect();
    let by_field = |field: Field| {
        let axis = Axis::new(table, &field);
        let unset = axis.unset();
        let mut rank = |row: &RowRef<'_>| {
            let mut first = UNSET;
            axis.visit(row, |value| {
                if value != unset && first == UNSET {
                    first = value as u32;
                }
            });
            first
        };
        of(&mut rank)
    };
    match column {
        Column::Passage => of(&mut |row| row.number as u32),
        Column::Stance => by_field(Field::Stance),
        Column::Speaker => by_field(Field::Speaker),
        Column::Role => by_field(Field::Role),
        Column::Organisation => by_field(Field::Organisation),
        Column::Theme => by_field(Field::Theme),
        Column::Coder => by_field(Field::Coder),
        Column::Document => {
            let names = table.names();
            let ranks = ranked(names.documents.iter().map(|document| Some(fold(&document.title))));
            of(&mut |row| ranks[row.document])
        }
        Column::Date => {
            let names = table.names();
            let ranks =
                ranked(names.documents.iter().map(|document| document.days.map(|days| (days.first, days.last))));
            of(&mut |row| ranks[row.document])
        }
        Column::Note => ranked(table.selected(selection).map(|row| {
            let note = row.statement.note.trim();
            (!note.is_empty()).then(|| fold(note))
        })),
        Column::Created => ranked(table.selected(selection).map(|row| Some(row.statement.created))),
        Column::Unsure => of(&mut |row| if row.statement.is_unsure { 0 } else { UNSET }),
        Column::Progress => {
            // All statements of a set say the same.
            let mut known = None;
            of(&mut |row| match known {
                Some((document, coder, rank)) if (document, coder) == (row.document, row.coder) => rank,
                _ => {
                    let rank = reached(ctx, row) as u32;
                    known = Some((row.document, row.coder, rank));
                    rank
                }
            })
        }
    }
}

/// The place of each value among all different ones; without a value, behind them.
fn ranked<T: Ord>(values: impl Iterator<Item = Option<T>>) -> Vec<u32> {
    let values: Vec<Option<T>> = values.collect();
    let mut order: Vec<&T> = values.iter().flatten().collect();
    order.sort_unstable();
    order.dedup();
    let rank = |value: &Option<T>| value.as_ref().and_then(|value| order.binary_search(&value).ok());
    values.iter().map(|value| rank(value).map_or(UNSET, |rank| rank as u32)).collect()
}
