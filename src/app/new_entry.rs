//! From what was typed in a picker to new entries of the codebook.

use crate::edit::Edit;
use crate::model::{
    Affiliation, Codebook, RoleHeld, Speaker, SpeakerId, SpeakerKind, Stance, StanceId, Theme, ThemeId,
};

/// Makes a theme from `Name` or from a path such as `Workforce > Pay`, with the parents it needs.
///
/// Returns the edit and the id; an existing theme of that path is returned with no edit. `None` when nothing is named.
pub fn theme(codebook: &Codebook, typed: &str) -> Option<(Vec<Edit>, ThemeId)> {
    let mut book = codebook.clone();
    let mut edits = Vec::new();
    let mut parent: Option<ThemeId> = None;
    for name in typed.split('>').map(str::trim).filter(|name| !name.is_empty()) {
        if let Some(theme) = book.theme_named(name, parent.as_ref()) {
            parent = Some(theme.id.clone());
            continue;
        }
        let id = book.new_theme_id(name);
        let theme = Theme { id: id.clone(), name: name.to_owned(), parent, ..Theme::default() };
        let at = book.themes.len();
        book.themes.set(&id, Some((at, theme.clone())));
        edits.push(Edit::Theme { id: id.clone(), value: Some((at, theme)) });
        parent = Some(id);
    }
    parent.map(|id| (edits, id))
}

/// Makes a speaker from `Name`, or from `Name, role, Organisation` with the organisation it needs.
///
/// Where tabs stand between the three, a comma belongs to the name or the role.
///
/// Returns the edits and the id; `None` when nothing is named.
pub fn speaker(codebook: &Codebook, typed: &str, kind: SpeakerKind) -> Option<(Vec<Edit>, SpeakerId)> {
    let between = if typed.contains('\t') { '\t' } else { ',' };
    let mut parts = typed.splitn(3, between).map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let (role, organisation) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mut edits = Vec::new();
    let mut at = codebook.speakers.len();
    let mut add = |name: &str, kind: SpeakerKind, affiliations: Vec<Affiliation>| {
        let id = codebook.new_speaker_id(name);
        let (aliases, note) = (Vec::new(), String::new());
        let speaker = Speaker { id: id.clone(), name: name.to_owned(), kind, aliases, affiliations, note, key: None };
        edits.push(Edit::Speaker { id: id.clone(), value: Some((at, speaker)) });
        at += 1;
        id
    };
    let organisation = (!organisation.is_empty()).then(|| match codebook.speaker_named(organisation) {
        Some(known) => known.id.clone(),
        None => add(organisation, SpeakerKind::Organisation, Vec::new()),
    });
    let held = RoleHeld { role: role.to_owned(), organisation };
    let is_known = held != RoleHeld::default();
    let affiliations = is_known.then(|| Affiliation { held, ..Affiliation::default() }).into_iter().collect();
    let id = add(name, kind, affiliations);
    Some((edits, id))
}

/// Makes a stance from `Name` or `Name 0.5`, the number being its position from -1 to 1.
///
/// Returns the edit and the id; `None` when nothing is named.
pub fn stance(codebook: &Codebook, typed: &str) -> Option<(Vec<Edit>, StanceId)> {
    let typed = typed.trim();
    let number = typed.rsplit_once(' ').and_then(|(name, number)| {
        let position: f64 = number.replace(',', ".").parse().ok()?;
        (-1.0..=1.0).contains(&position).then_some((name.trim(), position))
    });
    let (name, position) = number.map_or((typed, None), |(name, position)| (name, Some(position)));
    if name.is_empty() {
        return None;
    }
    let (glyph, colour) = Stance::signs_for(position);
    let key = Stance::free_key(&codebook.stances);
    let id = codebook.new_stance_id(name);
    let (name, definition) = (name.to_owned(), String::new());
    let stance = Stance { id: id.clone(), name, definition, position, colour, glyph, key };
    Some((vec![Edit::Stance { id: id.clone(), value: Some((codebook.stances.len(), stance)) }], id))
}

