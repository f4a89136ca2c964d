//! Documents chosen together, to say something about all of them.

use crate::model::DocPath;
use std::collections::BTreeSet;

/// Documents chosen together with Ctrl or Shift and a click.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    paths: BTreeSet<DocPath>,
    /// Where a range begins.
    anchor: Option<DocPath>,
}

impl Chosen {
    /// Whether a document is one of them.
    pub(super) fn has(&self, path: &DocPath) -> bool {
        self.paths.contains(path)
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    /// Their paths, in order.
    pub(super) fn paths(&self) -> Vec<DocPath> {
        self.paths.iter().cloned().collect()
    }

    /// Chooses none.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Chooses a document, or no more. The open one is chosen with the first.
    pub(super) fn toggle(&mut self, path: &DocPath, open: Option<&DocPath>) {
        if self.paths.is_empty() {
            self.paths.extend(open.cloned());
        }
        if !self.paths.remove(path) {
            self.paths.insert(path.clone());
        }
        self.anchor = Some(path.clone());
    }

    /// Chooses all from the last one chosen, or the open one, to this one, as they stand in `order`.
    pub(super) fn extend_to<'a>(
        &mut self,
        path: &DocPath,
        open: Option<&DocPath>,
        order: impl Iterator<Item = &'a DocPath>,
    ) {
        let anchor = self.anchor.as_ref().or(open).unwrap_or(path).clone();
        let order: Vec<&DocPath> = order.collect();
        let place = |wanted: &DocPath| order.iter().position(|path| *path == wanted);
        let Some(to) = place(path) else { return };
        let from = place(&anchor).unwrap_or(to);
        self.paths = order[from.min(to)..=from.max(to)].iter().map(|path| (*path).clone()).collect();
        self.anchor = Some(anchor);
    }

    /// Chooses these.
    pub(super) fn set<'a>(&mut self, paths: impl Iterator<Item = &'a DocPath>) {
        self.paths = paths.cloned().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_by_one_and_from_to() {
        let order: Vec<DocPath> = ["d", "c", "b", "a"].map(DocPath::from).to_vec();
        let path = DocPath::from;
        let words = |chosen: &Chosen| chosen.paths().iter().map(DocPath::to_string).collect::<Vec<_>>().join(" ");
        let mut chosen = Chosen::default();
        chosen.toggle(&path("b"), Some(&path("a")));
        assert_eq!(words(&chosen), "a b", "the open one is chosen with the first");
        chosen.toggle(&path("a"), Some(&path("a")));
        assert_eq!(words(&chosen), "b");
        chosen.toggle(&path("c"), None);
        chosen.extend_to(&path("a"), None, order.iter());
        assert_eq!(words(&chosen), "a b c", "as shown, from the last one chosen");
        chosen.extend_to(&path("d"), None, order.iter());
        assert_eq!(words(&chosen), "c d", "from the same one again");
        chosen.clear();
        chosen.extend_to(&path("d"), Some(&path("b")), order.iter());
        assert_eq!(words(&chosen), "b c d", "from the open one");
    }
}
