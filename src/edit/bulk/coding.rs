//! Statements on many places at once.

use super::{BulkError, add_speakers, check_entries, counted};
use crate::edit::{Edit, Focus};
use crate::model::{
    AnnotationSet, Attribution, Coder, Corpus, DocPath, Progress, SetKey, SpeakerId, StanceId, Statement, StatementId,
    ThemeId,
};
use crate::text::{DocumentText, Span, paragraph_at, sentence_at, trimmed};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::sync::Arc;

/// How much is coded at each place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodingUnit {
    /// The place itself.
    #[default]
    Hit,
    /// The sentences that it lies in.
    Sentence,
    /// The paragraphs that it lies in.
    Paragraph,
}

impl CodingUnit {
    /// The passage of a statement on `place`; `None` when the text does not hold it.
    pub fn passage(self, text: &DocumentText, place: Span) -> Option<Span> {
        if !text.holds(place) {
            return None;
        }
        let text = text.as_str();
        let last = text.floor_char_boundary(place.end - 1);
        match self {
            Self::Hit => Some(place),
            // A bullet or a space is in no sentence, and is taken along all the same.
            Self::Sentence => Some(sentence_at(text, place.start).union(sentence_at(text, last)).union(place)),
            Self::Paragraph => trimmed(text, paragraph_at(text, place.start).union(paragraph_at(text, last))),
        }
    }
}

/// What is to be said of many places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeAll {
    /// How much is coded at each place.
    pub unit: CodingUnit,
    /// Who speaks.
    pub speakers: Vec<Attribution>,
    /// About what.
    pub theme: Option<ThemeId>,
    /// Where they stand.
    pub stance: Option<StanceId>,
    /// Why the coder judged so.
    pub note: String,
    /// Whether the coder wants to look at each again.
    pub is_unsure: bool,
}

/// What coding many places would do; nothing is changed until its edit is applied.
#[derive(Clone, Debug, PartialEq)]
pub struct CodingPlan {
    /// What it is, as in "Undo: code 37 passages".
    pub label: String,
    /// All of it, as one step.
    pub edit: Edit,
    /// Where to go when it is undone or done again: the first statement that comes.
    pub focus: Focus,
    /// The documents with places, by path.
    pub documents: Vec<CodedDocument>,
    /// Statements that come.
    pub n_new: usize,
    /// Places where the coder has a statement with the same passage, theme and speakers.
    pub n_already: usize,
    /// Places that lie in a passage with another place, such as two in one sentence.
    pub n_together: usize,
    /// Places on documents that are gone or changed since, or have not been read.
    pub n_lost: usize,
    /// What would become of each place, in the order in which they were given.
    pub fates: Vec<PlaceFate>,
}

/// What would become of one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceFate {
    /// A statement comes.
    New,
    /// It lies in a passage with a place before it, and shares its statement.
    Together,
    /// The coder has such a statement.
    Already,
    /// The text is gone, changed, or not read.
    Lost,
}

/// What coding many places would do on one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedDocument {
    /// Which one.
    pub document: DocPath,
    /// The passages of the statements that come, by position.
    pub passages: Vec<Span>,
    /// Places where the coder has such a statement.
    pub n_already: usize,
}

/// Plans a statement of `coder` on each of `places`, the same said of all; `new_id` gives the ids.
///
/// # Errors
/// When the codebook does not have what is to be said.
pub fn plan_coding(
    corpus: &Corpus,
    coder: &Coder,
    places: &[(DocPath, Span)],
    request: &CodeAll,
    new_id: &mut dyn FnMut() -> StatementId,
    now: Timestamp,
) -> Result<CodingPlan, BulkError> {
    let ids = request.speakers.iter().map(|who| &who.speaker);
    check_entries(&corpus.codebook, request.theme.as_ref(), request.stance.as_ref(), ids)?;
    let mut by_document: BTreeMap<&DocPath, Vec<(usize, Span)>> = BTreeMap::new();
    for (at, (document, place)) in places.iter().enumerate() {
        by_document.entry(document).or_default().push((at, *place));
    }
    let mut planner = Planner { coder, request, now, edits: Vec::new(), first: None, plan: empty() };
    planner.plan.fates = vec![PlaceFate::Lost; places.len()];
    for (document, places) in by_document {
        let text = corpus.document(document).and_then(|document| document.ready_text());
        match text {
            Some(text) => planner.document(corpus, document, text, &places, new_id),
            None => planner.plan.n_lost += places.len(),
        }
    }
    Ok(planner.finish())
}

fn empty() -> CodingPlan {
    CodingPlan {
        label: String::new(),
        edit: Edit::Batch(Vec::new()),
        focus: Focus::default(),
        documents: Vec::new(),
        n_new: 0,
        n_already: 0,
        n_together: 0,
        n_lost: 0,
        fates: Vec::new(),
    }
}

