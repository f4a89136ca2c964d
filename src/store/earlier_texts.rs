//! Texts that documents had when they were coded, kept compressed in the state folder.
//!
//! With the earlier text at hand, a statement is found again by what changed between the two, which is surer than
//! its words alone. Each text is kept once, under its hash, readable by the user alone. Nothing depends on them: one
//! that is missing, damaged or not what its name says counts as none.

use super::files::Kind;
use super::{Access, Expected, Files, StoreError, write};
use crate::text::DocumentText;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::collections::HashSet;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Largest text that is kept, in bytes.
const MAX_TEXT_BYTES: usize = 100 << 20;
/// What all kept texts may take together, compressed, in bytes.
const MAX_ALL_BYTES: u64 = 512 << 20;
/// Texts that nothing named for this long go.
const MAX_AGE: Duration = Duration::from_hours(365 * 24);
/// How often a text that is in use is marked as such.
const MARK_EVERY: Duration = Duration::from_hours(30 * 24);
const ENDING: &str = "deflate";

/// The folder of kept texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierTexts {
    folder: PathBuf,
}

impl EarlierTexts {
    /// The texts kept in the program's state folder.
    pub fn new(state: &Path) -> Self {
        Self { folder: state.join("texts") }
    }

    /// The file of the text with this hash; `None` when it is no hash.
    fn file(&self, hash: &str) -> Option<PathBuf> {
        let hex = hash.strip_prefix("blake3:")?;
        let is_hex = hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_hex.then(|| self.folder.join(format!("{hex}.{ENDING}")))
    }

    /// The text with this hash, where it is kept whole.
    pub fn get(&self, files: &dyn Files, hash: &str) -> Option<DocumentText> {
        let file = self.file(hash)?;
        let packed = files.read_at_most(&file, MAX_TEXT_BYTES).ok()??;
        let mut text = String::new();
        let limit = MAX_TEXT_BYTES as u64 + 1;
        DeflateDecoder::new(&packed[..]).take(limit).read_to_string(&mut text).ok()?;
        let text = DocumentText::new(text);
        let is_whole = text.hash() == hash;
        if is_whole && used(&file).is_some_and(|used| is_older(used, MARK_EVERY, SystemTime::now())) {
            // Written anew it is among those in use; one that cannot be is only let go of sooner.
            write(files, &file, &packed, Expected::Anything, Access::Private).ok();
        }
        is_whole.then_some(text)
    }

    /// Keeps `text`, unless it is kept already or is too large. Returns whether it is kept.
    ///
    /// # Errors
    /// When the system refuses; nothing depends on it.
    pub fn keep(&self, files: &dyn Files, text: &DocumentText) -> Result<bool, StoreError> {
        let Some(file) = self.file(text.hash()).filter(|_| text.len() <= MAX_TEXT_BYTES) else { return Ok(false) };
        if self.get(files, text.hash()).is_some() {
            return Ok(true);
        }
        let io = StoreError::io("write", &file);
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(text.len() / 3), Compression::fast());
        let packed = encoder.write_all(text.as_str().as_bytes()).and_then(|()| encoder.finish()).map_err(io)?;
        write(files, &file, &packed, Expected::Anything, Access::Private)?;
        Ok(true)
    }

    /// Lets go of texts that nothing named for a year, and of the oldest while all together are too large; those whose
    /// hash is `needed` stay.
    pub fn tidy(&self, files: &dyn Files, needed: &HashSet<String>) {
        self.tidy_to(files, needed, MAX_ALL_BYTES, SystemTime::now());
    }

    fn tidy_to(&self, files: &dyn Files, needed: &HashSet<String>, max_bytes: u64, now: SystemTime) {
        let Ok(names) = files.list(&self.folder) else { return };
        let needed: HashSet<PathBuf> = needed.iter().filter_map(|hash| self.file(hash)).collect();
        let texts = names.into_iter().filter(|(_, kind)| *kind == Kind::File).map(|(name, _)| self.folder.join(name));
        let texts = texts.filter(|path| path.extension().is_some_and(|ending| ending == ENDING));
        let about = |path: PathBuf| Some((used(&path)?, files.about(&path).ok()??.n_bytes, path));
        let mut texts: Vec<(SystemTime, u64, PathBuf)> = texts.filter_map(about).collect();
        texts.sort();
        let mut n_bytes: u64 = texts.iter().map(|(_, n, _)| n).sum();
        for (used, n, path) in texts.into_iter().filter(|(.., path)| !needed.contains(path)) {
            let is_old = is_older(used, MAX_AGE, now);
            // One that cannot be removed is in nobody's way.
            if (is_old || n_bytes > max_bytes) && files.remove(&path).is_ok() {
                n_bytes -= n;
            }
        }
    }
}

