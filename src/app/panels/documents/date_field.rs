//! Reading a date as people type it.

use super::words::spoken;
use crate::analysis::found_dates;
use crate::model::{DocumentDate, PartialDate};

/// What may stand between the two ends of a range, longest first where one begins like another.
const BETWEEN: [&str; 8] = [" to ", " until ", " – ", " - ", "/", "–", "—", ".."];

/// What a field for a date shows of `date`: what [`read_date`] reads back.
pub(super) fn date_text(date: Option<DocumentDate>) -> String {
    let ends = |date: DocumentDate| match date.until {
        Some(until) => format!("{} to {until}", date.from),
        None => date.from.to_string(),
    };
    date.map(ends).unwrap_or_default()
}

/// Reads a day, a month, a year, or a range of them; `None` for nothing.
///
/// # Errors
/// Why it is none, in words that say what would be.
pub(super) fn read_date(text: &str, is_inferred: bool) -> Result<Option<DocumentDate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(from) = one_date(text) {
        return Ok(Some(DocumentDate { from, until: None, is_inferred }));
    }
    let ends = BETWEEN.iter().find_map(|between| {
        let (from, until) = text.split_once(between)?;
        Some((one_date(from)?, one_date(until)?))
    });
    let Some((from, until)) = ends else {
        return Err(format!(
            "“{text}” is no date that can be read. Write 2023, 2023-06, 2023-06-14, or two with “to”."
        ));
    };
    if until.last_day() < from.first_day() {
        return Err(format!("The range ends ({}) before it begins ({}).", spoken(until), spoken(from)));
    }
    Ok(Some(DocumentDate { from, until: (until != from).then_some(until), is_inferred }))
}

/// A date alone: as files hold it, or written out, such as `14 June 2023`.
fn one_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let written_out = || {
        let found = found_dates(text, 2);
        let [only] = found.as_slice() else { return None };
        let is_all = only.span.start == 0 && only.span.end == text.len();
        (is_all && !only.has_inferred_year && !only.is_ambiguous).then_some(only.date)
    };
    PartialDate::parse(text).or_else(written_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        read_date(text, false).expect(text).map(|date| date.to_string())
    }

    #[test]
    fn days_months_years_and_ranges_are_read() {
        for (typed, meant) in [
            ("2023", "2023"),
            (" 2023-06 ", "2023-06"),
            ("2023-06-14", "2023-06-14"),
            ("14 June 2023", "2023-06-14"),
            ("2022/2023", "2022/2023"),
            ("2022-09-05 to 2022-09-16", "2022-09-05/2022-09-16"),
            ("2022-09-05/2022-09-16", "2022-09-05/2022-09-16"),
            ("2022-09–2022-10", "2022-09/2022-10"),
            ("5 September 2022 to 16 September 2022", "2022-09-05/2022-09-16"),
            ("2022 to 2022", "2022"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(read("  "), None);
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for typed in ["2023", "2022-09-05 to 2022-09-16", "2023-06"] {
            let date = read_date(typed, true).expect("is a date");
            assert_eq!(date_text(date), typed);
        }
        assert_eq!(date_text(None), "");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for typed in ["soon", "2023-13", "2023-02-30", "2023 to", "05/06/2022", "June 14 or 15, 2023"] {
            assert!(read_date(typed, false).is_err(), "{typed}");
        }
        let backwards = read_date("2023 to 2022", false).expect_err("it ends before it begins");
        assert_eq!(backwards, "The range ends (2022) before it begins (2023).");
    }
}
