//! What the pickers of the statement panel offer now, kept until something changes.

use super::PickRow;
use super::card::Card;
use super::fit::Fit;
use super::guess::{Reason, suggested};
use super::index::Usage;
use super::matched::matched;
use super::names::Names;
use super::offer::{Choice, Listed};
use super::speakers::{KINDS, Speakers, kind_name, speaker_card};
use super::themes::{Themes, theme_card};
use crate::app::ctx::Ctx;
use crate::app::panels::documents::on_date;
use crate::model::{DateRange, DocPath, Document, SpeakerId, SpeakerKind, Statement, ThemeId};
use crate::text::Span;
use crate::ui::glyph::Glyph;
use std::collections::HashMap;
use std::ops::Range;

/// Entries remembered as used in this session.
const MAX_RECENT: usize = 20;

/// What the pickers offer, and which entries were used in this session.
#[derive(Default)]
pub struct Offers {
    recent_themes: Vec<ThemeId>,
    recent_speakers: Vec<SpeakerId>,
    /// Counts what was remembered.
    n_remembered: u64,
    themes: Option<Made<Themes>>,
    speakers: Option<Made<Speakers>>,
    /// The names of the codebook of this revision.
    names: Option<(u64, Names)>,
}

/// Entries folded for one state of the codebook, and what is listed for what is typed.
struct Made<T> {
    of: Of,
    entries: T,
    used: Option<Used>,
    usage: Usage,
    suggested: Option<(usize, Reason)>,
    typed: Option<String>,
    listed: Vec<Listed>,
    rows: Vec<PickRow>,
}

/// What entries are folded of.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Of {
    codebook: u64,
    /// The date of the document, where offices count.
    days: Option<DateRange>,
}

/// The state that the order of the entries was made of.
#[derive(PartialEq, Eq)]
struct Used {
    revision: u64,
    document: Option<DocPath>,
    /// Whether nobody is chosen to have said the passage, and which that is.
    unsaid: (bool, Option<Span>),
    n_remembered: u64,
}

impl Used {
    fn now(ctx: Ctx<'_>, unsaid: (bool, Option<Span>), n_remembered: u64) -> Self {
        let document = ctx.coding.document.clone();
        Self { revision: ctx.session.revision(), document, unsaid, n_remembered }
    }
}

impl<T> Made<T> {
    fn new(of: Of, entries: T) -> Self {
        let usage = Usage::default();
        Self { of, entries, used: None, usage, suggested: None, typed: None, listed: Vec::new(), rows: Vec::new() }
    }

    /// Takes the state of use; whether it is new.
    fn take_used(&mut self, used: Used) -> bool {
        let is_new = self.used.as_ref() != Some(&used);
        if is_new {
            self.used = Some(used);
            self.typed = None;
        }
        is_new
    }

    /// Takes what is typed; whether it is new.
    fn take(&mut self, typed: &str) -> bool {
        let is_new = self.typed.as_deref() != Some(typed);
        if is_new {
            self.typed = Some(typed.to_owned());
        }
        is_new
    }
}

/// The entries of this state, folded anew only where they are of another.
fn fresh<T>(made: &mut Option<Made<T>>, of: Of, fold: impl FnOnce() -> T) -> &mut Made<T> {
    let _stale = made.take_if(|made| made.of != of);
    made.get_or_insert_with(|| Made::new(of, fold()))
}

impl Offers {
    /// Takes notice of what the next statement will say, by whatever way it was chosen.
    pub fn notice(&mut self, ctx: Ctx<'_>) {
        if ctx.focused().is_none() {
            let said = ctx.said();
            said.theme().into_iter().for_each(|id| self.used_theme(id));
            said.speakers().last().into_iter().for_each(|who| self.used_speaker(&who.speaker));
        }
    }

    /// Remembers that a theme was chosen.
    pub fn used_theme(&mut self, id: &ThemeId) {
        self.n_remembered += u64::from(remember(&mut self.recent_themes, id));
    }

    /// Remembers that a speaker was chosen.
    pub fn used_speaker(&mut self, id: &SpeakerId) {
        self.n_remembered += u64::from(remember(&mut self.recent_speakers, id));
    }

    /// The themes, folded once for a codebook.
    pub fn folded_themes(&mut self, ctx: Ctx<'_>) -> &Themes {
        &self.made_themes(ctx).entries
    }

    /// The speakers on the date of the document, folded once for a codebook.
    pub fn folded_speakers(&mut self, ctx: Ctx<'_>) -> &Speakers {
        &self.made_speakers(ctx).entries
    }

    /// The theme above the one used last: where the next new theme most likely belongs, too.
    pub fn likely_parent(&self, ctx: Ctx<'_>) -> Option<usize> {
        let used = self.recent_themes.iter().find_map(|id| ctx.codebook().themes.get(id))?;
        ctx.codebook().themes.position(used.parent.as_ref()?)
    }

