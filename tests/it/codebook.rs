//! The codebook out and in: what was written comes back, and an import never takes anything away.

use crate::program::standpoint;
use crate::strategies::{speaker, stance, theme};
use crate::world::World;
use proptest::prelude::*;
use standpoint::analysis::Usage;
use standpoint::edit::apply;
use standpoint::exchange::{CodebookFormat, CodebookPlan, import_codebook, write_codebook};
use standpoint::model::{Affiliation, Codebook, Corpus, Entry, EntryList, RoleHeld, Speaker, Stance, Theme};
use std::collections::HashSet;

/// Ids that files must carry as they are; the last needs quote marks.
const IDS: [&str; 3] = ["x", "y-2", "z {#\"a\\ b"];

fn list<T: Entry + Clone>(entries: impl IntoIterator<Item = T>) -> EntryList<T> {
    let mut list = EntryList::default();
    for entry in entries {
        assert!(list.push(entry).is_ok(), "ids are distinct");
    }
    list
}

/// A key that can be one, and whether anybody has it yet.
fn key(key: Option<char>, taken: &mut HashSet<char>) -> Option<char> {
    key.filter(|key| key.is_ascii_lowercase() && taken.insert(*key))
}

/// A codebook of hostile words in which nothing names what is not there, parents stand right before their children.
fn codebooks() -> impl Strategy<Value = Codebook> {
    let three = |n: usize| (stance(IDS[n]), theme(IDS[n]), speaker(IDS[n]), 0..3_usize);
    (three(0), three(1), three(2)).prop_map(|(a, b, c)| {
        let all = [a, b, c];
        let mut taken = HashSet::new();
        let stances: Vec<Stance> =
            all.iter().map(|(stance, ..)| Stance { key: key(stance.key, &mut taken), ..stance.clone() }).collect();
        taken.clear();
        let mut themes: Vec<Theme> = Vec::new();
        for (n, (_, theme, _, parent)) in all.iter().enumerate() {
            // The one before, or the top: so the list is in the order of the tree.
            let parent = (*parent > 0 && n > 0).then(|| IDS[n - 1].into());
            let examples = theme.examples.iter().filter(|example| !example.quote.trim().is_empty()).cloned().collect();
            themes.push(Theme {
                parent,
                examples: distinct(examples),
                key: key(theme.key, &mut taken),
                ..theme.clone()
            });
        }
        taken.clear();
        let mut speakers: Vec<Speaker> = Vec::new();
        for (_, _, speaker, organisation) in &all {
            let said = |alias: &&String| !alias.trim().is_empty();
            let aliases = distinct(speaker.aliases.iter().filter(said).cloned().collect());
            let affiliations = speaker.affiliations.iter().map(|held| {
                let organisation = held.held.organisation.as_ref().map(|_| IDS[*organisation].into());
                Affiliation { held: RoleHeld { organisation, ..held.held.clone() }, ..held.clone() }
            });
            let says = |held: &Affiliation| !held.held.role.trim().is_empty() || held.held.organisation.is_some();
            let affiliations = distinct(affiliations.filter(says).collect());
            speakers.push(Speaker { aliases, affiliations, key: key(speaker.key, &mut taken), ..speaker.clone() });
        }
        Codebook { stances: list(stances), themes: list(themes), speakers: list(speakers), ..Codebook::default() }
    })
}

