//! How much each entry of the codebook is used, and where.

use crate::model::{
    AnnotationSet, Codebook, Coder, Corpus, Document, EntryId, SpeakerId, StanceId, Statement, TextState, ThemeId,
};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

/// How often something is used, by all coders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Statements.
    pub n_statements: usize,
    /// Documents with at least one.
    pub n_documents: usize,
    /// Coders with at least one.
    pub n_coders: usize,
}

/// How much each entry of the codebook is used; counted once for the whole corpus, to be kept by its revision.
///
/// Ids that statements name and the codebook lacks are counted too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    themes: HashMap<ThemeId, Use>,
    with_below: HashMap<ThemeId, Use>,
    stances: HashMap<StanceId, Use>,
    speakers: HashMap<SpeakerId, Use>,
    n_held_at: HashMap<SpeakerId, usize>,
    /// All statements.
    pub all: Use,
    /// Statements with no theme yet.
    pub no_theme: Use,
    /// Statements with no stance yet.
    pub no_stance: Use,
    /// Statements with no speaker yet.
    pub no_speaker: Use,
}

impl Usage {
    /// Counts `corpus`: every set of every coder on a document of it.
    pub fn of(corpus: &Corpus) -> Self {
        let mut counter = Counter::new(&corpus.codebook);
        let coders = corpus.coders();
        for (document, coder, set) in sets_by_document(corpus) {
            let coder = coders.iter().position(|other| other == coder).unwrap_or(0);
            counter.begin(document, coder);
            set.in_order().for_each(|statement| counter.count(statement));
        }
        counter.finish(&corpus.codebook)
    }

    /// The use of an entry; of a theme, without those below it.
    pub fn entry(&self, id: &EntryId) -> Use {
        match id {
            EntryId::Theme(id) => self.theme(id),
            EntryId::Stance(id) => self.stance(id),
            EntryId::Speaker(id) => self.speaker(id),
        }
    }

    /// The use of a theme without those below it.
    pub fn theme(&self, id: &ThemeId) -> Use {
        self.themes.get(id).copied().unwrap_or_default()
    }

    /// The use of a theme with all below it; a document or coder with several of them counts once.
    pub fn theme_with_below(&self, id: &ThemeId) -> Use {
        self.with_below.get(id).copied().unwrap_or_default()
    }

    /// The use of a stance.
    pub fn stance(&self, id: &StanceId) -> Use {
        self.stances.get(id).copied().unwrap_or_default()
    }

    /// The use of a speaker: statements in which it speaks.
    pub fn speaker(&self, id: &SpeakerId) -> Use {
        self.speakers.get(id).copied().unwrap_or_default()
    }

    /// How many affiliations of other speakers name this one as the organisation.
    pub fn n_affiliations_at(&self, id: &SpeakerId) -> usize {
        self.n_held_at.get(id).copied().unwrap_or_default()
    }
}

/// A statement with where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The document it is about.
    pub document: &'a Document,
    /// Whose reading it is.
    pub coder: &'a Coder,
    /// The reading.
    pub statement: &'a Arc<Statement>,
}

/// Which themes count as the one asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// The theme itself.
    #[default]
    Own,
    /// With all themes below it.
    WithBelow,
}

/// The statements that use an entry, sorted by document, position, coder, id; at most `limit` of them.
///
/// `reach` matters to themes only.
pub fn passages_of<'a>(corpus: &'a Corpus, entry: &EntryId, reach: Reach, limit: usize) -> Vec<Passage<'a>> {
    let themes: HashSet<&ThemeId> = match (entry, reach) {
        (EntryId::Theme(id), Reach::Own) => HashSet::from([id]),
        (EntryId::Theme(id), Reach::WithBelow) => {
            let codebook = &corpus.codebook;
            let is_below = |other: &&ThemeId| codebook.theme_line(other).iter().any(|theme| theme.id == *id);
            codebook.themes.iter().map(|theme| &theme.id).filter(is_below).chain([id]).collect()
        }
        _ => HashSet::new(),
    };
    let is_meant = |statement: &Statement| match entry {
        EntryId::Theme(_) => statement.theme.as_ref().is_some_and(|theme| themes.contains(theme)),
        EntryId::Stance(id) => statement.stance.as_ref() == Some(id),
        EntryId::Speaker(id) => statement.speakers.iter().any(|who| who.speaker == *id),
    };
    let mut found: Vec<Passage<'a>> = Vec::new();
    for sets in sets_by_document(corpus).chunk_by(|a, b| a.0 == b.0) {
        let first = found.len();
        if first >= limit {
            break;
        }
        for (position, coder, set) in sets {
            let document = &corpus.documents()[*position];
            let meant = set.in_order().filter(|statement| is_meant(statement));
            found.extend(meant.map(|statement| Passage { document, coder, statement }));
        }
        found[first..].sort_by_key(|passage| (passage.statement.bounds(), passage.coder, passage.statement.id));
    }
    found.truncate(limit);
    found
}

