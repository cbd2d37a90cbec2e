//! Parts of a total (分项): what a sentence counts as a whole, and which parts of it it names.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::attributes::{self, Parts};
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralForm, NumeralKind};
use crate::language::measures;

/// Words before a number that is not a total: an increase or a rate.
const CHANGES: [&str; 8] = ["增加", "增长", "增产", "减少", "下降", "提高", "每", "均"];
/// Words before a number that is not a part: one counted from another day.
const SUMS: [&str; 4] = ["累计", "达到", "总数", "总量"];

/// Openings of a list that may cover the whole.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[，（]?其中[，：]?|，?分别[为是有]：?|由|，?(?:包括|包含)：?|：|中，|，|（")
        .expect("a constant")
});
/// Words for the remainder: 其余, 其他项目.
static REST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:其[他它余]|剩余|余下)的?(?:类|类型|人员|行业|领域|方面|部门|(?<things>.+))?$")
        .expect("a constant")
});

/// A total, and its parts that are named.
#[allow(clippy::struct_excessive_bools, reason = "each is known by itself")]
pub(crate) struct Whole<'l> {
    /// The total.
    pub total: &'l Numeral,
    /// At least one.
    pub parts: Vec<&'l Numeral>,
    /// Whether nothing is counted in two of the parts, judged by their names.
    pub are_apart: bool,
    /// Whether the list covers the whole.
    pub are_all: bool,
    /// Whether the words, and not the sum alone, say that the list covers the whole.
    pub is_sure: bool,
    /// Whether a word says that these are parts, so that the total is not merely near their sum.
    pub is_said: bool,
}

/// A list, and what is known about it.
struct PartList<'l> {
    names: Vec<&'l str>,
    parts: Vec<&'l Numeral>,
    end: usize,
}

/// The parts that a sentence names clause by clause, if they are known to exclude each other or to be complete: 其中男18人，女12人.
#[must_use]
pub(crate) fn through<'l>(line: &'l Line, sentence: &Range<usize>) -> Option<Whole<'l>> {
    let opening = OPENING.find_iter(&line.text[sentence.clone()]);
    opening
        .map(|opening| sentence.start + opening.start()..sentence.start + opening.end())
        .find_map(|opening| opened(line, sentence, opening))
        .or_else(|| closed(line, sentence))
}

/// The text between parts and the total after them: ，共计; ，总人数为.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[，、；]?(?:一|总)?(?:共计?|合计|总计|总[人户个件面产]\p{Han}{0,2})(?:[^，。；、同有]{0,4}?)(?:为|是|达)?$")
        .expect("a constant")
});

/// The parts before their total: 男生18人，女生12人，共30人.
fn closed<'l>(line: &'l Line, sentence: &Range<usize>) -> Option<Whole<'l>> {
    let text = &line.text[sentence.clone()];
    if !text.contains(['共', '合', '总']) {
        return None;
    }
    let starts = text.match_indices(['：', '，']).map(|(at, mark)| sentence.start + at + mark.len());
    std::iter::once(sentence.start).chain(starts).find_map(|start| {
        let PartList { names, parts, end } = listed(line, start..sentence.end)?;
        let total = counts(line, end..sentence.end).next()?;
        let is_closed = CLOSING.is_match(line.text.get(end..total.range.start)?);
        let unit = parts.first()?.unit(&line.text);
        let is_sum = measures::are_alike(total.unit(&line.text), unit) && is_nearly(total, &parts);
        let is_known = is_closed && is_sum && names.iter().all(|name| !name.is_empty());
        let are_apart = attributes::parts(&names) != Parts::Overlapping
            && are_plain(line, sentence, total, &names, &parts);
        (is_known && are_apart).then_some(Whole {
            total,
            parts,
            are_apart,
            are_all: true,
            is_sure: true,
            is_said: true,
        })
    })
}

