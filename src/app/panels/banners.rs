//! What the user must know: bars above the text, the most urgent first.
//!
//! One more of them is one more function in `all`.

use crate::app::action::{Action, RescueAsk};
use crate::app::command::Command;
use crate::app::ctx::Ctx;
use crate::app::panels::Panels;
use crate::app::panels::placing::queue::n_waiting;
use crate::app::words::count;
use crate::store::SaveState;
use crate::ui::glyph::Glyph;
use crate::ui::widget::{Banner, banner};
use egui::{Frame, Margin, Ui};
use std::time::Duration;

/// Most bars that are shown at once; the next comes when one is done with.
const MAX_SHOWN: usize = 2;
/// How long a file that another program changed may wait to be merged before anything is said of it.
const MERGING: Duration = Duration::from_secs(3);

/// One bar.
struct Bar {
    glyph: Glyph,
    /// What happened, what was kept, what to do.
    text: String,
    /// What its buttons say and do.
    buttons: Vec<(&'static str, Action)>,
}

/// All that there is to say, the most urgent first.
fn all<'a>(ctx: Ctx<'a>, panels: &'a Panels) -> impl Iterator<Item = Bar> + 'a {
    let sources: [fn(Ctx<'_>, &Panels) -> Option<Bar>; 11] =
        [dropping, not_saved, read_only, not_backed_up, rescued, gone, copies, conflicts, who_codes, to_place, renamed];
    sources.into_iter().filter_map(move |source| source(ctx, panels))
}

/// Draws the bars.
pub fn banners_ui(ui: &mut Ui, ctx: Ctx<'_>, panels: &mut Panels, out: &mut Vec<Action>) {
    panels.conflicts.refresh(ctx.session);
    let frame = Frame::new().inner_margin(Margin { left: 16, right: 16, top: 8, bottom: 0 });
    for bar in all(ctx, panels).take(MAX_SHOWN) {
        let words: Vec<&str> = bar.buttons.iter().map(|(words, _)| *words).collect();
        let said = Banner { glyph: bar.glyph, text: &bar.text, actions: &words };
        let pressed = frame.show(ui, |ui| banner(ui, &said)).inner;
        out.extend(pressed.and_then(|at| bar.buttons.into_iter().nth(at)).map(|(_, action)| action));
    }
}

fn run(command: Command) -> Action {
    Action::Run(command)
}

fn dropping(ctx: Ctx<'_>, _: &Panels) -> Option<Bar> {
    let question = ctx.session.drop_question()?;
    let (n, of) = (question.ids.len(), question.n_before);
    let text = format!(
        "Saving what {} coded in {} would take {n} of {of} statements away, though no command did so. Nothing was \
         written; your work is kept in memory.",
        question.key.coder, question.key.document
    );
    let buttons = vec![
        ("Show them…", Action::ShowDropping),
        ("Keep these statements", Action::SettleDropping(true)),
        ("Save without them", Action::SettleDropping(false)),
    ];
    Some(Bar { glyph: Glyph::TriangleUp, text, buttons })
}

fn not_backed_up(_: Ctx<'_>, panels: &Panels) -> Option<Bar> {
    let buttons = vec![("Back up now", run(Command::BackUpNow)), ("Go on without a backup", Action::GoOnWithoutBackup)];
    Some(Bar { glyph: Glyph::Info, text: panels.backup_trouble.clone()?, buttons })
}

fn not_saved(ctx: Ctx<'_>, _: &Panels) -> Option<Bar> {
    if ctx.session.drop_question().is_some() {
        return None;
    }
    let SaveState::Failed { path, reason, since } = ctx.session.save_state() else { return None };
    if since.elapsed() < MERGING && ctx.session.is_being_merged(&path) {
        return None;
    }
    let text = format!("{}: {reason}", path.display());
    Some(Bar { glyph: Glyph::TriangleUp, text, buttons: vec![("Try again", run(Command::SaveNow))] })
}

fn read_only(ctx: Ctx<'_>, _: &Panels) -> Option<Bar> {
    let text = format!("Read-only: {}. What is done there appears here by itself.", ctx.session.why_read_only()?);
    Some(Bar { glyph: Glyph::Pin, text, buttons: vec![("Try again", run(Command::ClaimAgain))] })
}

fn rescued(_: Ctx<'_>, panels: &Panels) -> Option<Bar> {
    let later = Action::Rescue(RescueAsk::Later);
    let buttons = vec![("Look at it…", run(Command::ShowRescueCopies)), ("Later", later)];
    Some(Bar { glyph: Glyph::Info, text: panels.rescue.clone()?, buttons })
}

fn gone(ctx: Ctx<'_>, _: &Panels) -> Option<Bar> {
    let files: Vec<String> = ctx.session.gone().map(|path| path.display().to_string()).collect();
    let what = match &files[..] {
        [] => return None,
        [file] => format!("{file} was deleted by another program. What it held is still here."),
        files => {
            format!("{} were deleted by another program. What they held is still here.", count(files.len(), "file"))
        }
    };
    let buttons = vec![("Write again", run(Command::WriteGone)), ("Let go", run(Command::LetGone))];
    Some(Bar { glyph: Glyph::Info, text: what, buttons })
}

/// Statements of the coder on the open document that wait for a place.
fn to_place(ctx: Ctx<'_>, panels: &Panels) -> Option<Bar> {
    if panels.placing.is_open {
        return None;
    }
    let n = n_waiting(ctx.set()?.unplaced().values());
    let (waits, them) = if n == 1 { ("waits", "It is") } else { ("wait", "They are") };
    let text = format!(
        "This document changed: {} of yours {waits} to be placed. {them} kept as they were coded.",
        count(n, "statement")
    );
    let buttons = vec![("Passages to place", run(Command::PlacePassages))];
    (n > 0).then_some(Bar { glyph: Glyph::Question, text, buttons })
}

/// A document that stands under another name now.
fn renamed(ctx: Ctx<'_>, _: &Panels) -> Option<Bar> {
    let renamed = ctx.session.renamed().first()?;
    let (from, to, sets) = (&renamed.from, &renamed.to, count(renamed.coders.len(), "annotation set"));
    let there = match ctx.session.coded_as_renamed(renamed).count() {
        0 => String::new(),
        n => format!(" They are merged with the {} under the new name.", count(n, "set")),
    };
    let why = renamed.why();
    let text = format!("{from} is not in the folder. It seems to be {to} now ({why}). Take its {sets} along?{there}");
    Some(Bar { glyph: Glyph::Info, text, buttons: vec![("Take along", Action::TakeAlong(renamed.clone()))] })
}

fn copies(ctx: Ctx<'_>, _: &Panels) -> Option<Bar> {
    let n = ctx.session.unmerged().len();
    let wait = if n == 1 { "1 file waits".to_owned() } else { format!("{n} files wait") };
    let text = format!("{wait} to be merged: two people changed the same at once. Nothing is lost.");
    let buttons = vec![("Merge copies…", run(Command::MergeCopies))];
    (n > 0).then_some(Bar { glyph: Glyph::Diamond, text, buttons })
}

fn conflicts(ctx: Ctx<'_>, panels: &Panels) -> Option<Bar> {
    let n = if ctx.session.why_read_only().is_some() { 0 } else { panels.conflicts.all().len() };
    let text = format!("{} to settle: both versions are kept until then.", count(n, "conflict"));
    let buttons = vec![("Settle…", run(Command::SettleConflicts))];
    (n > 0).then_some(Bar { glyph: Glyph::Differs, text, buttons })
}

fn who_codes(ctx: Ctx<'_>, panels: &Panels) -> Option<Bar> {
    if panels.knows_coder {
        return None;
    }
    let coder = ctx.session.coder();
    let sets = ctx.session.corpus().sets().iter().filter(|(key, _)| key.coder == *coder);
    let n: usize = sets.map(|(_, set)| set.len()).sum();
    let found = if ctx.session.loading().is_some() { "work".to_owned() } else { count(n, "statement") };
    let buttons =
        vec![("That is me", Action::SetCoder(coder.to_string())), ("I am someone else…", run(Command::SwitchCoder))];
    let text = format!("You are coding as {coder}, who has {found} here.");
    Some(Bar { glyph: Glyph::Question, text, buttons })
}
