//! Behaviour of the whole, one file for each feature.

mod accessibility;
mod check;
mod cli;
mod coded;
mod dates;
mod edits;
mod exchange;
mod export;
mod files;
mod hostile;
mod import;
mod notation;
mod offsets;
mod pickers;
mod program;
mod safety;
mod story;
mod strategies;
mod tidy;
mod units;
mod window_files;
mod world;
