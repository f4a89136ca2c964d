//! Every statement of a corpus as a row of small numbers, so that counting 100,000 of them takes a moment.
//!
//! ```text
//! Corpus ─ StatementTable::new ─┬─ Names: themes, stances, speakers, roles, coders, documents by number
//!                               └─ pages of rows: theme, stance, voices (speaker, organisation, role)
//! an edit ─ refreshed ─ pages whose statements are still the same ones are taken over
//! ```
//!
//! The rows of one page of an annotation set are made together and kept as long as the page is: an edit in a set of
//! 100,000 statements makes some hundred rows anew.

mod names;
mod page;
mod readings;

pub use names::{DocumentFacts, Names, OfficeNo, SpeakerFacts, StanceFacts, ThemeFacts};
pub use page::{Row, Voice};
pub(super) use readings::{MAX_READINGS, PageRef, Readings};

use super::Selection;
use crate::model::{Corpus, DateRange, Statement, TextState};
use page::PageFacts;
use std::collections::HashMap;
use std::sync::Arc;

/// Every statement of a corpus as a row, in the order document, coder, position.
///
/// A copy shares the rows.
#[derive(Clone, Debug, Default)]
pub struct StatementTable {
    names: Arc<Names>,
    pages: Vec<Page>,
    /// Number of the first row of each page, and of all rows at the end.
    firsts: Vec<usize>,
    /// Statements that wait for a place in their document: rows of their own, which are counted nowhere.
    waiting: Vec<Page>,
    n_without_document: usize,
}

/// Rows of one page of an annotation set.
#[derive(Clone, Debug)]
struct Page {
    document: usize,
    coder: usize,
    days: Option<DateRange>,
    statements: Arc<Vec<Arc<Statement>>>,
    facts: Arc<PageFacts>,
}

/// One row with where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct RowRef<'a> {
    /// Number of the row in the table.
    pub number: usize,
    /// Number of the document in [`Names::documents`], which is its position in the corpus.
    pub document: usize,
    /// Number of the coder in [`Names::coders`].
    pub coder: usize,
    /// The days the document is dated to.
    pub days: Option<DateRange>,
    /// The statement itself.
    pub statement: &'a Arc<Statement>,
    /// What it says, by number.
    pub row: &'a Row,
    /// Who speaks, one for each of its speakers.
    pub voices: &'a [Voice],
    /// Its place in its page.
    pub(super) at: usize,
    /// What is known of the words of the passages of its page.
    pub(super) readings: &'a Readings,
}

impl StatementTable {
    /// The table of `corpus`.
    pub fn new(corpus: &Corpus) -> Self {
        Self::made(corpus, Names::new(corpus), &HashMap::new())
    }

    /// The table of `corpus` after a change, where `self` was that before it. With `is_same_codebook` what the codebook
    /// says is taken to be as it was.
    #[must_use]
    pub fn refreshed(&self, corpus: &Corpus, is_same_codebook: bool) -> Self {
        let known = if is_same_codebook { self.by_statements() } else { HashMap::new() };
        let names = if is_same_codebook { self.names.refreshed(corpus) } else { Names::new(corpus) };
        Self::made(corpus, names, &known)
    }

    /// Pages by where their statements are kept, which is where they stay as long as they do not change.
    fn by_statements(&self) -> HashMap<usize, &Page> {
        self.pages.iter().map(|page| (Arc::as_ptr(&page.statements).addr(), page)).collect()
    }

