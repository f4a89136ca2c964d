//! Counts of letters, by which most names are passed over before two are compared closely.

use crate::text::fold;

/// Letters that differ between two names that are nearly the same, at most: three changed, each counted in both.
const MAX_DISTANCE: u32 = 6;
/// Letters by which a plural differs from its singular.
const OF_PLURALS: [u8; 4] = [b'e', b'i', b's', b'y'];

/// How often each letter from a to z stands in a name, without a leading article.
#[derive(Clone, Copy, Debug)]
pub struct Letters([u8; 26]);

impl Letters {
    /// Counts the letters of `name`.
    pub fn of(name: &str) -> Self {
        let folded = fold(name);
        let mut words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default();
        let rest: Vec<&str> = words.collect();
        let is_article = !rest.is_empty() && matches!(first.replace('\'', "").as_str(), "the" | "a" | "an");
        let mut counts = [0_u8; 26];
        let kept = rest.into_iter().chain((!is_article).then_some(first));
        for letter in kept.flat_map(str::bytes).filter(u8::is_ascii_lowercase) {
            let count = &mut counts[usize::from(letter - b'a')];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// Whether the names may be nearly the same; where not, [`crate::text::how_near`] says so too.
    pub fn may_be_near(&self, other: &Self) -> bool {
        let (mut all, mut core) = (0, 0);
        for (letter, (one, two)) in (b'a'..).zip(self.0.iter().zip(other.0)) {
            let apart = u32::from(one.abs_diff(two));
            all += apart;
            core += if OF_PLURALS.contains(&letter) { 0 } else { apart };
        }
        all <= MAX_DISTANCE || core == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::how_near;

    #[test]
    fn no_name_that_is_near_is_passed_over() {
        let parts = ["waiting", "lists", "policy", "policies", "Dorrell", "Dorrel", "the", "an", "integrated", "é"];
        let more = ["intergrated", "work", "force", "workforce", "workforces", "a", "Ivanovs", "planing", "planning"];
        let parts: Vec<&str> = parts.into_iter().chain(more).collect();
        let pairs = parts.iter().flat_map(|a| parts.iter().map(move |b| format!("{a} {b}")));
        let names: Vec<String> = pairs.chain(parts.iter().map(|part| (*part).to_owned())).collect();
        let letters: Vec<Letters> = names.iter().map(|name| Letters::of(name)).collect();
        for (a, of_a) in names.iter().zip(&letters) {
            for (b, of_b) in names.iter().zip(&letters) {
                assert!(of_a.may_be_near(of_b) || how_near(a, b).is_none(), "{a:?} and {b:?}");
            }
        }
        assert!(!Letters::of("Stephen Dorrell").may_be_near(&Letters::of("Andrew Goodall")));
    }
}
