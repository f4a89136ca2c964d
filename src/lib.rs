//! Standpoint: code who takes which position on what.
pub mod analysis;
pub mod app;
pub mod cli;
pub mod edit;
pub mod exchange;
pub mod model;
pub mod session;
pub mod store;
pub mod text;
pub mod ui;
