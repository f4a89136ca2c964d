//! What can be asked of a search, which is also the manual.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

pub(super) const ABOUT: &str = "\
Search the texts of the whole corpus, coded or not, and print each hit with the words around it.

Words side by side must all stand in one paragraph; “or” between them means either, “not” before one means without it. \
Words in quotation marks stand one after the other, over any white space. A star stands for the rest of a word. Case, \
accents and the shape of quote marks make no difference, unless --case is given.";

pub(super) const MANUAL: &str = "\
Examples:
  standpoint search sample_docs leader*                      words that begin with leader
  standpoint search sample_docs \"social care\" or council     an argument with a space is a phrase
  standpoint search sample_docs --regex 'wait\\w* (list|time)s?' --sort right
  standpoint search sample_docs NHS --case --word --uncoded --csv

Places are Unicode code points, half-open. In the text a star at the left stands before hits on which a statement lies. \
CSV and JSON say whose, and which.";

#[derive(Debug, ClapArgs)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(super) struct SearchArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// What to search for: words, phrases, “or”, “not”; with --regex an expression
    #[arg(value_name = "PATTERN", required = true)]
    pub patterns: Vec<String>,
    /// Search by regular expression; several mean any of them
    #[arg(long)]
    pub regex: bool,
    /// Find words only where they stand whole
    #[arg(long)]
    pub word: bool,
    /// Mind capital letters, accents and marks
    #[arg(long)]
    pub case: bool,
    /// Order of the hits: by document, by the words before, by the words behind, or by what was found
    #[arg(long, value_name = "HOW", value_enum, default_value_t = SortArg::Document)]
    pub sort: SortArg,
    /// Characters of context on each side
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u16).range(0..=2000))]
    pub context: u16,
    /// Only places on which a statement lies
    #[arg(long, conflicts_with = "uncoded")]
    pub coded: bool,
    /// Only places on which no statement lies
    #[arg(long)]
    pub uncoded: bool,
    /// Whose statements are meant by coded; everybody's without
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// Only this document: path, file name or title; a folder means all below it
    #[arg(long, value_name = "DOCUMENT")]
    pub document: Vec<String>,
    /// List no more hits than this; all are counted
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub limit: usize,
    /// Print JSON, for other programs
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print CSV, for other programs
    #[arg(long)]
    pub csv: bool,
}

/// Order of the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SortArg {
    Document,
    Left,
    Right,
    Keyword,
}
