//! XML written by hand: elements and their attributes, with everything escaped.

use std::fmt::Write as _;

/// An attribute of nodes or ties: its name and what kind of value it has.
pub(super) type Declared = (&'static str, Kind);

/// What kind of value an attribute has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Decimal,
    YesNo,
}

/// The attributes of a node; the last two are there in networks of two kinds of nodes alone.
pub(super) const OF_NODES: [Declared; 9] = [
    ("label", Kind::Text),
    ("side", Kind::Text),
    ("kind", Kind::Text),
    ("path", Kind::Text),
    ("statements", Kind::Whole),
    ("counted", Kind::Whole),
    ("mean_position", Kind::Decimal),
    ("bipartite", Kind::Whole),
    ("type", Kind::YesNo),
];

/// The attributes of a tie.
pub(super) const OF_EDGES: [Declared; 5] = [
    ("weight", Kind::Decimal),
    ("sign", Kind::Whole),
    ("signed_weight", Kind::Decimal),
    ("statements", Kind::Whole),
    ("through", Kind::Text),
];

/// `text` in an element or an attribute; what XML cannot hold becomes U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Else they would be read as spaces.
            '\t' | '\n' | '\r' => _ = write!(out, "&#{};", c as u32),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
