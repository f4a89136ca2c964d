//! What is remembered of the place between sessions: the view, the filter, and what each view counts.

use super::fields::{code, of_code};
use super::{View, coverage, crosstab, stance, timeline};
use crate::analysis::{BarOrder, Field, Measure, Order, Period, Share};
use crate::chart::{BarLength, TimeForm};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is remembered of the place, for one corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// The view last shown.
    pub view: View,
    /// The filter, as typed.
    pub filter: String,
    /// Choices by name, such as `crosstab.rows` and `month`. What is not known is passed over.
    pub choices: BTreeMap<String, String>,
}

/// What stands for no field.
const NONE: &str = "none";

impl Remembered {
    fn put(&mut self, name: &str, value: impl Into<String>) {
        self.choices.insert(name.to_owned(), value.into());
    }

    fn put_field(&mut self, name: &str, field: Option<&Field>) {
        self.put(name, field.map_or_else(|| NONE.to_owned(), code));
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.choices.get(name).map(String::as_str)
    }

    fn is(&self, name: &str, value: &str, before: bool) -> bool {
        self.get(name).map_or(before, |own| own == value)
    }

    fn field(&self, name: &str) -> Option<Field> {
        self.get(name).and_then(of_code)
    }

    /// The field of this name, which may be none.
    fn any_field(&self, name: &str, before: Option<Field>) -> Option<Field> {
        match self.get(name) {
            Some(NONE) => None,
            Some(word) => of_code(word).or(before),
            None => before,
        }
    }

    fn measure(&self, name: &str) -> Measure {
        let named = |measure: &Measure| self.get(name) == Some(measure.name());
        Measure::ALL.into_iter().find(named).unwrap_or_default()
    }

    fn order(&self, name: &str) -> Order {
        if self.is(name, "size", false) { Order::BySize } else { Order::Natural }
    }

    /// Takes in what the crosstab shows.
    pub fn put_crosstab(&mut self, choices: &crosstab::Choices) {
        self.put_field("crosstab.rows", Some(&choices.rows));
        self.put_field("crosstab.columns", choices.columns.as_ref());
        self.put("crosstab.count", choices.measure.name());
        let shows = match choices.shows {
            crosstab::Shows::Figures => "numbers",
            crosstab::Shows::Shares(share) => share.name(),
        };
        self.put("crosstab.show", shows);
        self.put("crosstab.row order", order_word(choices.row_order));
        self.put("crosstab.column order", order_word(choices.column_order));
        self.put("crosstab.empty", choices.has_empty.to_string());
        self.put("crosstab.shades", choices.has_shades.to_string());
    }

    /// What the crosstab showed.
    pub fn crosstab(&self) -> crosstab::Choices {
        let before = crosstab::Choices::default();
        let share = Share::ALL.into_iter().find(|share| self.get("crosstab.show") == Some(share.name()));
        crosstab::Choices {
            rows: self.field("crosstab.rows").unwrap_or(before.rows),
            columns: self.any_field("crosstab.columns", before.columns),
            measure: self.measure("crosstab.count"),
            shows: share.map_or(crosstab::Shows::Figures, crosstab::Shows::Shares),
            has_empty: self.is("crosstab.empty", "true", before.has_empty),
            row_order: self.order("crosstab.row order"),
            column_order: self.order("crosstab.column order"),
            has_shades: self.is("crosstab.shades", "true", before.has_shades),
        }
    }

    /// Takes in what the bars show.
    pub fn put_stance(&mut self, choices: &stance::Choices) {
        self.put_field("stance.by", Some(&choices.field));
        let order = match choices.order {
            BarOrder::Natural => "natural",
            BarOrder::BySize => "size",
            BarOrder::ByMean => "mean",
        };
        self.put("stance.order", order);
        self.put("stance.length", if choices.length == BarLength::Shares { "shares" } else { "statements" });
        self.put("stance.empty", choices.has_empty.to_string());
    }

