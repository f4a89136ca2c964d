//! From what people type on the command line to a filter.

use super::Filter;
use crate::model::{Coder, Corpus, DocPath, SpeakerId, StanceId, ThemeId};
use crate::text::fold;

/// What people typed: names or ids, without regard to case and accents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Coders.
    pub coders: Vec<String>,
    /// Themes by name, path or id.
    pub themes: Vec<String>,
    /// Stances by name or id, or `not yet set`.
    pub stances: Vec<String>,
    /// Speakers by name, alias or id.
    pub speakers: Vec<String>,
    /// Documents by path, file name or title; a folder means all below it.
    pub documents: Vec<String>,
}

/// Nothing in the corpus has the name that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no {kind} “{name}” in this corpus{}", hint(.near))]
pub struct UnknownName {
    /// What was looked for, such as `theme`.
    pub kind: &'static str,
    /// What was typed.
    pub name: String,
    /// The names most like it, best first.
    pub near: Vec<String>,
}

fn hint(near: &[String]) -> String {
    match near {
        [] => String::new(),
        near => format!("; did you mean {}?", near.iter().map(|n| format!("“{n}”")).collect::<Vec<_>>().join(" or ")),
    }
}

/// Something that may be meant: what it gives, what it is called, and what it may also be called.
struct Candidate<T> {
    value: T,
    name: String,
    also: Vec<String>,
}

impl Wanted {
    /// The filter that is meant in `corpus`.
    ///
    /// # Errors
    /// When a name is in the corpus nowhere.
    pub fn filter(&self, corpus: &Corpus) -> Result<Filter, UnknownName> {
        let codebook = &corpus.codebook;
        let coders = corpus.coders().into_iter().map(|coder| candidate(coder.as_str(), &[], coder.clone()));
        let themes = codebook.themes.iter().map(|theme| {
            candidate(&theme.name, &[theme.id.as_str(), &codebook.theme_path(&theme.id)], theme.id.clone())
        });
        let stances = codebook.stances.iter().map(|s| candidate(&s.name, &[s.id.as_str()], Some(s.id.clone())));
        let unset = candidate("not yet set", &["not-yet-set", "unset"], None);
        let speakers = codebook.speakers.iter().map(|speaker| {
            let mut also = vec![speaker.id.as_str()];
            also.extend(speaker.aliases.iter().map(String::as_str));
            candidate(&speaker.name, &also, speaker.id.clone())
        });
        let coders: Vec<Candidate<Coder>> = coders.collect();
        let themes: Vec<Candidate<ThemeId>> = themes.collect();
        let stances: Vec<Candidate<Option<StanceId>>> = stances.chain([unset]).collect();
        let speakers: Vec<Candidate<SpeakerId>> = speakers.collect();
        Ok(Filter {
            coders: find_all("coder", &self.coders, &coders)?.into_iter().collect(),
            themes: find_all("theme", &self.themes, &themes)?.into_iter().collect(),
            stances: find_all("stance", &self.stances, &stances)?.into_iter().collect(),
            speakers: find_all("speaker", &self.speakers, &speakers)?.into_iter().collect(),
            documents: find_all("document", &self.documents, &documents(corpus))?.into_iter().collect(),
            only: None,
        })
    }
}

fn candidate<T>(name: &str, also: &[&str], value: T) -> Candidate<T> {
    Candidate { value, name: name.to_owned(), also: also.iter().map(|name| (*name).to_owned()).collect() }
}

fn documents(corpus: &Corpus) -> Vec<Candidate<DocPath>> {
    let of = |document: &crate::model::Document| {
        let path = document.path.as_str();
        let mut also = vec![document.title(), path.rsplit('/').next().unwrap_or_default()];
        let folders = path.match_indices('/').flat_map(|(at, _)| [&path[..at], &path[..=at]]);
        also.extend(folders);
        candidate(path, &also, document.path.clone())
    };
    corpus.documents().iter().map(of).collect()
}

