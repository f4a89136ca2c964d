//! The same work with no window: export, import, codebook, merge, backup, check, list, query, search, stats.
//!
//! This floor may use everything but the window's own floors. It is the only one that prints. Results go to the
//! standard output, and what went wrong to the standard error in one line with its path; the exit code says which
//! kind it was: 0 fine, 1 findings, 2 usage, 3 cannot read or write.
//!
//! ```text
//! main ─ run ─┬─ args (what was asked, and the manual)
//!             └─ export · import · import_stream · codebook · merge · backup · check · relink · list · query · search · stats
//!                └─ Console (where words go), CliError (why not)
//! ```

mod args;
mod backup;
mod backup_args;
mod check;
mod check_places;
mod codebook;
mod console;
mod coverage;
mod crosstab;
mod error;
mod export;
mod finding;
mod finding_args;
mod import;
mod import_stream;
mod list;
mod list_args;
mod merge;
mod network;
mod network_args;
mod network_request;
mod profile;
mod query;
mod relink;
mod search;
mod search_args;
mod stats;
#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests;
mod timeline;

pub use error::CliError;

use self::args::{Args, Task};
use self::console::Console;
use crate::model::Coder;
use crate::session::Session;
use crate::store::BackupNews;
use clap::Parser;
use std::ffi::OsString;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How much is read from the input at once, in bytes.
const INPUT_BYTES: usize = 64 << 10;

/// What is left to do after the command line was read.
#[derive(Debug)]
pub enum Ran {
    /// Nothing: the work is done, and this is how it went.
    Done(ExitCode),
    /// The window was asked for.
    Window {
        /// The corpus to open; the start page where none is given. The folder is there.
        corpus: Option<PathBuf>,
        /// Who codes.
        coder: Option<Coder>,
    },
}

/// Whether the work found anything that people should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    Findings,
}

/// Reads the command line, of which the first is the name of the program, and does what it asks.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Ran {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    // Not locked, so that a thread of its own may read it.
    let input = Box::new(BufReader::with_capacity(INPUT_BYTES, std::io::stdin()));
    let state = crate::store::state_folder();
    let mut console = Console { out: &mut out, err: &mut err, input, state };
    match run_in(&mut console, args) {
        Asked::Code(code) => Ran::Done(ExitCode::from(code)),
        Asked::Window { corpus, coder } => Ran::Window { corpus, coder },
    }
}

/// As [`Ran`], with the code as a number.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Code(u8),
    Window { corpus: Option<PathBuf>, coder: Option<Coder> },
}

fn run_in(console: &mut Console<'_>, args: impl IntoIterator<Item = OsString>) -> Asked {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => return Asked::Code(answer(console, &error)),
    };
    let done = match args.task {
        None => match window(args.corpus, args.coder.as_deref()) {
            Ok(asked) => return asked,
            Err(error) => Err(error),
        },
        Some(Task::Export(args)) => export::run(&args, console),
        Some(Task::Import(args)) if args.ack => import_stream::run(&args, console),
        Some(Task::Import(args)) => import::run(&args, console),
        Some(Task::Codebook(args)) => codebook::run(&args, console),
        Some(Task::Backup(args)) => backup::run(&args, console),
        Some(Task::List(args)) => list::run(&args, console),
        Some(Task::Query(args)) => query::run(&args, console),
        Some(Task::Merge(args)) => merge::run(&args, console),
        Some(Task::Check(args)) => check::run(&args, console),
        Some(Task::Relink(args)) => relink::run(&args, console),
        Some(Task::Search(args)) => search::run(&args, console),
        Some(Task::Stats(args)) => stats::run(&args, console),
        Some(Task::Crosstab(args)) => crosstab::run(&args, console),
        Some(Task::Timeline(args)) => timeline::run(&args, console),
        Some(Task::Profile(args)) => profile::run(&args, console),
        Some(Task::Coverage(args)) => coverage::run(&args, console),
        Some(Task::Network(args)) => network::run(&args, console),
    };
    let result = done.and_then(|outcome| console.out.flush().map_err(CliError::Output).map(|()| outcome));
    Asked::Code(match result {
        Ok(Outcome::Fine) => 0,
        Ok(Outcome::Findings) => 1,
        Err(error) if error.is_closed_pipe() => 0,
        Err(error) => {
            console.complain(&error.to_string());
            error.exit_code()
        }
    })
}

/// Says what the reader of the arguments says: help on the output, a mistake in one line on the errors.
fn answer(console: &mut Console<'_>, error: &clap::Error) -> u8 {
    let text = error.render().to_string();
    if !error.use_stderr() {
        // Nobody may be reading any more; that is no mistake.
        let _ = console.out.write_all(text.as_bytes()).and_then(|()| console.out.flush());
        return 0;
    }
    let lines = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let said: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with("For more")).collect();
    let said = said.join(" ");
    console.complain(&format!("{}; see standpoint --help", said.strip_prefix("error: ").unwrap_or(&said)));
    2
}

/// Opens the corpus in `root` to be changed, with its documents read and its backups kept.
fn open_session(root: &Path, console: &Console<'_>) -> Result<Session, CliError> {
    let session = Session::open_whole_keeping(root, console.state.as_deref())?;
    if let Some(state) = &console.state {
        session.use_state_folder(state);
    }
    Ok(session)
}

/// Says that a backup could not be made, where that is so.
fn tell_backups(session: &Session, console: &mut Console<'_>) {
    if let Some(BackupNews::Failed(why)) = session.take_backup_news() {
        console.complain(&why);
    }
}

fn window(corpus: Option<PathBuf>, coder: Option<&str>) -> Result<Asked, CliError> {
    let coder = coder.map(checked_coder).transpose()?;
    match &corpus {
        Some(path) if path.is_file() => Err(CliError::NotAFolder(path.clone())),
        Some(path) if !path.is_dir() => Err(CliError::NoFolder(path.clone())),
        _ => Ok(Asked::Window { corpus, coder }),
    }
}

/// The state folder, in which texts that documents had before are kept; tests of this floor keep none.
fn kept_texts() -> Option<PathBuf> {
    if cfg!(test) { None } else { crate::store::state_folder() }
}

fn checked_coder(name: &str) -> Result<Coder, CliError> {
    match Coder::fault(name) {
        None => Ok(Coder::from(name)),
        Some(why) => Err(CliError::Usage(format!("“{name}” cannot be a coder: {why}"))),
    }
}
