//! Which filters stood before the one that stands, so that none is lost: undo brings the one before back.
//!
//! Filters are no part of the corpus, and their steps none of its history. They are taken back before it as long as
//! they are the last thing that was changed.

use crate::analysis::query::Query;
use crate::app::place::Place;

/// Steps that are remembered.
const MAX_STEPS: usize = 50;

/// The filters of the places, and those before them.
#[derive(Debug, Default)]
pub struct Queries {
    /// The filter that each place showed last.
    shown: Vec<(Place, Query)>,
    past: Vec<Step>,
    future: Vec<Step>,
    /// Whether the last step is still being typed: all of the typing is one.
    is_stepping: bool,
}

/// A filter of a place, which gave way when the corpus had this revision.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    place: Place,
    query: Query,
    revision: u64,
}

impl Queries {
    /// Notices what a place shows in this frame. Returns the filter that gave way, if one did.
    pub fn follow(&mut self, place: Place, query: &Query, revision: u64, is_typed: bool) -> Option<Query> {
        self.is_stepping &= is_typed;
        let Some((_, shown)) = self.shown.iter_mut().find(|(known, _)| *known == place) else {
            self.shown.push((place, query.clone()));
            return None;
        };
        if shown == query {
            return None;
        }
        let before = std::mem::replace(shown, query.clone());
        if std::mem::replace(&mut self.is_stepping, is_typed) {
            return None;
        }
        self.future.clear();
        if self.past.len() == MAX_STEPS {
            self.past.remove(0);
        }
        self.past.push(Step { place, query: before.clone(), revision });
        Some(before)
    }

    /// The filter to show again, when it gave way after the last change of the corpus.
    pub fn step_back(&mut self, place: Place, revision: u64) -> Option<Query> {
        Self::step(&mut self.past, &mut self.future, &mut self.shown, (place, revision))
    }

    /// The filter that was taken back last.
    pub fn step_again(&mut self, place: Place, revision: u64) -> Option<Query> {
        Self::step(&mut self.future, &mut self.past, &mut self.shown, (place, revision))
    }

    fn step(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        shown: &mut [(Place, Query)],
        (place, revision): (Place, u64),
    ) -> Option<Query> {
        let step = from.pop_if(|step| step.place == place && step.revision == revision)?;
        let (_, shown) = shown.iter_mut().find(|(known, _)| *known == place)?;
        to.push(Step { query: std::mem::replace(shown, step.query.clone()), ..step });
        Some(shown.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::parse(text).expect("a query")
    }

    #[test]
    fn what_is_typed_in_one_go_is_one_step_back_and_one_again() {
        let mut queries = Queries::default();
        let place = Place::Passages;
        queries.follow(place, &query("theme:pay"), 1, false);
        assert_eq!(queries.follow(place, &query("w"), 1, true), Some(query("theme:pay")));
        assert_eq!(queries.follow(place, &query("wa"), 1, true), None);
        assert_eq!(queries.follow(place, &query("wait"), 1, true), None);
        assert_eq!(queries.follow(place, &query("wait"), 1, false), None);
        assert_eq!(queries.follow(place, &query(""), 1, false), Some(query("wait")));
        assert_eq!(queries.step_back(place, 1), Some(query("wait")));
        assert_eq!(queries.step_back(place, 1), Some(query("theme:pay")));
        assert_eq!(queries.step_back(place, 1), None);
        assert_eq!(queries.step_again(place, 1), Some(query("wait")));
        assert_eq!(queries.follow(place, &query("wait"), 1, false), None, "a step is no change");
    }

    #[test]
    fn an_edit_comes_between_and_other_places_have_filters_of_their_own() {
        let mut queries = Queries::default();
        queries.follow(Place::Passages, &query("a"), 1, false);
        queries.follow(Place::Passages, &query("b"), 1, false);
        assert_eq!(queries.step_back(Place::Passages, 2), None, "the edit is later");
        queries.follow(Place::Findings, &query("c"), 2, false);
        queries.follow(Place::Findings, &query("d"), 2, false);
        assert_eq!(queries.step_back(Place::Passages, 2), None);
        assert_eq!(queries.step_back(Place::Findings, 2), Some(query("c")));
    }
}
