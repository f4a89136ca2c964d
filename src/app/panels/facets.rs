//! The filters at the left: for every field its values, each with the number of statements that ticking it leaves.
//!
//! A tick changes the query and nothing else, so that the field above says the same.

use crate::analysis::query::{Key, Query};
use crate::analysis::{Facet, FacetFields, FacetValue, Facets, Value, thousands};
use crate::app::ctx::Ctx;
use crate::app::panels::query_field::STALE;
use crate::app::reading::is_quick;
use crate::app::signs;
use crate::app::words::count;
use crate::text::fold;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{clipped_galley, glyph_button, tick_box};
use egui::{
    Align, Button, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};
use std::collections::HashMap;

/// Height of a value in points.
const ROW_HEIGHT: f32 = 25.0;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 14.0;
/// Room that a level of the theme tree takes.
const INDENT: f32 = 14.0;
/// Values of a field that are shown until somebody asks for all.
const FEW: usize = 8;
/// Values that are shown at once; what is typed narrows them.
const MANY: usize = 200;

/// View state of the filters.
#[derive(Default)]
pub struct FacetsPanel {
    fields: FacetFields,
    fields_of: Option<u64>,
    facets: Facets,
    counted_for: Option<(u64, Query)>,
    /// Fields of which all values are shown, with what they are narrowed by.
    open: HashMap<Key, String>,
    /// Whether a theme stands for itself alone.
    is_theme_alone: bool,
    wants_focus: Option<Key>,
    /// Whether the counts are of another filter than the one that is typed, which cannot be read.
    pub is_stale: bool,
}

/// What was done in the filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filtered {
    /// Another query is in force.
    Query(Query),
    /// A section was folded or opened, by the word of its field.
    Folded(String),
}

impl FacetsPanel {
    /// Whether a text field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.wants_focus.is_some()
    }

    /// Counts anew when the corpus or the query changed; a query that means nothing has no counts.
    pub fn refresh(&mut self, ctx: Ctx<'_>, query: &Query) {
        let revision = ctx.session.revision();
        if self.fields_of != Some(revision) {
            self.fields = FacetFields::new(ctx.table);
            self.fields_of = Some(revision);
        }
        let is_known = self.counted_for.as_ref().is_some_and(|(of, known)| *of == revision && known == query);
        // What takes longer is read behind the window first.
        if !is_known && is_quick(ctx, query) {
            self.facets = self.fields.count(ctx.table, ctx.session.corpus(), query).unwrap_or_default();
            self.counted_for = Some((revision, query.clone()));
        }
    }

    /// What was counted.
    pub const fn facets(&self) -> &Facets {
        &self.facets
    }
}

/// The word by which a section is remembered.
fn word(key: &Key) -> String {
    match key {
        Key::Variable(name) => format!("var.{name}"),
        key => key.word().to_owned(),
    }
}

/// What people read above a section.
fn title(key: &Key) -> String {
    match key {
        Key::Variable(name) => name.clone(),
        Key::Organisation => "Organisation".to_owned(),
        Key::Date | Key::Period(_) => "Year".to_owned(),
        key => {
            let word = key.word();
            word[..1].to_uppercase() + &word[1..]
        }
    }
}

/// Draws the filters; `folded` names the sections that are closed.
pub fn facets_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut FacetsPanel,
    query: &Query,
    folded: &[String],
) -> Option<Filtered> {
    state.refresh(ctx, query);
    let mut filtered = None;
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        ui.add_space(space::STEP);
        ui.label(RichText::new("Filters").font(theme::semibold(size::BODY)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(MARGIN);
            if !query.is_empty() && ui.button("Clear all").on_hover_text("Show every statement").clicked() {
                filtered = Some(Filtered::Query(Query::default()));
            }
        });
    });
    let facets = std::mem::take(&mut state.facets);
    ScrollArea::vertical().id_salt("facets").auto_shrink(false).show(ui, |ui| {
        if state.is_stale {
            ui.multiply_opacity(STALE);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let is_theme_alone = state.is_theme_alone;
        for facet in facets.fields.iter().filter(|facet| is_shown(facet, is_theme_alone)) {
            let key = if facet.key == Key::Under { Key::Theme } else { facet.key.clone() };
            let is_folded = folded.contains(&word(&key));
            filtered = section_ui(ui, ctx, state, query, (facet, &key), is_folded).or(filtered.take());
        }
        ui.add_space(space::GROUP);
    });
    state.facets = facets;
    filtered
}

