//! How the reader is set: sizes and colours chosen by the caller, and what follows from them.

use crate::ui::theme::{Face, Tokens, size};
use egui::{FontId, Rect};

/// How the reader is set.
#[derive(Clone, Debug, PartialEq)]
pub struct ReaderStyle<'a> {
    /// Colours.
    pub tokens: &'a Tokens,
    /// Size of the text in points.
    pub font_size: f32,
    /// Height of a row in parts of the font size.
    pub row_factor: f32,
    /// Width of the text column in average characters.
    pub measure: f32,
    /// The face of the text.
    pub face: Face,
}

impl<'a> ReaderStyle<'a> {
    /// 18 points on rows of 30, 70 characters to the row, all enlarged by `zoom` (1 is 100 %).
    pub fn new(tokens: &'a Tokens, zoom: f32) -> Self {
        Self {
            tokens,
            font_size: size::READING * zoom,
            row_factor: 30.0 / size::READING,
            measure: 70.0,
            face: Face::Serif,
        }
    }

    pub(super) fn font(&self) -> FontId {
        self.face.font(self.font_size)
    }
}

/// Where the text column and the margin lie in the view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Column {
    /// Left edge of the text, from the left edge of the view.
    pub(super) left: f32,
    /// Width that text is wrapped at.
    pub(super) width: f32,
    /// Height of a row, an even number of pixels.
    pub(super) row_height: f32,
    /// Pixels per point.
    pub(super) pixels_per_point: f32,
}

impl Column {
    /// Margin in which lanes and the names of most themes have room.
    const WANTED_LEFT: f32 = 140.0;
    /// Least margin, in parts of the view and in points: a few brackets and a sign.
    const MIN_LEFT: (f32, egui::Rangef) = (0.135, egui::Rangef { min: 44.0, max: 66.0 });
    /// Least room at the right, scroll bar included.
    const MIN_RIGHT: f32 = 28.0;
    /// Least width of the text.
    const MIN_WIDTH: f32 = 80.0;
    /// How much of the measure is kept while the margin still has room for names.
    const KEPT_MEASURE: f32 = 64.0 / 70.0;

    /// The column of a view of `view`: a little right of the middle, so that names have room. In a narrow view the
    /// text gives up a few characters first, then the margin all that it can spare, then the text the rest.
    pub(super) fn new(view: Rect, style: &ReaderStyle<'_>, pixels_per_point: f32) -> Self {
        let full = style.measure * style.font_size * style.face.char_width();
        let beside = Self::WANTED_LEFT + Self::MIN_RIGHT;
        let measure = full.min((view.width() - beside).max(full * Self::KEPT_MEASURE));
        let spare = view.width() - measure;
        let (part, limits) = Self::MIN_LEFT;
        let least = limits.clamp(view.width() * part);
        let left = (spare * 0.5 + 28.0).max(Self::WANTED_LEFT).min(spare - Self::MIN_RIGHT).max(least);
        let width = measure.min(view.width() - left - Self::MIN_RIGHT).max(Self::MIN_WIDTH);
        let in_pixels = |points: f32| (points * pixels_per_point).round() / pixels_per_point;
        let half_row = in_pixels(style.font_size * style.row_factor / 2.0).max(1.0);
        Self { left: in_pixels(left), width: width.floor(), row_height: half_row * 2.0, pixels_per_point }
    }

    /// Height of one unit of the row tree: half a row.
    pub(super) fn unit(&self) -> f32 {
        self.row_height / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, vec2};

    fn column(width: f32) -> Column {
        let tokens = Tokens::light();
        Column::new(Rect::from_min_size(Pos2::ZERO, vec2(width, 700.0)), &ReaderStyle::new(&tokens, 1.0), 1.0)
    }

    #[test]
    fn the_margin_gives_way_before_the_text() {
        assert!((column(696.0).left - Column::WANTED_LEFT).abs() < 1.5, "names have room beside 64 characters or more");
        assert!((column(696.0).width - 528.0).abs() < 2.0);
        let narrow = column(640.0);
        assert!(narrow.left < 100.0 && narrow.width > 510.0);
        let tight = column(400.0);
        assert!((tight.left - 54.0).abs() < 0.1 && tight.width < 340.0);
        assert!((column(200.0).left - 44.0).abs() < 0.1);
        assert!((column(900.0).width - 567.0).abs() < 2.0 && column(900.0).left > 150.0);
        assert!(column(1600.0).left > 400.0);
    }

    #[test]
    fn rows_are_whole_pixels() {
        let tokens = Tokens::light();
        for pixels_per_point in [1.0, 1.25, 1.5, 2.0] {
            let view = Rect::from_min_size(Pos2::ZERO, vec2(700.0, 700.0));
            let column = Column::new(view, &ReaderStyle::new(&tokens, 1.1), pixels_per_point);
            let pixels = column.unit() * pixels_per_point;
            assert!((pixels - pixels.round()).abs() < 1e-3);
        }
    }
}