/// The scale that a corpus without one may start from: five points and *unclear*, on the keys 1 to 6.
const STARTER_SCALE: [(&str, Option<f64>, &str); 6] = [
    ("opposes", Some(-1.0), "Rejects it, or says that it is wrong or harmful."),
    ("doubts", Some(-0.5), "Questions it or warns of a risk, without rejecting it."),
    ("mixed", Some(0.0), "For and against in the same passage, with neither side winning."),
    ("conditional", Some(0.5), "Backs it, but only if something else happens."),
    ("supports", Some(1.0), "Asks for it, promises it, welcomes it or argues from its good effects."),
    ("unclear", None, "A position is taken, but its direction cannot be told from the text."),
];

/// The edits that add the starter scale after the stances there are.
pub fn starter_scale(codebook: &Codebook) -> Vec<Edit> {
    let first = codebook.stances.len();
    let add = |(nth, (name, position, definition)): (usize, &(&str, Option<f64>, &str))| {
        let (glyph, colour) = Stance::signs_for(*position);
        let key = char::from_digit(nth as u32 + 1, 10);
        let id = codebook.new_stance_id(name);
        let (name, definition) = ((*name).to_owned(), (*definition).to_owned());
        let stance = Stance { id: id.clone(), name, definition, position: *position, colour, glyph, key };
        Edit::Stance { id, value: Some((first + nth, stance)) }
    };
    STARTER_SCALE.iter().enumerate().map(add).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::Corpus;

    fn book(edits: Vec<Edit>) -> Codebook {
        let mut corpus = Corpus::default();
        apply(&mut corpus, Edit::Batch(edits)).expect("fits");
        corpus.codebook
    }

    #[test]
    fn a_theme_path_makes_its_parents_once() {
        let (edits, id) = theme(&Codebook::default(), "Workforce > Pay").expect("named");
        let book = book(edits);
        assert_eq!(book.theme_path(&id), "Workforce > Pay");
        let (again, same) = theme(&book, "workforce > pay").expect("named");
        assert!(again.is_empty() && same == id);
        assert!(theme(&book, " > ").is_none());
    }

    #[test]
    fn a_speaker_brings_role_and_organisation() {
        let typed = "Jane Roe, chair, Foo Trust";
        let (edits, id) = speaker(&Codebook::default(), typed, SpeakerKind::Person).expect("named");
        let book = book(edits);
        let held = book.speakers.get(&id).and_then(|jane| jane.role_on(None)).expect("one affiliation");
        assert_eq!(
            (held.role.as_str(), held.organisation.as_ref().map(|id| book.speaker_name(id))),
            ("chair", Some("Foo Trust"))
        );
        let (edits, _) = speaker(&book, "John, member, foo trust", SpeakerKind::Person).expect("named");
        assert_eq!(edits.len(), 1, "the organisation is known");
    }

    #[test]
    fn the_starter_scale_has_five_points_and_unclear() {
        let book = book(starter_scale(&Codebook::default()));
        let positions: Vec<Option<f64>> = book.stances.iter().map(|stance| stance.position).collect();
        assert_eq!(positions, [Some(-1.0), Some(-0.5), Some(0.0), Some(0.5), Some(1.0), None]);
        let signs: std::collections::HashSet<_> = book.stances.iter().map(|stance| stance.glyph).collect();
        assert_eq!(signs.len(), 6, "each has a sign of its own");
    }

    #[test]
    fn a_stance_may_carry_its_position() {
        let (edits, id) = stance(&Codebook::default(), "leans towards 0,5").expect("named");
        let book = book(edits);
        let made = book.stances.get(&id).expect("made");
        assert_eq!((made.name.as_str(), made.position, made.key), ("leans towards", Some(0.5), Some('1')));
        assert_eq!(book.stances.len(), 1);
    }
}
