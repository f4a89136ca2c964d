//! Reading one annotation set, checked against the text of its document.

use super::copies::{MARKED, marked};
use super::found_again::{FoundAgain, Placed, place, place_one};
use super::open::MERGE_COPIES;
use super::problem::MAX_PROBLEMS;
use super::record::{
    AnnotationSetRecord, LineCounter, ReadStatement, Reading, Said, Unreadable, check_statement, read, said, text_of,
};
use super::{ContentHash, Files, Layout, Problem, StoreError};
use crate::model::{AnnotationSet, Codebook, Progress, Rival, SetKey, Statement, StatementId, Unplaced};
use crate::text::DocumentText;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

const PUT_RIGHT: &str = "put it right in a text editor, then open the corpus again; until then the file stays as it is";
const RESTORE: &str = "restore the document as it was when it was coded; until then the file stays as it is";
const LOST_RIVAL: &str =
    "what another said of a statement stands on words that are not in the document now; it is kept in the file";
/// The head of a file, in which the hash of its text stands, is at most this long, in bytes.
const MAX_HEAD_BYTES: usize = 16 << 10;

/// What was read of one annotation set.
#[derive(Debug, Default)]
pub(super) struct LoadedSet {
    /// Everything that could be read and placed.
    pub set: AnnotationSet,
    /// What the file held; `None` when there is none or it could not be opened.
    pub seen: Option<ContentHash>,
    /// Whether something could not be read or placed, so that the file must stay as it is.
    pub is_held: bool,
    /// What could not be read, or is worth knowing.
    pub problems: Vec<Problem>,
    /// What became of statements that are not where the file says.
    pub found: Vec<FoundAgain>,
    /// Hashes of the texts that the file names, where they are not the present one.
    pub named_texts: Vec<String>,
}

/// Reads the set under `key`, checked against `text`, and against `codebook` where one is given.
pub(super) fn load_set(
    files: &dyn Files,
    layout: &Layout,
    key: &SetKey,
    text: &DocumentText,
    codebook: Option<&Codebook>,
) -> LoadedSet {
    let file = layout.set_file(key);
    let path = layout.below_root(&file).to_owned();
    if layout.leads_out(&file) {
        let cause = "the file is a link out of the corpus folder, so it is neither read nor written";
        return held(path, cause, "copy the file itself here");
    }
    let bytes = match files.read(&file) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return LoadedSet::default(),
        Err(error) => {
            let cause = format!("the file could not be read ({error})");
            return held(path, &cause, "see that you may read it, then open the corpus again");
        }
    };
    let (seen, mut loaded) =
        rayon::join(|| ContentHash::of(&bytes), || set_from(files, &bytes, layout, key, text, codebook));
    loaded.seen = Some(seen);
    loaded
}

/// Reads the set under `key` as it stands on the disk now, as far as it fits `text`; blank where there is no file.
///
/// # Errors
/// When the file cannot be read.
pub fn read_set(
    files: &dyn Files,
    layout: &Layout,
    key: &SetKey,
    text: &DocumentText,
) -> Result<AnnotationSet, StoreError> {
    let file = layout.set_file(key);
    let bytes = files.read(&file).map_err(StoreError::io("read", &file))?.unwrap_or_default();
    Ok(set_from(files, &bytes, layout, key, text, None).set)
}

fn held(path: PathBuf, cause: &str, remedy: &str) -> LoadedSet {
    LoadedSet { is_held: true, problems: vec![Problem::error(path, cause, remedy)], ..LoadedSet::default() }
}

/// Reads the entries, each held against `text`; where the file was made for another text, all are to be found again.
fn read_entries(
    source: &str,
    text: &DocumentText,
) -> Result<Reading<AnnotationSetRecord, Result<Said<ReadStatement>, String>>, Unreadable> {
    let read_as = |is_same| {
        read::<AnnotationSetRecord, _>(source, |record| said(record, |record| check_statement(record, text, is_same)))
    };
    let head = &source.as_bytes()[..source.len().min(MAX_HEAD_BYTES)];
    let is_likely_same = memchr::memmem::find(head, text.hash().as_bytes()).is_some();
    let reading = read_as(is_likely_same)?;
    // What names no text is broken anyway, and held; its words count where they stand.
    let is_same = reading.head.as_ref().is_none_or(|head| head.text == text.hash());
    if is_same == is_likely_same { Ok(reading) } else { read_as(is_same) }
}

