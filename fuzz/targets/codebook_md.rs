//! A codebook as a chapter in Markdown: planned and carried out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::exchange::CodebookFormat;

fuzz_target!(|bytes: &[u8]| standpoint_fuzz::shared::import_codebook(bytes, CodebookFormat::Markdown));
