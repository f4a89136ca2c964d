//! Corpora for tests, written as lines of `document speakers theme stance`.

use super::{Network, NetworkRequest, network};
use crate::analysis::StatementTable;
use crate::model::testing::statement;
use crate::model::{
    Affiliation, Attribution, Codebook, Corpus, Document, DocumentDate, Glyph, Hue, PartialDate, RoleHeld, SetKey,
    Speaker, SpeakerId, SpeakerKind, Stance, Theme,
};
use std::sync::Arc;

/// Names of stances with their positions.
pub const SCALE: [(&str, Option<f64>); 5] =
    [("con", Some(-1.0)), ("doubt", Some(-0.5)), ("mixed", Some(0.0)), ("pro", Some(1.0)), ("unclear", None)];

/// A corpus of `lines` such as `d1 ann+bob tax pro`; `-` is what is not set.
///
/// Documents are dated by `dates`, such as `d1=2022-06-15`. Speakers whose names begin with a capital letter speak for
/// the organisation of that letter: `Ann` and `Alf` for `A`. Themes are `a`, or `a/b` for b below a.
pub fn corpus(scale: &[(&str, Option<f64>)], dates: &str, lines: &[String]) -> Corpus {
    let mut codebook = Codebook::default();
    for (name, position) in scale {
        let (id, name, position) = (codebook.new_stance_id(name), (*name).to_owned(), *position);
        let (definition, colour, glyph) = (String::new(), Hue::Blue, Glyph::Circle);
        codebook.stances.push(Stance { id, name, definition, position, colour, glyph, key: None }).expect("new");
    }
    let words: Vec<Vec<&str>> = lines.iter().map(|line| line.split(' ').collect()).collect();
    for line in &words {
        for name in line[1].split('+').filter(|name| *name != "-") {
            put_speaker(&mut codebook, name);
        }
        let mut parent = None;
        for name in line[2].split('/').filter(|name| *name != "-") {
            if codebook.themes.get(&name.into()).is_none() {
                let theme = Theme { id: name.into(), name: name.to_owned(), parent, ..Theme::default() };
                codebook.themes.push(theme).expect("new");
            }
            parent = Some(name.into());
        }
    }
    let date_of = |path: &str| {
        let date = dates.split(' ').find_map(|date| date.strip_prefix(path)?.strip_prefix('='))?;
        PartialDate::parse(date).map(|from| DocumentDate { from, until: None, is_inferred: false })
    };
    let documents = words.iter().map(|line| {
        let mut document = Document::new(line[0].into());
        document.meta.date = date_of(line[0]);
        document
    });
    let mut corpus = Corpus::new(documents.collect(), codebook);
    for (n, line) in words.iter().enumerate() {
        let set = |word: &str| (word != "-").then(|| word.to_owned());
        let mut value = statement(n as u128 + 1, &[(n, n + 1)]);
        let speakers = line[1].split('+').filter(|name| *name != "-");
        value.speakers = speakers.map(|name| Attribution::from(SpeakerId::from(name))).collect();
        value.theme = set(line[2]).and_then(|path| Some(path.rsplit('/').next()?.into()));
        value.stance = set(line[3]).map(|stance| stance.as_str().into());
        let key = SetKey::new("ann".into(), line[0].into());
        corpus.change_set(&key, |set| set.set(value.id, Some(Arc::new(value))));
    }
    corpus
}

fn put_speaker(codebook: &mut Codebook, name: &str) {
    let mut put = |name: &str, kind, affiliations: Vec<Affiliation>| {
        if codebook.speakers.get(&name.into()).is_none() {
            let (id, name, note) = (name.into(), name.to_owned(), String::new());
            let speaker = Speaker { id, name, kind, aliases: Vec::new(), affiliations, note, key: None };
            codebook.speakers.push(speaker).expect("new");
        }
    };
    let organisation = name.get(..1).filter(|letter| letter.chars().all(char::is_uppercase) && name.len() > 1);
    if let Some(letter) = organisation {
        put(letter, SpeakerKind::Organisation, Vec::new());
    }
    let held = organisation.map(|letter| RoleHeld { role: String::new(), organisation: Some(letter.into()) });
    let affiliations = held.map(|held| Affiliation { held, from: None, until: None }).into_iter().collect();
    put(name, SpeakerKind::Person, affiliations);
}

/// The network of such lines.
pub fn network_of(dates: &str, lines: &[&str], request: &NetworkRequest) -> Network {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    made(&corpus(&SCALE, dates, &lines), request)
}

/// The network of a whole corpus.
pub fn made(corpus: &Corpus, request: &NetworkRequest) -> Network {
    let table = StatementTable::new(corpus);
    network(&table, &table.all(), request)
}

/// Its ties as text: `a–b 1.5`, weights with up to four digits.
pub fn ties(network: &Network) -> Vec<String> {
    let rounded = |weight: f64| (weight * 1e4).round() / 1e4;
    let edges = network.edges.iter();
    edges.map(|e| format!("{}–{} {}", network.nodes[e.a].label, network.nodes[e.b].label, rounded(e.weight))).collect()
}
