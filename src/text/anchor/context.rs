//! How alike the surroundings of two places are.

use crate::text::CONTEXT_CHARS;

/// The share, 0 to 1, of `before` that also ends `there`, as what stands before another place; near and far count the
/// same, and what is missing or added shifts the rest (Levenshtein distance, the far end of `there` free).
pub(super) fn alike_before(before: &str, there: &str) -> f32 {
    alike(before.chars().rev(), there.chars().rev())
}

/// The same for what stands after a place.
pub(super) fn alike_after(after: &str, there: &str) -> f32 {
    alike(after.chars(), there.chars())
}

fn alike(mine: impl Iterator<Item = char>, there: impl Iterator<Item = char>) -> f32 {
    const MOST: usize = CONTEXT_CHARS + 8;
    let (mut a, mut b) = (['\0'; CONTEXT_CHARS], ['\0'; MOST]);
    let mut n_mine = 0;
    for (to, c) in a.iter_mut().zip(mine) {
        (*to, n_mine) = (c, n_mine + 1);
    }
    let mut n_there = 0;
    for (to, c) in b.iter_mut().zip(there) {
        (*to, n_there) = (c, n_there + 1);
    }
    if n_mine == 0 {
        // The beginning or the end of the text.
        return if n_there == 0 { 1.0 } else { 0.0 };
    }
    let (a, b) = (&a[..n_mine], &b[..n_there]);
    if b.starts_with(a) {
        return 1.0;
    }
    let mut above = [0_u8; MOST + 1];
    (0..=n_there).for_each(|j| above[j] = j as u8);
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = above[0];
        above[0] = i as u8 + 1;
        for (j, y) in b.iter().enumerate() {
            let least = (diagonal + u8::from(x != y)).min(above[j] + 1).min(above[j + 1] + 1);
            diagonal = std::mem::replace(&mut above[j + 1], least);
        }
    }
    let least = above[..=n_there].iter().min().copied().unwrap_or_default();
    1.0 - f32::from(least) / n_mine as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_are_alike_by_their_letters() {
        assert!(alike_before("of the NHS ", "all of the NHS ") > 0.99);
        assert!(alike_before("of the NHS ", "all of teh NHS ") > 0.8);
        assert!(alike_after(" in Wales, said the chief", " which he then thought over") < 0.5);
        assert!(alike_before("", "") > 0.99 && alike_after("", " more") < 0.01 && alike_after("end", "") < 0.01);
    }
}
