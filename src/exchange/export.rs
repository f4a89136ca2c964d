//! Writing the chosen statements in a chosen format.

use super::columns::Names;
use super::csv_cells::Form;
use super::{ExchangeError, Filter, Format, ReportOptions, Row, csv, html, jsonl, markdown, select, xlsx};
use crate::model::{Codebook, Corpus};
use std::collections::BTreeMap;
use std::io::Write;

/// What an export wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// Statements written.
    pub n_statements: usize,
    /// Statements chosen but not written, because the text of their document could not be read or does not fit.
    pub n_left_out: usize,
    /// What the reader of the file should know, a sentence each.
    pub notes: Vec<String>,
}

/// Writes the statements that `filter` means to `out`; the same corpus gives the same bytes.
///
/// `options` matter to reports only. Statements whose text is not there cannot be quoted: they are left out,
/// counted and named in the notes.
///
/// # Errors
/// When `out` fails, or when there are more rows than the format can hold.
pub fn export(
    corpus: &Corpus,
    filter: &Filter,
    format: Format,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> Result<ExportSummary, ExchangeError> {
    export_rows(select(corpus, filter), &corpus.codebook, format, options, out)
}

/// As [`export`], with the rows that were chosen and the codebook of their corpus.
///
/// # Errors
/// As [`export`].
pub fn export_rows(
    mut rows: Vec<Row<'_>>,
    codebook: &Codebook,
    format: Format,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> Result<ExportSummary, ExchangeError> {
    let mut summary = ExportSummary::default();
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    rows.retain(|row| {
        let is_quotable = row.document.ready_text().is_some_and(|text| row.statement.fits(text));
        if !is_quotable {
            *left_out.entry(row.document.path.as_str()).or_default() += 1;
        }
        is_quotable
    });
    summary.n_statements = rows.len();
    summary.n_left_out = left_out.values().sum();
    summary.notes.extend(left_out.iter().map(|(path, n)| {
        format!("{path}: {n} left out, because the text could not be read or no longer holds the passage")
    }));
    let names = Names::new(codebook);
    match format {
        Format::Csv => csv::write(&rows, &names, Form::Spreadsheet, out)?,
        Format::CsvExact => csv::write(&rows, &names, Form::Exact, out)?,
        Format::Jsonl => jsonl::write(&rows, &names, out)?,
        Format::Xlsx => summary.notes.extend(xlsx::write(&rows, &names, out)?),
        Format::Markdown => markdown::write(&rows, &names, options, out).map_err(ExchangeError::Write)?,
        Format::Html => html::write(&rows, &names, options, out).map_err(ExchangeError::Write)?,
    }
    out.flush().map_err(ExchangeError::Write)?;
    Ok(summary)
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use super::*;
    use crate::exchange::{COLUMNS, GroupBy};
    use crate::model::testing::{corpus, statement};
    use crate::model::{AnnotationSet, Progress, SetKey, TextState};

    fn coded() -> Corpus {
        let mut corpus = corpus();
        let mut first = statement(1, &[(0, 7), (11, 17)]);
        first.theme = Some("pay".into());
        first.stance = Some("opposes".into());
        first.speakers = vec![crate::model::SpeakerId::from("andrew-goodall").into()];
        let mut second = statement(2, &[(3, 7)]);
        second.note = "<b># *x*".to_owned();
        let set = AnnotationSet::new(Progress::Done, [first, second]);
        corpus.put_set(SetKey::new("ann".into(), "a.txt".into()), set);
        corpus
    }

    fn exported(corpus: &Corpus, format: Format, group_by: GroupBy) -> Vec<u8> {
        let mut bytes = Vec::new();
        let options = ReportOptions { group_by, title: "<Report>".to_owned() };
        export(corpus, &Filter::default(), format, &options, &mut bytes).expect("memory does not fail");
        bytes
    }

    #[test]
    fn cells_stand_in_their_columns() {
        let csv = String::from_utf8(exported(&coded(), Format::CsvExact, GroupBy::Theme)).expect("UTF-8");
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), COLUMNS);
        let row = reader.records().next().expect("a row").expect("a row");
        let expected = [
            "00000000-0000-0000-0000-000000000001",
            "a.txt",
            "Title, of a.txt",
            "2017-05-01",
            "@source",
            "ann",
            "0",
            "13",
            "He said […] it’s",
            "",
            " good” and, =later, 👩\u{200d}👧 left.\nNe",
            "Andrew Goodall",
            "chief executive",
            "NHS Wales",
            "Pay",
            "Workforce > Pay",
            "Opposes",
            "-0.5",
            "",
            "1970-01-01T00:00:00Z",
            "",
        ];
        assert_eq!(row.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_unsure_row_brings_a_column_and_a_word() {
        let mut corpus = coded();
        let key = SetKey::new("ann".into(), "a.txt".into());
        let first = corpus.set(&key).and_then(|set| set.statements().first().cloned()).expect("a statement");
        let unsure = crate::model::Statement { is_unsure: true, ..(*first).clone() };
        corpus.change_set(&key, |set| set.set(unsure.id, Some(unsure.into())));
        let text = |format| String::from_utf8(exported(&corpus, format, GroupBy::Theme)).expect("UTF-8");
        let csv = text(Format::CsvExact);
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().expect("a header").iter().skip(COLUMNS.len()).collect::<Vec<_>>(), ["unsure"]);
        let cells: Vec<String> = reader.records().map(|row| row.expect("a row")[COLUMNS.len()].to_owned()).collect();
        assert_eq!(cells, ["yes", ""]);
        for format in [Format::Markdown, Format::Html] {
            assert_eq!(text(format).matches("coded by ann, unsure").count(), 1);
        }
        let mut bytes = zip::ZipArchive::new(std::io::Cursor::new(exported(&corpus, Format::Xlsx, GroupBy::Theme)));
        let mut sheet = String::new();
        let part = bytes.as_mut().expect("an archive").by_name("xl/worksheets/sheet1.xml");
        std::io::Read::read_to_string(&mut part.expect("a sheet"), &mut sheet).expect("UTF-8");
        assert!(sheet.contains("ref=\"A1:V3\"") && sheet.matches(">yes<").count() == 1, "{sheet}");
        assert!(sheet.contains("<c r=\"V1\" s=\"3\" t=\"inlineStr\"><is><t>unsure</t>"));
    }

    #[test]
    fn the_same_corpus_gives_the_same_bytes() {
        for format in Format::ALL {
            let bytes = exported(&coded(), format, GroupBy::Speaker);
            assert!(!bytes.is_empty());
            assert_eq!(bytes, exported(&coded(), format, GroupBy::Speaker), "{}", format.name());
        }
    }

    #[test]
    fn a_report_says_who_where_and_how_often() {
        let text = |format, by| String::from_utf8(exported(&coded(), format, by)).expect("UTF-8");
        let page = text(Format::Html, GroupBy::Theme);
        assert!(
            page.contains(
                "<h2 dir=\"auto\">Workforce &gt; Pay</h2>\n<p class=\"counts\">1 statement · ▲ Opposes 1</p>"
            )
        );
        assert!(
            page.contains(
                "<strong><bdi>Andrew Goodall, chief executive, NHS Wales</bdi></strong> · <bdi>▲ Opposes</bdi>"
            )
        );
        assert!(page.contains("Title, of a.txt · @source · 2017-05-01 · a.txt, characters 0–13 · coded by ann"));
        assert!(page.contains("Note: <bdi>&lt;b&gt;# *x*") && page.contains("default-src 'none'"));
        assert!(!page.contains("<script") && !page.contains("<b>"));
        let report = text(Format::Markdown, GroupBy::Stance);
        let headings: Vec<&str> = report.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(headings, ["# \\<Report\\>", "## ▲ Opposes", "## Stance not yet set"]);
        assert!(report.contains("> He said \\[…\\] it’s\n"), "{report}");
    }

    #[test]
    fn what_cannot_be_quoted_is_counted_and_named() {
        let mut corpus = coded();
        if let Some(document) = corpus.document_mut(&"a.txt".into()) {
            document.text = TextState::Failed("no right to read".to_owned());
        }
        let mut bytes = Vec::new();
        let options = ReportOptions::default();
        let summary = export(&corpus, &Filter::default(), Format::Jsonl, &options, &mut bytes).expect("no failure");
        assert_eq!((summary.n_statements, summary.n_left_out, bytes.len()), (0, 2, 0));
        assert!(summary.notes[0].starts_with("a.txt: 2 left out"));
    }
}
