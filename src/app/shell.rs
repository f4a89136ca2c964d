//! Where the panels stand: bars above and below, documents left, reader in the middle, statement right.

use super::action::Action;
use super::coverage::percent;
use super::ctx::{Basics, Ctx};
use super::panels::Panels;
use super::panels::banners::banners_ui;
use super::panels::documents::documents_ui;
use super::panels::find_bar::find_bar_ui;
use super::panels::hints::hints_ui;
use super::panels::placing::placing_ui;
use super::panels::reader::reader_ui;
use super::panels::start_page::start_page_ui;
use super::panels::statement::statement_ui;
use super::panels::status_bar::status_bar_ui;
use super::panels::top_bar::top_bar_ui;
use super::place::Place;
use super::places::Places;
use super::places::codebook::codebook_ui;
use super::places::findings::findings_ui;
use super::places::passages::{PassagesPlace, passages_ui, trail_ui};
use super::reader::Reader;
use super::tour::{Part, mark_part};
use crate::ui::theme::Tokens;
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use std::path::PathBuf;

/// Below this width in points there is no room for the list of documents beside text and statement.
const TOO_NARROW: f32 = 720.0;
/// Below this width in points the side panels narrow, so that the text keeps room.
const NARROW: f32 = 1000.0;

fn bar(tokens: &Tokens) -> Frame {
    Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(12, 0))
}

/// Draws the window without a corpus.
pub fn start_ui(ui: &mut Ui, basics: Basics<'_>, panels: &mut Panels, recents: &[PathBuf], out: &mut Vec<Action>) {
    let tokens = basics.tokens;
    Panel::top("top").exact_size(44.0).frame(bar(tokens)).show(ui, |ui| top_bar_ui(ui, basics, None, out));
    CentralPanel::no_frame().frame(Frame::new().fill(tokens.page).inner_margin(16.0)).show(ui, |ui| {
        start_page_ui(ui, basics, &mut panels.start, recents, out);
    });
}

/// The view states that the window lends while it draws a corpus.
pub struct Shown<'a> {
    /// The place that is shown.
    pub place: Place,
    /// View states of the panels.
    pub panels: &'a mut Panels,
    /// View states of the places.
    pub places: &'a mut Places,
    /// The open document.
    pub reader: Option<&'a mut Reader>,
}

/// Draws the window with a corpus.
pub fn corpus_ui(ui: &mut Ui, ctx: Ctx<'_>, shown: &mut Shown<'_>, out: &mut Vec<Action>) {
    let tokens = ctx.tokens;
    shown.panels.coverage.take_in(ui.ctx());
    let top = Panel::top("top").exact_size(44.0).frame(bar(tokens));
    let top = top.show(ui, |ui| top_bar_ui(ui, ctx.basics(), Some(ctx), out));
    mark_part(ui, Part::TopBar, top.response.rect);
    Panel::bottom("status").exact_size(26.0).frame(bar(tokens)).show(ui, |ui| {
        let is_safe = shown.reader.as_ref().is_some_and(|reader| reader.view.uses_safe_layout());
        let covered = ctx.document().and_then(|document| shown.panels.coverage.of(ctx.session, document));
        status_bar_ui(ui, ctx, covered.and_then(percent), &notices(ctx, is_safe), out);
    });
    match shown.place {
        Place::Code => code_ui(ui, ctx, shown.panels, &shown.places.passages, shown.reader.as_deref_mut(), out),
        Place::Passages => {
            CentralPanel::no_frame().frame(Frame::new().fill(tokens.page)).show(ui, |ui| {
                banners_ui(ui, ctx, shown.panels, out);
                passages_ui(ui, ctx, &mut shown.places.passages, out);
            });
        }
        Place::Findings => {
            CentralPanel::no_frame().frame(Frame::new().fill(tokens.page)).show(ui, |ui| {
                banners_ui(ui, ctx, shown.panels, out);
                shown.places.findings.base().follow(&shown.places.passages.query);
                findings_ui(ui, ctx, &mut shown.places.findings, out);
            });
        }
        Place::Codebook => {
            CentralPanel::no_frame().frame(Frame::new().fill(tokens.page)).show(ui, |ui| {
                banners_ui(ui, ctx, shown.panels, out);
                codebook_ui(ui, ctx, &mut shown.places.codebook, out);
            });
        }
    }
}

