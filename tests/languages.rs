//! A paper speaks the language that its `site.yaml` names, and a story the one that it names itself.

use crate::support::{Paper, repository};

/// A paper of one story with one figure in a ledger, in a language.
fn printed(language: &str, figure: &str, reference: &str) -> String {
    let site = format!("language: {language}\n");
    let ledger = format!("title: L\nfigures:\n  x: {figure}\n  whole: {{label: W, value: 4, unit: trees}}\n");
    let story = format!("---\nheadline: H\nledger: l\n---\n⟦{reference}⟧\n");
    let paper = Paper::of(&[
        ("content/site.yaml", &site),
        ("content/ledgers/l.yaml", &ledger),
        ("content/editions/2025-11-20/a.md", &story),
    ]);
    paper.built();
    let page = paper.page("2025-11-20/a.html");
    let inside = page.split('⟦').nth(1).unwrap().split('⟧').next().unwrap().to_owned();
    let tag = regex::Regex::new("<[^>]*>").unwrap();
    tag.replace_all(&inside, "").into_owned()
}

#[test]
fn english_groups_digits_and_sets_units_apart() {
    for (figure, reference, expected) in [
        ("{value: 1250, unit: trees}", "{{x}}", "1,250 trees"),
        ("{value: 1250, unit: {one: tree, other: trees}}", "{{x}}", "1,250 trees"),
        ("{value: 1, unit: {one: tree, other: trees}}", "{{x}}", "1 tree"),
        ("{value: 5.3, unit: \"%\"}", "{{x}}", "5.3%"),
        ("{value: 5.3, unit: ％}", "{{x}}", "5.3%"),
        ("{value: 3500000, unit: dollars}", "{{x}}", "3,500,000 dollars"),
        ("{value: 3500000, unit: dollars}", "{{x | million}}", "3.5 million dollars"),
        ("{value: 3500000, unit: $}", "{{x}}", "$3,500,000"),
        ("{value: 3500000, unit: $}", "{{x | million}}", "$3.5 million"),
        ("{value: 3.5, unit: $ million}", "{{x}}", "$3.5 million"),
        ("{value: 3.5, unit: million dollars}", "{{x}}", "3.5 million dollars"),
        ("{value: 1250, unit: trees}", "{{x | value}}", "1,250"),
        ("{value: {from: 35, to: 45}, unit: \"%\"}", "{{x}}", "35–45%"),
        ("{value: \"1447\"}", "{{x}}", "1447"),
        ("{value: 2025-11-20}", "{{x}}", "20 November 2025"),
        ("{value: 2025-11}", "{{x}}", "November 2025"),
        ("{value: 600, unit: people, about: 余}", "{{x}}", "more than 600 people"),
        ("{value: 600, unit: people, about: nearly}", "{{x}}", "nearly 600 people"),
        ("{value: 600, unit: people, about: or so}", "{{x}}", "600 people or so"),
        ("{value: 21, unit: people}", "{{x | words}}", "twenty-one people"),
        ("{value: 1, unit: trees}", "{{x | share of whole}}", "25%"),
    ] {
        assert_eq!(printed("en", figure, reference), expected, "{figure} {reference}");
    }
}

#[test]
fn english_says_how_a_figure_changed() {
    let series = |numbers: &str, unit: &str| format!("{{unit: {unit}, series: {{{numbers}}}}}");
    let (rise, fall, same) = ("2024: 4000, 2025: 5250", "2024: 2, 2025: 1", "2024: 3, 2025: 3");
    for (numbers, reference, expected) in [
        (rise, "{{x | direction}}", "rose"),
        (fall, "{{x | direction}}", "fell"),
        (same, "{{x | direction}}", "was unchanged"),
        (rise, "{{x | direction noun}}", "a rise"),
        (fall, "{{x | direction noun from 2024}}", "a fall"),
        (same, "{{x | direction noun}}", "no change"),
        (rise, "{{x | change}}", "1,250 trees"),
        (fall, "{{x | change}}", "1 tree"),
    ] {
        let figure = series(numbers, "{one: tree, other: trees}");
        assert_eq!(printed("en", &figure, reference), expected, "{numbers} {reference}");
    }
    for (numbers, expected) in
        [("2024: 91.5, 2025: 93", "1.5 percentage points"), ("2024: 92, 2025: 93", "1 percentage point")]
    {
        assert_eq!(printed("en", &series(numbers, "\"%\""), "{{x | change}}"), expected);
    }
}

