//! What property tests draw from: hostile words, codebook entries, statements, edits.

use crate::notation::{id, statement};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use standpoint::edit::Edit;
use standpoint::model::{
    Affiliation, AnyEntry, Attribution, DocumentDate, DocumentMeta, EntryId, Example, Glyph, Hue, PartialDate,
    Progress, Rival, RoleHeld, SetKey, Speaker, SpeakerKind, Stance, Statement, StatementId, Theme, Unplaced,
};
use standpoint::text::{Anchor, Verdict};
use std::sync::Arc;

/// Documents that edits are tried on.
pub const DOCUMENTS: [(&str, &str); 2] = [("a.txt", "né👩‍👧 e\u{301} سلام\nyes"), ("b.txt", "The \"#bank\\ said\tno.")];
/// Ids of entries of each kind.
const IDS: [&str; 3] = ["x", "y", "z"];

/// Strings that break what writes or reads them carelessly.
pub fn hostile() -> BoxedStrategy<String> {
    const PIECES: [&str; 34] = [
        "a",
        "é",
        "\"",
        "\"#",
        "\"##",
        "#",
        "\\",
        "\\\"",
        "\\n",
        "\0",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{2066}",
        "\u{feff}",
        "\u{200b}",
        "👩‍👧‍👦",
        "e\u{301}",
        "سلام",
        "\u{10ffff}",
        "r#\"",
        "\n        )",
        "\n        ),\n",
        "\n        Statement(\n",
        "\n        Theme(",
        "/*",
        "*/",
        "//",
        "=1+1",
        " ",
    ];
    vec(select(&PIECES[..]), 0..7).prop_map(|pieces| pieces.concat()).boxed()
}

/// Hostile strings that say something.
fn hostile_name() -> impl Strategy<Value = String> {
    hostile().prop_map(|name| format!("n{name}"))
}

fn key() -> impl Strategy<Value = Option<char>> {
    option::of(select(vec!['a', '"', '\\', '\0', '\n', '\u{202e}', 'س', '\u{10ffff}']))
}

fn hue() -> impl Strategy<Value = Hue> {
    select(vec![Hue::Blue, Hue::Rust, Hue::Grey])
}

fn date() -> impl Strategy<Value = PartialDate> {
    let date = |text: &str| PartialDate::parse(text).expect("a date");
    select(vec![date("0000"), date("2017-05-01"), date("2023-02"), date("9999-12-31")])
}

/// A stance under this id.
pub fn stance(id: &'static str) -> impl Strategy<Value = Stance> {
    let position = option::of(prop_oneof![-1.0..=1.0_f64, Just(-0.0), Just(0.1), Just(f64::MIN_POSITIVE)]);
    (hostile(), hostile(), position, hue(), key()).prop_map(move |(name, definition, position, colour, key)| Stance {
        id: id.into(),
        name,
        definition,
        position,
        colour,
        glyph: Glyph::TriangleDown,
        key,
    })
}

/// A theme under this id; its parent may be itself or not there.
pub fn theme(id: &'static str) -> impl Strategy<Value = Theme> {
    let words = (hostile(), hostile(), hostile(), hostile());
    (words, option::of(select(&IDS[..])), option::of(hue()), key(), vec(example(), 0..3)).prop_map(
        move |((name, definition, when, when_not), parent, colour, key, examples)| Theme {
            id: id.into(),
            name,
            parent: parent.map(Into::into),
            definition,
            when,
            when_not,
            examples,
            colour,
            key,
        },
    )
}

fn example() -> impl Strategy<Value = Example> {
    let document = option::of(hostile_name());
    (hostile(), document, option::of(any::<u128>())).prop_map(|(quote, document, statement)| Example {
        quote,
        document: document.map(|path| path.as_str().into()),
        statement: statement.map(|id| StatementId::new(uuid::Uuid::from_u128(id))),
    })
}

fn role() -> impl Strategy<Value = RoleHeld> {
    (hostile(), option::of(hostile_name()))
        .prop_map(|(role, organisation)| RoleHeld { role, organisation: organisation.map(|id| id.as_str().into()) })
}

/// A speaker under this id.
pub fn speaker(id: &'static str) -> impl Strategy<Value = Speaker> {
    let affiliation = (role(), option::of(date()), option::of(date())).prop_map(|(held, from, until)| Affiliation {
        held,
        from,
        until,
    });
    let kind = select(vec![SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Group]);
    (hostile(), kind, vec(hostile(), 0..3), vec(affiliation, 0..3), hostile(), key()).prop_map(
        move |(name, kind, aliases, affiliations, note, key)| Speaker {
            id: id.into(),
            name,
            kind,
            aliases,
            affiliations,
            note,
            key,
        },
    )
}

