//! The places of the window: what stands between the bars.

use super::command::Command;
use serde::{Deserialize, Serialize};

/// A place of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Documents, reader and statement.
    #[default]
    Code,
    /// Every statement, filtered and searched.
    Passages,
    /// What statements add up to.
    Findings,
    /// Themes, stances and speakers.
    Codebook,
}

impl Place {
    /// All places that are built, in their order.
    pub const ALL: [Self; 4] = [Self::Code, Self::Passages, Self::Findings, Self::Codebook];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "Code",
            Self::Passages => "Passages",
            Self::Findings => "Findings",
            Self::Codebook => "Codebook",
        }
    }

    /// The command that goes there.
    pub const fn command(self) -> Command {
        match self {
            Self::Code => Command::GoToCode,
            Self::Passages => Command::GoToPassages,
            Self::Findings => Command::GoToFindings,
            Self::Codebook => Command::GoToCodebook,
        }
    }

    /// Whether the place shows the table of all statements.
    pub const fn reads_table(self) -> bool {
        matches!(self, Self::Passages | Self::Findings)
    }
}
