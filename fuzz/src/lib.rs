//! The readers of the program, compiled without its window: a fuzz build takes a minute and not an hour.
//!
//! The floors below the window name one another by `crate::`, so that they stand here as they do in the program.

#![allow(dead_code, unused_imports, reason = "the window uses what the readers do not")]

#[path = "../../src/analysis/mod.rs"]
pub mod analysis;
#[path = "../../src/chart/mod.rs"]
pub mod chart;
#[path = "../../src/edit/mod.rs"]
pub mod edit;
#[path = "../../src/exchange/mod.rs"]
pub mod exchange;
#[path = "../../src/model/mod.rs"]
pub mod model;
pub mod shared;
#[path = "../../src/store/mod.rs"]
pub mod store;
#[path = "../../src/text/mod.rs"]
pub mod text;
