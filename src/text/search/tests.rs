//! Worked examples of words, phrases and expressions, and the quick search held against a slow one.

use super::*;
use crate::text::Span;
use proptest::prelude::*;

const WORDS: Matching = Matching { is_regex: false, whole_words: false, is_exact: false };
const WHOLE: Matching = Matching { whole_words: true, ..WORDS };
const EXACT: Matching = Matching { is_exact: true, ..WORDS };
const REGEX: Matching = Matching { is_regex: true, ..WORDS };

fn found<'t>(typed: &str, matching: Matching, text: &'t str) -> Vec<&'t str> {
    let pattern = Pattern::new(typed, matching).unwrap_or_else(|error| panic!("{typed:?}: {error}"));
    pattern.find_all(text).iter().map(|span| &text[span.start..span.end]).collect()
}

fn check(typed: &str, matching: Matching, text: &str, expected: &[&str]) {
    assert_eq!(found(typed, matching, text), expected, "{typed:?} as {matching:?} in {text:?}");
}

#[test]
fn words_are_found_without_regard_to_case_accents_and_quote_marks() {
    check("cafe", WORDS, "Café CAFE\u{301}s caf", &["Café", "CAFE\u{301}"]);
    check("managers'", WORDS, "the managers’ actions", &["managers’"]);
    check("aa", WORDS, "aaaa", &["aa", "aa"]);
    check("strasse", WORDS, "Straße", &["Straße"]);
    check("سلام", WORDS, "قال: سَلَام", &["سَلَام"]);
    check("ДОМ", WORDS, "дом, Дома", &["дом", "Дом"]);
    check("leader\u{ad}ship", WORDS, "lead\u{ad}ership", &["lead\u{ad}ership"]);
    check("kelvin", WORDS, "\u{212a}elvin Kelvin", &["\u{212a}elvin", "Kelvin"]);
}

#[test]
fn whole_words_end_where_letters_do() {
    let text = "List listed, the list's; blacklist (LIST) café-list";
    check("list", WHOLE, text, &["List", "list", "LIST", "list"]);
    check("cafe", WHOLE, "café cafés cafe\u{301} scafe", &["café", "cafe\u{301}"]);
    check("会议", WHOLE, "他参加会议吗", &["会议"]);
    check("(list", WHOLE, "a(list) (lists)", &["(list"]);
}

#[test]
fn a_star_stands_for_the_rest_of_a_word() {
    let text = "Wait waiting awaits waited\u{301}; the wait-list";
    check("wait*", WORDS, text, &["Wait", "waiting", "waited\u{301}", "wait"]);
    check("*waits", WORDS, text, &["awaits"]);
    check("*ait*", WORDS, text, &["Wait", "waiting", "awaits", "waited\u{301}", "wait"]);
    check("\"wait* list*\"", WORDS, "waiting\nlists, wait list", &["waiting\nlists", "wait list"]);
}

#[test]
fn a_phrase_runs_over_white_space_but_not_over_an_empty_line() {
    let text = "waiting list, waiting\n  list, waiting\n\nlist, waiting\u{a0}lists, waitinglist";
    check("\"Waiting list\"", WORDS, text, &["waiting list", "waiting\n  list", "waiting\u{a0}list"]);
    check("“waiting  list”", WHOLE, text, &["waiting list", "waiting\n  list"]);
}

#[test]
fn words_side_by_side_stand_in_one_paragraph() {
    let text = "A list of waiting.\nOnly a list.\nWaiting, and waiting for care.";
    check("waiting list", WORDS, text, &["list", "waiting"]);
    check("waiting list or care", WORDS, text, &["list", "waiting", "care"]);
    check("waiting not list", WORDS, text, &["Waiting", "waiting"]);
    check("list or listing", WORDS, "listing a list", &["listing", "list"]);
    check("\"or\"", WORDS, "this or that", &["or"]);
    check("or", WHOLE, "this or that", &["or"]);
}

#[test]
fn exactly_as_typed_minds_case_accents_and_marks() {
    check("Café", EXACT, "café Café Cafe Cafe\u{301}s", &["Café", "Cafe\u{301}"]);
    check("Cafe", EXACT, "Café Cafe\u{301} Cafe", &["Cafe"]);
    check("it's", EXACT, "it’s it's", &["it's"]);
    check("NHS", Matching { whole_words: true, ..EXACT }, "nhs NHS NHSX", &["NHS"]);
}

