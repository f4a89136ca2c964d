//! `standpoint backup`.

use super::backup_args::{BackupArgs, BackupTask, ListArgs, MakeArgs, RestoreArgs, ShowArgs};
use super::console::Console;
use super::{CliError, Outcome, import::settle};
use crate::edit::describe::{Described, Fate};
use crate::session::Session;
use crate::session::restore::{Counts, Difference, FileDifference};
use crate::store::backup::{Archive, Backups, LeftOut, Listed, Made, Manifest, Why, path_of};
use crate::store::{FileKey, Layout, RealFiles, StoreError};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Lists, compares, restores or makes backups.
pub(super) fn run(args: &BackupArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    match &args.task {
        BackupTask::List(args) => list(args, console),
        BackupTask::Show(args) => show(args, console),
        BackupTask::Restore(args) => match &args.to {
            Some(folder) => unpack(args, folder, console),
            None => restore(args, console),
        },
        BackupTask::Make(args) => make(args, console),
    }
}

/// The backups of the corpus in `root`.
fn backups(root: &Path, console: &Console<'_>) -> Result<Backups, CliError> {
    if !root.is_dir() {
        return Err(StoreError::NoFolder(root.to_owned()).into());
    }
    let state = console.state.as_ref().ok_or(CliError::NoStateFolder)?;
    Ok(Backups::new(state, Layout::new(root)))
}

fn list(args: &ListArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let listed = backups(&args.corpus, console)?.list(&RealFiles);
    if args.json {
        return say_json(console, &Value::Array(listed.iter().map(listed_json).collect()));
    }
    if listed.is_empty() {
        let root = args.corpus.display();
        console.say(&format!("no backups of {root} yet; the first is made before the first save of a day"))?;
    }
    for backup in &listed {
        console.say(&listed_line(backup))?;
    }
    let is_usable = listed.iter().all(|listed| listed.manifest.is_ok());
    Ok(if is_usable { Outcome::Fine } else { Outcome::Findings })
}

fn listed_line(listed: &Listed) -> String {
    let name = &listed.name;
    match &listed.manifest {
        Ok(manifest) => {
            let (statements, sets) = (manifest.n_statements(), manifest.n_sets());
            let size = listed.size.div_ceil(1024);
            format!("{name:<32}  {:<48}  {statements:>7} statements  {sets:>5} sets  {size:>6} KB", why(manifest))
        }
        Err(fault) => format!("{name:<32}  cannot be used: {fault}"),
    }
}

/// Why a backup was made, in words.
fn why(manifest: &Manifest) -> String {
    match manifest.why {
        Why::FirstSave => "before the first save of the day".to_owned(),
        Why::BulkChange => format!("before: {}", manifest.label),
        Why::Asked => "asked for".to_owned(),
    }
}

fn listed_json(listed: &Listed) -> Value {
    let path = listed.path.display().to_string();
    match &listed.manifest {
        Ok(manifest) => json!({
            "name": listed.name, "path": path, "bytes": listed.size, "made": manifest.made.to_string(),
            "why": why(manifest), "statements": manifest.n_statements(), "sets": manifest.n_sets(),
            "files": manifest.files.len(),
            "left_out": manifest.left_out.iter().map(|left| json!({"path": left.path, "cause": left.cause})).collect::<Vec<_>>(),
        }),
        Err(fault) => json!({"name": listed.name, "path": path, "bytes": listed.size, "fault": fault.to_string()}),
    }
}

fn say_json(console: &mut Console<'_>, value: &Value) -> Result<Outcome, CliError> {
    let text = serde_json::to_string_pretty(value).map_err(|error| CliError::Output(error.into()))?;
    writeln!(console.out, "{text}").map_err(CliError::Output)?;
    Ok(Outcome::Fine)
}

