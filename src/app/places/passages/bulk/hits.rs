//! The hits that are to be coded: those listed in the table, in its order, without those that somebody leaves out.

use super::super::search::Search;
use crate::model::DocPath;
use crate::text::Span;
use std::collections::HashSet;

/// The hits that are listed, and which of them are coded.
#[derive(Debug, Default)]
pub struct Hits {
    places: Vec<(DocPath, Span)>,
    left_out: HashSet<(DocPath, Span)>,
    /// For each hit, its number among those ticked.
    nth: Vec<Option<usize>>,
    /// Of which list of the search they are.
    listing: Option<u64>,
}

impl Hits {
    /// Number of hits.
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// The hit at a place of the list.
    pub fn get(&self, at: usize) -> Option<&(DocPath, Span)> {
        self.places.get(at)
    }

    /// The number of a hit among those ticked; `None` when it is left out.
    pub fn nth(&self, at: usize) -> Option<usize> {
        self.nth.get(at).copied().flatten()
    }

    /// Those that are coded.
    pub fn ticked(&self) -> Vec<(DocPath, Span)> {
        (0..self.len()).filter(|at| self.nth[*at].is_some()).map(|at| self.places[at].clone()).collect()
    }

    /// Takes over the list of the search. Returns whether it was another one.
    pub fn follow(&mut self, search: &Search) -> bool {
        if self.listing == Some(search.listing()) {
            return false;
        }
        self.listing = Some(search.listing());
        self.places = search.places();
        self.number();
        true
    }

    /// Leaves a hit out, or takes it in again.
    pub fn turn(&mut self, at: usize) {
        let Some(place) = self.places.get(at) else { return };
        if !self.left_out.remove(place) {
            self.left_out.insert(place.clone());
        }
        self.number();
    }

    fn number(&mut self) {
        let mut n = 0;
        let number = |place: &(DocPath, Span)| {
            let is_in = !self.left_out.contains(place);
            n += usize::from(is_in);
            is_in.then(|| n - 1)
        };
        self.nth = self.places.iter().map(number).collect();
    }
}
