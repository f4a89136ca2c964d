//! Two people and one corpus: `standpoint merge` under real git, and on the copies that sync tools leave.

use crate::coded::apply;
use crate::program::standpoint;
use crate::world::{PATIENCE, World};
use standpoint::edit::Edit;
use standpoint::edit::settle::{Settle, settle_entry, settle_statement};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The one document: 60 sentences of which each can be coded.
const N_SENTENCES: usize = 60;
const SET: &str = "annotations/ann/a.txt.ron";

fn text() -> String {
    (0..N_SENTENCES).fold(String::new(), |text, n| text + &format!("Word{n:02} says so. "))
}

/// The words that statement `n` is on.
fn words(n: usize) -> (usize, usize) {
    (n * 16, n * 16 + 6)
}

fn id(n: usize) -> String {
    format!("0193aaaa-0000-7000-8000-{n:012}")
}

/// One statement as a file says it: number, stance, note.
#[derive(Clone, PartialEq, Debug)]
struct Said(usize, &'static str, String);

fn set(said: &[Said]) -> String {
    let text = standpoint::text::DocumentText::new(text());
    let before = |from: usize| &text.as_str()[from.saturating_sub(32)..from];
    let after = |to: usize| &text.as_str()[to..(to + 32).min(text.as_str().len())];
    let mut sorted = said.to_vec();
    sorted.sort_by_key(|said| said.0);
    let statement = |Said(n, stance, note): &Said| {
        let (from, to) = words(*n);
        let stance = if stance.is_empty() { String::new() } else { format!("            stance: \"{stance}\",\n") };
        let note = if note.is_empty() { String::new() } else { format!("            note: \"{note}\",\n") };
        let before = if before(from).is_empty() {
            String::new()
        } else {
            format!("            before: \"{}\",\n", before(from))
        };
        format!(
            "        Statement(\n            id: \"{}\",\n            spans: [({from}, {to})],\n            quote: [\"Word{n:02}\"],\n{before}            after: \"{}\",\n            theme: \"tax\",\n{stance}{note}            created: \"2026-11-21T19:02:11Z\",\n        ),\n",
            id(*n),
            after(to),
        )
    };
    let list: String = sorted.iter().map(statement).collect();
    format!(
        "AnnotationSet(\n    format: 1,\n    document: \"a.txt\",\n    text: \"{}\",\n    coder: \"ann\",\n    progress: InProgress,\n    statements: [\n{list}    ],\n)\n",
        text.hash(),
    )
}

fn codebook(themes: &[(&str, &str)]) -> String {
    let stance = |id: &str| {
        format!(
            "        Stance(\n            id: \"{id}\",\n            name: \"{id}\",\n            colour: Grey,\n            glyph: Circle,\n        ),\n"
        )
    };
    let theme = |(id, name): &(&str, &str)| {
        format!("        Theme(\n            id: \"{id}\",\n            name: \"{name}\",\n        ),\n")
    };
    let stances: String = ["supports", "opposes"].into_iter().map(stance).collect();
    let themes: String = themes.iter().map(theme).collect();
    format!("Codebook(\n    format: 1,\n    stances: [\n{stances}    ],\n    themes: [\n{themes}    ],\n)\n")
}

fn corpus(documents: &[(&str, &str)]) -> String {
    let document = |(path, title): &(&str, &str)| {
        format!("        Document(\n            path: \"{path}\",\n            title: \"{title}\",\n        ),\n")
    };
    let documents: String = documents.iter().map(document).collect();
    format!("Corpus(\n    format: 1,\n    documents: [\n{documents}    ],\n)\n")
}

/// A repository with a corpus in it, merged by this program; `None`, said aloud, when there is no git here.
struct Repository {
    world: World,
}

impl Repository {
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            // Past what the tests' harness holds back, so that it is seen.
            writeln!(std::io::stderr(), "skipped: git is not installed").expect("can be said");
            return None;
        }
        let world = World::new(&[("a.txt", &text()), ("b.txt", "Another."), ("c.txt", "A third.")]);
        let repository = Self { world };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        for (key, value) in [("user.name", "Test"), ("user.email", "test@example.org"), ("core.autocrlf", "false")] {
            repository.git(&["config", key, value]);
        }
        let installed = standpoint(["merge", "--install"]).arg(repository.root()).ends_with(0).quietly();
        assert!(installed.out.contains("merge.standpoint.driver"), "{installed:?}");
        Some(repository)
    }

    fn root(&self) -> PathBuf {
        self.world.root()
    }

    /// Runs git, which must succeed.
    fn git(&self, args: &[&str]) {
        let (is_fine, said) = self.run_git(args);
        assert!(is_fine, "git {args:?}: {said}");
    }

    /// Runs git; whether it succeeded.
    fn try_git(&self, args: &[&str]) -> bool {
        self.run_git(args).0
    }

    fn commit(&self, files: &[(&str, String)], message: &str) {
        for (name, content) in files {
            self.world.write(name, content);
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn run_git(&self, args: &[&str]) -> (bool, String) {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.root()).args(args).env("GIT_EDITOR", "true").env_remove("GIT_DIR");
        let output = git.output().expect("git runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Nothing in the corpus is an error; notices are fine.
fn check(root: &Path) {
    let ended = standpoint(["check", "--json"]).arg(root).ends_in();
    let found: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    let errors = found["problems"].as_array().into_iter().flatten().filter(|problem| problem["severity"] == "error");
    assert_eq!(errors.count(), 0, "{ended:#?}");
}

/// Ids of the entries of a file, those marked as rivals apart.
fn ids(file: &str) -> (Vec<String>, Vec<String>) {
    let lines: Vec<&str> = file.lines().map(str::trim).collect();
    let of = |line: &str| Some(line.strip_prefix("id: \"")?.strip_suffix("\",")?.to_owned());
    let all = lines.iter().enumerate().filter_map(|(at, line)| Some((at, of(line)?)));
    let (rivals, entries): (Vec<_>, Vec<_>) =
        all.partition(|(at, _)| lines.get(at + 1).is_some_and(|next| next.starts_with("rival: ")));
    (entries.into_iter().map(|(_, id)| id).collect(), rivals.into_iter().map(|(_, id)| id).collect())
}

fn no_marks(file: &str) {
    for mark in ["<<<<<<<", "=======", ">>>>>>>", "|||||||"] {
        assert!(!file.contains(mark), "{file}");
    }
}

/// Fifty statements, of which each side changes its own, some both, one deletes what the other edits, and adds five.
fn versions() -> [Vec<Said>; 3] {
    let base: Vec<Said> = (0..50).map(|n| Said(n, "", String::new())).collect();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    for n in 0..50 {
        match n % 5 {
            0 => ours[n].1 = "supports",
            1 => theirs[n].1 = "opposes",
            // Both, in different fields.
            2 => {
                ours[n].1 = "supports";
                theirs[n].2 = format!("note {n}");
            }
            _ => {}
        }
    }
    // Both, in the same field: alike and otherwise.
    (ours[3].1, theirs[3].1) = ("supports", "supports");
    (ours[4].1, theirs[4].1) = ("supports", "opposes");
    // One deletes: what the other edits, and what it left alone.
    theirs[8].2.push_str("kept");
    ours[9].2.push_str("kept here");
    ours.retain(|said| ![8, 13].contains(&said.0));
    theirs.retain(|said| ![9, 14].contains(&said.0));
    ours.extend((50..55).map(|n| Said(n, "supports", String::new())));
    theirs.extend((55..60).map(|n| Said(n, "opposes", String::new())));
    [base, ours, theirs]
}

fn codebooks() -> [String; 3] {
    [
        codebook(&[("tax", "Tax"), ("pay", "Pay"), ("rail", "Rail")]),
        codebook(&[("tax", "Taxes"), ("pay", "Pay"), ("new-here", "New here"), ("rail", "Rail")]),
        codebook(&[("tax", "Taxation"), ("pay", "Wages"), ("rail", "Rail"), ("new-there", "New there")]),
    ]
}

fn corpora() -> [String; 3] {
    [corpus(&[("a.txt", "A")]), corpus(&[("a.txt", "A"), ("b.txt", "B")]), corpus(&[("a.txt", "A2"), ("c.txt", "C")])]
}

fn branches(repository: &Repository) {
    let [base, ours, theirs] = versions();
    let ([book, our_book, their_book], [corpus, our_corpus, their_corpus]) = (codebooks(), corpora());
    let files = |said: &[Said], book: String, corpus: String| {
        [(SET, set(said)), ("codebook.ron", book), ("corpus.ron", corpus)]
    };
    repository.commit(&files(&base, book, corpus), "base");
    repository.git(&["checkout", "--quiet", "-b", "theirs"]);
    repository.commit(&files(&theirs, their_book, their_corpus), "theirs");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit(&files(&ours, our_book, our_corpus), "ours");
}

/// What must hold of the three files after the versions of [`branches`] met, whichever of them stands.
fn met(repository: &Repository) {
    check(&repository.root());
    let [file, book, corpus] = [SET, "codebook.ron", "corpus.ron"].map(|name| repository.world.read(name));
    for file in [&file, &book, &corpus] {
        no_marks(file);
    }
    let (entries, rivals) = ids(&file);
    let expected: BTreeSet<String> = (0..60).filter(|n| ![13, 14].contains(n)).map(id).collect();
    assert_eq!(entries.len(), expected.len(), "none twice");
    assert_eq!(entries.into_iter().collect::<BTreeSet<_>>(), expected, "none lost");
    assert_eq!(rivals, [4, 8, 9].map(id));
    let (entries, rivals) = ids(&book);
    let entries: BTreeSet<String> = entries.into_iter().collect();
    assert_eq!(
        entries,
        ["supports", "opposes", "tax", "pay", "rail", "new-here", "new-there"].map(str::to_owned).into()
    );
    assert_eq!(rivals, ["tax"]);
    assert!(book.contains("Taxes") && book.contains("Taxation") && book.contains("Wages"));
    for title in ["A2", "B", "C"] {
        assert!(corpus.contains(&format!("title: \"{title}\"")), "{corpus}");
    }
    assert!(!corpus.contains("rival"));
    // Changes in different fields of one statement are both there.
    let two = file.split("Statement(").find(|piece| piece.contains(&id(2))).expect("is there");
    assert!(two.contains("stance: \"supports\"") && two.contains("note: \"note 2\""), "{two}");
}

#[test]
fn a_merge_of_two_branches_loses_nothing_and_keeps_conflicts_as_data() {
    let Some(repository) = Repository::new() else { return };
    branches(&repository);
    assert!(!repository.try_git(&["merge", "--quiet", "theirs"]), "there is something to settle");
    met(&repository);
    let again = [SET, "codebook.ron", "corpus.ron"].map(|name| repository.world.read(name));
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "--quiet", "--message", "merged"]);
    assert_eq!([SET, "codebook.ron", "corpus.ron"].map(|name| repository.world.read(name)), again);
    repository.git(&["merge", "--quiet", "theirs"]);
    assert_eq!(repository.world.read(SET), again[0], "nothing is merged twice");
    settle_all(&repository.world);
}

/// Settles everything in a session: theirs of the statements, ours of the codebook.
fn settle_all(world: &World) {
    let mut session = world.session("ann");
    let key = session.key(&"a.txt".into());
    let waiting: Vec<_> = session.corpus().set(&key).expect("is there").rivals().keys().copied().collect();
    assert_eq!(waiting.len(), 3);
    let mut edits = Vec::new();
    for id in waiting {
        let now = jiff::Timestamp::from_second(1_800_000_000).expect("a time");
        let edit = settle_statement(session.corpus(), &key, id, 0, &Settle::TakeTheirs, now);
        edits.push(edit.expect("there is one"));
    }
    let book = &session.corpus().codebook;
    let entries: Vec<_> = book.rivals.keys().cloned().collect();
    edits.extend(entries.iter().filter_map(|id| settle_entry(book, id, 0, &Settle::KeepOurs)));
    apply(&mut session, Edit::Batch(edits));
    assert!(session.flush(PATIENCE), "{:?}", session.save_state());
    drop(session);
    let (file, book) = (world.read(SET), world.read("codebook.ron"));
    assert!(!file.contains("rival") && !book.contains("rival"));
    assert!(file.contains("format: 1,") && book.contains("format: 1,"), "what asks for no more is as it was");
    // Statement 4 is as theirs, 8 and 9 are gone as the other side had it.
    let (entries, _) = ids(&file);
    assert!(entries.contains(&id(4)) && !entries.contains(&id(8)) && !entries.contains(&id(9)));
    standpoint(["check"]).arg(world.root()).ends_with(0).says(&["no problems"]);
}

#[test]
fn a_rebase_and_a_cherry_pick_go_the_same_way() {
    for way in [&["rebase", "--quiet", "theirs"], &["cherry-pick", "--allow-empty", "theirs"]] {
        let Some(repository) = Repository::new() else { return };
        branches(&repository);
        assert!(!repository.try_git(way), "{way:?}: there is something to settle");
        met(&repository);
        repository.git(&["add", "--all"]);
        repository.git(&[way[0], "--continue"]);
        met(&repository);
    }
}

#[test]
fn what_does_not_clash_merges_without_a_question() {
    let Some(repository) = Repository::new() else { return };
    let [base, ..] = versions();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours[10].1 = "supports";
    theirs[10].2 = "why".to_owned();
    theirs.remove(20);
    ours.push(Said(52, "opposes", String::new()));
    theirs.push(Said(51, "opposes", String::new()));
    repository.commit(&[(SET, set(&base))], "base");
    repository.git(&["checkout", "--quiet", "-b", "theirs"]);
    repository.commit(&[(SET, set(&theirs))], "theirs");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit(&[(SET, set(&ours))], "ours");
    repository.git(&["merge", "--quiet", "--no-edit", "theirs"]);
    let mut both = base;
    both[10] = Said(10, "supports", "why".to_owned());
    both.remove(20);
    both.extend([Said(51, "opposes", String::new()), Said(52, "opposes", String::new())]);
    assert_eq!(repository.world.read(SET), set(&both), "byte by byte as if one had done it");
}

#[test]
fn checkouts_with_windows_line_ends_merge_too() {
    let Some(repository) = Repository::new() else { return };
    // Without our attributes git converts, as it does in repositories from before.
    repository.world.write(".gitattributes", "*.ron merge=standpoint\n");
    repository.git(&["config", "core.autocrlf", "true"]);
    branches(&repository);
    repository.git(&["checkout", "--quiet", "theirs"]);
    repository.git(&["checkout", "--quiet", "main"]);
    assert!(repository.world.read(SET).contains("\r\n"), "git converted the file");
    assert!(!repository.try_git(&["merge", "--quiet", "theirs"]));
    let file = repository.world.read(SET).replace("\r\n", "\n");
    repository.world.write(SET, file);
    met(&repository);
}

#[test]
fn a_version_that_cannot_be_read_stops_the_merge_and_touches_nothing() {
    let Some(repository) = Repository::new() else { return };
    let [base, ours, _] = versions();
    repository.commit(&[(SET, set(&base))], "base");
    repository.git(&["checkout", "--quiet", "-b", "theirs"]);
    repository.commit(&[(SET, set(&base).replace("quote:", "quote"))], "theirs");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit(&[(SET, set(&ours))], "ours");
    assert!(!repository.try_git(&["merge", "--quiet", "theirs"]));
    assert_eq!(repository.world.read(SET), set(&ours));
}

#[test]
fn installing_twice_is_as_once_and_keeps_what_was_there() {
    let Some(repository) = Repository::new() else { return };
    let world = &repository.world;
    assert_eq!(world.read(".gitattributes").lines().count(), 3);
    world.write(".gitattributes", format!("*.pdf binary\n{}", world.read(".gitattributes")));
    world.write(".gitignore", "target");
    let once = standpoint(["merge", "--install"]).in_folder(&repository.root()).ends_with(0);
    assert!(once.out.contains("1 line added"), "{once:?}");
    let files = || [".gitattributes", ".gitignore"].map(|name| world.read(name));
    let before = files();
    assert_eq!(before[1], "target\n.standpoint-*\n");
    assert!(before[0].starts_with("*.pdf binary\n"));
    standpoint(["merge", "--install"]).in_folder(&repository.root()).ends_with(0);
    assert_eq!(files(), before);
    let bare = World::new(&[]);
    standpoint(["merge", "--install"]).arg(bare.root()).ends_with(3).complains(&["not a git repository"]);
    assert!(bare.bytes().is_empty());
}

#[test]
fn three_files_are_merged_by_hand_with_a_code_for_each_end() {
    let world = World::new(&[]);
    let [base, ours, theirs] = versions();
    let files = ["base", "ours", "theirs"].map(|name| world.root().join(name));
    let merge = |status: i32| {
        standpoint(["merge", "--path", "x/a.txt.ron"]).args(&files.each_ref().map(PathBuf::as_path)).ends_with(status)
    };
    for (name, said) in [("base", &base), ("ours", &base), ("theirs", &theirs)] {
        world.write(name, set(said));
    }
    merge(0).quietly();
    assert_eq!(world.read("ours"), set(&theirs));
    world.write("ours", set(&ours));
    merge(1).complains(&["x/a.txt.ron: 3 entries were changed on both sides"]);
    let merged = world.read("ours");
    merge(0).quietly();
    assert_eq!(world.read("ours"), merged, "the same again adds nothing");
    world.write("theirs", "AnnotationSet(\n    format: 9,\n)\n");
    merge(3).complains(&[
        "x/a.txt.ron: nothing was merged and our version is as it was: the other version cannot be read whole",
    ]);
    world.write("theirs", codebook(&[]));
    merge(3).complains(&["not a file of the same kind"]);
    assert_eq!(world.read("ours"), merged);
    standpoint(["merge", "one"]).ends_with(2).complains(&["three files"]);
}
