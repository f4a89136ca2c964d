//! Where in a text a row belongs.

use super::record::Record;
use crate::exchange::joined::GAP;
use crate::text::{DocumentText, Span};

/// Most fragments that a passage may have: more is no passage but an attack on the search.
const MAX_FRAGMENTS: usize = 200;

/// Most places that one fragment is looked up at.
const MAX_PLACES: usize = 10_000;

/// Most bytes compared while looking for the fragments of one row again and again.
const MAX_COMPARED: usize = 100_000_000;

/// Most steps in finding how the fragments of a joined passage lie between its ends.
const MAX_STEPS: usize = 20_000;

/// The passage of `record` in the text of the document at `path`, in bytes: in order, apart, not empty.
///
/// # Errors
/// What does not fit, in words.
pub(super) fn place(record: &Record, path: &str, text: &DocumentText) -> Result<Vec<Span>, String> {
    let page = Page { path, text };
    if let Some(spans) = record.spans.as_ref().filter(|spans| !spans.is_empty()) {
        let spans = page.spans(spans)?;
        return page.check(record, &spans).map(|()| spans);
    }
    match (record.start, record.end) {
        (Some(start), Some(end)) => page.between(record, page.spans(&[(start, end)])?[0]),
        (None, None) => page.search(record),
        (Some(_), None) => Err("it has a `start` but no `end`".to_owned()),
        (None, Some(_)) => Err("it has an `end` but no `start`".to_owned()),
    }
}

struct Page<'a> {
    path: &'a str,
    text: &'a DocumentText,
}

