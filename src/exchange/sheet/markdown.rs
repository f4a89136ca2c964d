//! A table of figures as Markdown (the tables of GitHub Flavored Markdown, which Pandoc and Quarto read, too).

use super::super::ExchangeError;
use super::super::markdown::in_line;
use super::{Cell, Sheet, full_rows};
use crate::text::display_width;
use std::fmt::Write as _;
use std::io::Write;

/// Writes the title, the table, and how it was counted. Columns are padded so that the source reads well, too.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut rows: Vec<Vec<String>> = vec![sheet.columns.iter().map(|column| in_line(&column.name)).collect()];
    let shown = |cell: &Cell| match cell {
        Cell::Text(text) => in_line(text),
        figure => figure.shown(),
    };
    rows.extend(full_rows(sheet).map(|row| row.map(shown).collect::<Vec<_>>()));
    let width = |at: usize| rows.iter().map(|row| display_width(&row[at])).max().unwrap_or(0).max(3);
    let widths: Vec<usize> = (0..sheet.columns.len()).map(width).collect();

    let mut text = String::new();
    // Writing to a string cannot fail.
    if !sheet.title.is_empty() {
        let _ = writeln!(text, "**{}**\n", in_line(&sheet.title));
    }
    for (n, row) in rows.iter().enumerate() {
        for ((cell, width), column) in row.iter().zip(&widths).zip(&sheet.columns) {
            let gap = " ".repeat(width - display_width(cell));
            let _ = if column.is_number { write!(text, "| {gap}{cell} ") } else { write!(text, "| {cell}{gap} ") };
        }
        text.push_str("|\n");
        if n == 0 {
            for (width, column) in widths.iter().zip(&sheet.columns) {
                let rule = "-".repeat(width + 1);
                let _ = if column.is_number { write!(text, "|{rule}:") } else { write!(text, "|:{rule}") };
            }
            text.push_str("|\n");
        }
    }
    if !sheet.account.is_empty() {
        let _ = writeln!(text, "\n{}", in_line(&sheet.account));
    }
    out.write_all(text.as_bytes()).map_err(ExchangeError::Write)
}

#[cfg(test)]
mod tests {
    use super::super::SheetFormat;
    use super::super::samples::written;

    /// The cells of a table, read as the specification says: a bar with a backslash in front is a letter.
    fn read(markdown: &str) -> Vec<Vec<String>> {
        let lines = markdown.lines().filter(|line| line.starts_with('|'));
        let cells = |line: &str| {
            let hidden = line.trim_matches('|').replace("\\|", "\u{1}");
            hidden.split('|').map(|cell| cell.trim().replace('\u{1}', "|").replace('\\', "")).collect()
        };
        lines.map(cells).collect()
    }

    #[test]
    fn it_reads_back_with_figures_at_the_right() {
        let markdown = String::from_utf8(written(SheetFormat::Markdown)).expect("UTF-8");
        let rows = read(&markdown);
        assert_eq!(rows[0], ["Theme", "n", "mean", "share | row"]);
        assert!(rows[1][0].starts_with(':') && rows[1][1..].iter().all(|rule| rule.ends_with(':')));
        assert_eq!(rows[2], ["Devolution", "12,345", "0.64", "50.0%"]);
        assert_eq!(rows[3], ["Pay | \"pensions\", =1+1", "0", "-0.16", "12.5%"]);
        assert_eq!(rows[4], ["=SUM(A1)", "9", "", "33.3%"]);
        assert_eq!(rows[5], ["Total", "", "", ""]);
        assert!(markdown.starts_with("**Stance by theme: all/now**\n\n|"));
        assert!(markdown.ends_with("\n\nCounted: 109 statements on 5 documents. Left out: 4 unclear.\n"));
        let widths: Vec<usize> = markdown.lines().filter(|line| line.starts_with('|')).map(str::len).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "the source is aligned: {widths:?}");
    }
}
