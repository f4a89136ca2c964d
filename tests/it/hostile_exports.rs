//! Exports of hostile words: no cell acts, no page runs or leads anywhere, nothing is cut unsaid, and all comes back.

use crate::program::standpoint;
use crate::world::World;
use std::collections::BTreeMap;
use std::io::Read as _;

/// Words that attack a reader of the export.
const ATTACKS: [&str; 12] = [
    "=cmd|' /C calc'!A0",
    "＝HYPERLINK(\"http://evil.example\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "  =1+1",
    "\t-2+3",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></title><meta http-equiv=refresh content=0;url=http://evil.example>",
    "[x](javascript:alert(1)) ![y](http://evil.example/z) <http://evil.example> https://evil.example www.evil.example",
    "\"'><svg/onload=alert(1)>&lt;b&gt;",
    "_x003D_1+1 _x000D_",
    "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{2028}f\u{85}g",
    "# h\n\n- i\n\n```\n| j | k |",
];

fn quoted(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A corpus in which every text that goes into an export is an attack.
fn attacked(words: &str) -> World {
    let text = format!("{words} said the bank.");
    let name = "=a.txt";
    let world = World::new(&[(name, &text)]);
    let w = quoted(words);
    let n_chars = words.chars().count();
    world.write(
        "corpus.ron",
        format!("Corpus(format: 1, documents: [Document(path: \"{name}\", title: \"{w}\", source: \"{w}\", kind: \"{w}\", note: \"{w}\", variables: {{\"{w}\": \"{w}\"}})])"),
    );
    let example = format!("Example(quote: \"{w}\", document: \"{name}\")");
    world.write(
        "codebook.ron",
        format!(
            "Codebook(format: 2, stances: [Stance(id: \"s\", name: \"{w}\", definition: \"{w}\", position: 1)], themes: [Theme(id: \"t\", name: \"{w}\", definition: \"{w}\", when: \"{w}\", when_not: \"{w}\", examples: [{example}]), Theme(id: \"u\", name: \"below\", parent: \"t\")], speakers: [Speaker(id: \"p\", name: \"{w}\", aliases: [\"{w}2\"], affiliations: [Affiliation(role: \"{w}\", organisation: \"o\")], note: \"{w}\"), Speaker(id: \"o\", name: \"{w}3\")])"
        ),
    );
    world.write(
        &format!("annotations/ann/{name}.ron"),
        format!(
            "AnnotationSet(format: 1, document: \"{name}\", text: \"\", coder: \"ann\", statements: [Statement(id: \"01934f2e-8a10-7c3d-9b1e-000000000001\", spans: [(0, {n_chars})], quote: [\"{w}\"], speakers: [\"p\"], theme: \"u\", stance: \"s\", note: \"{w}\", created: \"2026-11-21T19:02:11Z\")])"
        ),
    );
    world
}

fn exported(world: &World, command: &[&str], format: &str) -> Vec<u8> {
    let ended = standpoint(command).arg(world.root()).args(&["--to", "-", "--format", format]).ends_with(0);
    ended.bytes
}

/// Cells of a CSV file.
fn cells(csv: &[u8]) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let text = String::from_utf8(csv.to_vec()).expect("is UTF-8");
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cells.last_mut().expect("a cell").push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' | '\n' if !is_quoted => cells.push(String::new()),
            '\r' if !is_quoted => {}
            c => cells.last_mut().expect("a cell").push(c),
        }
    }
    cells
}

fn assert_no_cell_acts(csv: &[u8]) {
    for cell in cells(csv) {
        let seen = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}', '\u{200b}']);
        let acts = seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
        assert!(!acts || cell.parse::<f64>().is_ok(), "{cell:?}");
    }
}

#[test]
fn no_cell_of_a_spreadsheet_acts_as_a_formula() {
    for words in ATTACKS {
        let world = attacked(words);
        for command in [&["export"][..], &["codebook", "export"]] {
            assert_no_cell_acts(&exported(&world, command, "csv"));
        }
        for (mode, table) in
            ["one", "two"].into_iter().flat_map(|mode| ["edges", "nodes", "matrix"].map(|table| (mode, table)))
        {
            let file = world.beside("net.csv");
            let command =
                standpoint(["network"]).arg(world.root()).args(&["--isolates", "--mode", mode, "--table", table]);
            command.arg("--to").arg(&file).ends_with(0);
            let bytes = std::fs::read(file).expect("is there");
            assert!(bytes.starts_with("\u{feff}".as_bytes()) && bytes.ends_with(b"\r\n"), "{mode} {table}");
            assert_no_cell_acts(&bytes);
        }
    }
}

#[test]
fn what_the_guard_put_on_comes_off_on_import() {
    for words in ATTACKS {
        let world = attacked(words);
        for format in ["csv", "csv-exact", "jsonl"] {
            let rows = exported(&world, &["export"], format);
            let bare = World::new(&[("=a.txt", &format!("{words} said the bank."))]);
            let ended = standpoint(["import"]).arg(bare.root()).arg("-").input(&rows).ends_with(0);
            ended.says(&["1 statement imported for ann"]);
            let again = exported(&bare, &["export"], "jsonl");
            let first: serde_json::Value =
                serde_json::from_slice(&exported(&world, &["export"], "jsonl")).expect("JSON");
            let second: serde_json::Value = serde_json::from_slice(&again).expect("JSON");
            for key in ["passage", "note", "speakers", "roles", "organisations", "theme_path", "stance"] {
                assert_eq!(first[key], second[key], "{format}: {key}");
            }
        }
        for format in ["csv", "csv-exact", "markdown"] {
            let book = exported(&world, &["codebook", "export"], format);
            let ended = standpoint(["codebook", "import"]).arg(world.root()).arg("-").input(&book).ends_with(0);
            ended.says(&["0 entries are new, 0 change, 5 are the same, 0 refused"]);
        }
    }
}

