//! N10: an impossible number of 人次: fewer than the sessions attended, or on a register of persons.
//!
//! 人次 counts attendances. Nobody holds a session for nobody, and a register counts persons (人, 名), each once.
//!
//! Wrong: 举办培训班45期，培训农民38人次; 现有党员53人次. Right: 培训农民1280人次; 现有党员53人.
//!
//! Guard: both numbers are in one sentence, and the 人次 has a word for attending beside it; other actions of the same people
//! (法律援助9人次, 其中15人次获奖) may be fewer; whole attendances with a verb after them (320人次参与清雪) are not a register.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::Numeral;
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("people-and-turnout", "N10", Severity::Error, WHOLE, look);

/// Words for attending, in the clause of the 人次.
const ATTENDING: &[&str] = &[
    "参加", "参与", "参演", "参训", "参会", "到场", "旁听", "听课", "听众", "听讲", "观众", "观看", "培训",
    "接诊", "诊治", "惠及", "受益", "受众", "服务", "学习", "入场", "到课", "聆听", "吸引", "受教", "辐射",
    "学员", "覆盖", "报名", "体验", "接待",
];
/// Words that make the number of the clause a part of the whole, or a mean.
const PARTIAL: &[&str] = &["其中", "获奖", "每", "均", "最多", "最少", "课后", "转诊"];
/// Things that are numbered like sessions and that nobody attends.
const PRINTED: &[&str] = &["简报", "专刊", "报纸", "刊物", "通报", "公告", "墙报", "板报", "节目"];

/// Words with which a sentence is about actions over a period, and not about a register.
const DEEDS: &[&str] = &["以来", "累计", "先后", "参加", "参与"];

/// A register, directly before its number.
static ROLL: LazyLock<Regex> = LazyLock::new(|| {
    let persons = "党员|干部|教师|职工|员工|志愿者|对象|队员|人口|居民|村民|学生|医生|护士|人员|代表|委员|人才|队伍|民警|工人|老人|儿童|退役军人|残疾人|劳动力\
                   |会员|团员|社员|律师|大夫|院士";
    let pattern = format!(
        "(?:现有|实有|在册|在编|编内|户籍|在岗)[^，。；、]{{0,12}}$|共有[^，。；、]{{0,12}}(?:{persons})$|(?:{persons})(?:现有|共有|总数为)$"
    );
    Regex::new(&pattern).expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains("人次")) {
        for sentence in line.sentences() {
            let turnouts: Vec<&Numeral> = counted(line, &sentence, &["人次"]).collect();
            let are_too_few = !turnouts.is_empty() && are_too_few(&turnouts, line, &sentence);
            for turnout in
                turnouts.iter().filter(|turnout| are_too_few && is_of_those_who_came(turnout, line))
            {
                let range = turnout.with_unit();
                marks.mark(line, range.clone(), counts::fewer_than_sessions(&line.text[range]));
            }
            for turnout in turnouts.iter().filter(|turnout| is_roll(turnout, line, &sentence)) {
                let range = turnout.with_unit();
                marks.mark(line, range.clone(), counts::persons_as_turnout(&line.text[range]));
            }
        }
    }
}

/// The numbers of a sentence with one of these units.
fn counted<'l>(
    line: &'l Line,
    sentence: &Range<usize>,
    units: &'static [&str],
) -> impl Iterator<Item = &'l Numeral> {
    let here = line.numerals_in(sentence.clone());
    here.filter(|numeral| numeral.is_literal_count() && units.contains(&numeral.unit(&line.text)))
}

/// Whether even the greatest turnout of the sentence is below its number of sessions.
fn are_too_few(all: &[&Numeral], line: &Line, sentence: &Range<usize>) -> bool {
    let greatest = all.iter().filter_map(|turnout| turnout.amount).max();
    greatest.zip(sessions(line, sentence)).is_some_and(|(greatest, sessions)| greatest < sessions)
}

/// Whether a turnout counts those who attended.
fn is_of_those_who_came(turnout: &Numeral, line: &Line) -> bool {
    let clause = &line.text[line.clause_of(turnout)];
    ATTENDING.iter().any(|word| clause.contains(word)) && !PARTIAL.iter().any(|word| clause.contains(word))
}

/// The smallest number of sessions in a sentence.
fn sessions(line: &Line, sentence: &Range<usize>) -> Option<Decimal> {
    let sessions =
        counted(line, sentence, &["场次", "场", "期", "轮次", "轮", "堂", "节", "班", "讲", "班次"]);
    let attended = sessions.filter(|sessions| {
        let clause = &line.text[line.clause_of(sessions)];
        !PRINTED.iter().chain(PARTIAL).any(|word| clause.contains(word))
    });
    attended.filter_map(|sessions| sessions.amount).min()
}

fn is_roll(turnout: &Numeral, line: &Line, sentence: &Range<usize>) -> bool {
    let before = &line.text[sentence.start..turnout.whole().start];
    let after = &line.text[turnout.end()..];
    let closes = after.is_empty() || after.starts_with(['，', '。', '；', '、', '（']);
    let is_of_deeds = || DEEDS.iter().any(|word| line.text[sentence.clone()].contains(word));
    closes && ROLL.is_match(before) && !is_of_deeds()
}
