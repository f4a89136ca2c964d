//! Dates that stand in a text, to be offered for the date of the document.

use crate::model::PartialDate;
use crate::text::Span;
use jiff::civil::{Date, Weekday};

/// Bytes of a text that are looked at: a document tells its date near its head.
const HEAD: usize = 16 * 1024;

/// Years that a number of four digits is taken for.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The day or month meant.
    pub date: PartialDate,
    /// Whether the text gives no year here: it is that of the nearest year in the text, or the nearest to that on
    /// which the day of the week is right.
    pub has_inferred_year: bool,
    /// Whether day and month may be the other way round: `05/06/2022`, read as 5 June.
    pub is_ambiguous: bool,
}

/// The first `limit` different dates in the first 16 KiB of `text`, in the order in which they stand.
///
/// Reads `15 June 2022`, `June 15, 2022`, `16th of September 2022`, `Wednesday, June 15` (where a year is found to go
/// with it), `June 2022`, `2022-06-15`, `15/06/2022` and `15.6.22`, with month names in English, German and French.
pub fn found_dates(text: &str, limit: usize) -> Vec<FoundDate> {
    let tokens = tokens(&text[..text.floor_char_boundary(HEAD)]);
    let mut found: Vec<FoundDate> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && found.len() < limit {
        let rest = Tokens { all: &tokens, at };
        let Some((date, n)) = rest.figures().or_else(|| rest.named()) else {
            at += 1;
            continue;
        };
        at += n;
        if found.iter().all(|other| other.date != date.date) {
            found.push(date);
        }
    }
    found
}

/// A run of letters or figures.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    span: Span,
    word: &'a str,
    /// What stands between it and the one before.
    gap: &'a str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut end = 0;
    while let Some(n) = text[end..].find(char::is_alphanumeric) {
        let start = end + n;
        let len = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        out.push(Token {
            span: Span::new(start, start + len),
            word: &text[start..start + len],
            gap: &text[end..start],
        });
        end = start + len;
    }
    out
}

impl Token<'_> {
    /// The number that it is.
    fn number(&self) -> Option<i16> {
        let is_number = self.word.len() <= 4 && self.word.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| self.word.parse().ok()).flatten()
    }

    /// The year that it is: four digits, or two where `is_short` allows them.
    fn year(&self, is_short: bool) -> Option<i16> {
        match (self.number()?, self.word.len()) {
            (year, 4) if YEARS.contains(&year) => Some(year),
            (year, 2) if is_short => Some(if year < 70 { 2000 + year } else { 1900 + year }),
            _ => None,
        }
    }

    /// The day of a month that it is: `15`, `16th`.
    fn day(&self) -> Option<i8> {
        let ordinal = ["st", "nd", "rd", "th", "er"].iter().find_map(|ending| self.word.strip_suffix(ending));
        let digits = ordinal.unwrap_or(self.word);
        let is_day = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
        is_day.then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
    }

    /// The month that it names. English and German names begin with a capital: "may" and "march" are other words.
    fn month(&self) -> Option<i8> {
        const FULL: [&[&str]; 12] = [
            &["january", "januar", "jänner", "janvier"],
            &["february", "februar", "février"],
            &["march", "märz", "mars"],
            &["april", "avril"],
            &["may", "mai"],
            &["june", "juni", "juin"],
            &["july", "juli", "juillet"],
            &["august", "août"],
            &["september", "sept", "septembre"],
            &["october", "oktober", "octobre"],
            &["november", "novembre"],
            &["december", "dezember", "décembre"],
        ];
        const FRENCH: [&str; 11] = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
        ];
        let lower = self.word.to_lowercase();
        let is_capital = self.word.starts_with(char::is_uppercase);
        let is_french = FRENCH.contains(&lower.as_str()) || lower == "décembre";
        let is_short = |name: &&str| lower.len() == 3 && name.is_ascii() && name.starts_with(&lower);
        let month =
            FULL.iter().position(|names| names.contains(&lower.as_str()) || names.first().is_some_and(is_short));
        month.filter(|_| is_capital || is_french).map(|month| month as i8 + 1)
    }

    /// The day of the week that it names.
    fn weekday(&self) -> Option<Weekday> {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        const DAYS: [(Weekday, [&str; 3]); 7] = [
            (Monday, ["monday", "montag", "lundi"]),
            (Tuesday, ["tuesday", "dienstag", "mardi"]),
            (Wednesday, ["wednesday", "mittwoch", "mercredi"]),
            (Thursday, ["thursday", "donnerstag", "jeudi"]),
            (Friday, ["friday", "freitag", "vendredi"]),
            (Saturday, ["saturday", "samstag", "samedi"]),
            (Sunday, ["sunday", "sonntag", "dimanche"]),
        ];
        let lower = self.word.to_lowercase();
        let is_short =
            |name: &str| self.word.len() == 3 && self.word.starts_with(char::is_uppercase) && name.starts_with(&lower);
        DAYS.iter().find(|(_, names)| names.contains(&lower.as_str()) || is_short(names[0])).map(|(day, _)| *day)
    }
}

