//! What a report of a failure says: nothing that comes from a document, a name or a path of the user's.

use jiff::Timestamp;
use std::fmt;

/// Most lines of the way to the place of a failure.
const MAX_LINES: usize = 240;

/// A failure of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// When.
    pub at: Timestamp,
    /// On which thread, by the name that the program gave it.
    pub thread: String,
    /// Where in the source, shortened: `src/app/window.rs:12:5`.
    pub place: String,
    /// The way there, shortened.
    pub backtrace: String,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Report of a failure of Standpoint")?;
        writeln!(f, "It holds no text of your documents, no names and no paths. Read it before you pass it on.")?;
        writeln!(f)?;
        writeln!(f, "version: {}", env!("CARGO_PKG_VERSION"))?;
        writeln!(f, "system:  {} on {}", std::env::consts::OS, std::env::consts::ARCH)?;
        writeln!(f, "time:    {}", self.at)?;
        writeln!(f, "thread:  {}", self.thread)?;
        writeln!(f, "place:   {}", self.place)?;
        writeln!(f, "message: left out, since it could quote a document")?;
        writeln!(f)?;
        writeln!(f, "{}", self.backtrace.trim_end())
    }
}

/// A path of a source file from the folder of its package on, so that it does not tell where somebody built the program;
/// of our own sources from `src` on.
pub fn shortened_place(path: &str) -> String {
    let path = path.replace('\\', "/");
    let Some((before, below)) = path.rsplit_once("/src/") else {
        let is_ours = path.starts_with("src/");
        return if is_ours { path } else { path.rsplit('/').next().unwrap_or_default().to_owned() };
    };
    let is_foreign = before.contains("/registry/src/") || before.starts_with("/rustc/");
    match before.rsplit('/').next().filter(|_| is_foreign) {
        Some(package) => format!("{package}/src/{below}"),
        None => format!("src/{below}"),
    }
}

/// A backtrace as the standard library prints it, with every path shortened.
pub fn shortened_backtrace(backtrace: &str) -> String {
    let line = |line: &str| match line.trim_start().strip_prefix("at ") {
        Some(place) => format!("             at {}", shortened_place(place)),
        None => line.to_owned(),
    };
    backtrace.lines().take(MAX_LINES).map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_nothing_of_who_built_the_program() {
        for (path, short) in [
            ("src/app/window.rs:1:2", "src/app/window.rs:1:2"),
            ("./src/app/window.rs:1:2", "src/app/window.rs:1:2"),
            ("/home/ann/.cargo/registry/src/index.crates.io-1/egui-0.37.0/src/ui.rs:7:1", "egui-0.37.0/src/ui.rs:7:1"),
            (r"C:\Users\Ann\x\src\main.rs:3:4", "src/main.rs:3:4"),
            ("/rustc/ab12/library/std/src/panicking.rs:689:5", "std/src/panicking.rs:689:5"),
            ("/home/ann/secret/build.rs", "build.rs"),
        ] {
            assert_eq!(shortened_place(path), short);
        }
        let short = shortened_backtrace("   0: a::b\n             at /home/ann/p/src/b.rs:1:2\n   1: main\n");
        assert_eq!(short, "   0: a::b\n             at src/b.rs:1:2\n   1: main");
    }
}
