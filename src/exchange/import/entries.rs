//! Which theme, stance or speaker a row means, and those that must be made for it.

use crate::exchange::columns::split_theme_path;
use crate::model::{
    Codebook, Entry, EntryList, Speaker, SpeakerId, SpeakerKind, Stance, StanceId, THEME_PATH_SEPARATOR, Theme, ThemeId,
};
use crate::text::{fold, slug};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;

/// Deepest theme that a row may ask for.
const MAX_DEPTH: usize = 32;

/// Longest name of a new entry, in bytes; a longer one is a text that came into the wrong column.
const MAX_NAME_BYTES: usize = 4_000;

/// Longest id that a row may bring for a new entry, in bytes.
const MAX_ID_BYTES: usize = 200;

/// The entries of a codebook with those that an import adds to it.
pub(super) struct Entries<'c> {
    pub stances: Names<'c, Stance>,
    pub themes: Names<'c, Theme>,
    pub speakers: Names<'c, Speaker>,
    /// Themes by their last name; `None` where several share it.
    theme_leaves: HashMap<String, Option<ThemeId>>,
    /// Paths of the themes that were made, in order.
    pub made_paths: Vec<String>,
    has_free_key: bool,
}

/// Entries of one kind, found by id and by name.
pub(super) struct Names<'c, T: Entry> {
    known: &'c EntryList<T>,
    /// New ones, in the order of making.
    pub made: Vec<T>,
    made_at: HashMap<T::Id, usize>,
    /// Ids that rows brought for new entries: another id is then another entry, even of the same name.
    brought: HashSet<T::Id>,
    exact: HashMap<String, T::Id>,
    folded: HashMap<String, T::Id>,
    next_number: HashMap<String, usize>,
}

impl<'c, T: Entry> Names<'c, T>
where
    T::Id: for<'a> From<&'a str> + Display,
{
    fn new(known: &'c EntryList<T>, name: impl Fn(&T) -> String) -> Self {
        let mut names = Self {
            known,
            made: Vec::new(),
            made_at: HashMap::new(),
            brought: HashSet::new(),
            exact: HashMap::new(),
            folded: HashMap::new(),
            next_number: HashMap::new(),
        };
        for entry in known {
            names.call(&name(entry), entry.id());
        }
        names
    }

    /// Lets `name` mean `id`, unless it means another already.
    fn call(&mut self, name: &str, id: &T::Id) {
        self.exact.entry(name.to_owned()).or_insert_with(|| id.clone());
        self.folded.entry(fold(name.trim())).or_insert_with(|| id.clone());
    }

    pub fn get(&self, id: &T::Id) -> Option<&T> {
        self.known.get(id).or_else(|| self.made_at.get(id).map(|at| &self.made[*at]))
    }

    pub fn made_mut(&mut self, id: &T::Id) -> Option<&mut T> {
        self.made_at.get(id).map(|at| &mut self.made[*at])
    }

    /// The entry meant: by id where it is known, else by name.
    fn find(&self, id: Option<&str>, name: &str) -> Option<T::Id> {
        if let Some(id) = id.map(T::Id::from).filter(|id| self.get(id).is_some()) {
            return Some(id);
        }
        let by_name = self.exact.get(name).or_else(|| self.folded.get(&fold(name.trim())));
        by_name.filter(|found| id.is_none() || !self.brought.contains(*found)).cloned()
    }

    /// The id for a new entry: the one that the row brings, else a slug of `name`.
    fn new_id(&mut self, brought: Option<&str>, name: &str) -> T::Id {
        let is_sound = |id: &&str| !id.is_empty() && id.len() <= MAX_ID_BYTES && !id.contains(char::is_control);
        if let Some(id) = brought.filter(is_sound) {
            self.brought.insert(id.into());
            return id.into();
        }
        let base = slug(name);
        let mut number = self.next_number.get(&base).copied().unwrap_or(1);
        let id = loop {
            let id = if number == 1 { base.as_str().into() } else { format!("{base}-{number}").as_str().into() };
            number += 1;
            if self.get(&id).is_none() {
                break id;
            }
        };
        self.next_number.insert(base, number);
        id
    }

    fn add(&mut self, name: &str, entry: T) -> T::Id {
        let id = entry.id().clone();
        self.call(name, &id);
        self.made_at.insert(id.clone(), self.made.len());
        self.made.push(entry);
        id
    }
}

/// Refuses names that no person gave.
fn check_name(what: &str, name: &str) -> Result<(), String> {
    if name.len() <= MAX_NAME_BYTES {
        return Ok(());
    }
    Err(format!("the name of a new {what} is longer than {MAX_NAME_BYTES} bytes"))
}

impl<'c> Entries<'c> {
    pub fn new(codebook: &'c Codebook) -> Self {
        let mut speakers = Names::new(&codebook.speakers, |speaker| speaker.name.clone());
        for speaker in &codebook.speakers {
            speaker.aliases.iter().for_each(|alias| speakers.call(alias, &speaker.id));
        }
        let mut entries = Self {
            stances: Names::new(&codebook.stances, |stance| stance.name.clone()),
            themes: Names::new(&codebook.themes, |theme| codebook.theme_path(&theme.id)),
            speakers,
            theme_leaves: HashMap::new(),
            made_paths: Vec::new(),
            has_free_key: true,
        };
        for theme in &codebook.themes {
            entries.note_leaf(&theme.name, &theme.id);
        }
        entries
    }

