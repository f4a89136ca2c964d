//! Words after which a full stop need not end a sentence, as one table.
//!
//! English first, then what is common in German and French prose. An entry is written as it stands in running text,
//! without its last full stop; it is also met with a capital first letter or all in capitals.

/// What a full stop after an abbreviation means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    /// The sentence goes on, whatever follows: `Dr.`, `e.g.`.
    Always,
    /// It goes on before a figure or a numeral: `No. 10`, `vol. II`; else the word is a word.
    BeforeFigure,
    /// It ends only before a word that sentences begin with: `U.S. The`, not `U.S. Senate`.
    UnlessOpener,
}

use Binding::{Always, BeforeFigure, UnlessOpener};

/// Every abbreviation known, by what its full stop means.
const TABLE: [(Binding, &[&str]); 9] = [
    // Titles and first parts of names.
    (
        Always,
        &[
            "Dr", "Mr", "Mrs", "Ms", "Mx", "Messrs", "Prof", "Sir", "St", "Ste", "Mt", "Ft", "Rev", "Revd", "Fr", "Rt",
            "Hon", "Gen", "Lt", "Col", "Maj", "Capt", "Cpt", "Cdr", "Cmdr", "Adm", "Brig", "Sgt", "Cpl", "Pvt", "Insp",
            "Supt", "Gov", "Sen", "Rep", "Pres", "Amb", "Atty", "Cllr", "Dame", "Ald",
        ],
    ),
    // Words that lead on.
    (Always, &["e.g", "eg", "i.e", "ie", "cf", "viz", "vs", "v", "approx", "incl", "esp", "resp"]),
    // German and French titles, and words that lead on.
    (
        Always,
        &[
            "Hr", "Hrn", "Fr", "Frl", "Mme", "Mlle", "MM", "Mgr", "z", "z.B", "d.h", "bzw", "vgl", "ggf", "evtl",
            "inkl", "sog", "zzgl", "ca", "Nr", "Dipl", "env", "c.-à-d", "p.ex",
        ],
    ),
    // What a figure follows.
    (
        BeforeFigure,
        &[
            "no", "nos", "nr", "fig", "figs", "p", "pp", "vol", "vols", "ch", "chap", "sec", "sect", "art", "arts",
            "para", "paras", "pt", "eq", "ref", "refs", "ed", "est", "c", "circa", "b", "fl", "ext", "tel", "col",
            "cl", "reg", "r", "s", "ss", "f", "ff", "n", "app", "tab", "div", "max", "min",
        ],
    ),
    (BeforeFigure, &["Abs", "Ziff", "Bd", "Kap", "Anm", "Rn", "tél"]),
    // Months and days.
    (
        BeforeFigure,
        &[
            "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues",
            "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
        ],
    ),
    // Ends of names, which may be the end of the sentence too.
    (UnlessOpener, &["Inc", "Ltd", "Corp", "Co", "Cos", "plc", "LLC", "LLP", "Bros", "Jr", "Sr", "Esq", "GmbH", "Cie"]),
    (UnlessOpener, &["Ph.D", "D.Phil", "M.Sc", "B.Sc", "Ed.D", "al", "op", "cit", "ibid", "eds", "ex", "trans"]),
    (UnlessOpener, &["Dept", "Univ", "Inst", "Assn", "Ave", "Blvd", "Rd", "Str", "Sq", "Gvt", "Govt"]),
];

/// Names that end in an exclamation mark.
const EXCLAIMED: [&str; 3] = ["Yahoo", "Jeopardy", "Yum"];

/// Words after which a single letter is no initial but the name of a thing: `Plan B.`, `hepatitis C.`
const LETTERED: [&str; 20] = [
    "appendix",
    "band",
    "block",
    "category",
    "class",
    "course",
    "figure",
    "grade",
    "group",
    "hepatitis",
    "influenza",
    "level",
    "option",
    "part",
    "plan",
    "schedule",
    "section",
    "tier",
    "type",
    "vitamin",
];

/// What the full stop after `word` means; `None` when it is an ordinary word.
pub(super) fn binding(word: &str) -> Option<Binding> {
    let listed = TABLE.iter().find(|(_, words)| words.iter().any(|entry| is_written(word, entry)));
    listed.map(|(binding, _)| *binding).or_else(|| is_dotted(word).then_some(UnlessOpener))
}

/// Whether `word` is `entry` as it stands, with a capital first letter, or all in capitals.
fn is_written(word: &str, entry: &str) -> bool {
    if word.len() != entry.len() {
        return false;
    }
    let is_shouted = || entry.len() > 1 && word.chars().eq(entry.chars().flat_map(char::to_uppercase));
    let mut letters = entry.chars();
    let first = letters.next().unwrap_or_default();
    let has_capital = || word.chars().eq(first.to_uppercase().chain(letters));
    word == entry || (word.starts_with(char::is_uppercase) && (has_capital() || is_shouted()))
}

/// Whether `word` is made of single letters with full stops between them: `U.S`, `a.m`, `J.K`.
fn is_dotted(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    word.contains('.') && parts.all(|part| is_letter(part.trim_start_matches('-')))
}

/// Whether `word` is a single capital: an initial, or the name of a thing.
pub(super) fn is_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Whether a single letter after `word` names a thing.
pub(super) fn is_lettered(word: &str) -> bool {
    LETTERED.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Whether an exclamation mark belongs to the name `word`.
pub(super) fn is_exclaimed(word: &str) -> bool {
    EXCLAIMED.contains(&word)
}
