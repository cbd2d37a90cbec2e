//! Themes: one extends another, and what is misspelt in one is said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use lanmu::internals::render::{BODY_SHAPES, OF_BODIES, OF_TEMPLATES, SHAPES};

use crate::support::{PNG, Paper, files_in, repository};

const STORY: (&str, &str) = ("content/editions/2025-11-20/a.md", "# 题\n\n正文。\n");

/// A paper with a theme of its own that extends the built-in one.
fn paper(files: &[(&str, &str)]) -> Paper {
    let paper = Paper::of(&[STORY, ("content/site.yaml", "theme: ours\n")]);
    paper.put("themes/ours/theme.yaml", "extends: broadsheet\n");
    for (path, text) in files {
        paper.put(path, text);
    }
    paper
}

#[test]
fn a_theme_has_what_it_extends_unless_it_has_its_own() {
    let paper = paper(&[
        (
            "themes/ours/theme.yaml",
            "extends: broadsheet\noptions: {sheet: a4}\nwords: {zh-Hans: {front: 封面}}\n",
        ),
        ("themes/ours/templates/robots.txt", "User-agent: ours\n"),
        ("themes/ours/assets/print.css", "p { margin: 1px }\n"),
    ]);
    let built = paper.built();
    assert_eq!(built["robots.txt"], b"User-agent: ours\n");
    let page = paper.page("2025-11-20/a.html");
    assert!(page.contains("封面") && page.contains("往期回顾"), "{page}");
    let sheets =
        |name: &str| built.iter().find(|(path, _)| path.starts_with(&format!("assets/{name}."))).unwrap().1;
    assert_eq!(sheets("print"), b"p { margin: 1px }\n");
    assert!(sheets("broadsheet").len() > 1000);
}

#[test]
fn a_template_that_is_replaced_can_be_extended_by_the_name_of_its_theme() {
    let paper = paper(&[(
        "themes/ours/templates/not-found.html",
        "{% extends \"broadsheet/not-found.html\" %}{% block main %}<p>没有</p>{% endblock main %}\n",
    )]);
    paper.built();
    let page = paper.page("404.html");
    assert!(page.contains("<p>没有</p>") && page.contains("</html>"), "{page}");
    paper.put("content/theme/templates/not-found.html", "{% extends \"ours/not-found.html\" %}\n");
    paper.built();
    assert!(paper.page("404.html").contains("<p>没有</p>"));
}

#[test]
fn a_chain_of_themes_is_followed_to_its_end() {
    let paper = paper(&[
        ("themes/ours/theme.yaml", "extends: middle\n"),
        (
            "themes/middle/theme.yaml",
            "extends: broadsheet\nwords: {zh-Hans: {front: 中}}\nstories_per_list: 7\n",
        ),
        ("themes/middle/templates/robots.txt", "middle\n"),
    ]);
    assert_eq!(paper.built()["robots.txt"], b"middle\n");
    paper.put("themes/middle/templates/robots.txt", "changed\n");
    assert_eq!(paper.built()["robots.txt"], b"changed\n", "a change in a parent is seen by the next build");
}

#[test]
fn a_parent_that_is_not_there_or_leads_back_is_found_where_it_is_named() {
    let run = paper(&[("themes/ours/theme.yaml", "extends: broadshet\n")]).build();
    assert!(run.code == 1 && run.said.contains("themes/ours/theme.yaml:1:10"), "{}", run.said);
    assert!(run.said.contains("是不是想写 `broadsheet`"), "{}", run.said);
    let circle =
        [("themes/ours/theme.yaml", "extends: other\n"), ("themes/other/theme.yaml", "extends: ours\n")];
    let run = paper(&circle).build();
    assert!(run.code == 1 && run.said.contains("`ours` → `other` → `ours`"), "{}", run.said);
    let run = paper(&[("themes/ours/theme.yaml", "extends: ours\n")]).build();
    assert!(run.code == 1 && run.said.contains("theme-circle"), "{}", run.said);
}

#[test]
fn a_file_of_a_theme_that_replaces_nothing_is_said_with_the_name_that_was_meant() {
    let run = paper(&[("themes/ours/templates/robot.txt", "x\n")]).build();
    assert!(run.code == 0 && run.said.contains("themes/ours/templates/robot.txt"), "{}", run.said);
    assert!(run.said.contains("是不是想写 `templates/robots.txt`"), "{}", run.said);
    let added = paper(&[
        ("themes/ours/templates/robots.txt", "{% include \"extra.txt\" %}\n"),
        ("themes/ours/templates/extra.txt", "extra\n"),
    ]);
    let run = added.build();
    assert!(run.code == 0 && !run.said.contains("不起作用"), "{}", run.said);
}

