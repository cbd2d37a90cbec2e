//! N22: an amount that nothing of its kind reaches.
//!
//! 万 was typed after a price in 元, or a distance kept the 万 of another; the words around the number show what it measures, and the
//! world has a limit for it.
//!
//! Wrong: 每斤苹果卖到4万元, 县城到镇里全程3万公里, 每天工作25小时, 今年75岁，93岁参加工作. Right: 每斤4元, 全程30公里, 每公里造价4万元.
//!
//! Guard: the limits are far beyond what occurs: what is possible at all is not marked. A limit holds only for the unit and the words
//! that it names, in one clause, and not for a range (一年以上十八个月以下); rare goods (虫草, 茶王, 拍卖), the sky and the whole country have none.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::galley::units;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("implausible-amount", "N22", Severity::Error, WHOLE, look);

/// A limit: the words before a number in its clause, the unit, the most that there can be of it, and how that is written.
struct Limit {
    words: Regex,
    unit: &'static str,
    most: Decimal,
    written: &'static str,
}

/// The limits of the world, of the calendar and of everyday prices.
static LIMITS: LazyLock<Vec<Limit>> = LazyLock::new(|| {
    let goods = "(?:每|一)(?:斤|公斤|千克|瓶|袋|盒|碗|只|箱|桶|份|张|度|升)";
    let eaten = "苹果|梨|桃|葡萄|西瓜|草莓|橙|橘|枣|蔬菜|白菜|土豆|番茄|西红柿|黄瓜|辣椒|大米|小米|玉米|小麦|面粉|猪肉|牛肉|羊肉|鸡蛋|鸡|鱼|虾|蜂蜜|花生|大豆|食用油|盒饭|馒头|种子|化肥|煤|柴油|汽油|矿泉水|门票|车票|口罩";
    let machine = "拖拉机|收割机|插秧机|农机|轿车|汽车|面包车|校车|公交车|救护车|洒水车|三轮车|摩托车|电动车|自行车|电脑|手机|电视|空调|冰箱|洗衣机|桌子|椅子|路灯|垃圾桶|书包|衣服";
    let person = r"[一1](?:名|位|个)[^，。；]{0,10}|每人|人均|一人|他|她";
    [
        (format!("{goods}(?:{eaten})|(?:{eaten})[^，。；]{{0,8}}{goods}"), "元", 9_999, "一万元"),
        (format!("(?:{machine})[^，。；亩]{{0,6}}(?:售价|单价|价格|卖|花|只要|每[台辆部])"), "元", 49_999_999, "五千万元"),
        (r"全程|相距|距离|路程|车程|到[^，。；]{1,8}(?:路|有)".to_owned(), "米", 25_000_000, "两万多公里"),
        (format!("(?:{person})[^，。；]{{0,8}}(?:[一每]天|日均|当天)[^，。；]{{0,10}}(?:走|跑|步行|清扫|巡|骑|行)"), "米", 1_000_000, "一千公里"),
        ("身高|个头|个子".to_owned(), "米", 2, "三米"),
        ("每天|一天|日均|昼夜".to_owned(), "分钟", 1_440, "24小时"),
        ("每周|一周|一星期".to_owned(), "天", 7, "七天"),
        ("每年|一年|全年|年均".to_owned(), "天", 366, "366天"),
        ("每年|一年|全年".to_owned(), "个月", 12, "12个月"),
        ("每月|一个月|当月".to_owned(), "天", 31, "31天"),
        ("气温|最高温|室外温度".to_owned(), "摄氏度", 60, "60摄氏度"),
        ("体温|发烧|高烧".to_owned(), "摄氏度", 45, "45摄氏度"),
        ("今年|现年|年仅|高龄|享年|终年".to_owned(), "岁", 125, "125岁"),
        ("湿度".to_owned(), "%", 100, "100%"),
        ("亩产|每亩[^，。；]{0,4}产|平均单产".to_owned(), "克", 30_000_000, "三万公斤"),
        ("体重".to_owned(), "克", 8_000_000, "八吨"),
        ("日降水|日降雨|降雨量达|最大雨量|小时雨强".to_owned(), "毫米", 2_000, "两千毫米"),
        ("全村|本村|村里|这个村".to_owned(), "人", 200_000, "二十万人"),
        ("全县(?:总)?人口|县(?:总)?人口|全镇(?:总)?人口".to_owned(), "人", 3_000_000, "三百万人"),
        ("人均|每人|月薪|月工资|月收入|养老金|年薪".to_owned(), "元", 20_000_000, "两千万元"),
        ("户均|每户|每个家庭".to_owned(), "元", 50_000_000, "五千万元"),
        ("每亩".to_owned(), "元", 50_000_000, "五千万元"),
        ("全县|县域|本县".to_owned(), "平方米", 300_000_000_000_i64, "三十万平方公里"),
        ("全镇|全乡|全村|村里|镇里".to_owned(), "平方米", 50_000_000_000, "五万平方公里"),
        ("(?:桥|隧道|街道?|渠|堤坝?|围墙)[^，。；]{0,4}长".to_owned(), "米", 2_000_000, "两千公里"),
        ("全班|班上|班里|一个班".to_owned(), "人", 500, "五百人"),
        ("全校|本校|(?:^|[^等业职类通级高各有])(?:学校|小学|中学|幼儿园)".to_owned(), "人", 200_000, "二十万人"),
        ("[一1]个(?:鸡蛋|苹果|西瓜|南瓜|萝卜|红薯|土豆|桃子?|梨)[^，。；]{0,4}重".to_owned(), "克", 1_500_000, "一千五百公斤"),
        ("零下".to_owned(), "摄氏度", 90, "零下90摄氏度"),
        ("心率|脉搏|心跳".to_owned(), "次", 400, "四百次"),
        ("海拔".to_owned(), "米", 8_849, "8849米"),
        ("树高|楼高|塔高|积雪|雪深".to_owned(), "米", 900, "九百米"),
        ("时速|每小时[^，。；]{0,4}(?:行驶|跑)".to_owned(), "米", 1_200_000, "1200公里"),
    ]
    .into_iter()
    .map(|(words, unit, most, written)| Limit {
        words: Regex::new(&format!("(?:{words})(?:[^，。；、以][^，。；、]{{0,13}})?$")).expect("a constant"),
        unit,
        most: Decimal::from(most),
        written,
    })
    .collect()
});

