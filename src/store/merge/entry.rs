//! Merging the entries of a list by id, with the rivals of each.

use super::{MergeError, Side, field};
use crate::store::record::RivalRecord;
use std::collections::{HashMap, HashSet};

/// Most rivals that one thing may have: people make a handful, a hostile file a million.
const MAX_RIVALS: usize = 200;

/// An entry of a file that is merged field by field.
pub(super) trait Entry: Clone + PartialEq {
    /// What it is called in messages, such as `statement`.
    const WHAT: &'static str;
    /// Whether one that is not there says as much as one with nothing in it.
    const IS_BLANK_WHEN_MISSING: bool = false;

    /// Its id.
    fn id(&self) -> &str;
    /// Whether it is not the entry itself but what another made of it.
    fn rival(&self) -> Option<RivalRecord>;
    /// The same as the entry itself, or as a rival.
    fn marked(self, rival: Option<RivalRecord>) -> Self;
    /// An entry with nothing in it.
    fn blank(id: &str) -> Self;
    /// Merges field by field: what stands, and the version to be kept beside it where there was a clash.
    fn fields(base: Option<&Self>, ours: &Self, theirs: &Self, has_clash: &mut bool) -> (Self, Self);
    /// Whether both say the same, whenever they were made.
    fn says_as(&self, other: &Self) -> bool {
        self == other
    }
}

/// The part of an [`Entry`] that every record of a file has in the same words: what it is called, and its id.
macro_rules! head_of_entry {
    ($what:literal, $id:ident) => {
        const WHAT: &'static str = $what;

        fn id(&self) -> &str {
            &self.$id
        }

        fn rival(&self) -> Option<$crate::store::record::RivalRecord> {
            self.rival
        }

        fn marked(self, rival: Option<$crate::store::record::RivalRecord>) -> Self {
            Self { rival, ..self }
        }

        fn blank(id: &str) -> Self {
            Self { $id: id.to_owned(), ..Self::default() }
        }
    };
}
pub(super) use head_of_entry;

/// An entry with what others made of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group<E> {
    pub entry: Option<E>,
    pub rivals: Vec<E>,
}

impl<E> Default for Group<E> {
    fn default() -> Self {
        Self { entry: None, rivals: Vec::new() }
    }
}

/// The entries of one file by id, and their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups<E> {
    pub order: Vec<String>,
    pub by_id: HashMap<String, Group<E>>,
}

impl<E: Entry> Groups<E> {
    /// Puts the entries of a file together by id.
    pub fn new(entries: Vec<E>, side: Side) -> Result<Self, MergeError> {
        let (mut order, mut by_id) = (Vec::new(), HashMap::<String, Group<E>>::new());
        let unreadable = |id: &str, why: &str| MergeError::Unreadable {
            side,
            line: None,
            why: format!("the {} “{id}” {why}", E::WHAT),
        };
        for entry in entries {
            let id = entry.id().to_owned();
            let group = by_id.entry(id.clone()).or_insert_with(|| {
                order.push(id.clone());
                Group::default()
            });
            if entry.rival().is_some() {
                group.rivals.push(entry);
            } else if group.entry.replace(entry).is_some() {
                return Err(unreadable(&id, "stands in it twice"));
            }
            if group.rivals.len() > MAX_RIVALS {
                return Err(unreadable(&id, "has more versions than can be compared"));
            }
        }
        Ok(Self { order, by_id })
    }

    fn get(&self, id: &str) -> Option<&Group<E>> {
        self.by_id.get(id)
    }
}

/// How a merge went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Entries that came from the other or changed by it.
    pub n_taken: usize,
    /// Entries of which both versions are kept now.
    pub n_conflicts: usize,
}

/// Merges the entries of three files; the order is [`field::order`]'s.
pub(super) fn merge<E: Entry>(
    base: Option<&Groups<E>>,
    ours: &Groups<E>,
    theirs: &Groups<E>,
    tally: &mut Tally,
) -> Groups<E> {
    let order = field::order(base.map(|base| base.order.as_slice()), &ours.order, &theirs.order);
    let mut merged = Groups { order, by_id: HashMap::with_capacity(ours.by_id.len()) };
    let nothing = Group::default();
    for id in &merged.order {
        let was = base.and_then(|base| base.get(id)).unwrap_or(&nothing);
        let (own, other) = (ours.get(id).unwrap_or(&nothing), theirs.get(id).unwrap_or(&nothing));
        let group = merge_group(id, base.is_some().then_some(was), own, other, tally);
        tally.n_taken += usize::from(match (&group.entry, &own.entry) {
            (Some(now), Some(own)) => !now.says_as(own),
            (now, own) => now.is_some() != own.is_some(),
        });
        if group.entry.is_some() || !group.rivals.is_empty() {
            merged.by_id.insert(id.clone(), group);
        }
    }
    let by_id = &merged.by_id;
    merged.order.retain(|id| by_id.contains_key(id));
    merged
}