/// What may be known about a document.
pub fn meta() -> impl Strategy<Value = DocumentMeta> {
    let date = option::of((date(), option::of(date()), any::<bool>()))
        .prop_map(|date| date.map(|(from, until, is_inferred)| DocumentDate { from, until, is_inferred }));
    let words = (hostile(), hostile(), hostile(), hostile());
    (words, date, btree_map(hostile(), hostile(), 0..3)).prop_map(|((title, source, kind, note), date, variables)| {
        DocumentMeta { title, date, source, kind, note, variables }
    })
}

/// One to three spans on character borders of `text`, in order, none touching the next.
pub fn passage(text: &'static str) -> impl Strategy<Value = Vec<(usize, usize)>> {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    subsequence(borders, 2..=6).prop_map(|picked| picked.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect())
}

/// A statement number `n` whose spans fit `text`; ids that it names are hostile or of the codebook.
pub fn statement_on(text: &'static str, n: u128) -> impl Strategy<Value = Statement> {
    let entry = || option::of(prop_oneof![select(&IDS[..]).prop_map(str::to_owned), hostile_name()]);
    let speakers = btree_map(prop_oneof![Just("x".to_owned()), hostile_name()], option::of(role()), 0..3);
    let times = (-60_000_000_000_i64..200_000_000_000, option::of(0..4_000_000_000_i64));
    (passage(text), entry(), entry(), speakers, hostile(), (times, any::<bool>())).prop_map(
        move |(spans, theme, stance, speakers, note, ((created, modified), is_unsure))| Statement {
            theme: theme.map(|id| id.as_str().into()),
            stance: stance.map(|id| id.as_str().into()),
            speakers: speakers
                .into_iter()
                .map(|(id, role_override)| Attribution { speaker: id.as_str().into(), role_override })
                .collect(),
            note,
            is_unsure,
            created: jiff::Timestamp::from_millisecond(created).expect("a time"),
            modified: modified.map(|second| jiff::Timestamp::from_second(second).expect("a time")),
            ..statement(n, &spans)
        },
    )
}

fn set_key() -> impl Strategy<Value = (SetKey, &'static str)> {
    let document = select(vec![DOCUMENTS[0], DOCUMENTS[1]]);
    (select(vec!["ann", "zoe"]), document)
        .prop_map(|(coder, (path, text))| (SetKey::new(coder.into(), path.into()), text))
}

/// An edit of any kind but a batch, which fits the corpus of [`DOCUMENTS`].
pub fn fitting() -> BoxedStrategy<Edit> {
    let place = || 0..5_usize;
    let statement = (set_key(), 1..4_u128).prop_flat_map(|((set, text), n)| {
        option::weighted(0.8, statement_on(text, n)).prop_map(move |value| Edit::Statement {
            set: set.clone(),
            id: id(n),
            value: value.map(Arc::new),
        })
    });
    let progress = (set_key(), select(vec![Progress::NotStarted, Progress::InProgress, Progress::Done]))
        .prop_map(|((set, _), value)| Edit::Progress { set, value });
    let document =
        (select(vec!["a.txt", "b.txt"]), meta()).prop_map(|(path, value)| Edit::Document { path: path.into(), value });
    let stance = select(&IDS[..]).prop_flat_map(move |id| {
        option::weighted(0.7, (place(), stance(id))).prop_map(move |value| Edit::Stance { id: id.into(), value })
    });
    let theme = select(&IDS[..]).prop_flat_map(move |id| {
        option::weighted(0.7, (place(), theme(id))).prop_map(move |value| Edit::Theme { id: id.into(), value })
    });
    let speaker = select(&IDS[..]).prop_flat_map(move |id| {
        option::weighted(0.7, (place(), speaker(id))).prop_map(move |value| Edit::Speaker { id: id.into(), value })
    });
    let query =
        (hostile_name(), option::weighted(0.7, hostile())).prop_map(|(name, value)| Edit::Query { name, value });
    let of_codebook = prop_oneof![stance, theme, speaker];
    prop_oneof![3 => statement, 1 => progress, 1 => document, 3 => of_codebook, 1 => query].boxed()
}

