//! Examples and affiliations in one cell: fields with ` · ` between them, items with `; ` between them.
//!
//! A field that itself holds `·` or a backslash has it marked by a backslash. Empty fields at the end are left out.
//!
//! ```text
//! chief executive · NHS Wales · 2015–2021; permanent secretary · Welsh Government · 2021–
//! ```

use super::names::SpeakerNames;
use crate::exchange::joined::{join_list, split_list};
use crate::model::{Affiliation, DocPath, Example, PartialDate, StatementId};

const SEPARATOR: &str = " · ";

/// Fields as one text.
pub(super) fn join_fields(fields: &[&str]) -> String {
    let n = fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
    let marked: Vec<String> = fields[..n].iter().map(|field| field.replace('\\', "\\\\").replace('·', "\\·")).collect();
    marked.join(SEPARATOR)
}

/// Splits what [`join_fields`] made.
pub(super) fn split_fields(text: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(last) = fields.last_mut() else { break };
        match c {
            '\\' if matches!(chars.peek(), Some('\\' | '·')) => last.extend(chars.next()),
            '·' => {
                if last.ends_with(' ') {
                    last.pop();
                }
                chars.next_if_eq(&' ');
                fields.push(String::new());
            }
            c => last.push(c),
        }
    }
    fields
}

/// Items as one cell; those that say nothing are left out.
pub(super) fn join_items(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.filter(|item| !item.is_empty()).collect();
    let mut cell = String::new();
    join_list(&mut cell, items.iter().map(String::as_str));
    cell
}

/// Most items in a cell.
const MAX_ITEMS: usize = 1_000;

/// The items of a cell that say something.
pub(super) fn split_items(cell: &str) -> Result<Vec<String>, String> {
    let items: Vec<String> = split_list(cell).into_iter().filter(|item| !item.trim().is_empty()).collect();
    if items.len() > MAX_ITEMS {
        return Err(format!("a cell holds {} items; {MAX_ITEMS} at most", items.len()));
    }
    Ok(items)
}

/// An example as an item.
pub(super) fn example_item(example: &Example) -> String {
    let document = example.document.as_ref().map_or("", DocPath::as_str);
    let statement = example.statement.map(|id| id.to_string()).unwrap_or_default();
    join_fields(&[&example.quote, document, &statement])
}

/// The example of an item.
pub(super) fn example(item: &str) -> Result<Example, String> {
    let mut fields = split_fields(item).into_iter();
    let quote = fields.next().unwrap_or_default();
    let document = fields.next().filter(|path| !path.is_empty()).map(|path| DocPath::from(path.as_str()));
    let statement = fields.next().filter(|id| !id.is_empty());
    Ok(Example { quote, document, statement: statement.map(|id| statement_id(&id)).transpose()? })
}

/// The id of a statement, as files spell it.
pub(super) fn statement_id(text: &str) -> Result<StatementId, String> {
    StatementId::parse(text.trim()).ok_or_else(|| format!("“{}” is not the id of a statement", brief(text)))
}

/// An affiliation as an item.
pub(super) fn affiliation_item(affiliation: &Affiliation, names: &SpeakerNames<'_>) -> String {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let dates = match (affiliation.from, affiliation.until) {
        (None, None) => String::new(),
        (from, until) => format!("{}–{}", date(from), date(until)),
    };
    let organisation = affiliation.held.organisation.as_ref().map(|id| names.reference(id));
    join_fields(&[&affiliation.held.role, &organisation.unwrap_or_default(), &dates])
}

/// An affiliation, its organisation by name or by `#` and the id.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct HeldSaid {
    pub role: String,
    pub organisation: String,
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
}

/// The affiliation of an item.
pub(super) fn affiliation(item: &str) -> Result<HeldSaid, String> {
    let mut fields = split_fields(item).into_iter();
    let mut next = || fields.next().unwrap_or_default();
    let (role, organisation, dates) = (next(), next(), next());
    let date = |text: &str| match text.trim() {
        "" => Ok(None),
        text => {
            PartialDate::parse(text).map(Some).ok_or_else(|| format!("“{}” is not a date such as 2023-06", brief(text)))
        }
    };
    let (from, until) = dates.split_once('–').unwrap_or((&dates, &dates));
    Ok(HeldSaid { role, organisation, from: date(from)?, until: date(until)? })
}

/// The beginning of a text, fit for a message.
pub(super) fn brief(text: &str) -> String {
    let mut out: String = text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_read_as_written() {
        assert_eq!(join_fields(&["chief executive", "NHS Wales", "2015–"]), "chief executive · NHS Wales · 2015–");
        assert_eq!(join_fields(&["a", "", ""]), "a");
        assert_eq!(split_fields("a·b · c"), ["a", "b", "c"]);
    }

    proptest! {
        #[test]
        fn all_fields_come_back(fields in proptest::collection::vec("[a ·\\\\;]{0,5}", 3)) {
            let mut read = split_fields(&join_fields(&fields.iter().map(String::as_str).collect::<Vec<_>>()));
            read.resize(3, String::new());
            prop_assert_eq!(read, fields);
        }
    }
}
