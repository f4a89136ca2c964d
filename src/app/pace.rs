//! How quickly the work goes on: what was done since the window opened, and in how much time of working.

/// Seconds without doing anything after which somebody is away: such a gap is no time of working.
pub const AWAY: i64 = 5 * 60;

/// What was done in this session, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    last: Option<i64>,
    n_seconds: i64,
    n_kept: usize,
    n_done: usize,
}

/// Something done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Any change.
    Changed,
    /// A statement was made.
    Kept,
    /// A document was marked done.
    Done,
}

impl Pace {
    /// Notes that something was done at `now`, in seconds of any clock that goes on.
    pub fn did(&mut self, deed: Deed, now: i64) {
        let gap = self.last.map_or(0, |last| now.saturating_sub(last));
        if (1..=AWAY).contains(&gap) {
            self.n_seconds += gap;
        }
        self.last = Some(now);
        match deed {
            Deed::Changed => {}
            Deed::Kept => self.n_kept += 1,
            Deed::Done => self.n_done += 1,
        }
    }

    /// Statements made.
    pub const fn n_kept(&self) -> usize {
        self.n_kept
    }

    /// Documents marked done.
    pub const fn n_done(&self) -> usize {
        self.n_done
    }

    /// Whole minutes of working: pauses of more than five minutes are left out.
    pub const fn n_minutes(&self) -> i64 {
        self.n_seconds / 60
    }

    /// Statements in an hour of working; `None` before five minutes, which say too little.
    pub fn per_hour(&self) -> Option<usize> {
        if self.n_seconds < AWAY {
            return None;
        }
        let n_seconds = usize::try_from(self.n_seconds).ok()?;
        Some((self.n_kept * 3600 + n_seconds / 2) / n_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_no_time_of_working() {
        let mut pace = Pace::default();
        pace.did(Deed::Kept, 1000);
        assert_eq!((pace.n_kept(), pace.n_minutes(), pace.per_hour()), (1, 0, None));
        for n in 1..=10 {
            pace.did(Deed::Kept, 1000 + n * 60);
        }
        // Lunch, then five minutes more.
        pace.did(Deed::Changed, 1600 + AWAY + 1);
        pace.did(Deed::Done, 1600 + AWAY + 1 + AWAY);
        assert_eq!((pace.n_kept(), pace.n_done(), pace.n_minutes()), (11, 1, 15));
        assert_eq!(pace.per_hour(), Some(44));
    }

    #[test]
    fn a_clock_put_back_takes_nothing_away() {
        let mut pace = Pace::default();
        pace.did(Deed::Kept, 1000);
        pace.did(Deed::Kept, 400);
        pace.did(Deed::Kept, 460);
        assert_eq!((pace.n_kept(), pace.n_minutes()), (3, 1));
    }
}
