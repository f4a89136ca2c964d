//! The window behind a guard: when a frame fails, work is saved, and a last page says so.

use super::{CrashNote, Hook, caught};
use crate::app::window::Window;
use crate::session::{Session, Unsaved};
use crate::ui::theme::{self, size, space};
use egui::{CentralPanel, Frame, RichText, Ui, ViewportCommand};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

/// How long a failing program waits for the disk.
const PATIENCE: Duration = Duration::from_secs(10);

/// Holds the window, so that its work can be saved however the program fails. Clones hold the same one.
#[derive(Clone)]
pub struct Guard {
    window: Rc<RefCell<Option<Window>>>,
    note: Rc<RefCell<Option<CrashNote>>>,
    hook: Hook,
    state: PathBuf,
    /// The corpus that the program was started with.
    asked: Option<PathBuf>,
}

impl Guard {
    /// Leaves notes in the state folder `state`, with the reports that `hook` wrote; the program was started with the
    /// corpus `asked`.
    pub fn new(hook: Hook, state: &Path, asked: Option<&Path>) -> Self {
        let (state, asked) = (state.to_owned(), asked.map(Path::to_owned));
        Self { window: Rc::default(), note: Rc::default(), hook, state, asked }
    }

    /// Takes the window in.
    pub fn hold(&self, window: Window) {
        *self.window.borrow_mut() = Some(window);
    }

    /// Does `work` with the window, if there is one that has not failed. Should it fail, its work is saved.
    pub fn with<T>(&self, work: impl FnOnce(&mut Window) -> T) -> Option<T> {
        let done = {
            let mut window = self.window.borrow_mut();
            let window = window.as_mut()?;
            caught(|| work(window))
        };
        if done.is_none() {
            self.stop();
        }
        done
    }

    /// What was left for the next start, once the program has failed.
    pub fn note(&self) -> Option<CrashNote> {
        self.note.borrow().clone()
    }

    /// Saves what can be saved, keeps copies of the rest, leaves a note and lets the window go.
    pub fn stop(&self) {
        let window = self.window.borrow_mut().take();
        let session = window.as_ref().and_then(|window| window.session.as_ref());
        let unsaved = session.and_then(|session| caught(|| session.save_or_rescue(PATIENCE)));
        let lost = Unsaved { n_kept: 0, n_lost: 1 };
        let unsaved = if session.is_none() { Unsaved::default() } else { unsaved.unwrap_or(lost) };
        let corpus = session.map(|session: &Session| session.layout().root().to_owned());
        // Without a session it may have failed on opening what it was asked to.
        let note = CrashNote::new(corpus.or_else(|| self.asked.clone()), unsaved, self.hook.reports().pop());
        note.leave(&self.state);
        *self.note.borrow_mut() = Some(note);
        // Letting go may fail, too; by now there is nothing in it that is not kept.
        caught(|| drop(window));
    }
}

/// Width of the words on the last page, in points.
const PAGE_WIDTH: f32 = 560.0;

/// What the window system sees: the window, or the last page once it has failed.
pub struct Guarded(pub Guard);

/// Fails here while the file named by `STANDPOINT_TEST_FAILURE` says so: a way for tests to see the real program fail.
/// No program that is handed out has it.
#[cfg(debug_assertions)]
fn fail_on_demand(place: &str) {
    let wanted =
        std::env::var_os("STANDPOINT_TEST_FAILURE").and_then(|file| crate::store::read_report(Path::new(&file)));
    assert!(wanted.is_none_or(|wanted| wanted.trim() != place), "made to fail by a test");
}

#[cfg(not(debug_assertions))]
const fn fail_on_demand(_: &str) {}

impl eframe::App for Guarded {
    fn logic(&mut self, _: &egui::Context, _: &mut eframe::Frame) {
        fail_on_demand("window system");
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if let Some(note) = self.0.note() {
            return stopped_page_ui(ui, &note);
        }
        let frame = |window: &mut Window| {
            fail_on_demand("frame");
            window.frame(ui);
        };
        if self.0.with(frame).is_none() {
            // What was drawn of this frame is half of something; the last page comes with the next.
            ui.ctx().request_repaint();
        }
    }
}

/// Draws the last page: what happened and what was kept.
pub fn stopped_page_ui(ui: &mut Ui, note: &CrashNote) {
    CentralPanel::no_frame().frame(Frame::central_panel(ui.style()).inner_margin(space::SECTION)).show(ui, |ui| {
        let room = ui.available_width();
        ui.add_space((ui.available_height() * 0.16).min(120.0));
        ui.horizontal(|ui| {
            ui.add_space(((room - PAGE_WIDTH) / 2.0).max(0.0));
            ui.vertical(|ui| {
                ui.set_width(room.min(PAGE_WIDTH));
                stopped_words_ui(ui, note);
            });
        });
    });
}

fn stopped_words_ui(ui: &mut Ui, note: &CrashNote) {
    ui.label(RichText::new("Standpoint has stopped").font(theme::reading_semibold(size::TITLE)));
    ui.add_space(space::STEP);
    ui.label("The program failed at something it did. This is what became of your work:");
    ui.label(RichText::new(note.kept_words()).font(theme::semibold(size::BODY)));
    if let Some(report) = &note.report {
        ui.label(format!("A report without any text of your documents is in {}.", report.display()));
    }
    ui.add_space(space::GROUP);
    ui.label("Close this window and start Standpoint again; it tells you more then.");
    ui.add_space(space::STEP);
    if ui.button("Close").clicked() {
        ui.ctx().send_viewport_cmd(ViewportCommand::Close);
    }
}
