//! Passages of a document, and how often it was right what is said of them after an edit.
//!
//! Shared by the benchmark and the tests of finding passages again.
#![allow(dead_code, missing_docs, reason = "each user takes its part")]

use super::edited::{Char, Dice, TYPED};
use standpoint::text::{Anchor, CONTEXT_CHARS, DocumentText, Span, Verdict, sentences};

/// Passages of `text`: words, parts of sentences, sentences, several, in two parts now and then.
pub fn passages(text: &DocumentText, n: usize, dice: &mut Dice) -> Vec<Anchor> {
    let sentences: Vec<(usize, usize)> =
        sentences(text.as_str()).iter().map(|span| text.chars_from_span(*span)).collect();
    let chars: Vec<char> = text.as_str().chars().collect();
    let mut out = Vec::new();
    while out.len() < n {
        let at = dice.below(sentences.len());
        let (from, to) = sentences[at];
        let part = |dice: &mut Dice, from: usize, to: usize, most: usize| {
            let is_start = |at: &usize| chars[*at].is_alphanumeric() && (*at == 0 || !chars[at - 1].is_alphanumeric());
            let is_end =
                |at: &usize| !chars[*at - 1].is_whitespace() && (*at == chars.len() || !chars[*at].is_alphanumeric());
            let starts: Vec<usize> = (from..to).filter(is_start).collect();
            let start = if starts.is_empty() { from } else { *dice.pick(&starts) };
            let n_words = 1 + dice.below(most);
            let end = (start + 1..=to)
                .filter(is_end)
                .filter(|at| chars[*at - 1].is_alphanumeric() || dice.chance(50))
                .take(n_words)
                .last();
            (start, end.unwrap_or(to))
        };
        let spans = match dice.below(100) {
            0..=49 => vec![(from, to)],
            50..=74 => vec![part(dice, from, to, 14)],
            75..=79 => vec![part(dice, from, to, 2)],
            80..=89 => vec![(from, sentences[(at + 1 + dice.below(3)).min(sentences.len() - 1)].1)],
            90 => vec![(from, from + 1)],
            _ => {
                let next = sentences[(at + 1).min(sentences.len() - 1)];
                vec![part(dice, from, to, 12), part(dice, next.0, next.1, 12)]
            }
        };
        if spans.iter().any(|(from, to)| from >= to) || spans.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
            continue;
        }
        let bytes = spans.iter().filter_map(|(from, to)| text.span_from_chars(*from, *to));
        out.push(anchor_of(text, &bytes.collect::<Vec<_>>()));
    }
    out
}

/// The anchor that a file would hold of `spans`, which rise.
pub fn anchor_of(text: &DocumentText, spans: &[Span]) -> Anchor {
    Anchor {
        spans: spans.iter().map(|span| text.chars_from_span(*span)).collect(),
        quote: spans.iter().map(|span| text.slice(*span).to_owned()).collect(),
        before: text.before(spans[0].start, CONTEXT_CHARS).to_owned(),
        after: text.after(spans[spans.len() - 1].end, CONTEXT_CHARS).to_owned(),
    }
}

/// What truly became of a passage.
pub fn truth(anchor: &Anchor, place: &[u32]) -> Option<Vec<usize>> {
    let kept = |&(from, to): &(usize, usize)| {
        let at = place[from];
        let is_kept = at != TYPED && (from..to).all(|was| place[was] == at + (was - from) as u32);
        is_kept.then_some(at as usize)
    };
    let now: Vec<usize> = anchor.spans.iter().map(kept).collect::<Option<_>>()?;
    // Parts that changed places, or came together, are no longer the passage that they were.
    let ends = now.iter().zip(&anchor.spans).map(|(at, (from, to))| at + to - from);
    let is_in_order = ends.zip(&now[1..]).all(|(end, next)| end < *next);
    is_in_order.then_some(now)
}

/// For each character of the text before, where it is now, unless it was changed.
pub fn places(before: &DocumentText, edited: &[Char]) -> Vec<u32> {
    let chars: Vec<char> = before.as_str().chars().collect();
    let mut places = vec![TYPED; chars.len()];
    for (at, (c, was)) in edited.iter().enumerate() {
        // What was changed and changed back is as it was.
        if chars.get(*was as usize) == Some(c) {
            places[*was as usize] = at as u32;
        }
    }
    places
}

