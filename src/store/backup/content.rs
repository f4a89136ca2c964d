//! What a file of a backup says, in the words of the model.

use super::Archive;
use crate::model::{AnnotationSet, Codebook, Corpus};
use crate::store::load_set::set_from;
use crate::store::read_head::{Faults, codebook_from, corpus_from};
use crate::store::{CorpusFile, FileKey, Layout, Problem, RealFiles};

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// All statements of a set, as far as they have a place in the present text.
    Set(AnnotationSet),
    /// The codebook.
    Codebook(Codebook),
    /// What is known about documents, and saved queries.
    CorpusFile(CorpusFile),
}

/// What a file of a backup says, and how far that can be relied on.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// What could be read.
    pub content: Content,
    /// The file to the letter.
    pub text: String,
    /// What could not be read or has no place in the present text, in words; empty when all of it has.
    pub unread: Vec<String>,
}

impl Archive {
    /// What the file `key` of the backup says about `corpus`, whose documents have been read; `None` when the backup
    /// does not hold it.
    ///
    /// # Errors
    /// Why nothing can be said, in words.
    pub fn said(&mut self, key: &FileKey, corpus: &Corpus) -> Result<Option<Said>, String> {
        let Some(bytes) = self.read(key).map_err(|fault| fault.to_string())? else { return Ok(None) };
        let path = Layout::new("").file(key);
        let said = |faults: Faults| -> Vec<String> {
            faults.into_problems(&path).into_iter().map(|problem| at_line(problem.line, &problem.cause)).collect()
        };
        let (content, unread) = match key {
            FileKey::Set(key) => {
                let document = corpus.document(&key.document).ok_or("its document is not in the folder")?;
                let text = document.ready_text().ok_or("its document could not be read")?;
                let loaded = set_from(&RealFiles, &bytes, &Layout::new(""), key, text, Some(&corpus.codebook));
                let problems = loaded.problems.iter().filter(|problem| is_error(problem));
                let unread = problems.map(|problem| at_line(problem.line, &problem.cause)).collect();
                (Content::Set(loaded.set), unread)
            }
            FileKey::Codebook => {
                let (codebook, unread, _) = codebook_from(&bytes, &path);
                (Content::Codebook(codebook), said(unread))
            }
            FileKey::CorpusFile => {
                let (file, unread) = corpus_from(&bytes);
                (Content::CorpusFile(file), said(unread))
            }
        };
        let text = String::from_utf8(bytes).map_err(|_| "it is not text".to_owned())?;
        Ok(Some(Said { content, text, unread }))
    }
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == crate::store::Severity::Error
}

fn at_line(line: Option<usize>, why: &str) -> String {
    line.map_or_else(|| why.to_owned(), |line| format!("line {line}: {why}"))
}
