//! What can be asked, which is also the manual.

use super::backup_args::{ABOUT as BACKUP_ABOUT, BackupArgs};
use super::finding_args::{
    COVERAGE_ABOUT, CROSSTAB_ABOUT, CROSSTAB_MANUAL, CoverageArgs, CrosstabArgs, PROFILE_ABOUT, ProfileArgs,
    TIMELINE_ABOUT, TimelineArgs,
};
use super::list_args::{ABOUT as LIST_ABOUT, ListArgs, MANUAL as LIST_MANUAL, QUERY_ABOUT, QueryArgs};
use super::network_args::{ABOUT as NETWORK_ABOUT, MANUAL as NETWORK_MANUAL, NetworkArgs};
use super::search_args::{ABOUT as SEARCH_ABOUT, MANUAL as SEARCH_MANUAL, SearchArgs};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const ABOUT: &str = "\
Standpoint: code who takes which position on what.

Open a folder of documents in the window, mark passages, and say for each who speaks, about what, and where they \
stand. What you code is kept as plain files beside the documents. The commands below do the same work with no \
window: they need no display.";

const MANUAL: &str = "\
Examples:
  standpoint sample_docs                         open a corpus in the window
  standpoint export sample_docs --to out.csv     all tagged passages for a spreadsheet
  standpoint export sample_docs --to - --format jsonl --theme workforce --stance opposes
  standpoint export sample_docs --to report.html --group-by speaker
  standpoint import sample_docs rows.jsonl --coder coder-2 --dry-run
  program | standpoint import sample_docs - --coder coder-2 --ack
  standpoint codebook export sample_docs --to codebook.md
  standpoint merge --install sample_docs         let git merge annotation sets by statement and field
  standpoint check sample_docs                   list what cannot be read, with file and line
  standpoint backup show sample_docs             what differs from the newest backup
  standpoint relink sample_docs old.txt new.txt  take the sets of a renamed document along
  standpoint list sample_docs stance:opposes     the statements that a query means, as a table
  standpoint search sample_docs \"social care\"   every place of a phrase, with the words around it
  standpoint stats sample_docs --json            documents, statements, coverage, progress
  standpoint crosstab sample_docs --rows theme --columns stance --percent row
  standpoint timeline sample_docs --by year --split stance
  standpoint profile sample_docs --speaker \"Matthew Taylor\"
  standpoint coverage sample_docs                what has been read, coded and left unset
  standpoint network sample_docs --to net.graphml  who says the same as whom

A folder that has the name of a command is opened as ./export.

Exit codes:
  0  fine
  1  findings: check listed something, rows were refused, or statements were left out
  2  the command line was not understood
  3  something cannot be read or written";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "standpoint", version, about = "Code who takes which position on what", long_about = ABOUT)]
#[command(after_help = MANUAL, args_conflicts_with_subcommands = true, subcommand_precedence_over_arg = true)]
pub(super) struct Args {
    /// The folder of documents to open in the window
    pub corpus: Option<PathBuf>,
    /// Code under this name
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    #[command(subcommand)]
    pub task: Option<Task>,
}

// The long text of a command stands here: beside its arguments it would give way to the line above the command.
#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Write tagged passages as a table, as JSON lines, or as a report
    #[command(long_about = EXPORT_ABOUT, after_long_help = EXPORT_MANUAL)]
    Export(ExportArgs),
    /// Read rows of JSON lines or CSV as statements
    #[command(long_about = IMPORT_ABOUT, after_long_help = IMPORT_MANUAL)]
    Import(ImportArgs),
    /// Take the codebook out or in, as a table or as a chapter
    #[command(long_about = CODEBOOK_ABOUT)]
    Codebook(CodebookArgs),
    /// List, compare, restore and make backups
    #[command(long_about = BACKUP_ABOUT)]
    Backup(BackupArgs),
    /// Merge two versions of a file of the corpus, as git asks for it, or the copies that sync tools left
    #[command(long_about = MERGE_ABOUT)]
    Merge(MergeArgs),
    /// List what cannot be read or does not fit, with file, line, cause and remedy
    Check(ReportArgs),
    /// Take the annotation sets of a document along to its new name
    #[command(long_about = RELINK_ABOUT)]
    Relink(RelinkArgs),
    /// List the statements that a query means, such as stance:opposes under:workforce
    #[command(long_about = LIST_ABOUT, after_long_help = LIST_MANUAL)]
    List(ListArgs),
    /// Save queries in the corpus by name, list and delete them
    #[command(long_about = QUERY_ABOUT)]
    Query(QueryArgs),
    /// Search the texts of the corpus, coded or not, and print each hit with the words around it
    #[command(long_about = SEARCH_ABOUT, after_long_help = SEARCH_MANUAL)]
    Search(SearchArgs),
    /// Count documents, statements by coder, stance, theme and speaker, coverage and progress
    Stats(ReportArgs),
    /// Count by two fields: statements, documents, speakers, or the mean stance
    #[command(long_about = CROSSTAB_ABOUT, after_long_help = CROSSTAB_MANUAL)]
    Crosstab(CrosstabArgs),
    /// Count over time, by day, week, month, quarter or year
    #[command(long_about = TIMELINE_ABOUT)]
    Timeline(TimelineArgs),
    /// Say all that the corpus says of one speaker, organisation, theme or document
    #[command(long_about = PROFILE_ABOUT)]
    Profile(ProfileArgs),
    /// Count what has been read, coded, coded to nothing and left unset
    #[command(long_about = COVERAGE_ABOUT)]
    Coverage(CoverageArgs),
    /// Make a discourse network: who speaks about what, who says the same as whom
    #[command(long_about = NETWORK_ABOUT, after_long_help = NETWORK_MANUAL)]
    Network(NetworkArgs),
}

