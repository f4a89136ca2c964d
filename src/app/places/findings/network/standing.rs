//! Where nodes stand: laid out from the network as a whole, so that the same statements give the same picture, and
//! where people moved them.
//!
//! Neither the threshold, nor what is left out, nor the window of time moves a node. An edit of the corpus moves few of
//! them a little; another question lays everything out anew.

use super::camera::bounds_of;
use crate::analysis::network::Network;
use crate::analysis::network::layout::{Place, Start, layout};
use crate::analysis::query::Query;
use crate::analysis::{Cancel, Value};
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Networks of more nodes are laid out behind the window.
const MAX_AT_ONCE: usize = 100;
/// Layouts kept, so that an edit and its undo give the picture of before.
const MAX_KEPT: usize = 8;
/// Steps in which progress is told.
const STEPS: f32 = 1_000.0;

/// Places of nodes.
pub type Laid = BTreeMap<Value, Place>;

/// The work of laying a network out.
#[derive(Clone, Debug)]
pub struct LayoutWork {
    network: Arc<Network>,
    starts: Vec<Option<Start>>,
    print: u64,
    is_again: bool,
    /// Gives it up, and tells how far it is.
    cancel: Cancel,
}

/// Places that were worked out; none where the work was given up.
#[derive(Clone, Debug)]
pub struct LaidOut {
    print: u64,
    is_again: bool,
    laid: Option<Laid>,
}

/// Where nodes stand.
#[derive(Default)]
pub struct Standing {
    laid: Arc<Laid>,
    moved: Laid,
    /// What was laid out: the question, and the network that answered it.
    of: Option<(Query, Arc<Network>)>,
    kept: Vec<(u64, Arc<Laid>)>,
    work: Option<LayoutWork>,
    is_given_up: bool,
    /// Goes up whenever a node comes to stand elsewhere.
    pub generation: u64,
}

impl LayoutWork {
    /// Carries it out.
    pub fn run(&self) -> LaidOut {
        let mut told = 0.0;
        let places = layout(&self.network, &self.starts, &mut |part| {
            let now = (part * STEPS).floor();
            self.cancel.count((now - told).max(0.0) as usize);
            told = f32::max(told, now);
            !self.cancel.is_set()
        });
        let values = || self.network.nodes.iter().map(|node| node.value.clone());
        LaidOut {
            print: self.print,
            is_again: self.is_again,
            laid: places.map(|places| values().zip(places).collect()),
        }
    }

    /// What gives it up.
    pub const fn cancel(&self) -> &Cancel {
        &self.cancel
    }
}

impl PartialEq for LayoutWork {
    fn eq(&self, other: &Self) -> bool {
        self.print == other.print && Arc::ptr_eq(&self.network, &other.network)
    }
}

impl Standing {
    /// Brings places up to date with the network as a whole; work that takes long is returned, to be done elsewhere.
    pub fn follow(&mut self, query: &Query, whole: &Arc<Network>) -> Option<LayoutWork> {
        if self.of.as_ref().is_some_and(|(_, network)| Arc::ptr_eq(network, whole)) {
            return None;
        }
        let is_same_question =
            self.of.as_ref().is_some_and(|(of, network)| of == query && network.request == whole.request);
        self.of = Some((query.clone(), Arc::clone(whole)));
        if !is_same_question {
            self.moved.clear();
        }
        let print = print_of(whole);
        if let Some((_, laid)) = self.kept.iter().find(|(kept, _)| *kept == print) {
            self.laid = Arc::clone(laid);
            self.stop();
            self.generation += 1;
            return None;
        }
        let start = |value: &Value| {
            let place = self.place(value)?;
            Some(Start { place, is_pinned: self.moved.contains_key(value) })
        };
        let starts = if is_same_question && !self.laid.is_empty() {
            whole.nodes.iter().map(|node| start(&node.value)).collect()
        } else {
            Vec::new()
        };
        self.begin(LayoutWork { network: Arc::clone(whole), starts, print, is_again: false, cancel: Cancel::default() })
    }

    /// Lays what is shown out anew and lets go of what people moved.
    pub fn lay_out_again(&mut self, shown: &Arc<Network>) -> Option<LayoutWork> {
        self.moved.clear();
        self.kept.clear();
        let (network, print) = (Arc::clone(shown), print_of(shown));
        self.begin(LayoutWork { network, starts: Vec::new(), print, is_again: true, cancel: Cancel::default() })
    }

