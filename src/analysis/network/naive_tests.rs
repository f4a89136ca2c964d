//! The fast sums against the formulas as they stand, and what must not change a figure.

use super::testing::{SCALE, corpus, made};
use super::{Duplicates, Mode, Network, NetworkRequest, Normalisation, Qualifier, Relation, Side};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const ACTORS: usize = 5;
const THEMES: usize = 4;
const DATES: &str = "d0=2021-06-01 d1=2021-06-30 d2=2022-06-01";

/// A statement: document, actors, theme, stance, by number.
type Line = (usize, BTreeSet<usize>, usize, usize);

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0..4usize, prop::collection::btree_set(0..ACTORS, 1..3), 0..THEMES, 0..SCALE.len());
    prop::collection::vec(line, 0..40)
}

fn text((document, actors, theme, stance): &Line, actor: &str, prefix: &str) -> String {
    let actors: Vec<String> = actors.iter().map(|n| format!("{actor}{n}")).collect();
    format!("{prefix}d{document} {} t{theme} {}", actors.join("+"), SCALE[*stance].0)
}

fn network(lines: &[Line], request: &NetworkRequest) -> Network {
    let lines: Vec<String> = lines.iter().map(|line| text(line, "s", "")).collect();
    made(&corpus(&SCALE, DATES, &lines), request)
}

/// Weights by the ids of the nodes.
fn weights(network: &Network) -> BTreeMap<(String, String), f64> {
    let weight = |edge: &super::Edge| ((network.id(edge.a).to_owned(), network.id(edge.b).to_owned()), edge.weight);
    network.edges.iter().map(weight).collect()
}

fn same(one: &BTreeMap<(String, String), f64>, other: &BTreeMap<(String, String), f64>) -> bool {
    one.keys().eq(other.keys()) && one.values().zip(other.values()).all(|(a, b)| (a - b).abs() < 1e-9)
}

/// n(a,c,s) with each repeat in a document, a month with its year, or at all left out.
fn counted(lines: &[Line], duplicates: Duplicates) -> BTreeMap<(usize, usize, usize), f64> {
    let mut seen = BTreeSet::new();
    let mut n = BTreeMap::new();
    for (row, (document, actors, theme, stance)) in lines.iter().enumerate() {
        let slot = match duplicates {
            Duplicates::Always => row,
            Duplicates::PerDocument => *document,
            // Documents 0 and 1 lie in one month; document 3 has no date.
            Duplicates::PerMonth => [0, 0, 2, 3][*document],
            _ => 0,
        };
        for actor in actors {
            if SCALE[*stance].1.is_some() && seen.insert((slot, *actor, *theme, *stance)) {
                *n.entry((*actor, *theme, *stance)).or_insert(0.0) += 1.0;
            }
        }
    }
    n
}