    fn made(corpus: &Corpus, mut names: Names, known: &HashMap<usize, &Page>) -> Self {
        let mut n_without_document = 0;
        let mut sets = Vec::with_capacity(corpus.sets().len());
        for (key, set) in corpus.sets() {
            let is_there = |at: &usize| !matches!(corpus.documents()[*at].text, TextState::Failed(_));
            match (corpus.position(&key.document).filter(is_there), names.coder(&key.coder)) {
                (Some(document), Some(coder)) => sets.push((document, coder, set)),
                _ => n_without_document += set.len() + set.unplaced().len(),
            }
        }
        sets.sort_by_key(|(document, coder, _)| (*document, *coder));
        let (mut pages, mut waiting) = (Vec::new(), Vec::new());
        for (document, coder, set) in sets {
            let days = names.documents[document].days;
            if !set.unplaced().is_empty() {
                let statements = set.unplaced().values().map(|unplaced| Arc::new(unplaced.statement.clone()));
                let statements: Arc<Vec<Arc<Statement>>> = Arc::new(statements.collect());
                let facts = Arc::new(PageFacts::new(&statements, days, &corpus.codebook, &mut names));
                waiting.push(Page { document, coder, days, statements, facts });
            }
            for statements in set.pages() {
                let before = known.get(&Arc::as_ptr(statements).addr()).filter(|page| page.days == days);
                let facts = match before {
                    Some(page) => Arc::clone(&page.facts),
                    None => Arc::new(PageFacts::new(statements, days, &corpus.codebook, &mut names)),
                };
                pages.push(Page { document, coder, days, statements: Arc::clone(statements), facts });
            }
        }
        let mut firsts = Vec::with_capacity(pages.len() + 1);
        let mut n_rows = 0;
        for page in &pages {
            firsts.push(n_rows);
            n_rows += page.statements.len();
        }
        firsts.push(n_rows);
        Self { names: Arc::new(names), pages, firsts, waiting, n_without_document }
    }

    /// What the numbers in the rows stand for.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.firsts.last().copied().unwrap_or(0)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Statements whose place in their document is not settled, which have no row in the table: rows apart, by numbers
    /// of their own.
    pub fn waiting(&self) -> impl Iterator<Item = RowRef<'_>> {
        let rows = self.waiting.iter().flat_map(|page| (0..page.statements.len()).map(move |at| (page, at)));
        rows.enumerate().map(|(number, (page, at))| page.row(at, number))
    }

    /// Statements on documents that are not there, which have no row.
    pub const fn n_without_document(&self) -> usize {
        self.n_without_document
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = RowRef<'_>> {
        self.pages
            .iter()
            .zip(&self.firsts)
            .flat_map(|(page, first)| (0..page.statements.len()).map(move |at| page.row(at, first + at)))
    }

    /// All pages in order.
    pub(super) fn pages(&self) -> impl Iterator<Item = PageRef<'_>> {
        self.pages.iter().map(|page| PageRef {
            document: page.document,
            statements: &page.statements,
            readings: &page.facts.readings,
        })
    }

    /// All rows, on as many threads as there are; what `of_page` makes of each page comes back in order.
    pub fn by_page<R: Send>(&self, of_page: impl Fn(&mut dyn Iterator<Item = RowRef<'_>>) -> R + Sync) -> Vec<R> {
        use rayon::prelude::*;
        let work = |(page, first): (&Page, &usize)| {
            of_page(&mut (0..page.statements.len()).map(|at| page.row(at, first + at)))
        };
        self.pages.par_iter().zip(&self.firsts[..self.pages.len()]).map(work).collect()
    }

    /// As [`StatementTable::by_page`], for what is gathered over all rows: `of_page` adds a page to what `new` begins,
    /// and `join` puts two of these together, whose order must make no difference.
    pub fn folded<A: Send>(
        &self,
        new: impl Fn() -> A + Sync + Send,
        of_page: impl Fn(&mut A, &mut dyn Iterator<Item = RowRef<'_>>) + Sync + Send,
        join: impl Fn(A, A) -> A + Sync + Send,
    ) -> A {
        use rayon::prelude::*;
        /// Fewer pages at a time would take more time to join than to go through.
        const MIN_PAGES: usize = 64;
        let work = |mut gathered: A, (page, first): (&Page, &usize)| {
            of_page(&mut gathered, &mut (0..page.statements.len()).map(|at| page.row(at, first + at)));
            gathered
        };
        let pages = self.pages.par_iter().zip(&self.firsts[..self.pages.len()]);
        pages.with_min_len(MIN_PAGES).fold(&new, work).reduce(&new, join)
    }

    /// The row of this number.
    pub fn row(&self, number: usize) -> Option<RowRef<'_>> {
        if number >= self.len() {
            return None;
        }
        let page = self.firsts.partition_point(|first| *first <= number) - 1;
        Some(self.pages[page].row(number - self.firsts[page], number))
    }

    /// The rows of `selection` in order.
    pub fn selected<'a>(&'a self, selection: &'a Selection) -> impl Iterator<Item = RowRef<'a>> {
        let mut page = 0;
        selection.rows().filter_map(move |number| {
            while *self.firsts.get(page + 1)? <= number {
                page += 1;
            }
            Some(self.pages[page].row(number - self.firsts[page], number))
        })
    }

    /// All rows, selected.
    pub fn all(&self) -> Selection {
        let waiting: usize = self.waiting.iter().map(|page| page.statements.len()).sum();
        Selection::from_sorted((0..self.len() as u32).collect()).with_waiting((0..waiting as u32).collect())
    }
}

