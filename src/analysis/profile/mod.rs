//! All that the corpus says of one speaker, organisation, theme or document, on a page.
//!
//! ```text
//! Profile ─ bar of all its stances, with the mean
//!         ├─ partners: the themes it speaks on, the speakers on it, each with a bar of its own
//!         ├─ timeline, by a period that fits, with a line for each stance
//!         ├─ roles held in the corpus
//!         ├─ quotations that show best what it says
//!         └─ documents it stands in
//! ```
//!
//! Every figure is of the statements that have the subject, and is that of [`stance_bars`] and [`timeline`].

mod quotations;
mod roles;
#[cfg(test)]
mod tests;

pub use roles::RoleSpan;

use super::crosstab::bars_for;
use super::query::Expr;
use super::{
    Account, BarOrder, BarsRequest, Field, Measure, Names, Order, RowRef, Selection, StanceBar, StanceBars,
    StanceFacts, StatementTable, Timeline, TimelineRequest, TooLarge, Value, counted, stance_bars, timeline,
};

/// A timeline of a profile has at most so many periods, where any period gives so few.
const N_PERIODS: usize = 24;

/// What the corpus says of one subject.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Of whom or what: a speaker, an organisation, a theme alone or with all below it, or a document.
    pub subject: Value,
    /// Its name.
    pub name: String,
    /// The statements that have it.
    pub selection: Selection,
    /// From the lowest position to the highest, then those without one.
    pub stances: Vec<StanceFacts>,
    /// All its statements by stance.
    pub all: StanceBar,
    /// What it goes with, each field most statements first.
    pub partners: Vec<StanceBars>,
    /// Its stances over time; `None` when nothing is dated exactly enough.
    pub timeline: Option<Timeline>,
    /// The roles that a speaker holds, or that speakers hold at an organisation, most statements first.
    pub roles: Vec<RoleSpan>,
    /// Numbers of the rows to quote, best first.
    pub quotations: Vec<usize>,
    /// The documents it stands in, in their order; none for a document.
    pub documents: Vec<StanceBar>,
    /// What was counted and what was left out.
    pub account: Account,
}

/// Why there is no profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// The corpus does not know the subject.
    #[error("the corpus has no such speaker, organisation, theme or document")]
    Unknown,
    /// Only some things have a profile.
    #[error("only speakers, organisations, themes and documents have a profile")]
    NoSubject,
    /// There would be too many figures.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// The profile of `subject` among the selected statements.
///
/// # Errors
/// When the corpus does not know `subject`, when it is none of what has a profile, or when there would be too many
/// figures.
pub fn profile(table: &StatementTable, selection: &Selection, subject: &Value) -> Result<Profile, ProfileError> {
    let known = Subject::new(table, subject)?;
    let rows = table.selected(selection).filter(|row| known.is_of(table, row)).map(|row| row.number as u32);
    let waiting = table.waiting().filter(|row| selection.has_waiting(row.number) && known.is_of(table, row));
    let waiting = waiting.map(|row| row.number as u32).collect();
    let n_unread = selection.n_unread();
    let selection = Selection::from_sorted(rows.collect()).with_waiting(waiting).with_unread(n_unread);
    let bars = |field: Field, order| stance_bars(table, &selection, &BarsRequest { field, has_empty: false, order });
    let by_document = bars(Field::Document, BarOrder::Natural)?;
    let roles = roles::roles(table, &selection, &known);
    // Who speaks beside somebody of an organisation does not speak for it.
    let partner = |field: Field| {
        let organisation = known.organisation().filter(|_| field == Field::Speaker);
        let request = BarsRequest { field, has_empty: false, order: BarOrder::BySize };
        bars_for(table, &selection, &request, organisation)
    };
    let partners = known.partners().into_iter().map(partner).collect::<Result<Vec<StanceBars>, TooLarge>>()?;
    Ok(Profile {
        subject: subject.clone(),
        name: known.name(table),
        quotations: quotations::best(table, &selection, &known.told_apart_by()),
        documents: if matches!(known, Subject::Document(_)) { Vec::new() } else { by_document.bars },
        partners,
        timeline: over_time(table, &selection),
        roles,
        account: account(table, &selection, &by_document.total),
        stances: by_document.stances,
        all: by_document.total,
        selection,
    })
}

