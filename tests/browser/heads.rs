//! Headlines as a browser breaks them: between words, on screens and on paper, and in as many lines as was reckoned.

use std::sync::LazyLock;

use lanmu::internals::language::words;
use lanmu::internals::makeup::{Paragraph, TextRun};
use lanmu::internals::model::theme::{Advances, EM};
use serde_json::Value;

use super::pages::{DESIGN, SAMPLE, grid, on_every_page};
use super::support::Paper;
use super::{DOCUMENTS, PAPER, measured_in};

/// For each line of a head whose words are kept whole: its text, the numbers of the characters that begin another line, those that
/// may, its runs with whether each is whole, and the width in characters of the headline of a page that it stands in. That of an
/// explanation begins with a mark that is no text.
const HEADS: &str = "(d, w) => {
    const range = d.createRange();
    return [...d.querySelectorAll('.kept')].filter(e => e.getClientRects().length).map(e => {
        const walk = d.createTreeWalker(e, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
        const size = parseFloat(w.getComputedStyle(e).fontSize);
        let text = '', last = null;
        const set = [], may = [], runs = [];
        while (walk.nextNode()) {
            const node = walk.currentNode;
            if (node.nodeType === 1) { if (node.tagName === 'WBR') may.push([...text].length); continue; }
            const whole = !!node.parentElement.closest('data:not(.words), .bound'), tail = runs[runs.length - 1];
            if (tail && tail[1] === whole && !whole) tail[0] += node.data; else runs.push([node.data, whole]);
            for (let at = 0; at < node.length; at++) {
                range.setStart(node, at); range.setEnd(node, at + 1);
                const box = [...range.getClientRects()].pop();
                if (box && box.width) {
                    const middle = (box.top + box.bottom) / 2;
                    if (last !== null && middle - last > size / 2) set.push([...text].length);
                    last = middle;
                }
                text += node.data[at];
            }
        }
        const headline = e.closest('.page-body .story:not(.form-explainer) .headline');
        return [text, set, may, runs, headline ? headline.clientWidth / size : 0];
    });
}";

/// The same on a page as it is printed.
fn on_paper() -> String {
    let printed = "for (const sheet of d.querySelectorAll('link[media=print]')) sheet.media = 'all';
        for (const rule of [...d.styleSheets].flatMap(sheet => [...sheet.cssRules]))
            if (rule.media && rule.media.mediaText === 'print') rule.media.mediaText = 'all';
        d.body.offsetWidth;";
    format!("(d, w) => {{ {printed} return ({HEADS})(d, w); }}")
}

fn numbers(value: &Value) -> Vec<usize> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|number| usize::try_from(number.as_u64().unwrap()).unwrap())
        .collect()
}

/// What is wrong with a line of a head that is broken before the characters with the numbers `set`.
fn faults(text: &str, set: &[usize]) -> Vec<String> {
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
    let quotation = regex::Regex::new("[“《][^“”《》]{1,4}[”》]").unwrap();
    let quoted: Vec<_> = quotation.find_iter(text).map(|found| found.range()).collect();
    let known = words(text);
    let mut faults = Vec::new();
    for number in set {
        let place = starts[*number];
        let is_within = |range: &std::ops::Range<usize>| range.start < place && place < range.end;
        if known.iter().chain(&quoted).any(is_within) {
            faults.push(format!("{}｜{}", &text[..place], &text[place..]));
        }
    }
    let bounds: Vec<usize> = [0].into_iter().chain(set.iter().copied()).chain([starts.len() - 1]).collect();
    for line in bounds.windows(2).filter(|_| !set.is_empty()) {
        let line = &text[starts[line[0]]..starts[line[1]]];
        if line.chars().filter(|letter| letter.is_alphanumeric()).count() < 2 {
            faults.push(format!("{line} alone in {text}"));
        }
    }
    faults
}

/// Checks the heads of documents, and that there are more than `least` breaks in them.
fn are_broken_between_words(found: impl IntoIterator<Item = (String, u32, Value)>, least: usize) {
    let (mut all, mut wrong) = (0, Vec::new());
    for (path, width, heads) in found {
        for head in heads.as_array().unwrap() {
            let (text, set) = (head[0].as_str().unwrap(), numbers(&head[1]));
            all += set.len();
            wrong.extend(faults(text, &set).into_iter().map(|fault| format!("{path} at {width}: {fault}")));
        }
    }
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all > least, "{all} breaks");
}

