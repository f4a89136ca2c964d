//! What can be typed at a place of a query: fields, their values, saved queries.

use super::parse::{OTHER_KEYS, key};
use super::print::{quoted_if_needed, unset_word};
use super::scan::{Scanner, ends_word};
use super::{Expr, Flag, Key, Term};
use crate::analysis::{Names, Period, Slot, Value};
use crate::text::{Span, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Most options that are offered at a time.
const MAX_OPTIONS: usize = 12;

/// What can be typed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that an option takes the place of.
    pub replace: Span,
    /// The best first; none where anything may stand.
    pub options: Vec<CompletionOption>,
}

/// Something that can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionOption {
    /// What is put in.
    pub insert: String,
    /// What people read.
    pub label: String,
    /// What it is, in a few words.
    pub detail: String,
}

/// What stands at the caret.
enum Place {
    /// A word that is no value: a field, or a word to look for.
    Word { typed: String, at: Span },
    /// A value of the field before the colon.
    Value { key: String, typed: String, at: Span },
    /// What nobody can guess.
    Anything,
}

/// What can be typed at the byte `caret` of `text`, in a corpus of these names and saved queries.
pub fn complete(text: &str, caret: usize, names: &Names, saved: &BTreeMap<String, String>) -> Completion {
    let caret = text.floor_char_boundary(caret.min(text.len()));
    let (replace, mut options) = match place(text, caret) {
        Place::Anything => return Completion { replace: Span::new(caret, caret), options: Vec::new() },
        Place::Word { typed, at } => (at, words(&typed, names, saved)),
        Place::Value { key, typed, at } => (at, values(&key, &typed, names)),
    };
    options.truncate(MAX_OPTIONS);
    Completion { replace, options }
}

/// What stands at the caret, however much of the rest is not finished.
fn place(text: &str, caret: usize) -> Place {
    let mut scan = Scanner::new(text);
    loop {
        let before = scan.at();
        scan.skip_space();
        while scan.take('(') || scan.take(')') {
            scan.skip_space();
        }
        let start = scan.at();
        if caret < start || (start == text.len() && caret >= before) {
            return Place::Word { typed: String::new(), at: Span::new(caret, caret) };
        }
        if scan.quoted().is_some() || scan.regex().is_some() {
            if caret <= scan.at() && caret > start {
                return Place::Anything;
            }
            continue;
        }
        let mut word = scan.bare(&[':']).to_owned();
        if fold(&word) == "var." {
            word.extend(scan.quoted().and_then(Result::ok));
        }
        if caret <= scan.at() {
            return Place::Word { typed: text[start..caret].to_owned(), at: scan.since(start) };
        }
        if scan.take(':')
            && let Some((typed, at)) = value_at(&mut scan, text, caret)
        {
            return Place::Value { key: word, typed, at };
        }
    }
}

/// The value at the caret, of those that come next; steps over them where it is at none.
fn value_at(scan: &mut Scanner<'_>, text: &str, caret: usize) -> Option<(String, Span)> {
    loop {
        let start = scan.at();
        let is_quoted = scan.peek().is_some_and(|c| ends_word(c) && !c.is_whitespace() && !matches!(c, '(' | ')'));
        let is_closed = scan.quoted().is_none_or(|words| words.is_ok());
        if !is_quoted {
            scan.bare(&[',']);
        }
        if caret <= scan.at() {
            // A quotation that is not closed takes in the rest, which stays.
            let end = if is_closed { scan.at() } else { caret };
            let typed = text[start..caret].trim_start_matches(['"', '“', '„']).trim_end_matches(['"', '”']);
            return Some((typed.to_owned(), Span::new(start, end)));
        }
        if !scan.take(',') {
            return None;
        }
        if scan.rest().starts_with(' ') && caret > scan.at() {
            scan.skip_space();
        }
    }
}