#[test]
fn a_page_holds_no_markup_but_ours_and_forbids_the_rest() {
    const OURS: [&str; 22] = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "main",
        "body",
        "h1",
        "h2",
        "p",
        "section",
        "article",
        "blockquote",
        "strong",
        "span",
        "bdi",
        "b",
        "i",
        "em",
        "ul",
        "li",
    ];
    for words in ATTACKS {
        for by in ["theme", "stance", "speaker"] {
            let world = attacked(words);
            let args = ["--to", "-", "--format", "html", "--group-by", by];
            let page = standpoint(["export"]).arg(world.root()).args(&args).ends_with(0).out;
            for tag in page.split('<').skip(1) {
                let name: String =
                    tag.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric() || *c == '!').collect();
                assert!(OURS.contains(&name.as_str()), "<{tag}");
                let inside = tag.split('>').next().unwrap_or_default();
                assert!(!inside.contains(" on") && !inside.contains("src=") && !inside.contains("href="), "<{inside}>");
            }
            assert_eq!(page.matches("<meta").count(), page.matches("<meta ").count());
            let policy =
                "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"";
            assert!(page.contains(policy) && !page.contains("refresh\""));
        }
    }
}

#[test]
fn a_report_in_markdown_leads_nowhere() {
    for words in ATTACKS {
        let world = attacked(words);
        for command in [&["export"][..], &["codebook", "export"]] {
            let text = String::from_utf8(exported(&world, command, "markdown")).expect("is UTF-8");
            for (at, _) in text.match_indices("](").chain(text.match_indices("![")).chain(text.match_indices("://")) {
                assert!(text[..at].ends_with('\\'), "{:?}", &text[at.saturating_sub(20)..]);
            }
            for (at, _) in text.match_indices('<') {
                assert!(text[..at].ends_with('\\') || text[at..].starts_with("<br>"), "{text}");
            }
            assert!(!text.contains("www.e"), "{text}");
            let headings = text.lines().filter(|line| line.starts_with('#')).count();
            let expected = if command.len() == 1 { 2 } else { 6 };
            assert_eq!(headings, expected, "{text}");
            assert!(!text.contains("```\n") || text.contains("\\`\\`\\`"), "{text}");
        }
    }
}

#[test]
fn json_lines_stay_one_line_for_every_program() {
    let rows = exported(&attacked(ATTACKS[10]), &["export"], "jsonl");
    let text = String::from_utf8(rows).expect("is UTF-8");
    assert_eq!(text.trim_end().split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']).count(), 1);
    let row: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(row["passage"], ATTACKS[10]);
}

/// The parts of a workbook.
fn parts(workbook: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a workbook");
    let mut found = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("is UTF-8");
        found.insert(part.name().expect("a name").into_owned(), text);
    }
    found
}

#[test]
fn a_workbook_holds_texts_and_no_formula_or_link() {
    for words in ATTACKS {
        let parts = parts(exported(&attacked(words), &["export"], "xlsx"));
        assert_eq!(parts.len(), 6);
        let sheet = &parts["xl/worksheets/sheet1.xml"];
        assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink") && !sheet.contains("t=\"e\""), "{sheet}");
        let is_xml = |c: char| !c.is_control() || matches!(c, '\n' | '\t' | '\u{7f}'..='\u{9f}');
        assert!(sheet.chars().all(is_xml));
    }
    let sheet = &parts(exported(&attacked(ATTACKS[9]), &["export"], "xlsx"))["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("_x005F_x003D_1+1 _x005F_x000D_"));
}

#[test]
fn a_text_longer_than_a_cell_is_all_there_in_pieces() {
    let words = format!("={}", "x<y😀 ".repeat(20_000));
    let world = attacked(&words);
    let ended = standpoint(["export", "--to", "-", "--format", "xlsx"]).arg(world.root()).ends_with(0);
    assert!(
        ended.err.contains("`passage` is longer than a cell holds; all of it is in the sheet “Long texts”"),
        "{}",
        ended.err
    );
    let parts = parts(ended.bytes);
    assert!(parts["xl/workbook.xml"].contains("Long texts") && parts["[Content_Types].xml"].contains("sheet2.xml"));
    let rows: Vec<&str> = parts["xl/worksheets/sheet2.xml"].split("<row ").collect();
    let of_passage = rows.iter().filter(|row| row.contains("<t xml:space=\"preserve\">passage</t>"));
    let pieces = of_passage.map(|row| {
        let last = row.rsplit("<t xml:space=\"preserve\">").next().unwrap_or_default();
        let piece = last.split("</t>").next().unwrap_or_default().replace("&lt;", "<");
        assert!(piece.encode_utf16().count() <= 32_767);
        piece
    });
    assert_eq!(pieces.collect::<String>(), words);
    assert!(!parts["xl/worksheets/sheet2.xml"].contains("<f>"));
    assert!(String::from_utf8_lossy(&exported(&world, &["export"], "csv-exact")).contains(&words.replace('"', "\"\"")));
}