impl Page<'_> {
    fn spans(&self, chars: &[(u64, u64)]) -> Result<Vec<Span>, String> {
        let mut spans: Vec<Span> = Vec::with_capacity(chars.len());
        for (start, end) in chars {
            if start >= end {
                return Err(format!("the passage {start}–{end} covers nothing"));
            }
            let small = usize::try_from(*start).ok().zip(usize::try_from(*end).ok());
            let span = small.and_then(|(start, end)| self.text.span_from_chars(start, end)).ok_or_else(|| {
                let n_chars = self.text.n_chars();
                format!("the passage {start}–{end} leaves the text of {}, which has {n_chars} characters", self.path)
            })?;
            if spans.last().is_some_and(|last| last.end >= span.start) {
                return Err(format!("the span {start}–{end} does not stand apart after the one before it"));
            }
            spans.push(span);
        }
        Ok(spans)
    }

    /// Whether the words that the row gives are those at `spans`.
    fn check(&self, record: &Record, spans: &[Span]) -> Result<(), String> {
        if let [only] = spans {
            let found = self.text.slice(*only);
            let given = record.passage.iter().chain(record.quote.iter().flatten().filter(|_| is_single(record)));
            if given.into_iter().all(|said| said == found) && (record.quote.is_none() || is_single(record)) {
                return Ok(());
            }
        }
        let fragments: Vec<&str> = spans.iter().map(|span| self.text.slice(*span)).collect();
        let found = fragments.join(GAP);
        if let Some(said) = record.passage.as_ref().filter(|said| **said != found) {
            return Err(self.mismatch(spans, &found, said));
        }
        match &record.quote {
            Some(quote) if *quote != fragments && quote.join(GAP) != found => {
                Err(self.mismatch(spans, &found, &quote.join(GAP)))
            }
            _ => Ok(()),
        }
    }

    fn mismatch(&self, spans: &[Span], found: &str, said: &str) -> String {
        let bounds = spans.iter().copied().reduce(Span::union).unwrap_or(Span::new(0, 0));
        let (start, end) = self.text.chars_from_span(bounds);
        let n_same = found.chars().zip(said.chars()).take_while(|(a, b)| a == b).count();
        let (found, said) = (around(found, n_same), around(said, n_same));
        format!("the text at {start}–{end} of {} is “{found}”, not “{said}”", self.path)
    }

    /// The spans of a passage of which only the outer ends are known.
    fn between(&self, record: &Record, bounds: Span) -> Result<Vec<Span>, String> {
        let whole = self.check(record, &[bounds]);
        let Err(mismatch) = whole else { return Ok(vec![bounds]) };
        let joined = record.quote.as_ref().filter(|quote| !quote.is_empty()).map(|quote| quote.join(GAP));
        let Some(said) = joined.as_ref().or(record.passage.as_ref()) else { return Err(mismatch) };
        let mut puzzle = Puzzle::new(&self.text.as_str()[..bounds.end], said);
        if puzzle.cuts.len() >= MAX_FRAGMENTS || !puzzle.solve(0, bounds.start) {
            return Err(mismatch);
        }
        let spans: Vec<Span> = puzzle.spans.into_iter().rev().collect();
        self.check(record, &spans).map(|()| spans)
    }

    /// The one place where the words of the row stand.
    fn search(&self, record: &Record) -> Result<Vec<Span>, String> {
        let fragments: Vec<&str> = match (&record.quote, &record.passage) {
            (Some(quote), _) if !quote.is_empty() => quote.iter().map(String::as_str).collect(),
            (_, Some(passage)) => vec![passage.as_str()],
            _ => return Err("it says no place: give `spans`, `start` and `end`, or `quote`".to_owned()),
        };
        let found = self.search_fragments(record, &fragments)?;
        if !found.is_empty() {
            return Ok(found);
        }
        if let [joined] = fragments.as_slice()
            && joined.contains(GAP)
        {
            let pieces: Vec<&str> = joined.split(GAP).collect();
            let found = self.search_fragments(record, &pieces)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Err(format!("the quote “{}” is not in the text of {}", around(&fragments.join(GAP), 0), self.path))
    }

    /// The one way in which `fragments` stand in the text, in order and apart; empty when there is none.
    fn search_fragments(&self, record: &Record, fragments: &[&str]) -> Result<Vec<Span>, String> {
        if fragments.len() > MAX_FRAGMENTS || fragments.iter().any(|fragment| fragment.is_empty()) {
            return Err("a quote has at most 200 fragments, none of them empty".to_owned());
        }
        let text = self.text.as_str();
        let several = |n: &str| {
            let quote = around(&fragments.join(GAP), 0);
            format!("the quote “{quote}” occurs {n} times in {}; give `start` and `end`, or `before`", self.path)
        };
        let mut places: Vec<Vec<Span>> = Vec::new();
        let mut left = MAX_COMPARED;
        let mut ways: Vec<Vec<u64>> = Vec::new();
        for (k, fragment) in fragments.iter().enumerate() {
            let before = record.before.as_deref().filter(|_| k == 0);
            let after = record.after.as_deref().filter(|_| k + 1 == fragments.len());
            let fits = |span: Span| {
                before.is_none_or(|before| text[..span.start].ends_with(before))
                    && after.is_none_or(|after| text[span.end..].starts_with(after))
            };
            let found = places_of(fragment, text, &mut left, fits).ok_or_else(|| several("too many"))?;
            let counts = match (places.last(), ways.last()) {
                (Some(last), Some(ways)) => ways_on(last, ways, &found),
                _ => vec![1; found.len()],
            };
            places.push(found);
            ways.push(counts);
        }
        let total = ways.last().map_or(0, |last| last.iter().fold(0, |sum: u64, n| sum.saturating_add(*n)));
        match total {
            0 => Ok(Vec::new()),
            1 => Ok(only_way(&places, &ways)),
            n => Err(several(&n.to_string())),
        }
    }
}

fn is_single(record: &Record) -> bool {
    record.quote.as_ref().is_some_and(|quote| quote.len() == 1)
}

/// About 40 characters of `text` from a little before its character number `n`.
fn around(text: &str, n: usize) -> String {
    let skipped = if n > 20 { n - 10 } else { 0 };
    let mut out = String::from(if skipped > 0 { "…" } else { "" });
    let mut rest = text.chars().skip(skipped);
    out.extend(rest.by_ref().take(40).map(|c| if c.is_control() { ' ' } else { c }));
    if rest.next().is_some() {
        out.push('…');
    }
    out
}

/// Where `needle` stands in `text`, overlapping places too; `None` when there are too many.
fn places_of(needle: &str, text: &str, left: &mut usize, fits: impl Fn(Span) -> bool) -> Option<Vec<Span>> {
    let finder = memchr::memmem::Finder::new(needle);
    let mut tries = MAX_PLACES.min(*left / needle.len()).max(2);
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = finder.find(&text.as_bytes()[from..]) {
        let span = Span::new(from + at, from + at + needle.len());
        if fits(span) {
            found.push(span);
        }
        tries = tries.checked_sub(1)?;
        *left = left.saturating_sub(needle.len());
        from = span.start + 1;
    }
    Some(found)
}

