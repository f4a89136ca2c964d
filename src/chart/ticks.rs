//! Where an axis has its ticks: round numbers, and borders of the calendar.

use crate::analysis::{Period, Slot};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Round numbers from `low` to `high` inclusive, about `n` of them, at steps of 1, 2 or 5 times a power of ten.
pub(super) fn round_ticks(low: f64, high: f64, n: usize, is_whole: bool) -> Vec<f64> {
    let span = high - low;
    if !span.is_finite() || span <= 0.0 {
        return vec![low];
    }
    let rough = span / n.max(1) as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(10.0 * power).max(if is_whole { 1.0 } else { 0.0 });
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).map(|at| at as f64 * step).collect()
}

/// A tick of a time axis: at which slot, and what stands below it, on one line or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimeTick {
    /// Number of the slot whose left border it stands at.
    pub slot: usize,
    /// The label.
    pub label: String,
    /// The longer period that begins here, such as the year; empty where none does.
    pub below: String,
}

/// How densely a time axis is labelled.
#[derive(Clone, Copy)]
enum Density {
    Every(Period),
    Years(i16),
}

const DENSITIES: [Density; 11] = [
    Density::Every(Period::Day),
    Density::Every(Period::Week),
    Density::Every(Period::Month),
    Density::Every(Period::Quarter),
    Density::Every(Period::Year),
    Density::Years(2),
    Density::Years(5),
    Density::Years(10),
    Density::Years(20),
    Density::Years(50),
    Density::Years(100),
];

/// The ticks of `slots`, which follow each other, each `slot_width` points wide: the densest whose labels, as wide as
/// `width` says, do not touch.
pub(super) fn time_ticks(slots: &[Slot], slot_width: f32, width: impl Fn(&str) -> f32) -> Vec<TimeTick> {
    let Some(first) = slots.first() else { return Vec::new() };
    let own = first.period();
    let is_coarser = |density: &Density| match density {
        Density::Every(period) => *period >= own && !(own == Period::Week && *period == Period::Day),
        Density::Years(_) => true,
    };
    let mut last = Vec::new();
    for density in DENSITIES.into_iter().filter(is_coarser) {
        let ticks = ticks(slots, density);
        let room = |pair: &[TimeTick]| (pair[1].slot - pair[0].slot) as f32 * slot_width;
        let need = |tick: &TimeTick| width(&tick.label).max(width(&tick.below)) + 8.0;
        if ticks.windows(2).all(|pair| need(&pair[0]) <= room(pair)) {
            return ticks;
        }
        last = ticks;
    }
    last
}

fn ticks(slots: &[Slot], density: Density) -> Vec<TimeTick> {
    let mut ticks: Vec<TimeTick> = Vec::new();
    let (mut before, mut above_before) = (String::new(), String::new());
    for (at, slot) in slots.iter().enumerate() {
        let (key, label, above) = match density {
            Density::Every(period) => named(*slot, period),
            Density::Years(n) => {
                let year = (day_of(*slot).year().div_euclid(n) * n).to_string();
                (year.clone(), year, String::new())
            }
        };
        // A label stands where its period begins, and the first may have begun before the axis does.
        let begins = key != before;
        let is_cut = at == 0 && is_inside(*slot, density);
        if begins && !is_cut {
            let below = if above == above_before { String::new() } else { above.clone() };
            ticks.push(TimeTick { slot: at, label, below });
            above_before = above;
        }
        before = key;
    }
    ticks
}

/// The day that says to which longer period a slot belongs: its first, and of a week its Thursday (ISO 8601).
fn day_of(slot: Slot) -> Date {
    let first = slot.days().first;
    if slot.period() == Period::Week { first.checked_add(3.days()).unwrap_or(first) } else { first }
}

