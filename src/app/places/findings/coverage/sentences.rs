//! How many of all sentences are coded, worked out behind the window.
//!
//! Finding the sentences of a large corpus takes longer than a frame; they are found once for each text. The share is
//! counted anew after each edit, one count at a time, and until then that of before stands.

use crate::analysis::{SentencesCoded, sentences_coded};
use crate::app::crash::caught;
use crate::app::ctx::Ctx;
use crate::model::{Coder, Corpus, DocPath};
use crate::text::{DocumentText, Span, sentences};
use egui::Context;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Weak};

/// The sentences of a text, and which it is.
type OfText = (Weak<DocumentText>, Arc<[Span]>);

/// The sentences of each text.
type Known = HashMap<DocPath, OfText>;

/// How many of all sentences are coded, as far as that is known.
#[derive(Default)]
pub struct Sentences {
    /// Of which revision, and by whom.
    found: Option<(u64, Vec<Coder>, SentencesCoded)>,
    running: Option<(u64, Receiver<(SentencesCoded, Known)>)>,
    known: Known,
}

impl Sentences {
    /// What is known, and a number that tells one count from another; asks for what is not.
    pub fn of(&mut self, window: &Context, ctx: Ctx<'_>) -> Option<(u64, &SentencesCoded)> {
        let (revision, corpus, coders) = (ctx.session.revision(), ctx.session.corpus(), &ctx.table.names().coders);
        if let Some((of, answer)) = &self.running {
            match answer.try_recv() {
                Ok((found, known)) => {
                    self.found = Some((*of, coders.clone(), found));
                    (self.known, self.running) = (known, None);
                }
                // Without its thread the share only stays unknown.
                Err(TryRecvError::Disconnected) => {
                    (self.found, self.running) = (Some((*of, Vec::new(), SentencesCoded::default())), None);
                }
                Err(TryRecvError::Empty) => {}
            }
        }
        if self.running.is_none() && self.found.as_ref().is_none_or(|(of, ..)| *of != revision) {
            let (corpus, coders, known) = (corpus.clone(), coders.clone(), std::mem::take(&mut self.known));
            self.running = start(window, corpus, coders, known).map(|answer| (revision, answer));
        }
        let is_of_now = |(_, by, found): &&(u64, Vec<Coder>, SentencesCoded)| {
            by == coders && found.coders.len() == by.len() && found.documents.len() == corpus.documents().len()
        };
        self.found.as_ref().filter(is_of_now).map(|(of, _, found)| (*of, found))
    }
}

fn start(
    window: &Context,
    corpus: Corpus,
    coders: Vec<Coder>,
    known: Known,
) -> Option<Receiver<(SentencesCoded, Known)>> {
    let (answer, answers) = channel();
    let wake = window.clone();
    let run = move || {
        if let Some(found) = caught(move || count(&corpus, &coders, &known)) {
            // The window may be gone by now; then nobody needs the result.
            answer.send(found).ok();
        }
        wake.request_repaint();
    };
    std::thread::Builder::new().name("sentences".to_owned()).spawn(run).ok().map(|_| answers)
}

fn count(corpus: &Corpus, coders: &[Coder], known: &Known) -> (SentencesCoded, Known) {
    let of_document = |document: &crate::model::Document| {
        let text = document.ready_text()?;
        let before = known.get(&document.path).filter(|(of, _)| std::ptr::eq(of.as_ptr(), Arc::as_ptr(text)));
        let found = before.map_or_else(|| sentences(text.as_str()).into(), |(_, found)| Arc::clone(found));
        Some((Arc::downgrade(text), found))
    };
    let all: Vec<Option<OfText>> = corpus.documents().par_iter().map(of_document).collect();
    let spans: Vec<Option<&Arc<[Span]>>> = all.iter().map(|one| one.as_ref().map(|(_, spans)| spans)).collect();
    let coded = sentences_coded(corpus, coders, &spans);
    let paths = corpus.documents().iter().map(|document| document.path.clone());
    let known = paths.zip(all).filter_map(|(path, one)| Some((path, one?))).collect();
    (coded, known)
}
