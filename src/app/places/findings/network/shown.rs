//! The network that is shown: of all the time, or of the window that the player is at.

use super::NetworkView;
use super::behind::within;
use super::matrix::Ties;
use crate::analysis::network::{Network, network, windows};
use crate::analysis::query::Expr;
use crate::app::ctx::Ctx;
use crate::app::places::findings::base::Base;
use crate::app::words::sentence;
use crate::chart::NetScale;
use std::sync::Arc;

/// The networks of all windows of time.
pub struct Series {
    windows: Vec<OneWindow>,
    account: String,
}

struct OneWindow {
    label: String,
    within: Expr,
    network: Arc<Network>,
}

/// The network that is shown.
pub struct Shown {
    /// Nodes and ties.
    pub network: Arc<Network>,
    /// Numbers of its ties, the strongest first.
    pub ties: Arc<Vec<u32>>,
    /// Its sizes.
    pub scale: NetScale,
    /// How it was counted.
    pub account: String,
    /// The condition that documents lie in its window of time.
    pub window: Option<Expr>,
    /// How many windows there are, where time moves.
    pub n_windows: Option<usize>,
    /// Its window of time in words.
    pub label: String,
}

/// What is shown, worked out once for as long as nothing changes.
pub fn shown(ctx: Ctx<'_>, view: &mut NetworkView, base: &Base) -> Result<Shown, String> {
    let request = view.choices.request();
    let mut found = match view.choices.windows {
        None => {
            let make = |request: &_| Arc::new(network(ctx.table, base.selection(), request));
            let network = Arc::clone(view.one.get(ctx, base, request, make));
            let account = network.account.sentence();
            Shown {
                network,
                ties: Arc::default(),
                scale: NetScale::default(),
                account,
                window: None,
                n_windows: None,
                label: String::new(),
            }
        }
        Some(over) => {
            let make = |(request, over): &(_, _)| {
                let series = windows(ctx.table, base.selection(), request, *over).map_err(|error| error.to_string())?;
                let one = |window: crate::analysis::network::Window| OneWindow {
                    label: window.to_string(),
                    within: within(&window),
                    network: Arc::new(window.network),
                };
                let account = series.account.sentence();
                Ok(Series { windows: series.windows.into_iter().map(one).collect(), account })
            };
            let series = view.series.get(ctx, base, (request, over), make).as_ref().map_err(Clone::clone)?;
            let at = view.player.at.min(series.windows.len().saturating_sub(1));
            let Some(window) = series.windows.get(at) else {
                return Err(sentence("no document has a date, so there are no windows of time"));
            };
            Shown {
                network: Arc::clone(&window.network),
                ties: Arc::default(),
                scale: NetScale::default(),
                account: format!("{} {}", window.network.account.sentence(), series.account),
                window: Some(window.within.clone()),
                n_windows: Some(series.windows.len()),
                label: window.label.clone(),
            }
        }
    };
    let same = view.ties.take().filter(|(of, ..)| Arc::ptr_eq(of, &found.network));
    let (_, ties, scale) = view.ties.insert(same.unwrap_or_else(|| {
        let network = &found.network;
        (Arc::clone(network), Arc::new(Ties::ordered(network)), NetScale::of(network))
    }));
    found.ties = Arc::clone(ties);
    found.scale = *scale;
    Ok(found)
}
