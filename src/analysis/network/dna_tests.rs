//! The rules of Discourse Network Analyzer by hand; the figures that it publishes are in `tests/it/dna_sample.rs`.

use super::testing::{network_of, ties};
use super::{Duplicates, Mode, NetworkRequest, Normalisation, Qualifier, Relation, Side};

/// | | tax + | tax − | pay + | pay − |
/// |---|---|---|---|---|
/// | ann | 2 | 1 | | 1 |
/// | bob | 1 | | 3 | |
const EXAMPLE: [&str; 8] = [
    "d1 ann tax pro",
    "d1 ann tax pro",
    "d2 ann tax con",
    "d2 ann pay doubt",
    "d1 bob tax pro",
    "d1 bob pay pro",
    "d2 bob pay pro",
    "d2 bob pay pro",
];

fn one_mode(qualifier: Qualifier) -> NetworkRequest {
    let mode = Mode::OneMode { of: Side::Actor, relation: Relation::Congruence };
    NetworkRequest { mode, as_dna: Some(qualifier), ..NetworkRequest::default() }
}

fn two_mode(qualifier: Qualifier) -> NetworkRequest {
    NetworkRequest { mode: Mode::TwoMode { signed: false }, ..one_mode(qualifier) }
}

fn tied(request: &NetworkRequest) -> Vec<String> {
    ties(&network_of("", &EXAMPLE, request))
}

#[test]
fn one_mode_reduces_stances_to_their_sign() {
    // Congruence: tax + 2·1. Conflict: tax − by + 1·1, pay − by + 1·3. Ignore: 3·1 + 1·3.
    assert_eq!(tied(&one_mode(Qualifier::Congruence)), ["ann–bob 2"]);
    assert_eq!(tied(&one_mode(Qualifier::Conflict)), ["ann–bob 4"]);
    assert_eq!(tied(&one_mode(Qualifier::Subtract)), ["ann–bob -2"]);
    assert_eq!(tied(&one_mode(Qualifier::Ignore)), ["ann–bob 6"]);
}

#[test]
fn one_mode_is_normalised_in_its_own_way() {
    let with = |normalisation| tied(&NetworkRequest { normalisation, ..one_mode(Qualifier::Congruence) });
    assert_eq!(with(Normalisation::AverageActivity), ["ann–bob 0.5"]); // 2 / ((4 + 4) / 2)
    assert_eq!(with(Normalisation::Cosine), ["ann–bob 0.125"]); // 2 / (4 · 4)
    // m10 = 1 (tax −) + 1 (pay −), m01 = 3 (pay +), m11 = 2 · 1 (tax +).
    assert_eq!(with(Normalisation::Jaccard), ["ann–bob 0.2857"]); // 2 / 7
    let jaccard = NetworkRequest { normalisation: Normalisation::Jaccard, ..one_mode(Qualifier::Ignore) };
    assert_eq!(tied(&jaccard), ["ann–bob 0.8571"]); // 6 / 7: what divides knows the qualifier all the same
}

#[test]
fn two_mode_ignores_subtracts_and_combines() {
    assert_eq!(tied(&two_mode(Qualifier::Ignore)), ["ann–tax 3", "ann–pay 1", "bob–tax 1", "bob–pay 3"]);
    assert_eq!(tied(&two_mode(Qualifier::Subtract)), ["ann–tax 1", "ann–pay -1", "bob–tax 1", "bob–pay 3"]);
    assert_eq!(tied(&two_mode(Qualifier::Combine)), ["ann–tax 3", "ann–pay 2", "bob–tax 1", "bob–pay 1"]);
}

#[test]
fn two_mode_is_normalised_by_statements_and_not_by_their_difference() {
    let with = |normalisation| tied(&NetworkRequest { normalisation, ..two_mode(Qualifier::Subtract) });
    assert_eq!(with(Normalisation::Activity), ["ann–tax 0.25", "ann–pay -0.25", "bob–tax 0.25", "bob–pay 0.75"]);
    assert_eq!(with(Normalisation::Prominence), ["ann–tax 0.25", "ann–pay -0.25", "bob–tax 0.25", "bob–pay 0.75"]);
}

