//! Searching the corpus: from the command line, and coding and recoding what was found as one step.

use crate::program::{Ended, standpoint};
use crate::world::World;
use standpoint::analysis::Cancel;
use standpoint::analysis::search::{CodedOrNot, SearchRequest, search};
use standpoint::edit::bulk::{CodeAll, CodingUnit, Recode, Setting, plan_coding, plan_recoding};
use standpoint::model::{AnnotationSet, SetKey};
use standpoint::session::{Change, Session};
use standpoint::text::{Matching, Pattern};
use std::fs;

/// What a search of the sample corpus prints.
fn searched(args: &[&str]) -> Ended {
    standpoint(["search"]).arg(World::sample().root()).args(args).ends_with(0).quietly()
}

/// The first field of each row of CSV, shortened to the number of the document, with the place behind it.
fn places(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| format!("{} {}-{} {}", &row[0][..3], &row[4], &row[5], &row[7])).collect()
}

#[test]
fn hits_stand_under_one_another_and_are_counted_by_document() {
    // Counted by hand with the regular expression \bleader\w* in another program: 5, 9, 10, 2 and 2.
    let ended = searched(&["leader*", "--context", "20"]);
    let hits: Vec<&str> = ended.out.lines().take_while(|line| !line.is_empty()).collect();
    let column = |line: &str| line.chars().position(|c| c == '[');
    assert_eq!(hits.len(), 28);
    assert!(hits.iter().all(|line| column(line).is_some() && column(line) == column(hits[0])), "{}", ended.out);
    assert_eq!(hits.iter().filter(|line| line.to_lowercase().contains("[leadership]")).count(), 9, "{}", ended.out);
    ended.says(&["Counted: 28 hits on 5 documents; 5 documents searched;", "Total "]);
}

#[test]
fn places_are_code_points_of_the_text_as_it_is() {
    let ended = searched(&["it's", "--csv", "--document", "001_19cf2dabf8e0d4c3.txt"]);
    let text = fs::read_to_string(crate::world::sample_docs().join("001_19cf2dabf8e0d4c3.txt")).expect("is text");
    let chars: Vec<char> = text.chars().collect();
    let found = places(&ended.out);
    assert_eq!(found.len(), 3, "{}", ended.out);
    for place in &found {
        let (span, words) = place[4..].split_once(' ').expect("two parts");
        let (start, end) = span.split_once('-').expect("two ends");
        let [start, end]: [usize; 2] = [start, end].map(|n| n.parse().expect("a number"));
        assert_eq!(chars[start..end].iter().collect::<String>(), words);
        assert_eq!(words.to_lowercase().replace('’', "'"), "it's");
    }
}

#[test]
fn words_phrases_and_expressions_find_what_they_say() {
    let n = |args: &[&str]| places(&searched(&[args, &["--csv"]].concat()).out).len();
    // An argument with a space is a phrase; side by side, all stand in one paragraph.
    assert_eq!(n(&["social care"]), 16);
    assert_eq!(n(&["\"social care\" or devolution"]), 18);
    assert!(n(&["social", "care"]) > 32);
    assert_eq!(n(&["NHS", "--word", "--case"]), 61);
    assert_eq!(n(&["nhs", "--word", "--case"]), 0);
    assert_eq!(n(&["--regex", r"wait\w* lists?"]), 2);
    assert_eq!(n(&["--regex", "devolution", r"social\s+care"]), 18);
    assert_eq!(n(&["NHS", "--limit", "7"]), 7);
    let (coded, uncoded) = (n(&["leader*", "--coded"]), n(&["leader*", "--uncoded"]));
    assert!(coded > 0 && uncoded > 0 && coded + uncoded == 28);
}

#[test]
fn hits_sort_by_their_neighbours() {
    let before = |sort: &str, column: usize| {
        let out = searched(&["social care", "--csv", "--sort", sort]).out;
        let mut reader = csv::Reader::from_reader(out.as_bytes());
        let words = |row: csv::StringRecord| {
            let is_sign = |c: char| !c.is_alphanumeric();
            let words: Vec<String> =
                row[column].split_whitespace().map(|w| w.trim_matches(is_sign).to_lowercase()).collect();
            let nearest = if column == 6 { words.last() } else { words.first() };
            nearest.cloned().unwrap_or_default()
        };
        reader.records().map(|row| words(row.expect("a row"))).collect::<Vec<String>>()
    };
    assert!(before("left", 6).is_sorted(), "{:?}", before("left", 6));
    assert!(before("right", 8).is_sorted(), "{:?}", before("right", 8));
    assert!(!before("document", 6).is_sorted());
}

