//! A query as somebody types it: what can be read prints as a text that reads back as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::analysis::query::Query;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Query::parse(text) {
        Ok(query) => assert_eq!(Query::parse(&query.to_string()), Ok(query)),
        Err(error) => assert!(text.is_char_boundary(error.at.start) && text.is_char_boundary(error.at.end)),
    }
});
