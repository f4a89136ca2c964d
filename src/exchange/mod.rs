//! Tables, reports and files for other tools: one file per format, one list of formats.
//!
//! The window and the command line both read [`Format::ALL`] and call [`export`] and [`import`]. This floor may
//! use the model, the text and the edits below it. It never opens a file: bytes go to a `Write` and come from a
//! `BufRead` that the caller gives, and the durable write is the store's business. It never changes a corpus:
//! an import is a plan with one [`crate::edit::Edit`] that the caller applies.
//!
//! ```text
//! Corpus ─ Filter ─ select → Rows ─ Names → Readings ─ csv · jsonl · xlsx · markdown · html → Write
//! Finding ─ findings → Sheet ─ sheet → CSV, XLSX, Markdown, text, JSON → Write · Drawing ─ picture → SVG, PNG → Write
//! Hits ─ hits → Sheet · JSON
//! Network ─ network → GraphML, GEXF, CSV, UCINET DL, JSON → Write
//! Codebook + Usage ─ codebook → Write · BufRead ─ codebook → CodebookPlan
//! BufRead ─ csv · jsonl → Records ─ place (where in the text) ─ entries (who, about what) → ImportPlan
//! ```
//!
//! Reading a file takes at most [`MEMORY_MULTIPLE`] times its size of memory: a row may be ten bytes, a statement is some
//! hundred. `tests/memory` measures it.
//!
//! Places in files are Unicode **code points**, half-open; rows are sorted by document, position, coder, id.

mod cancel;
mod clipboard;
mod codebook;
mod columns;
mod csv;
mod csv_cells;
mod error;
mod export;
mod filter;
mod findings;
mod format;
mod hits;
mod html;
mod import;
mod joined;
mod jsonl;
mod markdown;
mod network;
mod parallel;
mod passages;
mod picture;
mod report;
mod select;
mod sheet;
mod wanted;
mod xlsx;
mod xlsx_long;
mod xlsx_parts;

/// Most memory that planning an import takes, in sizes of the file; see [`crate::store::MEMORY_MULTIPLE`].
pub const MEMORY_MULTIPLE: usize = 64;

pub use crate::analysis::Cancel;
pub use clipboard::clipboard_text;
pub use codebook::{
    CodebookFormat, CodebookPlan, EntryChange, FieldChange, import_codebook, import_codebook_until, write_codebook,
};
pub use columns::COLUMNS;
pub use error::ExchangeError;
pub use export::{ExportSummary, export, export_rows};
pub use filter::{Filter, Matcher};
pub use findings::{
    PICTURE_WIDTH, QUOTATIONS, bars_picture, bars_sheet, crosstab_picture, crosstab_sheet, documents_picture,
    documents_sheet, network_picture, profile_drawing, profile_parts, profile_picture, profile_sheet, reading_picture,
    reading_sheet, timeline_picture, timeline_sheet,
};
pub use format::Format;
pub use hits::{hit_counts_sheet, hits_sheet, write_hits_json};
pub use import::{ImportOptions, ImportPlan, ImportRow, Refusal, Taken, import, import_until, plan_rows, read_rows};
pub use network::{
    NetworkFormat, edges_sheet, matrix_sheet, nodes_sheet, write_network, write_network_json, write_windows_json,
};
pub use passages::{PassageColumn, in_order, passages_sheet, rows_of, write_passages_json};
pub use picture::{PictureFormat, write_picture};
pub use report::{GroupBy, ReportOptions};
pub use select::{Row, count, select};
pub use sheet::{Cell, Column, Sheet, SheetFormat, write_sheet};
pub use wanted::{UnknownName, Wanted};
