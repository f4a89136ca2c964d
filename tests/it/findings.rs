//! Findings on the command line, beside figures that plain loops over the corpus come to.

use crate::program::standpoint;
use crate::world::{World, sample_docs};
use serde_json::Value;
use standpoint::model::{Corpus, SpeakerKind, Statement};
use standpoint::store::open_whole;
use std::collections::{BTreeMap, BTreeSet};

/// Row and column to a figure.
type Figures = BTreeMap<(String, String), f64>;

fn sample() -> Corpus {
    open_whole(sample_docs()).expect("opens").corpus
}

/// Every statement with path of its document and coder.
fn each(corpus: &Corpus) -> Vec<(String, String, &Statement)> {
    let mut all = Vec::new();
    for (key, set) in corpus.sets() {
        for statement in set.statements() {
            all.push((key.document.as_str().to_owned(), key.coder.to_string(), &**statement));
        }
    }
    all
}

/// What the program says of the sample in JSON, row by row and column by column; empty cells are left out.
fn said(args: &[&str]) -> Figures {
    let ended = standpoint([args[0]]).arg(sample_docs()).args(&args[1..]).arg("--json").ends_with(0).quietly();
    let json: Value = serde_json::from_str(&ended.out).expect("is JSON");
    assert!(json["account"].as_str().is_some_and(|account| account.starts_with("Counted: ")), "{json}");
    let word = |value: &Value| value.as_str().expect("is text").to_owned();
    let columns: Vec<String> = json["columns"].as_array().expect("columns").iter().map(word).collect();
    let mut figures = Figures::new();
    for row in json["rows"].as_array().expect("rows") {
        let row = row.as_array().expect("a row");
        for (column, cell) in columns.iter().zip(row).skip(1) {
            if let Some(figure) = cell.as_f64() {
                figures.insert((word(&row[0]), column.clone()), figure);
            }
        }
    }
    figures
}

fn without_zeros(mut figures: Figures) -> Figures {
    figures.retain(|_, figure| *figure != 0.0);
    figures
}

fn add(figures: &mut Figures, row: &str, column: &str) {
    for row in [row, "all"] {
        for column in [column, "all"] {
            *figures.entry((row.to_owned(), column.to_owned())).or_default() += 1.0;
        }
    }
}

#[test]
fn a_variable_that_no_document_has_is_told() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said no.")]);
    for command in [&["crosstab", "--rows", "var.region"][..], &["timeline", "--split", "var.region"]] {
        let asked = standpoint([command[0]]).arg(world.root()).args(&command[1..]);
        asked.ends_with(2).complains(&["no document has the variable “region”"]);
    }
}

#[test]
fn themes_by_stance_are_what_a_loop_counts() {
    let corpus = sample();
    let codebook = &corpus.codebook;
    let mut wanted = Figures::new();
    let mut wanted_top = Figures::new();
    for (_, _, statement) in each(&corpus) {
        let stance = statement
            .stance
            .as_ref()
            .map_or("no stance".to_owned(), |id| codebook.stances.get(id).expect("known").name.clone());
        let theme = statement.theme.as_ref().expect("every statement of the sample has one");
        add(&mut wanted, &codebook.themes.get(theme).expect("known").name, &stance);
        let mut top = codebook.themes.get(theme).expect("known");
        while let Some(parent) = &top.parent {
            top = codebook.themes.get(parent).expect("known");
        }
        add(&mut wanted_top, &top.name, &stance);
    }
    assert!(wanted.len() > 30);
    assert_eq!(without_zeros(said(&["crosstab", "--rows", "theme", "--columns", "stance"])), wanted);
    assert_eq!(
        without_zeros(said(&["crosstab", "--rows", "theme", "--columns", "stance", "--depth", "1"])),
        wanted_top
    );
    let shares = said(&["crosstab", "--rows", "theme", "--columns", "stance", "--percent", "row"]);
    for ((row, column), share) in shares.iter().filter(|((_, column), _)| column != "n statements") {
        let n = |column: &str| wanted.get(&(row.clone(), column.to_owned())).copied().unwrap_or_default();
        assert!((share - n(column) / n("all")).abs() < 1e-12, "{row}, {column}");
    }
}

