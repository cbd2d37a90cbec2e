//! Print: how a figure is formatted in a language, with its number, unit and qualifiers, and the filters that change them.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::language::{About, AmountParts, Scale, TextLanguage, Unit};
use crate::model::figure::{Figure, Number, Value, numbers_in, percentage};
use crate::model::phrase::Filter;
use crate::words::Wording;
use crate::words::figures::{foreign_scale, unfit_filter};

/// A formatted figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownNumber {
    /// For readers: 600余人次.
    pub text: String,
    /// For machines: 600.
    pub value: String,
    /// The unit, if it is not in the language of the text.
    pub foreign_unit: Option<String>,
}

/// A figure while filters are applied.
struct NumberFormat {
    /// The number, or both ends of a range, as printed.
    ends: Vec<String>,
    unit: Unit,
    about: Vec<About>,
    amount: Option<Decimal>,
    scale: Option<Scale>,
    value: String,
}

/// A figure, and how it is to be printed.
#[derive(Clone, Copy)]
struct FigureFormat<'f> {
    figure: &'f Figure,
    language: TextLanguage,
}

/// Formats `figure` with `filters` for a text in `language`; `other` looks up a figure that a filter names.
///
/// # Errors
/// A wording, if a filter cannot be applied to the figure.
pub(crate) fn print(
    figure: &Figure,
    filters: &[Filter],
    language: TextLanguage,
    other: impl Fn(&str) -> Option<Figure>,
) -> Result<ShownNumber, Wording> {
    let dated = dated(figure, filters)?;
    let (figure, is_dated) = (&*dated, matches!(dated, Cow::Owned(_)));
    let other = |key: &str| if is_dated { dated_whole(other(key)?, filters) } else { other(key) };
    let Some(value) = figure.shown() else {
        return Err(crate::words::figures::no_value(&figure.key));
    };
    let format = FigureFormat { figure, language };
    let mut setting = format.whole(&value);
    for filter in filters {
        setting = match filter {
            Filter::Value | Filter::At(_) => setting,
            Filter::ShareOf(key) => format.share(&setting, key, &other)?,
            Filter::Change(from) => format.change(from.as_deref())?,
            Filter::ChangePercent(from) => format.change_percent(from.as_deref())?,
            Filter::Direction(word, from) => {
                let [before, last] = format.compared("direction", from.as_deref())?;
                NumberFormat::said(language.direction(last.amount.cmp(&before.amount), *word))
            }
            Filter::Scaled(scale) => format.scaled(setting, *scale)?,
            Filter::Words => format.in_words(setting)?,
            Filter::Window => format.window()?,
        };
    }
    if filters.contains(&Filter::Value) {
        setting = NumberFormat { unit: Unit::default(), about: Vec::new(), ..setting };
    }
    Ok(setting.shown(language))
}

/// The figure as it was in the period that a filter names.
///
/// # Errors
/// A wording, if its series lacks that period.
pub(crate) fn dated<'f>(figure: &'f Figure, filters: &[Filter]) -> Result<Cow<'f, Figure>, Wording> {
    let Some(period) = period(filters) else { return Ok(Cow::Borrowed(figure)) };
    let lacking = || {
        let known: Vec<&str> = figure.series.iter().map(|(period, _)| period.as_str()).collect();
        let (zh, en) = if known.is_empty() {
            ("它没有 series".to_owned(), "it has no series".to_owned())
        } else {
            (format!("series 里有 {}", known.join("、")), format!("its series has {}", known.join(", ")))
        };
        unfit_filter(&format!("at {period}"), &figure.key, &zh, &en)
    };
    figure.as_of_period(period).map(Cow::Owned).ok_or_else(lacking)
}

/// A whole as it was in the same period as its part; without a value if its series lacks that.
fn dated_whole(whole: Figure, filters: &[Filter]) -> Option<Figure> {
    let dated = whole.as_of_period(period(filters)?);
    Some(dated.unwrap_or(Figure { value: None, series: Vec::new(), ..whole }))
}

/// The period that a filter names.
#[must_use]
pub(crate) fn period(filters: &[Filter]) -> Option<&str> {
    filters
        .iter()
        .find_map(|filter| if let Filter::At(period) = filter { Some(period.as_str()) } else { None })
}

