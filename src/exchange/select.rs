//! From a filter to rows in order.

use super::{Filter, Matcher};
use crate::model::{AnnotationSet, Coder, Corpus, Document, Statement};
use std::sync::Arc;

/// One statement with where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The document it is about.
    pub document: &'a Document,
    /// Whose reading it is.
    pub coder: &'a Coder,
    /// The reading.
    pub statement: &'a Arc<Statement>,
}

/// The statements that `filter` means, sorted by document, position, coder, id.
///
/// Sets on documents that are not in the corpus give no rows.
pub fn select<'a>(corpus: &'a Corpus, filter: &Filter) -> Vec<Row<'a>> {
    let matcher = filter.on(&corpus.codebook);
    let mut sets: Vec<(usize, &Coder, &AnnotationSet)> = sets(corpus, &matcher).collect();
    sets.sort_by_key(|(position, ..)| *position);
    let mut rows = Vec::with_capacity(sets.iter().map(|(.., set)| set.len()).sum());
    for one_document in sets.chunk_by(|a, b| a.0 == b.0) {
        let first = rows.len();
        for (position, coder, set) in one_document {
            let document = &corpus.documents()[*position];
            let statements = set.statements().iter().filter(|statement| matcher.matches(statement));
            rows.extend(statements.map(|statement| Row { document, coder, statement }));
        }
        if one_document.len() > 1 {
            rows[first..].sort_by_key(|row: &Row| (row.statement.bounds(), row.coder, row.statement.id));
        }
    }
    rows
}

/// How many statements `filter` means; quick enough to be asked for while a dialog is open.
pub fn count(corpus: &Corpus, filter: &Filter) -> usize {
    let matcher = filter.on(&corpus.codebook);
    let of_set = |set: &AnnotationSet| {
        if matcher.takes_whole_sets() {
            set.len()
        } else {
            set.statements().iter().filter(|statement| matcher.matches(statement)).count()
        }
    };
    sets(corpus, &matcher).map(|(.., set)| of_set(set)).sum()
}

/// Sets that match, each with the position of its document, by coder and then document.
fn sets<'a>(corpus: &'a Corpus, matcher: &Matcher<'_>) -> impl Iterator<Item = (usize, &'a Coder, &'a AnnotationSet)> {
    let matching = corpus.sets().iter().filter(|(key, _)| matcher.matches_set(&key.coder, &key.document));
    matching.filter_map(|(key, set)| Some((corpus.position(&key.document)?, &key.coder, set)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SetKey;
    use crate::model::testing::{corpus, statement};

    #[test]
    fn rows_are_sorted_by_document_position_coder_and_id() {
        let mut corpus = corpus();
        for (coder, document, n, at) in
            [("zoe", "a.txt", 4, 0), ("zoe", "a.txt", 1, 4), ("ann", "b.txt", 2, 0), ("ann", "a.txt", 3, 4)]
        {
            let key = SetKey::new(coder.into(), document.into());
            let value = statement(n, &[(at, at + 3)]);
            corpus.change_set(&key, |set| set.set(value.id, Some(Arc::new(value))));
        }
        let rows = select(&corpus, &Filter::default());
        let order: Vec<(&str, &str)> =
            rows.iter().map(|row| (row.document.path.as_str(), row.coder.as_str())).collect();
        assert_eq!(order, [("a.txt", "zoe"), ("a.txt", "ann"), ("a.txt", "zoe"), ("b.txt", "ann")]);
        let only_ann = Filter { coders: ["ann".into()].into(), ..Filter::default() };
        assert_eq!(count(&corpus, &only_ann), 2);
        assert_eq!(count(&corpus, &Filter::default()), 4);
    }

    #[test]
    fn a_theme_stands_for_all_below_it_and_no_stance_is_a_choice() {
        let mut corpus = corpus();
        let key = SetKey::new("ann".into(), "a.txt".into());
        let mut about = |n, theme: Option<&str>, stance: Option<&str>| {
            let mut value = statement(n, &[(0, 3)]);
            (value.theme, value.stance) = (theme.map(Into::into), stance.map(Into::into));
            corpus.change_set(&key, |set| set.set(value.id, Some(Arc::new(value))));
        };
        about(1, Some("pay"), Some("supports"));
        about(2, Some("workforce"), None);
        about(3, Some("devolution"), None);
        about(4, None, Some("opposes"));
        let n = |filter: &Filter| (count(&corpus, filter), select(&corpus, filter).len());
        assert_eq!(n(&Filter { themes: ["workforce".into()].into(), ..Filter::default() }), (2, 2));
        assert_eq!(n(&Filter { themes: ["pay".into()].into(), ..Filter::default() }), (1, 1));
        assert_eq!(n(&Filter { stances: [None].into(), ..Filter::default() }), (2, 2));
        assert_eq!(n(&Filter { stances: [None, Some("opposes".into())].into(), ..Filter::default() }), (3, 3));
        assert_eq!(n(&Filter { speakers: ["andrew-goodall".into()].into(), ..Filter::default() }), (0, 0));
    }
}