    fn note_leaf(&mut self, name: &str, id: &ThemeId) {
        let leaf = self.theme_leaves.entry(fold(name.trim()));
        leaf.and_modify(|other| *other = None).or_insert_with(|| Some(id.clone()));
    }

    /// The theme meant, made with those above it when there is none; `None` when the row names none.
    pub fn theme(
        &mut self,
        id: Option<&str>,
        path: Option<&str>,
        name: Option<&str>,
    ) -> Result<Option<ThemeId>, String> {
        let Some(full) = path.or(name).filter(|full| !full.trim().is_empty()) else {
            let known = id.map(ThemeId::from).filter(|id| self.themes.get(id).is_some());
            return match (known, id) {
                (None, Some(id)) => Err(format!("there is no theme with the id “{id}”, and no name to make it from")),
                (known, _) => Ok(known),
            };
        };
        if let Some(found) = self.themes.find(id, full) {
            return Ok(Some(found));
        }
        if path.is_none() && id.is_none() {
            match self.theme_leaves.get(&fold(full.trim())) {
                Some(Some(found)) => return Ok(Some(found.clone())),
                Some(None) => return Err(format!("several themes are called “{full}”; give `theme_path`")),
                None => {}
            }
        }
        check_name("theme", full)?;
        // A name without a path may hold the separator; a path may not be deeper than people can read.
        let (above, leaf) =
            if path.is_some() { split_theme_path(full, name.unwrap_or_default()) } else { (Vec::new(), full) };
        if above.len() >= MAX_DEPTH {
            return Err(format!("`theme_path` is deeper than {MAX_DEPTH} themes"));
        }
        let (mut parent, mut path) = (None, String::new());
        for name in above {
            let found = {
                path.push_str(name);
                self.themes.find(None, &path)
            };
            parent = Some(found.unwrap_or_else(|| self.make_theme(None, name, &path, parent)));
            path.push_str(THEME_PATH_SEPARATOR);
        }
        path.push_str(leaf);
        Ok(Some(self.make_theme(id, leaf, &path, parent)))
    }

    fn make_theme(&mut self, id: Option<&str>, name: &str, path: &str, parent: Option<ThemeId>) -> ThemeId {
        let id = self.themes.new_id(id, name);
        self.note_leaf(name, &id);
        self.made_paths.push(path.to_owned());
        self.themes.add(path, Theme { id, name: name.to_owned(), parent, ..Theme::default() })
    }

    /// The stance meant, made when there is none; `None` when the row names none.
    pub fn stance(
        &mut self,
        id: Option<&str>,
        name: Option<&str>,
        position: Option<f64>,
    ) -> Result<Option<StanceId>, String> {
        if let Some(found) = self.stances.find(id, name.unwrap_or_default()) {
            return Ok(Some(found));
        }
        let name = match (name.filter(|name| !name.trim().is_empty()), id) {
            (Some(name), _) => name.to_owned(),
            (None, None) => return Ok(None),
            (None, Some(id)) => {
                return Err(format!("there is no stance with the id “{id}”, and no name to make it from"));
            }
        };
        check_name("stance", &name)?;
        if position.is_some_and(|position| !(-1.0..=1.0).contains(&position)) {
            return Err("`stance_value` must lie between -1 and 1".to_owned());
        }
        let (glyph, colour) = Stance::signs_for(position);
        let id = self.stances.new_id(id, &name);
        let definition = String::new();
        // Looked for among all stances only as long as there may be one: a file may bring a million of them.
        let key = self.has_free_key.then(|| Stance::free_key(self.stances.known.iter().chain(&self.stances.made)));
        let key = key.flatten();
        self.has_free_key = key.is_some();
        let stance = Stance { id, name: name.clone(), definition, position, colour, glyph, key };
        Ok(Some(self.stances.add(&name, stance)))
    }

    /// The speaker meant, made when there is none, and whether it was made now.
    pub fn speaker(&mut self, id: Option<&str>, name: &str, kind: SpeakerKind) -> Result<(SpeakerId, bool), String> {
        let id = id.filter(|id| !id.is_empty());
        if let Some(found) = self.speakers.find(id, name) {
            return Ok((found, false));
        }
        if name.trim().is_empty() {
            return Err(match id {
                Some(id) => format!("there is no speaker with the id “{id}”, and no name to make it from"),
                None => "a speaker has no name".to_owned(),
            });
        }
        check_name("speaker", name)?;
        let speaker = Speaker {
            id: self.speakers.new_id(id, name),
            name: name.to_owned(),
            kind,
            aliases: Vec::new(),
            affiliations: Vec::new(),
            note: String::new(),
            key: None,
        };
        Ok((self.speakers.add(name, speaker), true))
    }

    /// The organisation of this name, made when there is none.
    pub fn organisation(&mut self, name: &str) -> Result<SpeakerId, String> {
        let (id, _) = self.speaker(None, name, SpeakerKind::Organisation)?;
        if let Some(made) = self.speakers.made_mut(&id) {
            made.kind = SpeakerKind::Organisation;
        }
        Ok(id)
    }
}
