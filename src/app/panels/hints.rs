//! The line of keys under the text, which says what can be done now.

use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::ui::theme::{self, size};
use crate::ui::widget::{key_cap_size, paint_key_cap};
use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Room between two hints in points.
const GAP: f32 = 14.0;

/// A few keys, and what they do.
struct Hint {
    keys: Vec<String>,
    words: &'static str,
}

/// Draws the line: as many hints as there is room for, the most useful first.
pub fn hints_ui(ui: &mut Ui, ctx: Ctx<'_>, is_choosing: bool) {
    let hints = hints(ctx, is_choosing);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let read_out = || hints.iter().map(|hint| format!("{} {}", hint.keys.join(" "), hint.words)).collect::<Vec<_>>();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Keys: {}", read_out().join(", "))));
    let mut left = rect.left();
    for hint in &hints {
        let words = ui.painter().layout_no_wrap(hint.words.to_owned(), theme::font(size::NOTE), ctx.tokens.soft);
        let caps: Vec<f32> = hint.keys.iter().map(|key| key_cap_size(ui.painter(), key).x).collect();
        let width = caps.iter().map(|cap| cap + 3.0).sum::<f32>() + 3.0 + words.size().x;
        if left + width > rect.right() {
            break;
        }
        let mut at = left;
        for (key, cap) in hint.keys.iter().zip(caps) {
            paint_key_cap(ui.painter(), ctx.tokens, at + cap, rect.center().y, key);
            at += cap + 3.0;
        }
        let top = rect.center().y - words.size().y / 2.0;
        ui.painter().galley(pos2(at + 3.0, top), words, ctx.tokens.soft);
        left += width + GAP;
    }
}

/// What can be done now, the most useful first.
fn hints(ctx: Ctx<'_>, is_choosing: bool) -> Vec<Hint> {
    use Command::{
        Accept, AddSpan, Cancel, DeleteStatement, Duplicate, EditNote, EndBack, EndForward, ExtendSentence,
        NextDocument, NextSentence, NextStatement, NextUncoded, PickSpeaker, PickTheme, PreviousStatement,
        SelectionBack, Shortcuts, SwitchEnd, TakeParagraph, TakeQuotation, ToggleDone, ToggleUnsure,
    };
    if is_choosing {
        let key = |key: &str| key.to_owned();
        return vec![
            Hint { keys: vec![key("↑"), key("↓")], words: "choose" },
            Hint { keys: vec![key("Enter")], words: "take" },
            Hint { keys: vec![key("Esc")], words: "close" },
        ];
    }
    let of = |commands: &[Command], words| Hint {
        keys: commands.iter().map(|command| ctx.keymap.key(*command)).filter(|key| !key.is_empty()).collect(),
        words,
    };
    // The panel shows the keys of its own fields.
    let fields = if ctx.settings.shows_statement {
        Vec::new()
    } else {
        let stance = Hint { keys: stance_keys(ctx), words: "stance" };
        vec![stance, of(&[PickTheme], "theme"), of(&[PickSpeaker], "speaker")]
    };
    let hints = if ctx.coding.focused.is_some() {
        vec![
            of(&[EndBack, EndForward], "move end"),
            of(&[SwitchEnd], "other end"),
            of(&[Accept], "close"),
            of(&[Duplicate], "again on the passage"),
            of(&[DeleteStatement], "delete"),
            of(&[EditNote], "note"),
            of(&[ToggleUnsure], "unsure"),
            of(&[PreviousStatement, NextStatement], "statements"),
        ]
    } else if ctx.passage.is_empty() {
        vec![
            of(&[NextSentence], "next sentence"),
            of(&[NextUncoded], "next uncoded"),
            of(&[NextStatement], "next statement"),
            of(if ctx.enabled(Duplicate).is_ok() { &[Duplicate] } else { &[] }, "again on the last passage"),
            of(if ctx.enabled(SelectionBack).is_ok() { &[SelectionBack] } else { &[] }, "selection before"),
            of(&[ToggleDone], "done"),
            of(&[NextDocument], "next document"),
            of(&[Shortcuts], "all keys"),
        ]
    } else {
        vec![
            of(&[Accept], "keep"),
            of(&[EndBack, EndForward], "move end"),
            of(&[SwitchEnd], "other end"),
            of(&[TakeQuotation], "quotation"),
            of(&[ExtendSentence], "one more sentence"),
            of(&[TakeParagraph], "paragraph"),
            of(&[AddSpan], "add a part"),
            of(&[SelectionBack], "back"),
            of(&[Cancel], "let go"),
        ]
    };
    let fields = if ctx.coding.focused.is_some() || !ctx.passage.is_empty() { fields } else { Vec::new() };
    fields.into_iter().chain(hints).filter(|hint| !hint.keys.is_empty()).collect()
}

/// The first and the last key of the scale.
fn stance_keys(ctx: Ctx<'_>) -> Vec<String> {
    let keys: Vec<String> = ctx.codebook().stances.iter().filter_map(|stance| stance.key).map(String::from).collect();
    match keys.as_slice() {
        [first, .., last] if first < last => vec![format!("{first}–{last}")],
        keys => keys.to_vec(),
    }
}
