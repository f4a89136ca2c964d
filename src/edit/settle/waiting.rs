//! Settling what others said of a statement that waits for a place.

use super::{Edit, Settle, differing_statement, take_statement};
use crate::model::{Rival, SetKey, Statement, StatementId, Unplaced};
use jiff::Timestamp;
use std::sync::Arc;

/// The edits that settle `rival` of `ours`, which waits; where theirs has a place and is taken, it waits no more.
pub(super) fn settled(
    (set, id): (&SetKey, StatementId),
    ours: &Unplaced,
    rival: &Rival<Statement>,
    how: &Settle,
    now: Timestamp,
) -> Vec<Edit> {
    let waiting = |value| Edit::Unplaced { set: set.clone(), id, value };
    let Rival::Edited(theirs) = rival else {
        return if *how == Settle::TakeTheirs { vec![waiting(None)] } else { Vec::new() };
    };
    let fields = how.fields(differing_statement(&ours.statement, theirs));
    let taken = take_statement(&ours.statement, theirs, &fields);
    if taken == ours.statement {
        return Vec::new();
    }
    let statement = Statement { modified: Some(now), ..taken };
    if statement.spans.is_empty() {
        return vec![waiting(Some(Arc::new(Unplaced { statement, ..ours.clone() })))];
    }
    vec![waiting(None), Edit::Statement { set: set.clone(), id, value: Some(Arc::new(statement)) }]
}

#[cfg(test)]
mod tests {
    use super::super::{Field, settle_statement};
    use super::*;
    use crate::edit::apply;
    use crate::model::testing::statement;
    use crate::model::{AnnotationSet, Codebook, Corpus, Document, TextState};
    use crate::text::{Anchor, DocumentText, Verdict};

    /// The set once the first rival of a waiting statement is settled; undoing must bring back what was.
    fn settled_as(rival: Rival<Statement>, how: &Settle) -> (AnnotationSet, StatementId) {
        let mut document = Document::new("a.txt".into());
        document.text = TextState::Ready(Arc::new(DocumentText::new("words")));
        let mut corpus = Corpus::new(vec![document], Codebook::default());
        let key = SetKey::new("ann".into(), "a.txt".into());
        let ours = Statement { spans: Vec::new(), ..statement(1, &[(0, 2)]) };
        let id = ours.id;
        corpus.change_set(&key, |set| {
            let anchor = Anchor { quote: vec!["wo".to_owned()], spans: vec![(0, 2)], ..Anchor::default() };
            let unplaced =
                Unplaced { statement: ours, anchor, text: "t".to_owned(), verdict: Verdict::Lost, is_aside: false };
            set.set_unplaced(id, Some(Arc::new(unplaced)));
            set.set_rivals(id, vec![rival]);
        });
        let before = corpus.set(&key).cloned();
        let edit = settle_statement(&corpus, &key, id, 0, how, Timestamp::UNIX_EPOCH).expect("there is one");
        let (inverse, _) = apply(&mut corpus, edit).expect("fits");
        let after = corpus.set(&key).cloned().unwrap_or_default();
        apply(&mut corpus, inverse).expect("can be undone");
        assert_eq!(corpus.set(&key).cloned(), before);
        (after, id)
    }

    #[test]
    fn a_rival_of_what_waits_is_taken_refused_or_taken_in_part() {
        let theirs = || Rival::Edited(Statement { note: "theirs".to_owned(), ..statement(1, &[(1, 3)]) });
        let (set, id) = settled_as(theirs(), &Settle::TakeTheirs);
        assert_eq!(set.get(id).map(|statement| statement.note.as_str()), Some("theirs"));
        assert!(set.unplaced().is_empty() && set.rivals().is_empty());
        let (set, id) = settled_as(theirs(), &Settle::TakeFields(vec![Field::Note]));
        assert!(set.is_empty() && set.unplaced()[&id].statement.note == "theirs");
        let (set, id) = settled_as(theirs(), &Settle::KeepOurs);
        assert!(set.is_empty() && set.unplaced()[&id].statement.note.is_empty() && set.rivals().is_empty());
        let (set, id) = settled_as(Rival::Deleted, &Settle::KeepOurs);
        assert!(set.unplaced().contains_key(&id));
        let (set, id) = settled_as(Rival::Deleted, &Settle::TakeTheirs);
        assert!(!set.unplaced().contains_key(&id) && set.get(id).is_none() && set.rivals().is_empty());
    }
}