const EXPORT_ABOUT: &str = "\
Write tagged passages as a table, as JSON lines, or as a report.

Without a filter every statement is written, sorted by document, position, coder and id. Filters may be given \
several times: a statement is written when it has one of the coders, one of the themes, one of the stances and so \
on. Names and ids are understood, without regard to case and accents.

Places are Unicode code points, half-open. The columns are id, document, title, date, source, coder, start, end, \
passage, before, after, speakers, roles, organisations, theme, theme_path, stance, stance_value, note, created, \
modified, and unsure where a coder was. In a table, lists are joined by “; ” and the fragments of a cut passage by “ […] ”; JSON lines have lists, \
the spans, and the ids too.";

const EXPORT_MANUAL: &str = "\
Formats:
  csv        for spreadsheets: marked as UTF-8; a cell that begins like a formula gets an apostrophe in front
  csv-exact  the same as csv with --exact: every cell as it is, for R, pandas and other programs
  jsonl      one JSON object a line, with everything there is; the best form to import again
  xlsx       Excel workbook
  markdown   report of quotations in groups, each with speaker, stance and citation
  html       the same report as one page that opens anywhere and prints well";

#[derive(Debug, ClapArgs)]
pub(super) struct ExportArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Where to write; “-” is the standard output. An existing file is replaced
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// csv, csv-exact, jsonl, xlsx, markdown or html; without it the ending of FILE says
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Only statements of this coder
    #[arg(long, value_name = "NAME")]
    pub coder: Vec<String>,
    /// Only statements about this theme or one below it: name, path such as “Workforce > Pay”, or id
    #[arg(long, value_name = "THEME")]
    pub theme: Vec<String>,
    /// Only statements with this stance: name, id, or “not yet set”
    #[arg(long, value_name = "STANCE")]
    pub stance: Vec<String>,
    /// Only statements by this speaker: name, alias or id
    #[arg(long, value_name = "SPEAKER")]
    pub speaker: Vec<String>,
    /// Only statements on this document: path, file name or title; a folder means all below it
    #[arg(long, value_name = "DOCUMENT")]
    pub document: Vec<String>,
    /// Only statements that this query means, as in standpoint list
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
    /// Only statements that the query means that was saved under this name
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
    /// CSV with every cell as it is: no byte order mark, no guard against formulas, lines end with LF
    #[arg(long)]
    pub exact: bool,
    /// What a report groups its quotations by
    #[arg(long, value_name = "WHAT", value_enum)]
    pub group_by: Option<GroupByArg>,
}

/// What a report groups its quotations by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GroupByArg {
    Theme,
    Stance,
    Speaker,
}

const IMPORT_ABOUT: &str = "\
Read rows of JSON lines or CSV as statements: what export wrote, or rows of your own.

A row names its document, and its place by spans, by start and end, or by quote: words that stand in the text \
exactly once (before and after help where they stand more often). Words that are given must be the words at that \
place; a row that does not fit is refused with its line number, and the rest goes in. Themes, stances and speakers \
are found by id, name or path; unknown ones are added to the codebook. A row that is there already is skipped, so \
the same file can be imported twice.

Without --ack all rows go in as one change when the last has been read. With --ack each row of JSON lines goes in when \
it comes, and is answered in JSON when it is on the disk, where it outlasts a kill and a power cut.";