/// What a figure prints without filters; empty if it has no value.
#[must_use]
pub(crate) fn plain(figure: &Figure, language: TextLanguage) -> String {
    print(figure, &[], language, |_| None).map(|shown| shown.text).unwrap_or_default()
}

/// By how much a figure has changed, with its sign; `None` if it has no such series.
#[must_use]
pub(crate) fn difference(figure: &Figure, from: Option<&str>) -> Option<Decimal> {
    let format = FigureFormat { figure, language: TextLanguage::default() };
    let [before, last] = format.compared("change", from).ok()?;
    last.amount.checked_sub(before.amount)
}

impl NumberFormat {
    fn said(text: &str) -> Self {
        let text = text.to_owned();
        Self {
            value: text.clone(),
            ends: vec![text],
            unit: Unit::default(),
            about: Vec::new(),
            amount: None,
            scale: None,
        }
    }

    fn shown(self, language: TextLanguage) -> ShownNumber {
        let Self { ends, unit, about, amount, scale, value } = self;
        let unit = unit.after(amount, language);
        let text = language.amount(AmountParts { ends: &ends, amount, scale, unit, about: &about });
        ShownNumber { text, value, foreign_unit: language.is_foreign(unit).then(|| unit.to_owned()) }
    }
}

impl<'f> FigureFormat<'f> {
    /// The figure without filters.
    fn whole(self, value: &Value) -> NumberFormat {
        let Self { figure, language } = self;
        let unit = figure.unit.clone().unwrap_or_default();
        let (ends, unit) = match value {
            Value::Number(number) => (vec![language.digits(&number.written)], unit),
            Value::Range(from, to) => ([from, to].map(|end| language.digits(&end.written)).to_vec(), unit),
            Value::Date(date) => (vec![language.partial_date(*date)], Unit::default()),
            Value::Time(time) => (vec![language.time(*time)], Unit::default()),
            Value::Phone(text) | Value::Code(text) | Value::Words(text) => (vec![text.clone()], unit),
        };
        let amount = value.amount();
        NumberFormat { ends, unit, about: figure.about.clone(), amount, scale: None, value: value.plain() }
    }

    fn calculated(self, amount: Decimal, unit: Unit) -> NumberFormat {
        let number = amount.normalize().to_string();
        NumberFormat {
            ends: vec![self.language.digits(&number)],
            value: number,
            unit,
            about: Vec::new(),
            amount: Some(amount),
            scale: None,
        }
    }

    fn unfit(self, filter: &str, zh: &str, en: &str) -> Wording {
        unfit_filter(filter, &self.figure.key, zh, en)
    }

    /// Its share of another figure, to a tenth of a per cent.
    fn share(
        self,
        setting: &NumberFormat,
        key: &str,
        other: &impl Fn(&str) -> Option<Figure>,
    ) -> Result<NumberFormat, Wording> {
        let unfit = |zh: &str, en: &str| self.unfit(&format!("share of {key}"), zh, en);
        let part = setting.amount.ok_or_else(|| unfit("它不是数", "it is not a number"))?;
        let whole = other(key).ok_or_else(|| unfit("没有这个数字", "there is no such figure"))?;
        let whole = whole.shown().and_then(|value| value.amount()).ok_or_else(|| {
            unfit("总数不是数，或没有这一期", "the whole is not a number, or lacks that period")
        })?;
        let share = percentage(part, whole).ok_or_else(|| unfit("总数是零", "the whole is zero"))?;
        Ok(self.calculated(share, Unit::word("%")))
    }

    /// Two numbers of a series: the last, and the one before it or that of the named period.
    fn compared(self, filter: &str, from: Option<&str>) -> Result<[&'f Number; 2], Wording> {
        let figure = self.figure;
        let unfit = |zh: &str, en: &str| self.unfit(filter, zh, en);
        let (period, last) =
            figure.series.last().ok_or_else(|| unfit("它没有 series", "it has no series"))?;
        let earlier = &figure.series[..figure.series.len() - 1];
        let before = match from {
            None | Some("环比") => earlier.last(),
            Some("同比") => earlier.iter().find(|(name, _)| is_a_year_before(name, period)),
            Some(period) => earlier.iter().find(|(name, _)| name == period),
        };
        let (_, before) =
            before.ok_or_else(|| unfit("series 里没有这一期", "its series lacks that period"))?;
        Ok([before, last])
    }

