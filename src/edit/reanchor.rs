//! Carrying sets and history over to a text that changed.
//!
//! Every statement that the sets or the steps of the history name is found again, once for each passage. What is
//! found without doubt goes on at its new place; the others wait for one, in the sets and in the steps alike. So a
//! step still puts back what stood there before, and none ever uses places of the old text in the new one.

use super::Edit;
use crate::model::{AnnotationSet, DocPath, Rival, Statement, Unplaced};
use crate::text::{Anchor, CONTEXT_CHARS, DocumentText, Span, Verdict, find_again};
use std::collections::HashMap;
use std::sync::Arc;

/// Where passages of a document are in the text that it has now.
#[derive(Debug)]
pub struct Reanchor<'t> {
    path: &'t DocPath,
    old: &'t DocumentText,
    new: &'t DocumentText,
    /// Passages in bytes of the old text.
    by_spans: HashMap<Vec<Span>, Verdict>,
    /// Passages in code points of a text, with its hash.
    by_anchor: HashMap<PassageKey, Verdict>,
}

/// Hash of a text, places in code points, and words: what tells one waiting passage from another.
type PassageKey = (String, Vec<(usize, usize)>, Vec<String>);

/// Passages that are to be found again.
#[derive(Default)]
struct Wanted {
    spans: Vec<Vec<Span>>,
    unplaced: Vec<Arc<Unplaced>>,
}

impl Wanted {
    fn statement(&mut self, statement: &Statement) {
        self.spans.push(statement.spans.clone());
    }

    fn rivals(&mut self, rivals: &[Rival<Statement>]) {
        for rival in rivals {
            if let Rival::Edited(statement) = rival {
                self.statement(statement);
            }
        }
    }

    fn edit(&mut self, edit: &Edit, path: &DocPath) {
        match edit {
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.edit(edit, path)),
            Edit::Statement { set, value: Some(statement), .. } if set.document == *path => self.statement(statement),
            Edit::Unplaced { set, value: Some(unplaced), .. } if set.document == *path => {
                self.unplaced.push(Arc::clone(unplaced));
            }
            Edit::StatementRivals { set, value, .. } if set.document == *path => self.rivals(value),
            _ => {}
        }
    }
}