/// The one-mode formulas of the module, written as sums over everything.
fn naive(lines: &[Line], request: &NetworkRequest, relation: Relation) -> BTreeMap<(String, String), f64> {
    let counts = counted(lines, request.duplicates);
    let n = |a: usize, c: usize, s: usize| counts.get(&(a, c, s)).copied().unwrap_or(0.0);
    let stances: Vec<(usize, f64)> =
        SCALE.iter().enumerate().filter_map(|(at, stance)| Some((at, stance.1?))).collect();
    let set = |a: usize| -> BTreeSet<(usize, i32)> {
        let of_a = counts.keys().filter(|(actor, ..)| *actor == a);
        of_a.map(|(_, c, s)| (*c, (SCALE[*s].1.unwrap_or(9.0) * 2.0) as i32)).collect()
    };
    let likeness = |a: &BTreeSet<(usize, i32)>, b: &BTreeSet<(usize, i32)>| {
        let both = a.intersection(b).count() as f64;
        match request.normalisation {
            Normalisation::Jaccard => both / a.union(b).count() as f64,
            _ => both / ((a.len() * b.len()) as f64).sqrt(),
        }
    };
    let mut out = BTreeMap::new();
    for a in 0..ACTORS {
        for b in a + 1..ACTORS {
            let (mut congruence, mut conflict) = (0.0, 0.0);
            for c in 0..THEMES {
                for (s, p) in &stances {
                    for (t, q) in &stances {
                        let pairs = n(a, c, *s) * n(b, c, *t);
                        congruence += pairs * (1.0 - (p - q).abs() / 2.0);
                        conflict += pairs * (p - q).abs() / 2.0;
                    }
                }
            }
            let total = |actor| counts.iter().filter(|((a, ..), _)| *a == actor).map(|(_, n)| n).sum::<f64>();
            match request.normalisation {
                Normalisation::AverageActivity => {
                    congruence /= f64::midpoint(total(a), total(b));
                    conflict /= f64::midpoint(total(a), total(b));
                }
                Normalisation::Jaccard | Normalisation::Cosine => {
                    let turned: BTreeSet<(usize, i32)> = set(b).into_iter().map(|(c, p)| (c, -p)).collect();
                    // What stands in the middle opposes nothing: in the one it is no member of the other's mirror.
                    let turned = turned.into_iter().map(|(c, p)| if p == 0 { (c, 99) } else { (c, p) }).collect();
                    congruence = likeness(&set(a), &set(b));
                    conflict = likeness(&set(a), &turned);
                }
                _ => {}
            }
            let weight = match relation {
                Relation::Congruence => congruence,
                Relation::Conflict => conflict,
                Relation::Difference => congruence - conflict,
            };
            if weight.abs() > 1e-9 {
                out.insert((format!("s{a}"), format!("s{b}")), weight);
            }
        }
    }
    out
}

fn one_mode(relation: Relation, normalisation: Normalisation, duplicates: Duplicates) -> NetworkRequest {
    let mode = Mode::OneMode { of: Side::Actor, relation };
    NetworkRequest { mode, duplicates, normalisation, ..NetworkRequest::default() }
}

