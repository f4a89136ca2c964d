//! Taking annotation sets along to the new name of their document.

use super::record::{AnnotationSetRecord, options, text_of, write_record};
use super::{Access, ContentHash, Expected, Files, Layout, StoreError, durable, merge_texts, write};
use crate::model::{Coder, DocPath, SetKey};
use ron::ser::PrettyConfig;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// What was done to take sets along, so that it can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relinked {
    moves: Vec<Move>,
}

/// One set that was taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Move {
    coder: Coder,
    old: PathBuf,
    aside: PathBuf,
    new: PathBuf,
    /// What stood under the new name before; `None` where nothing did.
    before: Option<Vec<u8>>,
    /// What stands there now.
    written: Vec<u8>,
    /// Statements of which both versions are kept.
    n_conflicts: usize,
}

impl Relinked {
    /// Coders who had a set under the new name, with which the old one was merged, and how many statements each has in
    /// two versions since.
    pub fn merged(&self) -> impl Iterator<Item = (&Coder, usize)> {
        self.moves.iter().filter(|one| one.before.is_some()).map(|one| (&one.coder, one.n_conflicts))
    }
}

/// Writes the sets of `coders` on the document `from` as sets on `to`, and then sets the old files aside under
/// another name beside them. A file goes only once what stands in its place is on the disk.
///
/// Where a coder has a set on `to`, the two are merged by the ids of their statements, and none is left out.
/// Done half, it can be done again: what is there already and the same is left as it is.
///
/// # Errors
/// When a set on `to` cannot be merged, or the system refuses; every set is then still under its old name, its new
/// one, or both.
pub fn relink(
    files: &dyn Files,
    layout: &Layout,
    from: &DocPath,
    to: &DocPath,
    coders: &[Coder],
) -> Result<Relinked, StoreError> {
    relink_until(files, layout, from, to, coders, &AtomicBool::new(false))
}

/// As [`relink`]; with `cancel` set before the first file is written, nothing is.
///
/// # Errors
/// As [`relink`], and when it was given up.
pub fn relink_until(
    files: &dyn Files,
    layout: &Layout,
    from: &DocPath,
    to: &DocPath,
    coders: &[Coder],
    cancel: &AtomicBool,
) -> Result<Relinked, StoreError> {
    let is_given_up = || cancel.load(Ordering::Relaxed);
    let planned = |coder| {
        if is_given_up() {
            return Err(StoreError::GivenUp(layout.root().join(to.as_str())));
        }
        planned(files, layout, from, to, coder)
    };
    let moves: Vec<Move> = coders.iter().map(planned).collect::<Result<_, _>>()?;
    if is_given_up() {
        return Err(StoreError::GivenUp(layout.root().join(to.as_str())));
    }
    // All of them stand under the new name before the first goes from the old.
    for Move { new, before, written, .. } in &moves {
        let seen: Vec<ContentHash> = before.iter().map(|before| ContentHash::of(before)).collect();
        write(files, new, written, Expected::Seen(&seen), Access::Shared)?;
    }
    for Move { old, aside, .. } in &moves {
        durable::copy(files, old, aside, Access::Shared)?;
        remove(files, old)?;
    }
    Ok(Relinked { moves })
}

/// What is to be done with the set of one coder.
fn planned(
    files: &dyn Files,
    layout: &Layout,
    from: &DocPath,
    to: &DocPath,
    coder: &Coder,
) -> Result<Move, StoreError> {
    let [old, new] = [from, to].map(|path| SetKey::new(coder.clone(), path.clone()));
    Layout::checked_key(&old)?;
    Layout::checked_key(&new)?;
    let [old, new] = [old, new].map(|key| layout.set_file(&key));
    if layout.leads_out(&new) {
        return Err(StoreError::LeavesCorpus(new));
    }
    let missing = || StoreError::io("read", &old)(io::ErrorKind::NotFound.into());
    let bytes = files.read(&old).map_err(StoreError::io("read", &old))?.ok_or_else(missing)?;
    let taken = with_document(&bytes, from, to)
        .ok_or_else(|| StoreError::io("read", &old)(io::Error::other("it does not say which document it is on")))?;
    // The same was written there by a relinking that was cut short.
    let before = files.read(&new).map_err(StoreError::io("read", &new))?.filter(|before| *before != taken);
    let (written, n_conflicts) = match &before {
        None => (taken, 0),
        Some(before) => {
            let merged = merge_texts(None, before, &taken);
            let merged = merged.map_err(|error| StoreError::io("merge", &new)(io::Error::other(error)))?;
            let is_all_there = merged.n_taken == 0 && merged.n_conflicts == 0;
            (if is_all_there { before.clone() } else { merged.text.into_bytes() }, merged.n_conflicts)
        }
    };
    Ok(Move { coder: coder.clone(), aside: free_name(files, &old)?, old, new, before, written, n_conflicts })
}

