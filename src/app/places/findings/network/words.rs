//! Words of the view that several of its parts say.

use crate::analysis::network::{Mode, NetworkRequest, Relation};

/// What a solid line means, and what a dashed one.
pub const fn signs(request: &NetworkRequest) -> [&'static str; 2] {
    match request.mode {
        Mode::TwoMode { signed: true } => ["for", "against"],
        Mode::TwoMode { signed: false } => ["statements", ""],
        Mode::OneMode { relation: Relation::Difference, .. } => ["more congruence", "more conflict"],
        Mode::OneMode { .. } => ["congruence", "conflict"],
    }
}
