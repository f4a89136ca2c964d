//! Whichever step of the file system fails, once or for ever: every file is the old one or the new one, whole, and
//! nothing that was called saved is missing.

use crate::world::PATIENCE;
use standpoint::edit::{Edit, Focus};
use standpoint::exchange::{Format, ImportOptions, import};
use standpoint::model::{Progress, Theme};
use standpoint::session::{Change, Session, Wake};
use standpoint::store::files::{FailingFiles, fail_every_step};
use standpoint::store::{StateFile, open_whole, unpack_sample, write_export};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const TEXT: &str = "The bank opposes the tax.\nThe union welcomes the reform.\n";
const SET: &str = "annotations/ann/a.txt.ron";
/// A set as an older version wrote it on Windows: marked as UTF-8, its lines ended by CRLF, unset fields spelled out.
const OLD_SET: &str = "\u{feff}AnnotationSet(\r\n    format: 1,\r\n    document: \"a.txt\",\r\n    text: \"\",\r\n    coder: \"ann\",\r\n    progress: InProgress,\r\n    statements: [\r\n        Statement(\r\n            id: \"01930000-0000-7000-8000-000000000001\",\r\n            spans: [(4, 8)],\r\n            quote: [\"bank\"],\r\n            note: \"\",\r\n            created: \"2026-11-21T19:02:11Z\",\r\n        ),\r\n    ],\r\n)\r\n";

/// A corpus of one document, and what else stands in it.
fn corpus(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("a.txt"), TEXT).expect("writes");
    for (name, content) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("has a folder")).expect("folders");
        fs::write(path, content).expect("writes");
    }
    dir
}

fn open(root: &Path, files: &FailingFiles) -> Option<Session> {
    let wake: Wake = Arc::new(|| ());
    let mut session = Session::open_with(Arc::new(files.clone()), root, Some("ann".into()), None, &wake).ok()?;
    session.load_all();
    Some(session)
}

/// A session in which something was done, if that could be; and whether it was called saved.
type Done = (Option<Session>, bool, bool);

fn carry_out(root: &Path, files: &FailingFiles, edit: impl Fn(&Session) -> Edit) -> Done {
    let Some(mut session) = open(root, files) else { return (None, false, false) };
    let edit = edit(&session);
    let is_done = session.apply(Change::new("edit", edit, Focus::default())).is_ok();
    let is_saved = session.flush(PATIENCE);
    (Some(session), is_done, is_saved)
}

/// What stands in the file, as text; empty when there is none.
fn content(root: &Path, file: &str) -> String {
    fs::read_to_string(root.join(file)).unwrap_or_default()
}

/// Lets every step of an edit and its saving fail. Each of `files` must be as it was before or hold its mark, and no
/// temporary file be left where the edit was saved.
fn loop_through(before: &[(&str, &str)], edit: impl Fn(&Session) -> Edit, files: &[(&str, &str)]) -> usize {
    let old = |file: &str| before.iter().find(|(name, _)| *name == file).map_or("", |(_, content)| content);
    fail_every_step(
        || corpus(before),
        |world, failing| carry_out(world.path(), failing, &edit),
        |world, (session, is_done, is_saved), _, how| {
            let root = world.path();
            for (file, mark) in files {
                let now = content(root, file);
                let is_new = now.contains(mark) && now.ends_with(")\n");
                assert!(now == old(file) || is_new, "{how}: {file} is neither old nor new: {now}");
                assert!(!(is_done && is_saved) || is_new, "{how}: {file} was called saved and is not there");
            }
            let Some(session) = session else { return };
            // With the disk mended, what was done arrives.
            assert!(session.flush(PATIENCE), "{how}: {:?}", session.save_state());
            drop(session);
            for (file, mark) in files {
                assert_eq!(content(root, file).contains(mark), is_done, "{how}: {file}");
            }
            let whole = open_whole(root).expect("opens");
            assert!(whole.known.held.is_empty(), "{how}: {:?}", whole.problems);
            open_swept(root);
            assert_eq!(strays(root), 0, "{how}: temporary files are left");
        },
    )
}

/// Opens the corpus with a sound disk, and waits for the sweep by closing it.
fn open_swept(root: &Path) {
    let wake: Wake = Arc::new(|| ());
    drop(Session::open(root, Some("ann".into()), None, &wake).expect("opens"));
}

fn strays(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let count = |path: std::path::PathBuf| match path.file_name() {
        _ if path.is_dir() => strays(&path),
        Some(name) => usize::from(name.to_string_lossy().ends_with(".tmp")),
        None => 0,
    };
    entries.map(count).sum()
}

fn theme() -> Edit {
    Edit::from((0, Theme { id: "pay".into(), name: "Pay".to_owned(), ..Theme::default() }))
}

fn progress(session: &Session) -> Edit {
    Edit::Progress { set: session.key(&"a.txt".into()), value: Progress::Done }
}

fn title(session: &Session) -> Edit {
    let mut value = session.corpus().documents()[0].meta.clone();
    "Tax".clone_into(&mut value.title);
    Edit::Document { path: "a.txt".into(), value }
}

