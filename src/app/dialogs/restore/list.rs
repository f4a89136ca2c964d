//! The list of backups, by day.

use super::times::{clock, day, long_time};
use crate::app::ctx::Ctx;
use crate::app::words::count;
use crate::session::Session;
use crate::session::restore::Counts;
use crate::store::backup::{Listed, Manifest, Why};
use crate::ui::theme::{self, radius, size, space};
use crate::ui::widget::{clipped_text, section_label};
use egui::{Key, Modifiers, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Height of a row in points.
const ROW_HEIGHT: f32 = 56.0;

/// How much of each backup differs from now, as far as that is known.
pub(super) type AllCounts = HashMap<PathBuf, Result<Counts, String>>;

/// Draws the list; returns the backup that was chosen now.
pub(super) fn list_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    listed: &[Listed],
    counts: &AllCounts,
    selected: Option<&Path>,
) -> Option<PathBuf> {
    let now = Session::now();
    let at = listed.iter().position(|listed| Some(listed.path.as_path()) == selected);
    let stepped = step(ui, at, listed.len());
    let mut chosen = stepped.map(|at| listed[at].path.clone());
    ScrollArea::vertical().id_salt("backups").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        let mut last_day = String::new();
        for (i, backup) in listed.iter().enumerate() {
            let day = day(backup.made(), now);
            if day != last_day {
                if i > 0 {
                    ui.add_space(space::STEP);
                }
                section_label(ui, &day);
                last_day = day;
            }
            let response = row_ui(ui, ctx, backup, counts.get(&backup.path), at == Some(i));
            if stepped == Some(i) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(backup.path.clone());
            }
        }
    });
    chosen
}

/// Where the arrow keys lead in the list, unless a text field has them.
fn step(ui: &Ui, at: Option<usize>, n: usize) -> Option<usize> {
    if ui.ctx().text_edit_focused() {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        return Some(at.map_or(0, |at| (at + 1).min(n - 1)));
    }
    pressed(Key::ArrowUp).then(|| at.map_or(n - 1, |at| at.saturating_sub(1)))
}

/// Why a backup was made, in words.
fn why(manifest: &Manifest) -> String {
    match manifest.why {
        Why::FirstSave => "Before the first save of the day".to_owned(),
        Why::BulkChange => format!("Before: {}", manifest.label),
        Why::Asked => "Asked for".to_owned(),
    }
}

/// How much of a backup differs from now, in short and in words.
fn differing(counts: Option<&Result<Counts, String>>) -> (String, String) {
    match counts {
        None => ("…".to_owned(), "being compared".to_owned()),
        Some(Err(why)) => ("cannot be used".to_owned(), why.clone()),
        Some(Ok(counts)) if counts.is_same() => ("same as now".to_owned(), "the same as now".to_owned()),
        Some(Ok(counts)) => {
            let held = if counts.n_held > 0 { format!(" !{}", counts.n_held) } else { String::new() };
            let words = format!("{} back, {} go, {} change", counts.n_come, counts.n_go, counts.n_change);
            let held_words = if counts.n_held > 0 {
                format!(", {} put back whole", count(counts.n_held, "file"))
            } else {
                String::new()
            };
            (format!("+{} −{} ~{}{held}", counts.n_come, counts.n_go, counts.n_change), words + &held_words)
        }
    }
}

fn row_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    backup: &Listed,
    counts: Option<&Result<Counts, String>>,
    is_selected: bool,
) -> Response {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let (why, amount, (short, words), colour) = match &backup.manifest {
        Ok(manifest) => (why(manifest), count(manifest.n_statements(), "statement"), differing(counts), tokens.soft),
        Err(fault) => {
            (format!("Cannot be used: {fault}"), String::new(), (String::new(), String::new()), tokens.warning)
        }
    };
    let when = long_time(backup.made());
    response.widget_info(|| {
        let parts = [format!("Backup of {when}"), why.clone(), amount.clone(), words.clone()];
        let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        WidgetInfo::selected(Role::Button, true, is_selected, said.join(", "))
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let row = rect.shrink2(vec2(0.0, 1.0));
        if is_selected {
            painter.rect_filled(row, radius::CONTROL, tokens.selected);
        } else if response.hovered() || response.has_focus() {
            painter.rect_filled(row, radius::CONTROL, tokens.selected.gamma_multiply(0.5));
        }
        if response.has_focus() {
            painter.rect_stroke(row, radius::CONTROL, Stroke::new(1.0, tokens.accent), StrokeKind::Inside);
        }
        let (left, right) = (row.left() + space::STEP, row.right() - space::STEP);
        let short = painter.layout_no_wrap(short, theme::font(size::NOTE), tokens.ink);
        let short_left = right - short.size().x;
        painter.galley(pos2(short_left, row.top() + 9.0), short, tokens.ink);
        let time = format!("{}   {amount}", clock(backup.made()));
        let room = short_left - left - space::STEP;
        clipped_text(painter, pos2(left, row.top() + 8.0), &time, theme::semibold(size::BODY), tokens.ink, room);
        let at = pos2(left, row.top() + 29.0);
        clipped_text(painter, at, &why, theme::font(size::NOTE), colour, right - left);
    }
    let tip = if words.is_empty() { format!("{when}\n{why}") } else { format!("{when}\n{why}\n{words}") };
    response.on_hover_text(tip)
}
