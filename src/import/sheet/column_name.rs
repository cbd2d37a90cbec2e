//! Names of columns: what each says of the cells below it.

use std::sync::LazyLock;

use regex::Regex;

use super::unit::divided;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnRole {
    Key,
    /// What its row counts, or where: several are read together.
    Name,
    Unit,
    Window,
    Source,
    Note,
    /// Numbers.
    Values,
    /// Telephones, identity cards and the like.
    Private,
    /// Running numbers and the like.
    Other,
}

/// The names of columns, and what they hold.
const NAMES: [(&str, ColumnRole); 7] = [
    ("key|键|代码|编码|标识", ColumnRole::Key),
    (
        "label|指标|指标名称|项目|项目名称|名称|内容|事项|单位名称|地区|村|村名|行政村|村（社区）|社区|区县|县区|县市区|县（市、区）|\
         市县|县|区|乡镇|镇|乡|镇街|街道|乡镇（街道）|乡镇名称|部门|部门名称|企业|企业名称|学校|姓名|片区|村组|年份|年度|月份|季度",
        ColumnRole::Name,
    ),
    ("value|数值|数量|数据|值|完成数|完成情况|合计数|本期数|人数|金额|数", ColumnRole::Values),
    ("unit|单位|计量单位|量词", ColumnRole::Unit),
    ("window|时段|时间|期间|统计期|时间范围|口径", ColumnRole::Window),
    ("source|来源|数据来源|出处|提供单位", ColumnRole::Source),
    ("note|备注|说明|注", ColumnRole::Note),
];

/// The names of columns of numbers that do not say what is counted.
const GENERAL: &str = "value|数值|数量|数据|值|数";

/// Words for what belongs to a person.
const PRIVATE: &str =
    "电话 手机 联系方式 身份证 证件号 护照 银行卡 卡号 账号 帐号 住址 家庭地址 车牌 邮箱 微信 QQ";
/// Words for people and offices that a row is not about.
const PERSONS: [&str; 8] = ["责任", "负责", "联系", "填报", "牵头", "主办", "经办", "包抓"];

/// The key words of the map, for the message about one that is not known.
pub(super) const KEYS: [&str; 7] = ["key", "label", "value", "unit", "window", "source", "note"];

pub(super) static NUMBERING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^(?:序号|编号|№|no\\.?|#)$").expect("a constant"));
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^((?:19|20)\d\d)(?:年(?:度|末|底)?)?$|^((?:19|20)\d\d)[-年./](\d{1,2})月?$")
        .expect("a constant")
});
static PART_OF_YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:第?([一二三四1-4])(季度)|(\d{1,2})(月)份?)$").expect("a constant"));
static PERIOD_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^((?:19|20)\d\d)年(?:度)?([^\d\s上下前末底至到一二三四].*)$").expect("a constant")
});
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let months = r"\d{1,2}(?:[-－—–~～至到]+\d{1,2}月份?|月份?[-－—–~～至到]+\d{1,2}月份?)";
    Regex::new(&format!(
        r"^(?:((?:19|20)\d\d)年)?((?:{months}|[上下]半年|前[一二三]季度|前\d{{1,2}}个?月|全年)(?:累计)?)$"
    ))
    .expect("a constant")
});
static PERIOD_AFTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(.*\D)((?:19|20)\d\d)年(?:度)?$").expect("a constant"));

/// The name of a column of numbers, divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValueName {
    /// What is counted, without unit and period.
    pub name: String,
    pub unit: Option<String>,
    pub period: Option<String>,
    /// What is counted, with the period.
    pub whole: String,
}

impl ValueName {
    /// 2024年培训（人次） → 培训, in 人次, of 2024.
    #[must_use]
    pub(super) fn of(text: &str, is_value: bool) -> Self {
        let plain = text.replace(char::is_whitespace, "");
        let (whole, unit) = divided(&plain);
        let named = |name: &str, period: Option<String>, unit: Option<String>| Self {
            name: name.to_owned(),
            unit,
            period,
            whole: whole.clone(),
        };
        if is_value {
            return named("", None, unit);
        }
        if let Some(period) = period(&whole) {
            return named("", Some(period), unit);
        }
        if let Some((year, span)) = SPAN.captures(&whole).and_then(|found| found.get(1).zip(found.get(2))) {
            return named(span.as_str(), Some(year.as_str().to_owned()), unit);
        }
        if let Some(found) = PERIOD_BEFORE.captures(&whole) {
            return named(&found[2], Some(found[1].to_owned()), unit);
        }
        if let Some(found) = PERIOD_AFTER.captures(&whole) {
            let (name, own) = divided(&found[1]);
            return named(&name, Some(found[2].to_owned()), unit.or(own));
        }
        named(&whole, None, unit)
    }
}

