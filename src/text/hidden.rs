//! Characters that are not seen and yet change what is seen or found: which they are, and what they are called.
//!
//! Overrides and embeddings turn words round, zero-width characters split a word for every search, tag characters
//! carry text that nobody sees. They are never taken out of a text; the reader draws a mark for each, and labels
//! and messages write `‹RLO›`. Where such a character does what it is there for, it is no hidden character: a joiner
//! in an emoji or in a script that joins, a direction mark in a text that runs from right to left.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What opens and closes the label of a hidden character in one line.
const QUOTES: (char, char) = ('‹', '›');

/// The hidden characters of `text`: the byte of each, and which it is.
///
/// Controls count, save tab and line feed.
pub fn hidden_chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n'));
    let text = if is_plain { "" } else { text };
    let mut context = Context { text, has_right_to_left: None, before: None, is_in_flag: false };
    text.char_indices().filter(move |(at, c)| context.is_hidden(*at, *c))
}

/// Whether `c` is hidden wherever it stands.
pub const fn is_always_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}'
        | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e001f}')
}

/// Whether `c` makes text seem to stand in another order, or carries text that is not seen: worth a warning.
pub const fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// A short label of a hidden character, such as `RLO`.
pub fn hidden_label(c: char) -> Cow<'static, str> {
    const CONTROLS: [&str; 32] = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
        "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];
    Cow::Borrowed(match c {
        '\0'..='\u{1f}' => CONTROLS[c as usize],
        '\u{7f}' => "DEL",
        '\u{85}' => "NEL",
        '\u{ad}' => "SHY",
        '\u{34f}' => "CGJ",
        '\u{61c}' => "ALM",
        '\u{180e}' => "MVS",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{feff}' => "BOM",
        '\u{fffc}' => "OBJ",
        '\u{e0020}'..='\u{e007e}' => return Cow::Owned(tagged_letter(c)),
        _ => return Cow::Owned(format!("{:04X}", c as u32)),
    })
}

/// A tag character stands for an ASCII character, which its label shows.
fn tagged_letter(c: char) -> String {
    let letter = u8::try_from(c as u32 - 0xE_0000).unwrap_or(b'?');
    if letter == b' ' { "TAG space".to_owned() } else { format!("TAG {}", char::from(letter)) }
}

/// What a hidden character is called in full, such as `right-to-left override`.
pub const fn hidden_name(c: char) -> &'static str {
    match c {
        '\0' => "zero character",
        '\u{c}' => "page break",
        '\u{1b}' => "escape, which begins commands to a terminal",
        '\u{ad}' => "soft hyphen",
        '\u{34f}' => "grapheme joiner",
        '\u{61c}' => "Arabic letter mark",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "end of an embedding or override",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "isolate",
        '\u{2069}' => "end of an isolate",
        '\u{feff}' => "byte order mark inside the text",
        '\u{fff9}'..='\u{fffb}' => "annotation mark",
        '\u{fffc}' => "place of an object that is not there",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{e0000}'..='\u{e007f}' => "tag character, a letter that is not seen",
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "control character",
        _ => "character that is not seen",
    }
}

/// `text` as it can stand in one line of a list, a message or a terminal: line breaks and tabs become spaces, hidden
/// characters labels such as `‹RLO›`, so that none can turn the line round, break it, or command the terminal.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain {
        return Cow::Borrowed(text);
    }
    spelled(text, |out, c| {
        let _ = write!(out, "{}{}{}", QUOTES.0, hidden_label(c), QUOTES.1);
    })
}

/// `text` as [`one_line`] gives it, with its middle left out where it is longer than `max_chars`.
///
/// What stands in a file may be of any length; a message that quotes it is one that a person reads, with its end.
pub fn brief_line(text: &str, max_chars: usize) -> String {
    let (head, tail) = (max_chars - max_chars / 4, max_chars / 4);
    // Nothing is copied that is not shown: a megabyte in quotation marks stays where it is.
    let rest = text.char_indices().nth(head).map_or("", |(at, _)| &text[at..]);
    if rest.chars().nth(tail).is_none() {
        return one_line(text).into_owned();
    }
    let end = rest.char_indices().rev().nth(tail.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let head = &text[..text.len() - rest.len()];
    format!("{}…{}", one_line(head), one_line(&rest[end..]))
}

/// `text` with hidden characters named in full, for those who hear it: `‹right-to-left override›`.
pub fn read_out(text: &str) -> Cow<'_, str> {
    spelled(text, |out, c| {
        let _ = write!(out, "{}{}{}", QUOTES.0, hidden_name(c), QUOTES.1);
    })
}