/// In how many ways each of `next` can follow one of `last`, apart from it.
fn ways_on(last: &[Span], ways: &[u64], next: &[Span]) -> Vec<u64> {
    let (mut sum, mut i) = (0_u64, 0);
    let count = |span: &Span| {
        while i < last.len() && last[i].end < span.start {
            sum = sum.saturating_add(ways[i]);
            i += 1;
        }
        sum
    };
    next.iter().map(count).collect()
}

/// The only way through, from the last fragment back.
fn only_way(places: &[Vec<Span>], ways: &[Vec<u64>]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (places, ways) in places.iter().zip(ways).rev() {
        let fits = |span: &Span| spans.last().is_none_or(|next: &Span| span.end < next.start);
        let only = places.iter().zip(ways).find(|(span, n)| **n > 0 && fits(span));
        spans.extend(only.map(|(span, _)| *span));
    }
    spans.reverse();
    spans
}

/// How the words of a passage, joined by ` […] `, lie between its ends.
///
/// A mark in the words is a cut, or stands in the text itself. The first arrangement found is taken, with fewer
/// cuts and earlier places first.
struct Puzzle<'a> {
    /// The text up to the end of the passage.
    text: &'a str,
    words: &'a str,
    /// Where the marks stand in the words, in bytes; they may overlap.
    cuts: Vec<usize>,
    n_steps: usize,
    /// Bytes that may still be looked at.
    n_left: usize,
    /// The spans found, last first.
    spans: Vec<Span>,
}

impl<'a> Puzzle<'a> {
    fn new(text: &'a str, words: &'a str) -> Self {
        let cuts = words.char_indices().filter(|(at, _)| words[*at..].starts_with(GAP)).map(|(at, _)| at);
        Self { text, words, cuts: cuts.collect(), n_steps: 0, n_left: MAX_COMPARED, spans: Vec::new() }
    }

    /// Whether the words from byte `from` on can be placed, the first of them at byte `start` of the text.
    fn solve(&mut self, from: usize, start: usize) -> bool {
        let (words, rest) = (&self.words[from..], &self.text[start..]);
        if !words.is_empty() && words == rest {
            self.spans.push(Span::new(start, self.text.len()));
            return true;
        }
        let n_same = words.bytes().zip(rest.bytes()).take_while(|(a, b)| a == b).count();
        if !self.may_look_at(n_same) {
            return false;
        }
        for k in (0..self.cuts.len()).rev() {
            let cut = self.cuts[k];
            if cut <= from || cut > from + n_same {
                continue;
            }
            let end = start + (cut - from);
            if self.place_after(cut + GAP.len(), end) {
                self.spans.push(Span::new(start, end));
                return true;
            }
        }
        false
    }

    /// Whether the words from byte `from` on can be placed behind `end`, apart from it.
    fn place_after(&mut self, from: usize, end: usize) -> bool {
        let next_cut = self.cuts.iter().copied().find(|cut| *cut > from);
        let piece = &self.words[from..next_cut.unwrap_or(self.words.len())];
        let mut at = end + self.text[end..].chars().next().map_or(0, char::len_utf8);
        if piece.is_empty() || at == end || self.n_left == 0 {
            return false;
        }
        if next_cut.is_none() {
            // The last words end where the passage ends.
            let last = self.text.len().saturating_sub(piece.len());
            return last >= at && self.may_look_at(piece.len()) && self.text.ends_with(piece) && self.solve(from, last);
        }
        while let Some(found) = memchr::memmem::find(&self.text.as_bytes()[at..], piece.as_bytes()) {
            self.n_steps += 1;
            if self.n_steps > MAX_STEPS || !self.may_look_at(found + piece.len()) {
                return false;
            }
            if self.solve(from, at + found) {
                return true;
            }
            at += found + piece.chars().next().map_or(1, char::len_utf8);
        }
        // The way to the end was looked at as well.
        self.may_look_at(self.text.len() - at);
        false
    }

    /// Counts bytes that are looked at; whether there is patience left for them.
    fn may_look_at(&mut self, n_bytes: usize) -> bool {
        self.n_left = self.n_left.saturating_sub(n_bytes);
        self.n_left > 0
    }
}
