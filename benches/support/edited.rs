//! Edits of a document that keep account of where every character went.
//!
//! Shared by the benchmark and the tests of finding passages again.
#![allow(dead_code, missing_docs, reason = "each user takes its part")]

/// A small generator of pseudo-random numbers (Marsaglia, 2003: xorshift64), the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            dice.below(2);
        }
        dice
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % n.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A character with its place in the text before, or none when it was typed since.
pub type Char = (char, u32);
pub const TYPED: u32 = u32::MAX;

/// What is done to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    Typos,
    Insertions,
    Deletions,
    MovedParagraphs,
    MovedSentences,
    QuoteMarks,
    Spaces,
    Repeats,
    Mixture,
}

pub const EDITS: [Edit; 9] = [
    Edit::Typos,
    Edit::Insertions,
    Edit::Deletions,
    Edit::MovedParagraphs,
    Edit::MovedSentences,
    Edit::QuoteMarks,
    Edit::Spaces,
    Edit::Repeats,
    Edit::Mixture,
];

/// Edits a document: about one edit in so many characters.
pub fn edited(text: &str, edit: Edit, chars_per_edit: usize, dice: &mut Dice) -> Vec<Char> {
    let mut paragraphs: Vec<Vec<Char>> = vec![Vec::new()];
    for (at, c) in text.chars().enumerate() {
        paragraphs.last_mut().expect("has one").push((c, at as u32));
        if c == '\n' {
            paragraphs.push(Vec::new());
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let n_chars: usize = paragraphs.iter().map(Vec::len).sum();
    // Sentences and paragraphs are moved and repeated more seldom than words are changed.
    let unit = |edit| match edit {
        Edit::MovedParagraphs => 8,
        Edit::MovedSentences | Edit::Repeats => 5,
        Edit::QuoteMarks => 2,
        _ => 1,
    };
    let n_edits = (n_chars / chars_per_edit / unit(edit)).max(1);
    for _ in 0..n_edits {
        let mixed = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 5, 5, 6, 6, 3, 4, 7, 7];
        let edit = if edit == Edit::Mixture { EDITS[*dice.pick(&mixed)] } else { edit };
        one_edit(&mut paragraphs, edit, dice);
    }
    paragraphs.concat()
}

fn one_edit(paragraphs: &mut Vec<Vec<Char>>, edit: Edit, dice: &mut Dice) {
    if paragraphs.is_empty() {
        return;
    }
    // A paragraph by its length, so that each character is as likely to be edited.
    let total: usize = paragraphs.iter().map(Vec::len).sum();
    let mut left = dice.below(total);
    let which = paragraphs.iter().position(|paragraph| {
        let is_here = left < paragraph.len();
        left = left.saturating_sub(if is_here { 0 } else { paragraph.len() });
        is_here
    });
    let which = which.unwrap_or(0);
    match edit {
        Edit::Typos => typo(&mut paragraphs[which], dice),
        Edit::Insertions => match dice.below(10) {
            0..=4 => insert_words(&mut paragraphs[which], dice),
            5..=7 => {
                let sentence = new_sentence(dice);
                let at = sentence_of(&paragraphs[which], dice).0;
                put(&mut paragraphs[which], at, &sentence);
            }
            _ => {
                let paragraph: String = (0..=dice.below(4)).map(|_| new_sentence(dice)).collect();
                let typed = paragraph.trim_end().chars().chain(['\n']).map(|c| (c, TYPED)).collect();
                paragraphs.insert(which, typed);
            }
        },
        Edit::Deletions => match dice.below(10) {
            0..=4 => {
                let (from, to) = words_of(&paragraphs[which], dice);
                paragraphs[which].drain(from..to);
            }
            5..=8 => {
                let (from, to) = sentence_of(&paragraphs[which], dice);
                paragraphs[which].drain(from..to);
            }
            _ => drop(paragraphs.remove(which)),
        },
        Edit::MovedParagraphs => {
            let moved = paragraphs.remove(which);
            let to = dice.below(paragraphs.len() + 1);
            paragraphs.insert(to, moved);
        }
        Edit::MovedSentences => {
            let (from, to) = sentence_of(&paragraphs[which], dice);
            let moved: Vec<Char> = paragraphs[which].drain(from..to).collect();
            let other = dice.below(paragraphs.len());
            let at = sentence_of(&paragraphs[other], dice).0;
            paragraphs[other].splice(at..at, moved);
        }
        Edit::QuoteMarks => quote_marks(&mut paragraphs[which], dice),
        Edit::Spaces => spaces(paragraphs, which, dice),
        Edit::Repeats => repeat(paragraphs, which, dice),
        Edit::Mixture => {}
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
}

fn put(paragraph: &mut Vec<Char>, at: usize, text: &str) {
    paragraph.splice(at..at, text.chars().map(|c| (c, TYPED)));
}

fn typo(paragraph: &mut Vec<Char>, dice: &mut Dice) {
    let letters: Vec<usize> = (0..paragraph.len()).filter(|at| paragraph[*at].0.is_alphanumeric()).collect();
    if letters.len() < 2 {
        return;
    }
    let at = *dice.pick(&letters[..letters.len() - 1]);
    let letter = (char::from(b'a' + dice.below(26) as u8), TYPED);
    match dice.below(4) {
        0 => paragraph[at].0 = letter.0,
        1 => drop(paragraph.remove(at)),
        2 => paragraph.insert(at, letter),
        // Swapped: typed anew, as a person would mend it.
        _ => {
            let (a, b) = (paragraph[at].0, paragraph[at + 1].0);
            if b != '\n' && a != b {
                (paragraph[at], paragraph[at + 1]) = ((b, TYPED), (a, TYPED));
            }
        }
    }
}

fn insert_words(paragraph: &mut Vec<Char>, dice: &mut Dice) {
    let (from, _) = words_of(paragraph, dice);
    let words: String = (0..=dice.below(3)).map(|_| new_word(dice) + " ").collect();
    put(paragraph, from, &words);
}

/// One to four words with the space behind them.
fn words_of(paragraph: &[Char], dice: &mut Dice) -> (usize, usize) {
    let starts: Vec<usize> = (0..paragraph.len())
        .filter(|at| !paragraph[*at].0.is_whitespace() && (*at == 0 || paragraph[at - 1].0.is_whitespace()))
        .collect();
    if starts.is_empty() {
        return (0, 0);
    }
    let first = dice.below(starts.len());
    let end = starts.get(first + 1 + dice.below(4)).copied();
    (
        starts[first],
        end.unwrap_or(paragraph.len() - usize::from(paragraph.ends_with(&[('\n', paragraph[paragraph.len() - 1].1)]))),
    )
}

/// A sentence with the space behind it, without the line's end.
fn sentence_of(paragraph: &[Char], dice: &mut Dice) -> (usize, usize) {
    let mut starts = vec![0];
    for at in 1..paragraph.len() {
        let is_end = |c: char| matches!(c, '.' | '!' | '?' | '؟' | '。' | '”' | '"');
        if paragraph[at - 1].0 == ' ' && at >= 2 && is_end(paragraph[at - 2].0) || paragraph[at - 1].0 == '。' {
            starts.push(at);
        }
    }
    let n_text = paragraph.len() - usize::from(paragraph.last().is_some_and(|(c, _)| *c == '\n'));
    starts.retain(|at| *at < n_text.max(1));
    let first = dice.below(starts.len());
    (starts.get(first).copied().unwrap_or(0).min(n_text), starts.get(first + 1).copied().unwrap_or(n_text))
}

fn quote_marks(paragraph: &mut [Char], dice: &mut Dice) {
    let is_straight = dice.chance(70);
    for c in paragraph {
        let new = match c.0 {
            '“' | '”' if is_straight => '"',
            '‘' | '’' if is_straight => '\'',
            '“' => '«',
            '”' => '»',
            '"' => '”',
            '\'' => '’',
            '–' => '-',
            _ => continue,
        };
        c.0 = new;
    }
}

fn spaces(paragraphs: &mut [Vec<Char>], which: usize, dice: &mut Dice) {
    let paragraph = &mut paragraphs[which];
    let all: Vec<usize> = (0..paragraph.len()).filter(|at| paragraph[*at].0 == ' ').collect();
    if all.is_empty() {
        return;
    }
    let at = *dice.pick(&all);
    match dice.below(5) {
        0 => paragraph[at].0 = '\u{a0}',
        1 => paragraph.insert(at, (' ', TYPED)),
        2 => drop(paragraph.remove(at)),
        3 => paragraph[at].0 = '\n',
        // All of a paragraph, as a converter does it.
        _ => all.into_iter().rev().step_by(7).for_each(|at| paragraph.insert(at, (' ', TYPED))),
    }
}

/// Sentences that are there more than once: copies are put in, originals left out.
fn repeat(paragraphs: &mut Vec<Vec<Char>>, which: usize, dice: &mut Dice) {
    let (from, to) = sentence_of(&paragraphs[which], dice);
    match dice.below(4) {
        0 => drop(paragraphs[which].drain(from..to)),
        1 => {
            let mut copy: Vec<Char> = paragraphs[which][from..to].iter().map(|(c, _)| (*c, TYPED)).collect();
            if copy.last().is_some_and(|(c, _)| !c.is_whitespace()) {
                copy.push((' ', TYPED));
            }
            // Right behind the original only now and then: then nobody can tell the two apart.
            let other = if dice.chance(2) { which } else { dice.below(paragraphs.len()) };
            let at = sentence_of(&paragraphs[other], dice).0;
            paragraphs[other].splice(at..at, copy);
        }
        2 => {
            let copy = paragraphs[which].iter().map(|(c, _)| (*c, TYPED)).collect();
            let at = dice.below(paragraphs.len());
            paragraphs.insert(at, copy);
        }
        _ => {
            let moved: Vec<Char> = paragraphs[which].drain(from..to).collect();
            let other = dice.below(paragraphs.len());
            let at = sentence_of(&paragraphs[other], dice).0;
            paragraphs[other].splice(at..at, moved);
        }
    }
}

fn new_word(dice: &mut Dice) -> String {
    const WORDS: [&str; 20] = [
        "the", "of", "and", "to", "in", "new", "very", "NHS", "care", "patients", "not", "that", "local", "services",
        "said", "a", "for", "leaders", "more", "health",
    ];
    const PARTS: [&str; 12] = ["ta", "re", "mi", "on", "es", "pol", "cy", "gov", "ern", "al", "wick", "ham"];
    if dice.chance(60) {
        (*dice.pick(&WORDS)).to_owned()
    } else {
        (0..=1 + dice.below(3)).map(|_| *dice.pick(&PARTS)).collect()
    }
}

fn new_sentence(dice: &mut Dice) -> String {
    let words: Vec<String> = (0..4 + dice.below(16)).map(|_| new_word(dice)).collect();
    let first = *dice.pick(&["The", "But", "He", "NHS", "“We", "In"]);
    format!("{first} {}. ", words.join(" "))
}
