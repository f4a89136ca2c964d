//! Passages found again, case by case: in both texts the passage stands in ⟦ ⟧.

use super::*;
use crate::text::CONTEXT_CHARS;

/// A text without the marks, and the spans between them in code points.
fn marked(text: &str) -> (DocumentText, Vec<(usize, usize)>) {
    let (mut plain, mut spans, mut n) = (String::new(), Vec::new(), 0);
    for c in text.chars() {
        match c {
            '⟦' => spans.push((n, n)),
            '⟧' => spans.last_mut().expect("begins before it ends").1 = n,
            c => {
                plain.push(c);
                n += 1;
            }
        }
    }
    (DocumentText::new(plain), spans)
}

/// The anchor that a file would hold of these spans.
pub(super) fn anchor_of(text: &DocumentText, spans: &[(usize, usize)]) -> Anchor {
    let bytes: Vec<Span> =
        spans.iter().map(|(from, to)| text.span_from_chars(*from, *to).expect("lies in the text")).collect();
    Anchor {
        spans: spans.to_vec(),
        quote: bytes.iter().map(|span| text.slice(*span).to_owned()).collect(),
        before: text.before(bytes[0].start, CONTEXT_CHARS).to_owned(),
        after: text.after(bytes[bytes.len() - 1].end, CONTEXT_CHARS).to_owned(),
    }
}

/// The new text with marks where the passage is, behind the verdict.
fn shown(verdict: &Verdict, text: &DocumentText) -> String {
    let name = match verdict {
        Verdict::Exact(_) => "exact",
        Verdict::Moved(_) => "moved",
        Verdict::Changed { .. } => "changed",
        Verdict::Lost => return "lost".to_owned(),
    };
    let mut out = text.as_str().to_owned();
    for span in verdict.spans().iter().rev() {
        out.insert(span.end, '⟧');
        out.insert(span.start, '⟦');
    }
    format!("{name}: {out}")
}

fn check_one(old: &str, new: &str, expected: &str, has_earlier: bool) {
    let (before, spans) = marked(old);
    let (text, _) = marked(new);
    let anchors = [anchor_of(&before, &spans)];
    let verdicts = find_again(&anchors, has_earlier.then_some(&before), &text);
    let expected = if expected == "lost" { expected.to_owned() } else { format!("{expected}: {new}") };
    assert_eq!(shown(&verdicts[0], &text), expected, "{old}\nwith the earlier text: {has_earlier}");
}

/// Checks with the earlier text and without.
fn check(old: &str, new: &str, expected: &str) {
    check_one(old, new, expected, true);
    check_one(old, new, expected, false);
}

const FIRST: &str = "NHS leaders from Wales met on Monday to talk about services.";
const LAST: &str = "Malcolm Summers spoke for the staff of Scotland afterwards.";

#[test]
fn what_did_not_change_is_exact() {
    check("⟦A bank⟧ failed.", "⟦A bank⟧ failed.", "exact");
    check("A bank ⟦failed⟧ today. It rained.", "A bank ⟦failed⟧ today. It rained, they say.", "exact");
    check("⟦x⟧", "⟦x⟧", "exact");
    check("⟦All of it.⟧", "⟦All of it.⟧", "exact");
}

#[test]
fn what_others_pushed_away_is_moved() {
    check(
        &format!("{FIRST} ⟦There was a lot of public scrutiny,⟧ he said. {LAST}"),
        &format!("A new line. {FIRST} ⟦There was a lot of public scrutiny,⟧ he said. {LAST}"),
        "moved",
    );
}

#[test]
fn other_words_are_changed() {
    let old = format!("{FIRST} ⟦There was a lot of public scrutiny of the managers.⟧ {LAST}");
    for new in [
        "⟦There was a lot of pubic scrutiny of the managers.⟧",
        "⟦There was quite a lot of public scrutiny of all the managers.⟧",
        "⟦There was a lot of public  scrutiny of\u{a0}the managers.⟧",
        "⟦There was a lot of scrutiny of the managers.⟧",
        "⟦Their was a lot of public scrutiny of the manager.⟧",
    ] {
        check(&old, &format!("{FIRST} {new} {LAST}"), "changed");
    }
}

#[test]
fn quote_marks_changed_are_changed() {
    check(
        &format!("{FIRST} He said: ⟦“It’s an opportunity to have ‘action’ and momentum.”⟧ {LAST}"),
        &format!("{FIRST} He said: ⟦\"It's an opportunity to have 'action' and momentum.\"⟧ {LAST}"),
        "changed",
    );
    // Marks around it are no part of it.
    check(
        &format!("{FIRST} He said: “⟦An opportunity to have action and momentum.⟧” {LAST}"),
        &format!("{FIRST} He said: \"⟦An opportunity to have action and momentum.⟧\" {LAST}"),
        "exact",
    );
}

