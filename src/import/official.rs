//! The lines of documents of offices (公文): numbers, days, offices, and what is neither a headline nor a sub-head though it is short.

use std::sync::LazyLock;

use regex::Regex;

use super::line_kind::{LineKind, pattern};
use crate::language::may_be_name;
use crate::language::offices::ends_as_office;

/// The longest of these lines, in characters.
const LONGEST: usize = 60;
/// The shortest name of an office.
const SHORTEST_OFFICE: usize = 4;
/// How many characters the name of an office may have.
const LONGEST_OFFICE: usize = 30;
/// The longest name of a bulletin.
const LONGEST_BULLETIN: usize = 16;

/// 2026年11月20日 · 二〇二六年十一月二十日 · 2026年11月20日（星期五）
const DAY: &str = r"(?:[12１２]\d{3}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[一二][〇○零ＯOo0０一二三四五六七八九]{3}年[元正一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十廿]{1,3}日)?)(?:\s*[（(]?星期[一二三四五六日天][）)]?)?";

static DATE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^{DAY}(?:\s*印发)?$")));
static OFFICE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?P<who>\D{{2,}}?)(?:编印?|主办|印制?)?\s*[（(]?\s*{DAY}\s*[）)]?(?:\s*印发)?$"))
});
static DAY_IN_BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?:{DAY}|[12]\d{{3}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})")));
/// 青政办发〔2026〕45号 · 2026年第3号 · 第3号
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Han}{1,12}\s*[〔\[［【（(]\s*[12１２]\d{3}\s*[〕\]］】）)]\s*(?:第\s*)?\d{1,5}\s*号|(?:[12１２]\d{3}年\s*)?第\s*\d{1,4}\s*号)$",
    )
});
/// 第12期（总第45期） · 2026年第12期 · 总第45期
static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    let number =
        r"[（(]?(?:[12１２]\d{3}年?\s*)?(?:总?第\s*[\d一二三四五六七八九十百〇○]{1,5}\s*期|\d{1,4}\s*期)";
    let of_all = r"(?:[（(]?\s*总?第?\s*\d{1,5}\s*期\s*)?[)）]?";
    pattern(&format!(r"^{number}\s*{of_all}(?:\s+\D*\s*{DAY})?$"))
});
/// What stands in brackets and is not who wrote it: （此件公开发布）, （试行）, （根据录音整理）.
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:此|本|该)[件文篇稿]|^根?据|^(?:附件?|见|略|续)|^(?:注|责任编辑|责编|编辑|联系人|联系电话)\s*[:：]|(?:公开发布|印发|试行|暂行|草案|讨论稿|征求意见稿|送审稿|修订稿|摘要|节选|摘登|待续|连载|通过|修订|修正|完|略|删减|有改动)$",
    )
});
/// A line that says under a name what follows it: 附件：…, 抄送：…
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:附件?\s*\d{0,2}|附注|抄\s*[送报]|报\s*送?|送|主\s*送|分\s*送|发\s*送?|主题词|联\s*系\s*人|联系方式|(?:联系|咨询|举报|监督|服务)?电\s*话|传\s*真|邮\s*箱|邮\s*编|地\s*址|责任编辑|责编|编\s*辑|校\s*对|审\s*核|签\s*发|主\s*编|注|备\s*注|说\s*明)\s*[:：]",
    )
});
/// The words that end a letter or a document.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:此\s*致|敬\s*礼|此致\s*敬礼|此\s*复|此\s*令|特此.{0,8}|专此.{0,6}|现予.{1,4}|请予.{1,8}|[妥当]否.{0,10}|以上(?:报告|请示|意见|方案).{0,10}|谢谢.{0,6}|顺颂.{1,6})[！!。.，,]?$|^共?印\s*\d+\s*份$",
    )
});
static ANNEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"^附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}$"));
/// Where a document is sealed: （盖章）
static SEAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[（(]\S{0,2}章[)）]$"));
/// The name of a bulletin, or of the papers of an office: 工作简报, 青禾县人民政府文件.
static BULLETIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:简报|信息|专报|快报|动态|参考|要情|通讯|内参|摘报|交流|月报|周报|快讯|简讯|要报|专刊|文件)$")
});

/// What the posts of people end in.
const POSTS: [&str; 22] = [
    "书记",
    "县长",
    "市长",
    "区长",
    "镇长",
    "乡长",
    "省长",
    "州长",
    "旗长",
    "主任",
    "局长",
    "部长",
    "主席",
    "校长",
    "院长",
    "会长",
    "委员",
    "处长",
    "科长",
    "队长",
    "代表",
    "总经理",
];

