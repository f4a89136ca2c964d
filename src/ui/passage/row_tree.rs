//! Heights of all blocks, summed in a tree.

/// Heights of all blocks in whole units (half rows), with prefix sums in O(log n) (Fenwick, 1994).
///
/// ```text
/// block    0   1   2   3        y of block 2 = 3 + 2 = 5
/// units    3   2   7   1        block at y 6 = block 2, 1 unit into it
/// ```
#[derive(Clone, Debug, Default)]
pub(super) struct RowTree {
    units: Vec<u32>,
    /// `sums[i]` is the sum of the `lowbit(i)` heights that end with block `i - 1`; 2 GB of text stay below 32 bits.
    sums: Vec<u32>,
}

impl RowTree {
    /// A tree over `units`, built in O(n).
    pub(super) fn new(units: Vec<u32>) -> Self {
        let mut sums = vec![0; units.len() + 1];
        for (i, height) in units.iter().enumerate() {
            let node = i + 1;
            sums[node] += height;
            let parent = node + lowbit(node);
            if parent < sums.len() {
                sums[parent] += sums[node];
            }
        }
        Self { units, sums }
    }

    /// Height of `block` in units.
    pub(super) fn height(&self, block: usize) -> u32 {
        self.units[block]
    }

    /// Replaces the height of `block`.
    pub(super) fn set(&mut self, block: usize, units: u32) {
        let before = std::mem::replace(&mut self.units[block], units);
        let mut node = block + 1;
        while node < self.sums.len() {
            self.sums[node] = self.sums[node] + units - before;
            node += lowbit(node);
        }
    }

    /// Units above `block`; the total when `block` is the number of blocks.
    pub(super) fn above(&self, block: usize) -> u64 {
        let mut sum = 0;
        let mut node = block;
        while node > 0 {
            sum += u64::from(self.sums[node]);
            node &= node - 1;
        }
        sum
    }

    /// Units of all blocks.
    pub(super) fn total(&self) -> u64 {
        self.above(self.units.len())
    }

    /// The block that holds the unit `at`, and how many units of it lie above `at`; the last block when `at` is below all.
    pub(super) fn block_at(&self, at: u64) -> (usize, u64) {
        let (mut block, mut left) = (0, at);
        let mut step = self.sums.len().next_power_of_two();
        while step > 0 {
            let node = block + step;
            if node < self.sums.len() && u64::from(self.sums[node]) <= left {
                block = node;
                left -= u64::from(self.sums[node]);
            }
            step /= 2;
        }
        if block < self.units.len() {
            return (block, left);
        }
        let last = self.units.len().saturating_sub(1);
        (last, at - self.above(last))
    }
}

const fn lowbit(node: usize) -> usize {
    node & node.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn above_by_adding(units: &[u32], block: usize) -> u64 {
        units[..block].iter().map(|height| u64::from(*height)).sum()
    }

    proptest! {
        #[test]
        fn sums_equal_those_of_a_plain_list(
            mut units in proptest::collection::vec(0u32..40, 1..70),
            changes in proptest::collection::vec((0usize..70, 0u32..60), 0..30),
        ) {
            let mut tree = RowTree::new(units.clone());
            for (block, height) in changes {
                let block = block % units.len();
                units[block] = height;
                tree.set(block, height);
            }
            for block in 0..=units.len() {
                prop_assert_eq!(tree.above(block), above_by_adding(&units, block));
            }
        }

        #[test]
        fn the_block_at_a_height_holds_that_height(units in proptest::collection::vec(0u32..9, 1..70)) {
            let tree = RowTree::new(units.clone());
            for at in 0..tree.total() {
                let (block, inside) = tree.block_at(at);
                prop_assert_eq!(tree.above(block) + inside, at);
                prop_assert!(inside < u64::from(units[block]));
            }
            prop_assert_eq!(tree.block_at(tree.total() + 5).0, units.len() - 1);
        }
    }
}
