//! Which backups there are.

use super::{Archive, BackupFault, Backups, Manifest, day_of};
use crate::store::Files;
use crate::store::files::Kind;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::path::PathBuf;

/// A backup as it lies in its folder.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its name, by which a person may ask for it: that of the file without its ending.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was made, as its name says; `None` when that is another's name.
    pub named_time: Option<Timestamp>,
    /// What it says of itself, or why it cannot be used. Its files have not been compared.
    pub manifest: Result<Manifest, BackupFault>,
}

impl Listed {
    /// When it was made; the beginning of time where nothing says so.
    pub fn made(&self) -> Timestamp {
        let said = self.manifest.as_ref().ok().map(|manifest| manifest.made);
        said.or(self.named_time).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl Backups {
    /// All backups of the corpus, the newest first, those that cannot be used among them.
    pub fn list(&self, files: &dyn Files) -> Vec<Listed> {
        let mut listed: Vec<Listed> = self.paths(files).into_iter().map(|path| look(files, path)).collect();
        listed.sort_by(|a, b| (b.made(), &b.name).cmp(&(a.made(), &a.name)));
        listed
    }

    /// Whether there is a backup of this day in UTC that can be read whole.
    pub(in crate::store) fn has_whole_of(&self, files: &dyn Files, day: Date) -> bool {
        let is_of_day = |path: &PathBuf| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            named_time(&name).is_some_and(|time| day_of(time) == day)
        };
        let is_whole = |path| Archive::open(files, path).and_then(|mut archive| archive.verify()).is_ok();
        self.paths(files).iter().filter(|path| is_of_day(path)).any(|path| is_whole(path))
    }

    /// Every file that may be a backup.
    fn paths(&self, files: &dyn Files) -> Vec<PathBuf> {
        // A folder that cannot be listed holds none that could be used.
        let entries = files.list(self.folder()).unwrap_or_default();
        let entries = entries.into_iter().filter(|(_, kind)| *kind == Kind::File);
        let is_zip = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "zip");
        entries.map(|(name, _)| self.folder().join(name)).filter(is_zip).collect()
    }
}

fn look(files: &dyn Files, path: PathBuf) -> Listed {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let size = files.about(&path).ok().flatten().map_or(0, |about| about.n_bytes);
    let manifest = Archive::open(files, &path).map(|archive| archive.manifest().clone());
    Listed { named_time: named_time(&name), name, path, size, manifest }
}

/// How the time stands at the beginning of a name: sortable, in UTC, and fit for every file system.
pub(super) const TIME: &str = "%Y%m%dT%H%M%SZ";

fn named_time(name: &str) -> Option<Timestamp> {
    let (time, _) = name.split_once('-')?;
    let time = DateTime::strptime(TIME, time).ok()?;
    time.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|time| time.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when() {
        let time = named_time("20261122T041741Z-first-save");
        assert_eq!(time.map(|time| time.to_string()).as_deref(), Some("2026-11-22T04:17:41Z"));
        assert_eq!(named_time("mine-2026"), None);
        assert_eq!(named_time("20261122"), None);
    }
}
