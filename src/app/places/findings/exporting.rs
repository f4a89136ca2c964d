//! A finding as files and for the clipboard.

use super::ask::FindingsAsk;
use crate::analysis::network::Network;
use crate::app::action::Action;
use crate::chart::{Drawing, framed};
use crate::exchange::{
    ExchangeError, NetworkFormat, PictureFormat, Sheet, SheetFormat, write_network, write_picture, write_sheet,
};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// A form that a finding is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a table.
    Sheet(SheetFormat),
    /// As a picture.
    Picture(PictureFormat),
    /// As a network, for other tools.
    Network(NetworkFormat),
}

impl Form {
    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sheet(format) => format.label(),
            Self::Picture(format) => format.label(),
            Self::Network(format) => format.label(),
        }
    }

    /// The ending of its files, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Sheet(format) => format.ending(),
            Self::Picture(format) => format.name(),
            Self::Network(format) => format.ending(),
        }
    }

    /// What it is good for, in one sentence.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Sheet(SheetFormat::Csv) => {
                "For Excel, LibreOffice and the like: guarded so that no cell is taken for a formula."
            }
            Self::Sheet(SheetFormat::CsvExact) => "For R, Python and other programs: letter for letter.",
            Self::Sheet(SheetFormat::Xlsx) => "Figures as numbers, with how they were counted below the table.",
            Self::Sheet(SheetFormat::Markdown) => "For papers and notes, with how it was counted below the table.",
            Self::Sheet(SheetFormat::Text | SheetFormat::Json) => "The table.",
            Self::Picture(format) => format.help(),
            Self::Network(format) => format.help(),
        }
    }
}

/// What is wanted of the finding that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// To write it to a file.
    Export(Form),
    /// Its figures on the clipboard.
    Copy,
}

impl Want {
    /// Asks for what is wanted of `finding`.
    pub fn ask(self, finding: Finding, out: &mut Vec<Action>) {
        match self {
            Self::Export(form) => out.push(Action::Findings(FindingsAsk::Export(Arc::new(finding), form))),
            Self::Copy => out.extend(finding.copied().map(|table| Action::Findings(FindingsAsk::Copy(table)))),
        }
    }
}

/// A finding to be written: what there is of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// What it is called.
    pub title: String,
    /// Its figures.
    pub sheet: Option<Sheet>,
    /// Its picture, without title and account.
    pub picture: Option<Drawing>,
    /// Its nodes and ties, where it is a network.
    pub network: Option<Drawn>,
    /// What was counted and what was left out.
    pub account: String,
}

/// A network that is shown; it is the same as long as nothing is counted anew.
#[derive(Clone, Debug)]
pub struct Drawn(pub Arc<Network>);

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Finding {
    /// The forms in which it can be written.
    pub fn forms(&self) -> impl Iterator<Item = Form> {
        let sheets = self.sheet.iter().flat_map(|_| SheetFormat::OFFERED).map(Form::Sheet);
        let pictures = self.picture.iter().flat_map(|_| PictureFormat::ALL).map(Form::Picture);
        let networks = self.network.iter().flat_map(|_| NetworkFormat::ALL).map(Form::Network);
        networks.chain(sheets).chain(pictures)
    }

    /// The form that `path` asks for by its ending, where that is another than that of `form`.
    pub fn form_of(&self, path: &Path, form: Form) -> Option<Form> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        self.forms().find(|other| other.ending() == ending && ending != form.ending())
    }

    /// A name for its files, such as `statements-by-theme-and-stance`.
    pub fn file_name(&self) -> String {
        let name: String =
            self.title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        name.split_whitespace().collect::<Vec<_>>().join("-")
    }

    /// Writes it; returns notes on what could not be written, which are mostly none.
    ///
    /// # Errors
    /// When the receiver fails or the finding is too large for the form.
    pub fn write(&self, form: Form, out: &mut dyn Write) -> Result<Vec<String>, ExchangeError> {
        match form {
            Form::Sheet(format) => {
                let empty = Sheet::default();
                write_sheet(self.sheet.as_ref().unwrap_or(&empty), format, out).map(|()| Vec::new())
            }
            Form::Network(format) => {
                let Some(Drawn(network)) = &self.network else { return Ok(Vec::new()) };
                write_network(network, format, out).map(|()| Vec::new())
            }
            Form::Picture(format) => {
                let drawing = self.picture.clone().unwrap_or_default();
                write_picture(&framed(drawing, &self.account), format, out)
            }
        }
    }

    /// Its figures for the clipboard: columns between tabs, as spreadsheets take them.
    pub fn copied(&self) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        // A tab or an end of line in a cell would be taken for one of the table.
        let cell = |words: &str| words.replace(['\t', '\n', '\r'], " ");
        let mut lines = vec![sheet.columns.iter().map(|column| cell(&column.name)).collect::<Vec<_>>().join("\t")];
        let row = |row: &Vec<crate::exchange::Cell>| {
            let cells = row.iter().map(|figure| cell(&figure.shown()));
            cells.collect::<Vec<_>>().join("\t")
        };
        lines.extend(sheet.rows.iter().map(row));
        Some(lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Cell, Column};

    fn finding() -> Finding {
        let sheet = Sheet {
            title: "Statements by theme, % of the row".to_owned(),
            columns: vec![Column::text("Theme"), Column::number("Total")],
            rows: vec![vec![Cell::text("Pay\tand more"), Cell::Count(1_200)], vec![Cell::text("Beds")]],
            account: "Counted: 1,200 statements.".to_owned(),
        };
        Finding { title: sheet.title.clone(), sheet: Some(sheet), ..Finding::default() }
    }

    #[test]
    fn a_finding_names_its_file_and_offers_what_there_is() {
        let finding = finding();
        assert_eq!(finding.file_name(), "statements-by-theme-of-the-row");
        assert_eq!(finding.forms().count(), SheetFormat::OFFERED.len());
        let csv = Form::Sheet(SheetFormat::Csv);
        assert_eq!(finding.form_of(Path::new("a.xlsx"), csv), Some(Form::Sheet(SheetFormat::Xlsx)));
        assert_eq!(finding.form_of(Path::new("a.csv"), csv), None);
        assert_eq!(finding.form_of(Path::new("a.svg"), csv), None, "there is no picture");
    }

    #[test]
    fn a_copied_table_has_its_tabs_between_columns_alone() {
        assert_eq!(finding().copied().as_deref(), Some("Theme\tTotal\nPay and more\t1,200\nBeds"));
        assert_eq!(Finding::default().copied(), None);
    }
}
