//! Taking in documents as they are read.

use super::{Loading, Session, Wake};
use crate::model::DocPath;
use crate::store::{self, EncodingInfo, LoadedDocument, StoreError};
use std::path::Path;
use std::sync::Arc;

impl Session {
    /// How far the reading of documents has got; `None` when all are read.
    pub fn loading(&self) -> Option<Loading> {
        let (n_read, n_documents) = self.loader.as_ref()?.progress();
        Some(Loading { n_read, n_documents })
    }

    /// Reads this document before the others.
    pub fn prefer(&self, path: &DocPath) {
        if let Some(loader) = &self.loader {
            loader.prefer(path);
        }
    }

    /// How a document is encoded, once it is read.
    pub fn encoding(&self, path: &DocPath) -> Option<&EncodingInfo> {
        self.encodings.get(path)
    }

    /// Takes in documents that were read since the last call. Returns their paths.
    pub fn poll(&mut self) -> Vec<DocPath> {
        self.poll_renamed();
        let Some(loader) = &self.loader else { return Vec::new() };
        // Asked before taking, so that what arrives in between is taken in the next call.
        let is_finished = loader.is_finished();
        let documents: Vec<LoadedDocument> = loader.take_loaded().collect();
        if is_finished {
            self.loader = None;
        }
        let paths = documents.into_iter().map(|document| self.take_in(document)).collect();
        if is_finished {
            self.keep_read_texts();
            self.look_for_renamed(Some(Arc::clone(&self.wake)));
        }
        paths
    }

    /// Waits until every document is read: for the command line and for tests.
    pub fn load_all(&mut self) {
        while let Some(loader) = &self.loader {
            let next = loader.wait_for_next();
            if let Some(document) = next {
                self.take_in(document);
            } else {
                self.loader = None;
                self.keep_read_texts();
                self.look_for_renamed(None);
            }
        }
    }

    pub(super) fn take_in(&mut self, mut loaded: LoadedDocument) -> DocPath {
        let path = loaded.path.clone();
        self.revision += 1;
        if let Some(encoding) = &loaded.encoding {
            self.encodings.insert(path.clone(), encoding.clone());
        }
        self.problems.extend(self.anchored.take_in(&mut loaded, &self.layout));
        let (problems, known) = loaded.put_into(&mut self.corpus);
        self.problems.extend(problems);
        self.unmerged.extend(store::find_marked(&*self.files, &self.layout, &known.held));
        self.held.extend(known.held.iter().cloned());
        self.saver.learn(known);
        path
    }

    /// Opens the corpus in `root` and waits until every document is read.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open_whole(root: &Path) -> Result<Self, StoreError> {
        let mut session = Self::open(root, None, None, &(Arc::new(|| ()) as Wake))?;
        session.load_all();
        Ok(session)
    }
}
