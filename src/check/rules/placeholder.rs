//! W08: a placeholder that was never replaced.
//!
//! Drafts use ×× for a number that is still missing, and （图片） for a picture; in print, they are among the worst errors.
//!
//! Wrong: 定于×月×日召开, XX同志, 【】. Right: 3×3, 王××, 138××××0000, 【本报讯】.
//!
//! Guard: ×× is a placeholder only before what is counted or named, and not after a surname, which it masks; 待补 and 此处插图 are
//! notes only if they stand alone.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::measures;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("placeholder", "W08", Severity::Error, WHOLE, look).reading(RuleTexts::All);

/// ×月×日, and XX before a unit or a title.
static CROSSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (?P<day> (?:20)? (?:×+|[Xx]+)年(?:×+|[Xx]+)月 (?:(?:×+|[Xx]+)日)?
                      | (?:×+|[Xx]+)月(?:×+|[Xx]+)日
                      | 20(?:××|XX|xx)年 )
              | ×{2,} | X{2,} | x{2,}",
    )
    .expect("a constant")
});
/// Notes that writers leave for themselves.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (?P<latin> TODO | FIXME | TBD | (?i:lorem\ ipsum) )
              | (?: ^ | [（(【\[［：] ) (?P<note> (?:\p{Han}{0,6}待(?:补充?|核实?|定|查|填) | 待补充? | 待核实? | 此处(?:插入?|配)(?:图片?|照片) ) ) (?: [）)】\]］] | $ )
              | (?P<gap> _{2,}|[？?]{2,} )
              | (?P<whole> 【[\s　]*】 | [（(]此处\p{Han}{0,8}[）)] | 【(?:待补充?|待定|待核实?|空)】 | [（(](?:图片|照片|插图|配图)[）)]
                            | [\[［](?:图片|照片|插图|配图|视频)\d*[\]］] | [\[［]此处[^\[\]［］]{0,12}[\]］] )",
    )
    .expect("a constant")
});

/// Words before which XX is a name or a number.
const NAMED: [&str; 32] = [
    "万", "亿", "镇", "乡", "县", "市", "区", "村", "省", "旗", "局", "厅", "委", "部", "校", "院", "站",
    "馆", "公司", "同志", "单位", "街道", "社区", "学校", "中学", "小学", "集团", "中心", "先生", "女士",
    "书记", "主任",
];
/// Words after which XX is somebody's name.
const SIGNED: [&str; 12] =
    ["记者", "通讯员", "编辑", "校对", "书记", "主任", "县长", "市长", "局长", "镇长", "校长", "主席"];
/// Surnames after which ×× masks a name; not those that end other words, like 金 in 资金.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱郭何马罗梁宋郑谢韩唐冯董曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶潘杜戴钟汪姜范姚谭廖邹熊陆郝孔崔康毛邱秦";

/// Text that may be meant: crosses mask names (××市一名学生), and a line may mention a picture (图片).
const MEANT: [&str; 6] = ["×", "X", "x", "图片", "照片", "插图"];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains(is_suspicious)) {
        for range in crosses(&line.text).chain(notes(&line.text)) {
            let words = &line.text[range.clone()];
            let end = range.end;
            let bare = words.trim_matches(['（', '）', '(', ')', '[', ']', '［', '］']);
            let may_be_meant =
                MEANT.iter().any(|meant| bare.replace(meant, "").is_empty()) && !is_amount(&line.text[end..]);
            let finding = marks.mark(line, range, wordings::placeholder(words));
            if may_be_meant {
                finding.severity = Severity::Warning;
            }
        }
    }
}

/// Whether a character may belong to a placeholder: a cross, a letter of TODO or lorem, or a character of a note or its brackets.
fn is_suspicious(character: char) -> bool {
    matches!(
        character,
        '×' | 'X' | 'x' | 'T' | 'F' | 'L' | 'l' | '待' | '此' | '【' | '图' | '照' | '[' | '［' | '_' | '？'
    )
}

fn crosses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found =
        CROSSES.captures_iter(text).map(|found| (found.name("day").is_some(), found.get_match().range()));
    found.filter(|(is_day, range)| *is_day || stands_for_something(text, range)).map(|(_, range)| range)
}

/// Whether crosses stand for a number or a name.
fn stands_for_something(text: &str, crosses: &Range<usize>) -> bool {
    let (before, after) = (&text[..crosses.start], &text[crosses.end..]);
    let is_named = NAMED.iter().any(|named| after.starts_with(named)) || measures::at_start(after).is_some();
    let is_signed = SIGNED.iter().any(|signed| before.trim_end().ends_with(signed));
    let is_veiled = before.ends_with(|last: char| SURNAMES.contains(last));
    (is_named || is_signed) && !is_veiled && stands_free(text, crosses) && !before.ends_with("染色体")
}

fn notes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = NOTE.captures_iter(text).filter_map(move |found| {
        let latin = found.name("latin").filter(|latin| stands_free(text, &latin.range()));
        let gap = found.name("gap").filter(|gap| {
            let after = text[gap.end()..].trim_start_matches(['万', '亿', '余', '多']);
            measures::at_start(after).is_some_and(|unit| unit != "大" && unit != "点")
        });
        // A picture that is not complete is another finding.
        let whole = found.name("whole").filter(|whole| !text[..whole.start()].ends_with(['!', '！']));
        latin.or(gap).or(found.name("note")).or(whole)
    });
    found.map(|note| note.range())
}

/// Whether the crosses before a text replace an amount rather than a name.
fn is_amount(after: &str) -> bool {
    let rest = after.trim_start_matches(['万', '亿']);
    measures::at_start(rest)
        .is_some_and(|unit| rest.len() < after.len() || measures::is_continuous(unit) || unit == "人次")
}

/// Whether letters are not part of a longer word or number.
fn stands_free(text: &str, letters: &Range<usize>) -> bool {
    let is_joined = |character: char| character.is_ascii_alphanumeric();
    !text[..letters.start].ends_with(is_joined) && !text[letters.end..].starts_with(is_joined)
}
