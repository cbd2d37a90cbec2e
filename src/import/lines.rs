//! What a paragraph of a manuscript may be, by its own words and look.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::line_kind::{LineKind, pattern};
use super::manuscript::{Manuscripted, StoryPart};
use super::official;
use crate::language::may_be_name;
use crate::model::byline::Byline;
use crate::parse;

/// The longest line of a headline group, in characters.
const LONGEST_HEAD: usize = 38;
/// The longest caption without a style of its own.
const LONGEST_CAPTION: usize = 100;
/// The longest byline.
const LONGEST_BYLINE: usize = 60;
/// The longest line of a web page's furniture.
const LONGEST_FURNITURE: usize = 90;
/// How far into a paragraph the credits of 本报讯（…） may reach, in characters.
const LONGEST_DISPATCH: usize = 60;

static BREADCRUMB: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:您?(?:当前的?|现在的?|所在的?)位置|首页\s*[>»›])"));
static TOOLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:网友|分享(?:到)?|时间|字号|字体|大|中|小|打印(?:本页)?|收藏|点击(?:数|量|次数)?|浏览(?:量|次数)?|阅读(?:量|数)?|评论|来源|作者|编辑|发布|微信|微博|QQ空间|QQ|朋友圈|关闭(?:窗口|本页)?|返回(?:顶部|首页)?|次|[\s\d:：|｜/,，.()（）【】\[\]_-])+$",
    )
});
static TOOL: LazyLock<Regex> =
    LazyLock::new(|| pattern("分享|打印|字号|字体|收藏|浏览|阅读|关闭|返回|点击|时间"));
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/?(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?",
    )
});
static SOURCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:来源|稿源|信息来源)\s*[:：]\s*(\S+)"));
static WRITER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:□\s*)?(?:作者|撰稿|撰文|文字|文|供稿|通讯员|记者|讲话人|发言人|主讲人|宣讲人)\s*[:：/／]\s*\S.{0,30}$",
    )
});
static CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:第[一二三四五六七八九十]{1,3}[章节部]|[一二三四五六七八九十]{1,3}[、．.])")
});
static SECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[（(][一二三四五六七八九十]{1,3}[）)]"));
static DISPATCH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:据\s*)?(?:本[报刊网台]|新华社|中新社|[^，。\s]{2,8}[社报网])"));
static COUNTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}\s*[.、．)）]"));
/// （记者 王海燕 通讯员 周立）
static CREDITS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[（(]\s*((?:本报|特约|实习|见习)?(?:记者|通讯员)[\s:：/／][^（）()]*?)\s*[）)]$")
});
/// 县住建局供稿
static GIVEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\p{Han}[^，。：、？！“”《》（）()]{1,24}(?:供稿|撰稿|供图供稿|文并图)$"));
/// What says of a line under a picture that it is its caption: 图为…, 王芳 摄.
static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:图为|图[一二三四五六七八九十\d]{0,2}[：:])|(?:^|[\s。，（(])\S{2,12}\s*(?:[^拍]摄影?|供图)[）)]?$",
    )
});
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[（(][^（）()]*[）)]"));
static APART: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s{2,}"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^【([^【】]{1,20})】$"));

/// What a paragraph may be.
#[must_use]
pub(super) fn kind_of(paragraph: &Manuscripted) -> LineKind {
    let text = paragraph.text();
    let text = text.trim();
    let many = text.chars().count();
    if !text.chars().any(char::is_alphabetic) {
        return LineKind::Residue;
    }
    if let Some(level) = paragraph.look.heading {
        return LineKind::Heading(level);
    }
    if let Some(part) = paragraph.look.part {
        return of_style(part, text);
    }
    if paragraph.look.item.is_some() || paragraph.look.is_quotation || paragraph.look.is_caption {
        return LineKind::Body;
    }
    if let Some(kind) = official::kind_of(text) {
        return kind;
    }
    if many <= LONGEST_FURNITURE
        && let Some(furniture) = furniture(text)
    {
        return furniture;
    }
    if let Some(label) = LABEL.captures(text) {
        return LineKind::Label(label[1].trim().to_owned());
    }
    if many <= LONGEST_BYLINE
        && let Some(byline) = byline(text)
    {
        return byline;
    }
    if let Some((byline, bytes)) = run_in(text) {
        return LineKind::RunIn(byline, bytes);
    }
    head(text, many)
}