    /// What the bars showed.
    pub fn stance(&self) -> stance::Choices {
        let before = stance::Choices::default();
        stance::Choices {
            field: self.field("stance.by").unwrap_or(before.field),
            order: match self.get("stance.order") {
                Some("size") => BarOrder::BySize,
                Some("mean") => BarOrder::ByMean,
                _ => BarOrder::Natural,
            },
            length: if self.is("stance.length", "shares", false) { BarLength::Shares } else { BarLength::Counts },
            has_empty: self.is("stance.empty", "true", before.has_empty),
        }
    }

    /// Takes in what the timeline shows.
    pub fn put_timeline(&mut self, choices: &timeline::Choices) {
        self.put("timeline.by", choices.period.map_or("fitting", Period::name));
        self.put("timeline.count", choices.measure.name());
        self.put_field("timeline.split", choices.split.as_ref());
        self.put("timeline.order", order_word(choices.order));
        self.put("timeline.draw", if choices.form == TimeForm::Lines { "lines" } else { "bars" });
    }

    /// What the timeline showed.
    pub fn timeline(&self) -> timeline::Choices {
        let before = timeline::Choices::default();
        timeline::Choices {
            period: Period::ALL.into_iter().find(|period| self.get("timeline.by") == Some(period.name())),
            measure: self.measure("timeline.count"),
            split: self.any_field("timeline.split", before.split),
            order: self.order("timeline.order"),
            form: if self.is("timeline.draw", "lines", false) { TimeForm::Lines } else { TimeForm::Bars },
        }
    }

    /// Takes in how coverage is shown.
    pub fn put_coverage(&mut self, lines: coverage::Lines, form: coverage::Form) {
        self.put("coverage.by", if lines == coverage::Lines::Documents { "document" } else { "coder" });
        self.put("coverage.draw", if form == coverage::Form::Bars { "bars" } else { "figures" });
    }

    /// How coverage was shown.
    pub fn coverage(&self) -> (coverage::Lines, coverage::Form) {
        let is_by_document = self.is("coverage.by", "document", false);
        let has_bars = self.is("coverage.draw", "bars", false);
        (
            if is_by_document { coverage::Lines::Documents } else { coverage::Lines::Coders },
            if has_bars { coverage::Form::Bars } else { coverage::Form::Figures },
        )
    }
}

const fn order_word(order: Order) -> &'static str {
    match order {
        Order::Natural => "natural",
        Order::BySize => "size",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_comes_back() {
        let mut kept = Remembered::default();
        assert_eq!(
            (kept.crosstab(), kept.stance(), kept.timeline()),
            (crosstab::Choices::default(), stance::Choices::default(), timeline::Choices::default())
        );
        assert_eq!(kept.coverage(), (coverage::Lines::Coders, coverage::Form::Figures));
        kept.put_coverage(coverage::Lines::Documents, coverage::Form::Bars);
        assert_eq!(kept.coverage(), (coverage::Lines::Documents, coverage::Form::Bars));
        let crosstab = crosstab::Choices {
            rows: Field::Variable("region".to_owned()),
            columns: None,
            measure: Measure::MeanStance,
            shows: crosstab::Shows::Shares(Share::Column),
            has_empty: true,
            row_order: Order::BySize,
            column_order: Order::BySize,
            has_shades: false,
        };
        let stance = stance::Choices {
            field: Field::Speaker,
            order: BarOrder::ByMean,
            length: BarLength::Shares,
            has_empty: true,
        };
        let timeline = timeline::Choices {
            period: Some(Period::Week),
            measure: Measure::Speakers,
            split: None,
            order: Order::BySize,
            form: TimeForm::Lines,
        };
        kept.put_crosstab(&crosstab);
        kept.put_stance(&stance);
        kept.put_timeline(&timeline);
        assert_eq!((kept.crosstab(), kept.stance(), kept.timeline()), (crosstab, stance, timeline));
        kept.put("crosstab.rows", "of a later version");
        assert_eq!(kept.crosstab().rows, Field::Theme);
    }
}
