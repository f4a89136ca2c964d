//! Worked examples by hand, one at least for each option.

use super::testing::{SCALE, corpus, network_of, ties};
use super::{Duplicates, Mode, NetworkRequest, Normalisation, Relation, Side, network};
use crate::analysis::query::{Expr, Query};
use crate::analysis::{Field, StatementTable, Value};

fn two_mode(signed: bool) -> NetworkRequest {
    NetworkRequest { mode: Mode::TwoMode { signed }, ..NetworkRequest::default() }
}

fn one_mode(relation: Relation) -> NetworkRequest {
    NetworkRequest { mode: Mode::OneMode { of: Side::Actor, relation }, ..NetworkRequest::default() }
}

/// Three actors, two themes, on a scale from -1 to 1, so that range = 2.
///
/// | | tax | pay |
/// |---|---|---|
/// | ann | pro, pro, con | doubt |
/// | bob | pro, con | |
/// | cat | mixed | pro, pro |
const EXAMPLE: [&str; 9] = [
    "d1 ann tax pro",
    "d1 ann tax pro",
    "d2 ann tax con",
    "d2 ann pay doubt",
    "d1 bob tax pro",
    "d2 bob tax con",
    "d1 cat tax mixed",
    "d1 cat pay pro",
    "d2 cat pay pro",
];

#[test]
fn two_mode_counts_statements_or_adds_positions() {
    assert_eq!(
        ties(&network_of("", &EXAMPLE, &two_mode(false))),
        ["ann–tax 3", "ann–pay 1", "bob–tax 2", "cat–tax 1", "cat–pay 2"]
    );
    // ann on tax: 1 + 1 - 1; bob on tax: 1 - 1 = 0, which is no tie; cat on tax: 0.
    let network = network_of("", &EXAMPLE, &two_mode(true));
    assert_eq!(ties(&network), ["ann–tax 1", "ann–pay -0.5", "cat–pay 2"]);
    assert!(
        network.account.sentence().contains("weights of 0 are no ties (2 pairs)"),
        "{}",
        network.account.sentence()
    );
    assert_eq!(network.edges.iter().map(super::Edge::sign).collect::<Vec<_>>(), [1, -1, 1]);
}

#[test]
fn two_mode_is_normalised_by_activity_or_prominence() {
    // n(ann) = 4, n(cat) = 3; n(tax) = 6, n(pay) = 3.
    let with = |normalisation| NetworkRequest { normalisation, ..two_mode(true) };
    assert_eq!(
        ties(&network_of("", &EXAMPLE, &with(Normalisation::Activity))),
        ["ann–tax 0.25", "ann–pay -0.125", "cat–pay 0.6667"]
    );
    assert_eq!(
        ties(&network_of("", &EXAMPLE, &with(Normalisation::Prominence))),
        ["ann–tax 0.1667", "ann–pay -0.1667", "cat–pay 0.6667"]
    );
}

#[test]
fn one_mode_adds_products_by_nearness_and_distance() {
    // ann–bob on tax: pro·pro 2·1·1, con·con 1·1·1; pro·con 2·1·(1 - 2/2) = 0. Congruence 3, conflict 2·1 + 1·1 = 3.
    // ann–cat: tax, mixed is half a scale from both: 3·1·½ = 1.5; pay, doubt and pro are 1.5 apart: 1·2·(1 - 0.75) = 0.5.
    // Conflict: 3·1·½ + 1·2·0.75 = 3. bob–cat: 2·1·½ = 1 and 1.
    assert_eq!(
        ties(&network_of("", &EXAMPLE, &one_mode(Relation::Congruence))),
        ["ann–bob 3", "ann–cat 2", "bob–cat 1"]
    );
    assert_eq!(ties(&network_of("", &EXAMPLE, &one_mode(Relation::Conflict))), ["ann–bob 3", "ann–cat 3", "bob–cat 1"]);
    let difference = network_of("", &EXAMPLE, &one_mode(Relation::Difference));
    assert_eq!(ties(&difference), ["ann–cat -1"]);
    assert_eq!(difference.nodes.iter().map(|node| node.label.as_str()).collect::<Vec<_>>(), ["ann", "cat"]);
    let all = NetworkRequest { keeps_isolates: true, ..one_mode(Relation::Difference) };
    assert_eq!(network_of("", &EXAMPLE, &all).nodes.len(), 3);
}

