//! The field in which a query is typed: it follows the query, and the query follows it.
//!
//! What cannot be understood is underlined, and said in words once somebody has stopped typing.

mod completion;

use crate::analysis::query::{Query, QueryError};
use crate::app::ctx::Ctx;
use crate::app::words::sentence;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, select_all};
use completion::Offers;
use egui::text::CCursor;
use egui::text_edit::TextEditOutput;
use egui::{Id, Key, RichText, Stroke, TextEdit, Ui, vec2};
use std::time::Duration;

/// Seconds without a further letter after which what is typed is carried out.
const PAUSE: f64 = 0.15;
/// Seconds without a further letter after which a fault is told: who is still typing knows that it is not finished.
const PATIENCE: f64 = 0.8;
/// How strongly statements and counts are drawn while what is typed is wrong: they are of the filter before.
pub const STALE: f32 = 0.45;
/// What stands in the field while it is empty.
const HINT: &str = "Filter: words, or stance:opposes theme:workforce date:2022..";

/// View state of the field.
#[derive(Debug, Default)]
pub struct QueryField {
    typed: String,
    /// The query that is typed.
    shown: Query,
    error: Option<QueryError>,
    wants_focus: bool,
    /// When the last letter was typed, in window time, as long as it was not taken in.
    typed_at: Option<f64>,
    /// When the last letter was typed, in window time.
    since: f64,
    offers: Offers,
}

/// What follows from the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Another query.
    pub query: Option<Query>,
    /// Whether Enter was pressed: the keys go on to what was found.
    pub goes_on: bool,
}

impl QueryField {
    /// Whether the field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.wants_focus
    }

    /// Gives the field the focus when it is drawn next.
    pub const fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// What is wrong with what is typed, once it is to be told.
    pub const fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }

    /// Whether what is typed is told to be wrong: what was found before is then not of it.
    pub fn is_wrong(&self, ui: &Ui) -> bool {
        self.error.is_some() && self.is_told(ui)
    }

    /// Reads what is typed. Returns the query where it is another one.
    fn read(&mut self, ctx: Ctx<'_>) -> Option<Query> {
        self.typed_at = None;
        let read = Query::parse(&self.typed).and_then(|query| query.check(ctx.table.names()).map(|()| query));
        match read {
            Ok(query) => {
                self.error = None;
                (query != self.shown).then(|| {
                    self.shown = query.clone();
                    query
                })
            }
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Says what `query` says, unless it is what is typed.
    fn follow(&mut self, query: &Query) {
        if self.shown != *query {
            self.say(query);
        }
    }

    fn say(&mut self, query: &Query) {
        self.shown = query.clone();
        self.typed = query.to_string();
        self.error = None;
        self.typed_at = None;
    }
}

/// Draws the field over the room that there is; `query` is the one in force, `key` gives the field the focus.
pub fn query_field_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut QueryField, query: &Query, key: &str) -> Typed {
    state.follow(query);
    let now = ui.input(|input| input.time);
    let id = Id::unique("query-field");
    let is_full = !state.typed.is_empty();
    let is_taken = state.offers.take_keys(ui, id, &mut state.typed);
    let room = ui.available_width() - if is_full { 24.0 + space::TIGHT } else { 0.0 };
    let field = TextEdit::singleline(&mut state.typed).id(id).hint_text(HINT).desired_width(room);
    let was_offering = state.offers.is_shown();
    // Tab takes what is offered; else it goes on to the next control.
    let output = field.lock_focus(was_offering).margin(vec2(10.0, 7.0)).show(ui);
    let response = output.response.response.clone().accessible_name("Filter by a query");
    let response = response.on_hover_text(format!(
        "Words of the passage, or stance: theme: under: speaker: org: role: document: date: coder: unset: is: note: – \
         together, or with or, not and brackets ({key})"
    ));
    underline(ui, ctx, state, &output);
    if std::mem::take(&mut state.wants_focus) {
        response.request_focus();
        select_all(ui.ctx(), id, &state.typed);
    }
    let mut typed = Typed::default();
    let caret = caret_byte(&state.typed, &output);
    let below = response.rect.left_bottom() + vec2(0.0, space::TIGHT);
    if response.changed() {
        state.offers.open();
    }
    let QueryField { offers, typed: text, .. } = state;
    let saved = &ctx.session.corpus().queries;
    let is_picked = offers.show(ui, (ctx.tokens, ctx.table.names()), (id, below), (text, caret), saved);
    if response.changed() || is_taken || is_picked {
        state.typed_at = Some(now);
        state.since = now;
        state.error = None;
    }
    let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
    if response.lost_focus() && enter {
        state.offers.close();
        typed.query = state.read(ctx);
        typed.goes_on = state.error.is_none();
        if !typed.goes_on {
            state.since = f64::NEG_INFINITY;
            response.request_focus();
        }
    } else if response.lost_focus() && escape && was_offering {
        state.offers.close();
        response.request_focus();
    } else if response.lost_focus() && escape {
        state.offers.close();
        typed.query = state.read(ctx);
        if state.error.is_some() {
            // What cannot be read gives way to the query in force.
            state.say(query);
        }
    }
    if is_full && clear_ui(ui) {
        state.typed.clear();
        typed.query = state.read(ctx);
    }
    if let Some(at) = state.typed_at {
        let left = at + PAUSE - now;
        if left <= 0.0 || response.lost_focus() {
            typed.query = state.read(ctx).or(typed.query);
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        }
    }
    if typed.query.is_some() {
        // What was drawn before the field in this frame shows the query before, and nothing else may ask for another.
        ui.ctx().request_repaint();
    }
    typed
}

/// Where the caret is, in bytes of what is typed.
fn caret_byte(typed: &str, output: &TextEditOutput) -> usize {
    let n_chars = output.cursor_range.map_or(usize::MAX, |range| range.primary.index.0);
    typed.char_indices().nth(n_chars).map_or(typed.len(), |(byte, _)| byte)
}

fn clear_ui(ui: &mut Ui) -> bool {
    glyph_button(ui, Glyph::Close, "Clear the filter", None).clicked()
}

/// Draws a line below what cannot be understood.
fn underline(ui: &Ui, ctx: Ctx<'_>, state: &QueryField, output: &TextEditOutput) {
    let Some(error) = state.error.as_ref().filter(|_| state.is_wrong(ui)) else { return };
    let place = |byte: usize| {
        let before = state.typed.get(..byte).map_or(0, |before| before.chars().count());
        output.galley.pos_from_cursor(CCursor::new(before)).translate(output.galley_pos.to_vec2())
    };
    let (from, to) = (place(error.at.start), place(error.at.end));
    let right = to.left().max(from.left() + 6.0);
    let y = from.bottom() + 1.0;
    let painter = ui.painter().with_clip_rect(output.text_clip_rect.expand(4.0));
    painter.hline(from.left()..=right, y, Stroke::new(2.0, ctx.tokens.warning));
}

impl QueryField {
    /// Whether a fault is told by now; asks for another look where not.
    fn is_told(&self, ui: &Ui) -> bool {
        if self.offers.is_shown() {
            return false;
        }
        let left = self.since + PATIENCE - ui.input(|input| input.time);
        if left > 0.0 {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        }
        left <= 0.0
    }
}

/// Says in words what cannot be understood. Returns whether there is anything to say.
pub fn query_error_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &QueryField) -> bool {
    let Some(error) = state.error.as_ref().filter(|_| state.is_wrong(ui)) else { return false };
    let words = RichText::new(sentence(&error.to_string())).font(theme::font(size::NOTE)).color(ctx.tokens.warning);
    ui.add(egui::Label::new(words).truncate());
    true
}