/// Words of what has no limit, or another one.
static BEYOND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("拍卖|古董|虫草|茶王|黄金|钻石|玉石|文物|邮票|古钱|飞船|卫星|火箭|火星|月球|太空|地球|绕|全国|全球|世界|累计|合计|总|共|每公里|每平方|造价|投资|损失|药|疫苗|树龄|芯片|兰花|种兔|种猪")
        .expect("a constant")
});
/// A current age, and an age at which something happened.
static AGES: LazyLock<Regex> = LazyLock::new(|| {
    let then =
        "参加工作|入党|参军|入伍|当兵|结婚|上学|入学|当上|开始|进厂|学艺|拜师|从医|从教|退休|嫁|离家|接班";
    Regex::new(&format!(
        "(?:今年|现年|如今)[^，。；0-9]{{0,3}}(?P<now>[0-9]{{1,3}})岁[^。；岁]{{0,20}}?(?P<then>[0-9]{{1,3}})岁(?:时|那年|就|便|才)?(?:{then})"
    ))
    .expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| !line.numerals.is_empty() && line.role.is_running()) {
        for numeral in line.numerals.iter().filter(|numeral| numeral.kind == NumeralKind::Count) {
            if let Some(limit) = exceeded(line, numeral) {
                let range = numeral.with_unit();
                marks.mark(
                    line,
                    range.clone(),
                    numbers::implausible_amount(&line.text[range], limit.written),
                );
            }
        }
        for (range, now) in ages_to_come(line) {
            marks.mark(line, range.clone(), numbers::age_to_come(&line.text[range], now));
        }
    }
}

/// The limit that a number exceeds.
fn exceeded(line: &Line, numeral: &Numeral) -> Option<&'static Limit> {
    let (scale, unit) = units::base(numeral.unit(&line.text));
    let amount = numeral.amount?.checked_mul(scale)?;
    let mut over = LIMITS.iter().filter(|limit| limit.unit == unit && amount > limit.most).peekable();
    over.peek()?;
    let clause = line.clause_of(numeral);
    let before = &line.text[clause.start..numeral.whole().start];
    over.find(|limit| limit.words.is_match(before) && !BEYOND.is_match(&line.text[clause.clone()]))
}

/// The ages that are past and yet greater than the age of now, with the latter.
fn ages_to_come(line: &Line) -> Vec<(Range<usize>, &str)> {
    let found = AGES.captures_iter(&line.text).filter_map(|found| {
        let (now, then) = (found.name("now")?, found.name("then")?);
        let number = |found: &regex::Match| found.as_str().parse::<u32>().ok();
        let range = then.start()..then.end() + '岁'.len_utf8();
        (number(&then)? > number(&now)?)
            .then_some((range, &line.text[now.start()..now.end() + '岁'.len_utf8()]))
    });
    found.collect()
}
