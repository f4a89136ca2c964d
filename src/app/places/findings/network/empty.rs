//! What is said where there is no network.

use super::choices::{Choices, Kind};
use crate::analysis::counted;
use crate::analysis::network::Network;
use crate::app::ctx::Ctx;
use crate::ui::theme::space;
use egui::{RichText, Ui};

/// Says why there is no tie in `shown` and what to do; `whole` is the network before anything is left out, `window` the
/// window of time that is shown, in words, if it is not all of the time.
pub fn empty_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices, [whole, shown]: [&Network; 2], window: Option<&str>) {
    ui.add_space(space::SECTION);
    ui.set_max_width(620.0);
    let say = |ui: &mut Ui, words: &str| ui.label(RichText::new(words).color(ctx.tokens.soft));
    if !whole.edges.is_empty() {
        let within = window.map(|window| format!(" in {window}")).unwrap_or_default();
        if shown.n_weak > 0 {
            let (least, n_weak) = (weight(choices.asked.threshold), counted(shown.n_weak, "tie"));
            say(ui, &format!("No tie{within} is as strong as {least}; without a threshold there would be {n_weak}."));
            if ui.button("Show all ties").clicked() {
                choices.asked.threshold = 0.0;
            }
        } else if window.is_none() {
            say(ui, "Without what is left out there is no tie.");
            if ui.button("Bring all back").clicked() {
                choices.asked.excluded.clear();
            }
        } else {
            say(ui, &format!("No tie{within}. Take a longer window of time, or go to another."));
        }
        return;
    }
    let actor = choices.asked.actor.name();
    match choices.kind {
        Kind::Actors => {
            let words = format!(
                "No tie yet. Two {actor}s are tied when both have a statement on the same theme, with a stance that has \
                 a place on the scale. Code more passages, or take themes at a higher level."
            );
            say(ui, &words);
            if ui.button("Show who speaks on which theme").clicked() {
                choices.kind = Kind::ActorsAndThemes;
            }
        }
        Kind::Themes => {
            let words = format!(
                "No tie yet. Two themes are tied when the same {actor} has a statement on both, with a stance that has a \
                 place on the scale. Code more passages."
            );
            say(ui, &words);
        }
        Kind::ActorsAndThemes => {
            let words = format!(
                "No tie yet. A statement ties a {actor} to a theme when both are set, with a stance that has a place on \
                 the scale."
            );
            say(ui, &words);
        }
    }
}

/// A weight as it was chosen: `8`, `0.25`.
fn weight(weight: f64) -> String {
    let text = format!("{weight:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
