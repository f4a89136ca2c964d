//! What a network tells about itself: what was counted, how, and what was left out.

use super::make::NetworkPlan;
use super::request::{Duplicates, Mode, NetworkRequest, Normalisation, Qualifier, Relation, Side};
use crate::analysis::account::UNREAD;
use crate::analysis::{Account, RowRef, Selection, StatementTable, counted};

/// How many statements take part, and how many do not for which reason.
#[derive(Debug)]
pub(super) struct Tally {
    pub no_theme: usize,
    pub no_stance: usize,
    pub no_position: usize,
    pub no_actor: usize,
    pub excluded: usize,
    /// Pairs of weight 0.
    pub n_nothing: usize,
    /// Ties below the threshold.
    pub n_weak: usize,
    pub n_isolates: usize,
    pub n_repeats: usize,
    n_taken: usize,
    n_for_themselves: usize,
    has_document: Vec<bool>,
    has_coder: Vec<bool>,
}

impl Tally {
    pub fn new(table: &StatementTable) -> Self {
        Self {
            no_theme: 0,
            no_stance: 0,
            no_position: 0,
            no_actor: 0,
            excluded: 0,
            n_nothing: 0,
            n_weak: 0,
            n_isolates: 0,
            n_repeats: 0,
            n_taken: 0,
            n_for_themselves: 0,
            has_document: vec![false; table.names().documents.len()],
            has_coder: vec![false; table.names().coders.len()],
        }
    }

    /// A statement takes part.
    pub fn take(&mut self, row: &RowRef<'_>, is_for_itself: bool) {
        self.n_taken += 1;
        self.n_for_themselves += usize::from(is_for_itself);
        self.has_document[row.document] = true;
        self.has_coder[row.coder] = true;
    }
}

/// The account of a network.
pub(super) fn account(plan: &NetworkPlan<'_>, selection: &Selection, tally: &Tally) -> Account {
    let request = &plan.request;
    let actor = request.actor.name();
    let number = |has: &[bool]| has.iter().filter(|has| **has).count();
    let on = || {
        let (documents, coders) = (number(&tally.has_document), number(&tally.has_coder));
        format!(" on {} by {}", counted(documents, "document"), counted(coders, "coder"))
    };
    let mut account = Account::new(match tally.n_taken {
        0 => "no statement".to_owned(),
        n => format!("{}{}", counted(n, "statement"), on()),
    });
    account.rule(request.what());
    account.rule(format!("each {actor} of a statement counts"));
    if request.duplicates != Duplicates::Always {
        let within = match request.duplicates {
            Duplicates::Once => "once".to_owned(),
            other => format!("once in a {}", other.name()),
        };
        account.rule(format!(
            "the same {actor}, theme and stance count {within} ({} less)",
            counted(tally.n_repeats, "repeat")
        ));
        if tally.n_for_themselves > 0 {
            let n = counted(tally.n_for_themselves, "statement");
            account
                .rule(format!("documents not dated to one {} stand for themselves ({n})", request.duplicates.name()));
        }
    }
    if tally.n_weak > 0 {
        let n = counted(tally.n_weak, "tie");
        account.rule(format!("ties below {} are not shown ({n})", request.threshold));
    }
    if tally.n_nothing > 0 {
        account.rule(format!("weights of 0 are no ties ({})", counted(tally.n_nothing, "pair")));
    }
    if tally.n_isolates > 0 {
        account.rule(format!("nodes without a tie are not shown ({})", counted(tally.n_isolates, "node")));
    }
    account.leave_out(tally.no_theme, "without a theme");
    account.leave_out(tally.no_stance, "without a stance");
    let no_position = match request.as_dna {
        Some(_) => "whose stance is neither positive nor negative",
        None => "whose stance has no position on the scale",
    };
    account.leave_out(tally.no_position, no_position);
    account.leave_out(tally.no_actor, format!("without a known {actor}"));
    account.leave_out(tally.excluded, "excluded");
    account.leave_out(selection.n_unread(), UNREAD);
    account.leave_out(selection.n_waiting(), "that wait to be placed");
    account.leave_out(plan.table.n_without_document(), "on documents that are not there");
    account
}

impl NetworkRequest {
    /// What weights mean, such as `congruence of speakers over themes`.
    pub fn what(&self) -> String {
        what(self)
    }
}

fn what(request: &NetworkRequest) -> String {
    const LESS: &str = "congruence less conflict";
    let actor = request.actor.name();
    let weight = match (request.as_dna, request.mode) {
        (Some(Qualifier::Combine), _) => format!("{actor} and theme: 1 positive, 2 negative, 3 both"),
        (Some(Qualifier::Subtract), Mode::TwoMode { .. }) => {
            format!("{actor} and theme, positive less negative statements")
        }
        (Some(_), Mode::TwoMode { .. }) | (None, Mode::TwoMode { signed: false }) => {
            format!("{actor} and theme, by number of statements")
        }
        (None, Mode::TwoMode { signed: true }) => format!("{actor} and theme, by sum of positions"),
        (qualifier, Mode::OneMode { of, relation }) => {
            let relation = match qualifier {
                Some(Qualifier::Subtract) => LESS,
                Some(Qualifier::Ignore) => "common use, whatever the stance",
                Some(Qualifier::Conflict) => Relation::Conflict.name(),
                Some(_) => Relation::Congruence.name(),
                None if relation == Relation::Difference => LESS,
                None => relation.name(),
            };
            match of {
                Side::Actor => format!("{relation} of {actor}s over themes"),
                Side::Theme => format!("{relation} of themes over {actor}s"),
            }
        }
    };
    let normalised = match request.normalisation {
        Normalisation::None => weight,
        normalisation => format!("{weight}, normalised by {}", normalisation.name()),
    };
    match request.as_dna {
        Some(qualifier) => format!("{normalised}, by the rules of Discourse Network Analyzer ({})", qualifier.name()),
        None => normalised,
    }
}
