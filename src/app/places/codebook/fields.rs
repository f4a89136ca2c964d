//! Fields of a card: text that is kept as it is typed, small buttons, swatches.

use super::keys::PlaceKey;
use super::row::sign_of;
use super::section::name_of;
use crate::app::ctx::Ctx;
use crate::app::places::keys::PlaceKeys;
use crate::app::signs;
use crate::model::{EntryId, Hue};
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, Tokens, radius, size, space};
use crate::ui::widget::{clipped_galley, select_all};
use egui::{
    Align, Button, Color32, Layout, Response, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo,
    pos2, vec2,
};

/// The text of the field that has the focus, as far as the corpus may not have it yet.
#[derive(Debug, Default)]
pub struct Draft {
    of: Option<egui::Id>,
    text: String,
}

impl Draft {
    /// The field that has the focus.
    pub const fn field(&self) -> Option<egui::Id> {
        self.of
    }
}

/// A field of an entry.
pub struct FieldSpec<'a> {
    /// Of which entry.
    pub entry: &'a EntryId,
    /// Which of its fields, for the history.
    pub field: &'static str,
    /// What assistive technology calls it.
    pub name: &'a str,
    /// Shown while it is empty.
    pub hint: &'static str,
    /// Rows; 1 is a single line.
    pub n_rows: usize,
    /// Width in points; as much as there is when infinite.
    pub width: f32,
    /// What the corpus says.
    pub value: &'a str,
    /// Whether it gets the focus now.
    pub wants_focus: bool,
}

/// What happened in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Nothing,
    /// Another text.
    Changed(String),
    /// The focus left it.
    Left,
}

/// A heading above a field.
pub fn label_ui(ui: &mut Ui, tokens: &Tokens, text: &str) {
    ui.add_space(space::TIGHT);
    ui.label(RichText::new(text).font(theme::semibold(size::CAPTION)).color(tokens.soft));
    ui.add_space(-space::TIGHT);
}

/// A line of soft text.
pub fn soft_ui(ui: &mut Ui, tokens: &Tokens, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text).color(tokens.soft))
}

/// A line that warns, with a sign so that colour does not stand alone.
pub fn warning_ui(ui: &mut Ui, tokens: &Tokens, text: &str) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        let (rect, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
        glyph::paint(ui.painter(), rect.center(), 9.0, Glyph::TriangleUp, tokens.warning);
        ui.label(RichText::new(text).color(tokens.warning));
    });
}

/// Draws a field of text; what is typed stays in `draft` while it has the focus, even where it cannot be kept.
pub fn field_ui(ui: &mut Ui, draft: &mut Draft, spec: &FieldSpec<'_>) -> Typed {
    let id = ui.make_persistent_id(("codebook-field", spec.entry, spec.field));
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let is_draft = has_focus && draft.of == Some(id);
    let mut text = if is_draft { std::mem::take(&mut draft.text) } else { spec.value.to_owned() };
    let field = if spec.n_rows > 1 {
        TextEdit::multiline(&mut text).desired_rows(spec.n_rows)
    } else {
        TextEdit::singleline(&mut text)
    };
    let field = field.id(id).hint_text(spec.hint).desired_width(spec.width).margin(vec2(10.0, 7.0));
    let response = ui.add(field).accessible_name(spec.name);
    if spec.wants_focus {
        response.request_focus();
        select_all(ui.ctx(), id, &text);
    }
    let typed = if response.changed() {
        Typed::Changed(text.clone())
    } else if response.lost_focus() {
        Typed::Left
    } else {
        Typed::Nothing
    };
    if response.has_focus() {
        *draft = Draft { of: Some(id), text };
    } else if is_draft {
        *draft = Draft::default();
    }
    typed
}

/// What a swatch stands for: a colour, or none.
pub const NO_COLOUR: &str = "No colour";

/// The name of a colour.
pub const fn hue_name(hue: Hue) -> &'static str {
    match hue {
        Hue::Blue => "Blue",
        Hue::Teal => "Teal",
        Hue::Violet => "Violet",
        Hue::Rust => "Rust",
        Hue::Ochre => "Ochre",
        Hue::Pink => "Pink",
        Hue::Green => "Green",
        Hue::Grey => "Grey",
    }
}

/// All colours in the order of the swatches.
pub const HUES: [Hue; 8] = [Hue::Blue, Hue::Teal, Hue::Violet, Hue::Rust, Hue::Ochre, Hue::Pink, Hue::Green, Hue::Grey];

/// The colour that an entry is to have, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewColour(pub Option<Hue>);

