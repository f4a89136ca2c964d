//! What is typed in the card of a speaker and not said yet: half a date is none, and a name may go on.

use super::speaker::put;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::model::{Affiliation, PartialDate, Speaker, SpeakerId};
use crate::text::fold;
use egui::Id;

/// An end of the time over which a role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    From,
    Until,
}

impl End {
    /// The date at this end of a role.
    pub(super) const fn of(self, held: &Affiliation) -> Option<PartialDate> {
        match self {
            Self::From => held.from,
            Self::Until => held.until,
        }
    }

    fn with(self, held: &Affiliation, date: Option<PartialDate>) -> Affiliation {
        match self {
            Self::From => Affiliation { from: date, ..held.clone() },
            Self::Until => Affiliation { until: date, ..held.clone() },
        }
    }
}

/// Which field of a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Another name.
    Alias,
    /// A date of the role of this number, as the role was when the typing began.
    Date(usize, Box<Affiliation>, End),
}

/// What is typed in a field of a speaker and not said yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsaid {
    pub(super) of: SpeakerId,
    pub(super) what: What,
    pub(super) text: String,
    /// The field, while it has the focus.
    pub(super) field: Option<Id>,
}

/// A date that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) of: SpeakerId,
    pub(super) nth: usize,
    pub(super) end: End,
    pub(super) text: String,
}

impl Unsaid {
    /// What is typed for this field of `speaker`.
    pub(super) fn text_of(&self, speaker: &SpeakerId, is_it: impl Fn(&What) -> bool) -> Option<&str> {
        (self.of == *speaker && is_it(&self.what)).then_some(self.text.as_str())
    }

    /// What follows from it; nothing when it says nothing new, or its role is gone.
    ///
    /// # Errors
    /// When it is to be a date and is none.
    pub(super) fn said(self, ctx: Ctx<'_>) -> Result<Option<Action>, Fault> {
        let Some(speaker) = ctx.codebook().speakers.get(&self.of) else { return Ok(None) };
        let text = self.text.trim();
        match self.what {
            What::Alias => Ok(with_alias(speaker, text).map(put)),
            What::Date(nth, held, end) => {
                if speaker.affiliations.get(nth) != Some(&*held) {
                    return Ok(None);
                }
                let date = PartialDate::parse(text);
                if date.is_none() && !text.is_empty() {
                    return Err(Fault { of: self.of, nth, end, text: text.to_owned() });
                }
                let mut changed = speaker.clone();
                changed.affiliations[nth] = end.with(&held, date);
                Ok((changed != *speaker).then(|| put(changed)))
            }
        }
    }
}

/// The speaker with another name; `None` when it is no name or known already.
fn with_alias(speaker: &Speaker, alias: &str) -> Option<Speaker> {
    let is_known = speaker.aliases.iter().chain([&speaker.name]).any(|name| fold(name) == fold(alias));
    (!alias.is_empty() && !is_known).then(|| {
        let mut changed = speaker.clone();
        changed.aliases.push(alias.to_owned());
        changed
    })
}
