//! A typeset table of figures: heads that stay, hairlines, shades, and every number a way to its passages.
//!
//! ```text
//! corner │ column heads        stays above
//! ───────┼─────────────────
//! row    │ figures             only those in view are drawn
//! heads  │
//! stay   │
//! ```

mod layout;
mod shade;
mod table;

pub use layout::Layout;
pub use shade::Shade;
pub use table::{Done, table_ui};

use crate::ui::glyph::Glyph;
use crate::ui::theme::Hue;
use std::borrow::Cow;

/// A place in a table; without a row it is a head of a column, without a column one of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Which row, heads apart.
    pub row: Option<usize>,
    /// Which column, heads apart.
    pub column: Option<usize>,
}

impl Spot {
    /// The figure in a row and a column.
    pub const fn cell(row: usize, column: usize) -> Self {
        Self { row: Some(row), column: Some(column) }
    }

    /// The head of a row.
    pub const fn row(row: usize) -> Self {
        Self { row: Some(row), column: None }
    }

    /// The head of a column.
    pub const fn column(column: usize) -> Self {
        Self { row: None, column: Some(column) }
    }
}

/// What stands at the head of a row or column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head<'a> {
    /// Its words.
    pub label: Cow<'a, str>,
    /// How many steps it is moved in.
    pub depth: usize,
    /// Its sign and colour.
    pub sign: Option<(Glyph, Hue)>,
    /// Whether it is softer than others, as *unset* is.
    pub is_soft: bool,
}

/// A figure as it is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// As people read it; empty where there is none.
    pub text: String,
    /// What stands behind it.
    pub shade: Shade,
}

/// What a table shows.
pub trait Figures {
    /// What the table is called.
    fn name(&self) -> String;
    /// What stands above the heads of the rows.
    fn corner(&self) -> String;
    /// Rows below the heads.
    fn n_rows(&self) -> usize;
    /// Columns behind the heads.
    fn n_columns(&self) -> usize;
    /// The head of a row.
    fn row_head(&self, row: usize) -> Head<'_>;
    /// The head of a column.
    fn column_head(&self, column: usize) -> Head<'_>;
    /// The figure in a row and a column.
    fn figure(&self, row: usize, column: usize) -> Figure;
    /// Whether a row is one of totals, set apart and heavier.
    fn is_total_row(&self, row: usize) -> bool;
    /// Whether a column is one of totals.
    fn is_total_column(&self, column: usize) -> bool;
    /// Heads of columns that are wider than this, in points, go on in the next line.
    fn widest_head(&self) -> f32 {
        88.0
    }
    /// The widest figures that may come, as text.
    fn widest(&self) -> String;
    /// Whether heads of columns that are wider than the figures stand upright, so that columns are as narrow as these.
    fn has_upright_heads(&self) -> bool {
        false
    }
    /// What a click on a place does, such as `Show the 12 passages`; `None` where it does nothing.
    fn deed(&self, spot: Spot) -> Option<String>;
    /// What assistive technology calls a place.
    fn spoken(&self, spot: Spot) -> String;
    /// Whether a place has a menu.
    fn has_menu(&self, spot: Spot) -> bool {
        let _ = spot;
        false
    }
}
