//! What is wider than a column, as a browser sets it: nothing is cut or printed over other text, and no line is torn apart.

use std::fmt::Write;
use std::sync::LazyLock;

use super::dice::Dice;
use super::measured_in;
use super::pages::{DESIGN, PARAGRAPHS, reckoned, sheets};
use super::support::Paper;

const CHINESE: [&str; 8] = [
    "项目组把资料整理成册，供各单位参考使用。",
    "阿不都·热西提和玛丽亚·特蕾莎·冯·哈布斯堡到会讲话。",
    "一九二一—一九四九年的县志共三十卷，2019—2023年重修。",
    "气温在20～30℃之间，红／黄／蓝三种标志各2×3米，占地50㎡。",
    "这一版修正了读者来信指出的错误——谢谢大家。",
    "甲/乙/丙三个小组分别负责测试、文档和发布。",
    "详细情况见附录……下期继续介绍。",
    "记者×××、通讯员××采写。",
];

const LATIN: [&str; 12] = [
    "https://example.org/archive/2025/11/the-long-story-of-a-small-town?page=1&lang=zh-Hans",
    "https://github.example.com/someone/a-repository-with-a-long-name/blob/main/src/index.ts",
    "getElementsByClassName",
    "Kubernetes",
    "JavaScript",
    "`src/makeup/very_long_module_name/lines.rs`",
    "`useState`",
    "TypeScript 5.4",
    "WebAssembly",
    "PostgreSQL",
    "machine learning",
    "https://example.org/a",
];

/// A web weekly of sixteen editions: links, code, names and tables among Chinese text.
static WEEKLY: LazyLock<Paper> = LazyLock::new(|| {
    let paper = Paper::of(&[("content/site.yaml", "name: 网周刊\nkind: web\ntheme: broadsheet\n")]);
    let mut dice = Dice(7);
    for edition in 0..16_u64 {
        let date = chrono::NaiveDate::from_ymd_opt(2025, 1, 3).unwrap() + chrono::Days::new(edition * 7);
        for story in 0..3 + dice.below(8) {
            let mut text = format!("---\nheadline: 第{edition}期第{story}条讲开源工具的新进展\n---\n");
            for _ in 0..2 + dice.below(5) {
                for _ in 0..=dice.below(4) {
                    text.push_str(dice.of::<&str>(&CHINESE));
                    write!(text, "见{}，", dice.of(&LATIN)).unwrap();
                    text.push_str(dice.of::<&str>(&CHINESE));
                }
                text.push_str("\n\n");
            }
            if dice.below(3) == 0 {
                text.push_str("```rust\nfn a_function_with_a_long_name(first: &str, second: usize) -> Result<Vec<String>, Error> { todo!(\"later\") }\n\tlet short = 1; // 中文注释写在这里，看看它怎样换行\n```\n\n");
            }
            let columns = usize::try_from(dice.below(12)).unwrap();
            if columns > 7 || columns == 4 {
                let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
                text.push_str(&row("项目负责单位"));
                text.push_str(&row("---"));
                text.push_str(&row("12345.67万元").repeat(3));
                text.push_str(&row("正在办理手续").repeat(2));
            }
            paper.put(&format!("content/editions/{date}/s{story:02}.md"), text);
        }
    }
    paper.built();
    paper
});

fn documents(is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let all = WEEKLY.public().into_keys();
    all.filter(|path| path.starts_with("2025-") && path.strip_suffix(".html").is_some() && is_wanted(path))
        .collect()
}

fn measured(documents: &[String], widths: &[u32], measure: &str) -> Vec<(String, u32, serde_json::Value)> {
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    measured_in(&WEEKLY, &documents, widths, measure, &[])
}

fn pages() -> Vec<String> {
    documents(|path| !path.contains('/'))
}

fn stories() -> Vec<String> {
    documents(|path| path.contains('/')).into_iter().step_by(4).collect()
}