impl<'t> Reanchor<'t> {
    /// Finds again what `sets` and `edits` hold of the document `path`, whose text was `old` and is `new`. Where a
    /// statement has waited since before, `earlier` may give the text that it is in, by its hash.
    pub fn new<'e>(
        path: &'t DocPath,
        (old, new): (&'t DocumentText, &'t DocumentText),
        sets: &[&AnnotationSet],
        edits: impl Iterator<Item = &'e Edit>,
        earlier: &dyn Fn(&str) -> Option<DocumentText>,
    ) -> Self {
        let mut wanted = Wanted::default();
        for set in sets {
            set.in_order().for_each(|statement| wanted.statement(statement));
            wanted.unplaced.extend(set.unplaced().values().cloned());
            set.rivals().values().for_each(|rivals| wanted.rivals(rivals));
        }
        edits.for_each(|edit| wanted.edit(edit, path));
        wanted.spans.sort();
        wanted.spans.dedup();
        let anchors: Vec<Anchor> = wanted.spans.iter().map(|spans| anchor_of(spans, old)).collect();
        let verdicts = find_again(&anchors, Some(old), new);
        let by_spans = wanted.spans.into_iter().zip(verdicts).collect();
        let mut by_text: HashMap<&str, Vec<&Unplaced>> = HashMap::new();
        for unplaced in &wanted.unplaced {
            by_text.entry(&unplaced.text).or_default().push(unplaced);
        }
        let mut by_anchor = HashMap::new();
        for (hash, group) in by_text {
            let anchors: Vec<Anchor> = group.iter().map(|unplaced| unplaced.anchor.clone()).collect();
            let kept;
            let source = match hash {
                hash if hash == new.hash() => Some(new),
                hash if hash == old.hash() => Some(old),
                hash => {
                    kept = earlier(hash);
                    kept.as_ref()
                }
            };
            let verdicts = find_again(&anchors, source, new);
            by_anchor.extend(group.into_iter().map(key_of).zip(verdicts));
        }
        Self { path, old, new, by_spans, by_anchor }
    }

    /// `statement` at its place in the new text, or waiting for one.
    fn statement(&self, statement: &Arc<Statement>) -> Result<Arc<Statement>, Arc<Unplaced>> {
        let verdict = self.by_spans.get(&statement.spans).cloned().unwrap_or(Verdict::Lost);
        if let Some(spans) = sure(&verdict) {
            let placed = Statement { spans: spans.to_vec(), ..(**statement).clone() };
            if placed.spans == statement.spans {
                return Ok(Arc::clone(statement));
            }
            if placed.fits(self.new) {
                return Ok(Arc::new(placed));
            }
        }
        let anchor = anchor_of(&statement.spans, self.old);
        let statement = Statement { spans: Vec::new(), ..(**statement).clone() };
        let text = self.old.hash().to_owned();
        Err(Arc::new(Unplaced { statement, anchor, text, verdict, is_aside: false }))
    }

    /// `unplaced` where its words are without doubt now, or as it waits on.
    fn unplaced(&self, unplaced: &Unplaced) -> Result<Arc<Statement>, Arc<Unplaced>> {
        let verdict = self.by_anchor.get(&key_of(unplaced)).cloned().unwrap_or(Verdict::Lost);
        let placed = Statement { spans: verdict.spans().to_vec(), ..unplaced.statement.clone() };
        if sure(&verdict).is_some() && !unplaced.is_aside && placed.fits(self.new) {
            return Ok(Arc::new(placed));
        }
        Err(Arc::new(Unplaced { verdict, ..unplaced.clone() }))
    }

    /// What others said, as far as its passage is without doubt.
    fn rivals(&self, rivals: &[Rival<Statement>]) -> Vec<Rival<Statement>> {
        let moved = |rival: &Rival<Statement>| match rival {
            Rival::Deleted => Some(Rival::Deleted),
            Rival::Edited(statement) => {
                let spans = sure(self.by_spans.get(&statement.spans)?)?;
                let placed = Statement { spans: spans.to_vec(), ..statement.clone() };
                placed.fits(self.new).then_some(Rival::Edited(placed))
            }
        };
        rivals.iter().filter_map(moved).collect()
    }

    /// Whether all that others said in `set` has a place in the new text.
    pub fn keeps_rivals(&self, set: &AnnotationSet) -> bool {
        set.rivals().values().all(|rivals| self.rivals(rivals).len() == rivals.len())
    }

    /// `set` in the new text.
    pub fn set(&self, set: &AnnotationSet) -> AnnotationSet {
        let placed = set.in_order().map(|statement| self.statement(statement));
        let waiting = set.unplaced().values().map(|unplaced| self.unplaced(unplaced));
        let (placed, waiting): (Vec<_>, Vec<_>) = placed.chain(waiting).partition(Result::is_ok);
        let placed = placed.into_iter().flatten().map(Arc::unwrap_or_clone);
        let mut moved = AnnotationSet::new(set.progress, placed);
        for unplaced in waiting.into_iter().filter_map(Result::err) {
            moved.set_unplaced(unplaced.statement.id, Some(unplaced));
        }
        for (id, rivals) in set.rivals() {
            moved.set_rivals(*id, self.rivals(rivals));
        }
        moved
    }

    /// Lets `edit` say of the new text what it said of the old one.
    pub fn edit(&self, edit: &mut Edit) {
        let replaced = match edit {
            Edit::Batch(edits) => return edits.iter_mut().for_each(|edit| self.edit(edit)),
            Edit::Statement { set, value, .. } if set.document == *self.path => {
                value.as_ref().map(|statement| self.statement(statement))
            }
            Edit::Unplaced { set, value, .. } if set.document == *self.path => {
                value.as_ref().map(|unplaced| self.unplaced(unplaced))
            }
            Edit::StatementRivals { set, value, .. } if set.document == *self.path => {
                *value = self.rivals(value);
                return;
            }
            _ => return,
        };
        let (Edit::Statement { set, id, .. } | Edit::Unplaced { set, id, .. }) = edit else { return };
        // The statement may stand in either slot by now: both are emptied before one is filled.
        let (set, id) = (set.clone(), *id);
        let mut edits = vec![
            Edit::Statement { set: set.clone(), id, value: None },
            Edit::Unplaced { set: set.clone(), id, value: None },
        ];
        edits.extend(replaced.map(|value| match value {
            Ok(statement) => Edit::Statement { set, id, value: Some(statement) },
            Err(unplaced) => Edit::Unplaced { set, id, value: Some(unplaced) },
        }));
        *edit = Edit::Batch(edits);
    }
}

/// What tells one unplaced passage from another.
fn key_of(unplaced: &Unplaced) -> PassageKey {
    (unplaced.text.clone(), unplaced.anchor.spans.clone(), unplaced.anchor.quote.clone())
}

fn sure(verdict: &Verdict) -> Option<&[Span]> {
    match verdict {
        Verdict::Exact(spans) | Verdict::Moved(spans) => Some(spans),
        Verdict::Changed { .. } | Verdict::Lost => None,
    }
}

/// A passage of `text` as a file would keep it.
pub fn anchor_of(spans: &[Span], text: &DocumentText) -> Anchor {
    let spans: Vec<Span> = spans.iter().copied().filter(|span| text.holds(*span)).collect();
    let (start, end) = (spans.first().map_or(0, |span| span.start), spans.last().map_or(0, |span| span.end));
    Anchor {
        spans: spans.iter().map(|span| text.chars_from_span(*span)).collect(),
        quote: spans.iter().map(|span| text.slice(*span).to_owned()).collect(),
        before: text.before(start, CONTEXT_CHARS).to_owned(),
        after: text.after(end, CONTEXT_CHARS).to_owned(),
    }
}
