//! `standpoint import`.

use super::args::ImportArgs;
use super::console::Console;
use super::{CliError, Outcome, checked_coder};
use crate::edit::{Touched, apply};
use crate::exchange::{Format, ImportOptions, ImportPlan, import};
use crate::model::{DocPath, StatementId};
use crate::store::{FileKey, SaveJob, SaveState, Saver, StoreError, Whole, open_whole};
use jiff::Timestamp;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::sync::Arc;
use std::time::Duration;

/// Longest wait for the disk before asking it again.
const WAIT: Duration = Duration::from_mins(1);

/// Imports, and says what came in and what did not.
pub(super) fn run(args: &ImportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let coder = args.coder.as_deref().map(checked_coder).transpose()?;
    let mut whole = open_whole(&args.corpus)?;
    let read_failed = |source| CliError::Read { path: args.file.clone(), source };
    let mut file;
    let input: &mut dyn BufRead = if args.file.as_os_str() == "-" {
        &mut *console.input
    } else {
        file = BufReader::new(File::open(&args.file).map_err(read_failed)?);
        &mut file
    };
    let format = match Format::from_path(&args.file) {
        Some(format) => format,
        None => sniffed(input).map_err(read_failed)?,
    };
    let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default();
    let mut new_id = || StatementId::new(uuid::Uuid::now_v7());
    let options = ImportOptions { format, coder };
    let plan = import(&whole.corpus, input, &options, &mut new_id, now)
        .map_err(|source| CliError::Exchange { path: args.file.clone(), source })?;
    for refusal in &plan.refused {
        console.complain(&format!("{}: {refusal}", args.file.display()));
    }
    let outcome = if plan.refused.is_empty() { Outcome::Fine } else { Outcome::Findings };
    let said = summary(&plan, args.dry_run);
    if !args.dry_run && !plan.is_empty() {
        let (_, touched) = apply(&mut whole.corpus, plan.edit)
            .map_err(|source| CliError::Edit { path: args.corpus.clone(), source })?;
        save(&whole, &touched)?;
    }
    said.iter().try_for_each(|line| console.say(line))?;
    Ok(outcome)
}

/// JSON lines begin with a brace, after a byte order mark perhaps; anything else is CSV.
fn sniffed(input: &mut dyn BufRead) -> std::io::Result<Format> {
    let begin = input.fill_buf()?;
    let begin = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin);
    Ok(if begin.trim_ascii_start().starts_with(b"{") { Format::Jsonl } else { Format::Csv })
}

fn summary(plan: &ImportPlan, is_dry: bool) -> Vec<String> {
    let coders: Vec<String> = plan.coders.iter().map(ToString::to_string).collect();
    let by = if coders.is_empty() { String::new() } else { format!(" for {}", coders.join(", ")) };
    let (n, s) = (plan.n_statements, if plan.n_statements == 1 { "" } else { "s" });
    let (there, refused) = (plan.n_already_there, plan.refused.len());
    let verb = if is_dry { "would be imported" } else { "imported" };
    let mut lines = vec![format!("{n} statement{s} {verb}{by}; {there} already there, {refused} refused")];
    let new = |kind: &str, names: &[String]| -> Vec<String> {
        names.iter().map(|name| format!("new {kind}: {name}")).collect()
    };
    lines.extend(new("theme", &plan.new_themes));
    lines.extend(new("stance", &plan.new_stances));
    lines.extend(new("speaker", &plan.new_speakers));
    lines
}

/// Saves what was touched, the codebook before the statements that name its entries.
fn save(whole: &Whole, touched: &Touched) -> Result<(), CliError> {
    let sets = touched.sets.keys().map(|key| FileKey::Set(key.clone()));
    let codebook = touched.codebook.then_some(FileKey::Codebook);
    if let Some(held) = codebook.into_iter().chain(sets).find(|key| whole.known.held.contains(key)) {
        let file = whole.layout.file(&held);
        return Err(StoreError::Held(whole.layout.below_root(&file).to_owned()).into());
    }
    let saver = Saver::start(whole.layout.clone(), whole.known.clone(), || ());
    if touched.codebook {
        saver.submit(SaveJob::Codebook(whole.corpus.codebook.clone()))?;
        settle(&saver)?;
    }
    for key in touched.sets.keys() {
        let text = text_of(whole, &key.document);
        let set = whole.corpus.set(key).cloned().unwrap_or_default();
        if let Some(text) = text {
            saver.submit(SaveJob::Set { key: key.clone(), set, text })?;
        }
    }
    settle(&saver)
}

fn text_of(whole: &Whole, path: &DocPath) -> Option<Arc<crate::text::DocumentText>> {
    whole.corpus.document(path)?.ready_text().cloned()
}

/// Waits until everything is on the disk.
fn settle(saver: &Saver) -> Result<(), CliError> {
    loop {
        match saver.flush(WAIT) {
            SaveState::Saved => return Ok(()),
            SaveState::Saving { .. } => {}
            SaveState::Failed { path, reason, .. } => return Err(CliError::Save { path, reason }),
        }
    }
}
