//! What all findings share: heading, account, heads, and what a figure says it opens.

use super::figures::Head;
use crate::analysis::{AxisValue, Cell, Measure, Value, counted};
use crate::app::ctx::Ctx;
use crate::app::signs::{hue, sign};
use crate::app::words::sentence;
use crate::ui::theme::{self, size, space};
use egui::{Color32, RichText, Ui};

/// The account is no wider than this, so that it stays easy to read.
const MEASURE: f32 = 720.0;

/// Draws what a finding is called.
pub fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, title: &str) {
    ui.add_space(space::STEP);
    ui.label(RichText::new(title).font(theme::semibold(size::HEADING)).color(ctx.tokens.ink));
    ui.add_space(space::TIGHT);
}

/// Says why there is no finding.
pub fn problem_ui(ui: &mut Ui, ctx: Ctx<'_>, why: &str) {
    ui.set_max_width(ui.available_width().min(MEASURE));
    ui.label(RichText::new(sentence(why)).color(ctx.tokens.soft));
}

/// Height that a finding may take up so that its account stands below it in view.
pub fn room_above(ui: &Ui, account: &str) -> f32 {
    let width = ui.available_width().min(MEASURE);
    let galley = ui.painter().layout(account.to_owned(), theme::font(size::NOTE), Color32::WHITE, width);
    ui.available_height() - galley.size().y - 2.0 * space::STEP
}

/// Draws what was counted and what was left out.
pub fn account_ui(ui: &mut Ui, ctx: Ctx<'_>, account: &str) {
    ui.add_space(space::TIGHT);
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(MEASURE));
        ui.label(RichText::new(account).font(theme::font(size::NOTE)).color(ctx.tokens.soft));
    });
}

/// A mean as people read it: `+0.64`, `−0.28`, `0.00`.
pub fn signed(mean: f64) -> String {
    crate::chart::signed(Some(mean))
}

/// What opening a cell does, in words; `None` where nothing was counted.
pub fn deed_of(cell: Cell, measure: Measure) -> Option<String> {
    if cell.is_empty() {
        return None;
    }
    Some(match measure {
        Measure::Statements if cell.n == 1 => "Show the passage".to_owned(),
        Measure::Statements => format!("Show the {}", counted(cell.n, "passage")),
        Measure::MeanStance if cell.n == 1 => "Of 1 passage: show it".to_owned(),
        Measure::MeanStance => format!("Mean of {}: show them", counted(cell.n, "passage")),
        Measure::Documents => format!("Show the passages in {}", counted(cell.n, "document")),
        Measure::Speakers => format!("Show the passages of {}", counted(cell.n, "speaker")),
    })
}

/// The head of a value, with the sign of a stance.
pub fn head<'a>(ctx: Ctx<'a>, value: &'a AxisValue, depth: usize) -> Head<'a> {
    let sign = match &value.value {
        Value::Stance(id) => ctx.table.names().stance(id).map(|number| {
            let facts = &ctx.table.names().stances[number];
            (sign(facts.glyph), hue(facts.colour))
        }),
        _ => None,
    };
    let is_soft = matches!(value.value, Value::Unset(_));
    Head { label: value.label.as_str().into(), depth, sign, is_soft }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_its_sign_and_nothing_has_none() {
        assert_eq!([signed(0.644), signed(-0.28), signed(-0.001), signed(1.0)], ["+0.64", "−0.28", "0.00", "+1.00"]);
    }
}
