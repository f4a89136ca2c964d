//! Behaviour of the whole, one file for each feature.

mod tidy;
