//! Carrying out a search on all cores.

use super::coded::CodedIndex;
use super::{CodedOrNot, Context, DocumentHits, Hit, HitOrder, Hits, SearchRequest, order};
use crate::analysis::Cancel;
use crate::model::{Coder, Corpus, DocPath, TextState};
use crate::text::{DocumentText, Span};
use rayon::prelude::*;
use std::sync::Arc;

/// Documents that are searched together hold about so much text, which bounds the places kept at a time.
const BATCH_BYTES: usize = 16 << 20;

/// A document to be searched.
type Searched<'c> = (&'c DocPath, &'c Arc<DocumentText>);

/// The places on one document.
struct Found<'c> {
    document: &'c DocPath,
    text: &'c DocumentText,
    coded: Option<CodedIndex<'c>>,
    /// The first of them.
    places: Vec<Span>,
    n_hits: usize,
    n_coded: usize,
    n_passed_over: usize,
}

/// Searches the corpus; `None` once `cancel` is set. What was gone through is counted in it, in bytes of text.
pub fn search(corpus: &Corpus, request: &SearchRequest, cancel: &Cancel) -> Option<Hits> {
    let coders: Vec<Coder> = match &request.coder {
        Some(coder) => vec![coder.clone()],
        None => corpus.coders().into_iter().collect(),
    };
    let texts = request.texts(corpus);
    let mut hits = Hits { n_searched: texts.len(), coded: request.coded, ..Hits::default() };
    for document in corpus.documents().iter().filter(|document| request.is_on(&document.path)) {
        hits.n_unread += usize::from(matches!(document.text, TextState::Pending));
        hits.n_unreadable += usize::from(matches!(document.text, TextState::Failed(_)));
    }
    let mut rest = texts.as_slice();
    while !rest.is_empty() {
        let (batch, behind) = rest.split_at(batch_len(rest));
        rest = behind;
        let room = request.max_hits - hits.hits.len();
        let found: Vec<Found<'_>> =
            batch.par_iter().map(|one| in_document(corpus, request, &coders, *one, room, cancel)).collect();
        if cancel.is_set() {
            return None;
        }
        hits.take(found, room, request.context_chars);
    }
    if request.order != HitOrder::Document {
        order::sort(&mut hits.hits, request.order);
    }
    Some(hits)
}

/// How many of the documents are searched together; one at least.
fn batch_len(texts: &[Searched<'_>]) -> usize {
    let mut n_bytes = 0;
    let fits = |(_, text): &&Searched<'_>| {
        let fits = n_bytes < BATCH_BYTES;
        n_bytes += text.len();
        fits
    };
    texts.iter().take_while(fits).count()
}

fn in_document<'c>(
    corpus: &Corpus,
    request: &SearchRequest,
    coders: &'c [Coder],
    (document, text): Searched<'c>,
    room: usize,
    cancel: &Cancel,
) -> Found<'c> {
    let mut found = Found { document, text, coded: None, places: Vec::new(), n_hits: 0, n_coded: 0, n_passed_over: 0 };
    request.pattern.each(text.as_str(), &|| !cancel.is_set(), &mut |place| {
        let coded = found.coded.get_or_insert_with(|| CodedIndex::new(corpus, coders, document));
        let is_coded = coded.is_coded(place);
        let counts = match request.coded {
            CodedOrNot::Any => true,
            CodedOrNot::Coded => is_coded,
            CodedOrNot::NotCoded => !is_coded,
        };
        if counts {
            found.n_hits += 1;
            found.n_coded += usize::from(is_coded);
            if found.places.len() < room {
                found.places.push(place);
            }
        } else {
            found.n_passed_over += 1;
        }
        true
    });
    cancel.count(text.len());
    found
}

impl Found<'_> {
    fn hits(&self, context_chars: usize) -> impl Iterator<Item = Hit> {
        self.places.iter().map(move |place| Hit {
            document: self.document.clone(),
            span: *place,
            context: Context::of(self.text, *place, context_chars),
            coded_by: self.coded.as_ref().map(|coded| coded.coded_by(*place)).unwrap_or_default(),
        })
    }
}

impl Hits {
    /// Takes in what was found on further documents, and keeps at most `room` places of it.
    fn take(&mut self, mut found: Vec<Found<'_>>, mut room: usize, context_chars: usize) {
        for it in &mut found {
            self.n_hits += it.n_hits;
            self.n_coded += it.n_coded;
            self.n_passed_over += it.n_passed_over;
            if it.n_hits > 0 {
                let document = it.document.clone();
                self.documents.push(DocumentHits { document, n_hits: it.n_hits, n_coded: it.n_coded });
            }
            it.places.truncate(room);
            room -= it.places.len();
        }
        let with_context = |found: &Found<'_>| found.hits(context_chars).collect::<Vec<Hit>>();
        let hits: Vec<Vec<Hit>> = found.par_iter().map(with_context).collect();
        self.hits.extend(hits.into_iter().flatten());
    }
}
