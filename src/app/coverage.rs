//! How much of each document is coded, worked out behind the window and remembered.
//!
//! Finding the sentences of a long document takes longer than a frame, so a thread does it, when somebody looks.

use crate::analysis::{Coverage, coverage};
use crate::model::{AnnotationSet, DocPath, Document};
use crate::session::Session;
use crate::text::{DocumentText, Span, sentences};
use egui::Context;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// Sets with more statements than this are not looked at after every change, since that takes a part of a frame.
const LARGE: usize = 5_000;
/// Seconds between two looks at a large set.
const EVERY: f64 = 1.0;

/// How much of each document this coder has coded, as far as somebody has asked.
#[derive(Default)]
pub struct Coverages {
    known: HashMap<DocPath, Known>,
    worker: Option<Worker>,
    n_asked: usize,
    generation: u64,
    /// Window time in seconds.
    now: f64,
}

/// What is known of one document.
struct Known {
    text: Weak<DocumentText>,
    /// Of which statements.
    print: u64,
    /// When the statements were last looked at: the session's revision, and window time in seconds.
    revision: u64,
    at: f64,
    /// The share; that of older statements while a new one is on the way.
    coverage: Option<Coverage>,
}

struct Worker {
    ctx: Context,
    questions: Sender<Question>,
    answers: Receiver<(DocPath, u64, Coverage)>,
}

struct Question {
    path: DocPath,
    print: u64,
    text: Arc<DocumentText>,
    set: AnnotationSet,
}

impl Coverages {
    /// Takes in what was worked out since the last frame, and works for the window of `ctx` from now on.
    pub fn take_in(&mut self, ctx: &Context) {
        self.now = ctx.input(|input| input.time);
        let worker = self.worker.get_or_insert_with(|| start(ctx));
        while let Ok((path, print, coverage)) = worker.answers.try_recv() {
            self.n_asked = self.n_asked.saturating_sub(1);
            if let Some(known) = self.known.get_mut(&path)
                && (known.print == print || known.coverage.is_none())
            {
                known.coverage = Some(coverage);
            }
            if self.n_asked == 0 {
                self.generation += 1;
            }
        }
    }

    /// A number that grows when everything asked for is known.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// How much of a document is coded; `None` until it is worked out, or when the document has no text.
    pub fn of(&mut self, session: &Session, document: &Document) -> Option<Coverage> {
        let (worker, text) = (self.worker.as_ref()?, document.ready_text()?);
        let revision = session.revision();
        let known = self.known.get(&document.path);
        let known = known.filter(|known| std::ptr::eq(known.text.as_ptr(), Arc::as_ptr(text)));
        if let Some(known) = known.filter(|known| known.revision == revision) {
            return known.coverage;
        }
        let set = session.set(&document.path);
        if let Some(known) = known.filter(|_| set.is_some_and(|set| set.len() > LARGE)) {
            let wait = known.at + EVERY - self.now;
            if wait > 0.0 {
                worker.ctx.request_repaint_after(Duration::from_secs_f64(wait));
                return known.coverage;
            }
        }
        let print = print(set);
        let (was, coverage) = (known.map(|known| known.print), known.and_then(|known| known.coverage));
        if was != Some(print) {
            let (path, set) = (document.path.clone(), set.cloned().unwrap_or_default());
            // Without its thread the share only stays unknown.
            let is_asked = worker.questions.send(Question { path, print, text: Arc::clone(text), set }).is_ok();
            self.n_asked += usize::from(is_asked);
        }
        let known = Known { text: Arc::downgrade(text), print, revision, at: self.now, coverage };
        self.known.insert(document.path.clone(), known);
        coverage
    }
}

/// Tells one set of passages from another.
fn print(set: Option<&AnnotationSet>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for statement in set.into_iter().flat_map(AnnotationSet::in_order) {
        statement.spans.hash(&mut hasher);
    }
    hasher.finish()
}

fn start(ctx: &Context) -> Worker {
    let (questions, asked) = channel::<Question>();
    let (answer, answers) = channel();
    let wake = ctx.clone();
    let run = move || {
        // Often the same document is asked about again, with one statement more.
        let mut last: Option<(Arc<DocumentText>, Vec<Span>)> = None;
        for Question { path, print, text, set } in asked {
            let found = last.take().filter(|(of, _)| Arc::ptr_eq(of, &text));
            let found = found.map_or_else(|| sentences(text.as_str()), |(_, found)| found);
            let share = coverage(&found, &set);
            last = Some((text, found));
            if answer.send((path, print, share)).is_err() {
                return;
            }
            wake.request_repaint();
        }
    };
    // Without its thread the share only stays unknown.
    std::thread::Builder::new().name("coverage".to_owned()).spawn(run).ok();
    Worker { ctx: ctx.clone(), questions, answers }
}

/// A share in whole per cent: 0 and 100 only for nothing and for all.
pub fn percent(coverage: Coverage) -> Option<u32> {
    let Coverage { n_sentences, n_coded } = coverage;
    match (n_sentences, n_coded) {
        (0, _) => None,
        (_, 0) => Some(0),
        (all, some) if all == some => Some(100),
        (all, some) => u32::try_from((some * 100 + all / 2) / all).ok().map(|rounded| rounded.clamp(1, 99)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_is_a_hundred_and_only_nothing_is_none() {
        let of = |n_coded, n_sentences| percent(Coverage { n_sentences, n_coded });
        assert_eq!([of(0, 0), of(0, 9), of(1, 9999), of(1, 2)], [None, Some(0), Some(1), Some(50)]);
        assert_eq!([of(9998, 9999), of(7, 7)], [Some(99), Some(100)]);
    }
}
