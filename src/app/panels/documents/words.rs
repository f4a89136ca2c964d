//! What is known about a document, in one line.

use crate::model::{Document, DocumentDate, PartialDate};

/// Date, source and kind in one line, such as `14 Jun 2023 · NHS Confederation`; the path when nothing is known.
pub fn meta_line(document: &Document) -> String {
    let meta = &document.meta;
    let date = meta.date.map(spoken_date).unwrap_or_default();
    let parts: Vec<&str> =
        [date.as_str(), &meta.source, &meta.kind].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { document.path.to_string() } else { parts.join(" · ") }
}

/// A date as people write it: `14 Jun 2023`, `Jun 2023`, `about 2017` where it is a guess at a year.
pub fn spoken_date(date: DocumentDate) -> String {
    let words = match date.until {
        Some(until) => format!("{} – {}", spoken(date.from), spoken(until)),
        None => spoken(date.from),
    };
    if date.is_inferred && date.from.day().is_none() { format!("about {words}") } else { words }
}

/// A day, month or year as people write it.
pub fn spoken(date: PartialDate) -> String {
    let text = date.to_string();
    let first = date.first_day();
    match text.len() {
        4 => text,
        7 => first.strftime("%b %Y").to_string(),
        _ => first.strftime("%-d %b %Y").to_string(),
    }
}

/// A date in a sentence: `on 14 June 2023`, `in June 2023`, `about 2017`, `from 2017 to 2018`.
pub fn on_date(date: DocumentDate) -> String {
    let full = |date: PartialDate| {
        let (text, first) = (date.to_string(), date.first_day());
        match text.len() {
            4 => text,
            7 => first.strftime("%B %Y").to_string(),
            _ => first.strftime("%-d %B %Y").to_string(),
        }
    };
    let from = full(date.from);
    match date.until {
        Some(until) => format!("from {from} to {}", full(until)),
        None if date.is_inferred && date.from.day().is_none() => format!("about {from}"),
        None if date.from.day().is_none() => format!("in {from}"),
        None => format!("on {from}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        let date = |text: &str, is_inferred| {
            spoken_date(DocumentDate { from: PartialDate::parse(text).expect("a date"), until: None, is_inferred })
        };
        assert_eq!(date("2023-06-14", true), "14 Jun 2023");
        assert_eq!(date("2017", true), "about 2017");
        assert_eq!(date("2017-03", false), "Mar 2017");
    }

    #[test]
    fn a_date_fits_into_a_sentence() {
        let parsed = |text: &str| PartialDate::parse(text).expect("a date");
        let date = |text: &str, until: Option<&str>, is_inferred| {
            on_date(DocumentDate { from: parsed(text), until: until.map(parsed), is_inferred })
        };
        assert_eq!(date("2023-06-14", None, true), "on 14 June 2023");
        assert_eq!(date("2023-06", None, false), "in June 2023");
        assert_eq!(date("2017", None, true), "about 2017");
        assert_eq!(date("2017", Some("2018-02"), false), "from 2017 to February 2018");
    }
}
