//! Worked examples and properties of queries.

use super::testing::{any_expr, coded};
use super::*;
use crate::analysis::{Axis, Cancel, Field, Period, StatementTable, Value};
use crate::model::{Corpus, Speaker, TextState};
use crate::text::{DocumentText, Span};
use proptest::prelude::*;
use std::sync::Arc;

/// The corpus with the first text in other words of the same length.
fn reworded(corpus: &Corpus) -> Corpus {
    let mut other = corpus.clone();
    let path = other.documents()[0].path.clone();
    let document = other.document_mut(&path).expect("is there");
    let words = document.ready_text().expect("is read").as_str().to_uppercase();
    document.text = TextState::Ready(Arc::new(DocumentText::new(words)));
    other
}

#[test]
fn a_name_given_up_since_still_means_its_entry() {
    let mut corpus = coded();
    let id = "andrew-goodall".into();
    let speaker = corpus.codebook.speakers.get(&id).expect("is there").clone();
    let renamed = Speaker { name: "Sir Andrew".to_owned(), aliases: Vec::new(), ..speaker };
    let at = corpus.codebook.speakers.iter().position(|one| one.id == id).expect("is there");
    corpus.codebook.speakers.set(&id, Some((at, renamed)));
    let table = StatementTable::new(&corpus);
    let n_of = |text: &str| Query::parse(text).and_then(|query| query.on(&table, &corpus)).map(|rows| rows.len());
    assert_eq!(n_of("speaker:\"Andrew Goodall\""), n_of("speaker:\"Sir Andrew\""));
    assert!(n_of("speaker:\"Andrew Goodall\"").expect("is understood") > 0);
    assert!(n_of("speaker:\"Andrew Good\"").is_err());
}

#[test]
fn passages_read_beforehand_are_read_once_and_anew_when_their_text_changes() {
    let corpus = coded();
    let table = StatementTable::new(&corpus);
    let query = Query::parse("not text:/[a-z]{4}/ or \"a\"").expect("is read");
    let all = query.n_bytes_unread(&table, &corpus, usize::MAX);
    let spans = table.rows().flat_map(|row| row.statement.spans.clone());
    assert_eq!(all, 2 * spans.map(Span::len).sum::<usize>(), "two wordings, every passage");
    assert!(query.n_bytes_unread(&table, &corpus, 20) < 40, "no more is counted than asked for");
    let cancel = Cancel::default();
    cancel.set();
    query.read_passages(&table, &corpus, &cancel);
    assert_eq!(query.n_bytes_unread(&table, &corpus, usize::MAX), all, "given up, nothing is known");
    query.read_passages(&table, &corpus, &Cancel::default());
    assert_eq!(query.n_bytes_unread(&table.clone(), &corpus, usize::MAX), 0, "copies share it");
    let other = reworded(&corpus);
    let table = table.refreshed(&other, true);
    assert!((1..all).contains(&query.n_bytes_unread(&table, &other, usize::MAX)), "one text is another");
    assert_eq!(query.on(&table, &other), query.on(&StatementTable::new(&other), &other));
}