    fn made_themes(&mut self, ctx: Ctx<'_>) -> &mut Made<Themes> {
        let of = Of { codebook: ctx.session.codebook_revision(), days: None };
        fresh(&mut self.themes, of, || Themes::new(ctx.codebook()))
    }

    fn made_speakers(&mut self, ctx: Ctx<'_>) -> &mut Made<Speakers> {
        let days = ctx.document().and_then(Document::days);
        let of = Of { codebook: ctx.session.codebook_revision(), days };
        fresh(&mut self.speakers, of, || Speakers::new(ctx.codebook(), days))
    }

    /// What the theme picker lists for `typed`, and how it is drawn.
    pub fn themes(&mut self, ctx: Ctx<'_>, typed: &str) -> (&[Listed], &[PickRow]) {
        let used = Used::now(ctx, (false, None), self.n_remembered);
        let position = |id: &ThemeId| ctx.codebook().themes.position(id);
        let recent: Vec<usize> = self.recent_themes.iter().filter_map(position).collect();
        let made = self.made_themes(ctx);
        if made.take_used(used) {
            let in_document = counts(ctx, |statement| statement.theme.iter().map(position).collect());
            made.usage = Usage { in_document, recent };
        }
        if made.take(typed) {
            made.listed = made.entries.list(typed, &made.usage);
            made.rows = made.listed.iter().map(|listed| theme_row(ctx, made, listed, typed)).collect();
        }
        (&made.listed, &made.rows)
    }

    /// What the speaker picker lists for `typed`, and how it is drawn; `adds` when there is a speaker already.
    pub fn speakers(&mut self, ctx: Ctx<'_>, typed: &str, adds: bool) -> (&[Listed], &[PickRow]) {
        let is_unsaid = !adds && ctx.said().speakers().is_empty();
        let passage = ctx.passage.first().copied().filter(|_| is_unsaid);
        let used = Used::now(ctx, (is_unsaid, passage), self.n_remembered);
        if self.made_speakers(ctx).take_used(used) {
            let position = |id: &SpeakerId| ctx.codebook().speakers.position(id);
            let recent = self.recent_speakers.iter().filter_map(position).collect();
            let said = |statement: &Statement| statement.speakers.iter().map(|who| position(&who.speaker)).collect();
            let in_document = counts(ctx, said);
            let suggested = if is_unsaid { self.suggested(ctx, passage) } else { None };
            let made = self.made_speakers(ctx);
            made.usage = Usage { in_document, recent };
            made.suggested = suggested;
        }
        let made = self.made_speakers(ctx);
        if made.take(typed) {
            made.listed = made.entries.list(typed, &made.usage);
            if let Some((at, _)) = made.suggested.filter(|_| typed.trim().is_empty()) {
                to_top(&mut made.listed, at);
            }
            made.rows = made.listed.iter().map(|listed| speaker_row(ctx, made, listed, typed)).collect();
        }
        (&made.listed, &made.rows)
    }

    /// Who probably speaks.
    fn suggested(&mut self, ctx: Ctx<'_>, passage: Option<Span>) -> Option<(usize, Reason)> {
        let revision = ctx.session.codebook_revision();
        let _stale = self.names.take_if(|(of, _)| *of != revision);
        let (_, names) = self.names.get_or_insert_with(|| (revision, Names::new(ctx.codebook())));
        let text = ctx.document().and_then(Document::ready_text).map(|text| text.as_str()).unwrap_or_default();
        let (id, reason) = suggested(ctx.codebook(), names, ctx.set(), text, passage)?;
        Some((ctx.codebook().speakers.position(&id)?, reason))
    }

    /// What helps to decide about a row of the theme picker.
    pub fn theme_card(&self, ctx: Ctx<'_>, row: usize) -> Option<Card> {
        let made = self.themes.as_ref()?;
        let Choice::Known(at) = made.listed.get(row)?.choice else { return None };
        Some(theme_card(ctx.codebook().themes.at(at)?, made.entries.above(at)))
    }

    /// What helps to decide about a row of the speaker picker.
    pub fn speaker_card(&self, ctx: Ctx<'_>, row: usize) -> Option<Card> {
        let made = self.speakers.as_ref()?;
        let Choice::Known(at) = made.listed.get(row)?.choice else { return None };
        let days = ctx.document().and_then(Document::days);
        Some(speaker_card(ctx.codebook(), ctx.codebook().speakers.at(at)?, days))
    }
}

