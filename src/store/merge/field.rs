//! Merging one field: what stands, and what theirs keeps beside it where both changed it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How one field comes out: what stands, and what is in the version that is kept beside it.
///
/// The two differ only in a field that both changed otherwise.
pub(super) type Pair<T> = (T, T);

/// Merges a value that is one whole. Without a `base` a difference is a clash.
pub(super) fn plain<T: Clone + PartialEq>(base: Option<&T>, ours: &T, theirs: &T, has_clash: &mut bool) -> Pair<T> {
    if ours == theirs || base == Some(theirs) {
        return (ours.clone(), ours.clone());
    }
    if base == Some(ours) {
        return (theirs.clone(), theirs.clone());
    }
    *has_clash = true;
    (ours.clone(), theirs.clone())
}

/// Merges a list of which each thing stands alone, as names do: what either added is there, what either removed is not.
pub(super) fn set<T: Clone + PartialEq>(base: Option<&[T]>, ours: &[T], theirs: &[T]) -> Vec<T> {
    let base = base.unwrap_or_default();
    let is_dropped = |item: &T| base.contains(item) && !theirs.contains(item);
    let mut merged: Vec<T> = ours.iter().filter(|item| !is_dropped(item)).cloned().collect();
    for (at, item) in theirs.iter().enumerate() {
        if merged.contains(item) || base.contains(item) {
            continue;
        }
        // Behind what it stands behind there, as far as that is here.
        let before = theirs[..at].iter().rev().find_map(|other| merged.iter().position(|known| known == other));
        merged.insert(before.map_or(if at == 0 { 0 } else { merged.len() }, |before| before + 1), item.clone());
    }
    merged
}

/// Merges a list as [`set`] does where both only added to it, or both only took from it and something is left;
/// otherwise it is a clash, as when both put another thing in the place of one, or of nothing.
pub(super) fn list<T: Clone + PartialEq>(
    base: Option<&Vec<T>>,
    ours: &Vec<T>,
    theirs: &Vec<T>,
    has_clash: &mut bool,
) -> Pair<Vec<T>> {
    let mut differs = false;
    let pair = plain(base, ours, theirs, &mut differs);
    if !differs {
        return pair;
    }
    let Some(base) = base.filter(|base| !base.is_empty()) else {
        *has_clash = true;
        return pair;
    };
    let holds = |one: &[T], other: &[T]| other.iter().all(|item| one.contains(item));
    let merged = set(Some(base), ours, theirs);
    let is_added = holds(ours, base) && holds(theirs, base);
    let is_removed = holds(base, ours) && holds(base, theirs) && !merged.is_empty();
    if !is_added && !is_removed {
        *has_clash = true;
        return pair;
    }
    (merged.clone(), merged)
}

/// Merges values by their names; one that both changed otherwise is a clash.
pub(super) fn map<V: Clone + PartialEq>(
    base: Option<&BTreeMap<String, V>>,
    ours: &BTreeMap<String, V>,
    theirs: &BTreeMap<String, V>,
    has_clash: &mut bool,
) -> Pair<BTreeMap<String, V>> {
    let (mut standing, mut other) = (BTreeMap::new(), BTreeMap::new());
    let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    for key in keys {
        let mut put = |value: Pair<Option<V>>| {
            value.0.into_iter().for_each(|value| drop(standing.insert(key.clone(), value)));
            value.1.into_iter().for_each(|value| drop(other.insert(key.clone(), value)));
        };
        // Without a base, what only one of the two has was added by that one.
        match (base, ours.get(key), theirs.get(key)) {
            (None, Some(value), None) | (None, None, Some(value)) => put((Some(value.clone()), Some(value.clone()))),
            (base, ours, theirs) => {
                let base = base.map(|base| base.get(key).cloned());
                put(plain(base.as_ref(), &ours.cloned(), &theirs.cloned(), has_clash));
            }
        }
    }
    (standing, other)
}

/// The later of two times as files write them; an empty one is none.
pub(super) fn later(ours: &str, theirs: &str) -> String {
    if time(theirs) > time(ours) { theirs.to_owned() } else { ours.to_owned() }
}

/// The earlier of two times as files write them.
pub(super) fn earlier(ours: &str, theirs: &str) -> String {
    if time(theirs) < time(ours) { theirs.to_owned() } else { ours.to_owned() }
}

fn time(text: &str) -> Option<jiff::Timestamp> {
    text.parse().ok()
}

/// The order of everything in three lists: theirs where only they moved something, else ours; what is not in the one
/// stands behind what it stands behind in the other.
pub(super) fn order(base: Option<&[String]>, ours: &[String], theirs: &[String]) -> Vec<String> {
    let Some(base) = base else { return filled(ours, theirs) };
    // What one deleted may yet stay: it keeps its place on both sides.
    let (ours, theirs) = (filled(ours, base), filled(theirs, base));
    let known: HashSet<&String> = base.iter().collect();
    let of_base = |list: &[String]| list.iter().filter(|id| known.contains(id)).eq(base);
    // What nobody moved stands as in ours, so that merging again changes nothing.
    let is_moved_by_theirs_alone = of_base(&ours) && !of_base(&theirs);
    if is_moved_by_theirs_alone { filled(&theirs, &ours) } else { filled(&ours, &theirs) }
}

/// The first list, with what only the second has behind what it stands behind there.
fn filled(first: &[String], second: &[String]) -> Vec<String> {
    let known: HashSet<&String> = first.iter().collect();
    let mut behind: HashMap<Option<&String>, Vec<&String>> = HashMap::new();
    let mut last = None;
    for id in second {
        if known.contains(id) {
            last = Some(id);
        } else {
            behind.entry(last).or_default().push(id);
        }
    }
    let mut all: Vec<String> = Vec::with_capacity(first.len() + second.len());
    for id in std::iter::once(None).chain(first.iter().map(Some)) {
        all.extend(id.cloned());
        all.extend(behind.remove(&id).into_iter().flatten().cloned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn check(base: &str, ours: &str, theirs: &str, expected: Result<&str, ()>) {
        let mut has_clash = false;
        let (standing, other) = list(Some(&words(base)), &words(ours), &words(theirs), &mut has_clash);
        match expected {
            Ok(expected) => assert_eq!((standing.join(" ").as_str(), has_clash), (expected, false)),
            Err(()) => assert_eq!((standing, other, has_clash), (words(ours), words(theirs), true)),
        }
    }

    #[test]
    fn additions_go_together_and_so_do_removals() {
        check("a b", "a b c", "a b d", Ok("a b d c"));
        check("a b c", "b c", "a c", Ok("c"));
        check("a b", "b", "a b d", Err(()));
        check("a b", "a", "b", Err(()));
        check("a", "x", "y", Err(()));
        check("", "x", "y", Err(()));
        check("a", "", "b", Err(()));
        check("a b", "b a", "a b", Ok("b a"));
        check("a b", "b a", "a b c", Ok("b c a"));
    }

    #[test]
    fn what_is_new_there_stands_behind_what_it_stood_behind() {
        let order = |base: Option<&str>, ours: &str, theirs: &str| {
            order(base.map(words).as_deref(), &words(ours), &words(theirs)).join(" ")
        };
        assert_eq!(order(Some("a b"), "a b", "a x b"), "a x b");
        assert_eq!(order(Some("a b"), "b a", "a x b"), "b a x");
        assert_eq!(order(Some("a b"), "a y b", "b a"), "b a y");
        assert_eq!(order(None, "a b", "x b c"), "x a b c");
        assert_eq!(order(Some("a b c"), "c b a", "b a c"), "c b a");
    }
}