#[test]
fn themes_are_tied_by_the_actors_that_they_share() {
    // tax–pay: ann 3 by 1: pro–doubt 2·1·(1 - 1.5/2) = 0.5, con–doubt 1·1·(1 - 0.5/2) = 0.75; cat 1·2·(1 - 1/2) = 1.
    let mode = Mode::OneMode { of: Side::Theme, relation: Relation::Congruence };
    let network = network_of("", &EXAMPLE, &NetworkRequest { mode, ..NetworkRequest::default() });
    assert_eq!(ties(&network), ["tax–pay 2.25"]);
    let behind = network.behind_edge(&network.edges[0]);
    assert_eq!((behind.labels.as_slice(), behind.rows.len()), (["ann".to_owned(), "cat".to_owned()].as_slice(), 7));
}

#[test]
fn one_mode_is_normalised_by_average_activity() {
    // n(ann) = 4, n(bob) = 2, n(cat) = 3.
    let request = NetworkRequest { normalisation: Normalisation::AverageActivity, ..one_mode(Relation::Congruence) };
    assert_eq!(ties(&network_of("", &EXAMPLE, &request)), ["ann–bob 1", "ann–cat 0.5714", "bob–cat 0.4"]);
}

#[test]
fn jaccard_and_cosine_compare_what_is_said_at_all() {
    // ann {tax pro, tax con, pay doubt}, bob {tax pro, tax con}, cat {tax mixed, pay pro}.
    let with = |normalisation, relation| NetworkRequest { normalisation, ..one_mode(relation) };
    let tied = |normalisation, relation| ties(&network_of("", &EXAMPLE, &with(normalisation, relation)));
    assert_eq!(tied(Normalisation::Jaccard, Relation::Congruence), ["ann–bob 0.6667"]);
    assert_eq!(tied(Normalisation::Cosine, Relation::Congruence), ["ann–bob 0.8165"]); // 2 / √(3·2)
    // Turned round, bob is {tax con, tax pro}: all of him contradicts ann. cat's mixed opposes nothing, and nobody
    // doubts what would be halfway to pro.
    assert_eq!(tied(Normalisation::Jaccard, Relation::Conflict), ["ann–bob 0.6667"]);
    assert!(tied(Normalisation::Jaccard, Relation::Difference).is_empty());
}

#[test]
fn stances_of_one_position_are_two_things_said_and_one_place_to_oppose() {
    // ann {tax yes, tax pro}, bob {tax pro, tax con}: one of three in common. By position ann is {tax 1}, bob turned
    // round {tax -1, tax 1}: one of two.
    let scale = [("con", Some(-1.0)), ("pro", Some(1.0)), ("yes", Some(1.0))];
    let lines = ["d1 ann tax yes", "d1 ann tax pro", "d1 bob tax pro", "d1 bob tax con"].map(str::to_owned);
    let weight = |relation| {
        let request = NetworkRequest { normalisation: Normalisation::Jaccard, ..one_mode(relation) };
        ties(&super::testing::made(&corpus(&scale, "", &lines), &request))
    };
    assert_eq!(weight(Relation::Congruence), ["ann–bob 0.3333"]);
    assert_eq!(weight(Relation::Conflict), ["ann–bob 0.5"]);
}