fn merge_group<E: Entry>(
    id: &str,
    base: Option<&Group<E>>,
    ours: &Group<E>,
    theirs: &Group<E>,
    tally: &mut Tally,
) -> Group<E> {
    if ours == theirs || base == Some(theirs) {
        return ours.clone();
    }
    if base == Some(ours) {
        return theirs.clone();
    }
    let deleted = || E::blank(id).marked(Some(RivalRecord::Deleted));
    let was = base.and_then(|base| base.entry.as_ref());
    let is_kept = |entry: &E| !was.is_some_and(|was| was.says_as(entry));
    let blank = E::blank(id);
    let or_blank = |group: &Group<E>| match &group.entry {
        None if E::IS_BLANK_WHEN_MISSING => Some(blank.clone()),
        entry => entry.clone(),
    };
    let was = if base.is_some() { base.and_then(or_blank) } else { None };
    let (own, other) = (or_blank(ours), or_blank(theirs));
    let (entry, rival) = match (&own, &other) {
        (Some(own), Some(other)) => {
            let mut has_clash = false;
            let (standing, beside) = E::fields(was.as_ref(), own, other, &mut has_clash);
            (Some(standing), has_clash.then(|| beside.marked(Some(RivalRecord::Edited))))
        }
        // What only one of the two has was added by that one, or deleted by the other.
        (Some(one), None) | (None, Some(one)) if was.is_none() => (Some(one.clone()), None),
        (Some(one), None) | (None, Some(one)) => {
            if is_kept(one) {
                (Some(one.clone()), Some(deleted()))
            } else {
                (None, None)
            }
        }
        (None, None) => (None, None),
    };
    let mut rivals = Vec::new();
    let mut keep = |rival: E| {
        let is_said = rival.rival() != Some(RivalRecord::Deleted)
            && entry.as_ref().is_some_and(|entry| entry.clone().marked(rival.rival()).says_as(&rival));
        let is_new = !is_said && !rivals.iter().any(|known: &E| known.says_as(&rival));
        if is_new {
            rivals.push(rival);
        }
        is_new
    };
    let settled =
        |rival: &E, by: &Group<E>| base.is_some_and(|base| base.rivals.contains(rival)) && !by.rivals.contains(rival);
    for rival in ours.rivals.iter().filter(|rival| !settled(rival, theirs)) {
        keep(carried(rival, own.as_ref(), entry.as_ref()));
    }
    let is_ours_too = |rival: &E| ours.rivals.iter().any(|own| own.says_as(rival));
    for rival in theirs.rivals.iter().filter(|rival| !settled(rival, ours) && !is_ours_too(rival)) {
        keep(carried(rival, other.as_ref(), entry.as_ref()));
    }
    if let Some(rival) = rival {
        tally.n_conflicts += usize::from(keep(rival));
    }
    let is_blank = E::IS_BLANK_WHEN_MISSING && entry.as_ref() == Some(&blank);
    Group { entry: entry.filter(|_| !is_blank || !rivals.is_empty()), rivals }
}

/// `rival`, which differed from `was` in some fields, as it differs from what stands now in the same.
fn carried<E: Entry>(rival: &E, was: Option<&E>, now: Option<&E>) -> E {
    match (rival.rival(), was, now) {
        (Some(RivalRecord::Edited), Some(was), Some(now)) => {
            let plain = rival.clone().marked(None);
            E::fields(Some(was), now, &plain, &mut false).1.marked(Some(RivalRecord::Edited))
        }
        _ => rival.clone(),
    }
}

/// The entries with their rivals behind them, in this order.
pub(super) fn flat<E: Entry>(mut groups: Groups<E>) -> Vec<E> {
    let mut seen = HashSet::new();
    let mut orphans = Vec::new();
    let mut all = Vec::with_capacity(groups.order.len());
    for id in std::mem::take(&mut groups.order) {
        if !seen.insert(id.clone()) {
            continue;
        }
        let Group { entry, rivals } = groups.by_id.remove(&id).unwrap_or_default();
        match entry {
            Some(entry) => {
                all.push(entry);
                all.extend(rivals);
            }
            None => orphans.push((id, rivals)),
        }
    }
    // As writing from the model does: what is about nothing that is there stands at the end, by id.
    orphans.sort_by(|a, b| a.0.cmp(&b.0));
    all.extend(orphans.into_iter().flat_map(|(_, rivals)| rivals));
    all
}
