//! What can be asked of a list of statements and of saved queries, which is also the manual.

use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

pub(super) const ABOUT: &str = "\
List the statements that a query means, as the table of passages in the window does.

Conditions side by side must all hold; “or” between them means either, “not” before one the opposite, parentheses \
group. A field has one of the values behind its colon; values of more than one word stand in quotation marks. Names, \
aliases, theme paths such as “Workforce > Pay” and ids are understood, without regard to case and accents, and a star \
at an end stands for the rest.";

pub(super) const MANUAL: &str = "\
Fields:
  stance:opposes  theme:funding,workforce  under:workforce (with all below it)  speaker:\"NHS Confederation\"
  org:…  role:secretary*  document:… (title, path or folder)  source:…  kind:…  coder:…  var.region:Wales
  date:2022  date:2022-06..2023  date:2022-Q3  date:..2022-W05   all days of the document lie inside
  created:2026-11                                                 day of coding, in UTC
  unset:stance (theme, speaker, org, role, date, source, kind, note)  is:unsure  is:incomplete
  backlog  \"waiting list\"  /wait\\w* list/                         words of the passage
  note:check                                                      words of the note

Examples:
  standpoint list sample_docs 'stance:opposes under:workforce'
  standpoint list sample_docs 'speaker:\"NHS Confederation\" not coder:coder-2' --sort date
  standpoint list sample_docs is:incomplete --count
  standpoint list sample_docs 'date:2022..' --json > rows.jsonl
  standpoint list sample_docs --columns document,speaker,note 'not unset:note'

JSON lines and CSV hold what export writes, and can be imported again; with --columns, only those.";

#[derive(Debug, ClapArgs)]
pub(super) struct ListArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Which statements; all without
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Also what the query says that was saved in the corpus under this name
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
    /// What to list of each: document, title, date, source, kind, coder, speaker, role, org, theme, path, stance,
    /// passage, note, created, unsure, id
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Sort by these columns; “-” before one turns it round. Without, by document and place
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', allow_hyphen_values = true)]
    pub sort: Vec<String>,
    /// List no more than this; all are counted
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Print only how many there are
    #[arg(long, conflicts_with_all = ["columns", "sort", "limit", "json", "csv"])]
    pub count: bool,
    /// Print one JSON object a line
    #[arg(long)]
    pub json: bool,
    /// Print CSV for programs
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
}

pub(super) const QUERY_ABOUT: &str = "\
Save queries in the corpus by name, list and delete them. Everybody who opens the corpus finds them there.";

#[derive(Debug, ClapArgs)]
pub(super) struct QueryArgs {
    #[command(subcommand)]
    pub task: QueryTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum QueryTask {
    /// Save a query, in place of one of the same name
    Save(SaveArgs),
    /// List the saved queries
    List(CorpusArgs),
    /// Delete a saved query
    Delete(NamedArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct SaveArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Its name
    #[arg(value_name = "NAME")]
    pub name: String,
    /// What it says, as in standpoint list
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CorpusArgs {
    /// The folder of documents
    pub corpus: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct NamedArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Its name
    #[arg(value_name = "NAME")]
    pub name: String,
}