/// Takes back what `relink` did: the old files stand under their old names again, and what stood under the new ones
/// before stands there again. Done half, it can be done again.
///
/// # Errors
/// When a set was changed under its new name since, or the system refuses.
pub fn put_back(files: &dyn Files, relinked: &Relinked) -> Result<(), StoreError> {
    for Move { new, before, written, .. } in &relinked.moves {
        let present = files.read(new).map_err(StoreError::io("read", new))?;
        if present.is_some_and(|present| present != *written && Some(&present) != before.as_ref()) {
            return Err(StoreError::ChangedOutside(new.clone()));
        }
    }
    for Move { old, aside, .. } in &relinked.moves {
        let is_aside = files.about(aside).map_err(StoreError::io("look at", aside))?.is_some();
        let is_back = !is_aside && files.about(old).map_err(StoreError::io("look at", old))?.is_some();
        if !is_back {
            durable::copy(files, aside, old, Access::Shared)?;
        }
    }
    for Move { new, aside, before, written, .. } in &relinked.moves {
        match before {
            None => remove(files, new)?,
            Some(before) => {
                let seen = [ContentHash::of(written)];
                write(files, new, before, Expected::Seen(&seen), Access::Shared)?;
            }
        }
        remove(files, aside)?;
    }
    Ok(())
}

/// Whether the set of `coder` on `to` is the one on `from`, written there by a relinking that was cut short.
pub fn is_taken_along(files: &dyn Files, layout: &Layout, from: &DocPath, to: &DocPath, coder: &Coder) -> bool {
    let [old, new] = [from, to].map(|path| layout.set_file(&SetKey::new(coder.clone(), path.clone())));
    let old = files.read(&old).ok().flatten().and_then(|bytes| with_document(&bytes, from, to));
    old.is_some() && files.read(&new).ok().flatten() == old
}

fn remove(files: &dyn Files, path: &Path) -> Result<(), StoreError> {
    files.remove(path).map_err(StoreError::io("remove", path))?;
    let Some(folder) = path.parent() else { return Ok(()) };
    files.sync_folder(folder).map_err(StoreError::io("write", folder))
}

/// A name beside `old` that is free, and that nobody takes for a set.
fn free_name(files: &dyn Files, old: &Path) -> Result<PathBuf, StoreError> {
    let mut ending = ".moved".to_owned();
    for n in 2.. {
        let mut name = old.file_name().unwrap_or_default().to_owned();
        name.push(&ending);
        let path = old.with_file_name(name);
        if files.about(&path).map_err(StoreError::io("look at", &path))?.is_none() {
            return Ok(path);
        }
        ending = format!(".moved-{n}");
    }
    Ok(old.to_owned())
}

