//! Calendar periods: which week, month, quarter or year a day belongs to, and how it is written.

use crate::model::{DateRange, PartialDate};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::fmt;

/// A length of time on the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day.
    Day,
    /// A week of ISO 8601, from Monday to Sunday; it belongs to the year of its Thursday.
    Week,
    /// A month, with its year.
    #[default]
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

impl Period {
    /// All of them, from short to long.
    pub const ALL: [Self; 5] = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// What people read and type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// One day, week, month, quarter or year of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    first: Date,
    period: Period,
}

impl Slot {
    /// The period that `day` lies in.
    pub fn of(day: Date, period: Period) -> Self {
        let first = match period {
            Period::Day => day,
            Period::Week => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day),
            Period::Month => day.first_of_month(),
            Period::Quarter => {
                Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).unwrap_or_else(|_| day.first_of_month())
            }
            Period::Year => day.first_of_year(),
        };
        Self { first, period }
    }

    /// The period that all of `days` lie in; `None` when they lie in several, as a year does in its months.
    pub fn holding(days: DateRange, period: Period) -> Option<Self> {
        let slot = Self::of(days.first, period);
        slot.days().covers(days).then_some(slot)
    }

    /// How long it is.
    pub const fn period(self) -> Period {
        self.period
    }

    /// Its days.
    pub fn days(self) -> DateRange {
        DateRange {
            first: self.first,
            last: self.next_first().and_then(|next| next.yesterday().ok()).unwrap_or(Date::MAX),
        }
    }

    fn next_first(self) -> Option<Date> {
        let span = match self.period {
            Period::Day => 1.day(),
            Period::Week => 7.days(),
            Period::Month => 1.month(),
            Period::Quarter => 3.months(),
            Period::Year => 1.year(),
        };
        self.first.checked_add(span).ok()
    }

    /// How many there are from this one to `last`, both included; `last` is as long and not before it.
    pub fn n_until(self, last: Self) -> usize {
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
        let n_months = months(last.first) - months(self.first);
        let n_days = || self.first.until(last.first).map_or(0, |span| span.get_days());
        let n = match self.period {
            Period::Day => n_days(),
            Period::Week => n_days() / 7,
            Period::Month => n_months,
            Period::Quarter => n_months / 3,
            Period::Year => n_months / 12,
        };
        usize::try_from(n).unwrap_or(0) + 1
    }

    /// The one after it; `None` at the end of the calendar.
    pub fn next(self) -> Option<Self> {
        self.next_first().map(|first| Self { first, period: self.period })
    }
}

impl fmt::Display for Slot {
    /// `2022-06-15`, `2022-W24`, `2022-06`, `2022-Q2`, `2022`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.period {
            Period::Day => write!(f, "{year:04}-{month:02}-{:02}", self.first.day()),
            Period::Week => {
                let week = self.first.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Period::Month => write!(f, "{year:04}-{month:02}"),
            Period::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
            Period::Year => write!(f, "{year:04}"),
        }
    }
}

/// Reads what [`Slot`]'s `Display` writes: a day, week, month, quarter or year.
pub fn parse_slot(text: &str) -> Option<Slot> {
    if let Some(date) = PartialDate::parse(text) {
        let period = match text.len() {
            4 => Period::Year,
            7 => Period::Month,
            _ => Period::Day,
        };
        return Some(Slot::of(date.first_day(), period));
    }
    let (year, rest) = text.split_once('-')?;
    let year: i16 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let number = |digits: &str, n: usize| (digits.len() == n).then(|| digits.parse::<i8>().ok()).flatten();
    if let Some(week) = rest.strip_prefix(['W', 'w']).and_then(|digits| number(digits, 2)) {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        return Some(Slot::of(monday.date(), Period::Week));
    }
    let quarter = rest.strip_prefix(['Q', 'q']).and_then(|digits| number(digits, 1)).filter(|q| (1..=4).contains(q))?;
    Some(Slot::of(Date::new(year, quarter * 3 - 2, 1).ok()?, Period::Quarter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        PartialDate::parse(text).map_or(Date::MIN, PartialDate::first_day)
    }

    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        // ISO 8601: the first week of a year is the one with its first Thursday.
        for (date, week) in [
            ("2021-01-03", "2020-W53"),
            ("2021-01-04", "2021-W01"),
            ("2018-12-31", "2019-W01"),
            ("2022-01-01", "2021-W52"),
            ("2024-12-30", "2025-W01"),
        ] {
            assert_eq!(Slot::of(day(date), Period::Week).to_string(), week);
        }
    }

    #[test]
    fn a_date_that_is_not_exact_lies_in_a_period_that_holds_all_of_it() {
        let slot = |text: &str, period| {
            let date = PartialDate::parse(text)?;
            let days = DateRange { first: date.first_day(), last: date.last_day() };
            Slot::holding(days, period).map(|slot| slot.to_string())
        };
        assert_eq!(slot("2022-06", Period::Month).as_deref(), Some("2022-06"));
        assert_eq!(slot("2022-06", Period::Quarter).as_deref(), Some("2022-Q2"));
        assert_eq!(slot("2022-06", Period::Week), None);
        assert_eq!(slot("2022", Period::Quarter), None);
        assert_eq!(slot("2022", Period::Year).as_deref(), Some("2022"));
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_without_gap_and_read_what_they_write(n in 0i64..200_000, period in 0usize..5) {
            let date = Date::new(1700, 1, 1).and_then(|date| date.checked_add(n.days())).unwrap_or(Date::MIN);
            let slot = Slot::of(date, Period::ALL[period]);
            prop_assert!(slot.days().first <= date && date <= slot.days().last);
            prop_assert_eq!(parse_slot(&slot.to_string()), Some(slot));
            let next = slot.next().ok_or_else(|| TestCaseError::fail("end of the calendar"))?;
            prop_assert_eq!(slot.days().last.tomorrow().ok(), Some(next.days().first));
            prop_assert!(slot < next);
            let far = Slot::of(date.checked_add((n % 3_000).days()).unwrap_or(date), Period::ALL[period]);
            let walked = std::iter::successors(Some(slot), |slot| slot.next()).take_while(|slot| *slot <= far).count();
            prop_assert_eq!(slot.n_until(far), walked);
        }
    }
}
