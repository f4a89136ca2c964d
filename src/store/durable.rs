//! Writing a file so that it fully happened or did not.
//!
//! What happens to the file that stood there:
//!
//! | it is | then |
//! |---|---|
//! | a file | replaced; mode, and owner and group as far as the system lets us, are those of the old one |
//! | not there | made, with the rights that any new file of the user has; [`Access::Private`] is for the user alone |
//! | a symbolic link | the link stays, and the file that it leads to is replaced; the saver follows none out of the corpus |
//! | one of several names of a file (hard links) | this name gets the new content, the other names keep the old: that is what backups made of such links count on, and the only way never to have half a file |
//! | marked read-only, or not ours to replace | refused, and the edit is kept |
//! | something that we have not read | refused: see [`Expected`] |
//! | a folder, device or pipe | refused |

use super::files::Kind;
use super::{Access, ContentHash, Files, StoreError};
use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What may stand at the place of the file before it is written.
#[derive(Clone, Copy, Debug)]
pub enum Expected<'a> {
    /// Anything: the user chose to write over it, or it is our own.
    Anything,
    /// Nothing, or one of these contents, which were read or written before.
    Seen(&'a [ContentHash]),
}

/// Writes `bytes` to `path` and returns when content and name are on the disk.
///
/// The bytes go to a temporary file in the same folder, which then takes the name: at every moment `path` is the
/// old file or the new one, whole. The rights of an existing file and the target of a link are kept; folders that
/// are not there are made.
///
/// # Errors
/// When the system refuses, when the file is marked read-only, or when it holds something not in `expected`. Then
/// the file is as it was; only after a failure of the very last step, the wait for the folder, it is new already.
pub fn write(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    expected: Expected<'_>,
    access: Access,
) -> Result<ContentHash, StoreError> {
    let target = files.resolve(path).map_err(StoreError::io("follow", path))?;
    let folder = target.parent().ok_or_else(|| StoreError::NoFolder(target.clone()))?;
    create_folders(files, folder, access)?;
    let new = ContentHash::of(bytes);
    let on_disk = || -> Result<Option<ContentHash>, StoreError> {
        Ok(files.read(&target).map_err(StoreError::io("read", &target))?.map(|old| ContentHash::of(&old)))
    };
    let present = on_disk()?;
    if let (Some(present), Expected::Seen(seen)) = (present, expected)
        && present != new
        && !seen.contains(&present)
    {
        return Err(StoreError::ChangedOutside(path.to_owned()));
    }
    if present.is_some() {
        let about = files.about(&target).map_err(StoreError::io("look at", &target))?;
        if about.is_some_and(|about| about.is_read_only) {
            return Err(StoreError::ReadOnly(path.to_owned()));
        }
    }
    let is_new = present.is_none() && matches!(expected, Expected::Seen(_));
    let mut file =
        files.create_temporary(folder, &target, access).map_err(StoreError::io("make a temporary file in", folder))?;
    files.write_all(&mut file, bytes).map_err(StoreError::io("write", &target))?;
    files.sync(&file).map_err(StoreError::io("write", &target))?;
    // Waiting for the disk takes its time: somebody may have written in between.
    if matches!(expected, Expected::Seen(_)) && on_disk()? != present {
        return Err(StoreError::ChangedOutside(path.to_owned()));
    }
    files.rename(file, &target, is_new).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists if is_new => StoreError::ChangedOutside(path.to_owned()),
        _ => StoreError::io("replace", &target)(error),
    })?;
    files.sync_folder(folder).map_err(StoreError::io("write", folder))?;
    Ok(new)
}

/// Copies a whole file to where none is, or the same one, and returns when the copy is on the disk.
///
/// # Errors
/// When `from` is not there or cannot be read, when something else stands at `to`, or when the system refuses.
pub fn copy(files: &dyn Files, from: &Path, to: &Path, access: Access) -> Result<ContentHash, StoreError> {
    let missing = || StoreError::io("read", from)(ErrorKind::NotFound.into());
    let bytes = files.read(from).map_err(StoreError::io("read", from))?.ok_or_else(missing)?;
    write(files, to, &bytes, Expected::Seen(&[]), access)
}

/// Makes the folders of `file` below `root` and waits until their names are on the disk, also where they were there
/// before: who made them may have been ended before it could wait. Those in `settled` are known to be.
///
/// # Errors
/// When the system refuses; what was settled until then is in `settled`.
pub(super) fn settle_folders(
    files: &dyn Files,
    root: &Path,
    file: &Path,
    settled: &mut HashSet<PathBuf>,
) -> Result<(), StoreError> {
    let folders = file.ancestors().skip(1).take_while(|folder| *folder != root && folder.starts_with(root));
    let folders: Vec<&Path> = folders.filter(|folder| !settled.contains(*folder)).collect();
    for folder in folders.into_iter().rev() {
        files.create_folder(folder, Access::Shared).map_err(StoreError::io("make the folder", folder))?;
        settled.insert(folder.to_owned());
    }
    Ok(())
}

