//! Findings as shapes: what a chart looks like, before anything paints it.
//!
//! ```text
//! analysis result ─ chart → Drawing ┬─ app/drawing       → the window
//!                                   ├─ exchange/picture  → SVG, PNG
//!                                   └─ cli --svg
//! ```
//!
//! Pure functions: no egui, no files, no clock; the same result gives the same drawing. Colours are [`Ink`]s, which
//! the window and the files give values. Text is measured with the bundled fonts, as the window shapes it, so that
//! window and file agree. What can be clicked bears a mark: a number that the chart explains in a list beside it.

mod drawing;
mod face;
mod measure;
mod shape;
mod sign;

pub use drawing::Drawing;
pub use face::{Face, Placed, REGULAR, SEMIBOLD};
pub use measure::{ascent, cap_height, descent, elide, width};
pub use shape::{Anchor, Area, Form, Ink, Line, LineStyle, Paint, Point, Shape, Text, Weight};
pub use sign::{Part, Sign};