#[test]
fn half_of_it_left_is_changed_and_nothing_left_is_lost() {
    let old =
        format!("{FIRST} ⟦The reconfiguration brought greater accountability, and a strong ethos of work.⟧ {LAST}");
    check(&old, &format!("{FIRST} ⟦The reconfiguration brought greater accountability.⟧ {LAST}"), "changed");
    check(&old, &format!("{FIRST} {LAST}"), "lost");
    check(&old, "", "lost");
    check(&old, "Completely different words fill this page from top to bottom, without any echo.", "lost");
}

#[test]
fn a_paragraph_inserted_into_it_is_changed() {
    check(
        &format!(
            "{FIRST}\n⟦The reforms would involve the majority of care being local. There is a focus on safe staffing.⟧\n{LAST}"
        ),
        &format!(
            "{FIRST}\n⟦The reforms would involve the majority of care being local.\nA spokesman did not answer.\nThere is a focus on safe staffing.⟧\n{LAST}"
        ),
        "changed",
    );
}

#[test]
fn of_equal_sentences_the_one_that_is_meant_is_taken() {
    let same = "No change.";
    // Apart: what stands around each tells them apart.
    check(&format!("{same} {FIRST} ⟦{same}⟧ {LAST} {same}"), &format!("{FIRST} ⟦{same}⟧ {LAST} {same}"), "moved");
    check(
        &format!("{same} {FIRST} {same} {LAST} ⟦{same}⟧ The end."),
        &format!("{same} {FIRST} {same} {same} {LAST} ⟦{same}⟧ The end."),
        "moved",
    );
    // The words at the old place are others by chance.
    let line = "The committee noted the report on staffing.\n";
    let old = format!("One apple fell.\n{line}Two pears were eaten by birds.\n⟦{}⟧\nThree.", line.trim_end());
    let new = format!("{line}One apple fell.\n{line}Two pears were eaten by birds.\n⟦{}⟧\nThree.", line.trim_end());
    check(&old, &new, "moved");
}

#[test]
fn of_equal_neighbours_nobody_can_tell_which_is_left() {
    let same = "The committee noted the report. ";
    let (old, _) = marked(&format!("{FIRST} {same}{same}{same}{LAST}"));
    let new = DocumentText::new(format!("{FIRST} {same}{same}{LAST}"));
    let start = FIRST.chars().count() + 1;
    let n = same.chars().count();
    let anchors: Vec<Anchor> =
        (0..3).map(|at| anchor_of(&old, &[(start + at * n, start + (at + 1) * n - 1)])).collect();
    let verdicts = find_again(&anchors, Some(&old), &new);
    for verdict in &verdicts {
        let Verdict::Changed { spans, score: 1_000 } = verdict else { panic!("{verdicts:?}") };
        assert_eq!(new.slice(spans[0]), same.trim_end());
    }
    // One more in front of them: which is the new one?
    for verdict in find_again(&anchors[..1], Some(&new), &old) {
        assert!(matches!(verdict, Verdict::Changed { score: 1_000, .. }), "{verdict:?}");
    }
}

#[test]
fn a_deleted_sentence_is_not_placed_on_its_double() {
    let same = "There was no other business on the agenda of this meeting.";
    let old = format!("{FIRST} ⟦{same}⟧ {LAST} Then came the lunch. {same} All went home.");
    let (before, spans) = marked(&old);
    let text = DocumentText::new(format!("{FIRST} {LAST} Then came the lunch. {same} All went home."));
    // Where the earlier text is gone, its neighbours tell that nothing came in where the double is.
    let n = before.n_chars();
    let beside = [(10, 50), (n - 94, n - 75), (n - 14, n - 4)].map(|span| anchor_of(&before, &[span]));
    let anchors = [&[anchor_of(&before, &spans)], &beside[..]].concat();
    for earlier in [Some(&before), None] {
        let verdicts = find_again(&anchors, earlier, &text);
        assert!(matches!(verdicts[0], Verdict::Changed { .. } | Verdict::Lost), "{verdicts:?}");
        assert!(matches!(verdicts[3], Verdict::Moved(_)), "{verdicts:?}");
    }
}

#[test]
fn a_moved_paragraph_takes_its_passages_along() {
    let one = "The small size of Wales, with just ten chief executives, gives us an opportunity.";
    check(
        &format!("{FIRST}\nBut ⟦{one}⟧ So he said.\n{LAST}\nThe end of the report."),
        &format!("{FIRST}\n{LAST}\nBut ⟦{one}⟧ So he said.\nThe end of the report."),
        "moved",
    );
    check_one(
        &format!("{FIRST}\n⟦{one}⟧\n{LAST}\nThe end of the report."),
        &format!("{FIRST}\n{LAST}\n⟦{one}⟧\nThe end of the report."),
        "moved",
        true,
    );
}

