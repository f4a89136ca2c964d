//! Backups on disks that fail, of large corpora, and on the command line.

use crate::backups::{all, listed, progress, session, set, settle, without};
use crate::coded::apply;
use crate::notation::{id, statement};
use crate::program::{Program, standpoint};
use crate::world::{PATIENCE, World, copy_folder};
use standpoint::edit::Edit;
use standpoint::model::Progress;
use standpoint::session::restore::FileDifference;
use standpoint::session::{Session, Wake};
use standpoint::store::backup::{Archive, Backups};
use standpoint::store::files::{FailingFiles, fail_every_step};
use standpoint::store::{FileKey, Layout, RealFiles};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

const TEXT: &str =
    "The [bank|id=1 stance=opposes theme=tax speaker=treasury] said [no|id=2 theme=tax] and [left|id=3].";
const SET: &str = "annotations/ann/a.txt.ron";

#[test]
fn whichever_step_of_restoring_fails_files_are_old_or_new_and_the_backup_stays() {
    let template = World::tagged(&[("a.txt", TEXT)]);
    let then = template.read(SET);
    let first = session(&template);
    first.back_up_now();
    settle(&first);
    let backup = listed(&first).pop().expect("was made").path;
    drop(first);
    let mut changed = template.session("ann");
    apply(&mut changed, Edit::Batch(vec![without(1), progress(Progress::Done)]));
    settle(&changed);
    drop(changed);
    let now = template.read(SET);
    let world = || {
        let world = World::new(&[]);
        copy_folder(&template.root(), &world.root());
        let folder = Backups::new(&world.beside("state"), Layout::new(world.root())).folder().to_owned();
        fs::create_dir_all(&folder).expect("a folder");
        let copy = folder.join(backup.file_name().expect("a name"));
        fs::copy(&backup, &copy).expect("copies");
        (world, copy)
    };
    let restore = |(world, copy): &(World, PathBuf), files: &FailingFiles| {
        let wake: Wake = Arc::new(|| ());
        let files = Arc::new(files.clone());
        let mut session = Session::open_with(files.clone(), &world.root(), Some("ann".into()), None, &wake).ok()?;
        session.load_all();
        session.use_state_folder(&world.beside("state"));
        let mut archive = Archive::open(&*files, copy).ok()?;
        let difference = session.standing().compare(&mut archive, &|_| (), &AtomicBool::new(false))?;
        let is_set = |file: &FileDifference| file.key == FileKey::Set(set()) && file.can_restore();
        let is_wanted = difference.files.iter().any(is_set);
        let is_done = session.restore(&difference, &all(&difference), "restore").is_ok() && is_wanted;
        let is_saved = session.flush(PATIENCE);
        Some((session, is_done, is_saved))
    };
    let n_failures = fail_every_step(world, restore, |(world, copy), done, _, how| {
        let set = world.read(SET);
        assert!(set == then || set == now, "{how}: neither old nor new: {set}");
        let mut archive = Archive::open(&RealFiles, copy).expect(how);
        assert_eq!(archive.verify(), Ok(()), "{how}");
        let Some((session, is_done, is_saved)) = done else { return };
        assert!(!(is_done && is_saved) || set == then, "{how}: called saved");
        assert!(session.flush(PATIENCE), "{how}: {:?}", session.save_state());
        assert_eq!(world.read(SET) == then, is_done, "{how}");
        // What stood there before is in a backup, or somebody was told that none could be made.
        let is_kept = listed(&session).iter().any(|listed| {
            let hash = blake3::hash(now.as_bytes()).to_hex().to_string();
            listed
                .manifest
                .as_ref()
                .is_ok_and(|it| it.file(&FileKey::Set(crate::backups::set())).is_some_and(|it| it.hash == hash))
        });
        assert!(!is_done || is_kept || session.take_backup_news().is_some(), "{how}");
    });
    assert!(n_failures >= 100, "every step was made to fail: {n_failures}");
}

fn run(world: &World, args: &[&str]) -> Program {
    let (task, rest) = args.split_first().expect("a task");
    let program = standpoint(["backup", task]).arg(world.root()).args(rest);
    program.env("XDG_STATE_HOME", world.beside("state-home"))
}

