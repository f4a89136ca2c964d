//! What can be asked of `standpoint network`.

use super::finding_args::FindingArgs;
use crate::analysis::Period;
use crate::analysis::network::{Duplicates, Normalisation, Qualifier, Relation, Windows};
use clap::{Args as ClapArgs, ValueEnum};

pub(super) const ABOUT: &str = "\
Make a discourse network: who speaks about what, or who says the same as whom.

Two-mode ties actors to themes; weights are sums of positions from -1 to 1, or numbers of statements with --unsigned. \
One-mode ties actors who speak about the same themes: by congruence, conflict, or congruence less conflict. Let \
n(a,c,s) be the statements of actor a on theme c with stance s, p(s) the position of s, and d = |p(s) - p(t)| divided \
by the width of the scale: congruence of a and b sums n(a,c,s) · n(b,c,t) · (1 - d) over themes and stances, conflict \
n(a,c,s) · n(b,c,t) · d. Average activity divides by the mean number of statements of the two; Jaccard and cosine \
compare what each says at all, over (theme, stance); of conflict and difference they see exact opposites alone, such as \
-0.5 and 0.5 on a scale from -1 to 1, and no lesser distance. Two-mode weights are divided by the statements of the actor \
(activity) or on the theme (prominence).

Each speaker of a statement is an actor; two speakers of one organisation are one, and an organisation that is of no \
other acts for itself. Statements without theme, actor, or a stance with a position are left out and counted. Periods \
are those of the calendar, weeks those of ISO 8601; with --duplicates week, month or year a document that is not dated \
to one of them stands for itself.

--as-dna counts as Discourse Network Analyzer does: stances become positive or negative, and repeats, Jaccard and \
cosine follow its rules. What is neither is left out, except under ignore, which does not look at the stance. With \
--duplicates week or month it takes the number of the week or month alone, whatever the year, and a document whose date \
is not exact stands on the first day that may be meant.

In files the weight has no sign, and the sign, 1 or -1, stands beside it. Through which themes (or actors) a tie of one \
kind of node comes is told by their ids, as far as they add to the weight, and statements counts those of both on them. \
In a DL file names are one word each, with _ for spaces and commas; igraph cannot read the DL file of actors and themes: \
give it GraphML.";

pub(super) const MANUAL: &str = "\
Examples:
  standpoint network sample_docs --relation difference --normalise average
  standpoint network sample_docs date:2023 --mode two --actor organisation --depth 1 --to net.graphml
  standpoint network sample_docs --windows month:3 --to net.gexf    a file for each window
  standpoint network sample_docs --as-dna subtract --duplicates document --json
  standpoint network sample_docs --to net.svg --to ties.csv";

#[derive(Debug, ClapArgs)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the command line of its own")]
pub(super) struct NetworkArgs {
    #[command(flatten)]
    pub finding: FindingArgs,
    /// Actors to themes (two), or nodes of one kind (one)
    #[arg(long, value_name = "MODE", value_enum)]
    pub mode: Option<ModeArg>,
    /// What ties nodes of one kind [default: congruence]
    #[arg(long, value_name = "RELATION", value_enum)]
    pub relation: Option<RelationArg>,
    /// Which kind of node a one-mode network has [default: actors]
    #[arg(long, value_name = "NODES", value_enum)]
    pub nodes: Option<NodesArg>,
    /// Count statements in a two-mode network, whichever position their stance has; those of none are left out
    #[arg(long)]
    pub unsigned: bool,
    /// Who the actors are
    #[arg(long, value_name = "FIELD", value_enum, default_value_t = ActorArg::Speaker)]
    pub actor: ActorArg,
    /// Themes of this level of the tree, each with all below it: 1 is the top
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub depth: Option<u8>,
    /// How often the same actor, theme and stance count
    #[arg(long, value_name = "HOW", value_enum, default_value_t = DuplicatesArg::Always)]
    pub duplicates: DuplicatesArg,
    /// How weights are made comparable
    #[arg(long, value_name = "HOW", value_enum, alias = "normalize", default_value_t = NormaliseArg::None)]
    pub normalise: NormaliseArg,
    /// Leave out ties of less absolute weight
    #[arg(long, value_name = "WEIGHT", default_value_t = 0.0, value_parser = threshold, allow_negative_numbers = true)]
    pub threshold: f64,
    /// Keep nodes without a tie
    #[arg(long)]
    pub isolates: bool,
    /// Leave out this actor, or this theme with all below it: name, alias or id
    #[arg(long, value_name = "NAME")]
    pub exclude: Vec<String>,
    /// A network for each window of time, such as month, month:3 (long) or month:3:1 (and one on at a time)
    #[arg(long, value_name = "PERIOD:LENGTH:STEP", value_parser = windows)]
    pub windows: Option<Windows>,
    /// Count by the rules of Discourse Network Analyzer
    #[arg(long, value_name = "QUALIFIER", value_enum)]
    pub as_dna: Option<QualifierArg>,
    /// What CSV holds [default: edges]
    #[arg(long, value_name = "TABLE", value_enum)]
    pub table: Option<TableArg>,
}

