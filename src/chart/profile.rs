//! A profile as charts: its stances, what it goes with, and its time; apart for the window, or in one picture.
//!
//! ```text
//!   ▼ opposes  ▲ supports                 n  mean      one legend for all of it
//!   All statements  ▓▓▓▓▓│░░░░░░░░░      12  +0.50
//!   Theme                                 n  mean
//!   Devolution         ▓▓│░░░░            7  +0.71
//!   … over time
//! ```

use super::bars::HEAD_SIZE;
use super::frame::moved;
use super::{
    Anchor, BarLength, BarMark, Bars, Chart, Drawing, Ink, Point, TimeForm, TimeMark, Times, ascent, bars, timeline,
};
use crate::analysis::{Names, Profile, StanceBars, thousands};

/// Height of the timeline in points.
const TIMELINE: f32 = 190.0;
/// Between two charts in one picture.
const GAP: f32 = 22.0;
/// So many partners of a kind are in a picture.
const N_PARTNERS: usize = 20;

/// The charts of a profile.
#[derive(Clone, Debug)]
pub struct ProfileCharts {
    /// All its statements by stance, with the legend of all bars; none of a profile without partners.
    pub stances: Option<Chart<BarMark>>,
    /// What it goes with: for each field the chart of the first, and how many are not in it.
    pub partners: Vec<(Chart<BarMark>, usize)>,
    /// Its stances over time.
    pub timeline: Option<Chart<TimeMark>>,
}

impl ProfileCharts {
    /// Charts of `width` points with `n` partners of a kind at most. `head` says what stands above a kind of them.
    pub fn new(profile: &Profile, names: &Names, n: usize, head: impl Fn(&StanceBars) -> String, width: f32) -> Self {
        let partner = |of: &StanceBars| {
            let mut few = of.clone();
            few.bars.truncate(n);
            let drawn = Bars { total: None, head: head(of), has_legend: false, ..Bars::of(&few) };
            (bars(&drawn, BarLength::Counts, width), of.bars.len() - few.bars.len())
        };
        let stances = profile.partners.first().map(|of| {
            let mut drawn = Bars::of(of);
            drawn.bars = drawn.total.take().into_iter().collect();
            (drawn.title, drawn.head) = ("Stances".to_owned(), String::new());
            bars(&drawn, BarLength::Shares, width)
        });
        let over_time = profile.timeline.as_ref().map(|of| {
            let (times, _) = Times::of(of, names);
            timeline(&times, TimeForm::Bars, (width, TIMELINE))
        });
        Self { stances, partners: profile.partners.iter().map(partner).collect(), timeline: over_time }
    }
}

/// All of a profile in one picture: its charts one below the other. What it leaves out is told below it.
pub fn profile(profile: &Profile, names: &Names, head: impl Fn(&StanceBars) -> String, width: f32) -> Drawing {
    let charts = ProfileCharts::new(profile, names, N_PARTNERS, head, width);
    let mut out = Drawing::new(width, 0.0, profile.name.clone());
    let mut put = |below: &Drawing, note: &str| {
        if out.height > 0.0 {
            out.height += GAP;
        }
        let top = out.height;
        out.width = out.width.max(below.width);
        // What opens passages in the window does not in a picture.
        let unmarked = below.shapes.iter().map(|shape| super::Shape { mark: None, ..shape.clone() });
        out.shapes.extend(unmarked.map(|shape| moved(shape, 0.0, top)));
        out.height += below.height;
        if !note.is_empty() {
            let y = out.height + 6.0 + ascent(HEAD_SIZE);
            out.text(Point::new(0.0, y), Anchor::Start, HEAD_SIZE, Ink::Soft, note);
            out.height = y + 4.0;
        }
    };
    if let Some(chart) = &charts.stances {
        put(&chart.drawing, "");
    }
    for ((chart, n_more), of) in charts.partners.iter().zip(&profile.partners) {
        if !of.bars.is_empty() {
            let note = if *n_more > 0 { format!("and {} more", thousands(*n_more)) } else { String::new() };
            put(&chart.drawing, &note);
        }
    }
    if let Some(chart) = &charts.timeline {
        put(&chart.drawing, "");
    }
    out
}
