//! A user whose every click and key press is counted: nothing but the events that a real pointer and keyboard send.

use crate::world::Driver;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use standpoint::text::Span;
use std::fmt::Write as _;

/// A user at the window whose actions are counted.
pub struct Counted {
    /// The window and its harness.
    pub user: Driver,
    /// Clicks and presses of keys that are no letters of a name.
    pub n_actions: usize,
    /// Letters typed into fields.
    pub n_letters: usize,
}

/// A key of a US keyboard: the key, whether Shift is held, and what it types.
struct Cap {
    key: Key,
    has_shift: bool,
    types: Option<char>,
}

impl Counted {
    /// Counts from here on.
    pub fn new(user: Driver) -> Self {
        Self { user, n_actions: 0, n_letters: 0 }
    }

    /// Presses keys: names of keys with a space between them, `*3` behind one to press it three times, and words in
    /// quote marks to type them letter by letter.
    ///
    /// ```text
    /// Right . X ,*2 T "safe" Enter 5 Shift+J Ctrl+Z
    /// ```
    pub fn keys(&mut self, script: &str) {
        for token in tokens(script) {
            if let Some(words) = token.strip_prefix('"') {
                self.types(words.strip_suffix('"').expect("the words end"));
                continue;
            }
            let (name, n) = match token.rsplit_once('*') {
                Some((name, n)) => (name, n.parse().expect("how often")),
                None => (token.as_str(), 1),
            };
            for _ in 0..n {
                self.n_actions += 1;
                self.press_key(name);
            }
        }
    }

    /// Types words into the field that has the focus.
    pub fn types(&mut self, words: &str) {
        for letter in words.chars() {
            self.n_letters += 1;
            self.send(typing_events(letter));
        }
    }

    /// Presses keys, written as for [`Self::keys`], all of which come to the window within one frame.
    pub fn keys_at_once(&mut self, script: &str) {
        let mut events = Vec::new();
        for token in tokens(script) {
            if let Some(words) = token.strip_prefix('"') {
                let words = words.strip_suffix('"').expect("the words end");
                self.n_letters += words.chars().count();
                events.extend(words.chars().flat_map(typing_events));
            } else {
                self.n_actions += 1;
                events.extend(press_events(&token));
            }
        }
        let n_frames = events.len();
        self.user.harness.input_mut().events.extend(events);
        self.user.harness.run_steps(n_frames);
    }

    fn press_key(&mut self, name: &str) {
        self.send(press_events(name));
    }

    /// Sends what happened within one frame, and lets the window come to rest.
    fn send(&mut self, events: Vec<Event>) {
        self.user.harness.input_mut().events.extend(events);
        self.user.harness.run_steps(3);
    }

    /// Presses a key and draws one frame, no more.
    pub fn press_for_one_frame(&mut self, name: char) {
        self.n_actions += 1;
        let cap = cap_of(name).unwrap_or(Cap { key: Key::Enter, has_shift: false, types: None });
        self.user.harness.input_mut().events.extend(key_events(&cap, Modifiers::NONE));
        self.user.harness.step();
    }

    /// Clicks on the middle of words in the text.
    pub fn click_words(&mut self, words: &str) {
        let reader = self.user.window().reader.as_ref().expect("a document is open");
        let start = reader.text().as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        let span = Span::new(start, start + words.len());
        let place = |at| reader.view.place_of(at).unwrap_or_else(|| panic!("{words:?} is not in view"));
        let (from, to) = (place(span.start), place(span.end));
        assert!((from.y - to.y).abs() < 1.0, "{words:?} runs over the end of a row");
        self.click_at(from + (to - from) * 0.5, Modifiers::NONE, 1);
    }

    /// Clicks three times on words, which selects the sentence: one choice, three presses, counted as one click each.
    pub fn triple_click_words(&mut self, words: &str) {
        let reader = self.user.window().reader.as_ref().expect("a document is open");
        let start = reader.text().as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        let at = reader.view.place_of(start).unwrap_or_else(|| panic!("{words:?} is not in view"));
        self.click_at(at, Modifiers::NONE, 3);
    }

    fn click_at(&mut self, pos: Pos2, modifiers: Modifiers, n_times: usize) {
        for _ in 0..n_times {
            self.n_actions += 1;
            let button = |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
            // A frame of the harness is a quarter of a second: clicks in a row come one a frame.
            self.user.harness.input_mut().events.extend([Event::PointerMoved(pos), button(true), button(false)]);
            self.user.harness.step();
        }
        self.user.settle();
    }

