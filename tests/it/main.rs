//! Behaviour of the whole, one file for each feature.

mod story;
mod tidy;
mod world;