#[test]
fn a_block_that_no_template_above_has_is_found_where_it_stands() {
    let text = "{% extends \"broadsheet/not-found.html\" %}\n{% block mian %}x{% endblock mian %}\n";
    let run = paper(&[("themes/ours/templates/not-found.html", text)]).build();
    assert!(run.code == 1 && run.said.contains("themes/ours/templates/not-found.html:2:10"), "{}", run.said);
    assert!(run.said.contains("没有这个块 `mian`"), "{}", run.said);
    assert!(run.said.contains("是不是想写 `main`"), "{}", run.said);
    let text = "{% extends \"story.html\" %}\n{% block story_mata %}x{% endblock story_mata %}\n";
    let run = paper(&[("themes/ours/templates/deep.html", text)]).build();
    assert!(run.said.contains("是不是想写 `story_meta`"), "a block of a parent's parent: {}", run.said);
}

#[test]
fn the_papers_own_files_extend_nothing_else() {
    let run = paper(&[("content/theme/theme.yaml", "extends: broadsheet\n")]).build();
    assert!(run.code == 0 && run.said.contains("`extends` 不起作用"), "{}", run.said);
}

#[test]
fn an_attribute_that_a_variable_does_not_have_is_said_with_the_one_that_was_meant() {
    let template = |text: &str| {
        let paper = Paper::of(&[STORY]);
        paper.put(
            "content/theme/templates/standing.html",
            format!("{{% extends \"article.html\" %}}\n{{% block trail %}}{text}{{% endblock trail %}}\n"),
        );
        paper.put("content/pages/about.md", "# 关于\n\n文。\n");
        paper.build().said
    };
    for (text, help) in [
        ("{% if card.hedline %}x{% endif %}", "是不是想写 `headline`"),
        ("{% if edition.date.isso %}x{% endif %}", "是不是想写 `iso`"),
        ("{% for one in versions %}{{ one.nane }}{% endfor %}", "是不是想写 `name`"),
        ("{% for one in card.pictures %}{% if one.credits %}x{% endif %}{% endfor %}", "是不是想写 `credit`"),
        ("{{ paths.fornt }}", "是不是想写 `front`"),
    ] {
        let said = template(text);
        assert!(said.contains(help) && said.contains("standing.html:2:"), "{text}: {said}");
    }
    for text in [
        "{% if card.headline %}{{ \"card.hedline\" }}{% endif %}",
        "{% set card = words %}{% if card.hedline %}x{% endif %}",
        "{% for one in versions %}{{ loop.index }}{{ one.name }}{% endfor %}",
        "{% for key, value in options %}{{ key }}{{ value }}{% endfor %}",
    ] {
        let said = template(text);
        assert!(!said.contains("unknown-variable"), "{text}: {said}");
    }
}

#[test]
fn an_attribute_that_an_exhibit_does_not_have_is_said_with_the_one_that_was_meant() {
    let built = |kind: &str, text: &str| {
        let text = format!(
            "{{% extends \"exhibits/frame.html\" %}}\n{{% block body %}}{text}{{% endblock body %}}\n"
        );
        paper(&[(&format!("themes/ours/templates/exhibits/{kind}.html"), &text)]).build().said
    };
    for (kind, text, help) in [
        ("board", "{% for one in body %}{{ one.nane }}{% endfor %}", "是不是想写 `name`"),
        (
            "board",
            "{% for one in body %}{% for e in one.figures %}{{ e.txet }}{% endfor %}{% endfor %}",
            "是不是想写 `text`",
        ),
        ("registry", "{% if body.hwole %}x{% endif %}", "是不是想写 `whole`"),
        ("chart", "{% if table.haed %}x{% endif %}", "是不是想写 `head`"),
        ("chart", "{% if titel %}x{% endif %}", "是不是想写 `title`"),
    ] {
        let said = built(kind, text);
        assert!(said.contains(help) && said.contains(&format!("{kind}.html:2:")), "{text}: {said}");
    }
    let said =
        built("board", "{% for one in body %}{{ one.name }}{{ loop.index }}{% endfor %}{{ words.note }}");
    assert!(!said.contains("unknown-variable"), "{said}");
}

