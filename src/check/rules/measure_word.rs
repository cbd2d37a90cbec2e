//! N13: a measure word that does not fit its noun.
//!
//! 位 shows respect, 名 is for persons, 条 is never for persons: a word of the sentence before has slipped in.
//!
//! Wrong: 3位犯罪嫌疑人, 26名案件, 9张松树, 服务企业86人次. Right: 3名犯罪嫌疑人, 3位企业家, 12名企业负责人, 15条学员意见.
//!
//! Guard: the noun must end its phrase, so that nothing else can be what is counted: only a mark, or a word that no noun begins
//! with, may follow. Few attributes are known; after any other, the noun is not found.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::numerals::{Numeral, NumeralKind};
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("measure-word", "N13", Severity::Info, WHOLE, look);

/// Measure words that say what kind of thing is counted. Others (种, 批, 亩, 万) go with many nouns.
const TELLING: &str = "名 位 人 人次 个 张 只 头 匹 条 根 棵 株 颗 粒 座 所 家 间 栋 幢 辆 台 架 艘 件 项 份 篇 册 本 场 口 把 支 枚 幅 副 盏 顶 扇 \
    朵 块 面 门 宗 起 封 段 层 户 套 部 届 班";
/// Nouns, and the measure words that fit them; the first is offered.
const FITTING: &[(&str, &str)] = &[
    ("犯罪嫌疑人 嫌疑人 嫌犯 小偷 骗子 罪犯 逃犯 歹徒 毒贩 窃贼", "名 人 个 批"),
    ("案件 案子", "件 起 宗 个 部"),
    ("项目 工程", "个 项 批"),
    ("企业 单位 公司 工厂 商户 车间 超市 饭店 酒店 合作社", "家 个 户 座 间"),
    ("学员 干部 党员 群众 职工 教师 学生 志愿者 民警 战士 代表 委员 记者 医生 护士", "名 位 人 个 届 班"),
    ("松树 柳树 杨树 果树 苹果树 梨树 桃树 枣树 树苗 苗木 大树 古树 银杏 槐树 柏树 茶树", "棵 株"),
    ("公路 道路 水渠 街道 马路 铁路 河流 小路 生产线 航线 水沟 小巷 裤子 裙子 毛巾 围巾", "条 段"),
    ("奶牛 黄牛 耕牛 肉牛 水牛 牦牛 生猪 母猪 肥猪 毛驴 骡子", "头 只"),
    ("骏马 战马 马驹", "匹"),
    ("山羊 绵羊 羊羔 小鸡 母鸡 鸭子 兔子 小鸟 猴子 小猫 熊猫 蝴蝶 蜜蜂", "只 头 个"),
    (
        "救护车 消防车 公交车 客车 货车 卡车 轿车 汽车 自行车 摩托车 三轮车 电动车 校车 警车 洒水车 出租车",
        "辆 台 部",
    ),
    ("拖拉机 收割机 播种机 插秧机 挖掘机 推土机 机床 电脑 空调 冰箱 电视机 洗衣机 钢琴", "台 部 套 架 辆"),
    ("飞机 客机 直升机 战斗机 无人机", "架 台"),
    ("渔船 货轮 轮船 游船 军舰 快艇 驱逐舰 潜艇", "艘 条 只"),
    ("大桥 小桥 桥梁 石桥 水库 大坝 电站 水电站 变电站 大山 高山 寺庙 宝塔 城市 煤矿", "座 个 处 级"),
    ("学校 小学 中学 大学 幼儿园 医院 卫生院", "所 家 个 座"),
    ("楼房 别墅 住宅楼 教学楼 宿舍楼 办公楼 厂房", "栋 幢 座 间 层 套"),
    ("书信 来信 电报 感谢信", "封 件"),
    ("图书 词典 小说 教材 画册", "本 册 部 套"),
    ("文章 论文 稿件 报道 日记", "篇 件 份"),
    ("国画 油画 书法作品 照片 地图", "幅 张 件 组"),
    ("帽子 草帽 头盔 帐篷", "顶 个"),
    ("剪刀 菜刀 椅子 雨伞 锄头 铁锹 扫帚 钥匙", "把 个"),
    ("桌子 书桌 木床 病床 邮票 车票 门票 课桌", "张 枚 套 个"),
    ("水井 机井", "口 眼 个"),
    ("路灯 台灯 电灯", "盏 个"),
    ("锦旗 红旗 镜子 彩旗 国旗", "面 个"),
    ("钢笔 铅笔 毛笔 蜡烛", "支 根 枝"),
    ("对联 春联 手套 眼镜", "副"),
    ("电影 影片 电视剧 纪录片", "部 集 场"),
];
/// What may come between measure word and noun.
const ATTRIBUTES: &str = "涉农|涉黑|涉恶|涉诈|涉税|刑事|民事|行政|电信|诈骗|重点|重大|新建|续建|小微|中小|民营|国有|规上|规模以上|龙头|外资\
                          |骨干|优秀|年轻|基层|机关|企事业|农业|工业|科技|招商|产业";
/// What may follow the noun, apart from the end and marks.
const FOLLOWING: &str = "参加|参与|冒充|下沉|深入|走进|走访|报名|落户|入驻|获得|被|已|全部|先后|分别|主动|纷纷|都|也|把|将|实现|完成|开工\
                         |签约";

/// An attribute and a noun of each row, at the end of their phrase.
static NOUNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let row = |nouns: &str| {
        let nouns = nouns.replace(' ', "|");
        Regex::new(&format!(r"^(?:{ATTRIBUTES})*(?<noun>{nouns})(?:$|[^\p{{Han}}“《（]|{FOLLOWING})"))
    };
    FITTING.iter().map(|(nouns, _)| row(nouns).expect("a constant")).collect()
});
/// An organisation as what is counted before a number of 人次.
static SERVED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        "(?:服务|惠及|帮扶|扶持|覆盖|指导|辅导|奖励|补助)(?:{ATTRIBUTES})*(?<noun>企业|单位|公司|商户)$"
    );
    Regex::new(&pattern).expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines() {
        for numeral in line.numerals.iter().filter(|numeral| numeral.kind == NumeralKind::Count) {
            let Some((noun, fitting)) = unfit(numeral, &line.text) else { continue };
            let wording = counts::measure_word(numeral.unit(&line.text), noun, fitting);
            marks.mark(line, numeral.with_unit(), wording);
        }
    }
}

/// The noun that the measure word of a number does not fit, and the measure word that does.
fn unfit<'t>(numeral: &Numeral, text: &'t str) -> Option<(&'t str, &'static str)> {
    let unit = numeral.unit(text);
    let after = &text[numeral.end()..];
    let has = |words: &str| words.split_whitespace().any(|word| word == unit);
    let noun = || {
        let mut rows = FITTING.iter().zip(&*NOUNS).filter(|((_, fitting), _)| !has(fitting));
        rows.find_map(|((_, fitting), nouns)| {
            Some((nouns.captures(after)?.name("noun")?.as_str(), first(fitting)))
        })
    };
    if has(TELLING) { noun().or_else(|| served(numeral, text)) } else { None }
}

fn first(words: &'static str) -> &'static str {
    words.split(' ').next().unwrap_or_default()
}

fn served<'t>(numeral: &Numeral, text: &'t str) -> Option<(&'t str, &'static str)> {
    let ends = || text[numeral.end()..].chars().next().is_none_or(|next| "，。；、！".contains(next));
    if numeral.unit(text) != "人次" || !ends() {
        return None;
    }
    let noun = SERVED.captures(&text[..numeral.whole().start])?.name("noun")?;
    Some((noun.as_str(), "家次"))
}
