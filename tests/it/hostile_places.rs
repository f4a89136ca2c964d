//! Hostile places: paths, links, pipes and trees that lead where they should not, and files full of nothing.

use crate::hostile::{in_time, opened};
use crate::hostile_files::{SET, TEXT, bank, held, set, theme, themes, told};
use crate::notation::{id, statement};
use crate::program::standpoint;
use crate::world::{PATIENCE, World};
use standpoint::edit::{Edit, Focus};
use standpoint::model::{DocPath, Theme};
use standpoint::session::Change;
use standpoint::store::Severity;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Paths that lead out of the corpus, in every form.
const ASTRAY: [&str; 16] = [
    "../a.txt",
    "x/../../a.txt",
    "/etc/passwd",
    "//server/share/a.txt",
    "./a.txt",
    "x//a.txt",
    "x/",
    "",
    ".",
    "..",
    "..\\\\a.txt",
    "C:/a.txt",
    "C:a.txt",
    "\\\\\\\\server\\\\share\\\\a.txt",
    "\\\\\\\\?\\\\C:\\\\a.txt",
    "\\0",
];

#[test]
fn paths_that_leave_the_corpus_are_told_in_sets_and_corpus_files() {
    for path in ASTRAY {
        held(SET, set("").replace("a.txt", path), "the file says document", 3);
        let document =
            format!("        Document(\n            path: \"{path}\",\n            title: \"x\",\n        ),\n");
        let session = held(
            "corpus.ron",
            format!("Corpus(\n    format: 1,\n    documents: [\n{document}    ],\n)\n"),
            "failed to use",
            4,
        );
        assert_eq!(session.corpus().documents().len(), 1);
    }
}

#[test]
fn names_that_only_look_like_paths_stay_plain_names() {
    let names =
        ["%2e%2e%2fa.txt", "．．／a.txt", "‥/a.txt", "ab:x.txt", "con.txt", "NUL.txt", "a .txt", "x..y.txt", "x...txt"];
    let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, "x")).collect();
    let world = World::new(&files);
    let session = opened(&world);
    assert_eq!(session.corpus().documents().len(), names.len());
    assert!(session.problems().is_empty(), "{:?}", session.problems());
    for name in names {
        assert!(
            session.corpus().document(&DocPath::from(name)).is_some_and(|document| document.ready_text().is_some())
        );
    }
}

#[test]
fn an_example_that_leads_out_of_the_corpus_leads_nowhere() {
    for path in ASTRAY.into_iter().filter(|path| !path.is_empty()) {
        let world = World::new(&[("a.txt", TEXT)]);
        let fields = format!(
            "            id: \"a\",\n            name: \"A\",\n            examples: [Example(quote: \"bank\", document: \"{path}\")],\n"
        );
        world.write("codebook.ron", themes(&theme(&fields)).replace("format: 1", "format: 2"));
        let session = opened(&world);
        let problem = told(&session, "codebook.ron", "leads nowhere");
        assert_eq!((problem.line, problem.severity), (Some(4), Severity::Notice));
        assert_eq!(session.corpus().codebook.themes.len(), 1);
    }
}

#[test]
fn themes_in_a_circle_or_with_no_parent_are_told_and_shown() {
    let one = |id: &str, parent: &str| {
        theme(&format!("            id: \"{id}\",\n            name: \"{id}\",\n            parent: \"{parent}\",\n"))
    };
    let world = World::new(&[("a.txt", TEXT)]);
    world.write(
        "codebook.ron",
        themes(&(one("a", "b") + &one("b", "a") + &one("c", "c") + &one("d", "gone") + &one("e", "a"))),
    );
    let before = world.bytes();
    let mut user = world.window("ann");
    user.key(egui::Modifiers::COMMAND, egui::Key::Num5);
    for (cause, line) in
        [("“a”: its parents go round", 4), ("“b”: its parents go round", 9), ("“c”: its parents", 14), ("“gone”", 19)]
    {
        assert_eq!(told(user.session(), "codebook.ron", cause).line, Some(line), "{cause}");
    }
    assert_eq!(user.session().problems().len(), 4, "{:?}", user.session().problems());
    for name in ["a", "b", "c", "d", "e"] {
        assert!(user.shows(name), "{name}");
    }
    standpoint(["codebook", "export", "--to", "-", "--format", "markdown"]).arg(world.root()).ends_with(0).quietly();
    drop(user);
    assert_eq!(world.bytes(), before);
}

#[test]
fn a_tree_twenty_thousand_deep_is_opened_and_exported_in_time() {
    let world = World::new(&[("a.txt", TEXT)]);
    let one = |n: usize| {
        theme(&format!(
            "            id: \"t{n}\",\n            name: \"Theme {n}\",\n            parent: \"t{}\",\n",
            n + 1
        ))
    };
    world.write("codebook.ron", themes(&(0..20_000).map(one).collect::<String>()));
    world.write(SET, set(&bank(1, "            theme: \"t0\",\n")));
    let begun = Instant::now();
    let session = opened(&world);
    assert_eq!(session.corpus().codebook.themes.len(), 20_000);
    told(&session, "codebook.ron", "more than 64 deep");
    let path = session.corpus().codebook.theme_path(&"t0".into());
    assert!(path.len() < 2_000 && path.ends_with("Theme 0"), "{path}");
    for format in ["csv", "jsonl", "markdown"] {
        let ended = standpoint(["export", "--to", "-", "--format", format]).arg(world.root()).ends_with(0);
        assert!(ended.out.len() < 20_000);
    }
    for format in ["csv", "markdown"] {
        standpoint(["codebook", "export", "--to", "-", "--format", format]).arg(world.root()).ends_with(0);
    }
    assert!(begun.elapsed() < Duration::from_mins(1), "{:?}", begun.elapsed());
}

