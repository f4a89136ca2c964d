//! The details at the right: the whole passage in its paragraph, and everything its statement says.

use super::ask::PassagesAsk;
use super::column::{reached, set_key};
use super::keys::PassagesKey;
use crate::analysis::RowRef;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::panels::documents::spoken_date;
use crate::app::places::keys::PlaceKeys;
use crate::app::signs;
use crate::app::words::moment;
use crate::model::Statement;
use crate::text::{DocumentText, Span, one_line, paragraph_at};
use crate::ui::glyph::{self, Glyph};
use crate::ui::theme::{self, size, space};
use crate::ui::widget::section_label;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Button, Label, Layout, RichText, ScrollArea, Sense, Ui, pos2, vec2};

/// Bytes of a paragraph that are shown before and behind the passage, and of a part of the passage.
const MAX_BYTES: usize = 600;
/// Room at the right in points, where the scroll bar floats.
const MARGIN: f32 = 16.0;
/// With less room beside the heading, in points, the key that shows the text is in the tooltip alone.
const ROOM_FOR_KEY: f32 = 136.0;

/// Draws the details of `row`; `place` is where it stands, and of how many.
pub fn details_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &RowRef<'_>, place: (usize, usize), out: &mut Vec<Action>) {
    heading_ui(ui, ctx, row, place, out);
    ScrollArea::vertical().id_salt(("details", row.statement.id)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - MARGIN);
        passage_ui(ui, ctx, row);
        said_ui(ui, ctx, row);
        from_ui(ui, ctx, row);
    });
}

fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &RowRef<'_>, (at, n): (usize, usize), out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.set_height(28.0);
        ui.label(RichText::new("Statement").font(theme::semibold(size::BODY)));
        let counted = format!("{} of {}", crate::analysis::thousands(at + 1), crate::analysis::thousands(n));
        ui.label(RichText::new(counted).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(MARGIN);
            let key = RichText::new(PassagesKey::Open.key()).font(theme::font(size::CAPTION)).color(ctx.tokens.faint);
            let mut button = Button::new("Show in text");
            if ui.available_width() >= ROOM_FOR_KEY {
                button = button.shortcut_text(key);
            }
            if ui.add(button).on_hover_text(PassagesKey::Open.tooltip()).clicked() {
                let ask = PassagesAsk::ShowPassage(set_key(ctx, row), row.statement.id);
                out.push(Action::Passages(ask));
            }
        });
    });
    ui.add_space(space::STEP);
}

/// The passage in its paragraph: what was said stands on the tint of its stance.
fn passage_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &RowRef<'_>) {
    let text = ctx.session.corpus().documents().get(row.document).and_then(|document| document.ready_text());
    let Some(text) = text else {
        ui.label(RichText::new("The document is being read…").color(ctx.tokens.soft));
        return;
    };
    let galley = {
        let mut job = passage_job(ctx, text, row.statement);
        job.wrap.max_width = ui.available_width();
        ui.painter().layout_job(job)
    };
    ui.add(Label::new(galley).selectable(true));
    ui.add_space(space::GROUP);
}

fn passage_job(ctx: Ctx<'_>, text: &DocumentText, statement: &Statement) -> LayoutJob {
    let (tokens, all, bounds) = (ctx.tokens, text.as_str(), statement.bounds());
    let (_, hue) = signs::stance_signs(ctx.codebook(), statement.stance.as_ref());
    let plain = TextFormat {
        line_height: Some(size::QUOTE * 1.5),
        ..TextFormat::simple(theme::reading(size::QUOTE), tokens.soft)
    };
    let said = TextFormat { color: tokens.ink, background: tokens.tint(hue), ..plain.clone() };
    let mut job = LayoutJob::default();
    let first = paragraph_at(all, bounds.start).start;
    let from = all.ceil_char_boundary(first.max(bounds.start.saturating_sub(MAX_BYTES)));
    if from > first {
        job.append("… ", 0.0, plain.clone());
    }
    let mut end = from;
    for span in &statement.spans {
        push(&mut job, all, Span::new(end, span.start), &plain);
        push(&mut job, all, *span, &said);
        end = span.end;
    }
    let last = paragraph_at(all, bounds.end).end.max(bounds.end);
    let to = all.floor_char_boundary(last.min(bounds.end.saturating_add(MAX_BYTES)));
    push(&mut job, all, Span::new(end, to), &plain);
    if to < last {
        job.append(" …", 0.0, plain);
    }
    job
}

