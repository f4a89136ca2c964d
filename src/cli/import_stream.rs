//! `standpoint import --ack`: rows go in as they come, and each is answered when it is on the disk.
//!
//! ```text
//! input ─ a thread that reads ─▶ events ─▶ take ─▶ saver ─▶ disk
//!                                  ▲                │
//!                                  └── it is saved ◀┘      answer: what no unsaved file concerns
//! ```
//!
//! While the disk is busy rows gather among the events, and the next write covers them all: so a slow disk makes larger
//! writes, not a longer queue.

use super::args::ImportArgs;
use super::console::Console;
use super::import::{WAIT, settle, sniffed};
use super::{CliError, Outcome, checked_coder};
use crate::edit::Focus;
use crate::exchange::{ExchangeError, Format, ImportRow, Refusal, Taken, plan_rows, read_rows};
use crate::model::{Coder, SetKey};
use crate::session::{BackUp, Change, Session, Wake};
use crate::store::{FileKey, open_import};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, empty};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// Most rows that are written at once, and that wait to be; fewer than a plan has room to refuse.
const MOST_AT_ONCE: usize = 4096;
/// Rows unsaved on a disk that fails, above which no more are read until it takes some.
const MOST_UNSAVED: usize = 10_000;
/// How often such a disk is looked at again.
const PAUSE: Duration = Duration::from_millis(200);

/// What the stream waits for.
enum Event {
    /// A row came.
    Row(Box<ImportRow>),
    /// The saver or the loader did something.
    Woken,
    /// No more rows come.
    End(Result<(), ExchangeError>),
}

/// Takes rows in until the input ends or nobody listens any more, and answers each.
pub(super) fn run(args: &ImportArgs, console: &mut Console<'_>) -> Result<Outcome, CliError> {
    let coder = args.coder.as_deref().map(checked_coder).transpose()?;
    let (sender, events) = sync_channel(MOST_AT_ONCE);
    let waker = sender.clone();
    // Where the channel is full there is enough to wake up for.
    let wake: Wake = Arc::new(move || drop(waker.try_send(Event::Woken)));
    let mut session = Session::open(&args.corpus, None, None, &wake)?;
    session.load_all();
    if let Some(state) = &console.state {
        session.use_state_folder(state);
    }
    let input: Box<dyn BufRead + Send> = if args.file.as_os_str() == "-" {
        std::mem::replace(&mut console.input, Box::new(empty()))
    } else {
        Box::new(BufReader::new(open_import(&args.file)?))
    };
    // The thread is left to itself: it may wait for ever for a row when there is nobody left to answer to.
    let path = args.file.clone();
    let reader = std::thread::Builder::new().name("rows".to_owned());
    let reader = reader.spawn(move || send_rows(input, &path, &sender));
    reader.map_err(|source| CliError::Read { path: args.file.clone(), source })?;
    let mut stream = Stream {
        session,
        coder,
        waiting: Vec::new(),
        refused: Vec::new(),
        has_refused: false,
        is_begun: false,
        confirmed: BTreeSet::new(),
        failing: BTreeMap::new(),
        console,
    };
    let ended = stream.follow(&events, &args.file);
    if ended.is_err() {
        // What was read is saved, though nobody is told.
        let read: Vec<ImportRow> = events.try_iter().take(MOST_AT_ONCE).filter_map(Event::row).collect();
        stream.take(&read);
    }
    // What fails once more is told by `finish`.
    drop(settle(&mut stream.session));
    stream.finish(ended)
}

/// Reads rows and sends each.
fn send_rows(mut input: Box<dyn BufRead + Send>, path: &Path, sender: &SyncSender<Event>) {
    // A program that ended meanwhile takes no more, which is no fault of anybody.
    let format = Format::from_path(path).map_or_else(|| sniffed(&mut input).map_err(ExchangeError::Read), Ok);
    let end =
        format.and_then(|format| read_rows(&mut input, format, |row| drop(sender.send(Event::Row(Box::new(row))))));
    drop(sender.send(Event::End(end)));
}

impl Event {
    fn row(self) -> Option<ImportRow> {
        if let Self::Row(row) = self { Some(*row) } else { None }
    }
}

/// An answer to one row.
#[derive(Serialize)]
struct Answer<'a> {
    row: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

struct Stream<'s, 'c> {
    session: Session,
    coder: Option<Coder>,
    /// Rows that went in and are not answered.
    waiting: Vec<Taken>,
    /// Rows that did not, and are not answered.
    refused: Vec<Refusal>,
    has_refused: bool,
    /// Whether anything went in.
    is_begun: bool,
    /// Sets whose files outlast a power cut as they were found.
    confirmed: BTreeSet<SetKey>,
    /// What could not be saved when last seen, with the reasons that were told.
    failing: BTreeMap<FileKey, String>,
    console: &'s mut Console<'c>,
}

impl Stream<'_, '_> {
    /// Takes in and answers until no more rows come, or the disk has taken none for too long.
    fn follow(&mut self, events: &Receiver<Event>, path: &Path) -> Result<(), CliError> {
        let exchange = |source| CliError::Exchange { path: path.to_owned(), source };
        while let Ok(first) = events.recv() {
            let mut rows = Vec::new();
            for event in std::iter::once(first).chain(events.try_iter()).take(MOST_AT_ONCE) {
                match event {
                    Event::Row(row) => rows.push(*row),
                    Event::Woken => {}
                    Event::End(end) => {
                        self.take(&rows);
                        return end.map_err(exchange);
                    }
                }
            }
            self.take(&rows);
            let answers = self.answers();
            self.say(&answers)?;
            let begun = Instant::now();
            while self.waiting.len() >= MOST_UNSAVED {
                if begun.elapsed() > WAIT {
                    return Ok(());
                }
                std::thread::sleep(PAUSE);
                let answers = self.answers();
                self.say(&answers)?;
            }
        }
        Ok(())
    }

