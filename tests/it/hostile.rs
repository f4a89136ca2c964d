//! Odd and hostile folders: nothing makes the program crash, hang, or take memory out of proportion, and what it
//! cannot take it names.

use crate::coded::apply;
use crate::notation::{id, statement};
use crate::program::standpoint;
use crate::world::{PATIENCE, World};
use proptest::prelude::*;
use standpoint::edit::{Edit, Focus};
use standpoint::model::{DocPath, Progress, Theme};
use standpoint::session::{Change, Session};
use standpoint::store::{Problem, SaveState};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Runs `work` on a thread of its own, and fails when it has not ended after a while.
pub fn in_time<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> R {
    let (sender, receiver) = channel();
    let thread = std::thread::spawn(move || sender.send(work()).is_ok());
    let result = receiver.recv_timeout(Duration::from_mins(1)).expect("ends in time, and does not panic");
    assert!(thread.join().expect("has ended"));
    result
}

pub fn opened(world: &World) -> Session {
    let root = world.root();
    in_time(move || {
        let wake: standpoint::session::Wake = Arc::new(|| ());
        let mut session = Session::open(&root, Some("ann".into()), None, &wake).expect("opens");
        session.load_all();
        session
    })
}

fn paths(session: &Session) -> Vec<&str> {
    session.corpus().documents().iter().map(|document| document.path.as_str()).collect()
}

/// Marks the first character of every document, saves, and reads it again.
fn codes_all(world: &World) {
    let mut session = opened(world);
    let all: Vec<DocPath> = session.corpus().documents().iter().map(|document| document.path.clone()).collect();
    for (path, n) in all.iter().zip(1..) {
        let text = session.corpus().document(path).and_then(|document| document.ready_text()).expect("is read");
        let end = text.as_str().chars().next().expect("is not empty").len_utf8();
        let value = Some(Arc::new(statement(n, &[(0, end)])));
        let set = session.key(path);
        apply(&mut session, Edit::Statement { set, id: id(n), value });
    }
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    drop(session);
    let again = opened(world);
    assert!(again.problems().is_empty(), "{:?}", again.problems());
    assert!(all.iter().all(|path| again.set(path).is_some_and(|set| set.len() == 1)), "all are kept");
}

#[test]
fn an_empty_folder_and_an_empty_file_are_a_corpus() {
    let empty = World::new(&[]);
    assert!(paths(&opened(&empty)).is_empty());
    let world = World::new(&[("a.txt", "")]);
    let mut session = opened(&world);
    assert!(session.problems().is_empty());
    let set = session.key(&"a.txt".into());
    apply(&mut session, Edit::Progress { set, value: Progress::Done });
    assert!(session.flush(PATIENCE));
    drop(session);
    assert_eq!(opened(&world).set(&"a.txt".into()).map(|set| set.progress), Some(Progress::Done));
    for format in ["csv", "jsonl", "xlsx", "markdown", "html"] {
        for world in [&empty, &world] {
            standpoint(["export", "--to", "-", "--format", format]).arg(world.root()).ends_with(0).quietly();
        }
    }
}

#[test]
fn one_line_of_10_mb_is_opened_coded_and_exported() {
    let world = World::new(&[("a.txt", &"é👩‍👧 said no; ".repeat(400_000))]);
    codes_all(&world);
    let table = standpoint(["export", "--to", "-", "--format", "jsonl"]).arg(world.root()).ends_with(0).quietly();
    assert_eq!(table.out.lines().count(), 1);
    assert!(table.out.len() < 2_000, "context is bounded");
}

#[test]
fn binary_files_are_named_and_the_rest_is_read() {
    let world = World::new(&[("b.txt", "The bank said no.")]);
    let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    world.write("noise.txt", noise);
    world.write("zeros.txt", vec![0_u8; 100_000]);
    world.write(
        "picture.txt",
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0".as_slice(), &[0; 64], &[255; 64]].concat(),
    );
    let session = opened(&world);
    assert_eq!(session.corpus().documents().len(), 4);
    for name in ["noise.txt", "zeros.txt", "picture.txt"] {
        assert!(session.problems().iter().any(|problem| problem.path.ends_with(name)), "{name}");
    }
    assert!(session.corpus().document(&"b.txt".into()).is_some_and(|document| document.ready_text().is_some()));
}

