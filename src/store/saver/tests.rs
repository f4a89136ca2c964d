//! The saver on real folders, and on a disk that fails.

use super::*;
use crate::model::{AnnotationSet, Codebook, Progress, SetKey, Theme};
use crate::store::files::{FailingFiles, Failure};
use crate::text::DocumentText;
use std::fs;
use std::io::ErrorKind;

const SOON: Duration = Duration::from_secs(10);

fn codebook(name: &str) -> SaveJob {
    let mut codebook = Codebook::default();
    let theme = Theme { id: "t".into(), name: name.to_owned(), ..Theme::default() };
    codebook.themes.push(theme).expect("is new");
    SaveJob::Codebook(codebook)
}

fn set(coder: &str, progress: Progress) -> SaveJob {
    let key = SetKey::new(coder.into(), "a.txt".into());
    SaveJob::Set { key, set: AnnotationSet::new(progress, []), text: Arc::new(DocumentText::new("a")) }
}

fn start(root: &Path) -> Saver {
    Saver::start(Layout::new(root), Known::default(), || ())
}

fn start_with(files: &FailingFiles, root: &Path, listeners: Vec<SaveListener>) -> Saver {
    Saver::start_with(Arc::new(files.clone()), Layout::new(root), Known::default(), listeners, || ())
}

#[test]
fn the_last_of_many_edits_is_on_the_disk_when_the_saver_is_dropped() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let saver = start(dir.path());
    for i in 0..100 {
        saver.submit(codebook(&format!("name {i}"))).expect("is not held");
    }
    drop(saver);
    let written = fs::read_to_string(dir.path().join("codebook.ron")).expect("is there");
    assert!(written.contains("name 99"), "{written}");
}

#[test]
fn a_set_that_says_nothing_makes_no_file_but_empties_one() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let saver = start(dir.path());
    let file = dir.path().join("annotations/ana/a.txt.ron");
    saver.submit(set("ana", Progress::NotStarted)).expect("is not held");
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    assert!(!dir.path().join("annotations").exists());
    saver.submit(set("ana", Progress::Done)).expect("is not held");
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    assert!(fs::read_to_string(&file).expect("is there").contains("progress: Done"));
    saver.submit(set("ana", Progress::NotStarted)).expect("is not held");
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    assert!(!fs::read_to_string(&file).expect("is there").contains("progress"));
}

#[test]
fn a_change_from_outside_is_kept_and_told() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let saver = start(dir.path());
    saver.submit(codebook("ours")).expect("is not held");
    saver.flush(SOON);
    let file = dir.path().join("codebook.ron");
    fs::write(&file, "theirs").expect("writes");
    saver.submit(codebook("ours again")).expect("is not held");
    let SaveState::Failed { path, reason, .. } = saver.flush(SOON) else { panic!("must fail") };
    assert_eq!(path, Path::new("codebook.ron"));
    assert!(reason.contains("Another program changed the file"), "{reason}");
    assert_eq!(fs::read(&file).expect("is there"), b"theirs");
    fs::remove_file(&file).expect("puts it aside");
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    assert!(fs::read_to_string(&file).expect("is there").contains("ours again"));
}

#[test]
fn a_full_disk_keeps_the_edit_until_there_is_room() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let files = FailingFiles::full();
    let saver = start_with(&files, dir.path(), Vec::new());
    saver.submit(codebook("kept")).expect("is not held");
    let SaveState::Failed { reason, .. } = saver.flush(SOON) else { panic!("must fail") };
    assert!(reason.contains("The disk is full. Your work is kept"), "{reason}");
    saver.submit(codebook("newer")).expect("is not held");
    files.mend();
    saver.retry_now();
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    assert!(fs::read_to_string(dir.path().join("codebook.ron")).expect("is there").contains("newer"));
}

#[test]
fn a_failure_of_the_last_step_is_not_taken_for_a_change_from_outside() {
    for step in 0..8 {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let files = FailingFiles::new(step, Failure::Refused(ErrorKind::Other), false);
        let saver = start_with(&files, dir.path(), Vec::new());
        saver.submit(codebook("first")).expect("is not held");
        saver.flush(SOON);
        saver.submit(codebook("second")).expect("is not held");
        assert_eq!(saver.flush(SOON), SaveState::Saved, "step {step}");
        assert!(fs::read_to_string(dir.path().join("codebook.ron")).expect("is there").contains("second"));
    }
}

#[test]
fn keys_and_links_that_lead_out_of_the_corpus_are_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let saver = start(dir.path());
    assert!(saver.submit(set("../bob", Progress::Done)).is_err());
    #[cfg(unix)]
    {
        let outside = tempfile::tempdir().expect("a temporary folder");
        std::os::unix::fs::symlink(outside.path().join("x.ron"), dir.path().join("codebook.ron")).expect("a link");
        saver.submit(codebook("x")).expect("is not held");
        assert!(matches!(saver.flush(SOON), SaveState::Failed { .. }));
        assert!(!outside.path().join("x.ron").exists());
    }
}

#[test]
fn a_corpus_whose_disk_is_gone_is_not_made_anew() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path().join("corpus");
    fs::create_dir(&root).expect("a folder");
    let saver = start(&root);
    fs::remove_dir(&root).expect("removes");
    saver.submit(codebook("x")).expect("is not held");
    let SaveState::Failed { reason, .. } = saver.flush(SOON) else { panic!("must fail") };
    assert!(reason.contains("The corpus folder is not there"), "{reason}");
    assert!(!root.exists());
}

#[test]
fn a_file_is_told_to_be_saved_only_once_nothing_newer_of_it_waits() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let saver: Arc<std::sync::OnceLock<Saver>> = Arc::default();
    let told: Arc<Mutex<Vec<&str>>> = Arc::default();
    let (asked, heard) = (Arc::clone(&saver), Arc::clone(&told));
    let listener: SaveListener = Box::new(move |event| {
        let mut heard = heard.lock().expect("nobody panics");
        match event {
            SaveEvent::Writing { .. } if heard.is_empty() => {
                heard.push("writing");
                asked.wait().submit(codebook("newer")).expect("is not held");
            }
            SaveEvent::Writing { .. } => heard.push("writing"),
            SaveEvent::Saved { .. } => heard.push("saved"),
            SaveEvent::Failed { .. } => heard.push("failed"),
        }
    });
    let saver = {
        let started =
            Saver::start_with(Arc::new(RealFiles), Layout::new(dir.path()), Known::default(), vec![listener], || ());
        saver.get_or_init(|| started)
    };
    saver.submit(codebook("older")).expect("is not held");
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    assert!(fs::read_to_string(dir.path().join("codebook.ron")).expect("is there").contains("newer"));
    let begun = Instant::now();
    while told.lock().expect("nobody panics").len() < 3 && begun.elapsed() < SOON {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(*told.lock().expect("nobody panics"), ["writing", "writing", "saved"]);
}
