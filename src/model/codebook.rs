//! The stance scale, the theme tree and the speakers.

use super::{
    AnyEntry, Attribution, DateRange, EntryId, EntryList, Rival, RoleHeld, Speaker, SpeakerId, Stance, StanceId, Theme,
    ThemeId,
};
use crate::text::{fold, slug};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What stands between the names in the path of a theme, as in `Workforce > Pay`.
pub const THEME_PATH_SEPARATOR: &str = " > ";

/// Most themes in a path: a file may nest them a million deep, where every path would be as long as the file.
pub const MAX_THEME_DEPTH: usize = 64;

/// The stance scale, the theme tree and the speakers of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Codebook {
    /// The scale, in the user's order.
    pub stances: EntryList<Stance>,
    /// The tree, parents before their children in the user's order.
    pub themes: EntryList<Theme>,
    /// Everyone who may speak.
    pub speakers: EntryList<Speaker>,
    /// What others made of entries that both changed; no list is empty.
    pub rivals: BTreeMap<EntryId, Vec<Rival<AnyEntry>>>,
}

impl Codebook {
    /// The theme and those above it, from the top down, the nearest [`MAX_THEME_DEPTH`]; stops where a parent is missing
    /// or comes round again.
    pub fn theme_line(&self, id: &ThemeId) -> Vec<&Theme> {
        let mut line: Vec<&Theme> = Vec::new();
        let mut next = self.themes.get(id);
        while let Some(theme) = next {
            if line.len() == MAX_THEME_DEPTH || line.iter().any(|other| std::ptr::eq(*other, theme)) {
                break;
            }
            line.push(theme);
            next = self.parent_of(theme);
        }
        line.reverse();
        line
    }

    /// Themes whose parents come round to themselves. Each theme is gone through once.
    pub fn themes_in_circles(&self) -> HashSet<&ThemeId> {
        let mut circles = HashSet::new();
        // The number of the walk in which each theme was first met.
        let mut met: HashMap<&ThemeId, usize> = HashMap::with_capacity(self.themes.len());
        for (walk, start) in self.themes.iter().enumerate() {
            let mut walked = Vec::new();
            let mut next = Some(start);
            while let Some(theme) = next {
                if let Some(before) = met.insert(&theme.id, walk) {
                    let first = walked.iter().position(|id| *id == &theme.id).filter(|_| before == walk);
                    circles.extend(first.into_iter().flat_map(|first| walked[first..].iter().copied()));
                    break;
                }
                walked.push(&theme.id);
                next = self.parent_of(theme);
            }
        }
        circles
    }

    /// The theme above, where the codebook holds it.
    pub fn parent_of(&self, theme: &Theme) -> Option<&Theme> {
        theme.parent.as_ref().and_then(|parent| self.themes.get(parent))
    }

    /// The path of a theme, such as `Workforce > Pay`; the id itself when it is not in the codebook.
    pub fn theme_path(&self, id: &ThemeId) -> String {
        let names: Vec<&str> = self.theme_line(id).iter().map(|theme| theme.name.as_str()).collect();
        if names.is_empty() { id.to_string() } else { names.join(THEME_PATH_SEPARATOR) }
    }

    /// The name of a theme, or the id itself when it is not in the codebook.
    pub fn theme_name<'a>(&'a self, id: &'a ThemeId) -> &'a str {
        self.themes.get(id).map_or(id.as_str(), |theme| &theme.name)
    }

    /// The name of a stance, or the id itself when it is not in the codebook.
    pub fn stance_name<'a>(&'a self, id: &'a StanceId) -> &'a str {
        self.stances.get(id).map_or(id.as_str(), |stance| &stance.name)
    }

    /// The name of a speaker, or the id itself when it is not in the codebook.
    pub fn speaker_name<'a>(&'a self, id: &'a SpeakerId) -> &'a str {
        self.speakers.get(id).map_or(id.as_str(), |speaker| &speaker.name)
    }

    /// Role and organisation in a statement: what it says itself, else what the document's date says.
    pub fn role_of<'a>(&'a self, who: &'a Attribution, days: Option<DateRange>) -> Option<&'a RoleHeld> {
        who.role_override.as_ref().or_else(|| self.speakers.get(&who.speaker)?.role_on(days))
    }

    /// The speaker known by this name or alias, without regard to case and accents.
    pub fn speaker_named(&self, name: &str) -> Option<&Speaker> {
        let wanted = fold(name.trim());
        let by_name = self.speakers.iter().find(|speaker| fold(&speaker.name) == wanted);
        by_name.or_else(|| self.speakers.iter().find(|s| s.aliases.iter().any(|alias| fold(alias) == wanted)))
    }

    /// The stance of this name, without regard to case and accents.
    pub fn stance_named(&self, name: &str) -> Option<&Stance> {
        let wanted = fold(name.trim());
        self.stances.iter().find(|stance| fold(&stance.name) == wanted)
    }

    /// The theme of this name under `parent`, without regard to case and accents.
    pub fn theme_named(&self, name: &str, parent: Option<&ThemeId>) -> Option<&Theme> {
        let wanted = fold(name.trim());
        self.themes.iter().find(|theme| theme.parent.as_ref() == parent && fold(&theme.name) == wanted)
    }

    /// A theme id for a new name: its slug, or, where another theme has that, the slug with a number.
    pub fn new_theme_id(&self, name: &str) -> ThemeId {
        ThemeId::new(unused(name, |id| self.themes.get(&ThemeId::new(id)).is_some()))
    }

    /// A speaker id for a new name: its slug, or, where another speaker has that, the slug with a number.
    pub fn new_speaker_id(&self, name: &str) -> SpeakerId {
        SpeakerId::new(unused(name, |id| self.speakers.get(&SpeakerId::new(id)).is_some()))
    }

    /// A stance id for a new name: its slug, or, where another stance has that, the slug with a number.
    pub fn new_stance_id(&self, name: &str) -> StanceId {
        StanceId::new(unused(name, |id| self.stances.get(&StanceId::new(id)).is_some()))
    }
}

fn unused(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let base = slug(name);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(base)
}
