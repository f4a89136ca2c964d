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
        note,
        date,
        variables,
        ..DocumentRecord::default()
    });
    vec(document, 0..4).prop_map(|documents| {
        let named = documents.into_iter().enumerate();
        let named = named.map(|(n, record)| DocumentRecord { path: format!("{n}.txt"), ..record });
        let known = named.filter(|record| *record != super::entry::Entry::blank(&record.path));
        corpus_format(CorpusRecord { format: 1, documents: known.collect() })
    })
}

/// The laws that hold of every kind of file; `ids` lists the entries, each as often as it stands there.
fn check<R: Clone + PartialEq + std::fmt::Debug + crate::store::record::FileRecord>(
    merge: fn(Option<R>, R, R) -> Result<Merged<R>, MergeError>,
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
    let once: BTreeSet<&String> = found.iter().collect();
    prop_assert_eq!(once.len(), found.len(), "{:?}", found);
    let (was, own, other) = (base.as_ref().map(ids).unwrap_or_default(), ids(ours), ids(theirs));
    for id in own.iter().chain(&other) {
        let must_stay = (own.contains(id) && other.contains(id)) || !was.contains(id);
        prop_assert!(!must_stay || once.contains(id), "{} is lost", id);
    }
    prop_assert!(once.iter().all(|id| own.contains(id) || other.contains(id)));
    // Merging the same again adds nothing, and neither does what the other made of it.
    let twice = merged(base.as_ref(), &one.record, theirs);
    prop_assert_eq!(&twice.record, &one.record);
    prop_assert_eq!(twice.n_conflicts, 0);
    let mirrored = merged(base.as_ref(), theirs, ours);
    let back: BTreeSet<String> = ids(&mirrored.record).into_iter().collect();
    prop_assert_eq!(back, found.into_iter().collect::<BTreeSet<_>>());
    prop_assert_eq!(mirrored.n_conflicts == 0, one.n_conflicts == 0);
    let met = merged(base.as_ref(), &one.record, &mirrored.record);
    prop_assert_eq!(&met.record, &one.record);
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
}
