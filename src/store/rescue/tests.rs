//! Rescue copies on real folders, and on a disk that fails.

use super::*;
use crate::model::{Codebook, Corpus, Theme};
use crate::store::files::{FailingFiles, fail_every_step};
use crate::store::{Known, Layout, SaveJob, SaveState, Saver};
use jiff::Timestamp;
use std::fs;
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

/// A saver whose corpus disk is full until it is mended, and what keeps copies in a state folder that works.
struct Full {
    saver: Saver,
    keeper: Arc<Keeper>,
    rescues: Rescues,
    disk: FailingFiles,
}

fn full(dir: &Path) -> Full {
    let root = dir.join("corpus");
    fs::create_dir_all(&root).expect("a folder");
    let layout = Layout::new(&root);
    let keeper = Arc::new(Keeper::new(layout.clone()));
    let rescues = Rescues::new(&dir.join("state"), &root);
    keeper.keep_among(rescues.clone());
    let disk = FailingFiles::full();
    let listeners = vec![keeper.listener()];
    let saver = Saver::start_with(Arc::new(disk.clone()), layout, Known::default(), listeners, || ());
    Full { saver, keeper, rescues, disk }
}

fn contents(rescues: &Rescues) -> Vec<String> {
    rescues.copies().into_iter().map(|copy| copy.content.expect("is whole").content).collect()
}

/// A state folder with one copy in it.
struct Folder {
    dir: tempfile::TempDir,
    sound: Rescues,
    first: PathBuf,
}

fn folder() -> Folder {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let sound = Rescues::new(dir.path(), Path::new("/corpus"));
    let first = sound.keep(&copy("first\r\n“x”", 1), None).expect("keeps");
    Folder { dir, sound, first }
}

impl Folder {
    fn failing(&self, files: &FailingFiles) -> Rescues {
        Rescues::with(Arc::new(files.clone()), self.dir.path(), Path::new("/corpus"))
    }
}

#[test]
fn whichever_step_fails_a_copy_is_whole() {
    let keep = |folder: &Folder, files: &FailingFiles| {
        let failing = folder.failing(files);
        let is_replaced = failing.keep(&copy("second", 2), Some(&folder.first)).is_ok();
        (is_replaced, failing.keep(&copy("other", 3), None).is_ok())
    };
    let n = fail_every_step(folder, keep, |folder, (is_replaced, is_fresh), _, how| {
        let left = contents(&folder.sound);
        assert!(matches!(left[0].as_str(), "first\r\n“x”" | "second"), "{how}: {left:?}");
        assert!(!is_replaced || left[0] == "second", "{how}: {left:?}");
        assert!(!is_fresh || left.len() == 2 && left[1] == "other", "{how}: {left:?}");
    });
    assert!(n > 100, "every step was made to fail: {n}");
}

#[test]
fn whichever_step_fails_a_copy_that_is_set_aside_is_still_there() {
    let set_aside = |folder: &Folder, files: &FailingFiles| folder.failing(files).set_aside(&folder.first).is_ok();
    let n = fail_every_step(folder, set_aside, |folder, is_done, _, how| {
        let aside = folder.sound.folder().join(SET_ASIDE).join(folder.first.file_name().expect("a name"));
        let whole = |path: &PathBuf| folder.sound.read(path.clone()).content == Ok(copy("first\r\n“x”", 1));
        assert!([&folder.first, &aside].into_iter().any(whole), "{how}");
        assert!(!is_done || whole(&aside) && !folder.first.exists(), "{how}");
    });
    assert!(n > 50, "every step was made to fail: {n}");
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
    let Full { saver, keeper, rescues, disk } = full(dir.path());
    saver.submit(codebook("first")).expect("is not held");
    assert!(matches!(saver.flush(SOON), SaveState::Failed { .. }));
    assert!(keeper.words().contains("A rescue copy was made"), "{}", keeper.words());
    saver.submit(codebook("second")).expect("is not held");
    saver.flush(SOON);
    let kept = contents(&rescues);
    assert!(kept.len() == 1 && kept[0].contains("second"), "{kept:?}");
    let copy = rescues.copies().remove(0).content.expect("is whole");
    assert_eq!((copy.file.as_str(), copy.why.as_str(), copy.base.as_str()), ("codebook.ron", "The disk is full", ""));
    let restored = rescues.restore(&copy, &Corpus::default()).expect("is readable");
    assert!(restored.is_next && restored.unread.is_empty());
    assert_eq!(keeper.paths(), rescues.waiting());
    disk.mend();
    assert_eq!(saver.flush(SOON), SaveState::Saved);
    drop(saver);
    assert_eq!(rescues.waiting(), Vec::<PathBuf>::new());
    assert_eq!((keeper.paths(), keeper.words()), (Vec::new(), String::new()));
    assert!(!rescues.restore(&copy, &Corpus::default()).expect("is readable").is_next, "the file is another now");
}

#[test]
fn what_waits_from_an_earlier_session_is_not_written_over() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for name in ["of one session", "of another"] {
        let full = full(dir.path());
        full.saver.submit(codebook(name)).expect("is not held");
        drop(full.saver);
        let kept = contents(&full.rescues);
        assert!(kept[0].contains("of one session") && kept.last().is_some_and(|kept| kept.contains(name)), "{kept:?}");
    }
}

#[test]
fn a_corpus_whose_disk_is_gone_leaves_copies_all_the_same() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let full = full(dir.path());
    full.disk.mend();
    fs::remove_dir(dir.path().join("corpus")).expect("unplugs");
    full.saver.submit(codebook("on a memory stick")).expect("is not held");
    assert!(matches!(full.saver.flush(SOON), SaveState::Failed { .. }));
    assert!(contents(&full.rescues)[0].contains("on a memory stick"));
    assert!(full.rescues.copies()[0].content.as_ref().expect("is whole").why.contains("is not there"));
}

#[test]
fn a_state_folder_that_cannot_be_written_is_said() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("state"), "in the way").expect("writes");
    let Full { saver, keeper, rescues, .. } = full(dir.path());
    saver.submit(codebook("x")).expect("is not held");
    assert!(matches!(saver.flush(SOON), SaveState::Failed { .. }));
    assert!(keeper.words().contains("No rescue copy could be made either"), "{}", keeper.words());
    assert!(!keeper.keep_job(&codebook("x"), "", None));
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