#[test]
fn saving_a_new_set_and_one_that_is_there() {
    let n = loop_through(&[], progress, &[(SET, "progress: Done")]);
    assert!(n > 200, "every step was made to fail in every way: {n}");
    // An older file with another layout is written anew in ours: a migration.
    loop_through(&[(SET, OLD_SET)], progress, &[(SET, "progress: Done")]);
}

#[test]
fn saving_codebook_and_corpus_file() {
    let book = "Codebook(\n    format: 1,\n)\n";
    loop_through(&[("codebook.ron", book)], |_| theme(), &[("codebook.ron", "\"Pay\"")]);
    loop_through(&[], title, &[("corpus.ron", "\"Tax\"")]);
}

#[test]
fn an_import_that_touches_every_kind_of_file() {
    let rows = r#"{"document": "a.txt", "coder": "ann", "quote": "opposes", "theme": "Tax", "stance": "no"}"#;
    let plan = |session: &Session| {
        let options = ImportOptions { format: Format::Jsonl, coder: None };
        let mut ids = Session::new_statement_id;
        let plan = import(session.corpus(), &mut rows.as_bytes(), &options, &mut ids, Session::now());
        Edit::Batch(vec![plan.expect("reads").edit, title(session)])
    };
    // Where the document could not be read the row is refused, and the title comes in alone.
    let files = [("corpus.ron", "\"Tax\"")];
    fail_every_step(
        || corpus(&[]),
        |world, failing| carry_out(world.path(), failing, plan),
        |world, (session, is_done, is_saved), _, how| {
            let root = world.path();
            let says = |file: &str, mark: &str| content(root, file).contains(mark);
            if is_done && is_saved {
                let has_row = session.as_ref().is_some_and(|session| session.set(&"a.txt".into()).is_some());
                assert!(files.iter().all(|(file, mark)| says(file, mark)), "{how}");
                assert_eq!(says(SET, "opposes"), has_row, "{how}");
                assert_eq!(says("codebook.ron", "\"Tax\""), has_row, "{how}");
            }
            for file in [SET, "codebook.ron", "corpus.ron"] {
                let now = content(root, file);
                assert!(now.is_empty() || now.ends_with(")\n"), "{how}: {file} is cut short");
            }
            if let Some(session) = session {
                assert!(session.flush(PATIENCE), "{how}: {:?}", session.save_state());
            }
            let whole = open_whole(root).expect("opens");
            assert!(whole.known.held.is_empty(), "{how}: {:?}", whole.problems);
        },
    );
}

#[test]
fn exports_and_files_of_the_program_are_old_or_new() {
    let replaced = |write: &dyn Fn(&Path, &FailingFiles) -> bool, old: &str, mark: &str| {
        let world = || {
            let dir = tempfile::tempdir().expect("a temporary folder");
            fs::write(dir.path().join("out.ron"), old).expect("writes");
            dir
        };
        fail_every_step(
            world,
            |world, failing| write(world.path(), failing),
            |world, is_written, failing, how| {
                let now = content(world.path(), "out.ron");
                assert!(now == old || now.ends_with(mark), "{how}: {now}");
                assert!(!is_written || now.ends_with(mark), "{how}: was said to be written");
                assert!(write(world.path(), failing), "{how}: with the disk mended it is written");
                assert_eq!(strays(world.path()), 0, "{how}");
            },
        )
    };
    let export = |root: &Path, failing: &FailingFiles| {
        write_export(failing, &root.join("out.ron"), &vec![b'x'; 100_000]).is_ok()
    };
    assert!(replaced(&export, "old", "xxxx") > 60);
    let state = |root: &Path, failing: &FailingFiles| {
        let file: StateFile<Vec<String>> = StateFile::new_with(Arc::new(failing.clone()), root, "out.ron");
        file.save(&vec!["new".to_owned()]).is_ok()
    };
    assert!(replaced(&state, "[\"old\"]", "\"new\",\n]\n") > 60);
}

#[test]
fn the_sample_is_unpacked_whole_or_what_is_there_of_it_is() {
    let whole = tempfile::tempdir().expect("a temporary folder");
    unpack_sample(&standpoint::store::RealFiles, whole.path()).expect("unpacks");
    let whole = crate::coded::bytes_below(whole.path());
    // One way to fail is enough for so many files; the others are those of every file.
    let files = FailingFiles::sound(standpoint::store::files::Failure::ALL[0], false);
    let dir = tempfile::tempdir().expect("a temporary folder");
    unpack_sample(&files, dir.path()).expect("unpacks");
    for at in (0..files.n_steps()).step_by(7) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let failing = FailingFiles::new(at, standpoint::store::files::Failure::ALL[0], true);
        assert!(unpack_sample(&failing, dir.path()).is_err(), "step {at}");
        for (name, bytes) in crate::coded::bytes_below(dir.path()) {
            assert_eq!(whole.get(&name), Some(&bytes), "step {at}: {}", name.display());
        }
        failing.mend();
        unpack_sample(&failing, dir.path()).expect("goes on where it ended");
        assert_eq!(crate::coded::bytes_below(dir.path()), whole);
    }
}
