//! The layers of the house: each place refers only to places below it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The stages, none of which may use another.
const STAGES: [&str; 10] =
    ["scan", "parse", "link", "check", "makeup", "search", "plan", "render", "audit", "write"];
/// The places above the stages.
const SHELL: [&str; 15] = [
    "cache", "pipeline", "desk", "schema", "start", "import", "export", "fetch", "publish", "pdf", "serve",
    "watch", "lsp", "doctor", "cli",
];
/// The nouns: the kinds of exhibit, the drawings that several stages need, and the facts that documents are given.
const NOUNS: [&str; 5] = ["exhibits", "model", "charts", "galley", "trace"];
/// The files that combine the others.
const WHOLE: [&str; 3] = ["lib", "main", "internals"];

/// Whether a place is below all that are listed.
fn is_ground(room: &str) -> bool {
    ![&STAGES[..], &SHELL, &NOUNS, &WHOLE].iter().any(|list| list.contains(&room))
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|ending| ending != "gz") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}

/// `src/parse/yaml.rs` → `parse`, `src/scan.rs` → `scan`.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.iter().next().unwrap().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The places that a file refers to: `crate::parse::…`, `use crate::{link, parse}`.
fn named(text: &str) -> Vec<(usize, String)> {
    let mut rooms = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            let list = rest.strip_prefix('{').and_then(|list| list.split('}').next()).unwrap_or(rest);
            let is_list = rest.starts_with('{');
            for name in list.split(',').take(if is_list { usize::MAX } else { 1 }) {
                let word: String =
                    name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                rooms.push((number + 1, word));
            }
        }
    }
    rooms
}

