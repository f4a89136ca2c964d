//! A codebook: read, drawn up as a chapter and as a table, and every path of its tree walked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::analysis::Usage;
use standpoint_fuzz::exchange::{CodebookFormat, write_codebook};
use standpoint_fuzz::model::Corpus;
use standpoint_fuzz::store::{FileKey, ReadContent, read_any};
use standpoint_fuzz::text::DocumentText;

fuzz_target!(|bytes: &[u8]| {
    let read = read_any(&FileKey::Codebook, bytes, &DocumentText::new(""));
    standpoint_fuzz::shared::check_problems(&read.problems);
    let ReadContent::Codebook(codebook) = read.content else { panic!("a codebook is a codebook") };
    for theme in &codebook.themes {
        assert!(!codebook.theme_line(&theme.id).is_empty());
    }
    let corpus = Corpus::new(Vec::new(), *codebook);
    let usage = Usage::of(&corpus);
    for format in CodebookFormat::ALL {
        write_codebook(&corpus, &usage, format, "", &mut std::io::sink()).expect("a sink takes all");
    }
});
