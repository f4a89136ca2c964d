//! Finding passages again where only their quotations and contexts are left: all places of the words, weighed by what
//! stands around them and by how far the neighbours of the passage have moved.

use super::Place;
use super::candidate::{Candidate, Part, candidates};
use super::found::Found;
use super::neighbours::Neighbours;
use super::proposal::{Wanted, propose, propose_at};
use super::words::{Numbers, Word};
use crate::text::{DocumentText, Span};

/// Bytes of a quotation from which on it speaks for itself.
const LONG: usize = 24;

/// Bytes of a quotation that stands but once and needs no surroundings.
const VERY_LONG: usize = 48;

/// Bytes beside a place that are no chance.
const CLOSE: usize = 12;

/// The likeness, in thousandths, of words that are rather these than the same elsewhere.
const MUCH_ALIKE: u16 = 750;

/// By how much the best place must stand out.
const MARGIN: f32 = 0.45;

/// Where the words of each of `parts` are now.
pub(super) fn search(parts: &[Part], present: &DocumentText) -> Vec<Place> {
    let mut numbers = Numbers::default();
    let words: Vec<Vec<Word>> = parts.iter().map(|part| numbers.words(part.quote)).collect();
    let mut around: Vec<(Option<u32>, Option<u32>)> = Vec::with_capacity(parts.len());
    for part in parts {
        let before = part.before.and_then(|text| numbers.words(text).last().map(|word| word.id));
        around.push((before, part.after.and_then(|text| numbers.words(text).first().map(|word| word.id))));
    }
    let text = Found::new(present.as_str(), &mut numbers);
    let found = parts.iter().zip(&words).map(|(part, words)| candidates(part, words, &text, present));
    let search = Search { parts, found: found.collect() };
    let together = search.together();
    let mut neighbours = Neighbours::new(search.shifts(|n| search.first_look(n, together[n])));
    // Those that their neighbours make sure are neighbours in their turn.
    for _ in 0..2 {
        let sure = |n| search.decide(n, together[n], &neighbours).filter(|(_, is_sure)| *is_sure);
        neighbours = Neighbours::new(search.shifts(|n| sure(n).map(|(candidate, _)| candidate)));
    }
    let place = |(n, part): (usize, &Part)| {
        let candidate = search.decide(n, together[n], &neighbours);
        let is_astray = |candidate: Candidate| neighbours.speak_for(n, part.was, candidate.shift) == 0.0;
        if let Some((candidate, true)) = candidate.filter(|(candidate, _)| !is_astray(*candidate)) {
            return Place::Sure(candidate.span(part));
        }
        let wanted = Wanted { quote: part.quote, words: &words[n], around: around[n] };
        let shifts = neighbours.shifts(n, part.was).map(|shift| {
            let byte = present.byte_from_char((part.was.0 as i64).saturating_add(shift).max(0) as usize);
            let word = text.words_in(Span::new(byte.unwrap_or(present.len()), present.len())).start as i64;
            (word, word)
        });
        let shifts: Vec<(i64, i64)> = shifts.collect();
        let Some((candidate, is_sure)) = candidate else {
            return propose(wanted, &shifts, &text, |_| true)
                .map_or(Place::Lost, |(span, score)| Place::Doubt(span, score));
        };
        // The same words far off are less likely than words much like them where they should be.
        let likely = || propose_at(wanted, &shifts, &text, |_| true).filter(|(_, score)| *score >= MUCH_ALIKE);
        match is_astray(candidate).then(likely).flatten() {
            Some((span, score)) => Place::Doubt(span, score),
            None if is_sure => Place::Sure(candidate.span(part)),
            None => Place::Doubt(candidate.span(part), 1_000),
        }
    };
    parts.iter().enumerate().map(place).collect()
}

/// The parts with the places of their words.
struct Search<'a> {
    parts: &'a [Part<'a>],
    found: Vec<Vec<Candidate>>,
}

impl Search<'_> {
    /// The shifts of the parts for which `place` has one.
    fn shifts(&self, place: impl Fn(usize) -> Option<Candidate>) -> Vec<(usize, (usize, usize), i64)> {
        let shift = |(n, part): (usize, &Part)| Some((n, part.was, place(n)?.shift));
        self.parts.iter().enumerate().filter_map(shift).collect()
    }

    /// For each part, the one shift at which all parts of its anchor stand, where that is no chance.
    fn together(&self) -> Vec<Option<i64>> {
        let mut out = Vec::with_capacity(self.parts.len());
        for group in self.parts.chunk_by(|a, b| a.of == b.of) {
            let from = out.len();
            let len: usize = group.iter().map(|part| part.quote.len()).sum();
            let others = &self.found[from + 1..from + group.len()];
            let has = |found: &Vec<Candidate>, shift: i64| found.iter().any(|other| other.shift == shift);
            let shifts = self.found[from].iter().map(|candidate| candidate.shift);
            let mut common = shifts.filter(|shift| others.iter().all(|found| has(found, *shift)));
            let is_telling = group.len() > 1 && len >= LONG;
            let only = common.next().filter(|_| is_telling && common.next().is_none());
            out.extend(group.iter().map(|_| only));
        }
        out
    }

    /// The place that stands out by itself.
    fn first_look(&self, n: usize, together: Option<i64>) -> Option<Candidate> {
        let (part, found) = (&self.parts[n], &self.found[n]);
        let best = *found.first()?;
        let second = found.get(1).map_or(0.0, |other| other.around());
        let is_clear = best.around() >= 1.5 && second <= best.around() - 0.5;
        let is_only = found.len() == 1 && part.quote.len() >= LONG && best.best >= 0.7;
        let is_together = together == Some(best.shift) && best.best >= 0.7;
        (is_clear || is_only || is_together).then_some(best)
    }

    /// The place that surroundings and neighbours speak for and whether they do so without doubt; `None` when the
    /// words are nowhere.
    fn decide(&self, n: usize, together: Option<i64>, neighbours: &Neighbours) -> Option<(Candidate, bool)> {
        let (part, found) = (&self.parts[n], &self.found[n]);
        let weighed = |candidate: &Candidate| {
            let beside = neighbours.speak_for(n, part.was, candidate.shift);
            let together = if together == Some(candidate.shift) { 0.7 } else { 0.0 };
            (candidate.around() + beside + together, beside, *candidate)
        };
        let mut weighed: Vec<(f32, f32, Candidate)> = found.iter().map(weighed).collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (sum, beside, best) = *weighed.first()?;
        let second = weighed.get(1).map_or(0.0, |other| other.0);
        let is_long = part.quote.len() >= LONG;
        let is_part = part.before.is_none() || part.after.is_none();
        let is_supported = best.around() >= 1.3
            || together == Some(best.shift)
            || (is_long && (best.best >= 0.7 || best.same >= CLOSE))
            || (beside >= 0.6 && (is_long || best.around() >= 0.9))
            || (part.quote.len() >= VERY_LONG && found.len() == 1);
        // Where nothing came in, the words were there before: they are others. One part does not go far by itself.
        let is_plausible = beside > 0.0
            || together == Some(best.shift)
            || (!is_part && (best.least >= 0.9 || !neighbours.were_there(part.was, best.shift)));
        Some((best, sum - second >= MARGIN && is_supported && is_plausible))
    }
}
