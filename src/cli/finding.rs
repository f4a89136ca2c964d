//! What every finding does: opens the corpus, reads the query, and puts tables where they were asked for.

use super::console::Console;
use super::export::is_whole;
use super::finding_args::{CountArg, FindingArgs, OrderArg};
use super::{CliError, Outcome, kept_texts};
use crate::analysis::query::Query;
use crate::analysis::{Field, Measure, Names, Order, Selection, StatementTable};
use crate::chart::Drawing;
use crate::exchange::{Cell, ExchangeError, PictureFormat, QUOTATIONS, Sheet, SheetFormat, write_picture, write_sheet};
use crate::store::{RealFiles, Whole, open_whole_in, write_export};
use crate::text::one_line;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::Path;

/// A corpus with its statements, and those that are meant.
pub(super) struct Base {
    pub whole: Whole,
    pub table: StatementTable,
    pub selection: Selection,
}

impl Base {
    /// Opens the corpus and carries out the query.
    pub fn open(args: &FindingArgs) -> Result<Self, CliError> {
        let typed = args.query.join(" ");
        let failed = |source| CliError::Query { typed: typed.clone(), source };
        let query = Query::parse(&typed).map_err(failed)?;
        let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
        let table = StatementTable::new(&whole.corpus);
        let selection = query.on(&table, &whole.corpus).map_err(failed)?;
        Ok(Self { whole, table, selection })
    }

    /// Prints `printed` for people, or `sheet` for programs, and writes files, of which pictures are of `drawing`; says
    /// whether all of the corpus could be read.
    pub fn put(
        &self,
        args: &FindingArgs,
        (printed, sheet): (&[Sheet], &Sheet),
        drawing: impl FnOnce() -> Drawing,
        console: &mut Console<'_>,
    ) -> Result<Outcome, CliError> {
        // Nothing is printed or written where an ending is not understood.
        let files = files(args)?;
        let has_picture = files.iter().any(|(_, form)| matches!(form, FileForm::Picture(_)));
        let drawing = has_picture.then(drawing);
        let format = match (args.json, args.csv) {
            (true, _) => Some(SheetFormat::Json),
            (_, true) => Some(SheetFormat::CsvExact),
            _ => None,
        };
        let mut out = BufWriter::new(&mut *console.out);
        let written = match format {
            Some(format) => write_sheet(sheet, format, &mut out),
            None if files.is_empty() => write_for_people(printed, &mut out),
            None => Ok(()),
        };
        written.map_err(|source| CliError::Exchange { path: args.corpus.clone(), source })?;
        out.flush().map_err(CliError::Output)?;
        drop(out);
        for (path, form) in files {
            let mut bytes = Vec::new();
            let failed = |source| CliError::Exchange { path: path.to_owned(), source };
            let notes = match (form, &drawing) {
                (FileForm::Table(format), _) => write_sheet(sheet, format, &mut bytes).map(|()| Vec::new()),
                (FileForm::Picture(format), Some(drawing)) => write_picture(drawing, format, &mut bytes),
                (FileForm::Picture(_), None) => continue,
            };
            for note in notes.map_err(failed)? {
                console.complain(&format!("{}: {note}", path.display()));
            }
            self.write(path, &bytes, console)?;
        }
        let is_whole = is_whole(&self.whole, &args.corpus, console);
        Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
    }

    /// Writes a file where one may be, and says so.
    pub fn write(&self, path: &Path, bytes: &[u8], console: &mut Console<'_>) -> Result<(), CliError> {
        self.whole.layout.may_export_to(path)?;
        write_export(&RealFiles, path, bytes)?;
        // What programs read stands alone on the output.
        console.complain(&format!("written to {}", path.display()));
        Ok(())
    }
}

/// What a file holds.
#[derive(Clone, Copy)]
enum FileForm {
    Table(SheetFormat),
    Picture(PictureFormat),
}

