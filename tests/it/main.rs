//! Behaviour of the whole, one file for each feature.

mod coded;
mod edits;
mod files;
mod notation;
mod offsets;
mod story;
mod strategies;
mod tidy;
mod world;