#[test]
fn chinese_prints_figures_as_before() {
    for (language, figure, reference, expected) in [
        ("zh-Hans", "{value: 1250, unit: 棵}", "{{x}}", "1250棵"),
        ("zh-Hans", "{value: 1250, unit: {zh: 棵, one: tree, other: trees}}", "{{x}}", "1250棵"),
        ("zh-Hans", "{value: 1, unit: {one: tree, other: trees}}", "{{x}}", "1trees"),
        ("zh-Hans", "{value: 35000, unit: 元, about: 余}", "{{x | 万}}", "3.5万余元"),
        (
            "zh-Hans",
            "{unit: \"%\", series: {2024: 91, 2025: 93}}",
            "{{x | direction}}{{x | change}}",
            "增长2个百分点",
        ),
        ("zh-Hans", "{value: 600, unit: 名, about: nearly}", "{{x}}", "近600名"),
        ("zh-Hant", "{value: 35000, unit: 元, about: 余}", "{{x | 万}}", "3.5萬餘元"),
        ("zh-Hant", "{value: 350000000, unit: 元}", "{{x | 億}}", "3.5億元"),
        (
            "zh-Hant",
            "{unit: \"%\", series: {2024: 93, 2025: 91}}",
            "{{x | direction}}{{x | change}}",
            "下降2個百分點",
        ),
        ("zh-Hant", "{unit: 人, series: {2024: 91, 2025: 93}}", "{{x | direction noun}}", "增長"),
        ("zh-Hant", "{value: 2, unit: 項}", "{{x | words}}", "兩項"),
        ("zh-Hant", "{value: 2025-11-20}", "{{x}}", "2025年11月20日"),
    ] {
        assert_eq!(printed(language, figure, reference), expected, "{language} {figure} {reference}");
    }
}

/// What a build says about a story in an English paper with a ledger.
fn said(language: &str, ledger: &str, text: &str) -> String {
    let site = format!("language: {language}\n");
    let story = format!("---\nheadline: H\nledger: l\n---\n{text}\n");
    let paper = Paper::of(&[
        ("content/site.yaml", &site),
        ("content/ledgers/l.yaml", ledger),
        ("content/editions/2025-11-20/a.md", &story),
    ]);
    paper.run(&["check", "--as-of", "2025-12-01"]).said
}

#[test]
fn a_large_unit_that_the_language_does_not_count_in_is_refused_with_its_own() {
    let ledger = "title: L\nfigures: {x: {value: 35000, unit: trees}}\n";
    let english = said("en", ledger, "{{x | 万}}");
    assert!(english.contains("unfit-filter") && english.contains("thousand million"), "{english}");
    let chinese = said("zh-Hans", ledger, "{{x | million}}");
    assert!(chinese.contains("unfit-filter") && chinese.contains("万 亿"), "{chinese}");
}

#[test]
fn a_figure_in_one_large_unit_is_printed_in_another() {
    let ledger = "title: L\nfigures: {x: {label: 资金, value: 14788, unit: 万元}, y: {label: 收入, value: 1.5, unit: 亿元}}\n";
    let printed = |reference: &str| {
        let paper = Paper::of(&[
            ("content/ledgers/l.yaml", ledger),
            ("content/editions/2025-11-20/a.md", &format!("---\nledger: l\n---\n# 题\n\n共{reference}。\n")),
        ]);
        paper.built();
        paper.page("2025-11-20/a.html")
    };
    assert!(printed("{{x | 亿}}").contains(">1.4788亿元<"));
    assert!(printed("{{y | 万}}").contains(">15000万元<"));
    let refused = said("zh-Hans", ledger, "{{x | 万}}");
    assert!(refused.contains("unfit-filter") && refused.contains("单位已经是"), "{refused}");
}

#[test]
fn a_word_that_contradicts_the_figure_after_it_is_an_error_in_every_language() {
    let ledger = "title: L\nfigures: {x: {unit: trees, series: {2024: 5, 2025: 3}}}\n";
    assert!(said("en", ledger, "The number rose by {{x | change}}.").contains("wrong-direction"));
    assert!(!said("en", ledger, "The number fell by {{x | change}}.").contains("wrong-direction"));
    assert!(said("zh-Hant", ledger, "比去年增長{{x | change}}。").contains("wrong-direction"));
}