#[test]
fn regular_expressions_run_over_the_folded_text_and_give_places_in_the_other() {
    check(r"wait\w* list", REGEX, "WAITING list, wait’s list", &["WAITING list"]);
    check(r"cafe\w*", REGEX, "– Cafés, CAFE\u{301}s", &["Cafés", "CAFE\u{301}s"]);
    check("Café", REGEX, "cafe", &["cafe"]);
    check(r"s", REGEX, "Straße", &["S", "ß"]);
    check("^[A-Z]+$", Matching { is_exact: true, ..REGEX }, "NHS\nnhs", &["NHS"]);
    check("(?-i)É", REGEX, "É é E e", &["É", "E"]);
    check("x*", REGEX, "axxb", &["xx"]);
    check("list|listed", Matching { whole_words: true, ..REGEX }, "listed list blacklist", &["listed", "list"]);
    check("[a–z]", REGEX, "m – a", &["–", "a"]);
    check(r"“\w+”", REGEX, "he said “no”.", &["“no”"]);
}

#[test]
fn what_cannot_be_looked_for_is_said_with_place_and_remedy() {
    let fault = |typed: &str, matching| {
        let error = Pattern::new(typed, matching).expect_err(typed);
        (error.at.start..error.at.end, error.to_string())
    };
    assert_eq!(fault("", WORDS).1, "there is nothing to search for; type a word");
    assert_eq!(fault("a \"b c", WORDS), (2..6, "the quotation mark \" is not closed; close it".to_owned()));
    assert_eq!(fault("or list", WORDS).0, 0..2);
    assert_eq!(fault("list not", WORDS).0, 5..8);
    assert_eq!(fault("not list", WORDS).1, "it only says what must not be there; add a word that must");
    assert_eq!(fault("organi*ation", WORDS).0, 0..12);
    assert_eq!(fault("list *", WORDS).0, 5..6);
    assert_eq!(fault("a(b", REGEX).0, 1..2);
    assert!(fault("a(b", REGEX).1.starts_with("unclosed group; put a \\"), "{}", fault("a(b", REGEX).1);
    assert_eq!(fault(r"\p{Nonsense}", REGEX).0, 0..12);
    assert_eq!(
        fault(r"(\w{200}){200}", REGEX).1.split(';').next(),
        Some("the expression would take too much time and memory")
    );
    assert!(fault(&"(".repeat(3_000), REGEX).1.len() < 200);
}

#[test]
fn a_long_text_is_searched_in_pieces_without_a_seam() {
    let word = "waiting list ";
    let text = word.repeat(40_000) + "é";
    let n = |typed: &str, matching| found(typed, matching, &text).len();
    assert_eq!(n("\"waiting list\"", WORDS), 40_000);
    assert_eq!(n("waiting list", WORDS), 80_000);
    assert_eq!(n(r"waiting\s+list", REGEX), 40_000);
    assert_eq!(n(r"\blist\b", REGEX), 40_000);
    let longest = found("(?s)waiting.*", REGEX, &text);
    assert!(longest.iter().all(|hit| hit.len() <= MAX_HIT_BYTES), "no hit is longer than it may be");
    let all: usize = longest.iter().map(|hit| hit.len()).sum();
    assert!(text.len() - all < 20 * longest.len(), "what is cut goes on in the next");
}

#[test]
fn a_search_ends_when_nobody_waits_for_it() {
    let text = "list\n".repeat(100_000);
    for (typed, matching) in [("list", WORDS), ("list or care", WORDS), ("list", REGEX)] {
        let pattern = Pattern::new(typed, matching).expect("is read");
        let n_asked = std::cell::Cell::new(0);
        let mut n_found = 0;
        pattern.each(&text, &|| n_asked.replace(n_asked.get() + 1) < 1, &mut |_| {
            n_found += 1;
            true
        });
        assert!(n_found > 0 && n_found < 50_000, "{typed}: {n_found}");
    }
}

#[test]
fn words_near_each_other_and_expressions_made_to_hang_are_found_in_time() {
    let near = r"waiting\W+(?:\w+\W+){0,10}?list";
    check(
        near,
        REGEX,
        "Waiting for a place on the list. Waiting; listing",
        &["Waiting for a place on the list", "Waiting; list"],
    );
    let texts = ["a".repeat(200_000), "der Mann, die Frau — ".repeat(10_000), "список ожидания ".repeat(5_000)];
    for typed in [r"(a*)*b", r"(\w+\s?)+x", r"(?s)(.{0,20}x){6}q", r"(a|aa)+$", r"(?s).*.*.*=", r"(\w|\s){0,50}q"] {
        for text in &texts {
            assert!(found(typed, REGEX, text).iter().all(|hit| hit.len() <= MAX_HIT_BYTES), "{typed}");
        }
    }
}

