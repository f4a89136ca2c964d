//! For every field the number of statements with each of its values, as they would be if the query said nothing of
//! this field: what is ticked beside the passages, and what ticking more would bring.

use super::query::{Flag, Key, Query, QueryError, Ready, Subject};
use super::{Axis, Field, Period, RowRef, StatementTable, Value};
use crate::model::Corpus;
use std::collections::BTreeSet;

/// The fields of a table that statements can be filtered by, made once for many queries.
#[derive(Clone, Debug, Default)]
pub struct FacetFields {
    axes: Vec<Axis>,
}

/// Counts for every field under a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The statements that the query means.
    pub n: usize,
    /// In the order in which they are shown; a field that has no value anywhere is left out.
    pub fields: Vec<Facet>,
    /// Statements of which it is so, under the rest of the query, and whether the query asks for them.
    pub flags: Vec<(Flag, usize, bool)>,
}

/// Counts for one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What stands before the colon: [`Key::Theme`] counts themes alone, [`Key::Under`] with all below them.
    pub key: Key,
    /// Those with a statement or a tick, in their natural order, *unset* last.
    pub values: Vec<FacetValue>,
}

/// Count for one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Which; [`Query::toggled`] ticks it.
    pub value: Value,
    /// What people read.
    pub label: String,
    /// How deep it stands in the tree of themes; 0 for all else.
    pub depth: usize,
    /// Statements that have it under the rest of the query.
    pub n: usize,
    /// Whether the query asks for it.
    pub is_on: bool,
    /// What the query asks for where it means the same theme in the other way: alone, or with all below it.
    pub on_as: Option<Value>,
}

/// What is counted while going through the rows.
struct Counts {
    n: usize,
    flags: [usize; Flag::ALL.len()],
    /// For each axis, for each value.
    values: Vec<Vec<usize>>,
}

/// The conditions of a query: those at the top that are about one field each, and all others.
struct Conditions {
    own: Vec<(Subject, Vec<Ready>)>,
    others: Vec<Ready>,
}

impl FacetFields {
    /// The fields of `table`.
    pub fn new(table: &StatementTable) -> Self {
        let documents = &table.names().documents;
        let variables: BTreeSet<&String> =
            documents.iter().flat_map(|document| document.meta.variables.keys()).collect();
        let mut fields = vec![Field::Stance, Field::Theme, Field::Speaker, Field::Organisation, Field::Role];
        fields.extend([Field::Date(Period::Year), Field::Document, Field::Source, Field::Kind, Field::Coder]);
        fields.extend(variables.into_iter().cloned().map(Field::Variable));
        Self { axes: fields.iter().map(|field| Axis::new(table, field)).collect() }
    }

    /// Counts for every field under `query`. The table is the one that the fields are of, made of this corpus.
    ///
    /// # Errors
    /// When a name of the query means nothing in this corpus.
    pub fn count(&self, table: &StatementTable, corpus: &Corpus, query: &Query) -> Result<Facets, QueryError> {
        let conditions = Conditions::new(query, table)?;
        // The rank of rows that count for a field though they are not meant.
        let rank = |subject: &Subject| conditions.place(subject).map_or(0, |at| at + 1);
        let own: Vec<usize> = self.axes.iter().map(|axis| rank(&of_axis(axis))).collect();
        let flags = Flag::ALL.map(|flag| rank(&Subject::Flag(flag)));
        let new = || Counts {
            n: 0,
            flags: [0; Flag::ALL.len()],
            values: self.axes.iter().map(|axis| vec![0; axis.values.len()]).collect(),
        };
        let counts = table.folded(
            new,
            |counts, rows| {
                // What holds of a page is counted once for all of its rows of one rank.
                let mut n_rows = vec![0; conditions.own.len() + 1];
                let mut page = None;
                for row in rows {
                    let Some(rank) = conditions.rank(&row, corpus) else { continue };
                    n_rows[rank] += 1;
                    counts.n += usize::from(rank == 0);
                    for (flag, n) in counts.flags.iter_mut().enumerate() {
                        let is_counted = rank == 0 || rank == flags[flag];
                        *n += usize::from(is_counted && Flag::ALL[flag].is_of(&row));
                    }
                    for (at, axis) in self.axes.iter().enumerate().filter(|(_, axis)| !axis.field.is_of_pages()) {
                        if rank == 0 || rank == own[at] {
                            axis.visit(&row, |value| counts.values[at][value] += 1);
                        }
                    }
                    page.get_or_insert(row);
                }
                for (at, axis) in self.axes.iter().enumerate().filter(|(_, axis)| axis.field.is_of_pages()) {
                    let n = n_rows[0] + if own[at] > 0 { n_rows[own[at]] } else { 0 };
                    if let Some(row) = &page {
                        axis.visit(row, |value| counts.values[at][value] += n);
                    }
                }
            },
            Counts::with,
        );
        Ok(self.facets(table, query, &counts))
    }

