//! Reading codebook and corpus file: all that can be read of them, and what cannot with its line.

use super::codebook_check::{EntryLines, codebook_notices};
use super::copies::{MARKED, marked};
use super::open::MERGE_COPIES;
use super::problem::MAX_PROBLEMS;
use super::record::{
    CodebookRecord, CorpusFile, CorpusRecord, FileRecord, LineCounter, Unreadable, put_document, put_entry, read,
    text_of,
};
use super::{ContentHash, FileKey, Files, Known, Layout, Problem};
use crate::model::Codebook;
use std::collections::BTreeMap;
use std::path::Path;

const PUT_RIGHT: &str = "put it right in a text editor, then open the corpus again; until then the file stays as it is";

/// What could not be read, as far as it is told one by one: line, cause and remedy.
#[derive(Debug, Default)]
pub(super) struct Faults {
    told: Vec<(Option<usize>, String, &'static str)>,
    n: usize,
}

impl Faults {
    fn one(line: Option<usize>, why: String, remedy: &'static str) -> Self {
        Self { told: vec![(line, why, remedy)], n: 1 }
    }

    /// Notes a fault; a file full of them takes no more than its size.
    fn push(&mut self, line: Option<usize>, why: String) {
        self.n += 1;
        if self.told.len() < MAX_PROBLEMS {
            self.told.push((line, why, PUT_RIGHT));
        }
    }

    /// Whether the file must stay as it is.
    pub(super) const fn is_held(&self) -> bool {
        self.n > 0
    }

    /// Problems of the file `path`.
    pub(super) fn into_problems(self, path: &Path) -> Vec<Problem> {
        let n_more = self.n - self.told.len();
        let told = self.told.into_iter();
        let mut problems = told.map(|(line, why, remedy)| Problem::error(path, why, remedy).at(line)).collect();
        Problem::say_how_many_more(&mut problems, n_more);
        problems
    }
}

/// Reads the codebook of a corpus; none when there is no file.
pub(super) fn read_codebook(
    files: &dyn Files,
    layout: &Layout,
    problems: &mut Vec<Problem>,
    known: &mut Known,
) -> Codebook {
    read_file(files, layout, FileKey::Codebook, problems, known, codebook_from)
}

/// Reads the corpus file; nothing when there is none.
pub(super) fn read_corpus_file(
    files: &dyn Files,
    layout: &Layout,
    problems: &mut Vec<Problem>,
    known: &mut Known,
) -> CorpusFile {
    read_file(files, layout, FileKey::CorpusFile, problems, known, |bytes, _| {
        let (file, faults) = corpus_from(bytes);
        (file, faults, Vec::new())
    })
}

/// The codebook in the bytes of its file, which stands at `path`, with what is odd in it.
pub(super) fn codebook_from(bytes: &[u8], path: &Path) -> (Codebook, Faults, Vec<Problem>) {
    let mut codebook = Codebook::default();
    let mut lines = EntryLines::new();
    let (_, faults) = read_entries::<CodebookRecord>(bytes, &mut |line, entry| {
        let id = put_entry(&mut codebook, entry)?;
        lines.extend(line.map(|line| (id, line)));
        Ok(())
    });
    let notices = codebook_notices(&codebook, path, &lines);
    (codebook, faults, notices)
}

/// What the bytes of a corpus file say.
pub(super) fn corpus_from(bytes: &[u8]) -> (CorpusFile, Faults) {
    let mut entries = BTreeMap::new();
    let (head, faults) = read_entries::<CorpusRecord>(bytes, &mut |_, record| {
        Layout::checked_document(&record.path)
            .map_err(|error| format!("failed to {error}; the entry is kept and not shown"))?;
        put_document(&mut entries, record)
    });
    let queries = head.map(|head| head.queries).unwrap_or_default();
    (CorpusFile { documents: entries.into_values().collect(), queries }, faults)
}

/// Reads one of the two files of the corpus by `from`; what goes wrong makes the file held.
fn read_file<T: Default>(
    files: &dyn Files,
    layout: &Layout,
    key: FileKey,
    problems: &mut Vec<Problem>,
    known: &mut Known,
    from: impl FnOnce(&[u8], &Path) -> (T, Faults, Vec<Problem>),
) -> T {
    let file = layout.file(&key);
    let path = layout.below_root(&file);
    if layout.leads_out(&file) {
        known.held.insert(key);
        let cause = "the file is a link out of the corpus folder, so it is neither read nor written";
        problems.push(Problem::error(path, cause, "copy the file itself here"));
        return T::default();
    }
    let (content, faults, notices) = match files.read(&file) {
        Ok(None) => return T::default(),
        Ok(Some(bytes)) => {
            known.seen.insert(key.clone(), ContentHash::of(&bytes));
            from(&bytes, path)
        }
        Err(error) => {
            let remedy = "see that you may read it, then open the corpus again";
            (T::default(), Faults::one(None, format!("the file could not be read ({error})"), remedy), Vec::new())
        }
    };
    if faults.is_held() {
        known.held.insert(key);
    }
    problems.extend(faults.into_problems(path));
    problems.extend(notices);
    content
}

/// Calls `put` with each entry that can be read and the line at which it begins, and gives what stands around the
/// entries with what went wrong.
fn read_entries<R: FileRecord>(
    bytes: &[u8],
    put: &mut dyn FnMut(Option<usize>, R::Entry) -> Result<(), String>,
) -> (Option<R>, Faults) {
    type Put<'p, E> = &'p mut dyn FnMut(Option<usize>, E) -> Result<(), String>;
    let read_all = |put: Put<'_, R::Entry>| -> Result<(Option<R>, Faults), Unreadable> {
        let text = text_of(bytes)?;
        let reading = read::<R, _>(&text, |entry| entry)?;
        if !reading.faults.is_empty()
            && let Some(marked) = marked(bytes)
        {
            return Ok((None, Faults::one(Some(marked.line), MARKED.to_owned(), MERGE_COPIES)));
        }
        let mut faults = Faults::default();
        for (line, why) in reading.faults {
            faults.push(line, format!("{why}; the rest of the file was kept"));
        }
        let mut lines = LineCounter::new(&text);
        for (at, entry) in reading.entries {
            let line = at.map(|at| lines.line_of(at));
            if let Err(why) = put(line, entry) {
                faults.push(line, why);
            }
        }
        Ok((reading.head, faults))
    };
    read_all(put).unwrap_or_else(|why| {
        let cause = format!("{why}, so nothing of it is shown");
        (None, Faults::one(why.line(bytes), cause, "update Standpoint, or restore the file"))
    })
}