#[test]
fn what_is_neither_positive_nor_negative_counts_where_nobody_looks_at_it_and_else_has_no_place() {
    let lines = ["d1 ann tax pro", "d1 ann tax mixed", "d1 ann tax unclear", "d1 bob tax -", "d1 cat tax mixed"];
    let network = network_of("", &lines, &two_mode(Qualifier::Subtract));
    assert_eq!(ties(&network), ["ann–tax 1"]);
    let sentence = network.account.sentence();
    assert!(sentence.ends_with("Left out: 1 without a stance, 3 whose stance is neither positive nor negative."));
    assert!(sentence.contains("by the rules of Discourse Network Analyzer (subtract)"), "{sentence}");

    let network = network_of("", &lines, &two_mode(Qualifier::Ignore));
    assert_eq!(ties(&network), ["ann–tax 3", "cat–tax 1"]);
    assert!(network.account.sentence().ends_with("Left out: 1 without a stance."));
    assert_eq!(network.nodes.iter().map(|node| node.mean_position).collect::<Vec<_>>(), [Some(1.0), None, Some(1.0)]);
    assert_eq!(ties(&network_of("", &lines, &one_mode(Qualifier::Ignore))), ["ann–cat 3"]);
    let cosine = NetworkRequest { normalisation: Normalisation::Cosine, ..one_mode(Qualifier::Ignore) };
    assert_eq!(ties(&network_of("", &lines, &cosine)), ["ann–cat 1"]); // 3 / (3 · 1)
}

#[test]
fn months_and_weeks_repeat_each_year() {
    let dates = "d1=2021-06-01 d2=2022-06-20 d3=2022-07-04";
    let lines = ["d1 ann tax pro", "d2 ann tax pro", "d3 ann tax pro"];
    let with = |duplicates, request: NetworkRequest| {
        ties(&network_of(dates, &lines, &NetworkRequest { duplicates, ..request }))
    };
    let ours = NetworkRequest { as_dna: None, ..two_mode(Qualifier::Ignore) };
    assert_eq!(with(Duplicates::PerMonth, two_mode(Qualifier::Subtract)), ["ann–tax 2"]);
    assert_eq!(with(Duplicates::PerMonth, ours.clone()), ["ann–tax 3"]);
    assert_eq!(with(Duplicates::PerYear, two_mode(Qualifier::Subtract)), ["ann–tax 2"]);
    // 2021-W01 and 2022-W01.
    let dates = "d1=2021-01-04 d2=2022-01-03 d3=2022-01-10";
    let with = |request: NetworkRequest| {
        ties(&network_of(dates, &lines, &NetworkRequest { duplicates: Duplicates::PerWeek, ..request }))
    };
    assert_eq!(
        (with(two_mode(Qualifier::Subtract)), with(ours)),
        (vec!["ann–tax 2".to_owned()], vec!["ann–tax 3".to_owned()])
    );
}

#[test]
fn ignored_signs_are_ignored_among_repeats_too() {
    let dates = "a=2022-01-02 b=2022-01-01";
    let lines = ["a ann tax pro", "b ann tax con", "b bob tax pro"];
    let once = |qualifier| {
        let request = NetworkRequest { duplicates: Duplicates::Once, ..two_mode(qualifier) };
        network_of(dates, &lines, &request)
    };
    assert_eq!(ties(&once(Qualifier::Ignore)), ["ann–tax 1", "bob–tax 1"]);
    assert_eq!(once(Qualifier::Ignore).nodes[0].mean_position, Some(-1.0), "the first by date stays");
    assert_eq!(ties(&once(Qualifier::Combine)), ["ann–tax 3", "bob–tax 1"]);
}

#[test]
fn who_is_active_stays_and_isolates_are_all_others() {
    let lines = ["d1 ann tax pro", "d1 bob pay con", "d1 cat law mixed"];
    let nodes = |keeps_isolates| {
        let network = network_of("", &lines, &NetworkRequest { keeps_isolates, ..one_mode(Qualifier::Congruence) });
        network.nodes.iter().map(|node| node.label.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!((nodes(false), nodes(true)), ("ann bob".to_owned(), "ann bob cat".to_owned()));
}