    fn facets(&self, table: &StatementTable, query: &Query, counts: &Counts) -> Facets {
        let names = table.names();
        let depth = |value: &Value| match value {
            Value::Theme(id) => names.theme(id).map_or(0, |theme| names.themes[theme].depth),
            _ => 0,
        };
        let mut fields = Vec::new();
        for (axis, counts) in self.axes.iter().zip(&counts.values) {
            let key = axis.field.key();
            let on = query.values_of(&key, names);
            let facet = |key: Key, values: Vec<FacetValue>| {
                let kept = values.into_iter().filter(|value| value.n > 0 || value.is_on || value.on_as.is_some());
                Facet { key, values: kept.collect() }
            };
            let value = |at: usize, value: Value, n: usize| {
                let is_on = on.binary_search(&value).is_ok();
                let depth = depth(&axis.values[at].value);
                let other = match &value {
                    Value::Theme(id) => Some(Value::ThemeAndBelow(id.clone())),
                    Value::ThemeAndBelow(id) => Some(Value::Theme(id.clone())),
                    _ => None,
                };
                let on_as = other.filter(|other| on.binary_search(other).is_ok());
                FacetValue { label: axis.values[at].label.clone(), depth, n, is_on, on_as, value }
            };
            let of_axis = axis.values.iter().enumerate();
            let alone = of_axis.clone().map(|(at, one)| value(at, one.value.clone(), counts[at]));
            let alone = facet(
                match key {
                    Key::Period(_) => Key::Date,
                    key => key,
                },
                alone.collect(),
            );
            if axis.field == Field::Theme {
                // Themes follow those that they stand below, so that a sum goes up from behind.
                let mut sums = counts.clone();
                for (at, one) in of_axis.clone().rev() {
                    let end = at
                        + 1
                        + axis.values[at + 1..]
                            .iter()
                            .take_while(|next| depth(&next.value) > depth(&one.value))
                            .count();
                    sums[at] = counts[at..end].iter().sum();
                }
                let below = |(at, one): (usize, &super::AxisValue)| match &one.value {
                    Value::Theme(id) => value(at, Value::ThemeAndBelow(id.clone()), sums[at]),
                    other => value(at, other.clone(), counts[at]),
                };
                let below = facet(Key::Under, of_axis.map(below).collect());
                fields.extend([alone, below]);
            } else {
                fields.push(alone);
            }
        }
        fields.retain(|facet| facet.values.iter().any(|one| one.is_on || !matches!(one.value, Value::Unset(_))));
        let is_on = |flag| query.all.iter().any(|expr| Subject::of(expr) == Some(Subject::Flag(flag)));
        let flags = Flag::ALL.iter().zip(counts.flags).map(|(flag, n)| (*flag, n, is_on(*flag)));
        Facets { n: counts.n, fields, flags: flags.collect() }
    }
}

impl Facets {
    /// The counts of one field.
    pub fn of(&self, key: &Key) -> Option<&Facet> {
        self.fields.iter().find(|facet| facet.key == *key)
    }
}

impl Facet {
    /// Statements that have no value of the field, under the rest of the query.
    pub fn n_unset(&self) -> usize {
        self.values.last().filter(|last| matches!(last.value, Value::Unset(_))).map_or(0, |last| last.n)
    }
}

fn of_axis(axis: &Axis) -> Subject {
    Subject::of_key(&axis.field.key())
}

impl Flag {
    /// Whether it is so of the statement of `row`.
    pub fn is_of(self, row: &RowRef<'_>) -> bool {
        match self {
            Self::Unsure => row.statement.is_unsure,
            Self::Incomplete => !row.is_complete(),
        }
    }
}

impl Counts {
    fn with(mut self, other: Self) -> Self {
        self.n += other.n;
        self.flags.iter_mut().zip(other.flags).for_each(|(n, more)| *n += more);
        for (values, more) in self.values.iter_mut().zip(other.values) {
            values.iter_mut().zip(more).for_each(|(n, more)| *n += more);
        }
        self
    }
}

impl Conditions {
    fn new(query: &Query, table: &StatementTable) -> Result<Self, QueryError> {
        let mut conditions = Self { own: Vec::new(), others: Vec::new() };
        for expr in &query.all {
            let ready = Ready::new(expr, table.names())?;
            match Subject::of(expr) {
                None => conditions.others.push(ready),
                Some(subject) => match conditions.place(&subject) {
                    Some(at) => conditions.own[at].1.push(ready),
                    None => conditions.own.push((subject, vec![ready])),
                },
            }
        }
        conditions.others.sort_by_key(Ready::cost);
        Ok(conditions)
    }

