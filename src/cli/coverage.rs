//! `standpoint coverage`.

use super::console::Console;
use super::finding::Base;
use super::finding_args::CoverageArgs;
use super::{CliError, Outcome};
use crate::analysis::{reading, sentences_coded};
use crate::exchange::{documents_picture, documents_sheet, reading_picture, reading_sheet};
use crate::model::Document;
use crate::text::{Span, sentences};
use rayon::prelude::*;

/// Counts what has been read, coded, coded to nothing and left unset.
pub(super) fn run(args: &CoverageArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let base = Base::open(&args.finding)?;
    let (corpus, names) = (&base.whole.corpus, base.table.names());
    let result = reading(corpus, &base.table, &base.selection);
    let known: Vec<Option<Vec<Span>>> = corpus.documents().par_iter().map(sentences_of).collect();
    let known = Some(&sentences_coded(corpus, &names.coders, &known));
    let sheet = if args.documents { documents_sheet(&result, known, names) } else { reading_sheet(&result, known) };
    let picture = || {
        if args.documents { documents_picture(&result, known, names) } else { reading_picture(&result, known) }
    };
    base.put(&args.finding, (std::slice::from_ref(&sheet), &sheet), picture, console)
}

fn sentences_of(document: &Document) -> Option<Vec<Span>> {
    Some(sentences(document.ready_text()?.as_str()))
}
