//! One writer for each coder.

use super::{Session, SessionError};
use crate::edit::Edit;
use crate::model::Coder;
use crate::store::{Claim, Problem, claim};
use std::collections::BTreeSet;

impl Session {
    /// Why nothing can be changed here; `None` when it can.
    ///
    /// That is so while another window codes under the same name: two would write over each other's heads.
    pub fn why_read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Asks again for the coder's lock, as when the other window was closed. Returns whether it is ours now.
    pub fn claim_again(&mut self) -> bool {
        self.claim_own();
        self.read_only.is_none()
    }

    /// Takes the lock of this coder, where a folder of theirs is there to be worked in.
    pub(super) fn claim_own(&mut self) {
        let coder = self.coder.clone();
        self.locks.retain(|held, _| *held == coder);
        self.read_only = None;
        if !self.is_coder_borrowed && self.layout.coder_dir(&coder).is_dir() {
            self.read_only = self.claim(&coder).err();
        }
    }

    /// Takes the lock of each coder whose sets `edit` would change.
    pub(super) fn claim_for(&mut self, edit: &Edit) -> Result<(), SessionError> {
        if let Some(why) = &self.read_only {
            return Err(SessionError::ReadOnly(why.clone()));
        }
        let mut coders = BTreeSet::new();
        edit.for_each_set(&mut |set| {
            if !self.locks.contains_key(&set.coder) {
                coders.insert(&set.coder);
            }
        });
        for coder in coders {
            if let Err(why) = self.claim(coder) {
                if *coder == self.coder && !self.is_coder_borrowed {
                    self.read_only = Some(why.clone());
                }
                return Err(SessionError::ReadOnly(why));
            }
        }
        Ok(())
    }

    fn claim(&mut self, coder: &Coder) -> Result<(), String> {
        if self.locks.contains_key(coder) {
            return Ok(());
        }
        match claim(&*self.files, &self.layout, coder) {
            Claim::Ours(lock) => {
                self.locks.insert(coder.clone(), Some(lock));
                Ok(())
            }
            Claim::Another(holder) => {
                let holder = holder.map_or_else(String::new, |holder| format!(" ({holder})"));
                Err(format!("{coder} is open in another window{holder}, so nothing of {coder} is changed here"))
            }
            // Asked once, and saving says what it thinks of the folder.
            Claim::Unwritable => Ok(()),
            Claim::NoLocks(why) => {
                let cause =
                    format!("this disk knows no locks ({why}), so nobody is told when two windows code as {coder}");
                let remedy = "see that only one window at a time codes under a name";
                let folder = self.layout.coder_dir(coder);
                self.problems.push(Problem::notice(self.layout.below_root(&folder), cause, remedy));
                self.locks.insert(coder.clone(), None);
                Ok(())
            }
        }
    }
}