    /// Drags from behind some words to behind others.
    pub fn drag(&mut self, from: &str, to: &str) {
        self.n_actions += 1;
        let reader = self.user.window().reader.as_ref().expect("a document is open");
        let behind = |words: &str| {
            let start = reader.text().as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
            reader.view.place_of(start + words.len()).unwrap_or_else(|| panic!("{words:?} is not in view"))
        };
        let (from, to) = (behind(from), behind(to));
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        let event = |pos, pressed| Event::PointerButton { pos, button, pressed, modifiers };
        self.send(vec![Event::PointerMoved(from)]);
        self.send(vec![event(from, true)]);
        self.send(vec![Event::PointerMoved(to)]);
        self.send(vec![event(to, false)]);
    }

    /// The words selected, and the parts chosen before them, for a test that fails to say where it was.
    pub fn place(&self) -> String {
        let Some(reader) = &self.user.window().reader else { return String::new() };
        let mut place = String::new();
        for part in self.user.window().passage() {
            write!(place, "[{}]", reader.text().slice(part)).expect("writes");
        }
        place
    }
}

/// The parts of a script: words in quote marks are one.
fn tokens(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = script.trim_start();
    while !rest.is_empty() {
        let is_words = rest.starts_with('"');
        let end = if is_words {
            2 + rest[1..].find('"').expect("the words end")
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        found.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    found
}

/// What a keyboard sends for one press of a key with its modifiers.
fn press_events(name: &str) -> Vec<Event> {
    let (mut held, mut rest) = (Modifiers::NONE, name);
    while let Some((modifier, key)) = rest.split_once('+').filter(|(modifier, _)| !modifier.is_empty()) {
        match modifier {
            "Ctrl" => held = held | Modifiers::COMMAND | Modifiers::CTRL,
            "Alt" => held.alt = true,
            "Shift" => held.shift = true,
            _ => panic!("no modifier {modifier}"),
        }
        rest = key;
    }
    let mut letters = rest.chars();
    let cap = match (letters.next(), letters.next()) {
        (Some(letter), None) => cap_of(letter.to_ascii_lowercase()).unwrap_or_else(|| panic!("no key {letter}")),
        _ => Cap {
            key: Key::from_name(full_name(rest)).unwrap_or_else(|| panic!("no key {rest}")),
            has_shift: false,
            types: None,
        },
    };
    key_events(&cap, held)
}

/// What a keyboard sends for one letter.
fn typing_events(letter: char) -> Vec<Event> {
    match cap_of(letter) {
        Some(cap) => key_events(&cap, Modifiers::NONE),
        // A sign that no key of this keyboard bears comes as text alone, as from an input method.
        None => vec![Event::Text(letter.to_string())],
    }
}

/// What a keyboard sends for one press: the key, what it types, and the key let go.
fn key_events(cap: &Cap, held: Modifiers) -> Vec<Event> {
    let mut modifiers = held;
    modifiers.shift |= cap.has_shift;
    let key = |pressed| Event::Key { key: cap.key, physical_key: Some(cap.key), pressed, repeat: false, modifiers };
    let is_bare = !held.command && !held.alt;
    let typed = cap.types.filter(|_| is_bare).map(|letter| shifted(letter, held.shift));
    let mut events = vec![Event::ModifiersChanged(modifiers), key(true)];
    events.extend(typed.map(|letter| Event::Text(letter.to_string())));
    events.extend([key(false), Event::ModifiersChanged(Modifiers::NONE)]);
    events
}

fn full_name(cap: &str) -> &str {
    match cap {
        "Del" => "Delete",
        "Esc" => "Escape",
        "PgDn" => "PageDown",
        "PgUp" => "PageUp",
        name => name,
    }
}

const fn shifted(letter: char, has_shift: bool) -> char {
    match (letter, has_shift) {
        ('.', true) => '>',
        (',', true) => '<',
        (letter, true) => letter.to_ascii_uppercase(),
        (letter, false) => letter,
    }
}

/// The key that types a letter on a US keyboard.
fn cap_of(letter: char) -> Option<Cap> {
    let bare = |key| Some(Cap { key, has_shift: false, types: Some(letter) });
    let with_shift = |key| Some(Cap { key, has_shift: true, types: Some(letter) });
    match letter {
        ' ' => bare(Key::Space),
        '+' => with_shift(Key::Plus),
        '?' => with_shift(Key::Questionmark),
        ':' => with_shift(Key::Colon),
        '>' => with_shift(Key::Period),
        '<' => with_shift(Key::Comma),
        'A'..='Z' => with_shift(Key::from_name(&letter.to_string())?),
        '(' | ')' | '“' | '”' | '’' => None,
        _ => bare(Key::from_name(&letter.to_string())?),
    }
}