/// Whether the period of `density` that holds `slot` begins before it.
fn is_inside(slot: Slot, density: Density) -> bool {
    let first = slot.days().first;
    match density {
        Density::Every(period) if period == slot.period() => false,
        Density::Every(period) => {
            let begin = Slot::of(day_of(slot), period).days().first;
            begin < first && first.since(begin).is_ok_and(|span| span.get_days() >= 7 || slot.period() != Period::Week)
        }
        Density::Years(n) => day_of(slot).year() % n != 0 || is_inside(slot, Density::Every(Period::Year)),
    }
}

/// A key of the period of this length in which `slot` begins, its short name, and the name of the longer one around it.
fn named(slot: Slot, period: Period) -> (String, String, String) {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = day_of(slot);
    let key = Slot::of(day, period).to_string();
    let month = MONTHS[(day.month() - 1) as usize];
    let year = day.year().to_string();
    match period {
        Period::Day => (key, day.day().to_string(), format!("{month} {year}")),
        Period::Week => {
            let (year, week) = key.split_once('-').unwrap_or((&key, ""));
            (key.clone(), week.to_owned(), year.to_owned())
        }
        Period::Month => (key, month.to_owned(), year),
        Period::Quarter => (key, format!("Q{}", (day.month() - 1) / 3 + 1), year),
        Period::Year => (key, year, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::parse_slot;

    fn slots(first: &str, n: usize) -> Vec<Slot> {
        let first = parse_slot(first).expect("a slot");
        std::iter::successors(Some(first), |slot| slot.next()).take(n).collect()
    }

    fn shown(first: &str, n: usize, slot_width: f32) -> Vec<String> {
        let ticks = time_ticks(&slots(first, n), slot_width, |text| text.len() as f32 * 6.0);
        ticks.iter().map(|tick| format!("{}:{}/{}", tick.slot, tick.label, tick.below)).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(round_ticks(0.0, 21.0, 4, true), [0.0, 10.0, 20.0]);
        assert_eq!(round_ticks(0.0, 3.0, 4, true), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(round_ticks(-1.0, 1.0, 4, false), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        assert_eq!(round_ticks(0.0, 1.0, 4, true), [0.0, 1.0]);
        assert_eq!(round_ticks(0.0, 0.0, 4, true), [0.0]);
    }

    #[test]
    fn labels_stand_on_borders_of_the_calendar_and_do_not_touch() {
        assert_eq!(shown("2022-11", 4, 40.0), ["0:Nov/2022", "1:Dec/", "2:Jan/2023", "3:Feb/"]);
        assert_eq!(shown("2022-11", 8, 14.0), ["2:Q1/2023", "5:Q2/"]);
        assert_eq!(shown("2018-12-31", 400, 1.0)[..2], ["1:Q1/2019", "91:Q2/"]);
        assert_eq!(shown("2019-W01", 60, 3.0), ["0:Q1/2019", "13:Q2/", "26:Q3/", "39:Q4/", "52:Q1/2020"]);
        assert_eq!(shown("2017", 4, 60.0), ["0:2017/", "1:2018/", "2:2019/", "3:2020/"]);
        assert_eq!(shown("2017", 14, 8.0), ["3:2020/", "8:2025/", "13:2030/"]);
        assert_eq!(shown("2020-W52", 3, 60.0), ["0:W52/2020", "1:W53/", "2:W01/2021"]);
        assert_eq!(shown("2022-01-31", 2, 80.0), ["0:31/Jan 2022", "1:1/Feb 2022"]);
        for (first, n, slot_width) in [("2001-01", 300, 3.0), ("2020-01-01", 900, 1.5), ("1990-Q1", 120, 6.0)] {
            let slots = slots(first, n);
            let width = |text: &str| text.len() as f32 * 6.0;
            let ticks = time_ticks(&slots, slot_width, width);
            assert!((2..=40).contains(&ticks.len()), "{first}: {} ticks", ticks.len());
            for pair in ticks.windows(2) {
                assert!((pair[1].slot - pair[0].slot) as f32 * slot_width >= width(&pair[0].label));
            }
        }
    }
}
