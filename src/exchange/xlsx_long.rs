//! The second sheet of a workbook, there only where a text is longer than a cell holds: the text in full, piece by
//! piece, so that nothing of it is lost.

use super::xlsx::{MAX_UNITS, put_escaped};
use std::io::{self, Write};

/// A text that did not fit into its cell.
pub(super) struct LongText {
    /// The row of the first sheet.
    pub line: usize,
    /// The number of its column.
    pub column: usize,
    /// Whose.
    pub statement: String,
    /// All of it.
    pub text: String,
}

/// What a workbook with this sheet has besides: path of a part, what it is put before, and what is put there.
pub(super) const MORE: [(&str, &str, &str); 3] = [
    (
        "[Content_Types].xml",
        "</Types>",
        r#"<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#,
    ),
    ("xl/workbook.xml", "</sheets>", r#"<sheet name="Long texts" sheetId="2" r:id="rId3"/>"#),
    (
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>"#,
    ),
];

/// Writes the sheet: row and id of the statement, the column, and the pieces of the text in order.
pub(super) fn write(texts: &[LongText], columns: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(
        br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    put_row(&mut bytes, 1, &["row", "id", "column", "part", "text"].map(|name| (name, true)));
    let mut row = 1;
    for long in texts {
        for (n, piece) in (1..).zip(pieces(&long.text)) {
            row += 1;
            let (line, n) = (long.line.to_string(), n.to_string());
            let column = columns.get(long.column).copied().unwrap_or_default();
            let cells = [(&*line, false), (&long.statement, true), (column, true), (&n, false), (piece, true)];
            put_row(&mut bytes, row, &cells);
        }
        out.write_all(&bytes)?;
        bytes.clear();
    }
    bytes.extend_from_slice(b"</sheetData></worksheet>");
    out.write_all(&bytes)
}

/// Adds a row of cells, each a text or a number.
fn put_row(out: &mut Vec<u8>, row: usize, cells: &[(&str, bool)]) {
    let _ = write!(out, "<row r=\"{row}\">");
    for (letter, (cell, is_text)) in ('A'..).zip(cells) {
        if *is_text {
            let _ = write!(out, "<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            put_escaped(out, cell);
            out.extend_from_slice(b"</t></is></c>");
        } else {
            let _ = write!(out, "<c r=\"{letter}{row}\"><v>{cell}</v></c>");
        }
    }
    out.extend_from_slice(b"</row>");
}

/// `text` in pieces that each fit into a cell.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut n_units = 0;
        let end = rest.char_indices().find(|(_, c)| {
            n_units += c.len_utf16();
            n_units > MAX_UNITS
        });
        let (piece, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_text() {
        for text in ["a".repeat(MAX_UNITS), "😀é".repeat(50_000), "x".to_owned()] {
            let pieces: Vec<&str> = pieces(&text).collect();
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= MAX_UNITS));
        }
    }
}
