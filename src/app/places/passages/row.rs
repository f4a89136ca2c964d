//! A row of the table.

use super::column::{Column, reached, spoken};
use super::excerpt;
use super::head::PAD;
use super::picked::{How, Picked};
use super::table::{Happened, table_id};
use crate::analysis::RowRef;
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, size};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Room above the first line in points.
const TOP: f32 = 8.0;

/// A row, and where it stands.
pub struct Look<'a> {
    /// Its place in the table.
    pub at: usize,
    /// What it shows.
    pub row: RowRef<'a>,
    /// Where it is seen.
    pub rect: Rect,
    /// Where its first column begins.
    pub left: f32,
    /// The columns with their widths.
    pub columns: &'a [(Column, f32)],
    /// What is picked.
    pub picked: &'a Picked,
}

impl Look<'_> {
    /// Draws the row. Returns what happened to it.
    pub fn show(&self, ui: &Ui, ctx: Ctx<'_>) -> Option<Happened> {
        let id = self.row.statement.id;
        let whole = self.rect;
        let response = ui.interact(whole, table_id().with(("row", self.at)), Sense::click());
        let is_picked = self.picked.contains(id);
        response.widget_info(|| {
            let quote = self.text(ctx).map(|text| excerpt::quote(text, self.row.statement)).unwrap_or_default();
            WidgetInfo::selected(Role::Row, true, is_picked, spoken(ctx, &self.row, &quote))
        });
        self.paint_ground(ui, ctx, whole, response.hovered());
        let mut left = self.left;
        for (column, width) in self.columns {
            let cell = Rect::from_min_size(pos2(left, self.rect.top()), vec2(*width, self.rect.height()));
            left += width;
            if cell.intersects(whole) {
                self.paint_cell(ui, ctx, *column, cell);
            }
        }
        ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, ctx.tokens.line));
        if response.double_clicked() {
            return Some(Happened::Opened(self.at));
        }
        response.clicked().then(|| {
            let modifiers = ui.input(|input| input.modifiers);
            let how = match (modifiers.shift, modifiers.command) {
                (true, _) => How::Stretch,
                (false, true) => How::Beside,
                (false, false) => How::Alone,
            };
            Happened::Clicked(self.at, how)
        })
    }

    fn text<'a>(&self, ctx: Ctx<'a>) -> Option<&'a crate::text::DocumentText> {
        ctx.session.corpus().documents().get(self.row.document)?.ready_text().map(|text| &**text)
    }

    fn paint_ground(&self, ui: &Ui, ctx: Ctx<'_>, whole: Rect, is_hovered: bool) {
        let id = self.row.statement.id;
        if self.picked.contains(id) {
            ui.painter().rect_filled(whole, 0.0, ctx.tokens.selected);
        } else if is_hovered {
            ui.painter().rect_filled(whole, 0.0, ctx.tokens.selected.gamma_multiply(0.4));
        }
        let is_cursor = self.picked.cursor().is_some_and(|(_, cursor)| cursor == id);
        if is_cursor && ui.memory(|memory| memory.has_focus(table_id())) {
            let edge = Rect::from_min_max(whole.left_top(), pos2(whole.left() + 3.0, whole.bottom() - 1.0));
            ui.painter().rect_filled(edge, 0.0, ctx.tokens.accent);
            if self.picked.len() > 1 {
                let outline = Stroke::new(1.0, ctx.tokens.accent);
                ui.painter().rect_stroke(whole, 0.0, outline, StrokeKind::Inside);
            }
        }
    }

    fn paint_cell(&self, ui: &Ui, ctx: Ctx<'_>, column: Column, cell: Rect) {
        let tokens = ctx.tokens;
        let statement = self.row.statement;
        let (mut at, width) = (pos2(cell.left() + PAD, cell.top() + TOP), cell.width() - PAD);
        match column {
            Column::Passage => {
                let Some(text) = self.text(ctx) else {
                    return paint_words(ui, "Being read…", tokens.faint, at, width);
                };
                let galley = ui.painter().layout_job(excerpt::job(text, statement, [tokens.ink, tokens.soft], width));
                ui.painter().galley(at, galley, tokens.ink);
            }
            Column::Stance => {
                let (sign, hue) = signs::stance_signs(ctx.codebook(), statement.stance.as_ref());
                glyph::paint(ui.painter(), pos2(at.x + 5.0, at.y + excerpt::LINE / 2.0), 10.0, sign, tokens.hue(hue));
                at.x += 18.0;
                let (words, ink) = match column.text(ctx, &self.row) {
                    words if words.is_empty() => ("not yet set".into(), tokens.soft),
                    words => (words, tokens.hue(hue)),
                };
                paint_words(ui, &words, ink, at, width - 18.0);
            }
            Column::Unsure if statement.is_unsure => {
                let centre = pos2(at.x + 5.0, at.y + excerpt::LINE / 2.0);
                glyph::paint(ui.painter(), centre, 10.0, Glyph::Question, tokens.accent);
            }
            Column::Progress => {
                let reached = reached(ctx, &self.row);
                let centre = pos2(at.x + 5.0, at.y + excerpt::LINE / 2.0);
                glyph::paint(ui.painter(), centre, 10.0, reached.sign(), tokens.soft);
                at.x += 18.0;
                paint_words(ui, reached.name(), tokens.soft, at, width - 18.0);
            }
            _ => {
                let words = column.text(ctx, &self.row);
                let is_main = matches!(column, Column::Speaker | Column::Theme | Column::Organisation);
                match (&*words, is_main) {
                    ("", _) => paint_words(ui, "–", tokens.faint, at, width),
                    (words, true) => paint_words(ui, words, tokens.ink, at, width),
                    (words, false) => paint_words(ui, words, tokens.soft, at, width),
                }
            }
        }
    }
}

/// Paints words on two lines at most.
fn paint_words(ui: &Ui, words: &str, ink: Color32, at: egui::Pos2, width: f32) {
    let format = TextFormat { line_height: Some(excerpt::LINE), ..TextFormat::simple(theme::font(size::BODY), ink) };
    let words = if words.contains('\n') { words.replace('\n', " ") } else { words.to_owned() };
    let mut job = LayoutJob::single_section(words, format);
    job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: 2, ..TextWrapping::default() };
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at, galley, ink);
}
