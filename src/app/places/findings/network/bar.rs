//! The choices above the network.

use super::canvas::Wanted;
use super::choices::{Choices, Kind, Shows};
use super::time;
use crate::analysis::network::{Duplicates, Network, Normalisation, Relation};
use crate::analysis::{Field, Value};
use crate::app::ctx::Ctx;
use crate::app::places::findings::choose::{PILL, choice_ui, pill_ui};
use crate::app::places::findings::fields::capital;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{railed_slider, section_label, tick_box};
use egui::{Align, Button, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, Slider, Ui, vec2};

/// What is asked for beside the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Of the drawing.
    Canvas(Wanted),
    /// Lay out what is shown anew.
    LayOutAgain,
}

/// Draws the pills; `whole` is the network before anything is left out, and `strongest` the weight of its strongest tie.
pub fn pills_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices, whole: &Network, strongest: f64) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::STEP, space::STEP);
        let kinds = Kind::ALL.map(|kind| (kind, kind.name().to_owned()));
        if let Some(kind) = choice_ui(ui, ctx, "Network", "Which nodes there are", &choices.kind, &kinds) {
            choices.kind = kind;
            choices.asked.threshold = 0.0;
        }
        tie_ui(ui, ctx, choices);
        let actors =
            [Field::Speaker, Field::Organisation, Field::Role].map(|field| (field.clone(), capital(field.name())));
        if let Some(actor) = choice_ui(ui, ctx, "Who", "Who the actors are", &choices.asked.actor, &actors) {
            choices.asked.actor = actor;
        }
        depth_ui(ui, ctx, choices);
        let repeats = Duplicates::ALL.map(|rule| (rule, repeats(rule).to_owned()));
        let help = "How often a statement of the same actor on the same theme with the same stance counts";
        if let Some(rule) = choice_ui(ui, ctx, "Repeats", help, &choices.asked.duplicates, &repeats) {
            choices.asked.duplicates = rule;
        }
        let fitting: Vec<(Normalisation, String)> =
            choices.normalisations().iter().map(|way| (*way, normalised(*way).to_owned())).collect();
        let chosen = choices.whole_request().normalisation;
        let help = "How weights of those who speak much and little are made comparable";
        if let Some(way) = choice_ui(ui, ctx, "Divided by", help, &chosen, &fitting) {
            choices.asked.normalisation = way;
            choices.asked.threshold = 0.0;
        }
        left_out_ui(ui, ctx, choices, whole);
        time::pill_ui(ui, ctx, &mut choices.windows);
        let shows = Shows::ALL.map(|shows| (shows, shows.name().to_owned()));
        if let Some(shows) = choice_ui(ui, ctx, "Show", "As a drawing, as a table, or both", &choices.shows, &shows) {
            choices.shows = shows;
        }
        threshold_ui(ui, ctx, choices, strongest);
    });
}

fn tie_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices) {
    if choices.kind == Kind::ActorsAndThemes {
        let ways = [(true, "Stance".to_owned()), (false, "Statements".to_owned())];
        let help = "Positions of stances added up, so that against is less than nothing; or statements counted";
        if let Some(is_signed) = choice_ui(ui, ctx, "Tie", help, &choices.is_signed, &ways) {
            choices.is_signed = is_signed;
            choices.asked.threshold = 0.0;
        }
        return;
    }
    let relations = [
        (Relation::Difference, "Congruence − conflict".to_owned()),
        (Relation::Congruence, "Congruence".to_owned()),
        (Relation::Conflict, "Conflict".to_owned()),
    ];
    let help = "Congruence: they say the same; conflict: they contradict each other";
    if let Some(relation) = choice_ui(ui, ctx, "Tie", help, &choices.relation, &relations) {
        choices.relation = relation;
        choices.asked.threshold = 0.0;
    }
}

fn depth_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices) {
    let deepest = ctx.table.names().themes.iter().map(|theme| theme.depth).max().unwrap_or(0);
    if deepest == 0 && choices.asked.depth.is_none() {
        return;
    }
    let mut depths = vec![(None, "As coded".to_owned())];
    depths.extend(
        (0..deepest.max(1)).map(|depth| {
            (Some(depth), if depth == 0 { "Top themes".to_owned() } else { format!("Level {}", depth + 1) })
        }),
    );
    let help = "Whether a theme stands for itself, or for all below it";
    if let Some(depth) = choice_ui(ui, ctx, "Themes", help, &choices.asked.depth, &depths) {
        choices.asked.depth = depth;
    }
}

