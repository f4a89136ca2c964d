//! Discourse networks: who speaks about what, and who says the same as whom.
//!
//! Let n(a,c,s) be the number of statements of actor a on theme c with stance s, after the rule for repeats
//! ([`Duplicates`]), and p(s) the position of s. Stances with a position in [-1, 1] take part; a statement with another
//! one, or without actor, theme or stance, is left out and counted. Each voice of a statement is an actor of its own;
//! two voices of one organisation are one actor, once.
//!
//! | network | weight of a tie |
//! |---|---|
//! | two-mode | `Σ_s n(a,c,s)` |
//! | two-mode, signed | `Σ_s n(a,c,s) · p(s)` |
//! | congruence of a ≠ b | `Σ_c Σ_s,t n(a,c,s) · n(b,c,t) · (1 − d(s,t))` |
//! | conflict | `Σ_c Σ_s,t n(a,c,s) · n(b,c,t) · d(s,t)` |
//! | difference | congruence − conflict |
//!
//! d(s,t) = |p(s) − p(t)| / range, where range is the width of the project's scale: its highest position less its
//! lowest, whichever of them a filter leaves over, so that figures of parts add up; 1 where the scale has one position.
//! One-mode networks of themes are the same with a and c changing places.
//!
//! | normalisation | weight |
//! |---|---|
//! | average activity | divided by (n(a) + n(b)) / 2, where n(a) is `Σ_c,s n(a,c,s)` |
//! | Jaccard | \|A ∩ B\| / \|A ∪ B\|, where A is the set of (theme, stance) that a has at all |
//! | cosine | \|A ∩ B\| / √(\|A\| · \|B\|), the cosine of the 0/1 vectors |
//! | activity | two-mode: divided by n(a) |
//! | prominence | two-mode: divided by n(c), which is `Σ_a,s n(a,c,s)` |
//!
//! Jaccard and cosine are likenesses of their own and not divisions. For congruence they are the textbook forms above.
//! For conflict B is turned round the middle of the scale first, p to lowest + highest − p: a pair counts where one
//! holds the opposite of the other; what stands in the middle opposes nothing. Difference is the one less the other. All
//! lie in [0, 1], difference in [-1, 1].
//!
//! Sources: P. Leifeld, "Discourse Network Analysis: Policy Debates as Dynamic Networks", in The Oxford Handbook of
//! Political Networks (2017), sections on congruence, conflict and normalisation; P. Leifeld, J. Gruber and F. R.
//! Bossner, Discourse Network Analyzer Manual (2019), chapter on networks; P. Jaccard, "The Distribution of the Flora in
//! the Alpine Zone", New Phytologist 11 (1912). What that program itself does otherwise stands in `dna`.
//!
//! ```text
//! table, Selection ─ Counts (n by actor, theme, stance) ─┬─ two_mode ─┬─ Network: nodes, edges, Account
//!                                                        └─ one_mode ─┘      └─ Layout
//! ```

mod account;
mod count;
mod dna;
pub mod layout;
mod likeness;
mod make;
mod naming;
mod one_mode;
mod query;
mod request;
mod result;
mod two_mode;
mod windows;

pub use make::{NetworkPlan, network};
pub use request::{Duplicates, Mode, NetworkRequest, Normalisation, Qualifier, Relation, Side};
pub use result::{Behind, Edge, Network, Node};
pub use windows::{MAX_WINDOWS, TooManyWindows, Window, WindowSeries, Windows, windows};

#[cfg(test)]
mod dna_tests;
#[cfg(test)]
mod naive_tests;
#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test says what it expects")]
mod testing;
#[cfg(test)]
mod tests;
