//! `standpoint profile`.

use super::console::Console;
use super::finding::Base;
use super::finding_args::{ProfileArgs, SubjectArgs};
use super::{CliError, Outcome};
use crate::analysis::query::{Key, Name, Query, Term};
use crate::analysis::{Value, profile};
use crate::exchange::{profile_parts, profile_picture, profile_sheet};

/// Says all that the corpus says of one subject.
pub(super) fn run(args: &ProfileArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let base = Base::open(&args.finding)?;
    let subject = subject(&args.subject, &base)?;
    let result = profile(&base.table, &base.selection, &subject);
    let result = result.map_err(|error| CliError::Usage(error.to_string()))?;
    let corpus = &base.whole.corpus;
    let parts = profile_parts(&result, &base.table, corpus);
    let sheet = profile_sheet(&result, &base.table, corpus);
    base.put(&args.finding, (&parts, &sheet), || profile_picture(&result, base.table.names()), console)
}

/// The one value that was named, found as a query finds names.
fn subject(args: &SubjectArgs, base: &Base) -> Result<Value, CliError> {
    let named = [
        (Key::Speaker, &args.speaker),
        (Key::Organisation, &args.organisation),
        (Key::Theme, &args.theme),
        (Key::Under, &args.under),
        (Key::Document, &args.document),
    ];
    let named = named.into_iter().find_map(|(key, name)| Some((key, name.as_deref()?)));
    let Some((key, name)) = named else {
        return Err(CliError::Usage("say of whom or what".to_owned()));
    };
    let query = Query::default().and(Term::Is(key.clone(), vec![Name::from(name.to_owned())]));
    let failed = |source| CliError::Query { typed: query.to_string(), source };
    query.on(&base.table, &base.whole.corpus).map_err(failed)?;
    let mut values = query.values_of(&key, base.table.names());
    match (values.pop(), values.len()) {
        (Some(value), 0) => Ok(value),
        (_, n) => Err(CliError::Usage(format!("“{name}” means {} of them; give the id or the path", n + 1))),
    }
}
