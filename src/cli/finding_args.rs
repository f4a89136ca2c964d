//! What can be asked of the findings.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

pub(super) const CROSSTAB_ABOUT: &str = "\
Count by two fields: statements, documents, speakers, or the mean stance.

A cell counts what has the value of its row and the value of its column. Totals are counted and not added up: a \
statement of two speakers stands in the rows of both, and once in all. What is not set has a row or a column of its \
own, last. Below the table stands what was counted and what was left out.

Fields are theme, stance, speaker, organisation, role, document, source, kind, coder, day, week, month, quarter, year, \
and var.NAME for a variable of the documents. Organisation and role are those on the date of the document, or as the \
statement says; an organisation that is of no other speaks for itself.";

pub(super) const CROSSTAB_MANUAL: &str = "\
Examples:
  standpoint crosstab sample_docs --rows theme --columns stance --depth 1
  standpoint crosstab sample_docs --rows speaker --columns theme --count mean-stance under:workforce
  standpoint crosstab sample_docs --rows organisation --columns stance --percent row --csv
  standpoint crosstab sample_docs --rows theme --bars 'coder:coder-1 not is:unsure'";

pub(super) const TIMELINE_ABOUT: &str = "\
Count over time: statements, documents, speakers, or the mean stance by day, week, month, quarter or year.

A document lies in a period when all of its days do: one dated 2022 lies in a year and in no month. Weeks are those of \
ISO 8601. Every period from the first to the last is there; what has no date, or none that is exact enough, is counted \
below them.";

pub(super) const PROFILE_ABOUT: &str = "\
Say all that the corpus says of one speaker, organisation, theme or document.

Its stances, what it goes with, its stances over time, the roles held, quotations, and the documents it stands in. \
Quotations are complete and sure, clear stances first, of middle length, one for each theme or speaker.";

pub(super) const COVERAGE_ABOUT: &str = "\
Count what has been read, coded, coded to nothing and left unset: the denominators of every other figure.

Documents are all those of the corpus; a document that was read to the end with no statement in it is a result, and \
not the same as one that nobody began. A sentence is coded when a passage overlaps it.";

/// What every finding takes, networks too.
#[derive(Debug, ClapArgs)]
pub(super) struct FindingArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Only the statements that this means, such as 'stance:opposes date:2022'; all without it
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Print JSON, for other programs
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print CSV, for other programs
    #[arg(long)]
    pub csv: bool,
    /// Write to FILE, whose ending says as what: csv, json, svg, png; tables also xlsx, md, txt, networks also graphml,
    /// gexf, dl. An existing file is replaced
    #[arg(long, value_name = "FILE")]
    pub to: Vec<PathBuf>,
    /// Write the picture to FILE as SVG
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// Write the picture to FILE as PNG
    #[arg(long, value_name = "FILE")]
    pub png: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CrosstabArgs {
    #[command(flatten)]
    pub finding: FindingArgs,
    /// What has a row for each of its values
    #[arg(long, value_name = "FIELD")]
    pub rows: String,
    /// What has a column for each of its values; totals alone without it
    #[arg(long, value_name = "FIELD")]
    pub columns: Option<String>,
    /// What is counted
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = CountArg::Statements)]
    pub count: CountArg,
    /// Shares instead of numbers
    #[arg(long, value_name = "OF", value_enum)]
    pub percent: Option<PercentArg>,
    /// Themes of this level of the tree, each with all below it: 1 is the top
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub depth: Option<u8>,
    /// How rows and columns follow each other
    #[arg(long, value_name = "HOW", value_enum, default_value_t = OrderArg::Natural)]
    pub order: OrderArg,
    /// Show values too in which nothing was counted
    #[arg(long)]
    pub with_empty: bool,
    /// Stances towards each row from the lowest to the highest, with their mean
    #[arg(long, conflicts_with_all = ["columns", "count", "percent"])]
    pub bars: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct TimelineArgs {
    #[command(flatten)]
    pub finding: FindingArgs,
    /// How long a period is; without it one that fits
    #[arg(long, value_name = "PERIOD", value_enum)]
    pub by: Option<PeriodArg>,
    /// What has a column for each of its values
    #[arg(long, value_name = "FIELD")]
    pub split: Option<String>,
    /// What is counted
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = CountArg::Statements)]
    pub count: CountArg,
    /// Themes of this level of the tree, each with all below it: 1 is the top
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub depth: Option<u8>,
    /// How columns follow each other
    #[arg(long, value_name = "HOW", value_enum, default_value_t = OrderArg::Natural)]
    pub order: OrderArg,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ProfileArgs {
    #[command(flatten)]
    pub finding: FindingArgs,
    #[command(flatten)]
    pub subject: SubjectArgs,
}

/// Of whom or what a profile is.
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub(super) struct SubjectArgs {
    /// Of this speaker: name, alias or id
    #[arg(long, value_name = "SPEAKER")]
    pub speaker: Option<String>,
    /// Of all who speak for this organisation, itself among them
    #[arg(long, value_name = "ORGANISATION", visible_alias = "org")]
    pub organisation: Option<String>,
    /// Of this theme alone
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
    /// Of this theme with all below it
    #[arg(long, value_name = "THEME")]
    pub under: Option<String>,
    /// Of this document: title or path
    #[arg(long, value_name = "DOCUMENT", visible_alias = "doc")]
    pub document: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CoverageArgs {
    #[command(flatten)]
    pub finding: FindingArgs,
    /// A row for each document rather than for each coder
    #[arg(long)]
    pub documents: bool,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CountArg {
    Statements,
    Documents,
    Speakers,
    MeanStance,
}

/// Of what a figure is a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PercentArg {
    Row,
    Column,
    Total,
}

/// How values follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OrderArg {
    /// By the scale, the tree, the calendar or the name
    Natural,
    /// Most first
    Size,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PeriodArg {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}
