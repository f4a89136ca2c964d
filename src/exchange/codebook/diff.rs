//! What a file changes in an entry, field by field.

use super::plan::FieldChange;

/// What changes in an entry, field by field.
#[derive(Default)]
pub(super) struct Diff(pub Vec<FieldChange>);

impl Diff {
    fn note(&mut self, field: &'static str, old: String, new: String) {
        self.0.push(FieldChange { field, old, new });
    }

    /// The new text, or the old where the file says none.
    pub fn text(&mut self, field: &'static str, old: &str, new: &str) -> String {
        if new.is_empty() || new == old {
            return old.to_owned();
        }
        self.note(field, old.to_owned(), new.to_owned());
        new.to_owned()
    }

    /// The new value, or the old where the file says none.
    pub fn value<T: PartialEq, D: ToString>(
        &mut self,
        field: &'static str,
        old: Option<T>,
        new: Option<T>,
        words: impl Fn(&T) -> D,
    ) -> Option<T> {
        let Some(new) = new.filter(|new| old.as_ref() != Some(new)) else { return old };
        self.note(field, old.map(|old| words(&old).to_string()).unwrap_or_default(), words(&new).to_string());
        Some(new)
    }

    /// The new choice, or the old where the file says none.
    pub fn choice<T: PartialEq + Copy, D: ToString>(
        &mut self,
        field: &'static str,
        old: T,
        new: Option<T>,
        words: impl Fn(T) -> D,
    ) -> T {
        let Some(new) = new.filter(|new| *new != old) else { return old };
        self.note(field, words(old).to_string(), words(new).to_string());
        new
    }

    /// The old items and those that are new.
    pub fn list<T: PartialEq + Clone>(
        &mut self,
        field: &'static str,
        old: &[T],
        new: Vec<T>,
        words: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let mut all = old.to_vec();
        for item in new {
            if !all.contains(&item) {
                all.push(item);
            }
        }
        if all.len() > old.len() {
            let join = |items: &[T]| super::fields::join_items(items.iter().map(&words));
            self.note(field, join(old), join(&all));
        }
        all
    }
}
