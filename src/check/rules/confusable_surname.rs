//! H02: a surname that is often confused with another.
//!
//! 侯 is mistyped as 候. 傅, 萧, 戴, 阎 are written as 付, 肖, 代, 闫, by some bearers of the name and against the will of others. Only
//! somebody who knows the person can decide; the house lists them in `content/style/people.yaml`.
//!
//! Wrong: 站长候建民. Right: 站长侯建民, 记者候在门外, 村民代表.
//!
//! Guard: the name must touch a title or a role; characters that form another word with it (候车, 付款, 代表, 付某) are listed.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::is_han;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::check::titles;
use crate::finding::Severity;
use crate::language::segment::{self, Word};
use crate::model::passage::Role;
use crate::words::rules::names;

pub(crate) static RULE: Rule =
    Rule::of_story("confusable-surname", "H02", Severity::Info, WHOLE, look).reading(RuleTexts::Simplified);

/// The written surname, the surname that may be meant, and the characters after which the first is not a surname.
const SURNAMES: [(char, char, &str); 5] = [
    ('候', '侯', "在着诊车机客场选补鸟审考命任检餐时"),
    ('付', '傅', "出款诸费清给了之印现账钱息讫与租"),
    ('肖', '萧', "像形似"),
    ('代', '戴', "表理课缴取为办替管收领购言写卖种销养签订发付班岗拟送驾运耕存储加查跑填报交行偿产工他她我"),
    ('闫', '阎', ""),
];

/// The written ones: a text without any of them need not be searched.
const ODD: [char; 5] = ['候', '付', '肖', '代', '闫'];

/// The bytes of a 汉字.
const CHARACTER: usize = 3;

/// Forms of address other than titles.
const ROLES: &str = "记者|通讯员|教授|研究员|工程师|技术员|农技员|讲解员|网格员|志愿者|教练|教师|老师|医生|护士长|护士|\
    村民|居民|农户|大户|经理|店主|负责人|委员|党员|干部|学员|队员|选手|工人|职工|员工|民警|法官|检察官|律师|司机";

static NAMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?:{}|{ROLES})[候付肖代闫]", titles::HEADS)).expect("a constant"));

fn look(reading: &Reading, marks: &mut Marks) {
    let people = &reading.house.people;
    let is_read = |role: Role| role.is_running() || matches!(role, Role::Item | Role::Caption | Role::Cell);
    for line in reading.lines().filter(|line| is_read(line.role) && line.text.contains(ODD)) {
        for found in NAMED.find_iter(&line.text) {
            let start = found.end() - CHARACTER;
            let rest = &line.text[start..];
            let is_known = people.at_start(rest).is_some();
            let Some((name, meant)) = name(rest).filter(|_| !is_known) else { continue };
            marks.mark(line, start..start + name.len(), names::confusable_surname(name, meant));
        }
    }
}

/// The name that a text begins with, and the surname that may be meant.
fn name(text: &str) -> Option<(&str, char)> {
    let mut characters = text.chars();
    let (surname, second) = (characters.next()?, characters.next()?);
    let (_, meant, verbs) = SURNAMES.iter().find(|(written, _, _)| *written == surname)?;
    if second == '某' || verbs.contains(second) {
        return None;
    }
    let clause = segment::head(text).split(|character| !is_han(character)).next()?;
    let end = end(&segment::words(clause))?;
    Some((&text[..end], *meant))
}

/// Where a name of two or three characters ends.
fn end(words: &[Word]) -> Option<usize> {
    let is_verb = |word: &Word| word.tag.starts_with('v');
    let is_end = |at: &usize| words.iter().any(|word| word.range.end == *at);
    match words {
        [surname, given, ..] if surname.range.len() == CHARACTER && is_verb(given) => None,
        _ => [2 * CHARACTER, 3 * CHARACTER].into_iter().find(is_end),
    }
}
