//! What a look at names and times tells.

use super::tree::Tree;
use crate::store::Layout;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

fn names(root: &Path, paths: Vec<PathBuf>) -> Vec<String> {
    let below = |path: PathBuf| path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
    let mut names: Vec<String> = paths.into_iter().map(below).collect();
    names.sort();
    names
}

#[test]
fn each_kind_of_change_is_seen_once_and_by_name() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path();
    let write = |name: &str, content: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, content).expect("writes");
    };
    for name in ["a.txt", "deep/b.md", "annotations/ana/a.txt.ron", "codebook.ron"] {
        write(name, "x");
    }
    for ignored in [".git/a.txt", "picture.png", "annotations/ana/.standpoint-lock", "deep/codebook.ron"] {
        write(ignored, "x");
    }
    let mut entered = Vec::new();
    let mut tree = Tree::new(Layout::new(root));
    let found = tree.list(root, &mut |folder| entered.push(folder.to_owned()));
    assert_eq!(names(root, found), ["a.txt", "annotations/ana/a.txt.ron", "codebook.ron", "deep/b.md"]);
    assert_eq!(names(root, entered), ["", "annotations", "annotations/ana", "deep"]);
    let mut look = |is_whole| names(root, tree.look(is_whole, &mut |_| ()));
    assert_eq!(look(true), Vec::<String>::new());

    write("a.txt", "longer");
    write("new/c.txt", "x");
    fs::remove_file(root.join("codebook.ron")).expect("is there");
    fs::rename(root.join("deep"), root.join("deeper")).expect("renames");
    assert_eq!(look(false), ["a.txt", "codebook.ron", "deep/b.md", "deeper/b.md", "new/c.txt"]);
    assert_eq!(look(true), Vec::<String>::new());
    fs::remove_dir_all(root.join("annotations")).expect("is there");
    assert_eq!(look(true), ["annotations/ana/a.txt.ron"]);
}

#[test]
fn many_files_take_turns() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for n in 0..4_100 {
        fs::write(dir.path().join(format!("{n}.txt")), "x").expect("writes");
    }
    let mut tree = Tree::new(Layout::new(dir.path()));
    assert_eq!(tree.list(dir.path(), &mut |_| ()).len(), 4_100);
    // Written in place: the folder does not tell.
    for n in 0..4_100 {
        fs::write(dir.path().join(format!("{n}.txt")), "xy").expect("writes");
    }
    let mut seen: Vec<PathBuf> = (0..3).flat_map(|_| tree.look(false, &mut |_| ())).collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 4_100);
    assert_eq!(tree.changed_since(SystemTime::now() - Duration::from_mins(1)).len(), 0, "documents are not meant");
}
