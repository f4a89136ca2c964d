//! The views of the place.

use super::exporting::Form;
use super::keys::PlaceKey;
use crate::app::command::Command;
use serde::{Deserialize, Serialize};

/// A way to look at what statements add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum View {
    /// Any two fields against each other.
    #[default]
    Crosstab,
    /// Who or what is supported and opposed, as bars that share one zero line.
    Stance,
    /// How that changes.
    Timeline,
    /// Who stands together.
    Network,
    /// One speaker, theme or document.
    Profile,
    /// The denominators: what was read and coded.
    Coverage,
}

impl View {
    /// All views in their order.
    pub const ALL: [Self; 6] =
        [Self::Crosstab, Self::Stance, Self::Timeline, Self::Network, Self::Profile, Self::Coverage];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Crosstab => "Crosstab",
            Self::Stance => "Stance by…",
            Self::Timeline => "Timeline",
            Self::Network => "Network",
            Self::Profile => "Profile",
            Self::Coverage => "Coverage",
        }
    }

    /// The key of the place that shows it.
    pub const fn key(self) -> PlaceKey {
        match self {
            Self::Crosstab => PlaceKey::ShowCrosstab,
            Self::Stance => PlaceKey::ShowStance,
            Self::Timeline => PlaceKey::ShowTimeline,
            Self::Network => PlaceKey::ShowNetwork,
            Self::Profile => PlaceKey::ShowProfile,
            Self::Coverage => PlaceKey::ShowCoverage,
        }
    }

    /// The view that a command of every place shows.
    pub const fn of_command(command: Command) -> Option<Self> {
        Some(match command {
            Command::FindCrosstab => Self::Crosstab,
            Command::FindStance => Self::Stance,
            Command::FindTimeline => Self::Timeline,
            Command::FindNetwork => Self::Network,
            Command::FindProfile => Self::Profile,
            Command::FindCoverage => Self::Coverage,
            _ => return None,
        })
    }

    /// The forms in which its finding can be written.
    pub fn forms(self) -> Vec<Form> {
        Form::offered(self == Self::Network)
    }

    /// The one behind it; the first behind the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}
