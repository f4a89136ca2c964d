//! Reading one document and every annotation set on it.

use super::load_set::load_set;
use super::{FileKey, Files, FoundAgain, Known, Layout, Problem};
use crate::model::{AnnotationSet, Codebook, Coder, Corpus, DocPath, SetKey, TextState};
use crate::text::{DocumentText, LineEnding, decode};
use std::sync::Arc;

/// Largest document that is read, in bytes; [`decode`] refuses larger ones too, but only once they are in memory.
const MAX_DOCUMENT_BYTES: usize = 2047 << 20;

/// How a document was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingInfo {
    /// Name of the encoding, such as `UTF-8`.
    pub name: &'static str,
    /// Whether it was guessed.
    pub is_guess: bool,
    /// How lines end in the file.
    pub line_ending: LineEnding,
}

/// A document with every annotation set on it, as far as they could be read.
#[derive(Debug)]
pub struct LoadedDocument {
    /// Which document.
    pub path: DocPath,
    /// Its text, or why there is none.
    pub text: Result<Arc<DocumentText>, String>,
    /// How it was decoded.
    pub encoding: Option<EncodingInfo>,
    /// The sets, by coder.
    pub sets: Vec<(SetKey, AnnotationSet)>,
    /// What could not be read, or is worth knowing.
    pub problems: Vec<Problem>,
    /// What the files of the sets held, and which must stay as they are.
    pub known: Known,
    /// What became of statements that are not where their file says.
    pub found: Vec<FoundAgain>,
    /// Hashes of earlier texts that the sets name.
    pub named_texts: Vec<String>,
}

impl LoadedDocument {
    fn empty(path: &DocPath) -> Self {
        let (sets, problems, found) = (Vec::new(), Vec::new(), Vec::new());
        let text = Err(String::new());
        Self {
            path: path.clone(),
            text,
            encoding: None,
            sets,
            problems,
            known: Known::default(),
            found,
            named_texts: Vec::new(),
        }
    }

    /// A document whose text could not be read, with the sets of `coders` held.
    pub(super) fn unreadable(path: &DocPath, coders: &[Coder], why: &str) -> Self {
        let mut loaded = Self::empty(path);
        let kept = if coders.is_empty() { "" } else { "; its statements are kept and not shown" };
        let remedy = "put the document right, then open the corpus again";
        loaded.problems.push(Problem::error(path.as_str(), format!("{why}{kept}"), remedy));
        let keys = coders.iter().map(|coder| SetKey::new(coder.clone(), path.clone()));
        loaded.known.held.extend(keys.map(FileKey::Set));
        loaded.text = Err(why.to_owned());
        loaded
    }

    /// Puts text and sets into `corpus`, and gives what remains: the problems and what is known of the files.
    pub fn put_into(self, corpus: &mut Corpus) -> (Vec<Problem>, Known) {
        if let Some(document) = corpus.document_mut(&self.path) {
            document.text = self.text.map_or_else(TextState::Failed, TextState::Ready);
        }
        for (key, set) in self.sets {
            corpus.put_set(key, set);
        }
        (self.problems, self.known)
    }
}

/// Reads the document at `path` and the sets of `coders` on it. Ids are checked against `codebook`, where one is
/// given: leave it out when the codebook itself could not be read.
///
/// When the text cannot be read, neither can the sets, which are then held.
pub fn load_document(
    files: &dyn Files,
    layout: &Layout,
    path: &DocPath,
    coders: &[Coder],
    codebook: Option<&Codebook>,
) -> LoadedDocument {
    match read_text(files, layout, path) {
        Ok((text, encoding, problem)) => {
            let mut loaded = load_sets(files, layout, path, coders, &text, codebook);
            loaded.problems.extend(problem);
            loaded.encoding = Some(encoding);
            loaded
        }
        Err(why) => LoadedDocument::unreadable(path, coders, &why),
    }
}

/// Reads the sets of `coders` on the document at `path`, whose text is `text`.
pub fn load_sets(
    files: &dyn Files,
    layout: &Layout,
    path: &DocPath,
    coders: &[Coder],
    text: &Arc<DocumentText>,
    codebook: Option<&Codebook>,
) -> LoadedDocument {
    let mut loaded = LoadedDocument::empty(path);
    for key in coders.iter().map(|coder| SetKey::new(coder.clone(), path.clone())) {
        let set = load_set(files, layout, &key, text, codebook);
        loaded.problems.extend(set.problems);
        loaded.found.extend(set.found);
        loaded.named_texts.extend(set.named_texts);
        if let Some(seen) = set.seen {
            loaded.known.seen.insert(FileKey::Set(key.clone()), seen);
        }
        if set.is_held {
            loaded.known.held.insert(FileKey::Set(key.clone()));
        }
        loaded.sets.push((key, set.set));
    }
    loaded.text = Ok(Arc::clone(text));
    loaded
}

type Text = (Arc<DocumentText>, EncodingInfo, Option<Problem>);

fn read_text(files: &dyn Files, layout: &Layout, path: &DocPath) -> Result<Text, String> {
    let checked = Layout::checked_document(path.as_str()).map_err(|error| error.to_string())?;
    let bytes = files.read_at_most(&layout.document_file(&checked), MAX_DOCUMENT_BYTES);
    let bytes = bytes.map_err(|why| format!("the document could not be read ({why})"))?;
    let bytes = bytes.ok_or("the document is not there any more")?;
    let decoded = decode(&bytes).map_err(|why| why.to_string())?;
    let notice = |cause: String, remedy: &str| Some(Problem::notice(path.as_str(), cause, remedy));
    let problem = if decoded.has_replacements {
        let cause = format!("some bytes have no meaning in {} and stand as “\u{fffd}”", decoded.encoding);
        notice(cause, "save the document as UTF-8 before coding it")
    } else if decoded.is_guess {
        let cause = format!("the document is not UTF-8; it was read as {}, which is a guess", decoded.encoding);
        notice(cause, "look whether accents and quote marks are right; if not, save the document as UTF-8")
    } else {
        None
    };
    let encoding =
        EncodingInfo { name: decoded.encoding, is_guess: decoded.is_guess, line_ending: decoded.line_ending };
    Ok((Arc::new(DocumentText::new(decoded.text)), encoding, problem))
}