#[cfg(unix)]
#[test]
fn pipes_loops_and_links_do_not_hang_or_lead_astray() {
    use std::os::unix::fs::symlink;
    let world = World::new(&[("b.txt", "The bank said no."), ("sub/c.txt", "It did.")]);
    let root = world.root();
    let made = std::process::Command::new("mkfifo").arg(root.join("pipe.txt")).arg(root.join("codebook.ron")).status();
    let has_pipes = made.is_ok_and(|status| status.success());
    symlink("loop.txt", root.join("loop.txt")).expect("a link");
    symlink("two.txt", root.join("one.txt")).expect("a link");
    symlink("one.txt", root.join("two.txt")).expect("a link");
    symlink("..", root.join("sub/up")).expect("a link");
    symlink("gone.txt", root.join("dangling.txt")).expect("a link");
    symlink("/dev/zero", root.join("zero.txt")).expect("a link");
    symlink("b.txt", root.join("same.txt")).expect("a link");
    let session = opened(&world);
    assert_eq!(paths(&session), ["b.txt", "same.txt", "sub/c.txt"]);
    let told: Vec<String> = session.problems().iter().map(Problem::to_string).collect();
    if has_pipes {
        assert!(told.iter().any(|line| line.starts_with("codebook.ron: ")), "{told:?}");
    }
}

#[test]
fn ten_thousand_documents_are_read() {
    let texts: Vec<String> = (0..10_000).map(|n| format!("{}/{n:05}.txt", n % 7)).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|path| (path.as_str(), "The bank said no.")).collect();
    let world = World::new(&files);
    let begun = Instant::now();
    let session = opened(&world);
    assert_eq!(session.corpus().documents().len(), 10_000);
    assert!(session.corpus().documents().iter().all(|document| document.ready_text().is_some()));
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn names_of_every_kind_are_coded_and_kept_apart() {
    let long = format!("{}.txt", "n".repeat(240));
    let deep = format!("{}d.txt", "folder/".repeat(20));
    let names =
        ["a b  c.txt", "👩‍👧‍👦.txt", "e\u{301}.txt", "é.txt", "سلام.txt", "A.txt", "a.txt", "a.TXT", "x.ron.txt", "-v.txt"];
    let quoted = ["\"q\"'.txt", "#[*]?.txt", "a..b.txt", "annotations.txt", "x/annotations/y.txt", "con.txt"];
    let all: Vec<(&str, &str)> = names
        .iter()
        .chain(&quoted)
        .chain([&long.as_str(), &deep.as_str()])
        .map(|name| (*name, "The bank said no."))
        .collect();
    let world = World::new(&all);
    let mut expected: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    expected.sort_unstable();
    assert_eq!(paths(&opened(&world)), expected);
    codes_all(&world);
    standpoint(["check"]).arg(world.root()).ends_with(0).quietly();
    let rows = standpoint(["export", "--to", "-", "--format", "csv"]).arg(world.root()).ends_with(0).quietly();
    assert_eq!(rows.out.lines().count(), all.len() + 1);
}

#[cfg(unix)]
#[test]
fn a_name_too_long_for_its_set_is_told_and_kept_in_memory() {
    let name = format!("{}.txt", "n".repeat(251));
    let world = World::new(&[(&name, "The bank said no.")]);
    let mut session = opened(&world);
    let set = session.key(&DocPath::from(name.as_str()));
    apply(&mut session, Edit::Progress { set, value: Progress::Done });
    assert!(!session.flush(PATIENCE));
    let SaveState::Failed { reason, .. } = session.save_state() else { panic!("{:?}", session.save_state()) };
    assert!(reason.contains("kept in memory"), "{reason}");
}

/// Whether this user is kept from writing where the mode of a folder says so; root is not.
#[cfg(unix)]
fn is_kept_out(folder: &std::path::Path) -> bool {
    let probe = folder.join("probe");
    let is_written = std::fs::write(&probe, "x").is_ok();
    if is_written {
        std::fs::remove_file(probe).expect("can be removed");
    }
    !is_written
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_read_and_the_work_kept_in_memory() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::tagged(&[("a.txt", "The [bank|id=1] said no.")]);
    let folder = world.root().join("annotations/ann");
    set_permissions(&folder, Permissions::from_mode(0o555)).expect("may");
    if is_kept_out(&folder) {
        let mut session = opened(&world);
        let set = session.key(&"a.txt".into());
        apply(&mut session, Edit::Progress { set: set.clone(), value: Progress::Done });
        assert!(!session.flush(PATIENCE));
        let SaveState::Failed { reason, .. } = session.save_state() else { panic!("{:?}", session.save_state()) };
        assert!(reason.contains("You may not write in this folder"), "{reason}");
        assert_eq!(session.corpus().set(&set).map(|set| set.progress), Some(Progress::Done));
        let row = r#"{"document":"a.txt","quote":"said no"}"#;
        let ended = standpoint(["import", "--coder", "ann"]).arg(world.root()).arg("-").input(row).ends_with(3);
        ended.complains(&["a.txt.ron"]);
        set_permissions(&folder, Permissions::from_mode(0o755)).expect("may");
        session.save_now();
        assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    }
    set_permissions(&folder, Permissions::from_mode(0o755)).expect("may");
}

