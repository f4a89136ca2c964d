//! Figures in words: as people read them, with a true minus sign.

use crate::analysis::thousands;

/// `value` with so many digits behind the point, as pupils round: a half goes away from zero, and nowhere is it −0.
///
/// The standard library rounds 0.625 to 0.62, so that a table and a picture of one figure would differ.
pub fn rounded(value: f64, digits: u8) -> String {
    let unit = 10_f64.powi(i32::from(digits));
    let scaled = value * unit;
    // Of so large a number there is nothing behind the point.
    let value = if scaled.abs() < 1e15 { scaled.round() / unit } else { value };
    format!("{:.*}", usize::from(digits), if value == 0.0 { 0.0 } else { value })
}

/// A mean position: `+0.64`, `−0.16`, `0.00`; a dash where there is none.
pub fn signed(value: Option<f64>) -> String {
    let Some(value) = value.filter(|value| value.is_finite()) else { return "–".to_owned() };
    let hundredths = (value * 100.0).round() as i64;
    let sign = match hundredths {
        ..0 => "−",
        0 => "",
        _ => "+",
    };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// A weight: whole as it is, else with two decimals, with a true minus sign.
pub fn plain(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    let value = value.abs();
    if value.fract() == 0.0 && value < 1e15 {
        format!("{sign}{}", thousands(value as usize))
    } else {
        format!("{sign}{}", rounded(value, 2))
    }
}

/// A share in whole percent: `57%`, `<1%`.
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let share = 100.0 * part as f64 / whole as f64;
    if part > 0 && share < 0.5 { "<1%".to_owned() } else { format!("{share:.0}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short_and_have_a_true_minus() {
        assert_eq!(signed(Some(0.644)), "+0.64");
        assert_eq!(signed(Some(-0.161)), "−0.16");
        assert_eq!([signed(Some(-0.004)), signed(None), signed(Some(f64::NAN))], ["0.00", "–", "–"]);
        assert_eq!([signed(Some(0.625)), rounded(0.625, 2), rounded(-0.625, 2)], ["+0.63", "0.63", "-0.63"]);
        assert_eq!([rounded(-0.001, 2), rounded(2.5, 0), rounded(1e300, 1)], ["0.00", "3", &format!("{:.1}", 1e300)]);
        assert_eq!([plain(1234.0), plain(-2.0), plain(0.333)], ["1,234", "−2", "0.33"]);
        assert_eq!([percent(12, 21), percent(1, 1000), percent(0, 5), percent(0, 0)], ["57%", "<1%", "0%", "–"]);
    }
}