/// How often verdicts were right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Per *exact* and *moved*: truly so, called so, called so rightly.
    pub exact: [usize; 3],
    pub moved: [usize; 3],
    /// Placed without being called changed on words that are not those of the passage.
    pub other_words: usize,
    /// Truly changed or lost; and of these, called changed with a place that holds a part of what is left.
    pub changed: [usize; 2],
    /// Truly changed, with half of it or more left in one place; called changed with a place that holds a part of it.
    pub mostly: [usize; 2],
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        let sum = |a: &mut [usize], b: &[usize]| a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
        sum(&mut self.exact, &other.exact);
        sum(&mut self.moved, &other.moved);
        sum(&mut self.changed, &other.changed);
        sum(&mut self.mostly, &other.mostly);
        self.other_words += other.other_words;
    }

    /// Counts one verdict; whether it was right.
    pub fn count(&mut self, anchor: &Anchor, place: &[u32], verdict: &Verdict, text: &DocumentText) -> bool {
        let truth = truth(anchor, place);
        let stands = |truth: &Vec<usize>| truth.iter().zip(&anchor.spans).all(|(now, was)| *now == was.0);
        let is_exact = truth.as_ref().is_some_and(stands);
        let is_moved = truth.is_some() && !is_exact;
        self.exact[0] += usize::from(is_exact);
        self.moved[0] += usize::from(is_moved);
        let starts: Vec<usize> = verdict.spans().iter().map(|span| text.char_from_byte(span.start)).collect();
        let is_there = truth.as_ref() == Some(&starts);
        let holds = verdict.spans().iter().map(|span| text.slice(*span)).eq(anchor.quote.iter().map(String::as_str));
        match verdict {
            Verdict::Exact(_) => {
                self.exact[1] += 1;
                self.exact[2] += usize::from(is_exact && is_there);
                self.other_words += usize::from(!holds);
                is_exact && is_there && holds
            }
            Verdict::Moved(_) => {
                self.moved[1] += 1;
                self.moved[2] += usize::from(is_moved && is_there);
                self.other_words += usize::from(!holds);
                is_moved && is_there && holds
            }
            Verdict::Changed { .. } | Verdict::Lost => {
                if truth.is_some() {
                    return false;
                }
                let left: Vec<usize> = anchor.spans.iter().flat_map(|(from, to)| *from..*to).collect();
                let now: Vec<usize> =
                    left.iter().map(|was| place[*was]).filter(|at| *at != TYPED).map(|at| at as usize).collect();
                let held = |at: &&usize| {
                    verdict.spans().iter().any(|span| {
                        let (from, to) = text.chars_from_span(*span);
                        from <= **at && **at < to
                    })
                };
                let n_held = now.iter().filter(held).count();
                let is_found = n_held * 2 >= now.len() && n_held > 0;
                self.changed[0] += 1;
                self.changed[1] += usize::from(is_found || now.is_empty());
                if now.len() * 2 >= left.len() {
                    self.mostly[0] += 1;
                    self.mostly[1] += usize::from(is_found);
                    return is_found;
                }
                true
            }
        }
    }
}

/// Finds the passages of an edited document again and counts how often that was right; `tell` hears of each failure.
pub fn run(
    before: &DocumentText,
    anchors: &[Anchor],
    now: &[Char],
    has_earlier: bool,
    mut tell: impl FnMut(&Anchor, &Verdict, Option<Vec<usize>>, &DocumentText),
) -> Counts {
    let text = DocumentText::new(now.iter().map(|(c, _)| *c).collect::<String>());
    let place = places(before, now);
    let verdicts = standpoint::text::find_again(anchors, has_earlier.then_some(before), &text);
    let mut counts = Counts::default();
    for (anchor, verdict) in anchors.iter().zip(&verdicts) {
        if !counts.count(anchor, &place, verdict, &text) {
            tell(anchor, verdict, truth(anchor, &place), &text);
        }
    }
    counts
}
