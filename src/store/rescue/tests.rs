//! Rescue copies on real folders, and on a disk that fails.

use super::*;
use crate::model::{Codebook, Corpus, Theme};
use crate::store::files::FailingFiles;
use crate::store::{Known, Layout, SaveJob, SaveState, Saver, Unsaved};
use jiff::Timestamp;
use std::fs;
use std::sync::atomic::{AtomicIsize, Ordering};
use std::time::Duration;

const SOON: Duration = Duration::from_secs(10);

fn copy(content: &str, second: i64) -> Kept {
    Kept {
        corpus: "/corpus".to_owned(),
        file: "codebook.ron".to_owned(),
        kept: Timestamp::from_second(second).expect("a time"),
        why: "The disk is \"full\"".to_owned(),
        base: String::new(),
        content: content.to_owned(),
    }
}

fn codebook(name: &str) -> SaveJob {
    let mut codebook = Codebook::default();
    let theme = Theme { id: "t".into(), name: name.to_owned(), ..Theme::default() };
    codebook.themes.push(theme).expect("is new");
    SaveJob::Codebook(codebook)
}

/// A saver whose corpus disk is full until `room` says otherwise, and a state folder that works.
fn full(dir: &Path) -> (Saver, Rescues, Arc<AtomicIsize>) {
    let root = dir.join("corpus");
    fs::create_dir_all(&root).expect("a folder");
    let room = Arc::new(AtomicIsize::new(0));
    let files = Box::new(FailingFiles::until(&room));
    let saver = Saver::start_with(files, Layout::new(&root), Known::default(), || ());
    let rescues = Rescues::new(&dir.join("state"), &root);
    saver.rescue_among(rescues.clone());
    (saver, rescues, room)
}

fn contents(rescues: &Rescues) -> Vec<String> {
    rescues.copies().into_iter().map(|copy| copy.content.expect("is whole").content).collect()
}

#[test]
fn whichever_step_fails_a_copy_is_whole() {
    for is_lasting in [false, true] {
        let mut n_failed = 0;
        for step in 0.. {
            let dir = tempfile::tempdir().expect("a temporary folder");
            let sound = Rescues::new(dir.path(), Path::new("/corpus"));
            let first = sound.keep(&copy("first\r\n“x”", 1), None).expect("keeps");
            let files = Arc::new(if is_lasting { FailingFiles::from(step) } else { FailingFiles::at(step) });
            let failing = Rescues::with(Arc::<FailingFiles>::clone(&files), dir.path(), Path::new("/corpus"));
            let replaced = failing.keep(&copy("second", 2), Some(&first)).is_ok();
            let fresh = failing.keep(&copy("other", 3), None).is_ok();
            let left = contents(&sound);
            assert!(matches!(left[0].as_str(), "first\r\n“x”" | "second"), "step {step}: {left:?}");
            assert!(!replaced || left[0] == "second", "step {step}: {left:?}");
            assert!(!fresh || left.len() == 2 && left[1] == "other", "step {step}: {left:?}");
            let hidden = fs::read_dir(sound.folder()).expect("a folder").count();
            assert_eq!(hidden, left.len(), "step {step}: nothing of ours is left over");
            if !files.has_failed() {
                assert!(replaced && fresh);
                break;
            }
            n_failed += 1;
        }
        assert!(n_failed > 15, "every step was made to fail: {n_failed}");
    }
}

#[test]
fn whichever_step_fails_a_copy_that_is_set_aside_is_still_there() {
    for step in 0.. {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let sound = Rescues::new(dir.path(), Path::new("/corpus"));
        let path = sound.keep(&copy("x", 1), None).expect("keeps");
        let failing = Rescues::with(Arc::new(FailingFiles::at(step)), dir.path(), Path::new("/corpus"));
        let result = failing.set_aside(&path);
        let aside = sound.folder().join(SET_ASIDE).join(path.file_name().expect("a name"));
        let is_there = [&path, &aside].into_iter().any(|path| sound.read(path.clone()).content == Ok(copy("x", 1)));
        assert!(is_there, "step {step}");
        if result.is_ok() {
            assert!(!path.exists() && step > 8);
            break;
        }
    }
}

#[cfg(unix)]
#[test]
fn only_the_user_reads_copies_whoever_could_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
    let rescues = Rescues::new(&dir.path().join("state"), Path::new("/corpus"));
    let path = rescues.keep(&copy("x", 1), None).expect("keeps");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("sets");
    rescues.keep(&copy("y", 2), Some(&path)).expect("keeps");
    let aside = rescues.set_aside(&path).expect("sets aside");
    assert_eq!(mode(&aside), 0o600);
    for folder in aside.ancestors().skip(1).take(4) {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
}

