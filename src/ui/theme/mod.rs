//! Colours, fonts, steps and egui style: one set of tokens per theme, and everything made from it.
//!
//! A theme is a file in `assets/theme`; code names tokens, never a colour in hexadecimal. Sizes of text,
//! distances, corners and shadows go by the steps in `scale`, in every theme alike.

mod contrast;
mod font;
mod hue;
mod scale;
mod style;
mod tokens;

pub use contrast::contrast;
pub use font::{Face, READING, READING_SEMIBOLD, UI_SEMIBOLD, font, reading, reading_semibold, semibold};
pub use hue::Hue;
pub use scale::{elevation, radius, size, space};
pub use style::{READABLE, install, set_reduced_motion, set_theme};
pub use tokens::{Hues, Tokens};