    fn begin(&mut self, work: LayoutWork) -> Option<LayoutWork> {
        self.stop();
        if work.network.nodes.len() <= MAX_AT_ONCE {
            let done = work.run();
            self.work = Some(work);
            self.take(done);
            return None;
        }
        self.work = Some(work.clone());
        Some(work)
    }

    fn stop(&mut self) {
        self.is_given_up = false;
        if let Some(work) = self.work.take() {
            work.cancel.set();
        }
    }

    /// Gives up the work that goes on; nodes that have no place then stand in a ring.
    pub fn give_up(&mut self) {
        self.stop();
        self.is_given_up = true;
        self.generation += 1;
    }

    /// Takes places over that were worked out, where they are still waited for.
    pub fn take(&mut self, done: LaidOut) {
        if self.work.as_ref().is_none_or(|work| work.print != done.print || work.is_again != done.is_again) {
            return;
        }
        self.work = None;
        let Some(laid) = done.laid else { return };
        self.generation += 1;
        if done.is_again {
            let mut all = (*self.laid).clone();
            all.extend(laid);
            self.laid = Arc::new(all);
        } else {
            self.laid = Arc::new(laid);
            if self.moved.is_empty() {
                self.kept.insert(0, (done.print, Arc::clone(&self.laid)));
                self.kept.truncate(MAX_KEPT);
            }
        }
    }

    /// How far the work is that goes on, from 0 to 1.
    pub fn progress(&self) -> Option<f32> {
        self.work.as_ref().map(|work| (work.cancel.n_bytes() as f32 / STEPS).min(1.0))
    }

    /// Whether there are places to draw at.
    pub fn is_ready(&self) -> bool {
        self.is_given_up || self.work.as_ref().is_none_or(|work| !work.starts.is_empty() || work.is_again)
    }

    /// What became of the nodes where laying them out was stopped.
    pub fn fate(&self) -> Option<&'static str> {
        self.is_given_up.then_some(if self.laid.is_empty() {
            "Laying out was stopped: nodes stand in a ring."
        } else {
            "Laying out was stopped: nodes stand where they stood before."
        })
    }

    /// Where a node stands.
    pub fn place(&self, value: &Value) -> Option<Place> {
        self.moved.get(value).or_else(|| self.laid.get(value)).copied()
    }

    /// Where all nodes of `network` stand; those that have no place yet stand among their neighbours, or in a ring.
    pub fn places(&self, network: &Network) -> Vec<Place> {
        let known: Vec<Option<Place>> = network.nodes.iter().map(|node| self.place(&node.value)).collect();
        let n = known.len().max(1) as f32;
        let place = |(at, place): (usize, &Option<Place>)| {
            place.unwrap_or_else(|| {
                let beside = network.edges.iter().filter_map(|edge| match at {
                    at if at == edge.a => known[edge.b],
                    at if at == edge.b => known[edge.a],
                    _ => None,
                });
                let (sum, n_beside) =
                    beside.fold(([0.0; 2], 0.0), |(sum, n), place| ([sum[0] + place[0], sum[1] + place[1]], n + 1.0));
                let angle = at as f32 / n * std::f32::consts::TAU;
                let (sin, cos) = angle.sin_cos();
                if n_beside > 0.0 {
                    [sum[0] / n_beside + 0.05 * cos, sum[1] / n_beside + 0.05 * sin]
                } else {
                    [0.5 + 0.46 * cos, 0.5 + 0.46 * sin]
                }
            })
        };
        known.iter().enumerate().map(place).collect()
    }

    /// The rectangle around everything laid out; moving a node does not change it.
    pub fn bounds(&self) -> [Place; 2] {
        if self.laid.is_empty() { [[0.0; 2], [1.0; 2]] } else { bounds_of(self.laid.values().copied()) }
    }

    /// Puts a node somewhere, to stay there.
    pub fn put(&mut self, value: &Value, place: Place) {
        self.moved.insert(value.clone(), place);
        self.generation += 1;
    }

    /// Lets a node go back to where it was laid out.
    pub fn let_go(&mut self, value: &Value) {
        self.moved.remove(value);
        self.generation += 1;
    }

    /// Whether people put the node where it is.
    pub fn is_moved(&self, value: &Value) -> bool {
        self.moved.contains_key(value)
    }
}

/// A number that tells networks apart: their nodes, their ties and the weights of these.
fn print_of(network: &Network) -> u64 {
    let mut hasher = DefaultHasher::new();
    for node in &network.nodes {
        node.value.hash(&mut hasher);
    }
    for edge in &network.edges {
        (edge.a, edge.b, edge.weight.to_bits()).hash(&mut hasher);
    }
    network.request.is_two_mode().hash(&mut hasher);
    hasher.finish()
}
