//! Splitting a theme: name what it becomes, go through its passages one by one, look, confirm.

use super::walk::{Step, walk_ui};
use super::{Answer, Shown, answer_ui};
use crate::analysis::Reach;
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::app::places::codebook::ask::CodebookAsk;
use crate::app::places::codebook::entry_picker::{Beside, EntryPicked, EntryPicker};
use crate::app::places::codebook::fields::{do_button, label_ui, quiet_button, soft_ui, title_ui};
use crate::app::places::codebook::preview::{Preview, preview_ui};
use crate::app::places::codebook::section::{Section, as_theme};
use crate::app::places::codebook::uses::{PassageRef, Uses, all_of};
use crate::app::words::count;
use crate::edit::reshape::Reshape;
use crate::model::{Codebook, EntryId, Theme, ThemeId};
use crate::ui::glyph::Glyph;
use crate::ui::theme::{self, size};
use crate::ui::widget::{glyph_button, key_cap};
use egui::{Key, Modifiers, RichText, Ui};

/// As many themes as there are keys.
const MAX_TARGETS: usize = 9;

/// The keys of the answers.
const DIGITS: [Key; 10] =
    [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// Where a split has got to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The themes are being named.
    Naming,
    /// The passages are being gone through.
    Walking,
    /// What comes of it is shown.
    Looking,
}

/// A theme that passages may go to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// One of the codebook.
    Known(ThemeId),
    /// One that is made.
    New(Theme),
}

impl Target {
    fn id(&self) -> &ThemeId {
        match self {
            Self::Known(id) => id,
            Self::New(theme) => &theme.id,
        }
    }

    /// Its name.
    pub(super) fn name<'a>(&'a self, book: &'a Codebook) -> &'a str {
        match self {
            Self::Known(id) => book.theme_name(id),
            Self::New(theme) => &theme.name,
        }
    }
}

/// Splitting a theme.
pub struct Split {
    /// The theme as an entry.
    pub entry: EntryId,
    theme: ThemeId,
    stage: Stage,
    targets: Vec<Target>,
    picker: EntryPicker,
    passages: Vec<PassageRef>,
    /// For each passage gone through: the target of this number, or none when it stays.
    sorted: Vec<Option<usize>>,
    preview: Preview,
    /// Of which corpus the passages are.
    revision: u64,
}

impl Split {
    /// Splits `theme`, once it is said into what.
    pub fn new(theme: &ThemeId) -> Self {
        Self {
            entry: EntryId::Theme(theme.clone()),
            theme: theme.clone(),
            stage: Stage::Naming,
            targets: Vec::new(),
            picker: EntryPicker::default(),
            passages: Vec::new(),
            sorted: Vec::new(),
            preview: Preview::default(),
            revision: 0,
        }
    }

    /// Looks at the passages again when the corpus changed since they were gathered: those that are gone or have
    /// another theme by now are left out, and those that have come are gone through last. A theme that is gone
    /// takes nothing any more.
    fn follow(&mut self, ctx: Ctx<'_>) {
        if self.stage == Stage::Naming || self.revision == ctx.session.revision() {
            return;
        }
        self.revision = ctx.session.revision();
        let book = ctx.codebook();
        let is_there = |target: &Target| match target {
            Target::Known(id) => book.themes.get(id).is_some(),
            Target::New(theme) => book.themes.get(&theme.id).is_none(),
        };
        let mut n_kept = 0;
        let places: Vec<Option<usize>> = self
            .targets
            .iter()
            .map(|target| {
                n_kept += usize::from(is_there(target));
                is_there(target).then(|| n_kept - 1)
            })
            .collect();
        self.targets.retain(is_there);
        let mut waiting = all_of(ctx, &self.entry, Reach::Own);
        let (mut passages, mut sorted) = (Vec::new(), Vec::new());
        for (passage, to) in self.passages.iter().zip(&self.sorted) {
            let Some(at) = waiting.iter().position(|other| other == passage) else { continue };
            passages.push(waiting.remove(at));
            sorted.push(to.and_then(|to| places.get(to).copied().flatten()));
        }
        passages.extend(waiting);
        (self.passages, self.sorted) = (passages, sorted);
        if self.targets.is_empty() {
            self.stage = Stage::Naming;
        } else if self.sorted.len() < self.passages.len() && self.stage == Stage::Looking && self.sorted.is_empty() {
            self.stage = Stage::Walking;
        }
    }

