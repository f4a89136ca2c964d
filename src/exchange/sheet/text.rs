//! A table of figures for a terminal: columns of letters of one width, figures at the right.

use super::super::ExchangeError;
use super::{Sheet, full_rows};
use crate::text::{display_width, one_line};
use std::fmt::Write as _;
use std::io::Write;

/// Between two columns.
const GAP: &str = "  ";

/// Writes the title, the table, and how it was counted.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut rows: Vec<Vec<String>> = vec![sheet.columns.iter().map(|column| one_line(&column.name).into()).collect()];
    rows.extend(full_rows(sheet).map(|row| row.map(|cell| one_line(&cell.shown()).into()).collect()));
    let width = |at: usize| rows.iter().map(|row: &Vec<String>| display_width(&row[at])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..sheet.columns.len()).map(width).collect();
    let mut text = String::new();
    // Writing to a string cannot fail.
    if !sheet.title.is_empty() {
        let _ = writeln!(text, "{}\n", one_line(&sheet.title));
    }
    for (n, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for ((cell, width), column) in row.iter().zip(&widths).zip(&sheet.columns) {
            let pad = " ".repeat(width - display_width(cell));
            let gap = if line.is_empty() { "" } else { GAP };
            let _ = if column.is_number { write!(line, "{gap}{pad}{cell}") } else { write!(line, "{gap}{cell}{pad}") };
        }
        let _ = writeln!(text, "{}", line.trim_end());
        if n == 0 {
            let rule = widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
            let _ = writeln!(text, "{}", "─".repeat(rule));
        }
    }
    if !sheet.account.is_empty() {
        let _ = writeln!(text, "\n{}", one_line(&sheet.account));
    }
    out.write_all(text.as_bytes()).map_err(ExchangeError::Write)
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Column, Sheet, SheetFormat, write_sheet};

    #[test]
    fn figures_stand_at_the_right() {
        let row = |name: &str, n| vec![Cell::text(name), Cell::Count(n)];
        let sheet = Sheet {
            title: "Statements by theme".to_owned(),
            columns: vec![Column::text("Theme"), Column::number("n")],
            rows: vec![row("Devolution", 1_234), row("卫生\u{1b}[31m", 7)],
            account: "Counted: 1,241 statements.".to_owned(),
        };
        let mut out = Vec::new();
        write_sheet(&sheet, SheetFormat::Text, &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "Statements by theme");
        assert!(lines[2].starts_with("Theme") && lines[2].ends_with('n'));
        assert!(lines[4].starts_with("Devolution") && lines[4].ends_with("1,234"));
        assert!(lines[5].ends_with("    7") && !text.contains('\u{1b}'), "{text}");
    }
}
