//! `standpoint merge --copies`.

use super::super::console::Console;
use super::super::{CliError, Outcome};
use crate::session::Session;
use crate::store::{
    Claim, FileKey, RealFiles, Unmerged, claim, find_unmerged, merge_unmerged, open_whole, state_folder,
};
use std::path::Path;

/// Merges every copy into its file and says what came of it.
pub(super) fn run(corpus: &Path, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let whole = open_whole(corpus)?;
    let waiting = find_unmerged(&RealFiles, &whole.layout, &whole.known.held);
    if waiting.is_empty() {
        console.say(&format!("{}: no copies to merge", corpus.display()))?;
        return Ok(Outcome::Fine);
    }
    let no_state = || CliError::Usage("this system names no folder in which merged copies could be kept".to_owned());
    let state = state_folder().ok_or_else(no_state)?;
    let mut outcome = Outcome::Fine;
    for unmerged in &waiting {
        let Unmerged { path, of, .. } = unmerged;
        // Whoever has the file open here would not know of it.
        let lock = match of {
            FileKey::Set(key) => Some(claim(&RealFiles, &whole.layout, &key.coder)),
            FileKey::Codebook | FileKey::CorpusFile => None,
        };
        if let Some(Claim::Another(_)) = &lock {
            console.complain(&format!("{}: not merged: Standpoint has the set open; merge it there", path.display()));
            outcome = Outcome::Findings;
            continue;
        }
        match merge_unmerged(&RealFiles, &whole.layout, unmerged, &state, Session::now()) {
            Ok(merged) => {
                let of = whole.layout.file(of);
                let of = whole.layout.below_root(&of).display();
                let (n, settle) = (merged.n_taken, merged.n_conflicts);
                let taken = format!("{n} {} taken", if n == 1 { "entry" } else { "entries" });
                let settle = if settle == 0 { String::new() } else { format!(", {settle} to be settled") };
                let aside = merged.aside.display();
                console.say(&format!("{}: merged into {of}: {taken}{settle}; kept as {aside}", path.display()))?;
                if merged.n_conflicts > 0 {
                    outcome = Outcome::Findings;
                }
            }
            Err(error) => {
                console.complain(&format!("{}: not merged, and kept where it is: {error}", path.display()));
                outcome = Outcome::Findings;
            }
        }
    }
    Ok(outcome)
}
