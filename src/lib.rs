//! Standpoint: code who takes which position on what.
//!
//! A native desktop program in which analysts mark passages of documents and say of each who speaks (speaker), about
//! what (theme) and where they stand (stance). Each coder's annotation sets are RON files beside the corpus. This page
//! is the way into the code.
//!
//! # Bird's-eye view
//!
//! ```text
//!                                 main.rs
//!                 ┌──────────────────┴───────────────┐
//!    app/  window → shell → panels, dialogs         cli/  args → run
//!          perform ← action, command, ctx            │
//!         │        │                 │               │
//!         │        │   ┌─────────────┴──┐  ┌─────────┴───────┐
//!         │        └── │ session        │  │ exchange/       │  one file per format
//!         │            └──┬─────────┬───┘  └────────┬────────┘
//!         │               │         │      ┌────────┴────────┐
//!         │               │         │      │ chart/          │  findings as shapes
//!         │               │         │      └────────┬────────┘
//!         │        ┌──────┴──┐ ┌────┴────┐ ┌────────┴────────┐
//!         │        │ edit/   │ │ store/  │ │ analysis/       │
//!         │        └──────┬──┘ └────┬────┘ └────────┬────────┘
//!    ┌────┴────┐        ┌─┴─────────┴───────────────┴─┐
//!    │  ui/    │        │ model/                      │   no files, no egui, no clock
//!    └────┬────┘        └───────────────┬─────────────┘
//!         └───────────── text/ ─────────┘
//! ```
//!
//! A name points only downward; `tests/it/tidy.rs` reads the sources and fails when one does not.
//!
//! # Code map
//!
//! | floor | what lives there | start reading at |
//! |---|---|---|
//! | [`text`] | spans, code points, decoding, folding, units of reading, blocks, finding passages again | [`text::DocumentText`], [`text::find_again`] |
//! | [`model`] | the words of the field as plain values | [`model::Corpus`], [`model::Statement`] |
//! | [`edit`] | one closed enum of every change, its inverse, the history | [`edit::Edit`] |
//! | [`store`] | paths, file shapes, loading what can be read, durable saving, locks, watching, merging, backups | [`store::open()`], [`store::Saver`] |
//! | [`analysis`] | pure functions from the corpus to a result | [`analysis::stats`] |
//! | [`chart`] | findings as shapes, with what each shape stands for | [`chart::Drawing`] |
//! | [`exchange`] | formats that go out and come in, one file each | [`exchange::Format`] |
//! | [`session`] | the only owner of corpus, history and saver | [`session::Session`] |
//! | [`ui`] | tokens, signs, small widgets, the reader's engine; knows no model | [`ui::passage::PassageView`] |
//! | [`app`] | the window: panels ask, `perform` carries out | [`app::window::Window`] |
//! | [`cli`] | the same work with no window | [`cli::run`] |
//!
//! # How a click becomes a file
//!
//! 1. A panel draws from [`app::ctx::Ctx`], which cannot be changed through, and pushes an [`app::action::Action`].
//! 2. After the frame `perform` turns it into a [`session::Change`]: a label, an [`edit::Edit`], where to go on undo.
//! 3. [`session::Session::apply`] carries it out; [`edit::apply`](edit::apply()) returns the inverse, which goes to
//!    the history, and what was touched.
//! 4. For each file touched, a [`store::SaveJob`] goes to the [`store::Saver`], a thread that writes to a temporary
//!    file, waits for the disk, renames it over the old one and waits for the folder. Only then is it "Saved".
//!
//! # How nothing is lost
//!
//! Every step on a file goes through [`store::Files`], of which [`store::FailingFiles`] makes each fail in turn.
//!
//! | what may happen | what answers |
//! |---|---|
//! | the disk refuses | the [`store::Saver`] keeps and retries; [`store::rescue`] keeps a copy in the state folder |
//! | a kill, a power cut | the old file or the new one; [`store::Sweep`] takes what was half written |
//! | another program writes | [`store::Watch`] notices; [`session`] reloads, or merges by [`store::merge_file`] |
//! | a second window | [`store::claim`]: one writer for each coder |
//! | a document changes | [`text::find_again`]; what is in doubt waits as [`model::Unplaced`] |
//! | two change the same | a [`model::Rival`], as data in the file, until somebody settles it |
//! | a mistake found days later | [`store::backup`], compared and taken back as one change |
//! | a fault of the program | [`app::crash`]: save, keep copies, say so at the next start |
//!
//! Whatever comes in from outside is an [`edit::Edit`] like others: the difference of two states, with its inverse.
//!
//! # Invariants
//!
//! - A document's file is never written. Texts change only by being read again.
//! - Nothing but [`session::Session`] changes a corpus, and only by an [`edit::Edit`]. There is no change without undo.
//! - Places are UTF-8 **bytes** in the program and Unicode **code points** in every file; the bridge is
//!   [`text::DocumentText`], used by [`store`] and [`exchange`] alone.
//! - A file that could not be read whole is shown as far as it could be, and is never saved over.
//! - The same content gives the same bytes: sorted output, no clock, no random order.
//! - The reader does not know what a statement is, the model does not know that there is a window, and neither knows
//!   that there are files.
//! - There is no network, no global state, no event bus, and no `unsafe`.
//! - There is no log, and no message of a panic is ever written: it could quote a document ([`app::crash`]).
//! - What cannot be saved is kept in the state folder, for the user's eyes only, until it is ([`store::rescue`]).

pub mod analysis;
pub mod app;
pub mod chart;
pub mod cli;
pub mod edit;
pub mod exchange;
pub mod model;
pub mod session;
pub mod store;
pub mod text;
pub mod ui;