/// Draws a swatch for each colour, and one for none where that is possible. Returns what was chosen.
pub fn swatches_ui(ui: &mut Ui, ctx: Ctx<'_>, chosen: Option<Hue>, may_none: bool) -> Option<NewColour> {
    let mut picked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let none = may_none.then_some(None);
        for hue in none.into_iter().chain(HUES.map(Some)) {
            if swatch_ui(ui, ctx, hue, hue == chosen).clicked() {
                picked = Some(hue);
            }
        }
    });
    picked.filter(|picked| *picked != chosen).map(NewColour)
}

fn swatch_ui(ui: &mut Ui, ctx: Ctx<'_>, hue: Option<Hue>, is_chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
    let name = hue.map_or(NO_COLOUR, hue_name);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
    let painter = ui.painter();
    let colour = hue.map_or(ctx.tokens.faint, |hue| ctx.tokens.hue(signs::hue(hue)));
    let sign = if hue.is_some() { Glyph::ProgressFull } else { Glyph::ProgressEmpty };
    glyph::paint(painter, rect.center(), 14.0, sign, colour);
    mark_ui(ui, ctx.tokens, &response, is_chosen);
    response.on_hover_text(name)
}

/// Draws what shows that a small choice is chosen, hovered or in focus.
pub fn mark_ui(ui: &Ui, tokens: &Tokens, response: &Response, is_chosen: bool) {
    let rect = response.rect.shrink(2.0);
    if is_chosen || response.has_focus() {
        ui.painter().rect_stroke(rect, radius::CONTROL, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_stroke(rect, radius::CONTROL, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    }
}

/// A button without a frame, for what is rarely asked for.
pub fn quiet_button(ui: &mut Ui, tokens: &Tokens, words: &str) -> Response {
    ui.add(Button::new(RichText::new(words).color(tokens.soft)).frame_when_inactive(false))
}

/// A button for a key of the place, with its key beside it; `why_not` says why it waits.
pub fn key_button(ui: &mut Ui, tokens: &Tokens, key: PlaceKey, words: &str, why_not: Option<&str>) -> Response {
    let shortcut = RichText::new(key.key()).font(theme::font(size::CAPTION)).color(tokens.faint);
    let button = Button::new(RichText::new(words).color(tokens.ink)).shortcut_text(shortcut);
    let response = ui.add_enabled(why_not.is_none(), button).accessible_name(words);
    match why_not {
        None => response.on_hover_text(key.tooltip()),
        Some(why) => response.on_disabled_hover_text(why),
    }
}

/// The one button of a panel that carries it out.
pub fn do_button(ui: &mut Ui, tokens: &Tokens, words: &str, is_enabled: bool) -> Response {
    let ink = if is_enabled { tokens.on_accent } else { tokens.soft };
    let text = RichText::new(words).font(theme::semibold(size::BODY)).color(ink);
    let fill = if is_enabled { tokens.accent } else { tokens.page };
    ui.add_enabled(is_enabled, Button::new(text).fill(fill).min_size(vec2(88.0, 32.0))).accessible_name(words)
}

/// A title with something at the right end of its line.
pub fn title_ui(ui: &mut Ui, words: &str, at_right: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(words).font(theme::semibold(size::HEADING)));
        ui.with_layout(Layout::right_to_left(Align::Center), at_right);
    });
}

/// The box of an entry that was chosen; whether another is to be chosen.
pub fn chosen_ui(ui: &mut Ui, ctx: Ctx<'_>, id: &EntryId, how: &str) -> bool {
    let name = name_of(ctx.codebook(), id).unwrap_or_default();
    let (sign, colour) = sign_of(ctx, id);
    box_ui(ui, ctx.tokens, name, sign.map(|sign| (sign, colour)), how).clicked()
}

/// A box with a value that a click changes; `how` says what it does and is read out.
pub fn box_ui(ui: &mut Ui, tokens: &Tokens, value: &str, sign: Option<(Glyph, Color32)>, how: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{how}: {value}")));
    if ui.is_rect_visible(rect) {
        let outline = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.line };
        ui.painter().rect(rect, radius::CONTROL, tokens.page, Stroke::new(1.0, outline), StrokeKind::Inside);
        let mut left = rect.left() + 10.0;
        if let Some((sign, colour)) = sign {
            glyph::paint(ui.painter(), pos2(left + 5.0, rect.center().y), 9.0, sign, colour);
            left += 18.0;
        }
        let galley =
            clipped_galley(ui.painter(), value, theme::font(size::BODY), tokens.ink, rect.right() - 10.0 - left);
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
    }
    response.on_hover_text(how)
}