/// The tokens from one place on.
#[derive(Clone, Copy)]
struct Tokens<'a> {
    all: &'a [Token<'a>],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The `n`th token from here, when what stands before it is one of `gaps`.
    fn get(self, n: usize, gaps: &[&str]) -> Option<&'a Token<'a>> {
        self.all.get(self.at + n).filter(|token| n == 0 || gaps.contains(&token.gap))
    }

    /// The first `n` tokens from here as a date.
    fn found(self, n: usize, date: PartialDate) -> (FoundDate, usize) {
        let span = self.all[self.at].span.union(self.all[self.at + n - 1].span);
        (FoundDate { span, date, has_inferred_year: false, is_ambiguous: false }, n)
    }

    /// A date in figures: `2022-06-15`, `15/06/2022`, `15.6.22`.
    fn figures(self) -> Option<(FoundDate, usize)> {
        let first = self.get(0, &[])?;
        let second = self.get(1, &["-", "/", ".", ". "])?;
        let third = self.get(2, &[second.gap])?;
        let is_apart = !matches!(first.gap, "/" | "-" | ".");
        // A longer row of figures is no date, but a version or the number of a file.
        let goes_on = self.get(3, &[second.gap]).is_some_and(|token| token.number().is_some() && second.gap != ". ");
        if !is_apart || goes_on {
            return None;
        }
        if let Some(year) = first.year(false) {
            let (month, day) = (second.number()?, third.day()?);
            return Some(self.found(3, day_of(year, month.try_into().ok()?, day)?));
        }
        let year = third.year(second.gap != "-")?;
        let (day, month) = (first.day()?, second.day()?);
        let date = day_of(year, month, day).or_else(|| day_of(year, day, month))?;
        let (mut found, n) = self.found(3, date);
        // In Germany the point stands between day and month in this order alone.
        found.is_ambiguous = day <= 12 && month <= 12 && day != month && !second.gap.starts_with('.');
        Some((found, n))
    }

    /// A date with the name of a month.
    fn named(self) -> Option<(FoundDate, usize)> {
        let first = self.get(0, &[])?;
        if let Some(day) = first.day() {
            let is_of = self.get(1, &[" "]).is_some_and(|token| token.word == "of");
            let n = if is_of { 2 } else { 1 };
            let month = self.get(n, &[" ", ". ", "\u{a0}", "-"])?.month()?;
            return self.with_year(n + 1, month, day);
        }
        let month = first.month()?;
        if let Some(year) = self.get(1, &[" ", ", ", ". ", "\u{a0}"]).and_then(|token| token.year(false)) {
            return Some(self.found(2, PartialDate::parse(&format!("{year:04}-{month:02}"))?));
        }
        let day = self.get(1, &[" ", ". ", "\u{a0}"])?.day()?;
        self.with_year(2, month, day)
    }

    /// Day and month in the first `n` tokens, and the year behind them or one that goes with them.
    fn with_year(self, n: usize, month: i8, day: i8) -> Option<(FoundDate, usize)> {
        let year = self.get(n, &[" ", ", ", ",", ". ", "\u{a0}", "-"]).and_then(|token| token.year(false));
        let short = || self.get(n, &[" ’", " '"]).and_then(|token| token.year(true));
        if let Some(year) = year.or_else(short) {
            return Some(self.found(n + 1, day_of(year, month, day)?));
        }
        let (mut found, n) = self.found(n, self.infer_year(month, day)?);
        found.has_inferred_year = true;
        Some((found, n))
    }

    /// The date in the nearest year of the text; when the day of the week is given, in the year nearest to that in
    /// which it is right, the earlier of two.
    fn infer_year(self, month: i8, day: i8) -> Option<PartialDate> {
        let here = self.all[self.at].span.start;
        let years = self.all.iter().filter_map(|token| Some((token.year(false)?, token.span.start.abs_diff(here))));
        let (nearest, _) = years.min_by_key(|(_, distance)| *distance)?;
        let before = self.at.checked_sub(1).and_then(|at| self.all[at].weekday());
        let weekday = before.filter(|_| [" ", ", ", " the "].contains(&self.all[self.at].gap));
        let Some(weekday) = weekday else { return day_of(nearest, month, day) };
        let candidates = (0..=6).flat_map(|n| [nearest - n, nearest + n]);
        let mut days = candidates.filter_map(|year| Date::new(year, month, day).ok());
        days.find(|date| date.weekday() == weekday).map(PartialDate::from_day)
    }
}

