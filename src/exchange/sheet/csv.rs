//! A table of figures as CSV; see `csv_cells` for the two forms.

use super::super::ExchangeError;
use super::super::csv_cells::{BYTE_ORDER_MARK, Form, end_line, put_cell};
use super::{Cell, Sheet, full_rows};
use std::io::Write;

/// Writes a header and a line for each row. Numbers are never guarded, since they are no formulas.
pub(super) fn write(sheet: &Sheet, form: Form, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let mut bytes = Vec::new();
    if form == Form::Spreadsheet {
        bytes.extend_from_slice(BYTE_ORDER_MARK);
    }
    for (n, column) in sheet.columns.iter().enumerate() {
        bytes.extend_from_slice(if n > 0 { b"," } else { b"" });
        put_cell(&mut bytes, &column.name, form);
    }
    end_line(&mut bytes, form);
    for row in full_rows(sheet) {
        for (n, cell) in row.enumerate() {
            bytes.extend_from_slice(if n > 0 { b"," } else { b"" });
            match cell {
                Cell::Text(text) => put_cell(&mut bytes, text, form),
                Cell::Count(n) => bytes.extend_from_slice(n.to_string().as_bytes()),
                Cell::Number(value, _) | Cell::Percent(value) => bytes.extend_from_slice(value.to_string().as_bytes()),
                Cell::Empty => {}
            }
        }
        end_line(&mut bytes, form);
    }
    out.write_all(&bytes).map_err(ExchangeError::Write)
}

#[cfg(test)]
mod tests {
    use super::super::SheetFormat;
    use super::super::samples::{sheet, written};

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let cells = |record: ::csv::StringRecord| record.iter().map(str::to_owned).collect();
        reader.records().map(|record| cells(record.expect("every row is as long as the header"))).collect()
    }

    #[test]
    fn the_exact_form_reads_back_cell_by_cell() {
        let rows = read(&written(SheetFormat::CsvExact));
        assert_eq!(rows[0], ["Theme", "n", "mean", "share | row"]);
        assert_eq!(rows[1], ["Devolution", "12345", "0.644444444444", "0.5"]);
        assert_eq!(rows[2], ["Pay | \"pensions\", =1+1", "0", "-0.16", "0.125"]);
        assert_eq!(rows[3][0..3], ["=SUM(A1)", "9", ""]);
        assert_eq!(rows[3][3].parse(), Ok(1.0 / 3.0));
        assert_eq!(rows[4], ["Total", "", "", ""]);
        assert_eq!(rows.len(), sheet().rows.len() + 1);
    }

    #[test]
    fn no_cell_acts_as_a_formula_in_the_form_for_spreadsheets() {
        let bytes = written(SheetFormat::Csv);
        assert!(bytes.starts_with("\u{feff}".as_bytes()));
        let rows = read(&bytes[3..]);
        assert_eq!(rows[3][0], "'=SUM(A1)");
        assert_eq!(rows[2][2], "-0.16", "a number stays a number");
    }
}