/// What kind of line of a document it is, if it can be nothing else.
#[must_use]
pub(super) fn kind_of(text: &str) -> Option<LineKind> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')'])).map(str::trim);
    let is_one = |inner: &&str| !inner.contains(['（', '(', '）', ')']);
    let is_remark = |inner: &str| REMARK.is_match(inner) || DAY_IN_BRACKETS.is_match(inner);
    let signs = |named: regex::Captures| {
        let who = named["who"].trim();
        is_office(who) || signer(who).is_some()
    };
    match () {
        () if DATE.is_match(text) => Some(LineKind::Date),
        () if NUMBER.is_match(text) || inner.filter(is_one).is_some_and(is_remark) => {
            Some(LineKind::Particular)
        }
        () if ISSUE.is_match(text) => Some(LineKind::Issue),
        () if OFFICE_DATE.captures(text).is_some_and(signs) => Some(LineKind::OfficeDate),
        () => None,
    }
}

/// Whether a short line belongs to the running text: it says something under a name, or ends a letter.
#[must_use]
pub(super) fn is_running(text: &str) -> bool {
    !is_annex(text) && (LABELLED.is_match(text) || CLOSING.is_match(text))
}

/// 附件 or 附件1, alone on its line above the annex.
#[must_use]
pub(super) fn is_annex(text: &str) -> bool {
    ANNEX.is_match(text)
}

/// Whether a line names a bulletin, and not what is in it.
#[must_use]
pub(super) fn is_bulletin(text: &str) -> bool {
    text.chars().count() <= LONGEST_BULLETIN && BULLETIN.is_match(text)
}

/// Whether a line is the name of an office.
#[must_use]
pub(super) fn is_office(text: &str) -> bool {
    let text = SEAL.replace(text, "");
    let many = text.chars().count();
    (SHORTEST_OFFICE..=LONGEST_OFFICE).contains(&many)
        && ends_as_office(&text)
        && !text.contains(['，', '。', '：', '“', '、', '？', '！'])
}

/// Somebody who signs, as a byline has it: a person's name, perhaps with a space in it, perhaps after an office or posts.
#[must_use]
pub(super) fn signer(text: &str) -> Option<String> {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let leads = |piece: &&&str| ends_as_office(piece) || POSTS.iter().any(|ending| piece.ends_with(ending));
    let (before, names) = pieces.split_at(pieces.iter().take_while(leads).count());
    let is_single = |piece: &&str| piece.chars().count() == 1;
    let name = match names {
        [name] => (*name).to_owned(),
        [one, other] if is_single(one) && is_single(other) => format!("{one}{other}"),
        _ => return None,
    };
    may_be_name(&name).then(|| [before, &[&*name]].concat().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_documents_are_told_from_headlines_and_bylines() {
        for (text, expected) in [
            ("2026年11月20日", Some(LineKind::Date)),
            ("２０２６年１１月２０日", Some(LineKind::Date)),
            ("二〇二六年十一月二十日", Some(LineKind::Date)),
            ("2026年11月20日（星期五）", Some(LineKind::Date)),
            ("青政办发〔2026〕45号", Some(LineKind::Particular)),
            ("（此件公开发布）", Some(LineKind::Particular)),
            ("（2026年11月20日）", Some(LineKind::Particular)),
            ("（2026年11月20日县委全会通过）", Some(LineKind::Particular)),
            ("（青禾中学供稿）", None),
            ("（青禾县融媒体中心 王某某）", None),
            ("第12期（总第45期）", Some(LineKind::Issue)),
            ("第12期　　青禾县委办公室编　　2026年11月20日", Some(LineKind::Issue)),
            ("青禾县委办公室编　2026年11月20日", Some(LineKind::OfficeDate)),
            ("青禾县委办公室　　2026年11月20日", Some(LineKind::OfficeDate)),
            ("县长　周某某（2026年11月20日）", Some(LineKind::OfficeDate)),
            ("青禾县人民政府办公室2026年11月20日印发", Some(LineKind::OfficeDate)),
            ("会议定于2026年11月20日", None),
            ("青禾县加快推进", None),
        ] {
            assert_eq!(kind_of(text), expected, "{text}");
        }
        for text in ["附件：1.重点区域清单", "抄送：县委办", "此致", "敬礼！", "特此通知。", "共印50份"]
        {
            assert!(is_running(text), "{text}");
        }
        assert!(is_office("青禾县水利局（盖章）") && !is_office("抓好水利大局（上）"));
        assert!(is_annex("附件1") && !is_running("附件1") && !is_running("送戏下乡进村来"));
    }
}
