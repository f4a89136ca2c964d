//! Merging codebooks.

use super::entry::{Entry, Group, Groups, Tally, flat, head_of_entry, merge};
use super::{MergeError, Merged, Side, field};
use crate::store::record::{CodebookRecord, RivalRecord, SpeakerRecord, StanceRecord, ThemeRecord, codebook_format};
use std::collections::HashSet;

macro_rules! codebook_entry {
    ($record:ident, $what:literal, plain: [$($plain:ident),+], lists: [$($list:ident),*], sets: [$($set:ident),*]) => {
        impl Entry for $record {
            head_of_entry!($what, id);

            fn fields(base: Option<&Self>, ours: &Self, theirs: &Self, has_clash: &mut bool) -> (Self, Self) {
                let (mut standing, mut beside) = (ours.clone(), theirs.clone());
                $(
                    let base_field = base.map(|base| &base.$plain);
                    (standing.$plain, beside.$plain) =
                        field::plain(base_field, &ours.$plain, &theirs.$plain, has_clash);
                )+
                $(
                    let base_field = base.map(|base| &base.$list);
                    (standing.$list, beside.$list) = field::list(base_field, &ours.$list, &theirs.$list, has_clash);
                )*
                $(
                    let base_field = base.map(|base| base.$set.as_slice());
                    standing.$set = field::set(base_field, &ours.$set, &theirs.$set);
                    beside.$set = standing.$set.clone();
                )*
                (standing, beside)
            }
        }
    };
}

codebook_entry!(StanceRecord, "stance", plain: [name, definition, position, colour, glyph, key], lists: [], sets: []);
codebook_entry!(
    ThemeRecord,
    "theme",
    plain: [name, parent, definition, when, when_not, colour, key],
    lists: [],
    sets: [examples]
);
codebook_entry!(SpeakerRecord, "speaker", plain: [name, kind, note, key], lists: [affiliations], sets: [aliases]);

/// Merges codebooks by the ids of their entries, field by field.
pub(in crate::store) fn merge_codebooks(
    base: Option<CodebookRecord>,
    ours: CodebookRecord,
    theirs: CodebookRecord,
) -> Result<Merged<CodebookRecord>, MergeError> {
    if base.as_ref() == Some(&theirs) || ours == theirs {
        return Ok(Merged::unchanged(ours));
    }
    let mut tally = Tally::default();
    let (base, is_based) = base.map_or_else(|| (None, false), |base| (Some(base), true));
    let base = base.unwrap_or_default();
    let stances = Three::new(is_based, base.stances, ours.stances, theirs.stances)?;
    let themes = Three::new(is_based, base.themes, ours.themes, theirs.themes)?;
    let speakers = Three::new(is_based, base.speakers, ours.speakers, theirs.speakers)?;
    let merged = CodebookRecord {
        format: 1,
        stances: flat(stances.merged(&mut tally)),
        themes: flat(merge_themes(&themes, &mut tally)),
        speakers: flat(speakers.merged(&mut tally)),
    };
    Ok(Merged::new(codebook_format(merged), tally))
}

/// One list of three files.
struct Three<E> {
    base: Option<Groups<E>>,
    ours: Groups<E>,
    theirs: Groups<E>,
}

impl<E: Entry> Three<E> {
    fn new(is_based: bool, base: Vec<E>, ours: Vec<E>, theirs: Vec<E>) -> Result<Self, MergeError> {
        let base = is_based.then(|| Groups::new(base, Side::Base)).transpose()?;
        Ok(Self { base, ours: Groups::new(ours, Side::Ours)?, theirs: Groups::new(theirs, Side::Theirs)? })
    }

    fn merged(&self, tally: &mut Tally) -> Groups<E> {
        merge(self.base.as_ref(), &self.ours, &self.theirs, tally)
    }
}

fn merge_themes(lists: &Three<ThemeRecord>, tally: &mut Tally) -> Groups<ThemeRecord> {
    let mut merged = lists.merged(tally);
    keep_parents(lists, &mut merged, tally);
    cut_circles(lists, &mut merged, tally);
    merged
}