/// The fields of each struct in the sources that a template gets, or that `theme.yaml` is read into; the type of each.
fn structs(file: &str, derived: &str) -> BTreeMap<String, Vec<(String, String, bool)>> {
    let text = fs::read_to_string(repository().join(file)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut structs = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        let Some((_, rest)) = line.strip_suffix(" {").and_then(|line| line.split_once("struct ")) else {
            continue;
        };
        let is_one = lines[number.saturating_sub(3)..number].iter().any(|line| line.contains(derived));
        if !is_one
            || line.starts_with(' ')
            || derived == "Serialize"
                && lines[number.saturating_sub(3)..number].iter().any(|line| line.contains("Deserialize"))
        {
            continue;
        }
        let name: String = rest.chars().take_while(|character| character.is_alphanumeric()).collect();
        let (mut fields, mut attribute) = (Vec::new(), "");
        for line in lines[number + 1..].iter().map(|line| line.trim()).take_while(|line| *line != "}") {
            if line.starts_with("#[serde(") {
                attribute = line;
            } else if let Some((field, kind)) = line.split_once(": ").filter(|_| !line.starts_with("//")) {
                let field = field.rsplit(' ').next().unwrap().to_owned();
                if attribute != "#[serde(skip)]" {
                    fields.push((
                        field,
                        kind.trim_end_matches(',').to_owned(),
                        attribute.contains("flatten"),
                    ));
                }
                attribute = "";
            }
        }
        structs.insert(name, fields);
    }
    structs
}

/// The name of a shape: `EditionLink` → `edition-link`, `StoryView` → `story`.
fn shape(name: &str) -> String {
    let mut word = String::new();
    for character in name.trim_end_matches("View").chars() {
        if character.is_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.extend(character.to_lowercase());
    }
    word
}

