//! From a name as typed to the numbers of what it means.

use super::error::alternatives;
use super::{Key, Name, QueryError};
use crate::analysis::Names;
use crate::text::{fold, nearest, slug};

/// What names of one field may mean.
struct Candidates<'n> {
    /// What people call the field.
    kind: &'static str,
    /// Ids, for `#id`; none where values are their own names.
    ids: Vec<&'n str>,
    /// Names and other words, and the number that each means.
    labels: Vec<Label<'n>>,
}

struct Label<'n> {
    text: &'n str,
    number: usize,
    /// Whether it is what people call it, and no id, path or folder.
    is_name: bool,
}

/// The numbers of what `name` means in the field `key`, sorted: at least one, unless it has a star at an end.
///
/// They are those of [`Names`]: of themes, stances, speakers, roles or coders, else of documents. `#id` means the
/// entry of that id alone. Other names mean whatever is called so, without regard to case and accents, but values that
/// have no id are told apart where one is spelled exactly so. A star at an end stands for the rest.
pub(super) fn find(names: &Names, key: &Key, name: &Name) -> Result<Vec<usize>, QueryError> {
    let candidates = candidates(names, key);
    let mut found = candidates.find(&name.text);
    if found.is_empty() {
        // A star asks for whatever is called so, and that may be nothing.
        let text = name.text.trim();
        let is_open = text.starts_with('*') || text.ends_with('*');
        return if is_open { Ok(found) } else { Err(candidates.unknown(key, name)) };
    }
    if *key == Key::Under {
        let is_below = |theme: &usize| found.iter().any(|above| names.is_under(*theme, *above));
        found = (0..names.themes.len()).filter(is_below).collect();
    }
    Ok(found)
}

/// As [`find`] for the theme alone where `key` would take in those below it.
pub(super) fn find_alone(names: &Names, key: &Key, text: &str) -> Vec<usize> {
    candidates(names, key).find(text)
}

impl Candidates<'_> {
    fn find(&self, text: &str) -> Vec<usize> {
        if let Some(number) = text.strip_prefix('#').and_then(|id| self.ids.iter().position(|known| *known == id)) {
            return vec![number];
        }
        let labelled = |is_meant: &dyn Fn(&Label<'_>) -> bool| {
            let meant = self.labels.iter().filter(|label| is_meant(label));
            let mut found: Vec<usize> = meant.map(|label| label.number).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        if self.ids.is_empty() {
            let exact = labelled(&|label| label.text == text);
            if !exact.is_empty() {
                return exact;
            }
        }
        let wanted = fold(text.trim());
        // Folding leaves the length of plain text as it is, which spares folding most labels.
        let found = labelled(&|label| {
            (!label.text.is_ascii() || label.text.len() == wanted.len()) && fold(label.text) == wanted
        });
        if !found.is_empty() {
            return found;
        }
        // A name that an entry had when it was made lives on in its id.
        let made = slug(text);
        if let Some(number) = self.ids.iter().position(|id| *id == made) {
            return vec![number];
        }
        match (wanted.strip_prefix('*'), wanted.strip_suffix('*')) {
            (None, None) => Vec::new(),
            (Some(end), None) => labelled(&|label| label.is_name && fold(label.text).ends_with(end)),
            (None, Some(begin)) => labelled(&|label| label.is_name && fold(label.text).starts_with(begin)),
            (Some(_), Some(_)) => {
                labelled(&|label| label.is_name && fold(label.text).contains(wanted.trim_matches('*')))
            }
        }
    }

    fn unknown(&self, key: &Key, name: &Name) -> QueryError {
        let wanted = fold(name.text.trim_matches(['*', ' ']));
        let mut labels: Vec<&str> = self.labels.iter().filter(|label| label.is_name).map(|label| label.text).collect();
        labels.sort_unstable();
        labels.dedup();
        let holds = |label: &&&str| !wanted.is_empty() && fold(label).contains(&wanted);
        let mut near: Vec<&str> = nearest(&name.text, &labels).into_iter().map(|at| labels[at]).collect();
        near.extend(labels.iter().filter(holds).filter(|label| !near.contains(*label)).copied().collect::<Vec<_>>());
        let kind = self.kind;
        let what = match key {
            Key::Variable(variable) => format!("no document has “{}” as its {variable}", name.text),
            _ => format!("there is no {kind} “{}”", name.text),
        };
        let remedy = match (near.is_empty(), labels.is_empty()) {
            (false, _) => format!("did you mean {}?", alternatives(&near)),
            (true, true) => format!("this corpus has no {kind} yet"),
            (true, false) => format!("there are, among others, {}", alternatives(&labels)),
        };
        QueryError::new(name.at, what, remedy)
    }
}

