//! Units of sheets: which words are one, and which names of columns say what they count.

use crate::language::measures;

/// The longest unit, in characters.
const LONGEST: usize = 8;
/// Units of sheets that stories hardly use.
const OTHERS: &str = "人天 人年 工日 工时 所次 车 车厢 船 挂 帧 部 眼 尾 羽 立方 平米 方米 方 盏 兆瓦 千伏 千伏安 标箱 床位 亩次 \
                      门次 例 剂 剂次 针次 门 站 户 家 码 元 分 丈 尺 寸 两 担 % ％ ‰ ℃ kg g t km m cm mm ha kW kWh MW MWh GB MB TB L mL ml \
                      m2 m3 m² m³ km² km2 people households trees mu";

/// Whether some words are a unit: 人次, 万亩, 元/吨, %.
#[must_use]
pub(super) fn is_unit(text: &str) -> bool {
    let text = text.trim();
    let is_short = !text.is_empty() && text.chars().count() <= LONGEST;
    is_short && text.split('/').all(is_one_unit)
}

fn is_one_unit(text: &str) -> bool {
    let is_known = |text: &str| {
        measures::at_start(text) == Some(text) || OTHERS.split_whitespace().any(|other| other == text)
    };
    let bare = text.trim_start_matches(['十', '百', '千', '万', '亿']);
    is_known(text) || is_known(bare) || bare.is_empty() && text.chars().count() == 1
}

/// The names of columns whose numbers are shares or rates, and have no other unit than %.
const SHARES: [&str; 9] = ["率", "占比", "比重", "比例", "%", "增幅", "增速", "增长", "同比"];

/// Whether a name is that of a share or a rate.
#[must_use]
pub(super) fn is_share(name: &str) -> bool {
    SHARES.iter().any(|word| name.contains(word))
}

/// What the last word of a name counts: the numbers of 户数 are households, and so never 万元.
const COUNTED: [(&str, &str); 13] = [
    ("人次", "人次"),
    ("人数", "人 名 位"),
    ("户数", "户"),
    ("村数", "个"),
    ("个数", "个"),
    ("次数", "次"),
    ("期数", "期"),
    ("件数", "件"),
    ("资金 金额 投资 收入 支出 产值 经费 补贴 贷款", "元"),
    ("面积", "亩 公顷 平方米 平方公里"),
    ("产量", "吨 斤 公斤 千克"),
    ("人口", "人"),
    ("里程", "公里 米 千米"),
];

/// Whether a column of a name may be counted in a unit that is not its own.
#[must_use]
pub(super) fn fits(name: &str, unit: &str) -> bool {
    if is_share(name) {
        return matches!(unit, "%" | "％");
    }
    let bare = unit.trim_start_matches(['十', '百', '千', '万', '亿']);
    let of_name = COUNTED.iter().find(|(names, _)| names.split(' ').any(|known| name.ends_with(known)));
    of_name.is_none_or(|(_, units)| units.split(' ').any(|known| known == unit || known == bare))
}

/// The names of columns that have the unit of their row: what was planned, what was done.
const OF_THE_ROW: [&str; 16] = [
    "计划", "目标", "任务", "完成", "实际", "实绩", "本期", "上期", "同期", "本月", "本年", "上年", "去年",
    "今年", "累计", "增减",
];

/// Whether a column of a name is counted in the unit of each row.
#[must_use]
pub(super) fn is_of_the_row(name: &str) -> bool {
    name.is_empty() || OF_THE_ROW.iter().any(|word| name.contains(word)) && !is_share(name)
}

/// The endings of names of places and offices.
const OFFICES: [&str; 40] = [
    "省",
    "市",
    "县",
    "区",
    "旗",
    "镇",
    "乡",
    "村",
    "社区",
    "街道",
    "局",
    "委",
    "办",
    "部",
    "中心",
    "公司",
    "学校",
    "小学",
    "中学",
    "医院",
    "卫生院",
    "院",
    "所",
    "站",
    "场",
    "队",
    "厅",
    "支部",
    "党委",
    "政府",
    "协会",
    "工会",
    "团",
    "厂",
    "矿",
    "馆",
    "银行",
    "合作社",
    "组",
    "处",
];

/// Whether some words are the name of a place or an office: 东河镇, 农业农村局.
#[must_use]
pub(super) fn is_office(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() > 1 && !is_unit(text) && OFFICES.iter().any(|ending| text.ends_with(ending))
}

/// A name with its unit in brackets or after a stroke: 户数（户）, 产量/吨.
#[must_use]
pub(super) fn divided(text: &str) -> (String, Option<String>) {
    let text = text.trim();
    let inside = |open: char, close: char| {
        let rest = text.strip_suffix(close)?;
        let (name, inside) = rest.rsplit_once(open)?;
        let unit = ["单位：", "单位:"].iter().find_map(|word| inside.strip_prefix(word)).unwrap_or(inside);
        Some((name.trim(), unit.trim()))
    };
    let found = inside('（', '）').or_else(|| inside('(', ')')).or_else(|| inside('（', ')'));
    let found =
        found.or_else(|| inside('(', '）')).or_else(|| inside('[', ']')).or_else(|| text.rsplit_once('/'));
    let is_percentage = || {
        let name = text.strip_suffix(['%', '％']).unwrap_or_default();
        name.ends_with(|character: char| character == '±' || character.is_alphabetic()) // 同比±%, no 95%
    };
    match found.filter(|(name, unit)| !name.is_empty() && is_unit(unit)) {
        Some((name, unit)) => (name.to_owned(), Some(unit.to_owned())),
        None => (text.to_owned(), is_percentage().then(|| "%".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_from_other_words() {
        for unit in ["人次", "万亩", "亿元", "元/吨", "%", "眼", "万"] {
            assert!(is_unit(unit), "{unit}");
        }
        for other in ["含线上", "见表头", "东河镇", "人、万元", ""] {
            assert!(!is_unit(other), "{other}");
        }
        assert!(is_office("东河镇") && is_office("农业农村局") && !is_office("处") && !is_office("人次"));
    }

    #[test]
    fn a_unit_that_a_name_excludes_does_not_fit() {
        assert!(fits("户数", "户") && fits("人口", "万人") && fits("投入资金", "万元") && fits("走访", "户"));
        assert!(!fits("户数", "万元") && !fits("占比", "人") && !fits("参训人次", "万亩"));
    }

    #[test]
    fn only_a_unit_is_taken_from_brackets() {
        assert_eq!(divided("培训（人次）"), ("培训".to_owned(), Some("人次".to_owned())));
        assert_eq!(divided("培训（单位：人次）"), ("培训".to_owned(), Some("人次".to_owned())));
        assert_eq!(divided("培训（含线上）"), ("培训（含线上）".to_owned(), None));
        assert_eq!(divided("同比±%"), ("同比±%".to_owned(), Some("%".to_owned())));
        assert_eq!(divided("95%"), ("95%".to_owned(), None));
        assert_eq!(divided("产量/吨"), ("产量".to_owned(), Some("吨".to_owned())));
    }
}