#[test]
fn the_list_of_shapes_has_every_field_of_the_views_and_no_other() {
    let mut views: BTreeMap<String, Vec<(String, String, bool)>> = BTreeMap::new();
    let folder = files_in(&repository().join("src/render/views"));
    let files = folder.keys().map(|name| format!("src/render/views/{name}"));
    let others =
        ["src/render/exhibits.rs", "src/render/contents.rs", "src/exhibits/view.rs"].map(str::to_owned);
    files.chain(others).for_each(|file| views.extend(structs(&file, "Serialize")));
    let of_type = |kind: &str| {
        let words = kind.split(|character: char| !character.is_alphanumeric());
        words.filter(|word| views.contains_key(*word)).map(shape).next()
    };
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (name, fields) in &views {
        let mut words = Vec::new();
        for (field, kind, is_flat) in fields {
            let inner = kind.split('<').next().and_then(|inner| views.get(inner)).filter(|_| *is_flat);
            match inner {
                Some(inner) => words.extend(inner.iter().map(|(field, ..)| field.clone())),
                None => words
                    .push(of_type(kind).map_or_else(|| field.clone(), |shape| format!("{field}:{shape}"))),
            }
        }
        found.insert(shape(name), words.join(" "));
    }
    let listed: BTreeMap<String, String> = SHAPES
        .iter()
        .map(|(name, fields)| ((*name).to_owned(), fields.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    assert_eq!(listed, found);
}

#[test]
fn every_word_of_the_theme_is_printed_by_a_template_or_the_program() {
    let theme = repository().join("themes/broadsheet");
    let settings = fs::read_to_string(theme.join("theme.yaml")).unwrap();
    let words = settings.split("\n  zh-Hans:\n").nth(1).unwrap().lines();
    let words = words.map_while(|line| line.strip_prefix("    ")).filter(|line| !line.starts_with(' '));
    let words: Vec<&str> = words.filter_map(|line| Some(line.split_once(':')?.0)).collect();
    let all =
        |folder: &Path| files_in(folder).into_values().filter_map(|bytes| String::from_utf8(bytes).ok());
    let themes = ["broadsheet", "circular", "bulletin"].map(|name| repository().join("themes").join(name));
    let texts: String =
        themes.iter().map(|theme| theme.join("templates")).flat_map(|folder| all(&folder)).collect();
    let program: String = all(&repository().join("src")).collect();
    let in_templates = regex::Regex::new(r"\bwords\.(\w+)").unwrap();
    let printed: BTreeSet<&str> =
        in_templates.captures_iter(&texts).map(|found| found.get(1).unwrap().as_str()).collect();
    let is_read = |word: &&str| printed.contains(word) || program.contains(&format!("\"{word}\""));
    assert!(words.len() > 100, "{words:?}");
    assert_eq!(words.into_iter().filter(|word| !is_read(word)).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// What stands in backticks in a text.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The shapes in the sections of a page, with their fields.
fn listed_shapes(part: &str) -> BTreeMap<String, String> {
    let mut listed = BTreeMap::new();
    for section in part.split("\n### ").skip(1) {
        let (head, rows) = section.split_once('\n').unwrap();
        let fields = rows.lines().filter_map(|row| row.strip_prefix("| `")).map(|row| {
            let cell = row.split(" | ").next().unwrap();
            cell.replace("` → `", ":").trim_end_matches('`').to_owned()
        });
        let name = head.rsplit_once('（').unwrap().1.split('`').nth(1).unwrap();
        listed.insert(name.to_owned(), fields.collect::<Vec<_>>().join(" "));
    }
    listed
}

/// A list of shapes as a page has them.
fn shapes(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    let fields = |fields: &str| fields.split_whitespace().collect::<Vec<_>>().join(" ");
    list.iter().map(|(name, of)| ((*name).to_owned(), fields(of))).collect()
}

#[test]
fn the_page_for_authors_of_themes_is_complete_and_has_nothing_dead() {
    let page = fs::read_to_string(repository().join("content/pages/themes.md")).unwrap();
    let part =
        |title: &str| page.split(&format!("\n## {title}\n")).nth(1).unwrap().split("\n## ").next().unwrap();

    let theme = repository().join("themes/broadsheet");
    let templates = files_in(&theme.join("templates"));
    let is_template = |name: &String| name.contains('.') && name != "theme.yaml";
    let named: BTreeSet<String> = quoted(part("模板")).into_iter().filter(is_template).collect();
    let usual = "exhibits/种类.html".to_owned();
    assert_eq!(named, templates.keys().filter(|name| **name != usual).cloned().collect());
    for row in part("模板").lines().filter(|row| row.starts_with("| `")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let name = cells[0].trim_start_matches("| `").trim_end_matches('`');
        let text = String::from_utf8(templates[name].clone()).unwrap();
        let blocks: BTreeSet<String> =
            text.split("{% block ").skip(1).map(|rest| rest.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(quoted(cells[3]), blocks, "{name}");
        let shape =
            OF_TEMPLATES.iter().find(|(template, _)| *template == name).map(|(_, shape)| (*shape).to_owned());
        let shape = shape.or_else(|| name.starts_with("exhibits/").then(|| "exhibit".to_owned()));
        assert_eq!(quoted(cells[2]), shape.into_iter().collect(), "{name}");
    }
    let assets: BTreeSet<String> =
        files_in(&theme.join("assets")).into_keys().chain(["paper.css".to_owned()]).collect();
    assert_eq!(quoted(part("样式")), assets);

    assert_eq!(listed_shapes(part("变量")), shapes(&SHAPES));
    assert_eq!(listed_shapes(part("图表件的数据")), shapes(&BODY_SHAPES));
    for (kind, shape) in OF_BODIES {
        let is_said =
            |head: &str| head.contains(&format!("`{shape}`")) && head.contains(&format!("，`{kind}`）"));
        assert!(part("图表件的数据").lines().any(is_said), "{kind}");
    }

    let settings = quoted(part("设置"));
    let files =
        [structs("src/parse/theme/mod.rs", "Deserialize"), structs("src/parse/grid.rs", "Deserialize")];
    for (field, ..) in files.iter().flat_map(BTreeMap::values).flatten() {
        assert!(settings.contains(field.trim_start_matches('_')), "{field} is not among the settings");
    }
}

/// A paper of a kind, with two stories in its edition.
fn of_kind(kind: &str) -> Paper {
    Paper::of(&[
        ("content/site.yaml", kind),
        ("content/editions/2025-11-20/edition.yaml", "number: 7\npages: [{stories: [a, b]}]\n"),
        (
            "content/editions/2025-11-20/a.md",
            "---\nheadline: 甲事\nfigures: {a: {label: 树, value: 3, unit: 棵}}\n---\n甲文[^1]，共{{a}}。\n\n```chart\nkind: bar\n\
             title: 树图\nfigures: [a]\n```\n\n甲的末段。\n\n[^1]: 甲注。\n",
        ),
        ("content/editions/2025-11-20/b.md", "# 乙事\n\n乙文。\n"),
    ])
}

#[test]
fn the_kind_of_a_paper_chooses_its_theme_and_the_theme_overrules() {
    for (site, sheet) in [
        ("name: 报\n", None),
        ("kind: internal\n", None),
        ("kind: circular\n", Some("circular")),
        ("kind: web\n", Some("bulletin")),
        ("kind: web\ntheme: circular\n", Some("circular")),
        ("kind: circular\ntheme: broadsheet\n", None),
    ] {
        let paper = of_kind(site);
        paper.built();
        let page = paper.page("2025-11-20.html");
        for name in ["circular", "bulletin"] {
            assert_eq!(page.contains(&format!("assets/{name}.")), sheet == Some(name), "{site}: {page}");
        }
    }
}

#[test]
fn a_circular_and_a_bulletin_print_every_story_whole_with_its_notes() {
    for kind in ["kind: circular\n", "kind: web\n"] {
        let paper = of_kind(kind);
        paper.built();
        let page = paper.page("2025-11-20.html");
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
        assert!(at("甲文") < at("甲的末段。") && at("甲的末段。") < at("甲注。"), "{page}");
        assert!(at("甲注。") < at("乙文。"), "{page}");
        assert!(!page.contains("id=\"fn1\""), "the notes belong to the story's own document: {page}");
        let chart = at("树图");
        assert_eq!(chart < at("甲文"), kind == "kind: web\n", "a bulletin shows charts first");
    }
}

#[test]
fn an_edition_says_who_gets_it_and_who_may_read_it() {
    let distribution =
        "distribution: {report: [县委常委], send: [县直各部门, 各人民团体], issue: 各乡镇, copies: 60}\n";
    for theme in ["circular", "bulletin", "broadsheet"] {
        let paper = of_kind(&format!("theme: {theme}\nclassification: 内部资料\n{distribution}"));
        paper.built();
        let page = paper.page("2025-11-20.html");
        for said in
            ["报：</b>县委常委", "送：</b>县直各部门、各人民团体", "发：</b>各乡镇", "共印60份", "内部资料"]
        {
            assert!(page.contains(said), "{theme}: {said}: {page}");
        }
        paper.put(
            "content/editions/2025-11-20/edition.yaml",
            "number: 7\nclassification: 秘密★1年\ndistribution: {copies: 8}\npages: [{stories: [a, b]}]\n",
        );
        paper.built();
        let page = paper.page("2025-11-20.html");
        assert!(page.contains("秘密★1年") && !page.contains("内部资料"), "{page}");
        assert!(page.contains("共印8份") && page.contains("县委常委"), "{page}");
    }
}

#[test]
fn what_is_for_make_up_is_said_where_the_theme_does_not_make_up_pages() {
    let paper = of_kind("kind: circular\ntheme_options: {sheet: a3}\n");
    paper.put(
        "content/editions/2025-11-20/edition.yaml",
        "number: 7\npages: [{stories: [a, b], makeup: {a: {span: 2, box: true}}}]\n",
    );
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    for said in [
        "`sheet` 不起作用：这套版式不拼版",
        "`span` 不起作用",
        "`box` 不起作用",
        "还要换回拼版的版式，就留着",
    ] {
        assert!(run.said.contains(said), "{said}: {}", run.said);
    }
}

#[test]
fn a_setting_that_the_theme_does_not_print_is_said_at_its_place() {
    let site = "kind: circular\nmasthead: {pinyin: BAO, ear: 通知}\n";
    let paper = Paper::of(&[STORY, ("content/site.yaml", site)]);
    let run = paper.build();
    assert_eq!(run.code, 0, "{}", run.said);
    for (key, column) in [("pinyin", 12), ("ear", 25)] {
        assert!(run.said.contains(&format!("`{key}` 不起作用：这套版式不印它")), "{}", run.said);
        assert!(run.said.contains(&format!("content/site.yaml:2:{column}")), "{}", run.said);
    }
    paper.put("content/site.yaml", site.replace("circular", "newspaper"));
    assert!(!paper.build().said.contains("不起作用"));
}

#[test]
fn a_picture_that_a_setting_names_and_that_is_not_there_is_said_by_its_key() {
    let paper = Paper::of(&[STORY, ("content/site.yaml", "icon: none.svg\nmasthead: {image: none.png}\n")]);
    let run = paper.build();
    assert_eq!(run.code, 1);
    assert!(
        run.said.contains("`icon` 里的 `none.svg`") && run.said.contains("`image` 里的 `none.png`"),
        "{}",
        run.said
    );
    paper.put("content/none.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>");
    paper.put("content/none.png", PNG);
    assert_eq!(paper.build().code, 0);
    assert!(paper.page("index.html").contains("<link rel=\"icon\" href=\"none.svg\">"));
}
