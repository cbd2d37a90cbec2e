//! Typed numbers against ledgers: which of a story's numbers agree with its figures, and which differ from them.
//!
//! A number belongs to a figure if the figure's label is beside it, or if it has the figure's unit and window and the sentence
//! contains every word of the label. It must also be of the same time and place, and neither planned nor compared. Units are
//! converted and honest rounding is allowed: 1.2万余人次 is 12345人次.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::reading::Reading;
use crate::galley::Line;
use crate::galley::numerals::Numeral;
use crate::galley::units;
use crate::language::TextLanguage;
use crate::language::segment;
use crate::model::figure::{Figure, Value};
use crate::model::ledger::Ledger;

/// How a number of a story relates to the story's figures.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Class<'f> {
    /// Printed from a figure.
    Reference,
    /// Typed, and equal to this figure.
    Matched(&'f Figure),
    /// Typed, and belongs to no figure.
    Unsourced,
    /// Typed, and belongs to this figure, but differs from it.
    Contradicted(&'f Figure),
}

/// How a number of the story relates to the story's figures.
#[must_use]
pub(crate) fn class_of<'p>(reading: &Reading<'p>, line: &Line, numeral: &Numeral) -> Class<'p> {
    if numeral.is_printed {
        return Class::Reference;
    }
    let stated = StatedFigure::of(line, numeral);
    if let Some(figure) = matched(line, numeral, figures(reading)) {
        return Class::Matched(figure);
    }
    let home = ledger(reading).map_or("", |ledger| &ledger.title);
    let contradicted = figures(reading).find(|figure| {
        differs(numeral, line, figure)
            && stated.is_of(figure)
            && stated.is_like(figure)
            && (stated.is_here_and_now(home, figure.name()) || stated.is_more_than_all(figure, home))
            && !stated.has(figure)
    });
    contradicted.map_or(Class::Unsourced, Class::Contradicted)
}

/// Of some figures, the one that a typed number equals and that its sentence is about.
fn matched<'f>(
    line: &Line,
    numeral: &Numeral,
    mut figures: impl Iterator<Item = &'f Figure>,
) -> Option<&'f Figure> {
    let stated = StatedFigure::of(line, numeral);
    figures.find(|figure| {
        agrees(numeral, line, figure) && stated.is_about(figure) && !stated.is_at_another_part(figure.name())
    })
}

/// How surely a typed number is a figure of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The number and the unit are the same, and some of the words.
    Possible,
    /// Its sentence also says what the figure counts, where and when.
    Named,
}

/// How surely a typed number is a figure of `ledger`; `None` if it is another number.
pub(crate) fn likeness(line: &Line, numeral: &Numeral, figure: &Figure, ledger: &Ledger) -> Option<Likeness> {
    let stated = StatedFigure::of(line, numeral);
    if !agrees(numeral, line, figure) || !stated.is_about(figure) {
        return None;
    }
    let label = figure.name();
    if stated.is_change(label) || stated.is_of_another_part(label) {
        return None;
    }
    let is_named = !is_only_a_place(label)
        && (stated.is_labelled(label) || stated.has_words(label))
        && stated.is_of_the_period(figure)
        && stated.is_at_place(label, &ledger.title)
        && stated.is_here_and_now(&ledger.title, label)
        && !stated.is_compared(label);
    Some(if is_named { Likeness::Named } else { Likeness::Possible })
}

/// Whether a label says only where: 东河镇.
fn is_only_a_place(label: &str) -> bool {
    PLACE.find(label).is_some_and(|place| place.range() == (0..label.len())) || label.ends_with('村')
}

/// The ledger that the story names.
fn ledger<'p>(reading: &Reading<'p>) -> Option<&'p Ledger> {
    reading.house.ledger_of(reading.story)
}

/// The story's own figures, then those of its ledger.
pub(crate) fn figures<'p>(reading: &Reading<'p>) -> impl Iterator<Item = &'p Figure> {
    let own = reading.story.draft.figures().values();
    own.chain(ledger(reading).into_iter().flat_map(|ledger| ledger.figures.values()))
}

