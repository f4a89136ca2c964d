//! The keys of the place, in one table.

use super::View;
use crate::app::chord::{ctrl, plain};
use crate::app::places::keys::place_keys;
use egui::Key;

place_keys! {
    /// What a key asks of the place.
    PlaceKey, repeats: [];
    ShowCrosstab: "Crosstab", "Any two fields against each other", plain(Key::Num1);
    ShowStance: "Stance by…", "Who and what is supported or opposed", plain(Key::Num2);
    ShowTimeline: "Timeline", "How it changes from day to day or year to year", plain(Key::Num3);
    ShowNetwork: "Network", "Who stands together, and who against whom", plain(Key::Num4);
    ShowProfile: "Profile", "One speaker, theme or document", plain(Key::Num5);
    ShowCoverage: "Coverage", "What was read and coded", plain(Key::Num6);
    NextView: "Next view", "The views in turn", ctrl(Key::Tab);
    Filter: "Filter", "Type which statements are counted", plain(Key::Slash), ctrl(Key::F);
    Export: "Export…", "Write what is shown to a file", plain(Key::E);
    Copy: "Copy table", "The figures, to be pasted into a spreadsheet", plain(Key::C);
    FitNetwork: "Network: fit", "All of the network in view", plain(Key::F);
    ZoomIn: "Network: nearer", "As the wheel does", plain(Key::Plus), plain(Key::Equals);
    ZoomOut: "Network: farther", "As the wheel does", plain(Key::Minus);
    LayOutAgain: "Network: lay out again", "From nothing, with moved nodes let go", plain(Key::L);
    Play: "Network: play", "One window of time after the other", plain(Key::P);
}

impl PlaceKey {
    /// The view that it shows.
    pub fn view(self) -> Option<View> {
        View::ALL.into_iter().find(|view| view.key() == self)
    }

    /// Whether it is for the network alone.
    pub const fn is_of_network(self) -> bool {
        matches!(self, Self::FitNetwork | Self::ZoomIn | Self::ZoomOut | Self::LayOutAgain | Self::Play)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_view_has_a_key_that_shows_it() {
        assert!(View::ALL.into_iter().all(|view| view.key().view() == Some(view)));
    }
}
