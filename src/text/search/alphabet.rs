//! The letters that an expression tells apart, each kind as one byte.
//!
//! An expression tells few characters from each other: those that it names, those of its classes, those that belong to
//! words. With one byte for each such kind a text is shorter, and the engine never meets a letter outside of ASCII, on
//! which it decides about the border of a word only slowly. Characters map one by one, so that nothing else is found.
//!
//! ```text
//! \bв\w+   в 'x'  other letters '0'  line feed '\n'  the rest ' '      (?-u:\b)x[x0\n…]+
//! "он, ввел" ─▶ "00  xx00" ─ found 4..8 ─▶ the bytes of "ввел"
//! ```

use super::fold::Folding;
use crate::text::Span;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};
use std::collections::{BTreeMap, BTreeSet};

/// In the table: the character counts for nothing.
const NOTHING: u8 = 0xfe;

/// In the table: the character has to be folded to know; it may count as several.
const ASK: u8 = 0xff;

/// Characters below this one are looked up: all but rare ones and the syllables of Hangul.
const N_IN_TABLE: u32 = 0xa000;

/// From this one on, characters in the table stand for themselves.
const N_FOLDED: u32 = 0x3400;

/// The kinds of characters that an expression tells apart.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// First characters of stretches that are of one kind, rising from 0.
    starts: Vec<u32>,
    /// The byte of each stretch.
    codes: Vec<u8>,
    /// The byte of each character below [`N_IN_TABLE`], folded where the text is.
    table: Vec<u8>,
    /// Whether the text is folded first.
    is_folded: bool,
}

impl Alphabet {
    /// The kinds that `hir` tells apart, and what it is over their bytes; `None` where there are too many of them, or it
    /// asks for borders of words of ASCII.
    pub fn of(hir: &Hir, is_folded: bool) -> Option<(Self, Hir)> {
        let mut classes = BTreeSet::new();
        for own in ['\n', '\r'] {
            classes.insert(vec![(own.into(), own.into())]);
        }
        let is_word = ranges(&word_letters()?);
        collect(hir, &mut classes)?;
        let mut starts: Vec<u32> = vec![0];
        starts.extend(classes.iter().chain([&is_word]).flatten().flat_map(|(first, last)| [*first, *last + 1]));
        starts.sort_unstable();
        starts.dedup();
        let kinds = kinds(&starts, classes.iter().chain([&is_word]))?;
        let codes = codes(&starts, &kinds, &is_word)?;
        let mut alphabet = Self { starts, codes, table: Vec::new(), is_folded };
        alphabet.table = alphabet.table();
        let over_bytes = alphabet.over_bytes(hir)?;
        Some((alphabet, over_bytes))
    }

    /// The byte of the kind of `c`, which is folded already.
    fn code(&self, c: u32) -> u8 {
        self.codes[self.starts.partition_point(|start| *start <= c) - 1]
    }

    fn table(&self) -> Vec<u8> {
        let mut table = vec![0; N_IN_TABLE as usize];
        let ends = self.starts.iter().skip(1).copied().chain([u32::MAX]);
        for ((start, end), code) in self.starts.iter().zip(ends).zip(&self.codes) {
            table[(*start).min(N_IN_TABLE) as usize..end.min(N_IN_TABLE) as usize].fill(*code);
        }
        if self.is_folded {
            for c in ('\u{80}'..).take_while(|c| u32::from(*c) < N_FOLDED) {
                let mut entry = NOTHING;
                Folding::Plain.spread(c, |part| entry = if entry == NOTHING { self.code(part.into()) } else { ASK });
                table[c as usize] = entry;
            }
        }
        table
    }

    /// Calls `put` with each byte that `c` counts as.
    #[inline]
    fn spread(&self, c: char, mut put: impl FnMut(u8)) {
        match self.table.get(c as usize) {
            Some(&NOTHING) => {}
            Some(&ASK) => Folding::Plain.spread(c, |part| put(self.code(part.into()))),
            Some(&code) => put(code),
            None if self.is_folded => Folding::Plain.spread(c, |part| put(self.code(part.into()))),
            None => put(self.code(c.into())),
        }
    }

    /// Adds what `text` counts as to `out`.
    pub fn add(&self, text: &str, out: &mut Vec<u8>) {
        out.reserve(text.len());
        for c in text.chars() {
            self.spread(c, |code| out.push(code));
        }
    }

    fn over_bytes(&self, hir: &Hir) -> Option<Hir> {
        let of_all = |list: &[Hir]| list.iter().map(|one| self.over_bytes(one)).collect::<Option<Vec<Hir>>>();
        Some(match hir.kind() {
            HirKind::Empty => Hir::empty(),
            HirKind::Literal(literal) => {
                let letters = std::str::from_utf8(&literal.0).ok()?.chars();
                Hir::literal(letters.map(|c| self.code(c.into())).collect::<Vec<u8>>())
            }
            HirKind::Class(class) => Hir::class(Class::Bytes(self.class(&unicode(class)?))),
            HirKind::Look(look) => Hir::look(over_ascii(*look)?),
            HirKind::Repetition(repetition) => Hir::repetition(repetition.with(self.over_bytes(&repetition.sub)?)),
            HirKind::Capture(capture) => self.over_bytes(&capture.sub)?,
            HirKind::Concat(list) => Hir::concat(of_all(list)?),
            HirKind::Alternation(list) => Hir::alternation(of_all(list)?),
        })
    }

    fn class(&self, class: &ClassUnicode) -> ClassBytes {
        let of_range = |(first, last): (u32, u32)| {
            let from = self.starts.partition_point(|start| *start < first);
            let to = self.starts.partition_point(|start| *start <= last);
            self.codes[from..to].iter()
        };
        let codes: BTreeSet<u8> = ranges(class).into_iter().flat_map(of_range).copied().collect();
        ClassBytes::new(codes.into_iter().map(|code| ClassBytesRange::new(code, code)))
    }
}

