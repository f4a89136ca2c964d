//! Names that are nearly the same: what a picker asks about before it makes a second entry.

use super::fold;
use super::search::fold_char;

/// Most letters that may differ between two names in all.
const MAX_DISTANCE: usize = 3;

/// Letters beyond which a word is compared only for being the same.
const MAX_WORD: usize = 64;

/// In what way two names are nearly the same; the nearest kind first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// The same but for case, accents, spaces, hyphens, signs or a leading article: `work force`, `Workforce`.
    Same,
    /// One in the singular, one in the plural: `waiting list`, `waiting lists`.
    Number,
    /// The same words in another order: `Dorrell, Stephen`.
    Order,
    /// So many letters differ: `Stephen Dorrel`.
    Spelling(usize),
}

/// Tells in what way two names are nearly the same; `None` when they are not.
///
/// Letters are weighed against the length of their word: up to five letters must agree, in six to eight letters one
/// may differ, but not the first, in more two. Figures must agree. A part of a name is not near the whole.
///
/// ```
/// use standpoint::text::{Nearness, how_near};
/// assert_eq!(how_near("Work-force", "workforce"), Some(Nearness::Same));
/// assert_eq!(how_near("pay", "play"), None);
/// ```
pub fn how_near(a: &str, b: &str) -> Option<Nearness> {
    Name::new(a).how_near(&Name::new(b))
}

/// The places of those `names` that are nearly the same as `name`, the nearest first.
pub fn nearest<S: AsRef<str>>(name: &str, names: &[S]) -> Vec<usize> {
    let names = NearNames::new(names.iter().map(AsRef::as_ref));
    names.nearest(name).into_iter().map(|(_, at)| at).collect()
}

/// Names made ready once, to be compared with what is typed at every key.
#[derive(Debug, Default)]
pub struct NearNames {
    names: Vec<Name>,
    /// Side by side, because most names are passed over by their letters.
    letters: Vec<Letters>,
}

impl NearNames {
    /// Makes the names ready.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut made = Self::default();
        for name in names {
            made.names.push(Name::new(name));
            made.letters.push(Letters::of(name));
        }
        made
    }

    /// The places of those names that are nearly the same as `name`, and in what way, the nearest first.
    ///
    /// Compares counts of letters first, so that few names are looked at closely.
    pub fn nearest(&self, name: &str) -> Vec<(Nearness, usize)> {
        let letters = Letters::of(name);
        let name = Name::new(name);
        // Two letters of a leading article, and those that may be spelled otherwise, each counted in both names.
        let n_spelled = match name.words.iter().map(|word| word.chars().count()).sum() {
            0..=5 => 0,
            6..=8 => 1,
            _ => MAX_DISTANCE,
        };
        let budget = 2 + 2 * n_spelled as u16;
        let close = self.letters.iter().enumerate().filter(|(_, other)| letters.distance(other) <= budget);
        let near = close.filter_map(|(at, _)| Some((name.how_near(&self.names[at])?, at)));
        let mut near: Vec<(Nearness, usize)> = near.collect();
        near.sort_unstable();
        near
    }
}

/// A name, folded, in words.
#[derive(Debug)]
struct Name {
    words: Vec<String>,
    /// The places of the words in the order of the alphabet.
    order: Vec<usize>,
    /// The words without what stands between them.
    whole: String,
    /// The same in the singular.
    singular: String,
    /// Its figures alone.
    figures: String,
}

