//! `standpoint query`.

use super::console::Console;
use super::import::settle;
use super::list::saved_query;
use super::list_args::{NamedArgs, QueryArgs, QueryTask, SaveArgs};
use super::{CliError, Outcome, kept_texts};
use crate::analysis::StatementTable;
use crate::analysis::query::Query;
use crate::edit::{Edit, Focus};
use crate::session::Change;
use crate::store::open_whole_in;
use crate::text::{display_width, one_line};
use std::path::Path;

/// Saves, lists or deletes queries of a corpus.
pub(super) fn run(args: &QueryArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    match &args.task {
        QueryTask::Save(args) => save(args, console),
        QueryTask::List(args) => {
            let whole = open_whole_in(&args.corpus, kept_texts().as_deref())?;
            let names: Vec<_> = whole.corpus.queries.iter().map(|(name, text)| (one_line(name), text)).collect();
            let width = names.iter().map(|(name, _)| display_width(name)).max().unwrap_or(0);
            for (name, text) in names {
                let gap = width - display_width(&name);
                console.say(&format!("{name}{:gap$}  {text}", ""))?;
            }
            Ok(Outcome::Fine)
        }
        QueryTask::Delete(args) => delete(args, console),
    }
}

fn save(args: &SaveArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let typed = args.query.join(" ");
    let failed = |source| CliError::Query { typed: typed.clone(), source };
    let query = Query::parse(&typed).map_err(failed)?;
    let mut session = super::open_session(&args.corpus, console)?;
    query.check(StatementTable::new(session.corpus()).names()).map_err(failed)?;
    let edit = Edit::Query { name: args.name.clone(), value: Some(query.to_string()) };
    change(&mut session, &args.corpus, format!("save the query {}", args.name), edit, console)
}

fn delete(args: &NamedArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let mut session = super::open_session(&args.corpus, console)?;
    saved_query(&args.corpus, session.corpus(), &args.name)?;
    let edit = Edit::Query { name: args.name.clone(), value: None };
    change(&mut session, &args.corpus, format!("delete the query {}", args.name), edit, console)
}

fn change(
    session: &mut crate::session::Session,
    corpus: &Path,
    label: String,
    edit: Edit,
    console: &mut Console<'_>,
) -> Result<Outcome, CliError> {
    let change = Change::new(label, edit, Focus::default());
    session.apply(change).map_err(|source| CliError::Edit { path: corpus.to_owned(), source })?;
    settle(session)?;
    super::tell_backups(session, console);
    Ok(Outcome::Fine)
}
