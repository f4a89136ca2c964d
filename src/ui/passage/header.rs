//! The title and the line below it, above the first block; they scroll with the text.

use super::reader_style::{Column, ReaderStyle};
use crate::ui::theme::{self, size};
use egui::text::LayoutJob;
use egui::{Color32, Context, Galley, Painter, Pos2, vec2};
use std::sync::Arc;

/// Space above the title.
const ABOVE: f32 = 27.0;
/// Size of the title, and height of its rows.
const TITLE: (f32, f32) = (size::TITLE, 34.0);
/// Size of the line below the title, and the height it takes.
const META: (f32, f32) = (size::NOTE, 24.0);
/// Space above the text.
const BELOW: f32 = 16.0;

/// Words above the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) title: String,
    pub(super) meta: String,
}

/// A header laid out.
pub(super) struct HeaderLayout {
    title: Option<Arc<Galley>>,
    meta: Option<Arc<Galley>>,
    title_height: f32,
    /// Height with the space above and below.
    pub(super) height: f32,
}

impl Header {
    pub(super) fn lay_out(&self, ctx: &Context, column: &Column, style: &ReaderStyle<'_>) -> HeaderLayout {
        let set = |text: &str, font, color: Color32, row: Option<f32>| {
            (!text.is_empty()).then(|| {
                let mut job = LayoutJob::simple(text.to_owned(), font, color, column.width);
                job.sections[0].format.line_height = row;
                ctx.fonts_mut(|fonts| fonts.layout_job(job))
            })
        };
        let tokens = style.tokens;
        let title = set(&self.title, style.face.semibold(TITLE.0), tokens.ink, Some(TITLE.1));
        let meta = set(&self.meta, theme::font(META.0), tokens.soft, None);
        let title_height = title.as_ref().map_or(0.0, |galley| galley.size().y);
        let meta_height = meta.as_ref().map_or(0.0, |galley| galley.size().y - META.0 + META.1);
        let height = ABOVE + title_height + meta_height + BELOW;
        let height = (height * column.pixels_per_point).round() / column.pixels_per_point;
        HeaderLayout { title, meta, title_height, height }
    }
}

impl HeaderLayout {
    /// Paints the header with its top left corner at `at`.
    pub(super) fn paint(&self, painter: &Painter, at: Pos2) {
        if let Some(title) = &self.title {
            painter.galley(at + vec2(0.0, ABOVE), Arc::clone(title), Color32::PLACEHOLDER);
        }
        if let Some(meta) = &self.meta {
            painter.galley(at + vec2(0.0, ABOVE + self.title_height + 4.0), Arc::clone(meta), Color32::PLACEHOLDER);
        }
    }
}
