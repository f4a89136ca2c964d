//! Findings as pictures that stand alone: with their title, and below them how they were counted.

use super::capital;
use crate::analysis::network::Network;
use crate::analysis::network::layout::layout;
use crate::analysis::{Crosstab, Names, Profile, Reading, SentencesCoded, Share, StanceBars, Timeline, counted};
use crate::chart::{
    self, BarLength, Bars, Drawing, Heat, Net, Point, Stacks, TimeForm, Times, bars, framed, heat, timeline,
};

/// Points across: a page of paper, and a slide at twice the size.
pub const WIDTH: f32 = 860.0;
const HEIGHT: f32 = 340.0;
/// Width and height of a network.
const NETWORK: (f32, f32) = (1_000.0, 760.0);

/// A crosstab, the darker the more it holds.
pub fn crosstab_picture(tab: &Crosstab, share: Option<Share>, names: &Names) -> Drawing {
    framed(heat(&Heat::of_crosstab(tab, share, names), WIDTH).drawing, &tab.account.sentence())
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

/// A network as the window first draws it, of the time `window` where it has one.
pub fn network_picture(result: &Network, window: &str) -> Drawing {
    let places = layout(result, &[], &mut |_| true).unwrap_or_default();
    let places: Vec<Point> = places.iter().map(|[x, y]| Point::new(*x, *y)).collect();
    let places = chart::fitted(&places, chart::net_area(NETWORK.0, NETWORK.1));
    let mut title = capital(&result.request.what());
    if !window.is_empty() {
        title = format!("{title}, {window}");
    }
    framed(chart::network(&Net::of(result, &places, &title), None, NETWORK).drawing, &result.account.sentence())
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
