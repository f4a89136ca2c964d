//! Rescue copies on real folders, and on a disk that fails.
