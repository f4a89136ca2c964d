//! What network is asked for and how it is shown.

use crate::analysis::Value;
use crate::analysis::network::{Mode, NetworkRequest, Normalisation, Relation, Side, Windows};
use crate::app::places::findings::fields::capital;

/// What network is asked for and how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// Which nodes there are.
    pub kind: Kind,
    /// What ties nodes of one kind.
    pub relation: Relation,
    /// Whether stances give ties of actors to themes their sign.
    pub is_signed: bool,
    /// The rest of what is asked for: its mode follows from the three above, and a normalisation that does not fit
    /// the kind counts as none.
    pub asked: NetworkRequest,
    /// The windows of time that are gone through, if any.
    pub windows: Option<Windows>,
    /// Drawing, matrix or both.
    pub shows: Shows,
}

/// Which nodes a network has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Actors, tied by what they say.
    #[default]
    Actors,
    /// Actors and themes.
    ActorsAndThemes,
    /// Themes, tied by who speaks about them.
    Themes,
}

/// How a network is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shows {
    /// Nodes and lines, with the list of ties beside them.
    #[default]
    Drawing,
    /// A table of all pairs.
    Matrix,
    /// Side by side.
    Both,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Actors, Self::ActorsAndThemes, Self::Themes];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Actors => "Who with whom",
            Self::ActorsAndThemes => "Who on which theme",
            Self::Themes => "Theme with theme",
        }
    }
}

impl Shows {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Drawing, Self::Matrix, Self::Both];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drawing => "Drawing",
            Self::Matrix => "Matrix",
            Self::Both => "Both",
        }
    }
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            kind: Kind::default(),
            // Who stands together and who against whom, in one picture.
            relation: Relation::Difference,
            is_signed: true,
            asked: NetworkRequest::default(),
            windows: None,
            shows: Shows::default(),
        }
    }
}

impl Choices {
    /// The normalisations that fit the kind.
    pub const fn normalisations(&self) -> &'static [Normalisation] {
        match self.kind {
            Kind::ActorsAndThemes => &Normalisation::TWO_MODE,
            Kind::Actors | Kind::Themes => &Normalisation::ONE_MODE,
        }
    }

    /// The network that is shown.
    pub fn request(&self) -> NetworkRequest {
        let mode = match self.kind {
            Kind::ActorsAndThemes => Mode::TwoMode { signed: self.is_signed },
            Kind::Actors => Mode::OneMode { of: Side::Actor, relation: self.relation },
            Kind::Themes => Mode::OneMode { of: Side::Theme, relation: self.relation },
        };
        let normalisation = Some(self.asked.normalisation).filter(|chosen| self.normalisations().contains(chosen));
        NetworkRequest { mode, normalisation: normalisation.unwrap_or_default(), ..self.asked.clone() }
    }

    /// The network of which places are worked out: with weak ties and what is left out, so that neither the threshold
    /// nor leaving out moves a node.
    pub fn whole_request(&self) -> NetworkRequest {
        NetworkRequest { threshold: 0.0, excluded: Vec::new(), ..self.request() }
    }

    /// Whether weights below 0 can come.
    pub fn has_signs(&self) -> bool {
        match self.kind {
            Kind::ActorsAndThemes => self.is_signed,
            Kind::Actors | Kind::Themes => self.relation == Relation::Difference,
        }
    }

    /// What the network is called: `Congruence of speakers`.
    pub fn title(&self) -> String {
        let actor = self.asked.actor.name();
        let nodes = match self.kind {
            Kind::Actors => format!("{actor}s"),
            Kind::Themes => "themes".to_owned(),
            Kind::ActorsAndThemes if self.is_signed => return format!("{}s and themes, by stance", capital(actor)),
            Kind::ActorsAndThemes => return format!("{}s and themes", capital(actor)),
        };
        match self.relation {
            Relation::Difference => format!("Congruence less conflict of {nodes}"),
            relation => format!("{} of {nodes}", capital(relation.name())),
        }
    }

    /// Leaves a node out from now on, or takes it back.
    pub fn toggle_left_out(&mut self, value: &Value) {
        let left_out = &mut self.asked.excluded;
        match left_out.iter().position(|other| other == value) {
            Some(at) => {
                left_out.remove(at);
            }
            None => left_out.push(value.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_can_be_asked_for() {
        for kind in Kind::ALL {
            for normalisation in Normalisation::ONE_MODE.into_iter().chain(Normalisation::TWO_MODE) {
                let asked = NetworkRequest { normalisation, ..NetworkRequest::default() };
                let choices = Choices { kind, asked, ..Choices::default() };
                assert_eq!(choices.request().fault(), None, "{kind:?} {normalisation:?}");
            }
        }
    }

    #[test]
    fn titles_say_what_is_tied() {
        let title = |kind, relation| Choices { kind, relation, ..Choices::default() }.title();
        assert_eq!(title(Kind::Actors, Relation::Congruence), "Congruence of speakers");
        assert_eq!(title(Kind::Themes, Relation::Difference), "Congruence less conflict of themes");
        assert_eq!(title(Kind::ActorsAndThemes, Relation::Difference), "Speakers and themes, by stance");
        assert_eq!(title(Kind::ActorsAndThemes, Relation::Conflict), "Speakers and themes, by stance");
    }
}