#[test]
fn the_command_line_makes_lists_shows_and_restores() {
    let world = World::tagged(&[("a.txt", TEXT)]);
    let before = world.bytes();
    run(&world, &["list"]).ends_with(0).quietly().says(&["no backups of"]);
    run(&world, &["show"]).ends_with(3).complains(&["there is no backup of this corpus yet"]);
    run(&world, &["make"]).ends_with(0).quietly().says(&["backup made and read back", "-asked.zip"]);
    run(&world, &["make"]).ends_with(0).quietly().says(&["not needed: the newest one says the same"]);
    let rows = r#"{"document":"a.txt","quote":"said","coder":"ann"}"#;
    let state = world.beside("state-home");
    let import = standpoint(["import"]).arg(world.root()).arg("-").input(rows).env("XDG_STATE_HOME", &state);
    import.ends_with(0).quietly();
    run(&world, &["list"]).ends_with(0).quietly().says(&["asked for", "3 statements"]);
    run(&world, &["show"]).ends_with(0).quietly().says(&[SET, "+0 −1 ~1", "− “said”"]);
    let shown = run(&world, &["show", "latest", "--json"]).ends_with(0).quietly();
    let shown: serde_json::Value = serde_json::from_str(&shown.out).expect("JSON");
    assert_eq!((shown["files"][0]["go"].as_u64(), shown["same"].as_u64()), (Some(1), Some(1)));
    run(&world, &["restore", "latest", "--dry-run"]).ends_with(0).quietly().says(&["1 files would be restored from"]);
    assert_ne!(world.bytes(), before);
    run(&world, &["restore", "latest"]).ends_with(0).quietly().says(&["1 files restored from"]);
    assert_eq!(world.bytes(), before);
    let list = run(&world, &["list", "--json"]).ends_with(0).quietly();
    let list: serde_json::Value = serde_json::from_str(&list.out).expect("JSON");
    assert_eq!(list.as_array().map(Vec::len), Some(2));
    assert!(list[0]["why"].as_str().is_some_and(|why| why.starts_with("before: restore from the backup")));
    let elsewhere = world.beside("elsewhere");
    run(&world, &["restore", "latest", "--to"]).arg(&elsewhere).ends_with(0).quietly().says(&["2 files of"]);
    assert!(elsewhere.join(SET).exists() && elsewhere.join("codebook.ron").exists());
    run(&world, &["restore", "latest", "--to"])
        .arg(world.root().join("in"))
        .ends_with(3)
        .complains(&["part of the corpus"]);
    run(&world, &["restore", "nothing"]).ends_with(3).complains(&["no backup has this name"]);
    run(&world, &["restore", "latest", "--file", "../x"]).ends_with(3).complains(&["does not hold ../x"]);
}

#[test]
fn a_thousand_sets_are_backed_up_before_anybody_waits() {
    let text = "A sentence of some length that is said here. ".repeat(20);
    let world = World::new(&[("a.txt", text.as_str())]);
    let note = "Why the coder judged so, in a sentence or two that is long enough to be one. ".repeat(6);
    let mut session = session(&world);
    for n in 0..100 {
        let mut said = statement(n + 1, &[(n as usize, n as usize + 20)]);
        said.note.clone_from(&note);
        apply(&mut session, Edit::Statement { set: set(), id: id(n + 1), value: Some(Arc::new(said)) });
    }
    settle(&session);
    let one = fs::read(world.root().join(SET)).expect("is there");
    for n in 0..1000 {
        fs::write(world.root().join(format!("annotations/ann/{n}.txt.ron")), &one).expect("writes");
    }
    assert!(one.len() * 1000 > 50_000_000, "{}", one.len());
    let begun = Instant::now();
    session.back_up_now();
    settle(&session);
    // A second of processor time is the budget; the debug build and a shared machine get more.
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    let made = &listed(&session)[0];
    assert_eq!(made.manifest.as_ref().expect("is whole").n_statements(), 100_100);
}