/// All candidates that are called by one of `names`.
fn find_all<T: Clone>(
    kind: &'static str,
    names: &[String],
    candidates: &[Candidate<T>],
) -> Result<Vec<T>, UnknownName> {
    let mut found = Vec::new();
    for name in names {
        let wanted = fold(name.trim());
        let is_meant = |c: &&Candidate<T>| fold(&c.name) == wanted || c.also.iter().any(|also| fold(also) == wanted);
        let n_before = found.len();
        found.extend(candidates.iter().filter(is_meant).map(|candidate| candidate.value.clone()));
        if found.len() == n_before {
            return Err(UnknownName { kind, name: name.clone(), near: near(&wanted, candidates) });
        }
    }
    Ok(found)
}

/// Up to three names that are most like `wanted`: part of it or around it, or beginning few letters away.
fn near<T>(wanted: &str, candidates: &[Candidate<T>]) -> Vec<String> {
    let score = |candidate: &Candidate<T>| {
        let names = std::iter::once(&candidate.name).chain(&candidate.also);
        names.map(|name| distance_to_name(wanted, &fold(name))).min().unwrap_or(usize::MAX)
    };
    let limit = wanted.chars().count() / 3 + 1;
    let scored = candidates.iter().map(|candidate| (score(candidate), candidate.name.clone()));
    let mut scored: Vec<(usize, String)> = scored.filter(|(score, _)| *score <= limit).collect();
    scored.sort();
    scored.dedup();
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// As [`distance`], one more where only the beginning of `name` is like it: long names are seldom typed out.
fn distance_to_name(wanted: &str, name: &str) -> usize {
    let begin: String = name.chars().take(wanted.chars().count() + 1).collect();
    distance(wanted, name).min(distance(wanted, &begin) + 1)
}

/// Letters to insert, delete or change from `a` to `b` (Levenshtein 1966), 1 where one holds the other.
fn distance(a: &str, b: &str) -> usize {
    /// Names are compared up to here, so that a hostile one takes no time.
    const MAX: usize = 80;
    if !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a)) {
        return 1;
    }
    let b: Vec<char> = b.chars().take(MAX).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().take(MAX).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::corpus;

    fn wanted(themes: &[&str], speakers: &[&str], stances: &[&str], documents: &[&str]) -> Wanted {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let coders = Vec::new();
        Wanted {
            coders,
            themes: own(themes),
            speakers: own(speakers),
            stances: own(stances),
            documents: own(documents),
        }
    }

    #[test]
    fn names_ids_paths_and_aliases_are_understood() -> Result<(), UnknownName> {
        let corpus = corpus();
        let filter = wanted(
            &["workforce > PAY", "devolution"],
            &["the goodall", "nhs-wales"],
            &["Not yet set", "SUPPORTS"],
            &["news", "a.txt"],
        )
        .filter(&corpus)?;
        assert_eq!(filter.themes, ["pay".into(), "devolution".into()].into());
        assert_eq!(filter.speakers, ["andrew-goodall".into(), "nhs-wales".into()].into());
        assert_eq!(filter.stances, [None, Some("supports".into())].into());
        assert_eq!(filter.documents, ["a.txt".into(), "news/c.txt".into()].into());
        Ok(())
    }

    #[test]
    fn an_unknown_name_is_answered_with_those_near_it() {
        let error = wanted(&["devoltion"], &[], &[], &[]).filter(&corpus()).map_err(|error| error.to_string());
        let text = "there is no theme “devoltion” in this corpus; did you mean “Devolution”?";
        assert_eq!(error, Err(text.to_owned()));
        let error = wanted(&[], &["andrw good"], &[], &[]).filter(&corpus()).map_err(|error| error.to_string());
        let text = "there is no speaker “andrw good” in this corpus; did you mean “Andrew Goodall”?";
        assert_eq!(error, Err(text.to_owned()));
        let error = wanted(&[], &[], &["xyz"], &[]).filter(&corpus()).map_err(|error| error.to_string());
        assert_eq!(error, Err("there is no stance “xyz” in this corpus".to_owned()));
    }
}