/// Adds a part of the text; of a very long one, its ends.
fn push(job: &mut LayoutJob, all: &str, span: Span, format: &TextFormat) {
    let part = |from: usize, to: usize| all[from..to].split('\n').map(one_line).collect::<Vec<_>>().join("\n");
    if span.end - span.start <= 4 * MAX_BYTES {
        return job.append(&part(span.start, span.end), 0.0, format.clone());
    }
    let (head, tail) = (all.floor_char_boundary(span.start + MAX_BYTES), all.ceil_char_boundary(span.end - MAX_BYTES));
    job.append(&part(span.start, head), 0.0, format.clone());
    job.append(" […] ", 0.0, TextFormat { background: egui::Color32::TRANSPARENT, ..format.clone() });
    job.append(&part(tail, span.end), 0.0, format.clone());
}

/// What the statement says.
fn said_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &RowRef<'_>) {
    let names = ctx.table.names();
    section_label(ui, if row.voices.len() > 1 { "Speakers" } else { "Speaker" });
    for voice in row.voices {
        words_ui(ui, &names.speakers[voice.speaker].name);
        let role = voice.role.map(|at| names.roles[at].to_string());
        // An organisation that speaks for itself is named above.
        let organisation = voice.organisation.filter(|_| !voice.is_for_itself());
        let organisation = organisation.map(|at| names.speakers[at].name.clone());
        let held = [role, organisation].into_iter().flatten().collect::<Vec<_>>().join(", ");
        if !held.is_empty() {
            soft_ui(ui, ctx, &held);
        }
    }
    if row.voices.is_empty() {
        soft_ui(ui, ctx, "not yet set");
    }
    ui.add_space(space::STEP);
    section_label(ui, "Theme");
    match row.row.theme.map(|at| &names.themes[at]) {
        Some(theme) => {
            words_ui(ui, &theme.name);
            if let Some(parent) = theme.parent {
                soft_ui(ui, ctx, &names.themes[parent].path);
            }
        }
        None => soft_ui(ui, ctx, "not yet set"),
    }
    ui.add_space(space::STEP);
    section_label(ui, "Stance");
    let (sign, hue) = signs::stance_signs(ctx.codebook(), row.statement.stance.as_ref());
    let stance = row.row.stance.map_or("not yet set", |at| names.stances[at].name.as_str());
    sign_ui(ui, sign, ctx.tokens.hue(hue), stance);
    if row.statement.is_unsure {
        sign_ui(ui, Glyph::Question, ctx.tokens.accent, "unsure: to be looked at again");
    }
    if !row.statement.note.trim().is_empty() {
        ui.add_space(space::STEP);
        section_label(ui, "Note");
        words_ui(ui, row.statement.note.trim());
    }
    ui.add_space(space::GROUP);
}

/// Where it comes from: document, coder, when.
fn from_ui(ui: &mut Ui, ctx: Ctx<'_>, row: &RowRef<'_>) {
    let names = ctx.table.names();
    let document = &names.documents[row.document];
    section_label(ui, "Document");
    words_ui(ui, &document.title);
    let meta = &document.meta;
    let date = meta.date.map_or_else(|| "no date".to_owned(), spoken_date);
    let known = [date.as_str(), &meta.source, &meta.kind];
    soft_ui(ui, ctx, &known.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "));
    for (name, value) in &meta.variables {
        soft_ui(ui, ctx, &format!("{name}: {value}"));
    }
    ui.add_space(space::STEP);
    section_label(ui, "Coded");
    let made = format!("by {}, {}", names.coders[row.coder], moment(row.statement.created));
    words_ui(ui, &made);
    if let Some(modified) = row.statement.modified {
        soft_ui(ui, ctx, &format!("changed {}", moment(modified)));
    }
    let reached = reached(ctx, row);
    sign_ui(ui, reached.sign(), ctx.tokens.soft, &format!("document {}", reached.name().to_lowercase()));
    ui.add_space(space::GROUP);
}

fn words_ui(ui: &mut Ui, words: &str) {
    ui.add_space(-space::TIGHT);
    ui.add(Label::new(words).wrap());
}

fn soft_ui(ui: &mut Ui, ctx: Ctx<'_>, words: &str) {
    ui.add_space(-space::TIGHT);
    ui.add(Label::new(RichText::new(words).font(theme::font(size::NOTE)).color(ctx.tokens.soft)).wrap());
}

fn sign_ui(ui: &mut Ui, sign: Glyph, ink: egui::Color32, words: &str) {
    ui.add_space(-space::TIGHT);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::STEP;
        let (rect, _) = ui.allocate_exact_size(vec2(10.0, 18.0), Sense::hover());
        glyph::paint(ui.painter(), pos2(rect.center().x, rect.center().y), 10.0, sign, ink);
        ui.label(words);
    });
}

/// What stands at the right while no row is picked.
pub fn nothing_ui(ui: &mut Ui, ctx: Ctx<'_>) {
    ui.label(RichText::new("Statement").font(theme::semibold(size::BODY)));
    ui.add_space(space::TIGHT);
    ui.label(RichText::new("Pick a row to read the whole passage and what was said of it.").color(ctx.tokens.soft));
    ui.take_available_space();
}
