//! Reads the sources and fails when the house is out of order: layers, sizes, who may write files, who may draw.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each floor with those below it that it may name. What is not listed is above it.
const FLOORS: [(&str, &[&str]); 11] = [
    ("text", &[]),
    ("model", &["text"]),
    ("edit", &["model", "text"]),
    ("store", &["model", "text"]),
    ("analysis", &["model", "text"]),
    ("chart", &["analysis", "model", "text"]),
    ("exchange", &["chart", "analysis", "edit", "model", "text"]),
    ("session", &["edit", "store", "model", "text"]),
    // Of charts, only the geometry of signs and the files of fonts: the model stays unknown.
    ("ui", &["chart", "text"]),
    ("cli", &["session", "exchange", "chart", "analysis", "edit", "store", "model", "text"]),
    ("app", &["session", "exchange", "chart", "analysis", "ui", "edit", "store", "model", "text"]),
];

/// Words that only some floors may use, and which.
const RESERVED: [(&[&str], &[&str]); 3] = [
    (&["egui::", "eframe::"], &["ui", "app"]),
    (&["rfd::"], &["app"]),
    (
        &["SystemTime", "Instant::now", "Timestamp::now", "now_v7", "std::env", "env::var"],
        &["store", "exchange", "session", "ui", "cli", "app"],
    ),
];

/// What writes to the disk: only [`WRITERS`] may name it, so that a test can make every step of every write fail.
const WRITES: [&str; 21] = [
    "fs::copy",
    "fs::create_dir",
    "fs::hard_link",
    "fs::remove",
    "fs::rename",
    "fs::set_permissions",
    "fs::soft_link",
    "fs::write",
    "DirBuilder",
    "File::create",
    "File::options",
    "OpenOptions",
    "chown(",
    "::symlink",
    ".set_len(",
    ".set_permissions(",
    ".set_modified(",
    ".set_times(",
    "tempfile::",
    ".persist(",
    "NamedTempFile::new",
];

/// The folder of the one trait through which everything is written.
const WRITERS: &str = "src/store/files/";

/// The most lines that a source file may have.
const MAX_LINES: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `folder`, with its path from the project's root.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                out.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "no source below {folder}");
    let named = |path: &PathBuf| {
        let short = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        (short, fs::read_to_string(path).expect("source is readable"))
    };
    paths.iter().map(named).collect()
}

/// Whether a file below `src` holds nothing but tests.
fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs")
}

/// The floor of a file: `src/text/span.rs` is on `text`, `src/session.rs` on `session`.
fn floor(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

/// The part of a file that ships: without its unit tests and without comments.
fn shipped(source: &str) -> String {
    let end = source.find("#[cfg(test)]").unwrap_or(source.len());
    let code = source[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// Names that stand right behind `crate::`, in single paths and at the top of braces.
fn names_behind_crate(source: &str) -> BTreeSet<String> {
    let ident = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut names = BTreeSet::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(ident(rest));
            continue;
        };
        let mut depth = 0;
        let mut is_new = true;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_new = true,
                c if is_new && c.is_alphanumeric() => {
                    names.insert(ident(&group[i..]));
                    is_new = false;
                }
                _ => {}
            }
        }
    }
    names
}

