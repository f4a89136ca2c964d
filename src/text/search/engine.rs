//! The engine that runs an expression over a stretch of text, with the way back to the text as it is.

use super::alphabet::{Alphabet, WayBack};
use super::expression::MAX_DEPTH;
use super::fold::Folding;
use crate::text::Span;
use regex::{Regex, RegexBuilder, bytes};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;
use std::borrow::Cow;
use std::sync::Arc;

/// Most bytes that the program of an expression may take: larger ones take their time on every letter.
const MAX_PROGRAM_BYTES: usize = 8 << 20;

/// As above for a program over an [`Alphabet`], in which a letter takes one step.
const MAX_BYTE_PROGRAM_BYTES: usize = 512 << 10;

/// Most bytes that an expression may keep while it runs.
const MAX_CACHE_BYTES: usize = 8 << 20;

/// An expression made ready to run.
#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// Over the kinds of letters that it tells apart, which is quick in every script.
    Kinds(Arc<Alphabet>, bytes::Regex),
    /// Over the letters themselves, where it tells too many apart.
    Letters {
        /// What runs.
        regex: Regex,
        /// Whether over the folded text.
        is_folded: bool,
    },
}

impl Engine {
    /// Makes `source` ready.
    pub fn new(source: &str, is_folded: bool) -> Result<Self, regex::Error> {
        let mut parser = ParserBuilder::new();
        parser.case_insensitive(is_folded).multi_line(true).nest_limit(MAX_DEPTH + 2);
        let hir = parser.build().parse(source).map_err(|error| regex::Error::Syntax(error.to_string()))?;
        match Alphabet::of(&hir, is_folded) {
            Some((alphabet, hir)) => Ok(Self::Kinds(Arc::new(alphabet), over_kinds(&hir)?)),
            None => Self::over_letters(source, is_folded),
        }
    }

    /// As [`Self::new`], over the letters whatever they are.
    pub fn over_letters(source: &str, is_folded: bool) -> Result<Self, regex::Error> {
        let mut builder = RegexBuilder::new(source);
        builder.case_insensitive(is_folded).multi_line(true).nest_limit(MAX_DEPTH + 2);
        let regex = builder.size_limit(MAX_PROGRAM_BYTES).dfa_size_limit(MAX_CACHE_BYTES).build()?;
        Ok(Self::Letters { regex, is_folded })
    }

    /// What is found in `span` of `text` from `from` on; `scratch` is overwritten.
    pub fn window<'t>(&'t self, text: &'t str, span: Span, from: usize, scratch: &'t mut Vec<u8>) -> Window<'t> {
        let text = &text[span.start..span.end];
        let from = from - span.start;
        match self {
            Self::Kinds(alphabet, regex) => {
                scratch.clear();
                alphabet.add(&text[..from], scratch);
                let counted_from = scratch.len();
                alphabet.add(&text[from..], scratch);
                let way_back = WayBack::new(alphabet, text);
                Window { start: span.start, from: counted_from, over: Over::Kinds { regex, counts: scratch, way_back } }
            }
            Self::Letters { regex, is_folded } => {
                let mut letters = Letters { text: Cow::Borrowed(text), bends: Vec::new() };
                let mut counted_from = from;
                if *is_folded && !text.is_ascii() {
                    letters.text = Cow::Owned(String::with_capacity(text.len()));
                    letters.add(text, Span::new(0, from));
                    counted_from = letters.text.len();
                    letters.add(text, Span::new(from, text.len()));
                }
                Window { start: span.start, from: counted_from, over: Over::Letters { regex, letters } }
            }
        }
    }
}

fn over_kinds(hir: &Hir) -> Result<bytes::Regex, regex::Error> {
    // What is written out has more brackets than what was typed.
    let mut builder = bytes::RegexBuilder::new(&hir.to_string());
    builder.nest_limit(MAX_DEPTH * 10).size_limit(MAX_BYTE_PROGRAM_BYTES).dfa_size_limit(MAX_CACHE_BYTES).build()
}

/// A stretch of text being searched: an iterator over the places, never empty, from left to right.
pub(super) struct Window<'t> {
    /// Where it begins in the text as it is.
    start: usize,
    /// What is looked at next, as it counts.
    from: usize,
    over: Over<'t>,
}

enum Over<'t> {
    Kinds { regex: &'t bytes::Regex, counts: &'t [u8], way_back: WayBack<'t> },
    Letters { regex: &'t Regex, letters: Letters<'t> },
}

impl Iterator for Window<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            let found = match &self.over {
                Over::Kinds { regex, counts, .. } => {
                    regex.find_at(counts, self.from).map(|found| (found.start(), found.end()))?
                }
                Over::Letters { regex, letters } => {
                    regex.find_at(&letters.text, self.from).map(|found| (found.start(), found.end()))?
                }
            };
            let (start, end) = found;
            if start < end {
                self.from = end;
                let place = match &mut self.over {
                    Over::Kinds { way_back, .. } => way_back.place(start, end),
                    Over::Letters { letters, .. } => letters.place(start, end),
                };
                return Some(Span::new(self.start + place.start, self.start + place.end));
            }
            self.from = match &self.over {
                Over::Kinds { counts, .. } => (end < counts.len()).then_some(end + 1)?,
                Over::Letters { letters, .. } => end + letters.text[end..].chars().next()?.len_utf8(),
            };
        }
    }
}

/// A stretch of text, folded, with the way back.
struct Letters<'t> {
    text: Cow<'t, str>,
    bends: Vec<Bend>,
}

