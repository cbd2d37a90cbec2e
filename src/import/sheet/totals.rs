//! Totals: which rows are one, and whether each is the sum of its rows.

use rust_decimal::Decimal;

/// The words for a total of all.
const TOTALS: [&str; 6] = ["合计", "总计", "共计", "总数", "合计数", "total"];
/// The words for a total of the rows since the last one.
const SUBTOTALS: [&str; 3] = ["小计", "subtotal", "sub-total"];
/// The names of a whole that stand for the total of its parts.
const WHOLES: [&str; 12] =
    ["全国", "全省", "全州", "全市", "全县", "全区", "全旗", "全镇", "全乡", "全村", "全校", "全部"];
/// The endings of the names of averages.
const AVERAGES: [&str; 4] = ["平均", "均值", "平均数", "平均值"];
/// The most terms of a sum that is written down.
pub(super) const TERMS: usize = 100;

/// Which rows a total adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TotalOf {
    /// All rows.
    All,
    /// The rows since the total before.
    Group,
}

/// What a name says of a total, if it is that of one.
#[must_use]
pub(super) fn total_word(name: &str) -> Option<TotalOf> {
    let plain = name.to_lowercase().replace(char::is_whitespace, "");
    let plain = plain.trim_end_matches(['：', ':']);
    let bare = plain.split(['（', '(']).next().filter(|bare| !bare.is_empty());
    let plain = bare.unwrap_or(plain); // 合计（全县）
    if SUBTOTALS.iter().any(|total| plain.ends_with(total)) {
        return Some(TotalOf::Group);
    }
    TOTALS.iter().any(|total| plain.ends_with(total)).then_some(TotalOf::All)
}

/// Whether a name is that of a whole: 全县, where a row above is 东河镇.
#[must_use]
pub(super) fn is_whole(name: &str) -> bool {
    let plain = name.replace(char::is_whitespace, "");
    WHOLES.contains(&plain.trim_end_matches(['：', ':']))
}

/// Whether a name is that of an average: 全县平均.
#[must_use]
pub(super) fn is_average(name: &str) -> bool {
    AVERAGES.iter().any(|ending| name.ends_with(ending))
}

/// A value that totals add up.
#[derive(Clone, Debug)]
pub(super) struct Addend {
    pub key: String,
    /// What its columns of names say; of a total, only what says what it is the total of.
    pub names: Vec<String>,
    /// The amounts by period; a single one has none.
    pub amounts: Vec<(Option<String>, Decimal)>,
    /// Its unit.
    pub unit: Option<String>,
    /// Whether it is an exact number of known unit and name.
    pub is_exact: bool,
    pub total: Option<TotalOf>,
}

/// The values of one measure, row by row, with their totals.
#[derive(Debug, Default)]
pub(super) struct SummedColumn {
    addends: Vec<Addend>,
}

/// What became of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProvedTotal {
    /// It is the sum of these.
    Sum(Vec<String>),
    /// It is not; the sum that was found instead, if it can be written.
    Wrong(Option<Decimal>),
    /// Not all values are exact and of its unit.
    Inexact,
    /// There is nothing above it to add up.
    Nothing,
}

impl SummedColumn {
    pub(super) fn add(&mut self, addend: Addend) {
        self.addends.push(addend);
    }

    /// Proves a total by what stands above it, and keeps it.
    pub(super) fn total(&mut self, total: Addend) -> ProvedTotal {
        let terms = self.terms(&total);
        let proved = prove(&total, &terms);
        self.addends.push(total);
        proved
    }

    /// What a total adds up: a total of all, the groups and what is in none; a total of a group, what stands since the last total.
    fn terms(&self, total: &Addend) -> Vec<Addend> {
        let of_same: Vec<&Addend> = self.addends.iter().filter(|addend| addend.is_of(total)).collect();
        let is_end = |addend: &&Addend| match total.total {
            Some(TotalOf::Group) => addend.total.is_some(),
            _ => addend.total == Some(TotalOf::All),
        };
        let start = of_same.iter().rposition(is_end).map_or(0, |end| end + 1);
        let mut terms: Vec<Addend> = Vec::new();
        for addend in &of_same[start..] {
            if addend.total == Some(TotalOf::Group) {
                let kept = terms.iter().rposition(|term| term.total.is_some()).map_or(0, |last| last + 1);
                terms.truncate(kept);
            }
            terms.push((*addend).clone());
        }
        terms
    }

