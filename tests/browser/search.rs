//! Search in Chromium, from the disk: what is found, what comes first, and how much is loaded for it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::dice::Dice;
use super::measured_in;
use super::newspaper::prose::{clause, sentences};
use super::newspaper::random::Random;
use super::support::Paper;

/// How many stories are generated, unless `LANMU_SEARCH_STORIES` says how many.
const STORIES: usize = 1000;

/// A story as it was written.
pub struct Written {
    pub path: String,
    pub title: String,
    /// Its paragraphs.
    text: Vec<String>,
}

/// A paper of many stories over two years, ten to an edition.
pub static WRITTEN: LazyLock<(Paper, Vec<Written>)> = LazyLock::new(|| {
    let stories = std::env::var("LANMU_SEARCH_STORIES").map_or(STORIES, |stories| stories.parse().unwrap());
    let paper = Paper::of(&[(
        "content/site.yaml",
        "name: 晨光周报\nsearch: true\ncolumns: [{name: 要闻, slug: yaowen}, {name: 乡村, slug: xiangcun}]\n",
    )]);
    let mut random = Random::new(21);
    let last = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap();
    let written = (0..stories).map(|number| {
        let date = last - Days::new((number / 10 * 700 * 10 / stories) as u64);
        let title = clause(8, &mut random);
        let text: Vec<String> = (0..8).map(|_| sentences(4, &mut random)).collect();
        let column = ["要闻", "乡村"][number % 2];
        let front = format!("---\nheadline: {title}\ncolumn: {column}\nbyline: 本报记者 张三\n---\n");
        paper.put(&format!("content/editions/{date}/s{number}.md"), front + &text.join("\n\n") + "\n");
        Written { path: format!("{date}/s{number}.html"), title, text }
    });
    let written = written.collect();
    paper.built();
    (paper, written)
});

/// What a function of the search page's window says in `search.html` with this query.
fn said(query: &str, script: &str) -> Value {
    let document = format!("search.html{query}");
    let mut found = measured_in(&WRITTEN.0, &[&document], &[1000], script, &[]);
    found.pop().unwrap().2
}

/// A place below `limit`.
fn below(limit: usize, dice: &mut Dice) -> usize {
    usize::try_from(dice.below(limit as u64)).unwrap()
}

/// Two to six neighbouring characters of a text.
fn part(text: &str, dice: &mut Dice) -> String {
    let letters: Vec<char> = text.chars().collect();
    let length = (2 + below(5, dice)).min(letters.len());
    let start = below(letters.len() - length + 1, dice);
    letters[start..start + length].iter().collect()
}

#[test]
fn every_part_of_every_text_is_found_and_a_headline_comes_first() {
    let (_, written) = &*WRITTEN;
    let mut dice = Dice(7);
    let asked: Vec<(String, &Written)> = (0..200)
        .map(|number| {
            let story = dice.of(written);
            let paragraph = dice.of(&story.text);
            (part(if number % 4 == 0 { &story.title } else { paragraph }, &mut dice), story)
        })
        .collect();
    let queries: Vec<&str> = asked.iter().map(|(query, _)| query.as_str()).collect();
    let script = format!(
        "async (d, w) => {{ const all = []; for (const q of {}) {{
            const found = await w.lanmuSearch.find({{q}}, Infinity);
            all.push(found.map(story => [story.path, story.title, story.passage]));
        }} return all; }}",
        json!(queries)
    );
    let found = said("", &script);
    for ((query, story), found) in asked.iter().zip(found.as_array().unwrap()) {
        let found: Vec<[&str; 3]> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|one| [0, 1, 2].map(|field| one[field].as_str().unwrap()))
            .collect();
        let wanted: BTreeSet<&str> = written
            .iter()
            .filter(|one| one.title.contains(query) || one.text.iter().any(|text| text.contains(query)))
            .map(|one| one.path.as_str())
            .collect();
        assert!(wanted.contains(story.path.as_str()));
        assert_eq!(found.iter().map(|[path, ..]| *path).collect::<BTreeSet<_>>(), wanted, "{query}");
        let titled = found.iter().take_while(|[_, title, _]| title.contains(query)).count();
        let rest = &found[titled..];
        assert!(!rest.iter().any(|[_, title, _]| title.contains(query)), "{query}: a headline comes later");
        assert!(rest.iter().all(|[_, _, passage]| passage.contains(query)), "{query}: {rest:?}");
        for part in [&found[..titled], rest] {
            assert!(part.is_sorted_by(|a, b| a[0][..10] >= b[0][..10]), "{query}: newest first");
        }
    }
}

#[test]
fn bylines_columns_and_days_narrow_what_is_found() {
    let (_, written) = &*WRITTEN;
    let story = &written[37];
    let (day, query) = (&story.path[..10], story.text[0].chars().take(3).collect::<String>());
    let script = format!(
        "async (d, w) => {{ const of = fields => w.lanmuSearch.find({{q: {query:?}, ...fields}}, Infinity)
            .then(found => found.map(story => story.path));
        return [await of({{}}), await of({{from: {day:?}, to: {day:?}}}), await of({{column: '要闻'}}), await of({{column: '乡村'}}),
            await of({{author: '张三'}}), await of({{author: '李四'}})]; }}"
    );
    let found = said("", &script);
    let of = |place: usize| -> Vec<String> { serde_json::from_value(found[place].clone()).unwrap() };
    let (all, on_day) = (of(0), of(1));
    assert!(on_day.contains(&story.path) && on_day.iter().all(|path| path.starts_with(day)), "{on_day:?}");
    assert!(!of(2).contains(&story.path) && of(3).contains(&story.path));
    assert_eq!(of(2).len() + of(3).len(), all.len());
    assert_eq!((of(4), of(5).len()), (all, 0));
}

