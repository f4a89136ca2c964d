//! How far everybody got, as tables.

use super::super::sheet::{Cell, Column, Sheet};
use super::count;
use crate::analysis::{CoderReading, Coverage, Filled, Names, Reading, SentencesCoded};
use crate::chart::Stacks;
use crate::model::Progress;

const DOCUMENT_COLUMNS: [&str; 5] = ["done", "done with nothing coded", "begun", "not begun", "with statements"];
const FILLED_COLUMNS: [&str; 6] = ["statements", "complete", "unsure", "no theme", "no stance", "no speaker"];
const SENTENCE_COLUMNS: [&str; 3] = ["sentences", "coded", "share coded"];

/// How far each coder got: documents, statements, and sentences where they are known.
pub fn reading_sheet(reading: &Reading, sentences: Option<&SentencesCoded>) -> Sheet {
    let heads = DOCUMENT_COLUMNS.into_iter().chain(FILLED_COLUMNS);
    let heads = heads.chain(sentences.is_some().then_some(SENTENCE_COLUMNS).into_iter().flatten());
    let columns = [Column::text("Coder")].into_iter().chain(heads.map(Column::number)).collect();
    let of_coders = reading.coders.iter().enumerate().map(|(at, line)| (line, sentences.map(|known| known.coders[at])));
    let together = (reading.coders.len() != 1).then_some((&reading.together, sentences.map(|known| known.together)));
    let rows = of_coders.chain(together).map(|(line, sentences)| row(line, sentences)).collect();
    let account = reading.account_with(sentences).sentence();
    Sheet { title: Stacks::OF_CODERS.to_owned(), columns, rows, account }
}

fn row(line: &CoderReading, sentences: Option<Coverage>) -> Vec<Cell> {
    let coder = line.coder.as_ref().map_or_else(|| "any coder".to_owned(), ToString::to_string);
    let documents =
        [line.n_done, line.n_done_with_nothing, line.n_in_progress, line.n_not_started, line.n_documents_coded];
    let mut row = vec![Cell::text(coder)];
    row.extend(documents.map(count));
    row.extend(filled(&line.statements));
    row.extend(sentences.into_iter().flat_map(coded));
    row
}

fn coded(of: Coverage) -> [Cell; 3] {
    [count(of.n_sentences), count(of.n_coded), of.share().map_or(Cell::Empty, Cell::Percent)]
}

fn filled(of: &Filled) -> [Cell; 6] {
    [of.n, of.n_complete, of.n_unsure, of.n_without_theme, of.n_without_stance, of.n_without_speaker].map(count)
}

/// How each document was read: how far each coder got with it, what its statements leave unset, and its sentences where
/// they are known.
pub fn documents_sheet(reading: &Reading, sentences: Option<&SentencesCoded>, names: &Names) -> Sheet {
    let coders = reading.coders.iter().filter_map(|line| Some(line.coder.as_ref()?.to_string()));
    let mut columns = vec![Column::text("Document"), Column::text("Path")];
    columns.extend(coders.map(Column::text));
    columns.extend(FILLED_COLUMNS.map(Column::number));
    columns.extend(sentences.is_some().then_some(SENTENCE_COLUMNS).into_iter().flatten().map(Column::number));
    let rows = reading.documents.iter().zip(&names.documents).enumerate().map(|(at, (read, document))| {
        let mut row = vec![Cell::text(document.title.clone()), Cell::text(document.path.as_str())];
        row.extend(read.progress.iter().map(|progress| Cell::text(word(*progress))));
        row.extend(filled(&read.statements));
        if let Some(known) = sentences {
            row.extend(known.documents.get(at).copied().flatten().map_or([const { Cell::Empty }; 3], coded));
        }
        row
    });
    let account = reading.account_with(sentences).sentence();
    Sheet { title: Stacks::OF_DOCUMENTS.to_owned(), rows: rows.collect(), columns, account }
}

const fn word(progress: Progress) -> &'static str {
    match progress {
        Progress::NotStarted => "not begun",
        Progress::InProgress => "begun",
        Progress::Done => "done",
    }
}
