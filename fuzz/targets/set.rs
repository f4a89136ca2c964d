//! An annotation set: what is read whole is written again as it was read, and what is not is held.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::model::SetKey;
use standpoint_fuzz::store::{FileKey, ReadContent, read_any};
use standpoint_fuzz::text::DocumentText;
use std::sync::LazyLock;

static TEXT: LazyLock<DocumentText> = LazyLock::new(|| DocumentText::new(standpoint_fuzz::shared::TEXT));

fuzz_target!(|bytes: &[u8]| {
    let key = SetKey::new("ann".into(), "a.txt".into());
    let read = read_any(&FileKey::Set(key), bytes, &TEXT);
    standpoint_fuzz::shared::check_problems(&read.problems);
    let ReadContent::Set(set) = read.content else { panic!("a set is a set") };
    for statement in set.statements() {
        assert!(statement.fits(&TEXT), "what is shown has its place");
    }
});
