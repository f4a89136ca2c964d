//! What a crosstab counts and how it is shown, and the pills that choose it.

use crate::analysis::{CrosstabRequest, Field, Measure, Order, Share};
use crate::app::ctx::Ctx;
use crate::app::places::findings::choose::{PILL, choice_ui, options_pill_ui};
use crate::app::places::findings::fields::{capital, settle};
use crate::ui::theme::space;
use crate::ui::widget::{section_label, tick_box};
use egui::{Button, Ui, vec2};

/// What a crosstab counts and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// What has a row for each of its values.
    pub rows: Field,
    /// What has a column for each of its values; with none there are totals alone.
    pub columns: Option<Field>,
    /// What is counted.
    pub measure: Measure,
    /// What each cell says of it.
    pub shows: Shows,
    /// Whether values in which nothing was counted are shown too.
    pub has_empty: bool,
    /// How rows follow each other.
    pub row_order: Order,
    /// How columns do.
    pub column_order: Order,
    /// Whether the more, the darker.
    pub has_shades: bool,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The figure itself.
    Figures,
    /// Its share of a total.
    Shares(Share),
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            rows: Field::Theme,
            columns: Some(Field::Stance),
            measure: Measure::Statements,
            shows: Shows::Figures,
            has_empty: false,
            row_order: Order::Natural,
            column_order: Order::Natural,
            has_shades: true,
        }
    }
}

impl Choices {
    /// The crosstab to be counted.
    pub fn request(&self) -> CrosstabRequest {
        CrosstabRequest {
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            measure: self.measure,
            has_empty: self.has_empty,
            row_order: self.row_order,
            column_order: self.column_order,
        }
    }

    /// The share that cells say, where there is one.
    pub fn share(&self) -> Option<Share> {
        match self.shows {
            Shows::Shares(share) if self.measure.is_count() => Some(share),
            _ => None,
        }
    }

    /// What the table is called: `Statements by theme and stance, % of the row`.
    pub fn title(&self) -> String {
        self.request().title(self.share())
    }

    /// Draws the pills.
    pub fn ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, fields: &[(Field, String)]) {
        settle(&mut self.rows, fields);
        if let Some(columns) = &mut self.columns {
            settle(columns, fields);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::STEP, space::STEP);
            if let Some(rows) = choice_ui(ui, ctx, "Rows", "What has a row for each of its values", &self.rows, fields)
            {
                self.rows = rows;
            }
            let mut columns: Vec<(Option<Field>, String)> = vec![(None, "Totals alone".to_owned())];
            columns.extend(fields.iter().map(|(field, label)| (Some(field.clone()), label.clone())));
            let help = "What has a column for each of its values";
            if let Some(columns) = choice_ui(ui, ctx, "Columns", help, &self.columns, &columns) {
                self.columns = columns;
            }
            let swap = Button::new("Swap").min_size(vec2(0.0, PILL));
            let swap = ui.add_enabled(self.columns.is_some(), swap).on_hover_text("Rows become columns");
            if let Some(columns) = self.columns.as_mut().filter(|_| swap.clicked()) {
                std::mem::swap(&mut self.rows, columns);
                std::mem::swap(&mut self.row_order, &mut self.column_order);
            }
            self.measure_ui(ui, ctx);
            options_pill_ui(ui, ctx, "Options", "Order, empty rows, shades", |ui| self.options_ui(ui));
        });
    }

    fn measure_ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>) {
        let measures = Measure::ALL.map(|measure| (measure, capital(measure.name())));
        if let Some(measure) = choice_ui(ui, ctx, "Count", "What is counted in each cell", &self.measure, &measures) {
            self.measure = measure;
        }
        if self.measure.is_count() {
            let shows = [
                (Shows::Figures, "Numbers".to_owned()),
                (Shows::Shares(Share::Row), "% of the row".to_owned()),
                (Shows::Shares(Share::Column), "% of the column".to_owned()),
                (Shows::Shares(Share::Total), "% of the total".to_owned()),
            ];
            if let Some(shows) = choice_ui(ui, ctx, "Show", "Numbers or per cent", &self.shows, &shows) {
                self.shows = shows;
            }
        }
    }

    fn options_ui(&mut self, ui: &mut Ui) {
        section_label(ui, "Order");
        order_ui(ui, &mut self.row_order, "Largest rows first");
        order_ui(ui, &mut self.column_order, "Largest columns first");
        ui.add_space(space::TIGHT);
        section_label(ui, "Show");
        tick_box(ui, &mut self.has_empty, "Rows and columns with nothing in them");
        tick_box(ui, &mut self.has_shades, "Shades: the more, the darker");
    }
}

fn order_ui(ui: &mut Ui, order: &mut Order, words: &str) {
    let mut is_by_size = *order == Order::BySize;
    if tick_box(ui, &mut is_by_size, words).changed() {
        *order = if is_by_size { Order::BySize } else { Order::Natural };
    }
}
