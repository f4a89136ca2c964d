//! When a backup was made, as people say it: in their own time zone, which the system knows.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn here(time: Timestamp) -> Zoned {
    time.to_zoned(TimeZone::system())
}

/// The day: `Today`, `Yesterday`, `21 November`, with the year where it is another.
pub(super) fn day(time: Timestamp, now: Timestamp) -> String {
    day_of(&here(time), &here(now))
}

/// The time of day, such as `14:05`.
pub(super) fn clock(time: Timestamp) -> String {
    here(time).strftime("%H:%M").to_string()
}

/// Day and time, such as `21 November 2026, 14:05`.
pub(super) fn long_time(time: Timestamp) -> String {
    let time = here(time);
    format!("{} {} {}, {}", time.day(), month(&time), time.year(), time.strftime("%H:%M"))
}

fn month(time: &Zoned) -> &'static str {
    let at = usize::try_from(time.month() - 1).unwrap_or_default();
    MONTHS.get(at).copied().unwrap_or_default()
}

fn day_of(time: &Zoned, now: &Zoned) -> String {
    match (now.date() - time.date()).get_days() {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        _ if now.year() == time.year() => format!("{} {}", time.day(), month(time)),
        _ => format!("{} {} {}", time.day(), month(time), time.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let time = |text: &str| text.parse::<Timestamp>().expect("a time").to_zoned(TimeZone::UTC);
        let now = time("2026-11-22T04:17:41Z");
        for (then, words) in [
            ("2026-11-22T00:00:00Z", "Today"),
            ("2026-11-21T23:59:59Z", "Yesterday"),
            ("2026-11-01T12:00:00Z", "1 November"),
            ("2025-12-31T12:00:00Z", "31 December 2025"),
        ] {
            assert_eq!(day_of(&time(then), &now), words);
        }
    }
}
