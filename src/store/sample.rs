//! The sample corpus, carried in the program, so that anyone can try it without a checkout.

use super::{Access, Expected, Files, StoreError, write};
use crate::model::Corpus;
use std::path::Path;

macro_rules! sample {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../sample_docs/", $name)).as_slice())),*]
    };
}

/// How many of the files are documents; they stand first.
const N_DOCUMENTS: usize = 5;

/// Every file of the sample corpus with its content.
const FILES: [(&str, &[u8]); 14] = sample![
    "000_da7c1695757666d9.txt",
    "001_19cf2dabf8e0d4c3.txt",
    "002_9a1dada1be748375.txt",
    "003_218fa99778f4842d.txt",
    "004_fa3808962a1dde82.txt",
    "corpus.ron",
    "codebook.ron",
    "annotations/coder-1/000_da7c1695757666d9.txt.ron",
    "annotations/coder-1/001_19cf2dabf8e0d4c3.txt.ron",
    "annotations/coder-1/002_9a1dada1be748375.txt.ron",
    "annotations/coder-1/003_218fa99778f4842d.txt.ron",
    "annotations/coder-1/004_fa3808962a1dde82.txt.ron",
    "annotations/coder-2/002_9a1dada1be748375.txt.ron",
    "annotations/coder-2/003_218fa99778f4842d.txt.ron",
];

/// Writes the sample corpus into `folder`, which is made; what is there already is left as it is.
///
/// # Errors
/// When the system refuses.
pub fn unpack_sample(files: &dyn Files, folder: &Path) -> Result<(), StoreError> {
    for (name, bytes) in FILES {
        let path = folder.join(name);
        if files.about(&path).map_err(StoreError::io("look at", &path))?.is_none() {
            write(files, &path, bytes, Expected::Anything, Access::Shared)?;
        }
    }
    Ok(())
}

/// Whether `corpus` holds the documents of the sample and no others.
pub fn is_sample(corpus: &Corpus) -> bool {
    let names = FILES[..N_DOCUMENTS].iter().map(|(name, _)| *name);
    corpus.documents().iter().map(|document| document.path.as_str()).eq(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealFiles;

    #[test]
    fn it_unpacks_once_and_keeps_what_was_coded_in_it() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let folder = dir.path().join("sample_docs");
        unpack_sample(&RealFiles, &folder).expect("unpacks");
        let set = folder.join("annotations/coder-1/003_218fa99778f4842d.txt.ron");
        std::fs::write(&set, "mine").expect("writes");
        unpack_sample(&RealFiles, &folder).expect("unpacks again");
        assert_eq!(std::fs::read(&set).expect("reads"), b"mine");
        assert_eq!(std::fs::read(folder.join("codebook.ron")).expect("reads").len(), FILES[6].1.len());
    }
}
