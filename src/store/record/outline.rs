//! Where the entries of a file stand, found by its layout and without parsing it.

use memchr::memmem;

/// One entry of a file: what a canonical file writes between `Name(` and `)`, both at eight spaces.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// Struct name.
    pub name: &'static str,
    /// From the name to the closing bracket.
    pub text: &'a str,
    /// Byte at which it begins in the file.
    pub at: usize,
}

/// A file cut into its entries and what stands around them.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// The file without its entries: itself a whole file with empty lists, if the layout is canonical.
    pub skeleton: String,
    /// The entries in the order of the file.
    pub pieces: Vec<Piece<'a>>,
}

/// Cuts `text` at lines that are eight spaces and one of `names` with its bracket.
///
/// A cut inside a string leaves an unterminated string on each side of it, so reading the pieces fails and
/// nothing wrong is read. Linear in the length of `text`, whatever it holds.
pub(super) fn outline<'a>(text: &'a str, names: &'static [&'static str]) -> Outline<'a> {
    let mut starts: Vec<(usize, &'static str)> = Vec::new();
    for name in names {
        let line = format!("\n        {name}(");
        starts.extend(memmem::find_iter(text.as_bytes(), &line).map(|at| (at + 9, *name)));
    }
    starts.sort_unstable();
    let closing = memmem::Finder::new("\n        )");
    let mut skeleton = String::new();
    let mut pieces = Vec::with_capacity(starts.len());
    let mut kept_until = 0;
    for (i, (at, name)) in starts.iter().copied().enumerate() {
        let next = starts.get(i + 1).map_or(text.len(), |(next, _)| next - 9);
        let end = closing.find(&text.as_bytes()[at..next]).map_or(next, |found| at + found + 10);
        let piece = text[at..end].trim_end().trim_end_matches(',');
        skeleton.push_str(&text[kept_until..at]);
        kept_until = if text[end..].starts_with(',') { end + 1 } else { end };
        pieces.push(Piece { name, text: piece, at });
    }
    skeleton.push_str(&text[kept_until..]);
    Outline { skeleton, pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_a_canonical_file_into_entries_and_the_rest() {
        let text = "Codebook(\n    stances: [\n        Stance(\n            id: \"a\",\n        ),\n    ],\n    themes: [\n        Theme(\n            id: \"b\",\n        ),\n    ],\n)\n";
        let cut = outline(text, &["Theme", "Stance"]);
        let pieces: Vec<&str> = cut.pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(pieces, ["Stance(\n            id: \"a\",\n        )", "Theme(\n            id: \"b\",\n        )"]);
        let squeezed: String = cut.skeleton.split_whitespace().collect();
        assert_eq!(squeezed, "Codebook(stances:[],themes:[],)");
        assert!(cut.pieces.iter().all(|piece| text[piece.at..].starts_with(piece.text)));
    }
}
