//! The order of hits, as concordances have it.

use super::Hit;
use crate::text::fold;

/// In which order hits stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HitOrder {
    /// By document and position.
    #[default]
    Document,
    /// By the word before, then the one before that, and so on.
    Left,
    /// By the word behind, then the one behind that, and so on.
    Right,
    /// By what was found, then as [`Self::Right`].
    Keyword,
}

/// Words of the context that are compared.
const N_WORDS: usize = 5;

/// Puts hits in order; those that are alike by document and position.
pub(super) fn sort(hits: &mut [Hit], order: HitOrder) {
    hits.sort_unstable_by(|a, b| (&a.document, a.span).cmp(&(&b.document, b.span)));
    match order {
        HitOrder::Document => {}
        HitOrder::Left => hits.sort_by_cached_key(|hit| words(hit.context.left.split_whitespace().rev())),
        HitOrder::Right => hits.sort_by_cached_key(|hit| words(hit.context.right.split_whitespace())),
        HitOrder::Keyword => {
            hits.sort_by_cached_key(|hit| (fold(&hit.context.keyword), words(hit.context.right.split_whitespace())));
        }
    }
}

/// The nearest words, folded and without the signs around them, with a line feed behind each, which is before all letters.
fn words<'a>(context: impl Iterator<Item = &'a str>) -> String {
    let mut key = String::new();
    let folded = context.map(fold);
    let is_sign = |c: char| !c.is_alphanumeric();
    let bare = folded.filter(|word| !word.chars().all(is_sign));
    for word in bare.take(N_WORDS) {
        key.push_str(word.trim_matches(is_sign));
        key.push('\n');
    }
    key
}