/// Whether a story has figures to compare with.
#[must_use]
pub(crate) fn has_figures(reading: &Reading) -> bool {
    figures(reading).next().is_some()
}

/// A number in its sentence.
struct StatedFigure<'l> {
    line: &'l Line,
    numeral: &'l Numeral,
    clause: Range<usize>,
    sentence: Range<usize>,
}

/// Words that say when.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "今年以来|今年|去年|上年|前年|明年|全年|[0-9]{4}年|近[0-9一二三四五六七八九十两几]*年来?|前[0-9一二三四五六七八九十]+个月\
                   |[0-9]{1,2}月|半年|季度|“?十[二三四五]五”?|本月|上月|当天|当日|目前|截至|同期";
    Regex::new(pattern).expect("a constant")
});
static PLACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\p{Han}(?<last>\p{Han})[省市县旗区镇乡]").expect("a constant"));

/// Words with which 县 or 区 make no place name: 全县, 社区, 下乡.
const NO_NAME: &str = "全各我本该每两几多邻返下城家回老社园地山小新校库景矿灾辖乡集上超门入进到";
/// Times that a figure without a window may have, or one of this year.
const NOW: [&str; 5] = ["目前", "截至", "今年以来", "今年", "全年"];
/// Words in the clause because of which the number is not the figure itself.
const COMPARED: [&str; 10] = ["比", "较", "均", "每", "其中", "增长", "增加", "减少", "下降", "提高"];
/// Words in the clause because of which the number is a change.
const CHANGED: [&str; 8] = ["比上", "比去", "增长", "增加", "减少", "下降", "提高", "扩大"];
/// The place name at the beginning of a label: 黄土乡 in 黄土乡播种面积.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[\p{Han}--全各本每该我老]\p{Han}{1,2}[市县旗区镇乡]|^\p{Han}{1,2}[\p{Han}--农乡新全各本中]村",
    )
    .expect("a constant")
});
/// Words in the sentence because of which the number is planned, or somebody else's.
const ELSEWHERE: [&str; 11] =
    ["计划", "拟", "预计", "目标", "力争", "争取", "明年", "将", "当地", "邻县", "外地"];

impl<'l> StatedFigure<'l> {
    fn of(line: &'l Line, numeral: &'l Numeral) -> Self {
        Self { line, numeral, clause: line.clause_of(numeral), sentence: line.sentence_of(numeral) }
    }