impl Name {
    fn new(name: &str) -> Self {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|word| word.replace('\'', ""));
        let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
            words.remove(0);
        }
        let singular = words.iter().map(|word| singular(word)).collect();
        let whole = words.concat();
        let figures = whole.chars().filter(|c| c.is_numeric()).collect();
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|at| &words[*at]);
        Self { words, order, whole, singular, figures }
    }

    fn how_near(&self, other: &Self) -> Option<Nearness> {
        let (one, two) = (self.whole.as_str(), other.whole.as_str());
        if one.is_empty() || two.is_empty() {
            return None;
        }
        if one == two {
            return Some(Nearness::Same);
        }
        let has_same_figures = self.figures == other.figures;
        if has_same_figures && self.singular == other.singular {
            return Some(Nearness::Number);
        }
        if self.words.len() != other.words.len() {
            let is_short = has_same_figures && one.len().max(two.len()) <= MAX_WORD;
            return is_short.then(|| word_distance(one, two)).flatten().and_then(spelling);
        }
        if self.sorted().eq(other.sorted()) {
            return Some(Nearness::Order);
        }
        let in_order = || words_distance(self.words.iter().zip(&other.words));
        let in_any_order = || words_distance(self.sorted().zip(other.sorted()));
        has_same_figures.then(|| in_order().or_else(in_any_order)).flatten().and_then(spelling)
    }

    /// The words in the order of the alphabet.
    fn sorted(&self) -> impl Iterator<Item = &String> {
        self.order.iter().map(|at| &self.words[*at])
    }
}

/// Names of which so many letters differ in all; `None` when too many do.
fn spelling(distance: usize) -> Option<Nearness> {
    (distance <= MAX_DISTANCE).then_some(Nearness::Spelling(distance))
}

/// An English word without the ending of its plural.
fn singular(word: &str) -> String {
    let is_kept = word.len() < 4 || ["ss", "us", "is", "ics"].iter().any(|ending| word.ends_with(ending));
    match (word.strip_suffix("ies"), word.strip_suffix("es"), word.strip_suffix('s')) {
        _ if is_kept => word.to_owned(),
        (Some(stem), _, _) if stem.len() > 2 => format!("{stem}y"),
        (_, Some(stem), _) if stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch") || stem.ends_with("sh") => {
            stem.to_owned()
        }
        (_, _, Some(stem)) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Letters that differ in words that stand at the same places; `None` when one word differs too much.
fn words_distance<'a>(mut pairs: impl Iterator<Item = (&'a String, &'a String)>) -> Option<usize> {
    pairs.try_fold(0, |sum, (a, b)| Some(sum + word_distance(a, b)?))
}

/// Letters that differ between two words; `None` when too many do for their length.
fn word_distance(one: &str, two: &str) -> Option<usize> {
    if one == two {
        return Some(0);
    }
    let (n_one, n_two) = (one.chars().count(), two.chars().count());
    let allowed = match n_one.min(n_two) {
        0..=5 => 0,
        6..=8 => usize::from(one.chars().next() == two.chars().next()),
        9..=MAX_WORD => 2,
        _ => 0,
    };
    if allowed == 0 || n_one.abs_diff(n_two) > allowed {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    // What is the same at both ends needs no comparing.
    let n_before = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[n_before..], &b[n_before..]);
    let n_after = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    distance(&a[..a.len() - n_after], &b[..b.len() - n_after], allowed)
}

/// The least number of letters put in, left out, changed or swapped with the next that makes one word of another:
/// the optimal string alignment of Damerau (1964) and Levenshtein (1966). `None` when it is more than `allowed`.
fn distance(a: &[char], b: &[char], allowed: usize) -> Option<usize> {
    let mut earlier: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(earlier[j - 1] + 1);
            }
            row.push(least);
        }
        // A swap looks back two rows.
        if row.iter().chain(&above).all(|least| *least > allowed) {
            return None;
        }
        earlier = std::mem::replace(&mut above, row);
    }
    Some(above[b.len()]).filter(|n| *n <= allowed)
}

/// How often each letter of the English alphabet stands in a name, without case and accents. Those that make a plural
/// (e, i, s, y) are left out, so that they need no allowance.
#[derive(Debug)]
struct Letters([u8; 32]);

