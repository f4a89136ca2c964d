//! How much there is, and how far everybody got.

use crate::model::{AnnotationSet, Coder, Corpus, Document, Entry, EntryList, Progress, Statement};
use crate::text::Span;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// How much there is, and how far everybody got.
///
/// Counts are of statements in all sets on documents of the corpus. Names, not ids, are given; entries of the
/// codebook that no statement uses are there with 0, in the order of the codebook.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stats {
    /// Documents in the corpus.
    pub n_documents: usize,
    /// Code points in all texts that have been read.
    pub n_chars: usize,
    /// Statements of all coders.
    pub n_statements: usize,
    /// Statements without speaker, theme or stance.
    pub n_incomplete: usize,
    /// Statements whose coder wants to look at them again.
    pub n_unsure: usize,
    /// Each coder's share, by name.
    pub coders: Vec<CoderStats>,
    /// Statements by stance.
    pub stances: Vec<Figure>,
    /// Statements with no stance yet, which is not a stance.
    pub n_stance_not_set: usize,
    /// Statements by theme, named by its path; a theme does not count those below it.
    pub themes: Vec<Figure>,
    /// Statements with no theme yet.
    pub n_theme_not_set: usize,
    /// Statements by speaker; a statement of several counts for each.
    pub speakers: Vec<Figure>,
    /// Statements with no speaker yet.
    pub n_speaker_not_set: usize,
}

/// How often an entry of the codebook is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Readable id.
    pub id: String,
    /// Name, or path of a theme; the id where the codebook does not have it.
    pub name: String,
    /// Statements.
    pub n_statements: usize,
}

/// What one coder did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CoderStats {
    /// Whose figures these are.
    pub coder: String,
    /// Statements.
    pub n_statements: usize,
    /// Documents that the coder read to the end.
    pub n_done: usize,
    /// Documents that the coder began.
    pub n_in_progress: usize,
    /// Documents that the coder has not begun.
    pub n_not_started: usize,
    /// Documents with at least one statement.
    pub n_documents_coded: usize,
    /// Share of all documents with at least one statement, from 0 to 1.
    pub document_coverage: f64,
    /// Share of the code points of all texts that lie inside at least one passage, from 0 to 1.
    ///
    /// A code point in several passages counts once; the gap in a cut passage does not count.
    pub text_coverage: f64,
}

/// Counts `corpus`.
pub fn stats(corpus: &Corpus) -> Stats {
    let texts = corpus.documents().iter().filter_map(Document::ready_text);
    let mut stats = Stats {
        n_documents: corpus.documents().len(),
        n_chars: texts.map(|text| text.n_chars()).sum(),
        ..Stats::default()
    };
    let (mut stances, mut themes, mut speakers) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut coders: BTreeMap<&Coder, (CoderStats, usize)> = BTreeMap::new();
    for (key, set) in corpus.sets() {
        let Some(document) = corpus.document(&key.document) else { continue };
        let (of_coder, n_covered) = coders.entry(&key.coder).or_default();
        count_set(of_coder, set);
        *n_covered += n_covered_chars(document, set);
        for statement in set.statements() {
            stats.n_statements += 1;
            stats.n_incomplete += usize::from(!statement.is_complete());
            stats.n_unsure += usize::from(statement.is_unsure);
            *stances.entry(statement.stance.as_ref()).or_default() += 1;
            *themes.entry(statement.theme.as_ref()).or_default() += 1;
            count_speakers(&mut speakers, statement);
        }
    }
    let codebook = &corpus.codebook;
    (stats.stances, stats.n_stance_not_set) = figures(&codebook.stances, stances, |stance| stance.name.clone());
    (stats.themes, stats.n_theme_not_set) = figures(&codebook.themes, themes, |theme| codebook.theme_path(&theme.id));
    (stats.speakers, stats.n_speaker_not_set) = figures(&codebook.speakers, speakers, |speaker| speaker.name.clone());
    stats.coders = coders
        .into_iter()
        .map(|(coder, (mut of_coder, n_covered))| {
            of_coder.coder = coder.to_string();
            of_coder.n_not_started = stats.n_documents - of_coder.n_done - of_coder.n_in_progress;
            of_coder.document_coverage = share(of_coder.n_documents_coded, stats.n_documents);
            of_coder.text_coverage = share(n_covered, stats.n_chars);
            of_coder
        })
        .collect();
    stats
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn count_set(of_coder: &mut CoderStats, set: &AnnotationSet) {
    of_coder.n_statements += set.len();
    of_coder.n_documents_coded += usize::from(!set.is_empty());
    match set.progress {
        Progress::NotStarted => {}
        Progress::InProgress => of_coder.n_in_progress += 1,
        Progress::Done => of_coder.n_done += 1,
    }
}

fn count_speakers<'a>(counts: &mut HashMap<Option<&'a crate::model::SpeakerId>, usize>, statement: &'a Statement) {
    if statement.speakers.is_empty() {
        *counts.entry(None).or_default() += 1;
    }
    for (n, who) in statement.speakers.iter().enumerate() {
        if statement.speakers[..n].iter().all(|other| other.speaker != who.speaker) {
            *counts.entry(Some(&who.speaker)).or_default() += 1;
        }
    }
}

