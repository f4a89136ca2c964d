//! The places of the window: what stands between the bars.

use super::command::Command;
use serde::{Deserialize, Serialize};

/// A place of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Documents, reader and statement.
    #[default]
    Code,
    /// Themes, stances and speakers.
    Codebook,
}

impl Place {
    /// All places that are built, in their order.
    pub const ALL: [Self; 2] = [Self::Code, Self::Codebook];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "Code",
            Self::Codebook => "Codebook",
        }
    }

    /// The command that goes there.
    pub const fn command(self) -> Command {
        match self {
            Self::Code => Command::GoToCode,
            Self::Codebook => Command::GoToCodebook,
        }
    }
}
