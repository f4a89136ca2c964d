//! What the user must know: bars above the text, the most urgent first.
//!
//! One more of them is one more function in [`all`].

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::ctx::Ctx;
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
fn all(ctx: Ctx<'_>, knows_coder: bool, is_placing: bool) -> impl Iterator<Item = Bar> + '_ {
    let sources: [fn(Ctx<'_>) -> Option<Bar>; 3] = [not_saved, read_only, gone];
    let asked = (!knows_coder).then(move || who_codes(ctx));
    let to_place = (!is_placing).then(|| to_place(ctx)).flatten();
    sources.into_iter().filter_map(move |source| source(ctx)).chain(asked).chain(to_place).chain(renamed(ctx))
}

/// Draws the bars.
pub fn banners_ui(ui: &mut Ui, ctx: Ctx<'_>, knows_coder: bool, is_placing: bool, out: &mut Vec<Action>) {
    let frame = Frame::new().inner_margin(Margin { left: 16, right: 16, top: 8, bottom: 0 });
    for bar in all(ctx, knows_coder, is_placing).take(MAX_SHOWN) {
        let words: Vec<&str> = bar.buttons.iter().map(|(words, _)| *words).collect();
        let said = Banner { glyph: bar.glyph, text: &bar.text, actions: &words };
        let pressed = frame.show(ui, |ui| banner(ui, &said)).inner;
        out.extend(pressed.and_then(|at| bar.buttons.into_iter().nth(at)).map(|(_, action)| action));
    }
}

fn run(command: Command) -> Action {
    Action::Run(command)
}

fn not_saved(ctx: Ctx<'_>) -> Option<Bar> {
    let SaveState::Failed { path, reason, since } = ctx.session.save_state() else { return None };
    if since.elapsed() < MERGING && ctx.session.is_being_merged(&path) {
        return None;
    }
    let text = format!("{}: {reason}", path.display());
    Some(Bar { glyph: Glyph::TriangleUp, text, buttons: vec![("Try again", run(Command::SaveNow))] })
}

fn read_only(ctx: Ctx<'_>) -> Option<Bar> {
    let text = format!("Read-only: {}. What is done there appears here by itself.", ctx.session.why_read_only()?);
    Some(Bar { glyph: Glyph::Pin, text, buttons: vec![("Try again", run(Command::ClaimAgain))] })
}

fn gone(ctx: Ctx<'_>) -> Option<Bar> {
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
fn to_place(ctx: Ctx<'_>) -> Option<Bar> {
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
fn renamed(ctx: Ctx<'_>) -> Option<Bar> {
    let renamed = ctx.session.renamed().first()?;
    let (from, to, sets) = (&renamed.from, &renamed.to, count(renamed.coders.len(), "annotation set"));
    let text =
        format!("{from} is not in the folder. It seems to be {to} now ({}). Take its {sets} along?", renamed.why());
    Some(Bar { glyph: Glyph::Info, text, buttons: vec![("Take along", Action::TakeAlong(renamed.clone()))] })
}

fn who_codes(ctx: Ctx<'_>) -> Bar {
    let coder = ctx.session.coder();
    let sets = ctx.session.corpus().sets().iter().filter(|(key, _)| key.coder == *coder);
    let n: usize = sets.map(|(_, set)| set.len()).sum();
    let found = if ctx.session.loading().is_some() { "work".to_owned() } else { count(n, "statement") };
    let buttons =
        vec![("That is me", Action::SetCoder(coder.to_string())), ("I am someone else…", run(Command::SwitchCoder))];
    Bar { glyph: Glyph::Question, text: format!("You are coding as {coder}, who has {found} here."), buttons }
}
