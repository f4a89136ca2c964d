//! Reading passages behind the window for a filter on their words, while what was shown before stays.

use super::places::passages::ask::PassagesAsk;
use crate::analysis::Cancel;
use crate::analysis::query::Query;
use crate::app::action::Action;
use crate::app::ctx::Ctx;

/// Bytes of passages that are read within a frame: a moment on one core.
const AT_ONCE: usize = 1 << 20;

/// Whether a filter can be answered within a frame, and the work under way if not.
#[derive(Debug, Default)]
pub struct Reading {
    ready: Option<(u64, Query)>,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    /// Revision of the corpus, and the filter.
    of: (u64, Query),
    cancel: Cancel,
    /// Set when the work is over, however it ended.
    over: Cancel,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.cancel.set();
    }
}

impl Reading {
    /// Whether passages are being read.
    pub const fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether `query` can be answered within a frame. If not, its passages are read behind the window; the answer is
    /// another one in some later frame.
    pub fn is_done(&mut self, ctx: Ctx<'_>, query: &Query, out: &mut Vec<Action>) -> bool {
        let revision = ctx.session.revision();
        let is_it = |of: &(u64, Query)| of.0 == revision && of.1 == *query;
        if self.ready.as_ref().is_some_and(is_it) {
            return true;
        }
        let running = self.running.as_ref().filter(|running| is_it(&running.of));
        if running.is_some_and(|running| running.over.is_set()) || is_quick(ctx, query) {
            self.running = None;
            self.ready = Some((revision, query.clone()));
            return true;
        }
        if running.is_none() {
            let (cancel, over) = (Cancel::default(), Cancel::default());
            self.running = Some(Running { of: (revision, query.clone()), cancel: cancel.clone(), over: over.clone() });
            out.push(Action::Passages(PassagesAsk::Read(Box::new(query.clone()), cancel, over)));
        }
        false
    }
}

/// Whether few passages have yet to be read to answer `query`.
pub fn is_quick(ctx: Ctx<'_>, query: &Query) -> bool {
    query.n_bytes_unread(ctx.table, ctx.session.corpus(), AT_ONCE) < AT_ONCE
}
