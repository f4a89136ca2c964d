//! A corpus file: no path in it leaves the corpus.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::store::{FileKey, Layout, ReadContent, read_any};
use standpoint_fuzz::text::DocumentText;

fuzz_target!(|bytes: &[u8]| {
    let read = read_any(&FileKey::CorpusFile, bytes, &DocumentText::new(""));
    standpoint_fuzz::shared::check_problems(&read.problems);
    let ReadContent::CorpusFile(entries) = read.content else { panic!("a corpus file is a corpus file") };
    assert!(entries.iter().all(|(path, _)| Layout::checked_document(path.as_str()).is_ok()));
});
