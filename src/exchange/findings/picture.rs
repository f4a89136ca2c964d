//! Findings as pictures that stand alone: with their title, and below them how they were counted.

use super::capital;
use crate::analysis::{Crosstab, Names, Profile, Reading, SentencesCoded, Share, StanceBars, Timeline, counted};
use crate::chart::{self, BarLength, Bars, Drawing, Heat, Stacks, TimeForm, Times, bars, framed, heat, timeline};

/// Points across: a page of paper, and a slide at twice the size.
pub const WIDTH: f32 = 860.0;
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

/// How far each coder got with the documents.
pub fn reading_picture(result: &Reading, sentences: Option<&SentencesCoded>) -> Drawing {
    let data = Stacks::of_coders(result, sentences);
    framed(chart::stacks(&data, WIDTH).drawing, &result.account_with(sentences).sentence())
}

/// How each document was read, and what its statements leave unset.
pub fn documents_picture(result: &Reading, sentences: Option<&SentencesCoded>, names: &Names) -> Drawing {
    let data = Stacks::of_documents(result, sentences, names);
    framed(chart::stacks(&data, WIDTH).drawing, &result.account_with(sentences).sentence())
}

/// All of a profile: its stances, what it goes with, and its time.
pub fn profile_picture(result: &Profile, names: &Names) -> Drawing {
    framed(profile_drawing(result, names), &result.account.sentence())
}

/// The picture of a profile, without title and account.
pub fn profile_drawing(result: &Profile, names: &Names) -> Drawing {
    chart::profile(result, names, |bars| capital(bars.request.field.name()), WIDTH)
}
