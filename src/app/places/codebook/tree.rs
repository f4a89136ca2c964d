//! The theme tree as rows, and what moving in it means.

use crate::model::{Codebook, ThemeId};
use std::collections::{HashMap, HashSet};

/// A theme as a row of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeRow {
    /// Position in the codebook's list.
    pub at: usize,
    /// How far below the top.
    pub depth: usize,
    /// Whether themes stand below it.
    pub has_children: bool,
}

/// Where a theme goes: below `parent`, before `before`, at the end without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The theme above; `None` at the top.
    pub parent: Option<ThemeId>,
    /// The sibling behind it.
    pub before: Option<ThemeId>,
}

/// Each theme's children by position, and the themes at the top.
///
/// A theme whose parent is missing, or comes round to itself, stands at the top, so that every theme is shown once.
pub struct Children<'b> {
    book: &'b Codebook,
    below: HashMap<&'b ThemeId, Vec<usize>>,
    top: Vec<usize>,
}

impl<'b> Children<'b> {
    /// Sorts the themes under their parents.
    pub fn new(book: &'b Codebook) -> Self {
        let (mut below, mut top): (HashMap<&ThemeId, Vec<usize>>, Vec<usize>) = Default::default();
        let circles = book.themes_in_circles();
        for (at, theme) in book.themes.iter().enumerate() {
            match theme.parent.as_ref().filter(|parent| book.themes.get(parent).is_some()) {
                Some(parent) if !circles.contains(&theme.id) => below.entry(parent).or_default().push(at),
                _ => top.push(at),
            }
        }
        Self { book, below, top }
    }

    /// The children of a theme, or the themes at the top, in order.
    pub fn of(&self, parent: Option<&ThemeId>) -> &[usize] {
        match parent {
            None => &self.top,
            Some(parent) => self.below.get(parent).map_or(&[], Vec::as_slice),
        }
    }

    /// All themes as rows, but those below a theme in `closed`, and only those of `wanted` where it is given.
    pub fn rows(&self, closed: &HashSet<ThemeId>, wanted: Option<&HashSet<usize>>) -> Vec<TreeRow> {
        let mut rows = Vec::new();
        let mut waiting: Vec<(usize, usize)> = self.top.iter().rev().map(|at| (*at, 0)).collect();
        while let Some((at, depth)) = waiting.pop() {
            let Some(theme) = self.book.themes.at(at) else { continue };
            let below = self.of(Some(&theme.id));
            if wanted.is_none_or(|wanted| wanted.contains(&at)) {
                rows.push(TreeRow { at, depth, has_children: !below.is_empty() });
            }
            if wanted.is_some() || !closed.contains(&theme.id) {
                waiting.extend(below.iter().rev().map(|at| (*at, depth + 1)));
            }
        }
        rows
    }

    /// Where a theme stands among its siblings: the parent's children, and its number in them.
    fn place_of(&self, id: &ThemeId) -> Option<(&[usize], usize)> {
        let at = self.book.themes.position(id)?;
        let parent = self.book.themes.at(at)?.parent.as_ref();
        let siblings = [self.of(parent), self.of(None)].into_iter().find(|siblings| siblings.contains(&at))?;
        Some((siblings, siblings.iter().position(|other| *other == at)?))
    }

    fn id(&self, at: usize) -> Option<ThemeId> {
        self.book.themes.at(at).map(|theme| theme.id.clone())
    }

    /// Where a theme goes that moves up or down among its siblings; `None` at the end.
    pub fn along(&self, id: &ThemeId, is_down: bool) -> Option<Spot> {
        let (siblings, nth) = self.place_of(id)?;
        let parent = self.book.themes.get(id)?.parent.clone();
        let before = if is_down {
            siblings.get(nth + 1)?;
            siblings.get(nth + 2).and_then(|at| self.id(*at))
        } else {
            Some(self.id(*siblings.get(nth.checked_sub(1)?)?)?)
        };
        Some(Spot { parent, before })
    }

    /// Where a theme goes that moves below the sibling above it; `None` for the first.
    pub fn inward(&self, id: &ThemeId) -> Option<Spot> {
        let (siblings, nth) = self.place_of(id)?;
        let parent = self.id(*siblings.get(nth.checked_sub(1)?)?);
        Some(Spot { parent, before: None })
    }