/// From places among the bytes back to those in the text, from left to right.
pub(super) struct WayBack<'t> {
    alphabet: &'t Alphabet,
    text: &'t str,
    /// Bytes of the text that are behind.
    at: usize,
    /// How many bytes they count as.
    n_counted: usize,
}

impl<'t> WayBack<'t> {
    /// From the beginning of `text`.
    pub const fn new(alphabet: &'t Alphabet, text: &'t str) -> Self {
        Self { alphabet, text, at: 0, n_counted: 0 }
    }

    /// The place in the text: whole characters, with what counts for nothing behind the last.
    pub fn place(&mut self, start: usize, end: usize) -> Span {
        let first = self.walk(start).0;
        Span::new(first, self.walk(end).1)
    }

    /// Where what counts as the byte number `to` begins; and where it ends if it counts as others before that as well,
    /// else the same place.
    fn walk(&mut self, to: usize) -> (usize, usize) {
        for c in self.text[self.at..].chars() {
            let mut n = 0;
            self.alphabet.spread(c, |_| n += 1);
            if self.n_counted + n > to {
                let is_inside = self.n_counted < to;
                return (self.at, if is_inside { self.at + c.len_utf8() } else { self.at });
            }
            self.at += c.len_utf8();
            self.n_counted += n;
        }
        (self.at, self.at)
    }
}

/// The letters, digits and signs that make words, by the engine's own account.
fn word_letters() -> Option<ClassUnicode> {
    let hir = ParserBuilder::new().build().parse(r"\w").ok()?;
    match hir.into_kind() {
        HirKind::Class(class) => unicode(&class),
        _ => None,
    }
}

fn unicode(class: &Class) -> Option<ClassUnicode> {
    match class {
        Class::Unicode(class) => Some(class.clone()),
        Class::Bytes(class) => class.to_unicode_class(),
    }
}

/// First and last characters.
type Ranges = Vec<(u32, u32)>;

fn ranges(class: &ClassUnicode) -> Ranges {
    class.iter().map(|range: &ClassUnicodeRange| (range.start().into(), range.end().into())).collect()
}

/// Every class of characters in `hir`; a letter is one of its own.
fn collect(hir: &Hir, classes: &mut BTreeSet<Ranges>) -> Option<()> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let letters = std::str::from_utf8(&literal.0).ok()?.chars();
            classes.extend(letters.map(|c| vec![(c.into(), c.into())]));
        }
        HirKind::Class(class) => {
            classes.insert(ranges(&unicode(class)?));
        }
        _ => return hir.kind().subs().iter().try_for_each(|one| collect(one, classes)),
    }
    Some(())
}

/// For each stretch the number of its kind: two of one kind lie in the same classes. `None` with too many for a byte.
fn kinds<'c>(starts: &[u32], classes: impl Iterator<Item = &'c Ranges>) -> Option<Vec<usize>> {
    let mut kinds = vec![0; starts.len()];
    let mut n_kinds = 1;
    for class in classes {
        let mut is_in = vec![false; starts.len()];
        for (first, last) in class {
            let from = starts.partition_point(|start| start < first);
            let to = starts.partition_point(|start| start <= last);
            is_in[from..to].fill(true);
        }
        let mut split = BTreeMap::new();
        for (kind, is_in) in kinds.iter_mut().zip(&is_in) {
            let n = split.len();
            *kind = *split.entry((*kind, *is_in)).or_insert(n);
        }
        n_kinds = split.len();
        if n_kinds > usize::from(NOTHING) {
            return None;
        }
    }
    (n_kinds > 0).then_some(kinds)
}

/// A byte for each stretch: for kinds of letters one that ASCII counts as a letter, for others one that it does not.
fn codes(starts: &[u32], kinds: &[usize], is_word: &Ranges) -> Option<Vec<u8>> {
    let kind_at = |c: u32| kinds[starts.partition_point(|start| *start <= c) - 1];
    let mut of_kind = BTreeMap::new();
    // A kind with characters of ASCII is called as the last of them, so that common letters stay common ones.
    for own in (0..0x80).rev() {
        of_kind.entry(kind_at(own)).or_insert(own as u8);
    }
    let taken: BTreeSet<u8> = of_kind.values().copied().collect();
    let (mut letters, mut others): (Vec<u8>, Vec<u8>) = (0..NOTHING)
        .filter(|code| !taken.contains(code))
        .partition(|code| code.is_ascii_alphanumeric() || *code == b'_');
    let is_letter = |c: u32| is_word.iter().any(|(first, last)| (*first..=*last).contains(&c));
    for (start, kind) in starts.iter().zip(kinds) {
        if !of_kind.contains_key(kind) {
            of_kind.insert(*kind, if is_letter(*start) { letters.pop()? } else { others.pop()? });
        }
    }
    Some(kinds.iter().map(|kind| of_kind[kind]).collect())
}

/// The same border where letters are those of ASCII.
const fn over_ascii(look: Look) -> Option<Look> {
    Some(match look {
        Look::WordUnicode => Look::WordAscii,
        Look::WordUnicodeNegate => Look::WordAsciiNegate,
        Look::WordStartUnicode => Look::WordStartAscii,
        Look::WordEndUnicode => Look::WordEndAscii,
        Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
        Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
        Look::Start | Look::End | Look::StartLF | Look::EndLF | Look::StartCRLF | Look::EndCRLF => look,
        Look::WordAscii
        | Look::WordAsciiNegate
        | Look::WordStartAscii
        | Look::WordEndAscii
        | Look::WordStartHalfAscii
        | Look::WordEndHalfAscii => return None,
    })
}
