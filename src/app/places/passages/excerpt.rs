//! The words of a passage with a few around them.

use crate::model::Statement;
use crate::text::{DocumentText, one_line};
use crate::ui::theme::{self, size};
use egui::Color32;
use egui::text::{LayoutJob, TextFormat, TextWrapping};

/// Most characters before a passage in a row of the table; three times as many behind it.
const AROUND: usize = 44;
/// What stands before a passage takes no more of its first line than this.
const SHARE_BEFORE: f32 = 0.6;
/// Width of a character in points, on average over any text.
const USUAL_CHAR: f32 = 7.0;
/// Longer passages are cut before they are laid out: two lines never hold more.
const MAX_CHARS: usize = 320;
/// Width of a character in points, on average over a text of the narrowest.
const NARROWEST_CHAR: f32 = 4.0;
/// Height of a line in points.
pub const LINE: f32 = 18.0;

/// The words of a passage, its parts joined, on one line.
pub fn quote(text: &DocumentText, statement: &Statement) -> String {
    let parts = statement.fragments(text).map(|part| {
        let part: String = part.chars().take(MAX_CHARS).collect();
        one_line(part.trim()).into_owned()
    });
    parts.collect::<Vec<_>>().join(" … ")
}

/// What stands before and behind the passage in its paragraph: about `n_before` characters, and a few words.
fn around(text: &DocumentText, statement: &Statement, n_before: usize) -> (String, String) {
    let (all, bounds) = (text.as_str(), statement.bounds());
    (words_before(&all[..bounds.start], n_before), words_behind(&all[bounds.end..]))
}

/// The last words of the paragraph that `text` ends in, with an ellipsis where more stand before them.
fn words_before(text: &str, n_chars: usize) -> String {
    let from = text.char_indices().rev().nth(n_chars).map_or(0, |(at, _)| at);
    let rest = &text[from..];
    match (rest.rfind('\n'), from) {
        (Some(feed), _) => one_line(&rest[feed + 1..]).into_owned(),
        (None, 0) => one_line(rest).into_owned(),
        (None, _) => rest.find(' ').map_or_else(String::new, |space| format!("… {}", one_line(&rest[space + 1..]))),
    }
}

/// The words behind, to the end of the paragraph or of the room that there is.
fn words_behind(text: &str) -> String {
    let words: String = text.chars().take(AROUND * 3).take_while(|c| *c != '\n').collect();
    one_line(&words).into_owned()
}

/// The passage in `ink` between softer words, on two lines at most.
pub fn job(text: &DocumentText, statement: &Statement, [ink, soft]: [Color32; 2], width: f32) -> LayoutJob {
    // In a narrow column the words around must not leave the passage without room.
    let n_before = ((width / USUAL_CHAR * SHARE_BEFORE) as usize).min(AROUND);
    let (before, behind) = around(text, statement, n_before);
    // What two lines never hold need not be laid out.
    let room = ((width * 2.0 / NARROWEST_CHAR) as usize).saturating_sub(before.chars().count());
    let quote: String = quote(text, statement).chars().take(room.min(MAX_CHARS)).collect();
    let behind: String = behind.chars().take(room.saturating_sub(quote.chars().count())).collect();
    let format = |colour| TextFormat {
        line_height: Some(LINE),
        ..TextFormat::simple(theme::reading(size::QUOTE - 1.0), colour)
    };
    let mut job = LayoutJob {
        wrap: TextWrapping { max_width: width, max_rows: 2, ..TextWrapping::default() },
        break_on_newline: false,
        ..LayoutJob::default()
    };
    job.append(&before, 0.0, format(soft));
    job.append(&quote, 0.0, format(ink));
    job.append(&behind, 0.0, format(soft));
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::statement;

    #[test]
    fn a_few_words_around_come_from_the_same_paragraph() {
        let text = DocumentText::new("Before.\nHe said it is fine, and left.\nAfter.");
        let at = |part: &str| text.as_str().find(part).expect("is there");
        let (start, end) = (at("it is fine"), at(", and"));
        let value = statement(1, &[(start, end)]);
        assert_eq!(quote(&text, &value), "it is fine");
        assert_eq!(around(&text, &value, AROUND), ("He said ".to_owned(), ", and left.".to_owned()));
    }

    #[test]
    fn long_context_is_cut_at_a_word() {
        let long = format!("{}it is fine", "word ".repeat(40));
        let text = DocumentText::new(long.as_str());
        let (before, behind) = around(&text, &statement(1, &[(200, 210)]), AROUND);
        assert!(before.starts_with("… word ") && before.ends_with("word "), "{before}");
        assert_eq!(behind, "");
        let (short, _) = around(&text, &statement(1, &[(200, 210)]), 12);
        assert_eq!(short, "… word word ");
        let narrow = job(&text, &statement(1, &[(200, 210)]), [Color32::BLACK, Color32::GRAY], 160.0);
        assert!(narrow.text.find("it is fine").is_some_and(|at| at < 20), "{}", narrow.text);
    }
}
