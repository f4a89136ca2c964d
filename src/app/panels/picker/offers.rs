//! What the pickers of the statement panel offer now, kept until something changes.

use super::PickRow;
use super::card::Card;
use super::guess::{Reason, suggested};
use super::index::Usage;
use super::offer::{Choice, Listed};
use super::speakers::{KINDS, Speakers, kind_name, speaker_card};
use super::themes::{Themes, theme_card};
use crate::app::ctx::Ctx;
use crate::model::{DocPath, Document, SpeakerId, SpeakerKind, Statement, ThemeId};
use crate::text::Span;
use crate::ui::glyph::Glyph;
use std::collections::HashMap;
use std::path::PathBuf;

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
}

/// Entries folded for one state of the codebook and one document, and what is listed for what is typed.
struct Made<T> {
    of: Of,
    entries: T,
    usage: Usage,
    n_remembered: u64,
    suggested: Option<(usize, Reason)>,
    typed: Option<String>,
    listed: Vec<Listed>,
    rows: Vec<PickRow>,
}

/// The state that something was made of.
#[derive(PartialEq, Eq)]
struct Of {
    root: PathBuf,
    revision: u64,
    document: Option<DocPath>,
    /// Whether nobody is chosen to have said the passage, and which that is.
    unsaid: (bool, Option<Span>),
}

impl Of {
    fn now(ctx: Ctx<'_>, unsaid: (bool, Option<Span>)) -> Self {
        let root = ctx.session.layout().root().to_owned();
        Self { root, revision: ctx.session.revision(), document: ctx.coding.document.clone(), unsaid }
    }
}

impl<T> Made<T> {
    fn new(of: Of, entries: T, usage: Usage, suggested: Option<(usize, Reason)>) -> Self {
        Self { of, entries, usage, n_remembered: 0, suggested, typed: None, listed: Vec::new(), rows: Vec::new() }
    }

    /// Takes those used last, unless it knows of them.
    fn remember(&mut self, n_remembered: u64, recent: impl Iterator<Item = usize>) {
        if self.n_remembered != n_remembered {
            self.n_remembered = n_remembered;
            self.usage.recent = recent.collect();
            self.typed = None;
        }
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

    /// What the theme picker lists for `typed`, and how it is drawn.
    pub fn themes(&mut self, ctx: Ctx<'_>, typed: &str) -> (&[Listed], &[PickRow]) {
        let of = Of::now(ctx, (false, None));
        let _stale = self.themes.take_if(|made| made.of != of);
        let made = self.themes.get_or_insert_with(|| made_themes(ctx, of));
        let places = self.recent_themes.iter().filter_map(|id| ctx.codebook().themes.position(id));
        made.remember(self.n_remembered, places);
        if made.take(typed) {
            made.listed = made.entries.list(typed, &made.usage);
            made.rows = made.listed.iter().map(|listed| theme_row(ctx, made, listed, typed)).collect();
        }
        (&made.listed, &made.rows)
    }

    /// What the speaker picker lists for `typed`, and how it is drawn; `adds` when there is a speaker already.
    pub fn speakers(&mut self, ctx: Ctx<'_>, typed: &str, adds: bool) -> (&[Listed], &[PickRow]) {
        let is_unsaid = !adds && ctx.said().speakers().is_empty();
        let passage = ctx.passage.first().copied();
        let of = Of::now(ctx, (is_unsaid, passage.filter(|_| is_unsaid)));
        let _stale = self.speakers.take_if(|made| made.of != of);
        let made = self.speakers.get_or_insert_with(|| made_speakers(ctx, of, is_unsaid, passage));
        let places = self.recent_speakers.iter().filter_map(|id| ctx.codebook().speakers.position(id));
        made.remember(self.n_remembered, places);
        if made.take(typed) {
            made.listed = made.entries.list(typed, &made.usage);
            if let Some((at, _)) = made.suggested.filter(|_| typed.trim().is_empty()) {
                to_top(&mut made.listed, at);
            }
            made.rows = made.listed.iter().map(|listed| speaker_row(ctx, made, listed, typed)).collect();
        }
        (&made.listed, &made.rows)
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

fn made_themes(ctx: Ctx<'_>, of: Of) -> Made<Themes> {
    let position = |id: &ThemeId| ctx.codebook().themes.position(id);
    let in_document = counts(ctx, |statement| statement.theme.iter().map(position).collect());
    Made::new(of, Themes::new(ctx.codebook()), Usage { in_document, recent: Vec::new() }, None)
}

fn made_speakers(ctx: Ctx<'_>, of: Of, is_unsaid: bool, passage: Option<Span>) -> Made<Speakers> {
    let position = |id: &SpeakerId| ctx.codebook().speakers.position(id);
    let in_document = counts(ctx, |statement| statement.speakers.iter().map(|who| position(&who.speaker)).collect());
    let text = ctx.document().and_then(Document::ready_text).map(|text| text.as_str()).unwrap_or_default();
    let guess = is_unsaid.then(|| suggested(ctx.codebook(), ctx.set(), text, passage)).flatten();
    let guess = guess.and_then(|(id, reason)| Some((position(&id)?, reason)));
    let speakers = Speakers::new(ctx.codebook(), ctx.document().and_then(Document::days));
    Made::new(of, speakers, Usage { in_document, recent: Vec::new() }, guess)
}

fn theme_row(ctx: Ctx<'_>, made: &Made<Themes>, listed: &Listed, typed: &str) -> PickRow {
    let Choice::Known(at) = listed.choice else {
        return new_row(ctx, listed, format!("New theme: {}", typed.trim()), "Tab: choose its parent");
    };
    let Some(theme) = ctx.codebook().themes.at(at) else { return PickRow::default() };
    let detail = asked(listed, &theme.name, made.entries.above(at));
    let key = theme.key.map(|key| key.to_uppercase().to_string()).unwrap_or_default();
    PickRow { title: theme.name.clone(), detail, head: listed.head, key, ..PickRow::default() }
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
    detail = match made.suggested.filter(|_| listed.head == Some(SUGGESTED)) {
        Some((_, reason)) => joined(reason.words(), &detail),
        None => asked(listed, &speaker.name, &detail),
    };
    let key = speaker.key.map(|key| format!("⇧{}", key.to_uppercase())).unwrap_or_default();
    PickRow { title: speaker.name.clone(), detail, head: listed.head, key, ..PickRow::default() }
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