    /// Takes rows in as one change.
    fn take(&mut self, rows: &[ImportRow]) {
        if rows.is_empty() {
            return;
        }
        let coder = self.coder.as_ref();
        let plan = plan_rows(self.session.corpus(), rows, coder, &mut Session::new_statement_id, Session::now());
        let plan = match plan {
            Ok(plan) => plan,
            Err(error) => {
                let refusals = rows.iter().map(|row| Refusal::new(row.line(), &error.to_string()));
                return self.refused.extend(refusals);
            }
        };
        let is_empty = plan.is_empty();
        // The stream is one change of many things: it is backed up before once, not at each row.
        let backup = if self.is_begun { BackUp::Never } else { BackUp::Always };
        self.is_begun |= !is_empty;
        let change = Change { backup, ..Change::new("import rows as they come", plan.edit, Focus::default()) };
        let failed = if is_empty { None } else { self.session.apply(change).err() };
        match (failed, rows) {
            (None, _) => {
                self.waiting.extend(plan.taken);
                self.refused.extend(plan.refused);
            }
            (Some(error), [only]) => self.refused.push(Refusal::new(only.line(), &error.to_string())),
            // One that touches what is read-only here must not keep the others out.
            (Some(_), _) => {
                let (first, second) = rows.split_at(rows.len() / 2);
                self.take(first);
                self.take(second);
            }
        }
    }

    /// Waits for the disk, and gives the answers to the rows that are on it or were refused.
    fn answers(&mut self) -> Vec<u8> {
        let mut unsaved = if self.waiting.is_empty() { BTreeMap::new() } else { self.session.catch_up_merging(WAIT) };
        unsaved.extend(self.confirm());
        self.complain(&unsaved);
        let is_saved = |taken: &Taken| {
            // Any set may name what is new in the codebook.
            unsaved.is_empty()
                || !unsaved.contains_key(&FileKey::Codebook) && !unsaved.contains_key(&FileKey::Set(taken.set.clone()))
        };
        let (saved, waiting): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting).into_iter().partition(is_saved);
        self.waiting = waiting;
        let refused = std::mem::take(&mut self.refused);
        self.has_refused |= !refused.is_empty();
        let mut lines = Vec::new();
        let mut put = |answer: &Answer<'_>| {
            let written = serde_json::to_writer(&mut lines, answer);
            debug_assert!(written.is_ok(), "writing to memory does not fail");
            lines.push(b'\n');
        };
        for Refusal { line, cause } in &refused {
            put(&Answer { row: *line, id: None, status: "refused", why: Some(cause) });
        }
        for Taken { line, id, is_new, .. } in saved {
            let status = if is_new { "saved" } else { "already there" };
            put(&Answer { row: line, id: Some(id.to_string()), status, why: None });
        }
        lines
    }

    /// Makes sure of the sets that rows were found in, once for each. Returns those of which it cannot be sure.
    fn confirm(&mut self) -> BTreeMap<FileKey, Option<String>> {
        let mut unsure = BTreeMap::new();
        for taken in self.waiting.iter().filter(|taken| !taken.is_new) {
            if self.confirmed.contains(&taken.set) {
                continue;
            }
            match self.session.confirm(&taken.set) {
                Ok(()) => drop(self.confirmed.insert(taken.set.clone())),
                Err(error) => drop(unsure.insert(FileKey::Set(taken.set.clone()), Some(error.saving_advice()))),
            }
        }
        unsure
    }

    fn say(&mut self, lines: &[u8]) -> Result<(), CliError> {
        self.console.out.write_all(lines).and_then(|()| self.console.out.flush()).map_err(CliError::Output)
    }

    /// Says what cannot be saved, once for each file and reason.
    fn complain(&mut self, unsaved: &BTreeMap<FileKey, Option<String>>) {
        let failing = unsaved.iter().filter_map(|(key, reason)| Some((key.clone(), reason.clone()?)));
        let failing: BTreeMap<FileKey, String> = failing.collect();
        for (key, reason) in failing.iter().filter(|(key, reason)| self.failing.get(key) != Some(reason)) {
            let layout = self.session.layout();
            let path: PathBuf = layout.below_root(&layout.file(key)).to_owned();
            self.console.complain(&CliError::Save { path, reason: reason.clone() }.to_string());
        }
        self.failing = failing;
    }

    /// Answers what was saved at last, and says how it went.
    fn finish(&mut self, ended: Result<(), CliError>) -> Result<Outcome, CliError> {
        let lines = self.answers();
        let is_heard = !matches!(ended, Err(CliError::Output(_)));
        let said = if is_heard { self.say(&lines) } else { Ok(()) };
        match self.waiting.first() {
            Some(first) => Err(CliError::Unsaved { n: self.waiting.len(), line: first.line }),
            None => said.and(ended).map(|()| if self.has_refused { Outcome::Findings } else { Outcome::Fine }),
        }
    }
}