fn distinct<T: PartialEq>(items: Vec<T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

fn written(corpus: &Corpus, format: CodebookFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_codebook(corpus, &Usage::of(corpus), format, "My corpus", &mut bytes).expect("memory does not fail");
    bytes
}

/// Imports and applies.
fn imported(corpus: &mut Corpus, format: CodebookFormat, mut bytes: &[u8]) -> CodebookPlan {
    let plan = import_codebook(corpus, format, &mut bytes).expect("readable");
    apply(corpus, plan.edit.clone()).expect("a plan fits");
    plan
}

/// A corpus with this codebook and no document.
fn with(codebook: Codebook) -> Corpus {
    Corpus::new(Vec::new(), codebook)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_comes_back(codebook in codebooks()) {
        let corpus = with(codebook);
        for format in CodebookFormat::ALL {
            let bytes = written(&corpus, format);
            let mut bare = Corpus::default();
            let plan = imported(&mut bare, format, &bytes);
            prop_assert_eq!(&plan.refused, &Vec::new(), "{}", String::from_utf8_lossy(&bytes));
            prop_assert_eq!(&bare.codebook, &corpus.codebook, "{}", String::from_utf8_lossy(&bytes));
            prop_assert_eq!((plan.new.len(), plan.changed.len()), (9, 0));
            prop_assert_eq!(&written(&bare, format), &bytes);
            let again = imported(&mut bare, format, &bytes);
            prop_assert!(again.is_empty() && again.n_same == 9, "{:?}", again.changed);
        }
    }

    #[test]
    fn an_import_takes_nothing_away_and_is_one_step(ours in codebooks(), theirs in codebooks(), format in 0..3_usize) {
        let format = CodebookFormat::ALL[format];
        let bytes = written(&with(theirs), format);
        let mut corpus = with(ours.clone());
        let plan = import_codebook(&corpus, format, &mut bytes.as_slice()).expect("readable");
        let (inverse, _) = apply(&mut corpus, plan.edit.clone()).expect("a plan fits");
        let book = &corpus.codebook;
        prop_assert!(ours.stances.iter().all(|entry| book.stances.get(&entry.id).is_some()));
        prop_assert!(ours.themes.iter().all(|entry| book.themes.get(&entry.id).is_some()));
        for entry in &ours.speakers {
            let now = book.speakers.get(&entry.id).expect("stays");
            prop_assert!(entry.aliases.iter().all(|alias| now.aliases.contains(alias)));
            prop_assert!(entry.affiliations.iter().all(|held| now.affiliations.contains(held)));
        }
        prop_assert_eq!(plan.is_empty(), *book == ours);
        for entry in &book.themes {
            prop_assert_eq!(book.theme_line(&entry.id).first().and_then(|theme| theme.parent.as_ref()), None);
        }
        apply(&mut corpus, inverse).expect("an inverse fits");
        prop_assert_eq!(&corpus.codebook, &ours);
    }

    #[test]
    fn no_file_makes_an_import_panic(lines in proptest::collection::vec("(\\||#{1,7}|>|\\*\\*Definition\\.\\*\\*|)[ a#|>{}\\\\&;=\"*—·]{0,12}", 0..12)) {
        let text = lines.join("\n");
        let chapter = format!("## Themes\n### x {{#x}}\n{text}\n## Speakers\n| Speaker | Affiliations |\n{text}");
        imported(&mut Corpus::default(), CodebookFormat::Markdown, chapter.as_bytes());
        let table = format!("name,parent,kind,examples,affiliations,key\n{text}\n{}", text.replace(' ', ","));
        imported(&mut Corpus::default(), CodebookFormat::Csv, table.as_bytes());
    }
}

/// What a plan says, line by line.
fn told(plan: &CodebookPlan) -> Vec<String> {
    let new = plan.new.iter().map(|(entry, name)| format!("new {}: {name}", entry.kind()));
    let changes = plan
        .changed
        .iter()
        .flat_map(|change| change.fields.iter().map(move |field| format!("{}: {field}", change.name)));
    new.chain(changes).chain(plan.refused.iter().map(ToString::to_string)).collect()
}

#[test]
fn a_chapter_written_by_hand_makes_a_codebook_and_then_changes_it() {
    let first = "\
# Our codebook\n\nSome words in front.\n\n## Stances\n
| Stance | Position |\n|---|---|\n| for | 1 |\n| against | −0,5 |\n
## Themes\n\n### Workforce\n\n**Definition.** Wrapped over\ntwo lines.\n\nAnd a second paragraph.\n
**Examples:**\n\n> They said so.\n\n> And again.\n
#### Pay {key=p}\n\n**Use when:** wages.\n\n### Devolution\n
## Speakers\n\n| Speaker | Kind | Affiliations |\n|---|---|---|\n| Jane Roe | person | chair · Foo Trust · 2019– |\n";
    let mut corpus = Corpus::default();
    let plan = imported(&mut corpus, CodebookFormat::Markdown, first.as_bytes());
    assert_eq!(
        told(&plan),
        [
            "new stance: for",
            "new stance: against",
            "new theme: Workforce",
            "new theme: Workforce > Pay",
            "new theme: Devolution",
            "new speaker: Jane Roe",
            "new speaker: Foo Trust",
        ]
    );
    let workforce = corpus.codebook.themes.get(&"workforce".into()).expect("is new");
    assert_eq!(workforce.definition, "Wrapped over two lines.\n\nAnd a second paragraph.");
    let quotes: Vec<&str> = workforce.examples.iter().map(|example| example.quote.as_str()).collect();
    assert_eq!(quotes, ["They said so.", "And again."]);
    let second = "kind,name,parent,when,key\ntheme,pay,Devolution,\"wages, salaries\",d\n\
                  theme,Devolution,,,\ntheme,Rent,Housing > Cost,,p\nstance,FOR,,,A\nspeaker,Foo Trust,,,\n";
    let plan = imported(&mut corpus, CodebookFormat::Csv, second.as_bytes());
    assert_eq!(
        told(&plan),
        [
            "new theme: Housing",
            "new theme: Housing > Cost",
            "new theme: Devolution > pay",
            "new theme: Housing > Cost > Rent",
            "for: name: “for” → “FOR”",
            "line 4: the key p is that of “pay” and was left out",
            "line 5: “A” cannot be a key and was left out",
        ]
    );
}

#[test]
fn a_theme_that_the_file_puts_elsewhere_moves_and_what_it_leaves_out_stays() {
    let mut corpus = Corpus::default();
    let table = "kind,id,name,parent,definition\n,a,A,,first\n,b,B,A,second\n,c,C,A > B,third\n";
    imported(&mut corpus, CodebookFormat::Csv, table.as_bytes());
    let table = "id,name,parent\nb,B,\nc,Sea,B\na,A,Sea\n";
    let plan = imported(&mut corpus, CodebookFormat::Csv, table.as_bytes());
    assert_eq!(
        told(&plan),
        ["A > B: parent: “A” → nothing", "A > B > C: name: “C” → “Sea”", "A: parent: nothing → “B > Sea”",]
    );
    assert_eq!(corpus.codebook.theme_path(&"a".into()), "B > Sea > A");
    assert_eq!(corpus.codebook.themes.get(&"b".into()).map(|theme| theme.definition.as_str()), Some("second"));
    let positions: Vec<&str> = corpus.codebook.themes.iter().map(|theme| theme.id.as_str()).collect();
    assert_eq!(positions, ["b", "c", "a"]);
}

#[test]
fn a_speaker_that_is_found_by_an_alias_keeps_its_name_whatever_id_the_file_brings() {
    for id in ["", "bma-2"] {
        let mut corpus = Corpus::default();
        let table = "kind,id,name,aliases\nspeaker,bma,British Medical Association,BMA\n";
        imported(&mut corpus, CodebookFormat::Csv, table.as_bytes());
        let table = format!("kind,id,name,note\nspeaker,{id},BMA,a union\n");
        let plan = imported(&mut corpus, CodebookFormat::Csv, table.as_bytes());
        assert_eq!(told(&plan), ["British Medical Association: note: nothing → “a union”"]);
    }
}

#[test]
fn the_sample_goes_out_as_a_chapter_and_a_table_and_comes_back() {
    let world = World::new(&[("a.txt", "The bank said no.")]);
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_docs");
    let (chapter, table) = (world.beside("codebook.md"), world.beside("codebook.csv"));
    standpoint(["codebook", "export", sample, "--to"]).arg(&chapter).ends_with(0).quietly().says(&["written to"]);
    standpoint(["codebook", "export", sample, "--to"]).arg(&table).ends_with(0).quietly();
    let text = std::fs::read_to_string(&chapter).expect("is written");
    for words in
        ["# Codebook: sample\\_docs", "| ▼ | opposes |", "#### Earned autonomy {#earned-autonomy}", "**Use when.** "]
    {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    for (file, is_first) in [(&chapter, true), (&table, false)] {
        let dry = standpoint(["codebook", "import", "--dry-run"]).arg(world.root()).arg(file).ends_with(0).quietly();
        assert!(
            dry.out.contains(if is_first { " would be new" } else { "0 entries would be new, 0 would change" }),
            "{dry:?}"
        );
        assert_eq!(is_first, !world.root().join("codebook.ron").exists());
        standpoint(["codebook", "import"]).arg(world.root()).arg(file).ends_with(0).quietly();
    }
    let ours = world.read("codebook.ron");
    let theirs = std::fs::read_to_string(format!("{sample}/codebook.ron")).expect("is there");
    assert_eq!(ours, theirs);
    standpoint(["check"]).arg(world.root()).ends_with(0).quietly();
}

#[test]
fn a_codebook_command_says_what_is_wrong_in_one_line() {
    let world = World::tagged(&[("a.txt", "The [bank|id=1 theme=tax] said no.")]);
    let root = world.root().display().to_string();
    let (notes, table) = (world.beside("notes.md"), world.beside("table.csv"));
    std::fs::write(&notes, "# Nothing here\n").expect("a file");
    std::fs::write(&table, "name,key,definition\ntax,tt,\ntax,,Money\n").expect("a file");
    standpoint(["codebook", "export", &root, "--to", "-"]).ends_with(2).without_results().complains(&["--format"]);
    standpoint(["codebook", "export", &root, "--to", "x.docx"]).ends_with(2).without_results().complains(&["x.docx"]);
    standpoint(["codebook", "import", &root]).arg(&notes).ends_with(3).without_results().complains(&["no section"]);
    standpoint(["codebook", "import", &root, "gone.csv"]).ends_with(3).without_results().complains(&["gone.csv"]);
    standpoint(["codebook", "import", &root])
        .arg(&table)
        .ends_with(1)
        .complains(&["line 2: `key` is “tt”"])
        .says(&["0 entries are new, 1 changes, 0 are the same, 1 refused", "theme tax: definition: nothing → “Money”"]);
    standpoint(["codebook", "export", &root, "--to", "-", "--format", "csv-exact"]).ends_with(0).quietly().says(&[
        "kind,id,name,parent",
        "theme,tax,tax,,Money,",
        ",1,1,1\n",
    ]);
    standpoint(["codebook", "export", &root, "--to"]).arg(world.root().join("codebook.ron")).ends_with(2);
    standpoint(["codebook", "--help"]).ends_with(0).quietly().says(&["export", "import", "methods appendix"]);
}
