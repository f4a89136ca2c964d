//! Coverage as stacked bars: documents by how far they were read, or statements by what they leave unset.

use super::words::percent;
use super::{Look, Sign, Stack, Stacks, Texture};
use crate::analysis::{CoderReading, Coverage, Filled, Names, Reading, SentencesCoded, thousands};
use crate::model::{Hue, Progress};

impl Stacks {
    /// What coverage by coder is called.
    pub const OF_CODERS: &'static str = "What has been read and coded";
    /// What coverage by document is called.
    pub const OF_DOCUMENTS: &'static str = "How each document was read and coded";

    /// For each coder the documents, by how far they were read.
    pub fn of_coders(reading: &Reading, sentences: Option<&SentencesCoded>) -> Self {
        let row = |line: &CoderReading, coded: Option<Coverage>| {
            let n_with_something = line.n_done - line.n_done_with_nothing;
            Stack {
                label: line.coder.as_ref().map_or_else(|| "Any coder".to_owned(), ToString::to_string),
                counts: vec![n_with_something, line.n_done_with_nothing, line.n_in_progress, line.n_not_started],
                words: "no document".to_owned(),
                figures: figures(line.statements, None, (sentences.is_some(), coded)),
                n: line.statements.n,
            }
        };
        let of_coder = |(at, line)| row(line, sentences.and_then(|known| known.coders.get(at).copied()));
        Self {
            title: Self::OF_CODERS.to_owned(),
            head: "Coder".to_owned(),
            parts: vec![
                part("documents done", Hue::Blue, Texture::Solid),
                part("done, nothing to code", Hue::Blue, Texture::Falling),
                part("begun", Hue::Blue, Texture::Hollow),
                part("not begun", Hue::Grey, Texture::Pale),
            ],
            figures: heads(false, sentences.is_some()),
            rows: reading.coders.iter().enumerate().map(of_coder).collect(),
            total: (reading.coders.len() != 1).then(|| row(&reading.together, sentences.map(|known| known.together))),
            opens_parts: false,
        }
    }

    /// For each document its statements, by whether something is left unset.
    pub fn of_documents(reading: &Reading, sentences: Option<&SentencesCoded>, names: &Names) -> Self {
        let n_coders = reading.coders.len();
        let rows = reading.documents.iter().zip(&names.documents).enumerate().map(|(at, (read, document))| {
            let n_done = read.progress.iter().filter(|progress| **progress == Progress::Done).count();
            let coded = sentences.and_then(|known| known.documents.get(at).copied().flatten());
            let words = match (read.is_coded, read.farthest()) {
                (true, _) => "none of its statements is counted",
                (false, Progress::Done) => "read, nothing to code",
                (false, Progress::InProgress) => "begun, nothing coded yet",
                (false, Progress::NotStarted) => "not begun",
            };
            Stack {
                label: document.title.clone(),
                counts: by_completeness(read.statements),
                words: words.to_owned(),
                figures: figures(
                    read.statements,
                    Some(&format!("{n_done} of {n_coders}")),
                    (sentences.is_some(), coded),
                ),
                n: read.statements.n,
            }
        });
        let all = reading.together.statements;
        let together = sentences.map(|known| known.together);
        Self {
            title: Self::OF_DOCUMENTS.to_owned(),
            head: "Document".to_owned(),
            parts: vec![
                part("complete statements", Hue::Blue, Texture::Solid),
                part("speaker, theme or stance unset", Hue::Ochre, Texture::Hollow),
            ],
            figures: heads(true, sentences.is_some()),
            rows: rows.collect(),
            total: Some(Stack {
                label: "All documents".to_owned(),
                counts: by_completeness(all),
                words: String::new(),
                figures: figures(all, Some(""), (sentences.is_some(), together)),
                n: all.n,
            }),
            opens_parts: true,
        }
    }
}

fn part(name: &str, hue: Hue, texture: Texture) -> Look {
    Look { name: name.to_owned(), hue, texture, sign: Sign::Square }
}

fn by_completeness(statements: Filled) -> Vec<usize> {
    vec![statements.n_complete, statements.n - statements.n_complete]
}

fn heads(is_of_documents: bool, has_sentences: bool) -> Vec<String> {
    let done = is_of_documents.then_some("coders done");
    let sentences = has_sentences.then_some("sentences coded");
    ["statements", "unset", "unsure"].into_iter().chain(done).chain(sentences).map(str::to_owned).collect()
}

/// The figures of a row; with those of sentences, where they are known of any.
fn figures(statements: Filled, done: Option<&str>, (has_sentences, coded): (bool, Option<Coverage>)) -> Vec<String> {
    let counts = [statements.n, statements.n - statements.n_complete, statements.n_unsure].map(thousands);
    let share = coded.map_or_else(|| "–".to_owned(), |coded| percent(coded.n_coded, coded.n_sentences));
    counts.into_iter().chain(done.map(str::to_owned)).chain(has_sentences.then_some(share)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{coded, coded_corpus};
    use crate::analysis::{StatementTable, reading, sentences_coded};
    use crate::model::{AnnotationSet, SetKey};
    use crate::text::{Span, sentences};

    #[test]
    fn documents_and_coders_are_told_by_how_far_they_were_read() {
        let mut corpus = coded_corpus(&[
            coded("a.txt", "ann", &["jane-doe"], "pay", "supports"),
            coded("a.txt", "ann", &["jane-doe"], "", "supports"),
            coded("a.txt", "bob", &[], "", ""),
        ]);
        let key = SetKey::new("ann".into(), "b.txt".into());
        corpus.put_set(key, AnnotationSet::new(Progress::Done, []));
        let table = StatementTable::new(&corpus);
        let found = reading(&corpus, &table, &table.all());
        let texts = corpus.documents().iter().map(|one| one.ready_text().map(|text| sentences(text.as_str())));
        let known: Vec<Option<Vec<Span>>> = texts.collect();
        let known = sentences_coded(&corpus, &table.names().coders, &known);
        let of_documents = Stacks::of_documents(&found, Some(&known), table.names());
        let rows: Vec<(&[usize], &str)> =
            of_documents.rows.iter().map(|row| (row.counts.as_slice(), row.words.as_str())).collect();
        let words = ["none of its statements is counted", "read, nothing to code", "not begun"];
        assert_eq!(rows, [(&[1, 2][..], words[0]), (&[0, 0], words[1]), (&[0, 0], words[2])]);
        assert_eq!(of_documents.rows[1].figures[..4], ["0", "0", "0", "1 of 2"]);
        assert!(of_documents.rows[0].figures[4].ends_with('%'));
        assert_eq!(of_documents.figures.len(), of_documents.rows[0].figures.len());
        let of_coders = Stacks::of_coders(&found, None);
        let counts: Vec<&[usize]> = of_coders.rows.iter().map(|row| row.counts.as_slice()).collect();
        // Ann read one to the end with nothing in it; where both coded, neither said to have begun.
        assert_eq!(counts, [[0, 1, 0, 2], [0, 0, 0, 3]]);
        assert_eq!(of_coders.total.map(|total| total.counts), Some(vec![0, 1, 0, 2]));
        assert_eq!(of_coders.figures, ["statements", "unset", "unsure"]);
    }
}
