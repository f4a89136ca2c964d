//! What is remembered of the choices, for each corpus.

use super::NetworkView;
use super::choices::{Choices, Kind, Shows};
use crate::analysis::network::{Duplicates, NetworkRequest, Normalisation, Relation, Windows};
use crate::analysis::{Field, Period, Value};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::findings::ask::FindingsAsk;
use crate::app::places::findings::fields::{code, of_code};
use serde::{Deserialize, Serialize};

/// The choices, as the settings file has them; what it cannot be read from is as at first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NetworkMemory {
    /// Nodes, what ties them, and who the actors are, in words.
    pub asked: Vec<String>,
    /// Ties weaker than this are not shown.
    pub threshold: f64,
    /// At which depth themes are taken.
    pub depth: Option<usize>,
    /// Whether stances give ties their sign, and whether nodes without a tie are shown.
    pub is: (bool, bool),
    /// Unit, length and step of the windows of time.
    pub windows: Option<(String, usize, usize)>,
    /// Kind and id of the nodes that take no part.
    pub left_out: Vec<(String, String)>,
}

/// Takes up what is remembered when a corpus was opened, and has changes remembered.
pub fn follow(ctx: Ctx<'_>, view: &mut NetworkView, out: &mut Vec<Action>) {
    let Some(before) = &view.remembered else {
        let root = ctx.session.layout().root().to_string_lossy();
        if let Some(memory) = ctx.settings.corpora.get(&*root).and_then(|corpus| corpus.network.as_ref()) {
            view.choices = memory.choices();
        }
        view.remembered = Some(view.choices.clone());
        return;
    };
    if *before != view.choices {
        let memory = Box::new(NetworkMemory::of(&view.choices));
        view.remembered = Some(view.choices.clone());
        out.push(Action::Findings(FindingsAsk::RememberNetwork(memory)));
    }
}

impl NetworkMemory {
    /// What to remember of these choices.
    pub fn of(choices: &Choices) -> Self {
        let words = [
            choices.kind.name(),
            choices.relation.name(),
            choices.asked.duplicates.name(),
            choices.asked.normalisation.name(),
            choices.shows.name(),
        ];
        let mut asked: Vec<String> = words.map(str::to_owned).to_vec();
        asked.push(code(&choices.asked.actor));
        Self {
            asked,
            threshold: choices.asked.threshold,
            depth: choices.asked.depth,
            is: (choices.is_signed, choices.asked.keeps_isolates),
            windows: choices.windows.map(|windows| (windows.unit.name().to_owned(), windows.size, windows.step)),
            left_out: choices.asked.excluded.iter().filter_map(code_of).collect(),
        }
    }

    /// The choices that are remembered.
    pub fn choices(&self) -> Choices {
        let defaults = Choices::default();
        let word = |at: usize| self.asked.get(at).map_or("", String::as_str);
        let windows = self.windows.as_ref().and_then(|(unit, size, step)| {
            let unit = Period::ALL.into_iter().find(|period| period.name() == unit)?;
            Some(Windows { unit, size: (*size).clamp(1, 500), step: (*step).clamp(1, 500) })
        });
        let normalisations = Normalisation::ONE_MODE.into_iter().chain(Normalisation::TWO_MODE);
        let actor = of_code(word(5)).filter(Field::is_of_voices);
        let is_weight = self.threshold.is_finite() && self.threshold >= 0.0;
        let plain = defaults.asked;
        let asked = NetworkRequest {
            actor: actor.unwrap_or(plain.actor),
            depth: self.depth.filter(|depth| *depth < 64),
            duplicates: Duplicates::ALL.into_iter().find(|one| one.name() == word(2)).unwrap_or(plain.duplicates),
            normalisation: { normalisations }.find(|one| one.name() == word(3)).unwrap_or(plain.normalisation),
            threshold: if is_weight { self.threshold } else { 0.0 },
            keeps_isolates: self.is.1,
            excluded: self.left_out.iter().filter_map(|(kind, id)| value_of(kind, id)).collect(),
            ..plain
        };
        Choices {
            kind: Kind::ALL.into_iter().find(|kind| kind.name() == word(0)).unwrap_or(defaults.kind),
            relation: Relation::ALL.into_iter().find(|one| one.name() == word(1)).unwrap_or(defaults.relation),
            shows: Shows::ALL.into_iter().find(|one| one.name() == word(4)).unwrap_or(defaults.shows),
            is_signed: self.is.0,
            asked,
            windows,
        }
    }
}

fn code_of(value: &Value) -> Option<(String, String)> {
    let (kind, id) = match value {
        Value::Theme(id) => ("theme", id.to_string()),
        Value::ThemeAndBelow(id) => ("under", id.to_string()),
        Value::Speaker(id) => ("speaker", id.to_string()),
        Value::Organisation(id) => ("org", id.to_string()),
        Value::Role(role) => ("role", role.clone()),
        _ => return None,
    };
    Some((kind.to_owned(), id))
}

fn value_of(kind: &str, id: &str) -> Option<Value> {
    Some(match kind {
        "theme" => Value::Theme(id.into()),
        "under" => Value::ThemeAndBelow(id.into()),
        "speaker" => Value::Speaker(id.into()),
        "org" => Value::Organisation(id.into()),
        "role" => Value::Role(id.to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_remembered_as_they_were() {
        let choices = Choices {
            kind: Kind::ActorsAndThemes,
            relation: Relation::Conflict,
            is_signed: false,
            asked: NetworkRequest {
                actor: Field::Organisation,
                depth: Some(1),
                duplicates: Duplicates::PerWeek,
                normalisation: Normalisation::Prominence,
                threshold: 2.5,
                keeps_isolates: true,
                excluded: vec![
                    Value::Speaker("ann".into()),
                    Value::ThemeAndBelow("tax".into()),
                    Value::Role("MP".into()),
                ],
                ..NetworkRequest::default()
            },
            windows: Some(Windows { unit: Period::Quarter, size: 4, step: 1 }),
            shows: Shows::Both,
        };
        assert_eq!(NetworkMemory::of(&choices).choices(), choices);
    }

    #[test]
    fn a_file_may_hold_anything() {
        let wild = NetworkMemory { asked: vec!["?".into()], threshold: f64::NAN, ..NetworkMemory::default() };
        assert_eq!(wild.choices().asked.threshold.to_bits(), 0.0_f64.to_bits());
        assert_eq!(wild.choices().kind, Kind::Actors);
    }
}