#[test]
fn speakers_and_organisations_are_what_a_loop_counts() {
    let corpus = sample();
    let codebook = &corpus.codebook;
    let name = |id: &standpoint::model::SpeakerId| codebook.speakers.get(id).expect("known").name.clone();
    // Row to statements, documents, speakers, and the sum of positions with their number.
    let mut by_organisation: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut speakers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut documents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut means: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut n_for_itself = 0;
    for (n, (document, _, statement)) in each(&corpus).into_iter().enumerate() {
        let days = corpus.document(&document.as_str().into()).expect("is there").days();
        let mut organisations = BTreeSet::new();
        for who in &statement.speakers {
            documents.entry(name(&who.speaker)).or_default().insert(document.clone());
            let position = statement.stance.as_ref().and_then(|id| codebook.stances.get(id)?.position);
            means.entry(name(&who.speaker)).or_default().extend(position);
            let speaker = codebook.speakers.get(&who.speaker).expect("known");
            let held = who.role_override.as_ref().or_else(|| speaker.role_on(days));
            let of = held.and_then(|held| held.organisation.as_ref());
            // An organisation of no other speaks for itself.
            let own = (speaker.kind == SpeakerKind::Organisation).then_some(&speaker.id);
            n_for_itself += usize::from(of.is_none() && own.is_some());
            let organisation = of.or(own).map(&name);
            speakers
                .entry(organisation.clone().unwrap_or("no organisation".to_owned()))
                .or_default()
                .insert(name(&who.speaker));
            organisations.extend(organisation);
        }
        if organisations.is_empty() {
            organisations.insert("no organisation".to_owned());
        }
        for organisation in organisations {
            by_organisation.entry(organisation).or_default().insert(n);
        }
    }
    let column = |args: &[&str]| -> BTreeMap<String, f64> {
        said(args).into_iter().filter(|((row, _), _)| row != "all").map(|((row, _), figure)| (row, figure)).collect()
    };
    let sizes = |sets: BTreeMap<String, BTreeSet<String>>| -> BTreeMap<String, f64> {
        sets.into_iter().map(|(row, set)| (row, set.len() as f64)).collect()
    };
    assert!(n_for_itself > 20, "the sample has organisations that speak for themselves: {n_for_itself}");
    for (organisation, statements) in &by_organisation {
        let query = match organisation.as_str() {
            "no organisation" => "unset:org".to_owned(),
            name => format!("org:\"{name}\""),
        };
        let ended = standpoint(["list"]).arg(sample_docs()).args(&[&query, "--count"]).ends_with(0).quietly();
        assert_eq!(ended.out.trim(), statements.len().to_string(), "{query}");
    }
    let wanted = by_organisation.into_iter().map(|(row, set)| (row, set.len() as f64)).collect();
    assert_eq!(column(&["crosstab", "--rows", "organisation"]), wanted);
    assert_eq!(column(&["crosstab", "--rows", "org", "--count", "speakers"]), sizes(speakers));
    assert_eq!(column(&["crosstab", "--rows", "speaker", "--count", "documents"]), sizes(documents));
    let found = column(&["crosstab", "--rows", "speaker", "--count", "mean-stance"]);
    means.retain(|_, positions| !positions.is_empty());
    assert_eq!(found.keys().collect::<Vec<_>>(), means.keys().collect::<Vec<_>>());
    for (speaker, positions) in &means {
        let mean = positions.iter().sum::<f64>() / positions.len() as f64;
        assert!((found[speaker] - mean).abs() < 1e-9, "{speaker}");
    }
}

#[test]
fn years_and_months_are_what_the_dates_say() {
    let corpus = sample();
    let mut years: BTreeMap<String, f64> = BTreeMap::new();
    let mut months: BTreeMap<String, f64> = BTreeMap::new();
    for (document, _, _) in each(&corpus) {
        let date = corpus.document(&document.as_str().into()).and_then(|d| d.meta.date).expect("all are dated");
        *years.entry(date.to_string()[..4].to_owned()).or_default() += 1.0;
        let month = date.to_string().get(..7).map_or("not exact to the month".to_owned(), str::to_owned);
        *months.entry(month).or_default() += 1.0;
    }
    for (by, wanted) in [("year", years), ("month", months)] {
        let found = without_zeros(said(&["timeline", "--by", by]));
        let found: BTreeMap<String, f64> = found.into_iter().map(|((row, _), n)| (row, n)).collect();
        let total: f64 = wanted.values().sum();
        assert_eq!(found, wanted.into_iter().chain([("all".to_owned(), total)]).collect());
    }
    let by_year = said(&["timeline", "--by", "year"]);
    assert_eq!(by_year.get(&("2019".to_owned(), "statements".to_owned())), Some(&0.0), "an empty year is there");
}