/// The account of a profile, of which `all` is by stance.
fn account(table: &StatementTable, selection: &Selection, all: &StanceBar) -> Account {
    let mut account = Account::of_selected(table, selection);
    if all.n_with_position < all.n {
        let n = counted(all.n_with_position, "statement");
        account.rule(format!("bars of stances and means are of the {n} whose stance has a place on the scale"));
    }
    account
}

fn over_time(table: &StatementTable, selection: &Selection) -> Option<Timeline> {
    let period = TimelineRequest::fitting(table, selection, N_PERIODS);
    let request =
        TimelineRequest { period, measure: Measure::Statements, split: Some(Field::Stance), order: Order::Natural };
    timeline(table, selection, &request).ok().filter(|timeline| !timeline.slots.is_empty())
}

/// What a profile is of, by number.
#[derive(Clone, Copy)]
enum Subject {
    Speaker(usize),
    Organisation(usize),
    Theme(usize),
    ThemeAndBelow(usize),
    Document(usize),
}

impl Profile {
    /// What holds of the statements in which `partner` goes with the subject: who speaks for an organisation is one and
    /// the same speaker.
    pub fn condition(&self, partner: &Value, names: &Names) -> Expr {
        let both = Expr::All(vec![self.subject.term(names), partner.term(names)]);
        match (&self.subject, partner) {
            (Value::Organisation(_), Value::Speaker(_)) => Expr::Same(Box::new(both)),
            _ => both,
        }
    }
}

impl Subject {
    fn new(table: &StatementTable, value: &Value) -> Result<Self, ProfileError> {
        let names = table.names();
        let found = match value {
            Value::Speaker(id) => names.speaker(id).map(Self::Speaker),
            Value::Organisation(id) => names.speaker(id).map(Self::Organisation),
            Value::Theme(id) => names.theme(id).map(Self::Theme),
            Value::ThemeAndBelow(id) => names.theme(id).map(Self::ThemeAndBelow),
            Value::Document(path) => {
                names.documents.binary_search_by(|document| document.path.cmp(path)).ok().map(Self::Document)
            }
            _ => return Err(ProfileError::NoSubject),
        };
        found.ok_or(ProfileError::Unknown)
    }

    fn name(self, table: &StatementTable) -> String {
        let names = table.names();
        match self {
            Self::Speaker(at) | Self::Organisation(at) => names.speakers[at].name.clone(),
            Self::Theme(at) | Self::ThemeAndBelow(at) => names.themes[at].path.clone(),
            Self::Document(at) => names.documents[at].title.clone(),
        }
    }

    fn is_of(self, table: &StatementTable, row: &RowRef<'_>) -> bool {
        match self {
            Self::Speaker(at) => row.voices.iter().any(|voice| voice.speaker == at),
            Self::Organisation(at) => row.voices.iter().any(|voice| voice.organisation == Some(at)),
            Self::Theme(at) => row.row.theme == Some(at),
            Self::ThemeAndBelow(at) => row.row.theme.is_some_and(|theme| table.names().is_under(theme, at)),
            Self::Document(at) => row.document == at,
        }
    }

    /// The number of the organisation that it is.
    const fn organisation(self) -> Option<usize> {
        match self {
            Self::Organisation(at) => Some(at),
            _ => None,
        }
    }

    /// The fields whose values it goes with.
    fn partners(self) -> Vec<Field> {
        match self {
            Self::Speaker(_) => vec![Field::Theme],
            Self::Organisation(_) | Self::Document(_) => vec![Field::Theme, Field::Speaker],
            Self::Theme(_) => vec![Field::Speaker, Field::Organisation],
            Self::ThemeAndBelow(_) => vec![Field::Speaker, Field::Organisation, Field::Theme],
        }
    }

    /// Of what each quotation should be of another value.
    fn told_apart_by(self) -> Field {
        match self {
            Self::Theme(_) | Self::ThemeAndBelow(_) => Field::Speaker,
            Self::Speaker(_) | Self::Organisation(_) | Self::Document(_) => Field::Theme,
        }
    }
}