    fn sentence(&self) -> &'l str {
        &self.line.text[self.sentence.clone()]
    }

    /// The text before the number in its sentence.
    fn before(&self) -> &'l str {
        &self.line.text[self.sentence.start..self.numeral.whole().start]
    }

    /// The places named before the number in its sentence.
    fn places(&self) -> impl Iterator<Item = &'l str> {
        let found = PLACE.captures_iter(self.before()).filter(|place| !NO_NAME.contains(&place["last"]));
        found.filter_map(|place| place.get(0)).map(|place| place.as_str())
    }

    /// Whether the text before the number speaks of others, or of what is planned.
    fn is_of_others_or_later(&self) -> bool {
        ELSEWHERE.iter().any(|word| self.before().contains(word))
    }

    /// Whether the sentence is about what the figure counts.
    fn is_about(&self, figure: &Figure) -> bool {
        let name = figure.name();
        let mut pairs = name.char_indices().zip(name.char_indices().skip(1));
        pairs.any(|((start, _), (at, last))| self.sentence().contains(&name[start..at + last.len_utf8()]))
    }

    /// Whether the number belongs to the figure, by its label, or by its window and all the words of its label.
    fn is_of(&self, figure: &Figure) -> bool {
        let Some(label) = figure.label.as_deref() else { return false };
        let is_named = || {
            self.is_labelled(label)
                || self.has_clause_words(label)
                || self.has_window(figure) && self.has_words(label)
        };
        self.is_timely(figure) && is_named() && !self.is_compared(label)
    }

    /// Whether the label is before the number with hardly a word between, or directly after it.
    fn is_labelled(&self, label: &str) -> bool {
        let text = &self.line.text;
        let before = self.before();
        let between = before.rfind(label).map(|at| &before[at + label.len()..]);
        // 植树造林，面积达3.6万亩: the label may end the clause before.
        let is_near = |between: &str| {
            between.chars().count() <= 6
                && !between.contains(is_parting)
                && !between.trim_start_matches('，').contains('，')
        };
        let is_whole = || before.rfind(label).is_some_and(|at| !is_narrowed(&before[..at]));
        let after = &text[self.numeral.end()..];
        between.is_some_and(is_near) && is_whole()
            || after.strip_prefix('的').unwrap_or(after).starts_with(label)
    }

    fn has_words(&self, label: &str) -> bool {
        let words = segment::words(label);
        words.iter().all(|word| self.sentence().contains(&label[word.range.clone()]))
    }

    /// Whether the words of a label of several are before the number in its clause, in any order and close together: 改造农村公路.
    fn has_clause_words(&self, label: &str) -> bool {
        let before = &self.line.text[self.clause.start..self.numeral.whole().start];
        let near = before.char_indices().rev().nth(label.chars().count() + 3).map_or(0, |(at, _)| at);
        let near = &before[near.min(before.len())..];
        let is_possible =
            || label.chars().all(|character| near.contains(character)) && !near.contains(is_parting);
        let words = LazyCell::new(|| segment::words(label));
        is_possible() && words.len() > 1 && words.iter().all(|word| near.contains(&label[word.range.clone()]))
    }

    /// Whether the number may be the figure at another day, or with a slip in it: between half and twice the figure, or the same
    /// digits with a nought too many or too few; beside the label between a quarter and four times. Any other number counts
    /// something else, often a part: 东街社区有党支部12个.
    fn is_like(&self, figure: &Figure) -> bool {
        let most = if figure.label.as_deref().is_some_and(|label| self.is_labelled(label)) { 4 } else { 2 };
        self.share_of(figure).is_some_and(|share| {
            let is_near = share <= most.into() && share * Decimal::from(most) >= Decimal::ONE;
            is_near || [Decimal::TEN, Decimal::new(1, 1)].contains(&share)
        })
    }

    /// Whether the number is that of a town or village, and yet more than that of the whole county.
    fn is_more_than_all(&self, figure: &Figure, home: &str) -> bool {
        let is_part = home.contains(['县', '市', '区', '旗'])
            && self.places().all(|place| place.ends_with(['镇', '乡']));
        is_part
            && self.share_of(figure).is_some_and(|share| share > Decimal::ONE)
            && !self.is_of_others_or_later()
    }

    /// The number as a multiple of the figure.
    fn share_of(&self, figure: &Figure) -> Option<Decimal> {
        let (factor, _) = units::base(self.numeral.unit(&self.line.text));
        let (scale, _) = units::base(figure.unit_name(TextLanguage::SimplifiedChinese));
        let known = figure.shown().and_then(|value| value.amount())?.checked_mul(scale)?;
        self.numeral.amount?.checked_mul(factor)?.checked_div(known)
    }

    fn has_window(&self, figure: &Figure) -> bool {
        figure.window.as_deref().is_some_and(|window| self.sentence().contains(window))
    }

    /// Whether the last time named before the number is the figure's; if none is named, any time matches.
    fn is_timely(&self, figure: &Figure) -> bool {
        let Some(time) = TIME.find_iter(self.before()).last() else { return true };
        match figure.window.as_deref() {
            Some(window) if NOW.contains(&window) && NOW.contains(&time.as_str()) => {
                !["去年", "上年", "前年", "明年"].iter().any(|other| self.before().contains(other))
            }
            Some(window) => self.before().rfind(window).is_some_and(|at| time.end() <= at + window.len()),
            None => NOW.contains(&time.as_str()),
        }
    }

    /// Whether the last time named before the number is that of the figure; of a series, it must be named.
    fn is_of_the_period(&self, figure: &Figure) -> bool {
        match figure.series.last().filter(|_| figure.value.is_none()) {
            Some((period, _)) => {
                let time = TIME.find_iter(self.before()).last();
                time.is_some_and(|time| time.as_str().strip_suffix('年') == Some(period))
            }
            None => self.is_timely(figure),
        }
    }

    /// Whether the last place named before the number is in the label, or in the title of the ledger.
    fn is_at_place(&self, label: &str, title: &str) -> bool {
        self.places().last().is_none_or(|place| label.contains(place) || title.contains(place))
    }

    /// Whether the label is that of a part, and the last part named before the number is another: 东河镇 for 柳湾镇.
    fn is_at_another_part(&self, label: &str) -> bool {
        PART.is_match(label) && self.places().last().is_some_and(|place| !label.contains(place))
    }

    /// Whether the number says by how much something has changed, and the label does not.
    fn is_change(&self, label: &str) -> bool {
        self.says_beside(label, &CHANGED)
    }

    /// Whether the label is that of a part, as of one of the towns, and the sentence does not name it: 全县面积.
    fn is_of_another_part(&self, label: &str) -> bool {
        PART.find(label).is_some_and(|part| !self.sentence().contains(part.as_str()))
    }

    fn is_compared(&self, label: &str) -> bool {
        self.says_beside(label, &COMPARED)
    }

    /// Whether the clause has one of some words beside the label.
    fn says_beside(&self, label: &str, words: &[&str]) -> bool {
        let clause = self.line.text[self.clause.clone()].replace(label, "");
        words.iter().any(|word| clause.contains(word))
    }

    /// Whether the sentence is about neither the future nor a place other than the ledger's or the label's.
    fn is_here_and_now(&self, home: &str, label: &str) -> bool {
        let is_away = PLACE.is_match(home)
            && self.places().any(|place| !home.contains(place) && !label.contains(place));
        !is_away && !self.is_of_others_or_later()
    }

    /// Whether another number of the sentence is the figure, so that this one need not be.
    fn has(&self, figure: &Figure) -> bool {
        self.line.numerals_in(self.sentence.clone()).any(|numeral| agrees(numeral, self.line, figure))
    }
}