#[test]
fn a_chinese_unit_in_an_english_text_is_named() {
    let ledger = "title: L\nfigures: {x: {value: 5, unit: 名}}\n";
    let found = said("en", ledger, "There were {{x}}.");
    assert!(found.contains("foreign-unit") && found.contains("zh: 名"), "{found}");
    assert!(!said("en", ledger, "There were {{x | value}}.").contains("foreign-unit"));
    let bilingual = "title: L\nfigures: {x: {value: 5, unit: {zh: 名, one: clerk, other: clerks}}}\n";
    assert!(!said("en", bilingual, "There were {{x}}.").contains("foreign-unit"));
}

#[test]
fn the_proofreader_reads_english_by_the_rules_of_english() {
    let ledger = "title: L\nfigures:\n  planted: {label: Street trees planted, value: 1250, unit: {one: tree, other: trees}}\n";
    for (text, code) in [
        ("The the ferry left.", "doubled-word"),
        ("It opens on Friday, 20 November 2025.", "weekday-of-date"),
        ("It opens on November 20 (Friday).", "weekday-of-date"),
        ("It opens on 31 November 2025.", "impossible-date"),
        ("The fleet rose from 120 to 360 boats, an increase of 300%.", "growth-arithmetic"),
        ("The street trees planted so far, 1,350 trees, are limes.", "contradicted-figure"),
        ("He said \"no\".", "foreign-mark"),
        ("Limes，rowans and oaks.", "foreign-mark"),
        ("“Nobody knows, she said.", "unpaired-mark"),
        ("The total is TBD.", "placeholder"),
    ] {
        let found = said("en", ledger, text);
        assert!(found.contains(code), "{text}: {found}");
    }
    let right = "The ferry left on Thursday, 20 November 2025. “It’s late,” he said; that that was so, nobody denied.\n\n\
                 The fleet rose from 120 to 360 boats, an increase of 200%. The town’s 1,250 trees are planted, 5,000 more are wanted.";
    let found = said("en", ledger, right);
    assert!(!found.contains("warning[") && !found.contains("error["), "{found}");
}

#[test]
fn names_of_the_house_are_kept_in_english_too() {
    let paper = Paper::of(&[
        ("content/site.yaml", "language: en\n"),
        (
            "content/style/people.yaml",
            "checked: 2025-11-01\npeople: [{name: Margaret Hollis, titles: [editor]}]\n",
        ),
        (
            "content/editions/2025-11-20/a.md",
            "# Trees\n\nMargret Hollis wrote it; Margaret Hollis’s desk was empty.\n",
        ),
    ]);
    let found = paper.run(&["check", "--as-of", "2025-12-01"]).said;
    assert_eq!(found.matches("name-variant").count(), 1, "{found}");
}

#[test]
fn straight_quotes_in_english_are_mended() {
    let paper = Paper::of(&[
        ("content/site.yaml", "language: en\n"),
        ("content/editions/2025-11-20/a.md", "# Trees\n\n\"It's late,\" she said. A 5'10\" plank， too.\n"),
    ]);
    paper.run(&["check", "--fix", "--as-of", "2025-12-01"]);
    let mended = std::fs::read_to_string(paper.root().join("content/editions/2025-11-20/a.md")).unwrap();
    assert_eq!(mended, "# Trees\n\n“It’s late,” she said. A 5'10\" plank, too.\n");
    paper.run(&["check", "--fix", "--as-of", "2025-12-01"]);
    assert_eq!(
        std::fs::read_to_string(paper.root().join("content/editions/2025-11-20/a.md")).unwrap(),
        mended
    );
}