#[test]
fn json_says_who_coded_what() {
    let out = searched(&["leader*", "--json", "--limit", "3", "--coded"]).out;
    let json: serde_json::Value = serde_json::from_str(&out).expect("is JSON");
    assert_eq!(json["hits"].as_array().map(Vec::len), Some(3));
    let hit = &json["hits"][0];
    assert_eq!(hit["document"], "000_da7c1695757666d9.txt");
    assert_eq!(
        (hit["start"].as_u64(), hit["end"].as_u64(), hit["hit"].as_str()),
        (Some(218), Some(225), Some("Leaders"))
    );
    assert!(hit["coded_by"][0]["id"].as_str().is_some_and(|id| id.len() == 36), "{hit}");
    assert!(json["account"].as_str().is_some_and(|text| text.contains("not coded")), "{json}");
}

#[test]
fn what_cannot_be_searched_for_is_said_in_one_line() {
    let root = World::sample().root();
    let fails = |args: &[&str], why: &str| {
        standpoint(["search"]).arg(&root).args(args).ends_with(2).without_results().complains(&[why]);
    };
    fails(&["--regex", "a(b"], "cannot search for “a(b”: unclosed group, at character 2; put a \\ before");
    fails(&["\"a", "b"], "the quotation mark \" is not closed, at character 1; close it");
    fails(&["organi*ation"], "for more, search by regular expression");
    fails(&["a", "--json", "--csv"], "cannot be used with");
    let world = World::sample();
    let ended = standpoint(["search"]).arg(world.root()).args(&["a", "--document", "nowhere"]).ends_with(2);
    ended.complains(&["there is no document “nowhere”"]);
}

fn all_statements(session: &Session) -> usize {
    session.corpus().sets().values().map(AnnotationSet::len).sum()
}

#[test]
fn coding_all_hits_and_recoding_them_are_one_step_each() {
    let world = World::sample();
    let mut session = world.session("ann");
    let before = session.corpus().sets().clone();
    let n_before = all_statements(&session);
    let pattern = Pattern::new("leader*", Matching::default()).expect("is read");
    let request = SearchRequest { coded: CodedOrNot::NotCoded, ..SearchRequest::new(pattern) };
    let hits = search(session.corpus(), &request, &Cancel::default()).expect("nobody cancels");
    let places: Vec<_> = hits.hits.iter().map(|hit| (hit.document.clone(), hit.span)).collect();
    let theme = session.corpus().codebook.themes.iter().next().expect("a theme").id.clone();
    let code = CodeAll { unit: CodingUnit::Sentence, theme: Some(theme.clone()), ..CodeAll::default() };
    let (ann, mut new_id) = ("ann".into(), Session::new_statement_id);
    let plan = plan_coding(session.corpus(), &ann, &places, &code, &mut new_id, Session::now()).expect("is planned");
    assert_eq!(plan.n_new + plan.n_together, hits.n_hits);
    let n_new = plan.n_new;
    session.apply(Change::new(plan.label, plan.edit, plan.focus)).expect("is coded");
    assert_eq!(all_statements(&session), n_before + n_new);
    // Nothing is left that is not coded.
    let hits = search(session.corpus(), &request, &Cancel::default()).expect("nobody cancels");
    assert_eq!(hits.n_hits, 0);

    let named: Vec<_> = session
        .corpus()
        .sets()
        .iter()
        .flat_map(|(key, set)| set.in_order().map(|it| (key.clone(), it.id)).collect::<Vec<(SetKey, _)>>())
        .collect();
    let recode = Recode { theme: Setting::Clear, is_unsure: Some(true), ..Recode::default() };
    let plan = plan_recoding(session.corpus(), &ann, &named, &recode, Session::now()).expect("is planned");
    assert_eq!((plan.changes.len(), plan.others.values().sum::<usize>()), (n_new, n_before));
    session.apply(Change::new(plan.label, plan.edit, plan.focus)).expect("is recoded");
    let of_ann = |session: &Session| {
        let sets = session.corpus().sets().iter().filter(|(key, _)| key.coder.as_str() == "ann");
        sets.flat_map(|(_, set)| set.in_order().map(|it| it.theme.clone()).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert!(of_ann(&session).iter().all(Option::is_none));
    session.undo().expect("is taken back");
    assert!(of_ann(&session).iter().all(|it| it.as_ref() == Some(&theme)));
    session.undo().expect("is taken back");
    assert_eq!(*session.corpus().sets(), before);
}
