//! Letting old backups go, once a newer one is known to be whole.

use super::keep::day_of;
use super::{Archive, BackupFault, Backups, DAYS_KEPT, Listed, NEWEST_KEPT, which_go};
use crate::store::Files;
use crate::store::sweep::sweep_folder;
use jiff::Timestamp;
use std::path::PathBuf;

/// What tidying did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// Backups that went.
    pub removed: Vec<PathBuf>,
    /// Backups that are damaged, and count as none.
    pub damaged: Vec<PathBuf>,
}

impl Backups {
    /// Removes backups that are not to be kept any more, and temporary files that were left behind.
    ///
    /// Nothing goes unless the newest backup was read back whole, and none that is damaged counts among those that are
    /// kept: those that are to stay are read whole before another goes. What a newer version made always stays.
    pub fn tidy(&self, files: &dyn Files, now: Timestamp) -> Tidied {
        sweep_folder(files, self.folder(), 0);
        let mut tidied = Tidied::default();
        // Oldest first, so that of two of one time the later counts as the newer.
        let (mut usable, mut damaged) = (Vec::new(), Vec::new());
        for listed in self.list(files).into_iter().rev() {
            match &listed.manifest {
                Ok(_) => usable.push(listed),
                Err(BackupFault::Damaged(_)) => damaged.push(listed),
                Err(BackupFault::Newer(_) | BackupFault::Unreadable(_)) => {}
            }
        }
        let times = |usable: &[Listed]| -> Vec<Timestamp> { usable.iter().map(Listed::made).collect() };
        let mut go = which_go(&times(&usable), now);
        if !go.is_empty() {
            // One that is damaged inside makes room for another: the rule is asked again without it.
            let mut whole = Vec::with_capacity(usable.len());
            for listed in usable {
                match Archive::open(files, &listed.path).and_then(|mut archive| archive.verify()) {
                    Ok(()) => whole.push(listed),
                    Err(BackupFault::Damaged(_)) => damaged.push(listed),
                    // What cannot be read now may be readable tomorrow: nothing is decided without it.
                    Err(_) => return tidied,
                }
            }
            usable = whole;
            go = which_go(&times(&usable), now);
        }
        let n_kept = usable.len() - go.len();
        let outlived = |listed: &&Listed| {
            let age = i64::from((day_of(now) - day_of(listed.made())).get_days());
            n_kept >= NEWEST_KEPT && age >= DAYS_KEPT
        };
        let leaving = go.iter().map(|i| &usable[*i]).chain(damaged.iter().filter(outlived));
        // What a person gave a name of their own is theirs.
        let leaving = leaving.filter(|listed| listed.named_time.is_some());
        for listed in leaving {
            // What cannot be removed is only one too many.
            if files.remove(&listed.path).is_ok() {
                tidied.removed.push(listed.path.clone());
            }
        }
        tidied.damaged = damaged.into_iter().map(|listed| listed.path).collect();
        tidied.damaged.retain(|path| !tidied.removed.contains(path));
        tidied
    }
}
