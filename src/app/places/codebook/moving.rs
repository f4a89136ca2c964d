//! Moving an entry by keys or by the pointer.

use super::ask::CodebookAsk;
use super::drag::Drop;
use super::keys::PlaceKey;
use super::tree::{Children, Spot};
use crate::app::action::Action;
use crate::app::ctx::Ctx;
use crate::edit::reshape::Reshape;
use crate::model::{EntryId, StanceId, ThemeId};

/// What a key that moves asks for; `None` where the entry cannot go there.
pub fn moved(ctx: Ctx<'_>, id: &EntryId, key: PlaceKey) -> Option<Action> {
    let book = ctx.codebook();
    match id {
        EntryId::Theme(id) => {
            let children = Children::new(book);
            let spot = match key {
                PlaceKey::MoveUp => children.along(id, false),
                PlaceKey::MoveDown => children.along(id, true),
                PlaceKey::MoveIn => children.inward(id),
                PlaceKey::MoveOut => children.outward(id),
                _ => None,
            };
            spot.map(|spot| theme(id, spot))
        }
        EntryId::Stance(id) => {
            let at = book.stances.position(id)?;
            let to = match key {
                PlaceKey::MoveUp => at.checked_sub(1)?,
                PlaceKey::MoveDown => at + 1,
                _ => return None,
            };
            (to < book.stances.len()).then(|| stance(id, to))
        }
        EntryId::Speaker(_) => None,
    }
}

/// What dropping an entry asks for.
pub fn dropped(ctx: Ctx<'_>, id: &EntryId, drop: Drop) -> Option<Action> {
    match (id, drop) {
        (EntryId::Theme(id), Drop::Theme(spot)) => Some(theme(id, spot)),
        (EntryId::Stance(id), Drop::Stance(before)) => {
            let at = ctx.codebook().stances.position(id)?;
            let to = if before > at { before - 1 } else { before };
            (to != at).then(|| stance(id, to))
        }
        _ => None,
    }
}

fn theme(id: &ThemeId, spot: Spot) -> Action {
    let Spot { parent, before } = spot;
    Action::Codebook(CodebookAsk::reshape(Reshape::MoveTheme { theme: id.clone(), parent, before }))
}

fn stance(id: &StanceId, to: usize) -> Action {
    Action::Codebook(CodebookAsk::reshape(Reshape::MoveStance { stance: id.clone(), to }))
}