impl Page {
    fn row(&self, at: usize, number: usize) -> RowRef<'_> {
        let row = &self.facts.rows[at];
        RowRef {
            number,
            document: self.document,
            coder: self.coder,
            days: self.days,
            statement: &self.statements[at],
            row,
            voices: &self.facts.voices[row.voices.clone()],
            at,
            readings: &self.facts.readings,
        }
    }
}

impl RowRef<'_> {
    /// Whether speaker, theme and stance are all set.
    pub fn is_complete(&self) -> bool {
        self.statement.is_complete()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Axis, Field, Period};
    use crate::model::testing::{corpus, statement};
    use crate::model::{Affiliation, Attribution, PartialDate, RoleHeld, SetKey, Speaker, SpeakerId, SpeakerKind};
    use proptest::prelude::*;

    /// Puts statement `n` into the set of a coder on a document.
    fn put(corpus: &mut Corpus, coder: &str, document: &str, n: u128, speakers: &[&str], theme: &str) {
        let mut value = statement(n, &[(n as usize % 20, n as usize % 20 + 2)]);
        value.speakers = speakers.iter().map(|id| Attribution::from(crate::model::SpeakerId::from(*id))).collect();
        value.theme = (!theme.is_empty()).then(|| theme.into());
        let key = SetKey::new(coder.into(), document.into());
        corpus.change_set(&key, |set| set.set(value.id, Some(Arc::new(value))));
    }

    fn labels(table: &StatementTable, field: &Field, row: usize) -> Vec<String> {
        let (axis, mut out) = (Axis::new(table, field), Vec::new());
        if let Some(row) = table.row(row) {
            axis.visit(&row, |value| out.push(axis.values[value].label.clone()));
        }
        out
    }

    #[test]
    fn rows_say_what_statements_say_on_the_date_of_their_document() {
        let mut corpus = corpus();
        put(&mut corpus, "ann", "a.txt", 1, &["andrew-goodall", "nhs-wales"], "pay");
        put(&mut corpus, "ann", "news/c.txt", 2, &["andrew-goodall", "jane-doe"], "unheard-of");
        put(&mut corpus, "bob", "b.txt", 3, &["andrew-goodall"], "");
        let table = StatementTable::new(&corpus);
        assert_eq!(table.len(), 3);
        assert_eq!(labels(&table, &Field::Role, 0), ["chief executive"]);
        assert_eq!(labels(&table, &Field::Organisation, 0), ["NHS Wales"]);
        assert_eq!(labels(&table, &Field::Theme, 0), ["Pay"]);
        assert_eq!(labels(&table, &Field::ThemeAtDepth(0), 0), ["Workforce"]);
        assert_eq!(labels(&table, &Field::Date(Period::Quarter), 0), ["2017-Q2"]);
        assert_eq!(labels(&table, &Field::Role, 1), ["no role"], "two roles are held on no date, or without certainty");
        assert_eq!(labels(&table, &Field::Document, 1), ["Title, of b.txt"]);
        assert_eq!(labels(&table, &Field::Coder, 1), ["bob"]);
        assert_eq!(labels(&table, &Field::Date(Period::Year), 1), ["no exact date"]);
        assert_eq!(labels(&table, &Field::Role, 2), ["secretary", "=chair"]);
        assert_eq!(labels(&table, &Field::Organisation, 2), ["NHS Wales"], "two speakers of one organisation");
        assert_eq!(labels(&table, &Field::Theme, 2), ["unheard-of"]);
        assert_eq!(labels(&table, &Field::Theme, 1), ["no theme"]);
    }

    #[test]
    fn an_organisation_speaks_for_itself_where_it_is_of_no_other() {
        let mut corpus = corpus();
        let held = |role: &str, organisation: &str| RoleHeld {
            role: role.to_owned(),
            organisation: (!organisation.is_empty()).then(|| organisation.into()),
        };
        let speaker = |id: &str, kind, affiliations: Vec<Affiliation>| Speaker {
            id: id.into(),
            name: id.to_owned(),
            kind,
            aliases: Vec::new(),
            affiliations,
            note: String::new(),
            key: None,
        };
        // The branch is of Wales until the end of 2020.
        let until = PartialDate::parse("2020");
        let of_wales = Affiliation { held: held("", "nhs-wales"), from: None, until };
        for new in [
            speaker("branch", SpeakerKind::Organisation, vec![of_wales]),
            speaker("leaders", SpeakerKind::Group, Vec::new()),
        ] {
            assert!(corpus.codebook.speakers.push(new).is_ok());
        }
        let all = ["nhs-wales", "branch", "leaders", "unknown", "andrew-goodall"];
        for (n, who) in (1..).zip(all) {
            put(&mut corpus, "ann", "a.txt", n, &[who], "");
            put(&mut corpus, "ann", "news/c.txt", n + 10, &[who], "");
        }
        let mut said = statement(30, &[(1, 2)]);
        let role_override = Some(held("host", ""));
        said.speakers = ["nhs-wales", "jane-doe"]
            .map(|id| Attribution { role_override: role_override.clone(), ..Attribution::from(SpeakerId::from(id)) })
            .into();
        let key = SetKey::new("bob".into(), "a.txt".into());
        corpus.change_set(&key, |set| set.set(said.id, Some(Arc::new(said))));
        let table = StatementTable::new(&corpus);
        let found: Vec<String> =
            (0..table.len()).map(|row| labels(&table, &Field::Organisation, row).join(", ")).collect();
        let none = "no organisation";
        // Of 2017; what the statement of two says, of a role and no organisation; of 2023.
        assert_eq!(found[..5], ["NHS Wales", "NHS Wales", none, none, "NHS Wales"]);
        assert_eq!(found[5], "NHS Wales", "Wales, that is; Jane Doe is said to speak for none");
        let voices = table.row(5).map(|row| row.voices.to_vec()).unwrap_or_default();
        assert_eq!(voices.iter().map(Voice::is_for_itself).collect::<Vec<_>>(), [true, false]);
        assert_eq!(found[6..], ["NHS Wales", "branch", none, none, "NHS Wales"]);
    }

    proptest! {
        #[test]
        fn a_refreshed_table_is_the_table_made_anew(
            steps in proptest::collection::vec((0usize..3, 0usize..3, 0u128..30, 0usize..4, 0usize..4), 1..40),
        ) {
            let mut corpus = corpus();
            let mut table = StatementTable::new(&corpus);
            for (coder, document, n, speaker, theme) in steps {
                let document = ["a.txt", "b.txt", "news/c.txt"][document];
                let speaker = [vec![], vec!["andrew-goodall"], vec!["unknown", "nhs-wales"], vec!["jane-doe"]][speaker].clone();
                put(&mut corpus, ["ann", "bob", "zoe"][coder], document, n, &speaker, ["", "pay", "workforce", "new"][theme]);
                table = table.refreshed(&corpus, true);
                let anew = StatementTable::new(&corpus);
                prop_assert_eq!(table.len(), anew.len());
                for field in [Field::Speaker, Field::Organisation, Field::Role, Field::Theme, Field::Document, Field::Coder] {
                    for row in 0..anew.len() {
                        prop_assert_eq!(labels(&table, &field, row), labels(&anew, &field, row));
                    }
                }
            }
        }
    }

    #[test]
    fn an_edit_in_a_large_set_makes_one_page_anew() {
        let mut corpus = corpus();
        for n in 0..2_000 {
            put(&mut corpus, "ann", "a.txt", n, &["andrew-goodall"], "pay");
        }
        let table = StatementTable::new(&corpus);
        put(&mut corpus, "ann", "a.txt", 1_000, &[], "workforce");
        let after = table.refreshed(&corpus, true);
        let kept = |page: &&Page| table.pages.iter().any(|before| Arc::ptr_eq(&before.facts, &page.facts));
        assert_eq!(after.pages.iter().filter(kept).count(), after.pages.len() - 1);
        let rows: Vec<usize> = after.rows().map(|row| row.number).collect();
        assert_eq!(rows, (0..2_000).collect::<Vec<_>>());
        let some = Selection::from_sorted(vec![3, 700, 1_999]);
        assert_eq!(after.selected(&some).map(|row| row.number).collect::<Vec<_>>(), [3, 700, 1_999]);
    }
}
