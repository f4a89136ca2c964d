//! The one list of formats.

use std::path::Path;

/// A format that tagged passages are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// CSV for spreadsheets.
    Csv,
    /// CSV for programs.
    CsvExact,
    /// One JSON object a line.
    Jsonl,
    /// Excel workbook.
    Xlsx,
    /// Report of quotations in Markdown.
    Markdown,
    /// Report of quotations as a web page.
    Html,
}

impl Format {
    /// Every format, in the order in which people are offered them.
    pub const ALL: [Self; 6] = [Self::Csv, Self::CsvExact, Self::Jsonl, Self::Xlsx, Self::Markdown, Self::Html];

    /// What it is called on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvExact => "csv-exact",
            Self::Jsonl => "jsonl",
            Self::Xlsx => "xlsx",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// What it is called in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV for spreadsheets",
            Self::CsvExact => "CSV, exact",
            Self::Jsonl => "JSON lines",
            Self::Xlsx => "Excel workbook",
            Self::Markdown => "Report (Markdown)",
            Self::Html => "Report (HTML)",
        }
    }

    /// The ending of its files, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExact => "csv",
            Self::Jsonl => "jsonl",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    /// What it is good for, in one sentence.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Csv => "Opens in Excel and LibreOffice: marked as UTF-8, and no cell can act as a formula.",
            Self::CsvExact => "For R, pandas and other programs: every cell exactly as it is in the corpus.",
            Self::Jsonl => "Everything there is, ids and spans included; the best form to import again.",
            Self::Xlsx => "A sheet with a fixed header, column widths and numbers as numbers.",
            Self::Markdown => "Quotations in groups with who said them and where, to paste into a document.",
            Self::Html => "The same report as one page that opens in any browser and prints well.",
        }
    }

    /// Whether [`super::import`] reads it.
    pub const fn is_importable(self) -> bool {
        matches!(self, Self::Csv | Self::CsvExact | Self::Jsonl)
    }

    /// Whether it is a report, grouped and with a title.
    pub const fn is_report(self) -> bool {
        matches!(self, Self::Markdown | Self::Html)
    }

    /// The format of this name or file ending.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let by_name = Self::ALL.into_iter().find(|format| format.name() == name);
        by_name.or(match name.as_str() {
            "md" => Some(Self::Markdown),
            "htm" => Some(Self::Html),
            "ndjson" => Some(Self::Jsonl),
            _ => None,
        })
    }

    /// The format that the ending of `path` asks for.
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::parse(path.extension()?.to_str()?).filter(|format| *format != Self::CsvExact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name_and_its_ending() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()), Some(format));
            let found = Format::from_path(Path::new(&format!("out.{}", format.ending())));
            assert_eq!(found.map(Format::ending), Some(format.ending()));
        }
        assert_eq!(Format::from_path(Path::new("a/report.HTM")), Some(Format::Html));
        assert_eq!(Format::from_path(Path::new("a/report")), None);
        assert_eq!(Format::from_path(Path::new("a/report.txt")), None);
    }
}
