//! Reading one document and every annotation set on it.

use super::load_set::load_set;
use super::{FileKey, Files, FoundAgain, Known, Layout, Problem};
use crate::model::{AnnotationSet, Codebook, Coder, Corpus, DocPath, SetKey, TextState};
use crate::text::{DocumentText, LineEnding, decode, hidden_chars, hidden_name, is_deceptive};
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
        Ok((text, encoding, problems)) => {
            let mut loaded = load_sets(files, layout, path, coders, &text, codebook);
            loaded.problems.extend(problems);
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

type Text = (Arc<DocumentText>, EncodingInfo, Vec<Problem>);

fn read_text(files: &dyn Files, layout: &Layout, path: &DocPath) -> Result<Text, String> {
    let checked = Layout::checked_document(path.as_str()).map_err(|error| error.to_string())?;
    if layout.leads_out(&layout.document_file(&checked)) {
        return Err("the document is a link out of the corpus folder, so it is not read".to_owned());
    }
    let bytes = files.read_at_most(&layout.document_file(&checked), MAX_DOCUMENT_BYTES);
    let bytes = bytes.map_err(|why| format!("the document could not be read ({why})"))?;
    let bytes = bytes.ok_or("the document is not there any more")?;
    let decoded = decode(&bytes).map_err(|why| why.to_string())?;
    let notice = |cause: String, remedy: &str| Problem::notice(path.as_str(), cause, remedy);
    let first_odd = std::str::from_utf8(&bytes).err().map_or(0, |error| error.valid_up_to());
    let at_first_odd = |problem: Problem| problem.at(Some(line_at(&bytes, first_odd)));
    let mut problems = Vec::new();
    if decoded.has_replacements {
        let cause = format!("some bytes have no meaning in {} and stand as “\u{fffd}”", decoded.encoding);
        problems.push(at_first_odd(notice(cause, "save the document as UTF-8 before coding it")));
    } else if decoded.is_guess {
        let cause = format!("the document is not UTF-8; it was read as {}, which is a guess", decoded.encoding);
        let remedy = "look whether accents and quote marks are right; if not, save the document as UTF-8";
        problems.push(at_first_odd(notice(cause, remedy)));
    }
    if let Some((at, n, c)) = deceptive_chars(&decoded.text) {
        let more = if n == 1 { String::new() } else { format!(" and {} more such characters", n - 1) };
        let cause = format!(
            "the document holds a {}{more}, which can make text seem to say what it does not; each is shown as a mark",
            hidden_name(c)
        );
        let line = Some(line_at(decoded.text.as_bytes(), at));
        problems.push(notice(cause, "look at what stands around the marks before you code it").at(line));
    }
    let encoding =
        EncodingInfo { name: decoded.encoding, is_guess: decoded.is_guess, line_ending: decoded.line_ending };
    Ok((Arc::new(DocumentText::new(decoded.text)), encoding, problems))
}

/// The line, counted from 1, in which the byte `at` stands.
fn line_at(bytes: &[u8], at: usize) -> usize {
    memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1
}

/// The first character that makes text seem to say what it does not, and how many there are.
fn deceptive_chars(text: &str) -> Option<(usize, usize, char)> {
    // A look at the bytes says of nearly every text that there is none.
    let bytes = text.as_bytes();
    let may_be = |at: usize| {
        let rest = &bytes[at..];
        matches!(rest, [0xE2, 0x80, 0xAA..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..] | [0xF3, 0xA0, 0x80 | 0x81, ..])
    };
    if !memchr::memchr2_iter(0xE2, 0xF3, bytes).any(may_be) {
        return None;
    }
    let mut found = hidden_chars(text).filter(|(_, c)| is_deceptive(*c));
    let (at, c) = found.next()?;
    Some((at, 1 + found.count(), c))
}