#[test]
fn ids_that_the_codebook_does_not_hold_are_told_and_kept() {
    let world = World::new(&[("a.txt", TEXT)]);
    let fields = "            speakers: [\"who\"],\n            theme: \"what\",\n            stance: \"how\",\n";
    world.write(SET, set(&bank(1, fields)));
    let person = "        Speaker(\n            id: \"p\",\n            name: \"P\",\n            affiliations: [Affiliation(organisation: \"gone\")],\n        ),\n";
    world.write("codebook.ron", format!("Codebook(\n    format: 1,\n    speakers: [\n{person}    ],\n)\n"));
    let mut session = opened(&world);
    for cause in ["speaker “who”", "theme “what”", "stance “how”"] {
        assert_eq!(told(&session, SET, cause).severity, Severity::Notice);
    }
    assert_eq!(told(&session, "codebook.ron", "“gone”").line, Some(4));
    let key = session.key(&"a.txt".into());
    crate::coded::apply(&mut session, Edit::Progress { set: key, value: standpoint::model::Progress::Done });
    assert!(session.flush(PATIENCE));
    assert!(world.read(SET).contains("theme: \"what\"") && world.read(SET).contains("speakers: [\"who\"]"));
}

#[test]
fn a_million_tiny_entries_are_read_or_refused_in_time() {
    let set = set(&"        Statement(\n        ),\n".repeat(1_000_000));
    let loose = format!("Corpus(format:1,documents:[{}])", "Document(path:\"a\"),".repeat(1_000_000));
    let lists = themes(&theme(&format!(
        "            id: \"a\",\n            name: \"A\",\n            examples: [{}],\n",
        "Example(quote: \"\"),".repeat(1_000_000)
    )));
    for (file, content, cause) in [
        (SET, set, "Statement could not be read"),
        ("corpus.ron", loose, "described twice"),
        ("codebook.ron", lists, "more than 10000 items"),
    ] {
        let begun = Instant::now();
        let world = World::new(&[("a.txt", TEXT)]);
        world.write(file, content);
        let session = opened(&world);
        told(&session, file, cause);
        assert!(session.problems().len() < 60, "{}", session.problems().len());
        assert!(begun.elapsed() < Duration::from_secs(40), "{file}: {:?}", begun.elapsed());
    }
}

