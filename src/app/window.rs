//! The window: what it holds, and the course of one frame.

use super::action::Action;
use super::behind::Behind;
use super::coding::Coding;
use super::ctx::{Basics, Ctx};
use super::dialog::Dialog;
use super::dialogs::{Dialogs, dialogs_ui};
use super::facts::Facts;
use super::file_picker::FilePicker;
use super::jobs::Jobs;
use super::key_queue::KeyQueue;
use super::keymap::Keymap;
use super::keys;
use super::memory::Memory;
use super::opening::Opening;
use super::panels::Panels;
use super::perform::News;
use super::place::Place;
use super::places::Places;
use super::reader::Reader;
use super::shell;
use super::themes::Themes;
use super::toast::{Toasts, toasts_ui};
use super::tour::{Tour, tour_ui};
use crate::model::DocPath;
use crate::session::{AlongDone, Change, Session, Wake};
use crate::store::Renamed;
use crate::text::Span;
use crate::ui::theme;
use egui::{Context, Popup, Ui, ViewportCommand};
use std::collections::BTreeMap;
use std::time::Duration;

/// Seconds in which a second close is an answer to the first, and leaves what could not be saved.
const INSIST_WITHIN: f64 = 5.0;
/// What opens as quickly as this opens in one frame.
const AT_ONCE: Duration = Duration::from_millis(400);
/// How long closing waits for the saver.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the window holds. Panels see parts of it; only `perform` changes it.
pub struct Window {
    /// The open corpus.
    pub session: Option<Session>,
    /// The corpus that is being opened behind the window.
    pub opening: Option<Opening>,
    /// Sets of a renamed document that are being taken along.
    pub along: Option<(Behind<AlongDone>, Renamed)>,
    /// How long the window waits for a corpus before it says that it is being opened.
    pub at_once: Duration,
    /// What is remembered between sessions.
    pub memory: Memory,
    /// Which keys carry out which command.
    pub keymap: Keymap,
    /// What is being coded.
    pub coding: Coding,
    /// What was begun in documents that are not open now.
    pub begun: BTreeMap<DocPath, Coding>,
    /// The open document in the reader.
    pub reader: Option<Reader>,
    /// The place that is shown.
    pub place: Place,
    /// View states of the panels.
    pub panels: Panels,
    /// View states of the places.
    pub places: Places,
    /// View states of the dialogs.
    pub dialogs: Dialogs,
    /// A change that waits until somebody says who codes.
    pub unsigned: Option<Change>,
    /// Short messages.
    pub toasts: Toasts,
    /// What other programs did, as far as it is being said.
    pub news: News,
    /// The tour, while it is taken.
    pub tour: Option<Tour>,
    /// Where other documents of the corpus were left: the first byte in view.
    pub left_at: BTreeMap<DocPath, usize>,
    /// Work behind the window.
    pub jobs: Jobs,
    /// Wakes the window from other threads.
    pub wake: Wake,
    themes: Themes,
    facts: Facts,
    /// Until when a second close leaves edits that could not be saved, in window time.
    may_close_until: f64,
    /// Whether a text field had the focus in the frame before.
    pub(super) was_typing: bool,
    had_focus: bool,
    title: String,
}

impl Window {
    /// Makes the window in `ctx` with what `memory` remembers.
    pub fn new(ctx: &Context, memory: Memory, picker: Box<dyn FilePicker>) -> Self {
        let waker = ctx.clone();
        let wake: Wake = std::sync::Arc::new(move || waker.request_repaint());
        let themes = Themes::new(ctx, memory.settings.theme, memory.settings.sight);
        theme::install(ctx, themes.shown());
        ctx.add_plugin(KeyQueue::default());
        let keymap = Keymap::load(memory.folder());
        let mut toasts = Toasts::default();
        if let Some(problem) = keymap.problems().first() {
            let n_more = keymap.problems().len() - 1;
            let more = if n_more > 0 { format!(" {n_more} more in the sheet of keys (F1).") } else { String::new() };
            toasts.say(format!("{problem}{more}"));
        }
        Self {
            session: None,
            opening: None,
            along: None,
            at_once: AT_ONCE,
            keymap,
            memory,
            coding: Coding::default(),
            begun: BTreeMap::new(),
            reader: None,
            place: Place::default(),
            panels: Panels::default(),
            places: Places::default(),
            dialogs: Dialogs::default(),
            unsigned: None,
            toasts,
            news: News::default(),
            tour: None,
            left_at: BTreeMap::new(),
            jobs: Jobs::new(picker, std::sync::Arc::clone(&wake)),
            wake,
            themes,
            facts: Facts::default(),
            may_close_until: 0.0,
            was_typing: false,
            had_focus: true,
            title: String::new(),
        }
    }

