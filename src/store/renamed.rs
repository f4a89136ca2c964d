//! Documents that stand under another name now, found by what they say.

use super::record::{AnnotationSetRecord, ReadStatement, check_statement, read, text_of};
use super::{Files, Layout, Problem, is_taken_along};
use crate::model::{Coder, Corpus, DocPath, Document, SetKey};
use crate::text::DocumentText;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Most quotations of a set that are looked for in other documents.
const MAX_QUOTES: usize = 20;
/// Shorter quotations, in bytes, say little about a document.
const MIN_QUOTE: usize = 16;
/// The share of quotations that must be found, in percent.
const MIN_SHARE: usize = 60;

/// Why a document is taken for one that stood under another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Its text is the very text that was coded, and no other document has it.
    SameText,
    /// Most of the passages stand in it.
    Similar {
        /// Passages that were found.
        n_found: usize,
        /// Passages that were looked for.
        n_asked: usize,
    },
}

/// A document that is not in the folder any more, and the one that it seems to be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The path under which it was coded.
    pub from: DocPath,
    /// The path of a document in the folder.
    pub to: DocPath,
    /// Whose sets wait under the old path.
    pub coders: Vec<Coder>,
    /// Why.
    pub likeness: Likeness,
}

impl Renamed {
    /// Why, for people: `same text`, or how many passages were found.
    pub fn why(&self) -> String {
        match self.likeness {
            Likeness::SameText => "same text".to_owned(),
            Likeness::Similar { n_found, n_asked } => format!("{n_found} of {n_asked} passages found in it"),
        }
    }

    /// Lets `problems` about sets without a document say where the document seems to be.
    pub fn explain(all: &[Self], layout: &Layout, problems: &mut [Problem]) {
        for renamed in all {
            let files = renamed.coders.iter().map(|coder| SetKey::new(coder.clone(), renamed.from.clone()));
            let files: Vec<_> = files.map(|key| layout.below_root(&layout.set_file(&key)).to_owned()).collect();
            for problem in problems.iter_mut().filter(|problem| files.contains(&problem.path)) {
                problem.remedy = format!(
                    "it seems to be “{}” now ({}): take its sets along under “Renamed documents”, or with \
                     standpoint relink",
                    renamed.to,
                    renamed.why()
                );
            }
        }
    }
}

/// What the sets on a document that is not there say of its text.
#[derive(Default)]
struct Coded {
    hashes: BTreeSet<String>,
    quotes: Vec<String>,
}

/// Finds the documents of `corpus` that those in `sets` which are not in it seem to be now. Every text must be read.
pub fn find_renamed(
    files: &dyn Files,
    layout: &Layout,
    corpus: &Corpus,
    sets: &BTreeMap<DocPath, Vec<Coder>>,
) -> Vec<Renamed> {
    let orphans = sets.iter().filter(|(path, _)| corpus.document(path).is_none());
    let mut found: Vec<Renamed> = Vec::new();
    for (from, coders) in orphans {
        let mut coded = Coded::default();
        for coder in coders {
            coded.take(files, layout, &SetKey::new(coder.clone(), from.clone()));
        }
        let is_free = |document: &&Document| {
            let is_taken = |coder: &Coder| {
                sets.get(&document.path).is_some_and(|others| others.contains(coder))
                    && !is_taken_along(files, layout, from, &document.path, coder)
            };
            !coders.iter().any(is_taken) && !found.iter().any(|other| other.to == document.path)
        };
        let free: Vec<(&DocPath, &DocumentText)> = corpus
            .documents()
            .iter()
            .filter(is_free)
            .filter_map(|document| Some((&document.path, &**document.ready_text()?)))
            .collect();
        if let Some((to, likeness)) = coded.best(&free) {
            found.push(Renamed { from: from.clone(), to: to.clone(), coders: coders.clone(), likeness });
        }
    }
    found
}

impl Coded {
    fn take(&mut self, files: &dyn Files, layout: &Layout, key: &SetKey) {
        let nothing = DocumentText::new("");
        let Ok(Some(bytes)) = files.read(&layout.set_file(key)) else { return };
        let Ok(source) = text_of(&bytes) else { return };
        let Ok(reading) = read::<AnnotationSetRecord, _>(&source, |record| check_statement(record, &nothing, false))
        else {
            return;
        };
        self.hashes.extend(reading.head.map(|head| head.text).filter(|hash| !hash.is_empty()));
        let waiting = reading.entries.into_iter().filter_map(|(_, entry)| match entry {
            Ok(ReadStatement::Elsewhere(unplaced)) if !unplaced.is_aside => Some(unplaced.anchor.quote),
            _ => None,
        });
        self.quotes.extend(waiting.flatten());
    }

    /// The one of `free` that is like no other.
    fn best<'d>(mut self, free: &[(&'d DocPath, &DocumentText)]) -> Option<(&'d DocPath, Likeness)> {
        let mut same = free.iter().filter(|(_, text)| !text.is_empty() && self.hashes.contains(text.hash()));
        match (same.next(), same.next()) {
            (Some((path, _)), None) => return Some((path, Likeness::SameText)),
            // Which of several is meant, nobody can tell from the text.
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        self.quotes.retain(|quote| quote.len() >= MIN_QUOTE);
        self.quotes.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.quotes.dedup();
        self.quotes.truncate(MAX_QUOTES);
        let n_asked = self.quotes.len();
        let finders: Vec<_> = self.quotes.iter().map(memchr::memmem::Finder::new).collect();
        let count = |(path, text): &(&'d DocPath, &DocumentText)| {
            let n_found = finders.iter().filter(|finder| finder.find(text.as_str().as_bytes()).is_some()).count();
            (n_found, *path)
        };
        let mut counts: Vec<(usize, &DocPath)> = free.par_iter().map(count).collect();
        counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let (n_found, path) = *counts.first()?;
        let is_alone = counts.get(1).is_none_or(|second| second.0 < n_found);
        let is_enough = n_found > 0 && n_found * 100 >= n_asked * MIN_SHARE;
        (is_alone && is_enough).then_some((path, Likeness::Similar { n_found, n_asked }))
    }
}
