//! Units (单位) in terms of each other, as numbers before them are compared.

use rust_decimal::Decimal;

use super::numerals;

/// A unit in terms of the smallest unit of its kind: 万亩 is 10000 亩, 公里 is 1000 米.
#[must_use]
pub(crate) fn base(unit: &str) -> (Decimal, &str) {
    const SAME: [(&str, i64, &str); 16] = [
        ("名", 1, "人"),
        ("位", 1, "人"),
        ("％", 1, "%"),
        ("公里", 1000, "米"),
        ("千米", 1000, "米"),
        ("公顷", 15, "亩"),
        ("吨", 1_000_000, "克"),
        ("公斤", 1000, "克"),
        ("千克", 1000, "克"),
        ("斤", 500, "克"),
        ("平方公里", 1_000_000, "平方米"),
        ("平方千米", 1_000_000, "平方米"),
        ("℃", 1, "摄氏度"),
        ("日", 1, "天"),
        ("小时", 60, "分钟"),
        ("个小时", 60, "分钟"),
    ];
    let (large, unit) =
        Some(numerals::leading(unit)).filter(|(_, rest)| !rest.is_empty()).unwrap_or((Decimal::ONE, unit));
    let same = SAME.iter().find(|(name, ..)| *name == unit);
    let (more, unit) = same.map_or((1, unit), |(_, more, base)| (*more, *base));
    (large * Decimal::from(more), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_converted() {
        assert_eq!(base("万亩"), (Decimal::from(10_000), "亩"));
        assert_eq!(base("公里"), (Decimal::from(1000), "米"));
        assert_eq!(base("亿元"), (Decimal::from(100_000_000), "元"));
    }
}
