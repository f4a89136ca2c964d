//! The rules of Discourse Network Analyzer, for people who compare, and where they differ from ours.
//!
//! By the published source of version 3 (P. Leifeld, github.com/leifeld/dna, `dna/src/main/java/export/Exporter.java`:
//! `filterStatements`, `createArray`, `computeOneModeMatrix`, `computeTwoModeMatrix`), with a boolean qualifier.
//! The figures that its tests publish of its sample of 40 statements come out of these rules; `tests/it/dna_sample.rs`.
//!
//! | | there | ours |
//! |---|---|---|
//! | stance | positive (p > 0) or negative (p < 0); range 1. A statement with p = 0 or no position has no place in a boolean and is left out | the position itself |
//! | `ignore` | does not look at the qualifier: every stance counts, that of no position too. One-mode Σ_c n(a,c) · n(b,c); repeats are found without regard to the qualifier, and the first by date stays | not there |
//! | `combine` | two-mode: 1 positive, 2 negative, 3 both (the rank of the binary vector negative, positive) | not there |
//! | repeats in a month or week | the *number* of the month or week alone, so that June 2021 and June 2022 are one | month and week with their year |
//! | week | that of the United Kingdom, as its comment says: Monday to Sunday, the first with four days, as in ISO 8601 | the same |
//! | date that is not exact | has none: every document has a day. Here the first day that is meant; an undated document stands for itself | the period that holds all of its days |
//! | `average` | weight / ((n(a) + n(b)) / 2) | the same |
//! | `jaccard` | weight / (m10 + m01 + m11), where over (theme, qualifier) m10 sums n of a where b has none, m01 the reverse, m11 n(a,·) · n(b,·) where both have some | textbook, over the sets |
//! | `cosine` | weight / (n(a) · n(b)): the norm is taken of the totals, not of the vectors | textbook, over the 0/1 vectors |
//! | `activity`, `prominence` | divided by the statements of the actor, or on the theme | the same |
//! | isolates | who is active stays with no tie, too; when they are kept, all stay who speak in the corpus at all | nodes without a tie are dropped or kept |
//! | several speakers | a statement has one of each. Here each voice is a statement there | each voice is an actor |
//! | time windows | centred on a day and moved by one unit; not reproduced | see [`super::Windows`] |

use super::count::{Entry, Lines};
use super::request::{Duplicates, Qualifier};
use crate::analysis::{Axis, Period, Slot, StatementTable};
use crate::model::DateRange;
use std::collections::HashSet;

/// Positions of what takes part: negative, positive, and, where the qualifier is ignored, neither.
pub(super) fn positions(qualifier: Qualifier) -> Vec<f64> {
    let mut positions = vec![-1.0, 1.0];
    if qualifier == Qualifier::Ignore {
        positions.push(f64::NAN);
    }
    positions
}

/// The number of a stance of this position among [`positions`], if it takes part.
pub(super) fn level(position: Option<f64>, qualifier: Qualifier) -> Option<u16> {
    match position {
        Some(position) if position < 0.0 => Some(0),
        Some(position) if position > 0.0 => Some(1),
        _ => (qualifier == Qualifier::Ignore).then_some(2),
    }
}

/// The number of the week, month or year of a document, without the year for the first two.
pub(super) fn period_number(days: DateRange, duplicates: Duplicates) -> u32 {
    let number = match duplicates {
        Duplicates::PerWeek => i16::from(Slot::of(days.first, Period::Week).days().first.iso_week_date().week()),
        Duplicates::PerMonth => i16::from(days.first.month()),
        _ => days.first.year(),
    };
    u32::from(number.unsigned_abs())
}

/// The rank of the vector (negative, positive): 1 positive, 2 negative, 3 both.
pub(super) fn combined(has_negative: bool, has_positive: bool) -> f64 {
    f64::from(u8::from(has_negative) * 2 + u8::from(has_positive))
}

/// What `jaccard` divides by: m10 + m01 + m11 over (theme, qualifier).
pub(super) fn jaccard_divisor(lines: &Lines, a: usize, b: usize) -> f64 {
    let (mut shared_a, mut shared_b, mut products) = (0.0, 0.0, 0.0);
    for (_, of_a, of_b) in lines.shared(a, b) {
        for one in of_a {
            for other in of_b.iter().filter(|other| other.level == one.level) {
                shared_a += f64::from(one.n);
                shared_b += f64::from(other.n);
                products += f64::from(one.n) * f64::from(other.n);
            }
        }
    }
    (lines.n_counted(a) as f64 - shared_a) + (lines.n_counted(b) as f64 - shared_b) + products
}

/// Takes out what repeats actor and theme within a slot, whatever its sign: the first by date stays.
pub(super) fn drop_repeats(entries: &mut Vec<Entry>, table: &StatementTable) {
    let days = |row: u32| {
        let row = table.row(row as usize);
        row.and_then(|row| table.names().documents[row.document].days).map(|days| days.first)
    };
    entries.sort_by_cached_key(|entry| (days(entry.row), entry.row));
    let mut seen = HashSet::new();
    entries.retain(|entry| seen.insert((entry.actor, entry.theme, entry.slot)));
}

/// Which actors and which themes any statement of the corpus has.
pub(super) fn everyone(table: &StatementTable, actors: &Axis, themes: &Axis) -> [Vec<bool>; 2] {
    [actors, themes].map(|axis| {
        let mut is_there = vec![false; axis.values.len()];
        for row in table.rows() {
            axis.visit(&row, |value| is_there[value] = true);
        }
        is_there[axis.unset()] = false;
        is_there
    })
}
