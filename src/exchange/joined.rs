//! Lists and cut passages in one cell.
//!
//! Items stand with `; ` between them. An item that itself holds `; ` or a backslash has both marked by a
//! backslash, so that the cell splits into exactly the items it was made of.

/// What stands between the fragments of a cut passage.
pub(super) const GAP: &str = " […] ";

/// What stands between the items of a list.
const SEPARATOR: &str = "; ";

/// Most items of a list that are read; an empty one takes many times its room in the file.
pub(super) const MAX_ITEMS: usize = 10_000;

/// Adds `items` to `out`, joined.
pub(super) fn join_list<'a>(out: &mut String, items: impl Iterator<Item = &'a str>) {
    for (n, item) in items.enumerate() {
        if n > 0 {
            out.push_str(SEPARATOR);
        }
        if item.contains('\\') || item.contains(SEPARATOR) {
            out.push_str(&item.replace('\\', "\\\\").replace(SEPARATOR, "\\; "));
        } else {
            out.push_str(item);
        }
    }
}

/// Splits what [`join_list`] made; an empty cell is one empty item.
pub(super) fn split_list(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut rest = cell;
    while let Some(c) = rest.chars().next() {
        let (taken, added) = match rest.as_bytes() {
            [b'\\', b'\\' | b';', ..] => (2, &rest[1..2]),
            [b';', b' ', ..] => {
                if items.len() > MAX_ITEMS {
                    return items;
                }
                items.push(String::new());
                (2, "")
            }
            _ => (c.len_utf8(), &rest[..c.len_utf8()]),
        };
        if let Some(item) = items.last_mut() {
            item.push_str(added);
        }
        rest = &rest[taken..];
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_lists_read_as_written() {
        let mut cell = String::new();
        join_list(&mut cell, ["Goodall", "", "a; b", "c\\"].into_iter());
        assert_eq!(cell, "Goodall; ; a\\; b; c\\\\");
        assert_eq!(split_list(&cell), ["Goodall", "", "a; b", "c\\"]);
        assert_eq!(split_list("A\\B; C;D"), ["A\\B", "C;D"]);
    }

    proptest! {
        #[test]
        fn every_list_comes_back(items in proptest::collection::vec("[a; \\\\é]{0,6}", 1..5)) {
            let mut cell = String::new();
            join_list(&mut cell, items.iter().map(String::as_str));
            prop_assert_eq!(split_list(&cell), items);
        }
    }
}
