//! Documents of several styles.

use super::edited::Dice;

/// A way of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The documents of the sample, over and over, with other words in each copy.
    Sample,
    /// Questions and answers, many of them the same word or two.
    Interview,
    /// Minutes with numbered points and standing phrases.
    Minutes,
    /// Lines broken at 72 characters.
    Wrapped,
    /// Arabic, Chinese and Russian, emoji, letters with combining marks.
    Scripts,
    /// Lines of figures.
    Table,
}

pub const STYLES: [Style; 6] =
    [Style::Sample, Style::Interview, Style::Minutes, Style::Wrapped, Style::Scripts, Style::Table];

const SAMPLE: [&str; 5] = [
    include_str!("../../sample_docs/000_da7c1695757666d9.txt"),
    include_str!("../../sample_docs/001_19cf2dabf8e0d4c3.txt"),
    include_str!("../../sample_docs/002_9a1dada1be748375.txt"),
    include_str!("../../sample_docs/003_218fa99778f4842d.txt"),
    include_str!("../../sample_docs/004_fa3808962a1dde82.txt"),
];

/// A document of at least `n_bytes`.
pub fn document(style: Style, n_bytes: usize, dice: &mut Dice) -> String {
    let mut text = String::new();
    let mut n = 0;
    while text.len() < n_bytes {
        match style {
            Style::Sample => text.push_str(&varied(SAMPLE[n % SAMPLE.len()], if n < 5 { 0 } else { 25 }, dice)),
            Style::Interview => {
                let answers = ["Yes.", "Mm.", "No, not really.", "I think so, yes.", "That is a good question."];
                let question = sentence(dice, 12);
                let answer = if dice.chance(35) { (*dice.pick(&answers)).to_owned() } else { sentences(dice, 5) };
                let exchange = format!("Q: {}?\n\nA: {answer}\n\n", question.trim_end_matches('.'));
                text.push_str(&exchange);
            }
            Style::Minutes => {
                let standing = [
                    "The committee noted the report.",
                    "The committee agreed the recommendations.",
                    "There was no other business.",
                    "Members asked a number of questions.",
                ];
                let point = format!("{}.{} {}\n", n / 7 + 1, n % 7 + 1, sentences(dice, 2));
                text.push_str(&point);
                if dice.chance(60) {
                    text.push_str(dice.pick::<&str>(&standing));
                    text.push('\n');
                }
            }
            Style::Wrapped => {
                let mut width = 0;
                for word in sentences(dice, 8).split(' ') {
                    if width > 66 {
                        text.push('\n');
                        width = 0;
                    } else if width > 0 {
                        text.push(' ');
                    }
                    width += word.len() + 1;
                    text.push_str(word);
                }
                text.push_str("\n\n");
            }
            Style::Scripts => text.push_str(&script(n, dice)),
            Style::Table => {
                let (year, place) = (1990 + n % 30, dice.pick(&["Wales", "England", "Scotland", "all"]));
                let (share, part, sum) = (dice.below(100), dice.below(10), dice.below(2_000));
                let line = format!("{year}\t{place}\t{share}.{part} %\t{sum}\n");
                text.push_str(&line);
            }
        }
        n += 1;
    }
    text
}

/// `text` with that share of its words replaced, in hundredths.
fn varied(text: &str, percent: usize, dice: &mut Dice) -> String {
    let text = text.replace('\r', "");
    let words = text.split_inclusive(' ').map(|word| {
        if dice.chance(percent) && word.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') {
            format!("{} ", word_of(dice))
        } else {
            word.to_owned()
        }
    });
    words.collect()
}

fn word_of(dice: &mut Dice) -> String {
    const COMMON: [&str; 16] =
        ["the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "we", "not", "they", "health"];
    const PARTS: [&str; 20] = [
        "ta", "re", "mi", "on", "es", "ing", "pol", "i", "cy", "gov", "ern", "ment", "tion", "al", "per", "cent",
        "hea", "lth", "work", "er",
    ];
    if dice.chance(45) {
        (*dice.pick(&COMMON)).to_owned()
    } else {
        (0..=1 + dice.below(3)).map(|_| *dice.pick(&PARTS)).collect()
    }
}

fn sentence(dice: &mut Dice, n_words: usize) -> String {
    let mut words: Vec<String> = (0..3 + dice.below(n_words)).map(|_| word_of(dice)).collect();
    words[0] = format!("{}{}", words[0][..1].to_uppercase(), &words[0][1..]);
    let quoted = dice.below(8);
    if quoted == 0 {
        words[1].insert(0, '“');
        let last = words.len() - 1;
        words[last].push('”');
    }
    format!("{}.", words.join(" "))
}

fn sentences(dice: &mut Dice, most: usize) -> String {
    let all: Vec<String> = (0..=dice.below(most)).map(|_| sentence(dice, 20)).collect();
    all.join(" ")
}

fn script(n: usize, dice: &mut Dice) -> String {
    const ARABIC: &[&str] = &["قال", "الوزير", "إن", "الحكومة", "سَلَام", "سوف", "تدعم", "المستشفيات", "في", "البلاد"];
    const RUSSIAN: &[&str] = &["министр", "сказал", "что", "больницы", "и", "врачи", "не", "получат", "ещё", "денег"];
    const CHINESE: [char; 16] =
        ['部', '长', '表', '示', '医', '院', '将', '得', '到', '更', '多', '的', '支', '持', '不', '人'];
    const OTHER: &[&str] = &["👩‍👧", "🇫🇷", "e\u{301}te\u{301}", "नमस्ते", "ภาษาไทย", "👍🏽", "nai\u{308}ve", "한국어"];
    let mut text = String::new();
    for _ in 0..=1 + dice.below(4) {
        let n_words = 4 + dice.below(14);
        for at in 0..n_words {
            match n % 3 {
                0 => text.push_str(dice.pick::<&str>(ARABIC)),
                1 => text.push_str(dice.pick::<&str>(RUSSIAN)),
                _ => (0..2).for_each(|_| text.push(*dice.pick(&CHINESE))),
            }
            if dice.chance(8) {
                text.push_str(dice.pick::<&str>(OTHER));
            }
            if dice.chance(20) {
                text.push_str(&dice.below(1_000).to_string());
            }
            if n % 3 != 2 && at + 1 < n_words {
                text.push(' ');
            }
        }
        text.push_str(if n % 3 == 2 { "。" } else { ". " });
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
