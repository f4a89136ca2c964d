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

/// Forms that people choose among as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormGroup {
    /// Nodes and ties in one file, with what is known of them.
    Network,
    /// Rows and columns.
    Table,
    /// What is seen.
    Picture,
}

impl FormGroup {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Network, Self::Table, Self::Picture];

    /// What people read above its forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Network => "Network file, for programs that draw and measure networks",
            Self::Table => "Table, for spreadsheets, statistics and papers",
            Self::Picture => "Picture, as it is drawn",
        }
    }
}

impl Form {
    /// The forms of a finding, group by group, or those of a network.
    pub fn offered(is_network: bool) -> Vec<Self> {
        // The exact table of a network is that of its ties, which is offered by that name.
        let sheets = SheetFormat::OFFERED.into_iter().filter(|one| !is_network || *one != SheetFormat::CsvExact);
        let networks = NetworkFormat::ALL.into_iter().filter(|_| is_network).map(Self::Network);
        let all = networks.chain(sheets.map(Self::Sheet)).chain(PictureFormat::ALL.map(Self::Picture));
        let mut all: Vec<Self> = all.collect();
        all.sort_by_key(|form| form.group());
        all
    }

    /// Among which it is offered.
    pub const fn group(self) -> FormGroup {
        match self {
            Self::Picture(_) => FormGroup::Picture,
            Self::Network(NetworkFormat::GraphMl | NetworkFormat::Gexf | NetworkFormat::Dl) => FormGroup::Network,
            Self::Sheet(_) | Self::Network(_) => FormGroup::Table,
        }
    }

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
        let has = |form: &Form| match form {
            Form::Sheet(_) => self.sheet.is_some(),
            Form::Picture(_) => self.picture.is_some(),
            Form::Network(_) => true,
        };
        Form::offered(self.network.is_some()).into_iter().filter(has)
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
    fn forms_stand_group_by_group_and_no_two_are_the_same_file() {
        let of_network: Vec<FormGroup> = Form::offered(true).into_iter().map(Form::group).collect();
        assert!(of_network.is_sorted() && FormGroup::ALL.iter().all(|group| of_network.contains(group)));
        assert!(!Form::offered(true).contains(&Form::Sheet(SheetFormat::CsvExact)), "Ties (CSV) is the same");
        assert!(Form::offered(false).iter().all(|form| form.group() != FormGroup::Network));
    }

    #[test]
    fn a_copied_table_has_its_tabs_between_columns_alone() {
        assert_eq!(finding().copied().as_deref(), Some("Theme\tTotal\nPay and more\t1,200\nBeds"));
        assert_eq!(Finding::default().copied(), None);
    }
}