    /// Whether the picker is about to get the focus.
    pub fn is_opening(&self) -> bool {
        self.stage == Stage::Naming && self.picker.is_opening() && self.targets.len() < MAX_TARGETS
    }

    /// Escape stops the walk and shows what it came to; before and after it, the panel closes.
    pub fn step_back(&mut self) -> bool {
        let stays = self.stage == Stage::Walking && !self.sorted.is_empty();
        if stays {
            self.stage = Stage::Looking;
        }
        stays
    }

    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, ctx: Ctx<'_>, uses: &Uses, out: &mut Vec<Action>) -> Shown {
        let name = ctx.codebook().theme_name(&self.theme).to_owned();
        self.follow(ctx);
        match self.stage {
            Stage::Naming => self.naming_ui(ui, ctx, uses, &name),
            Stage::Walking => {
                self.walking_ui(ui, ctx, &name);
                Shown::Stays
            }
            Stage::Looking => self.looking_ui(ui, ctx, &name, out),
        }
    }

    fn naming_ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, uses: &Uses, name: &str) -> Shown {
        title_ui(ui, &format!("Split “{name}”"), |_| {});
        let n = count(uses.n(&self.entry), "passage");
        soft_ui(
            ui,
            ctx.tokens,
            format!(
                "Name the themes that its {n} may go to, new ones or others. Then go through them one by one; each may also stay."
            ),
        );
        let mut removed = None;
        for (nth, target) in self.targets.iter().enumerate() {
            ui.horizontal(|ui| {
                key_cap(ui, &(nth + 1).to_string());
                let name = target.name(ctx.codebook()).to_owned();
                ui.label(RichText::new(&name).font(theme::semibold(size::BODY)));
                if matches!(target, Target::New(_)) {
                    soft_ui(ui, ctx.tokens, "new");
                }
                if glyph_button(ui, Glyph::Close, &format!("Not “{name}”"), None).clicked() {
                    removed = Some(nth);
                }
            });
        }
        if let Some(nth) = removed {
            self.targets.remove(nth);
        }
        let (mut begins, mut closes) = (false, false);
        ui.horizontal(|ui| {
            let button = do_button(ui, ctx.tokens, "Go through passages", !self.targets.is_empty());
            let shortcut = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            begins = button.on_hover_text("One by one, with what stands around each (Ctrl+Enter)").clicked()
                || shortcut && !self.targets.is_empty();
            closes = quiet_button(ui, ctx.tokens, "Cancel").on_hover_text("Change nothing (Esc)").clicked();
        });
        label_ui(ui, ctx.tokens, "Add a theme to split into");
        if self.targets.len() < MAX_TARGETS {
            let taken: Vec<EntryId> = self
                .targets
                .iter()
                .map(|target| EntryId::Theme(target.id().clone()))
                .chain([self.entry.clone()])
                .collect();
            let beside = Beside { none: None, new: true };
            let picked = self
                .picker
                .show(ui, ctx, uses, (Section::Themes, "New or other theme"), beside, |id| !taken.contains(id));
            match &picked {
                Some(EntryPicked::Known(id)) => self.targets.extend(as_theme(id).cloned().map(Target::Known)),
                Some(EntryPicked::New(name)) => self.make(ctx.codebook(), name),
                Some(EntryPicked::Nothing) if ui.input(|input| input.key_pressed(Key::Escape)) => closes = true,
                _ => {}
            }
            // A click beside it leaves the picker what was typed, and the focus to what was clicked.
            if picked.is_some_and(|picked| picked != EntryPicked::Nothing) {
                self.picker = EntryPicker::default();
            }
        }
        if begins {
            self.passages = all_of(ctx, &self.entry, Reach::Own);
            self.revision = ctx.session.revision();
            self.sorted.clear();
            self.stage = Stage::Walking;
        }
        if closes { Shown::Closes } else { Shown::Stays }
    }

    /// A theme that is made beside the one that is split, with its colour.
    fn make(&mut self, book: &Codebook, name: &str) {
        let mut known = Codebook { themes: book.themes.clone(), ..Codebook::default() };
        for target in &self.targets {
            if let Target::New(theme) = target {
                known.themes.push(theme.clone()).ok();
            }
        }
        let split = book.themes.get(&self.theme);
        let theme = Theme {
            id: known.new_theme_id(name),
            name: name.to_owned(),
            parent: split.and_then(|theme| theme.parent.clone()),
            colour: split.and_then(|theme| theme.colour),
            ..Theme::default()
        };
        self.targets.push(Target::New(theme));
    }

    fn walking_ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, name: &str) {
        let at = self.sorted.len();
        let Some(passage) = self.passages.get(at).cloned() else {
            self.stage = Stage::Looking;
            return;
        };
        let words = format!("{} of {}", at + 1, self.passages.len());
        title_ui(ui, &format!("Split “{name}”"), |ui| drop(soft_ui(ui, ctx.tokens, words)));
        match walk_ui(ui, ctx, &passage, &self.targets, !self.sorted.is_empty(), self.pressed(ui)) {
            Step::Wait => {}
            Step::To(target) => self.sorted.push(target),
            Step::Back => drop(self.sorted.pop()),
            Step::Stop => {
                self.stage = if self.sorted.is_empty() { Stage::Naming } else { Stage::Looking };
            }
        }
        if self.sorted.len() == self.passages.len() {
            self.stage = Stage::Looking;
        }
    }

    /// The step that a key asks for: a digit for a theme, 0 to stay, Backspace for one back.
    fn pressed(&self, ui: &Ui) -> Step {
        if ui.ctx().text_edit_focused() {
            return Step::Wait;
        }
        ui.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::Backspace) {
                return Step::Back;
            }
            let pressed = DIGITS.into_iter().position(|key| input.consume_key(Modifiers::NONE, key));
            match pressed {
                Some(0) => Step::To(None),
                Some(digit) if digit <= self.targets.len() => Step::To(Some(digit - 1)),
                _ => Step::Wait,
            }
        })
    }

    fn looking_ui(&mut self, ui: &mut Ui, ctx: Ctx<'_>, name: &str, out: &mut Vec<Action>) -> Shown {
        title_ui(ui, &format!("Split “{name}”"), |_| {});
        for (nth, target) in self.targets.iter().enumerate() {
            let n = self.sorted.iter().filter(|to| **to == Some(nth)).count();
            ui.label(format!("{} to “{}”", count(n, "passage"), target.name(ctx.codebook())));
        }
        let n_moved = self.sorted.iter().flatten().count();
        let n_left = self.passages.len() - self.sorted.len();
        let left = if n_left > 0 { format!(", {n_left} of them not looked at") } else { String::new() };
        ui.label(format!("{} stay in “{name}”{left}", count(self.passages.len() - n_moved, "passage")));
        let reshape = self.reshape();
        let can = n_moved > 0 && preview_ui(ui, ctx, &mut self.preview, &reshape, "will have another theme");
        let mut goes_back = false;
        if quiet_button(ui, ctx.tokens, "Back to the passages").clicked() {
            goes_back = true;
        }
        match answer_ui(ui, ctx, "Split", can) {
            Answer::Do => {
                out.push(Action::Codebook(CodebookAsk::reshape(reshape)));
                return Shown::Closes;
            }
            Answer::Cancel => return Shown::Closes,
            Answer::Wait => {}
        }
        if goes_back {
            if self.sorted.len() == self.passages.len() {
                self.sorted.pop();
            }
            self.stage = Stage::Walking;
        }
        Shown::Stays
    }

    fn reshape(&self) -> Reshape {
        let to = |target: usize| self.targets.get(target).map(|target| target.id().clone());
        let moved = self.passages.iter().zip(&self.sorted);
        let moved = moved.filter_map(|(passage, target)| Some((passage.set.clone(), passage.id, to((*target)?)?)));
        let made = self.targets.iter().filter_map(|target| match target {
            Target::New(theme) => Some(theme.clone()),
            Target::Known(_) => None,
        });
        Reshape::SplitTheme { theme: self.theme.clone(), made: made.collect(), moved: moved.collect() }
    }
}
