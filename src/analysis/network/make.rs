//! Making a network: which statements take part, and which nodes and ties come of them.

use super::account::{Tally, account};
use super::count::{Counts, Entry, is_likeness};
use super::naming::{Named, named};
use super::request::{Duplicates, Mode, NetworkRequest, Qualifier, Side};
use super::result::{Edge, Network, Node};
use super::{dna, likeness, one_mode, two_mode};
use crate::analysis::{Axis, Period, RowRef, Selection, Slot, StatementTable, Value};
use std::sync::Arc;

/// Weights nearer to 0 than this are 0: sums of fractions do not end on it exactly.
const NOTHING: f64 = 1e-12;

/// The network of the statements of `selection`.
pub fn network(table: &StatementTable, selection: &Selection, request: &NetworkRequest) -> Network {
    NetworkPlan::new(table, request).network(selection)
}

/// What networks of several selections have in common: the values, the scale, the slots of the documents.
#[derive(Debug)]
pub struct NetworkPlan<'t> {
    pub(super) table: &'t StatementTable,
    pub(super) request: NetworkRequest,
    actors: Axis,
    themes: Axis,
    /// The values of actors and of themes.
    named: [Vec<Named>; 2],
    is_actor_excluded: Vec<bool>,
    is_theme_excluded: Vec<bool>,
    /// Number of each stance among those that take part.
    levels: Vec<Option<u16>>,
    positions: Vec<f64>,
    /// In which a repeat does not count; `None` where the document stands for itself.
    slots: Vec<Option<u32>>,
    /// Actors and themes that are nodes though they take no part.
    always: Option<[Vec<bool>; 2]>,
}

impl<'t> NetworkPlan<'t> {
    /// The plan of `request` over `table`.
    pub fn new(table: &'t StatementTable, request: &NetworkRequest) -> Self {
        let names = table.names();
        let actors = Axis::new(table, &request.actor);
        let themes = Axis::new(table, &request.theme_field());
        let is_theme_excluded = |theme: usize| {
            request.excluded.iter().any(|value| match value {
                Value::Theme(id) => names.themes[theme].id == *id,
                Value::ThemeAndBelow(id) => names.theme(id).is_some_and(|above| names.is_under(theme, above)),
                _ => false,
            })
        };
        let (levels, positions) = levels(table, request);
        let always =
            (request.as_dna.is_some() && request.keeps_isolates).then(|| dna::everyone(table, &actors, &themes));
        Self {
            table,
            request: request.clone(),
            is_actor_excluded: actors.values.iter().map(|value| request.excluded.contains(&value.value)).collect(),
            is_theme_excluded: (0..names.themes.len()).map(is_theme_excluded).collect(),
            named: named(&actors, &themes, names, request.is_two_mode()),
            actors,
            themes,
            levels,
            positions,
            slots: slots(table, request),
            always,
        }
    }

    /// The network of the statements of `selection`.
    pub fn network(&self, selection: &Selection) -> Network {
        let mut tally = Tally::new(self.table);
        let mut entries = Vec::with_capacity(selection.len());
        for row in self.table.selected(selection) {
            self.put_row(&row, &mut entries, &mut tally);
        }
        let n_entries = entries.len();
        if self.request.as_dna == Some(Qualifier::Ignore) && self.request.duplicates != Duplicates::Always {
            dna::drop_repeats(&mut entries, self.table);
        }
        let stays = |side: Side, at: usize| self.always.as_ref().is_some_and(|always| always[side as usize][at]);
        let [actors, themes] = &self.named;
        let mut counts = Counts::new(entries, actors, themes, self.positions.clone(), &self.request, stays);
        let stances = self.table.names().stances.iter().zip(&self.levels);
        counts.stances = stances.filter(|(_, level)| level.is_some()).map(|(stance, _)| stance.id.clone()).collect();
        tally.n_repeats = n_entries - counts.n_counted();
        let (mut edges, n_nothing, n_weak) = self.edges(&counts);
        let mut nodes = self.nodes(&counts);
        let n_isolates = if self.request.keeps_isolates || self.request.as_dna.is_some() {
            0
        } else {
            drop_isolates(&mut nodes, &mut edges)
        };
        tally.n_nothing = n_nothing;
        tally.n_weak = n_weak;
        tally.n_isolates = n_isolates;
        let account = account(self, selection, &tally);
        Network { request: self.request.clone(), nodes, edges, n_weak, account, counts: Arc::new(counts) }
    }

    fn put_row(&self, row: &RowRef<'_>, entries: &mut Vec<Entry>, tally: &mut Tally) {
        let Some(coded) = row.row.theme else { return tally.no_theme += 1 };
        let Some(stance) = row.row.stance else { return tally.no_stance += 1 };
        let Some(level) = self.levels.get(stance).copied().flatten() else { return tally.no_position += 1 };
        if self.is_theme_excluded[coded] {
            return tally.excluded += 1;
        }
        let slot = match self.request.duplicates {
            Duplicates::Always => row.number as u32,
            // Slots of periods are numbered from below, documents that stand for themselves from above.
            _ => self.slots[row.document].unwrap_or(u32::MAX - row.document as u32),
        };
        let mut theme = self.themes.unset();
        self.themes.visit(row, |value| theme = value);
        let (unset, n_before) = (self.actors.unset(), entries.len());
        let (mut has_actor, number) = (false, row.number as u32);
        self.actors.visit(row, |actor| {
            has_actor |= actor != unset;
            if actor != unset && !self.is_actor_excluded[actor] {
                entries.push(Entry { actor: actor as u32, theme: theme as u32, level, slot, row: number });
            }
        });
        if entries.len() > n_before {
            tally.take(row, self.slots[row.document].is_none());
        } else if has_actor {
            tally.excluded += 1;
        } else {
            tally.no_actor += 1;
        }
    }

