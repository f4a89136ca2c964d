//! The date of a document: typed, worked out, or taken from the text.

use super::super::date_field::{date_text, read_date};
use super::super::words::spoken;
use crate::analysis::{FoundDate, found_dates};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::describe::About;
use crate::model::{DocPath, Document, DocumentDate};
use crate::text::DocumentText;
use crate::ui::theme::space;
use crate::ui::widget::{pill, section_label, tick_box};
use egui::{RichText, TextEdit, Ui};
use std::sync::Arc;

/// The most dates of the text that are offered.
const MOST: usize = 8;
/// Bytes of the text shown on each side of a date that was found.
const CONTEXT: usize = 40;

/// What is typed for a date and not said yet: half a date is none.
#[derive(Debug, Default)]
pub(super) struct DateDraft {
    typed: Option<(DocPath, String)>,
    /// Why what was typed last is no date.
    fault: Option<(DocPath, String, String)>,
    found: Option<(Arc<DocumentText>, Vec<FoundDate>)>,
}

impl DateDraft {
    /// Says what was typed, when its field is no longer there to be left.
    pub(super) fn keep(&mut self, ctx: Ctx<'_>, shown: Option<&DocPath>, out: &mut Vec<Action>) {
        if let Some((path, typed)) = self.typed.take_if(|(path, _)| Some(&*path) != shown) {
            let Some(document) = ctx.session.corpus().document(&path) else { return };
            self.say(document, typed, out);
        }
    }

    fn say(&mut self, document: &Document, typed: String, out: &mut Vec<Action>) {
        let is_inferred = document.meta.date.is_some_and(|date| date.is_inferred);
        self.fault = None;
        match read_date(&typed, is_inferred) {
            Ok(date) if date == document.meta.date => {}
            Ok(date) => out.push(Action::Describe(vec![document.path.clone()], About::Date(date))),
            Err(why) => self.fault = Some((document.path.clone(), typed, why)),
        }
    }

    fn found(&mut self, text: &Arc<DocumentText>) -> &[FoundDate] {
        if self.found.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, text)) {
            self.found = Some((Arc::clone(text), found_dates(text.as_str(), MOST)));
        }
        self.found.as_ref().map(|(_, found)| found.as_slice()).unwrap_or_default()
    }
}

/// Draws the date.
pub(super) fn date_ui(ui: &mut Ui, ctx: Ctx<'_>, document: &Document, state: &mut DateDraft, out: &mut Vec<Action>) {
    section_label(ui, "Date");
    let path = &document.path;
    let unread = state.fault.as_ref().filter(|(of, ..)| of == path).map(|(_, typed, _)| typed.clone());
    let typed = state.typed.as_ref().map(|(_, typed)| typed.clone());
    let mut text = typed.or(unread).unwrap_or_else(|| date_text(document.meta.date));
    let field = TextEdit::singleline(&mut text)
        .id_salt(("date", path))
        .hint_text("2023, 2023-06 or 2023-06-14")
        .desired_width(f32::INFINITY);
    let help = "2023, 2023-06 or 2023-06-14; a range with “to”, as in 2022 to 2023";
    let response = ui.add(field).accessible_name("Date").on_hover_text(help);
    if response.changed() {
        state.typed = Some((path.clone(), text));
    }
    if response.lost_focus()
        && let Some((_, typed)) = state.typed.take()
    {
        state.say(document, typed, out);
    }
    if let Some((_, _, why)) = state.fault.as_ref().filter(|(of, ..)| of == path) {
        let kept = match document.meta.date {
            Some(date) => format!("The date is still {}.", date_text(Some(date))),
            None => "The document has no date yet.".to_owned(),
        };
        ui.label(RichText::new(format!("{why} {kept}")).color(ctx.tokens.warning));
    }
    if let Some(date) = document.meta.date {
        let mut is_inferred = date.is_inferred;
        let help = "Somebody worked the date out; the text does not say it";
        if tick_box(ui, &mut is_inferred, "Inferred").on_hover_text(help).changed() {
            let about = About::Date(Some(DocumentDate { is_inferred, ..date }));
            out.push(Action::Describe(vec![path.clone()], about));
        }
    }
    found_ui(ui, document, state, out);
}

fn found_ui(ui: &mut Ui, document: &Document, state: &mut DateDraft, out: &mut Vec<Action>) {
    let Some(text) = document.ready_text() else { return };
    let mut taken = None;
    let found = state.found(text);
    if found.is_empty() {
        return;
    }
    ui.label(RichText::new("Dates in the text").small().weak());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::TIGHT, space::TIGHT);
        for date in found {
            let name = format!("Take the date {}", spoken(date.date));
            let response =
                pill(ui, is_taken(document, date), &spoken(date.date)).accessible_name(name).on_hover_ui(|ui| {
                    ui.set_max_width(360.0);
                    ui.label(context(text.as_str(), date));
                    if date.has_inferred_year {
                        ui.label("The year is not in the text here; it follows from what stands near.");
                    }
                    if date.is_ambiguous {
                        ui.label("Day and month may be the other way round.");
                    }
                });
            if response.clicked() {
                let is_inferred = date.has_inferred_year;
                taken = Some(DocumentDate { from: date.date, until: None, is_inferred });
            }
        }
    });
    if taken.is_some() {
        (state.typed, state.fault) = (None, None);
        out.push(Action::Describe(vec![document.path.clone()], About::Date(taken)));
    }
}

fn is_taken(document: &Document, found: &FoundDate) -> bool {
    document.meta.date.is_some_and(|date| date.from == found.date && date.until.is_none())
}

/// The words round a date that was found, on one line.
fn context(text: &str, found: &FoundDate) -> String {
    let start = text.floor_char_boundary(found.span.start.saturating_sub(CONTEXT));
    let end = text.ceil_char_boundary((found.span.end + CONTEXT).min(text.len()));
    let words: Vec<&str> = text[start..end].split_whitespace().collect();
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
    format!("{before}{}{after}", words.join(" "))
}
