//! What the text itself tells: how long it is, how it is kept.

use crate::analysis::Coverage;
use crate::app::coverage::Coverages;
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::model::{Document, TextState};
use crate::text::{DocumentText, LineEnding};
use crate::ui::theme::{self, size};
use crate::ui::widget::section_label;
use egui::{Label, RichText, Ui};
use std::sync::Arc;

/// Texts longer than this are counted only as far as this, in bytes, so that a frame stays short.
const COUNTED: usize = 1 << 20;

/// Words and characters of the open document, counted once.
#[derive(Debug, Default)]
pub(super) struct Facts {
    of: Option<Arc<DocumentText>>,
    n_words: usize,
    n_chars: usize,
}

impl Facts {
    fn refresh(&mut self, text: &Arc<DocumentText>) {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, text)) {
            return;
        }
        let words = text.as_str();
        let head = &words[..words.floor_char_boundary(COUNTED)];
        *self = Self {
            of: Some(Arc::clone(text)),
            n_words: head.split_whitespace().count(),
            n_chars: head.chars().count(),
        };
    }
}

/// Draws the facts.
pub(super) fn facts_ui(ui: &mut Ui, ctx: Ctx<'_>, document: &Document, state: &mut Facts, coverages: &mut Coverages) {
    section_label(ui, "File");
    let fact = |ui: &mut Ui, words: String| {
        let text = RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft);
        ui.add(Label::new(text).wrap());
    };
    match &document.text {
        TextState::Ready(text) => {
            state.refresh(text);
            let more = if text.len() > COUNTED { "more than " } else { "" };
            let (words, chars) = (count(state.n_words, "word"), count(state.n_chars, "character"));
            fact(ui, format!("{more}{words}, {chars}"));
            if let Some(Coverage { n_sentences, n_coded }) = coverages.of(ctx.session, document) {
                fact(ui, format!("{}, {n_coded} of them in a passage", count(n_sentences, "sentence")));
            }
        }
        TextState::Pending => fact(ui, "The text is being read…".to_owned()),
        TextState::Failed(cause) => fact(ui, format!("Cannot be read: {cause}")),
    }
    if let Some(encoding) = ctx.session.encoding(&document.path) {
        let guess = if encoding.is_guess { ", which is a guess" } else { "" };
        let ends = match encoding.line_ending {
            LineEnding::Crlf => "; lines end in CR LF",
            LineEnding::Cr => "; lines end in CR",
            LineEnding::Mixed => "; lines end in more than one way",
            LineEnding::Lf => "",
        };
        fact(ui, format!("{}{guess}{ends}", encoding.name));
    }
    fact(ui, document.path.to_string());
}