/// How well `label` goes with what was typed; the least is the best.
fn fit(label: &str, typed: &str) -> Option<u8> {
    let label = fold(label);
    if label.starts_with(typed) {
        return Some(0);
    }
    let begins = |(at, _): (usize, &str)| label[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let mut places = label.match_indices(typed).peekable();
    places.peek()?;
    Some(if places.any(begins) { 1 } else { 2 })
}

fn option(insert: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> CompletionOption {
    CompletionOption { insert: insert.into(), label: label.into(), detail: detail.into() }
}

fn words(typed: &str, names: &Names, saved: &BTreeMap<String, String>) -> Vec<CompletionOption> {
    let typed = fold(typed);
    let mut options = Vec::new();
    let keys = Key::FIXED.iter().map(|key| (key.word(), detail(key))).chain(OTHER_KEYS.map(|word| (word, other(word))));
    for (word, detail) in keys.filter(|(word, _)| word.starts_with(&typed)) {
        options.push(option(format!("{word}:"), format!("{word}:"), detail));
    }
    for variable in variables(names) {
        let key = Key::Variable(variable.to_owned()).to_string();
        if !typed.is_empty() && (fold(&key).starts_with(&typed) || fit(variable, &typed).is_some()) {
            options.push(option(format!("{key}:"), format!("{key}:"), "variable of the documents"));
        }
    }
    for (name, text) in saved.iter().filter(|(name, _)| !typed.is_empty() && fit(name, &typed).is_some()) {
        options.push(option(text, name, "saved query"));
    }
    for sign in ["not", "or"] {
        if !typed.is_empty() && sign.starts_with(&typed) {
            options.push(option(format!("{sign} "), sign, if sign == "not" { "the opposite" } else { "either" }));
        }
    }
    if typed.chars().count() > 1 {
        for key in [Key::Speaker, Key::Theme, Key::Stance, Key::Document] {
            let of_key = named(&key, &typed, names).into_iter().filter(|(fit, ..)| *fit < 2).take(4);
            options
                .extend(of_key.map(|(_, value, label, _)| option(value.term(names).to_string(), label, detail(&key))));
        }
    }
    options
}

fn values(word: &str, typed: &str, names: &Names) -> Vec<CompletionOption> {
    let folded = fold(typed);
    match (fold(word).as_str(), key(word)) {
        ("is", _) => {
            let flags = Flag::ALL.iter().filter(|flag| flag.word().starts_with(&folded));
            flags.map(|flag| option(flag.word(), flag.word(), about(*flag))).collect()
        }
        ("unset", _) => {
            let fixed = Key::FIXED.into_iter().filter(Key::can_be_unset);
            let variables = variables(names).into_iter().map(|name| Key::Variable(name.to_owned()));
            let keys = fixed.chain(variables).map(|key| (unset_word(&key), detail(&key)));
            let keys = keys.filter(|(word, _)| fold(word).starts_with(&folded));
            keys.map(|(word, detail)| option(quoted_if_needed(&word), word, format!("no {detail}"))).collect()
        }
        ("date", _) => dates(typed, names),
        ("note", _) | (_, None) => Vec::new(),
        (_, Some(key)) => {
            let options = named(&key, &folded, names).into_iter().take(MAX_OPTIONS);
            let insert = |value: &Value| match value.term(names) {
                Expr::Term(Term::Is(_, listed)) => listed.first().map(|name| quoted_if_needed(&name.text)),
                _ => None,
            };
            options.filter_map(|(_, value, label, detail)| Some(option(insert(&value)?, label, detail))).collect()
        }
    }
}

/// Values of a field that go with what was typed: how well, which, their labels and what tells them apart.
fn named(key: &Key, typed: &str, names: &Names) -> Vec<(u8, Value, String, String)> {
    let mut found: BTreeMap<(u8, usize, String), (Value, String)> = BTreeMap::new();
    let mut put = |order: usize, value: Value, labels: &[&str], detail: String| {
        let fits = labels.iter().filter(|label| !label.is_empty()).filter_map(|label| fit(label, typed));
        if let Some(fit) = fits.min() {
            found.entry((fit, order, labels[0].to_owned())).or_insert((value, detail));
        }
    };
    match key {
        Key::Theme | Key::Under => {
            for (at, theme) in names.themes.iter().enumerate() {
                let id = theme.id.clone();
                let value = if *key == Key::Under { Value::ThemeAndBelow(id) } else { Value::Theme(id) };
                let detail = if theme.depth > 0 { theme.path.clone() } else { String::new() };
                put(at, value, &[&theme.name], detail);
            }
        }
        Key::Stance => {
            for (at, stance) in names.stances.iter().enumerate() {
                put(at, Value::Stance(stance.id.clone()), &[&stance.name], String::new());
            }
        }
        Key::Speaker | Key::Organisation => {
            for speaker in names.speakers.iter() {
                let id = speaker.id.clone();
                let value = if *key == Key::Speaker { Value::Speaker(id) } else { Value::Organisation(id) };
                let mut labels = vec![speaker.name.as_str()];
                labels.extend(speaker.aliases.iter().map(String::as_str));
                put(0, value, &labels, speaker.aliases.join(", "));
            }
        }
        Key::Role => {
            for role in names.roles.iter() {
                put(0, Value::Role(role.to_string()), &[role], String::new());
            }
        }
        Key::Coder => {
            for coder in &names.coders {
                put(0, Value::Coder(coder.clone()), &[coder.as_str()], String::new());
            }
        }
        Key::Document => {
            for (at, document) in names.documents.iter().enumerate() {
                let path = document.path.as_str();
                put(at, Value::Document(document.path.clone()), &[&document.title, path], path.to_owned());
            }
        }
        Key::Source | Key::Kind | Key::Variable(_) => {
            for document in &names.documents {
                let meta = &document.meta;
                let (word, value) = match key {
                    Key::Source => (Some(&meta.source), Value::Source(meta.source.clone())),
                    Key::Kind => (Some(&meta.kind), Value::Kind(meta.kind.clone())),
                    Key::Variable(name) => {
                        let word = meta.variables.get(name);
                        (word, Value::Variable(name.clone(), word.cloned().unwrap_or_default()))
                    }
                    _ => continue,
                };
                if let Some(word) = word {
                    put(0, value, &[word], String::new());
                }
            }
        }
        Key::Date | Key::Period(_) | Key::Note => {}
    }
    found.into_iter().map(|((fit, _, label), (value, detail))| (fit, value, label, detail)).collect()
}

/// Years, quarters and months that documents are dated to; what stands before `..` stays.
fn dates(typed: &str, names: &Names) -> Vec<CompletionOption> {
    let (kept, typed) = typed.rfind("..").map_or(("", typed), |at| typed.split_at(at + 2));
    let typed = typed.to_ascii_uppercase();
    let mut options = Vec::new();
    for period in [Period::Year, Period::Month, Period::Quarter] {
        if period != Period::Year && typed.len() < 4 {
            continue;
        }
        let days = names.documents.iter().filter_map(|document| document.days);
        let slots: BTreeSet<Slot> = days.filter_map(|days| Slot::holding(days, period)).collect();
        for slot in slots.into_iter().map(|slot| slot.to_string()).filter(|slot| slot.starts_with(&typed)) {
            options.push(option(format!("{kept}{slot}"), slot, period.name()));
        }
    }
    options
}

fn variables(names: &Names) -> BTreeSet<&str> {
    names.documents.iter().flat_map(|document| document.meta.variables.keys().map(String::as_str)).collect()
}

/// What a field is, as in "no …".
pub(super) const fn detail(key: &Key) -> &'static str {
    match key {
        Key::Stance => "stance",
        Key::Theme => "theme alone",
        Key::Under => "theme with all below it",
        Key::Speaker => "speaker",
        Key::Organisation => "organisation spoken for",
        Key::Role => "role of a speaker",
        Key::Document => "document, path or folder",
        Key::Source => "source of the document",
        Key::Kind => "kind of document",
        Key::Coder => "coder",
        Key::Date | Key::Period(_) => "date of the document",
        Key::Note => "note",
        Key::Variable(_) => "variable of the document",
    }
}

fn other(word: &str) -> &'static str {
    match word {
        "created" => "day of coding",
        "text" => "words of the passage",
        "is" => "unsure or incomplete",
        _ => "not set",
    }
}

