//! What helps to decide, on a card beside the highlighted row.

use super::view::Picker;
use crate::ui::theme::{self, Tokens, size, space};
use egui::{Align2, Area, Frame, Id, Margin, Order, Rect, RichText, Ui, pos2};

/// Width of the text on the card, and room between the card and the list, in points.
const WIDTH: f32 = 300.0;
const GAP: f32 = 20.0;
/// Letters of one part that are shown.
const MAX_LETTERS: usize = 480;
/// The same where the card stands below the list, and the room it has there in points.
const MAX_LETTERS_BELOW: usize = 150;
const ROOM_BELOW: f32 = 270.0;
/// Width of the window in points from which a card beside the list leaves enough of the text in sight.
const WIDE: f32 = 1100.0;

/// The room that the list leaves for the card below it; none where the window has room beside the list.
pub fn room_below(ui: &Ui) -> f32 {
    if ui.ctx().content_rect().width() < WIDE { ROOM_BELOW } else { 0.0 }
}

/// What the card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The name of the entry.
    pub title: String,
    /// What stands below the name.
    pub subtitle: String,
    /// Heads, of which some are empty, with what stands below each.
    pub parts: Vec<(&'static str, String)>,
}

impl Card {
    /// Adds a part, unless it says nothing.
    pub fn add(&mut self, head: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.parts.push((head, shortened(text.trim(), MAX_LETTERS)));
        }
    }
}

/// Draws the card at the left of the highlighted row, over the edge of the text; below the list where it would cover
/// the passage in a narrow window.
pub fn card_ui(ui: &mut Ui, tokens: &Tokens, state: &mut Picker, card: &Card) {
    if card.parts.is_empty() {
        return;
    }
    let Some(anchor) = state.anchor() else { return };
    let screen = ui.ctx().content_rect();
    let right = anchor.left() - GAP;
    if state.has_card_below() {
        crate::ui::widget::hairline(ui);
        card_text_ui(ui, tokens, card, MAX_LETTERS_BELOW);
        if let Some(top) = state.settling() {
            // The field stays in sight, however long the card is.
            let bottom = ui.cursor().top().min(top + ui.clip_rect().height());
            ui.scroll_to_rect(Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=bottom), None);
        }
        return;
    }
    let frame = Frame::popup(ui.style()).fill(tokens.page).inner_margin(Margin::symmetric(14, 12));
    // Low on the screen, so that a long card grows upward.
    let top = anchor.top().max(screen.top() + GAP);
    Area::new(Id::unique("picker card"))
        .order(Order::Foreground)
        .interactable(false)
        .pivot(Align2::RIGHT_TOP)
        .fixed_pos(pos2(right, top))
        .constrain_to(Rect::from_min_max(screen.min, screen.max).shrink(8.0))
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(WIDTH);
                card_text_ui(ui, tokens, card, MAX_LETTERS);
            });
        });
}

fn card_text_ui(ui: &mut Ui, tokens: &Tokens, card: &Card, max_letters: usize) {
    ui.spacing_mut().item_spacing.y = space::LINE;
    ui.label(RichText::new(&card.title).font(theme::semibold(size::BODY)).color(tokens.ink));
    if !card.subtitle.is_empty() {
        ui.label(RichText::new(&card.subtitle).font(theme::font(size::NOTE)).color(tokens.soft));
    }
    for (head, text) in &card.parts {
        ui.add_space(space::TIGHT);
        if !head.is_empty() {
            ui.label(RichText::new(*head).font(theme::semibold(size::CAPTION)).color(tokens.soft));
        }
        ui.label(RichText::new(shortened(text, max_letters)).font(theme::font(size::NOTE)).color(tokens.ink));
    }
}

/// The text, cut at the end of a word where it is too long for the card.
fn shortened(text: &str, max_letters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_letters) else { return text.to_owned() };
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_part_is_cut_at_a_word_and_an_empty_one_left_out() {
        let mut card = Card::default();
        card.add("Use when", " ");
        card.add("", &"wörd ".repeat(200));
        let [(_, text)] = card.parts.as_slice() else { panic!("one part") };
        assert!(text.ends_with("wörd …") && text.chars().count() <= MAX_LETTERS + 2, "{text}");
    }
}
