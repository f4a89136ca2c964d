//! What a rescue copy says, in the words of the model.

use super::{Kept, Rescues};
use crate::model::{AnnotationSet, Codebook, Corpus, DocPath, SetKey};
use crate::store::load_set::set_from;
use crate::store::read_head::{Faults, codebook_from, corpus_from};
use crate::store::{ContentHash, CorpusFile, FileKey, Layout, Problem, RealFiles};
use std::path::Path;

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub enum Restored {
    /// All statements of a set.
    Set(SetKey, AnnotationSet),
    /// The codebook.
    Codebook(Codebook),
    /// What is known about documents, and saved queries.
    CorpusFile(CorpusFile),
}

/// What a rescue copy says, and how far that can be relied on.
#[derive(Clone, Debug, PartialEq)]
pub struct RestoredCopy {
    /// What could be read.
    pub content: Restored,
    /// What could not, in words; empty when all of it was read.
    pub unread: Vec<String>,
    /// Whether the file is still what it was when the copy was made, so that the copy is simply its next version.
    pub is_next: bool,
}

impl Rescues {
    /// Reads what `copy` says about `corpus`, whose documents have been read.
    ///
    /// # Errors
    /// Why nothing can be said, in words.
    pub fn restore(&self, copy: &Kept, corpus: &Corpus) -> Result<RestoredCopy, String> {
        let layout = Layout::new(&self.root);
        let key = copy.key().ok_or_else(|| "it is of no file that Standpoint writes".to_owned())?;
        let bytes = copy.content.as_bytes();
        let path = Path::new(&copy.file);
        let said = |faults: Faults| faults.into_problems(path).iter().map(at_line).collect();
        let (content, unread) = match &key {
            FileKey::Set(key) => restore_set(&layout, copy, key, corpus)?,
            FileKey::Codebook => {
                let (codebook, faults, _) = codebook_from(bytes, path);
                (Restored::Codebook(codebook), said(faults))
            }
            FileKey::CorpusFile => {
                let (file, faults) = corpus_from(bytes);
                (Restored::CorpusFile(file), said(faults))
            }
        };
        let present = self.files.read(&layout.file(&key)).ok().flatten();
        let present = present.map(|bytes| ContentHash::of(&bytes).to_string()).unwrap_or_default();
        Ok(RestoredCopy { content, unread, is_next: present == copy.base })
    }
}

fn restore_set(layout: &Layout, copy: &Kept, key: &SetKey, corpus: &Corpus) -> Result<(Restored, Vec<String>), String> {
    let text = ready_text(corpus, &key.document)?;
    let loaded = set_from(&RealFiles, copy.content.as_bytes(), layout, key, text, None);
    let unread = loaded.problems.iter().filter(|_| loaded.is_held).map(at_line).collect();
    Ok((Restored::Set(key.clone(), loaded.set), unread))
}

fn ready_text<'c>(corpus: &'c Corpus, path: &DocPath) -> Result<&'c crate::text::DocumentText, String> {
    let document = corpus.document(path).ok_or_else(|| format!("its document “{path}” is not in the folder"))?;
    let text = document.ready_text().ok_or_else(|| format!("its document “{path}” could not be read"))?;
    Ok(text)
}

fn at_line(problem: &Problem) -> String {
    problem.line.map_or_else(|| problem.cause.clone(), |line| format!("line {line}: {}", problem.cause))
}
