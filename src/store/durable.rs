//! Writing a file so that it fully happened or did not.

use super::{Access, ContentHash, Files, StoreError};
use std::io::ErrorKind;
use std::path::Path;

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
    let present = files.read(&target).map_err(StoreError::io("read", &target))?.map(|old| ContentHash::of(&old));
    if let (Some(present), Expected::Seen(seen)) = (present, expected)
        && present != new
        && !seen.contains(&present)
    {
        return Err(StoreError::ChangedOutside(path.to_owned()));
    }
    if present.is_some() && target.metadata().is_ok_and(|meta| meta.permissions().readonly()) {
        return Err(StoreError::ReadOnly(path.to_owned()));
    }
    let is_new = present.is_none() && matches!(expected, Expected::Seen(_));
    let mut file =
        files.create_temporary(folder, &target, access).map_err(StoreError::io("make a temporary file in", folder))?;
    files.write_all(&mut file, bytes).map_err(StoreError::io("write", &target))?;
    files.sync(&file).map_err(StoreError::io("write", &target))?;
    files.rename(file, &target, is_new).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists if is_new => StoreError::ChangedOutside(path.to_owned()),
        _ => StoreError::io("replace", &target)(error),
    })?;
    files.sync_folder(folder).map_err(StoreError::io("write", folder))?;
    Ok(new)
}

/// Makes `folder` and those above it that are not there.
fn create_folders(files: &dyn Files, folder: &Path, access: Access) -> Result<(), StoreError> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.is_dir()).collect();
    for path in missing.into_iter().rev() {
        files.create_folder(path, access).map_err(StoreError::io("make the folder", path))?;
    }
    Ok(())
}