#[test]
fn coverage_is_what_the_sets_say() {
    let corpus = sample();
    let found = said(&["coverage"]);
    for coder in corpus.coders() {
        let sets: Vec<_> = corpus.sets().iter().filter(|(key, _)| key.coder == coder).collect();
        let figure = |column: &str| found[&(coder.to_string(), column.to_owned())] as usize;
        assert_eq!(figure("statements"), sets.iter().map(|(_, set)| set.len()).sum::<usize>());
        assert_eq!(figure("done") + figure("begun") + figure("not begun"), corpus.documents().len());
        assert_eq!(figure("with statements"), sets.iter().filter(|(_, set)| !set.is_empty()).count());
    }
}

#[test]
fn people_read_a_table_and_programs_csv_or_json() {
    let ended = standpoint(["crosstab"]).arg(sample_docs()).args(&["--rows", "theme", "--bars", "--depth", "1"]);
    ended.ends_with(0).quietly().says(&["Stance by top theme\n", "mean stance", "\nall ", "Counted: ", "Left out: "]);
    let csv = standpoint(["crosstab"]).arg(sample_docs()).args(&["--rows", "stance", "--csv", "coder:coder-2"]);
    let csv = csv.ends_with(0).quietly();
    assert!(csv.out.starts_with("Stance,all\n"), "{}", csv.out);
    let profile = standpoint(["profile"]).arg(sample_docs()).args(&["--speaker", "matthew taylor"]);
    let parts = ["Matthew Taylor\n", "\nTheme ", "\nRoles ", "\nQuotations\n", "\nDocument ", "Counted: "];
    profile.ends_with(0).quietly().says(&parts);
}

#[test]
fn a_mistake_in_a_finding_is_one_line_with_what_to_do() {
    for (task, args, words) in [
        ("crosstab", vec!["--rows", "themes"], "there is no field “themes”; there are theme, stance"),
        ("crosstab", vec!["--rows", "stance", "--depth", "1"], "--depth is for themes"),
        ("crosstab", vec!["--rows", "stance", "--count", "mean-stance", "--percent", "row"], "no share"),
        ("crosstab", vec!["--rows", "stance", "theme:devolutoin"], "cannot understand “theme:devolutoin”"),
        ("crosstab", vec!["--rows", "stance", "--to", "out.pdf"], "the ending names no format"),
        ("timeline", vec!["--by", "decade"], "decade"),
        ("profile", vec![], "--speaker"),
        ("profile", vec!["--speaker", "nobody at all"], "nobody at all"),
    ] {
        let ended = standpoint([task]).arg(sample_docs()).args(&args).ends_with(2);
        assert!(ended.err.contains(words) && ended.err.lines().count() == 1, "{ended:#?}");
    }
}

#[test]
fn files_are_written_by_their_endings() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said no.")]);
    let csv = world.beside("tab.csv");
    let xlsx = world.beside("tab.xlsx");
    let ended = standpoint(["timeline"]).arg(world.root()).arg("--to").arg(&csv).arg("--to").arg(&xlsx).ends_with(0);
    assert!(ended.out.is_empty() && ended.err.contains("tab.xlsx"), "{ended:#?}");
    let text = std::fs::read_to_string(&csv).expect("was written");
    assert!(text.contains("no date,1"), "{text}");
    assert!(std::fs::read(&xlsx).expect("was written").starts_with(b"PK"));
    let (svg, png) = (world.beside("picture.svg"), world.beside("picture.png"));
    for (args, says) in [
        (&["crosstab", "--rows", "theme", "--columns", "stance"][..], "opposes"),
        (&["crosstab", "--rows", "theme", "--bars"], "opposes"),
        (&["timeline", "--split", "stance"], "Statements by"),
        (&["profile", "--speaker", "treasury"], "opposes"),
        (&["coverage"], "sentences coded"),
        (&["coverage", "--documents"], "complete statements"),
    ] {
        let asked = standpoint([args[0]]).arg(world.root()).args(&args[1..]);
        asked.arg("--svg").arg(&svg).arg("--png").arg(&png).ends_with(0);
        let text = std::fs::read_to_string(&svg).expect("was written");
        assert!(text.starts_with('<') && text.contains(says) && text.contains("Counted: "), "{text}");
        assert!(std::fs::read(&png).expect("was written").starts_with(b"\x89PNG"));
        std::fs::remove_file(&svg).and_then(|()| std::fs::remove_file(&png)).expect("were there");
    }
}
