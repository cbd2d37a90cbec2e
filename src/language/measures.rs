//! Measure words (量词): the word after a number that says what is counted.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a measure word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MeasureCounts {
    /// Persons.
    People,
    /// Things and actions.
    Things,
    /// Units of the calendar and the clock: durations, which are not shares of anything.
    Periods,
    /// Money, length, weight, time and the like, which can be divided.
    Quantity,
}
use MeasureCounts::{People, Periods, Quantity, Things};

/// The measure words and units that bulletins count in.
const MEASURES: [(MeasureCounts, &str); 11] = [
    (People, "人 名 位"),
    (
        Things,
        "个 项 条 家 所 座 处 件 份 篇 册 本 支 类 种 型 级 款 颗 棵 株 头 只 匹 口 间 栋 幢 层 门 张 幅 副 面 块 根 盏 笔 \
         宗 起 例 桩 单 票 字 句 段 章 页 版 步 箱 袋 瓶 桶 盒 筐 包 捆 艘 列 片 垄 畦 枚 顶 床 把 双 对 对儿 代 道 环 链 网 \
         线 点 方 股 手 分 维 大 兆 轮胎 套 台 辆 架 户 批 届 番 个基点 村 镇 乡 县 市 省 国 队 组 团 连 班",
    ),
    (Things, "次 场 期 轮 堂 节 课 课时 学时 个课时 遍 趟 回 顿 餐"),
    (Things, "人次 人份 户次 项次 场次 轮次 家次 套次 台次 辆次 架次 车次 班次 件次 批次"),
    (Periods, "个月 月 日 周 个星期 个工作日 个小时 秒钟"),
    (Quantity, "年 天 小时 分钟 秒 岁"),
    (Quantity, "元 角 美元 欧元 港元"),
    (Quantity, "米 里 公里 千米 厘米 毫米 亩 公顷 平方 平方米 平方公里 平方千米"),
    (Quantity, "吨 斤 公斤 千克 克 毫克 升 公升 毫升 立方米"),
    (Quantity, "度 摄氏度 ℃ 千瓦 千瓦时 万千瓦时"),
    (Quantity, "倍 成 % ％ ‰ 个百分点"),
];

/// The measure words with a common first character, from the longest to the shortest.
static BY_BEGINNING: LazyLock<FxHashMap<char, Vec<(&str, MeasureCounts)>>> = LazyLock::new(|| {
    let mut by_beginning: FxHashMap<char, Vec<(&str, MeasureCounts)>> = FxHashMap::default();
    for (counts, measures) in MEASURES {
        for measure in measures.split(' ') {
            by_beginning.entry(first(measure)).or_default().push((measure, counts));
        }
    }
    for measures in by_beginning.values_mut() {
        measures.sort_by_key(|(measure, _)| Reverse(measure.len()));
    }
    by_beginning
});

fn first(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}

/// The measure words with the same first character as `text`.
fn like(text: &str) -> impl Iterator<Item = &'static (&'static str, MeasureCounts)> {
    BY_BEGINNING.get(&first(text)).into_iter().flatten()
}

/// The measure word that `text` begins with, the longest that fits.
#[must_use]
pub(crate) fn at_start(text: &str) -> Option<&'static str> {
    like(text).map(|(measure, _)| *measure).find(|measure| text.starts_with(measure))
}

fn counts(measure: &str) -> Option<MeasureCounts> {
    like(measure).find(|(known, _)| *known == measure).map(|(_, counts)| *counts)
}

/// Whether a measure word counts money, length, weight, time and the like, rather than things one by one.
#[must_use]
pub(crate) fn is_continuous(measure: &str) -> bool {
    counts(measure) == Some(Quantity)
}

/// Whether a measure word counts people, things or actions, so that some of them may be a share of all.
#[must_use]
pub(crate) fn is_single(measure: &str) -> bool {
    matches!(counts(measure), Some(People | Things))
}

/// Whether a measure word counts people.
#[must_use]
pub(crate) fn is_of_people(measure: &str) -> bool {
    counts(measure) == Some(People)
}

/// Whether two measure words count the same things: 名, 位 and 人 all count people.
#[must_use]
pub(crate) fn are_alike(one: &str, other: &str) -> bool {
    !one.is_empty() && (one == other || is_of_people(one) && is_of_people(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_measure_word_is_taken_and_is_known_for_what_it_counts() {
        assert_eq!(at_start("人次以上"), Some("人次"));
        assert_eq!(at_start("个百分点"), Some("个百分点"));
        assert_eq!(at_start("和"), None);
        assert!(is_continuous("平方公里") && !is_continuous("人次") && !is_single("个月"));
        assert!(are_alike("名", "人") && !are_alike("人", "人次") && !are_alike("", ""));
    }
}
