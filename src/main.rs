//! The program: the command line, and the window where that is asked for.

use standpoint::cli::{self, Ran};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Ran::Done(code) => code,
        // INTEGRATOR: the window. Replace this line by `standpoint::app::run(corpus, coder)`.
        Ran::Window { corpus: _, coder: _ } => ExitCode::from(3),
    }
}