fn opened<'l>(line: &'l Line, sentence: &Range<usize>, opening: Range<usize>) -> Option<Whole<'l>> {
    let text = &line.text;
    let PartList { names, parts, end } = listed(line, opening.end..sentence.end)?;
    let unit = parts.first()?.unit(text);
    let is_like = |count: &&Numeral| are_alike(count.unit(text), unit);
    let mut totals = counts(line, sentence.start..opening.start).filter(is_like);
    let total = totals.next().filter(|_| totals.next().is_none())?;
    let (said, before) =
        (text[opening.clone()].trim_start_matches(['，', '（']), &text[sentence.start..opening.start]);
    let are_named = names.iter().all(|name| !name.is_empty());
    let is_nearly = are_named && is_nearly(total, &parts);
    let are_opposite = are_opposite(&names) || are_both(&names, before);
    // There may be a third class beside 一年级 and 二年级.
    let may_be_some = are_formed_alike(&names) && !are_opposite && sum(&parts) < total.amount;
    let has_more = ["其余", "另", "剩", "还有"].iter().any(|word| text[end..sentence.end].contains(word));
    let is_sure = match said {
        "由" => is_formed(&text[end..]),
        _ if said.starts_with("其中") => {
            is_rest(names.last()?, before)
                || are_sexes(&names, before)
                || is_nearly && are_opposite && !has_more
        }
        "" | "：" | "中，" => is_nearly && (are_opposite || are_sexes(&names, before)),
        "包括" | "包含" => is_nearly && before.contains("组成"),
        _ if said.starts_with("分别") => is_near(text, total, opening.start) && are_named,
        _ => false,
    };
    // Without a word for it, only a list with 、 is one, and it is complete only if its names are each other's opposites.
    let is_unsaid = said.is_empty();
    let is_list = !is_unsaid || text[opening.end..end].contains('、') || are_opposite;
    let is_unknown = attributes::parts(&names) == Parts::Unknown;
    let are_all = is_sure || is_nearly && said != "由" && is_list && is_unknown && !has_more && !may_be_some;
    let is_telling = match attributes::parts(&names) {
        Parts::Apart => are_all || said.starts_with("其中"),
        Parts::Unknown => are_all,
        // Committees have representatives of several kinds.
        Parts::Overlapping => is_sure && (said.starts_with('包') || are_opposite),
    };
    let is_over = counts(line, end..sentence.end).all(|other| !is_like(&other));
    let is_plain = is_telling && is_over && are_plain(line, sentence, total, &names, &parts);
    is_plain.then_some(Whole { total, parts, are_apart: true, are_all, is_sure, is_said: !is_unsaid })
}

/// Whether two units count the same; votes are cast by persons.
fn are_alike(one: &str, other: &str) -> bool {
    let is_vote = |one: &str, other: &str| one == "票" && measures::is_of_people(other);
    measures::are_alike(one, other) || is_vote(one, other) || is_vote(other, one)
}

/// Whether names divide everything among them: 合格, 不合格; 城镇, 农村; 赞成, 反对, 弃权.
fn are_opposite(names: &[&str]) -> bool {
    const DIVISIONS: [&[&str]; 11] = [
        &["赞成", "反对", "弃权"],
        &["同意", "不同意", "弃权"],
        &["城镇", "农村"],
        &["城镇", "乡村"],
        &["城区", "乡镇"],
        &["脱贫", "一般"],
        &["已", "未"],
        &["公办", "民办"],
        &["上半年", "下半年"],
        &["上午", "下午"],
        &["线上", "线下"],
    ];
    let is_divided = DIVISIONS.iter().any(|division| {
        names.len() == division.len() && names.iter().zip(*division).all(|(name, part)| name.contains(part))
    });
    let [one, other] = names else { return is_divided };
    let negates = |no: &&str| *other == format!("{no}{one}") || *one == format!("{no}{other}");
    is_divided || ["不", "未", "非", "没有", "没"].iter().any(negates)
}

/// Whether names are those of two that leave no third: 一期 and 二期 of 两期; 男声 and 女声; 县内 and 县外. 师生 are more than 男生 and 女生.
fn are_both(names: &[&str], before: &str) -> bool {
    let [one, other] = names else { return false };
    let are = |[first, second]: [char; 2]| {
        one != other
            && one.contains(first)
            && one.replacen(first, second.encode_utf8(&mut [0; 4]), 1) == *other
    };
    let kind: String = one.chars().skip(1).collect();
    let are_two =
        || !kind.is_empty() && ["两", "两个"].iter().any(|two| before.contains(&format!("{two}{kind}")));
    let is_one_kind = || !before.contains(['、', '和', '及', '与', '师']);
    [['一', '二'], ['甲', '乙']].into_iter().any(are) && are_two()
        || [['男', '女'], ['内', '外']].into_iter().any(are) && is_one_kind()
}