#[test]
fn a_repeat_counts_once_in_its_document_week_month_year_or_at_all() {
    let dates = "d1=2021-01-02 d2=2021-01-04 d3=2021-02-01 d4=2022-01-03 d5=2021 d6=2020-12-31";
    let lines = ["d1", "d1", "d2", "d3", "d4", "d5", "d6"].map(|document| format!("{document} ann tax pro"));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let weight = |duplicates| ties(&network_of(dates, &lines, &NetworkRequest { duplicates, ..two_mode(false) }));
    assert_eq!(weight(Duplicates::Always), ["ann–tax 7"]);
    assert_eq!(weight(Duplicates::PerDocument), ["ann–tax 6"]);
    // d6 and d1 lie in 2020-W53, d2 in 2021-W01, d3 in 2021-W05, d4 in 2022-W01; d5 stands for itself.
    assert_eq!(weight(Duplicates::PerWeek), ["ann–tax 5"]);
    // 2020-12, 2021-01 (twice), 2021-02, 2022-01; d5.
    assert_eq!(weight(Duplicates::PerMonth), ["ann–tax 5"]);
    assert_eq!(weight(Duplicates::PerYear), ["ann–tax 3"]);
    assert_eq!(weight(Duplicates::Once), ["ann–tax 1"]);
    let network = network_of(dates, &lines, &NetworkRequest { duplicates: Duplicates::PerWeek, ..two_mode(false) });
    assert_eq!(
        network.account.sentence(),
        "Counted: 7 statements on 6 documents by 1 coder; speaker and theme, by number of statements; each speaker of a \
         statement counts; the same speaker, theme and stance count once in a week (2 repeats less); documents not \
         dated to one week stand for themselves (1 statement)."
    );
}

#[test]
fn each_voice_is_an_actor_and_two_of_one_organisation_are_one() {
    let lines = ["d1 Ann+Alf+Bea tax pro", "d1 Ann tax pro", "d1 - tax pro"];
    assert_eq!(ties(&network_of("", &lines, &two_mode(false))), ["Alf–tax 1", "Ann–tax 2", "Bea–tax 1"]);
    let organisations = NetworkRequest { actor: Field::Organisation, ..two_mode(false) };
    let network = network_of("", &lines, &organisations);
    assert_eq!(ties(&network), ["A–tax 2", "B–tax 1"]);
    assert!(network.account.sentence().ends_with("Left out: 1 without a known organisation."));
    // The statement of both is one behind the theme, and counts for each.
    let tax = &network.nodes[2];
    assert_eq!((tax.n_statements, tax.n_counted), (2, 3));
    let one_mode = network_of("", &lines, &NetworkRequest { actor: Field::Organisation, ..NetworkRequest::default() });
    assert_eq!(ties(&one_mode), ["A–B 2"]);
    assert_eq!(one_mode.behind_edge(&one_mode.edges[0]).rows, [0, 1]);
}

#[test]
fn what_takes_no_part_is_left_out_and_told() {
    let lines =
        ["d1 ann tax pro", "d1 ann - pro", "d1 ann tax -", "d1 ann tax unclear", "d1 - tax pro", "d1 bob pay con"];
    let excluded = vec![Value::Speaker("bob".into())];
    let network = network_of("", &lines, &NetworkRequest { excluded, ..two_mode(false) });
    assert_eq!(ties(&network), ["ann–tax 1"]);
    assert_eq!(
        network.account.sentence(),
        "Counted: 1 statement on 1 document by 1 coder; speaker and theme, by number of statements; each speaker of a \
         statement counts. Left out: 1 without a theme, 1 without a stance, 1 whose stance has no position on the \
         scale, 1 without a known speaker, 1 excluded."
    );
}

#[test]
fn themes_are_taken_at_a_depth_and_left_out_with_all_below() {
    let lines = ["d1 ann money/tax pro", "d1 ann money/pay con", "d1 ann money pro", "d1 ann law pro"];
    let at_top = NetworkRequest { depth: Some(0), ..two_mode(false) };
    assert_eq!(ties(&network_of("", &lines, &at_top)), ["ann–money 3", "ann–law 1"]);
    let excluded = vec![Value::ThemeAndBelow("money".into())];
    assert_eq!(ties(&network_of("", &lines, &NetworkRequest { excluded, ..two_mode(false) })), ["ann–law 1"]);
    let excluded = vec![Value::Theme("money".into())];
    let network = network_of("", &lines, &NetworkRequest { excluded, ..two_mode(false) });
    assert_eq!(ties(&network), ["ann–tax 1", "ann–pay 1", "ann–law 1"]);
}

