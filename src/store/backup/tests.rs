//! Backups on real folders, on disks that fail, and made by strangers.

use super::manifest::MANIFEST;
use super::*;
use crate::model::SetKey;
use crate::store::files::{FailingFiles, fail_every_step};
use crate::store::{Access, FileKey, Files, RealFiles};
use jiff::{SignedDuration, Timestamp};
use std::fs;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SET: &str = "annotations/ann/press/a.txt.ron";

/// A corpus and a state folder.
struct World {
    dir: tempfile::TempDir,
    backups: Backups,
}

impl World {
    /// With nothing in it.
    fn bare() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let backups = Backups::new(&dir.path().join("state"), Layout::new(dir.path().join("corpus")));
        Self { dir, backups }
    }

    fn new() -> Self {
        let world = Self::bare();
        world.put("press/a.txt", "A text that is no part of a backup.");
        world.put("codebook.ron", "Codebook(format: 1)");
        world.put(SET, "not even RON \u{0}\n        Statement(\n        Statement(");
        world
    }

    fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.dir.path().join("corpus").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, content).expect("a file");
    }

    /// Makes a backup of a state that no other has.
    fn make(&self, at: Timestamp) -> PathBuf {
        self.put("corpus.ron", at.to_string());
        match self.backups.make(&RealFiles, Why::FirstSave, "", at) {
            Ok(Made::New(path)) => path,
            other => panic!("{other:?}"),
        }
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.backups.folder()).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn now() -> Timestamp {
    "2026-11-22T04:17:41Z".parse().expect("is a time")
}

fn hours_ago(hours: i64) -> Timestamp {
    now().checked_sub(SignedDuration::from_hours(hours)).expect("is a time")
}

fn open(path: &Path) -> Result<Archive, BackupFault> {
    Archive::open(&RealFiles, path)
}

/// An archive with these entries, as a stranger may make one.
fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("begins");
        zip.write_all(content).expect("writes");
    }
    zip.finish().expect("ends").into_inner()
}

fn manifest(files: &str) -> String {
    format!("Backup(format: 1, corpus: \"/c\", made: \"2026-11-22T04:17:41Z\", why: Asked, files: [{files}])")
}

#[test]
fn a_backup_holds_what_we_write_byte_for_byte_and_nothing_else() {
    let world = World::new();
    let made = world.backups.make(&RealFiles, Why::BulkChange, "import 3 statements", now()).expect("is made");
    let Made::New(path) = made else { panic!("{made:?}") };
    assert_eq!(path.file_name().and_then(|name| name.to_str()), Some("20261122T041741Z-bulk-change.zip"));
    let mut archive = open(&path).expect("opens");
    archive.verify().expect("is whole");
    let manifest = archive.manifest().clone();
    assert_eq!((manifest.label.as_str(), manifest.made, manifest.why), ("import 3 statements", now(), Why::BulkChange));
    assert_eq!((manifest.files.len(), manifest.n_sets(), manifest.n_statements()), (2, 1, 2));
    let key = FileKey::Set(SetKey::new("ann".into(), "press/a.txt".into()));
    let bytes = archive.read(&key).expect("reads").expect("is there");
    assert_eq!(bytes, fs::read(world.dir.path().join("corpus").join(SET)).expect("reads"));
    assert_eq!(archive.read(&FileKey::CorpusFile), Ok(None));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
        assert_eq!((rights(&path), rights(world.backups.folder())), (0o600, 0o700));
    }
}

