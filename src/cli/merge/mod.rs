//! `standpoint merge`: two versions of a file of ours, as a merge driver of git or by hand.

mod copies;
mod install;

use super::args::MergeArgs;
use super::console::Console;
use super::{CliError, Outcome};
use crate::store::{Access, ContentHash, Expected, Files as _, MergeError, RealFiles, Side, merge_texts, write};
use std::path::Path;

/// Merges three files, tells git to, or merges the copies that sync tools left.
pub(super) fn run(args: &MergeArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    match (args.install, args.copies, args.files.as_slice()) {
        (true, false, []) => install::run(Path::new("."), console),
        (true, false, [folder]) => install::run(folder, console),
        (false, true, [corpus]) => copies::run(corpus, console),
        (false, false, [base, ours, theirs]) => drive(base, ours, theirs, args.path.as_deref(), console),
        (true, _, _) => Err(CliError::Usage("--install takes one folder at most".to_owned())),
        (_, true, _) => Err(CliError::Usage("--copies takes the folder of documents".to_owned())),
        _ => Err(CliError::Usage("give three files: the common version, ours and theirs".to_owned())),
    }
}

/// Merges `theirs` into `ours`, both changed from `base`, and writes the result over `ours`.
fn drive(
    base: &Path,
    ours: &Path,
    theirs: &Path,
    shown: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<Outcome, CliError> {
    let shown = shown.unwrap_or(ours);
    let read = |path: &Path| -> Result<Option<Vec<u8>>, CliError> {
        RealFiles.read(path).map_err(|source| CliError::Read { path: path.to_owned(), source })
    };
    let there = |path: &Path| {
        let missing = || CliError::Read { path: path.to_owned(), source: std::io::ErrorKind::NotFound.into() };
        read(path)?.ok_or_else(missing)
    };
    let (was, own, other) = (read(base)?, there(ours)?, there(theirs)?);
    let merged = merge_texts(was.as_deref(), &own, &other).map_err(|source| refused(shown, source))?;
    if merged.text.as_bytes() != own {
        let seen = [ContentHash::of(&own)];
        // Git names the file alone, which stands in the folder that it starts us in.
        let ours = std::path::absolute(ours).unwrap_or_else(|_| ours.to_owned());
        write(&RealFiles, &ours, merged.text.as_bytes(), Expected::Seen(&seen), Access::Shared)?;
    }
    if merged.n_conflicts == 0 {
        return Ok(Outcome::Fine);
    }
    let what =
        if merged.n_conflicts == 1 { "1 entry was".to_owned() } else { format!("{} entries were", merged.n_conflicts) };
    console.complain(&format!(
        "{}: {what} changed on both sides; ours stands and theirs is kept beside it in the file; open the folder in \
         Standpoint to settle, or take the entries marked “rival” out by hand, then git add the file",
        shown.display()
    ));
    Ok(Outcome::Findings)
}

fn refused(path: &Path, source: MergeError) -> CliError {
    let kept = match source {
        MergeError::Unreadable { side: Side::Theirs, .. } => "see theirs with git show :3:FILE",
        _ => "see the versions with git show :1:FILE, :2:FILE and :3:FILE",
    };
    CliError::Merge { path: path.to_owned(), source, remedy: kept }
}
