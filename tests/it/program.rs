//! Running the built program: what goes in, and what must come out.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program with its arguments, ready to run.
pub struct Program {
    command: Command,
    input: Vec<u8>,
    /// Where it keeps its own files, unless the test says otherwise.
    _state: tempfile::TempDir,
}

/// What the program did.
pub struct Ended {
    /// Results.
    pub out: String,
    /// What went wrong.
    pub err: String,
    /// Results as they came.
    pub bytes: Vec<u8>,
    status: Option<i32>,
    asked: String,
}

impl std::fmt::Debug for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { out, err, status, asked, .. } = self;
        write!(f, "{asked}\nstatus {status:?}\nresults {out:?}\nerrors {err:?}")
    }
}

/// The program with these arguments; no display is known to it.
pub fn standpoint<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Program {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint"));
    command.args(args).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    // Never the state folder of whoever runs the tests.
    let state = tempfile::tempdir().expect("a temporary folder");
    command.env("XDG_STATE_HOME", state.path());
    Program { command, input: Vec::new(), _state: state }
}

impl Program {
    /// What it can read.
    pub fn input(mut self, input: impl AsRef<[u8]>) -> Self {
        self.input = input.as_ref().to_vec();
        self
    }

    /// The folder it runs in.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// More arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: &[A]) -> Self {
        self.command.args(args);
        self
    }

    /// A variable of its environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Another argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Runs it, and fails unless it ends with this status.
    pub fn ends_with(self, status: i32) -> Ended {
        let ended = self.ends_in();
        assert_eq!(ended.status, Some(status), "{ended:#?}");
        ended
    }

    /// Runs it, however it ends.
    pub fn ends_in(mut self) -> Ended {
        let asked = format!("{:?}", self.command);
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap_or_else(|error| panic!("{asked}: {error}"));
        let mut pipe = child.stdin.take().expect("is piped");
        let input = self.input;
        // A program that does not read must not block the test, nor be blocked by it.
        let writer = std::thread::spawn(move || pipe.write_all(&input).is_ok());
        let Output { stdout, stderr, status: ended } = child.wait_with_output().expect("ends");
        drop(writer.join());
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ended { out: text(&stdout), err: text(&stderr), bytes: stdout, status: ended.code(), asked }
    }
}

impl Ended {
    /// Fails unless each of these is in the results.
    pub fn says(self, fragments: &[&str]) -> Self {
        for fragment in fragments {
            assert!(self.out.contains(fragment), "{fragment:?} is not in the results of {self:#?}");
        }
        self
    }

    /// Fails unless the errors are as many lines as there are fragments, each with its fragment in it.
    pub fn complains(self, fragments: &[&str]) -> Self {
        let lines: Vec<&str> = self.err.lines().collect();
        assert_eq!(lines.len(), fragments.len(), "{self:#?}");
        for (line, fragment) in lines.iter().zip(fragments) {
            assert!(line.starts_with("standpoint: ") && line.contains(fragment), "{fragment:?} is not in {line:?}");
        }
        self
    }

    /// Fails unless nothing went wrong and nothing was said of it.
    pub fn quietly(self) -> Self {
        self.complains(&[])
    }

    /// Fails unless there are no results.
    pub fn without_results(self) -> Self {
        assert!(self.bytes.is_empty(), "{self:#?}");
        self
    }
}
