//! What waits to be placed, as data: of the open document, of the others, and of other coders.

use crate::model::{Coder, DocPath, StatementId, Unplaced};
use crate::session::Session;
use crate::text::{DocumentText, Verdict};
use std::sync::Arc;

/// Thousandths of likeness from which on a proposal is likely enough to be accepted with others at once.
pub const LIKELY: u16 = 900;

/// What waits on one document, and how much on the others.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// What waits here, in the order of the text that it was in.
    pub waiting: Vec<Arc<Unplaced>>,
    /// What was set aside here.
    pub aside: Vec<Arc<Unplaced>>,
    /// Documents of this coder on which anything waits, with how much.
    pub documents: Vec<(DocPath, usize)>,
    /// Other coders for whom something waits here, with how much.
    pub others: Vec<(Coder, usize)>,
}

impl Queue {
    /// Reads what waits on `document` for the coder of `session`.
    pub fn of(session: &Session, document: Option<&DocPath>) -> Self {
        let mut queue = Self::default();
        let coder = session.coder();
        for (key, set) in session.corpus().sets().iter().filter(|(_, set)| !set.unplaced().is_empty()) {
            let is_here = Some(&key.document) == document;
            let n = n_waiting(set.unplaced().values());
            if key.coder == *coder {
                queue.documents.extend((n > 0).then(|| (key.document.clone(), n)));
                if is_here {
                    let all = set.unplaced().values().cloned();
                    (queue.aside, queue.waiting) = all.partition(|unplaced| unplaced.is_aside);
                }
            } else if is_here && n > 0 {
                queue.others.push((key.coder.clone(), n));
            }
        }
        let order = |unplaced: &Arc<Unplaced>| (unplaced.anchor.spans.first().copied(), unplaced.statement.id);
        queue.waiting.sort_by_key(order);
        queue.aside.sort_by_key(order);
        queue
    }

    /// The one with this id, waiting or set aside.
    pub fn get(&self, id: StatementId) -> Option<&Arc<Unplaced>> {
        self.waiting.iter().chain(&self.aside).find(|unplaced| unplaced.statement.id == id)
    }

    /// What is likely enough to be accepted at once.
    pub fn likely(&self) -> impl Iterator<Item = &Arc<Unplaced>> {
        self.waiting.iter().filter(|unplaced| is_likely(&unplaced.verdict))
    }
}

/// How many of these wait.
pub fn n_waiting<'u>(unplaced: impl Iterator<Item = &'u Arc<Unplaced>>) -> usize {
    unplaced.filter(|unplaced| !unplaced.is_aside).count()
}

const fn is_likely(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Exact(_) | Verdict::Moved(_) => true,
        Verdict::Changed { score, .. } => *score >= LIKELY,
        Verdict::Lost => false,
    }
}

/// What a verdict says, in words.
pub fn verdict_words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Exact(_) => "The words are back where they were".to_owned(),
        Verdict::Moved(_) => "The same words, elsewhere".to_owned(),
        Verdict::Lost => "Nothing like it is in the document now".to_owned(),
        Verdict::Changed { score, .. } => {
            let how = match score {
                980.. => "Nearly the same words, or the same in doubt",
                LIKELY.. => "Nearly the same words",
                700.. => "Much alike",
                500.. => "Partly alike",
                _ => "Hardly alike",
            };
            format!("{how} ({} %)", score / 10)
        }
    }
}

/// The words of a passage as its file kept them.
pub fn old_words(unplaced: &Unplaced) -> String {
    unplaced.anchor.quote.join(" […] ")
}

/// The words where it may be now; empty where there is no proposal.
pub fn new_words(unplaced: &Unplaced, text: &DocumentText) -> String {
    let spans = unplaced.verdict.spans().iter().filter(|span| text.holds(**span));
    spans.map(|span| text.slice(*span)).collect::<Vec<_>>().join(" […] ")
}