#[test]
fn equal_states_make_no_second_backup_and_one_second_may_have_two() {
    let world = World::new();
    let first = world.make(now());
    let same = |why| world.backups.make(&RealFiles, why, "", hours_ago(-5)).expect("works");
    assert_eq!(same(Why::FirstSave), Made::Same(first.clone()));
    // One that is damaged inside stands for nothing.
    let mut bytes = fs::read(&first).expect("reads");
    bytes[60] ^= 0x55;
    fs::write(&first, bytes).expect("writes");
    assert!(matches!(same(Why::FirstSave), Made::New(_)));
    world.put("codebook.ron", "other");
    let second = world.make(now());
    assert_eq!(second.file_stem().and_then(|name| name.to_str()), Some("20261122T041741Z-first-save-2"));
    let empty = tempfile::tempdir().expect("a temporary folder");
    let nothing = Backups::new(&empty.path().join("state"), Layout::new(empty.path().join("corpus")));
    assert_eq!(nothing.make(&RealFiles, Why::FirstSave, "", now()).expect("works"), Made::Nothing);
    assert!(!nothing.folder().exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_kept() {
    let world = World::new();
    // A device in the place of a set: reading it would never end.
    let set = world.dir.path().join("corpus/annotations/ann/pipe.txt.ron");
    fs::create_dir(&set).expect("a folder in the way");
    std::os::unix::fs::symlink("/dev/zero", world.dir.path().join("corpus/corpus.ron")).expect("a link");
    let made = world.backups.make(&RealFiles, Why::Asked, "", now()).expect("is made");
    let Made::Partly(path, left_out) = made else { panic!("{made:?}") };
    assert_eq!(left_out.len(), 1);
    let archive = open(&path).expect("opens");
    assert_eq!(archive.manifest().files.len(), 2);
    assert_eq!(archive.manifest().left_out.len(), 1);
    assert_eq!(archive.manifest().left_out[0].path, "corpus.ron");
}

#[test]
fn whichever_step_fails_old_backups_stay_and_no_half_one_counts() {
    let world = || {
        let world = World::new();
        let old = world.make(hours_ago(48));
        world.put("codebook.ron", "changed");
        (world, old)
    };
    let make =
        |(world, _): &(World, PathBuf), files: &FailingFiles| world.backups.make(files, Why::FirstSave, "", now());
    let n_failures = fail_every_step(world, make, |(world, old), made, _, how| {
        assert!(world.names().iter().all(|name| !name.starts_with(".standpoint-")), "{how}: {:?}", world.names());
        let listed = world.backups.list(&RealFiles);
        assert!(listed.iter().any(|listed| listed.path == *old), "{how}");
        for listed in listed {
            assert!(listed.manifest.is_ok(), "{how}: {listed:?}");
            assert_eq!(open(&listed.path).expect("opens").verify(), Ok(()), "{how}");
        }
        if let Ok(Made::New(path)) = &made {
            assert!(path != old && path.exists(), "{how}");
        }
        // The next attempt succeeds, or finds that the one before did.
        let again = world.backups.make(&RealFiles, Why::FirstSave, "", now()).expect(how);
        assert_ne!(again, Made::Nothing, "{how}");
    });
    assert!(n_failures >= 80, "every step was made to fail: {n_failures}");
}

#[test]
fn tidying_keeps_ten_and_one_a_day_and_sweeps_strays() {
    let world = World::new();
    for hours in (0..40).rev().map(|half| half * 12) {
        world.make(hours_ago(hours));
    }
    let folder = world.backups.folder();
    let old = folder.join(".standpoint-old.tmp");
    fs::write(&old, "").expect("writes");
    let young = RealFiles.create_temporary(folder, &old, Access::Private).expect("is made");
    fs::write(folder.join("mine.zip"), zipped(&[(MANIFEST, manifest("").as_bytes())])).expect("writes");
    let tidied = world.backups.tidy(&RealFiles, now());
    assert_eq!(tidied.damaged, Vec::<PathBuf>::new());
    assert!(!tidied.removed.is_empty() && !old.exists() && young.path().exists() && folder.join("mine.zip").exists());
    let listed = world.backups.list(&RealFiles);
    // Ten reach back five days; the last of each of the other nine days of the two weeks stay beside them.
    assert_eq!(listed.len(), 10 + 9, "{:?}", world.names());
    assert_eq!(world.backups.tidy(&RealFiles, now()), Tidied::default());
}

#[test]
fn what_is_damaged_counts_as_none_and_pushes_nothing_out() {
    let world = World::new();
    let made: Vec<PathBuf> = (0..11).rev().map(|i| world.make(hours_ago(i * 24 * 20))).collect();
    // Damaged inside: its manifest is fine, one of its files is not.
    let newest = made.last().expect("is there");
    let mut bytes = fs::read(newest).expect("reads");
    bytes[60] ^= 0x55;
    fs::write(newest, &bytes).expect("writes");
    let tidied = world.backups.tidy(&RealFiles, now());
    assert_eq!(tidied, Tidied { removed: vec![], damaged: vec![newest.clone()] }, "ten whole ones are left");
    let truncated = world.make(hours_ago(1));
    let half = fs::read(&truncated).expect("reads");
    fs::write(&truncated, &half[..half.len() / 2]).expect("writes");
    assert_eq!(world.backups.tidy(&RealFiles, now()).removed, Vec::<PathBuf>::new());
    // A whole one at last: the oldest may go, and nothing else.
    world.make(now());
    assert_eq!(world.backups.tidy(&RealFiles, now()).removed, [made[0].clone()]);
}

#[test]
fn whichever_step_of_tidying_fails_what_is_to_stay_stays() {
    // Made once and copied, since making waits for the disk.
    let template = World::new();
    let made: Vec<PathBuf> = (0..12).rev().map(|i| template.make(hours_ago(i * 24 * 20))).collect();
    let world = || {
        let world = World::bare();
        let folder = world.dir.path().to_owned();
        let copies: Vec<PathBuf> = made.iter().map(|path| folder.join(path.file_name().expect("a name"))).collect();
        for (from, to) in made.iter().zip(&copies) {
            fs::copy(from, to).expect("copies");
        }
        (World { backups: Backups { folder, ..world.backups }, dir: world.dir }, copies)
    };
    let tidy = |(world, _): &(World, Vec<PathBuf>), files: &FailingFiles| world.backups.tidy(files, now());
    fail_every_step(world, tidy, |(world, made), _, _, how| {
        assert!(made[2..].iter().all(|path| path.exists()), "{how}");
        world.backups.tidy(&RealFiles, now());
        assert!(!made[0].exists() && !made[1].exists() && made[2..].iter().all(|path| path.exists()), "{how}");
    });
}

#[test]
fn what_strangers_made_is_named_and_skipped() {
    let world = World::new();
    let good = world.make(now());
    let folder = world.backups.folder().to_owned();
    let hash = blake3::hash(b"abc").to_hex().to_string();
    let file = |path: &str, size: u64| format!("File(path: \"{path}\", size: {size}, hash: \"{hash}\")");
    let (up, bomb) = (manifest(&file("../../codebook.ron", 3)), manifest(&file("codebook.ron", 3)));
    let huge = manifest(&file("codebook.ron", 1 << 40));
    let twice = manifest(&format!("{}, {}", file("codebook.ron", 3), file("codebook.ron", 3)));
    let newer = manifest("").replace("format: 1", "format: 9");
    let zeros = vec![0_u8; 20 << 20];
    let nested = format!("Backup(format: 1, x: {}{})", "[".repeat(5000), "]".repeat(5000));
    let strange: [(&str, Vec<u8>); 10] = [
        ("empty", Vec::new()),
        ("text", b"this is no archive".to_vec()),
        ("bare", zipped(&[("codebook.ron", b"abc")])),
        ("up", zipped(&[("../../codebook.ron", b"abc"), (MANIFEST, up.as_bytes())])),
        ("huge", zipped(&[("codebook.ron", b"abc"), (MANIFEST, huge.as_bytes())])),
        ("twice", zipped(&[("codebook.ron", b"abc"), (MANIFEST, twice.as_bytes())])),
        ("newer", zipped(&[(MANIFEST, newer.as_bytes())])),
        ("nested", zipped(&[(MANIFEST, nested.as_bytes())])),
        ("nothing", zipped(&[(MANIFEST, b"\xff\xfe")])),
        ("half", fs::read(&good).map(|bytes| bytes[..bytes.len() - 30].to_vec()).expect("reads")),
    ];
    for (name, bytes) in &strange {
        fs::write(folder.join(format!("{name}.zip")), bytes).expect("writes");
    }
    for (name, _) in &strange {
        let fault = open(&folder.join(format!("{name}.zip"))).expect_err(name);
        assert_eq!(fault == BackupFault::Newer(9), *name == "newer", "{name}: {fault}");
    }
    // A manifest that is fine, beside files that are not: 20 MB where 3 bytes are named, other bytes, none at all.
    for (name, content) in [("bomb", Some(&zeros[..])), ("other", Some(b"abd")), ("none", None)] {
        let entries: Vec<(&str, &[u8])> = content.map(|content| ("codebook.ron", content)).into_iter().collect();
        let entries = [&entries[..], &[(MANIFEST, bomb.as_bytes())]].concat();
        let path = folder.join(format!("{name}.zip"));
        fs::write(&path, zipped(&entries)).expect("writes");
        let mut archive = open(&path).expect("its manifest is fine");
        assert!(matches!(archive.verify(), Err(BackupFault::Damaged(_))), "{name}");
        assert!(archive.read(&FileKey::Codebook).is_err(), "{name}");
        let target = world.dir.path().join(name);
        let unpacked = archive.unpack(&RealFiles, &target).expect("leaves it out");
        assert_eq!((unpacked.n_files, unpacked.left_out.len()), (0, 1));
        assert!(!target.join("codebook.ron").exists());
    }
    assert_eq!(world.backups.tidy(&RealFiles, now()).removed, Vec::<PathBuf>::new());
    open(&good).expect("opens").verify().expect("is whole");
}

#[test]
fn unpacking_writes_over_nothing_whichever_step_fails() {
    let world = World::new();
    let path = world.make(now());
    let target = world.dir.path().join("elsewhere");
    let unpacked = open(&path).expect("opens").unpack(&RealFiles, &target).expect("unpacks");
    assert_eq!(unpacked, Unpacked { n_files: 3, left_out: vec![] });
    assert_eq!(fs::read(target.join("codebook.ron")).expect("is there"), b"Codebook(format: 1)");
    fs::write(target.join("codebook.ron"), "mine").expect("writes");
    assert!(open(&path).expect("opens").unpack(&RealFiles, &target).is_err());
    assert_eq!(fs::read(target.join("codebook.ron")).expect("is there"), b"mine");
    let unpack = |target: &tempfile::TempDir, files: &FailingFiles| {
        open(&path).expect("opens").unpack(files, &target.path().join("a/b"))
    };
    fail_every_step(
        || tempfile::tempdir().expect("a folder"),
        unpack,
        |target, unpacked, files, how| {
            let there = RealFiles.read(&target.path().join("a/b/codebook.ron")).expect("can be read");
            assert!(there.is_none_or(|there| there == b"Codebook(format: 1)"), "{how}");
            assert!(unpacked.is_ok() || files.has_failed(), "{how}");
        },
    );
}