/// The files that are asked for, each with what it holds.
fn files(args: &FindingArgs) -> Result<Vec<(&Path, FileForm)>, CliError> {
    let form = |path: &Path| {
        let table = SheetFormat::from_path(path).map(FileForm::Table);
        table.or_else(|| PictureFormat::from_path(path).map(FileForm::Picture)).ok_or_else(|| {
            let path = path.display();
            CliError::Usage(format!("{path}: the ending names no format; give csv, xlsx, md, txt, json, svg or png"))
        })
    };
    let mut files =
        args.to.iter().map(|path| Ok((path.as_path(), form(path)?))).collect::<Result<Vec<_>, CliError>>()?;
    files.extend(args.svg.iter().map(|path| (path.as_path(), FileForm::Picture(PictureFormat::Svg))));
    files.extend(args.png.iter().map(|path| (path.as_path(), FileForm::Picture(PictureFormat::Png))));
    Ok(files)
}

fn write_for_people(sheets: &[Sheet], out: &mut dyn Write) -> Result<(), ExchangeError> {
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            writeln!(out).map_err(ExchangeError::Write)?;
        }
        match quotations(sheet) {
            Some(lines) => write!(out, "{lines}").map_err(ExchangeError::Write)?,
            None => write_sheet(sheet, SheetFormat::Text, out)?,
        }
    }
    Ok(())
}

/// The quotations of a profile as people read them: words below whose they are; `None` of other tables.
fn quotations(sheet: &Sheet) -> Option<String> {
    let is_them = sheet.columns.first().is_some_and(|column| column.name == QUOTATIONS);
    let said = |row: &Vec<Cell>| {
        let words: Vec<String> = row.iter().map(|cell| one_line(&cell.shown()).into_owned()).collect();
        format!("{}\n", words.join("\n    "))
    };
    is_them.then(|| format!("{QUOTATIONS}\n{}", sheet.rows.iter().map(said).collect::<String>()))
}

/// The field of this name, themes at a level where one is given.
pub(super) fn field(typed: &str, depth: Option<u8>) -> Result<Field, CliError> {
    let names = Field::TYPED.join(", ");
    let unknown = || CliError::Usage(format!("there is no field “{typed}”; there are {names} and var.NAME"));
    Ok(match (Field::parse(typed).ok_or_else(unknown)?, depth) {
        (Field::Theme, Some(depth)) => Field::ThemeAtDepth(usize::from(depth) - 1),
        (field, _) => field,
    })
}

/// Refuses a variable that no document has.
pub(super) fn check_variable(field: &Field, names: &Names) -> Result<(), CliError> {
    let Field::Variable(name) = field else { return Ok(()) };
    let documents = || names.documents.iter().flat_map(|document| document.meta.variables.keys());
    if documents().any(|known| known == name) {
        return Ok(());
    }
    let known: BTreeSet<&str> = documents().map(String::as_str).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let known = if known.is_empty() { "none has any".to_owned() } else { format!("there are {}", known.join(", ")) };
    Err(CliError::Usage(format!("no document has the variable “{name}”; {known}")))
}

/// Refuses a level of the tree where no theme is asked for.
pub(super) fn check_depth(depth: Option<u8>, fields: &[Option<&Field>]) -> Result<(), CliError> {
    let has_theme = fields.iter().flatten().any(|field| matches!(field, Field::ThemeAtDepth(_)));
    if depth.is_some() && !has_theme {
        return Err(CliError::Usage("--depth is for themes, and none was asked for".to_owned()));
    }
    Ok(())
}

impl From<CountArg> for Measure {
    fn from(arg: CountArg) -> Self {
        match arg {
            CountArg::Statements => Self::Statements,
            CountArg::Documents => Self::Documents,
            CountArg::Speakers => Self::Speakers,
            CountArg::MeanStance => Self::MeanStance,
        }
    }
}

impl From<OrderArg> for Order {
    fn from(arg: OrderArg) -> Self {
        match arg {
            OrderArg::Natural => Self::Natural,
            OrderArg::Size => Self::BySize,
        }
    }
}
