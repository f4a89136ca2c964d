//! What the place asks for.

use super::exporting::{Finding, Form};
use super::network::{LayoutWork, NetworkMemory};
use crate::analysis::Value;
use crate::analysis::query::Query;
use std::sync::Arc;

/// What the place asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingsAsk {
    /// Show the dialog that writes a finding to a file.
    Export(Arc<Finding>, Form),
    /// Ask the system for a file to write to, with a suggested name.
    AskExportFile(String),
    /// Show these statements in the Passages place, too, when somebody goes there.
    Share(Query),
    /// Show the profile of a speaker, organisation, theme or document.
    Profile(Value),
    /// Put a table on the clipboard.
    Copy(String),
    /// Lay a network out behind the window.
    LayOut(LayoutWork),
    /// Remember what network was asked for.
    RememberNetwork(Box<NetworkMemory>),
    /// Write the finding as the dialog says.
    StartExport,
}