/// Of the two sections of themes, one is shown.
fn is_shown(facet: &Facet, is_theme_alone: bool) -> bool {
    match facet.key {
        Key::Theme => is_theme_alone,
        Key::Under => !is_theme_alone,
        _ => true,
    }
}

fn section_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut FacetsPanel,
    query: &Query,
    (facet, key): (&Facet, &Key),
    is_folded: bool,
) -> Option<Filtered> {
    let mut filtered = None;
    let n_on = facet.values.iter().filter(|value| value.is_on || value.on_as.is_some()).count();
    if head_ui(ui, ctx, &title(key), n_on, is_folded) {
        filtered = Some(Filtered::Folded(word(key)));
    }
    if is_folded {
        return filtered;
    }
    if *key == Key::Theme && facet.values.iter().any(|value| value.depth > 0) {
        let mut with_below = !state.is_theme_alone;
        let ticked = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(space::TIGHT);
            tick_box(ui, &mut with_below, "With subthemes")
        });
        let ticked = ticked.inner;
        if ticked.on_hover_text("A theme stands for all those below it, too").changed() {
            state.is_theme_alone = !with_below;
        }
    }
    let values = chosen(state, facet, key);
    for value in values.iter().take(MANY) {
        if value_ui(ui, ctx, &title(key), value) {
            // What is ticked in another way loses that tick.
            let other = value.on_as.as_ref().filter(|_| !value.is_on);
            filtered = Some(Filtered::Query(query.toggled(other.unwrap_or(&value.value), ctx.table.names())));
        }
    }
    more_ui(ui, ctx, state, (facet, key), values.len());
    ui.add_space(space::STEP);
    filtered
}

/// The values that are shown: all that hold what is typed, or the most frequent with those ticked.
fn chosen<'f>(state: &FacetsPanel, facet: &'f Facet, key: &Key) -> Vec<&'f FacetValue> {
    if let Some(typed) = state.open.get(key) {
        let wanted = fold(typed.trim());
        return facet.values.iter().filter(|value| is_marked(value) || fold(&value.label).contains(&wanted)).collect();
    }
    if facet.values.len() <= FEW + 2 {
        return facet.values.iter().collect();
    }
    let mut by_number: Vec<usize> = (0..facet.values.len()).collect();
    by_number.sort_by_key(|at| (!is_marked(&facet.values[*at]), std::cmp::Reverse(facet.values[*at].n), *at));
    by_number.truncate(FEW.max(facet.values.iter().filter(|value| is_marked(value)).count()));
    // A part of a scale, a tree or a calendar stays in its order; names by how often they are there.
    if matches!(key, Key::Stance | Key::Theme | Key::Date) {
        by_number.sort_unstable();
    }
    by_number.into_iter().map(|at| &facet.values[at]).collect()
}

/// Whether the query asks for a value, in whatever way.
const fn is_marked(value: &FacetValue) -> bool {
    value.is_on || value.on_as.is_some()
}

/// In which other way the query asks for a value, where it does not ask for it as it stands here.
fn other_way(value: &FacetValue) -> Option<&'static str> {
    match value.on_as.as_ref().filter(|_| !value.is_on)? {
        Value::ThemeAndBelow(_) => Some("with subthemes"),
        _ => Some("this theme alone"),
    }
}

/// The head of a section, which folds it.
fn head_ui(ui: &mut Ui, ctx: Ctx<'_>, title: &str, n_on: usize, is_folded: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - MARGIN, 28.0), Sense::click());
    let state = if is_folded { "folded" } else { "open" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Filters by {title}, {state}")));
    if ui.is_rect_visible(rect) {
        let ink = if response.hovered() || response.has_focus() { ctx.tokens.ink } else { ctx.tokens.soft };
        let sign = if is_folded { Glyph::ChevronRight } else { Glyph::ChevronDown };
        glyph::paint(ui.painter(), pos2(rect.left() + 12.0, rect.center().y), 8.0, sign, ink);
        let words = if n_on > 0 { format!("{title} · {n_on}") } else { title.to_owned() };
        let galley = ui.painter().layout_no_wrap(words, theme::semibold(size::CAPTION), ink);
        ui.painter().galley(pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0), galley, ink);
    }
    response.clicked()
}

