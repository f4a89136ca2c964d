//! Telling git to merge our files with `standpoint merge`.

use super::super::console::Console;
use super::super::{CliError, Outcome};
use crate::store::{Access, ContentHash, Expected, Files as _, RealFiles, write};
use std::path::Path;
use std::process::Command;

/// Which files are ours, for git. `-text`: they keep their line ends, which are the same on every system.
const ATTRIBUTES: [&str; 3] = [
    "annotations/**/*.ron merge=standpoint -text",
    "/codebook.ron merge=standpoint -text",
    "/corpus.ron merge=standpoint -text",
];
/// What a running Standpoint puts beside the files: locks and files not yet whole.
const IGNORED: [&str; 1] = [".standpoint-*"];

/// Writes the attributes of the corpus in `folder` and names the driver to its repository; twice is as once.
pub(super) fn run(folder: &Path, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    if !folder.is_dir() {
        return Err(CliError::NoFolder(folder.to_owned()));
    }
    let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    git(folder, &["rev-parse", "--git-dir"])?;
    let driver = format!("{} merge %O %A %B --path %P", program()?);
    for (key, value) in [("name", "Standpoint: by statement and field"), ("driver", &driver)] {
        let key = format!("merge.standpoint.{key}");
        git(folder, &["config", "--local", &key, value])?;
        console.say(&format!("git config {key}: {value}"))?;
    }
    for (name, lines) in [(".gitattributes", &ATTRIBUTES[..]), (".gitignore", &IGNORED[..])] {
        let path = folder.join(name);
        let n = add_lines(&path, lines)?;
        let said = match n {
            0 => "was as it should be".to_owned(),
            1 => "1 line added".to_owned(),
            n => format!("{n} lines added"),
        };
        console.say(&format!("{}: {said}", path.display()))?;
    }
    console.say("commit .gitattributes and .gitignore; everyone who merges runs this once in their own copy")?;
    Ok(Outcome::Fine)
}

/// This program as a shell and git's driver line spell it.
fn program() -> Result<String, CliError> {
    let program = std::env::current_exe().map_err(|source| CliError::Read { path: "standpoint".into(), source })?;
    // Quoted for the shell that git starts, in which a backslash and a percent sign would mean something.
    let quoted = program.display().to_string().replace('\\', "/").replace('\'', "'\\''").replace('%', "%%");
    Ok(format!("'{quoted}'"))
}

/// Adds those of `lines` that the file does not have; other lines stay as they are.
fn add_lines(path: &Path, lines: &[&str]) -> Result<usize, CliError> {
    let unreadable = |source| CliError::Read { path: path.to_owned(), source };
    let before = RealFiles.read(path).map_err(unreadable)?.unwrap_or_default();
    let text = std::str::from_utf8(&before).map_err(|error| unreadable(std::io::Error::other(error)))?;
    let missing: Vec<&&str> = lines.iter().filter(|line| !text.lines().any(|old| old.trim_end() == **line)).collect();
    if missing.is_empty() {
        return Ok(0);
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut after = text.to_owned();
    if !after.is_empty() && !after.ends_with('\n') {
        after.push_str(end);
    }
    for line in &missing {
        after.push_str(line);
        after.push_str(end);
    }
    write(&RealFiles, path, after.as_bytes(), Expected::Seen(&[ContentHash::of(&before)]), Access::Shared)?;
    Ok(missing.len())
}

fn git(folder: &Path, args: &[&str]) -> Result<(), CliError> {
    let failed = |why: String| CliError::Git { folder: folder.to_owned(), why };
    let output = Command::new("git").arg("-C").arg(folder).args(args).output();
    let output = output.map_err(|error| failed(format!("git could not be started ({error})")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(failed(said.lines().next().unwrap_or("git refused").to_owned()))
}
