//! Corpora in temporary folders, and the window on them, driven by accessible name.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::kittest::{AccessKitNode, Queryable as _};
use egui_kittest::{Harness, Node};
use standpoint::app::file_picker::FixedPicker;
use standpoint::app::memory::Memory;
use standpoint::app::settings::TourMemory;
use standpoint::app::window::Window;
use standpoint::session::Session;
use standpoint::text::Span;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a test waits for a thread before it fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A corpus in a temporary folder, with a state folder beside it.
pub struct World {
    dir: TempDir,
}

impl World {
    /// A corpus of these documents.
    pub fn new(documents: &[(&str, &str)]) -> Self {
        let world = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir_all(world.root()).expect("the corpus folder");
        for (name, text) in documents {
            world.write(name, text);
        }
        world
    }

    /// A copy of the sample corpus, with what was coded in it.
    pub fn sample() -> Self {
        let world = Self::new(&[]);
        copy_folder(&sample_docs(), &world.root());
        world
    }

    /// A copy of the sample corpus that nobody has coded.
    pub fn uncoded_sample() -> Self {
        let world = Self::sample();
        fs::remove_dir_all(world.root().join("annotations")).expect("annotations can go");
        world
    }

    /// The folder of the corpus.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("corpus")
    }

    /// A path beside the corpus, for exports.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file of the corpus.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().expect("has a folder")).expect("folder");
        fs::write(path, content).expect("writes");
    }

    /// Reads a file of the corpus as text; empty when it is not there.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap_or_default()
    }

    /// The window on this corpus, coding as `coder`, with every document read.
    pub fn window(&self, coder: &str) -> Driver {
        let mut driver = self.start_page(None);
        let root = self.root();
        driver.open_corpus_as(&root, Some(coder));
        driver.wait_until("documents are read", |window| {
            window.session.as_ref().is_some_and(|session| session.loading().is_none())
        });
        driver
    }

    /// The window with no corpus; file dialogs answer `picked`.
    pub fn start_page(&self, picked: Option<PathBuf>) -> Driver {
        let mut memory = Memory::load(&self.dir.path().join("state"));
        // The tour is a test of its own.
        memory.settings.tour = TourMemory::Seen;
        let harness = Harness::builder()
            .with_size(Vec2::new(1280.0, 800.0))
            .with_max_steps(60)
            .build_eframe(|creation| Window::new(&creation.egui_ctx, memory, Box::new(FixedPicker(picked))));
        let mut driver = Driver { harness };
        driver.settle();
        driver
    }
}

/// The sample corpus of this project.
pub fn sample_docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_docs")
}

/// Copies a folder with all below it.
pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("folder");
    for entry in fs::read_dir(from).expect("is a folder") {
        let entry = entry.expect("can be listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copies");
        }
    }
}

/// A user at the window.
pub struct Driver {
    /// The window under test.
    pub harness: Harness<'static, Window>,
}

impl Driver {
    /// The window.
    pub fn window(&self) -> &Window {
        self.harness.state()
    }

    /// The open corpus.
    pub fn session(&self) -> &Session {
        self.window().session.as_ref().expect("a corpus is open")
    }

    /// Opens a corpus, for the coder named or the one who coded there before, and waits until it is open or refused.
    pub fn open_corpus_as(&mut self, root: &Path, coder: Option<&str>) {
        self.harness.state_mut().open_corpus_as(root, coder);
        self.wait_until("the corpus is opened", |window| !window.is_opening_corpus());
    }

    /// Lets a few frames pass.
    pub fn settle(&mut self) {
        self.harness.run_steps(4);
    }