/// Makes `folder` and those above it that are not there.
pub(super) fn create_folders(files: &dyn Files, folder: &Path, access: Access) -> Result<(), StoreError> {
    let mut missing = Vec::new();
    for path in folder.ancestors().take_while(|path| !path.as_os_str().is_empty()) {
        let about = files.about(path).map_err(StoreError::io("look at", path))?;
        if about.is_some_and(|about| about.kind == Kind::Folder) {
            break;
        }
        missing.push(path);
    }
    for path in missing.into_iter().rev() {
        files.create_folder(path, access).map_err(StoreError::io("make the folder", path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealFiles;
    use crate::store::files::{FailingFiles, fail_every_step};
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn whichever_step_fails_the_file_is_whole_and_nothing_is_left_over() {
        for is_there in [true, false] {
            let world = || {
                let dir = tempfile::tempdir().expect("a temporary folder");
                let path = dir.path().join("a").join("set.ron");
                if is_there {
                    fs::create_dir(dir.path().join("a")).expect("a folder");
                    fs::write(&path, "old").expect("a file");
                }
                (dir, path)
            };
            let save = |(_, path): &(_, std::path::PathBuf), files: &FailingFiles| {
                let seen = [ContentHash::of(b"old"), ContentHash::of(b"new content")];
                write(files, path, b"new content", Expected::Seen(&seen), Access::Shared)
            };
            let n_failed = fail_every_step(world, save, |world, result, files, how| {
                let (dir, path) = world;
                let content = fs::read_to_string(path).ok();
                let is_new = content.as_deref() == Some("new content");
                assert!(is_new || content.as_deref() == is_there.then_some("old"), "{how}: {content:?}");
                assert!(is_new || result.is_err(), "{how}: what is called written is");
                if path.parent().is_some_and(Path::is_dir) {
                    let left = names(&dir.path().join("a"));
                    assert!(left.iter().all(|name| name == "set.ron"), "{how}: {left:?}");
                }
                assert!(save(world, files).is_ok(), "{how}: the next attempt succeeds");
            });
            assert!(n_failed >= 70, "every step was made to fail in every way: {n_failed}");
        }
    }

    #[test]
    fn what_was_not_seen_is_not_written_over() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = dir.path().join("a.ron");
        let save =
            |bytes: &[u8], seen: &[ContentHash]| write(&RealFiles, &path, bytes, Expected::Seen(seen), Access::Shared);
        let first = save(b"one", &[]).expect("is new");
        assert!(matches!(save(b"two", &[]), Err(StoreError::ChangedOutside(_))));
        fs::write(&path, "theirs").expect("writes");
        assert!(matches!(save(b"two", &[first]), Err(StoreError::ChangedOutside(_))));
        assert_eq!(fs::read(&path).expect("is there"), b"theirs");
        assert!(save(b"two", &[first, ContentHash::of(b"theirs")]).is_ok());
        assert!(save(b"two", &[first]).is_ok(), "the same content is no change");
        fs::remove_file(&path).expect("removes");
        assert!(save(b"three", &[first]).is_ok(), "where nothing is, nothing is lost");
        assert_eq!(names(dir.path()), ["a.ron"]);
    }

    #[test]
    fn other_names_of_a_file_keep_what_was_and_no_device_is_written() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (path, backup) = (dir.path().join("a.ron"), dir.path().join("backup.ron"));
        fs::write(&path, "old").expect("writes");
        fs::hard_link(&path, &backup).expect("a second name");
        let save = |path: &Path| write(&RealFiles, path, b"new", Expected::Anything, Access::Shared);
        save(&path).expect("saves");
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some("new"));
        assert_eq!(fs::read_to_string(&backup).ok().as_deref(), Some("old"));
        let folder = dir.path().join("folder.ron");
        fs::create_dir(&folder).expect("a folder");
        assert!(save(&folder).is_err() && folder.is_dir());
        #[cfg(unix)]
        {
            let device = dir.path().join("null.ron");
            std::os::unix::fs::symlink("/dev/null", &device).expect("a link");
            assert!(save(&device).is_err() && Path::new("/dev/null").exists());
        }
    }

    #[cfg(unix)]
    #[test]
    fn rights_and_links_are_kept_and_the_read_only_is_respected() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (path, link) = (dir.path().join("a.ron"), dir.path().join("link.ron"));
        let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
        let set_mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("sets");
        let save = |path: &Path| write(&RealFiles, path, b"new", Expected::Anything, Access::Shared);
        fs::write(&path, "old").expect("writes");
        symlink("a.ron", &link).expect("a link");
        set_mode(0o640);
        save(&link).expect("saves");
        assert!(link.is_symlink() && fs::read(&path).expect("is there") == b"new");
        assert_eq!(mode(&path), 0o640);
        set_mode(0o444);
        assert!(matches!(save(&path), Err(StoreError::ReadOnly(_))));
        let fresh = dir.path().join("b.ron");
        let plain = dir.path().join("plain");
        fs::write(&plain, "").expect("writes");
        save(&fresh).expect("saves");
        assert_eq!(mode(&fresh), mode(&plain), "as any new file of the user");
    }
}