#[test]
fn what_cannot_be_saved_is_kept_at_its_newest_until_it_is_saved() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (saver, rescues, room) = full(dir.path());
    saver.submit(codebook("first")).expect("is not held");
    let SaveState::Failed { reason, .. } = saver.flush(SOON) else { panic!("must fail") };
    assert!(reason.contains("A rescue copy was made"), "{reason}");
    saver.submit(codebook("second")).expect("is not held");
    saver.flush(SOON);
    let kept = contents(&rescues);
    assert!(kept.len() == 1 && kept[0].contains("second"), "{kept:?}");
    let copy = rescues.copies().remove(0).content.expect("is whole");
    assert_eq!((copy.file.as_str(), copy.why.as_str(), copy.base.as_str()), ("codebook.ron", "The disk is full", ""));
    let restored = rescues.restore(&copy, &Corpus::default()).expect("is readable");
    assert!(restored.is_next && restored.unread.is_empty());
    assert_eq!(saver.own_rescue_copies(), rescues.waiting());
    room.store(1000, Ordering::SeqCst);
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    assert_eq!(rescues.waiting(), [PathBuf::new(); 0]);
    assert!(saver.own_rescue_copies().is_empty());
    assert!(!rescues.restore(&copy, &Corpus::default()).expect("is readable").is_next, "the file is another now");
}

#[test]
fn a_saver_that_ends_with_work_unsaved_leaves_a_copy() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (saver, rescues, _) = full(dir.path());
    saver.submit(codebook("last")).expect("is not held");
    drop(saver);
    let kept = contents(&rescues);
    assert!(kept.len() == 1 && kept[0].contains("last"), "{kept:?}");
    let (again, _, _) = full(dir.path());
    again.submit(codebook("of another session")).expect("is not held");
    drop(again);
    let kept = contents(&rescues);
    assert!(kept.len() == 2 && kept[0].contains("last"), "what waits is not written over: {kept:?}");
}

#[test]
fn work_on_a_disk_that_does_not_answer_is_rescued_at_once() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path().join("corpus");
    fs::create_dir(&root).expect("a folder");
    let saver = Saver::start_with(Box::new(FailingFiles::slow()), Layout::new(&root), Known::default(), || ());
    let rescues = Rescues::new(&dir.path().join("state"), &root);
    saver.rescue_among(rescues.clone());
    saver.submit(codebook("being written")).expect("is not held");
    assert!(matches!(saver.flush(Duration::from_millis(50)), SaveState::Saving { .. }));
    assert_eq!(saver.rescue_now(), Unsaved { n_kept: 1, n_lost: 0 });
    assert!(contents(&rescues)[0].contains("being written"));
}

#[test]
fn a_state_folder_that_cannot_be_written_is_said() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("state"), "in the way").expect("writes");
    let (saver, rescues, _) = full(dir.path());
    saver.submit(codebook("x")).expect("is not held");
    let SaveState::Failed { reason, .. } = saver.flush(SOON) else { panic!("must fail") };
    assert!(reason.contains("No rescue copy could be made either"), "{reason}");
    assert_eq!(saver.rescue_now(), Unsaved { n_kept: 0, n_lost: 1 });
    assert_eq!(rescues.copies(), []);
}

#[test]
fn copies_are_bounded_and_the_oldest_are_set_aside() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let rescues = Rescues::new(dir.path(), Path::new("/corpus"));
    for i in 0..12 {
        rescues.keep(&copy(&format!("copy {i}"), i), None).expect("keeps");
    }
    assert_eq!(contents(&rescues).len(), MAX_WAITING);
    assert_eq!(contents(&rescues)[0], "copy 2");
    assert_eq!(rescues.list(&rescues.folder().join(SET_ASIDE)).len(), 2);
}

#[test]
fn a_folder_full_of_nonsense_is_named_and_left_alone() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let rescues = Rescues::new(dir.path(), Path::new("/corpus"));
    let good = copy("good", 9);
    let path = rescues.keep(&good, None).expect("keeps");
    let text = fs::read_to_string(&path).expect("is there");
    let newer = text.replace("format: 1", "format: 7, shape: New");
    let nested = format!("RescueCopy(format: 1, corpus: {}", "[".repeat(100_000));
    let hostile: [(&str, &[u8]); 6] = [
        ("a.ron", b""),
        ("b.ron", b"\xff\xfe\0\0"),
        ("c.ron", newer.as_bytes()),
        ("d.ron", nested.as_bytes()),
        ("e.ron", &text.as_bytes()[..text.len() / 2]),
        ("f.ron", b"RescueCopy(format: 1, corpus: \"\", file: \"\", kept: \"yesterday\", why: \"\", content: \"\")"),
    ];
    for (name, bytes) in hostile {
        fs::write(rescues.folder().join(name), bytes).expect("writes");
    }
    fs::create_dir(rescues.folder().join("g.ron")).expect("a folder");
    let copies = rescues.copies();
    assert_eq!(copies.len(), 7);
    assert_eq!(copies[0].content, Ok(good));
    let why: Vec<&String> = copies[1..].iter().map(|copy| copy.content.as_ref().expect_err("is nonsense")).collect();
    assert!(why[1].contains("not UTF-8") && why[2].contains("newer version") && why[5].contains("when"), "{why:?}");
    for (name, bytes) in hostile {
        assert_eq!(fs::read(rescues.folder().join(name)).expect("is there"), bytes, "{name}");
    }
}

#[test]
fn a_copy_of_no_file_of_ours_is_never_taken_for_one() {
    let kept = |file: &str| Kept { file: file.to_owned(), ..copy("", 1) };
    for file in ["", "../codebook.ron", "/etc/passwd", "annotations/../../x/a.txt.ron", "annotations/ann/.ron", "a.txt"]
    {
        assert_eq!(kept(file).key(), None, "{file}");
    }
    assert!(kept("annotations/ann/press/a.txt.ron").key().is_some());
}
