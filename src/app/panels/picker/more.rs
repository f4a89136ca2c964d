//! What more is said about a new entry, in the same picker: the parent of a theme, role and organisation of a speaker.

use super::index::Usage;
use super::offer::Choice;
use super::offers::{Offers, asked, kind_of};
use super::speakers::kind_name;
use super::{PickRow, Picked, Picker, picker_ui, second_field_ui};
use crate::app::ctx::Ctx;
use crate::model::SpeakerKind;
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size};
use egui::{Key, RichText, Ui};

/// A new entry about which more is being said.
pub struct More {
    name: String,
    kind: SpeakerKind,
    role: String,
    has_asked_role: bool,
    picker: Picker,
    made: Option<(String, Rows)>,
}

/// What the second line lists: rows, and for each the name that it stands for.
#[derive(Default)]
struct Rows {
    rows: Vec<PickRow>,
    names: Vec<String>,
}

/// How the second line ended.
pub enum Said {
    /// Make the entry: what `new_entry` reads.
    Make(String),
    /// Close the picker.
    Nothing,
}

impl More {
    /// Asks about the new theme of what was typed.
    pub fn theme(typed: &str) -> Self {
        Self::new(typed.trim(), 0, ["", ""])
    }

    /// Asks about the new speaker of what was typed, `Name, role, Organisation`; `kind` is the number of the kind.
    pub fn speaker(typed: &str, kind: usize) -> Self {
        let mut parts = typed.splitn(3, ',').map(str::trim);
        let mut next = || parts.next().unwrap_or_default();
        Self::new(next(), kind, [next(), next()])
    }

    fn new(name: &str, kind: usize, [role, organisation]: [&str; 2]) -> Self {
        let (name, role) = (name.to_owned(), role.to_owned());
        let mut picker = Picker::default();
        organisation.clone_into(&mut picker.typed);
        Self { name, kind: kind_of(kind), role, has_asked_role: false, picker, made: None }
    }

    /// What kind of speaker it is.
    pub const fn kind(&self) -> SpeakerKind {
        self.kind
    }

    /// Whether its first field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        !self.has_asked_role && self.picker.is_opening()
    }
}

/// Asks for the parent of a new theme.
pub fn theme_more_ui(ui: &mut Ui, ctx: Ctx<'_>, offers: &mut Offers, more: &mut More) -> Option<Said> {
    heading_ui(ui, ctx, &format!("New theme: {}", more.name));
    let typed = more.picker.typed.trim().to_owned();
    if more.made.as_ref().is_none_or(|(of, _)| *of != typed) {
        let mut made = Rows::default();
        // Somebody who typed a path has said where it belongs.
        let likely = offers.likely_parent(ctx).filter(|_| typed.is_empty() && !more.name.contains('>'));
        let themes = offers.folded_themes(ctx);
        if let Some((at, theme)) = likely.and_then(|at| Some((at, ctx.codebook().themes.at(at)?))) {
            let above = Some(themes.above(at)).filter(|above| !above.is_empty());
            let detail = ["above the theme used last"].into_iter().chain(above).collect::<Vec<_>>().join(" · ");
            made.add(&theme.name, &detail, ctx.codebook().theme_path(&theme.id));
        }
        if typed.is_empty() {
            made.add("At the top of the tree", "", String::new());
        }
        for listed in themes.list(&typed, &Usage::default()) {
            if let Choice::Known(at) = listed.choice {
                let Some(theme) = ctx.codebook().themes.at(at).filter(|_| likely != Some(at)) else { continue };
                made.add(&theme.name, themes.above(at), ctx.codebook().theme_path(&theme.id));
            }
        }
        more.made = Some((typed, made));
    }
    let made = more.made.as_ref().map(|(_, made)| made)?;
    let picked = picker_ui(ui, ctx.tokens, &mut more.picker, "Under which theme?", &made.rows)?;
    Some(match picked {
        Picked::Nothing => Said::Nothing,
        Picked::Row(row) => Said::Make(match made.names.get(row) {
            Some(parent) if !parent.is_empty() => format!("{parent} > {}", more.name),
            _ => more.name.clone(),
        }),
    })
}

/// Asks for role and organisation of a new speaker.
pub fn speaker_more_ui(ui: &mut Ui, ctx: Ctx<'_>, offers: &mut Offers, more: &mut More) -> Option<Said> {
    heading_ui(ui, ctx, &format!("New {}: {}", kind_name(more.kind), more.name));
    let role = second_field_ui(ui, &mut more.role, "Role");
    if !more.has_asked_role {
        more.has_asked_role = true;
        role.request_focus();
        // The field below waits its turn.
        more.picker.leave_focus();
    }
    let is_done = role.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if role.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        return Some(Said::Nothing);
    }
    let typed = more.picker.typed.trim().to_owned();
    if more.made.as_ref().is_none_or(|(of, _)| *of != typed) {
        more.made = Some((typed.clone(), organisations(ctx, offers, &typed)));
    }
    let made = more.made.as_ref().map(|(_, made)| made)?;
    let picked = picker_ui(ui, ctx.tokens, &mut more.picker, "Organisation", &made.rows);
    let organisation = match picked {
        Some(Picked::Nothing) => return Some(Said::Nothing),
        Some(Picked::Row(row)) => made.names.get(row).cloned().unwrap_or_default(),
        None if is_done => typed,
        None => return None,
    };
    Some(Said::Make(format!("{}\t{}\t{organisation}", more.name, more.role.trim())))
}

/// The organisations that fit what is typed, or a new one.
fn organisations(ctx: Ctx<'_>, offers: &mut Offers, typed: &str) -> Rows {
    let mut made = Rows::default();
    let book = ctx.codebook();
    if typed.is_empty() {
        made.add("Without an organisation", "", String::new());
    }
    let speakers = offers.folded_speakers(ctx);
    for listed in speakers.list(typed, &Usage::default()) {
        match listed.choice {
            Choice::Known(at) => {
                let Some(speaker) = book.speakers.at(at).filter(|other| other.kind == SpeakerKind::Organisation) else {
                    continue;
                };
                let detail = asked(&listed, &speaker.name, &speakers.detail(book, at, listed.fit, typed));
                made.add(&speaker.name, &detail, speaker.name.clone());
            }
            Choice::New(0) => {
                made.add(&format!("New organisation: {typed}"), "", typed.to_owned());
                if let Some(row) = made.rows.last_mut() {
                    row.sign = Some((Glyph::Plus, ctx.tokens.accent));
                    row.is_new = true;
                }
            }
            Choice::New(_) => {}
        }
    }
    made
}

impl Rows {
    fn add(&mut self, title: &str, detail: &str, name: String) {
        let (title, detail) = (title.to_owned(), detail.to_owned());
        self.rows.push(PickRow { title, detail, ..PickRow::default() });
        self.names.push(name);
    }
}

fn heading_ui(ui: &mut Ui, ctx: Ctx<'_>, words: &str) {
    ui.label(RichText::new(words).font(theme::semibold(size::NOTE)).color(ctx.tokens.ink));
}
