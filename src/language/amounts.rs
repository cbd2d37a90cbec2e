//! Amounts: a number put together with its unit and its qualifiers.

use rust_decimal::{Decimal, RoundingStrategy};

use super::qualifiers::QualifierPlace;
use super::{About, Scale, TextLanguage, Unit};
use crate::fields::Number;

/// What an amount is printed from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AmountParts<'p> {
    /// The number, or both ends of a range, as they are printed.
    pub ends: &'p [String],
    /// The value, if it is a single number.
    pub amount: Option<Decimal>,
    /// The large unit that the number is counted in.
    pub scale: Option<Scale>,
    /// The unit.
    pub unit: &'p str,
    /// How exact it is.
    pub about: &'p [About],
}

/// Signs that are set before a number: `$3.5 million`; the longer before the shorter that ends it.
const CURRENCIES: [&str; 14] =
    ["US$", "HK$", "NT$", "AU$", "CA$", "A$", "C$", "S$", "$", "€", "£", "¥", "₹", "₩"];
/// Signs that follow a number without a space.
const CLOSE: [&str; 6] = ["%", "‰", "°", "°C", "°F", "℃"];

impl TextLanguage {
    /// An amount as it is printed: `600余人次`, `about 1,250 trees`.
    #[must_use]
    pub(crate) fn amount(self, parts: AmountParts) -> String {
        match self {
            Self::SimplifiedChinese | Self::TraditionalChinese => chinese(self, parts),
            Self::English => english(parts),
        }
    }

    /// A number with its unit and qualifiers.
    #[must_use]
    pub(crate) fn number(self, number: &Number, unit: &Unit, about: &[About]) -> String {
        let (amount, ends) = (Some(number.amount), [self.digits(&number.written)]);
        let unit = unit.after(amount, self);
        self.amount(AmountParts { ends: &ends, amount, scale: None, unit, about })
    }

    /// The same as a drawing shows it: a large one in the largest scale that it reaches.
    #[must_use]
    pub(crate) fn short_number(self, number: &Number, unit: &Unit, about: &[About]) -> String {
        let amount = Some(number.amount);
        let word = unit.after(amount, self);
        let of = |scale: Scale| Decimal::from(10_u64.pow(scale.power()));
        let reached = |(scale, _): &(Scale, _)| {
            number.amount.abs() >= of(*scale) && *scale != Scale::Thousand // 12,345 is shorter.
        };
        let scale = self.scales().rev().find(reached).filter(|_| self.scale_of_unit(word).is_none());
        let Some((scale, _)) = scale else { return self.number(number, unit, about) };
        let scaled = number.amount / of(scale);
        let rounded = scaled.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let ends = [self.digits(&rounded.normalize().to_string())];
        self.amount(AmountParts { ends: &ends, amount, scale: Some(scale), unit: word, about })
    }

    /// The same where there is little room: an English unit is left out if it is a word, since the title says what is counted.
    #[must_use]
    pub(crate) fn narrow_number(self, number: &Number, unit: &Unit, about: &[About]) -> String {
        let word = unit.name(self);
        let is_word = !self.is_chinese() && currency(word).0.is_empty() && !CLOSE.contains(&word);
        let unit = if is_word { &Unit::default() } else { unit };
        self.short_number(number, unit, about)
    }
}

fn chinese(language: TextLanguage, parts: AmountParts) -> String {
    let AmountParts { ends, amount, scale, unit, about } = parts;
    let mut number = ends.join(if unit == "%" { "%～" } else { "～" });
    // 余 comes after 万: 3万余元.
    let (large, unit) = match scale.and_then(|scale| scale.word(language)) {
        Some(large) => (large, unit),
        None => language.scale_of_unit(unit).unwrap_or(("", unit)),
    };
    number.push_str(large);
    let is_inside = !large.is_empty() || amount.is_none_or(|amount| amount.abs() >= Decimal::TEN);
    let (mut before, mut between, mut after) = (String::new(), String::new(), String::new());
    for about in about {
        match about.place(language) {
            QualifierPlace::Before => &mut before,
            QualifierPlace::Inside if is_inside => &mut between,
            QualifierPlace::Inside | QualifierPlace::After => &mut after,
        }
        .push_str(about.word(language));
    }
    format!("{before}{number}{between}{unit}{after}")
}

