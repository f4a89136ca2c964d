//! Reading direction of pieces of text: enough of the bidirectional algorithm to put words in order.
//!
//! Follows Unicode Standard Annex 9 for whole words: strong letters and numbers give levels (rules W2, I1, I2),
//! what lies between takes the level of its neighbours or of the paragraph (N1, N2), rows are reversed from the
//! highest level down (L2). Explicit embeddings are not followed; offsets never depend on any of this.

/// Which way a piece of text runs by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
    Number,
    Neutral,
}

/// Whether `c` belongs to a script written from right to left, or steers direction.
pub(super) const fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{08FF}'
        | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether `c` is no letter, and only steers direction.
pub(super) const fn steers(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}')
}

/// The direction of the first character of `piece` that has one.
pub(super) fn direction_of(piece: &str) -> Direction {
    let one = |c: char| {
        if c.is_numeric() {
            Direction::Number
        } else if is_right_to_left(c) {
            Direction::RightToLeft
        } else if c.is_alphabetic() {
            Direction::LeftToRight
        } else {
            Direction::Neutral
        }
    };
    piece.chars().map(one).find(|direction| *direction != Direction::Neutral).unwrap_or(Direction::Neutral)
}

/// Whether the first letter of `text` runs from right to left.
pub(super) fn is_right_to_left_paragraph(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_right_to_left)
}

/// Embedding levels of pieces that stand in one row; odd runs from right to left.
pub(super) fn levels(directions: &[Direction], is_right_to_left_paragraph: bool) -> Vec<u8> {
    let base = u8::from(is_right_to_left_paragraph);
    let mut levels = Vec::with_capacity(directions.len());
    let mut strong = base;
    for direction in directions {
        levels.push(match direction {
            Direction::RightToLeft => Some(1),
            Direction::LeftToRight => Some(base * 2),
            Direction::Number => Some(if strong == 1 || base == 1 { 2 } else { 0 }),
            Direction::Neutral => None,
        });
        match direction {
            Direction::RightToLeft => strong = 1,
            Direction::LeftToRight => strong = 0,
            _ => {}
        }
    }
    let resolved = |level: &Option<u8>, direction: &Direction| match direction {
        Direction::Number if *level == Some(2) => Some(1), // counts as right to left for its neighbours
        _ => *level,
    };
    (0..directions.len())
        .map(|i| {
            if let Some(level) = levels[i] {
                return level;
            }
            let known = |at: usize| resolved(&levels[at], &directions[at]);
            let before = (0..i).rev().find_map(known).unwrap_or(base);
            let after = (i + 1..directions.len()).find_map(known).unwrap_or(base);
            if before == after { before } else { base }
        })
        .collect()
}

/// The pieces from left to right as they are seen.
pub(super) fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    for level in (1..=levels.iter().copied().max().unwrap_or(0)).rev() {
        let mut at = 0;
        while at < order.len() {
            if levels[order[at]] < level {
                at += 1;
                continue;
            }
            let n_run = order[at..].iter().take_while(|piece| levels[**piece] >= level).count();
            order[at..at + n_run].reverse();
            at += n_run;
        }
    }
    order
}

/// What `c` looks like in text that runs from right to left.
pub(super) const fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Capitals stand for Hebrew letters.
    fn seen(words: &[&str], is_right_to_left_paragraph: bool) -> String {
        let hebrew = |word: &&str| direction_of(&word.replace(|c: char| c.is_ascii_uppercase(), "ש"));
        let directions: Vec<Direction> = words.iter().map(hebrew).collect();
        let levels = levels(&directions, is_right_to_left_paragraph);
        visual_order(&levels).into_iter().map(|i| words[i]).collect()
    }

    #[test]
    fn words_are_seen_in_the_order_they_are_read() {
        assert_eq!(seen(&["car", " ", "means", " ", "CAR", "."], false), "car means CAR.");
        assert_eq!(seen(&["A", " ", "B", " ", "car", "."], true), ".car B A");
        assert_eq!(seen(&["he", " ", "A", " ", "B", " ", "it"], false), "he B A it");
        assert_eq!(seen(&["A", " ", "12", " ", "B"], true), "B 12 A");
        assert_eq!(seen(&["a", " ", "b", " ", "A"], true), "A a b");
    }
}
