//! What the targets share: a small corpus, and what must hold whatever a file says.

use crate::edit::{Edit, apply};
use crate::exchange::{self, CodebookFormat, Format, ImportOptions};
use crate::model::{Corpus, Document, StatementId, TextState};
use crate::store::Problem;
use crate::text::DocumentText;
use std::sync::{Arc, LazyLock};

/// The text of the one document.
pub const TEXT: &str = "The bank said no. “It is […] not ours,” said the minister, “and no bank’s.” \
    سلام 👩‍👧 e\u{301}\u{202e}x\nThe bank said no. No, no, no.";

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let text = TextState::Ready(Arc::new(DocumentText::new(TEXT)));
    let documents = ["a.txt", "b.txt"].map(|path| Document { text: text.clone(), ..Document::new(path.into()) });
    Corpus::new(documents.into(), crate::model::Codebook::default())
});

/// Every problem is one line of a bounded length, with something to do about it.
pub fn check_problems(problems: &[Problem]) {
    assert!(problems.len() < 400, "problems are counted, not listed without end");
    for problem in problems {
        let line = problem.to_string();
        assert!(!line.contains(char::is_control) && line.chars().count() < 2_000, "{line}");
        assert!(!problem.remedy.is_empty());
    }
}

/// Plans an import of statements, carries it out, and takes it back.
pub fn import(bytes: &[u8], format: Format) {
    let mut n = 0_u128;
    let mut new_id = || {
        n += 1;
        StatementId::parse(&format!("{n:032x}")).expect("a UUID")
    };
    let options = ImportOptions { format, coder: Some("ann".into()) };
    let now = jiff::Timestamp::UNIX_EPOCH;
    let Ok(plan) = exchange::import(&CORPUS, &mut &*bytes, &options, &mut new_id, now) else { return };
    for refusal in &plan.refused {
        let line = refusal.to_string();
        assert!(!line.contains(char::is_control) && line.chars().count() < 1_000, "{line}");
    }
    carry_out(plan.edit);
}

/// Plans an import of a codebook, carries it out, and takes it back.
pub fn import_codebook(bytes: &[u8], format: CodebookFormat) {
    if let Ok(plan) = exchange::import_codebook(&CORPUS, format, &mut &*bytes) {
        carry_out(plan.edit);
    }
}

fn carry_out(edit: Edit) {
    let mut corpus = CORPUS.clone();
    let before = (corpus.codebook.clone(), corpus.sets().len());
    let (inverse, _) = apply(&mut corpus, edit).expect("a plan can be carried out");
    apply(&mut corpus, inverse).expect("and taken back");
    assert!(before.0 == corpus.codebook, "taking back leaves nothing behind");
}