fn candidates<'n>(names: &'n Names, key: &Key) -> Candidates<'n> {
    let mut ids: Vec<&'n str> = Vec::new();
    let mut labels: Vec<Label<'n>> = Vec::new();
    let label = |is_name: bool, number: usize| move |text: &'n str| Label { text, number, is_name };
    let mut words = |word: &dyn Fn(&'n crate::model::DocumentMeta) -> Option<&'n String>| {
        for (number, document) in names.documents.iter().enumerate() {
            labels.extend(word(&document.meta).filter(|word| !word.is_empty()).map(|word| label(true, number)(word)));
        }
    };
    let kind = match key {
        Key::Theme | Key::Under => {
            for (number, theme) in names.themes.iter().enumerate() {
                ids.push(theme.id.as_str());
                labels.push(label(true, number)(&theme.name));
                labels.extend([theme.path.as_str(), theme.id.as_str()].map(label(false, number)));
            }
            "theme"
        }
        Key::Stance => {
            for (number, stance) in names.stances.iter().enumerate() {
                ids.push(stance.id.as_str());
                labels.extend([label(true, number)(&stance.name), label(false, number)(stance.id.as_str())]);
            }
            "stance"
        }
        Key::Speaker | Key::Organisation => {
            for (number, speaker) in names.speakers.iter().enumerate() {
                ids.push(speaker.id.as_str());
                labels.extend([label(true, number)(&speaker.name), label(false, number)(speaker.id.as_str())]);
                labels.extend(speaker.aliases.iter().map(|alias| label(true, number)(alias)));
            }
            if *key == Key::Speaker { "speaker" } else { "organisation" }
        }
        Key::Role => {
            labels.extend(names.roles.iter().enumerate().map(|(number, role)| label(true, number)(role)));
            "role"
        }
        Key::Coder => {
            labels.extend(names.coders.iter().enumerate().map(|(number, coder)| label(true, number)(coder.as_str())));
            "coder"
        }
        Key::Document => {
            for (number, document) in names.documents.iter().enumerate() {
                let path = document.path.as_str();
                ids.push(path);
                let file = path.rsplit('/').next().unwrap_or_default();
                labels.extend([document.title.as_str(), path, file].map(label(true, number)));
                let folders = path.match_indices('/').flat_map(|(at, _)| [&path[..at], &path[..=at]]);
                labels.extend(folders.map(label(false, number)));
            }
            "document"
        }
        Key::Source => {
            words(&|meta| Some(&meta.source));
            "source"
        }
        Key::Kind => {
            words(&|meta| Some(&meta.kind));
            "kind"
        }
        Key::Variable(name) => {
            let is_exact = names.documents.iter().any(|document| document.meta.variables.contains_key(name));
            let folded = fold(name);
            let is_meant = |other: &str| if is_exact { other == name } else { fold(other) == folded };
            words(&|meta| meta.variables.iter().find(|(name, _)| is_meant(name)).map(|(_, value)| value));
            "variable"
        }
        Key::Date | Key::Period(_) | Key::Note => "value",
    };
    Candidates { kind, ids, labels }
}

/// Those documents that have no value of the variable.
pub(super) fn without_variable(names: &Names, name: &str) -> Vec<bool> {
    let mut without = vec![true; names.documents.len()];
    for label in candidates(names, &Key::Variable(name.to_owned())).labels {
        without[label.number] = false;
    }
    without
}