/// The numbers of the statements that `text` means, or what is wrong with it.
fn meant(text: &str) -> Result<Vec<u128>, String> {
    let corpus = coded();
    let table = StatementTable::new(&corpus);
    let query = Query::parse(text).map_err(|error| error.to_string())?;
    let selection = query.on(&table, &corpus).map_err(|error| error.to_string())?;
    let mut numbers: Vec<u128> =
        table.selected(&selection).map(|row| row.statement.id.to_string()).map(|id| last_digit(&id)).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn last_digit(id: &str) -> u128 {
    id.chars().last().and_then(|c| c.to_digit(16)).map_or(0, u128::from)
}

#[test]
fn each_condition_means_what_it_says() {
    for (text, expected) in [
        ("", &[0, 1, 2, 3, 4, 5, 6, 7][..]),
        ("stance:opposes", &[1, 5, 6]),
        ("STANCE:Opposes,unclear", &[1, 3, 5, 6]),
        ("theme:workforce", &[1]),
        ("under:workforce", &[0, 1, 3, 5]),
        ("theme:\"workforce > pay\" stance:opposes", &[5]),
        ("theme:new", &[6]),
        ("theme:pa*", &[0, 3, 5]),
        ("theme:*o*", &[1, 2, 7]),
        ("speaker:\"the goodall\"", &[0, 1, 5]),
        ("speaker:andrew-goodall speaker:\"Jane; Doe\"", &[1]),
        ("org:nhs-wales", &[0, 1, 2, 4, 5, 6]),
        ("org:nhs-wales not speaker:nhs-wales", &[0, 1, 4, 5]),
        ("role:\"Chief Executive\"", &[0, 1]),
        ("role:*chair", &[1, 4]),
        ("role:guest", &[7]),
        ("document:a.txt", &[0, 1, 2, 4]),
        ("doc:news", &[5, 6]),
        ("doc:\"title, of b.txt\"", &[3, 7]),
        ("source:@SOURCE date:2017..2022", &[0, 1, 2, 4]),
        ("coder:bob not theme:devolution", &[4, 5, 6]),
        ("date:2017-05", &[0, 1, 2, 4]),
        ("date:2017-05-01", &[0, 1, 2, 4]),
        ("date:2017-Q2,2023", &[0, 1, 2, 4, 5, 6]),
        ("date:2023-01..", &[5, 6]),
        ("date:2023-02..", &[]),
        ("date:..2022", &[0, 1, 2, 4]),
        ("date:..", &[0, 1, 2, 4, 5, 6]),
        ("unset:date", &[3, 7]),
        ("unset:month", &[3, 5, 6, 7]),
        ("unset:year", &[3, 7]),
        ("created:1970-01-03..1970-01-04", &[2, 3]),
        ("created:1970-01-07..", &[6, 7]),
        ("unset:stance", &[2]),
        ("unset:theme,speaker", &[3, 4]),
        ("unset:org", &[3, 7]),
        ("unset:kind", &[0, 1, 2, 3, 4, 5, 6, 7]),
        ("unset:note", &[0, 1, 3, 4, 5, 7]),
        ("is:unsure", &[2, 6]),
        ("is:incomplete", &[2, 3, 4]),
        ("is:unsure,incomplete", &[2, 3, 4, 6]),
        ("note:check", &[2]),
        ("note:CAFE", &[6]),
        ("note:/c(h|a)/", &[2, 6]),
        ("note:\"check the\"", &[2]),
        ("not note:check stance:supports or unset:stance", &[0, 2, 4, 7]),
        ("stance:supports (coder:ann or theme:devolution)", &[0, 7]),
        ("not (coder:ann or theme:devolution)", &[4, 5, 6]),
        ("not not coder:ann and unset:stance", &[2]),
        ("not ()", &[]),
        ("() or coder:ann", &[0, 1, 2, 3, 4, 5, 6, 7]),
        ("theme:#pay", &[0, 3, 5]),
    ] {
        assert_eq!(meant(text), Ok(expected.to_vec()), "{text}");
    }
}

#[test]
fn words_are_looked_for_in_the_passage_alone() {
    // The passage of number n is “He said “it” from the letter n on.
    assert_eq!(meant("\"he said\""), Ok(vec![0]));
    assert_eq!(meant("SAID"), Ok(vec![0, 1, 2, 3]));
    assert_eq!(meant("text:\"said \\\"it\" not he"), Ok(vec![1, 2, 3]));
    assert_eq!(meant("text:'s"), Ok(vec![]), "what stands behind the passage is not in it");
    assert_eq!(meant("/^H/"), Ok(vec![0]));
    assert_eq!(meant("text:nowhere"), Ok(vec![]));
}

#[test]
fn what_words_would_decide_is_open_until_the_text_is_read() {
    let mut corpus = coded();
    let mut unread = corpus.documents()[0].clone();
    unread.text = crate::model::TextState::Pending;
    corpus.put_document(unread);
    let table = StatementTable::new(&corpus);
    let found = |text: &str| {
        let found = Query::parse(text).and_then(|query| query.on(&table, &corpus)).unwrap_or_default();
        (found.len(), found.n_unread())
    };
    // Statements 0, 1, 2 and 4 are on the document that is not read.
    assert_eq!(found("said"), (1, 4));
    assert_eq!(found("said theme:pay"), (1, 1), "what other conditions leave out is not open");
    assert_eq!(found("said or theme:pay"), (3, 3), "nor what they let through");
    assert_eq!(found("said doc:b.txt"), (1, 0));
    assert_eq!(found("theme:pay note:said"), (0, 0), "notes are there");
    let selected = Query::parse("said").and_then(|query| query.on(&table, &corpus)).unwrap_or_default();
    let account = crate::analysis::Account::of_selected(&table, &selected).sentence();
    let open = "Left out: 4 on documents whose text is not read, so that its words are not known.";
    assert!(account.ends_with(open), "{account}");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_a_remedy() {
    for (text, place, message) in [
        ("thme:pay", "thme", "there is no field “thme”; did you mean “theme”?"),
        ("coder:ann (theme:pay", "(", "this ( is not closed; put ) where the group ends"),
        ("coder:ann) x", ")", "this ) closes nothing; take it away, or put ( where the group begins"),
        ("speaker:\"NHS", "\"NHS", "the quotation mark \" is not closed; put \" after the last word"),
        ("theme:", "", "a value is missing after theme:; type a name, or take this condition away"),
        ("theme:pay, ", "", "a value is missing after theme:; type a name, or take this condition away"),
        ("date:20222", "20222", "“20222” is no date; write a day 2022-06-15"),
        ("x date:2023..2022", "2023..2022", "2022 is before 2023; write 2022..2023"),
        ("is:odd", "odd", "a statement cannot be “odd”; write is:unsure"),
        ("unset:created", "created", "“created” is no field that can be unset; fields are stance, theme"),
        ("a or ", "or", "“or” stands between conditions, and one of them is missing; add the condition"),
        ("text:/a(/", "/a(/", "unclosed group"),
        ("not", "not", "nothing follows “not”; add the condition"),
        ("a theme:devoluton", "devoluton", "there is no theme “devoluton”; did you mean “Devolution”?"),
        ("speaker:wales", "wales", "there is no speaker “wales”; did you mean “NHS Wales”?"),
        ("var.region:x", "x", "no document has “x” as its region; this corpus has no variable yet"),
    ] {
        let corpus = coded();
        let table = StatementTable::new(&corpus);
        let error = Query::parse(text).and_then(|query| query.on(&table, &corpus)).err();
        let error = error.unwrap_or_else(|| panic!("{text} is understood"));
        assert_eq!(&text[error.at.start..error.at.end], place, "{text}: {error}");
        assert!(error.to_string().starts_with(message), "{text}: {error}");
    }
}

#[test]
fn nothing_that_lies_deep_overflows() {
    for text in ["(".repeat(60_000), "not ".repeat(16_000), "(not ".repeat(12_000), "x or ".repeat(13_000)] {
        assert!(Query::parse(&text).is_err());
    }
    let wide = "theme:pay or ".repeat(4_000) + "x";
    assert!(Query::parse(&wide).is_ok());
}

#[test]
fn a_value_is_named_as_briefly_as_is_clear() {
    let mut corpus = coded();
    let mut twin = corpus.codebook.themes.iter().find(|theme| theme.name == "Pay").cloned().unwrap_or_default();
    (twin.id, twin.parent) = ("pay-2".into(), Some("devolution".into()));
    assert!(corpus.codebook.themes.push(twin).is_ok());
    let table = StatementTable::new(&corpus);
    let term = |value: Value| value.term(table.names()).to_string();
    assert_eq!(term(Value::Theme("devolution".into())), "theme:Devolution");
    assert_eq!(term(Value::Theme("pay-2".into())), "theme:\"Devolution > Pay\"");
    assert_eq!(term(Value::ThemeAndBelow("workforce".into())), "under:Workforce");
    assert_eq!(term(Value::Speaker("jane-doe".into())), "speaker:\"Jane; Doe\"");
    assert_eq!(term(Value::Document("news/c.txt".into())), "document:\"Title, of news/c.txt\"");
    assert_eq!(term(Value::Unset(Field::Date(Period::Month))), "unset:month");
    assert_eq!(term(Value::Theme("gone".into())), "theme:#gone");
}

#[test]
fn ticking_changes_the_own_condition_and_nothing_else() {
    let corpus = coded();
    let table = StatementTable::new(&corpus);
    let toggled = |text: &str, value: Value| {
        Query::parse(text).map(|query| query.toggled(&value, table.names()).to_string()).unwrap_or_default()
    };
    let pay = || Value::Theme("pay".into());
    assert_eq!(toggled("", pay()), "theme:Pay");
    assert_eq!(toggled("theme:PAY", pay()), "");
    assert_eq!(toggled("theme:workforce coder:ann", pay()), "theme:workforce,Pay coder:ann");
    assert_eq!(toggled("theme:workforce,pay", pay()), "theme:workforce");
    assert_eq!(toggled("theme:workforce", Value::Unset(Field::Theme)), "theme:workforce or unset:theme");
    assert_eq!(toggled("(theme:workforce or unset:theme) x", pay()), "(theme:workforce,Pay or unset:theme) x");
    assert_eq!(toggled("theme:pay or unset:theme", pay()), "unset:theme");
    assert_eq!(toggled("theme:*o*", Value::Theme("workforce".into())), "theme:Devolution");
    assert_eq!(toggled("not theme:pay", pay()), "not theme:pay theme:Pay");
    let year = |text: &str| crate::analysis::parse_slot(text).map_or(Value::Unset(Field::Theme), Value::Date);
    assert_eq!(toggled("date:2015..2016", year("2017")), "date:2015..2016 or date:2017");
    assert_eq!(toggled("date:2017,2023", year("2017")), "date:2023");
    let query = Query::parse("(theme:pay or under:workforce) is:unsure").unwrap_or_default();
    assert_eq!(query.values_of(&Key::Under, table.names()), [pay(), Value::ThemeAndBelow("workforce".into())]);
    assert_eq!(query.without(&Key::Theme).to_string(), "is:unsure");
    assert_eq!(query.flag_toggled(Flag::Unsure).without(&Key::Theme), Query::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn what_is_printed_reads_back_as_the_same(expr in any_expr()) {
        let query = Query::from_expr(expr);
        let text = query.to_string();
        prop_assert_eq!(Query::parse(&text), Ok(query), "{}", text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(\\PC|stance:|theme:|not |or |\\(|\\)|/|\"|,|\\.\\.|date:|[a-z*# ]){0,20}") {
        if let Ok(query) = Query::parse(&text) {
            prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
        }
    }

    #[test]
    fn a_query_and_its_opposite_are_the_whole(expr in any_expr()) {
        let corpus = coded();
        let table = StatementTable::new(&corpus);
        let (yes, no) = (Query::from_expr(expr.clone()), Query::from_expr(Expr::Not(Box::new(expr))));
        match (yes.on(&table, &corpus), no.on(&table, &corpus)) {
            (Ok(yes), Ok(no)) => {
                let mut both: Vec<usize> = yes.rows().chain(no.rows()).collect();
                both.sort_unstable();
                prop_assert_eq!(both, (0..table.len()).collect::<Vec<_>>());
            }
            (yes, no) => prop_assert!(yes.is_err() && no.is_err()),
        }
    }
}

#[test]
fn the_term_of_a_value_means_the_statements_that_have_it() {
    let corpus = coded();
    let table = StatementTable::new(&corpus);
    let fields =
        [Field::Theme, Field::ThemeAtDepth(0), Field::Stance, Field::Speaker, Field::Organisation, Field::Role];
    let others = [Field::Document, Field::Source, Field::Kind, Field::Coder, Field::Variable("region".to_owned())];
    for field in fields.into_iter().chain(others).chain(Period::ALL.map(Field::Date)) {
        let axis = Axis::new(&table, &field);
        for (at, value) in axis.values.iter().enumerate() {
            let mut expected = Vec::new();
            for row in table.rows() {
                axis.visit(&row, |number| expected.extend((number == at).then_some(row.number)));
            }
            let query = Query::default().and(value.value.term(table.names()));
            let text = query.to_string();
            let read = Query::parse(&text);
            assert_eq!(read.as_ref(), Ok(&query), "{text}");
            let rows: Vec<usize> = query.on(&table, &corpus).map(|rows| rows.rows().collect()).unwrap_or_default();
            assert_eq!(rows, expected, "{text}");
        }
    }
}

#[test]
fn order_and_new_names_change_no_selection() {
    let corpus = coded();
    let selected = |corpus: &Corpus, text: &str| {
        let table = StatementTable::new(corpus);
        let rows = Query::parse(text).and_then(|query| query.on(&table, corpus)).unwrap_or_default();
        let ids: std::collections::BTreeSet<_> = table.selected(&rows).map(|row| row.statement.id).collect();
        ids
    };
    let mut renamed = corpus.clone();
    for (at, theme) in corpus.codebook.themes.iter().enumerate() {
        let new = crate::model::Theme { name: format!("Other {at}"), ..theme.clone() };
        renamed.codebook.themes.set(&theme.id, Some((at, new)));
    }
    // The same entries the other way round: numbers differ, meanings do not.
    let mut turned = corpus.clone();
    for speaker in &corpus.codebook.speakers {
        turned.codebook.speakers.set(&speaker.id, Some((0, speaker.clone())));
    }
    for text in ["theme:#pay", "under:workforce", "speaker:andrew-goodall,nhs-wales", "org:nhs-wales not theme:pay"] {
        let before = selected(&corpus, text);
        assert!(!before.is_empty(), "{text}");
        assert_eq!(selected(&renamed, text), before, "{text}");
        assert_eq!(selected(&turned, text), before, "{text}");
    }
}

proptest! {
    #[test]
    fn passages_read_beforehand_make_no_difference(expr in any_expr()) {
        let corpus = coded();
        let (table, fresh) = (StatementTable::new(&corpus), StatementTable::new(&corpus));
        let query = Query { all: vec![expr] };
        query.read_passages(&table, &corpus, &Cancel::default());
        prop_assert_eq!(query.on(&table, &corpus), query.on(&fresh, &corpus));
    }
}