/// Waits for the results of the query in the address, and lists the scripts that they needed.
const SHOWN: &str = "async (d, w) => {
    const done = () => { const status = d.querySelector('.search-status'); return status.textContent !== status.parentElement.dataset.busy; };
    while (!done()) await new Promise(go => w.setTimeout(go, 20));
    return [[...d.scripts].map(script => script.src.split('/public/')[1]).filter(Boolean), d.querySelectorAll('.search-results li').length,
        d.querySelectorAll('.search-results mark').length, d.querySelector('.search-status').textContent, d.querySelector('[name=q]').value,
        !d.querySelector('.search-more').hidden];
}";

#[test]
fn the_query_in_the_address_is_answered_with_the_words_marked_and_little_is_loaded() {
    let (paper, written) = &*WRITTEN;
    let mut dice = Dice(3);
    let queries: Vec<String> =
        (0..20).map(|_| part(dice.of(written).text[0].split('，').next().unwrap(), &mut dice)).collect();
    let documents: Vec<String> = queries.iter().map(|query| format!("search.html?q={query}")).collect();
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    let mut loads = Vec::new();
    for (document, _, found) in measured_in(paper, &documents, &[1000], SHOWN, &[]) {
        let (shown, marked) = (found[1].as_u64().unwrap(), found[2].as_u64().unwrap());
        // Pairs of which hardly any stand together are looked for step by step.
        assert!(marked >= shown && (shown > 0 || found[5] == true), "{document}: {found}");
        assert_eq!(format!("search.html?q={}", found[4].as_str().unwrap()), document);
        let scripts = found[0].as_array().unwrap().iter().map(|path| path.as_str().unwrap());
        let packed = scripts.chain(["search.html"]).map(|path| {
            let mut packer = GzEncoder::new(Vec::new(), Compression::default());
            packer.write_all(&fs::read(paper.root().join("public").join(path)).unwrap()).unwrap();
            packer.finish().unwrap().len()
        });
        loads.push((packed.sum::<usize>(), document));
    }
    loads.sort();
    let (most, document) = loads.last().unwrap();
    let median = loads[loads.len() / 2].0;
    assert!(*most <= 300_000, "{document} loads {most} bytes; the median is {median}");
    println!("{} stories: a query loads {median} bytes, at most {most}", written.len());
    let none = said("?q=龘龘龘", SHOWN);
    assert_eq!(
        (none[1].as_u64(), none[3].as_str().unwrap().starts_with("没有找到")),
        (Some(0), true),
        "{none}"
    );
    let short = said("?q=河", SHOWN);
    assert_eq!(short[3].as_str(), Some("请至少写两个字。"));
}

#[test]
fn the_arrow_keys_go_from_result_to_result() {
    let (_, written) = &*WRITTEN;
    let query: String = written[0].title.chars().take(2).collect();
    let script = format!(
        "async (d, w) => {{ await ({SHOWN})(d, w);
        const press = key => d.dispatchEvent(new w.KeyboardEvent('keydown', {{key, bubbles: true, cancelable: true}}));
        press('/'); const box = d.activeElement.name; press('ArrowDown'); const first = d.activeElement.href;
        press('ArrowUp'); return [box, first, d.activeElement.name]; }}"
    );
    let said = said(&format!("?q={query}"), &script);
    assert!(said[1].as_str().is_some_and(|path| path.ends_with(&written[0].path)), "{said}");
    assert_eq!((said[0].as_str(), said[2].as_str()), (Some("q"), Some("q")));
}

#[test]
fn what_has_no_pairs_is_found_and_a_headline_of_long_ago_comes_first() {
    let paper = Paper::of(&[("content/site.yaml", "name: 晨光周报\n")]);
    for day in 1..=13 {
        let text =
            format!("---\nheadline: 秋收第{day}天\n---\n全县水稻收割过半，进度快了5.3%，“9·3”那天开镰。\n");
        paper.put(&format!("content/editions/2025-11-{day:02}/day.md"), text);
    }
    let old = "---\nheadline: 源头活水育新苗 水稻收割开镰\n---\n文。\n";
    paper.put("content/editions/2023-10-01/old.md", old);
    paper.built();
    let of = |query: &str| {
        let document = format!("search.html?{query}");
        let found = measured_in(&paper, &[&document], &[1000], SHOWN, &[]).pop().unwrap().2;
        let first = "async (d, w) => d.querySelector('.search-results a')?.href";
        let script = format!("async (d, w) => {{ await ({SHOWN})(d, w); return await ({first})(d, w); }}");
        let first = measured_in(&paper, &[&document], &[1000], &script, &[]).pop().unwrap().2;
        (found[1].as_u64().unwrap(), first.as_str().unwrap_or_default().to_owned())
    };
    for (query, shown, first) in [
        ("q=5.3%", 10, "2025-11-13/day.html"),
        ("q=9·3", 10, "2025-11-13/day.html"),
        ("q=水稻收割", 10, "2023-10-01/old.html"),
        ("q=育新苗水稻", 1, "2023-10-01/old.html"),
        ("q=育新苗 水稻", 1, "2023-10-01/old.html"),
        ("q=水稻&title=开镰", 1, "2023-10-01/old.html"),
        ("title=第7天", 1, "2025-11-07/day.html"),
        ("title=育新苗水稻", 1, "2023-10-01/old.html"),
    ] {
        let found = of(query);
        assert!(found.0 == shown && found.1.ends_with(first), "{query}: {found:?}");
    }
}
