//! Numbers and nouns as people write them.

/// A number with its noun, in the plural where it should be.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Words with a capital at the head and a full stop at the end.
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let head: String = chars.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    let tail = chars.as_str();
    let stop = if tail.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{head}{tail}{stop}")
}

/// A moment as the clock on the wall shows it: `22 Nov 2026, 10:42`.
pub fn moment(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn one_is_singular() {
        assert_eq!(
            [count(0, "passage"), count(1, "passage"), count(2, "passage")],
            ["0 passages", "1 passage", "2 passages"]
        );
    }
}
