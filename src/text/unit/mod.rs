//! Units of reading: grapheme, word, sentence, quotation, paragraph.
//!
//! ```text
//! ¶ “Leaders will be pleased. This is welcome.        a paragraph is a line, without its line feed
//!   └──────── sentence ───────┘└─ sentence ─┘        a sentence never runs over a line break
//! ¶ “Leaders are for it,” he said.
//!    └─ quotation: its words in both paragraphs, without the marks
//! ```
//!
//! Sentences are found in one pass (`sentence_end` decides at each stop, with the words of `abbreviation` and `lead`);
//! quotations in another (`quote_scan` keeps what is open, `apostrophe` tells a closing mark from an apostrophe).
//! Both look at the text alone, so the same text gives the same units. Questions about a place (`…_at`, `…_after`,
//! `…_before`) look at a bounded stretch round it, so that they stay quick on a line of 10 MB.

mod abbreviation;
mod apostrophe;
mod character;
mod grapheme;
mod lead;
mod mark;
mod paragraph;
mod quotation;
mod quote_scan;
mod sentence;
mod sentence_end;
mod word;

pub use grapheme::{grapheme_after, grapheme_before};
pub use paragraph::{paragraph_at, trimmed};
pub use quotation::{quotations, quotations_at, without_marks};
pub use quote_scan::Quotation;
pub use sentence::{sentence_after, sentence_at, sentence_before, sentences};
pub use word::word_at;

/// Bytes looked at on each side of a place when its paragraph is longer than that: a click stays quick on a 10 MB line.
const WINDOW: usize = 8 * 1024;