fn english(parts: AmountParts) -> String {
    let AmountParts { ends, amount: _, scale, unit, about } = parts;
    let language = TextLanguage::English;
    let (currency, unit) = currency(unit);
    let (close, unit) = if CLOSE.contains(&unit) { (unit, "") } else { ("", unit) };
    let number = ends.join("–");
    let (sign, digits) = number.strip_prefix('−').map_or(("", number.as_str()), |digits| ("−", digits));
    let number = format!("{sign}{currency}{digits}{close}");
    let words_at = |place: QualifierPlace| {
        about.iter().filter(move |about| about.place(language) == place).map(|about| about.word(language))
    };
    let scale = scale.and_then(|scale| scale.word(language)).unwrap_or_default();
    let words = words_at(QualifierPlace::Before)
        .chain([number.as_str(), scale, unit])
        .chain(words_at(QualifierPlace::After));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The sign of a currency at the beginning of a unit, and the rest of the unit: `$ million`.
fn currency(unit: &str) -> (&str, &str) {
    let sign = CURRENCIES.iter().find(|sign| unit.starts_with(**sign)).map_or(0, |sign| sign.len());
    (&unit[..sign], unit[sign..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(language: TextLanguage, ends: &[&str], unit: &str, about: &[&str]) -> String {
        let ends: Vec<String> = ends.iter().map(|end| (*end).to_owned()).collect();
        let amount = if let [end] = ends.as_slice() { end.replace(',', "").parse().ok() } else { None };
        let about: Vec<About> = about.iter().filter_map(|word| About::of(word)).collect();
        language.amount(AmountParts { ends: &ends, amount, scale: None, unit, about: &about })
    }

    #[test]
    fn chinese_sets_qualifiers_before_within_and_after() {
        let hans = |ends: &[&str], unit: &str, about: &[&str]| {
            printed(TextLanguage::SimplifiedChinese, ends, unit, about)
        };
        assert_eq!(hans(&["600"], "人次", &["余"]), "600余人次");
        assert_eq!(hans(&["3"], "万元", &["余"]), "3万余元");
        assert_eq!(hans(&["3"], "年", &["多"]), "3年多");
        assert_eq!(hans(&["35", "45"], "%", &[]), "35%～45%");
        assert_eq!(printed(TextLanguage::TraditionalChinese, &["600"], "人次", &["余"]), "600餘人次");
    }

    #[test]
    fn english_sets_spaces_signs_of_currencies_and_ranges() {
        let english =
            |ends: &[&str], unit: &str, about: &[&str]| printed(TextLanguage::English, ends, unit, about);
        assert_eq!(english(&["1,250"], "trees", &["约"]), "about 1,250 trees");
        assert_eq!(english(&["5.3"], "%", &[]), "5.3%");
        assert_eq!(english(&["3.5"], "$ million", &["over"]), "over $3.5 million");
        assert_eq!(english(&["−5"], "$", &[]), "−$5");
        assert_eq!(english(&["35", "45"], "%", &[]), "35–45%");
        assert_eq!(english(&["600"], "people", &["以上"]), "600 people or more");
    }

    #[test]
    fn large_numbers_in_drawings_are_printed_in_the_scales_of_the_language() {
        let number = |written: &str| Number { written: written.to_owned(), amount: written.parse().unwrap() };
        let short = |language: TextLanguage, written: &str, unit: &str| {
            language.short_number(&number(written), &Unit::word(unit), &[])
        };
        let hans = |written: &str, unit: &str| short(TextLanguage::SimplifiedChinese, written, unit);
        assert_eq!(hans("588", "名"), "588名");
        assert_eq!(hans("1.10", "%"), "1.10%");
        assert_eq!(hans("12345000", "元"), "1234.5万元");
        assert_eq!(hans("-250000000", ""), "-2.5亿");
        assert_eq!(hans("12345", "万元"), "12345万元");
        assert_eq!(short(TextLanguage::TraditionalChinese, "12345000", "元"), "1234.5萬元");
        assert_eq!(short(TextLanguage::English, "12345", "trees"), "12,345 trees");
        assert_eq!(short(TextLanguage::English, "3500000", "$"), "$3.5 million");
        let narrow =
            |unit: &str| TextLanguage::English.narrow_number(&number("1250"), &Unit::word(unit), &[]);
        assert_eq!([narrow("trees"), narrow("$"), narrow("%")], ["1,250", "$1,250", "1,250%"]);
    }
}
