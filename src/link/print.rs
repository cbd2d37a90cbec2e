//! Print: how a figure is formatted, with its number, unit and qualifiers, and the filters that change them.

use rust_decimal::Decimal;

use crate::model::figure::{About, Figure, Number, Value, numbers_in, percentage};
use crate::model::phrase::{Filter, Scale};
use crate::numerals;
use crate::words::Wording;
use crate::words::figures::unfit_filter;

/// A formatted figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownNumber {
    /// For readers: 600余人次.
    pub text: String,
    /// For machines: 600.
    pub value: String,
}

/// A figure while filters are applied.
struct NumberFormat {
    number: String,
    unit: String,
    about: Vec<About>,
    amount: Option<Decimal>,
    value: String,
    /// Whether 余 and 多 must follow the number directly: after 万, and after numbers from ten.
    closed: bool,
}

/// Formats `figure` with `filters`; `other` looks up a figure that a filter names.
///
/// # Errors
/// A wording, if a filter cannot be applied to the figure.
pub(crate) fn print(
    figure: &Figure,
    filters: &[Filter],
    other: impl Fn(&str) -> Option<Figure>,
) -> Result<ShownNumber, Wording> {
    let Some(value) = figure.shown() else {
        return Err(crate::words::figures::no_value(&figure.key));
    };
    let mut setting = NumberFormat::of(figure, &value);
    for filter in filters {
        setting = match filter {
            Filter::Value => setting,
            Filter::ShareOf(key) => share(figure, &setting, key, &other)?,
            Filter::Change(from) => change(figure, from.as_deref())?,
            Filter::ChangePercent(from) => change_percent(figure, from.as_deref())?,
            Filter::Direction(from) => direction(figure, from.as_deref())?,
            Filter::Scaled(scale) => scaled(figure, setting, *scale)?,
            Filter::Words => in_words(figure, setting)?,
            Filter::Window => window(figure)?,
        };
    }
    if filters.contains(&Filter::Value) {
        setting = NumberFormat { unit: String::new(), about: Vec::new(), ..setting };
    }
    Ok(setting.shown())
}

/// What a figure prints without filters; empty if it has no value.
#[must_use]
pub(crate) fn plain(figure: &Figure) -> String {
    print(figure, &[], |_| None).map(|shown| shown.text).unwrap_or_default()
}

impl NumberFormat {
    fn of(figure: &Figure, value: &Value) -> Self {
        let unit = figure.unit.clone().unwrap_or_default();
        let (number, unit) = match value {
            Value::Number(number) => (number.written.clone(), unit),
            Value::Range(from, to) => (format!("{}～{}", from.written, to.written), unit),
            Value::Date(date) => (date.printed(), String::new()),
            Value::Time(time) => (time.format("%Y-%m-%d %H:%M").to_string(), String::new()),
            Value::Phone(text) | Value::Code(text) | Value::Words(text) => (text.clone(), unit),
        };
        let amount = value.amount();
        let unit = if unit == "％" { "%".to_owned() } else { unit };
        Self { number, unit, about: figure.about.clone(), amount, value: value.plain(), closed: false }
    }

    fn calculated(amount: Decimal, unit: &str) -> Self {
        let number = amount.normalize().to_string();
        Self {
            value: number.clone(),
            number,
            unit: unit.to_owned(),
            about: Vec::new(),
            amount: Some(amount),
            closed: false,
        }
    }

    fn said(text: &str) -> Self {
        let text = text.to_owned();
        Self {
            value: text.clone(),
            number: text,
            unit: String::new(),
            about: Vec::new(),
            amount: None,
            closed: false,
        }
    }

    fn shown(self) -> ShownNumber {
        let Self { mut number, mut unit, about, amount, value, mut closed } = self;
        if unit == "%" {
            number = number.replace('～', "%～");
        }
        if let Some(large) = unit.strip_prefix(['万', '亿']).map(str::to_owned) {
            number.push_str(&unit[..unit.len() - large.len()]); // 余 comes after 万: 3万余元.
            (unit, closed) = (large, true);
        }
        let inside = closed || amount.is_none_or(|amount| amount.abs() >= Decimal::TEN);
        let (mut before, mut between, mut after) = (String::new(), String::new(), String::new());
        for word in about {
            match word {
                About::Before(word) => before.push_str(word),
                About::Inside(word) if inside => between.push_str(word),
                About::Inside(word) | About::After(word) => after.push_str(word),
            }
        }
        ShownNumber { text: format!("{before}{number}{between}{unit}{after}"), value }
    }
}

/// Its share of another figure, to a tenth of a per cent.
fn share(
    figure: &Figure,
    setting: &NumberFormat,
    key: &str,
    other: &impl Fn(&str) -> Option<Figure>,
) -> Result<NumberFormat, Wording> {
    let unfit = |zh: &str, en: &str| unfit_filter(&format!("share of {key}"), &figure.key, zh, en);
    let part = setting.amount.ok_or_else(|| unfit("它不是数", "it is not a number"))?;
    let whole = other(key).ok_or_else(|| unfit("没有这个数字", "there is no such figure"))?;
    let whole = whole
        .shown()
        .and_then(|value| value.amount())
        .ok_or_else(|| unfit("总数不是数", "the whole is not a number"))?;
    let share = percentage(part, whole).ok_or_else(|| unfit("总数是零", "the whole is zero"))?;
    Ok(NumberFormat::calculated(share, "%"))
}

