//! The parts of a workbook that are the same for every export, and the frame of its sheet.

use super::columns::{COLUMNS, UNSURE};
use std::io::{self, Write};

/// Width of each column, in digits of the standard font.
const WIDTHS: [u8; COLUMNS.len()] = [14, 24, 32, 11, 22, 12, 8, 8, 70, 24, 24, 24, 24, 24, 20, 30, 14, 12, 40, 21, 21];

/// Width of the column that follows where a row is unsure.
const UNSURE_WIDTH: u8 = 8;

/// Path and content of every part but the sheet.
pub(super) const PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Statements" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    // Cell styles: 0 as it comes, 1 at the top, 2 at the top and wrapped, 3 bold for the header.
    (
        "xl/styles.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
    ),
];

/// Writes the sheet up to its first row below the header: extent, frozen header, widths, the header itself.
pub(super) fn put_sheet_head(n_rows: usize, has_unsure: bool, out: &mut dyn Write) -> io::Result<()> {
    let extent = extent(n_rows, has_unsure);
    write!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{extent}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>"#
    )?;
    for (n, width) in (1..).zip(WIDTHS.into_iter().chain(has_unsure.then_some(UNSURE_WIDTH))) {
        write!(out, r#"<col min="{n}" max="{n}" width="{width}" customWidth="1"/>"#)?;
    }
    out.write_all(br#"</cols><sheetData><row r="1">"#)?;
    for (letter, name) in ('A'..).zip(COLUMNS.into_iter().chain(has_unsure.then_some(UNSURE))) {
        write!(out, r#"<c r="{letter}1" s="3" t="inlineStr"><is><t>{name}</t></is></c>"#)?;
    }
    out.write_all(b"</row>")
}

/// Writes the sheet behind its last row.
pub(super) fn put_sheet_end(n_rows: usize, has_unsure: bool, out: &mut dyn Write) -> io::Result<()> {
    let extent = extent(n_rows, has_unsure);
    write!(out, r#"</sheetData><autoFilter ref="{extent}"/></worksheet>"#)
}

fn extent(n_rows: usize, has_unsure: bool) -> String {
    let last = char::from(b'A' + COLUMNS.len() as u8 + u8::from(has_unsure) - 1);
    format!("A1:{last}{}", n_rows + 1)
}