/// What a paragraph is whose style says it. Running text may still begin with a byline.
fn of_style(part: StoryPart, text: &str) -> LineKind {
    match part {
        StoryPart::Kicker => LineKind::Kicker,
        StoryPart::Deck => LineKind::Deck,
        StoryPart::Byline => LineKind::Byline(text.to_owned()),
        StoryPart::Lead => LineKind::Lead,
        StoryPart::Body => {
            run_in(text).map_or(LineKind::Body, |(byline, bytes)| LineKind::RunIn(byline, bytes))
        }
    }
}

/// What stands around the text of a web page.
fn furniture(text: &str) -> Option<LineKind> {
    let steps = text.split(['>', '»', '›']).map(str::trim);
    let is_path = steps.clone().count() > 2 && steps.into_iter().all(|step| step.chars().count() <= 14);
    if BREADCRUMB.is_match(text) || is_path {
        return Some(LineKind::Breadcrumb);
    }
    if TOOLS.is_match(text) && TOOL.is_match(text) && !DATE.is_match(text) {
        return Some(LineKind::PageTools);
    }
    if matches!(text, "版权声明" | "免责声明" | "版权说明") {
        return Some(LineKind::Rights);
    }
    imprint(text)
}

/// 2025-11-20 08:27　来源：某报
fn imprint(text: &str) -> Option<LineKind> {
    let date = DATE.captures(text);
    let begins = |found: regex::Match| text[..found.start()].chars().all(|before| !before.is_alphabetic());
    let is_dated = date.as_ref().and_then(|found| found.get(0)).is_some_and(begins);
    let source = SOURCE.captures(text);
    let labels = ["发布时间", "发布日期", "时间", "日期"];
    if text.contains('。')
        || !(is_dated || date.is_some() && labels.iter().any(|label| text.starts_with(label)))
    {
        return None;
    }
    let number = |index| date.as_ref()?.get(index)?.as_str().parse::<u32>().ok();
    let day = number(1).zip(number(2)).zip(number(3));
    let day =
        day.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day));
    let mut rest = DATE.replace(text, "").into_owned();
    rest = SOURCE.replace(&rest, "").into_owned();
    let rest = labels.iter().fold(rest, |rest, label| rest.replacen(label, "", 1));
    let rest =
        rest.trim_matches(|other: char| other.is_whitespace() || "：:|｜/,，".contains(other)).to_owned();
    let source = source.map(|found| found[1].to_owned());
    (rest.chars().count() <= 40 && (source.is_some() || rest.is_empty() || byline(&rest).is_some()))
        .then_some(LineKind::Imprint { date: day, source, rest })
}

/// A byline on a line of its own.
pub(super) fn byline(text: &str) -> Option<LineKind> {
    let inner = CREDITS.captures(text).and_then(|found| found.get(1));
    let text = inner.map_or(text, |inner| inner.as_str());
    if GIVEN.is_match(text) {
        return Some(LineKind::Byline(text.to_owned()));
    }
    let read = parse::byline(text);
    let is_dispatch = |head: &str| text.contains(['（', '(']) && DISPATCH.is_match(head) || head == "本报讯";
    match &read {
        Byline::AsWritten(_) => WRITER.is_match(text).then(|| LineKind::Byline(text.to_owned())),
        Byline::Dispatch { head, .. } if !is_dispatch(head) => None,
        Byline::Credits { .. } if text.contains(['（', '(', '，', ',', '。', '：', ':', '“']) => None,
        Byline::Tail { .. } if SECTION.is_match(text) => None,
        Byline::Tail { .. } => Some(LineKind::Tail(read.printed())),
        _ => Some(LineKind::Byline(read.printed())),
    }
}

/// 本报讯（记者 某某）近日，… · 本报讯 近日，…
fn run_in(text: &str) -> Option<(String, usize)> {
    let credited = text.char_indices().take(LONGEST_DISPATCH).find(|(_, mark)| matches!(mark, '）' | ')'));
    let ends = credited.map(|(at, mark)| at + mark.len_utf8());
    let plain = text.strip_prefix("本报讯").filter(|rest| rest.starts_with(char::is_whitespace));
    let ends = ends.into_iter().chain(plain.map(|_| "本报讯".len()));
    let read = |end: usize| match parse::byline(&text[..end]) {
        byline @ Byline::Dispatch { .. } if DISPATCH.is_match(text) => Some((byline.printed(), end)),
        _ => None,
    };
    ends.into_iter().find_map(read).filter(|(_, end)| text[*end..].chars().count() > 1)
}

