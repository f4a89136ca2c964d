//! Dates offered for the documents of the sample corpus.

use standpoint::analysis::{FoundDate, found_dates};
use std::fs;
use std::path::Path;

#[test]
fn the_sample_documents_offer_the_dates_that_they_tell() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_docs");
    let found = |name: &str| -> Vec<(String, bool)> {
        let text = fs::read_to_string(sample.join(name)).expect("a sample document");
        let told = |found: FoundDate| (found.date.to_string(), found.has_inferred_year);
        found_dates(&text, 5).into_iter().map(told).collect()
    };
    assert_eq!(found("000_da7c1695757666d9.txt"), []);
    // The text says "Wednesday, June 15" and names the years 2024 and 2025; the day was a Wednesday in 2022.
    assert_eq!(found("001_19cf2dabf8e0d4c3.txt"), [("2022-06-15".to_owned(), true)]);
    assert_eq!(found("002_9a1dada1be748375.txt"), [("2022-09-16".to_owned(), false)]);
    assert_eq!(found("003_218fa99778f4842d.txt"), []);
    assert_eq!(found("004_fa3808962a1dde82.txt"), []);
}