proptest! {
    #[test]
    fn sums_are_those_of_the_formulas(lines in lines(), at in 0usize..4) {
        let duplicates = [Duplicates::Always, Duplicates::PerDocument, Duplicates::PerMonth, Duplicates::Once][at];
        for relation in Relation::ALL {
            for normalisation in Normalisation::ONE_MODE {
                let request = one_mode(relation, normalisation, duplicates);
                let (fast, slow) = (weights(&network(&lines, &request)), naive(&lines, &request, relation));
                prop_assert!(same(&fast, &slow), "{relation:?} {normalisation:?}: {fast:?} is not {slow:?}");
            }
        }
    }

    #[test]
    fn difference_is_congruence_less_conflict_and_likenesses_lie_between_0_and_1(lines in lines()) {
        for normalisation in Normalisation::ONE_MODE {
            let of = |relation| weights(&network(&lines, &one_mode(relation, normalisation, Duplicates::Always)));
            let (congruence, conflict) = (of(Relation::Congruence), of(Relation::Conflict));
            for (pair, difference) in of(Relation::Difference) {
                let less = congruence.get(&pair).unwrap_or(&0.0) - conflict.get(&pair).unwrap_or(&0.0);
                prop_assert!((difference - less).abs() < 1e-9);
            }
            if matches!(normalisation, Normalisation::Jaccard | Normalisation::Cosine) {
                prop_assert!(congruence.values().chain(conflict.values()).all(|weight| (0.0..=1.0 + 1e-9).contains(weight)));
            }
        }
    }

    #[test]
    fn order_names_and_cutting_documents_change_no_figure(lines in lines(), seed in 0usize..1000) {
        let request = one_mode(Relation::Difference, Normalisation::AverageActivity, Duplicates::Always);
        let before = weights(&network(&lines, &request));
        let mut turned = lines.clone();
        turned.rotate_left(seed % lines.len().max(1));
        prop_assert!(same(&before, &weights(&network(&turned, &request))));
        // Every statement in a document of its own.
        let cut: Vec<String> = lines.iter().enumerate().map(|(n, line)| text(line, "s", &format!("x{n}"))).collect();
        prop_assert!(same(&before, &weights(&made(&corpus(&SCALE, DATES, &cut), &request))));
        // Other names, in the other order: s0 is z4, s1 is z3.
        let other = |line: &Line| (line.0, line.1.iter().map(|n| ACTORS - 1 - n).collect(), line.2, line.3);
        let renamed: Vec<String> = lines.iter().map(|line| text(&other(line), "z", "")).collect();
        let renamed = weights(&made(&corpus(&SCALE, DATES, &renamed), &request));
        let back = |name: &str| format!("s{}", ACTORS - 1 - name[1..].parse::<usize>().unwrap_or(9));
        let renamed = renamed.into_iter().map(|((a, b), weight)| ((back(&b), back(&a)), weight)).collect();
        prop_assert!(same(&before, &renamed));
    }

    #[test]
    fn a_theme_at_a_time_adds_up_to_all(lines in lines()) {
        let request = one_mode(Relation::Congruence, Normalisation::None, Duplicates::PerDocument);
        let mut sum: BTreeMap<(String, String), f64> = BTreeMap::new();
        for theme in 0..THEMES {
            let part: Vec<Line> = lines.iter().filter(|line| line.2 == theme).cloned().collect();
            for (pair, weight) in weights(&network(&part, &request)) {
                *sum.entry(pair).or_default() += weight;
            }
        }
        prop_assert!(same(&sum, &weights(&network(&lines, &request))));
        // And documents at a time in a two-mode network.
        let request = NetworkRequest { mode: Mode::TwoMode { signed: false }, ..request };
        let mut sum: BTreeMap<(String, String), f64> = BTreeMap::new();
        for document in 0..4 {
            let part: Vec<Line> = lines.iter().filter(|line| line.0 == document).cloned().collect();
            for (pair, weight) in weights(&network(&part, &request)) {
                *sum.entry(pair).or_default() += weight;
            }
        }
        prop_assert!(same(&sum, &weights(&network(&lines, &request))));
    }

    #[test]
    fn a_symmetric_matrix_and_numbers_that_fit_what_they_open(lines in lines()) {
        let network = network(&lines, &one_mode(Relation::Congruence, Normalisation::None, Duplicates::Always));
        for edge in &network.edges {
            prop_assert!(edge.a < edge.b);
            prop_assert_eq!(network.edge_between(edge.b, edge.a), Some(edge));
            let behind = network.behind_edge(edge);
            prop_assert!(!behind.rows.is_empty() && !behind.shared.is_empty());
        }
        for (at, node) in network.nodes.iter().enumerate() {
            prop_assert_eq!(network.behind_node(at).rows.len(), node.n_statements);
        }
    }

    #[test]
    fn with_two_stances_the_other_program_adds_the_same(lines in lines()) {
        // con and pro alone, each statement of one actor: then its rules and ours are one.
        let lines: Vec<Line> = lines.into_iter().map(|(d, a, t, s)| (d, a, t, [0, 3][s % 2])).collect();
        for (qualifier, relation) in [
            (Qualifier::Congruence, Relation::Congruence),
            (Qualifier::Conflict, Relation::Conflict),
            (Qualifier::Subtract, Relation::Difference),
        ] {
            for normalisation in [Normalisation::None, Normalisation::AverageActivity] {
                let ours = one_mode(relation, normalisation, Duplicates::PerDocument);
                let theirs = NetworkRequest { as_dna: Some(qualifier), ..ours.clone() };
                prop_assert!(same(&weights(&network(&lines, &ours)), &weights(&network(&lines, &theirs))));
            }
        }
    }
}
