//! What is drawn, before anyone knows what it means: theme, signs, small widgets, the reader's engine.
//!
//! May use [`crate::text`], the signs and fonts of [`crate::chart`], and `egui`. Must never name the model, the
//! store, the session or the window: what to draw comes in as plain values ([`passage::Mark`], strings,
//! [`theme::Hue`]), what happened goes out as plain values ([`passage::PassageResponse`]).

pub mod glyph;
pub mod passage;
pub mod theme;
pub mod widget;
