//! The themes of a file: where each stands, and what it becomes.

use super::diff::Diff;
use super::ids::Ids;
use super::import::Importer;
use super::names::ThemePaths;
use super::record::{Kind, Parent, Record};
use crate::edit::reshape::{self, Reshape};
use crate::edit::{Edit, apply};
use crate::model::{Codebook, Corpus, EntryId, THEME_PATH_SEPARATOR, Theme, ThemeId};
use crate::text::fold;
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};

/// Deepest theme that a file may ask for by a path.
const MAX_DEPTH: usize = 32;

/// Takes the themes of the file in.
pub(super) fn themes(importer: &mut Importer<'_>) {
    let book = &importer.corpus.codebook;
    let places = importer.of_kind(Kind::Theme);
    let ids = Ids::new(importer, &places, |id| book.themes.get(&id.into()).is_some());
    let mut tree = Tree::new(book, ids);
    let parents = tree.parent_places(importer, &places);
    for at in places {
        for at in upward(at, &parents, &tree.of_place) {
            tree.place(importer, at, parents.get(&at).copied().flatten());
        }
    }
    let Tree { found, parents, made, .. } = tree;
    put(importer, found, &parents, made);
}

/// The record at `at` and those above it in the file that have no place yet, from the top down; a circle is cut.
fn upward(at: usize, parents: &HashMap<usize, Option<usize>>, of_place: &HashMap<usize, Option<Placed>>) -> Vec<usize> {
    let mut line = Vec::new();
    let mut seen = HashSet::new();
    let mut next = Some(at);
    while let Some(at) = next.filter(|at| !of_place.contains_key(at) && seen.insert(*at)) {
        line.push(at);
        next = parents.get(&at).copied().flatten();
    }
    line.reverse();
    line
}

/// A theme of the file that has its place.
#[derive(Clone)]
struct Placed {
    id: String,
    /// Themes of the file above it.
    depth: usize,
}

/// Which theme each record is, and below which it stands.
struct Tree<'c> {
    book: &'c Codebook,
    ids: Ids<'c>,
    /// Of each theme of the file its parent; none of one of which the file does not say.
    parents: HashMap<String, Option<ThemeId>>,
    /// Place in the file, id, whether it is new; parents first.
    found: Vec<(usize, String, bool)>,
    of_place: HashMap<usize, Option<Placed>>,
    /// Themes of the codebook, and those made for a path, by parent and folded name.
    by_name: HashMap<(Option<ThemeId>, String), ThemeId>,
    /// Themes of the codebook by folded name; none where several share it.
    only: HashMap<String, Option<ThemeId>>,
    /// Themes that only paths name.
    made: Vec<Theme>,
}

impl<'c> Tree<'c> {
    fn new(book: &'c Codebook, ids: Ids<'c>) -> Self {
        let (mut by_name, mut only) = (HashMap::new(), HashMap::new());
        for theme in &book.themes {
            let name = fold(theme.name.trim());
            by_name.entry((theme.parent.clone(), name.clone())).or_insert_with(|| theme.id.clone());
            only.entry(name).and_modify(|other| *other = None).or_insert_with(|| Some(theme.id.clone()));
        }
        let (parents, of_place) = (HashMap::new(), HashMap::new());
        Self { book, ids, parents, found: Vec::new(), of_place, by_name, only, made: Vec::new() }
    }

    /// The place of each record's parent, where that is in the file too.
    fn parent_places(&self, importer: &Importer<'_>, places: &[usize]) -> HashMap<usize, Option<usize>> {
        let said = Said::new(self.book, &importer.records, places);
        let in_book: HashSet<String> =
            self.book.themes.iter().map(|theme| fold(&self.book.theme_path(&theme.id))).collect();
        let mut by_path: HashMap<String, usize> = HashMap::new();
        let mut by_name: HashMap<String, Option<usize>> = HashMap::new();
        for at in places {
            by_path.entry(fold(said.path(*at, 0).trim())).or_insert(*at);
            let name = importer.records[*at].as_ref().map(|record| fold(record.name.trim())).unwrap_or_default();
            by_name.entry(name).and_modify(|other| *other = None).or_insert(Some(*at));
        }
        let parent = |at: usize| match &importer.records[at].as_ref()?.parent {
            Parent::Named(name) if !name.starts_with('#') => {
                let wanted = fold(name.trim());
                let by_path = by_path.get(&wanted).copied();
                // A name alone will do where only one theme has it.
                by_path.or_else(|| by_name.get(&wanted).copied().flatten().filter(|_| !in_book.contains(&wanted)))
            }
            _ => said.above(at),
        };
        places.iter().map(|at| (*at, parent(*at).filter(|parent| parent != at))).collect()
    }

