//! From the bytes of a file to text: byte order mark, then UTF-8, then a guess that is reported.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The largest document that is read, in bytes: offsets are kept in 32 bits where there are many.
const MAX_BYTES: usize = u32::MAX as usize / 2;

/// How lines end in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnding {
    /// Line feed, or no line break at all.
    Lf,
    /// Carriage return and line feed.
    Crlf,
    /// Carriage return alone.
    Cr,
    /// More than one kind.
    Mixed,
}

/// A decoded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark, with line feeds only.
    pub text: String,
    /// Name of the encoding, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// Whether the encoding was guessed from the bytes; the user is told.
    pub is_guess: bool,
    /// Whether some bytes had no meaning in that encoding and stand as U+FFFD.
    pub has_replacements: bool,
    /// How lines end in the file.
    pub line_ending: LineEnding,
}

/// Why a file is not a text that can be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Larger than offsets can count.
    #[error("the file is larger than 2 GB; split it into smaller documents")]
    TooLarge,
    /// Many zero bytes that no UTF-16 text explains.
    #[error("the file is not text (it holds zero bytes); export it as plain text first")]
    NotText,
}

/// Decodes the bytes of a document.
///
/// # Errors
/// When the file is too large or is plainly not text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge);
    }
    let (encoding, is_guess, body) = detect(bytes)?;
    let (text, has_replacements) = encoding.decode_without_bom_handling(body);
    let (text, line_ending) = line_feeds_only(text.into_owned());
    Ok(Decoded { text, encoding: encoding.name(), is_guess, has_replacements, line_ending })
}

fn detect(bytes: &[u8]) -> Result<(&'static Encoding, bool, &[u8]), DecodeError> {
    if let Some((encoding, n_bom)) = Encoding::for_bom(bytes) {
        return Ok((encoding, false, &bytes[n_bom..]));
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        return Ok((encoding, true, bytes));
    }
    // Zero bytes are UTF-8 too, so a file that is full of them is refused before; a stray one is let through.
    let n_zero = memchr::memchr_iter(0, bytes).count();
    let is_utf8 = n_zero <= bytes.len() / 10 && std::str::from_utf8(bytes).is_ok();
    if is_utf8 {
        return Ok((UTF_8, false, bytes));
    }
    if n_zero > bytes.len() / 100 {
        return Err(DecodeError::NotText);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok((detector.guess(None, chardetng::Utf8Detection::Allow), true, bytes))
}

/// Recognises UTF-16 with no mark: zero bytes fill at least 40 % of one side of the pairs and hardly any of the other.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let n_zero = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (n_zero(0), n_zero(1), sample.len() / 2);
    match (even * 10 >= pairs * 4, odd * 10 >= pairs * 4) {
        (false, true) if even * 20 < pairs => Some(UTF_16LE),
        (true, false) if odd * 20 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

fn line_feeds_only(text: String) -> (String, LineEnding) {
    if !text.contains('\r') {
        return (text, LineEnding::Lf);
    }
    let n_crlf = text.matches("\r\n").count();
    let n_cr = text.matches('\r').count() - n_crlf;
    let n_lf = text.matches('\n').count() - n_crlf;
    let line_ending = match (n_lf, n_crlf, n_cr) {
        (0, _, 0) => LineEnding::Crlf,
        (0, 0, _) => LineEnding::Cr,
        _ => LineEnding::Mixed,
    };
    (text.replace("\r\n", "\n").replace('\r', "\n"), line_ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str, is_guess: bool) {
        let decoded = decode(bytes).expect("is text");
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.is_guess), (text, encoding, is_guess));
    }

    #[test]
    fn marks_and_utf8_are_certain() {
        check(b"\xEF\xBB\xBFna\xC3\xAFve", "naïve", "UTF-8", false);
        check("سلام 👩‍👧".as_bytes(), "سلام 👩‍👧", "UTF-8", false);
        check(b"\xFF\xFEh\0i\0", "hi", "UTF-16LE", false);
        check(b"\xFE\xFF\0h\0i", "hi", "UTF-16BE", false);
        check(b"", "", "UTF-8", false);
    }

    #[test]
    fn guesses_are_reported() {
        check(b"The minister\x92s caf\xE9", "The minister’s café", "windows-1252", true);
        check(b"h\0e\0l\0l\0o\0", "hello", "UTF-16LE", true);
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Министр поддержал реформу здравоохранения");
        check(&bytes, "Министр поддержал реформу здравоохранения", "windows-1251", true);
    }

    #[test]
    fn line_ends_become_line_feeds() {
        for (bytes, expected) in [
            (&b"a\r\nb\r\n"[..], LineEnding::Crlf),
            (b"a\rb\r", LineEnding::Cr),
            (b"a\nb\n", LineEnding::Lf),
            (b"a\r\nb\n", LineEnding::Mixed),
        ] {
            let decoded = decode(bytes).expect("is text");
            assert_eq!((decoded.text.as_str(), decoded.line_ending), ("a\nb\n", expected));
        }
    }

    #[test]
    fn a_picture_is_not_text() {
        let bytes = [0x89, b'P', 0, 0, 0, 0xFF, 0, 0, 0xFE, 0];
        assert_eq!(decode(&bytes), Err(DecodeError::NotText));
        assert_eq!(decode(&[0; 1000]), Err(DecodeError::NotText));
        check(b"a stray zero\0 is kept", "a stray zero\0 is kept", "UTF-8", false);
    }
}
