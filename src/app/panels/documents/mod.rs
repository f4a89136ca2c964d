//! The documents at the left: the list of them, and what is known about the open one.
//!
//! ```text
//! corpus, choices ── arrange ──▶ lines ── shown (remembered) ──▶ list: row, group_head
//!                                                               foot: progress, bulk, pace
//! open document ──▶ details: title, date, source, kind, variables, note, facts
//! ```

mod arrange;
mod bulk;
mod chosen;
mod date_field;
mod details;
mod foot;
mod group_head;
mod list;
mod menu;
mod progress;
mod row;
mod shown;
mod words;

pub use words::{meta_line, on_date, spoken_date};

use crate::app::action::Action;
use crate::app::arrangement::{Arrangement, Narrowing};
use crate::app::coverage::Coverages;
use crate::app::ctx::Ctx;
use crate::app::pace::Pace;
use crate::app::settings::Settings;
use crate::app::words::count;
use crate::model::DocPath;
use crate::session::Session;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size, space};
use crate::ui::widget::{glyph_button, section_label};
use bulk::Bulk;
use chosen::Chosen;
use details::{Details, Offers, details_ui};
use egui::{Align, Frame, Label, Layout, Panel, Popup, PopupCloseBehavior, RichText, TextEdit, Ui};
use row::ROW_HEIGHT;
use shown::Shown;

/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 8.0;
/// The filter is shown from this many documents on.
const FILTER_FROM: usize = 8;

/// View state of the list and of the details.
#[derive(Debug, Default)]
pub struct DocumentsPanel {
    details: Details,
    narrowing: Narrowing,
    shown: Shown,
    chosen: Chosen,
    bulk: Bulk,
    offers: Offers,
    /// The document last brought into view, so that scrolling by hand is left alone.
    revealed: Option<DocPath>,
}

impl DocumentsPanel {
    /// Shows the details of the open document in place of the list.
    pub const fn open_details(&mut self) {
        self.details.is_shown = true;
        self.details.wants_focus = true;
    }

    /// Shows the list again. Returns whether the details were shown.
    pub const fn close_details(&mut self) -> bool {
        std::mem::replace(&mut self.details.is_shown, false)
    }

    /// Whether the details of the open document are shown in place of the list.
    pub const fn is_detailed(&self) -> bool {
        self.details.is_shown
    }

    /// Whether a field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.details.is_shown && self.details.wants_focus
    }

    /// Chooses no documents any more. Returns whether several were chosen.
    pub fn choose_none(&mut self) -> bool {
        let was = self.chosen.len() > 1;
        self.chosen.clear();
        was
    }

    /// Says what was typed in a field and not said yet.
    pub fn say_typed(&mut self, ctx: Ctx<'_>, out: &mut Vec<Action>) {
        self.details.say_typed(ctx, out);
    }

    /// The document after or before the open one, in the order shown.
    pub fn neighbour(
        &mut self,
        session: &Session,
        settings: &Settings,
        coverages: &mut Coverages,
        open: Option<&DocPath>,
        is_forward: bool,
    ) -> Option<DocPath> {
        self.shown.refresh(session, arrangement_of(session, settings), &self.narrowing, coverages);
        self.shown.neighbour(session, open, is_forward)
    }
}

/// How the documents of the open corpus are sorted and grouped.
fn arrangement(ctx: Ctx<'_>) -> &Arrangement {
    arrangement_of(ctx.session, ctx.settings)
}

fn arrangement_of<'a>(session: &Session, settings: &'a Settings) -> &'a Arrangement {
    static AS_THEY_LIE: Arrangement = Arrangement::new();
    let memory = settings.corpora.get(&*session.layout().root().to_string_lossy());
    memory.map_or(&AS_THEY_LIE, |memory| &memory.arrangement)
}

/// Draws the list of documents, or the details of the open one.
pub fn documents_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    state: &mut DocumentsPanel,
    coverages: &mut Coverages,
    pace: &Pace,
    out: &mut Vec<Action>,
) {
    state.details.keep_typed(ctx, out);
    if state.details.is_shown {
        return details_ui(ui, ctx, &mut state.details, coverages, out);
    }
    let arrangement = arrangement(ctx);
    let n_documents = ctx.session.corpus().documents().len();
    let open = ctx.coding.document.as_ref().and_then(|path| ctx.session.corpus().position(path));
    let refresh = |state: &mut DocumentsPanel, coverages: &mut Coverages| {
        if state.shown.refresh(ctx.session, arrangement, &state.narrowing, coverages) {
            state.shown.remember(open);
        }
    };
    refresh(state, coverages);
    heading_ui(ui, ctx, state, out);
    if n_documents == 0 {
        ui.add_space(space::STEP);
        ui.label("This folder holds no text files yet.");
        ui.label(format!("Put .txt files into {} and open it again.", ctx.session.layout().root().display()));
        return;
    }
    Panel::bottom("documents foot")
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::NONE)
        .show(ui, |ui| foot::foot_ui(ui, ctx, state, pace, out));
    filter_ui(ui, state, n_documents);
    refresh(state, coverages);
    if state.shown.arranged.n_found == 0 {
        let words = if state.narrowing.quick.is_empty() {
            "No document has these words in its title, path, source, kind, date, variables or note."
        } else {
            "No document is as chosen under “Sort, group and show”."
        };
        ui.label(words);
        return;
    }
    list::list_ui(ui, ctx, state, coverages, out);
}

fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut DocumentsPanel, out: &mut Vec<Action>) {
    let n_documents = ctx.session.corpus().documents().len();
    ui.horizontal(|ui| {
        ui.add_space(space::STEP);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(MARGIN);
            let button = glyph_button(ui, Glyph::Sliders, "Sort, group and show", None);
            Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                state.offers.refresh(ctx, None);
                menu::menu_ui(ui, arrangement(ctx), &mut state.narrowing, &state.offers, out);
            });
            let done = if ui.available_width() < 150.0 { "" } else { " done" };
            let counted = format!("{} of {n_documents}{done}", state.shown.arranged.n_done);
            let counted = RichText::new(counted).font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft);
            ui.label(counted).on_hover_text("Documents done, of all");
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = RichText::new("Documents").font(theme::semibold(size::CAPTION)).color(ctx.tokens.soft);
                ui.add(Label::new(words).truncate());
            });
        });
    });
}

fn filter_ui(ui: &mut Ui, state: &mut DocumentsPanel, n_documents: usize) {
    if n_documents >= FILTER_FROM || !state.narrowing.words.is_empty() {
        ui.add_space(space::TIGHT);
        let field = TextEdit::singleline(&mut state.narrowing.words)
            .hint_text("Filter documents")
            .desired_width(ui.available_width() - MARGIN - 8.0);
        let help = "Words in title, path, source, kind, date, variables or note";
        ui.add(field).accessible_name("Filter documents").on_hover_text(help);
    }
    ui.add_space(space::TIGHT);
    if !state.narrowing.is_open() {
        ui.horizontal(|ui| {
            section_label(ui, &format!("{} of {}", state.shown.arranged.n_found, count(n_documents, "document")));
            if ui.small_button("Show all").on_hover_text("Take the filters away").clicked() {
                state.narrowing = Narrowing::default();
            }
        });
        ui.add_space(space::TIGHT);
    }
}
