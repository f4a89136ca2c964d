//! Small files of the program's own, in its state folder: readable by the user alone, and never in the way.

use super::files::Kind;
use super::record::{options, text_of, write_record};
use super::{Access, Expected, Files, RealFiles, StoreError, write};
use crate::text::slug;
use serde::{Serialize, de::DeserializeOwned};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder in which the program keeps its own files; `None` on a system that gives none.
pub fn state_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "standpoint")?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
}

/// What names the corpus in `root` in the state folder: the name of its folder, and what tells it from others of that
/// name.
pub fn corpus_id(root: &Path) -> String {
    let root = root.canonicalize().or_else(|_| std::path::absolute(root)).unwrap_or_else(|_| root.to_owned());
    let name: String = slug(&root.file_name().unwrap_or_default().to_string_lossy()).chars().take(40).collect();
    let hash = blake3::hash(root.as_os_str().as_encoded_bytes()).to_hex();
    format!("{name}-{}", &hash[..16])
}

/// Sees to it that only the user can look into the state folder, also where it was made otherwise: the folder itself,
/// the files in it, and the folders of rescue copies, backups, earlier texts and reports. Makes it where there is none.
///
/// # Errors
/// When the system refuses, as with a folder that belongs to somebody else.
pub fn make_private(files: &dyn Files, folder: &Path) -> Result<(), StoreError> {
    super::durable::create_folders(files, folder, Access::Private)?;
    let close = |path: &Path| files.make_private(path).map_err(StoreError::io("close to others", path));
    close(folder)?;
    for (name, kind) in files.list(folder).map_err(StoreError::io("list", folder))? {
        if kind == Kind::File || kind == Kind::Folder && PRIVATE_FOLDERS.iter().any(|private| name == *private) {
            close(&folder.join(name))?;
        }
    }
    Ok(())
}

/// Folders below the state folder that hold what documents or people say.
const PRIVATE_FOLDERS: [&str; 4] = ["backups", "rescue", "texts", "reports"];

/// A value kept in one RON file of the state folder.
///
/// File and folder can be read by the user alone. A file that cannot be understood counts as none: what stands in
/// it is a convenience, and must never keep the program from starting.
#[derive(Clone, Debug)]
pub struct StateFile<T> {
    files: Arc<dyn Files>,
    path: PathBuf,
    value: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> StateFile<T> {
    /// The file `name`, such as `recent.ron`, in `folder`.
    pub fn new(folder: &Path, name: &str) -> Self {
        Self::new_with(Arc::new(RealFiles), folder, name)
    }

    /// As [`Self::new`], with other files than the system's.
    pub fn new_with(files: Arc<dyn Files>, folder: &Path, name: &str) -> Self {
        Self { files, path: folder.join(name), value: PhantomData }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is kept; `None` when there is nothing or it cannot be understood.
    pub fn load(&self) -> Option<T> {
        let bytes = self.files.read(&self.path).ok().flatten()?;
        options().from_str(&text_of(&bytes).ok()?).ok()
    }

    /// What is kept, with the text of the file, so that a reader of it can say where something stands; `None` when there
    /// is none.
    ///
    /// # Errors
    /// When the file cannot be read or understood: where and why, in words.
    pub fn read(&self) -> Result<Option<(T, String)>, String> {
        let Some(bytes) = self.files.read(&self.path).map_err(|error| error.to_string())? else { return Ok(None) };
        let text = text_of(&bytes).map_err(|_| "it is not text".to_owned())?;
        let value = options().from_str(&text).map_err(|error| {
            let at = error.span.start;
            format!("line {}, column {}: {}", at.line, at.col, error.code)
        })?;
        Ok(Some((value, text.into_owned())))
    }

    /// Keeps `value`, durably.
    ///
    /// # Errors
    /// When the system refuses; what was kept before is then still there.
    pub fn save(&self, value: &T) -> Result<(), StoreError> {
        let unwritable = |source| StoreError::Unwritable { path: self.path.clone(), source: Box::new(source) };
        let text = write_record(value).map_err(unwritable)?;
        write(&*self.files, &self.path, text.as_bytes(), Expected::Anything, Access::Private)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_could_look_into_is_closed_to_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("a temporary folder");
        let state = dir.path().join("standpoint");
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("sets");
        let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
        make_private(&RealFiles, &state).expect("makes it");
        assert_eq!(mode(&state), 0o700);
        fs::create_dir(state.join("rescue")).expect("a folder");
        fs::write(state.join("settings.ron"), "()").expect("a file");
        set(&state.join("rescue"), 0o755);
        set(&state.join("settings.ron"), 0o664);
        set(&state, 0o775);
        make_private(&RealFiles, &state).expect("closes it");
        let modes = [mode(&state), mode(&state.join("rescue")), mode(&state.join("settings.ron"))];
        assert_eq!(modes, [0o700, 0o700, 0o600]);
    }

    #[test]
    fn what_was_kept_comes_back_and_only_the_user_reads_it() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let file: StateFile<Vec<String>> = StateFile::new(&dir.path().join("a/standpoint"), "settings.ron");
        assert_eq!(file.load(), None);
        let value = vec!["x \"y\" \\".to_owned(), String::new()];
        file.save(&value).expect("saves");
        assert_eq!(file.load(), Some(value));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
            assert_eq!(mode(file.path()), 0o600);
            assert_eq!(mode(&dir.path().join("a/standpoint")), 0o700);
        }
        fs::write(file.path(), "[\"broken").expect("writes");
        assert_eq!(file.load(), None);
        assert!(file.read().is_err_and(|why| why.starts_with("line 1")));
        fs::write(file.path(), "// mine\n[\"x\"]").expect("writes");
        assert_eq!(file.read(), Ok(Some((vec!["x".to_owned()], "// mine\n[\"x\"]".to_owned()))));
    }
}