/// Whether names differ in one character each, as those of a row do: 一期, 二期; 东村, 西村.
fn are_formed_alike(names: &[&str]) -> bool {
    let differ_in_one = |pair: &[&str]| {
        let [one, other] = [pair[0], pair[1]].map(|name| name.chars().collect::<Vec<char>>());
        let different = one.iter().zip(&other).filter(|(one, other)| one != other).count();
        one.len() > 1 && one.len() == other.len() && different == 1
    };
    names.windows(2).all(differ_in_one)
}

/// The sum of some parts.
fn sum(parts: &[&Numeral]) -> Option<Decimal> {
    parts.iter().map(|part| part.amount).sum()
}

/// Whether the sum of the parts is so near the total that they are all of it.
fn is_nearly(total: &Numeral, parts: &[&Numeral]) -> bool {
    let share = total.amount.zip(sum(parts)).and_then(|(total, sum)| sum.checked_div(total));
    share.is_some_and(|share| share >= Decimal::new(85, 2) && share <= Decimal::new(115, 2))
}

/// Whether the list ends like one after 由 that names all parts.
fn is_formed(after: &str) -> bool {
    after.starts_with("组成") || after.starts_with("构成")
}

/// Whether only what is counted comes between the total and its list: 16个项目，分别为.
fn is_near(text: &str, total: &Numeral, opening: usize) -> bool {
    let gap = text.get(total.end()..opening).unwrap_or_default();
    gap.chars().count() <= 6 && !gap.contains('，')
}

/// The numbers of a list, each with its name before it and a mark, brackets or the next name after it.
fn listed(line: &Line, range: Range<usize>) -> Option<PartList<'_>> {
    let mut list = PartList { names: Vec::new(), parts: Vec::new(), end: range.start };
    for part in counts(line, range.clone()).filter(|part| is_item(line, part, range.end)) {
        if part.range.start < list.end {
            continue;
        }
        let unit = part.unit(&line.text);
        let is_like = |first: &&Numeral| measures::are_alike(first.unit(&line.text), unit);
        let name = &line.text[list.end..part.whole().start.max(list.end)];
        let name = name.trim_start_matches(['，', '、', '和']).trim_end_matches(['有', '为']);
        let after = &line.text[part.end()..range.end];
        let is_last = REST.is_match(name) || is_formed(after);
        let is_total = ["一", "总", "共计", "合计", "总计", "共有"].contains(&name)
            || part.before.clone().is_some_and(|before| &line.text[before] == "共");
        if name.contains(['，', '、', '（', '(', '：', '“'])
            || is_total
            || !list.parts.first().is_none_or(is_like)
            || !(is_last || is_parted(after))
        {
            break;
        }
        list.names.push(name);
        list.parts.push(part);
        list.end = part.end() + bracketed(after);
        if is_last {
            break;
        }
    }
    (list.parts.len() > 1).then_some(list)
}

/// Whether a number belongs to a list, and not to a name in it: 生产一线180人.
fn is_item(line: &Line, part: &Numeral, end: usize) -> bool {
    let after = line.text.get(part.end()..end).unwrap_or_default();
    part.form == NumeralForm::Arabic || is_parted(after) || is_formed(after)
}

/// Whether an item of a list ends before a text.
fn is_parted(after: &str) -> bool {
    after.is_empty() || after.starts_with(['，', '、', '（', '）', '和'])
}

/// The length of the brackets at the beginning of a text.
fn bracketed(text: &str) -> usize {
    let end = text.find('）').filter(|_| text.starts_with('（'));
    end.map_or(0, |end| end + '）'.len_utf8())
}

/// Whether a name means the rest of the whole, and not others of a kind: 其他困难户 among 30户群众.
fn is_rest(name: &str, before: &str) -> bool {
    REST.captures(name)
        .is_some_and(|rest| rest.name("things").is_none_or(|things| before.contains(things.as_str())))
}

