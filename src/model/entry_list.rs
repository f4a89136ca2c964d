//! An ordered list whose entries are also found by id.

use std::collections::HashMap;
use std::hash::Hash;

/// Something in the codebook: it has an id that never changes and a name that may.
pub trait Entry {
    /// What identifies it.
    type Id: Clone + Eq + Hash;
    /// Its id.
    fn id(&self) -> &Self::Id;
    /// Its present name.
    fn name(&self) -> &str;
}

/// Entries in the user's order, each id once.
#[derive(Clone, Debug)]
pub struct EntryList<T: Entry> {
    entries: Vec<T>,
    index: HashMap<T::Id, usize>,
}

impl<T: Entry> Default for EntryList<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: HashMap::new() }
    }
}

impl<T: Entry + PartialEq> PartialEq for EntryList<T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<T: Entry> EntryList<T> {
    /// The entry with this id.
    pub fn get(&self, id: &T::Id) -> Option<&T> {
        self.index.get(id).map(|at| &self.entries[*at])
    }

    /// Where the entry with this id stands, counted from 0.
    pub fn position(&self, id: &T::Id) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// All entries in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.entries.iter()
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry at position `at`.
    pub fn at(&self, at: usize) -> Option<&T> {
        self.entries.get(at)
    }

    /// Adds `entry` at the end; gives it back when its id is taken.
    ///
    /// # Errors
    /// The entry itself, when another has its id.
    pub fn push(&mut self, entry: T) -> Result<(), T> {
        if self.index.contains_key(entry.id()) {
            return Err(entry);
        }
        self.index.insert(entry.id().clone(), self.entries.len());
        self.entries.push(entry);
        Ok(())
    }

    /// Sets what stands under `id`: an entry at a position, or nothing. Returns what stood there before.
    ///
    /// The inverse is the same call with the value returned. A position past the end means the end; adding
    /// there takes constant time, so that an import may add thousands, and so does a change in place.
    pub fn set(&mut self, id: &T::Id, value: Option<(usize, T)>) -> Option<(usize, T)> {
        if let Some((at, entry)) = &value
            && entry.id() == id
            && self.index.get(id) == Some(at)
            && let Some(place) = self.entries.get_mut(*at)
        {
            return value.map(|(at, entry)| (at, std::mem::replace(place, entry)));
        }
        let before = self.index.remove(id).map(|at| (at, self.entries.remove(at)));
        if let (None, Some((at, entry))) = (&before, &value)
            && *at >= self.entries.len()
        {
            self.index.insert(entry.id().clone(), self.entries.len());
            self.entries.extend(value.map(|(_, entry)| entry));
            return None;
        }
        if let Some((at, entry)) = value {
            self.entries.insert(at.min(self.entries.len()), entry);
        }
        self.index = self.entries.iter().enumerate().map(|(at, entry)| (entry.id().clone(), at)).collect();
        before
    }
}

impl<'a, T: Entry> IntoIterator for &'a EntryList<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}
