//! Text and places in it: spans, lines, code points, sentences, quotations, folding for search, names near each other.
//!
//! The lowest floor. Everything here is a pure function of a string: no files, no clock, no window,
//! none of the words of the model. Places are UTF-8 **byte** offsets on grapheme or character borders
//! unless a name says `char`, which means Unicode **code points** (what files and exports hold).

mod anchor;
mod block;
mod decode;
mod document_text;
mod hidden;
mod near;
mod search;
mod slug;
mod span;
mod unit;
mod width;
mod word_diff;

pub use anchor::{Anchor, Verdict, find_again, in_place};
pub use block::{Block, MAX_BLOCK_BYTES, blocks};
pub use decode::{DecodeError, Decoded, LineEnding, decode};
pub use document_text::{CONTEXT_CHARS, DocumentText};
pub use hidden::{
    brief_line, hidden_chars, hidden_label, hidden_name, is_always_hidden, is_deceptive, one_line, read_out,
};
pub use near::{NearNames, Nearness, how_near, nearest};
pub use search::{MAX_HIT_BYTES, Matching, Needle, Pattern, PatternError, fold};
pub use slug::slug;
pub use span::Span;
pub use unit::{
    Quotation, grapheme_after, grapheme_before, paragraph_at, quotations, quotations_at, sentence_after, sentence_at,
    sentence_before, sentences, trimmed, without_marks, word_at,
};
pub use width::{display_width, is_wide};
pub use word_diff::{Piece, word_diff};
