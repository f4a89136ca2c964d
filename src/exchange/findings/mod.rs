//! Findings as tables of figures, and as pictures: one function for each, from its result to a [`super::Sheet`].
//!
//! Rows and columns are those of the result, in its order; `all` is a figure of its own and no sum. A theme is told by
//! its path where another has the same name.

mod crosstab;
mod picture;
mod profile;
mod reading;
mod timeline;

pub use crosstab::{bars_sheet, crosstab_sheet};
pub use picture::{
    WIDTH as PICTURE_WIDTH, bars_picture, crosstab_picture, documents_picture, network_picture, profile_drawing,
    profile_picture, reading_picture, timeline_picture,
};
pub use profile::{QUOTATIONS, profile_parts, profile_sheet};
pub use reading::{documents_sheet, reading_sheet};
pub use timeline::timeline_sheet;

use super::sheet::Cell;
use crate::analysis::{AxisValue, Cell as Figure, Measure, Names, Value};
use std::collections::BTreeMap;

/// The digits of a mean position.
const MEAN_DIGITS: u8 = 2;

/// What stands at the head of the figures of all.
const ALL: &str = "all";

/// The labels of `values`, each told apart from the others.
fn labels<'a>(values: impl Iterator<Item = &'a AxisValue> + Clone, names: &Names) -> Vec<String> {
    let mut n_of: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values.clone() {
        *n_of.entry(&value.label).or_default() += 1;
    }
    let label = |value: &AxisValue| if n_of[value.label.as_str()] > 1 { told_apart(value, names) } else { None };
    values.map(|value| label(value).unwrap_or_else(|| value.label.clone())).collect()
}

/// What tells a value apart from others of its name: the path of a theme or a document, the id of others.
fn told_apart(value: &AxisValue, names: &Names) -> Option<String> {
    let with = |id: &str| Some(format!("{} ({id})", value.label));
    match &value.value {
        Value::Theme(id) | Value::ThemeAndBelow(id) => Some(names.themes[names.theme(id)?].path.clone()),
        Value::Speaker(id) | Value::Organisation(id) => with(id.as_str()),
        Value::Stance(id) => with(id.as_str()),
        Value::Document(path) => with(path.as_str()),
        _ => None,
    }
}

/// The cell of a figure: a whole number, or a mean where there is one.
fn figure(of: Figure, measure: Measure) -> Cell {
    if measure.is_count() { Cell::Count(of.n as u64) } else { Cell::number(of.mean(), MEAN_DIGITS) }
}

fn count(n: usize) -> Cell {
    Cell::Count(n as u64)
}

/// With a capital at its beginning.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
