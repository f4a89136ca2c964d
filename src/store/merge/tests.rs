//! Nothing is lost, nothing is there twice, and merging again adds nothing.

use super::codebook::merge_codebooks;
use super::corpus_file::merge_corpus_files;
use super::set::merge_sets;
use super::*;
use crate::store::record::{
    AnnotationSetRecord, CodebookRecord, CorpusRecord, DocumentRecord, OverrideRecord, RivalRecord, SpeakerRecord,
    StanceRecord, StatementRecord, ThemeRecord, codebook_format, corpus_format, set_format, write_record,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

fn pick(values: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    select(values.to_vec()).prop_map(str::to_owned)
}

fn id(n: usize) -> String {
    uuid::Uuid::from_u128(n as u128 + 1).to_string()
}

prop_compose! {
    fn statement()(
        at in 0usize..3,
        speakers in vec(pick(&["ann", "bob", "zoe"]), 0..3),
        roles in btree_map(pick(&["ann", "bob"]), pick(&["chair", "clerk"]), 0..2),
        theme in pick(&["", "tax", "pay"]),
        stance in pick(&["", "for", "against"]),
        note in pick(&["", "one", "two"]),
        unsure in any::<bool>(),
        modified in pick(&["", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"]),
    ) -> StatementRecord {
        let mut speakers = speakers;
        speakers.sort();
        speakers.dedup();
        let role = |role| OverrideRecord { role, organisation: String::new() };
        let overrides = roles.into_iter().filter(|(who, _)| speakers.contains(who));
        StatementRecord {
            spans: vec![(at, at + 2)],
            quote: vec!["qu".to_owned()],
            overrides: overrides.map(|(who, held)| (who, role(held))).collect(),
            speakers,
            theme,
            stance,
            note,
            unsure,
            created: "2026-01-01T00:00:00Z".to_owned(),
            modified,
            ..StatementRecord::default()
        }
    }
}

fn rival_of<E: super::entry::Entry>(rival: Option<E>, id: &str) -> E {
    rival.map_or_else(
        || E::blank(id).marked(Some(RivalRecord::Deleted)),
        |rival| rival.marked(Some(RivalRecord::Edited)),
    )
}

fn set() -> impl Strategy<Value = AnnotationSetRecord> {
    let one = (option::weighted(0.8, statement()), vec(option::weighted(0.7, statement()), 0..2), 0..6);
    let progress = select(vec!["NotStarted", "InProgress", "Done"]);
    (vec(one, 4), progress).prop_map(|(all, progress)| {
        let mut statements = Vec::new();
        for (n, (entry, rivals, how_often)) in all.into_iter().enumerate() {
            let id = id(n);
            let named = |record| StatementRecord { id: id.clone(), ..record };
            let rivals = rivals.into_iter().map(|rival| rival_of(rival.map(named), &id));
            // Mostly there are none.
            let rivals: Vec<_> = rivals.filter(|_| how_often == 0 && entry.is_some()).collect();
            statements.extend(entry.map(named));
            statements.extend(rivals);
        }
        let mut groups = super::entry::Groups::new(statements, Side::Ours).expect("each id once");
        let start = |groups: &super::entry::Groups<StatementRecord>, id: &String| {
            groups.by_id[id].entry.as_ref().map(|entry| entry.spans[0])
        };
        let mut order = std::mem::take(&mut groups.order);
        order.sort_by_key(|id| (start(&groups, id), id.clone()));
        groups.order = order;
        let statements = super::entry::flat(groups);
        AnnotationSetRecord {
            format: set_format(&statements),
            document: "a.txt".to_owned(),
            text: "blake3:x".to_owned(),
            coder: "ann".to_owned(),
            progress: ron::from_str(progress).expect("a progress"),
            statements,
        }
    })
}

fn codebook() -> impl Strategy<Value = CodebookRecord> {
    let words = || pick(&["", "x", "y"]);
    let stance = (0usize..3, words(), option::of(select(vec![-1.0, 0.5]))).prop_map(|(n, name, position)| {
        StanceRecord { id: format!("s{n}"), name, position, ..StanceRecord::default() }
    });
    // A parent always has a smaller number here, or comes from another file: no circle in one file alone.
    let theme = (0usize..4, words(), 0usize..4, words(), any::<bool>()).prop_map(|(n, name, up, definition, turn)| {
        let parent = if up == n || (up < n) == turn { String::new() } else { format!("t{up}") };
        ThemeRecord { id: format!("t{n}"), name, parent, definition, ..ThemeRecord::default() }
    });
    let speaker = (0usize..3, words(), vec(pick(&["a", "b", "c"]), 0..3)).prop_map(|(n, name, aliases)| {
        let mut aliases = aliases;
        aliases.sort();
        aliases.dedup();
        SpeakerRecord { id: format!("p{n}"), name, aliases, ..SpeakerRecord::default() }
    });
    (vec(stance, 0..4), vec(theme, 0..5), vec(speaker, 0..4)).prop_map(|(stances, themes, speakers)| {
        let mut seen = BTreeSet::new();
        let stances = stances.into_iter().filter(|stance| seen.insert(stance.id.clone())).collect();
        let mut themes: Vec<ThemeRecord> = themes.into_iter().filter(|theme| seen.insert(theme.id.clone())).collect();
        let is_below = |themes: &[ThemeRecord], id: &str| {
            let mut next = themes.iter().find(|theme| theme.id == id).map(|theme| theme.parent.clone());
            (0..9).any(|_| {
                let parent = next.take().unwrap_or_default();
                next = themes.iter().find(|theme| theme.id == parent).map(|theme| theme.parent.clone());
                parent == id
            })
        };
        for at in 0..themes.len() {
            let has_parent = themes.iter().any(|theme| theme.id == themes[at].parent);
            if !has_parent || is_below(&themes, &themes[at].id) {
                themes[at].parent.clear();
            }
        }
        let speakers = speakers.into_iter().filter(|speaker| seen.insert(speaker.id.clone())).collect();
        codebook_format(CodebookRecord { format: 1, stances, themes, speakers })
    })
}

fn corpus() -> impl Strategy<Value = CorpusRecord> {
    let words = || pick(&["", "x", "y"]);
    let document = (words(), words(), pick(&["", "2023", "2024"]), btree_map(pick(&["k", "l"]), words(), 0..3));
    let document = document.prop_map(|(title, note, date, variables)| DocumentRecord {
        title,
        date,
        note,
        variables,
        ..DocumentRecord::default()
    });
    let queries = btree_map(pick(&["q", "r", "q 2"]), words(), 0..3);
    (vec(document, 0..4), queries).prop_map(|(documents, queries)| {
        let named = documents.into_iter().enumerate();
        let named = named.map(|(n, record)| DocumentRecord { path: format!("{n}.txt"), ..record });
        let known = named.filter(|record| *record != super::entry::Entry::blank(&record.path));
        corpus_format(CorpusRecord { format: 1, documents: known.collect(), queries })
    })
}

/// The entries in an order that does not depend on that of the file.
fn sorted<R: Clone + crate::store::record::FileRecord<Entry: std::fmt::Debug>>(record: &R) -> Vec<String> {
    let mut lines: Vec<String> = record.clone().take_entries().iter().map(|entry| format!("{entry:?}")).collect();
    lines.sort();
    lines
}

/// Merges files of one kind.
type Merge<R> = fn(Option<R>, R, R) -> Result<Merged<R>, MergeError>;

/// The laws that hold of every kind of file; `ids` lists the entries, each as often as it stands there.
fn check<R: Clone + PartialEq + std::fmt::Debug + crate::store::record::FileRecord<Entry: std::fmt::Debug>>(
    merge: Merge<R>,
    ids: fn(&R) -> Vec<String>,
    [base, ours, theirs]: [&R; 3],
    has_base: bool,
) -> Result<(), TestCaseError> {
    let base = has_base.then(|| base.clone());
    let merged =
        |base: Option<&R>, ours: &R, theirs: &R| merge(base.cloned(), ours.clone(), theirs.clone()).expect("merges");
    let one = merged(base.as_ref(), ours, theirs);
    // Whole, readable and canonical.
    let written = write_record(&one.record).expect("can be written");
    let again = merge_texts(Some(written.as_bytes()), written.as_bytes(), written.as_bytes()).expect("reads");
    prop_assert_eq!(&again.text, &written);
    // Each id once; those that both have, and those that either added, are there; no other is.
    let found = ids(&one.record);
    let distinct: BTreeSet<&String> = found.iter().collect();
    prop_assert_eq!(distinct.len(), found.len(), "{:?}", found);
    let (was, own, other) = (base.as_ref().map(ids).unwrap_or_default(), ids(ours), ids(theirs));
    for id in own.iter().chain(&other) {
        let must_stay = (own.contains(id) && other.contains(id)) || !was.contains(id);
        prop_assert!(!must_stay || distinct.contains(id), "{} is lost", id);
    }
    prop_assert!(distinct.iter().all(|id| own.contains(id) || other.contains(id)));
    // Merging the same again adds nothing, and neither does what the other made of it; unless a rival that was settled
    // since the base came back in this merge, for which a base from before both is no base.
    let has_old_rivals = base.as_ref().is_some_and(|base| base.format() > 2);
    let twice = merged(base.as_ref(), &one.record, theirs);
    if !has_old_rivals {
        prop_assert_eq!(sorted(&twice.record), sorted(&one.record));
        prop_assert_eq!(twice.n_conflicts, 0);
    }
    let mirrored = merged(base.as_ref(), theirs, ours);
    let back: BTreeSet<String> = ids(&mirrored.record).into_iter().collect();
    prop_assert_eq!(back, found.into_iter().collect::<BTreeSet<_>>());
    let have_rivals = ours.format() > 2 || theirs.format() > 2;
    prop_assert!(have_rivals || (mirrored.n_conflicts == 0) == (one.n_conflicts == 0));
    let met = merged(base.as_ref(), &one.record, &mirrored.record);
    // A third version of one thing may come back in another shape; two never do.
    if !has_old_rivals && !have_rivals {
        prop_assert_eq!(met.n_conflicts, 0);
        prop_assert_eq!(sorted(&met.record), sorted(&one.record));
    }
    // What nobody or only one changed.
    if let Some(base) = &base {
        prop_assert_eq!(&merged(Some(base), ours, base).record, ours);
        prop_assert_eq!(&merged(Some(base), base, theirs).record, theirs);
    }
    prop_assert_eq!(&merged(base.as_ref(), ours, ours).record, ours);
    Ok(())
}

fn set_ids(set: &AnnotationSetRecord) -> Vec<String> {
    set.statements.iter().filter(|entry| entry.rival.is_none()).map(|entry| entry.id.clone()).collect()
}

fn codebook_ids(codebook: &CodebookRecord) -> Vec<String> {
    let CodebookRecord { stances, themes, speakers, .. } = codebook;
    let stances = stances.iter().filter(|entry| entry.rival.is_none()).map(|entry| entry.id.clone());
    let themes = themes.iter().filter(|entry| entry.rival.is_none()).map(|entry| entry.id.clone());
    let speakers = speakers.iter().filter(|entry| entry.rival.is_none()).map(|entry| entry.id.clone());
    stances.chain(themes).chain(speakers).collect()
}

fn corpus_ids(corpus: &CorpusRecord) -> Vec<String> {
    corpus.documents.iter().filter(|entry| entry.rival.is_none()).map(|entry| entry.path.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_keep_the_laws(base in set(), ours in set(), theirs in set(), has_base in any::<bool>()) {
        check(merge_sets, set_ids, [&base, &ours, &theirs], has_base)?;
    }

    #[test]
    fn codebooks_keep_the_laws(base in codebook(), ours in codebook(), theirs in codebook(), has_base in any::<bool>()) {
        check(merge_codebooks, codebook_ids, [&base, &ours, &theirs], has_base)?;
    }

    #[test]
    fn corpus_files_keep_the_laws(base in corpus(), ours in corpus(), theirs in corpus(), has_base in any::<bool>()) {
        // A document of which nothing is known is not in the file, so ids are no law here.
        let has_words = |record: &CorpusRecord| record.documents.iter().map(|entry| entry.title.clone()).collect::<Vec<_>>();
        let all = |record: &CorpusRecord| -> BTreeSet<String> {
            record.documents.iter().map(|entry| entry.path.clone()).collect()
        };
        let once = |record: &CorpusRecord| all(record).len() == corpus_ids(record).len();
        let base = has_base.then_some(base);
        let merged = |base: Option<&CorpusRecord>, ours: &CorpusRecord, theirs: &CorpusRecord| {
            merge_corpus_files(base.cloned(), ours.clone(), theirs.clone()).expect("merges")
        };
        let one = merged(base.as_ref(), &ours, &theirs);
        prop_assert_eq!(&merged(base.as_ref(), &one.record, &theirs).record, &one.record);
        prop_assert!(once(&one.record));
        if base.is_none() {
            // With no base nothing can have been taken away: every path, and every title, is there.
            prop_assert_eq!(all(&one.record), all(&ours).union(&all(&theirs)).cloned().collect::<BTreeSet<_>>());
            let said = |record: &CorpusRecord| record.queries.values().cloned().collect::<BTreeSet<_>>();
            prop_assert_eq!(said(&one.record), said(&ours).union(&said(&theirs)).cloned().collect::<BTreeSet<_>>());
            let found = has_words(&one.record);
            prop_assert!(has_words(&ours).iter().chain(&has_words(&theirs)).all(|title| found.contains(title)));
        }
        if let Some(base) = &base {
            prop_assert_eq!(&merged(Some(base), &ours, base).record, &ours);
            prop_assert_eq!(&merged(Some(base), base, &theirs).record, &theirs);
        }
        prop_assert_eq!(&merged(base.as_ref(), &ours, &ours).record, &ours);
    }

    #[test]
    fn what_each_changed_in_another_field_never_clashes(
        base in statement(), theme in pick(&["", "tax", "pay"]), stance in pick(&["", "for", "against"]), swap in any::<bool>(),
    ) {
        let set = |record: &StatementRecord| {
            let statements = vec![StatementRecord { id: id(0), ..record.clone() }];
            AnnotationSetRecord {
                format: set_format(&statements),
                document: "a.txt".to_owned(),
                text: "blake3:x".to_owned(),
                coder: "ann".to_owned(),
                progress: ron::from_str("Done").expect("a progress"),
                statements,
            }
        };
        let mut ours = StatementRecord { theme: theme.clone(), ..base.clone() };
        let mut theirs = StatementRecord { stance: stance.clone(), ..base.clone() };
        if swap {
            std::mem::swap(&mut ours, &mut theirs);
        }
        let merged = merge_sets(Some(set(&base)), set(&ours), set(&theirs)).expect("merges");
        let both = StatementRecord { theme, stance, ..base };
        prop_assert_eq!(merged.record, set(&both));
        prop_assert_eq!(merged.n_conflicts, 0);
    }
}

/// The scenes of the table in the module's head, each by name.
mod scenes {
    use super::*;

    fn codebook(themes: &[(&str, &str, &str)]) -> CodebookRecord {
        let theme = |(id, name, parent): &(&str, &str, &str)| ThemeRecord {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            parent: (*parent).to_owned(),
            ..ThemeRecord::default()
        };
        codebook_format(CodebookRecord {
            format: 1,
            themes: themes.iter().map(theme).collect(),
            ..CodebookRecord::default()
        })
    }

    /// Themes as `id name<parent`, rivals with a mark in front.
    fn merged(base: &[(&str, &str, &str)], ours: &[(&str, &str, &str)], theirs: &[(&str, &str, &str)]) -> Vec<String> {
        let merged = merge_codebooks(Some(codebook(base)), codebook(ours), codebook(theirs)).expect("merges");
        let line = |theme: &ThemeRecord| {
            let mark = match theme.rival {
                None => "",
                Some(RivalRecord::Edited) => "~",
                Some(RivalRecord::Deleted) => return format!("x{}", theme.id),
            };
            format!("{mark}{} {}<{}", theme.id, theme.name, theme.parent)
        };
        merged.record.themes.iter().map(line).collect()
    }

    #[test]
    fn a_rename_meets_a_move_and_another_rename() {
        let base = [("a", "A", ""), ("b", "B", "")];
        assert_eq!(
            merged(&base, &[("a", "A1", ""), ("b", "B", "")], &[("a", "A", "b"), ("b", "B", "")]),
            ["a A1<b", "b B<"]
        );
        assert_eq!(
            merged(&base, &[("a", "A1", ""), ("b", "B", "")], &[("a", "A2", ""), ("b", "B", "")]),
            ["a A1<", "~a A2<", "b B<"]
        );
    }

    #[test]
    fn a_deletion_meets_nothing_an_edit_and_a_child() {
        let base = [("a", "A", ""), ("b", "B", "")];
        assert_eq!(merged(&base, &[("b", "B", "")], &base), ["b B<"]);
        assert_eq!(merged(&base, &[("b", "B", "")], &[("a", "A2", ""), ("b", "B", "")]), ["a A2<", "xa", "b B<"]);
        assert_eq!(merged(&base, &[("b", "B", "")], &[("a", "A", ""), ("b", "B", "a")]), ["a A<", "xa", "b B<a"]);
    }

    #[test]
    fn two_moves_that_make_a_circle_leave_ours_standing() {
        let base = [("a", "A", ""), ("b", "B", "")];
        let (ours, theirs) = ([("a", "A", "b"), ("b", "B", "")], [("a", "A", ""), ("b", "B", "a")]);
        assert_eq!(merged(&base, &ours, &theirs), ["a A<b", "b B<", "~b B<a"]);
    }

    #[test]
    fn new_entries_of_both_stand_where_each_put_them() {
        let base = [("a", "A", ""), ("b", "B", "")];
        let ours = [("a", "A", ""), ("x", "X", ""), ("b", "B", "")];
        let theirs = [("a", "A", ""), ("b", "B", ""), ("y", "Y", "")];
        assert_eq!(merged(&base, &ours, &theirs), ["a A<", "x X<", "b B<", "y Y<"]);
    }

    #[test]
    fn files_that_are_not_whole_or_not_of_a_kind_are_refused_with_the_side_and_the_line() {
        let codebook = "Codebook(\n    format: 1,\n)\n";
        let set = "AnnotationSet(\n    format: 1,\n    document: \"a\",\n    text: \"x\",\n    coder: \"c\",\n)\n";
        let merge = |base: Option<&str>, ours: &str, theirs: &str| {
            merge_texts(base.map(str::as_bytes), ours.as_bytes(), theirs.as_bytes()).map(|merged| merged.text)
        };
        assert_eq!(merge(Some(""), codebook, codebook), Ok(codebook.to_owned()));
        assert_eq!(merge(None, codebook, set), Err(MergeError::OtherKind(Side::Theirs)));
        assert_eq!(merge(None, set, &set.replace("\"c\"", "\"d\"")), Err(MergeError::OtherSet));
        let twice =
            "Codebook(\n    format: 1,\n    themes: [Theme(id: \"a\", name: \"\"), Theme(id: \"a\", name: \"\")],\n)\n";
        for (broken, words) in [
            ("Codebook(\n    form", "line 2"),
            (&codebook.replace('1', "9"), "newer"),
            (twice, "twice"),
            ("", "no annotation set"),
        ] {
            let error = merge(None, codebook, broken).expect_err("cannot be merged");
            let said = error.to_string();
            assert!(said.contains(words) && said.starts_with("the other version"), "{said}");
            assert!(merge(None, broken, codebook).is_err(), "{broken}");
        }
    }
}