    /// Lets frames pass until `is_so`.
    pub fn wait_until(&mut self, what: &str, is_so: impl Fn(&Window) -> bool) {
        let begun = Instant::now();
        while !is_so(self.window()) {
            assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}");
            self.harness.step();
            std::thread::sleep(Duration::from_millis(2));
        }
        self.settle();
    }

    /// Waits until a control or a label has a name that contains `words`.
    pub fn wait_for(&mut self, words: &str) {
        let begun = Instant::now();
        while !self.shows(words) {
            assert!(begun.elapsed() < PATIENCE, "waited in vain: {words}");
            self.harness.step();
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until everything is on the disk.
    pub fn wait_until_saved(&self) {
        assert!(self.session().flush(PATIENCE), "not saved: {:?}", self.session().save_state());
    }

    /// The control whose name begins with `name`.
    pub fn get(&self, name: &str) -> Node<'_> {
        let wanted = name.to_owned();
        let begins = move |node: &AccessKitNode<'_>| {
            node.label().is_some_and(|label| label.starts_with(&wanted)) && node.role() != Role::Label
        };
        let found = self.harness.query_all_by(begins).next();
        found.unwrap_or_else(|| panic!("no control named {name}"))
    }

    /// Whether a control or a label has a name that contains `words`.
    pub fn shows(&self, words: &str) -> bool {
        let wanted = words.to_owned();
        let has = move |text: Option<String>| text.is_some_and(|text| text.contains(&wanted));
        self.harness.query_all_by(move |node| has(node.label()) || has(node.value())).next().is_some()
    }

    /// Clicks the control whose name begins with `name`.
    pub fn click(&mut self, name: &str) {
        self.get(name).click();
        self.settle();
    }

    /// Presses a key, with modifiers.
    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Looks at what a file of statements would add, as a user does.
    pub fn look_at_import(&mut self, rows: &Path) {
        self.click("Search or run");
        self.type_text("import");
        self.key(Modifiers::NONE, Key::Enter);
        self.click("File to read");
        self.type_text(&rows.display().to_string());
        self.click("Read");
        self.wait_until("the file is read", |window| window.dialogs.import.plan.is_some());
    }

    /// Asks the window to close, as its frame would.
    pub fn ask_to_close(&mut self) {
        let viewport = self.harness.input().viewport_id;
        let info = self.harness.input_mut().viewports.entry(viewport).or_default();
        info.events.push(egui::ViewportEvent::Close);
        self.harness.step();
    }

    /// Whether the window said in the last frame that it stays open.
    pub fn is_close_refused(&self) -> bool {
        let outputs = self.harness.output().viewport_output.values();
        outputs.flat_map(|output| &output.commands).any(|command| *command == egui::ViewportCommand::CancelClose)
    }

    /// Types into whatever has the focus.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Selects the words as a drag over them would, and lets the window notice.
    pub fn select(&mut self, words: &str) {
        let (from, to) = self.ends_of(words);
        self.press(from, true);
        self.harness.hover_at(from + (to - from) * 0.5);
        self.harness.step();
        self.harness.hover_at(to);
        self.harness.step();
        self.press(to, false);
        self.settle();
    }

    /// Clicks on the middle of the words.
    pub fn click_words(&mut self, words: &str) {
        let (from, to) = self.ends_of(words);
        assert!((from.y - to.y).abs() < 1.0, "{words:?} runs over a row end");
        let at = from + (to - from) * 0.5;
        self.press(at, true);
        self.press(at, false);
        self.settle();
    }

    fn press(&mut self, at: Pos2, pressed: bool) {
        self.harness.event(Event::PointerMoved(at));
        let modifiers = Modifiers::NONE;
        self.harness.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers });
        self.harness.step();
    }

    fn bring_into_view(&mut self, words: &str) {
        let reader = self.harness.state_mut().reader.as_mut().expect("a document is open");
        let start = reader.text().as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        reader.view.scroll_to(Span::new(start, start + words.len()));
        self.settle();
    }

    /// Where the words begin and end in the window.
    fn ends_of(&mut self, words: &str) -> (Pos2, Pos2) {
        self.bring_into_view(words);
        let reader = self.window().reader.as_ref().expect("a document is open");
        let start = reader.text().as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        let place = |byte| reader.view.place_of(byte).unwrap_or_else(|| panic!("{words:?} is not in view"));
        let (from, to) = (place(start), place(start + words.len()));
        (from, to)
    }
}
