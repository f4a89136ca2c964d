//! A report of quotations as one web page that needs nothing beside it.
//!
//! Everything from the corpus is escaped, and the page forbids scripts, frames, forms and any request by its
//! content security policy, should something slip through. What could turn the line round ends with its own element.

use super::columns::Names;
use super::joined::GAP;
use super::report::{Quote, report};
use super::{ReportOptions, Row};
use std::io::{self, Write};

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
"#;

const STYLE: &str = "<style>
:root { --ink: #1d1d1f; --quiet: #5a5a60; --paper: #fdfcf9; --line: #d9d5cb; --accent: #2f5d8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e6df; --quiet: #a9a59c; --paper: #1b1b1d; --line: #3a3a3e; --accent: #8fb8de; }
}
body { margin: 0 auto; max-width: 42rem; padding: 3rem 1.25rem 5rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, 'Source Serif 4', 'Iowan Old Style', Georgia, 'Times New Roman', serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
p { margin: .4rem 0; }
.counts, .citation { color: var(--quiet); font-size: .875rem; }
.definition { font-style: italic; }
article { margin: 1.75rem 0; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--accent); white-space: pre-line; }
.voice { padding-left: 1.2rem; }
.note { padding-left: 1.2rem; white-space: pre-line; }
.gap { color: var(--quiet); }
@media print {
  :root { --ink: #000; --quiet: #444; --paper: #fff; --line: #999; --accent: #666; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { break-after: avoid; }
  article { break-inside: avoid; }
}
</style>
</head>
<body>
";

/// Writes the page.
pub(super) fn write(
    rows: &[Row<'_>],
    names: &Names<'_>,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let report = report(rows, names, options);
    let title = escaped(&report.title);
    write!(out, "{HEAD}<title>{title}</title>\n{STYLE}<main>\n<h1 dir=\"auto\">{title}</h1>\n")?;
    writeln!(out, "<p class=\"counts\">{}</p>", escaped(&report.summary))?;
    for group in &report.groups {
        writeln!(out, "<section>\n<h2 dir=\"auto\">{}</h2>", escaped(&group.heading))?;
        writeln!(out, "<p class=\"counts\">{}</p>", escaped(&group.counts))?;
        if !group.definition.is_empty() {
            writeln!(out, "<p class=\"definition\" dir=\"auto\">{}</p>", escaped(group.definition))?;
        }
        for quote in &group.quotes {
            write_quote(quote, out)?;
        }
        writeln!(out, "</section>")?;
    }
    out.write_all(b"</main>\n</body>\n</html>\n")
}

fn write_quote(quote: &Quote<'_>, out: &mut dyn Write) -> io::Result<()> {
    let fragments: Vec<String> = quote.fragments.iter().map(|fragment| isolated(fragment)).collect();
    let passage = fragments.join(&format!("<span class=\"gap\">{GAP}</span>"));
    writeln!(out, "<article>\n<blockquote dir=\"auto\">{passage}</blockquote>")?;
    let speakers = escaped(&quote.speakers.join("; "));
    write!(out, "<p class=\"voice\">— <strong><bdi>{speakers}</bdi></strong> · <bdi>{}</bdi>", escaped(&quote.stance))?;
    if let Some(theme) = quote.theme {
        write!(out, " · <bdi>{}</bdi>", escaped(theme))?;
    }
    writeln!(out, "</p>")?;
    if !quote.note.trim().is_empty() {
        writeln!(out, "<p class=\"note\">Note: {}</p>", isolated(quote.note))?;
    }
    writeln!(out, "<p class=\"citation\">{}</p>\n</article>", escaped(&quote.citation))
}

/// `text` escaped, in an element of which no direction mark in it reaches out.
fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

/// `text` with every character that means something in HTML spelled out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let text = "<script>alert('x')</script> & \"y\"\0";
        let expected = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;\u{fffd}";
        assert_eq!(escaped(text), expected);
    }
}