/// The backup that `name` or its beginning names.
fn find(backups: &Backups, name: &str) -> Result<Archive, CliError> {
    let listed = backups.list(&RealFiles);
    let exact = listed.iter().find(|listed| listed.name == name);
    let found: Vec<&Listed> = match (name, exact) {
        ("latest", _) => listed.iter().filter(|listed| listed.manifest.is_ok()).take(1).collect(),
        (_, Some(exact)) => vec![exact],
        _ => listed.iter().filter(|listed| listed.name.starts_with(name)).collect(),
    };
    let problem = |why: String| CliError::Backup { name: name.to_owned(), why };
    match found.as_slice() {
        [one] => Archive::open(&RealFiles, &one.path).map_err(|fault| problem(fault.to_string())),
        [] if listed.is_empty() => Err(problem("there is no backup of this corpus yet".to_owned())),
        [] => Err(problem("no backup has this name; standpoint backup list names them".to_owned())),
        many => Err(problem(format!("{} backups begin so; give more of the name", many.len()))),
    }
}

fn name_of(archive: &Archive) -> String {
    archive.path().file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The corpus, and what differs between it and a backup.
fn compare(corpus: &Path, name: &str, console: &Console<'_>) -> Result<(Session, Difference, String), CliError> {
    let mut archive = find(&backups(corpus, console)?, name)?;
    let session = super::open_session(corpus, console)?;
    let difference = session.standing().compare(&mut archive, &|_| (), &AtomicBool::new(false));
    // It is never cancelled here.
    let difference =
        difference.ok_or_else(|| CliError::Backup { name: name.to_owned(), why: "cancelled".to_owned() })?;
    let name = name_of(&archive);
    Ok((session, difference, name))
}

fn show(args: &ShowArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let (_, difference, name) = compare(&args.corpus, &args.backup, console)?;
    if args.json {
        return say_json(console, &difference_json(&name, &difference, None));
    }
    console.say(&format!("{name}, made {} {}", difference.manifest.made, why(&difference.manifest)))?;
    say_files(&difference, &BTreeSet::new(), console)?;
    let (same, since) = (difference.n_same, difference.made_since.len());
    console.say(&format!("{same} files say the same; {since} sets were made since and stay as they are"))?;
    Ok(Outcome::Fine)
}

/// Prints what differs in the files `chosen`, or in all where none is.
fn say_files(difference: &Difference, chosen: &BTreeSet<FileKey>, console: &mut Console<'_>) -> Result<(), CliError> {
    for file in difference.files.iter().filter(|file| chosen.is_empty() || chosen.contains(&file.key)) {
        let held = if file.is_held { " (cannot be read whole now; it is put back as it was)" } else { "" };
        console.say(&format!("{}: {}{held}", path_of(&file.key), counts_words(file.counts())))?;
        for described in &file.described {
            console.say(&format!("  {}", described_line(described)))?;
        }
        for why in &file.unread {
            console.say(&format!("  ! stays in the backup: {why}"))?;
        }
    }
    Ok(())
}

fn counts_words(counts: Counts) -> String {
    format!("+{} −{} ~{}", counts.n_come, counts.n_go, counts.n_change)
}

fn described_line(described: &Described) -> String {
    let sign = match described.fate {
        Fate::Comes => "+",
        Fate::Goes => "−",
        Fate::Changes => "~",
    };
    let fields = described.fields.iter().map(|field| match described.fate {
        Fate::Comes => format!("{}: {}", field.field, field.to),
        Fate::Goes => format!("{}: {}", field.field, field.from),
        Fate::Changes => format!("{}: {} → {}", field.field, quoted(&field.from), quoted(&field.to)),
    });
    format!("{sign} “{}” {}", described.title, fields.collect::<Vec<_>>().join("; ")).trim_end().to_owned()
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") }
}

fn difference_json(name: &str, difference: &Difference, is_done: Option<bool>) -> Value {
    let file = |file: &FileDifference| {
        let counts = file.counts();
        json!({
            "path": path_of(&file.key), "come": counts.n_come, "go": counts.n_go, "change": counts.n_change,
            "unreadable_now": file.is_held, "stays_in_backup": file.unread,
            "things": file.described.iter().map(described_json).collect::<Vec<_>>(),
        })
    };
    let mut value = json!({
        "name": name, "made": difference.manifest.made.to_string(), "why": why(&difference.manifest),
        "files": difference.files.iter().map(file).collect::<Vec<_>>(), "same": difference.n_same,
        "made_since": difference.made_since.iter().map(path_of).collect::<Vec<_>>(),
    });
    if let (Some(is_done), Some(object)) = (is_done, value.as_object_mut()) {
        object.insert("restored".to_owned(), Value::Bool(is_done));
    }
    value
}

fn described_json(described: &Described) -> Value {
    let fate = match described.fate {
        Fate::Comes => "comes",
        Fate::Goes => "goes",
        Fate::Changes => "changes",
    };
    let fields = described.fields.iter().map(|field| json!({"field": field.field, "from": field.from, "to": field.to}));
    json!({"fate": fate, "what": described.title, "fields": fields.collect::<Vec<_>>()})
}

fn restore(args: &RestoreArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let (mut session, difference, name) = compare(&args.corpus, &args.backup, console)?;
    let chosen = chosen(args, &difference, &name)?;
    let files = difference.files.iter().filter(|file| chosen.contains(&file.key));
    let is_whole = files.clone().all(|file| file.unread.is_empty());
    let n_files = files.filter(|file| file.can_restore()).count();
    if !args.dry_run && n_files > 0 {
        let label = format!("restore from the backup {name}");
        session
            .restore(&difference, &chosen, &label)
            .map_err(|source| CliError::Edit { path: args.corpus.clone(), source })?;
        settle(&mut session)?;
        super::tell_backups(&session, console);
    }
    if args.json {
        say_json(console, &difference_json(&name, &difference, Some(!args.dry_run)))?;
    } else {
        say_files(&difference, &chosen, console)?;
        let verb = if args.dry_run { "would be restored" } else { "restored" };
        console.say(&format!("{n_files} files {verb} from {name}"))?;
    }
    Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
}

/// The files that were asked for; all where none was.
fn chosen(args: &RestoreArgs, difference: &Difference, name: &str) -> Result<BTreeSet<FileKey>, CliError> {
    if args.file.is_empty() {
        return Ok(difference.files.iter().map(|file| file.key.clone()).collect());
    }
    let key = |path: &String| {
        let key = Layout::new("").key_below(path).filter(|key| difference.manifest.file(key).is_some());
        key.ok_or_else(|| CliError::Backup { name: name.to_owned(), why: format!("it does not hold {path}") })
    };
    args.file.iter().map(key).collect()
}

fn unpack(args: &RestoreArgs, folder: &Path, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let mut archive = find(&backups(&args.corpus, console)?, &args.backup)?;
    Layout::new(&args.corpus).may_unpack_to(folder)?;
    let name = name_of(&archive);
    if args.dry_run {
        let n = archive.manifest().files.len();
        console.say(&format!("{n} files would be written to {}", folder.display()))?;
        return Ok(Outcome::Fine);
    }
    let unpacked = archive.unpack(&RealFiles, folder)?;
    for (path, fault) in &unpacked.left_out {
        console.complain(&format!("{name}: {path}: {fault}"));
    }
    if args.json {
        say_json(console, &json!({"name": name, "to": folder.display().to_string(), "files": unpacked.n_files}))?;
    } else {
        console.say(&format!("{} files of {name} written to {}", unpacked.n_files, folder.display()))?;
    }
    Ok(if unpacked.left_out.is_empty() { Outcome::Fine } else { Outcome::Findings })
}

fn make(args: &MakeArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let backups = backups(&args.corpus, console)?;
    let made = backups.make(&RealFiles, Why::Asked, "", Session::now())?;
    let (words, path) = match &made {
        Made::New(path) | Made::Partly(path, _) => ("made and read back", Some(path)),
        Made::Same(path) => ("not needed: the newest one says the same", Some(path)),
        Made::Nothing => ("not needed: nothing has been coded here yet", None),
    };
    let left_out: &[LeftOut] = if let Made::Partly(_, left_out) = &made { left_out } else { &[] };
    for left in left_out {
        console.complain(&format!("{}: not in the backup: {}", left.path, left.cause));
    }
    let tidied = backups.tidy(&RealFiles, Session::now());
    for path in &tidied.damaged {
        console.complain(&format!("{}: this backup is damaged, so it counts as none", path.display()));
    }
    let shown = path.map(|path| path.display().to_string()).unwrap_or_default();
    if args.json {
        let is_new = made.is_new();
        say_json(console, &json!({"path": shown, "new": is_new, "removed": tidied.removed.len()}))?;
    } else {
        console.say(format!("backup {words}; {shown}").trim_end_matches("; "))?;
    }
    Ok(if tidied.damaged.is_empty() && left_out.is_empty() { Outcome::Fine } else { Outcome::Findings })
}
