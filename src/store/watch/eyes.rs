//! What the system tells by itself when something in a folder changes.

use std::path::{Path, PathBuf};

/// Something that the system told.
#[derive(Debug)]
pub(super) enum Sight {
    /// A file was written, made, renamed or removed.
    File(PathBuf),
    /// A folder was made, renamed or removed.
    Folder(PathBuf),
    /// More happened than could be told: everything has to be looked at.
    Blur,
}

#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) use told::Eyes;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) use untold::Eyes;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod told {
    use super::{Path, PathBuf, Sight};
    use inotify::{EventMask, Inotify, WatchDescriptor, WatchMask, Watches};
    use std::collections::HashMap;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, PoisonError};

    /// Bytes of events that are taken at once.
    const BUFFER: usize = 16 << 10;

    type Folders = Arc<Mutex<HashMap<WatchDescriptor, PathBuf>>>;

    /// Watches folders one by one. Dropping it ends the watching.
    pub struct Eyes {
        watches: Watches,
        folders: Folders,
        is_over: Arc<AtomicBool>,
    }

    impl Eyes {
        /// Opens them, to tell `see` of each event on a thread that sleeps in between; `None` where the system has none
        /// to give.
        pub fn open(see: impl Fn(Sight) + Send + 'static) -> Option<Self> {
            let mut inotify = Inotify::init().ok()?;
            let watches = inotify.watches();
            let (folders, is_over) = (Folders::default(), Arc::new(AtomicBool::new(false)));
            let (known, over) = (Arc::clone(&folders), Arc::clone(&is_over));
            let run = move || {
                let mut buffer = vec![0; BUFFER];
                while !over.load(Ordering::Acquire) {
                    let Ok(events) = inotify.read_events_blocking(&mut buffer) else {
                        see(Sight::Blur);
                        return;
                    };
                    for event in events {
                        if event.mask.contains(EventMask::Q_OVERFLOW) {
                            see(Sight::Blur);
                            continue;
                        }
                        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                        if event.mask.contains(EventMask::IGNORED) {
                            known.remove(&event.wd);
                            continue;
                        }
                        let Some(folder) = known.get(&event.wd).cloned() else { continue };
                        drop(known);
                        let sight = match event.name {
                            Some(name) if event.mask.contains(EventMask::ISDIR) => Sight::Folder(folder.join(name)),
                            Some(name) => Sight::File(folder.join(name)),
                            None => Sight::Folder(folder),
                        };
                        see(sight);
                    }
                }
            };
            std::thread::Builder::new().name("eyes".to_owned()).spawn(run).ok()?;
            Some(Self { watches, folders, is_over })
        }

        /// Watches one more folder. Returns whether the system does.
        pub fn watch(&mut self, folder: &Path) -> bool {
            let happens = WatchMask::CLOSE_WRITE
                | WatchMask::CREATE
                | WatchMask::DELETE
                | WatchMask::MOVE
                | WatchMask::DELETE_SELF
                | WatchMask::MOVE_SELF;
            let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            let watch = self.watches.add(folder, happens | WatchMask::ONLYDIR | WatchMask::DONT_FOLLOW);
            watch.map(|watch| folders.insert(watch, folder.to_owned())).is_ok()
        }
    }

    impl Drop for Eyes {
        fn drop(&mut self) {
            self.is_over.store(true, Ordering::Release);
            let folders = std::mem::take(&mut *self.folders.lock().unwrap_or_else(PoisonError::into_inner));
            for watch in folders.into_keys() {
                // Letting one go is an event, which wakes the thread to its end; one that is gone already is fine.
                let _ = self.watches.remove(watch);
            }
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod untold {
    use super::{Path, Sight};

    /// Nothing is told here: files are looked at now and then.
    pub struct Eyes;

    impl Eyes {
        /// There are none.
        pub fn open(_see: impl Fn(Sight) + Send + 'static) -> Option<Self> {
            None
        }

        /// The system does not.
        pub fn watch(&mut self, _folder: &Path) -> bool {
            false
        }
    }
}
