//! A passage as it was and as it may be now, in one paragraph.

use super::queue::{new_words, old_words};
use crate::model::Unplaced;
use crate::text::{DocumentText, Piece, word_diff};
use crate::ui::theme::{self, Tokens, size};
use egui::text::{LayoutJob, TextFormat};
use egui::{Response, Role, Stroke, Ui, WidgetInfo};

/// Most characters of one run that are shown.
const MAX_SHOWN: usize = 600;

/// Draws the difference: what went struck through, what came underlined, with what stands around it.
pub fn difference_ui(ui: &mut Ui, tokens: &Tokens, unplaced: &Unplaced, text: &DocumentText) -> Response {
    let (old, new) = (old_words(unplaced), new_words(unplaced, text));
    let font = theme::reading(size::BODY + 2.0);
    let plain = |color| TextFormat { font_id: font.clone(), color, ..TextFormat::default() };
    let mut job = LayoutJob::default();
    let (before, after) = around(unplaced, text);
    let quiet = |job: &mut LayoutJob, words: &str| job.append(&one_line(words), 0.0, plain(tokens.soft));
    quiet(&mut job, &format!("…{before}"));
    let pieces = if new.is_empty() { vec![Piece::Removed(old.as_str())] } else { word_diff(&old, &new) };
    for piece in pieces {
        match piece {
            Piece::Same(words) => job.append(&one_line(words), 0.0, plain(tokens.ink)),
            Piece::Removed(words) => {
                let strikethrough = Stroke::new(1.5, tokens.warning);
                job.append(&one_line(words), 0.0, TextFormat { strikethrough, ..plain(tokens.warning) });
            }
            Piece::Added(words) => {
                let underline = Stroke::new(1.5, tokens.accent);
                job.append(&one_line(words), 0.0, TextFormat { underline, ..plain(tokens.accent) });
            }
        }
    }
    quiet(&mut job, &format!("{after}…"));
    let response = ui.label(job);
    let now = if new.is_empty() { "nothing".to_owned() } else { new };
    let said = format!("Was: {old}. Now: {now}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    response
}

/// What stands around the passage: in the present text, or else in the earlier one.
fn around<'t>(unplaced: &'t Unplaced, text: &'t DocumentText) -> (&'t str, &'t str) {
    let spans = unplaced.verdict.spans();
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) if text.holds(*first) && text.holds(*last) => {
            (text.before(first.start, 40), text.after(last.end, 40))
        }
        _ => (&unplaced.anchor.before, &unplaced.anchor.after),
    }
}

fn one_line(words: &str) -> String {
    let shown: String = words.chars().take(MAX_SHOWN).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if shown.len() < words.len() { format!("{shown}…") } else { shown }
}
