//! The fields that statements can be counted by, as people choose them and as they are remembered.

use crate::analysis::{Field, Period, StatementTable};
use std::collections::BTreeSet;

/// All fields of the corpus in the order in which they are offered, with what people read.
pub fn offered(table: &StatementTable) -> Vec<(Field, String)> {
    let names = table.names();
    let deepest = names.themes.iter().map(|theme| theme.depth).max().unwrap_or(0);
    let mut fields = vec![Field::Theme];
    if deepest > 0 {
        fields.extend((0..deepest).map(Field::ThemeAtDepth));
    }
    fields.extend([Field::Stance, Field::Speaker, Field::Organisation, Field::Role]);
    fields.extend([Field::Document, Field::Source, Field::Kind]);
    fields.extend(Period::ALL.into_iter().rev().map(Field::Date));
    fields.push(Field::Coder);
    let variables = names.documents.iter().flat_map(|document| document.meta.variables.keys());
    let variables: BTreeSet<&String> = variables.collect();
    fields.extend(variables.into_iter().cloned().map(Field::Variable));
    fields.into_iter().map(|field| (field.clone(), label(&field))).collect()
}

/// `field` where it is among those offered; else the first: another corpus has other variables and levels.
pub fn settle(field: &mut Field, offered: &[(Field, String)]) {
    if !offered.iter().any(|(other, _)| other == field)
        && let Some((first, _)) = offered.first()
    {
        first.clone_into(field);
    }
}

/// What people read of a field, with a capital.
pub fn label(field: &Field) -> String {
    match field {
        Field::ThemeAtDepth(0) => "Top theme".to_owned(),
        Field::ThemeAtDepth(depth) => format!("Theme, level {}", depth + 1),
        Field::Variable(name) => name.clone(),
        field => capital(field.name()),
    }
}

/// Words with a capital at the head.
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let head: String = chars.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    head + chars.as_str()
}

/// By what a field is remembered, such as `month`, `theme:1`, `var.region`.
pub fn code(field: &Field) -> String {
    match field {
        Field::ThemeAtDepth(depth) => format!("theme:{depth}"),
        Field::Variable(name) => format!("var.{name}"),
        field => field.name().to_owned(),
    }
}

/// The field that is remembered by `code`.
pub fn of_code(code: &str) -> Option<Field> {
    use Field::{Coder, Document, Kind, Organisation, Role, Source, Speaker, Stance, Theme};
    if let Some(name) = code.strip_prefix("var.") {
        return Some(Field::Variable(name.to_owned()));
    }
    if let Some(depth) = code.strip_prefix("theme:") {
        return depth.parse().ok().map(Field::ThemeAtDepth);
    }
    let plain = [Theme, Stance, Speaker, Organisation, Role, Document, Source, Kind, Coder];
    plain.into_iter().chain(Period::ALL.map(Field::Date)).find(|field| field.name() == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_remembered() {
        let mut fields: Vec<Field> = offered(&StatementTable::default()).into_iter().map(|(field, _)| field).collect();
        fields.extend([Field::ThemeAtDepth(0), Field::ThemeAtDepth(3), Field::Variable("a region".to_owned())]);
        for field in fields {
            assert_eq!(of_code(&code(&field)), Some(field));
        }
        assert_eq!(of_code("nothing"), None);
        assert_eq!(label(&Field::Date(Period::Month)), "Month");
    }
}
