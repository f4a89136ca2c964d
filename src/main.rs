//! The program: the command line, or the window.
fn main() {
    let corpus = std::env::args_os().nth(1).map(std::path::PathBuf::from);
    standpoint::app::run(corpus, None).unwrap();
}