    /// Where a theme goes that moves up by a level, behind its parent; `None` at the top.
    pub fn outward(&self, id: &ThemeId) -> Option<Spot> {
        let parent = self.book.themes.get(id)?.parent.as_ref()?;
        let (siblings, nth) = self.place_of(parent)?;
        let before = siblings.get(nth + 1).and_then(|at| self.id(*at));
        Some(Spot { parent: self.book.themes.get(parent)?.parent.clone(), before })
    }

    /// The sibling behind a theme.
    pub fn sibling_behind(&self, id: &ThemeId) -> Option<ThemeId> {
        let (siblings, nth) = self.place_of(id)?;
        self.id(*siblings.get(nth + 1)?)
    }
}

/// Whether `id` is `above` or stands below it.
pub fn is_at_or_below(book: &Codebook, id: &ThemeId, above: &ThemeId) -> bool {
    id == above || book.theme_line(id).iter().any(|theme| theme.id == *above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Theme;

    /// A codebook from an outline: two spaces for a level.
    fn book(outline: &str) -> Codebook {
        let mut book = Codebook::default();
        let mut line: Vec<ThemeId> = Vec::new();
        for row in outline.split('|') {
            let name = row.trim_start();
            line.truncate((row.len() - name.len()) / 2);
            let theme =
                Theme { id: name.into(), name: name.to_owned(), parent: line.last().cloned(), ..Theme::default() };
            line.push(theme.id.clone());
            book.themes.push(theme).expect("named once");
        }
        book
    }

    fn shown(book: &Codebook, closed: &[&str]) -> String {
        let closed = closed.iter().map(|id| ThemeId::from(*id)).collect();
        let rows = Children::new(book).rows(&closed, None);
        let show =
            |row: &TreeRow| format!("{}{}", "  ".repeat(row.depth), book.themes.at(row.at).map_or("", |t| &t.name));
        rows.iter().map(show).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_tree_is_shown_from_the_top_down_and_closed_branches_are_not() {
        let book = book("a|  b|    c|  d|e");
        assert_eq!(shown(&book, &[]), "a|  b|    c|  d|e");
        assert_eq!(shown(&book, &["b"]), "a|  b|  d|e");
        assert_eq!(shown(&book, &["a"]), "a|e");
    }

    #[test]
    fn every_theme_is_shown_once_even_when_the_tree_is_broken() {
        let mut book = book("a|b|c|d");
        for (id, parent) in [("a", "b"), ("b", "a"), ("c", "a"), ("d", "gone")] {
            let id = ThemeId::from(id);
            let (at, mut theme) = book.themes.set(&id, None).expect("there");
            theme.parent = Some(parent.into());
            book.themes.set(&id, Some((at, theme)));
        }
        assert_eq!(shown(&book, &[]), "a|  c|b|d");
    }

    #[test]
    fn moving_by_keys_goes_where_a_reader_expects() {
        let book = book("a|  b|  c|  d|e");
        let children = Children::new(&book);
        let spot = |parent: Option<&str>, before: Option<&str>| {
            Some(Spot { parent: parent.map(ThemeId::from), before: before.map(ThemeId::from) })
        };
        assert_eq!(children.along(&"c".into(), false), spot(Some("a"), Some("b")));
        assert_eq!(children.along(&"b".into(), true), spot(Some("a"), Some("d")));
        assert_eq!(children.along(&"c".into(), true), spot(Some("a"), None));
        assert_eq!(children.along(&"d".into(), true), None);
        assert_eq!(children.along(&"a".into(), false), None);
        assert_eq!(children.inward(&"c".into()), spot(Some("b"), None));
        assert_eq!(children.inward(&"b".into()), None);
        assert_eq!(children.outward(&"c".into()), spot(None, Some("e")));
        assert_eq!(children.outward(&"e".into()), None);
        assert!(is_at_or_below(&book, &"c".into(), &"a".into()) && !is_at_or_below(&book, &"a".into(), &"c".into()));
    }
}