const fn about(flag: Flag) -> &'static str {
    match flag {
        Flag::Unsure => "marked to be looked at again",
        Flag::Incomplete => "without speaker, theme or stance",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::StatementTable;
    use crate::analysis::query::Query;
    use crate::analysis::query::testing::coded;
    use proptest::prelude::*;

    /// What is offered at `|` and what the query becomes with the first.
    fn offered(text: &str) -> (Vec<String>, String) {
        let (before, after) = text.split_once('|').unwrap_or((text, ""));
        let table = StatementTable::new(&coded());
        let saved = [("In doubt".to_owned(), "is:unsure".to_owned())].into();
        let whole = format!("{before}{after}");
        let Completion { replace, options } = complete(&whole, before.len(), table.names(), &saved);
        let becomes = options.first().map_or(whole.clone(), |first| {
            format!("{}{}{}", &whole[..replace.start], first.insert, &whole[replace.end..])
        });
        (options.into_iter().map(|option| option.label).collect(), becomes)
    }

    #[test]
    fn fields_values_and_saved_queries_are_offered() {
        let check = |text: &str, labels: &[&str], becomes: &str| {
            let (offered, new) = offered(text);
            assert_eq!(offered, labels, "{text}");
            assert_eq!(new, becomes, "{text}");
        };
        check("st|", &["stance:"], "stance:");
        check("coder:ann sp| x", &["speaker:"], "coder:ann speaker: x");
        check("doub|", &["In doubt"], "is:unsure");
        check("stance:|", &["Supports", "Opposes", "Unclear"], "stance:Supports");
        check("stance:opposes,un|", &["Unclear"], "stance:opposes,Unclear");
        check("stance:sup|x coder:ann", &["Supports"], "stance:Supports coder:ann");
        check("speaker:good|", &["Andrew Goodall"], "speaker:\"Andrew Goodall\"");
        check("speaker:\"nhs w| coder:ann", &["NHS Wales"], "speaker:\"NHS Wales\" coder:ann");
        check("not (speaker:\"andrew g|\") x", &["Andrew Goodall"], "not (speaker:\"Andrew Goodall\") x");
        check("goodall|", &["Andrew Goodall"], "speaker:\"Andrew Goodall\"");
        check("theme:work|", &["Workforce"], "theme:Workforce");
        check("date:20|", &["2017", "2023"], "date:2017");
        check("date:2016..2017|", &["2017", "2017-05", "2017-Q2"], "date:2016..2017");
        check("is:|", &["unsure", "incomplete"], "is:unsure");
        check("unset:st|", &["stance"], "unset:stance");
        check("role:c|", &["chief executive", "=chair", "secretary"], "role:\"chief executive\"");
        check("\"a phrase|", &[], "\"a phrase");
        check("text:/re|", &[], "text:/re");
        check("nothing:|", &[], "nothing:");
    }

    proptest! {
        #[test]
        fn what_is_offered_can_be_read(text in "(theme:|speaker:|\"|,|:|[a-z]| |\\(|date:2|unset:|\\PC){0,8}", at in 0usize..40) {
            let table = StatementTable::new(&coded());
            let Completion { replace, options } = complete(&text, at, table.names(), &BTreeMap::new());
            prop_assert!(text.is_char_boundary(replace.start) && text.is_char_boundary(replace.end));
            for option in options.iter().filter(|option| !option.insert.ends_with([':', ' '])) {
                prop_assert!(Query::parse(&option.insert).is_ok(), "{}", option.insert);
            }
        }
    }
}
