//! The panels of the Code place and the bars around it.
//!
//! A panel reads [`super::ctx::Ctx`], keeps its own small view state, and pushes [`super::action::Action`]s.
//! It never changes the corpus.

pub mod banners;
pub mod documents;
pub mod facets;
pub mod filters;
pub mod find_bar;
pub mod hints;
pub mod picker;
pub mod placing;
pub mod query_field;
pub mod reader;
pub mod start_page;
pub mod statement;
pub mod status_bar;
pub mod top_bar;

use super::settings::PanelWidths;
use crate::app::conflicts::Conflicts;
use crate::app::coverage::Coverages;
use crate::app::pace::Pace;
use documents::DocumentsPanel;
use find_bar::FindBar;
use placing::PlacingPanel;
use start_page::StartPage;
use statement::StatementPanel;

/// View states of the panels.
#[derive(Default)]
pub struct Panels {
    /// The list of documents.
    pub documents: DocumentsPanel,
    /// How much of each document is coded.
    pub coverage: Coverages,
    /// How quickly the work goes on.
    pub pace: Pace,
    /// The statement.
    pub statement: StatementPanel,
    /// Passages to place.
    pub placing: PlacingPanel,
    /// Find in document.
    pub find: FindBar,
    /// The start page.
    pub start: StartPage,
    /// Widths of the side panels in points, as last shown in a wide window.
    pub widths: PanelWidths,
    /// What two people said of one thing.
    pub conflicts: Conflicts,
    /// What the bar says of rescue copies that wait; `None` when there is none, or the bar was put away.
    pub rescue: Option<String>,
    /// Whether the question who codes was answered or put away.
    pub knows_coder: bool,
    /// Why the last backup could not be made, until somebody has read it.
    pub backup_trouble: Option<String>,
}
