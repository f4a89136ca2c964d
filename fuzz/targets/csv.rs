//! Statements as CSV: planned, carried out, and taken back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::exchange::Format;

fuzz_target!(|bytes: &[u8]| standpoint_fuzz::shared::import(bytes, Format::Csv));
