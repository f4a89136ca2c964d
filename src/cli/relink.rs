//! `standpoint relink`.

use super::args::RelinkArgs;
use super::console::Console;
use super::import::settle;
use super::{CliError, Outcome, kept_texts};
use crate::model::{Coder, DocPath};
use crate::session::Session;
use crate::store::Likeness;

/// Takes the sets of a renamed document along, and says what became of their statements.
pub(super) fn run(args: &RelinkArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let mut session = Session::open_whole_keeping(&args.corpus, kept_texts().as_deref())?;
    let [from, to] = [&args.old, &args.new].map(|path| DocPath::new(path.as_str()));
    let corpus = session.corpus();
    if corpus.document(&from).is_some() {
        return Err(CliError::Usage(format!("“{from}” is in the folder, so its sets belong to it")));
    }
    if corpus.document(&to).is_none() {
        return Err(CliError::Usage(format!("there is no document “{to}” in the folder")));
    }
    let Some(renamed) = session.renamed_as(&from, &to) else {
        return Err(CliError::Usage(format!("there is no annotation set on “{from}”")));
    };
    let merging: Vec<&str> = session.coded_as_renamed(&renamed).map(Coder::as_str).collect();
    if matches!(renamed.likeness, Likeness::Similar { n_found: 0, n_asked: 1.. }) && !merging.is_empty() {
        // Nobody can take statements back out of a set by hand.
        let merging = merging.join(", ");
        let why = format!("no passage of “{from}” stands in “{to}”, which {merging} coded already; nothing was moved");
        return Err(CliError::Usage(why));
    }
    let taken = session.take_along(&renamed).map_err(|source| CliError::Edit { path: args.corpus.clone(), source })?;
    settle(&mut session)?;
    let sets = session.corpus().sets().iter().filter(|(key, _)| key.document == to);
    let sets: Vec<_> = sets.filter(|(key, _)| renamed.coders.contains(&key.coder)).collect();
    let n_placed: usize = sets.iter().map(|(_, set)| set.len()).sum();
    let n_waiting: usize =
        sets.iter().map(|(_, set)| set.unplaced().values().filter(|one| !one.is_aside).count()).sum();
    let coders: Vec<&str> = renamed.coders.iter().map(Coder::as_str).collect();
    let s = |n: usize| if n == 1 { "" } else { "s" };
    console.say(&format!(
        "the set{} of {} on “{from}” {} on “{to}” now: {n_placed} statement{} placed, {n_waiting} to be placed",
        s(coders.len()),
        coders.join(", "),
        if coders.len() == 1 { "is" } else { "are" },
        s(n_placed),
    ))?;
    for words in taken.words() {
        console.say(&words)?;
    }
    let n_conflicts: usize = taken.merged.iter().map(|merged| merged.n_conflicts).sum();
    Ok(if n_waiting + n_conflicts == 0 { Outcome::Fine } else { Outcome::Findings })
}