/// A value with its tick box, sign, name and number.
fn value_ui(ui: &mut Ui, ctx: Ctx<'_>, section: &str, value: &FacetValue) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - MARGIN, ROW_HEIGHT), Sense::click());
    if !ui.is_rect_visible(rect) {
        return false;
    }
    let tokens = ctx.tokens;
    let other = other_way(value);
    let name = format!("{section}: {}, {}", value.label, count(value.n, "statement"));
    let name = other.map_or_else(|| name.clone(), |other| format!("{name}, ticked: {other}"));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_marked(value), &name));
    if response.hovered() || response.has_focus() {
        let ground = tokens.selected.gamma_multiply(0.5);
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), radius::CONTROL, ground);
    }
    let middle = rect.center().y;
    let square = Rect::from_center_size(pos2(rect.left() + 14.0, middle), Vec2::splat(14.0));
    let outline = if response.has_focus() || is_marked(value) { tokens.accent } else { tokens.faint };
    let fill = if value.is_on { tokens.accent } else { tokens.page };
    ui.painter().rect(square, radius::SMALL, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
    if value.is_on {
        glyph::paint(ui.painter(), square.center(), 9.0, Glyph::Check, tokens.on_accent);
    } else if other.is_some() {
        ui.painter().rect_filled(square.shrink(4.0), radius::SMALL, tokens.accent);
    }
    let number = ui.painter().layout_no_wrap(thousands(value.n), theme::font(size::NOTE), tokens.soft);
    let right = rect.right() - 4.0 - number.size().x;
    ui.painter().galley(pos2(right, middle - number.size().y / 2.0), number, tokens.soft);
    let mut left = rect.left() + 30.0 + value.depth as f32 * INDENT;
    let sign = match &value.value {
        Value::Stance(id) => Some(signs::stance_signs(ctx.codebook(), Some(id))),
        Value::Unset(crate::analysis::Field::Stance) => Some(signs::stance_signs(ctx.codebook(), None)),
        _ => None,
    };
    if let Some((sign, hue)) = sign {
        glyph::paint(ui.painter(), pos2(left + 5.0, middle), 10.0, sign, tokens.hue(hue));
        left += 18.0;
    }
    let is_quiet = matches!(value.value, Value::Unset(_)) || value.n == 0 && !value.is_on;
    let ink = if is_quiet { tokens.soft } else { tokens.ink };
    let galley = clipped_galley(ui.painter(), &value.label, theme::font(size::BODY), ink, right - 8.0 - left);
    let is_cut = galley.elided;
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, ink);
    let clicked = response.clicked();
    let note = other.map(|other| format!("Ticked: {other}. A click takes the tick away."));
    if is_cut || note.is_some() {
        let parts = [is_cut.then(|| value.label.clone()), note];
        response.on_hover_text(parts.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    }
    clicked
}

/// What shows all values of a field, and narrows them.
fn more_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut FacetsPanel, (facet, key): (&Facet, &Key), n_shown: usize) {
    let n = facet.values.len();
    if n <= FEW + 2 {
        return;
    }
    let name = title(key).to_lowercase();
    ui.horizontal(|ui| {
        ui.set_height(28.0);
        ui.add_space(space::SECTION);
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let Some(typed) = state.open.get_mut(key) else {
            let words = RichText::new(format!("Show all {}", thousands(n))).font(theme::font(size::NOTE));
            let button = Button::new(words.color(ctx.tokens.accent)).frame(false);
            if ui.add(button).accessible_name(format!("Show all of {name}")).clicked() {
                state.open.insert(key.clone(), String::new());
                state.wants_focus = Some(key.clone());
            }
            return;
        };
        let room = ui.available_width() - MARGIN - 28.0;
        let field = TextEdit::singleline(typed).hint_text(format!("Narrow {name}")).desired_width(room);
        let response = ui.add(field.margin(vec2(6.0, 3.0))).accessible_name(format!("Narrow {name}"));
        if state.wants_focus.as_ref() == Some(key) {
            state.wants_focus = None;
            response.request_focus();
        }
        if glyph_button(ui, Glyph::ChevronUp, "Show the most frequent", None).clicked() {
            state.open.remove(key);
        }
    });
    if n_shown > MANY {
        let words = format!("{} more; type to narrow", thousands(n_shown - MANY));
        ui.label(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
    }
}
