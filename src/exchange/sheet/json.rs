//! A table of figures as one JSON object: `title`, `account`, `columns`, `rows`.

use super::super::ExchangeError;
use super::{Cell, Sheet, full_rows};
use serde_json::{Value, json};
use std::io::Write;

/// Writes the object, indented, with a line break at its end.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let value = |cell: &Cell| match cell {
        Cell::Text(text) => json!(text),
        Cell::Count(n) => json!(n),
        Cell::Number(value, _) | Cell::Percent(value) => json!(value),
        Cell::Empty => Value::Null,
    };
    let columns: Vec<&str> = sheet.columns.iter().map(|column| column.name.as_str()).collect();
    let rows: Vec<Vec<Value>> = full_rows(sheet).map(|row| row.map(value).collect()).collect();
    let object = json!({ "title": sheet.title, "account": sheet.account, "columns": columns, "rows": rows });
    serde_json::to_writer_pretty(&mut *out, &object).map_err(|error| ExchangeError::Write(error.into()))?;
    out.write_all(b"\n").map_err(ExchangeError::Write)
}

#[cfg(test)]
mod tests {
    use super::super::SheetFormat;
    use super::super::samples::written;

    #[test]
    fn it_reads_back() {
        let read: serde_json::Value = serde_json::from_slice(&written(SheetFormat::Json)).expect("JSON");
        assert_eq!(read["columns"][1], "n");
        assert_eq!(read["rows"][0][1], 12_345);
        assert_eq!(read["rows"][2][2], serde_json::Value::Null);
        assert_eq!(read["rows"][3].as_array().map(Vec::len), Some(4));
        assert!(read["account"].as_str().is_some_and(|account| account.starts_with("Counted: 109")));
    }
}