/// The set in the bytes of its file.
pub(super) fn set_from(
    files: &dyn Files,
    bytes: &[u8],
    layout: &Layout,
    key: &SetKey,
    text: &DocumentText,
    codebook: Option<&Codebook>,
) -> LoadedSet {
    let path = layout.below_root(&layout.set_file(key)).to_owned();
    let read_all = text_of(bytes).and_then(|source| {
        let reading = read_entries(&source, text)?;
        Ok((source, reading))
    });
    let (source, reading) = match read_all {
        Ok(read) => read,
        Err(error) => {
            let mut held =
                held(path, &format!("{error}; nothing of it is shown"), "update Standpoint, or restore the file");
            held.problems.iter_mut().for_each(|problem| problem.line = error.line(bytes));
            return held;
        }
    };
    let Reading { head, entries, faults } = reading;
    if !faults.is_empty()
        && let Some(marked) = marked(bytes)
    {
        let problem = Problem::error(path, MARKED, MERGE_COPIES).at(Some(marked.line));
        return LoadedSet { is_held: true, problems: vec![problem], ..LoadedSet::default() };
    }
    let mut problems: Vec<Problem> = faults
        .into_iter()
        .map(|(line, why)| Problem::error(&path, format!("{why}; the rest of the file was kept"), PUT_RIGHT).at(line))
        .collect();
    let mut n_more = 0;
    let mut notices = Vec::new();
    if let Some(head) = &head {
        problems.extend(contradictions(head, &source, &path, key));
    }

    let mut ids = HashSet::with_capacity(entries.len());
    let mut statements = Vec::with_capacity(entries.len());
    let mut elsewhere = Vec::new();
    let mut rivals = Vec::new();
    let mut lines = LineCounter::new(&source);
    for (at, entry) in entries {
        // The first of many are told, the others counted: a file full of faults takes no more than its size.
        let is_told = problems.len() < MAX_PROBLEMS;
        let cause = match entry {
            Ok(Said::Statement(ReadStatement::InPlace(statement))) if ids.insert(statement.id) => {
                statements.push(statement);
                continue;
            }
            Ok(Said::Statement(ReadStatement::Elsewhere(unplaced))) if ids.insert(unplaced.statement.id) => {
                elsewhere.push((at.map(|at| lines.line_of(at)), *unplaced));
                continue;
            }
            Ok(Said::Rival(id, rival)) => {
                rivals.push((at.map(|at| lines.line_of(at)), id, rival));
                continue;
            }
            _ if !is_told => {
                n_more += 1;
                continue;
            }
            Ok(_) => "this statement has the same id as one above; only the first is shown".to_owned(),
            Err(why) => format!("this statement could not be understood: {why}; it is kept in the file"),
        };
        problems.push(Problem::error(&path, cause, PUT_RIGHT).at(at.map(|at| lines.line_of(at))));
    }
    let head_text = head.as_ref().map_or_else(|| text.hash(), |head| &head.text).to_owned();
    let Placed { statements: placed, waiting: unplaced, found } =
        place(files, elsewhere, key, &head_text, text, layout);
    statements.extend(placed);
    let (rivals_by_id, lost) = place_rivals(rivals, |unplaced| place_one(files, unplaced, &head_text, text, layout));
    problems.extend(lost.into_iter().map(|line| Problem::error(&path, LOST_RIVAL, RESTORE).at(line)));
    if problems.is_empty() && found.is_empty() && head_text != text.hash() {
        let cause = "the document changed since it was coded, but every passage is where it was";
        notices.push(Problem::notice(&path, cause, "nothing needs to be done"));
    }
    notices.extend(waiting(rivals_by_id.len(), ["statement", "statements"], &path));
    if let Some(codebook) = codebook {
        share_ids(&mut statements, codebook);
        let all = statements.iter().chain(unplaced.iter().map(|unplaced| &unplaced.statement));
        notices.extend(unknown_ids(all, codebook, &path));
    }

    let is_held = !problems.is_empty();
    Problem::say_how_many_more(&mut problems, n_more);
    problems.extend(notices);
    let progress = head.map_or(Progress::InProgress, |head| head.progress.into());
    let mut set = AnnotationSet::new(progress, statements);
    for unplaced in unplaced {
        set.set_unplaced(unplaced.statement.id, Some(unplaced));
    }
    for (id, rivals) in rivals_by_id {
        set.set_rivals(id, rivals);
    }
    let mut named_texts: Vec<String> = set.unplaced().values().map(|unplaced| unplaced.text.clone()).collect();
    named_texts.push(head_text);
    named_texts.retain(|hash| hash != text.hash());
    LoadedSet { set, seen: None, is_held, problems, found, named_texts }
}

/// What others said of statements, by id.
type Rivals = BTreeMap<StatementId, Vec<Rival<Statement>>>;