    /// Proves a total that stands above what it adds up.
    pub(super) fn total_above(&self, key: &str) -> ProvedTotal {
        let Some(at) = self.addends.iter().position(|addend| addend.key == key) else {
            return ProvedTotal::Nothing;
        };
        let total = &self.addends[at];
        let is_end = |addend: &Addend| addend.total == Some(TotalOf::All) && addend.is_of(total);
        let end =
            self.addends[at + 1..].iter().position(is_end).map_or(self.addends.len(), |end| at + 1 + end);
        let below = Self { addends: self.addends[at + 1..end].to_vec() };
        prove(total, &below.terms(total))
    }
}

impl Addend {
    /// Whether a total counts this one: it has every name that the total has.
    fn is_of(&self, total: &Self) -> bool {
        let mut names = total.names.iter().zip(&self.names);
        names.all(|(name, own)| name.is_empty() || name == own)
    }
}

/// Whether a total is the sum of some values, in every period.
fn prove(total: &Addend, terms: &[Addend]) -> ProvedTotal {
    if terms.is_empty() {
        return ProvedTotal::Nothing;
    }
    let is_exact = |addend: &Addend| addend.is_exact && addend.unit == total.unit;
    if !total.is_exact || !terms.iter().all(is_exact) {
        return ProvedTotal::Inexact;
    }
    for (period, amount) in &total.amounts {
        let of_period =
            |term: &Addend| term.amounts.iter().find(|(known, _)| known == period).map(|(_, amount)| *amount);
        let sum: Option<Decimal> =
            terms.iter().filter_map(of_period).try_fold(Decimal::ZERO, Decimal::checked_add);
        if sum != Some(*amount) {
            return ProvedTotal::Wrong(sum);
        }
    }
    ProvedTotal::Sum(terms.iter().map(|term| term.key.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addend(key: &str, amount: i64) -> Addend {
        let total = total_word(key);
        let amounts = vec![(None, Decimal::from(amount))];
        Addend { key: key.to_owned(), names: Vec::new(), amounts, unit: None, is_exact: true, total }
    }

    #[test]
    fn a_total_of_all_adds_up_the_totals_of_groups() {
        let mut column = SummedColumn::default();
        column.add(addend("张湾村", 120));
        column.add(addend("李湾村", 80));
        assert_eq!(
            column.total(addend("小计", 200)),
            ProvedTotal::Sum(vec!["张湾村".to_owned(), "李湾村".to_owned()])
        );
        column.add(addend("王村", 50));
        assert_eq!(column.total(addend("小 计", 51)), ProvedTotal::Wrong(Some(Decimal::from(50))));
        column.add(addend("赵村", 7));
        let terms = ["小计", "小 计", "赵村"].map(str::to_owned).to_vec();
        assert_eq!(column.total(addend("合计", 258)), ProvedTotal::Sum(terms));
    }

    #[test]
    fn totals_are_known_by_their_words() {
        for word in ["合　计", "总计：", "合计（全县）", "全县合计", "Grand total"] {
            assert_eq!(total_word(word), Some(TotalOf::All), "{word}");
        }
        assert!(is_whole("全 县") && !is_whole("全县平均") && is_average("全县平均"));
        assert_eq!((total_word("Subtotal"), total_word("统计")), (Some(TotalOf::Group), None));
    }

    #[test]
    fn a_total_may_stand_above_its_rows() {
        let mut column = SummedColumn::default();
        assert_eq!(column.total(addend("全县合计", 3)), ProvedTotal::Nothing);
        column.add(addend("甲", 1));
        column.add(addend("乙", 2));
        let terms = ["甲", "乙"].map(str::to_owned).to_vec();
        assert_eq!(column.total_above("全县合计"), ProvedTotal::Sum(terms));
    }
}
