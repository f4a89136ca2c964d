//! Many themes at once, from a list that is pasted.

use super::{Answer, Shown, answer_ui};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::fields::{soft_ui, title_ui};
use crate::app::places::codebook::outline::outline;
use crate::app::words::count;
use crate::model::ThemeId;
use egui::{TextEdit, Ui, vec2};

/// Themes from an outline.
#[derive(Debug, Default)]
pub struct Outline {
    /// What is typed or pasted.
    pub text: String,
    /// Below which theme.
    pub parent: Option<ThemeId>,
    known: Option<Known>,
}

/// What a text would add to the codebook of a revision.
#[derive(Debug)]
struct Known {
    revision: u64,
    text: String,
    n_made: usize,
    n_there: usize,
}

impl Outline {
    /// Themes from `text`.
    pub fn new(text: String, parent: Option<ThemeId>) -> Self {
        Self { text, parent, known: None }
    }

    /// How many themes the text adds, and how many are there already.
    fn counts(&mut self, ctx: Ctx<'_>) -> (usize, usize) {
        let revision = ctx.session.revision();
        let known = self.known.take().filter(|known| known.revision == revision && known.text == self.text);
        let known = known.unwrap_or_else(|| {
            let (made, n_there) = outline(ctx.codebook(), &self.text, self.parent.as_ref());
            Known { revision, text: self.text.clone(), n_made: made.len(), n_there }
        });
        let known = self.known.insert(known);
        (known.n_made, known.n_there)
    }

    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) -> Shown {
        title_ui(ui, "Add themes from a list", |_| {});
        soft_ui(ui, ctx.tokens, "One theme a line; indent a line to put it below the one above.");
        let field = TextEdit::multiline(&mut self.text)
            .hint_text("Workforce\n    Pay\n    Safe staffing")
            .desired_rows(10)
            .desired_width(f32::INFINITY)
            .margin(vec2(10.0, 8.0));
        ui.add(field).accessible_name("List of themes");
        let (n_made, n_known) = self.counts(ctx);
        let known = if n_known > 0 { format!("; {n_known} already there") } else { String::new() };
        let below = self.parent.as_ref().map(|parent| format!(" below “{}”", ctx.codebook().theme_name(parent)));
        ui.label(format!("{} to add{}{known}.", count(n_made, "theme"), below.unwrap_or_default()));
        match answer_ui(ui, ctx, "Add themes", n_made > 0) {
            Answer::Do => {
                let (outline, parent) = (std::mem::take(&mut self.text), self.parent.clone());
                out.push(Action::Codebook(CodebookAsk::AddThemes { outline, parent, before: None }));
                Shown::Closes
            }
            Answer::Cancel => Shown::Closes,
            Answer::Wait => Shown::Stays,
        }
    }
}
