//! Rows of cells as text for the clipboard, as spreadsheets take them.

use super::csv_cells::acts_as_formula;
use std::borrow::Cow;

/// Rows as text: cells between tabs, a row on each line.
///
/// A cell with a tab or an end of line in it, or with a quotation mark at its beginning, stands in quotation marks. One
/// that a spreadsheet might take for a formula gets an apostrophe in front.
pub fn clipboard_text<'c>(rows: impl IntoIterator<Item = Vec<Cow<'c, str>>>) -> String {
    let mut out = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            let guard = if acts_as_formula(cell) { "'" } else { "" };
            if cell.starts_with('"') || cell.contains(['\t', '\n', '\r']) {
                out.push('"');
                out.push_str(guard);
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(guard);
                out.push_str(cell);
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_would_be_taken_apart_and_act_as_no_formula() {
        let row = |cells: [&'static str; 3]| cells.map(Cow::Borrowed).to_vec();
        let text = clipboard_text([
            row(["Passage", "Note", "n"]),
            row(["a, \"b\"", "one\ntwo\t\"3\"", "=1"]),
            row(["\"a\"", "", "-"]),
        ]);
        assert_eq!(text, "Passage\tNote\tn\na, \"b\"\t\"one\ntwo\t\"\"3\"\"\"\t'=1\n\"\"\"a\"\"\"\t\t'-\n");
    }
}
