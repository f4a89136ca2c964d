//! The affiliations of a speaker over the years, with the days of the documents.

use crate::app::ctx::Ctx;
use crate::model::{DateRange, Document, Speaker};
use crate::ui::theme::{self, radius, size};
use crate::ui::widget::clipped_galley;
use egui::{Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

/// Height of a bar with the gap below it.
const BAR: f32 = 20.0;
/// Room for the years below the bars.
const FOOT: f32 = 22.0;
/// More bars than this are not drawn one below the other.
const MAX_LANES: usize = 6;

/// The days of all documents in order, each once.
pub fn days(ctx: Ctx<'_>) -> Vec<DateRange> {
    let mut days: Vec<DateRange> = ctx.session.corpus().documents().iter().filter_map(Document::days).collect();
    days.sort_by_key(|range| (range.first, range.last));
    days.dedup();
    days
}

/// Draws a bar for each affiliation over a line of years; nothing when no date is known at all.
pub fn timeline_ui(ui: &mut Ui, ctx: Ctx<'_>, speaker: &Speaker, days: &[DateRange]) {
    let ranges: Vec<DateRange> = speaker.affiliations.iter().map(crate::model::Affiliation::range).collect();
    let Some((first, last)) = years(&ranges, days).filter(|_| !ranges.is_empty()) else { return };
    let lanes = lanes(&ranges);
    let n_lanes = lanes.iter().max().map_or(1, |lane| lane + 1).min(MAX_LANES);
    let size = vec2(ui.available_width(), n_lanes as f32 * BAR + FOOT + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Time line from {first} to {last}")));
    let axis = Axis { rect, first, last };
    let tokens = ctx.tokens;
    let foot = rect.bottom() - FOOT;
    let painter = ui.painter();
    painter.hline(rect.x_range(), foot, Stroke::new(1.0, tokens.line));
    for year in axis.years() {
        let x = axis.x(Date::new(year, 1, 1).unwrap_or(Date::MIN));
        painter.vline(x, foot..=foot + 4.0, Stroke::new(1.0, tokens.line));
        let galley = painter.layout_no_wrap(year.to_string(), theme::font(size::TINY), tokens.faint);
        painter.galley(pos2(x + 3.0, foot + 6.0), galley, tokens.faint);
    }
    // The days of documents stand above the line, where a gap in the bars shows who is not known on them.
    let mut drawn = f32::MIN;
    for range in days {
        let x = axis.x(range.first);
        if x - drawn >= 2.0 {
            painter.vline(x, foot - 5.0..=foot, Stroke::new(1.5, tokens.soft));
            drawn = x;
        }
    }
    for ((range, lane), held) in ranges.iter().zip(&lanes).zip(&speaker.affiliations) {
        let top = rect.top() + (*lane).min(MAX_LANES - 1) as f32 * BAR;
        let bar = Rect::from_min_max(
            pos2(axis.x(range.first), top),
            pos2(axis.x(range.last).max(axis.x(range.first) + 3.0), top + BAR - 5.0),
        );
        painter.rect_filled(bar, radius::SMALL, tokens.accent.gamma_multiply(0.22));
        painter.vline(bar.left() + 0.75, bar.y_range(), Stroke::new(1.5, tokens.accent));
        let organisation = held.held.organisation.as_ref().map(|id| ctx.codebook().speaker_name(id));
        let words = [held.held.role.as_str(), organisation.unwrap_or_default()];
        let words = words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        if bar.width() > 24.0 {
            let galley = clipped_galley(painter, &words, theme::font(size::TINY), tokens.ink, bar.width() - 10.0);
            painter.galley(pos2(bar.left() + 6.0, bar.center().y - galley.size().y / 2.0), galley, tokens.ink);
        }
    }
    response.on_hover_text("Roles over the years; a tick is the day of a document");
}

/// The years that are drawn: all that any date names.
fn years(ranges: &[DateRange], days: &[DateRange]) -> Option<(i16, i16)> {
    let named = ranges.iter().chain(days).flat_map(|range| [range.first, range.last]);
    let known: Vec<i16> = named.filter(|date| *date != Date::MIN && *date != Date::MAX).map(Date::year).collect();
    Some((*known.iter().min()?, *known.iter().max()?))
}

/// For each range the first lane in which it overlaps no other.
fn lanes(ranges: &[DateRange]) -> Vec<usize> {
    let mut lanes: Vec<Vec<DateRange>> = Vec::new();
    let place = |range: &DateRange| {
        let free = lanes.iter().position(|lane| lane.iter().all(|other| !other.overlaps(*range)));
        let lane = free.unwrap_or(lanes.len());
        if free.is_none() {
            lanes.push(Vec::new());
        }
        lanes[lane].push(*range);
        lane
    };
    ranges.iter().map(place).collect()
}

/// Days on a line.
struct Axis {
    rect: Rect,
    first: i16,
    last: i16,
}

impl Axis {
    fn x(&self, date: Date) -> f32 {
        let year = f32::from(date.year()) + (f32::from(date.day_of_year()) - 1.0) / 365.25;
        let share = (year - f32::from(self.first)) / (f32::from(self.last - self.first) + 1.0);
        self.rect.left() + share.clamp(0.0, 1.0) * self.rect.width()
    }

    /// The years that are named: as many as there is room for.
    fn years(&self) -> impl Iterator<Item = i16> {
        let room = (self.rect.width() / 44.0).max(1.0);
        let step = (f32::from(self.last - self.first + 1) / room).ceil().max(1.0);
        (self.first..=self.last).step_by(step as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PartialDate;

    fn range(from: &str, until: &str) -> DateRange {
        let day = |text| PartialDate::parse(text).expect("a date");
        DateRange { first: day(from).first_day(), last: day(until).last_day() }
    }

    #[test]
    fn overlaps_stand_in_lanes_of_their_own() {
        let ranges = [range("2017", "2019"), range("2019-06", "2021"), range("2020", "2020")];
        assert_eq!(lanes(&ranges), [0, 1, 0]);
        assert_eq!(years(&ranges, &[range("2024-11-13", "2024-11-13")]), Some((2017, 2024)));
        assert_eq!(years(&[DateRange { first: Date::MIN, last: Date::MAX }], &[]), None);
    }
}
