//! Who has a key: a command, a stance, a theme or a speaker.

use crate::app::command::Command;
use crate::app::keymap::Keymap;
use crate::model::{Codebook, EntryId};

/// Who has a key already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A command, which keeps it.
    Command(Command),
    /// Another entry, which may give it up.
    Entry(EntryId),
}

/// Whether a key of this kind may be `key`.
pub const fn may_be_key(id: &EntryId, key: char) -> bool {
    match id {
        EntryId::Theme(_) | EntryId::Stance(_) => key.is_ascii_lowercase() || key.is_ascii_digit(),
        EntryId::Speaker(_) => key.is_ascii_lowercase(),
    }
}

/// Who has `key` beside `id`. The keys of themes and stances are pressed alone, those of speakers with Shift.
pub fn holder(book: &Codebook, keymap: &Keymap, id: &EntryId, key: char) -> Option<Holder> {
    let is_speaker = matches!(id, EntryId::Speaker(_));
    if let Some(command) = keymap.holder_of_letter(key, is_speaker) {
        return Some(Holder::Command(command));
    }
    let entry = if is_speaker {
        let mut others = book.speakers.iter().filter(|other| EntryId::Speaker(other.id.clone()) != *id);
        others.find(|other| other.key == Some(key)).map(|other| EntryId::Speaker(other.id.clone()))
    } else {
        let stance =
            book.stances.iter().find(|other| other.key == Some(key) && EntryId::Stance(other.id.clone()) != *id);
        let theme = book.themes.iter().find(|other| other.key == Some(key) && EntryId::Theme(other.id.clone()) != *id);
        stance.map(|stance| EntryId::Stance(stance.id.clone())).or(theme.map(|theme| EntryId::Theme(theme.id.clone())))
    };
    entry.map(Holder::Entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::new_entry;
    use crate::edit::{Edit, apply};
    use crate::model::{Corpus, Theme};

    #[test]
    fn a_key_is_held_by_a_command_a_stance_or_a_theme() {
        let mut corpus = Corpus::default();
        let mut edits = new_entry::starter_scale(&corpus.codebook);
        let theme = |id: &str, key| Theme { id: id.into(), name: id.to_owned(), key, ..Theme::default() };
        edits.push(Edit::Theme { id: "pay".into(), value: Some((0, theme("pay", Some('9')))) });
        edits.push(Edit::Theme { id: "law".into(), value: Some((1, theme("law", None))) });
        apply(&mut corpus, Edit::Batch(edits)).expect("fits");
        let keymap = Keymap::default();
        let held = |key| holder(&corpus.codebook, &keymap, &EntryId::Theme("law".into()), key);
        assert_eq!(held('s'), Some(Holder::Command(Command::PickSpeaker)));
        assert_eq!(held('5'), Some(Holder::Entry(EntryId::Stance("supports".into()))));
        assert_eq!(held('9'), Some(Holder::Entry(EntryId::Theme("pay".into()))));
        assert_eq!(held('8'), None);
        assert_eq!(holder(&corpus.codebook, &keymap, &EntryId::Theme("pay".into()), '9'), None, "its own");
        let speaker = EntryId::Speaker("ann".into());
        assert_eq!(holder(&corpus.codebook, &keymap, &speaker, 'p'), Some(Holder::Command(Command::ExtendStatement)));
        assert_eq!(holder(&corpus.codebook, &keymap, &speaker, 's'), None);
    }
}