/// A character that is of another length, or several, or none, as it counts.
struct Bend {
    counts: Span,
    is: Span,
}

impl Letters<'_> {
    fn add(&mut self, text: &str, span: Span) {
        let out = self.text.to_mut();
        let mut rest = &text[span.start..span.end];
        while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
            out.push_str(&rest[..at]);
            let Some(c) = rest[at..].chars().next() else { break };
            let (before, mut n_parts) = (out.len(), 0);
            Folding::Plain.spread(c, |part| {
                out.push(part);
                n_parts += 1;
            });
            let end = span.end - rest.len() + at + c.len_utf8();
            if n_parts != 1 || out.len() - before != c.len_utf8() {
                let (counts, is) = (Span::new(before, out.len()), Span::new(end - c.len_utf8(), end));
                self.bends.push(Bend { counts, is });
            }
            rest = &text[end..span.end];
        }
        out.push_str(rest);
    }

    /// The place in the text as it is: whole characters, with what counts for nothing behind the last.
    fn place(&self, start: usize, end: usize) -> Span {
        Span::new(self.origin(start, |bend| bend.is.start), self.origin(end, |bend| bend.is.end))
    }

    fn origin(&self, at: usize, inside: fn(&Bend) -> usize) -> usize {
        let n = self.bends.partition_point(|bend| bend.counts.start <= at);
        match n.checked_sub(1).map(|last| &self.bends[last]) {
            None => at,
            Some(bend) if bend.counts.end <= at => bend.is.end + (at - bend.counts.end),
            Some(bend) if bend.counts.start == at => bend.is.start,
            Some(bend) => inside(bend),
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(engine: &Engine, text: &str, from: usize) -> Vec<Span> {
        engine.window(text, Span::new(0, text.len()), from, &mut Vec::new()).collect()
    }

    fn texts() -> impl Strategy<Value = String> {
        let some = [
            "a", "B", "k", "\u{212a}", "é", "E\u{301}", "ß", "ſ", "İ", "ı", "д", "Ж", "ж", "й", "Й", "ё", "ά", "Σ",
            "ς", "σ", "س", "سَ", "لا", "ـ", "會", "가", "ㄱ", "Ǆ", "ﬁ", "\u{ad}", "\u{200d}", "\u{200b}", "_", "7", "٣",
            "²", "😀", "𐐀", "𐐨", " ", "\u{a0}", "\n", "\r\n", "-", "–", "“", "’", ".",
        ];
        prop::collection::vec(prop::sample::select(some.to_vec()), 0..40).prop_map(|parts| parts.concat())
    }

    fn expressions() -> impl Strategy<Value = String> {
        let some = [
            "a",
            "B",
            "k",
            "s",
            "é",
            "ж",
            "Й",
            "σ",
            "س",
            "ل",
            "會",
            "가",
            "𐐀",
            "_",
            " ",
            "-",
            r"\n",
            "\r",
            r"\w",
            r"\W",
            r"\d",
            r"\s",
            ".",
            "(?s:.)",
            "(?R:$)",
            "(?-i:Ж)",
            "[а-я]",
            "[^аж]",
            "[a-zé]",
            r"\p{Lu}",
            r"\pL",
            r"\p{Greek}",
            r"\b",
            r"\b",
            r"\B",
            r"\b{start}",
            r"\b{end}",
            r"\b{start-half}",
            r"\b{end-half}",
            "^",
            "$",
            r"\A",
            r"\z",
            "",
        ];
        let leaf = prop::sample::select(some.to_vec()).prop_map(str::to_owned);
        leaf.prop_recursive(4, 24, 4, |inner| {
            let signs = prop::sample::select(vec!["*", "+", "?", "*?", "+?", "{1,3}", "{2}"]);
            prop_oneof![
                3 => prop::collection::vec(inner.clone(), 1..5).prop_map(|list| list.concat()),
                1 => prop::collection::vec(inner.clone(), 2..4).prop_map(|list| format!("({})", list.join("|"))),
                1 => (inner, signs).prop_map(|(inner, sign)| format!("(?:{inner}){sign}")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

        #[test]
        fn kinds_of_letters_find_what_the_letters_themselves_find(
            source in expressions(), texts in prop::collection::vec((texts(), 0_usize..4), 12), is_folded: bool,
        ) {
            let kinds = Engine::new(&source, is_folded).expect("is read");
            prop_assert!(matches!(kinds, Engine::Kinds(..)), "{source:?}");
            let letters = Engine::over_letters(&source, is_folded).expect("is read");
            for (text, from) in texts {
                let from = text.char_indices().nth(from).map_or(text.len(), |(at, _)| at);
                let (of_kinds, of_letters) = (found(&kinds, &text, from), found(&letters, &text, from));
                prop_assert_eq!(of_kinds, of_letters, "{:?} in {:?} from {}", source, text, from);
            }
        }
    }

    #[test]
    fn an_expression_that_tells_too_much_apart_runs_over_the_letters() {
        let many: String = ('一'..).take(300).collect();
        for source in [format!("[{many}]|{}", &many[3..6]), many.clone(), r"(?-u:\b)k".to_owned()] {
            let engine = Engine::new(&source, true).expect("is read");
            let is_over_letters = matches!(engine, Engine::Letters { .. });
            assert_eq!(is_over_letters, !source.starts_with('['), "{source}");
            let text = format!("k {many}");
            assert!(!found(&engine, &text, 0).is_empty(), "{source}");
        }
    }
}
