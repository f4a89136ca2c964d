//! Opening what may be no file at all: a pipe or a device must never keep the program waiting.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens the file at `path` for reading.
///
/// What is no regular file is not opened, as opening a device may set it going. Should a pipe come to stand there
/// between the look and the opening, the opening does not wait for it, and it is refused then.
///
/// # Errors
/// When it is not there, is no regular file, or may not be read.
pub fn open_regular(path: &Path) -> io::Result<File> {
    let not_regular = || io::Error::other("it is no regular file");
    if !fs::metadata(path)?.is_file() {
        return Err(not_regular());
    }
    let mut options = OpenOptions::new();
    options.read(true);
    without_waiting(&mut options);
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_regular()) }
}

/// Sets `O_NONBLOCK` where its value is known; it changes nothing for regular files.
fn without_waiting(options: &mut OpenOptions) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let known = if cfg!(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))) {
            0o4000
        } else if cfg!(target_vendor = "apple") {
            0x4
        } else {
            0
        };
        options.custom_flags(known);
    }
    #[cfg(not(unix))]
    let _ = options;
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn pipes_and_devices_are_refused_at_once_and_files_are_read() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let file = dir.path().join("a.txt");
        fs::write(&file, "words").expect("writes");
        let mut words = String::new();
        open_regular(&file).expect("opens").read_to_string(&mut words).expect("reads");
        assert_eq!(words, "words");
        let pipe = dir.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
        for path in [pipe.as_path(), Path::new("/dev/zero"), dir.path()] {
            let why = open_regular(path).expect_err("is no file");
            assert!(why.to_string().contains("no regular file"), "{why}");
        }
        let mut options = OpenOptions::new();
        without_waiting(options.read(true));
        assert!(options.open(&pipe).is_ok(), "opening a pipe does not wait for a writer");
    }
}
