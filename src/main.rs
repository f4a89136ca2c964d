//! The program: the command line, and the window where that is asked for.

use standpoint::app::{self, LaunchError, crash::Hook};
use standpoint::cli::{self, Ran};
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let hook = Hook::new(Some(&app::state_folder()));
    hook.install();
    let (corpus, coder) = match cli::run(std::env::args_os()) {
        Ran::Done(code) => return code,
        Ran::Window { corpus, coder } => (corpus, coder),
    };
    match app::run(corpus, coder.map(|coder| coder.to_string()), &hook) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // With the standard error closed there is nobody to tell.
            writeln!(std::io::stderr(), "standpoint: {error}").ok();
            ExitCode::from(if matches!(error, LaunchError::Stopped(_)) { 101 } else { 3 })
        }
    }
}
