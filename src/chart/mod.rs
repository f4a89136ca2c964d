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
//! window and file agree. What can be clicked bears a mark: a number that the chart explains in a list beside it
//! ([`Chart::marks`]). Nothing is told by colour alone: series have a [`Texture`] and a [`Sign`] too.

mod bars;
mod coverage;
mod drawing;
mod face;
mod findings;
mod frame;
mod heat;
mod labels;
mod look;
mod measure;
mod net_scale;
mod network;
mod profile;
mod shape;
mod sign;
mod stacks;
mod texture;
mod ticks;
mod timeline;
mod words;

pub use bars::{Bar, BarLength, BarMark, Bars, bars};
pub use drawing::Drawing;
pub use face::{Face, Placed, REGULAR, SEMIBOLD};
pub use frame::{Chart, framed, wrapped};
pub use heat::{Heat, HeatCell, HeatMark, bare_heat, heat};
pub use labels::{Labelled, placed};
pub use look::Look;
pub use measure::{ascent, cap_height, descent, elide, width};
pub use net_scale::NetScale;
pub use network::{NET_FOOT, Net, NetEdge, NetMark, NetNode, fitted, net_area, net_legend, network};
pub use profile::{ProfileCharts, profile};
pub use shape::{Anchor, Area, Form, Ink, Line, LineStyle, Paint, Point, Shape, Text, Weight};
pub use sign::{Part, Sign};
pub use stacks::{Stack, StackMark, Stacks, stacks};
pub use texture::Texture;
pub use timeline::{TimeForm, TimeMark, Times, timeline};
pub use words::{rounded, signed};
