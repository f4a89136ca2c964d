//! Choosing an entry by typing: what is offered is data ([`index`], [`offer`]), drawn by [`view`].
//!
//! What is offered is made anew when the typed text, the codebook or the document changes, never for a frame.

pub mod index;
pub mod offer;
mod view;

pub use view::{PickRow, Picked, PickedOf, Picker, picked_of, picker_ui};
