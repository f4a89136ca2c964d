//! The reader's engine: one document of any size, its statements, its selection.
//!
//! ```text
//!   DocumentText ── blocks ──► RowTree (heights, estimated from WordWidths until laid out)
//!                                 │
//!   ScrollPosition (block, points inside) ──► BlockLayout of each block in view (cached)
//!                                                │
//!   MarkIndex (chunks, lanes) ──► Decor of each block (cached meshes) ─► one mesh ── then text ── then caret, handles
//! ```
//!
//! A statement that is pointed at or at work stands out ([`PassageView::set_focused`]): the cached meshes of all are
//! drawn paler, its own tint, bracket and sign anew over them; nothing is built again. The ends of the statement at
//! work ([`PassageView::set_handles`]) and of the pending selection have handles, which the pointer drags.
//!
//! Only what is in view is laid out; a frame costs the same in a page and in 10 MB. Places are **bytes** of the
//! document everywhere; points of the window appear only in [`PassageView::show`]. Selection, hit-testing and marks
//! never go by glyph number alone: a block whose glyphs do not match its characters one by one is laid out cluster
//! by cluster (`safe_layout`).

mod accessibility;
mod bidi;
mod block_layout;
mod bracket;
mod decor;
mod edge;
mod grip;
mod handle;
mod header;
mod hidden_mark;
mod hit;
mod hover;
mod isolation;
mod keyboard;
mod keys;
mod lane;
mod margin;
mod mark;
mod mark_chunk;
mod mark_index;
mod motion;
mod paint;
mod pointer;
mod press;
mod preview;
mod quiet;
mod reader_style;
mod response;
mod row_tree;
mod safe_layout;
mod scroll;
mod selection;
mod setting;
mod show;
mod strip_mesh;
mod tag;
mod tag_rows;
mod tint;
mod typeset;
mod view;
mod word_widths;

#[cfg(test)]
mod deed_tests;
#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod overlap_tests;
#[cfg(test)]
mod test_reader;
#[cfg(test)]
mod view_tests;

pub use edge::{Handles, SpanEnd, moved_edge};
pub use mark::Mark;
pub use mark_index::MarkIndex;
pub use motion::{Step, Way};
pub use preview::Preview;
pub use reader_style::ReaderStyle;
pub use response::{HandleDrag, PassageResponse};
pub use selection::SelectionUnit;
pub use view::PassageView;
