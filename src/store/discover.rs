//! What lies in a corpus folder: documents, coders and their annotation sets.

use super::copies::{copy_of_corpus, copy_of_document, copy_of_set};
use super::{Layout, Problem, Unmerged, layout::ANNOTATIONS};
use crate::model::{Coder, DocPath};
use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Endings of the files that are documents, in any case.
const ENDINGS: [&str; 3] = ["txt", "text", "md"];
/// Deepest folder that is looked into.
const MAX_DEPTH: usize = 32;
/// Most files that are listed of one corpus.
const MAX_FILES: usize = 200_000;

/// What lies in a corpus folder.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Documents, sorted by path.
    pub documents: Vec<DocPath>,
    /// Coders who have a folder, sorted.
    pub coders: Vec<Coder>,
    /// Whose annotation sets there are of a document, sorted; also of documents that are not there.
    pub sets: BTreeMap<DocPath, Vec<Coder>>,
    /// Copies of annotation sets, codebook and corpus file that sync tools left.
    pub copies: Vec<Unmerged>,
    /// What could not be listed, or looks like a copy of a document.
    pub problems: Vec<Problem>,
}

/// Lists what lies in the corpus folder of `layout`, by names alone: no file is opened.
///
/// Hidden folders, devices and links to folders are passed over: what lies below the corpus folder is found under
/// its own path, and what does not is no part of it. A link to a file counts when that file is in the corpus; one that
/// leads out and looks like a document or a file of ours is named.
pub fn discover(layout: &Layout) -> Found {
    discover_until(layout, &AtomicBool::new(false))
}

/// As [`discover`], with nothing more listed once `cancel` is set.
pub fn discover_until(layout: &Layout, cancel: &AtomicBool) -> Found {
    let real_root = fs::canonicalize(layout.root()).ok();
    let mut walk = Walk { layout, cancel, real_root, n_files: 0, strays: Vec::new(), found: Found::default() };
    walk.folder(layout.root(), 0, &mut |walk, path| walk.document(path));
    walk.found.documents.sort();
    let coders = layout.annotations_dir();
    for entry in walk.entries(&coders) {
        let folder = entry.path();
        if !folder.is_dir() {
            continue;
        }
        let real = fs::canonicalize(&folder).ok();
        if matches!((real, &walk.real_root), (Some(real), Some(root)) if real.starts_with(root)) {
            walk.coder(&entry);
        } else {
            let cause = "the folder is a link out of the corpus, so its sets are neither read nor written";
            walk.problem(&folder, cause, "move the folder itself here");
        }
    }
    walk.copies();
    walk.found.coders.sort();
    walk.found.sets.values_mut().for_each(|coders| coders.sort());
    Problem::shorten(&mut walk.found.problems);
    walk.found
}

struct Walk<'a> {
    layout: &'a Layout,
    cancel: &'a AtomicBool,
    real_root: Option<PathBuf>,
    n_files: usize,
    /// Files below the folder of a coder that are not the set of a document by their name.
    strays: Vec<(Coder, DocPath)>,
    found: Found,
}