/// The lines of each paragraph and cell, with the holes between the characters of those that are justified.
const LINES: &str = "(d, w) => {
    const found = [], context = d.createElement('canvas').getContext('2d'), range = d.createRange();
    for (const e of d.querySelectorAll('main :is(p, li, td, th, h1, h2, h3)')) {
        const walk = d.createTreeWalker(e, NodeFilter.SHOW_TEXT), lines = [];
        while (walk.nextNode()) {
            const node = walk.currentNode, mono = !!node.parentElement.closest('code');
            for (let at = 0; at < node.length; at++) {
                range.setStart(node, at); range.setEnd(node, at + 1);
                const box = [...range.getClientRects()].pop();
                if (!box || !box.width) continue;
                const last = lines[lines.length - 1], middle = (box.top + box.bottom) / 2;
                if (last && Math.abs(last.middle - middle) < 9 && box.left >= last.right - 2) {
                    last.text += node.data[at]; last.right = box.right; last.mono ||= mono;
                } else lines.push({text: node.data[at], left: box.left, right: box.right, middle, mono});
            }
        }
        const style = w.getComputedStyle(e), size = parseFloat(style.fontSize);
        context.font = style.fontSize + ' ' + style.fontFamily;
        lines.forEach((line, at) => {
            const room = line.right - line.left - context.measureText(line.text).width;
            const is_loose = style.textAlign == 'justify' && at + 1 < lines.length && !line.mono && line.text.length > 1;
            found.push([line.text, at, is_loose ? room / (line.text.length - 1) / size : 0]);
        });
    }
    return found;
}";

#[test]
fn no_line_begins_with_a_mark_that_joins_and_none_is_torn_apart() {
    let (mut all, mut torn) = (0, Vec::new());
    let documents = [pages(), stories()].concat();
    for (path, width, lines) in measured(&documents, &[DESIGN, 390], LINES) {
        for line in lines.as_array().unwrap() {
            let (text, at) = (line[0].as_str().unwrap(), line[1].as_u64().unwrap());
            let first = text.chars().next().unwrap();
            let is_joined =
                "·～／×㎡℃%，。、；：！？）》”".contains(first) || first == '—' && !text.starts_with("——");
            assert!(at == 0 || !is_joined, "{path} at {width}: {text}");
            all += 1;
            if line[2].as_f64().unwrap() > 0.5 {
                torn.push(format!("{path} at {width}: {text} {}", line[2]));
            }
        }
    }
    assert!(all > 3000, "{all} lines");
    assert!(torn.len() * 200 <= all, "{} of {all}:\n{}", torn.len(), torn.join("\n"));
}

#[test]
fn lines_with_addresses_and_names_are_counted_as_they_are_set() {
    let (all, wrong) = reckoned(measured(&pages(), &[DESIGN], PARAGRAPHS));
    assert!(all > 150, "{all} paragraphs");
    assert!(wrong.len() * 100 <= all * 3, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What leaves its story, or is wider than its place and does not scroll there.
const CUT: &str = "(d, w) => {
    const out = [];
    for (const story of d.querySelectorAll('.page-body .story, .full')) {
        const box = story.getBoundingClientRect();
        for (const e of story.querySelectorAll('p, pre, td, th, h2, h3, svg, figure')) {
            if (e.closest('.table') && e.closest('.table').scrollWidth > e.closest('.table').clientWidth) continue;
            for (const r of e.getClientRects()) if (r.width && (r.right > box.right + 2 || r.left < box.left - 2 || r.bottom > box.bottom + 2))
                out.push(story.className + ' ' + e.tagName + ': ' + e.textContent.slice(0, 20));
        }
        for (const e of story.querySelectorAll('pre, .page-body .table')) if (e.scrollWidth > e.clientWidth + 1 && w.innerWidth > 1000)
            out.push(e.tagName + ' ' + e.scrollWidth + ' in ' + e.clientWidth);
    }
    if (d.documentElement.scrollWidth > d.documentElement.clientWidth) out.push('the document scrolls sideways');
    return out;
}";

#[test]
fn nothing_is_cut_on_a_screen() {
    for (path, width, out) in measured(&[pages(), stories()].concat(), &[DESIGN, 390], CUT) {
        assert!(out.as_array().unwrap().is_empty(), "{path} at {width}: {out}");
    }
}

/// The same on paper: the style sheets for print, in the width of A4 within its margins.
const ON_PAPER: &str = "(d, w) => {
    for (const sheet of d.querySelectorAll('link[media=print]')) sheet.media = 'all';
    const full = d.querySelector('.full').getBoundingClientRect();
    return [...d.querySelectorAll('.full :is(p, pre, td, th, svg)')]
        .filter(e => [...e.getClientRects()].some(r => r.right > full.right + 2))
        .map(e => e.tagName + ': ' + e.textContent.slice(0, 20));
}";

#[test]
fn nothing_is_cut_on_paper() {
    for (path, _, out) in measured(&stories(), &[718], ON_PAPER) {
        assert!(out.as_array().unwrap().is_empty(), "{path}: {out}");
    }
    for page in pages().iter().step_by(5) {
        assert_eq!(sheets(&WEEKLY, page), 1, "{page}");
    }
}