impl Letters {
    fn of(name: &str) -> Self {
        let mut counts = [0_u8; 32];
        let mut count = |c: char| {
            let place = if c.is_ascii_alphabetic() { usize::from(c as u8 & 31) } else { 0 };
            counts[place] = counts[place].saturating_add(1);
        };
        for c in name.chars() {
            if c.is_ascii() { count(c) } else { fold_char(c, &mut count) }
        }
        for c in [b'@', b'e', b'i', b's', b'y'] {
            counts[usize::from(c & 31)] = 0;
        }
        Self(counts)
    }

    /// Letters that one has more often than the other; each letter changed counts twice.
    fn distance(&self, other: &Self) -> u16 {
        self.0.iter().zip(other.0).map(|(a, b)| u16::from(a.abs_diff(b))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Nearness::{Number, Order, Same, Spelling};

    #[test]
    fn names_are_near_when_a_person_would_ask() {
        for (a, b, expected) in [
            ("workforce", "Work force", Some(Same)),
            ("Thérèse Coffey", "THERESE COFFEY", Some(Same)),
            ("long-term plan", "Long term plan", Some(Same)),
            ("the Confederation", "Confederation", Some(Same)),
            ("Patients’ champion", "patients' champion", Some(Same)),
            ("waiting list", "Waiting lists", Some(Number)),
            ("policy", "policies", Some(Number)),
            ("bed", "beds", Some(Number)),
            ("Dorrell, Stephen", "Stephen Dorrell", Some(Order)),
            ("Stephen Dorrel", "Stephen Dorrell", Some(Spelling(1))),
            ("Dorrel, Stephen", "Stephen Dorrell", Some(Spelling(1))),
            ("Matthew Talyor", "Matthew Taylor", Some(Spelling(1))),
            ("intergrated care", "Integrated care", Some(Spelling(1))),
            ("work forse planing", "workforce planning", Some(Spelling(2))),
            ("Сергей Иванов", "Сергей Ивнаов", Some(Spelling(1))),
            ("NHS Confed", "NHS Confederation", None),
            ("NHS", "NHS England", None),
            ("Dorrell", "Stephen Dorrell", None),
            ("Wales", "Whales Bay", None),
            ("Wales", "Whales", None),
            ("pay", "play", None),
            ("public pay", "public play", None),
            ("public health", "public wealth", None),
            ("Barclay", "Berkeley", None),
            ("Plan 2023", "Plan 2024", None),
            ("COP26", "COP 27", None),
            ("primary care", "community care", None),
            ("inpatient care", "outpatient care", None),
            ("Wales", "Wale s", Some(Same)),
            ("", "", None),
            ("!", "?", None),
        ] {
            assert_eq!(how_near(a, b), expected, "{a:?} and {b:?}");
            assert_eq!(how_near(b, a), expected, "{b:?} and {a:?}");
        }
    }

    #[test]
    fn the_nearest_comes_first_and_nothing_near_is_passed_over() {
        let names = ["Pay", "Workforce", "work forces", "Worforce", "work force", "Work", "Thérèse Coffey"];
        assert_eq!(nearest("workforce", &names), [1, 4, 2, 3]);
        assert_eq!(nearest("Coffey Therese", &names), [6]);
        assert!(nearest("", &names).is_empty());
    }

    #[test]
    fn counting_letters_leaves_out_only_what_is_not_near() {
        let parts =
            ["waiting", "lists", "policy", "policies", "Dorrell", "Dorrel", "Stephen", "the", "integrated", "é"];
        let pairs = parts.iter().flat_map(|a| parts.iter().map(move |b| format!("{a} {b}")));
        let names: Vec<String> = pairs.chain(parts.iter().map(|part| (*part).to_owned())).collect();
        for name in &names {
            let all = (0..names.len()).filter_map(|at| Some((how_near(name, &names[at])?, at)));
            let mut all: Vec<(Nearness, usize)> = all.collect();
            all.sort_unstable();
            assert_eq!(nearest(name, &names), all.into_iter().map(|(_, at)| at).collect::<Vec<_>>(), "{name}");
        }
    }
}
