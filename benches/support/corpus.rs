//! Corpora with statements, written as the program writes them.
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

use super::Random;
use standpoint::model::{
    AnnotationSet, Codebook, Coder, Corpus, DocPath, Glyph, Hue, Progress, SetKey, Speaker, SpeakerKind, Stance,
    Statement, StatementId, Theme,
};
use standpoint::store::{Layout, SaveJob, corpus_file};
use standpoint::text::{DocumentText, Span};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Who coded them.
pub const CODER: &str = "coder-1";

/// A corpus of these texts in ten folders, with as many statements on each.
pub fn corpus(texts: &[String], n_statements: usize) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let layout = Layout::new(dir.path());
    let put = |path: &Path, content: &str| {
        fs::create_dir_all(path.parent().expect("has a folder")).expect("folders");
        fs::write(path, content).expect("writes");
    };
    let codebook = SaveJob::Codebook(codebook()).to_file(&layout).expect("can be written");
    put(&layout.codebook_file(), &codebook);
    let mut random = Random(99);
    for (at, text) in texts.iter().enumerate() {
        let key = SetKey::new(Coder::from(CODER), DocPath::from(format!("{}/{at:05}.txt", at % 10).as_str()));
        put(&layout.document_file(&key.document), text);
        if n_statements == 0 {
            continue;
        }
        let text = Arc::new(DocumentText::new(text.as_str()));
        let statements = (0..n_statements).map(|n| statement(&text, at * n_statements + n, &mut random));
        let set = AnnotationSet::new(Progress::InProgress, statements);
        let file = layout.set_file(&key);
        put(&file, &SaveJob::Set { key, set, text }.to_file(&layout).expect("can be written"));
    }
    dir
}

/// A folder that holds `corpus`, whose documents have these texts.
pub fn written(corpus: &Corpus, texts: &[String]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let layout = Layout::new(dir.path());
    let put = |path: &Path, content: &str| {
        fs::create_dir_all(path.parent().expect("has a folder")).expect("folders");
        fs::write(path, content).expect("writes");
    };
    let codebook = SaveJob::Codebook(corpus.codebook.clone()).to_file(&layout).expect("can be written");
    put(&layout.codebook_file(), &codebook);
    let about = SaveJob::CorpusFile(corpus_file(corpus, &[])).to_file(&layout).expect("can be written");
    put(&layout.corpus_file(), &about);
    for (document, text) in corpus.documents().iter().zip(texts) {
        put(&layout.document_file(&document.path), text);
        let text = Arc::new(DocumentText::new(text.as_str()));
        for (key, set) in corpus.sets().iter().filter(|(key, _)| key.document == document.path) {
            let (key, set) = (key.clone(), set.clone());
            let file = layout.set_file(&key);
            let job = SaveJob::Set { key, set, text: Arc::clone(&text) };
            put(&file, &job.to_file(&layout).expect("can be written"));
        }
    }
    dir
}

/// Statement number `n`, somewhere in the text.
pub fn statement(text: &DocumentText, n: usize, random: &mut Random) -> Statement {
    let len = if random.below(10) == 0 { 200 + random.below(1_000) } else { 20 + random.below(300) } as usize;
    let len = len.min(text.len() / 2);
    let words = text.as_str();
    let start = words.floor_char_boundary(random.below((text.len() - len) as u64) as usize);
    let end = words.ceil_char_boundary(start + len);
    let seconds = i64::try_from(n).expect("a small number");
    Statement {
        id: StatementId::new(uuid::Uuid::from_u128(0x0193_5a2f_0000_7000_8000 << 48 | n as u128)),
        spans: vec![Span::new(start, end)],
        speakers: vec![standpoint::model::SpeakerId::from(format!("speaker-{}", n % 200).as_str()).into()],
        theme: Some(format!("theme-{}", n % 60).as_str().into()),
        stance: (!n.is_multiple_of(7)).then(|| format!("stance-{}", n % 5).as_str().into()),
        note: if n.is_multiple_of(9) { "The office, not the person, is named.".to_owned() } else { String::new() },
        created: jiff::Timestamp::from_second(1_700_000_000 + seconds).expect("a time"),
        is_unsure: false,
        modified: None,
    }
}

/// Five stances, sixty themes, two hundred speakers.
pub fn codebook() -> Codebook {
    codebook_of(60, 200)
}

/// Five stances, and so many themes and speakers.
pub fn codebook_of(n_themes: usize, n_speakers: usize) -> Codebook {
    let mut codebook = Codebook::default();
    for n in 0..5 {
        let stance = Stance {
            id: format!("stance-{n}").as_str().into(),
            name: format!("Stance {n}"),
            definition: String::new(),
            position: Some(f64::from(n) / 2.0 - 1.0),
            colour: Hue::Blue,
            glyph: Glyph::Diamond,
            key: char::from_digit(n + 1, 10),
        };
        codebook.stances.push(stance).expect("a new id");
    }
    for n in 0..n_themes {
        let id = format!("theme-{n}").as_str().into();
        codebook.themes.push(Theme { id, name: format!("Theme {n}"), ..Theme::default() }).expect("a new id");
    }
    for n in 0..n_speakers {
        let speaker = Speaker {
            id: format!("speaker-{n}").as_str().into(),
            name: format!("Andrew Goodall {n}"),
            kind: SpeakerKind::Person,
            aliases: Vec::new(),
            affiliations: Vec::new(),
            note: String::new(),
            key: None,
        };
        codebook.speakers.push(speaker).expect("a new id");
    }
    codebook
}