struct Planner<'r> {
    coder: &'r Coder,
    request: &'r CodeAll,
    now: Timestamp,
    edits: Vec<Edit>,
    first: Option<(DocPath, StatementId)>,
    plan: CodingPlan,
}

impl Planner<'_> {
    fn document(
        &mut self,
        corpus: &Corpus,
        document: &DocPath,
        text: &DocumentText,
        places: &[(usize, Span)],
        new_id: &mut dyn FnMut() -> StatementId,
    ) {
        let key = SetKey::new(self.coder.clone(), document.clone());
        let set = corpus.set(&key);
        let known = set.map(|set| self.known(set)).unwrap_or_default();
        let mut passages: BTreeMap<Span, usize> = BTreeMap::new();
        for (at, place) in places {
            let Some(passage) = self.request.unit.passage(text, *place) else {
                self.plan.n_lost += 1;
                continue;
            };
            let n_before = passages.entry(passage).or_default();
            self.plan.fates[*at] = match *n_before {
                _ if known.contains(&passage) => PlaceFate::Already,
                0 => PlaceFate::New,
                _ => PlaceFate::Together,
            };
            *n_before += 1;
        }
        let mut coded = CodedDocument { document: document.clone(), passages: Vec::new(), n_already: 0 };
        for (passage, n_places) in passages {
            if known.contains(&passage) {
                coded.n_already += n_places;
                continue;
            }
            self.plan.n_together += n_places - 1;
            let statement = self.statement(new_id(), passage);
            self.first.get_or_insert_with(|| (document.clone(), statement.id));
            let id = statement.id;
            self.edits.push(Edit::Statement { set: key.clone(), id, value: Some(Arc::new(statement)) });
            coded.passages.push(passage);
        }
        if !coded.passages.is_empty() && set.is_none_or(|set| set.progress == Progress::NotStarted) {
            self.edits.push(Edit::Progress { set: key, value: Progress::InProgress });
        }
        self.plan.n_new += coded.passages.len();
        self.plan.n_already += coded.n_already;
        self.plan.documents.push(coded);
    }

    /// Passages of one span on which the coder has said just that already.
    fn known(&self, set: &AnnotationSet) -> HashSet<Span> {
        let names = |speakers: &[Attribution]| -> BTreeSet<SpeakerId> {
            speakers.iter().map(|who| who.speaker.clone()).collect()
        };
        let wanted = names(&self.request.speakers);
        let is_same = |it: &&Arc<Statement>| it.theme == self.request.theme && names(&it.speakers) == wanted;
        let spans = set.in_order().filter(is_same).filter(|statement| statement.spans.len() == 1);
        spans.map(|statement| statement.bounds()).collect()
    }

    fn statement(&self, id: StatementId, passage: Span) -> Statement {
        let mut speakers = Vec::new();
        add_speakers(&mut speakers, &self.request.speakers);
        Statement {
            id,
            spans: vec![passage],
            speakers,
            theme: self.request.theme.clone(),
            stance: self.request.stance.clone(),
            note: self.request.note.clone(),
            is_unsure: self.request.is_unsure,
            created: self.now,
            modified: None,
        }
    }

    fn finish(self) -> CodingPlan {
        let label = format!("code {}", counted(self.plan.n_new, "passage"));
        let focus = self.first.map_or_else(Focus::default, |(document, id)| Focus::on(Some(document), Some(id)));
        CodingPlan { label, focus, edit: Edit::Batch(self.edits), ..self.plan }
    }
}

impl CodeAll {
    /// Whether nothing is to be said: no speaker, no theme, no stance.
    pub fn says_nothing(&self) -> bool {
        self.speakers.is_empty() && self.theme.is_none() && self.stance.is_none()
    }
}

impl CodingPlan {
    /// Whether applying it would change nothing.
    pub const fn is_empty(&self) -> bool {
        self.n_new == 0
    }

    /// Documents that get statements.
    pub fn n_documents(&self) -> usize {
        self.documents.iter().filter(|document| !document.passages.is_empty()).count()
    }
}

impl fmt::Display for CodingPlan {
    /// `37 new statements on 4 documents. Not coded: 2 that you coded so already, 3 in one passage with another.`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let documents = counted(self.n_documents(), "document");
        write!(f, "{} on {documents}.", counted(self.n_new, "new statement"))?;
        let parts = [
            (self.n_already, "that you coded so already"),
            (self.n_together, "in one passage with another"),
            (self.n_lost, "on text that changed or is not read"),
        ];
        let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
        if parts.is_empty() { Ok(()) } else { write!(f, " Not coded: {}.", parts.join(", ")) }
    }
}
