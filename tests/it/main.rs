//! Behaviour of the whole, one file for each feature.

mod files;
mod story;
mod tidy;
mod world;