/// A theme that one deleted while the other put something below it stays, as one that was deleted by one and edited by
/// the other does.
fn keep_parents(lists: &Three<ThemeRecord>, merged: &mut Groups<ThemeRecord>, tally: &mut Tally) {
    let Some(base) = &lists.base else { return };
    let parent_in = |groups: &Groups<ThemeRecord>, id: &str| {
        groups.by_id.get(id).and_then(|group| group.entry.as_ref()).map(|theme| theme.parent.clone())
    };
    // Below what somebody has put it: where both moved it, one of the two is a rival.
    let parents_of = |group: &Group<ThemeRecord>| -> Vec<String> {
        let all = group.entry.iter().chain(&group.rivals).map(|theme| theme.parent.clone());
        all.filter(|parent| !parent.is_empty()).collect()
    };
    loop {
        let missing = merged.order.iter().find_map(|id| {
            parents_of(merged.by_id.get(id)?).into_iter().find_map(|parent| {
                if merged.by_id.get(&parent).is_some_and(|group| group.entry.is_some()) {
                    return None;
                }
                let from = [&lists.ours, &lists.theirs].into_iter().find(|side| {
                    let is_put_there = parent_in(side, id).as_ref() == Some(&parent);
                    is_put_there && parent_in(base, id).as_ref() != Some(&parent) && parent_in(side, &parent).is_some()
                });
                Some((parent, from?))
            })
        });
        let Some((id, side)) = missing else { return };
        let Some(entry) = side.by_id.get(&id).and_then(|group| group.entry.clone()) else { return };
        if !merged.order.contains(&id) {
            // Where it stood in that file, behind what is still there.
            let at = side.order.iter().position(|other| *other == id).unwrap_or_default();
            let before = side.order[..at].iter().rev().find_map(|other| merged.order.iter().position(|id| id == other));
            merged.order.insert(before.map_or(0, |before| before + 1), id.clone());
        }
        let group = merged.by_id.entry(id.clone()).or_default();
        group.entry = Some(entry);
        put_rival(lists, group, ThemeRecord::deleted(id), tally);
    }
}

/// Where the moves of both make themes stand below themselves, ours hold and theirs are kept beside them.
fn cut_circles(lists: &Three<ThemeRecord>, merged: &mut Groups<ThemeRecord>, tally: &mut Tally) {
    let theme_in = |groups: &Groups<ThemeRecord>, id: &str| -> Option<ThemeRecord> {
        groups.by_id.get(id).and_then(|group| group.entry.clone())
    };
    for id in merged.order.clone() {
        let (Some(theme), Some(own)) = (theme_in(merged, &id), theme_in(&lists.ours, &id)) else { continue };
        if theme.parent == own.parent || !is_below_itself(merged, &id) {
            continue;
        }
        let Some(group) = merged.by_id.get_mut(&id) else { continue };
        group.entry = Some(ThemeRecord { parent: own.parent, ..theme.clone() });
        put_rival(lists, group, theme.marked(Some(RivalRecord::Edited)), tally);
    }
}

/// Keeps `rival`, which is a new conflict unless ours had it already.
fn put_rival(lists: &Three<ThemeRecord>, group: &mut Group<ThemeRecord>, rival: ThemeRecord, tally: &mut Tally) {
    let is_old = lists.ours.by_id.get(&rival.id).is_some_and(|own| own.rivals.contains(&rival));
    if !group.rivals.contains(&rival) {
        group.rivals.push(rival);
        tally.n_conflicts += usize::from(!is_old);
    }
}

fn is_below_itself(themes: &Groups<ThemeRecord>, id: &str) -> bool {
    let parent_of = |id: &str| themes.by_id.get(id).and_then(|group| group.entry.as_ref()).map(|theme| &theme.parent);
    let mut seen = HashSet::new();
    let mut next = parent_of(id);
    while let Some(parent) = next {
        if parent == id {
            return true;
        }
        if !seen.insert(parent) {
            return false;
        }
        next = parent_of(parent);
    }
    false
}