#[test]
fn weak_ties_are_left_out_by_their_absolute_weight() {
    let request = NetworkRequest { threshold: 1.0, ..two_mode(true) };
    let network = network_of("", &EXAMPLE, &request);
    assert_eq!(ties(&network), ["ann–tax 1", "cat–pay 2"]);
    assert!(network.account.sentence().contains("ties below 1 are not shown (1 tie)"));
    let negative = ["d1 ann tax con", "d1 ann tax con", "d1 ann pay doubt"];
    assert_eq!(ties(&network_of("", &negative, &request)), ["ann–tax -2"]);
}

#[test]
fn a_tie_tells_which_statements_and_themes_stand_behind_it() {
    let lines = ["d1 ann tax pro", "d1 bob tax pro", "d1 ann pay pro", "d1 bob pay con", "d1 ann law pro"];
    let behind = |relation| {
        let network = network_of("", &lines, &one_mode(relation));
        let behind = network.behind_edge(network.edge_between(1, 0).expect("a tie"));
        (behind.labels.join(" "), behind.rows)
    };
    assert_eq!(behind(Relation::Congruence), ("tax".to_owned(), vec![0, 1]));
    assert_eq!(behind(Relation::Conflict), ("pay".to_owned(), vec![2, 3]));
    let two_mode = network_of("", &lines, &two_mode(false));
    assert_eq!(two_mode.behind_edge(&two_mode.edges[0]).rows, [0]);
    assert_eq!(two_mode.behind_node(0).rows, [0, 2, 4]);
    assert_eq!(two_mode.behind_node(0).labels, ["tax", "pay", "law"]);
}

#[test]
fn a_click_asks_for_what_stands_behind() {
    let lines: Vec<String> = EXAMPLE
        .iter()
        .map(|line| (*line).to_owned())
        .chain(
            ["d1 ann money/tax pro", "d2 ann+bob tax con", "d2 ann tax unclear", "d2 bob tax -", "d2 - tax pro"]
                .map(str::to_owned),
        )
        .collect();
    let corpus = corpus(&SCALE, "", &lines);
    let table = StatementTable::new(&corpus);
    let names = table.names();
    let rows = |all: Vec<Expr>| {
        let query = all.into_iter().fold(Query::default(), Query::and);
        let again = Query::parse(&query.to_string()).expect("can be read");
        again.on(&table, &corpus).expect("is understood").rows().map(|row| row as u32).collect::<Vec<_>>()
    };
    for request in [
        two_mode(true),
        one_mode(Relation::Congruence),
        one_mode(Relation::Difference),
        NetworkRequest { depth: Some(0), ..two_mode(false) },
    ] {
        let network = network(&table, &table.all(), &request);
        assert!(!network.edges.is_empty());
        for edge in &network.edges {
            assert_eq!(rows(network.query_of_edge(edge, names)), network.behind_edge(edge).rows);
        }
        for node in 0..network.nodes.len() {
            assert_eq!(rows(network.query_of_node(node, names)), network.behind_node(node).rows);
        }
    }
}

#[test]
fn what_makes_no_sense_is_said() {
    let jaccard = NetworkRequest { normalisation: Normalisation::Jaccard, ..two_mode(true) };
    assert_eq!(jaccard.fault(), Some("a network of actors and themes is normalised by activity or prominence"));
    assert_eq!(
        NetworkRequest { actor: Field::Stance, ..two_mode(true) }.fault(),
        Some("actors are speakers, organisations or roles")
    );
    assert_eq!(two_mode(true).fault(), None);
}