/// Sets on documents of the corpus, with the position of the document, by document and then coder.
fn sets_by_document(corpus: &Corpus) -> Vec<(usize, &Coder, &AnnotationSet)> {
    let is_there = |at: &usize| !matches!(corpus.documents()[*at].text, TextState::Failed(_));
    let placed = corpus.sets().iter().filter_map(|(key, set)| {
        let position = corpus.position(&key.document).filter(is_there)?;
        Some((position, &key.coder, set))
    });
    let mut sets: Vec<_> = placed.collect();
    sets.sort_by_key(|(position, ..)| *position);
    sets
}

/// Counts statements, document by document.
struct Counter<'a> {
    themes: Tally<'a, ThemeId>,
    with_below: Tally<'a, ThemeId>,
    stances: Tally<'a, StanceId>,
    speakers: Tally<'a, SpeakerId>,
    all: Tally<'a, ()>,
    /// Of each theme of the tally `themes`, itself and those above it.
    lines: Vec<Vec<usize>>,
    place: Place,
}

/// Where the counting is.
#[derive(Clone, Copy, Default)]
struct Place {
    document: usize,
    coder: usize,
    /// Sets before this one.
    n_sets: usize,
}

impl<'a> Counter<'a> {
    fn new(codebook: &'a Codebook) -> Self {
        let themes = Tally::new(codebook.themes.iter().map(|theme| &theme.id));
        let line =
            |id| codebook.theme_line(id).iter().filter_map(|theme| codebook.themes.position(&theme.id)).collect();
        Self {
            lines: codebook.themes.iter().map(|theme| line(&theme.id)).collect(),
            with_below: Tally::new(codebook.themes.iter().map(|theme| &theme.id)),
            themes,
            stances: Tally::new(codebook.stances.iter().map(|stance| &stance.id)),
            speakers: Tally::new(codebook.speakers.iter().map(|speaker| &speaker.id)),
            all: Tally::new(std::iter::empty()),
            place: Place::default(),
        }
    }

    fn begin(&mut self, document: usize, coder: usize) {
        self.place = Place { document, coder, n_sets: self.place.n_sets + 1 };
    }

    fn count(&mut self, statement: &'a Statement) {
        let place = self.place;
        self.all.unset.add(place);
        match &statement.theme {
            None => self.themes.unset.add(place),
            Some(id) => {
                let at = self.themes.position(id);
                self.themes.entries[at].add(place);
                for above in self.lines.get(at).into_iter().flatten() {
                    self.with_below.entries[*above].add(place);
                }
            }
        }
        match &statement.stance {
            None => self.stances.unset.add(place),
            Some(id) => self.stances.add(id, place),
        }
        for (n, who) in statement.speakers.iter().enumerate() {
            if statement.speakers[..n].iter().all(|other| other.speaker != who.speaker) {
                self.speakers.add(&who.speaker, place);
            }
        }
        if statement.speakers.is_empty() {
            self.speakers.unset.add(place);
        }
    }

    fn finish(self, codebook: &Codebook) -> Usage {
        let mut n_held_at = HashMap::new();
        for affiliation in codebook.speakers.iter().flat_map(|speaker| &speaker.affiliations) {
            if let Some(organisation) = &affiliation.held.organisation {
                *n_held_at.entry(organisation.clone()).or_default() += 1;
            }
        }
        Usage {
            all: self.all.unset.total(),
            no_theme: self.themes.unset.total(),
            no_stance: self.stances.unset.total(),
            no_speaker: self.speakers.unset.total(),
            themes: self.themes.uses(),
            with_below: self.with_below.uses(),
            stances: self.stances.uses(),
            speakers: self.speakers.uses(),
            n_held_at,
        }
    }
}

/// Counts for the entries of one kind.
struct Tally<'a, Id> {
    index: HashMap<&'a Id, usize>,
    entries: Vec<Marks>,
    /// Statements that name none.
    unset: Marks,
}

/// What was counted of one thing, and where last.
#[derive(Clone, Default)]
struct Marks {
    n_statements: usize,
    n_documents: usize,
    coders: Vec<usize>,
    /// The document counted last, plus one.
    document: usize,
    /// The set counted last.
    set: usize,
}

impl Marks {
    fn add(&mut self, place: Place) {
        self.n_statements += 1;
        if self.set == place.n_sets {
            return;
        }
        self.set = place.n_sets;
        if self.document != place.document + 1 {
            self.document = place.document + 1;
            self.n_documents += 1;
        }
        if let Err(at) = self.coders.binary_search(&place.coder) {
            self.coders.insert(at, place.coder);
        }
    }