/// When a file was last written; `None` when the system does not say.
fn used(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|meta| meta.modified()).ok()
}

fn is_older(used: SystemTime, age: Duration, now: SystemTime) -> bool {
    now.duration_since(used).is_ok_and(|is| is > age)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealFiles;
    use std::fs;

    fn texts() -> (tempfile::TempDir, EarlierTexts) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let texts = EarlierTexts::new(&dir.path().join("state"));
        (dir, texts)
    }

    #[test]
    fn a_text_is_kept_once_and_comes_back_whole_and_only_the_user_reads_it() {
        let (_dir, texts) = texts();
        let text = DocumentText::new("The bank opposes it. سلام 👩‍👧\n".repeat(200));
        assert!(texts.get(&RealFiles, text.hash()).is_none());
        assert!(texts.keep(&RealFiles, &text).expect("keeps") && texts.keep(&RealFiles, &text).expect("is there"));
        assert_eq!(
            texts.get(&RealFiles, text.hash()).map(|text| text.as_str().to_owned()).as_deref(),
            Some(text.as_str())
        );
        let files: Vec<_> = fs::read_dir(&texts.folder).expect("a folder").flatten().collect();
        assert_eq!(files.len(), 1);
        assert!(files[0].metadata().expect("is there").len() < text.len() as u64 / 10);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
            assert_eq!((mode(&files[0].path()), mode(&texts.folder)), (0o600, 0o700));
        }
    }

    #[test]
    fn what_is_damaged_or_not_what_its_name_says_counts_as_none() {
        let (_dir, texts) = texts();
        let (one, other) = (DocumentText::new("one text"), DocumentText::new("another"));
        texts.keep(&RealFiles, &one).expect("keeps");
        texts.keep(&RealFiles, &other).expect("keeps");
        let file = |text: &DocumentText| texts.file(text.hash()).expect("a hash");
        fs::copy(file(&one), file(&other)).expect("copies");
        assert!(texts.get(&RealFiles, other.hash()).is_none(), "another text under its name");
        for damage in [&b""[..], b"\xff\xff\xff", &fs::read(file(&one)).expect("is there")[..3]] {
            fs::write(file(&one), damage).expect("writes");
            assert!(texts.get(&RealFiles, one.hash()).is_none());
        }
        assert!(texts.keep(&RealFiles, &one).expect("keeps it anew") && texts.get(&RealFiles, one.hash()).is_some());
        for name in ["", "blake3:", "blake3:../../etc/passwd", &format!("blake3:{}", "A".repeat(64))] {
            assert!(texts.get(&RealFiles, name).is_none(), "{name}");
        }
    }

    #[test]
    fn the_old_and_the_many_go_and_what_a_set_names_stays() {
        let (_dir, texts) = texts();
        let kept: Vec<DocumentText> = (0..6).map(|n| DocumentText::new(format!("text {n}"))).collect();
        let now = SystemTime::now();
        for (n, text) in kept.iter().enumerate() {
            texts.keep(&RealFiles, text).expect("keeps");
            let days = [800, 700, 300, 200, 100, 0][n];
            let file = fs::File::options().append(true).open(texts.file(text.hash()).expect("a hash"));
            let used = now - Duration::from_hours(days * 24);
            file.expect("opens").set_modified(used).expect("sets");
        }
        let is_there = |text: &DocumentText| texts.file(text.hash()).is_some_and(|file| file.exists());
        let there = || -> Vec<bool> { kept.iter().map(is_there).collect() };
        let needed = HashSet::from([kept[0].hash().to_owned(), kept[2].hash().to_owned()]);
        texts.tidy_to(&RealFiles, &needed, u64::MAX, now);
        assert_eq!(there(), [true, false, true, true, true, true]);
        let size = fs::metadata(texts.file(kept[5].hash()).expect("a hash")).expect("is there").len();
        texts.tidy_to(&RealFiles, &needed, size * 3, now);
        assert_eq!(there(), [true, false, true, false, false, true]);
        assert!(!texts.keep(&RealFiles, &DocumentText::new("x".repeat(MAX_TEXT_BYTES + 1))).expect("is passed over"));
    }
}