/// What another said of a statement, with the line at which it begins.
type RivalRead = (Option<usize>, StatementId, Rival<ReadStatement>);

/// What others said of statements, by id, each where `place` finds it; and the lines of those that have no place.
fn place_rivals(rivals: Vec<RivalRead>, place: impl Fn(Unplaced) -> Option<Statement>) -> (Rivals, Vec<Option<usize>>) {
    let mut by_id = Rivals::new();
    let mut lost = Vec::new();
    for (line, id, rival) in rivals {
        let placed = match rival {
            Rival::Deleted => Some(Rival::Deleted),
            Rival::Edited(ReadStatement::InPlace(statement)) => Some(Rival::Edited(statement)),
            Rival::Edited(ReadStatement::Elsewhere(unplaced)) => place(*unplaced).map(Rival::Edited),
        };
        match placed {
            Some(rival) => by_id.entry(id).or_default().push(rival),
            None => lost.push(line),
        }
    }
    (by_id, lost)
}

/// That both versions of `n` things wait to be settled.
pub(super) fn waiting(n: usize, [one, many]: [&str; 2], path: &Path) -> Option<Problem> {
    let many = if n == 1 { format!("1 {one} was") } else { format!("{n} {many} were") };
    let cause = format!("{many} changed in two places at once; both versions are kept");
    (n > 0).then(|| Problem::notice(path, cause, "open the folder in the window to settle which one holds"))
}

/// Where the file says that it is another's than its place says.
fn contradictions(head: &AnnotationSetRecord, source: &str, path: &Path, key: &SetKey) -> Vec<Problem> {
    let fields = [("document", &head.document, key.document.as_str()), ("coder", &head.coder, key.coder.as_str())];
    let differing = fields.into_iter().filter(|(_, said, is)| said != is);
    let problem = |(field, said, is): (&str, &String, &str)| {
        let cause = format!("the file says {field} “{said}”, but it stands where “{is}” belongs");
        Problem::error(path, cause, "move the file to its place, or correct the field, then open the corpus again")
            .at(line_of_field(source, field))
    };
    differing.map(problem).collect()
}

/// The first line of `source` that says `field`.
fn line_of_field(source: &str, field: &str) -> Option<usize> {
    let at = memchr::memmem::find(source.as_bytes(), format!("{field}:").as_bytes())?;
    Some(LineCounter::new(source).line_of(at))
}

/// Lets ids be those of the codebook, so that a hundred thousand statements do not each hold a copy.
fn share_ids(statements: &mut [Statement], codebook: &Codebook) {
    for statement in statements {
        if let Some(theme) = statement.theme.as_mut()
            && let Some(known) = codebook.themes.get(theme)
        {
            *theme = known.id.clone();
        }
        if let Some(stance) = statement.stance.as_mut()
            && let Some(known) = codebook.stances.get(stance)
        {
            *stance = known.id.clone();
        }
        for who in &mut statement.speakers {
            let held = who.role_override.as_mut().and_then(|held| held.organisation.as_mut());
            for id in held.into_iter().chain(std::iter::once(&mut who.speaker)) {
                if let Some(known) = codebook.speakers.get(id) {
                    *id = known.id.clone();
                }
            }
        }
    }
}

/// One notice for each id that the codebook does not know.
fn unknown_ids<'s>(statements: impl Iterator<Item = &'s Statement>, codebook: &Codebook, path: &Path) -> Vec<Problem> {
    let mut unknown: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for statement in statements {
        let theme =
            statement.theme.iter().filter(|id| codebook.themes.get(id).is_none()).map(|id| ("theme", id.as_str()));
        let stance =
            statement.stance.iter().filter(|id| codebook.stances.get(id).is_none()).map(|id| ("stance", id.as_str()));
        let speakers = statement.speakers.iter().map(|who| &who.speaker);
        let speakers = speakers.filter(|id| codebook.speakers.get(id).is_none()).map(|id| ("speaker", id.as_str()));
        for id in theme.chain(stance).chain(speakers) {
            *unknown.entry(id).or_default() += 1;
        }
    }
    let notice = |((what, id), n): (&(&str, &str), &usize)| {
        let statements = if *n == 1 { "1 statement names".to_owned() } else { format!("{n} statements name") };
        let cause = format!("{statements} the {what} “{id}”, which the codebook does not hold; it is kept");
        Problem::notice(path, cause, format!("add the {what} to the codebook, or choose another"))
    };
    let mut notices = unknown.iter().map(notice).collect();
    Problem::shorten(&mut notices);
    notices
}