    const fn total(&self) -> Use {
        Use { n_statements: self.n_statements, n_documents: self.n_documents, n_coders: self.coders.len() }
    }
}

impl<'a, Id: Clone + Eq + Hash> Tally<'a, Id> {
    fn new(ids: impl Iterator<Item = &'a Id>) -> Self {
        let index: HashMap<&Id, usize> = ids.enumerate().map(|(at, id)| (id, at)).collect();
        Self { entries: vec![Marks::default(); index.len()], index, unset: Marks::default() }
    }

    /// Where `id` is counted; one that the codebook lacks gets a place of its own.
    fn position(&mut self, id: &'a Id) -> usize {
        let next = self.entries.len();
        let at = *self.index.entry(id).or_insert(next);
        if at == next {
            self.entries.push(Marks::default());
        }
        at
    }

    fn add(&mut self, id: &'a Id, place: Place) {
        let at = self.position(id);
        self.entries[at].add(place);
    }

    fn uses(&self) -> HashMap<Id, Use> {
        self.index.iter().map(|(id, at)| ((*id).clone(), self.entries[*at].total())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{corpus, statement};
    use crate::model::{Progress, SetKey};

    /// Two coders on two documents; `pay` stands below `workforce`.
    fn coded() -> Corpus {
        let mut corpus = corpus();
        let about = |n, at, theme: &str, speakers: &[&str]| {
            let speakers = speakers.iter().map(|id| SpeakerId::from(*id).into()).collect();
            Statement { theme: Some(theme.into()), speakers, ..statement(n, &[(at, at + 1)]) }
        };
        let sets = [
            ("ann", "b.txt", vec![about(1, 3, "pay", &["jane-doe"]), about(2, 0, "workforce", &[])]),
            ("zoe", "b.txt", vec![about(3, 1, "pay", &["jane-doe", "jane-doe"])]),
            ("zoe", "a.txt", vec![about(4, 5, "pay", &[]), about(5, 0, "ghost", &[])]),
            ("zoe", "gone.txt", vec![about(6, 0, "pay", &[])]),
        ];
        for (coder, document, statements) in sets {
            let set = AnnotationSet::new(Progress::Done, statements);
            corpus.put_set(SetKey::new(coder.into(), document.into()), set);
        }
        corpus
    }

    fn used(n_statements: usize, n_documents: usize, n_coders: usize) -> Use {
        Use { n_statements, n_documents, n_coders }
    }

    #[test]
    fn each_entry_is_counted_by_statements_documents_and_coders() {
        let corpus = coded();
        let usage = Usage::of(&corpus);
        assert_eq!(usage.theme(&"pay".into()), used(3, 2, 2));
        assert_eq!(usage.theme_with_below(&"pay".into()), used(3, 2, 2));
        assert_eq!(usage.theme(&"workforce".into()), used(1, 1, 1));
        assert_eq!(usage.theme_with_below(&"workforce".into()), used(4, 2, 2));
        assert_eq!(usage.theme(&"ghost".into()), used(1, 1, 1));
        assert_eq!(usage.theme(&"devolution".into()), used(0, 0, 0));
        assert_eq!(usage.speaker(&"jane-doe".into()), used(2, 1, 2));
        assert_eq!(usage.n_affiliations_at(&"nhs-wales".into()), 3);
        assert_eq!((usage.all, usage.no_stance), (used(5, 2, 2), used(5, 2, 2)));
        assert_eq!((usage.no_theme, usage.no_speaker), (used(0, 0, 0), used(3, 2, 2)));
        assert_eq!(usage.entry(&EntryId::Theme("pay".into())).n_statements, 3);
    }

    #[test]
    fn passages_come_by_document_position_and_coder() {
        let corpus = coded();
        let order = |id: &str, reach, limit| -> Vec<(String, String, usize)> {
            let found = passages_of(&corpus, &EntryId::Theme(id.into()), reach, limit);
            let told = |passage: &Passage<'_>| {
                let (document, coder) = (passage.document.path.to_string(), passage.coder.to_string());
                (document, coder, passage.statement.bounds().start)
            };
            found.iter().map(told).collect()
        };
        let told = |document: &str, coder: &str, at| (document.to_owned(), coder.to_owned(), at);
        let below =
            [told("a.txt", "zoe", 5), told("b.txt", "ann", 0), told("b.txt", "zoe", 1), told("b.txt", "ann", 3)];
        assert_eq!(order("workforce", Reach::WithBelow, 9), below);
        assert_eq!(order("workforce", Reach::WithBelow, 2), below[..2]);
        assert_eq!(order("workforce", Reach::Own, 9), below[1..2]);
        assert_eq!(passages_of(&corpus, &EntryId::Speaker("jane-doe".into()), Reach::Own, 9).len(), 2);
    }
}
