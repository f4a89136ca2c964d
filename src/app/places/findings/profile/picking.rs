//! Choosing whose profile is shown, by typing.

use crate::analysis::{RowRef, Value};
use crate::app::ctx::Ctx;
use crate::app::fuzzy::Fuzzy;
use crate::app::panels::picker::{PickRow, Picked, Picker, picker_ui};
use crate::app::places::findings::base::Base;
use crate::app::places::findings::kept::Kept;
use crate::app::words::count;
use crate::ui::theme::space;
use egui::{Ui, UiBuilder, vec2};

/// Subjects offered at once.
const MAX_ROWS: usize = 60;
/// Width of the field in points.
const WIDTH: f32 = 420.0;

/// View state of the choice.
#[derive(Default)]
pub struct Picking {
    picker: Picker,
    fuzzy: Fuzzy,
    subjects: Kept<(), Vec<Subject>>,
}

/// What was chosen.
pub enum Chosen {
    /// Whose profile is to be shown.
    Subject(Value),
    /// Nothing: the choice was left.
    Nothing,
}

/// What may have a profile.
struct Subject {
    value: Value,
    name: String,
    /// Other names, and the themes above.
    more: Vec<String>,
    n_statements: usize,
}

impl Picking {
    /// One that leaves the focus where it is.
    pub fn at_rest() -> Self {
        let mut picking = Self::default();
        picking.picker.leave_focus();
        picking
    }

    /// Whether its field is about to get the focus.
    pub const fn is_opening(&self) -> bool {
        self.picker.is_opening()
    }

    /// Draws it; what was chosen.
    pub fn ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, base: &Base) -> Option<Chosen> {
        let subjects = self.subjects.get(ctx, base, (), |()| subjects(ctx, base));
        let names = subjects.iter().map(|subject| {
            std::iter::once(subject.name.as_str()).chain(subject.more.iter().map(String::as_str)).collect()
        });
        let found = self.fuzzy.rank(&self.picker.typed, names, MAX_ROWS);
        let row = |at: &usize| {
            let subject = &subjects[*at];
            let mut detail = format!("{} · {}", kind(&subject.value), count(subject.n_statements, "statement"));
            if let Value::Theme(_) | Value::ThemeAndBelow(_) = subject.value
                && let Some(path) = subject.more.first()
            {
                detail = format!("{detail} · {path}");
            }
            PickRow { title: subject.name.clone(), detail, ..PickRow::default() }
        };
        let rows: Vec<PickRow> = found.iter().map(row).collect();
        ui.add_space(space::STEP);
        let rect =
            egui::Rect::from_min_size(ui.cursor().min, vec2(WIDTH.min(ui.available_width()), ui.available_height()));
        let name = "Speaker, organisation, theme or document";
        let mut part = ui.new_child(UiBuilder::new().max_rect(rect));
        let picked = picker_ui(&mut part, ctx.tokens, &mut self.picker, name, &rows)?;
        Some(match picked {
            Picked::Row(nth) => {
                found.get(nth).map_or(Chosen::Nothing, |at| Chosen::Subject(subjects[*at].value.clone()))
            }
            Picked::Nothing => Chosen::Nothing,
        })
    }
}

/// What a subject is, and its name.
pub fn named(ctx: Ctx<'_>, subject: &Value) -> (&'static str, String) {
    let names = ctx.table.names();
    let name = match subject {
        Value::Theme(id) | Value::ThemeAndBelow(id) => names.theme(id).map(|at| names.themes[at].name.clone()),
        Value::Speaker(id) | Value::Organisation(id) => names.speaker(id).map(|at| names.speakers[at].name.clone()),
        Value::Document(path) => ctx.session.corpus().document(path).map(|document| document.title().to_owned()),
        _ => None,
    };
    (kind(subject), name.unwrap_or_else(|| "not in the corpus any more".to_owned()))
}

const fn kind(subject: &Value) -> &'static str {
    match subject {
        Value::Theme(_) => "Theme alone",
        Value::ThemeAndBelow(_) => "Theme",
        Value::Organisation(_) => "Organisation",
        Value::Document(_) => "Document",
        _ => "Speaker",
    }
}

/// Everything that has a statement among those counted, most statements first.
fn subjects(ctx: Ctx<'_>, base: &Base) -> Vec<Subject> {
    let names = ctx.table.names();
    let mut n_themes = vec![0; names.themes.len()];
    let mut n_speakers = vec![0; names.speakers.len()];
    let mut n_organisations = vec![0; names.speakers.len()];
    let mut n_documents = vec![0; names.documents.len()];
    let mut count_row = |row: RowRef<'_>| {
        n_documents[row.document] += 1;
        for theme in std::iter::successors(row.row.theme, |theme| names.themes[*theme].parent) {
            n_themes[theme] += 1;
        }
        for (at, voice) in row.voices.iter().enumerate() {
            let before = &row.voices[..at];
            n_speakers[voice.speaker] += usize::from(before.iter().all(|other| other.speaker != voice.speaker));
            if let Some(own) =
                voice.organisation.filter(|own| before.iter().all(|other| other.organisation != Some(*own)))
            {
                n_organisations[own] += 1;
            }
        }
    };
    ctx.table.selected(base.selection()).for_each(&mut count_row);
    let speaker = |at: usize, value: Value, n_statements: usize| {
        let facts = &names.speakers[at];
        Subject { value, name: facts.name.clone(), more: facts.aliases.clone(), n_statements }
    };
    let mut all = Vec::new();
    for (at, facts) in names.speakers.iter().enumerate() {
        all.push(speaker(at, Value::Speaker(facts.id.clone()), n_speakers[at]));
        all.push(speaker(at, Value::Organisation(facts.id.clone()), n_organisations[at]));
    }
    for (facts, n) in names.themes.iter().zip(n_themes) {
        let value = Value::ThemeAndBelow(facts.id.clone());
        let more = (facts.depth > 0).then(|| facts.path.clone()).into_iter().collect();
        all.push(Subject { value, name: facts.name.clone(), more, n_statements: n });
    }
    for (facts, n) in names.documents.iter().zip(n_documents) {
        let (value, more) = (Value::Document(facts.path.clone()), vec![facts.path.to_string()]);
        all.push(Subject { value, name: facts.title.clone(), more, n_statements: n });
    }
    all.retain(|subject| subject.n_statements > 0);
    all.sort_by(|a, b| b.n_statements.cmp(&a.n_statements).then_with(|| a.name.cmp(&b.name)));
    all
}