    /// The course of one frame: take in what happened, draw, carry out what was asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.follow_theme(ui.ctx());
        self.follow_focus(ui.ctx());
        let mut actions = Vec::new();
        self.take_in(&mut actions);
        let dropped = ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        actions.extend(dropped.and_then(|path| self.dropped(path)));
        self.direct_keys(ui);
        let passage = self.passage();
        let at = keys::At {
            reader: self.reader.as_ref().and_then(Reader::widget),
            has_dialog: self.dialogs.open.is_some(),
            was_typing: self.was_typing,
            is_choosing: self.panels.statement.is_choosing(),
        };
        let mut then = Vec::new();
        if !self.dialogs.takes_all_keys() {
            // Keys come before drawing, so that what they do is in this very frame.
            let meant = keys::take_actions(ui, &self.keymap, self.ctx(&passage), &at);
            actions.extend(meant.now);
            then = meant.then;
        }
        for action in std::mem::take(&mut actions) {
            self.perform(ui.ctx(), action);
        }
        self.refresh_reader();
        self.refresh_facts();
        self.follow_placing();
        let passage = self.passage();
        self.draw(ui, &passage, &mut actions);
        self.follow_reader();
        if !actions.is_empty() || !then.is_empty() {
            // What they do is seen in the next frame, which nothing else may ask for.
            ui.ctx().request_repaint();
        }
        for action in actions.into_iter().chain(then) {
            self.perform(ui.ctx(), action);
        }
        self.follow_queries(ui.ctx());
        self.close_if_asked(ui.ctx());
        self.follow_title(ui.ctx());
        self.was_typing = ui.ctx().text_edit_focused();
        // While a slider is dragged, each value it goes through would wait for the disk.
        if !ui.input(|input| input.pointer.any_down()) {
            self.memory.save_if_due();
        }
        let is_opening = self.is_opening();
        let is_waiting = ui.ctx().with_plugin(|keys: &mut KeyQueue| {
            keys.set_focus(self.was_typing, is_opening);
            keys.is_waiting()
        });
        if is_waiting == Some(true) {
            ui.ctx().request_repaint();
        }
    }

    /// Whether a text field is about to get the focus.
    fn is_opening(&self) -> bool {
        self.panels.statement.is_opening()
            || self.panels.documents.is_opening()
            || self.panels.find.is_opening()
            || self.dialogs.is_opening()
            || self.place == Place::Codebook && self.places.codebook.is_opening()
            || self.place == Place::Passages && self.places.passages.is_opening()
            || self.place == Place::Findings && self.places.findings.is_opening()
    }

    /// Lets keys come to the reader when nothing else has the focus.
    fn direct_keys(&self, ui: &Ui) {
        let is_free = self.place == Place::Code
            && self.dialogs.open.is_none()
            && !self.is_opening()
            && !Popup::is_any_open(ui.ctx());
        if let Some(reader) = self.reader.as_ref().and_then(Reader::widget).filter(|_| is_free) {
            ui.memory_mut(|memory| {
                if memory.focused().is_none() {
                    memory.request_focus(reader);
                }
            });
        }
    }

    fn draw(&mut self, ui: &mut Ui, passage: &[Span], out: &mut Vec<Action>) {
        // The parts that panels read and the view states that they change are apart, so both can be lent at once.
        let Self {
            session,
            memory,
            keymap,
            coding,
            reader,
            place,
            panels,
            places,
            dialogs,
            toasts,
            themes,
            tour,
            facts,
            ..
        } = self;
        let tokens = themes.shown();
        let basics = Basics { tokens, keymap, settings: &memory.settings };
        let selection = reader.as_ref().and_then(Reader::selection);
        let ctx = session.as_ref().map(|session| Ctx {
            session,
            place: *place,
            coding,
            settings: &memory.settings,
            keymap,
            tokens,
            passage,
            selection,
            table: facts.table(),
        });
        match ctx {
            Some(ctx) => {
                let mut shown = shell::Shown { place: *place, panels, places, reader: reader.as_mut() };
                shell::corpus_ui(ui, ctx, &mut shown, out);
            }
            None => shell::start_ui(ui, basics, panels, &memory.recent_paths(), out),
        }
        dialogs_ui(ui, basics, ctx, dialogs, out);
        toasts_ui(ui, basics, toasts, out);
        // Its steps are about Code; elsewhere it waits.
        if let (Some(ctx), Some(tour)) = (ctx.filter(|ctx| ctx.place == Place::Code), tour) {
            tour_ui(ui, ctx, tour, out);
        }
    }

    /// What panels may read; `None` without a corpus.
    pub fn ctx<'a>(&'a self, passage: &'a [Span]) -> Option<Ctx<'a>> {
        let selection = self.reader.as_ref().and_then(Reader::selection);
        self.session.as_ref().map(|session| Ctx {
            session,
            place: self.place,
            coding: &self.coding,
            settings: &self.memory.settings,
            keymap: &self.keymap,
            tokens: self.themes.shown(),
            passage,
            selection,
            table: self.facts.table(),
        })
    }

    /// Brings the table of all statements up to date where it is read.
    fn refresh_facts(&mut self) {
        match &self.session {
            Some(session) if self.place.reads_table() => self.facts.refresh(session),
            Some(_) => {}
            None => self.facts.forget(),
        }
    }

    /// The passage that the next statement would have; empty without a selection.
    pub fn passage(&self) -> Vec<Span> {
        let reader = self.reader.as_ref();
        let selection = reader.and_then(Reader::selection).filter(|_| self.coding.focused.is_none());
        reader.map(|reader| self.coding.passage(reader.text(), selection)).unwrap_or_default()
    }

    /// Takes in documents that were read and work that was finished.
    fn take_in(&mut self, actions: &mut Vec<Action>) {
        self.follow_opening();
        self.follow_along();
        let read = self.session.as_mut().map(Session::poll).unwrap_or_default();
        self.take_in_outside();
        let is_waiting = self.reader.is_none();
        if let Some(open) = self.coding.document.clone().filter(|open| is_waiting && read.contains(open)) {
            self.show_document(&open);
        }
        self.take_in_backups();
        self.follow_rescue();
        for finished in self.jobs.take_finished() {
            actions.extend(self.take_in_finished(finished));
        }
    }

    fn follow_theme(&mut self, ctx: &Context) {
        let settings = &self.memory.settings;
        if self.themes.follow(ctx, settings.theme, settings.sight) {
            theme::set_theme(ctx, self.themes.shown());
            theme::set_reduced_motion(ctx, settings.sight.reduced_motion);
        }
    }

    /// Looks at the files when somebody comes back to the window: on some disks nobody tells of changes.
    fn follow_focus(&mut self, ctx: &Context) {
        let has_focus = ctx.input(|input| input.viewport().focused.unwrap_or(true));
        if has_focus && !self.had_focus {
            self.session.iter().for_each(Session::look_at_files);
        }
        self.had_focus = has_focus;
    }

    /// Names the window after the document and the corpus, so that it is found among others.
    fn follow_title(&mut self, ctx: &Context) {
        let mut parts = Vec::with_capacity(3);
        if let Some(session) = &self.session {
            let open = self.coding.document.as_ref().and_then(|path| session.corpus().document(path));
            parts.extend(open.map(|document| document.title().to_owned()));
            parts.extend(session.layout().root().file_name().map(|name| name.to_string_lossy().into_owned()));
        }
        parts.push("Standpoint".to_owned());
        let title = parts.join(" – ");
        if self.title == title {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
        self.title = title;
    }

    /// Lets the window close only when everything is on the disk, or the user insists.
    fn close_if_asked(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        self.remember_place();
        if let Some(note) = self.opening.as_ref().and_then(|opening| opening.note()) {
            // Nobody has been told yet.
            note.leave(self.memory.folder());
        }
        self.memory.remember_window(ctx);
        self.say_typed();
        let is_safe = self.session.as_ref().is_none_or(|session| session.flush(PATIENCE));
        let now = ctx.input(|input| input.time);
        if !is_safe && now > self.may_close_until {
            self.may_close_until = now + INSIST_WITHIN;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            let has_copies = self.session.as_ref().is_some_and(|session| session.rescue_now().n_lost == 0);
            self.toasts.say(if has_copies {
                "Some edits could not be saved, so the window stays open. Close again to leave: rescue copies of them \
                 are kept, and offered at the next start."
            } else {
                "Some edits could not be saved, nor rescue copies of them be kept, so the window stays open. Close \
                 again to lose them."
            });
        }
    }

    /// Opens a dialog.
    pub fn open_dialog(&mut self, dialog: Dialog) {
        self.toasts.clear();
        self.dialogs.show(dialog);
    }

    /// Whether the window shows light text on dark.
    pub fn is_dark(&self) -> bool {
        self.themes.is_dark()
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}