    /// Finds out which theme the record at `at` is; the one above it in the file has been placed before.
    fn place(&mut self, importer: &mut Importer<'_>, at: usize, above: Option<usize>) {
        if self.of_place.contains_key(&at) {
            return;
        }
        let Some(record) = importer.records[at].take() else { return };
        let above = above.map(|above| self.of_place.get(&above).cloned().flatten());
        let depth = above.as_ref().and_then(Option::as_ref).map_or(0, |above| above.depth + 1);
        let parent = match (&record.parent, above) {
            (_, Some(Some(_))) if depth >= MAX_DEPTH => {
                importer.refuse(record.line, &format!("it stands deeper than {MAX_DEPTH} themes; its place was left"));
                None
            }
            (_, Some(Some(above))) => Some(Some(ThemeId::from(above.id.as_str()))),
            (Parent::Unsaid, _) => None,
            (Parent::Top, _) => Some(None),
            (Parent::Named(name), None) => match self.parent_named(name) {
                Ok(parent) => Some(Some(parent)),
                Err(cause) => {
                    importer.refuse(record.line, &cause);
                    None
                }
            },
            (Parent::Named(_) | Parent::Record(_), _) => {
                importer.refuse(record.line, "the theme that it stands below cannot be told; its place was left");
                None
            }
        };
        // Where the file does not say, a name at the top is meant, or the only one of that name.
        let name = fold(record.name.trim());
        let by_name = match &parent {
            Some(parent) => self.by_name.get(&(parent.clone(), name)),
            None => self.only.get(&name).and_then(Option::as_ref),
        };
        let by_name = by_name.map(ToString::to_string);
        let among = parent.as_ref().and_then(Option::as_ref).map_or("", ThemeId::as_str);
        match self.ids.assign(&record, by_name, among) {
            Ok((id, is_new)) => {
                let depth = if parent.is_some() { depth } else { 0 };
                self.of_place.insert(at, Some(Placed { id: id.clone(), depth }));
                if let Some(parent) = parent {
                    self.parents.insert(id.clone(), parent);
                }
                self.found.push((at, id, is_new));
            }
            Err(cause) => {
                self.of_place.insert(at, None);
                importer.refuse(record.line, &cause);
            }
        }
        importer.records[at] = Some(record);
    }

    /// The theme of this path or `#id` that is not in the file; those that a path lacks are made.
    fn parent_named(&mut self, name: &str) -> Result<ThemeId, String> {
        if let Some(id) = name.strip_prefix('#') {
            let known = self.book.themes.get(&id.into()).map(|theme| theme.id.clone());
            return known.ok_or_else(|| format!("there is no theme with the id “{}”", super::fields::brief(id)));
        }
        let names: Vec<&str> = name.split(THEME_PATH_SEPARATOR).collect();
        if names.len() > MAX_DEPTH {
            return Err(format!("`parent` is deeper than {MAX_DEPTH} themes"));
        }
        if let ([_], Some(Some(only))) = (names.as_slice(), self.only.get(&fold(name.trim()))) {
            return Ok(only.clone());
        }
        let mut parent: Option<ThemeId> = None;
        for name in names {
            let place = (parent.clone(), fold(name.trim()));
            let id = self.by_name.get(&place).cloned().unwrap_or_else(|| {
                let id = ThemeId::from(self.ids.fresh(name).as_str());
                let (name, parent) = (name.to_owned(), parent.clone());
                self.made.push(Theme { id: id.clone(), name, parent, ..Theme::default() });
                self.by_name.insert(place, id.clone());
                id
            });
            parent = Some(id);
        }
        parent.ok_or_else(|| "`parent` names nothing".to_owned())
    }
}

/// What the file says of the places of its themes.
struct Said<'a> {
    book: &'a Codebook,
    records: &'a [Option<Record>],
    by_id: HashMap<&'a str, usize>,
}

impl<'a> Said<'a> {
    fn new(book: &'a Codebook, records: &'a [Option<Record>], places: &[usize]) -> Self {
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for at in places {
            if let Some(record) = records[*at].as_ref().filter(|record| !record.id.is_empty()) {
                by_id.entry(&record.id).or_insert(*at);
            }
        }
        Self { book, records, by_id }
    }

    /// The record above that at `at`, where the file says it other than by a path.
    fn above(&self, at: usize) -> Option<usize> {
        match &self.records[at].as_ref()?.parent {
            Parent::Record(above) => self.records[*above].as_ref().map(|_| *above),
            Parent::Named(name) => self.by_id.get(name.strip_prefix('#')?).copied(),
            Parent::Top | Parent::Unsaid => None,
        }
    }