#[test]
fn traditional_chinese_has_its_own_quotation_marks_and_script() {
    let paper = Paper::of(&[
        ("content/site.yaml", "language: zh-Hant\n"),
        ("content/editions/2025-11-20/a.md", "# 山城\n\n他說“這是「山城」”，又說：国家。\n"),
    ]);
    let found = paper.run(&["check", "--as-of", "2025-12-01"]).said;
    assert!(found.contains("foreign-mark") && found.contains("改成 「"), "{found}");
    assert!(found.contains("mixed-script") && found.contains("夹有简体字"), "{found}");
    let right = Paper::of(&[
        ("content/site.yaml", "language: zh-Hant\n"),
        ("content/editions/2025-11-20/a.md", "# 山城\n\n他說「這是『山城』」，與國家無關。\n"),
    ]);
    let found = right.run(&["check", "--as-of", "2025-12-01"]).said;
    assert!(!found.contains("foreign-mark") && !found.contains("mixed-script"), "{found}");
}

#[test]
fn a_simplified_paper_is_still_searched_for_traditional_characters() {
    let paper = Paper::of(&[("content/editions/2025-11-20/a.md", "# 山城\n\n这里是國家。\n")]);
    assert!(paper.run(&["check", "--as-of", "2025-12-01"]).said.contains("夹有繁体字"));
}

/// A Chinese paper in which a story has an English version and one in traditional Chinese.
fn bilingual() -> Paper {
    Paper::of(&[
        ("content/site.yaml", "url: https://example.org/paper/\n"),
        (
            "content/ledgers/l.yaml",
            "title: 台账\nfigures: {x: {label: 树, value: 1250, unit: {zh: 棵, one: tree, other: trees}}}\n",
        ),
        ("content/editions/2025-11-20/a.md", "---\nheadline: 种树\nledger: l\n---\n全镇种树{{x}}。\n"),
        (
            "content/editions/2025-11-20/a-en.md",
            "---\nheadline: Trees\nledger: l\nlanguage: en\ntranslation_of: a.md\n---\nThe town planted {{x}}.\n",
        ),
        (
            "content/editions/2025-11-20/a-hant.md",
            "---\nheadline: 種樹\nledger: l\nlanguage: zh-Hant\ntranslation_of: a-en.md\n---\n全鎮種樹{{x}}。\n",
        ),
    ])
}

#[test]
fn the_versions_of_a_story_are_linked_with_each_other() {
    let paper = bilingual();
    paper.built();
    let [chinese, english, traditional] =
        ["a", "a-en", "a-hant"].map(|name| paper.page(&format!("2025-11-20/{name}.html")));
    for page in [&chinese, &english, &traditional] {
        for (tag, name) in [("zh-Hans", "a"), ("en", "a-en"), ("zh-Hant", "a-hant")] {
            let alternate = format!(
                "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://example.org/paper/2025-11-20/{name}.html\">"
            );
            assert!(page.contains(&alternate), "{alternate}");
        }
    }
    assert!(chinese.contains("hreflang=\"en\" lang=\"en\" href=\"../2025-11-20/a-en.html\">English</a>"));
    assert!(english.contains("lang=\"zh-Hans\" href=\"../2025-11-20/a.html\">中文</a>"));
    assert!(english.contains(" lang=\"en\">") && english.contains(">1,250 trees</data>"));
    assert!(english.contains("\"inLanguage\":\"en\"") && chinese.contains(">1250棵</data>"));
    assert!(traditional.contains("<article class=\"full form-brief\" lang=\"zh-Hant\">"), "{traditional}");
    assert!(!chinese.contains("<article class=\"full form-brief\" lang"));
}

#[test]
fn what_the_paper_says_around_a_story_is_in_the_language_of_the_paper() {
    let paper = bilingual();
    paper.built();
    let found = paper.run(&["check", "--as-of", "2025-12-01"]).said;
    assert!(!found.contains("mixed-script"), "{found}");
    let traditional = paper.page("2025-11-20/a-hant.html");
    assert!(traditional.contains("<p class=\"meta\" lang=\"zh-Hans\">"), "{traditional}");
    assert!(traditional.contains("<section class=\"provenance\" lang=\"zh-Hans\">"), "{traditional}");
}

#[test]
fn a_version_that_changes_its_language_is_rendered_again() {
    let paper = bilingual();
    paper.built();
    let other = "---\nheadline: 種樹\nledger: l\nlanguage: zh-Hant\n---\n全鎮種樹{{x}}。\n";
    paper.put("content/editions/2025-11-20/a-hant.md", other);
    let again = paper.built();
    let anew = Paper::copy_of(paper.root()).built();
    assert_eq!(again.keys().collect::<Vec<_>>(), anew.keys().collect::<Vec<_>>());
    for (path, bytes) in &again {
        assert!(bytes == &anew[path] || path == ".lanmu.json", "{path}");
    }
    assert!(!paper.page("2025-11-20/a.html").contains("hreflang=\"zh-Hant\""));
}