    fn change(self, from: Option<&str>) -> Result<NumberFormat, Wording> {
        let [before, last] = self.compared("change", from)?;
        let too_large = || self.unfit("change", "数太大", "the numbers are too large");
        let difference = last.amount.checked_sub(before.amount).ok_or_else(too_large)?;
        let unit = match &self.figure.unit {
            Some(unit) if unit.is_per_cent() => self.language.percentage_points(),
            other => other.clone().unwrap_or_default(),
        };
        Ok(self.calculated(difference.abs(), unit))
    }

    /// The change in per cent of the earlier number. For a percentage, it would be mistaken for percentage points, so it is
    /// refused.
    fn change_percent(self, from: Option<&str>) -> Result<NumberFormat, Wording> {
        let unfit = |zh: &str, en: &str| self.unfit("change percent", zh, en);
        if self.figure.unit.as_ref().is_some_and(Unit::is_per_cent) {
            return Err(unfit(
                "它本身是百分数，用 change 印百分点",
                "it is a percentage; `change` prints its points",
            ));
        }
        let [before, last] = self.compared("change percent", from)?;
        let difference = last.amount.checked_sub(before.amount).map(|difference| difference.abs());
        let share = difference.and_then(|difference| percentage(difference, before.amount.abs()));
        let share = share.ok_or_else(|| unfit("上一期是零", "the period before is zero"))?;
        Ok(self.calculated(share, Unit::word("%")))
    }

    fn scaled(self, setting: NumberFormat, scale: Scale) -> Result<NumberFormat, Wording> {
        let (filter, language) = (scale.filter(), self.language);
        if scale.word(language).is_none() {
            let own: Vec<&str> = language.scales().map(|(scale, _)| scale.filter()).collect();
            return Err(foreign_scale(filter, &self.figure.key, language.is_chinese(), &own.join(" ")));
        }
        let unit = setting.unit.name(language);
        let own = language.scale_of_unit(unit).map(|(word, rest)| (Scale::named(word), rest.to_owned()));
        let is_same = own.as_ref().is_some_and(|(own, _)| own.is_none_or(|own| own == scale));
        if is_same || setting.unit.is_per_cent() {
            let units: Vec<&str> = language.scales().map(|(_, word)| word).collect();
            let zh = format!("它的单位已经是{}或 %", units.join("、"));
            let en = format!("its unit is {} or % already", units.join(", "));
            return Err(self.unfit(filter, &zh, &en));
        }
        let unfit = || self.unfit(filter, "它不是数", "it is not a number");
        let amount = setting.amount.ok_or_else(unfit)?;
        // 14788万元 in 亿 is 1.4788亿元.
        let power = |scale: Scale| Decimal::from(10_u64.pow(scale.power()));
        let own_scale = own.as_ref().and_then(|(own, _)| *own);
        let whole = amount.checked_mul(own_scale.map_or(Decimal::ONE, power)).ok_or_else(unfit)?;
        let scaled = whole.checked_div(power(scale)).ok_or_else(unfit)?;
        let ends = vec![language.digits(&scaled.normalize().to_string())];
        let unit = own.map_or_else(|| setting.unit.clone(), |(_, rest)| Unit::word(&rest));
        Ok(NumberFormat { ends, scale: Some(scale), unit, ..setting })
    }

    fn in_words(self, setting: NumberFormat) -> Result<NumberFormat, Wording> {
        let amount = setting.amount.ok_or_else(|| self.unfit("words", "它不是数", "it is not a number"))?;
        let words = self.language.in_words(amount, !setting.unit.is_empty());
        Ok(NumberFormat { ends: vec![words], scale: None, ..setting })
    }

    fn window(self) -> Result<NumberFormat, Wording> {
        let window = self.figure.window.as_deref();
        window
            .map(NumberFormat::said)
            .ok_or_else(|| self.unfit("window", "它没有 window", "it has no window"))
    }
}

/// Whether a period is the same time one year earlier: 2024-06 for 2025-06, 2024 for 2025.
fn is_a_year_before(earlier: &str, later: &str) -> bool {
    let [earlier, later] = [earlier, later].map(numbers_in);
    match (earlier.split_first(), later.split_first()) {
        (Some((year, rest)), Some((next, same))) => year + 1 == *next && rest == same,
        _ => false,
    }
}
