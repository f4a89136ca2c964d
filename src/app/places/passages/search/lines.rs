//! The hits, a line each: the keyword in its context, all keywords below one another.

use super::{STALE, Search};
use crate::analysis::search::{Hit, HitOrder};
use crate::app::ctx::Ctx;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::clipped_galley;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{EventFilter, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::fmt::Write as _;

/// Height of a line in points.
const ROW_HEIGHT: f32 = 30.0;
/// Height of the head in points.
const HEAD: f32 = 30.0;
/// Room between columns in points.
const PAD: f32 = 12.0;
/// Room for the sign of a coded place in points.
const SIGN: f32 = 28.0;
/// Room for the sign that words are left out, in points.
const ELLIPSIS: f32 = 18.0;
/// Narrower than this in points, documents are not named.
const NARROW: f32 = 640.0;

/// What happened in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A hit was clicked.
    Clicked(usize),
    /// A hit was double-clicked.
    Opened(usize),
    /// Sort by this.
    Sort(HitOrder),
}

/// The list as a widget, which has the keyboard unless a field has it.
pub fn lines_id() -> Id {
    Id::unique("search-lines")
}

/// Where the columns stand, from left to right.
struct Columns {
    left: Rect,
    keyword: f32,
    right: f32,
    document: Rect,
}

impl Columns {
    fn of(row: Rect, keyword: f32) -> Self {
        let room = row.width() - SIGN - PAD;
        let document = if row.width() < NARROW { 0.0 } else { (room * 0.2).min(200.0) };
        let text = room - document;
        let middle = row.left() + SIGN + (text * 0.44).round();
        let left = Rect::from_x_y_ranges(row.left() + SIGN..=middle, row.y_range());
        let document = Rect::from_x_y_ranges(row.right() - PAD - document..=row.right() - PAD, row.y_range());
        Self { left, keyword: middle, right: middle + keyword, document }
    }
}

/// Draws the hits in view. Returns what happened to them.
pub fn lines_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut Search) -> Option<Line> {
    let whole = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(whole);
    let (top, area) = whole.split_top_bottom_at_y(whole.top() + HEAD);
    let response = ui.interact(area, lines_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "Hits"));
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    if !state.is_current(ctx) {
        ui.multiply_opacity(STALE);
    }
    let n = state.len();
    let mut scroll = std::mem::take(&mut state.scroll);
    let mut happened = None;
    scroll.rows_ui(ui, ctx.tokens, (area, lines_id()), (ROW_HEIGHT, n), "Position in the hits", |ui, at, rect| {
        if let Some(hit) = state.hit(at) {
            happened = line_ui(ui, ctx, (at, hit), rect, state.cursor == Some(at)).or(happened);
        }
    });
    state.scroll = scroll;
    head_ui(ui, ctx, top, state.order).or(happened)
}

fn head_ui(ui: &Ui, ctx: Ctx<'_>, rect: Rect, order: HitOrder) -> Option<Line> {
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, ctx.tokens.line));
    let columns = Columns::of(rect, 96.0);
    let heads = [
        (HitOrder::Left, "Before", columns.left, true, "by the word before, then the one before that"),
        (
            HitOrder::Keyword,
            "Found",
            Rect::from_x_y_ranges(columns.keyword..=columns.right, rect.y_range()),
            false,
            "by what was found",
        ),
        (
            HitOrder::Right,
            "After",
            Rect::from_x_y_ranges(columns.right..=columns.document.left() - PAD, rect.y_range()),
            false,
            "by the word after, then the one after that",
        ),
        (HitOrder::Document, "Document", columns.document, false, "in the order of the texts"),
    ];
    let mut sorted = None;
    for (own, words, cell, is_right, how) in heads {
        if cell.width() < 24.0 {
            continue;
        }
        let response = ui.interact(cell, lines_id().with(("head", words)), Sense::click());
        let is_sorted = own == order;
        let state = if is_sorted { ", sorted" } else { "" };
        response.widget_info(|| {
            WidgetInfo::labeled(Role::ColumnHeader, true, format!("Sort hits by {}{state}", words.to_lowercase()))
        });
        let ink = if is_sorted || response.hovered() { ctx.tokens.ink } else { ctx.tokens.soft };
        let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::semibold(size::CAPTION), ink);
        let x = if is_right { cell.right() - galley.size().x - 8.0 } else { cell.left() };
        let y = cell.center().y - galley.size().y / 2.0;
        let beside = if is_right { x - 10.0 } else { x + galley.size().x + 10.0 };
        ui.painter().galley(pos2(x, y), galley, ink);
        if is_sorted {
            glyph::paint(ui.painter(), pos2(beside, cell.center().y), 8.0, Glyph::ChevronUp, ctx.tokens.accent);
        }
        if response.on_hover_text(format!("Click to sort: {how}")).clicked() {
            sorted = Some(Line::Sort(own));
        }
    }
    sorted
}