/// Reads a weight of 0 or more.
fn threshold(typed: &str) -> Result<f64, String> {
    let weight = typed.parse().ok().filter(|weight: &f64| weight.is_finite() && *weight >= 0.0);
    weight.ok_or_else(|| "give a number that is not below 0".to_owned())
}

/// Reads `month`, `month:3` or `month:3:1`.
fn windows(typed: &str) -> Result<Windows, String> {
    let mut parts = typed.split(':');
    let name = parts.next().unwrap_or_default();
    let unit = Period::ALL.into_iter().find(|period| period.name() == name);
    let unit = unit.ok_or_else(|| "give day, week, month, quarter or year first".to_owned())?;
    let mut number = |what: &str| match parts.next() {
        None => Ok(1),
        Some(text) => {
            let number = text.parse().ok().filter(|number| (1..=10_000).contains(number));
            number.ok_or_else(|| format!("“{text}” is no {what} of a window"))
        }
    };
    let (size, step) = (number("length")?, number("step")?);
    if parts.next().is_some() {
        return Err("give a period, a length and a step at most".to_owned());
    }
    Ok(Windows { unit, size, step })
}

/// Kinds of nodes that are tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ModeArg {
    Two,
    One,
}

/// Which kind of node is tied among itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum NodesArg {
    Actors,
    Themes,
}

/// What ties nodes of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RelationArg {
    Congruence,
    Conflict,
    Difference,
}

/// Who the actors are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ActorArg {
    Speaker,
    #[value(alias = "org")]
    Organisation,
    Role,
}

/// How often the same counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DuplicatesArg {
    Always,
    Document,
    Week,
    Month,
    Year,
    Once,
}

/// How weights are made comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum NormaliseArg {
    None,
    Average,
    Jaccard,
    Cosine,
    Activity,
    Prominence,
}

/// What becomes of the qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum QualifierArg {
    Ignore,
    Congruence,
    Conflict,
    Subtract,
    Combine,
}

/// What a table of a network holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TableArg {
    #[default]
    Edges,
    Nodes,
    Matrix,
}

impl From<RelationArg> for Relation {
    fn from(arg: RelationArg) -> Self {
        match arg {
            RelationArg::Congruence => Self::Congruence,
            RelationArg::Conflict => Self::Conflict,
            RelationArg::Difference => Self::Difference,
        }
    }
}

impl From<DuplicatesArg> for Duplicates {
    fn from(arg: DuplicatesArg) -> Self {
        match arg {
            DuplicatesArg::Always => Self::Always,
            DuplicatesArg::Document => Self::PerDocument,
            DuplicatesArg::Week => Self::PerWeek,
            DuplicatesArg::Month => Self::PerMonth,
            DuplicatesArg::Year => Self::PerYear,
            DuplicatesArg::Once => Self::Once,
        }
    }
}

impl From<NormaliseArg> for Normalisation {
    fn from(arg: NormaliseArg) -> Self {
        match arg {
            NormaliseArg::None => Self::None,
            NormaliseArg::Average => Self::AverageActivity,
            NormaliseArg::Jaccard => Self::Jaccard,
            NormaliseArg::Cosine => Self::Cosine,
            NormaliseArg::Activity => Self::Activity,
            NormaliseArg::Prominence => Self::Prominence,
        }
    }
}

impl From<QualifierArg> for Qualifier {
    fn from(arg: QualifierArg) -> Self {
        match arg {
            QualifierArg::Ignore => Self::Ignore,
            QualifierArg::Congruence => Self::Congruence,
            QualifierArg::Conflict => Self::Conflict,
            QualifierArg::Subtract => Self::Subtract,
            QualifierArg::Combine => Self::Combine,
        }
    }
}
