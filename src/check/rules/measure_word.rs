//! N13: a measure word that does not fit its noun.
//!
//! 位 shows respect, 名 is for persons, 条 is never for persons: a word of the sentence before has slipped in.
//!
//! Wrong: 3位犯罪嫌疑人, 26名案件, 服务企业86人次. Right: 3名犯罪嫌疑人, 3位企业家, 12名企业负责人, 15条学员意见.
//!
//! Guard: the noun must end its phrase, so that nothing else can be what is counted: only a mark, or a word that no noun begins
//! with, may follow. Few attributes are known; after any other, the noun is not found.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("measure-word", "N13", Severity::Info, WHOLE, look);

/// Measure words, nouns that none of them fits, and the measure word that fits these nouns.
const UNFIT: &[(&[&str], &[&str], &str)] = &[
    (
        &["位"],
        &["犯罪嫌疑人", "嫌疑人", "嫌犯", "小偷", "骗子", "罪犯", "逃犯", "歹徒", "毒贩", "窃贼"],
        "名",
    ),
    (&["名", "位", "人", "人次"], &["案件", "案子"], "件"),
    (&["名", "位", "人", "人次"], &["项目", "工程"], "个"),
    (&["名", "位", "人", "人次"], &["企业", "单位", "公司", "工厂", "商户"], "家"),
    (
        &["条", "项", "件", "场", "篇"],
        &["学员", "干部", "党员", "群众", "职工", "教师", "学生", "志愿者"],
        "名",
    ),
    (&["所"], &["工厂", "企业", "公司", "车间"], "家"),
];
/// What may come between measure word and noun.
const ATTRIBUTES: &str = "涉农|涉黑|涉恶|涉诈|涉税|刑事|民事|行政|电信|诈骗|重点|重大|新建|续建|小微|中小|民营|国有|规上|规模以上|龙头|外资\
                          |骨干|优秀|年轻|基层|机关|企事业|农业|工业|科技|招商|产业";
/// What may follow the noun, apart from the end and marks.
const FOLLOWING: &str = "参加|参与|冒充|下沉|深入|走进|走访|报名|落户|入驻|获得|被|已|全部|先后|分别|主动|纷纷|都|也|把|将|实现|完成|开工\
                         |签约";

/// An attribute and a noun that none of a row's measure words fits, at the end of their phrase.
static NOUNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let row = |nouns: &[&str]| {
        let nouns = nouns.join("|");
        Regex::new(&format!(r"^(?:{ATTRIBUTES})*(?<noun>{nouns})(?:$|[^\p{{Han}}“《（]|{FOLLOWING})"))
    };
    UNFIT.iter().map(|(_, nouns, _)| row(nouns).expect("a constant")).collect()
});
/// An organisation as what is counted before a number of 人次.
static SERVED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        "(?:服务|惠及|帮扶|扶持|覆盖|指导|辅导|奖励|补助)(?:{ATTRIBUTES})*(?<noun>企业|单位|公司|商户)$"
    );
    Regex::new(&pattern).expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for numeral in line.numerals.iter().filter(|numeral| numeral.kind == NumeralKind::Count) {
            let Some((noun, fitting)) = unfit(numeral, &line.text) else { continue };
            let wording = counts::measure_word(numeral.unit(&line.text), noun, fitting);
            marks.mark(line, numeral.with_unit(), wording);
        }
    }
}

/// The noun that the measure word of a number does not fit, and the measure word that does.
fn unfit<'t>(numeral: &Numeral, text: &'t str) -> Option<(&'t str, &'static str)> {
    let unit = numeral.unit(text);
    let after = &text[numeral.end()..];
    let rows = UNFIT.iter().zip(&*NOUNS).filter(|((units, ..), _)| units.contains(&unit));
    let mut found = rows
        .filter_map(|((.., fitting), nouns)| Some((nouns.captures(after)?.name("noun")?.as_str(), *fitting)));
    found.next().or_else(|| served(numeral, text))
}

fn served<'t>(numeral: &Numeral, text: &'t str) -> Option<(&'t str, &'static str)> {
    let ends = || text[numeral.end()..].chars().next().is_none_or(|next| "，。；、！".contains(next));
    if numeral.unit(text) != "人次" || !ends() {
        return None;
    }
    let noun = SERVED.captures(&text[..numeral.whole().start])?.name("noun")?;
    Some((noun.as_str(), "家次"))
}