fn line_ui(ui: &Ui, ctx: Ctx<'_>, (at, hit): (usize, &Hit), rect: Rect, is_picked: bool) -> Option<Line> {
    let tokens = ctx.tokens;
    let response = ui.interact(rect, lines_id().with(("hit", at)), Sense::click());
    let document = ctx.session.corpus().document(&hit.document);
    let title = document.map_or_else(|| hit.document.as_str(), |document| document.title());
    let coded = coded_by(hit);
    response.widget_info(|| {
        let context = &hit.context;
        let words = format!("Hit “{}{}{}”: {title}, {coded}", context.left, context.keyword, context.right);
        WidgetInfo::selected(Role::Row, true, is_picked, words)
    });
    if is_picked {
        ui.painter().rect_filled(rect, 0.0, tokens.selected);
        if ui.memory(|memory| memory.has_focus(lines_id())) {
            let edge = Rect::from_min_max(rect.left_top(), pos2(rect.left() + 3.0, rect.bottom() - 1.0));
            ui.painter().rect_filled(edge, 0.0, tokens.accent);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.selected.gamma_multiply(0.4));
    }
    paint_words(ui, ctx, hit, rect, title);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let response = if hit.coded_by.is_empty() { response } else { response.on_hover_text(coded) };
    if response.double_clicked() { Some(Line::Opened(at)) } else { response.clicked().then_some(Line::Clicked(at)) }
}

fn paint_words(ui: &Ui, ctx: Ctx<'_>, hit: &Hit, rect: Rect, title: &str) {
    let tokens = ctx.tokens;
    let font = theme::reading(size::QUOTE);
    let line = |words: &str, width: f32, strong: bool| {
        let font = if strong { theme::reading_semibold(size::QUOTE) } else { font.clone() };
        let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, tokens.ink));
        job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
        ui.painter().layout_job(job)
    };
    let keyword = line(&hit.context.keyword, rect.width() * 0.3, true);
    let columns = Columns::of(rect, keyword.size().x);
    if !hit.coded_by.is_empty() {
        glyph::paint(ui.painter(), pos2(rect.left() + 14.0, rect.center().y), 7.0, Glyph::ProgressFull, tokens.accent);
    }
    let y = rect.center().y - keyword.size().y / 2.0;
    // Of what stands before, the end is seen.
    let mut left = ui.painter().layout_no_wrap(hit.context.left.clone(), font.clone(), tokens.soft);
    let beyond = left.size().x - columns.left.width();
    if beyond > 0.0 {
        let cut = end_from(&hit.context.left, left.cursor_from_pos(vec2(beyond + ELLIPSIS, 0.0)).index.0);
        left = ui.painter().layout_no_wrap(cut, font.clone(), tokens.soft);
    }
    let before = ui.painter().with_clip_rect(columns.left.intersect(ui.clip_rect()));
    before.galley(pos2(columns.keyword - left.size().x, y), left, tokens.soft);
    let ground =
        Rect::from_min_size(pos2(columns.keyword, rect.top() + 4.0), vec2(keyword.size().x, rect.height() - 9.0));
    ui.painter().rect_filled(ground, radius::SMALL, tokens.find);
    ui.painter().galley(pos2(columns.keyword, y), keyword, tokens.ink);
    let right = line(&hit.context.right, columns.document.left() - PAD - columns.right, false);
    ui.painter().galley_with_override_text_color(pos2(columns.right, y), right, tokens.soft);
    let room = columns.document.width();
    if room > 24.0 {
        let galley = clipped_galley(ui.painter(), title, theme::font(size::NOTE), tokens.soft, room);
        ui.painter().galley(
            pos2(columns.document.left(), rect.center().y - galley.size().y / 2.0),
            galley,
            tokens.soft,
        );
    }
}

/// The end of `text` from the first word behind the character `at`.
fn end_from(text: &str, at: usize) -> String {
    let from = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let rest = &text[from..];
    format!("… {}", rest.find(' ').map_or(rest, |space| &rest[space + 1..]))
}

/// Who coded the place, in words.
fn coded_by(hit: &Hit) -> String {
    if hit.coded_by.is_empty() {
        return "not coded".to_owned();
    }
    let mut words = "coded by ".to_owned();
    let mut last = None;
    for by in &hit.coded_by {
        if last != Some(&by.coder) {
            let _ = write!(words, "{}{}", if last.is_some() { ", " } else { "" }, by.coder);
        }
        last = Some(&by.coder);
    }
    words
}
