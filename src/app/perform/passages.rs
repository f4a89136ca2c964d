//! Carrying out what the Passages place asks for.

use crate::app::places::passages::ask::PassagesAsk;
use crate::app::window::Window;

impl Window {
    /// Carries out what the Passages place asks for.
    pub(super) fn passages(&mut self, ask: PassagesAsk) {
        match ask {
            PassagesAsk::Remember(remembered) => {
                self.memory.settings.passages = remembered.bounded();
                self.memory.save_soon();
            }
            PassagesAsk::ShowPassage(set, id) => self.show_passage(&set, id),
        }
    }
}