#[test]
fn the_language_of_the_paper_is_part_of_what_its_stories_depend_on() {
    let paper = bilingual();
    paper.built();
    paper.put("content/site.yaml", "url: https://example.org/paper/\nlanguage: zh-Hant\n");
    paper.put("content/editions/2025-11-20/a-hant.md", "---\nheadline: 種樹\n---\n種樹。\n");
    let again = paper.built();
    let anew = Paper::copy_of(paper.root()).built();
    for (path, bytes) in &again {
        assert!(bytes == &anew[path] || path == ".lanmu.json", "{path}");
    }
}

#[test]
fn two_versions_in_one_language_are_an_error_as_is_a_translation_of_a_file() {
    let paper = bilingual();
    paper.put(
        "content/editions/2025-11-20/b.md",
        "---\nheadline: Oaks\nlanguage: en\ntranslation_of: a.md\n---\nOaks.\n",
    );
    let run = paper.build();
    assert!(
        run.code == 1 && run.said.contains("same-language") && run.said.contains("a-en.md"),
        "{}",
        run.said
    );
    paper.put(
        "content/editions/2025-11-20/b.md",
        "---\nheadline: Oaks\nlanguage: en\ntranslation_of: ../../ledgers/l.yaml\n---\nOaks.\n",
    );
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("no-original"), "{}", run.said);
    paper.put("content/editions/2025-11-20/b.md", "---\nheadline: Oaks\ntranslation_of: c.md\n---\nOaks.\n");
    let run = paper.build();
    assert!(run.code == 1 && run.said.contains("dead-link"), "{}", run.said);
}

#[test]
fn a_circle_of_translations_comes_to_an_end() {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/a.md", "---\nheadline: 甲\ntranslation_of: b.md\n---\n甲。\n"),
        (
            "content/editions/2025-11-20/b.md",
            "---\nheadline: B\nlanguage: en\ntranslation_of: a.md\n---\nB.\n",
        ),
    ]);
    paper.built();
    assert!(paper.page("2025-11-20/a.html").contains(">English</a>"));
    assert!(paper.page("2025-11-20/b.html").contains(">中文</a>"));
}

#[test]
fn the_english_paper_reads_as_english() {
    let paper = Paper::copy_of(&repository().join("tests/sites/english/in"));
    paper.built();
    let front = paper.page("index.html");
    assert!(front.contains("<html lang=\"en\">"));
    let day =
        "<span>Thursday</span> <time datetime=\"2025-11-20\"><b>20</b> <span>November 2025</span></time>";
    assert!(front.contains(day), "{front}");
    let han = regex::Regex::new(r"\p{Han}|[，。、：；（）「」《》　]").unwrap();
    for (path, bytes) in paper.public() {
        let is_text = [".html", ".xml", ".json", ".csv", ".txt"].iter().any(|ending| path.ends_with(ending));
        if is_text && path != ".lanmu.json" {
            let text = String::from_utf8(bytes).unwrap();
            let found = han.find(&text).map(|found| found.as_str());
            assert_eq!(found, None, "{path}");
        }
    }
    assert!(paper.page("columns/town.html").contains("1 story"));
    assert!(paper.page("columns/harbour.html").contains("2 stories"));
    let csv = paper.page("ledgers/town.csv");
    assert!(csv.contains("trees.planted,Street trees planted,1250,trees,,since 2022"), "{csv}");
    let json = paper.page("ledgers/town.json");
    assert!(json.contains("\"one\": \"tree\"") && json.contains("\"text\": \"1,250 trees\""), "{json}");
}

#[test]
fn english_words_are_divided_in_columns_and_nowhere_else() {
    let paper = Paper::copy_of(&repository().join("tests/sites/english/in"));
    paper.built();
    assert!(paper.page("2025-11-20.html").contains('\u{AD}'));
    for path in ["2025-11-20/trees.html", "columns/town.html", "feed.xml"] {
        assert!(!paper.page(path).contains('\u{AD}'), "{path}");
    }
}
