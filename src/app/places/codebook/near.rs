//! Speakers who may be one and the same.

use crate::model::{Codebook, Speaker, SpeakerId};
use crate::text::nearest;

/// At most so many are named.
const MAX_FOUND: usize = 3;

/// The speakers of the same kind with a name or alias that is nearly one of `speaker`, the nearest first.
pub fn near(book: &Codebook, speaker: &Speaker) -> Vec<SpeakerId> {
    let others = book.speakers.iter().filter(|other| other.id != speaker.id && other.kind == speaker.kind);
    let (of, names): (Vec<&SpeakerId>, Vec<&str>) = others
        .flat_map(|other| std::iter::once(&other.name).chain(&other.aliases).map(|name| (&other.id, name.as_str())))
        .unzip();
    let mut found: Vec<SpeakerId> = Vec::new();
    for own in std::iter::once(&speaker.name).chain(&speaker.aliases) {
        for at in nearest(own, &names) {
            if !found.contains(of[at]) {
                found.push(of[at].clone());
            }
        }
    }
    found.truncate(MAX_FOUND);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpeakerKind;

    #[test]
    fn a_misspelt_name_and_a_shared_alias_are_near_and_another_kind_is_not() {
        let mut book = Codebook::default();
        let mut add = |id: &str, name: &str, kind: SpeakerKind, alias: &str| {
            let aliases = if alias.is_empty() { Vec::new() } else { vec![alias.to_owned()] };
            let (affiliations, note) = (Vec::new(), String::new());
            let speaker =
                Speaker { id: id.into(), name: name.to_owned(), kind, aliases, affiliations, note, key: None };
            book.speakers.push(speaker).expect("ids differ");
        };
        add("one", "Stephen Dorrell", SpeakerKind::Person, "");
        add("two", "Stephen Dorrel", SpeakerKind::Person, "");
        add("three", "S. D.", SpeakerKind::Person, "Stephen Dorrell");
        add("four", "Stephen Dorrell", SpeakerKind::Organisation, "");
        add("five", "Andrew Goodall", SpeakerKind::Person, "");
        let first = book.speakers.at(0).cloned().expect("there");
        let mut found = near(&book, &first);
        found.sort();
        assert_eq!(found, [SpeakerId::from("three"), SpeakerId::from("two")]);
    }
}