/// Whether a line directly under a picture is its caption.
#[must_use]
pub(super) fn is_caption(text: &str) -> bool {
    text.chars().count() <= LONGEST_CAPTION && CAPTION.is_match(text)
}

/// A line of the headline group, a sub-head, or running text.
fn head(text: &str, many: usize) -> LineKind {
    let is_dashed = ["——", "—", "--", "──", "―"].iter().any(|dash| text.starts_with(dash));
    if is_dashed && many <= LONGEST_HEAD + 12 && !text.contains('。') {
        return LineKind::Deck;
    }
    if many > LONGEST_HEAD || !may_be_head(text) || official::is_running(text) || is_list_of_names(text) {
        return LineKind::Body;
    }
    match () {
        () if CHAPTER.is_match(text) || official::is_annex(text) => LineKind::Numbered(2),
        () if SECTION.is_match(text) => LineKind::Numbered(3),
        () => LineKind::Short,
    }
}

/// Whether a line names people or offices, and nothing else: 赵　刚　　孙丽（女）　　周明, 县教育局　　县水务局.
fn is_list_of_names(text: &str) -> bool {
    let plain = IN_BRACKETS.replace_all(text, "");
    let apart: Vec<&str> = APART.split(plain.trim()).collect();
    let is_name = |name: &&str| {
        let name = name.replace(char::is_whitespace, "");
        may_be_name(&name) || official::is_office(&name) || name.ends_with(['镇', '乡', '村'])
    };
    apart.len() > 1 && apart.iter().all(is_name) || is_row_of_people(&plain)
}

/// Whether a line is the names of three people or more; those of two characters are often set apart: 赵　刚　孙丽　周明.
fn is_row_of_people(text: &str) -> bool {
    let mut names: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in text.split([' ', '\u{3000}', '\t', '、']).filter(|word| !word.is_empty()) {
        let is_single = word.chars().count() == 1;
        match names.last_mut() {
            Some(last) if is_open && is_single => last.push_str(word),
            _ => names.push(word.to_owned()),
        }
        is_open = is_single && !is_open;
    }
    names.len() > 2 && names.iter().all(|name| may_be_name(name))
}

/// Whether a short text has neither a sentence's mark within it nor one that something must follow, and its pairs are whole.
pub(super) fn may_be_head(text: &str) -> bool {
    let inner = text.trim_end_matches(['？', '！', '?', '!', '…']);
    let is_pair =
        |(open, close): &(char, char)| inner.matches(*open).count() == inner.matches(*close).count();
    !inner.contains(['。', '；', ';', '？', '！', '?', '!'])
        && !inner.ends_with(['，', '、', '：', ':', ',', '.', '—', '－', '-'].as_slice())
        && !text.starts_with(
            ['·', '•', '●', '○', '■', '▪', '*', '-', '，', '、', '）', ')', '”', '’', '》'].as_slice(),
        )
        && [('“', '”'), ('‘', '’'), ('《', '》'), ('（', '）'), ('(', ')'), ('「', '」')].iter().all(is_pair)
        && !COUNTED.is_match(text)
}

/// Whether a line may be the bare name of a column: a few 汉字 and nothing else.
#[must_use]
pub(super) fn may_be_label(text: &str) -> bool {
    (2..=7).contains(&text.chars().count()) && text.chars().all(crate::language::is_han)
}

/// Whether a short line between paragraphs may be a sub-head: it has no comma or two halves of one length, and neither calls out nor
/// trails off.
#[must_use]
pub(super) fn may_be_subhead(text: &str) -> bool {
    let halves: Vec<usize> = text.split(['，', ',', '、']).map(|half| half.trim().chars().count()).collect();
    let is_even = halves.len() == 1 || halves.len() == 2 && halves[0].abs_diff(halves[1]) <= 2;
    let is_of_fields = text.contains(['：', ':']) && text.split_whitespace().count() > 2; // 时间：今天　地点：县里
    is_even && !is_of_fields && !text.trim_end().ends_with(['！', '!', '…'])
}
