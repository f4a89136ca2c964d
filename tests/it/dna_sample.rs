//! The figures that Discourse Network Analyzer publishes of its own sample, counted by its rules.
//!
//! `fixtures/dna_sample.csv` holds the 40 codings of its sample database, without the texts: `leifeld/dna` on GitHub,
//! `rDNA/inst/extdata/sample.dna` (format 1.21) at commit f160c17d0b095f01fc90d8fe7be6e359e4836ed3. The figures marked as
//! published stand in its tests, `rDNA/rDNA/tests/testthat/test-network.R`; those marked as ours follow from the formulas
//! of its `Exporter.java` and guard against change alone.

use crate::program::standpoint;
use crate::world::World;
use serde_json::Value;
use standpoint::text::slug;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const THEME_LEFT_OUT: &str = "There should be legislation to regulate emissions.";

#[derive(Clone, Debug)]
struct Coding {
    document: String,
    date: String,
    person: String,
    organisation: String,
    concept: String,
    agreement: String,
}

fn codings() -> Vec<Coding> {
    let mut reader = csv::Reader::from_reader(include_str!("fixtures/dna_sample.csv").as_bytes());
    let coding = |record: csv::StringRecord| {
        let [document, date, person, organisation, concept, agreement] =
            [0, 1, 2, 3, 4, 5].map(|column| record[column].to_owned());
        Coding { document, date, person, organisation, concept, agreement }
    };
    reader.records().map(|record| coding(record.expect("six columns"))).collect()
}

/// The sample as a corpus: a document has a word for each of its codings.
fn corpus() -> World {
    let codings = codings();
    let mut of_document: BTreeMap<String, Vec<Coding>> = BTreeMap::new();
    for coding in &codings {
        of_document.entry(format!("{}.txt", coding.document)).or_default().push(coding.clone());
    }
    let world = World::new(&[]);
    let (mut meta, mut n) = (String::new(), 0);
    for (name, codings) in &of_document {
        world.write(name, "word ".repeat(codings.len()));
        let _ = write!(meta, "Document(path: \"{name}\", date: \"{}\"),", codings[0].date);
        let mut statements = String::new();
        for (at, coding) in codings.iter().enumerate() {
            n += 1;
            let _ = write!(
                statements,
                "Statement(id: \"01934f2e-8a10-7c3d-9b1e-{n:012}\", spans: [({}, {})], quote: [\"word\"], speakers: [\"{}\"], \
                 theme: \"{}\", stance: \"{}\", created: \"2026-11-21T19:02:11Z\"),",
                5 * at,
                5 * at + 4,
                slug(&coding.person),
                slug(&coding.concept),
                coding.agreement
            );
        }
        world.write(
            &format!("annotations/ann/{name}.ron"),
            format!(
                "AnnotationSet(format: 1, document: \"{name}\", text: \"\", coder: \"ann\", statements: [{statements}])"
            ),
        );
    }
    world.write("corpus.ron", format!("Corpus(format: 1, documents: [{meta}])"));
    let entries =
        |of: fn(&Coding) -> String| codings.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect::<String>();
    let themes = entries(|c| format!("Theme(id: \"{}\", name: \"{}\"),", slug(&c.concept), c.concept));
    let organisations = entries(|c| {
        format!("Speaker(id: \"{0}\", name: \"{1}\", kind: Organisation),", slug(&c.organisation), c.organisation)
    });
    let people = entries(|c| {
        let speaks_for = format!("Affiliation(organisation: \"{}\")", slug(&c.organisation));
        format!(
            "Speaker(id: \"{}\", name: \"{}\", kind: Person, affiliations: [{speaks_for}]),",
            slug(&c.person),
            c.person
        )
    });
    world.write(
        "codebook.ron",
        format!(
            "Codebook(format: 2, stances: [Stance(id: \"no\", name: \"no\", position: -1), Stance(id: \"yes\", name: \"yes\", \
             position: 1)], themes: [{themes}], speakers: [{organisations}{people}])"
        ),
    );
    world
}

struct Figures {
    n_nodes: usize,
    /// By the labels of source and target.
    weights: BTreeMap<(String, String), f64>,
}