fn theme_row(ctx: Ctx<'_>, made: &Made<Themes>, listed: &Listed, typed: &str) -> PickRow {
    let Choice::Known(at) = listed.choice else {
        return new_row(ctx, listed, format!("New theme: {}", typed.trim()), "Tab: choose its parent");
    };
    let Some(theme) = ctx.codebook().themes.at(at) else { return PickRow::default() };
    let detail = asked(listed, &theme.name, made.entries.above(at));
    let key = theme.key.map(|key| key.to_uppercase().to_string()).unwrap_or_default();
    let n_uses = made.usage.in_document.get(&at).copied().unwrap_or(0);
    let matched = marks(listed, &theme.name, typed);
    PickRow { title: theme.name.clone(), matched, n_uses, detail, head: listed.head, key, ..PickRow::default() }
}

fn speaker_row(ctx: Ctx<'_>, made: &Made<Speakers>, listed: &Listed, typed: &str) -> PickRow {
    let at = match listed.choice {
        Choice::Known(at) => at,
        Choice::New(kind) => {
            let name = typed.split(',').next().unwrap_or_default().trim();
            let title = format!("New {}: {name}", kind_name(KINDS[kind]));
            return new_row(ctx, listed, title, &made.entries.told(ctx.codebook(), typed));
        }
    };
    let Some(speaker) = ctx.codebook().speakers.at(at) else { return PickRow::default() };
    let mut detail = made.entries.detail(ctx.codebook(), at, listed.fit, typed);
    if listed.fit == Some(Fit::Office) {
        let date = ctx.document().and_then(|document| document.meta.date);
        detail = joined(&detail, &date.map(on_date).unwrap_or_default());
    }
    detail = match made.suggested.filter(|_| listed.head == Some(SUGGESTED)) {
        Some((_, reason)) => joined(reason.words(), &detail),
        None => asked(listed, &speaker.name, &detail),
    };
    let key = speaker.key.map(|key| format!("⇧{}", key.to_uppercase())).unwrap_or_default();
    let matched = marks(listed, &speaker.name, typed);
    PickRow { title: speaker.name.clone(), matched, detail, head: listed.head, key, ..PickRow::default() }
}

/// Which letters of the title found it.
fn marks(listed: &Listed, title: &str, typed: &str) -> Vec<Range<usize>> {
    listed.fit.map(|fit| matched(title, typed, matches!(fit, Fit::Letters(_)))).unwrap_or_default()
}

/// The head above the speaker that is suggested.
const SUGGESTED: &str = "Suggested";

/// Moves the entry to the top, under a head of its own.
fn to_top(listed: &mut Vec<Listed>, at: usize) {
    let Some(row) = listed.iter().position(|row| row.choice == Choice::Known(at)) else { return };
    let mut suggested = listed.remove(row);
    let below =
        if listed.iter().any(|row| row.head.is_some()) || suggested.head.is_some() { None } else { Some("All") };
    let head = suggested.head.replace(SUGGESTED).or(below);
    // The section that it began goes on with the next row.
    if let Some(next) = listed.get_mut(if below.is_some() { 0 } else { row }) {
        next.head = next.head.or(head);
    }
    listed.insert(0, suggested);
}

/// What tells the entry apart; that it was hardly meant to be made again comes first.
pub(super) fn asked(listed: &Listed, title: &str, detail: &str) -> String {
    let question = match &listed.near {
        Some(near) if near == title => "Did you mean this?".to_owned(),
        Some(near) => format!("Did you mean “{near}”?"),
        None => String::new(),
    };
    joined(&question, detail)
}

fn new_row(ctx: Ctx<'_>, listed: &Listed, title: String, detail: &str) -> PickRow {
    let near = listed.near.as_ref().map(|near| format!("although “{near}” is near")).unwrap_or_default();
    let detail = joined(&near, detail);
    let key = if listed.choice == Choice::New(0) { "⇧↵".to_owned() } else { String::new() };
    let sign = Some((Glyph::Plus, ctx.tokens.accent));
    PickRow { title, detail, sign, key, is_new: true, takes_more: true, ..PickRow::default() }
}

fn joined(one: &str, two: &str) -> String {
    [one, two].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Puts the entry first; whether it was not.
fn remember<T: Clone + PartialEq>(recent: &mut Vec<T>, id: &T) -> bool {
    if recent.first() == Some(id) {
        return false;
    }
    recent.retain(|other| other != id);
    recent.insert(0, id.clone());
    recent.truncate(MAX_RECENT);
    true
}

/// How often the document's statements name each entry; `places` are those that a statement names.
fn counts<'a>(ctx: Ctx<'a>, places: impl Fn(&'a Statement) -> Vec<Option<usize>>) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for statement in ctx.set().map(crate::model::AnnotationSet::statements).unwrap_or_default() {
        for at in places(statement).into_iter().flatten() {
            *counts.entry(at).or_insert(0) += 1;
        }
    }
    counts
}

/// The kind of a new speaker by its number.
pub const fn kind_of(new: usize) -> SpeakerKind {
    KINDS[new % KINDS.len()]
}
