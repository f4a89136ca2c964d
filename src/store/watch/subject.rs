//! What a path in the corpus folder stands for.

use crate::model::DocPath;
use crate::store::discover::is_document_name;
use crate::store::layout::{ANNOTATIONS, CODEBOOK_FILE, CORPUS_FILE};
use crate::store::{FileKey, Layout};
use std::path::Path;

/// Something in the corpus folder that can change outside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Subject {
    /// A file of ours.
    File(FileKey),
    /// A document.
    Document(DocPath),
}

impl Subject {
    /// What `path` stands for; `None` for what is no part of the corpus, hidden files and folders among it.
    pub fn of(layout: &Layout, path: &Path) -> Option<Self> {
        let below = path.strip_prefix(layout.root()).ok()?;
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        let parts = parts?;
        if parts.iter().any(|part| part.starts_with('.')) {
            return None;
        }
        match parts.as_slice() {
            [CORPUS_FILE] => Some(Self::File(FileKey::CorpusFile)),
            [CODEBOOK_FILE] => Some(Self::File(FileKey::Codebook)),
            [ANNOTATIONS, ..] => Some(Self::File(FileKey::Set(layout.set_key(path)?))),
            parts if is_document_name(path) => Layout::checked_document(&parts.join("/")).ok().map(Self::Document),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stand_for_what_they_are_and_nothing_else() {
        let layout = Layout::new("/c");
        let of = |path: &str| Subject::of(&layout, Path::new(path));
        assert_eq!(of("/c/codebook.ron"), Some(Subject::File(FileKey::Codebook)));
        assert_eq!(of("/c/corpus.ron"), Some(Subject::File(FileKey::CorpusFile)));
        assert_eq!(of("/c/a/b.txt"), Some(Subject::Document("a/b.txt".into())));
        assert!(matches!(of("/c/annotations/ana/a/b.txt.ron"), Some(Subject::File(FileKey::Set(_)))));
        for none in
            ["/c/a/codebook.ron", "/c/.git/x.txt", "/c/annotations/ana/.standpoint-1.tmp", "/c/a.pdf", "/x/a.txt", "/c"]
        {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
