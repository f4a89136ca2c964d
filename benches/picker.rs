//! What a key stroke in a picker costs: 5,000 themes with definitions, 5,000 speakers with names, offices and dates.
//!
//! `cargo bench --bench picker` prints each figure beside its budget (design, section 9); exit code 1 when one is
//! missed. The names of 5,000 more speakers are made of twelve syllables, so that many share most of their letters.
//! A key stroke finds and ranks the entries and looks for names that are nearly the same.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use standpoint::app::panels::picker::guess::suggested;
use standpoint::app::panels::picker::index::Usage;
use standpoint::app::panels::picker::names::Names;
use standpoint::app::panels::picker::offer::Listed;
use standpoint::app::panels::picker::speakers::Speakers;
use standpoint::app::panels::picker::themes::Themes;
use standpoint::model::{
    Affiliation, Codebook, DateRange, PartialDate, RoleHeld, Speaker, SpeakerId, SpeakerKind, Theme, ThemeId,
};
use standpoint::text::Span;
use std::process::ExitCode;
use support::{Random, Table, ThreadTime, prose};

const N: usize = 5_000;
const PARTS: [&str; 12] = ["bar", "ton", "ley", "ham", "o", "ins", "ka", "worth", "mac", "ren", "field", "sen"];

fn main() -> ExitCode {
    let book = codebook();
    let usage = Usage { in_document: (0..60).map(|n| (n * 7, n)).collect(), recent: (0..20).collect() };
    let date = PartialDate::parse("2023-06-14").expect("a date");
    let days = Some(DateRange { first: date.first_day(), last: date.last_day() });
    let mut table = Table::default();

    let clock = ThreadTime::start();
    let themes = Themes::new(&book);
    table.add("5,000 themes: folded, once for a codebook", clock.ms(), 40.0, "ms");
    let worst = strokes("workforce planning", |typed| themes.list(typed, &usage));
    table.add("… worst key stroke, “workforce planning”", worst, 4.0, "ms");
    let worst = strokes("Work force > Worforce planing", |typed| themes.list(typed, &usage));
    table.add("… worst key stroke, a path to be made", worst, 4.0, "ms");

    let clock = ThreadTime::start();
    let speakers = Speakers::new(&book, days);
    table.add("5,000 speakers: folded, once for a codebook", clock.ms(), 40.0, "ms");
    let worst = strokes("stephen dorrel", |typed| speakers.list(typed, &usage));
    table.add("… worst key stroke, “stephen dorrel”", worst, 4.0, "ms");
    let worst = strokes("secretary of state", |typed| speakers.list(typed, &usage));
    table.add("… worst key stroke, an office", worst, 4.0, "ms");
    alike(&mut table, &usage);
    if table.print("picker") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// 15,000 names that share many letters, and who is suggested when the speaker picker opens.
fn alike(table: &mut Table, usage: &Usage) {
    let mut random = Random(5);
    let mut book = Codebook::default();
    for n in 0..N {
        let mut word = |n_parts: usize| {
            let parts: String = (0..n_parts).map(|_| PARTS[random.below(12) as usize]).collect();
            format!("{}{}", parts[..1].to_uppercase(), &parts[1..])
        };
        let name = format!("{} {}", word(2), word(3));
        let aliases = vec![format!("{} {}", word(2), word(3)), format!("{} {}", word(3), word(2))];
        let (id, kind) = (SpeakerId::new(format!("speaker-{n}")), SpeakerKind::Person);
        let (affiliations, note) = (Vec::new(), String::new());
        book.speakers.push(Speaker { id, name, kind, aliases, affiliations, note, key: None }).expect("a new id");
    }
    let clock = ThreadTime::start();
    let speakers = Speakers::new(&book, None);
    table.add("15,000 names of 12 syllables: folded", clock.ms(), 40.0, "ms");
    for typed in ["Barton Leyhamworth", "Renmac Tonleyinsfield", "stephen dorrel"] {
        let worst = strokes(typed, |typed| speakers.list(typed, usage));
        table.add(format!("… worst key stroke, “{typed}”"), worst, 4.0, "ms");
    }
    let clock = ThreadTime::start();
    let names = Names::new(&book);
    table.add("… their last words, once for a codebook", clock.ms(), 40.0, "ms");
    // A passage, and before it as much text as is looked at, with the last words of names that are not there.
    let lasts = book.speakers.iter().take(900).filter_map(|speaker| speaker.name.rsplit(' ').next());
    let mut text: String = lasts.flat_map(|last| ["the ", last, " "]).collect();
    let start = text.len();
    text.push_str(&prose(400, 3));
    let passage = Some(Span::new(start, text.len()));
    let once = |_| {
        let clock = ThreadTime::start();
        std::hint::black_box(suggested(&book, &names, None, &text, passage));
        clock.ms()
    };
    let suggesting = support::percentile(&mut (0..9).map(once).collect::<Vec<f64>>(), 0.5);
    table.add("… who is suggested when the picker opens", suggesting, 4.0, "ms");
}

/// The costliest of the key strokes that type `words`; each is the median of several.
fn strokes(words: &str, list: impl Fn(&str) -> Vec<Listed>) -> f64 {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8());
    let stroke = |end: usize| {
        let once = |_| {
            let clock = ThreadTime::start();
            std::hint::black_box(list(&words[..end]));
            clock.ms()
        };
        support::percentile(&mut (0..9).map(once).collect::<Vec<f64>>(), 0.5)
    };
    ends.map(stroke).fold(0.0, f64::max)
}

