//! Passages that show what belongs to a theme.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::fields::{label_ui, soft_ui};
use crate::edit::reshape::Reshape;
use crate::model::Theme;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self as look, size, space};
use crate::ui::widget::glyph_button;
use egui::{Align, Layout, RichText, Ui};

/// Draws the examples of a theme.
pub fn examples_ui(ui: &mut Ui, ctx: Ctx<'_>, theme: &Theme, out: &mut Vec<Action>) {
    label_ui(ui, ctx.tokens, "Examples");
    if theme.examples.is_empty() {
        soft_ui(ui, ctx.tokens, "None yet. The plus beside a passage takes it as an example.");
    }
    let mut removed = None;
    for (nth, example) in theme.examples.iter().enumerate() {
        let title = example.document.as_ref().map(|path| {
            let document = ctx.session.corpus().document(path);
            document.map_or_else(|| path.to_string(), |document| document.title().to_owned())
        });
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            if glyph_button(ui, Glyph::Close, "Take the example back", None).clicked() {
                removed = Some(nth);
            }
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = space::LINE;
                ui.label(RichText::new(format!("“{}”", example.quote.trim())).font(look::reading(size::QUOTE)));
                if let Some(title) = title {
                    ui.label(RichText::new(title).font(look::font(size::CAPTION)).color(ctx.tokens.soft));
                }
            });
        });
    }
    if let Some(nth) = removed {
        let mut changed = theme.clone();
        changed.examples.remove(nth);
        out.push(Action::Codebook(CodebookAsk::reshape(Reshape::PutTheme(changed))));
    }
}