/// Two numbers of a series: the last, and the one before it or that of the named period.
fn compared<'f>(figure: &'f Figure, filter: &str, from: Option<&str>) -> Result<[&'f Number; 2], Wording> {
    let unfit = |zh: &str, en: &str| unfit_filter(filter, &figure.key, zh, en);
    let (period, last) = figure.series.last().ok_or_else(|| unfit("它没有 series", "it has no series"))?;
    let earlier = &figure.series[..figure.series.len() - 1];
    let before = match from {
        None | Some("环比") => earlier.last(),
        Some("同比") => earlier.iter().find(|(name, _)| is_a_year_before(name, period)),
        Some(period) => earlier.iter().find(|(name, _)| name == period),
    };
    let (_, before) = before.ok_or_else(|| unfit("series 里没有这一期", "its series lacks that period"))?;
    Ok([before, last])
}

/// Whether a period is the same time one year earlier: 2024-06 for 2025-06, 2024 for 2025.
fn is_a_year_before(earlier: &str, later: &str) -> bool {
    let [earlier, later] = [earlier, later].map(numbers_in);
    match (earlier.split_first(), later.split_first()) {
        (Some((year, rest)), Some((next, same))) => year + 1 == *next && rest == same,
        _ => false,
    }
}

/// By how much a figure has changed, with its sign; `None` if it has no such series.
#[must_use]
pub(crate) fn difference(figure: &Figure, from: Option<&str>) -> Option<Decimal> {
    let [before, last] = compared(figure, "change", from).ok()?;
    last.amount.checked_sub(before.amount)
}

fn change(figure: &Figure, from: Option<&str>) -> Result<NumberFormat, Wording> {
    let [before, last] = compared(figure, "change", from)?;
    let too_large = || unfit_filter("change", &figure.key, "数太大", "the numbers are too large");
    let difference = last.amount.checked_sub(before.amount).ok_or_else(too_large)?;
    let unit = match figure.unit.as_deref() {
        Some("%" | "％") => "个百分点",
        other => other.unwrap_or_default(),
    };
    Ok(NumberFormat::calculated(difference.abs(), unit))
}

/// The change in per cent of the earlier number. For a percentage, it would be mistaken for percentage points, so it is refused.
fn change_percent(figure: &Figure, from: Option<&str>) -> Result<NumberFormat, Wording> {
    let unfit = |zh: &str, en: &str| unfit_filter("change percent", &figure.key, zh, en);
    if matches!(figure.unit.as_deref(), Some("%" | "％")) {
        return Err(unfit(
            "它本身是百分数，用 change 印百分点",
            "it is a percentage; `change` prints its points",
        ));
    }
    let [before, last] = compared(figure, "change percent", from)?;
    let difference = last.amount.checked_sub(before.amount).map(|difference| difference.abs());
    let share = difference.and_then(|difference| percentage(difference, before.amount.abs()));
    Ok(NumberFormat::calculated(share.ok_or_else(|| unfit("上一期是零", "the period before is zero"))?, "%"))
}

fn direction(figure: &Figure, from: Option<&str>) -> Result<NumberFormat, Wording> {
    let [before, last] = compared(figure, "direction", from)?;
    Ok(NumberFormat::said(match last.amount.cmp(&before.amount) {
        std::cmp::Ordering::Greater => "增长",
        std::cmp::Ordering::Less => "下降",
        std::cmp::Ordering::Equal => "持平",
    }))
}

fn scaled(figure: &Figure, setting: NumberFormat, scale: Scale) -> Result<NumberFormat, Wording> {
    let (name, power) = scale.parts();
    let unfit = || unfit_filter(&name.to_string(), &figure.key, "它不是数", "it is not a number");
    if setting.unit.starts_with(['万', '亿', '%']) {
        let (zh, en) = ("它的单位已经是万、亿或 %", "its unit is 万, 亿 or % already");
        return Err(unfit_filter(&name.to_string(), &figure.key, zh, en));
    }
    let amount = setting.amount.ok_or_else(unfit)?;
    let amount = amount.checked_div(Decimal::from(10_u64.pow(power))).ok_or_else(unfit)?;
    Ok(NumberFormat { number: format!("{}{name}", amount.normalize()), closed: true, ..setting })
}

fn in_words(figure: &Figure, setting: NumberFormat) -> Result<NumberFormat, Wording> {
    let unfit = || unfit_filter("words", &figure.key, "它不是数", "it is not a number");
    let amount = setting.amount.ok_or_else(unfit)?;
    // 两项, but 二 without a unit.
    let is_two_of = amount == Decimal::TWO && !setting.unit.is_empty();
    let number = if is_two_of { "两".to_owned() } else { numerals::words(amount) };
    Ok(NumberFormat { number, ..setting })
}

fn window(figure: &Figure) -> Result<NumberFormat, Wording> {
    let window = figure.window.as_deref();
    window
        .map(NumberFormat::said)
        .ok_or_else(|| unfit_filter("window", &figure.key, "它没有 window", "it has no window"))
}
