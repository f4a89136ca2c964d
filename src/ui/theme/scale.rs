//! The steps that sizes, distances and corners go by, in points. Nothing in the window takes another one.

/// Sizes of text.
pub mod size {
    /// Figures inside of a drawing, and keys in the corner of a button.
    pub const TINY: f32 = 10.0;
    /// Labels of fields and groups, second lines of rows.
    pub const CAPTION: f32 = 11.0;
    /// Bars, hints, and what is said beside something.
    pub const NOTE: f32 = 12.0;
    /// The interface.
    pub const BODY: f32 = 13.0;
    /// Titles of panels and dialogs.
    pub const HEADING: f32 = 15.0;
    /// A passage in a list or a panel, in the reading face.
    pub const QUOTE: f32 = 15.0;
    /// The text that is read, at 100 %.
    pub const READING: f32 = 18.0;
    /// The name of a codebook entry.
    pub const ENTRY: f32 = 22.0;
    /// The title of a document.
    pub const TITLE: f32 = 26.0;
    /// The name of the program on the start page.
    pub const DISPLAY: f32 = 34.0;
}

/// Distances: a grid of 8, with halves and quarters inside of things that belong together.
pub mod space {
    /// Between two lines of one thing.
    pub const LINE: f32 = 2.0;
    /// Between parts of one thing.
    pub const TIGHT: f32 = 4.0;
    /// Between things.
    pub const STEP: f32 = 8.0;
    /// Between groups, and from the edge of a panel.
    pub const GROUP: f32 = 16.0;
    /// Between sections.
    pub const SECTION: f32 = 24.0;
}

/// Radii of corners.
pub mod radius {
    /// Key caps and tick boxes.
    pub const SMALL: f32 = 4.0;
    /// Every other control, row and card.
    pub const CONTROL: f32 = 6.0;
}

/// What lifts things off the window: a shadow under all that floats, and under nothing else.
pub mod elevation {
    use crate::ui::theme::Tokens;
    use egui::{Color32, Shadow};

    /// Under menus, dialogs, cards and what is dragged.
    pub fn floating(tokens: &Tokens) -> Shadow {
        let strength = if tokens.is_dark() { 110 } else { 34 };
        Shadow { offset: [0, 6], blur: 20, spread: 0, color: Color32::from_black_alpha(strength) }
    }
}
