//! Reports of failures, in the state folder.

use super::{Access, Expected, Files as _, RealFiles, StoreError, durable, files::Kind};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Folder of the reports, below the state folder.
pub const REPORTS: &str = "reports";
/// Most reports that are kept.
const MAX_REPORTS: usize = 20;

/// Writes a report into the state folder `state` and returns where; the oldest go.
///
/// # Errors
/// When the system refuses.
pub fn write_report(state: &Path, at: Timestamp, text: &str) -> Result<PathBuf, StoreError> {
    let folder = state.join(REPORTS);
    let path = folder.join(format!("{}.txt", at.strftime("%Y%m%dT%H%M%S.%6fZ")));
    durable::write(&RealFiles, &path, text.as_bytes(), Expected::Anything, Access::Private)?;
    let names = RealFiles.list(&folder).unwrap_or_default().into_iter();
    let reports: Vec<_> = names.filter(|(_, kind)| *kind == Kind::File).map(|(name, _)| folder.join(name)).collect();
    for old in reports.iter().take(reports.len().saturating_sub(MAX_REPORTS)) {
        RealFiles.remove(old).ok();
    }
    Ok(path)
}

/// Reads a report; `None` when it is not there any more.
pub fn read_report(path: &Path) -> Option<String> {
    let bytes = RealFiles.read(path).ok().flatten()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_few_and_for_the_user_alone() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let paths: Vec<PathBuf> = (0..25)
            .map(|i| write_report(dir.path(), Timestamp::from_second(i).expect("a time"), "x").expect("writes"))
            .collect();
        assert_eq!(paths.iter().filter(|path| path.exists()).count(), MAX_REPORTS);
        assert_eq!((read_report(&paths[0]), read_report(&paths[24])), (None, Some("x".to_owned())));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| std::fs::metadata(path).expect("is there").permissions().mode() & 0o777;
            assert_eq!((mode(&paths[24]), mode(&dir.path().join(REPORTS))), (0o600, 0o700));
        }
    }
}
