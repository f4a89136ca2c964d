//! When the program fails all the same: work is saved, a report without any text of documents is written, and the next
//! start says what happened.
//!
//! ```text
//! panic ─▶ hook: report in the state folder, one line on the standard error
//!            │
//!            ├ in a worker ─▶ the work ends with a message, the window goes on
//!            └ in a frame, or around it ─▶ Guard::stop: rescue copies, save, note for the next start ─▶ last page
//! ```
//!
//! A message of a panic may quote a document (cutting a text in the middle of a letter names the text), so no message
//! is ever written anywhere: the place in the source and the way there say enough. There are no logs.
//!
//! Only the process's one panic hook is global here, as the language has it; it is set by `main` alone.
//!
//! A signal that ends the program (logging out, `kill`) is not held up: every edit is on the disk half a second after
//! it was made, and what the window calls saved is there before it says so.

mod guard;
mod hook;
mod note;
mod report;

pub use guard::{Guard, Guarded, stopped_page_ui};
pub use hook::{Hook, caught};
pub use note::CrashNote;
pub use report::{Report, shortened_backtrace, shortened_place};