const IMPORT_MANUAL: &str = "\
Answers of --ack, one line each; row is the line of the input, counted from 1:
  {\"row\":1,\"id\":\"01a1fd8e-…\",\"status\":\"saved\"}          the statement is on the disk
  {\"row\":2,\"id\":\"01a1fd8e-…\",\"status\":\"already there\"}  it was there before, or came twice
  {\"row\":3,\"status\":\"refused\",\"why\":\"…\"}              the row does not fit; nothing of it goes in
A row is not answered while its file cannot be saved: the standard error says why, and saving is tried again until the \
input ends. Rows that are unsaved then make the exit code 3.";

#[derive(Debug, ClapArgs)]
pub(super) struct ImportArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// The rows, JSONL or CSV; “-” is the standard input
    pub file: PathBuf,
    /// Whose statements these become, whatever the rows say; needed when they say nothing
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Take each row in as it comes, and answer it on the standard output when it is on the disk
    #[arg(long, conflicts_with = "dry_run")]
    pub ack: bool,
}

const CODEBOOK_ABOUT: &str = "\
Take the codebook out or in, as a table or as a chapter.

The table is CSV with a line for each stance, theme and speaker. The chapter is Markdown, ready for a methods appendix: \
the stance scale, the theme tree with definitions, when to use each and when not, example passages, the speakers, \
and how much each is used. Both can be changed by hand and read back: an import adds and changes, and never takes \
anything away; what is empty or missing in the file stays as it is.";

#[derive(Debug, ClapArgs)]
pub(super) struct CodebookArgs {
    #[command(subcommand)]
    pub task: CodebookTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum CodebookTask {
    /// Write the codebook, with how much each entry is used
    Export(CodebookExportArgs),
    /// Read a codebook: add what is new, change what differs, take nothing away
    Import(CodebookImportArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct CodebookExportArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Where to write; “-” is the standard output. An existing file is replaced
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// markdown, csv or csv-exact; without it the ending of FILE says
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CodebookImportArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// The codebook, CSV or Markdown; “-” is the standard input
    pub file: PathBuf,
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

const RELINK_ABOUT: &str = "\
Take the annotation sets of a document along to its new name, for all coders at once.

OLD is the path under which the document was coded, NEW the one under which it is in the folder now; check says which \
is likely. The sets are written under the new name first, and only then set aside under the old one, as files that \
end in .moved. What the corpus file says of the document goes with them. A coder who has a set on NEW already keeps \
every statement of both, in one set. Every statement is then found again in the \
text of NEW.";

#[derive(Debug, ClapArgs)]
pub(super) struct RelinkArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// The path under which it was coded, below the folder
    pub old: String,
    /// The path under which it is there now
    pub new: String,
}

const MERGE_ABOUT: &str = "\
Merge two versions of a file of the corpus, as git asks for it, or the copies that sync tools left.

With three files, BASE OURS THEIRS, it merges annotation sets, codebooks and corpus files by statement, entry and \
field, and writes the result over OURS. What only one side changed is taken. What both changed otherwise is kept as \
data: ours stands, and theirs follows it in the file as an entry marked “rival”. The file is whole and opens; there \
are never conflict markers in it. It ends with 0 when all is merged, with 1 when something is to be settled (git then \
says CONFLICT): open the folder in Standpoint and settle it there, or take the entries marked “rival” out by hand, \
then git add the file. It ends with 3 when a version cannot be read whole: OURS is untouched, git keeps theirs \
(git show :3:FILE), and nothing must be added before somebody has looked.

--install [FOLDER] makes git do this by itself for the corpus in FOLDER, here if none is given: it writes \
.gitattributes and .gitignore there and names this program in the repository's configuration. Run it once in each copy \
of the repository.

--copies CORPUS merges the copies that Syncthing, Dropbox, OneDrive, iCloud, Nextcloud, Google Drive and git leave \
beside a file when two people changed it, and files in which git left conflict markers. A copy that was merged is \
moved out of the folder, to a place that is told, and never deleted.";

#[derive(Debug, ClapArgs)]
pub(super) struct MergeArgs {
    /// BASE OURS THEIRS; with --install or --copies the folder of documents
    #[arg(value_name = "FILE", num_args = 0..=3)]
    pub files: Vec<PathBuf>,
    /// What OURS is called in messages, since git gives it another name
    #[arg(long, value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// Make git merge the files of the corpus in this way
    #[arg(long, conflicts_with_all = ["copies", "path"])]
    pub install: bool,
    /// Merge the copies that sync tools and git left in the corpus
    #[arg(long, conflicts_with = "path")]
    pub copies: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ReportArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Print JSON, for other programs
    #[arg(long)]
    pub json: bool,
}