fn codebook() -> Codebook {
    const WORDS: [&str; 12] = [
        "workforce",
        "planning",
        "health",
        "care",
        "pay",
        "local",
        "housing",
        "energy",
        "training",
        "reform",
        "budget",
        "safety",
    ];
    const FIRST: [&str; 8] = ["Stephen", "Andrew", "Thérèse", "Maria", "Steven", "Wes", "Stefan", "Noor"];
    const LAST: [&str; 8] = ["Dorrell", "Dorrel", "Goodall", "Coffey", "Okafor", "Streeting", "Nowak", "Hughes"];
    const ROLES: [&str; 4] = ["Secretary of State for Health", "chief executive", "chair", "shadow secretary of state"];
    let mut random = Random(11);
    let mut book = Codebook::default();
    for n in 0..N {
        let mut word = || WORDS[random.below(12) as usize];
        let name = format!("{} {} {n}", word(), word());
        let definition = format!("{} {}", word(), prose(300, n as u64));
        let parent = (n > 200).then(|| ThemeId::new(format!("theme-{}", n % 200)));
        let id = ThemeId::new(format!("theme-{n}"));
        book.themes.push(Theme { id, name, definition, parent, ..Theme::default() }).expect("a new id");
    }
    for n in 0..N {
        // One in five has a name that others have nearly, too.
        let family = if n.is_multiple_of(5) {
            LAST[random.below(8) as usize].to_owned()
        } else {
            let mut part = || PARTS[random.below(12) as usize];
            format!("{}{}{}", part().to_uppercase(), part(), part())
        };
        let name = format!("{} {family}", FIRST[random.below(8) as usize]);
        let aliases = vec![format!("Lord {name}"), family];
        let held = |from: &str, until: &str, at: usize| Affiliation {
            held: RoleHeld {
                role: ROLES[(n + at) % 4].to_owned(),
                organisation: Some(SpeakerId::new(format!("speaker-{}", n / 10))),
            },
            from: PartialDate::parse(from),
            until: PartialDate::parse(until),
        };
        let speaker = Speaker {
            id: SpeakerId::new(format!("speaker-{n}")),
            name,
            kind: SpeakerKind::Person,
            aliases,
            affiliations: vec![held("2010", "2018-05", 0), held("2019-01", "2024-07-04", 1)],
            note: prose(80, n as u64),
            key: None,
        };
        book.speakers.push(speaker).expect("a new id");
    }
    book
}
