//! What a timeline counts and how it is drawn, and the pills that choose it.

use crate::analysis::{Field, Measure, Order, Period};
use crate::app::ctx::Ctx;
use crate::app::places::findings::choose::{choice_ui, options_pill_ui};
use crate::app::places::findings::fields::{capital, settle};
use crate::chart::TimeForm;
use crate::ui::theme::space;
use crate::ui::widget::tick_box;
use egui::{Ui, vec2};

/// So many periods are chosen by themselves.
pub const WELL_SEEN: usize = 60;

/// What a timeline counts and how it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// How long a period is; with none, as long as fits.
    pub period: Option<Period>,
    /// What is counted.
    pub measure: Measure,
    /// What has a line for each of its values; with none there is one for all.
    pub split: Option<Field>,
    /// How lines follow each other.
    pub order: Order,
    /// Bars or lines.
    pub form: TimeForm,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            period: None,
            measure: Measure::Statements,
            split: Some(Field::Stance),
            order: Order::Natural,
            form: TimeForm::Bars,
        }
    }
}

impl Choices {
    /// What the chart is called: `Statements by month and stance`.
    pub fn title(&self, period: Option<Period>) -> String {
        let period = self.period.or(period).map_or("period", Period::name);
        let title = format!("{} by {period}", capital(self.measure.name()));
        self.split.as_ref().map_or(title.clone(), |split| format!("{title} and {}", split.words()))
    }

    /// Draws the pills; `period` is the one that is shown.
    pub fn ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, fields: &[(Field, String)], period: Option<Period>) {
        if let Some(split) = &mut self.split {
            settle(split, fields);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::STEP, space::STEP);
            let fitting =
                period.map_or_else(|| "What fits".to_owned(), |period| format!("What fits ({})", period.name()));
            let mut periods = vec![(None, fitting)];
            periods.extend(Period::ALL.map(|period| (Some(period), capital(period.name()))));
            if let Some(period) = choice_ui(ui, ctx, "By", "How long a period is", &self.period, &periods) {
                self.period = period;
            }
            let measures = Measure::ALL.map(|measure| (measure, capital(measure.name())));
            if let Some(measure) =
                choice_ui(ui, ctx, "Count", "What is counted in each period", &self.measure, &measures)
            {
                self.measure = measure;
            }
            let mut splits = vec![(None, "Nothing".to_owned())];
            let is_other = |field: &&(Field, String)| !matches!(field.0, Field::Date(_));
            splits.extend(fields.iter().filter(is_other).map(|(field, label)| (Some(field.clone()), label.clone())));
            let help = "What has a colour for each of its values";
            if let Some(split) = choice_ui(ui, ctx, "Split by", help, &self.split, &splits) {
                self.split = split;
            }
            if self.measure.is_count() {
                let forms = [(TimeForm::Bars, "Bars".to_owned()), (TimeForm::Lines, "Lines".to_owned())];
                if let Some(form) = choice_ui(ui, ctx, "Draw", "How figures are drawn", &self.form, &forms) {
                    self.form = form;
                }
            }
            if self.split.is_some() {
                options_pill_ui(ui, ctx, "Options", "Order", |ui| {
                    let mut is_by_size = self.order == Order::BySize;
                    if tick_box(ui, &mut is_by_size, "Largest first").changed() {
                        self.order = if is_by_size { Order::BySize } else { Order::Natural };
                    }
                });
            }
        });
    }
}
