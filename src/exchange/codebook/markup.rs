//! Texts in a Markdown chapter, written so that they mean only their own letters, and read back exactly.
//!
//! What Markdown would take for markup has a backslash in front; what an editor would drop (a space at an end, a
//! control character) stands as a number, `&#32;`; a line break stands as the caller says. Attributes in braces say what readers need
//! not see: `{#pay key=p colour=teal}`, as Pandoc and Quarto read them.

use std::fmt::Write as _;

/// `text` as Markdown, with `line_break` for its line breaks; those at its end stand as numbers.
pub(super) fn escaped(text: &str, line_break: &str) -> String {
    let body = text.trim_end_matches('\n');
    let lines: Vec<String> = body.split('\n').map(escaped_line).collect();
    lines.join(line_break) + &"&#10;".repeat(text.len() - body.len())
}

/// Whether a program that finds links by itself might begin one with the character at byte `at` of `line`: the colon of
/// `https://`, the dot of `www.`, the sign in an address.
pub(in crate::exchange) fn makes_link(line: &str, at: usize) -> bool {
    let (before, from) = line.split_at(at);
    from.starts_with("://")
        || from.starts_with('@')
        || (from.starts_with('.')
            && before.len() >= 3
            && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"www"))
        || (from.starts_with(':')
            && before.len() >= 6
            && before.as_bytes()[before.len() - 6..].eq_ignore_ascii_case(b"mailto"))
}

fn escaped_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let last = line.char_indices().next_back().map_or(0, |(at, _)| at);
    for (at, c) in line.char_indices() {
        let is_special = matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '!' | '^'
        );
        let begins_block = at == 0 && matches!(c, '-' | '+' | '=' | ':');
        let ends_number = at == n_digits && at > 0 && matches!(c, '.' | ')');
        let is_dropped = c.is_whitespace() && (at == 0 || at == last || c != ' ');
        // A dash at the beginning is how the source of an example begins.
        if is_dropped || c.is_control() || c == '\u{feff}' || (at == 0 && c == '—') {
            let _ = write!(out, "&#{};", c as u32);
            continue;
        }
        if is_special || begins_block || ends_number || makes_link(line, at) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The text that Markdown means; what is no markup of ours stays as it is.
pub(super) fn unescaped(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.push_str(&rest[1..2]);
                taken = 2;
            }
            '<' if rest.get(..4).is_some_and(|tag| tag.eq_ignore_ascii_case("<br>")) => {
                out.push('\n');
                taken = 4;
            }
            '&' => match entity(rest) {
                Some((meant, length)) => {
                    out.push(meant);
                    taken = length;
                }
                None => out.push(c),
            },
            c => out.push(c),
        }
        rest = &rest[taken..];
    }
    out
}

/// The character of an entity at the beginning of `text`, and the length of the entity in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let meant = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        _ => match name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
            Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).ok()?)?,
            None => char::from_u32(name.strip_prefix('#')?.parse().ok()?)?,
        },
    };
    Some((meant, name.len() + 2))
}

/// The cells of a row of a table; `None` when the line is no row.
pub(super) fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?;
    let mut cells = Vec::new();
    let mut start = 0;
    let mut is_marked = false;
    for (at, byte) in inner.bytes().enumerate() {
        if byte == b'|' && !is_marked {
            cells.push(inner[start..at].trim());
            start = at + 1;
        }
        is_marked = byte == b'\\' && !is_marked;
    }
    if !inner[start..].trim().is_empty() {
        cells.push(inner[start..].trim());
    }
    Some(cells)
}

/// Attributes in braces, such as ` {#pay key=p}`; nothing when there are none.
pub(super) fn attributes(pairs: &[(&str, &str)]) -> String {
    let said = pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '/' | ':' | '_');
        match (*name, value.chars().all(is_plain)) {
            ("id", true) => format!("#{value}"),
            (name, true) => format!("{name}={value}"),
            (name, false) => format!("{name}=\"{}\"", escaped(value, "&#10;").replace('"', "&#34;")),
        }
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { String::new() } else { format!(" {{{}}}", said.join(" ")) }
}

/// The words of a line and the attributes behind them.
pub(super) fn split_attributes(line: &str) -> (&str, Vec<(String, String)>) {
    let mut is_marked = false;
    let open = line.bytes().position(|byte| {
        let is_open = byte == b'{' && !is_marked;
        is_marked = byte == b'\\' && !is_marked;
        is_open
    });
    let Some((open, inner)) = open.and_then(|open| Some((open, line[open + 1..].trim_end().strip_suffix('}')?))) else {
        return (line.trim(), Vec::new());
    };
    let mut pairs = Vec::new();
    let mut rest = inner.trim_start();
    while !rest.is_empty() {
        let end = |text: &str| text.find(' ').unwrap_or(text.len());
        let (name, value, length) = if let Some(id) = rest.strip_prefix('#') {
            ("id", &id[..end(id)], end(id) + 1)
        } else if let Some(equals) = rest[..end(rest)].find('=') {
            let (name, value) = (&rest[..equals], &rest[equals + 1..]);
            match value.strip_prefix('"').and_then(|value| value.split_once('"')) {
                Some((value, _)) => (name, value, name.len() + value.len() + 3),
                None => (name, &value[..end(value)], name.len() + 1 + end(value)),
            }
        } else {
            ("", "", end(rest))
        };
        pairs.push((name.to_owned(), unescaped(value)));
        rest = rest[length..].trim_start();
    }
    (line[..open].trim(), pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("# a\n- b\n1. *c*", "\\\n"), "\\# a\\\n\\- b\\\n1\\. \\*c\\*");
        assert_eq!(escaped(" a\t b \n\n", "<br>"), "&#32;a&#9; b&#32;&#10;&#10;");
        assert_eq!(escaped("— he said", ""), "&#8212; he said");
        assert_eq!(escaped("http://a www.b c@d", ""), "http\\://a www\\.b c\\@d");
        assert_eq!(unescaped("a &amp; b &c; &#x41; \\— \\"), "a & b &c; A \\— \\");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "([a \\\\|&#;{}<>br\n\t\"=é—:/@.\u{0}]|www|http|mailto){0,12}") {
            prop_assert_eq!(unescaped(&escaped(&text, "<br>")), text.clone());
            let row = format!("| {} | {} |", escaped(&text, "<br>"), escaped(&text, "<br>"));
            let read: Vec<String> = cells(&row).expect("a row").into_iter().map(unescaped).collect();
            prop_assert_eq!(read, [text.clone(), text.clone()]);
            let line = format!("{}{}", escaped(&text, "&#10;"), attributes(&[("id", &text), ("key", "k"), ("to", &text)]));
            let (words, pairs) = split_attributes(&line);
            prop_assert_eq!(unescaped(words), text.clone());
            let mut expected = vec![("id", text.as_str()), ("key", "k"), ("to", text.as_str())];
            expected.retain(|(_, value)| !value.is_empty());
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            prop_assert_eq!(pairs, expected);
        }

        #[test]
        fn no_line_makes_reading_panic(line in "\\PC{0,20}|[ {}#=\"\\\\|&;a]{0,16}") {
            unescaped(&line);
            cells(&line);
            split_attributes(&line);
        }
    }
}
