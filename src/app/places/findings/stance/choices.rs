//! What bars count and how they are drawn, and the pills that choose it.

use crate::analysis::{BarOrder, BarsRequest, Field};
use crate::app::ctx::Ctx;
use crate::app::places::findings::choose::{choice_ui, options_pill_ui};
use crate::app::places::findings::fields::settle;
use crate::chart::BarLength;
use crate::ui::theme::space;
use crate::ui::widget::tick_box;
use egui::{Ui, vec2};

/// What bars count and how they are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// What has a bar for each of its values.
    pub field: Field,
    /// How bars follow each other.
    pub order: BarOrder,
    /// What the length of a bar is.
    pub length: BarLength,
    /// Whether values that no statement has are shown too.
    pub has_empty: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self { field: Field::ThemeAtDepth(0), order: BarOrder::Natural, length: BarLength::Counts, has_empty: false }
    }
}

impl Choices {
    /// The bars to be counted.
    pub fn request(&self) -> BarsRequest {
        BarsRequest { field: self.field.clone(), has_empty: self.has_empty, order: self.order }
    }

    /// What the chart is called: `Stance by theme`.
    pub fn title(&self) -> String {
        let share = if self.length == BarLength::Shares { ", shares" } else { "" };
        format!("Stance by {}{share}", self.field.words())
    }

    /// Draws the pills.
    pub fn ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, fields: &[(Field, String)]) {
        let mut fields = fields.to_vec();
        fields.retain(|(field, _)| *field != Field::Stance);
        settle(&mut self.field, &fields);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::STEP, space::STEP);
            let help = "What has a bar for each of its values";
            if let Some(field) = choice_ui(ui, ctx, "Stance by", help, &self.field, &fields) {
                self.field = field;
            }
            let lengths =
                [(BarLength::Counts, "Statements".to_owned()), (BarLength::Shares, "Shares of each bar".to_owned())];
            let help = "Whether a longer bar has more statements, or all are as long";
            if let Some(length) = choice_ui(ui, ctx, "Length", help, &self.length, &lengths) {
                self.length = length;
            }
            let orders = [
                (BarOrder::Natural, "In order".to_owned()),
                (BarOrder::BySize, "Most statements first".to_owned()),
                (BarOrder::ByMean, "Highest mean first".to_owned()),
            ];
            if let Some(order) = choice_ui(ui, ctx, "Order", "How bars follow each other", &self.order, &orders) {
                self.order = order;
            }
            options_pill_ui(ui, ctx, "Options", "Empty bars", |ui| {
                tick_box(ui, &mut self.has_empty, "Values that no statement has");
            });
        });
    }
}
