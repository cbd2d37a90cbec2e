//! W05: a fixed form with a character missing.
//!
//! A party department belongs to the committee (委) of its city or county, not to the city; a study group belongs to the
//! committee; people born in the nineties are 90后.
//!
//! Wrong: 铁西区组织部, 党委、理论学习中心组, 80、90干部. Right: 铁西区委组织部, 党委理论学习中心组, 80、90后干部.
//!
//! A department of the government is not one of the committee, nor the other way round: 县委教育局, 县政府组织部.
//!
//! Guard: longer words (组织部门, 组织部署, 组织部分), areas that have no committee of this kind (新区, 开发区, 社区), and 全市, 各县.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::is_han;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::language::segment;
use crate::words::Remark;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("missing-character", "W05", Severity::Warning, WHOLE, look).reading(RuleTexts::Simplified);

static DEPARTMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<unit>[省市区县旗])(?P<department>(?:组织|宣传|统战)部|政法委)").expect("a constant")
});
static STUDY_GROUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<part>(?P<body>党委|党组|党工委)、理论学习)中心组").expect("a constant")
});
static BORN_IN: LazyLock<Regex> = LazyLock::new(|| {
    let before = "(?:[5-9][05]|0[05])后?、|名|(?:^|[^第])一批|年轻";
    Regex::new(&format!("(?:{before})(?P<born>(?P<year>[5-9][05]|0[05])干部)")).expect("a constant")
});

/// Departments of a body that has no such department: 县委教育局, 县政府组织部, 县纪委监委会.
static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    let offices = "教育局|公安局|财政局|民政局|司法局|水利局|农业农村局|卫生健康局|住建局|交通运输局|人社局|审计局|统计局|林业局|应急管理局";
    let parties = "组织部|宣传部|统战部|政法委|纪委";
    Regex::new(&format!(
        "[省市县区旗]委(?:{offices})|人?民?政府(?:{parties})|政法委部|纪委监委会|[纪监]委局|人民政府常委会|[市县区旗]政府常委会"
    ))
    .expect("a constant")
});

/// A text without any of these need not be searched.
const BODIES: [&str; 11] =
    ["共青团", "组织部", "宣传部", "统战部", "政法委", "中心组", "干部", "委", "政府", "纪委", "常委会"];
/// Characters with which 组织部 and the like become other words: 部门, 部署, 部分, 部队, 部长; 政法委员.
const GOES_ON: [char; 7] = ['门', '署', '分', '队', '长', '落', '员'];
/// Areas without a committee of their own name.
const AREAS: [&str; 22] = [
    "新区",
    "开发区",
    "社区",
    "小区",
    "分区",
    "军区",
    "战区",
    "校区",
    "厂区",
    "园区",
    "示范区",
    "试验区",
    "合作区",
    "保税区",
    "高新区",
    "经开区",
    "保护区",
    "景区",
    "林区",
    "矿区",
    "片区",
    "地区",
];
/// Characters before 市 and 县 without a name.
const ANY: &str = "全各我本该每两几地";
/// Words of one character that may come before a name.
const BEFORE_NAMES: &str = "由据从在向与和及对经为到赴被请让于是的共";
/// How far a name is searched for, in characters.
const LONGEST: usize = 40;
/// Units with which a larger unit's name ends.
const UNITS: &str = "省市区县旗州盟";

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| BODIES.iter().any(|body| line.text.contains(body))) {
        let text = line.text.as_str();
        for found in LEVEL.find_iter(text).filter(|found| !text[found.end()..].starts_with(GOES_ON)) {
            let finding = marks.mark(line, found.range(), wordings::wrong_level(found.as_str()));
            finding.severity = Severity::Error;
        }
        for range in leagues(text) {
            let wording = wordings::wrong_level(&text[range.clone()]);
            marks.mark(line, range, wording).severity = Severity::Error;
        }
        for (range, wording) in departments(text) {
            marks.mark(line, range, wording).severity = Severity::Error;
        }
        for (range, wording) in study_groups(text).chain(cadres(text)) {
            marks.mark(line, range, wording);
        }
    }
}

type Missing = (Range<usize>, Remark);

/// The names of youth leagues without a committee or the like: 共青团松岭县.
fn leagues(text: &str) -> impl Iterator<Item = Range<usize>> {
    const LEAGUE: &str = "共青团";
    text.match_indices(LEAGUE).filter_map(|(at, _)| {
        let rest = &text[at + LEAGUE.len()..];
        let run = rest.char_indices().take_while(|(_, character)| is_han(*character)).take(12);
        let run: Vec<(usize, char)> = run.collect();
        let is_body = run.iter().any(|(_, character)| "委支组中员干工各全系".contains(*character));
        let (unit, character) = run.iter().skip(2).find(|(_, character)| "市区县旗".contains(*character))?;
        (!is_body).then_some(at..at + LEAGUE.len() + unit + character.len_utf8())
    })
}

/// 铁西区组织部
fn departments(text: &str) -> impl Iterator<Item = Missing> {
    DEPARTMENT.captures_iter(text).filter_map(move |found| {
        let (_, [unit, department]) = found.extract();
        let whole = found.get_match().range();
        let (with_unit, after) = (&text[..whole.start + unit.len()], &text[whole.end..]);
        if after.starts_with(GOES_ON) || AREAS.iter().any(|area| with_unit.ends_with(area)) {
            return None;
        }
        let start = own_name(with_unit, whole.start)?;
        let wording = wordings::missing_committee(&with_unit[start..], department);
        Some((start..whole.end, wording))
    })
}

/// The start of the unit's name that `text` ends with; `None` if it is not named. The larger unit before it is not part of it.
fn own_name(text: &str, unit: usize) -> Option<usize> {
    let mut name = Vec::new();
    for (place, character) in text[..unit].char_indices().rev().take(LONGEST) {
        let is_preposition = name.len() >= 2 && BEFORE_NAMES.contains(character);
        if !is_han(character) || UNITS.contains(character) || is_preposition {
            break;
        }
        name.push((place, character));
    }
    match name.as_slice() {
        [] => None,
        [(_, only)] if ANY.contains(*only) => None,
        [_, (second, _), _, .., (from, _)] if name.len() > 3 => {
            Some(known_place(text, *from).unwrap_or(*second))
        }
        [.., (start, _)] => Some(*start),
    }
}

/// The start of the place name that a long text ends with, if the dictionary has it.
fn known_place(text: &str, from: usize) -> Option<usize> {
    let last = segment::words(&text[from..]).pop()?;
    (last.tag == "ns" && last.range.len() > 2 * '县'.len_utf8()).then_some(from + last.range.start)
}

/// 党委、理论学习中心组
fn study_groups(text: &str) -> impl Iterator<Item = Missing> {
    STUDY_GROUP.captures_iter(text).filter_map(|found| {
        let (part, body) = (found.name("part")?, found.name("body")?);
        Some((part.range(), wordings::split_study_group(body.as_str())))
    })
}

/// 80、90干部
fn cadres(text: &str) -> impl Iterator<Item = Missing> {
    BORN_IN.captures_iter(text).filter_map(|found| {
        let (born, year) = (found.name("born")?, found.name("year")?);
        Some((born.range(), wordings::missing_hou(year.as_str())))
    })
}
