//! The passages of the entry in the card: of every coder, each a click away.

use super::ask::CodebookAsk;
use super::fields::soft_ui;
use super::uses::{PassageRef, Passages, Uses};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::app::words::count;
use crate::edit::reshape::Reshape;
use crate::model::{EntryId, Example, Statement, Theme};
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{clipped_galley, clipped_text, glyph_button, tick_box};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo};
use egui::{pos2, vec2};

/// Height of a row in points.
const ROW_HEIGHT: f32 = 76.0;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 16.0;
/// Longer passages are cut before they are laid out: two rows never hold more.
const MAX_QUOTE_CHARS: usize = 280;

/// Draws the passages of `id`.
pub fn passages_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Passages, uses: &Uses, id: &EntryId, out: &mut Vec<Action>) {
    heading_ui(ui, ctx, state, uses, id);
    state.refresh(ctx, id);
    if state.found().is_empty() {
        let words = match id {
            EntryId::Theme(_) => "No passage has this theme yet. Tag some in Code.",
            EntryId::Stance(_) => "No passage has this stance yet. Tag some in Code.",
            EntryId::Speaker(_) => "No passage is spoken by them yet. Tag some in Code.",
        };
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - MARGIN);
            soft_ui(ui, ctx.tokens, words);
        });
        ui.take_available_space();
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let n = state.found().len();
    ScrollArea::vertical().id_salt(("passages", id)).auto_shrink(false).show_rows(ui, ROW_HEIGHT, n, |ui, range| {
        for passage in &state.found()[range] {
            row_ui(ui, ctx, id, passage, out);
        }
    });
}

fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Passages, uses: &Uses, id: &EntryId) {
    let n_below = match id {
        EntryId::Theme(theme) => {
            uses.all().theme_with_below(theme).n_statements
                - uses.n(id).min(uses.all().theme_with_below(theme).n_statements)
        }
        _ => 0,
    };
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        let n = uses.n(id) + if state.is_with_below { n_below } else { 0 };
        let words = if n == 0 { "Passages".to_owned() } else { count(n, "passage") };
        ui.label(RichText::new(words).font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(MARGIN);
            if n_below > 0 {
                tick_box(ui, &mut state.is_with_below, "With themes below");
            }
        });
    });
    ui.add_space(space::TIGHT);
}

/// The words of a passage, its parts joined; `None` while its text is not there.
pub fn quote_of(ctx: Ctx<'_>, passage: &PassageRef, statement: &Statement) -> Option<String> {
    let text = ctx.session.corpus().document(&passage.set.document)?.ready_text()?;
    Some(statement.fragments(text).map(str::trim).collect::<Vec<_>>().join(" … "))
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, id: &EntryId, passage: &PassageRef, out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - MARGIN, ROW_HEIGHT), Sense::click());
    let Some(statement) = passage.statement(ctx) else { return };
    let quote = quote_of(ctx, passage, &statement).unwrap_or_default();
    let book = ctx.codebook();
    let (sign, hue) = signs::stance_signs(book, statement.stance.as_ref());
    let speakers = signs::speaker_names(book, &statement);
    let document = ctx.session.corpus().document(&passage.set.document);
    let title = document.map_or_else(|| passage.set.document.as_str(), |document| document.title());
    let source = format!("{title}, {}", passage.set.coder);
    response.widget_info(|| {
        let stance = signs::stance_name(book, statement.stance.as_ref());
        WidgetInfo::labeled(Role::Button, true, format!("Passage “{quote}”: {speakers}, {stance}, {source}"))
    });
    if response.hovered() || response.has_focus() {
        let ground = rect.expand2(vec2(8.0, -1.0)).translate(vec2(0.0, -1.0));
        ui.painter().rect_filled(ground, radius::CONTROL, tokens.selected.gamma_multiply(0.5));
        if response.has_focus() {
            ui.painter().rect_stroke(ground, radius::CONTROL, Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
        }
    }
    let example_room = if matches!(id, EntryId::Theme(_)) { 28.0 } else { 0.0 };
    let width = rect.width() - 18.0 - example_room;
    glyph::paint(ui.painter(), pos2(rect.left() + 5.0, rect.top() + 18.0), 10.0, sign, tokens.hue(hue));
    let left = rect.left() + 18.0;
    let galley = ui.painter().layout_job(two_rows(&quote, tokens.ink, width));
    let foot = rect.top() + 10.0 + galley.size().y;
    ui.painter().galley(pos2(left, rect.top() + 8.0), galley, tokens.ink);
    let line =
        if matches!(id, EntryId::Speaker(_)) { signs::theme_name(book, &statement).to_owned() } else { speakers };
    let coder = clipped_galley(
        ui.painter(),
        passage.set.coder.as_str(),
        theme::font(size::CAPTION),
        tokens.soft,
        rect.width() / 3.0,
    );
    let coder_left = rect.right() - coder.size().x;
    ui.painter().galley(pos2(coder_left, foot), coder, tokens.soft);
    let room = coder_left - 12.0 - left;
    clipped_text(
        ui.painter(),
        pos2(left, foot),
        &format!("{line} · {title}"),
        theme::font(size::CAPTION),
        tokens.soft,
        room,
    );
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let response = response.on_hover_text("Show it in Code");
    if let EntryId::Theme(theme) = id
        && ctx.session.why_held_codebook().is_none()
        && let Some(theme) = book.themes.get(theme)
    {
        let at = Rect::from_min_size(pos2(rect.right() - 26.0, rect.top() + 8.0), vec2(24.0, 24.0));
        let mut beside = ui.new_child(UiBuilder::new().max_rect(at));
        example_ui(&mut beside, theme, passage, &quote, out);
    }
    if response.clicked() {
        let ask = CodebookAsk::ShowPassage(passage.set.clone(), passage.id);
        out.push(Action::Codebook(ask));
    }
}

/// A button that takes the passage as an example of the theme, or takes it back.
fn example_ui(ui: &mut Ui, theme: &Theme, passage: &PassageRef, quote: &str, out: &mut Vec<Action>) {
    let known = theme.examples.iter().position(|example| example.statement == Some(passage.id));
    let (sign, name) = match known {
        Some(_) => (Glyph::Check, "It is an example; take it back"),
        None => (Glyph::Plus, "Use as an example"),
    };
    if glyph_button(ui, sign, name, None).clicked() {
        let mut changed = theme.clone();
        match known {
            Some(nth) => drop(changed.examples.remove(nth)),
            None => changed.examples.push(Example {
                quote: quote.to_owned(),
                document: Some(passage.set.document.clone()),
                statement: Some(passage.id),
            }),
        }
        out.push(Action::Codebook(CodebookAsk::reshape(Reshape::PutTheme(changed))));
    }
}

/// The quote on at most two rows, in the face that it is read in.
fn two_rows(quote: &str, ink: egui::Color32, width: f32) -> LayoutJob {
    let quote: String = quote.chars().take(MAX_QUOTE_CHARS).map(|c| if c == '\n' { ' ' } else { c }).collect();
    let format = TextFormat { line_height: Some(20.0), ..TextFormat::simple(theme::reading(size::QUOTE), ink) };
    let mut job = LayoutJob::single_section(quote, format);
    job.wrap = TextWrapping { max_width: width, max_rows: 2, ..TextWrapping::default() };
    job
}
