//! Which entries the lines of a file mean.

use super::import::Importer;
use super::record::Record;
use crate::text::{fold, slug};
use std::collections::{HashMap, HashSet};

/// Longest id that a file may bring for a new entry, in bytes.
const MAX_ID_BYTES: usize = 200;

/// Which entries of a kind the lines of a file mean.
pub(super) struct Ids<'k> {
    is_known: Box<dyn Fn(&str) -> bool + 'k>,
    /// Ids that the file says itself: no other line means them by name.
    brought: HashSet<String>,
    used: HashSet<String>,
    named: HashSet<(String, String)>,
    next_number: HashMap<String, usize>,
}

impl<'k> Ids<'k> {
    pub fn new(importer: &Importer<'_>, places: &[usize], is_known: impl Fn(&str) -> bool + 'k) -> Self {
        let records = places.iter().filter_map(|at| importer.records[*at].as_ref());
        let brought = records.map(|record| record.id.clone()).filter(|id| !id.is_empty()).collect();
        let (used, named, next_number) = (HashSet::new(), HashSet::new(), HashMap::new());
        Self { is_known: Box::new(is_known), brought, used, named, next_number }
    }

    /// The id of the entry that `record` means, and whether it is new; `by_name` is the known one of its name, and
    /// `among` tells apart where names need not be distinct.
    pub fn assign(&mut self, record: &Record, by_name: Option<String>, among: &str) -> Result<(String, bool), String> {
        let kind = record.kind.name();
        let twice = |what: &str| format!("the {kind} “{}” stands in the file twice", super::fields::brief(what));
        let id = &record.id;
        if !id.is_empty() && (self.is_known)(id) {
            return if self.used.insert(id.clone()) { Ok((id.clone(), false)) } else { Err(twice(id)) };
        }
        if record.name.trim().is_empty() && id.is_empty() {
            return Err(format!("a {kind} needs a name"));
        }
        let is_free = |found: &String| !self.brought.contains(found) && !self.used.contains(found);
        if let Some(found) = by_name.filter(is_free) {
            self.used.insert(found.clone());
            return Ok((found, false));
        }
        let is_sound = id.len() <= MAX_ID_BYTES && !id.contains(char::is_control);
        if !id.is_empty() && is_sound {
            return if self.used.insert(id.clone()) { Ok((id.clone(), true)) } else { Err(twice(id)) };
        }
        if !self.named.insert((among.to_owned(), fold(record.name.trim()))) {
            return Err(twice(&record.name));
        }
        Ok((self.fresh(&record.name), true))
    }

    /// An id made from a name that no entry has.
    pub fn fresh(&mut self, name: &str) -> String {
        let base = slug(name);
        let number = self.next_number.entry(base.clone()).or_insert(1);
        loop {
            let id = if *number == 1 { base.clone() } else { format!("{base}-{number}") };
            *number += 1;
            if !(self.is_known)(&id) && !self.brought.contains(&id) && self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}
