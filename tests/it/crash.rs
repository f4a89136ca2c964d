//! When the program fails: work is kept, the next start says so, and nothing that anybody wrote gets out.

use crate::world::{Driver, World};
use egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use standpoint::app::crash::{CrashNote, Guard, Guarded, Hook, caught};
use standpoint::app::file_picker::{Answer, Ask, FilePicker};
use standpoint::app::memory::Memory;
use standpoint::app::settings::TourMemory;
use standpoint::app::window::Window;
use standpoint::store::rescue::Rescues;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;

/// What no log, report or message of a failure may say.
const CANARY: &str = "kanarienvogel";
const TEXT: &str = "The bank, says Kanarienvogel, opposes the tax: é kanarienvogel.\n";

/// A picker on which the program fails as it would on a document: by cutting it in the middle of a letter.
struct FailingPicker;

impl FilePicker for FailingPicker {
    fn ask(&self, _: Ask, _: mpsc::Sender<Answer>, _: Box<dyn Fn() + Send>) {
        cut();
    }
}

fn cut() {
    let middle = TEXT.find('é').expect("is in the text") + 1;
    assert!(TEXT[..middle].is_empty(), "cutting fails before this");
}

/// The guarded window on a corpus, with a picker on which it fails.
fn guarded(world: &World, hook: Hook, coder: &str) -> (Guard, Harness<'static, Guarded>) {
    let state = world.beside("state");
    let mut memory = Memory::load(&state);
    memory.settings.tour = TourMemory::Seen;
    let guard = Guard::new(hook, &state, Some(&world.root()));
    let held = guard.clone();
    let (root, coder) = (world.root(), coder.to_owned());
    let mut harness =
        Harness::builder().with_size(Vec2::new(1280.0, 800.0)).with_max_steps(60).build_eframe(move |creation| {
            held.hold(Window::new(&creation.egui_ctx, memory, Box::new(FailingPicker)));
            held.with(|window| window.begin(Some(&root), Some(&coder)));
            Guarded(held.clone())
        });
    for _ in 0..200 {
        harness.step();
        let is_read = guard.with(|window| window.session.as_ref().is_some_and(|session| session.loading().is_none()));
        if is_read == Some(true) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    (guard, harness)
}

/// Marks the document done, which is an edit that has to be saved.
fn edit(harness: &mut Harness<'static, Guarded>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run_steps(3);
}

/// Asks for a file dialog, on which the program fails.
fn fail(harness: &mut Harness<'static, Guarded>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    harness.run_steps(3);
}

/// The window at the next start, begun with the corpus as the command line would.
fn next_start(world: &World) -> Driver {
    let mut user = world.start_page(None);
    let root = world.root();
    user.harness.state_mut().begin(Some(&root), Some("ann"));
    user.settle();
    user
}

#[test]
fn a_failing_frame_saves_everything_and_the_next_start_says_so() {
    let world = World::new(&[("a.txt", TEXT)]);
    let (guard, mut harness) = guarded(&world, Hook::default(), "ann");
    edit(&mut harness);
    fail(&mut harness);
    harness.get_by_label("Standpoint has stopped");
    harness.get_by_label("All your work was saved.");
    assert!(guard.with(|_| ()).is_none(), "the window is let go");
    assert!(world.read("annotations/ann/a.txt.ron").contains("progress: Done"));
    drop(harness);
    let mut user = next_start(&world);
    assert!(user.shows("Standpoint stopped unexpectedly") && user.shows("All your work was saved."));
    assert!(user.window().session.is_none(), "what it failed on is not opened by itself");
    user.click("Open corpus again");
    assert_eq!(user.session().coder().as_str(), "ann");
    drop(user);
    let user = next_start(&world);
    assert!(user.window().session.is_some() && !user.shows("stopped unexpectedly"), "it is told once");
}

#[test]
fn what_cannot_be_saved_when_it_fails_is_rescued() {
    let world = World::new(&[("a.txt", TEXT)]);
    world.write("annotations", "in the way");
    let (guard, mut harness) = guarded(&world, Hook::default(), "ann");
    edit(&mut harness);
    fail(&mut harness);
    let note = guard.note().expect("it failed");
    assert_eq!((note.n_kept, note.n_lost), (1, 0));
    drop(harness);
    let copies = Rescues::new(&world.beside("state"), &world.root()).copies();
    assert!(copies.len() == 1 && copies[0].content.as_ref().expect("is whole").content.contains("progress: Done"));
    fs::remove_file(world.root().join("annotations")).expect("makes room");
    let mut user = next_start(&world);
    assert!(user.shows("1 file could not be saved in time; a rescue copy was kept"));
    user.click("Open corpus again");
    user.wait_until("the copies are read", |window| window.dialogs.rescue.found.is_some());
    assert!(user.shows("Standpoint kept work that could not be saved: a.txt by ann"));
}

#[test]
fn another_corpus_is_opened_all_the_same() {
    let (world, other) = (World::new(&[("a.txt", TEXT)]), World::new(&[("b.txt", TEXT)]));
    let (_, mut harness) = guarded(&world, Hook::default(), "ann");
    fail(&mut harness);
    drop(harness);
    let mut user = world.start_page(None);
    user.harness.state_mut().begin(Some(&other.root()), Some("ann"));
    user.settle();
    assert!(user.window().session.is_some() && user.shows("stopped unexpectedly"));
    user.click("Go on");
    assert!(!user.shows("stopped unexpectedly"));
}

#[test]
fn a_note_that_makes_no_sense_is_passed_over() {
    let world = World::new(&[("a.txt", TEXT)]);
    fs::create_dir_all(world.beside("state")).expect("a folder");
    for content in ["", "Some(", "None", "(at: 7)", "\u{0}"] {
        fs::write(world.beside("state/stopped.ron"), content).expect("writes");
        assert_eq!(CrashNote::take(&world.beside("state")), None);
    }
}

/// What the child of [`nothing_that_anybody_wrote_gets_out`] does: a session with everything in it that goes wrong.
#[test]
#[ignore = "run in a process of its own, by the test on what gets out"]
fn child_with_canaries() {
    let Ok(folder) = std::env::var("STANDPOINT_CANARY_STATE") else { return };
    let world = World::new(&[("kanarienvogel/kanarienvogel.txt", TEXT), ("b.txt", TEXT)]);
    let hook = Hook::new(Some(Path::new(&folder)));
    if std::env::var("STANDPOINT_CANARY_HOOK").is_ok() {
        hook.install();
    }
    world.write(
        "codebook.ron",
        format!("Codebook(\n    format: 1,\n    themes: [Theme(id: \"x\", name: \"{CANARY}\"), 7"),
    );
    world.write("annotations", CANARY);
    let rows = world.beside("kanarienvogel.jsonl");
    fs::write(&rows, format!("{{\"document\": \"b.txt\", \"quote\": \"{CANARY} nowhere\"}}\n{CANARY}\n"))
        .expect("writes");
    let mut user = world.window(CANARY);
    user.select("opposes");
    user.key(Modifiers::NONE, Key::N);
    user.type_text(CANARY);
    user.key(Modifiers::NONE, Key::Enter);
    user.look_at_import(&rows);
    user.key(Modifiers::NONE, Key::Escape);
    user.session().flush(std::time::Duration::from_secs(3));
    user.settle();
    drop(user);
    for name in ["loader", "saver", "import", CANARY] {
        let worker = std::thread::Builder::new().name(name.to_owned()).spawn(|| caught(cut));
        assert_eq!(worker.expect("a thread").join().expect("is caught"), None);
    }
    let (guard, mut harness) = guarded(&world, hook, CANARY);
    edit(&mut harness);
    fail(&mut harness);
    assert!(guard.note().is_some());
}

/// Runs the child; its words, and its reports.
fn canaries(has_hook: bool) -> (String, Vec<String>) {
    let state = tempfile::tempdir().expect("a temporary folder");
    let mut child = Command::new(std::env::current_exe().expect("this test"));
    child.args(["--exact", "crash::child_with_canaries", "--ignored", "--nocapture", "--test-threads=1"]);
    child.env("STANDPOINT_CANARY_STATE", state.path()).env("RUST_BACKTRACE", "full").stdin(Stdio::null());
    if has_hook {
        child.env("STANDPOINT_CANARY_HOOK", "1");
    }
    let ended = child.output().expect("runs");
    let words = String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned();
    assert!(ended.status.success(), "{words}");
    let reports = fs::read_dir(state.path().join("reports")).into_iter().flatten().flatten();
    (words, reports.map(|entry| fs::read_to_string(entry.path()).expect("is text")).collect())
}

#[test]
fn nothing_that_anybody_wrote_gets_out() {
    let (words, reports) = canaries(true);
    assert_eq!(reports.len(), 5, "{words}");
    for said in reports.iter().chain([&words]) {
        assert!(!said.to_lowercase().contains(CANARY), "{said}");
        assert!(!said.contains("opposes"), "{said}");
    }
    assert!(
        reports.iter().all(|report| report.contains("place:   it/crash.rs")
            || report.contains("place:   tests")
            || report.contains("crash.rs")),
        "{reports:?}"
    );
    assert!(reports.iter().any(|report| report.contains("thread:  saver")));
    assert!(reports.iter().any(|report| report.contains("thread:  another")), "unknown names are left out");
    let (words, _) = canaries(false);
    assert!(words.to_lowercase().contains(CANARY), "without the hook it would get out, so this test sees it: {words}");
}