/// Draws the Code place: documents, reader, statement.
fn code_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    panels: &mut Panels,
    passages: &PassagesPlace,
    reader: Option<&mut Reader>,
    out: &mut Vec<Action>,
) {
    let tokens = ctx.tokens;
    let width = ui.available_width();
    let is_narrow = width < NARROW;
    // The room at the right of a side panel is its contents' own: their scroll bars float there.
    let frame = |left, top| Frame::new().fill(tokens.panel).inner_margin(Margin { left, right: 0, top, bottom: 8 });
    // Where only one fits beside the text, details that somebody asked for come before the statement.
    let is_detailed = panels.documents.is_detailed() && ctx.settings.shows_documents;
    let shows_statement =
        (ctx.settings.shows_statement || panels.placing.is_open) && !(is_detailed && width < TOO_NARROW);
    if ctx.settings.shows_documents && (width >= TOO_NARROW || !shows_statement) {
        let size = if is_narrow { 184.0 } else { ctx.settings.panels.documents };
        let id = if is_narrow { "documents-narrow" } else { "documents" };
        let panel = Panel::left(id).default_size(size).size_range(140.0..=480.0).frame(frame(8, 12));
        let shown = panel.show(ui, |ui| {
            documents_ui(ui, ctx, &mut panels.documents, &mut panels.coverage, &panels.pace, out);
        });
        if !is_narrow {
            panels.widths.documents = shown.response.rect.width();
        }
    }
    if shows_statement {
        let shown = ctx.focused().map_or(ctx.passage, |statement| &statement.spans);
        let here = reader.as_ref().map(|reader| reader.statements_on(shown)).unwrap_or_default();
        let size = if is_narrow { 264.0 } else { ctx.settings.panels.statement };
        let id = if is_narrow { "statement-narrow" } else { "statement" };
        let panel = Panel::right(id).default_size(size).size_range(220.0..=520.0).frame(frame(16, 14));
        let shown = panel.show(ui, |ui| {
            if panels.placing.is_open && ctx.focused().is_none() {
                placing_ui(ui, ctx, &mut panels.placing, out);
            } else {
                statement_ui(ui, ctx, &mut panels.statement, &here, out);
            }
        });
        mark_part(ui, Part::Statement, shown.response.rect);
        if !is_narrow {
            panels.widths.statement = shown.response.rect.width();
        }
    }
    let page = Frame::new().fill(tokens.page);
    CentralPanel::no_frame().frame(page).show(ui, |ui| {
        mark_part(ui, Part::Reader, ui.max_rect());
        banners_ui(ui, ctx, panels, out);
        if passages.leads_back_from(ctx.coding.document.as_ref()) {
            Panel::top("trail").exact_size(36.0).frame(bar(tokens)).show(ui, |ui| trail_ui(ui, ctx, passages, out));
        }
        if panels.find.is_open {
            Panel::top("find")
                .exact_size(40.0)
                .frame(bar(tokens))
                .show(ui, |ui| find_bar_ui(ui, tokens, &mut panels.find, out));
        }
        if ctx.settings.shows_hints && reader.is_some() {
            let is_choosing = panels.statement.is_choosing();
            Panel::bottom("hints").exact_size(30.0).frame(bar(tokens).fill(tokens.page)).show(ui, |ui| {
                hints_ui(ui, ctx, is_choosing);
            });
        }
        reader_ui(ui, ctx, reader, out);
    });
}

/// What the user should know about how the text is shown.
fn notices(ctx: Ctx<'_>, is_safe_layout: bool) -> Vec<String> {
    let encoding = ctx.document().and_then(|document| ctx.session.encoding(&document.path));
    let guess = encoding.filter(|encoding| encoding.is_guess);
    let guess = guess.map(|encoding| format!("Read as {}, which is a guess", encoding.name));
    let safe = "Right-to-left text is set word by word, so that every place in it is right";
    guess.into_iter().chain(is_safe_layout.then(|| safe.to_owned())).collect()
}
