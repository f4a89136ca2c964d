//! A document: decoded, cut into blocks, and every border of a character found again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standpoint_fuzz::text::{DocumentText, blocks, decode, hidden_chars, one_line, quotations, sentences};

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode(bytes) else { return };
    assert!(!decoded.text.contains('\r'), "line feeds only");
    let text = DocumentText::new(decoded.text);
    let words = text.as_str();
    for block in blocks(words) {
        assert!(words.get(block.start as usize..block.end as usize).is_some());
    }
    for (chars, (byte, _)) in words.char_indices().enumerate() {
        assert_eq!((text.char_from_byte(byte), text.byte_from_char(chars)), (chars, Some(byte)));
    }
    assert!(hidden_chars(words).all(|(at, c)| words[at..].starts_with(c)));
    let line = one_line(words);
    assert!(!line.contains(char::is_control), "one line holds no control");
    for sentence in sentences(words).into_iter().take(2_000) {
        assert!(words.get(sentence.start..sentence.end).is_some());
    }
    for quotation in quotations(words).into_iter().take(2_000) {
        assert!(words.get(quotation.outer.start..quotation.outer.end).is_some());
    }
});
