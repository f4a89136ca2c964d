//! Readable ids made from names.

/// Makes a readable id from `name`: lower case letters and digits of any script, words joined by hyphens.
///
/// Latin letters lose their accents. A name with no letter or digit gives `"entry"`.
///
/// ```
/// assert_eq!(standpoint::text::slug("Victor Adebowale, Lord"), "victor-adebowale-lord");
/// assert_eq!(standpoint::text::slug("Thérèse O’Neill"), "therese-oneill");
/// ```
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    let mut is_gap = false;
    for c in super::fold(name).chars() {
        if c.is_alphanumeric() {
            if is_gap && !out.is_empty() {
                out.push('-');
            }
            is_gap = false;
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '.') {
            is_gap = true;
        }
    }
    if out.is_empty() { "entry".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn joins_words_and_keeps_scripts() {
        assert_eq!(slug("  Pay & staffing "), "pay-staffing");
        assert_eq!(slug("وزارة الصحة"), "وزارة-الصحة");
        assert_eq!(slug("—"), "entry");
        assert_eq!(slug("U.S. Ångström"), "us-angstrom");
    }
}