/// An edit of what waits to be settled: statements without a place, and what two people said of one thing.
fn unsettled() -> BoxedStrategy<Edit> {
    // Numbers that no placed statement has: a statement is either placed or waits to be.
    let unplaced = (set_key(), 11..13_u128).prop_flat_map(|((set, text), n)| {
        option::weighted(0.7, (statement_on(text, n), any::<bool>())).prop_map(move |value| Edit::Unplaced {
            set: set.clone(),
            id: id(n),
            value: value.map(|(statement, is_aside)| {
                let anchor = Anchor { spans: vec![(3, 9)], quote: vec!["gone".to_owned()], ..Anchor::default() };
                let statement = Statement { spans: Vec::new(), ..statement };
                Arc::new(Unplaced { statement, anchor, text: "blake3:x".to_owned(), verdict: Verdict::Lost, is_aside })
            }),
        })
    });
    prop_oneof![1 => unplaced, 3 => rivals()].boxed()
}

/// An edit of what two people said of one thing.
fn rivals() -> BoxedStrategy<Edit> {
    let statement = (set_key(), 1..4_u128).prop_flat_map(|((set, text), n)| {
        vec(option::weighted(0.7, statement_on(text, n)), 0..3).prop_map(move |rivals| Edit::StatementRivals {
            set: set.clone(),
            id: id(n),
            value: rivals.into_iter().map(|rival| rival.map_or(Rival::Deleted, Rival::Edited)).collect(),
        })
    });
    let entry = select(&IDS[..]).prop_flat_map(|id| {
        vec(option::weighted(0.7, theme(id)), 0..3).prop_map(move |rivals| Edit::EntryRivals {
            id: EntryId::Theme(id.into()),
            value: rivals
                .into_iter()
                .map(|rival| rival.map_or(Rival::Deleted, |theme| Rival::Edited(AnyEntry::Theme(theme))))
                .collect(),
        })
    });
    let document = (select(vec!["a.txt", "b.txt"]), vec(meta(), 0..3))
        .prop_map(|(path, value)| Edit::DocumentRivals { path: path.into(), value });
    prop_oneof![statement, entry, document].boxed()
}

/// An edit that no corpus of [`DOCUMENTS`] takes.
pub fn failing() -> BoxedStrategy<Edit> {
    let set = |document: &str| SetKey::new("ann".into(), document.into());
    let on = |document: &str, id_of_slot: u128, value: Statement| Edit::Statement {
        set: set(document),
        id: id(id_of_slot),
        value: Some(Arc::new(value)),
    };
    let twice = Statement { speakers: vec![named("x"), named("x")], ..statement(1, &[(0, 1)]) };
    let edits = vec![
        on("gone.txt", 1, statement(1, &[(0, 1)])),
        on("pending.txt", 1, statement(1, &[(0, 1)])),
        on("a.txt", 2, statement(1, &[(0, 1)])),
        on("a.txt", 1, statement(1, &[])),
        on("a.txt", 1, statement(1, &[(1, 1)])),
        on("a.txt", 1, statement(1, &[(0, 2)])),
        on("a.txt", 1, statement(1, &[(0, 1), (1, 3)])),
        on("a.txt", 1, statement(1, &[(0, 9_999)])),
        on("a.txt", 1, twice),
        Edit::Statement { set: set("gone.txt"), id: id(1), value: None },
        Edit::Progress { set: set("gone.txt"), value: Progress::Done },
        Edit::Progress { set: set("pending.txt"), value: Progress::Done },
        Edit::Document { path: "gone.txt".into(), value: DocumentMeta::default() },
        Edit::Theme { id: "x".into(), value: Some((0, Theme { id: "y".into(), ..Theme::default() })) },
        Edit::Theme { id: "".into(), value: Some((0, Theme::default())) },
    ];
    let off = stance("x").prop_flat_map(|stance| {
        select(vec![1.01, -7.0, f64::NAN, f64::INFINITY]).prop_map(move |position| {
            let value = Stance { position: Some(position), ..stance.clone() };
            Edit::Stance { id: "x".into(), value: Some((0, value)) }
        })
    });
    let wrong = speaker("x").prop_map(|value| Edit::Speaker { id: "y".into(), value: Some((0, value)) });
    prop_oneof![4 => select(edits), 1 => off, 1 => wrong].boxed()
}

fn named(id: &str) -> Attribution {
    standpoint::model::SpeakerId::from(id).into()
}

/// As [`edit`], and what waits to be settled among them.
pub fn any_edit() -> BoxedStrategy<Edit> {
    batched(prop_oneof![4 => fitting(), 1 => unsettled()].boxed())
}

/// An edit that fits: a single one, or a batch of them, or of batches; now and then of what two people said.
pub fn edit() -> BoxedStrategy<Edit> {
    batched(prop_oneof![6 => fitting(), 1 => rivals()].boxed())
}

fn batched(leaf: BoxedStrategy<Edit>) -> BoxedStrategy<Edit> {
    leaf.prop_recursive(2, 8, 4, |inner| vec(inner, 0..4).prop_map(Edit::Batch)).boxed()
}
