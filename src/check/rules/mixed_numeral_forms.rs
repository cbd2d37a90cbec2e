//! N12: a duration or a count in 汉字 in a piece that counts in Arabic digits.
//!
//! A piece writes numbers of one kind in one form (GB/T 15835); 连续三年 beside 连续4年 shows that a sentence was copied from elsewhere.
//!
//! Wrong: 近三年，谈话14次，排查风险58条. Right: 近3年; 三四天, 十几名; 一批, 两个; “三个一批”.
//!
//! A piece has one finding, at the first of them.
//!
//! Guard: a piece must mostly use Arabic digits, and count in them what the numeral counts, up to ten if it is no more; after 近,
//! where a number is a statistic, the unit does not matter. One and two, approximate numbers, ordinals, text in quotation marks or titles, and
//! numbers that are part of a word, a name or a fixed phrase (三分之一, 八项规定, 五家子村) keep their 汉字; years alone do not count as
//! Arabic usage.

use std::cell::LazyCell;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::characters::{Enclosure, QUOTATION, TITLE};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralForm, NumeralKind};
use crate::language::segment;
use crate::model::passage::Role;
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("mixed-numeral-forms", "N12", Severity::Info, TENTH, look);

/// The measure words with which a numeral is a count, rather than part of a word.
const COUNTING: &str = "年 个月 天 日 周 个星期 小时 个小时 分钟 个 人 人次 名 位 户 所 家 座 项 条 件 处 场 场次 次 期 篇 \
    台 辆 支 份 间 棵 只 头 亩 公里 吨 元 平方米";

/// Fixed phrases that begin with a numeral and its measure word.
static FIXED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^(?:四个(?:意识|自信|全面|伟大|服从|革命)|三个(?:代表|务必|区分|倡导|一)|[三四五六七八九十]个一|八项规定|六项纪律|五年规划|三年行动\
                   |九年(?:义务教育|一贯)|十年(?:禁渔|动乱|寒窗|树木)|三天两头|三年五载|十天半月|三农|三人行)";
    Regex::new(pattern).expect("a constant")
});
/// Words for what a slogan lists rather than counts: 三个注重, 四项制度.
static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^(?:注重|抓手|坚持|带头|转变|突出|强化|聚焦|着力|确保|到位|统筹|融合|结合|一批|方面|环节|重点|关键|维度|层面|层次|原则|目标|任务\
                   |承诺|制度|机制|体系|工程|行动|举措|措施|工作|字)";
    Regex::new(pattern).expect("a constant")
});
/// Words with which a numeral and its measure word name a village or a shop: 五家子村, 三间房镇.
static NAME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\p{Han}{0,2}[村屯沟店堡营庄寨镇街]").expect("a constant"));

/// How many counts in Arabic digits a piece must have for each that is not.
const FEW: usize = 2;

fn look(reading: &Reading, marks: &mut Marks) {
    let lines: Vec<&Line> = reading.lines().filter(|line| is_told(line.role)).collect();
    let all = lines.iter().flat_map(|line| line.numerals.iter().map(|numeral| (*line, numeral)));
    let counts: Vec<(&Line, &Numeral)> = all.filter(|(_, numeral)| is_arabic(numeral)).collect();
    let arabic = counts.len();
    let all = lines.iter().flat_map(|line| strays(line).map(|numeral| (*line, numeral)));
    let all = all.filter(|stray| is_of_a_kind(*stray, &counts));
    let strays: Vec<(&Line, &Numeral)> = all.take(arabic / FEW + 1).collect();
    if strays.len() * FEW > arabic {
        return;
    }
    let strays: Vec<_> = strays.into_iter().filter(|(line, numeral)| !is_in_a_word(numeral, line)).collect();
    // One cause is one finding.
    if let Some((line, first)) = strays.first() {
        let range = first.with_unit();
        marks.mark(line, range.clone(), counts::mixed_numeral_forms(&line.text[range], strays.len()));
    }
}

fn is_told(role: Role) -> bool {
    role.is_running() || role == Role::Item
}

fn is_arabic(numeral: &Numeral) -> bool {
    numeral.form == NumeralForm::Arabic && numeral.kind == NumeralKind::Count && numeral.unit.is_some()
}

/// Whether one of the counts in digits is of the same kind as one in 汉字, or the latter is a statistic.
fn is_of_a_kind((line, stray): (&Line, &Numeral), counts: &[(&Line, &Numeral)]) -> bool {
    let is_small = |numeral: &Numeral| numeral.amount.is_some_and(|amount| amount <= Decimal::TEN);
    line.text[..stray.range.start].ends_with('近')
        || counts.iter().any(|(other, count)| {
            count.unit(&other.text) == stray.unit(&line.text) && (is_small(count) || !is_small(stray))
        })
}

/// The counts of a line in the other form, except those of a title or a quotation.
fn strays(line: &Line) -> impl Iterator<Item = &Numeral> {
    let enclosures = LazyCell::new(|| [QUOTATION, TITLE].map(|pair| Enclosure::of(&line.text, pair)));
    let strays = line.numerals.iter().filter(|numeral| is_stray(numeral, line));
    strays.filter(move |numeral| !enclosures.iter().any(|pair| pair.holds(numeral.range.start)))
}

/// Whether a count in 汉字 could as well be in digits.
fn is_stray(numeral: &Numeral, line: &Line) -> bool {
    let written = &line.text[numeral.range.clone()];
    numeral.form == NumeralForm::Chinese
        && numeral.is_literal_count()
        && numeral.more.is_none()
        && numeral.after.is_none()
        && numeral.amount.is_some_and(|amount| amount > Decimal::TWO)
        && !written.starts_with(['一', '两', '零', '〇', '百', '千', '万', '亿'])
        && COUNTING.split(' ').any(|measure| measure == numeral.unit(&line.text))
        && !is_fixed(numeral, line)
}

fn is_fixed(numeral: &Numeral, line: &Line) -> bool {
    let (before, after) = (&line.text[..numeral.range.start], &line.text[numeral.end()..]);
    let is_special = match numeral.unit(&line.text) {
        "个" | "项" | "条" => DECLARED.is_match(after),
        "家" | "间" | "座" | "棵" | "处" | "户" | "支" => NAME.is_match(after),
        _ => false,
    };
    let is_part = before.ends_with(['十', '第', '几', '数', '点', '初', '周']);
    is_special || is_part || FIXED.is_match(&line.text[numeral.range.start..])
}

/// Whether the measure word is the beginning of a longer word: 三年|级, 四面八方.
fn is_in_a_word(numeral: &Numeral, line: &Line) -> bool {
    !segment::ends_a_word(&line.text, numeral.with_unit().end)
}