impl Walk<'_> {
    fn problem(&mut self, path: &Path, cause: &str, remedy: &str) {
        let path = self.layout.below_root(path);
        self.found.problems.push(Problem::notice(path, cause, remedy));
    }

    /// The entries of a folder that are not hidden; none when there is no such folder.
    fn entries(&mut self, folder: &Path) -> Vec<DirEntry> {
        let listed = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        match listed {
            Ok(mut entries) => {
                entries.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
                entries
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                let cause = format!("the folder could not be listed ({error}), so what is in it is missing here");
                self.problem(folder, &cause, "see that you may read it, then open the corpus again");
                Vec::new()
            }
        }
    }

    /// Calls `take` with every file below `folder`.
    fn folder(&mut self, folder: &Path, depth: usize, take: &mut impl FnMut(&mut Self, &Path)) {
        if depth > MAX_DEPTH {
            return self.problem(folder, "folders this deep are not looked into", "move it up");
        }
        for entry in self.entries(folder) {
            if self.n_files >= MAX_FILES || self.cancel.load(Ordering::Relaxed) {
                return;
            }
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_symlink() && !self.is_link_inside(&path) {
                if is_document_name(&path) || path.extension().is_some_and(|ending| ending == "ron") {
                    let cause =
                        "it is a link out of the corpus folder or to no file, so it is neither read nor written";
                    self.problem(&path, cause, "copy the file itself here");
                }
                continue;
            }
            if kind.is_dir() {
                self.n_files += 1;
                if depth > 0 || entry.file_name() != ANNOTATIONS {
                    self.folder(&path, depth + 1, take);
                }
            } else if kind.is_file() || kind.is_symlink() {
                self.n_files += 1;
                if self.n_files == MAX_FILES {
                    self.problem(folder, "only the first 200,000 files were listed", "open a folder with fewer files");
                }
                take(self, &path);
            }
        }
    }

    /// Whether the link leads to a regular file in the corpus.
    fn is_link_inside(&self, link: &Path) -> bool {
        let target = fs::canonicalize(link).ok().filter(|target| target.is_file());
        matches!((target, &self.real_root), (Some(target), Some(root)) if target.starts_with(root))
    }

    fn document(&mut self, path: &Path) {
        if !is_document_name(path) {
            if path.parent() == Some(self.layout.root())
                && let Some((of, tool)) = path.file_name().and_then(|name| copy_of_corpus(name.to_str()?))
            {
                let path = self.layout.below_root(path).to_owned();
                self.found.copies.push(Unmerged { path, of, tool: Some(tool) });
            }
            return;
        }
        match document_path(path, self.layout.root()) {
            Some(document) => self.found.documents.push(document),
            None => self.problem(path, "the file's name cannot be kept, so it is not listed", "rename the file"),
        }
    }

    fn coder(&mut self, entry: &DirEntry) {
        let folder = entry.path();
        let coder = entry.file_name().to_str().and_then(|name| Layout::checked_coder(name).ok());
        let Some(coder) = coder else {
            let remedy = "rename the folder with letters, digits and hyphens";
            return self.problem(&folder, "the folder's name cannot be a coder's, so it is passed over", remedy);
        };
        self.found.coders.push(coder.clone());
        self.folder(&folder.clone(), 1, &mut |walk, path| {
            // The folders above need not be Unicode; what lies below is a document's path.
            let Some(file) = document_path(path, &folder) else { return };
            match file.as_str().strip_suffix(".ron").and_then(|path| Layout::checked_document(path).ok()) {
                Some(document) => walk.found.sets.entry(document).or_default().push(coder.clone()),
                None => walk.strays.push((coder.clone(), file)),
            }
        });
    }

    /// Tells copies of sets from sets whose document is not there, and copies of documents from documents.
    fn copies(&mut self) {
        let Found { documents, sets, copies, problems, .. } = &mut self.found;
        let orphans = sets.iter().filter(|(document, _)| documents.binary_search(document).is_err());
        let orphans = orphans.flat_map(|(document, coders)| {
            coders.iter().map(move |coder| (coder.clone(), DocPath::new(format!("{document}.ron"))))
        });
        let candidates: Vec<(Coder, DocPath)> = orphans.chain(std::mem::take(&mut self.strays)).collect();
        let found: Vec<_> = candidates
            .into_iter()
            .filter_map(|(coder, file)| {
                let (of, tool) = copy_of_set(file.as_str(), &coder, documents, sets)?;
                Some((coder, file, of, tool))
            })
            .collect();
        for (coder, file, of, tool) in found {
            if let Some(document) = file.as_str().strip_suffix(".ron").map(DocPath::new)
                && let Some(coders) = sets.get_mut(&document)
            {
                coders.retain(|other| *other != coder);
                if coders.is_empty() {
                    sets.remove(&document);
                }
            }
            let path = self.layout.coder_dir(&coder).join(file.as_str());
            copies.push(Unmerged { path: self.layout.below_root(&path).to_owned(), of, tool: Some(tool) });
        }
        copies.sort();
        for document in documents.iter() {
            if let Some((original, tool)) = copy_of_document(document, documents) {
                let cause = format!("the document is a copy that {tool} left when two people changed “{original}”");
                let remedy = "compare the two, and move the one that you do not want out of the folder";
                problems.push(Problem::notice(document.as_str(), cause, remedy));
            }
        }
    }
}

/// Whether a file of this name would be a document of the corpus.
pub(super) fn is_document_name(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// `path` below `root` with `/` between folders; `None` when it is not Unicode or would not stay there.
fn document_path(path: &Path, root: &Path) -> Option<DocPath> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Layout::checked_document(&parts?.join("/")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, "x").expect("a file");
        }
        dir
    }

    fn documents(found: &Found) -> Vec<&str> {
        found.documents.iter().map(DocPath::as_str).collect()
    }

    #[test]
    fn lists_documents_coders_and_sets() {
        let dir = world(&[
            "b.txt",
            "a/ü.MD",
            "a/annotations/c.text",
            "a.pdf",
            ".git/x.txt",
            ".hidden.txt",
            "annotations/no.txt",
            "annotations/zoe/a/ü.MD.ron",
            "annotations/ana/a/ü.MD.ron",
            "annotations/ana/gone.txt.ron",
            "annotations/ana/stray.txt",
            "annotations/nul/b.txt.ron",
        ]);
        let found = discover(&Layout::new(dir.path()));
        assert_eq!(documents(&found), ["a/annotations/c.text", "a/ü.MD", "b.txt"]);
        assert_eq!(found.coders, ["ana".into(), "zoe".into()]);
        assert_eq!(found.sets[&DocPath::new("a/ü.MD")], ["ana".into(), "zoe".into()]);
        assert_eq!(found.sets.len(), 2);
        assert_eq!(found.problems.len(), 1, "{:?}", found.problems);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_names_that_lead_astray_are_passed_over() {
        use std::os::unix::{fs::symlink, net::UnixListener};
        let outside = world(&["secret.txt"]);
        let dir = world(&["a.txt", "b\\c.txt", "sub/d.txt"]);
        let root = dir.path();
        symlink(outside.path().join("secret.txt"), root.join("out.txt")).expect("a link");
        symlink(outside.path(), root.join("folder")).expect("a link");
        symlink(root, root.join("round")).expect("a link");
        symlink(root.join("a.txt"), root.join("in.txt")).expect("a link");
        std::fs::create_dir(root.join("annotations")).expect("a folder");
        symlink(outside.path(), root.join("annotations/zoe")).expect("a link");
        let _socket = UnixListener::bind(root.join("socket.txt")).expect("a socket");
        let found = discover(&Layout::new(root));
        assert_eq!(documents(&found), ["a.txt", "in.txt", "sub/d.txt"]);
        assert!(found.problems.iter().any(|problem| problem.path.ends_with("b\\c.txt")));
        assert!(found.coders.is_empty() && found.problems.iter().any(|p| p.path.ends_with("annotations/zoe")));
    }

    #[test]
    fn an_empty_or_missing_folder_holds_nothing() {
        let found = discover(&Layout::new("/no/such/folder"));
        assert!(found.documents.is_empty() && found.coders.is_empty() && found.problems.is_empty());
    }
}
