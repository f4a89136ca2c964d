//! The styles of a workbook of figures: which cell is shown how.

use std::fmt::Write as _;

/// Words, as they come.
pub(super) const PLAIN: usize = 0;
/// The head of a column of words.
pub(super) const HEAD: usize = 1;
/// The head of a column of figures, at the right.
pub(super) const HEAD_NUMBER: usize = 2;
/// Whole numbers with commas.
pub(super) const COUNT: usize = 3;
/// Percentages with one digit.
pub(super) const PERCENT: usize = 4;
/// The first of the decimals, those with no digit behind the point.
const DECIMAL: usize = 5;
/// Most digits behind the point that are shown.
const MAX_DIGITS: u8 = 6;
/// Numbers of formats that are our own begin here (ISO/IEC 29500-1, 18.8.30).
const FIRST_FORMAT: usize = 164;

/// The style of decimals with `digits` behind the point.
pub(super) fn decimal(digits: u8) -> usize {
    DECIMAL + usize::from(digits.min(MAX_DIGITS))
}

/// The part `styles.xml`.
pub(super) fn part() -> String {
    let mut formats = format!(r#"<numFmt numFmtId="{FIRST_FORMAT}" formatCode="0.0%"/>"#);
    let style = |format: usize, font: usize, right: bool| {
        let align = if right { r#"<alignment horizontal="right"/>"# } else { "" };
        format!(
            r#"<xf numFmtId="{format}" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">{align}</xf>"#
        )
    };
    // 3 is `#,##0` in every program.
    let mut styles = vec![
        style(0, 0, false),
        style(0, 1, false),
        style(0, 1, true),
        style(3, 0, false),
        style(FIRST_FORMAT, 0, false),
    ];
    debug_assert_eq!(styles.len(), DECIMAL);
    for digits in 0..=MAX_DIGITS {
        let format = FIRST_FORMAT + 1 + usize::from(digits);
        let point = if digits > 0 { "." } else { "" };
        let zeros = "0".repeat(usize::from(digits));
        // Writing to a string cannot fail.
        let _ = write!(formats, r#"<numFmt numFmtId="{format}" formatCode="0{point}{zeros}"/>"#);
        styles.push(style(format, 0, false));
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="{}">{formats}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{}">{}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
        usize::from(MAX_DIGITS) + 2,
        styles.len(),
        styles.concat(),
    )
}
