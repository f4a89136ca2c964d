//! Corpora that are coded already, and comparing what they hold.

use crate::notation::tagged;
use crate::world::{PATIENCE, World};
use standpoint::edit::{Edit, Focus};
use standpoint::model::{
    AnnotationSet, Codebook, Corpus, DocumentMeta, Glyph, Hue, SetKey, Speaker, SpeakerKind, Stance, Statement, Theme,
};
use standpoint::session::{Change, Session, Wake};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a corpus holds, to be compared: what is known of documents, codebook, sets, saved queries.
pub type Held =
    (Vec<(DocumentMeta, Vec<DocumentMeta>)>, Codebook, BTreeMap<SetKey, AnnotationSet>, BTreeMap<String, String>);

impl World {
    /// A corpus of documents in the notation of [`crate::notation`], coded and saved by `ann`; what is named in it
    /// is in the codebook, by a name that is its id.
    pub fn tagged(documents: &[(&str, &str)]) -> Self {
        let read: Vec<_> = documents.iter().map(|(name, notation)| (*name, tagged(notation))).collect();
        let world = Self::new(&read.iter().map(|(name, read)| (*name, read.text.as_str())).collect::<Vec<_>>());
        let mut session = world.session("ann");
        for (name, read) in read {
            let set = session.key(&name.into());
            let mut edits = Vec::new();
            for statement in read.statements {
                for entry in entries(&session.corpus().codebook, &statement) {
                    apply(&mut session, entry);
                }
                edits.push(Edit::Statement { set: set.clone(), id: statement.id, value: Some(Arc::new(statement)) });
            }
            apply(&mut session, Edit::Batch(edits));
        }
        assert!(session.flush(PATIENCE), "not saved: {:?}", session.save_state());
        world
    }

    /// The corpus with every document read, to be coded by `coder`.
    pub fn session(&self, coder: &str) -> Session {
        let wake: Wake = Arc::new(|| ());
        let mut session = Session::open(&self.root(), Some(coder.into()), None, &wake).expect("opens");
        session.load_all();
        session
    }

    /// Every file of the corpus with its bytes, by path.
    pub fn bytes(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        bytes_below(&self.root())
    }
}

/// Carries out an edit that fits.
pub fn apply(session: &mut Session, edit: Edit) {
    session.apply(Change::new("edit", edit, Focus::default())).expect("fits");
}

/// All that a corpus holds.
pub fn held(corpus: &Corpus) -> Held {
    let metas = corpus.documents().iter().map(|document| (document.meta.clone(), document.rivals.clone()));
    (metas.collect(), corpus.codebook.clone(), corpus.sets().clone(), corpus.queries.clone())
}

/// Edits that make what `statement` names and the codebook lacks.
fn entries(codebook: &Codebook, statement: &Statement) -> Vec<Edit> {
    let mut edits = Vec::new();
    for id in statement.stance.iter().filter(|id| codebook.stances.get(id).is_none()) {
        let stance = Stance {
            id: id.clone(),
            name: id.to_string(),
            definition: String::new(),
            position: Some(0.5),
            colour: Hue::Blue,
            glyph: Glyph::Diamond,
            key: None,
        };
        edits.push(Edit::Stance { id: id.clone(), value: Some((codebook.stances.len(), stance)) });
    }
    for id in statement.theme.iter().filter(|id| codebook.themes.get(id).is_none()) {
        let theme = Theme { id: id.clone(), name: id.to_string(), ..Theme::default() };
        edits.push(Edit::Theme { id: id.clone(), value: Some((codebook.themes.len(), theme)) });
    }
    let speakers = statement.speakers.iter().map(|who| &who.speaker);
    for id in speakers.filter(|id| codebook.speakers.get(id).is_none()) {
        let speaker = Speaker {
            id: id.clone(),
            name: id.to_string(),
            kind: SpeakerKind::Person,
            aliases: Vec::new(),
            affiliations: Vec::new(),
            note: String::new(),
            key: None,
        };
        edits.push(Edit::Speaker { id: id.clone(), value: Some((usize::MAX, speaker)) });
    }
    edits
}

/// Every file below `folder` with its bytes, by path; not the files of locks, which hold nothing that anybody said.
pub fn bytes_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("is a folder") {
        let path = entry.expect("can be listed").path();
        if path.is_dir() {
            found.extend(bytes_below(&path).into_iter().map(|(below, bytes)| (path.join(below), bytes)));
        } else if path.file_name().is_none_or(|name| name != ".standpoint-lock") {
            let bytes = fs::read(&path).expect("can be read");
            found.insert(path, bytes);
        }
    }
    let below = |path: PathBuf| path.strip_prefix(folder).map(Path::to_path_buf).unwrap_or(path);
    found.into_iter().map(|(path, bytes)| (below(path), bytes)).collect()
}