/// Whether the last word before a label makes it the label of a part: 农村|党员, but not 全区|党员 or 培训|干部.
fn is_narrowed(before: &str) -> bool {
    // 服务队上门服务: who does it, not a kind of it.
    let is_agent = before.ends_with(['队', '局', '站', '员', '者']) || before.ends_with("中心");
    !is_agent
        && segment::last(before).is_some_and(|last| {
            let is_of_all = before[last.range.clone()].starts_with(['全', '总', '共', '本', '该', '各']);
            last.tag.starts_with(['n', 'a', 'b', 'j', 's']) && !is_of_all
        })
}

fn is_parting(character: char) -> bool {
    character == '、' || character.is_ascii_digit()
}

/// Whether a number equals the figure, to the precision at which it is written.
fn agrees(numeral: &Numeral, line: &Line, figure: &Figure) -> bool {
    compared(numeral, line, figure).is_some_and(|holds| holds)
}

fn differs(numeral: &Numeral, line: &Line, figure: &Figure) -> bool {
    let is_single = figure.shown().is_some_and(|value| value.amount().is_some());
    is_single && compared(numeral, line, figure).is_some_and(|holds| !holds)
}

/// Whether number and figure agree; `None` if they are of different kinds.
fn compared(numeral: &Numeral, line: &Line, figure: &Figure) -> Option<bool> {
    let (factor, unit) = units::base(numeral.unit(&line.text));
    let (scale, of_figure) = units::base(figure.unit_name(TextLanguage::SimplifiedChinese));
    if unit != of_figure {
        return None;
    }
    numeral.amount?;
    let holds = |known: Decimal| {
        known.checked_mul(scale).is_some_and(|known| numeral.repeats(&line.text, known, factor))
    };
    Some(match figure.shown()? {
        Value::Number(number) => holds(number.amount),
        Value::Range(from, to) => holds(from.amount) || holds(to.amount),
        Value::Date(_) | Value::Time(_) | Value::Phone(_) | Value::Code(_) | Value::Words(_) => return None,
    })
}
