//! Documents that stand under another name now, found by what they say.

use super::record::{AnnotationSetRecord, ReadStatement, check_statement, read, text_of};
use super::{Files, Layout, Problem, is_taken_along};
use crate::model::{Coder, Corpus, DocPath, Document, SetKey};
use crate::text::DocumentText;
use memchr::memmem::Finder;
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
        let coded = Coded::read(files, layout, from, coders);
        // Where several are alike, it is the one that none of these coders has coded in its own right.
        let is_free = |path: &DocPath| {
            let is_taken = |coder: &Coder| {
                sets.get(path).is_some_and(|others| others.contains(coder))
                    && !is_taken_along(files, layout, from, path, coder)
            };
            !coders.iter().any(is_taken)
        };
        let is_left = |document: &&Document| !found.iter().any(|other| other.to == document.path);
        let documents = corpus.documents().iter().filter(is_left);
        let documents: Vec<(&DocPath, &DocumentText)> =
            documents.filter_map(|document| Some((&document.path, &**document.ready_text()?))).collect();
        if let Some((to, likeness)) = coded.best(&documents, is_free) {
            found.push(Renamed { from: from.clone(), to: to.clone(), coders: coders.clone(), likeness });
        }
    }
    found
}

/// How the document with this `text` is like the one that `coders` coded under the path `from`.
pub fn likeness(files: &dyn Files, layout: &Layout, from: &DocPath, coders: &[Coder], text: &DocumentText) -> Likeness {
    let coded = Coded::read(files, layout, from, coders);
    if coded.is_on(text) {
        return Likeness::SameText;
    }
    let finders = coded.finders();
    Likeness::Similar { n_found: n_found(&finders, text), n_asked: finders.len() }
}

/// How many of these passages stand in `text`.
fn n_found(passages: &[Finder<'_>], text: &DocumentText) -> usize {
    passages.iter().filter(|passage| passage.find(text.as_str().as_bytes()).is_some()).count()
}

/// The only one of `alike`, or the only one that is free.
fn only_one<'d>(alike: &[&'d DocPath], is_free: impl Fn(&DocPath) -> bool) -> Option<&'d DocPath> {
    if let [path] = alike {
        return Some(path);
    }
    let mut free = alike.iter().filter(|path| is_free(path));
    free.next().filter(|_| free.next().is_none()).copied()
}

impl Coded {
    fn read(files: &dyn Files, layout: &Layout, document: &DocPath, coders: &[Coder]) -> Self {
        let mut coded = Self::default();
        for coder in coders {
            coded.take(files, layout, &SetKey::new(coder.clone(), document.clone()));
        }
        coded.quotes.retain(|quote| quote.len() >= MIN_QUOTE);
        coded.quotes.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        coded.quotes.dedup();
        coded.quotes.truncate(MAX_QUOTES);
        coded
    }

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

    /// Whether this is the very text that was coded.
    fn is_on(&self, text: &DocumentText) -> bool {
        !text.is_empty() && self.hashes.contains(text.hash())
    }

    fn finders(&self) -> Vec<Finder<'_>> {
        self.quotes.iter().map(Finder::new).collect()
    }

    /// The one of `documents` that is like no other, or the only free one of those that are.
    fn best<'d>(
        &self,
        documents: &[(&'d DocPath, &DocumentText)],
        is_free: impl Fn(&DocPath) -> bool,
    ) -> Option<(&'d DocPath, Likeness)> {
        let same = documents.iter().filter(|(_, text)| self.is_on(text));
        let same: Vec<&DocPath> = same.map(|(path, _)| *path).collect();
        if !same.is_empty() {
            // Which of several is meant, nobody can tell from the text.
            return only_one(&same, is_free).map(|path| (path, Likeness::SameText));
        }
        let finders = self.finders();
        let counts = documents.par_iter().map(|(path, text)| (n_found(&finders, text), *path));
        let counts: Vec<(usize, &DocPath)> = counts.collect();
        let (n_found, n_asked) = (counts.iter().map(|(n, _)| *n).max()?, finders.len());
        if n_found == 0 || n_found * 100 < n_asked * MIN_SHARE {
            return None;
        }
        let alike: Vec<&DocPath> = counts.into_iter().filter(|(n, _)| *n == n_found).map(|(_, path)| path).collect();
        only_one(&alike, is_free).map(|path| (path, Likeness::Similar { n_found, n_asked }))
    }
}