/// Code points of the document inside at least one passage of the set.
fn n_covered_chars(document: &Document, set: &AnnotationSet) -> usize {
    let Some(text) = document.ready_text() else { return 0 };
    let mut spans: Vec<Span> = set.statements().iter().flat_map(|statement| statement.spans.iter().copied()).collect();
    spans.sort_unstable();
    let mut n_covered = 0;
    let mut end = 0;
    for span in spans {
        let start = span.start.max(end);
        if start < span.end {
            n_covered += text.char_from_byte(span.end) - text.char_from_byte(start);
            end = span.end;
        }
    }
    n_covered
}

/// A figure for each entry, in the order of the codebook, then for ids that it does not have; and those not set.
fn figures<'a, T: Entry>(
    entries: &'a EntryList<T>,
    mut counts: HashMap<Option<&'a T::Id>, usize>,
    name: impl Fn(&T) -> String,
) -> (Vec<Figure>, usize)
where
    T::Id: Ord + std::fmt::Display,
{
    let n_not_set = counts.remove(&None).unwrap_or_default();
    let mut figures: Vec<Figure> = Vec::with_capacity(entries.len());
    for entry in entries {
        let n_statements = counts.remove(&Some(entry.id())).unwrap_or_default();
        figures.push(Figure { id: entry.id().to_string(), name: name(entry), n_statements });
    }
    let mut unknown: Vec<_> = counts.into_iter().filter_map(|(id, n)| Some((id?, n))).collect();
    unknown.sort_unstable();
    figures.extend(unknown.into_iter().map(|(id, n)| Figure {
        id: id.to_string(),
        name: id.to_string(),
        n_statements: n,
    }));
    (figures, n_not_set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SetKey;
    use crate::model::testing::{TEXT, corpus, statement};

    #[test]
    fn passages_count_once_and_not_yet_set_stands_apart() {
        let mut corpus = corpus();
        let mut first = statement(1, &[(0, 4), (8, 11)]);
        first.theme = Some("pay".into());
        first.stance = Some("ghost".into());
        first.is_unsure = true;
        first.speakers = vec![crate::model::SpeakerId::from("nhs-wales").into(); 2];
        let set = AnnotationSet::new(Progress::Done, [first, statement(2, &[(2, 6)])]);
        corpus.put_set(SetKey::new("ann".into(), "a.txt".into()), set);
        corpus.put_set(SetKey::new("ann".into(), "b.txt".into()), AnnotationSet::new(Progress::InProgress, []));
        let stats = stats(&corpus);
        assert_eq!((stats.n_documents, stats.n_statements, stats.n_incomplete, stats.n_unsure), (3, 2, 1, 1));
        let n = |figures: &[Figure], id: &str| figures.iter().find(|f| f.id == id).map(|f| f.n_statements);
        assert_eq!((n(&stats.themes, "pay"), n(&stats.themes, "workforce")), (Some(1), Some(0)));
        assert_eq!((n(&stats.stances, "ghost"), stats.n_stance_not_set), (Some(1), 1));
        assert_eq!((n(&stats.speakers, "nhs-wales"), stats.n_speaker_not_set), (Some(1), 1));
        let ann = &stats.coders[0];
        assert_eq!((ann.n_done, ann.n_in_progress, ann.n_not_started, ann.n_documents_coded), (1, 1, 1, 1));
        assert!((ann.text_coverage - 7.0 / (3.0 * TEXT.chars().count() as f64)).abs() < 1e-12);
        assert!((ann.document_coverage - 1.0 / 3.0).abs() < 1e-12);
    }
}
