//! How large nodes and how strong ties of a network are drawn: in the window and in files alike.

/// Radius of the largest node, and how much of its room it takes.
const LARGEST: (f32, f32, f32) = (6.0, 18.0, 0.14);
/// Widths of the weakest and the strongest tie.
const WIDTHS: (f32, f32) = (0.9, 6.5);
/// Opacity of the weakest tie among few, the weakest among many, and the strongest.
const OPACITIES: (f32, f32, f32) = (0.8, 0.16, 0.85);
/// With more ties than this, weak ones begin to fade.
const FEW: f32 = 250.0;

/// By what sizes are measured: the most that there is, or more, so that pictures compare.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetScale {
    /// Statements of the largest node.
    pub most: usize,
    /// Absolute weight of the strongest tie.
    pub strongest: f64,
}

impl NetScale {
    /// Of both the larger.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { most: self.most.max(other.most), strongest: self.strongest.max(other.strongest) }
    }

    /// Half the width of a node of `n` statements, whose area is as these, where each of all nodes has `share` points
    /// squared of room: many are drawn smaller, so that they do not cover each other and their ties.
    pub fn radius(self, n: usize, share: f32) -> f32 {
        let largest = (LARGEST.2 * share).clamp(LARGEST.0, LARGEST.1);
        let part = (n as f32 / self.most.max(1) as f32).clamp(0.0, 1.0);
        (largest * part.sqrt()).max((largest / 3.5).max(2.5))
    }

    /// The width of a tie is as its weight.
    pub fn width(self, weight: f64) -> f32 {
        WIDTHS.0 + (WIDTHS.1 - WIDTHS.0) * self.part(weight)
    }

    /// How strong a tie among `n_ties` is drawn: the weaker of many fade, so that the strong ones show through them.
    pub fn opacity(self, weight: f64, n_ties: usize) -> f32 {
        let crowd = 1.0 - (FEW / n_ties.max(1) as f32).min(1.0);
        let weakest = OPACITIES.0 + (OPACITIES.1 - OPACITIES.0) * crowd;
        weakest + (OPACITIES.2 - weakest) * self.part(weight)
    }

    fn part(self, weight: f64) -> f32 {
        (weight.abs() / self.strongest.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_as_large_in_area_as_its_statements() {
        let scale = NetScale { most: 100, strongest: 4.0 };
        assert!((scale.radius(100, 400.0) - 18.0).abs() < 1e-4);
        assert!((scale.radius(25, 400.0) - 9.0).abs() < 1e-4);
        assert!(scale.radius(100, 400.0) > scale.radius(100, 50.0));
    }

    #[test]
    fn strong_ties_are_wider_and_show_through_many_weak_ones() {
        let scale = NetScale { most: 100, strongest: 4.0 };
        assert!(scale.width(-4.0) > scale.width(2.0));
        assert!((scale.opacity(0.0, 40) - OPACITIES.0).abs() < 0.01, "few do not fade");
        assert!(scale.opacity(0.1, 5_000) < 0.25 && scale.opacity(4.0, 5_000) > 0.8);
    }
}
