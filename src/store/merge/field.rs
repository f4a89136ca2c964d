//! Merging one field: what stands, and what theirs keeps beside it where both changed it.

use std::collections::BTreeMap;

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

/// Merges a list as [`set`] does where the changes go together; otherwise it is a clash.
///
/// They do not when both put something else in the place of the same thing, or of nothing.
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
    let removed = |side: &[T]| -> Vec<T> { base.iter().filter(|item| !side.contains(item)).cloned().collect() };
    let added = |side: &[T]| -> Vec<T> { side.iter().filter(|item| !base.contains(item)).cloned().collect() };
    let theirs_removed = removed(theirs);
    let both_removed = removed(ours).iter().any(|item| theirs_removed.contains(item));
    let (ours_added, theirs_added) = (added(ours), added(theirs));
    let is_replaced_apart = both_removed && theirs_added.iter().any(|item| !ours_added.contains(item));
    let is_emptied = ours.is_empty() || theirs.is_empty();
    if is_replaced_apart || is_emptied {
        *has_clash = true;
        return pair;
    }
    let merged = set(Some(base), ours, theirs);
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
    let keys: std::collections::BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
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

/// The order of what is in both lists and either: theirs where only they changed it, else ours, with the new of the other
/// behind what they stand behind there.
pub(super) fn order(base: Option<&[String]>, ours: &[String], theirs: &[String]) -> Vec<String> {
    let among = |list: &[String], others: [&[String]; 2]| -> Vec<String> {
        let sets = others.map(|other| other.iter().collect::<std::collections::HashSet<_>>());
        list.iter().filter(|id| sets.iter().all(|set| set.contains(id))).cloned().collect()
    };
    let is_ours_unmoved = base.is_some_and(|base| among(ours, [base, theirs]) == among(base, [ours, theirs]));
    let (first, second) = if is_ours_unmoved { (theirs, ours) } else { (ours, theirs) };
    let known: std::collections::HashSet<&String> = first.iter().collect();
    let mut behind: BTreeMap<Option<&String>, Vec<&String>> = BTreeMap::new();
    let mut last = None;
    for id in second {
        if known.contains(id) {
            last = Some(id);
        } else {
            behind.entry(last).or_default().push(id);
        }
    }
    let mut merged: Vec<String> = Vec::new();
    for id in std::iter::once(None).chain(first.iter().map(Some)) {
        merged.extend(id.cloned());
        merged.extend(behind.remove(&id).into_iter().flatten().cloned());
    }
    merged
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
    fn additions_and_removals_go_together_and_replacements_of_the_same_do_not() {
        check("a b", "a b c", "a b d", Ok("a b d c"));
        check("a b", "b", "a b d", Ok("b d"));
        check("a b", "a", "b", Ok(""));
        check("a", "x", "a c", Ok("x c"));
        check("a", "x", "y", Err(()));
        check("", "x", "y", Err(()));
        check("a", "", "b", Err(()));
        check("a b", "b a", "a b", Ok("b a"));
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
