//! What network is wanted.

use crate::analysis::{Field, Value};

/// What network is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkRequest {
    /// Which nodes are tied to which, and by what.
    pub mode: Mode,
    /// Who the actors are: [`Field::Speaker`], [`Field::Organisation`] or [`Field::Role`].
    pub actor: Field,
    /// At which depth of the tree themes are taken, 0 being the top; as coded where there is none.
    pub depth: Option<usize>,
    /// How often a repeated statement counts.
    pub duplicates: Duplicates,
    /// How weights are made comparable.
    pub normalisation: Normalisation,
    /// Ties of less absolute weight than this are left out.
    pub threshold: f64,
    /// Whether nodes without a tie stay.
    pub keeps_isolates: bool,
    /// Actors and themes that take no part.
    pub excluded: Vec<Value>,
    /// Whether all is counted by the rules of Discourse Network Analyzer, with its treatment of the qualifier, which
    /// then stands for sign and relation in [`NetworkRequest::mode`].
    pub as_dna: Option<Qualifier>,
}

impl Default for NetworkRequest {
    /// Which organisations and speakers say the same: congruence of speakers, nothing normalised.
    fn default() -> Self {
        Self {
            mode: Mode::OneMode { of: Side::Actor, relation: Relation::Congruence },
            actor: Field::Speaker,
            depth: None,
            duplicates: Duplicates::Always,
            normalisation: Normalisation::None,
            threshold: 0.0,
            keeps_isolates: false,
            excluded: Vec::new(),
            as_dna: None,
        }
    }
}

/// Which nodes are tied to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Actors to themes.
    TwoMode {
        /// Whether stances give ties their sign.
        signed: bool,
    },
    /// Actors to actors, or themes to themes.
    OneMode {
        /// Which of the two.
        of: Side,
        /// By what.
        relation: Relation,
    },
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Who speaks.
    Actor,
    /// About what.
    Theme,
}

/// What ties two nodes of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Relation {
    /// That they say the same.
    #[default]
    Congruence,
    /// That they contradict each other.
    Conflict,
    /// Congruence less conflict.
    Difference,
}

/// How often a statement of the same actor, theme and stance counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Duplicates {
    /// Each time.
    #[default]
    Always,
    /// Once in each document.
    PerDocument,
    /// Once in each week of ISO 8601, with its year. A document that is not dated to one week stands for itself.
    PerWeek,
    /// Once in each month, with its year. A document that is not dated to one month stands for itself.
    PerMonth,
    /// Once in each year. A document that is not dated to one year stands for itself.
    PerYear,
    /// Once.
    Once,
}

/// How weights are made comparable; see the formulas of the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Normalisation {
    /// Not at all.
    #[default]
    None,
    /// One-mode: by the mean number of statements of the two.
    AverageActivity,
    /// One-mode: Jaccard's coefficient.
    Jaccard,
    /// One-mode: the cosine of the two.
    Cosine,
    /// Two-mode: by the statements of the actor.
    Activity,
    /// Two-mode: by the statements on the theme.
    Prominence,
}

/// What Discourse Network Analyzer does with its qualifier, here the sign of the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Nothing: stances that are neither positive nor negative count, too.
    Ignore,
    /// One-mode: ties those with the same sign.
    Congruence,
    /// One-mode: ties those with different signs.
    Conflict,
    /// One-mode: congruence less conflict; two-mode: positive less negative.
    Subtract,
    /// Two-mode: 1 is positive, 2 negative, 3 both.
    Combine,
}

impl NetworkRequest {
    /// Which field the themes are values of.
    pub const fn theme_field(&self) -> Field {
        match self.depth {
            Some(depth) => Field::ThemeAtDepth(depth),
            None => Field::Theme,
        }
    }

    /// Whether actors are tied to themes.
    pub const fn is_two_mode(&self) -> bool {
        matches!(self.mode, Mode::TwoMode { .. })
    }

    /// Why this cannot be asked, in words that fit behind the name of the command.
    pub fn fault(&self) -> Option<&'static str> {
        use {Normalisation as N, Qualifier as Q};
        if !self.actor.is_of_voices() {
            return Some("actors are speakers, organisations or roles");
        }
        match (self.is_two_mode(), self.normalisation) {
            (true, N::AverageActivity | N::Jaccard | N::Cosine) => {
                return Some("a network of actors and themes is normalised by activity or prominence");
            }
            (false, N::Activity | N::Prominence) => {
                return Some("a network of one kind of node is normalised by average activity, Jaccard or cosine");
            }
            _ => {}
        }
        match (self.is_two_mode(), self.as_dna) {
            (true, Some(Q::Congruence | Q::Conflict)) => {
                Some("congruence and conflict need a network of one kind of node")
            }
            (false, Some(Q::Combine)) => Some("combine needs a network of actors and themes"),
            (true, Some(Q::Combine)) if self.normalisation != N::None => {
                Some("the codes that combine gives cannot be normalised")
            }
            _ => None,
        }
    }
}

impl Duplicates {
    /// All of them, from often to seldom.
    pub const ALL: [Self; 6] =
        [Self::Always, Self::PerDocument, Self::PerWeek, Self::PerMonth, Self::PerYear, Self::Once];

    /// What people read and type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::PerDocument => "document",
            Self::PerWeek => "week",
            Self::PerMonth => "month",
            Self::PerYear => "year",
            Self::Once => "once",
        }
    }
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Congruence, Self::Conflict, Self::Difference];

    /// What people read and type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Congruence => "congruence",
            Self::Conflict => "conflict",
            Self::Difference => "difference",
        }
    }
}

impl Normalisation {
    /// Those of networks of one kind of node.
    pub const ONE_MODE: [Self; 4] = [Self::None, Self::AverageActivity, Self::Jaccard, Self::Cosine];
    /// Those of networks of actors and themes.
    pub const TWO_MODE: [Self; 3] = [Self::None, Self::Activity, Self::Prominence];

    /// What people read and type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::AverageActivity => "average activity",
            Self::Jaccard => "Jaccard",
            Self::Cosine => "cosine",
            Self::Activity => "activity",
            Self::Prominence => "prominence",
        }
    }
}

impl Qualifier {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Ignore, Self::Congruence, Self::Conflict, Self::Subtract, Self::Combine];

    /// What that program calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Congruence => "congruence",
            Self::Conflict => "conflict",
            Self::Subtract => "subtract",
            Self::Combine => "combine",
        }
    }
}
