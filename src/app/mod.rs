//! The window: panels read [`ctx::Ctx`] and ask for [`action::Action`]s; `perform` carries them out.
//!
//! ```text
//! frame: take in ─▶ keys ─▶ draw panels ─▶ follow the reader ─▶ perform ─▶ Session::apply
//!                     └──────────┴── actions ───┘
//! ```
//!
//! This floor may use everything but the command line. A panel never changes the corpus; only `perform` does, and
//! only through the session. Keys, menus, palette and shortcut sheet all read the one table in [`command`].

pub mod action;
pub mod arrangement;
mod behind;
pub mod chord;
pub mod coding;
pub mod command;
pub mod conflicts;
pub mod coverage;
pub mod crash;
pub mod ctx;
pub mod describe;
pub mod dialog;
pub mod dialogs;
pub mod differences;
pub mod drawing;
pub mod facts;
pub mod file_picker;
mod first_size;
mod fuzzy;
pub mod jobs;
mod key_queue;
pub mod keymap;
mod keys;
mod launch;
pub mod memory;
mod new_entry;
mod opening;
pub mod pace;
pub mod panels;
mod perform;
pub mod place;
pub mod places;
pub mod progress;
pub mod reader;
pub mod reading;
pub mod settings;
mod shell;
mod signs;
mod themes;
pub mod toast;
pub mod tour;
pub mod trail;
pub mod window;
mod words;

pub use launch::{LaunchError, run, state_folder};
