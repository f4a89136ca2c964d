//! Search of the whole corpus: each figure beside its budget (design, section 9).
//!
//! `cargo bench --bench search`; the exit code is 1 when a budget is missed. Figures are the best of several runs. The
//! budgets are for two cores that do nothing else: where the machine is busy, half of the processor time is held against
//! them.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

mod support;

use standpoint::analysis::Cancel;
use standpoint::analysis::search::{CodedOrNot, HitOrder, Hits, SearchRequest, search};
use standpoint::edit::bulk::{CodeAll, CodingUnit, plan_coding};
use standpoint::model::{AnnotationSet, Corpus, Document, Progress, SetKey, StatementId, TextState};
use standpoint::text::{DocumentText, Matching, Pattern};
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::corpus::{CODER, codebook, statement};
use support::{Random, Table, in_cyrillic, prose};

const N_DOCUMENTS: usize = 1_000;

/// Statements on each document.
const N_STATEMENTS: usize = 100;

const WORDS: Matching = Matching { is_regex: false, whole_words: false, is_exact: false };
const REGEX: Matching = Matching { is_regex: true, ..WORDS };

fn main() -> ExitCode {
    let mut table = Table::default();
    let small = corpus(10_000, str::to_owned);
    let found = hits(&small, "backlog", WORDS);
    assert_eq!(found.n_hits, 10_000, "ten in every document");
    println!("{} of text, {} statements; {}", mb(&small), N_DOCUMENTS * N_STATEMENTS, found.account().sentence());
    measure(&mut table, "10 MB: a word, 10,000 hits with context", 20.0, || hits(&small, "backlog", WORDS));
    measure(&mut table, "10 MB: a frequent word, first 10,000 hits", 20.0, || hits(&small, "the", WORDS));
    measure(&mut table, "10 MB: its places that are not coded", 20.0, || {
        let request = SearchRequest { coded: CodedOrNot::NotCoded, ..request("backlog", WORDS) };
        search(&small, &request, &Cancel::default())
    });
    let mut sorted = found.clone();
    measure(&mut table, "10,000 hits by their left neighbours", 20.0, || {
        sorted.sort(HitOrder::Left);
        sorted.hits.len()
    });
    let places: Vec<_> = found.hits.iter().map(|hit| (hit.document.clone(), hit.span)).collect();
    let code = CodeAll { unit: CodingUnit::Sentence, theme: Some("theme-3".into()), ..CodeAll::default() };
    measure(&mut table, "coding the sentences of 10,000 hits: plan", 200.0, || {
        let mut n = 0_u128;
        let mut new_id = || {
            n += 1;
            StatementId::new(uuid::Uuid::from_u128(n))
        };
        let plan = plan_coding(&small, &CODER.into(), &places, &code, &mut new_id, jiff::Timestamp::UNIX_EPOCH);
        plan.expect("is planned").n_new
    });
    drop(small);
    let large = corpus(100_000, str::to_owned);
    println!("{} of text", mb(&large));
    for typed in ["backlog", "government", "\"that is\"", "gov*"] {
        measure(&mut table, &format!("100 MB: {typed}"), 100.0, || hits(&large, typed, WORDS));
    }
    measure(&mut table, "100 MB: the most frequent word", 100.0, || hits(&large, "the", WORDS));
    for typed in [r"back\w* (the|of) \w+", r"\bgov\w+ (the|of) \w+", r"\w+ing\b", "(é|ü)[a-z]{3,} a"] {
        measure(&mut table, &format!("100 MB: {typed}"), 1_000.0, || hits(&large, typed, REGEX));
    }
    drop(large);
    let cyrillic = corpus(53_000, in_cyrillic);
    println!("{} of text in Cyrillic", mb(&cyrillic));
    for typed in ["бацклог", "говернмент", "\"тхат ис\"", "гов*", "тхе"] {
        measure(&mut table, &format!("100 MB of Cyrillic: {typed}"), 100.0, || hits(&cyrillic, typed, WORDS));
    }
    for typed in [r"бацк\w* (тхе|оф) \w+", r"\bгов\w+ (тхе|оф) \w+", r"\w+инг\b", "(ё|ў)[а-я]{3,} а"]
    {
        measure(&mut table, &format!("100 MB of Cyrillic: {typed}"), 1_000.0, || hits(&cyrillic, typed, REGEX));
    }
    let exact = Matching { is_exact: true, ..REGEX };
    measure(&mut table, r"100 MB of Cyrillic: \bГов\w+, exactly", 1_000.0, || hits(&cyrillic, r"\bГов\w+", exact));
    if table.print("Search, in milliseconds") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn request(typed: &str, matching: Matching) -> SearchRequest {
    SearchRequest::new(Pattern::new(typed, matching).expect("is read"))
}

fn hits(corpus: &Corpus, typed: &str, matching: Matching) -> Hits {
    search(corpus, &request(typed, matching), &Cancel::default()).expect("nobody cancels")
}

fn measure<R>(table: &mut Table, what: &str, budget_ms: f64, mut work: impl FnMut() -> R) {
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..7 {
        let (clock, processor) = (Instant::now(), processor_time());
        black_box(work());
        best.0 = best.0.min(clock.elapsed());
        best.1 = best.1.min(processor_time().saturating_sub(processor));
    }
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{what:<44} {:>8.1} ms by the clock, {:>8.1} ms of processor time", ms(best.0), ms(best.1));
    let quiet = if best.1 > Duration::ZERO { ms(best.0).min(ms(best.1) / 2.0) } else { ms(best.0) };
    table.add(what, quiet, budget_ms, "ms");
}

/// What all threads of this process have used; nothing where the system does not say.
fn processor_time() -> Duration {
    let of_thread = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    };
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    Duration::from_nanos(threads.filter_map(of_thread).sum())
}

fn mb(corpus: &Corpus) -> String {
    let n_bytes: usize = corpus.documents().iter().filter_map(Document::ready_text).map(|text| text.len()).sum();
    format!("{:.1} MB", n_bytes as f64 / 1e6)
}

/// A thousand documents of about so many bytes, with accents and quotation marks, and ten times one word in each.
fn corpus(n_bytes: usize, in_letters: fn(&str) -> String) -> Corpus {
    let mut random = Random(7);
    let texts: Vec<Arc<DocumentText>> = (0..N_DOCUMENTS)
        .map(|n| {
            let part = |k: usize| in_letters(&(prose(n_bytes / 10, (n * 10 + k) as u64) + "The Backlog of it. "));
            Arc::new(DocumentText::new((0..10).map(part).collect::<String>()))
        })
        .collect();
    let path = |n: usize| format!("{:02}/{n:04}.txt", n % 10);
    let document = |(n, text): (usize, &Arc<DocumentText>)| Document {
        text: TextState::Ready(Arc::clone(text)),
        ..Document::new(path(n).as_str().into())
    };
    let mut corpus = Corpus::new(texts.iter().enumerate().map(document).collect(), codebook());
    for (n, text) in texts.iter().enumerate() {
        let statements = (0..N_STATEMENTS).map(|k| statement(text, n * N_STATEMENTS + k, &mut random));
        let set = AnnotationSet::new(Progress::InProgress, statements);
        corpus.put_set(SetKey::new(CODER.into(), path(n).as_str().into()), set);
    }
    corpus
}