const fn repeats(rule: Duplicates) -> &'static str {
    match rule {
        Duplicates::Always => "All count",
        Duplicates::PerDocument => "Once a document",
        Duplicates::PerWeek => "Once a week",
        Duplicates::PerMonth => "Once a month",
        Duplicates::PerYear => "Once a year",
        Duplicates::Once => "Once",
    }
}

const fn normalised(way: Normalisation) -> &'static str {
    match way {
        Normalisation::None => "Nothing",
        Normalisation::AverageActivity => "Average activity",
        Normalisation::Jaccard => "Jaccard",
        Normalisation::Cosine => "Cosine",
        Normalisation::Activity => "Activity of the actor",
        Normalisation::Prominence => "Prominence of the theme",
    }
}

/// Draws the pill of nodes that take no part, with a way back for each, and a way out for each that does.
fn left_out_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices, whole: &Network) {
    let n = choices.asked.excluded.len().to_string();
    let pill = pill_ui(ui, ctx, "Left out", &n, "Who and what takes no part in the network");
    let mut toggled: Option<Value> = None;
    Popup::menu(&pill).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(240.0);
        ScrollArea::vertical().max_height(400.0).show(ui, |ui| {
            if !choices.asked.excluded.is_empty() {
                section_label(ui, "Bring back");
                for value in &choices.asked.excluded {
                    let mut is_in = false;
                    if tick_box(ui, &mut is_in, &label_of(ctx, whole, value)).changed() {
                        toggled = Some(value.clone());
                    }
                }
                ui.add_space(space::STEP);
            }
            section_label(ui, "In the network");
            for node in whole.nodes.iter().filter(|node| !choices.asked.excluded.contains(&node.value)) {
                let mut is_in = true;
                if tick_box(ui, &mut is_in, &node.label).changed() {
                    toggled = Some(node.value.clone());
                }
            }
        });
    });
    if let Some(value) = toggled {
        choices.toggle_left_out(&value);
    }
}

fn label_of(ctx: Ctx<'_>, whole: &Network, value: &Value) -> String {
    if let Some(node) = whole.nodes.iter().find(|node| node.value == *value) {
        return node.label.clone();
    }
    let names = ctx.table.names();
    match value {
        Value::Speaker(id) | Value::Organisation(id) => {
            names.speaker(id).map_or_else(|| id.to_string(), |at| names.speakers[at].name.clone())
        }
        Value::Theme(id) | Value::ThemeAndBelow(id) => {
            names.theme(id).map_or_else(|| id.to_string(), |at| names.themes[at].name.clone())
        }
        Value::Role(role) => role.clone(),
        _ => String::new(),
    }
}

/// Draws the threshold and isolates.
fn threshold_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &mut Choices, strongest: f64) {
    let row = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        ui.label(RichText::new("Ties from").font(theme::font(size::BODY)).color(ctx.tokens.soft));
        let most = strongest.max(choices.asked.threshold).max(1e-3);
        let slider = Slider::new(&mut choices.asked.threshold, 0.0..=most);
        let slider = if strongest >= 20.0 { slider.step_by(1.0) } else { slider.max_decimals(2) };
        railed_slider(ui, 140.0, slider, "Ties from this weight").on_hover_text("Ties weaker than this are not shown");
        ui.add_space(space::STEP);
        tick_box(ui, &mut choices.asked.keeps_isolates, "Nodes without a tie");
    };
    ui.allocate_ui_with_layout(vec2(412.0, PILL), Layout::left_to_right(Align::Center), row);
}

/// Draws what the network is called, and what moves the drawing.
pub fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, choices: &Choices) -> Option<Pressed> {
    let mut pressed = None;
    ui.add_space(space::TIGHT);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        ui.set_min_height(PILL);
        ui.label(RichText::new(choices.title()).font(theme::semibold(size::HEADING)).color(ctx.tokens.ink));
        if choices.shows == Shows::Matrix {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut button = |ui: &mut Ui, words: &str, name: &str, help: &str, what: Pressed| {
                let button = ui.add(Button::new(words).min_size(vec2(PILL, PILL)));
                if button.on_hover_text(help).accessible_name(name).clicked() {
                    pressed = Some(what);
                }
            };
            let help = "Lays out what is shown, from nothing, and lets go of nodes that were moved (L)";
            button(ui, "Lay out again", "Lay out again", help, Pressed::LayOutAgain);
            button(ui, "Fit", "Fit", "All of it in view (F)", Pressed::Canvas(Wanted::Fit));
            button(ui, "+", "Nearer", "Nearer: wheel, pinch or + key", Pressed::Canvas(Wanted::ZoomIn));
            button(ui, "−", "Farther", "Farther: wheel, pinch or − key", Pressed::Canvas(Wanted::ZoomOut));
        });
    });
    pressed
}