/// The file in `bytes` on another document: one line changed, and all else, read or not, as it was.
fn with_document(bytes: &[u8], from: &DocPath, to: &DocPath) -> Option<Vec<u8>> {
    let source = text_of(bytes).ok()?;
    let line = |path: &DocPath| {
        let quoted = options().to_string_pretty(path.as_str(), PrettyConfig::new().escape_strings(false)).ok()?;
        Some(format!("\n    document: {quoted},\n"))
    };
    let head = source.find("\n        Statement(").unwrap_or(source.len());
    let (old_line, new_line) = (line(from)?, line(to)?);
    if let Some(at) = source.find(&old_line).filter(|at| *at < head) {
        let (before, after) = (&source[..at], &source[at + old_line.len()..]);
        return Some([before, &new_line, after].concat().into_bytes());
    }
    // Not as we write it; then it must be readable whole.
    let mut record: AnnotationSetRecord = options().from_str(&source).ok()?;
    to.as_str().clone_into(&mut record.document);
    write_record(&record).ok().map(String::into_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealFiles;
    use crate::store::files::fail_every_step;
    use std::collections::BTreeSet;
    use std::fs;

    const OLD: &str = "AnnotationSet(\n    format: 1,\n    document: \"a.txt\",\n    text: \"blake3:x\",\n    coder: \"ana\",\n    statements: [\n        Statement(\n            note: \"\n    document: \\\"a.txt\\\",\n\", broken\n        ),\n    ],\n)\n";

    fn world() -> (tempfile::TempDir, Layout) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for coder in ["ana", "bob"] {
            fs::create_dir_all(dir.path().join("annotations").join(coder)).expect("folders");
            let set = OLD.replace("\"ana\"", &format!("\"{coder}\""));
            fs::write(dir.path().join(format!("annotations/{coder}/a.txt.ron")), set).expect("writes");
        }
        let layout = Layout::new(dir.path());
        (dir, layout)
    }

    fn coders() -> [Coder; 2] {
        ["ana".into(), "bob".into()]
    }

    fn names(dir: &tempfile::TempDir, coder: &str) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for folder in ["", "press"] {
            let folder = dir.path().join("annotations").join(coder).join(folder);
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            names.extend(entries.filter(|e| e.path().is_file()).map(|e| e.file_name().to_string_lossy().into_owned()));
        }
        names
    }

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn one_line_changes_and_what_cannot_be_read_is_taken_along() {
        let (dir, layout) = world();
        let to = DocPath::from("press/2023 \"x\".txt");
        let relinked = relink(&RealFiles, &layout, &"a.txt".into(), &to, &coders()).expect("takes along");
        let new = fs::read_to_string(dir.path().join("annotations/ana/press/2023 \"x\".txt.ron")).expect("is there");
        let wanted = OLD.replacen("document: \"a.txt\"", "document: r#\"press/2023 \"x\".txt\"#", 1);
        assert_eq!(new, wanted);
        assert_eq!(names(&dir, "ana"), set(&["2023 \"x\".txt.ron", "a.txt.ron.moved"]));
        put_back(&RealFiles, &relinked).expect("goes back");
        assert_eq!(names(&dir, "ana"), set(&["a.txt.ron"]));
        assert_eq!(fs::read_to_string(dir.path().join("annotations/ana/a.txt.ron")).expect("is there"), OLD);
    }

    #[test]
    fn a_set_that_cannot_be_read_whole_is_never_written_over() {
        let (dir, layout) = world();
        fs::write(dir.path().join("annotations/bob/b.txt.ron"), "mine").expect("writes");
        let result = relink(&RealFiles, &layout, &"a.txt".into(), &"b.txt".into(), &coders());
        assert!(result.is_err_and(|error| error.to_string().contains("merge")));
        assert!(names(&dir, "ana").contains("a.txt.ron") && names(&dir, "bob").contains("a.txt.ron"));
        assert_eq!(fs::read(dir.path().join("annotations/bob/b.txt.ron")).expect("is there"), b"mine");
        let relinked = relink(&RealFiles, &layout, &"a.txt".into(), &"c.txt".into(), &coders()).expect("takes along");
        fs::write(dir.path().join("annotations/ana/c.txt.ron"), "edited").expect("writes");
        assert!(put_back(&RealFiles, &relinked).is_err());
        assert_eq!(fs::read(dir.path().join("annotations/ana/c.txt.ron")).expect("is there"), b"edited");
        assert!(relink(&RealFiles, &layout, &"../x.txt".into(), &"b.txt".into(), &coders()).is_err());
    }

    /// A set of `coder` on `document`, with statements whose ids end in these numbers.
    fn readable(coder: &str, document: &str, text: &str, ids: &[u8]) -> String {
        let statement = |n: &u8| {
            let id = format!("00000000-0000-7000-8000-0000000000{n:02}");
            format!(
                "        Statement(\n            id: \"{id}\",\n            spans: [({n}, {})],\n            \
                 quote: [\"q{n}\"],\n        ),\n",
                n + 2
            )
        };
        let statements: String = ids.iter().map(statement).collect();
        format!(
            "AnnotationSet(\n    format: 1,\n    document: \"{document}\",\n    text: \"blake3:{text}\",\n    coder: \
             \"{coder}\",\n    statements: [\n{statements}    ],\n)\n"
        )
    }

    /// As [`world`], with a set of ana's on `b.txt` as well, and sets that can be read.
    fn world_coded_twice() -> (tempfile::TempDir, Layout) {
        let (dir, layout) = world();
        for (coder, name, text, ids) in
            [("ana", "a", "x", [10, 20]), ("bob", "a", "x", [10, 20]), ("ana", "b", "y", [12, 20])]
        {
            let set = readable(coder, &format!("{name}.txt"), text, &ids);
            fs::write(dir.path().join(format!("annotations/{coder}/{name}.txt.ron")), set).expect("writes");
        }
        (dir, layout)
    }

    fn read_set(dir: &tempfile::TempDir, coder: &str, document: &str) -> String {
        fs::read_to_string(dir.path().join(format!("annotations/{coder}/{document}.ron"))).unwrap_or_default()
    }

    /// The numbers of the statements of a set, in order.
    fn ids(set: &str) -> Vec<u8> {
        let after = set.split("id: \"00000000-0000-7000-8000-0000000000").skip(1);
        after.map(|rest| rest[..2].parse().expect("a number")).collect()
    }

    #[test]
    fn a_set_that_is_there_is_merged_and_put_back_to_the_byte() {
        let (dir, layout) = world_coded_twice();
        let before = [("ana", "a.txt"), ("bob", "a.txt"), ("ana", "b.txt")].map(|(c, d)| read_set(&dir, c, d));
        let relinked = relink(&RealFiles, &layout, &"a.txt".into(), &"b.txt".into(), &coders()).expect("takes along");
        assert_eq!(relinked.merged().collect::<Vec<_>>(), [(&"ana".into(), 0)]);
        let merged = read_set(&dir, "ana", "b.txt");
        assert_eq!(ids(&merged), [10, 12, 20]);
        assert!(merged.contains("text: \"blake3:y\"") && merged.contains("            text: \"blake3:x\""), "{merged}");
        assert_eq!(ids(&read_set(&dir, "bob", "b.txt")), [10, 20]);
        assert_eq!((read_set(&dir, "ana", "a.txt"), read_set(&dir, "bob", "a.txt")), (String::new(), String::new()));
        put_back(&RealFiles, &relinked).expect("goes back");
        let after = [("ana", "a.txt"), ("bob", "a.txt"), ("ana", "b.txt")].map(|(c, d)| read_set(&dir, c, d));
        assert_eq!(after, before);
        assert_eq!(names(&dir, "ana"), set(&["a.txt.ron", "b.txt.ron"]));
        assert_eq!(names(&dir, "bob"), set(&["a.txt.ron"]));
        put_back(&RealFiles, &relinked).expect("is back already");
    }

    #[test]
    fn whichever_step_of_a_merge_fails_each_statement_is_there_and_doing_it_again_ends_it() {
        let all = |dir: &tempfile::TempDir, coder: &str| -> BTreeSet<u8> {
            ["a.txt", "b.txt"].iter().flat_map(|document| ids(&read_set(dir, coder, document))).collect()
        };
        let n_failures = fail_every_step(
            world_coded_twice,
            |(_, layout), files| relink(files, layout, &"a.txt".into(), &"b.txt".into(), &coders()).is_ok(),
            |(dir, layout), _, _, what| {
                assert_eq!(all(dir, "ana"), BTreeSet::from([10, 12, 20]), "{what}");
                assert_eq!(all(dir, "bob"), BTreeSet::from([10, 20]), "{what}");
                let left: Vec<Coder> =
                    coders().into_iter().filter(|coder| !read_set(dir, coder.as_str(), "a.txt").is_empty()).collect();
                relink(&RealFiles, layout, &"a.txt".into(), &"b.txt".into(), &left).expect("is done again");
                assert_eq!(ids(&read_set(dir, "ana", "b.txt")), [10, 12, 20], "{what}");
                assert_eq!(ids(&read_set(dir, "bob", "b.txt")), [10, 20], "{what}");
            },
        );
        assert!(n_failures > 50, "{n_failures}");
    }

    #[test]
    fn whichever_step_of_putting_back_fails_doing_it_again_ends_it() {
        let n_failures = fail_every_step(
            || {
                let (dir, layout) = world_coded_twice();
                let relinked = relink(&RealFiles, &layout, &"a.txt".into(), &"b.txt".into(), &coders());
                (dir, relinked.expect("takes along"))
            },
            |(_, relinked), files| put_back(files, relinked).is_ok(),
            |(dir, relinked), _, _, what| {
                put_back(&RealFiles, relinked).unwrap_or_else(|error| panic!("{what}: {error}"));
                assert_eq!(ids(&read_set(dir, "ana", "b.txt")), [12, 20], "{what}");
                assert_eq!(ids(&read_set(dir, "ana", "a.txt")), [10, 20], "{what}");
                assert_eq!(names(dir, "ana"), set(&["a.txt.ron", "b.txt.ron"]), "{what}");
                assert_eq!(names(dir, "bob"), set(&["a.txt.ron"]), "{what}");
            },
        );
        assert!(n_failures > 50, "{n_failures}");
    }

    #[test]
    fn whichever_step_fails_each_set_is_there_and_doing_it_again_ends_it() {
        let n_failures = fail_every_step(
            world,
            |(_, layout), files| relink(files, layout, &"a.txt".into(), &"b.txt".into(), &coders()).is_ok(),
            |(dir, layout), _, _, what| {
                for coder in ["ana", "bob"] {
                    let names = names(dir, coder);
                    assert!(names.contains("a.txt.ron") || names.contains("b.txt.ron"), "{what:?}: {names:?}");
                }
                let left: Vec<Coder> =
                    coders().into_iter().filter(|coder| names(dir, coder.as_str()).contains("a.txt.ron")).collect();
                relink(&RealFiles, layout, &"a.txt".into(), &"b.txt".into(), &left).expect("is done again");
                assert!(names(dir, "ana").contains("b.txt.ron") && names(dir, "bob").contains("b.txt.ron"));
            },
        );
        assert!(n_failures > 50, "{n_failures}");
    }
}