fn spelled(text: &str, mut put: impl FnMut(&mut String, char)) -> Cow<'_, str> {
    let mut hidden = hidden_chars(text).peekable();
    if hidden.peek().is_none() && !text.contains(['\n', '\t']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        if hidden.next_if(|(hidden, _)| *hidden == at).is_some() && c != '\r' {
            put(&mut out, c);
        } else if matches!(c, '\n' | '\r' | '\t') {
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// What stands around a character while a text is read from its beginning.
struct Context<'a> {
    text: &'a str,
    /// Whether the text holds a letter that runs from right to left, once that was asked.
    has_right_to_left: Option<bool>,
    before: Option<char>,
    /// Whether tag characters belong to a flag that began before.
    is_in_flag: bool,
}

impl Context<'_> {
    fn is_hidden(&mut self, at: usize, c: char) -> bool {
        let before = self.before.replace(c);
        if c == '\u{1f3f4}' {
            self.is_in_flag = true;
            return false;
        }
        let is_tag = matches!(c, '\u{e0020}'..='\u{e007f}');
        self.is_in_flag &= is_tag;
        if is_always_hidden(c) {
            return true;
        }
        let after = || self.text[at + c.len_utf8()..].chars().next();
        let is_beside = |fits: fn(char) -> bool| before.is_some_and(fits) || after().is_some_and(fits);
        match c {
            '\u{200c}' | '\u{200d}' | '\u{34f}' => !is_beside(joins),
            '\u{180e}' => !is_beside(|c| matches!(c, '\u{1800}'..='\u{18af}')),
            '\u{115f}' | '\u{1160}' => !is_beside(|c| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{a960}'..='\u{d7ff}')),
            '\u{3164}' | '\u{ffa0}' => true,
            '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                let text = self.text;
                !*self.has_right_to_left.get_or_insert_with(|| text.chars().any(is_right_to_left_letter))
            }
            '\u{fe00}'..='\u{fe0f}' => {
                !before.is_some_and(|c| !c.is_ascii_alphabetic() && !c.is_whitespace() && !is_selector(c))
            }
            '\u{e0100}'..='\u{e01ef}' => {
                !before.is_some_and(|c| matches!(c, '\u{2e80}'..='\u{fdff}' | '\u{1f000}'..='\u{3ffff}'))
            }
            _ => is_tag && !self.is_in_flag,
        }
    }
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

const fn is_right_to_left_letter(c: char) -> bool {
    matches!(c,
        '\u{5d0}'..='\u{60b}' | '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether `c` is of a script in which joiners choose the shape of letters, or a sign that joins others to one emoji.
const fn joins(c: char) -> bool {
    is_right_to_left_letter(c)
        || matches!(c,
            '\u{591}'..='\u{5cf}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1900}'..='\u{1cff}'
            | '\u{2190}'..='\u{2bff}' | '\u{a800}'..='\u{abff}' | '\u{fe0f}' | '\u{10a00}'..='\u{11fff}'
            | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<String> {
        hidden_chars(text).map(|(_, c)| hidden_label(c).into_owned()).collect()
    }

    #[test]
    fn characters_that_are_not_seen_are_found_where_they_stand() {
        let text = "a\u{202e}b\u{200b}c\u{ad}d\u{feff}e\u{1b}[31m\u{2066}x\u{2069}\u{0}\u{e0041}";
        assert_eq!(labels(text), ["RLO", "ZWSP", "SHY", "BOM", "ESC", "LRI", "PDI", "NUL", "TAG A"]);
        assert!(hidden_chars(text).all(|(at, c)| text[at..].starts_with(c)));
        assert_eq!(labels("ab\u{200d}c, ab\u{200c}c, ab\u{200f}c, a\u{fe01}"), ["ZWJ", "ZWNJ", "RLM", "FE01"]);
    }

    #[test]
    fn what_does_its_work_is_no_hidden_character() {
        for text in [
            "The “official” office – naïve café…\tnext\nline\u{a0}end",
            "👩‍👩‍👧‍👦 👨🏽‍⚕️ ❤️ 1️⃣ ©️ 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم و \u{200f}(a)\u{200e} کنم",
            "क्\u{200d}ष and ക്\u{200c}ഷ",
            "葛\u{e0100}城市",
            "שלום\u{200e}!",
        ] {
            assert_eq!(labels(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn one_line_is_one_line_and_says_what_is_hidden() {
        assert_eq!(one_line("plain"), "plain");
        assert_eq!(one_line("naïve – سلام"), "naïve – سلام");
        assert!(matches!(one_line("naïve"), Cow::Borrowed(_)));
        assert_eq!(one_line("a\u{1b}[2Jb\r\nc\u{202e}gpj.exe"), "a‹ESC›[2Jb  c‹RLO›gpj.exe");
        assert_eq!(read_out("a\u{202e}b"), "a‹right-to-left override›b");
    }
}