#[test]
fn two_hundred_thousand_problems_are_counted_and_the_list_opens() {
    let world = World::new(&[("a.txt", TEXT)]);
    let gone = |n: usize| {
        format!("        Document(\n            path: \"gone/{n}.txt\",\n            title: \"x\",\n        ),\n")
    };
    world.write(
        "corpus.ron",
        format!("Corpus(\n    format: 1,\n    documents: [\n{}    ],\n)\n", (0..200_000).map(gone).collect::<String>()),
    );
    let broken = |n: usize| bank(n as u128 + 1, "").replace("(4, 8)", "(8, 4)");
    world.write(SET, set(&(0..200_000).map(broken).collect::<String>()));
    let before = world.bytes();
    let mut user = world.window("ann");
    assert!(user.session().problems().len() < 200, "{}", user.session().problems().len());
    let more = told(user.session(), SET, "more like these").cause.clone();
    assert_eq!(more, "and 199950 more like these");
    told(user.session(), "corpus.ron", "and 199950 more");
    let n = user.session().problems().iter().filter(|problem| problem.severity == Severity::Error).count();
    let begun = Instant::now();
    user.click(&format!("{n} problems"));
    assert!(user.shows("Copy the list"));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    drop(user);
    assert!(world.bytes() == before);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_corpus_are_neither_followed_nor_written_through() {
    use std::os::unix::fs::symlink;
    let world = World::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let root = world.root();
    let outside = world.beside("outside");
    fs::create_dir_all(outside.join("zoe")).expect("a folder");
    let valid = [
        ("secret.txt", "secret".to_owned()),
        ("codebook.ron", themes("")),
        ("corpus.ron", "Corpus(\n    format: 1,\n)\n".to_owned()),
        ("a.txt.ron", set(&bank(1, ""))),
    ];
    for (name, content) in &valid {
        fs::write(outside.join(name), content).expect("writes");
    }
    symlink(outside.join("secret.txt"), root.join("out.txt")).expect("a link");
    symlink("hop.txt", root.join("chain.txt")).expect("a link");
    symlink("../outside/secret.txt", root.join("hop.txt")).expect("a link");
    symlink(&outside, root.join("folder")).expect("a link");
    symlink(outside.join("codebook.ron"), root.join("codebook.ron")).expect("a link");
    symlink(outside.join("corpus.ron"), root.join("corpus.ron")).expect("a link");
    fs::create_dir_all(root.join("annotations/ann")).expect("a folder");
    symlink(outside.join("a.txt.ron"), root.join(SET)).expect("a link");
    symlink(outside.join("zoe"), root.join("annotations/zoe")).expect("a link");
    let mut session = opened(&world);
    let paths: Vec<&str> = session.corpus().documents().iter().map(|document| document.path.as_str()).collect();
    assert_eq!(paths, ["a.txt", "b.txt"]);
    for file in ["out.txt", "chain.txt", "hop.txt", "codebook.ron", "corpus.ron", SET, "annotations/zoe"] {
        told(&session, file, "link out of the corpus");
    }
    let value = Theme { id: "new".into(), name: "New".to_owned(), ..Theme::default() };
    let theme = Edit::Theme { id: "new".into(), value: Some((0, value)) };
    let statement = Edit::Statement {
        set: session.key(&"a.txt".into()),
        id: id(9),
        value: Some(Arc::new(statement(9, &[(0, 3)]))),
    };
    for edit in [theme, statement] {
        let refused = session.apply(Change::new("edit", edit, Focus::default())).is_err();
        assert!(refused || !session.flush(Duration::from_millis(300)));
    }
    drop(session);
    for (name, content) in &valid {
        assert_eq!(fs::read_to_string(outside.join(name)).expect("is there"), *content, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_never_keep_the_program_waiting() {
    use std::os::unix::fs::symlink;
    let pipe = |path: &std::path::Path| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        assert!(std::process::Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success()));
    };
    let device = |path: &std::path::Path| {
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        symlink("/dev/zero", path).expect("a link");
    };
    for (make, cause) in [(&pipe as &dyn Fn(&std::path::Path), "no regular file"), (&device, "link out of the corpus")]
    {
        let world = World::new(&[("a.txt", TEXT), ("b.txt", TEXT)]);
        for file in ["codebook.ron", "corpus.ron", SET] {
            make(&world.root().join(file));
        }
        for file in ["p.txt", "sub/p.md"] {
            make(&world.root().join(file));
        }
        let session = opened(&world);
        assert_eq!(session.corpus().documents().len(), 2);
        for file in ["codebook.ron", "corpus.ron"] {
            told(&session, file, cause);
        }
        drop(session);
        // Files of the program's own, and files to be imported.
        for file in ["settings.ron", "recent.ron", "keys.ron"] {
            make(&world.beside("state").join(file));
        }
        let import = world.beside("rows.jsonl");
        make(&import);
        let root = world.root();
        let ended = in_time(move || standpoint(["import", "--coder", "ann"]).arg(root).arg(import).ends_with(3));
        ended.complains(&["rows.jsonl: it is no regular file"]);
        let codebook = world.beside("book.csv");
        make(&codebook);
        let root = world.root();
        let ended = in_time(move || standpoint(["codebook", "import"]).arg(root).arg(codebook).ends_with(3));
        ended.complains(&["book.csv: it is no regular file"]);
        let mut user = world.window("ann");
        user.look_at_import(&world.beside("rows.jsonl"));
        assert!(user.shows("no regular file"));
    }
}

#[test]
fn documents_that_are_no_plain_text_are_told_with_their_line() {
    let world = World::new(&[("a.txt", TEXT)]);
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { TEXT.repeat(20).encode_utf16().flat_map(bytes).collect() };
    world.write("le.txt", utf16(u16::to_le_bytes));
    world.write("be.txt", utf16(u16::to_be_bytes));
    world.write("invalid.txt", b"One.\nTwo \xC3\x28 three.\n\xFF\xFE\n");
    world.write("nul.txt", "One.\nTwo\0three.\n");
    world.write("bidi.txt", "One.\nTwo \u{202e}eerht\u{202c}.\nMarks \u{200b} and \u{ad} are quiet.\n");
    let before = world.bytes();
    let session = opened(&world);
    assert_eq!(told(&session, "le.txt", "UTF-16LE, which is a guess").severity, Severity::Notice);
    told(&session, "be.txt", "UTF-16BE, which is a guess");
    assert_eq!(told(&session, "invalid.txt", "not UTF-8").line, Some(2));
    let bidi = told(&session, "bidi.txt", "right-to-left override and 1 more");
    assert_eq!((bidi.line, bidi.severity), (Some(2), Severity::Notice));
    let text = |name: &str| {
        session
            .corpus()
            .document(&name.into())
            .and_then(|document| document.ready_text())
            .map(|text| text.as_str().to_owned())
    };
    assert_eq!(text("nul.txt").as_deref(), Some("One.\nTwo\0three.\n"));
    assert!(
        text("bidi.txt").is_some_and(|text| text.contains('\u{202e}') && text.contains('\u{ad}')),
        "never stripped"
    );
    assert_eq!(text("le.txt"), Some(TEXT.repeat(20)));
    assert_eq!(world.bytes(), before);
}