    /// Ties by their nodes, with how many pairs have weight 0 and how many are below the threshold.
    fn edges(&self, counts: &Counts) -> (Vec<Edge>, usize, usize) {
        let request = &self.request;
        let n_actors = counts.actors.len();
        let weights = match request.mode {
            Mode::TwoMode { .. } => {
                let weights = two_mode::weights(counts, request).into_iter();
                weights.map(|(actor, theme, weight)| (actor, n_actors + theme, weight)).collect()
            }
            Mode::OneMode { of, relation } if is_likeness(request) => {
                likeness::weights(counts, request.normalisation, relation, of)
            }
            Mode::OneMode { of, .. } => one_mode::weights(counts, request, of),
        };
        let (mut n_nothing, mut n_weak) = (0, 0);
        let mut edges = Vec::with_capacity(weights.len());
        for (a, b, weight) in weights {
            if weight.abs() < NOTHING {
                n_nothing += 1;
            } else if weight.abs() < request.threshold - NOTHING {
                n_weak += 1;
            } else {
                edges.push(Edge { a, b, weight });
            }
        }
        (edges, n_nothing, n_weak)
    }

    fn nodes(&self, counts: &Counts) -> Vec<Node> {
        match self.request.mode {
            Mode::TwoMode { .. } => {
                let actors = self.nodes_of(counts, Side::Actor);
                actors.into_iter().chain(self.nodes_of(counts, Side::Theme)).collect()
            }
            Mode::OneMode { of, .. } => self.nodes_of(counts, of),
        }
    }

    fn nodes_of(&self, counts: &Counts, side: Side) -> Vec<Node> {
        let (lines, _) = counts.lines(side);
        let names = self.table.names();
        let node = |(at, value): (usize, &Named)| {
            let speaker = match &value.value {
                Value::Speaker(id) | Value::Organisation(id) => names.speaker(id),
                _ => None,
            };
            let theme = match &value.value {
                Value::Theme(id) | Value::ThemeAndBelow(id) => names.theme(id),
                _ => None,
            };
            Node {
                value: value.value.clone(),
                id: value.id.clone(),
                label: value.label.clone(),
                side,
                n_statements: counts.n_rows(side, at),
                n_counted: lines.n_counted(at),
                mean_position: counts.mean_position(side, at),
                kind: speaker.map(|speaker| names.speakers[speaker].kind),
                colour: theme.and_then(|theme| names.themes[theme].colour),
                path: theme.map(|theme| names.themes[theme].path.clone()).unwrap_or_default(),
                at,
            }
        };
        counts.values(side).iter().enumerate().map(node).collect()
    }
}

/// Takes nodes without a tie out; how many.
fn drop_isolates(nodes: &mut Vec<Node>, edges: &mut [Edge]) -> usize {
    let mut is_tied = vec![false; nodes.len()];
    for edge in edges.iter() {
        is_tied[edge.a] = true;
        is_tied[edge.b] = true;
    }
    let mut numbers = Vec::with_capacity(nodes.len());
    let mut n_kept = 0;
    for is_tied in &is_tied {
        numbers.push(n_kept);
        n_kept += usize::from(*is_tied);
    }
    for edge in edges {
        (edge.a, edge.b) = (numbers[edge.a], numbers[edge.b]);
    }
    let n_before = nodes.len();
    let mut at = 0;
    nodes.retain(|_| {
        at += 1;
        is_tied[at - 1]
    });
    n_before - nodes.len()
}

/// Number of each stance among those that take part, and their positions.
fn levels(table: &StatementTable, request: &NetworkRequest) -> (Vec<Option<u16>>, Vec<f64>) {
    let positions = table.names().stances.iter().map(|stance| stance.position);
    let positions = positions.map(|position| position.filter(|position| (-1.0..=1.0).contains(position)));
    if let Some(qualifier) = request.as_dna {
        let levels = positions.map(|position| dna::level(position, qualifier));
        return (levels.collect(), dna::positions(qualifier));
    }
    let mut taken = Vec::new();
    let mut level = |position: Option<f64>| {
        taken.push(position?);
        Some(taken.len() as u16 - 1)
    };
    (positions.map(&mut level).collect(), taken)
}

/// In which slot a repeat on each document does not count; `None` where the document stands for itself.
fn slots(table: &StatementTable, request: &NetworkRequest) -> Vec<Option<u32>> {
    let period = match request.duplicates {
        Duplicates::PerWeek => Period::Week,
        Duplicates::PerMonth => Period::Month,
        Duplicates::PerYear => Period::Year,
        Duplicates::Always | Duplicates::PerDocument | Duplicates::Once => {
            let is_once = request.duplicates == Duplicates::Once;
            return (0..table.names().documents.len()).map(|at| Some(if is_once { 0 } else { at as u32 })).collect();
        }
    };
    let days = table.names().documents.iter().map(|document| document.days);
    if request.as_dna.is_some() {
        return days.map(|days| Some(dna::period_number(days?, request.duplicates))).collect();
    }
    let slots: Vec<Option<Slot>> = days.map(|days| Slot::holding(days?, period)).collect();
    let mut order: Vec<Slot> = slots.iter().flatten().copied().collect();
    order.sort_unstable();
    order.dedup();
    slots.iter().map(|slot| Some(order.binary_search(&(*slot)?).ok()? as u32)).collect()
}