/// Whether two names are the two sexes of the people counted: 男, 女; of 运动员, 男运动员, 女运动员.
fn are_sexes(names: &[&str], before: &str) -> bool {
    let [one, other] = names else { return false };
    let kind = |name: &str| name.strip_prefix(['男', '女']).map(ToOwned::to_owned);
    let (Some(kind), Some(like)) = (kind(one), kind(other)) else { return false };
    let clause = before.trim_end_matches('，').rsplit('，').next().unwrap_or(before);
    let is_known = matches!(kind.as_str(), "" | "性" | "同志")
        || clause.contains(&kind) && !clause.contains(['、', '和', '及', '与', '师']);
    kind == like && one != other && is_known
}

/// The parts in the first clause after 其中.
#[must_use]
pub(crate) fn among<'l>(line: &'l Line, sentence: &Range<usize>) -> Option<Whole<'l>> {
    let text = &line.text[..sentence.end];
    let among = sentence.start + text[sentence.start..].find("其中")?;
    let start = text.len() - text[among + "其中".len()..].trim_start_matches('，').len();
    let end = text[start..].find(['，', '（', '）', '(', ')']).map_or(text.len(), |length| start + length);
    let (names, parts): (Vec<&str>, Vec<&Numeral>) = named(line, start..end).into_iter().unzip();
    let unit = parts.first()?.unit(text);
    let total = counts(line, sentence.start..among)
        .filter(|count| measures::are_alike(count.unit(text), unit))
        .max_by_key(|count| count.amount)?;
    let are_apart = attributes::parts(&names) != Parts::Overlapping;
    let is_plain = are_plain(line, sentence, total, &names, &parts);
    is_plain.then_some(Whole { total, parts, are_apart, are_all: false, is_sure: false, is_said: true })
}

/// Whether all parts are exact and count the same things as an exact total.
fn are_plain(
    line: &Line,
    sentence: &Range<usize>,
    total: &Numeral,
    names: &[&str],
    parts: &[&Numeral],
) -> bool {
    is_total(line, sentence, total)
        && parts.iter().all(|part| is_part(line, part, total))
        && !names.iter().any(|name| CHANGES.iter().chain(&SUMS).any(|word| name.contains(word)))
}

fn counts(line: &Line, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Numeral> {
    line.numerals_in(range).filter(|numeral| numeral.kind == NumeralKind::Count && numeral.amount.is_some())
}

/// The parts that a list names, with their names: the last number between two 、.
fn named(line: &Line, list: Range<usize>) -> Vec<(&str, &Numeral)> {
    let (mut found, mut start, mut at) = (Vec::new(), list.start, list.start);
    for piece in line.text[list].split_inclusive('、') {
        at += piece.len();
        if let Some(part) = counts(line, start..at).next_back() {
            found.push((&line.text[start..at], part));
            start = at;
        }
    }
    found
}

/// Whether a number is the exact total of something.
fn is_total(line: &Line, sentence: &Range<usize>, total: &Numeral) -> bool {
    let before = &line.text[sentence.start..total.range.start];
    let clause = before.rsplit(['，', '、']).next().unwrap_or(before);
    is_fit(total.unit(&line.text))
        && !total.is_rough(&line.text)
        && !CHANGES.iter().any(|word| clause.contains(word))
}

/// Whether a total in a unit is the sum of its parts: growth in per cent, or ages, are not.
fn is_fit(unit: &str) -> bool {
    let is_rate = matches!(unit, "%" | "％" | "‰" | "个百分点" | "倍" | "番" | "成" | "度" | "℃" | "摄氏度");
    let is_time = matches!(unit, "岁" | "年" | "个月" | "月" | "天" | "日" | "小时" | "分钟");
    !is_rate && !is_time
}

/// Whether a number counts the same things as the total: 个 counts many kinds, and what it counts comes after it or is not
/// written.
fn is_part(line: &Line, part: &Numeral, total: &Numeral) -> bool {
    let thing =
        |numeral: &Numeral| line.text[numeral.end()..].chars().next().filter(|next| next.is_alphanumeric());
    let is_same = thing(part).is_none() || thing(part) == thing(total);
    let (unit, whole) = (part.unit(&line.text), total.unit(&line.text));
    !part.is_rough(&line.text) && are_alike(unit, whole) && (unit != "个" || is_same)
}
