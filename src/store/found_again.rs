//! Finding the statements of a set again in a text that changed.

use super::{Files, Layout, Problem};
use crate::model::{SetKey, Statement, StatementId, Unplaced};
use crate::text::{Anchor, DocumentText, Verdict, find_again, in_place};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most earlier texts that are unpacked for one set; statements in others are found by their words alone.
const MAX_EARLIER_TEXTS: usize = 8;
/// Stands for the hash of a text where the file names none.
const UNKNOWN_TEXT: &str = "unknown";

/// What became of a statement that is not where its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAgain {
    /// Of which set.
    pub set: SetKey,
    /// Which one.
    pub id: StatementId,
    /// The line of the file at which it begins, counted from 1.
    pub line: Option<usize>,
    /// Where it was, and what it said.
    pub anchor: Anchor,
    /// What became of it; never [`Verdict::Exact`] unless it is set aside.
    pub verdict: Verdict,
    /// Whether the coder has set it aside.
    pub is_aside: bool,
}

impl FoundAgain {
    /// Whether the coder has to say where it belongs.
    pub const fn is_waiting(&self) -> bool {
        !self.is_aside && matches!(self.verdict, Verdict::Changed { .. } | Verdict::Lost)
    }

    /// One notice for each set: how many moved with the text, and how many wait to be placed.
    pub fn notices(found: &[Self], layout: &Layout) -> Vec<Problem> {
        let mut sets: BTreeMap<&SetKey, (usize, usize)> = BTreeMap::new();
        for one in found.iter().filter(|one| !one.is_aside) {
            let (n_moved, n_waiting) = sets.entry(&one.set).or_default();
            *if one.is_waiting() { n_waiting } else { n_moved } += 1;
        }
        let notice = |(key, (n_moved, n_waiting)): (&SetKey, (usize, usize))| {
            let path = layout.below_root(&layout.set_file(key)).to_owned();
            let moved = (n_moved > 0).then(|| format!("{} with the text", n_statements(n_moved, "moved", "moved")));
            let waiting = (n_waiting > 0)
                .then(|| format!("{} to be placed and kept as they are", n_statements(n_waiting, "waits", "wait")));
            let said: Vec<String> = moved.into_iter().chain(waiting).collect();
            let cause = format!("the document changed since it was coded: {}", said.join("; "));
            let remedy = if n_waiting > 0 { "see “Passages to place”" } else { "nothing needs to be done" };
            Problem::notice(path, cause, remedy)
        };
        sets.into_iter().map(notice).collect()
    }
}

/// `n` statements and what they do.
fn n_statements(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 statement {one}") } else { format!("{n} statements {many}") }
}

/// Statements of one file that are to be found again, each with the line at which it begins.
pub(super) type Elsewhere = Vec<(Option<usize>, Unplaced)>;

/// What came of finding them.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// Those whose words stand without doubt in the present text.
    pub statements: Vec<Statement>,
    /// The others.
    pub waiting: Vec<Arc<Unplaced>>,
    /// All that are not where they were.
    pub found: Vec<FoundAgain>,
}

/// Finds `elsewhere` again in `text`. Those that name no text of their own are in that of their file, `head_text`.
pub(super) fn place(
    files: &dyn Files,
    elsewhere: Elsewhere,
    key: &SetKey,
    head_text: &str,
    text: &DocumentText,
    layout: &Layout,
) -> Placed {
    let head_text = if head_text.is_empty() { UNKNOWN_TEXT } else { head_text };
    let mut groups: BTreeMap<String, Elsewhere> = BTreeMap::new();
    for (line, mut unplaced) in elsewhere {
        if unplaced.text.is_empty() {
            head_text.clone_into(&mut unplaced.text);
        }
        groups.entry(unplaced.text.clone()).or_default().push((line, unplaced));
    }
    let mut placed = Placed::default();
    for (n, (hash, group)) in groups.into_iter().enumerate() {
        let is_same = hash == text.hash();
        let earlier = if is_same || n >= MAX_EARLIER_TEXTS { None } else { layout.earlier_text(files, &hash) };
        let anchors: Vec<Anchor> = group.iter().map(|(_, unplaced)| unplaced.anchor.clone()).collect();
        let verdicts = verdicts(&anchors, earlier.as_ref(), text, is_same);
        for ((line, unplaced), verdict) in group.into_iter().zip(verdicts) {
            placed.take(key, line, unplaced, verdict, text);
        }
    }
    placed
}

/// Finds one statement that stands beside another of its id; `None` where it is in doubt.
pub(super) fn place_one(
    files: &dyn Files,
    unplaced: Unplaced,
    head_text: &str,
    text: &DocumentText,
    layout: &Layout,
) -> Option<Statement> {
    let hash = if unplaced.text.is_empty() { head_text } else { &unplaced.text };
    let is_same = hash == text.hash();
    let earlier = if is_same { None } else { layout.earlier_text(files, hash) };
    let verdict = verdicts(&[unplaced.anchor], earlier.as_ref(), text, is_same).pop()?;
    let is_sure = matches!(verdict, Verdict::Exact(_) | Verdict::Moved(_));
    let statement = Statement { spans: verdict.spans().to_vec(), ..unplaced.statement };
    (is_sure && statement.fits(text)).then_some(statement)
}

/// What became of passages; with `is_same`, their places are in this very text.
pub(super) fn verdicts(
    anchors: &[Anchor],
    earlier: Option<&DocumentText>,
    text: &DocumentText,
    is_same: bool,
) -> Vec<Verdict> {
    let in_place: Vec<Option<Vec<crate::text::Span>>> =
        anchors.iter().map(|anchor| if is_same { in_place(anchor, text) } else { None }).collect();
    if in_place.iter().all(Option::is_some) {
        return in_place.into_iter().flatten().map(Verdict::Exact).collect();
    }
    let found = find_again(anchors, earlier, text);
    found.into_iter().zip(in_place).map(|(verdict, here)| here.map_or(verdict, Verdict::Exact)).collect()
}

impl Placed {
    fn take(&mut self, set: &SetKey, line: Option<usize>, unplaced: Unplaced, verdict: Verdict, text: &DocumentText) {
        let Unplaced { statement, anchor, is_aside, .. } = &unplaced;
        let statement = Statement { spans: verdict.spans().to_vec(), ..statement.clone() };
        let is_sure = matches!(verdict, Verdict::Exact(_) | Verdict::Moved(_)) && statement.fits(text);
        let is_exact = matches!(verdict, Verdict::Exact(_));
        if *is_aside || !(is_sure && is_exact) {
            let (anchor, is_aside) = (anchor.clone(), *is_aside);
            let verdict = verdict.clone();
            self.found.push(FoundAgain { set: set.clone(), id: statement.id, line, anchor, verdict, is_aside });
        }
        if is_sure && !is_aside {
            self.statements.push(statement);
        } else {
            self.waiting.push(Arc::new(Unplaced { verdict, ..unplaced }));
        }
    }
}
