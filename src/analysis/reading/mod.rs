//! What has been read, coded, coded to nothing and left unset: the denominators of every other figure.
//!
//! ```text
//!              documents                                       statements
//!  coder       done  done with nothing coded  begun  not begun    all  complete  unsure  no theme  no stance  no speaker
//!  coder-1        5                        0      0          0     89        87       1         0          2           0
//!  coder-2        1                        0      1          3     20        20       0         0          0           0
//!  any coder      5                        0      0          0    109       107       1         0          2           0
//! ```
//!
//! A document that somebody read to the end and coded nothing in is a result, and not the same as one that nobody
//! opened. Documents are all those of the corpus; statements are those selected. Sentences take their texts, which may
//! not all be read, and so are counted apart ([`sentences_coded`]).

mod sentences;
#[cfg(test)]
mod tests;

pub use sentences::{SentencesCoded, sentences_coded};

use super::{Account, RowRef, Selection, StatementTable, thousands};
use crate::model::{Coder, Corpus, Progress, SetKey, TextState};

/// How far everybody got, and what is left unset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// A line for each coder, by name.
    pub coders: Vec<CoderReading>,
    /// All together: a document is as far as the coder who got farthest with it.
    pub together: CoderReading,
    /// Each document of the corpus, in its order.
    pub documents: Vec<DocumentReading>,
    /// Documents whose text cannot be read.
    pub n_failed: usize,
    /// What was counted and what was left out.
    pub account: Account,
}

/// How far one coder got.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoderReading {
    /// Who; `None` for all together.
    pub coder: Option<Coder>,
    /// Documents that nobody of them began.
    pub n_not_started: usize,
    /// Documents begun and not read to the end.
    pub n_in_progress: usize,
    /// Documents read to the end.
    pub n_done: usize,
    /// Of those read to the end, documents with no statement: coded to nothing.
    pub n_done_with_nothing: usize,
    /// Documents with a selected statement.
    pub n_documents_coded: usize,
    /// What the selected statements say.
    pub statements: Filled,
}

/// How one document was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentReading {
    /// How far each of [`Reading::coders`] got.
    pub progress: Vec<Progress>,
    /// Whether anybody coded something in it, selected or not.
    pub is_coded: bool,
    /// What the selected statements on it say.
    pub statements: Filled,
}

/// How much of some statements is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// All of them.
    pub n: usize,
    /// With speaker, theme and stance.
    pub n_complete: usize,
    /// That their coder wants to look at again.
    pub n_unsure: usize,
    /// With no theme.
    pub n_without_theme: usize,
    /// With no stance.
    pub n_without_stance: usize,
    /// With no speaker.
    pub n_without_speaker: usize,
}

impl Filled {
    fn add(&mut self, row: &RowRef<'_>) {
        let (theme, stance, speaker) = (row.row.theme.is_some(), row.row.stance.is_some(), !row.voices.is_empty());
        self.n += 1;
        self.n_complete += usize::from(theme && stance && speaker);
        self.n_unsure += usize::from(row.statement.is_unsure);
        self.n_without_theme += usize::from(!theme);
        self.n_without_stance += usize::from(!stance);
        self.n_without_speaker += usize::from(!speaker);
    }
}

impl DocumentReading {
    /// How far the coder got who got farthest with it.
    pub fn farthest(&self) -> Progress {
        self.progress.iter().copied().max().unwrap_or_default()
    }
}

impl Reading {
    /// What was counted and what was left out, with what is known of sentences.
    pub fn account_with(&self, sentences: Option<&SentencesCoded>) -> Account {
        let mut account = self.account.clone();
        if let Some(known) = sentences {
            account.rule("a sentence is coded when a passage of any statement overlaps it");
            account.leave_out(known.n_documents_without, "documents without a text, whose sentences are not known");
        }
        account
    }
}

impl CoderReading {
    fn put(&mut self, progress: Progress, has_statements: bool) {
        match progress {
            Progress::NotStarted => self.n_not_started += 1,
            Progress::InProgress => self.n_in_progress += 1,
            Progress::Done => self.n_done += 1,
        }
        self.n_done_with_nothing += usize::from(progress == Progress::Done && !has_statements);
    }
}

/// How far everybody got with the documents of `corpus`, whose table is `table`, and what the selected statements leave
/// unset.
pub fn reading(corpus: &Corpus, table: &StatementTable, selection: &Selection) -> Reading {
    let names = table.names();
    let of_coder = |coder: &Coder| CoderReading { coder: Some(coder.clone()), ..CoderReading::default() };
    let mut coders: Vec<CoderReading> = names.coders.iter().map(of_coder).collect();
    let mut together = CoderReading::default();
    let mut documents = Vec::with_capacity(corpus.documents().len());
    for document in corpus.documents() {
        let set = |coder: &Coder| corpus.set(&SetKey::new(coder.clone(), document.path.clone()));
        let mut read = DocumentReading::default();
        let mut has_any = false;
        for (coder, line) in names.coders.iter().zip(&mut coders) {
            let set = set(coder);
            let has_statements = set.is_some_and(|set| !set.is_empty());
            let progress = set.map_or(Progress::NotStarted, |set| set.progress);
            line.put(progress, has_statements);
            read.progress.push(progress);
            has_any |= has_statements;
        }
        read.is_coded = has_any;
        together.put(read.farthest(), has_any);
        documents.push(read);
    }
    let (mut last, mut last_of_coder) = (None, vec![None; coders.len()]);
    for row in table.selected(selection) {
        let coder = &mut coders[row.coder];
        coder.statements.add(&row);
        together.statements.add(&row);
        documents[row.document].statements.add(&row);
        coder.n_documents_coded += usize::from(last_of_coder[row.coder] != Some(row.document));
        together.n_documents_coded += usize::from(last != Some(row.document));
        (last, last_of_coder[row.coder]) = (Some(row.document), Some(row.document));
    }
    let n_failed = corpus.documents().iter().filter(|document| matches!(document.text, TextState::Failed(_))).count();
    let mut account = Account::of_selected(table, selection);
    account.rule(format!("documents are the {} of the corpus", thousands(documents.len())));
    if coders.len() > 1 {
        account.rule("any coder is the one who got farthest with a document");
    }
    Reading { coders, together, documents, n_failed, account }
}
