//! Taking annotation sets along to the new name of their document.

use super::record::{AnnotationSetRecord, options, text_of, write_record};
use super::{Access, Expected, Files, Layout, StoreError, durable, write};
use crate::model::{Coder, DocPath, SetKey};
use ron::ser::PrettyConfig;
use std::io;
use std::path::{Path, PathBuf};

/// What was done to take sets along, so that it can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relinked {
    moves: Vec<Move>,
}

/// One set that was taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Move {
    old: PathBuf,
    aside: PathBuf,
    new: PathBuf,
    written: Vec<u8>,
}

/// Writes the sets of `coders` on the document `from` as sets on `to`, and then sets the old files aside under
/// another name beside them. A file goes only once what stands in its place is on the disk.
///
/// Done half, it can be done again: what is there already and the same is left as it is.
///
/// # Errors
/// When a set on `to` says something else already, or the system refuses; every set is then still under its old
/// name, its new one, or both.
pub fn relink(
    files: &dyn Files,
    layout: &Layout,
    from: &DocPath,
    to: &DocPath,
    coders: &[Coder],
) -> Result<Relinked, StoreError> {
    let mut moves = Vec::with_capacity(coders.len());
    for coder in coders {
        let [old, new] = [from, to].map(|path| SetKey::new(coder.clone(), path.clone()));
        Layout::checked_key(&old)?;
        Layout::checked_key(&new)?;
        let [old, new] = [old, new].map(|key| layout.set_file(&key));
        let missing = || StoreError::io("read", &old)(io::ErrorKind::NotFound.into());
        let bytes = files.read(&old).map_err(StoreError::io("read", &old))?.ok_or_else(missing)?;
        let written = with_document(&bytes, from, to)
            .ok_or_else(|| StoreError::io("read", &old)(io::Error::other("it does not say which document it is on")))?;
        moves.push(Move { aside: free_name(files, &old)?, old, new, written });
    }
    // All of them stand under the new name before the first goes from the old.
    for Move { new, written, .. } in &moves {
        write(files, new, written, Expected::Seen(&[]), Access::Shared)?;
    }
    for Move { old, aside, .. } in &moves {
        durable::copy(files, old, aside, Access::Shared)?;
        remove(files, old)?;
    }
    Ok(Relinked { moves })
}

/// Takes back what `relink` did: the old files stand under their old names again, and the new ones go.
///
/// # Errors
/// When a set was changed under its new name since, or the system refuses.
pub fn put_back(files: &dyn Files, relinked: &Relinked) -> Result<(), StoreError> {
    for Move { new, written, .. } in &relinked.moves {
        let present = files.read(new).map_err(StoreError::io("read", new))?;
        if present.is_some_and(|present| present != *written) {
            return Err(StoreError::ChangedOutside(new.clone()));
        }
    }
    for Move { old, aside, .. } in &relinked.moves {
        durable::copy(files, aside, old, Access::Shared)?;
    }
    for Move { new, aside, .. } in &relinked.moves {
        remove(files, new)?;
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
    fn a_set_that_is_there_is_never_written_over() {
        let (dir, layout) = world();
        fs::write(dir.path().join("annotations/bob/b.txt.ron"), "mine").expect("writes");
        let result = relink(&RealFiles, &layout, &"a.txt".into(), &"b.txt".into(), &coders());
        assert!(matches!(result, Err(StoreError::ChangedOutside(_))), "{result:?}");
        assert!(names(&dir, "ana").contains("a.txt.ron") && names(&dir, "bob").contains("a.txt.ron"));
        assert_eq!(fs::read(dir.path().join("annotations/bob/b.txt.ron")).expect("is there"), b"mine");
        let relinked = relink(&RealFiles, &layout, &"a.txt".into(), &"c.txt".into(), &coders()).expect("takes along");
        fs::write(dir.path().join("annotations/ana/c.txt.ron"), "edited").expect("writes");
        assert!(put_back(&RealFiles, &relinked).is_err());
        assert_eq!(fs::read(dir.path().join("annotations/ana/c.txt.ron")).expect("is there"), b"edited");
        assert!(relink(&RealFiles, &layout, &"../x.txt".into(), &"b.txt".into(), &coders()).is_err());
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
