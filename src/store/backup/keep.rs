//! Which backups go: a pure rule.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashSet;

/// How many of the newest are always kept.
pub const NEWEST_KEPT: usize = 10;
/// For how many days, today among them, the newest of each day is kept.
pub const DAYS_KEPT: i64 = 14;

/// The day of a backup, in UTC: the same everywhere, so that travelling makes none go.
pub(in crate::store) fn day_of(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

/// Which of the backups made at `times` go, as positions in `times`.
///
/// Kept are the [`NEWEST_KEPT`] newest, and the newest of each of the last [`DAYS_KEPT`] days. Of two made at one
/// time the later in the list is the newer.
pub fn which_go(times: &[Timestamp], now: Timestamp) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..times.len()).collect();
    newest_first.sort_by_key(|i| std::cmp::Reverse((times[*i], *i)));
    let today = day_of(now);
    let mut days = HashSet::new();
    let mut go: Vec<usize> = Vec::new();
    for (rank, i) in newest_first.into_iter().enumerate() {
        let day = day_of(times[i]);
        let is_recent = i64::from((today - day).get_days()) < DAYS_KEPT;
        let is_newest_of_day = days.insert(day);
        if rank >= NEWEST_KEPT && !(is_recent && is_newest_of_day) {
            go.push(i);
        }
    }
    go.sort_unstable();
    go
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3600;
    const NOW: i64 = 1_800_000_000;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("is a time")
    }

    #[test]
    fn ten_newest_and_one_a_day_for_two_weeks_stay() {
        // Three a day for thirty days, oldest first.
        let midnight = NOW - NOW.rem_euclid(24 * HOUR);
        let times: Vec<Timestamp> = (0..30)
            .rev()
            .flat_map(|day| [8, 12, 16].map(|hour| at(midnight - day * 24 * HOUR + hour * HOUR)))
            .collect();
        let go = which_go(&times, at(midnight + 20 * HOUR));
        let kept: Vec<usize> = (0..times.len()).filter(|i| !go.contains(i)).collect();
        // The ten newest reach back to the last of the fourth day; the last of each of ten days before stay beside them.
        assert_eq!(kept.len(), 10 + 10);
        assert!((80..90).all(|i| kept.contains(&i)));
        assert_eq!(kept[0], 3 * 16 + 2, "the last of the day two weeks ago");
    }

    proptest! {
        #[test]
        fn what_stays_is_what_was_promised(ages in prop::collection::vec(-48_i64..24 * 40, 0..60)) {
            let times: Vec<Timestamp> = ages.iter().map(|age| at(NOW - age * HOUR)).collect();
            let go = which_go(&times, at(NOW));
            let kept: Vec<usize> = (0..times.len()).filter(|i| !go.contains(i)).collect();
            prop_assert!(kept.len() >= times.len().min(NEWEST_KEPT));
            if let Some(newest) = times.iter().max() {
                prop_assert!(kept.iter().any(|i| times[*i] == *newest));
            }
            // The newest of each recent day stays.
            for time in &times {
                let age = (day_of(at(NOW)) - day_of(*time)).get_days();
                if i64::from(age) < DAYS_KEPT {
                    prop_assert!(kept.iter().any(|i| day_of(times[*i]) == day_of(*time) && times[*i] >= *time));
                }
            }
            // Nothing newer than ten others goes, and going twice takes nothing more.
            for i in &go {
                prop_assert!(times.iter().filter(|time| **time >= times[*i]).count() > NEWEST_KEPT);
            }
            let left: Vec<Timestamp> = kept.iter().map(|i| times[*i]).collect();
            prop_assert_eq!(which_go(&left, at(NOW)), Vec::<usize>::new());
            // There is an end to what is kept.
            let n_future: HashSet<Date> = times.iter().map(|t| day_of(*t)).filter(|d| *d > day_of(at(NOW))).collect();
            prop_assert!(kept.len() <= NEWEST_KEPT + 14 + n_future.len());
        }
    }
}