impl Figures {
    fn of(world: &World, args: &[&str]) -> Self {
        let ended = standpoint(["network"]).arg(world.root()).args(&["--actor", "organisation", "--json"]).args(args);
        let json: Value = serde_json::from_str(&ended.ends_with(0).quietly().out).expect("is JSON");
        let nodes = json["nodes"].as_array().expect("nodes");
        let label = |id: &Value| -> String {
            let node = nodes.iter().find(|node| node["id"] == *id).expect("a node of this id");
            node["label"].as_str().expect("is text").to_owned()
        };
        let edges = json["edges"].as_array().expect("ties").iter();
        let weight = |edge: &Value| edge["signed_weight"].as_f64().expect("is a number");
        let weights = edges.map(|edge| ((label(&edge["source"]), label(&edge["target"])), weight(edge)));
        Self { n_nodes: nodes.len(), weights: weights.collect() }
    }

    /// The weight of the tie between labels that begin like this.
    fn between(&self, one: &str, other: &str) -> f64 {
        let is = |(a, b): &(String, String)| {
            a.starts_with(one) && b.starts_with(other) || b.starts_with(one) && a.starts_with(other)
        };
        self.weights.iter().find(|(pair, _)| is(pair)).map_or(0.0, |(_, weight)| *weight)
    }

    /// Sum of the ties.
    fn sum(&self) -> f64 {
        self.weights.values().sum()
    }

    /// Sum of a matrix of one kind of node, in which each tie stands twice.
    fn sum_of_matrix(&self) -> f64 {
        2.0 * self.sum()
    }
}

/// To three digits, of which the published figures have none.
fn exact(figure: f64) -> String {
    format!("{figure:.3}")
}

/// As it is published.
fn whole(figure: f64) -> String {
    format!("{figure:.0}")
}

#[test]
fn the_network_of_organisations_and_concepts_is_the_published_one() {
    let two_mode = Figures::of(&corpus(), &["--mode", "two", "--as-dna", "ignore"]);
    assert_eq!(exact(two_mode.sum()), "40.000");
    assert_eq!((two_mode.n_nodes, two_mode.weights.len()), (7 + 6, 22));
    let row = ["CO2", "Cap"].map(|concept| two_mode.between("Energy", concept));
    assert_eq!(row.map(exact), ["2.000", "0.000"], "published: Ener* 2 0");
}

#[test]
fn the_network_of_organisations_is_the_published_one() {
    let one_mode = Figures::of(&corpus(), &["--as-dna", "ignore"]);
    assert_eq!(exact(one_mode.sum_of_matrix()), "276.000");
    assert_eq!((one_mode.n_nodes, one_mode.weights.len()), (7, 21));
    let row = ["Alliance", "Energy"].map(|other| one_mode.between("Environmental", other));
    assert_eq!(row.map(exact), ["10.000", "2.000"], "published: Envi* 10 2");
}

#[test]
fn congruence_by_average_activity_rounds_to_the_published_sums() {
    let world = corpus();
    let args = ["--as-dna", "congruence", "--normalise", "average"];
    let all = Figures::of(&world, &args);
    assert_eq!((whole(all.sum_of_matrix()).as_str(), exact(all.sum_of_matrix()).as_str()), ("26", "25.802"));
    let without = ["--exclude", THEME_LEFT_OUT, "--exclude", "Senate", "--exclude", "Sierra Club"];
    let some = Figures::of(&world, &[&args[..], &without].concat());
    assert_eq!((some.n_nodes, whole(some.sum_of_matrix()).as_str()), (5, "10"));
    assert_eq!(exact(some.sum_of_matrix()), "9.810");
}

/// Ours, by the formulas of that program; nobody has published them.
#[test]
fn further_figures_stay_as_they_are() {
    let world = corpus();
    for (args, sum) in [
        (&["--as-dna", "congruence"][..], "160.000"),
        (&["--as-dna", "conflict"], "116.000"),
        (&["--as-dna", "subtract"], "44.000"),
        (&["--as-dna", "congruence", "--duplicates", "document"], "48.000"),
    ] {
        assert_eq!(exact(Figures::of(&world, args).sum_of_matrix()), sum, "{args:?}");
    }
}