fn day_of(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    Date::new(year, month, day).ok().map(PartialDate::from_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each found date as `words = date`, with `~` for a year inferred and `?` where day and month are in doubt.
    fn check(text: &str, expected: &[&str]) {
        let told = |found: FoundDate| {
            let mut out = format!("{} = {}", &text[found.span.start..found.span.end], found.date);
            out.extend(
                [(found.has_inferred_year, '~'), (found.is_ambiguous, '?')]
                    .iter()
                    .filter(|(is, _)| *is)
                    .map(|(_, sign)| sign),
            );
            out
        };
        assert_eq!(found_dates(text, 9).into_iter().map(told).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn dates_are_read_in_their_usual_forms() {
        check("On 15 June 2022, in Leeds.", &["15 June 2022 = 2022-06-15"]);
        check("June 15, 2022: news", &["June 15, 2022 = 2022-06-15"]);
        check("Wednesday 16th of September 2022", &["16th of September 2022 = 2022-09-16"]);
        check("16 September 2022\n", &["16 September 2022 = 2022-09-16"]);
        check("Since June 2022, and Sept. 2021", &["June 2022 = 2022-06", "Sept. 2021 = 2021-09"]);
        check("3 Dec ’21", &["3 Dec ’21 = 2021-12-03"]);
        check("am 3. Oktober 1990, le 1er août 2020", &["3. Oktober 1990 = 1990-10-03", "1er août 2020 = 2020-08-01"]);
    }

    #[test]
    fn dates_in_figures_are_read_day_first_and_told_when_in_doubt() {
        check("2022-06-15", &["2022-06-15 = 2022-06-15"]);
        check("(15/06/2022)", &["15/06/2022 = 2022-06-15"]);
        check("05/06/2022 or 6/6/22", &["05/06/2022 = 2022-06-05?", "6/6/22 = 2022-06-06"]);
        check("06/15/2022", &["06/15/2022 = 2022-06-15"]);
        check("16.09.2022 | 10.30", &["16.09.2022 = 2022-09-16"]);
        check("31/02/2022, 2022-13-01, v1.2.3.4, 10.1.2.2020, 5-6-22", &[]);
    }

    #[test]
    fn a_year_is_inferred_from_the_text_or_not_at_all() {
        check("today (Wednesday, June 15).", &[]);
        check("today (June 15). Since 2021.", &["June 15 = 2021-06-15~"]);
        check("today (Wednesday, June 15). From 2024-2025 on.", &["June 15 = 2022-06-15~"]);
        check("In 1998. Much later, on 3 May, in 2020.", &["3 May = 2020-05-03~"]);
        check("on 29 February, 2023", &["February, 2023 = 2023-02"]);
        check("on 29 February; in 2023", &[]);
    }

    #[test]
    fn words_and_figures_that_are_no_dates_are_left() {
        check("It may 10 times march 2022 people; 1.5 million; £160bn from 2024-2025; page 3 of 2020", &[]);
        check("", &[]);
        check("32 June 2022", &["June 2022 = 2022-06"]);
    }

    #[test]
    fn a_date_is_told_once_and_only_from_the_head() {
        check("15 June 2022 and June 15, 2022", &["15 June 2022 = 2022-06-15"]);
        assert_eq!(found_dates("1 May 2020, 2 May 2020, 3 May 2020", 2).len(), 2);
        let late = format!("{}15 June 2022", "é ".repeat(HEAD));
        assert!(found_dates(&late, 9).is_empty());
    }
}
