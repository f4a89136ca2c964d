//! The real window, frame by frame, without a screen.
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says why and ends")]

use super::corpus::CODER;
use super::frame_ms;
use egui::{Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, vec2};
use standpoint::app::file_picker::FixedPicker;
use standpoint::app::memory::Memory;
use standpoint::app::window::Window;
use standpoint::text::Span;
use std::path::Path;

/// A window without a screen.
pub struct Driven {
    pub ctx: Context,
    pub window: Window,
    pub time: f64,
    pub width: f32,
}

impl Driven {
    /// The window on the corpus in `root`, with everything read.
    pub fn open(root: &Path, state: &Path) -> Self {
        let ctx = Context::default();
        let mut window = Window::new(&ctx, Memory::load(state), Box::new(FixedPicker(None)));
        window.open_corpus_as(root, Some(CODER));
        let mut bench = Self { ctx, window, time: 0.0, width: 1280.0 };
        while bench.window.session.as_ref().is_none_or(|session| session.loading().is_some()) {
            bench.frame(Vec::new());
        }
        bench.frames(5, |_, _| Vec::new());
        bench
    }

    /// Milliseconds of CPU that one frame takes.
    pub fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let Self { ctx, window, .. } = self;
        frame_ms(ctx, self.time, self.width, events, |ui| window.frame(ui))
    }

    pub fn frames(&mut self, n: usize, mut events: impl FnMut(&mut Self, usize) -> Vec<Event>) -> Vec<f64> {
        let mut one = |i| {
            let events = events(self, i);
            self.frame(events)
        };
        (0..n).map(&mut one).collect()
    }

    /// Lets the reader select a passage, as a drag would.
    pub fn select(&mut self, start: usize) {
        let reader = self.window.reader.as_mut().expect("a document is open");
        let start = reader.text().as_str().ceil_char_boundary(start);
        let end = reader.text().as_str().ceil_char_boundary(start + 90);
        reader.view.scroll_to(Span::new(start, end));
        reader.view.select(Span::new(start, end));
    }
}

/// The wheel turned by so many points over a place.
pub fn wheel(at: Pos2, points: f32) -> Vec<Event> {
    let delta = vec2(0.0, points);
    let (unit, phase, modifiers) = (MouseWheelUnit::Point, egui::TouchPhase::Move, Modifiers::NONE);
    let source = egui::MouseWheelSource::Unknown;
    vec![Event::PointerMoved(at), Event::MouseWheel { unit, delta, phase, source, modifiers }]
}

/// A key pressed and let go.
pub fn key(key: Key) -> Vec<Event> {
    let (physical_key, repeat, modifiers) = (None, false, Modifiers::NONE);
    [true, false].map(|pressed| Event::Key { key, physical_key, pressed, repeat, modifiers }).to_vec()
}

/// The pointer at another place.
pub fn moved(to: Pos2) -> Vec<Event> {
    vec![Event::PointerMoved(to)]
}

/// The main button pressed at a place, or let go.
pub fn pressed(at: Pos2, pressed: bool) -> Vec<Event> {
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    vec![Event::PointerMoved(at), Event::PointerButton { pos: at, button, pressed, modifiers }]
}
