//! A report of quotations in Markdown (`CommonMark`).
//!
//! Everything from the corpus is escaped: no text can make a heading, a link, a table or markup of its own.

use super::codebook::makes_link;
use super::columns::Names;
use super::joined::GAP;
use super::report::{Quote, report};
use super::{ReportOptions, Row};
use crate::text::{is_deceptive, one_line};
use std::io::{self, Write};

/// Writes the report.
pub(super) fn write(
    rows: &[Row<'_>],
    names: &Names<'_>,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = report(rows, names, options);
    writeln!(out, "# {}\n\n{}", in_line(&report.title), in_line(&report.summary))?;
    for group in &report.groups {
        writeln!(out, "\n## {}\n\n{}", in_line(&group.heading), in_line(&group.counts))?;
        if !group.definition.is_empty() {
            writeln!(out, "\n*{}*", in_line(group.definition))?;
        }
        for quote in &group.quotes {
            write_quote(quote, out)?;
        }
    }
    Ok(())
}

fn write_quote(quote: &Quote<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    let passage = quote.fragments.join(GAP);
    for line in passage.trim().lines() {
        writeln!(out, "{}", format!("> {}", escaped_line(line)).trim_end())?;
        if !line.trim().is_empty() {
            writeln!(out, ">")?;
        }
    }
    write!(out, "> — **{}** · {}", in_line(&quote.speakers.join("; ")), in_line(&quote.stance))?;
    if let Some(theme) = quote.theme {
        write!(out, " · {}", in_line(theme))?;
    }
    writeln!(out, "\n")?;
    if !quote.note.trim().is_empty() {
        writeln!(out, "Note: {}\n", in_line(quote.note))?;
    }
    writeln!(out, "{}", in_line(&quote.citation))
}

/// `text` escaped and on one line, for use after other words.
pub(super) fn in_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A mark that turns letters round would turn those of others on the line, too: it is named.
    let is_deceiving = words.chars().any(is_deceptive);
    escaped_line(&if is_deceiving { one_line(&words) } else { words.into() })
}

/// One line escaped so that it means only its own letters, even at the beginning of a line.
fn escaped_line(line: &str) -> String {
    let line = line.trim();
    let mut out = String::with_capacity(line.len() + 8);
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let is_special = matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '!' | '^'
        );
        let begins_block = at == 0 && matches!(c, '-' | '+' | '=' | ':');
        let ends_number = at == n_digits && at > 0 && matches!(c, '.' | ')');
        if is_special || begins_block || ends_number || makes_link(line, at) {
            out.push('\\');
        }
        out.push(if c.is_control() && c != '\t' { '\u{fffd}' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_breaks_out_of_its_line() {
        for (text, expected) in [
            ("# not a heading", "\\# not a heading"),
            ("1. not a list", "1\\. not a list"),
            ("2017. not a list", "2017\\. not a list"),
            ("- not a list - here", "\\- not a list - here"),
            ("===", "\\==="),
            ("see https://a.b, www.a.b or a@b.c: no", "see https\\://a.b, www\\.a.b or a\\@b.c: no"),
            ("![x](http://a)", "\\!\\[x\\](http\\://a)"),
            ("    <b>*x*</b> [a](b)", "\\<b\\>\\*x\\*\\</b\\> \\[a\\](b)"),
        ] {
            assert_eq!(escaped_line(text), expected);
        }
        assert_eq!(in_line("a\n\n# b"), "a \\# b");
        assert_eq!(in_line("a\u{202e}b é\u{200d}"), "a‹RLO›b é‹ZWJ›");
    }
}
