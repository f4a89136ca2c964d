//! Looking for words in the open document.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::model::DocPath;
use crate::text::{DocumentText, Needle, Span};
use crate::ui::glyph::Glyph;
use crate::ui::theme::Tokens;
use crate::ui::widget::glyph_button;
use egui::{Key, Modifiers, RichText, TextEdit, Ui};

/// View state of the bar.
#[derive(Debug, Default)]
pub struct FindBar {
    /// Whether it is shown.
    pub is_open: bool,
    typed: String,
    wants_focus: bool,
    searched: Option<(DocPath, String)>,
    hits: Vec<Span>,
    current: Option<usize>,
    generation: u64,
}

impl FindBar {
    /// Shows the bar with the cursor in its field, starting from `words` when there are any.
    pub fn open(&mut self, words: Option<String>) {
        self.is_open = true;
        self.generation += 1;
        self.wants_focus = true;
        if let Some(words) = words {
            self.typed = words;
        }
    }

    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.is_open && self.wants_focus
    }

    /// Hides the bar and the places found.
    pub const fn close(&mut self) {
        self.is_open = false;
        self.generation += 1;
    }

    /// Forgets the places found, as when the text changed: they are looked for again.
    pub fn forget_hits(&mut self) {
        self.searched = None;
        self.hits.clear();
        self.current = None;
        self.generation += 1;
    }

    /// A number that changes with the places found and the present one.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The places found, and which of them is the present one.
    pub fn hits(&self) -> (&[Span], Option<usize>) {
        if self.is_open { (&self.hits, self.current) } else { (&[], None) }
    }

    /// Goes to the next or the previous place, round the end; returns it.
    pub fn step(&mut self, is_forward: bool) -> Option<Span> {
        let n = self.hits.len();
        if n == 0 {
            return None;
        }
        let at = match (self.current, is_forward) {
            (None, _) => 0,
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
        };
        self.current = Some(at);
        self.generation += 1;
        Some(self.hits[at])
    }

    /// Looks again when the words or the document changed; returns the first place at or after `from` then.
    pub fn refresh(&mut self, path: &DocPath, text: &DocumentText, from: usize) -> Option<Span> {
        let wanted = (path.clone(), self.typed.clone());
        if !self.is_open || self.searched.as_ref() == Some(&wanted) {
            return None;
        }
        self.searched = Some(wanted);
        self.generation += 1;
        self.hits = Needle::new(&self.typed).map(|needle| needle.find_all(text.as_str())).unwrap_or_default();
        let at = self.hits.partition_point(|hit| hit.start < from);
        self.current = (!self.hits.is_empty()).then_some(if at < self.hits.len() { at } else { 0 });
        self.current.map(|at| self.hits[at])
    }
}

/// Draws the bar when it is open.
pub fn find_bar_ui(ui: &mut Ui, tokens: &Tokens, state: &mut FindBar, out: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        let id = ui.make_persistent_id("find");
        if ui.memory(|memory| memory.has_focus(id)) {
            let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
            if pressed(Modifiers::SHIFT, Key::Enter) {
                out.push(Action::Run(Command::FindPrevious));
            } else if pressed(Modifiers::NONE, Key::Enter) {
                out.push(Action::Run(Command::FindNext));
            }
        }
        let width = (ui.available_width() - 180.0).clamp(80.0, 320.0);
        let field = TextEdit::singleline(&mut state.typed).id(id).hint_text("Find in document").desired_width(width);
        let response = ui.add(field).accessible_name("Find in document");
        if std::mem::take(&mut state.wants_focus) {
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            state.close();
        }
        let words = match (state.current, state.hits.len()) {
            (_, 0) if state.typed.is_empty() => String::new(),
            (_, 0) => "not found".to_owned(),
            (Some(at), n) => format!("{} of {n}", at + 1),
            (None, n) => n.to_string(),
        };
        ui.label(RichText::new(words).color(tokens.soft));
        if glyph_button(ui, Glyph::ChevronDown, "Next place", Some("Enter")).clicked() {
            out.push(Action::Run(Command::FindNext));
        }
        if glyph_button(ui, Glyph::ChevronUp, "Previous place", Some("Shift+Enter")).clicked() {
            out.push(Action::Run(Command::FindPrevious));
        }
        if glyph_button(ui, Glyph::Close, "Close find", Some("Esc")).clicked() {
            state.close();
        }
    });
}
