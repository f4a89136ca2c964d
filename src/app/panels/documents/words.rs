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
}