    /// The path of the theme at `at`, which stands above `depth` others.
    fn path(&self, at: usize, depth: usize) -> String {
        let Some(record) = &self.records[at] else { return String::new() };
        let parent = match (&record.parent, self.above(at)) {
            (_, Some(above)) if depth < MAX_DEPTH => self.path(above, depth + 1),
            (Parent::Named(name), _) => match name.strip_prefix('#') {
                Some(id) => self.book.theme_path(&id.into()),
                None => name.clone(),
            },
            _ => return record.name.clone(),
        };
        format!("{parent}{THEME_PATH_SEPARATOR}{}", record.name)
    }
}

/// Adds what is new and changes what is there.
fn put(
    importer: &mut Importer<'_>,
    found: Vec<(usize, String, bool)>,
    parents: &HashMap<String, Option<ThemeId>>,
    made: Vec<Theme>,
) {
    let corpus: &Corpus = importer.corpus;
    let book = &corpus.codebook;
    let known = book.themes.iter().map(|theme| (theme.id.as_str(), theme.key));
    let keys = importer.keys(Kind::Theme, &found, known);
    let mut scratch = Corpus::new(Vec::new(), Codebook { themes: book.themes.clone(), ..Codebook::default() });
    let first = importer.edits.len();
    let mut changes = Vec::new();
    for theme in made {
        add(importer, &mut scratch, theme);
    }
    for (at, id, is_new) in found {
        let Some(record) = importer.records[at].take() else { continue };
        let id = ThemeId::from(id.as_str());
        let old = book.themes.get(&id).cloned().unwrap_or(Theme { id, ..Theme::default() });
        let mut diff = Diff::default();
        let value = Theme {
            name: diff.text("name", &old.name, &record.name),
            definition: diff.text("definition", &old.definition, &record.definition),
            when: diff.text("when to use", &old.when, &record.when),
            when_not: diff.text("when not to use", &old.when_not, &record.when_not),
            examples: diff.list("examples", &old.examples, record.examples, super::fields::example_item),
            colour: diff.value("colour", old.colour, record.colour, |hue| super::choices::hue_name(*hue)),
            key: diff.value("key", old.key, keys.get(&at).copied(), ToString::to_string),
            parent: parents.get(old.id.as_str()).map_or_else(|| old.parent.clone(), Clone::clone),
            id: old.id.clone(),
        };
        if is_new {
            add(importer, &mut scratch, value);
        } else {
            changes.push((record.line, old, value, diff));
        }
    }
    for (line, old, value, diff) in changes {
        change(importer, &mut scratch, line, &old, value, diff);
    }
    // New entries are named by where they stand when all is done.
    let paths = ThemePaths::new(&scratch.codebook);
    let new: Vec<ThemeId> = importer.edits[first..]
        .iter()
        .filter_map(|edit| match edit {
            Edit::Theme { id, value: Some(_) } if book.themes.get(id).is_none() => Some(id.clone()),
            _ => None,
        })
        .collect();
    for id in new {
        let path = paths.path(&id).to_owned();
        importer.added(EntryId::Theme(id), path);
    }
}

fn add(importer: &mut Importer<'_>, scratch: &mut Corpus, theme: Theme) {
    let edit = Edit::from((scratch.codebook.themes.len(), theme));
    do_both(importer, scratch, edit);
}

/// Carries an edit out on the scratch copy and keeps it for the plan.
fn do_both(importer: &mut Importer<'_>, scratch: &mut Corpus, edit: Edit) {
    if apply(scratch, edit.clone()).is_ok() {
        match edit {
            Edit::Batch(edits) => importer.edits.extend(edits),
            edit => importer.edits.push(edit),
        }
    }
}

fn change(importer: &mut Importer<'_>, scratch: &mut Corpus, line: u64, old: &Theme, mut value: Theme, mut diff: Diff) {
    let name = importer.corpus.codebook.theme_path(&old.id);
    if value.parent != old.parent {
        let (parent, before) = (value.parent.clone(), None);
        let moved = Reshape::MoveTheme { theme: old.id.clone(), parent, before };
        match reshape::plan(scratch, &moved, Timestamp::UNIX_EPOCH) {
            Ok(plan) => {
                let path = |parent: &Option<ThemeId>, book: &Codebook| {
                    parent.as_ref().map(|parent| book.theme_path(parent)).unwrap_or_default()
                };
                let before = path(&old.parent, &importer.corpus.codebook);
                let after = path(&value.parent, &scratch.codebook);
                diff.0.push(super::plan::FieldChange { field: "parent", old: before, new: after });
                do_both(importer, scratch, plan.edit);
            }
            Err(error) => {
                importer.refuse(line, &error.to_string());
                value.parent.clone_from(&old.parent);
            }
        }
    }
    if scratch.codebook.themes.get(&value.id) != Some(&value) {
        let at = scratch.codebook.themes.position(&value.id).unwrap_or(usize::MAX);
        do_both(importer, scratch, Edit::from((at, value)));
    }
    importer.seen(EntryId::Theme(old.id.clone()), name, diff.0);
}
