//! Profiles as tables: all of it in one for programs, or part by part for people.

use super::super::joined::GAP;
use super::super::sheet::{Cell, Column, Sheet};
use super::crosstab::{bar_cells, bar_columns};
use super::{ALL, MEAN_DIGITS, capital, count, labels};
use crate::analysis::{Profile, RoleSpan, StanceBar, StatementTable};
use crate::model::{Corpus, DateRange};

/// Columns before the figures: which part of the profile, whose, and what there is to say beside figures.
const HEADS: [&str; 3] = ["Part", "Name", "Text"];

/// The part of a profile that quotes.
pub const QUOTATIONS: &str = "Quotations";

/// The part of a profile that tells of roles.
const ROLES: &str = "Roles";

/// A profile as one table, in which the first column says what a row is about.
///
/// `corpus` is that of `table`; a passage whose text is not read stands with no words.
pub fn profile_sheet(profile: &Profile, table: &StatementTable, corpus: &Corpus) -> Sheet {
    let mut columns: Vec<Column> = HEADS.map(Column::text).into();
    columns.extend(bar_columns(profile.stances.iter().map(|stance| stance.name.as_str())));
    let n_figures = columns.len() - HEADS.len();
    let line = |part: &str, name: &str, text: &str, figures: Vec<Cell>| {
        let text = if text.is_empty() { Cell::Empty } else { Cell::text(text) };
        [Cell::text(part), Cell::text(name), text].into_iter().chain(figures).collect::<Vec<Cell>>()
    };
    let bars = |part: &str, bars: &[StanceBar]| -> Vec<Vec<Cell>> {
        let named = labels(bars.iter().filter_map(|bar| bar.value.as_ref()), table.names());
        bars.iter().zip(named).map(|(bar, label)| line(part, &label, "", bar_cells(bar))).collect()
    };
    let mut rows = vec![line("Stance", ALL, "", bar_cells(&profile.all))];
    for partners in &profile.partners {
        rows.extend(bars(&capital(partners.request.field.name()), &partners.bars));
    }
    for role in &profile.roles {
        rows.push(line(
            ROLES,
            &role_name(role),
            &role.days.map(days).unwrap_or_default(),
            vec![count(role.n_statements)],
        ));
    }
    rows.extend(over_time(profile, n_figures).into_iter().map(|(part, name, figures)| line(&part, &name, "", figures)));
    for number in &profile.quotations {
        let Some(row) = table.row(*number) else { continue };
        let text = corpus.documents()[row.document].ready_text();
        let words = text.map(|text| row.statement.fragments(text).collect::<Vec<_>>().join(GAP));
        rows.push(line(QUOTATIONS, &citation(table, *number), &words.unwrap_or_default(), Vec::new()));
    }
    rows.extend(bars("Document", &profile.documents));
    Sheet { title: profile.name.clone(), columns, rows, account: profile.account.sentence() }
}

/// The figures of each period, with part and name.
fn over_time(profile: &Profile, n_figures: usize) -> Vec<(String, String, Vec<Cell>)> {
    let Some(timeline) = &profile.timeline else { return Vec::new() };
    let part = capital(timeline.request.period.name());
    let of_stance =
        |name: &str| timeline.series.iter().find(|line| line.value.as_ref().is_some_and(|v| v.label == name));
    let stances: Vec<_> = profile.stances.iter().map(|stance| of_stance(&stance.name)).collect();
    let unset = timeline
        .series
        .iter()
        .find(|line| line.value.as_ref().is_some_and(|value| matches!(value.value, crate::analysis::Value::Unset(_))));
    let row = |(at, slot): (usize, &crate::analysis::Slot)| {
        let counts: Vec<usize> =
            stances.iter().chain([&unset]).map(|line| line.map_or(0, |line| line.cells[at].n)).collect();
        let on_scale = || profile.stances.iter().zip(&counts).filter_map(|(stance, n)| Some((stance.position?, *n)));
        let n: usize = on_scale().map(|(_, n)| n).sum();
        let sum: f64 = on_scale().map(|(position, n)| position * n as f64).sum();
        let mean = (n > 0).then(|| sum / n as f64);
        let mut figures = vec![count(timeline.total.cells[at].n), Cell::number(mean, MEAN_DIGITS)];
        figures.extend(counts.into_iter().map(count));
        figures.resize(n_figures, Cell::Empty);
        (part.clone(), slot.to_string(), figures)
    };
    timeline.slots.iter().enumerate().map(row).collect()
}

/// A profile part by part: each a table of the columns in which something stands; the account is that of the last.
pub fn profile_parts(profile: &Profile, table: &StatementTable, corpus: &Corpus) -> Vec<Sheet> {
    let whole = profile_sheet(profile, table, corpus);
    let mut parts: Vec<Sheet> = Vec::new();
    for row in &whole.rows {
        let Some((Cell::Text(part), cells)) = row.split_first() else { continue };
        if parts.last().is_none_or(|last| last.title != *part) {
            parts.push(Sheet { title: part.clone(), columns: whole.columns[1..].to_vec(), ..Sheet::default() });
        }
        if let Some(last) = parts.last_mut() {
            last.rows.push(cells.to_vec());
        }
    }
    for part in &mut parts {
        let is_used = |at: usize| part.rows.iter().any(|row| row.get(at).is_some_and(|cell| *cell != Cell::Empty));
        let used: Vec<usize> = (0..part.columns.len()).filter(|at| is_used(*at)).collect();
        part.columns = used.iter().map(|at| part.columns[*at].clone()).collect();
        for row in &mut part.rows {
            *row = used.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect();
        }
        part.columns[0].name.clone_from(&part.title);
        if let (ROLES, Some(column)) = (part.title.as_str(), part.columns.get_mut(1).filter(|column| !column.is_number))
        {
            "Dates of the documents".clone_into(&mut column.name);
        }
        part.title.clear();
    }
    if let (Some(first), title) = (parts.first_mut(), whole.title) {
        first.title = title;
    }
    if let Some(last) = parts.last_mut() {
        last.account = whole.account;
    }
    parts
}

/// `Andrew Goodall, chief executive, NHS Wales`, or `NHS Wales, for itself`.
fn role_name(role: &RoleSpan) -> String {
    let held = role.words(true);
    [role.speaker.label.as_str(), &held].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn days(days: DateRange) -> String {
    if days.first == days.last { days.first.to_string() } else { format!("{} to {}", days.first, days.last) }
}

/// `Andrew Goodall, Pay, Supports (Title of the document, 2017)`.
fn citation(table: &StatementTable, number: usize) -> String {
    let (names, Some(row)) = (table.names(), table.row(number)) else { return String::new() };
    let mut said: Vec<&str> = row.voices.iter().map(|voice| names.speakers[voice.speaker].name.as_str()).collect();
    said.extend(row.row.theme.map(|theme| names.themes[theme].name.as_str()));
    said.extend(row.row.stance.map(|stance| names.stances[stance].name.as_str()));
    let document = &names.documents[row.document];
    let date = document.meta.date.map(|date| format!(", {date}")).unwrap_or_default();
    format!("{} ({}{date})", said.join(", "), document.title)
}