#[cfg(unix)]
#[test]
fn a_corpus_that_may_only_be_read_is_exported_and_checked() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::tagged(&[("a.txt", "The [bank|id=1] said no.")]);
    let before = world.bytes();
    set_permissions(world.root(), Permissions::from_mode(0o555)).expect("may");
    standpoint(["check"]).arg(world.root()).ends_with(0).quietly();
    standpoint(["export", "--to", "-", "--format", "csv"]).arg(world.root()).ends_with(0).quietly();
    if is_kept_out(&world.root()) {
        let row = r#"{"document":"a.txt","quote":"said no","theme":"New"}"#;
        let ended = standpoint(["import", "--coder", "ann"]).arg(world.root()).arg("-").input(row).ends_with(3);
        ended.without_results().complains(&["codebook.ron"]);
    }
    set_permissions(world.root(), Permissions::from_mode(0o755)).expect("may");
    assert_eq!(world.bytes(), before);
}

#[test]
fn files_of_ours_that_are_nonsense_are_named_quickly_and_left_alone() {
    let nested = format!("AnnotationSet({}", "(".repeat(1_000_000));
    let many = format!("AnnotationSet(statements: [\n{}", "        Statement(\n".repeat(200_000));
    let hashes = format!("AnnotationSet(format: 1, document: r{}\"x", "#".repeat(1_000_000));
    for content in [nested.as_bytes(), many.as_bytes(), hashes.as_bytes(), b"\xFF\xFE\0\0", b"", b"()"] {
        let world = World::new(&[("a.txt", "The bank said no.")]);
        for file in ["annotations/ann/a.txt.ron", "codebook.ron", "corpus.ron"] {
            world.write(file, content);
        }
        let before = world.bytes();
        let begun = Instant::now();
        let session = opened(&world);
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
        for file in ["annotations/ann/a.txt.ron", "codebook.ron", "corpus.ron"] {
            assert!(session.problems().iter().any(|problem| problem.path.ends_with(file)), "{file}");
        }
        assert!(session.why_held(&"a.txt".into()).is_some());
        assert!(session.flush(PATIENCE));
        drop(session);
        assert_eq!(world.bytes(), before);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_with_changed_bytes_is_read_whole_or_left_alone(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..4),
        file in prop::sample::select(vec!["annotations/ann/a.txt.ron", "codebook.ron"]),
    ) {
        let world = World::tagged(&[("a.txt", "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said [no|id=2].")]);
        let mut bytes = world.read(file).into_bytes();
        for (at, byte, kind) in changes {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        world.write(file, &bytes);
        let mut session = opened(&world);
        prop_assert!(session.flush(PATIENCE));
        prop_assert_eq!(std::fs::read(world.root().join(file)).ok(), Some(bytes.clone()), "opening changes nothing");

        let set = session.key(&"a.txt".into());
        let edit = Edit::Progress { set, value: Progress::Done };
        let theme = Edit::Theme { id: "new".into(), value: Some((9, Theme { id: "new".into(), ..Theme::default() })) };
        let edit = if file == "codebook.ron" { theme } else { edit };
        let is_done = session.apply(Change::new("edit", edit, Focus::default())).is_ok();
        prop_assert!(session.flush(PATIENCE), "{:?}", session.save_state());
        let held = crate::coded::held(session.corpus());
        drop(session);
        if is_done {
            prop_assert_eq!(crate::coded::held(opened(&world).corpus()), held, "what was read is kept");
        } else {
            prop_assert_eq!(std::fs::read(world.root().join(file)).ok(), Some(bytes), "it is left alone");
        }
    }
}