#[test]
fn borders_stand_on_whole_characters() {
    check("Vivat ⟦👩‍👧⟧ and all who sail in her!", "Oh! Vivat ⟦👩‍👧⟧ and all who sail in her!", "moved");
    check("قال الوزير ⟦إن الحكومة سَلَام⟧ سوف تدعم البلاد", "ثم قال الوزير ⟦إن الحكومة سَلَام⟧ سوف تدعم البلاد", "moved");
    check(
        "She ordered a caf⟦e\u{301} in the morning⟧ and then tea.",
        "Then she ordered a caf⟦e\u{301} in the morning⟧ and then tea.",
        "moved",
    );
    // A mark that joins the last letter makes another letter of it.
    check(
        "There was ⟦the old tired cafe⟧ and then a teashop.",
        "There was ⟦the old tired cafe\u{301}⟧ and then a teashop.",
        "changed",
    );
}

#[test]
fn a_passage_in_parts_is_moved_whole_or_changed() {
    let (one, two) =
        ("The NHS needed to come down off the hill", "and see itself as part of the patchwork of services");
    let old = format!("{FIRST} “⟦{one}⟧”, he said, “⟦{two}⟧”. {LAST}");
    check(&old, &old, "exact");
    check(&old, &format!("New. {FIRST} “⟦{one}⟧”, he said, “⟦{two}⟧”. {LAST}"), "moved");
    check(&old, &format!("{FIRST} “⟦{one}⟧”, he said later on, “⟦{two}⟧”. {LAST}"), "moved");
    check(
        &old,
        &format!("{FIRST} “⟦{one}⟧”, he said, “⟦and see themselves as part of the patchwork of services⟧”. {LAST}"),
        "changed",
    );
    check(&old, &format!("{FIRST} “⟦{one}⟧”, he said. {LAST}"), "changed");
    // What came together is one.
    check(
        "She said ⟦yes to the first plan⟧, but ⟦no to the second plan⟧ of the day.",
        "She said ⟦yes to the first planno to the second plan⟧ of the day.",
        "changed",
    );
}

#[test]
fn passages_may_overlap() {
    let (old, _) = marked(&format!("{FIRST} There was a lot of public scrutiny of managers. {LAST}"));
    let new = DocumentText::new(format!("Oh. {}", old.as_str()));
    let spans = [(61, 90), (61, 109), (70, 100), (61, 90)];
    let anchors = spans.map(|span| anchor_of(&old, &[span]));
    for earlier in [Some(&old), None] {
        for (verdict, anchor) in find_again(&anchors, earlier, &new).iter().zip(&anchors) {
            let Verdict::Moved(found) = verdict else { panic!("{verdict:?}") };
            assert_eq!(new.chars_from_span(found[0]), (anchor.spans[0].0 + 4, anchor.spans[0].1 + 4));
        }
    }
}

#[test]
fn short_ones_go_by_what_stands_around_them() {
    check(&format!("{FIRST} I said so⟦!⟧ {LAST}"), &format!("Hm! Oh! {FIRST} I said so⟦!⟧ {LAST}"), "moved");
    check(&format!("{FIRST} Plan ⟦B⟧ was it. {LAST}"), &format!("B. {FIRST} Plan ⟦B⟧ was it. {LAST}"), "moved");
    check_one(&format!("{FIRST} Plan ⟦B⟧ was it. {LAST}"), &format!("{FIRST} {LAST}"), "lost", true);
    check(
        &format!("{FIRST} I said so⟦ – ⟧and so did he. {LAST}"),
        &format!("No. {FIRST} I said so⟦ – ⟧and so did he. {LAST}"),
        "moved",
    );
}

#[test]
fn hostile_anchors_are_no_more_than_lost() {
    let text = DocumentText::new("Some words that stand here.");
    let anchor = |spans: &[(usize, usize)], quote: &[&str]| Anchor {
        spans: spans.to_vec(),
        quote: quote.iter().map(|quote| (*quote).to_owned()).collect(),
        before: "x".repeat(500),
        after: String::new(),
    };
    let anchors = [
        anchor(&[], &[]),
        anchor(&[(5, 2)], &["words"]),
        anchor(&[(0, usize::MAX)], &["words"]),
        anchor(&[(usize::MAX, usize::MAX)], &["words that"]),
        anchor(&[(0, 4)], &[]),
        anchor(&[(0, 4)], &["Some", "words", "words"]),
        anchor(&[(0, 4), (0, 4)], &["Some", "Some"]),
        anchor(&[(3, 3)], &[""]),
    ];
    for earlier in [Some(&text), None] {
        let verdicts = find_again(&anchors, earlier, &text);
        assert_eq!(verdicts.len(), anchors.len());
        assert!(verdicts.iter().all(|verdict| !matches!(verdict, Verdict::Exact(_))), "{verdicts:?}");
    }
}