/// What the columns of a name hold, if it is known.
#[must_use]
pub(super) fn by_name(name: &str) -> Option<ColumnRole> {
    let plain = name.to_lowercase().replace(char::is_whitespace, "");
    NAMES.iter().find(|(names, _)| names.split('|').any(|known| known == plain)).map(|(_, role)| role.clone())
}

/// Whether a name is one that heads of tables have.
#[must_use]
pub(super) fn is_well_known(text: &str) -> bool {
    by_name(text).is_some()
        || is_period(text)
        || NUMBERING.is_match(text)
        || ValueName::of(text, false).unit.is_some()
}

/// Whether a name is that of a part of a year, with or without the year: 1—9月, 2025年上半年.
#[must_use]
pub(super) fn is_span(name: &str) -> bool {
    SPAN.is_match(name)
}

/// Whether a name is that of a period.
#[must_use]
pub(super) fn is_period(name: &str) -> bool {
    period(&divided(&name.replace(char::is_whitespace, "")).0).is_some()
}

/// Whether the name of a column of numbers does not say what is counted.
#[must_use]
pub(super) fn says_nothing(name: &str) -> bool {
    GENERAL.split('|').any(|known| known == name)
}

/// Whether the cells below a name belong to persons.
#[must_use]
pub(super) fn is_private(name: &str) -> bool {
    let is_counted = divided(name).1.is_some(); // 电话费（元）
    !is_counted && PRIVATE.split(' ').any(|word| name.contains(word))
}

/// Whether the cells below a name are persons or offices that the row is not about.
#[must_use]
pub(super) fn is_of_persons(name: &str) -> bool {
    PERSONS.iter().any(|word| name.contains(word))
}

/// `2023`, `2023年` → `2023`; `2023年5月` → `2023-05`; `一季度` → `1季度`
fn period(name: &str) -> Option<String> {
    if let Some(found) = PART_OF_YEAR.captures(name) {
        let (number, of) = (found.get(1).or(found.get(3))?.as_str(), found.get(2).or(found.get(4))?.as_str());
        let number = ["一", "二", "三", "四"]
            .iter()
            .position(|word| *word == number)
            .map_or_else(|| number.to_owned(), |at| (at + 1).to_string());
        return Some(format!("{number}{of}"));
    }
    let found = PERIOD.captures(name)?;
    let month = found.get(3).and_then(|month| month.as_str().parse::<u8>().ok());
    let year = found.get(1).or(found.get(2))?.as_str();
    Some(month.map_or(year.to_owned(), |month| format!("{year}-{month:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_column_is_divided_into_what_is_counted_unit_and_period() {
        for (text, name, unit, period) in [
            ("2024年培训（人次）", "培训", Some("人次"), Some("2024")),
            ("培训（人次）2024年", "培训", Some("人次"), Some("2024")),
            ("2024年", "", None, Some("2024")),
            ("3月份", "", None, Some("3月")),
            ("第二季度", "", None, Some("2季度")),
            ("2025年1-10月", "1-10月", None, Some("2025")),
            ("2025年上半年（万元）", "上半年", Some("万元"), Some("2025")),
            ("1—10月累计", "1—10月累计", None, None),
            ("2026年比2025年±%", "比2025年±%", Some("%"), Some("2026")),
            ("其中：水田（亩）", "其中：水田", Some("亩"), None),
            ("户数（户）", "户数", Some("户"), None),
            ("培训（含线上）", "培训（含线上）", None, None),
        ] {
            let read = ValueName::of(text, false);
            assert_eq!(
                (read.name.as_str(), read.unit.as_deref(), read.period.as_deref()),
                (name, unit, period),
                "{text}"
            );
        }
    }
}
