//! N15: a sentence that ends in a number without a measure word.
//!
//! When a text is cut to fit, or a page is read from a picture, the end of a line is lost: 抽调120余.
//!
//! Wrong: 发放宣传资料600余。 Right: 拨打12345, 比分3∶1, 建于1958, 排名升至第6.
//!
//! Guard: after 余 and 多 a measure word is always needed, and after the object of a deed (新建广场18，). 万, 亿 and decimals may close a
//! count. Any other bare number must come directly after the noun of what is counted; this
//! noun must not be one that takes a number of its own (附件2, 满分100), and the number must not be a year.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralForm, NumeralKind};
use crate::language::segment;
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("bare-number", "N15", Severity::Warning, WHOLE, look);

/// Nouns whose number is not a count of them.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:分|线|率|值|附件|附表|表|图|编号|序号|学号|工号|房号|型号|号码|代码|密码|验证码|邮编|热线|电话|专线|传真|房间|门牌|频道|频率\
                   |指数|系数|温度|气温|血压|血糖|国道|省道|公路|高速|版本|年份|比例|总数|数量|人数|人口|数字)$";
    Regex::new(pattern).expect("a constant")
});

/// A longer number is of another kind: of a telephone, a card, a person.
const DIGITS: usize = 9;

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.role.is_running()) {
        for numeral in line.numerals.iter().filter(|numeral| is_bare(numeral, line)) {
            if is_unmeasured(numeral, line) {
                let range = numeral.with_unit();
                marks.mark(line, range.clone(), counts::bare_number(&line.text[range]));
            }
        }
    }
}

/// Whether a number has no measure word, and a mark after it.
fn is_bare(numeral: &Numeral, line: &Line) -> bool {
    let is_fraction = line.text[..numeral.range.start].ends_with("分之");
    numeral.is_literal_count() && numeral.unit.is_none() && numeral.after.is_none() && !is_fraction
}

/// Whether a number that ends its sentence, or the object of a deed that ends its clause, lacks its measure word.
fn is_unmeasured(numeral: &Numeral, line: &Line) -> bool {
    let (before, rest) = (&line.text[..numeral.whole().start], &line.text[numeral.end()..]);
    let written = &line.text[numeral.range.clone()];
    let ends = rest.is_empty() || rest.starts_with(['。', '！', '？', '；', '\n']);
    // 票房突破20亿。 指数降至53.6。
    let is_complete = written.contains('.') || written.ends_with(['万', '亿']);
    let is_of_deed = (ends || rest.starts_with('，'))
        && numeral.form == NumeralForm::Arabic
        && (DONE.is_match(before) || follows_an_object(numeral, line));
    if numeral.more.is_some() {
        return ends || is_of_deed;
    }
    let is_short = written.len() <= 4 && !is_year(numeral, &line.text);
    is_of_deed && (is_short || ends && is_complete) || ends && !is_complete && counts_a_noun(numeral, line)
}

/// A deed and what it is done to, before the number of these things: 新建文化广场, 排查安全隐患.
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    let deeds = "新建|建成|排查|抽调|化解|调处|表彰|诊治|发放|开讲|培训|接待|举办|开展|救助|走访|慰问|帮扶|引进|招聘|招录|种植|栽植|栽种\
                 |受理|办结|办理|拿出|投入|安排|选派|选聘|检查|查处|整改|清理|拆除|修缮|改造|购置|捐赠|征集|收到|现有";
    Regex::new(&format!(r"(?:{deeds})了?(?:资金|干部|党员|队员|\p{{Han}}{{2,8}})?$")).expect("a constant")
});

/// Whether a verb and a noun that is counted come directly before a number: 修复路灯.
fn follows_an_object(numeral: &Numeral, line: &Line) -> bool {
    let clause = line.clause_of(numeral).start..numeral.whole().start;
    let words = segment::words(&line.text[clause.clone()]);
    let nouns = words.iter().rev().take_while(|word| word.tag.starts_with(['n', 'b', 'j', 'a'])).count();
    let verb = words.len().checked_sub(nouns + 1).map(|verb| &words[verb]);
    let is_deed = verb.is_some_and(|verb| {
        let written = &line.text[clause.start + verb.range.start..clause.start + verb.range.end];
        verb.tag == "v"
            && verb.range.len() > '是'.len_utf8()
            && !written.ends_with(['于', '到', '达', '为', '至', '过'])
    });
    nouns > 0 && is_deed && counts_a_noun(numeral, line)
}

/// Whether the counted noun comes directly before a number.
fn counts_a_noun(numeral: &Numeral, line: &Line) -> bool {
    let is_code = numeral.range.len() > DIGITS;
    if numeral.form == NumeralForm::Chinese || is_code || is_year(numeral, &line.text) {
        return false;
    }
    let end = numeral.whole().start;
    ends_in_a_noun(&line.text, line.clause_of(numeral).start..end)
}

fn is_year(numeral: &Numeral, text: &str) -> bool {
    let written = &text[numeral.range.clone()];
    let is_near = |amount: Decimal| amount >= Decimal::from(1800) && amount < Decimal::from(2100);
    written.len() == 4 && numeral.kind == NumeralKind::Count && numeral.amount.is_some_and(is_near)
}

fn ends_in_a_noun(text: &str, range: Range<usize>) -> bool {
    let before = &text[range];
    if NUMBERED.is_match(before) {
        return false;
    }
    // The dictionary has no words for longer nouns, which are phrases: 安全隐患, 意见建议.
    segment::last(before).is_some_and(|word| word.tag.starts_with(['n', 'i', 'l']))
}