/// Long headlines.
const LONG: [&str; 24] = [
    "市委书记到农村调研春耕生产并看望一线工作人员",
    "老旧小区加装电梯的钱从哪里来",
    "县融媒体中心组织记者深入一线采访",
    "黄河流域生态保护和高质量发展座谈会在郑州召开",
    "让每一名党员都成为一面旗帜",
    "教育医疗养老等民生问题得到解决",
    "图书馆延长开放时间到晚上十点",
    "一线工人的“金点子”变成了生产线上的“金钥匙”",
    "从“有没有”到“好不好”：一个村的饮水变迁",
    "我市新增2家国家级专精特新“小巨人”企业",
    "春运首日全国铁路预计发送旅客1030万人次",
    "纪念中国人民抗日战争暨世界反法西斯战争胜利80周年",
    "数据显示我省农村居民人均可支配收入首次突破两万元",
    "小区门口为何总是堵车？居民说了算",
    "他把一生献给了大山里的孩子们",
    "三江源国家公园迎来首批科考队员",
    "工会会员把意见箱搬上手机以后",
    "“双减”之后的第一个暑假怎么过",
    "新时代新征程上的青年力量——写在五四青年节",
    "关于做好2025年汛期安全生产工作的通知",
    "全国人大常委会审议民营经济促进法草案",
    "前三季度全省生产总值同比增长5.6%",
    "一张单子怎样走完一圈又回到群众手里",
    "推动城乡融合发展迈出新步伐的县域实践",
];

/// Two editions of them.
static LONG_HEADS: LazyLock<Paper> = LazyLock::new(|| {
    let paper = Paper::of(&[("content/site.yaml", "name: 长题报\n")]);
    for (number, headline) in LONG.iter().enumerate() {
        let text = "各单位参考使用这份材料，把工作做到群众家门口。".repeat(6 + number % 12 * 5);
        let story =
            format!("---\nheadline: {headline}\nkicker: {}\n---\n{text}\n", LONG[(number + 7) % LONG.len()]);
        paper.put(&format!("content/editions/2025-01-{:02}/s{number:02}.md", 1 + number / 12), story);
    }
    paper.built();
    paper
});

#[test]
fn no_headline_of_the_sample_is_broken_inside_a_word() {
    let documents: Vec<&str> = [&DOCUMENTS[..], &SAMPLE[..1]].concat();
    let on_screens = measured_in(&PAPER, &documents, &[DESIGN, 390], HEADS, &[]);
    let on_paper = measured_in(&PAPER, &SAMPLE, &[DESIGN], &on_paper(), &[]);
    are_broken_between_words(on_screens.into_iter().chain(on_paper), 5);
}

#[test]
fn no_headline_of_a_page_is_broken_inside_a_word() {
    are_broken_between_words(on_every_page(HEADS, &[DESIGN, 390]), 100);
}

#[test]
fn no_long_headline_is_broken_inside_a_word() {
    let documents = ["2025-01-01.html", "2025-01-02.html", "2025-01-01/s00.html", "archive.html"];
    let on_screens = measured_in(&LONG_HEADS, &documents, &[DESIGN, 1024, 390, 320], HEADS, &[]);
    let on_paper = measured_in(&LONG_HEADS, &documents[..2], &[DESIGN], &on_paper(), &[]);
    are_broken_between_words(on_screens.into_iter().chain(on_paper), 50);
}

/// How many lines a headline was reckoned to have in a width.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of a page")]
fn reckoned(head: &Value, advances: &Advances) -> usize {
    let runs = head[3]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| TextRun { whole: run[1].as_bool().unwrap(), ..TextRun::words(run[0].as_str().unwrap()) });
    let may: Vec<u16> = numbers(&head[2]).into_iter().map(|number| u16::try_from(number).unwrap()).collect();
    let length = head[0].as_str().unwrap().chars().count();
    let width = (head[4].as_f64().unwrap() * f64::from(EM)).round() as u32;
    Paragraph::new(runs, advances).keeping_words(0, length, &may).lines(width * 98 / 100, 0)
}

#[test]
fn headlines_have_as_many_lines_as_was_reckoned() {
    let found = on_every_page(HEADS, &[DESIGN]);
    let advances = grid().advances;
    let (mut all, mut wrong) = (0, Vec::new());
    for (path, _, heads) in &found {
        let of_pages = heads.as_array().unwrap().iter().filter(|head| head[4].as_f64().unwrap() > 0.0);
        for head in of_pages {
            let (computed, set) = (reckoned(head, &advances), numbers(&head[1]).len() + 1);
            all += 1;
            if computed != set {
                wrong.push(format!("{path}: {computed} lines computed, {set} set: {}", head[0]));
            }
        }
    }
    assert!(all > 500, "{all} headlines");
    assert!(wrong.len() * 100 <= all, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_space_stands_between_the_lines_of_a_headline_for_those_who_copy_it() {
    let copied = "d => [...d.querySelectorAll('.headline')].map(h => [h.innerText, h.querySelectorAll('.line').length])";
    let mut several = 0;
    for (path, width, headlines) in measured_in(&PAPER, &SAMPLE, &[DESIGN, 390], copied, &[]) {
        for headline in headlines.as_array().unwrap() {
            let (text, lines) = (headline[0].as_str().unwrap(), headline[1].as_u64().unwrap());
            several += u32::from(lines > 1);
            assert!(lines < 2 || text.trim().contains(char::is_whitespace), "{path} at {width}: {text}");
        }
    }
    assert!(several > 10, "{several} headlines have more than one line");
}