#[test]
fn a_name_points_only_downward() {
    let floors: BTreeSet<&str> = FLOORS.iter().map(|(floor, _)| *floor).collect();
    let mut wrong = Vec::new();
    for (path, source) in sources("src") {
        let Some((own, below)) = FLOORS.iter().find(|(name, _)| *name == floor(&path)) else {
            assert!(["src/lib.rs", "src/main.rs"].contains(&path.as_str()), "{path} is on no floor");
            continue;
        };
        for name in names_behind_crate(&shipped(&source)) {
            let is_fine = name == *own || below.contains(&name.as_str()) || !floors.contains(name.as_str());
            if !is_fine {
                wrong.push(format!("{path} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "names that point upward:\n{}", wrong.join("\n"));
}

#[test]
fn each_floor_uses_only_its_own_tools() {
    let mut wrong = Vec::new();
    for (path, source) in sources("src") {
        let code = if is_test_file(&path) { String::new() } else { shipped(&source) };
        for (words, floors) in RESERVED {
            for word in words.iter().filter(|word| code.contains(**word)) {
                if !floors.contains(&floor(&path)) && path != "src/main.rs" {
                    wrong.push(format!("{path} uses {word}, which only {floors:?} may"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn everything_is_written_through_one_trait() {
    let (mut wrong, mut n_seen) = (Vec::new(), 0);
    for (path, source) in sources("src").into_iter().filter(|(path, _)| !is_test_file(path)) {
        let code = shipped(&source);
        let code: Vec<&str> = code.lines().filter(|line| *line != "use tempfile::NamedTempFile;").collect();
        for word in WRITES.iter().filter(|word| code.iter().any(|line| line.contains(**word))) {
            if path.starts_with(WRITERS) {
                n_seen += 1;
            } else {
                wrong.push(format!("{path} uses {word}, which only {WRITERS} may"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(n_seen >= 6, "the checker finds the writing that there is: {n_seen}");
}

#[test]
fn files_stay_small_and_say_what_they_hold() {
    let mut wrong = Vec::new();
    for (path, source) in sources("src").into_iter().chain(sources("tests")).chain(sources("benches")) {
        let n_lines = source.lines().count();
        if n_lines > MAX_LINES {
            wrong.push(format!("{path} has {n_lines} lines; {MAX_LINES} at most"));
        }
        if !source.starts_with("//!") {
            wrong.push(format!("{path} does not begin by saying what it holds"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a file of the window spells in points where a step of `ui/theme/scale.rs` should stand; 0 is no step.
fn spelled_out(source: &str) -> Vec<String> {
    let code = shipped(source);
    let is_number = |text: &str| {
        let number: String =
            text.trim_start_matches('-').chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        number.parse::<f32>().is_ok_and(|number| number != 0.0)
    };
    let firsts =
        ["font(", "semibold(", "reading(", "add_space(", "corner_radius(", "item_spacing.x = ", "item_spacing.y = "];
    let first = firsts.iter().flat_map(|head| code.match_indices(head).map(|(at, head)| &code[at + head.len()..]));
    let rects = ["rect_filled(", "rect_stroke(", ".rect("];
    let second = rects.iter().flat_map(|head| {
        code.match_indices(head).filter_map(|(at, head)| {
            let mut depth = 0;
            let rest = &code[at + head.len()..];
            let comma = rest.find(|c: char| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                c == ',' && depth == 0 || depth < 0
            })?;
            rest[comma..].strip_prefix(',').map(str::trim_start)
        })
    });
    first.chain(second).filter(|text| is_number(text)).map(|text| text.chars().take(40).collect()).collect()
}

#[test]
fn sizes_distances_and_corners_go_by_the_steps() {
    let drawn = sources("src/app").into_iter().chain(sources("src/ui"));
    let drawn = drawn.filter(|(path, _)| !path.starts_with("src/ui/theme/") && !is_test_file(path));
    let wrong: Vec<String> = drawn
        .flat_map(|(path, source)| spelled_out(&source).into_iter().map(move |what| format!("{path}: {what}")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        spelled_out("font(13.0); ui.add_space(-4.0); p.rect(r.f(1.0), 6.0, c); p.rect(r, radius::CONTROL, 6.0)").len(),
        3
    );
}

#[test]
fn the_checker_sees_what_it_should() {
    let names = names_behind_crate("use crate::{app::{A, b::C}, text};\nlet x = crate::ui::y;");
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["app", "text", "ui"]);
    assert_eq!(floor("src/session.rs"), "session");
    assert_eq!(floor("src/text/span.rs"), "text");
    assert!(!shipped("fn a() {}\n// egui::\n#[cfg(test)]\nmod tests { egui::x }").contains("egui"));
}

#[test]
fn no_network_crate_is_in_the_tree() {
    const NETWORK: [&str; 24] = [
        "attohttpc",
        "curl",
        "ehttp",
        "h2",
        "hickory-resolver",
        "http",
        "hyper",
        "isahc",
        "mio",
        "minreq",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "socket2",
        "surf",
        "tiny_http",
        "trust-dns-resolver",
        "tungstenite",
        "ureq",
        "webbrowser",
        "websocket",
        "ws",
    ];
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is there");
    let names: BTreeSet<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    let found: Vec<&&str> = NETWORK.iter().filter(|name| names.contains(**name)).collect();
    assert!(found.is_empty(), "network crates in the lock file: {found:?}");
    // The lock file covers every platform: tokio stands in it for web browsers alone, behind wasm-bindgen-futures.
    let users = |wanted: &str| -> Vec<&str> {
        let packages = lock.split("[[package]]").filter(|package| package.contains(&format!("\n \"{wanted}\"")));
        packages.filter_map(|package| package.lines().find_map(|line| line.strip_prefix("name = "))).collect()
    };
    assert_eq!(users("tokio"), ["\"wasm-bindgen-futures\""], "who brings tokio");
}

#[test]
fn an_opt_out_carries_its_reason() {
    for (path, source) in sources("src") {
        for (n, line) in source.lines().enumerate() {
            let is_bare = line.contains("#[allow(") || line.contains("#![allow(");
            assert!(!is_bare || line.contains("reason"), "{path}:{}: an opt-out without a reason", n + 1);
        }
    }
}