    /// Where the own conditions on `subject` are.
    fn place(&self, subject: &Subject) -> Option<usize> {
        self.own.iter().position(|(own, _)| own == subject)
    }

    /// `Some(0)` where all hold of `row`, `Some(1 + n)` where all do but the own ones on subject `n`, else `None`.
    fn rank(&self, row: &RowRef<'_>, corpus: &Corpus) -> Option<usize> {
        let mut rank = 0;
        for (at, (_, own)) in self.own.iter().enumerate() {
            if !own.iter().all(|one| one.holds(row, corpus)) {
                if rank > 0 {
                    return None;
                }
                rank = at + 1;
            }
        }
        self.others.iter().all(|one| one.holds(row, corpus)).then_some(rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::query::testing::{any_expr, coded};
    use proptest::prelude::*;

    /// Counts each value by asking for it.
    fn check(text: &str) {
        let corpus = coded();
        let table = StatementTable::new(&corpus);
        let query = Query::parse(text).unwrap_or_default();
        let facets = FacetFields::new(&table).count(&table, &corpus, &query).unwrap_or_default();
        let n_of = |query: &Query| query.on(&table, &corpus).map_or(usize::MAX, |rows| rows.len());
        assert_eq!(facets.n, n_of(&query), "{text}");
        for facet in &facets.fields {
            let rest = query.without(&facet.key);
            for value in &facet.values {
                let asked = rest.clone().and(value.value.term(table.names()));
                assert_eq!(value.n, n_of(&asked), "{text}: {asked}");
            }
            assert_eq!(facet.n_unset(), n_of(&rest.clone().and(super::super::query::Term::Unset(facet.key.clone()))));
        }
        for (flag, n, is_on) in &facets.flags {
            let rest = if *is_on { query.flag_toggled(*flag) } else { query.clone() };
            assert_eq!(*n, n_of(&rest.and(super::super::query::Term::Flag(*flag))), "{text}: {flag:?}");
        }
    }

    #[test]
    fn counts_are_those_of_the_query_with_the_value_in_place_of_its_own_condition() {
        for text in [
            "",
            "theme:pay",
            "stance:opposes speaker:andrew-goodall",
            "(theme:pay or unset:theme) coder:ann",
            "under:workforce is:incomplete",
            "not coder:ann said",
            "date:2017 document:a.txt is:unsure",
            "speaker:andrew-goodall speaker:jane-doe",
            "stance:supports (coder:bob or theme:pay)",
        ] {
            check(text);
        }
    }

    #[test]
    fn what_is_ticked_stays_and_fields_that_say_nothing_go() {
        let corpus = coded();
        let table = StatementTable::new(&corpus);
        let query = Query::parse("stance:unclear theme:devolution").unwrap_or_default();
        let facets = FacetFields::new(&table).count(&table, &corpus, &query).unwrap_or_default();
        let of = |key: &Key| -> Vec<(String, usize, bool)> {
            let values = facets.of(key).map(|facet| facet.values.clone()).unwrap_or_default();
            values.into_iter().map(|value| (value.label, value.n, value.is_on)).collect()
        };
        assert_eq!(facets.n, 0);
        let stances = [("Supports", 1, false), ("Unclear", 0, true), ("no stance", 1, false)];
        assert_eq!(of(&Key::Stance), stances.map(|(label, n, is_on)| (label.to_owned(), n, is_on)));
        // A theme asked for alone is told among those that count with all below them.
        let under = [("Workforce", 1, false), ("Pay", 1, false), ("Devolution", 0, false)];
        assert_eq!(of(&Key::Under), under.map(|(label, n, is_on)| (label.to_owned(), n, is_on)));
        let on_as = |key: &Key| -> Vec<Value> {
            facets.of(key).into_iter().flat_map(|facet| &facet.values).filter_map(|value| value.on_as.clone()).collect()
        };
        assert_eq!(on_as(&Key::Under), [Value::Theme("devolution".into())]);
        assert!(on_as(&Key::Theme).is_empty() && on_as(&Key::Stance).is_empty());
        let alone = [("Pay", 1, false), ("Devolution", 0, true)];
        assert_eq!(of(&Key::Theme), alone.map(|(label, n, is_on)| (label.to_owned(), n, is_on)));
        assert!(facets.of(&Key::Kind).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_count_is_that_of_its_query(exprs in proptest::collection::vec(any_expr(), 0..3)) {
            let corpus = coded();
            let table = StatementTable::new(&corpus);
            let understood = exprs.into_iter().map(Query::from_expr);
            let understood = understood.filter(|query| query.check(table.names()).is_ok());
            let query = understood.fold(Query::default(), Query::and);
            check(&query.to_string());
        }
    }
}
