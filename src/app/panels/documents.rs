//! The list of documents, with how far each is coded.

use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::signs;
use crate::app::words::count;
use crate::model::{DocPath, Document, DocumentDate, Progress, TextState};
use crate::text::{Needle, fold};
use crate::ui::glyph;
use crate::ui::theme;
use crate::ui::widget::{clipped_text, hairline};
use egui::{Align, Layout, Rect, Response, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 8.0;
/// Height of a row in points.
const ROW_HEIGHT: f32 = 56.0;
/// The filter is shown from this many documents on.
const FILTER_FROM: usize = 8;

/// View state of the list.
#[derive(Debug, Default)]
pub struct DocumentsPanel {
    filter: String,
    /// The document last brought into view, so that scrolling by hand is left alone.
    revealed: Option<DocPath>,
    /// For which corpus and words the documents below were found.
    key: Option<(u64, String)>,
    found: Vec<usize>,
    n_done: usize,
}

impl DocumentsPanel {
    /// Looks again for the words when they or the corpus changed, and counts what is done.
    fn refresh(&mut self, ctx: Ctx<'_>, documents: &[Document]) {
        let key = (ctx.session.revision(), self.filter.clone());
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let needle = Needle::new(&self.filter).filter(|_| documents.len() >= FILTER_FROM);
        let is_found = |at: &usize| needle.as_ref().is_none_or(|needle| is_match(&documents[*at], needle));
        self.found = (0..documents.len()).filter(is_found).collect();
        self.n_done = documents.iter().filter(|document| progress_of(ctx, document) == Progress::Done).count();
        self.key = Some(key);
    }
}

/// Draws the list of documents.
pub fn documents_ui(ui: &mut Ui, ctx: Ctx<'_>, state: &mut DocumentsPanel, out: &mut Vec<Action>) {
    let documents = ctx.session.corpus().documents();
    state.refresh(ctx, documents);
    heading_ui(ui, ctx, state.n_done, documents.len());
    if documents.is_empty() {
        empty_ui(ui, ctx);
        return;
    }
    if documents.len() >= FILTER_FROM {
        ui.add_space(4.0);
        let field = TextEdit::singleline(&mut state.filter)
            .hint_text("Filter documents")
            .desired_width(ui.available_width() - MARGIN - 8.0);
        ui.add(field).accessible_name("Filter documents");
    }
    ui.add_space(4.0);
    state.refresh(ctx, documents);
    if state.found.is_empty() {
        ui.label("No document has these words in its title, path, source or date.");
        return;
    }
    let footer = 78.0;
    let mut scroll = ScrollArea::vertical().auto_shrink(false).max_height(ui.available_height() - footer);
    if let Some(at) = newly_open(ctx, state, documents) {
        let visible = ui.available_height() - footer;
        scroll = scroll.vertical_scroll_offset((at as f32 * ROW_HEIGHT - visible / 3.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    scroll.show_rows(ui, ROW_HEIGHT, state.found.len(), |ui, rows| {
        for document in state.found[rows].iter().map(|at| &documents[*at]) {
            let response = row_ui(ui, ctx, document);
            if response.clicked() {
                out.push(Action::ShowDocument(document.path.clone()));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 8.0;
    progress_ui(ui, ctx, out);
}

/// Where the open document stands in the list, when it was opened since the last frame and may be out of sight.
fn newly_open(ctx: Ctx<'_>, state: &mut DocumentsPanel, documents: &[Document]) -> Option<usize> {
    if state.revealed == ctx.coding.document {
        return None;
    }
    state.revealed.clone_from(&ctx.coding.document);
    let open = ctx.coding.document.as_ref()?;
    let at = state.found.iter().position(|at| documents[*at].path == *open);
    at.filter(|_| state.found.len() >= FILTER_FROM)
}

fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, n_done: usize, n_documents: usize) {
    ui.horizontal(|ui| {
        let soft = ctx.tokens.soft;
        ui.add_space(8.0);
        ui.label(egui::RichText::new("Documents").font(theme::semibold(11.0)).color(soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0 + MARGIN);
            let counted = format!("{n_done} of {n_documents} done");
            ui.label(egui::RichText::new(counted).font(theme::semibold(11.0)).color(soft));
        });
    });
}

fn empty_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    ui.add_space(8.0);
    ui.label("This folder holds no text files yet.");
    ui.label(format!("Put .txt files into {} and open it again.", ctx.session.layout().root().display()));
}

fn is_match(document: &Document, needle: &Needle) -> bool {
    let date = document.meta.date.map(|date| date.to_string()).unwrap_or_default();
    [document.title(), document.path.as_str(), &document.meta.source, &document.meta.kind, &date]
        .iter()
        .any(|field| needle.is_in(&fold(field)))
}

fn progress_of(ctx: Ctx<'_>, document: &Document) -> Progress {
    ctx.session.set(&document.path).map_or(Progress::NotStarted, |set| set.progress)
}

fn row_ui(ui: &mut Ui, ctx: Ctx<'_>, document: &Document) -> Response {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - MARGIN, ROW_HEIGHT), Sense::click());
    let is_open = ctx.coding.document.as_ref() == Some(&document.path);
    let progress = progress_of(ctx, document);
    let n = ctx.session.set(&document.path).map_or(0, crate::model::AnnotationSet::len);
    response.widget_info(|| {
        let name = format!("{}, {}, {}", document.title(), signs::progress_name(progress), count(n, "statement"));
        WidgetInfo::selected(Role::Button, true, is_open, name)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let row = rect.shrink2(vec2(0.0, 1.0));
    let painter = ui.painter();
    if is_open {
        painter.rect_filled(row, 6.0, tokens.selected);
    } else if response.hovered() || response.has_focus() {
        painter.rect_filled(row, 6.0, tokens.selected.gamma_multiply(0.5));
    }
    if response.has_focus() {
        painter.rect_stroke(row, 6.0, egui::Stroke::new(1.0, tokens.accent), egui::StrokeKind::Inside);
    }
    let sign_colour = if progress == Progress::NotStarted { tokens.faint } else { tokens.accent };
    glyph::paint(painter, pos2(row.left() + 15.0, row.top() + 17.0), 13.0, signs::progress_sign(progress), sign_colour);
    let counted = if n == 0 && progress == Progress::NotStarted { "–".to_owned() } else { n.to_string() };
    let number = painter.layout_no_wrap(counted, theme::font(12.0), tokens.soft);
    let number_left = row.right() - 8.0 - number.size().x;
    painter.galley(pos2(number_left, row.top() + 10.0), number, tokens.soft);
    let left = row.left() + 34.0;
    clipped_text(
        painter,
        pos2(left, row.top() + 8.0),
        document.title(),
        theme::semibold(13.0),
        tokens.ink,
        number_left - 8.0 - left,
    );
    let (line, colour) = match &document.text {
        TextState::Failed(_) => ("cannot be read".to_owned(), tokens.warning),
        TextState::Pending | TextState::Ready(_) => (meta_line(document), tokens.soft),
    };
    clipped_text(painter, pos2(left, row.top() + 29.0), &line, theme::font(12.0), colour, row.right() - 8.0 - left);
    tooltip(response, document)
}

fn tooltip(response: Response, document: &Document) -> Response {
    response.on_hover_ui(|ui| {
        ui.label(egui::RichText::new(document.title()).font(theme::semibold(13.0)));
        let meta = meta_line(document);
        if meta != document.path.as_str() {
            ui.label(meta);
        }
        ui.label(document.path.as_str());
        if let TextState::Failed(cause) = &document.text {
            ui.label(cause);
        }
        if !document.meta.note.is_empty() {
            ui.label(&document.meta.note);
        }
    })
}

/// Date, source and kind in one line, such as `14 Jun 2023 · NHS Confederation`; the path when nothing is known.
pub fn meta_line(document: &Document) -> String {
    let meta = &document.meta;
    let date = meta.date.map(spoken_date).unwrap_or_default();
    let parts: Vec<&str> =
        [date.as_str(), &meta.source, &meta.kind].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { document.path.to_string() } else { parts.join(" · ") }
}

/// A date as people write it: `14 Jun 2023`, `Jun 2023`, `about 2017` where it is a guess at a year.
fn spoken_date(date: DocumentDate) -> String {
    let spoken = |partial: crate::model::PartialDate| {
        let text = partial.to_string();
        let first = partial.first_day();
        match text.len() {
            4 => text,
            7 => first.strftime("%b %Y").to_string(),
            _ => first.strftime("%-d %b %Y").to_string(),
        }
    };
    let words = match date.until {
        Some(until) => format!("{} – {}", spoken(date.from), spoken(until)),
        None => spoken(date.from),
    };
    if date.is_inferred && date.from.day().is_none() { format!("about {words}") } else { words }
}

fn progress_ui(ui: &mut Ui, ctx: Ctx<'_>, out: &mut Vec<Action>) {
    let Some(document) = ctx.document() else { return };
    let present = progress_of(ctx, document);
    let is_narrow = ui.available_width() < 240.0 + MARGIN;
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() - MARGIN);
        hairline(ui);
    });
    ui.label(egui::RichText::new("This document").font(theme::semibold(11.0)).color(ctx.tokens.soft));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for progress in [Progress::NotStarted, Progress::InProgress, Progress::Done] {
            let response = progress_button(ui, ctx, progress, progress == present, is_narrow);
            if response.clicked() && progress != present {
                out.push(Action::SetProgress(document.path.clone(), progress));
            }
        }
    });
}

fn progress_button(ui: &mut Ui, ctx: Ctx<'_>, progress: Progress, is_present: bool, is_narrow: bool) -> Response {
    let name = signs::progress_name(progress);
    let tokens = ctx.tokens;
    let words = if is_narrow { "" } else { name };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::font(12.0), tokens.ink);
    let size = vec2(if is_narrow { 40.0 } else { galley.size().x + 25.0 }, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_present, name));
    let fill = if is_present || response.hovered() { tokens.selected } else { tokens.panel };
    let outline = if response.has_focus() { tokens.accent } else { tokens.line };
    ui.painter().rect(rect, 6.0, fill, egui::Stroke::new(1.0, outline), egui::StrokeKind::Inside);
    glyph::paint(
        ui.painter(),
        pos2(if is_narrow { rect.center().x } else { rect.left() + 12.0 }, rect.center().y),
        10.0,
        signs::progress_sign(progress),
        tokens.accent,
    );
    let at = Rect::from_min_max(pos2(rect.left() + 21.0, rect.top()), rect.max);
    ui.painter().galley(pos2(at.left(), rect.center().y - galley.size().y / 2.0), galley, tokens.ink);
    response.on_hover_text(match progress {
        Progress::NotStarted => "Not started: nothing read yet",
        Progress::InProgress => "In progress: being coded",
        Progress::Done => "Done: read to the end; with no statements, “coded nothing” is a result (Ctrl+D)",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PartialDate;

    #[test]
    fn dates_read_as_people_write_them() {
        let date = |text: &str, is_inferred| {
            spoken_date(DocumentDate { from: PartialDate::parse(text).expect("a date"), until: None, is_inferred })
        };
        assert_eq!(date("2023-06-14", true), "14 Jun 2023");
        assert_eq!(date("2017", true), "about 2017");
        assert_eq!(date("2017-03", false), "Mar 2017");
    }
}
