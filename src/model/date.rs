//! Dates as sources give them: a day, a month, or only a year.

use jiff::civil::Date;
use std::fmt;

/// A day, a month or a year: `2023-06-14`, `2023-06` or `2023`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` when it is none of them or no day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next().filter(|p| is_digits(p, 4))?.parse().ok()?;
        let mut two_digits = || match parts.next() {
            None => Some(None),
            Some(part) if is_digits(part, 2) => part.parse().ok().map(Some),
            Some(_) => None,
        };
        let (month, day) = (two_digits()?, two_digits()?);
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        parts.next().is_none().then_some(Self { year, month, day })
    }

    /// The whole day `date`.
    pub fn from_day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The first day meant.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::MIN)
    }

    /// The last day meant.
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, _) => self.first_day().last_of_year(),
        }
    }

    /// The day, where the date is that exact.
    pub fn day(self) -> Option<Date> {
        self.day.map(|_| self.first_day())
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// Days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl DateRange {
    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether every day of `other` is in this range.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for text in ["2023-06-14", "2023-06", "2017", "2024-02-29"] {
            assert_eq!(PartialDate::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in ["", "23", "2023-13", "2023-02-29", "2023-6-1", "2023-06-14T10", "2023-06-14-01"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let last = |text: &str| PartialDate::parse(text).map(|date| date.last_day().to_string());
        assert_eq!(last("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(last("2017").as_deref(), Some("2017-12-31"));
    }
}
