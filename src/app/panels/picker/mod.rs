//! Choosing an entry by typing: what is offered is data ([`index`], [`offer`], and for each kind of entry [`themes`]
//! and [`speakers`]), drawn by [`picker_ui`] with [`card`] beside it.
//!
//! What is offered is made anew when the typed text, the codebook or the document changes, never for a frame.

pub mod card;
pub mod fit;
pub mod guess;
pub mod index;
pub mod keys;
mod letters;
mod matched;
pub mod more;
pub mod names;
pub mod offer;
pub mod offers;
mod row;
pub mod speakers;
pub mod themes;
mod view;
mod wanted;

pub use row::PickRow;
pub use view::{Picked, Picker, picker_ui, second_field_ui};
