//! Findings as pictures that stand alone: with their title, and below them how they were counted.

use crate::analysis::{Crosstab, Names, Share, StanceBars, Timeline, counted};
use crate::chart::{BarLength, Bars, Drawing, Heat, TimeForm, Times, bars, framed, heat, timeline};

/// Points across: a page of paper, and a slide at twice the size.
const WIDTH: f32 = 860.0;
const HEIGHT: f32 = 340.0;

/// A crosstab, the darker the more it holds.
pub fn crosstab_picture(tab: &Crosstab, share: Option<Share>) -> Drawing {
    framed(heat(&Heat::of_crosstab(tab, share), WIDTH).drawing, &tab.account.sentence())
}

/// Stances as bars around one zero line.
pub fn bars_picture(result: &StanceBars) -> Drawing {
    framed(bars(&Bars::of(result), BarLength::Counts, WIDTH).drawing, &result.account.sentence())
}

/// Bars over time, or lines of a mean.
pub fn timeline_picture(result: &Timeline, names: &Names) -> Drawing {
    let (times, n_left) = Times::of(result, names);
    let rest = if n_left > 0 { format!(" Not drawn: {}.", counted(n_left, "more line")) } else { String::new() };
    let account = format!("{}{rest}", result.account.sentence());
    framed(timeline(&times, TimeForm::Bars, (WIDTH, HEIGHT)).drawing, &account)
}