fn refuse(may_not: impl Fn(&str, &str) -> bool) {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let here = room(&path);
        for (line, there) in named(&text) {
            if may_not(&here, &there) {
                broken.push(format!("{}:{line}: `{here}` names `{there}`", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_stage_uses_another() {
    refuse(|here, there| STAGES.contains(&here) && STAGES.contains(&there) && here != there);
}

#[test]
fn nothing_names_what_lies_above_it() {
    refuse(|here, there| {
        let is_lower = is_ground(here) || NOUNS.contains(&here) || STAGES.contains(&here);
        is_lower && SHELL.contains(&there)
    });
    refuse(|here, there| (is_ground(here) || NOUNS.contains(&here)) && STAGES.contains(&there));
    refuse(|here, there| is_ground(here) && NOUNS.contains(&there));
    let is_above = |there: &str, below: &[&str]| NOUNS.contains(&there) && !below.contains(&there);
    refuse(|here, there| here == "exhibits" && is_above(there, &["exhibits"]));
    refuse(|here, there| here == "model" && is_above(there, &["exhibits", "model"]));
    let above = |room: &str| SHELL.iter().position(|shell| *shell == room);
    refuse(|here, there| above(here).is_some_and(|here| above(there).is_some_and(|there| there > here)));
}

#[test]
fn the_nouns_know_neither_files_nor_markdown_nor_templates() {
    for (path, text) in sources().iter().filter(|(path, _)| room(path) == "model") {
        for word in ["serde_", "postcard", "tera::", "pulldown_cmark", "granit", "std::fs"] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn only_parse_reads_yaml_only_import_writes_more_of_it_and_only_render_fills_in_templates() {
    for (path, text) in sources() {
        let here = room(&path);
        assert!(
            ["parse", "import"].contains(&here.as_str())
                || !(text.contains("serde_yaml") || text.contains("granit_parser")),
            "{}",
            path.display()
        );
        assert!(here == "render" || !text.contains("tera::"), "{}", path.display());
    }
}

#[test]
fn every_rule_and_every_kind_is_in_its_list() {
    for (folder, list) in [("check/rules", "&{name}::RULE,"), ("exhibits", " => {name}::")] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
        let all = fs::read_to_string(folder.join("mod.rs")).unwrap();
        for (path, text) in sources().iter().filter(|(path, _)| path.parent() == Some(&*folder)) {
            let is_one = text.contains("static RULE: Rule") || text.contains("impl ExhibitKind for");
            let name = path.file_stem().unwrap().to_str().unwrap();
            let is_listed = all.contains(&list.replace("{name}", name));
            assert!(is_listed || !is_one || name == "added", "{} is in no list", path.display());
        }
    }
}

#[test]
fn only_the_printer_prints() {
    for (path, text) in sources().iter().filter(|(path, _)| !path.ends_with("cli/printer.rs")) {
        let text = text.replace("use_stderr()", ""); // A question about an answer, not a stream.
        for word in ["println!(", "print!(", "eprintln!(", "eprint!(", "stdout()", "stderr()"] {
            assert!(!text.contains(word), "{} prints", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_none_outgrows_its_room() {
    // The files of a new paper are as they will stand in it.
    let of_house = |path: &Path| !path.components().any(|piece| piece.as_os_str() == "texts");
    for (path, text) in sources().into_iter().filter(|(path, _)| of_house(path)) {
        let is_rust = path.extension().is_some_and(|ending| ending == "rs");
        let others = ["//", "/*", "# ", "#!/"];
        let opens = text.starts_with("//!") || !is_rust && others.iter().any(|mark| text.starts_with(mark));
        assert!(opens, "{} does not open with what it is for", path.display());
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn only_the_routes_spell_addresses_of_documents() {
    for (path, text) in sources().iter().filter(|(path, _)| !path.ends_with("plan/routes.rs")) {
        let text = text.replace("exhibits/{word}.html", ""); // The name of a template.
        for word in ["}.html", "\"columns/", "\"topics/", "assets/{"] {
            assert!(!text.contains(word), "{} spells {word}", path.display());
        }
    }
}

#[test]
fn the_anchors_of_figures_are_spelled_in_one_place() {
    for (path, text) in sources().iter().filter(|(path, _)| !path.ends_with("model/document.rs")) {
        assert!(!text.contains("#f-{") && !text.contains("\"f-{"), "{}", path.display());
    }
}

#[test]
fn every_type_has_a_name_of_its_own() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in sources() {
        for line in text.lines() {
            let code = line.trim_start();
            let code = ["pub(crate) ", "pub(super) ", "pub "]
                .iter()
                .find_map(|seen| code.strip_prefix(seen))
                .unwrap_or(code);
            let is_outer = !line.starts_with(' '); // The name of a type in an implementation comes from its trait.
            let words = if is_outer {
                &["struct ", "enum ", "trait ", "type "][..]
            } else {
                &["struct ", "enum ", "trait "]
            };
            let Some(rest) = words.iter().find_map(|word| code.strip_prefix(word)) else { continue };
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            places.entry(name).or_default().push(path.display().to_string());
        }
    }
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "{places:#?}");
}

#[test]
fn the_top_level_holds_what_the_plan_lists_and_dotfiles() {
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "src",
        "content",
        "themes",
        "public",
        "tests",
        "target",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || known.contains(&name.as_str()), "{name} stands at the top");
    }
}

/// `src/parse/yaml.rs` → `["parse", "yaml"]`, `src/parse/mod.rs` → `["parse"]`.
fn module(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let mut names: Vec<String> =
        inside.with_extension("").iter().map(|name| name.to_str().unwrap().to_owned()).collect();
    if matches!(names.last().map(String::as_str), Some("mod" | "lib")) {
        names.pop();
    }
    names
}

/// The paths in a `use` tree: `a::{b, c::{d}}` → `a::b`, `a::c::d`.
fn leaves(tree: &str) -> Vec<String> {
    let Some((start, rest)) = tree.split_once('{') else { return vec![tree.to_owned()] };
    let (inside, mut depth, mut from, mut found) = (rest.strip_suffix('}').unwrap_or(rest), 0, 0, Vec::new());
    let ends = inside.char_indices().chain([(inside.len(), ',')]);
    for (at, character) in ends {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.extend(leaves(&inside[from..at]).into_iter().map(|leaf| format!("{start}{leaf}")));
                from = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// The modules that a file uses, as their files are named.
fn used(here: &[String], text: &str, modules: &BTreeSet<Vec<String>>) -> BTreeSet<Vec<String>> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap().trim().to_owned() + " ").collect();
    let trees = code
        .split("use ")
        .skip(1)
        .filter_map(|rest| rest.split_once(';'))
        .map(|(tree, _)| tree.replace(' ', ""));
    let inline = code.match_indices("crate::").map(|(at, _)| {
        let path = &code[at..];
        path[..path.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(path.len())]
            .to_owned()
    });
    let resolve = |path: String| {
        let mut names: Vec<&str> = path.split("::").collect();
        let mut at: Vec<String> = match names.first() {
            Some(&"crate") => Vec::new(),
            Some(&"super") => here.to_vec(),
            _ => return None,
        };
        while matches!(names.first(), Some(&("crate" | "super"))) {
            if names.remove(0) == "super" {
                at.pop();
            }
        }
        for name in names {
            let deeper: Vec<String> = at.iter().cloned().chain([name.to_owned()]).collect();
            if !modules.contains(&deeper) {
                break;
            }
            at = deeper;
        }
        Some(at).filter(|at| modules.contains(at) && at != here)
    };
    trees.flat_map(|tree| leaves(&tree)).chain(inline).filter_map(resolve).collect()
}

#[test]
fn no_file_names_one_that_leads_back_to_it() {
    let files: Vec<(PathBuf, String)> = sources()
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    let modules: BTreeSet<Vec<String>> = files.iter().map(|(path, _)| module(path)).collect();
    // A folder's `mod.rs` hands on what its files define, and its files may use what it holds for all of them.
    let alone = files.iter().filter(|(path, _)| !path.ends_with("mod.rs") && !path.ends_with("lib.rs"));
    let mut graph: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> =
        alone.map(|(path, text)| (module(path), used(&module(path), text, &modules))).collect();
    // Files that use nothing of what is left, again and again: what remains is a circle.
    while let Some(end) = graph.iter().find(|(_, used)| !used.iter().any(|used| graph.contains_key(used))) {
        let end = end.0.clone();
        graph.remove(&end);
    }
    assert!(graph.is_empty(), "{:#?}", graph.keys().map(|names| names.join("/")).collect::<Vec<_>>());
}