/// What [`Needle`] finds, which looks at every place in turn.
fn naive(query: &str, text: &str) -> Vec<Span> {
    Needle::new(query).map(|needle| needle.find_all(text)).unwrap_or_default()
}

fn letters() -> impl Strategy<Value = String> {
    let some = [
        "a", "b", "A", "é", "e", "E\u{301}", "\u{301}", "ß", "s", "ſ", "“", "\u{ad}", "ж", "Ж", "가", "会", "ا",
        "\u{64e}", "👩", ".",
    ];
    proptest::collection::vec(proptest::sample::select(some.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn the_quick_search_finds_what_the_slow_one_finds(text in letters(), from in 0_usize..40, len in 1_usize..4) {
        let query: String = text.chars().skip(from).take(len).collect();
        let expected = naive(&query, &text);
        // Quote marks would be read as such.
        prop_assume!(!query.contains('“') && !super::fold(&query).is_empty());
        let found = Pattern::new(&query, WORDS).expect("is read").find_all(&text);
        prop_assert_eq!(&found, &expected, "{:?} in {:?}", query, text);
        // Found in another case and among other texts all the same.
        let upper = Pattern::new(&super::fold(&query), WORDS).expect("is read").find_all(&text);
        prop_assert_eq!(upper, expected);
    }

}

proptest! {
    // Each case makes expressions, which takes its time.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn places_are_apart_in_order_and_on_character_borders(text in letters(), typed in "[abes.\\[\\]()|*+?éß^$\\\\w]{1,8}") {
        for matching in [REGEX, EXACT, WHOLE, Matching { is_exact: true, ..REGEX }] {
            let Ok(pattern) = Pattern::new(&typed, matching) else { continue };
            let mut last = 0;
            for span in pattern.find_all(&text) {
                prop_assert!(last <= span.start && span.start < span.end, "{typed:?} in {text:?}");
                prop_assert!(text.get(span.start..span.end).is_some(), "{typed:?} in {text:?}");
                last = span.end;
            }
        }
    }

    #[test]
    fn whole_words_phrases_and_stars_find_what_an_expression_of_them_finds(
        text in "([ab]{1,3}[ \\n.,]{1,2}){0,20}", first in "[ab]{1,2}", second in "[ab]{1,2}",
    ) {
        let gap = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)";
        for (typed, expression) in [
            (format!("\"{first} {second}\""), format!("{first}{gap}{second}")),
            (format!("\"{first}* {second}\""), format!(r"{first}\w*{gap}{second}")),
            (format!("{first}*"), format!(r"{first}\w*")),
            (format!("*{first}"), format!(r"\w*{first}")),
        ] {
            let words = Pattern::new(&typed, WHOLE).expect("is read").find_all(&text);
            let whole = Matching { whole_words: true, ..REGEX };
            let regex = Pattern::new(&expression, whole).expect("is read").find_all(&text);
            prop_assert_eq!(words, regex, "{:?} in {:?}", typed, text);
        }
    }

    #[test]
    fn words_side_by_side_are_found_paragraph_by_paragraph(text in "([abcd] ?\n?){0,30}") {
        let found = Pattern::new("a b or c not d", WORDS).expect("is read").find_all(&text);
        let mut expected = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let (has_both, has_c) = (line.contains('a') && line.contains('b'), line.contains('c') && !line.contains('d'));
            let is_hit = |c: char| matches!(c, 'a' | 'b') && has_both || c == 'c' && has_c;
            let hits = line.char_indices().filter(|(_, c)| is_hit(*c));
            expected.extend(hits.map(|(at, _)| Span::new(start + at, start + at + 1)));
            start += line.len() + 1;
        }
        prop_assert_eq!(found, expected, "{:?}", text);
    }

    #[test]
    fn a_regular_expression_of_plain_letters_finds_what_words_find(text in letters(), query in "[aAbBseE]{1,3}") {
        // A character that counts as two can be found by half as an expression.
        let text = text.replace(['ß', 'ſ'], "");
        let words = Pattern::new(&query, WORDS).expect("is read").find_all(&text);
        let regex = Pattern::new(&query, REGEX).expect("is read").find_all(&text);
        prop_assert_eq!(words, regex, "{:?} in {:?}", query, text);
    }
}
