//! W04: 的 where 地 or 得 belongs, or 地 for 得.
//!
//! 的 precedes a noun, 地 a verb, 得 a result. Which one is meant depends on the sense, so only unambiguous forms are marked.
//!
//! Wrong: 认真的学习了文件, 跑的很快, 村里得变化, 新修地路. Right: 认真的学习态度, 要做的很多.
//!
//! Guard: a verb after 的 must carry 了 or 着 (深入的学习 is a noun) or be the only one of its clause, between its subject and its object,
//! and a result must not itself be an attribute (…的).

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::language::segment::{self, Word};
use crate::words::Remark;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("de-particle", "W04", Severity::Info, WHOLE, look).reading(RuleTexts::Simplified);

/// Words that say how something is done.
const MANNERS: &str = "认真|仔细|深入|积极|主动|默默|紧紧|稳稳|轻轻|悄悄|慢慢|渐渐|逐步|逐渐|不断|牢牢|深深|静静|狠狠|久久|切实|扎实|努力|热情|耐心|\
    细心|精心|激动|高兴|兴奋|自豪|开心|动情|深情|感慨|欣慰|骄傲|腼腆|郑重|坚定|坚决|有效|有力|充分|全面|系统|准确|及时|迅速|顺利|圆满|成功|爽快|由衷|亲切|\
    热烈|严肃|明确|自觉|大胆|勇敢|顽强|刻苦|勤奋|无私|笑呵呵|笑眯眯|乐呵呵|兴冲冲|乐滋滋|喜滋滋|美滋滋";
/// Words that say how something is done or how it is.
const MORE: &str = "细致|详细|谨慎|果断|勤恳|踏实|虔诚|愉快|快乐|自信|从容|冷静|平静|温柔|礼貌|客气|诚恳|真诚|坦率|痛快|轻松|缓缓|匆匆|频频|连连|偷偷|精准|高效\
    |稳妥|妥善|周密|严格|严厉|熟练|灵活|巧妙|专注|完整|清晰|合理|坚强|庄严|虚心|敏锐|飞快|急切|焦急|艰难|不懈|不停|一致";
/// Verbs that a result may follow.
const VERBS: &str = "跑|走|干|办|变|做|过|搞|打|演|唱|忙|种|养|收|管|吃|学|讲|说|问|看|听|进行|发展|打扫|管理|经营|装扮|布置|收拾|\
    准备|筹备|整理|打造|建设";
/// Phrases that can only be results.
const RESULTS: &str = "有声有色|热火朝天|井井有条|井然有序|干干净净|红红火火|风生水起|有模有样|有滋有味|头头是道|津津有味|如火如荼|\
    热热闹闹|整整齐齐|漂漂亮亮|一干二净|一清二楚|一尘不染|明明白白|清清楚楚|严严实实|滚瓜烂熟|合不拢嘴|说不出话";

/// 激动的说：, 紧紧的团结在
static SURELY_DONE: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "告诉|说道|笑道|问道|喊道|(?:说|问|讲|喊)(?:[：，。]|$)|团结在|站在|坐在|守在\
        |(?:建立|树立|构建|担负|承担|肩负|撑|担|扛|挑|拉|举)起|[抓守记留挡拉抱托锁盯握]住";
    regex(&format!("(?:{MANNERS})(?P<particle>的)(?:{verbs})"))
});
/// 认真的学习了, where the word after 的 may be a verb.
static PERHAPS_DONE: LazyLock<Regex> = LazyLock::new(|| {
    let verb = r"(?P<verb>[看听说讲问走坐站笑哭跟]|\p{Han}{2})";
    let aspect = r"(?:了[\p{Han}--[解然望如却得无结吗吧呢]]|着[\p{Han}--[眼力手重想装陆落]])";
    regex(&format!("(?:{MANNERS})(?P<particle>的){verb}{aspect}"))
});
/// 跑的很快, 变的越来越美
static RESULT: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        "(?:{VERBS})(?P<particle>的)(?:{RESULTS})(?:[^的]|$)\
         |(?:跑|走|生长|成长|发展|恢复|进展|进步)(?P<quick>的)很(?:快|慢|高|稳|顺利)(?:[^的]|$)\
         |(?:^|[^不改转应所可演])变(?P<more>[的地])越来越"
    ))
});

/// 水流的太急: what says how, at the end of its clause.
static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    let verbs =
        "[跑走长流飞游跳升降涨落下刮吹变站坐睡笑哭唱讲干办开烧冻晒扎建修种养卖销摆放挂码堆铺刷擦洗扫收拾]";
    let degree = "(?:太|很|非常|十分|特别|挺|真|极|格外|更加?|越来越|比[^，。；]{1,6})";
    let how = "(?:快|慢|高|低|急|猛|稳|早|晚|远|近|好|顺利?|及时|旺盛?|壮|欢|甜|香|认真|仔细|热闹|整齐|干净|漂亮|厉害|结实|牢固|平稳|清楚|火|红火)";
    regex(&format!("[^所要想有能可是的]{verbs}(?P<particle>的){degree}{how}(?:了|，|。|；|！|$)"))
});
/// 工作组仔细的核对账目: a verb that is no attribute.
static MANNER: LazyLock<Regex> = LazyLock::new(|| {
    let acts = "核对|清点|打扫|擦拭|翻看|查看|打量|抚摸|询问|叮嘱|嘱咐|回答|讲述|诉说|走进|走上|走向|走到|来到|奔向|跑来|跑去|望着|盯着|注视|握住\
        |端起|递给|递上|抱起|背起|扛起|送到|送去|接过|拍打|推开|挤进|坐在|站在|钻进|爬上|跳起|喊道|唱起|点点头|摇摇头|赶到|赶往|守在|完成了|做好|落实好";
    regex(&format!("(?:{MANNERS})(?P<particle>的)(?:{acts})(?:[^的]|$)"))
});

/// 认真的写完了, 高兴的笑了: a verb of one character that is done.
static SHORT_DEED: LazyLock<Regex> = LazyLock::new(|| {
    let done = "[写做干走跑看听说讲读扫洗擦修种收打挖搬扛背画织补贴挂摆拆装算抄拍量][完好到出起成遍]了";
    regex(&format!("(?:{MANNERS})(?P<particle>的)(?:{done}|[笑哭跳唱喊]了(?:起来|出来|[，。！；]|$))"))
});
/// 取得了圆满地成功: 地 before the noun that a verb has.
static OBTAINED: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "取得|得到|获得|作出|做出|付出|带来|产生|迎来|留下";
    regex(&format!(r"(?:{verbs})了?\p{{Han}}{{2,4}}(?P<particle>地)\p{{Han}}{{2,4}}(?:[，。；！]|$)"))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant")
}

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains(['的', '地', '得'])) {
        for (range, wording) in particles(line) {
            marks.mark(line, range, wording);
        }
    }
}

/// The particles of a line that another should replace.
fn particles(line: &Line) -> Vec<(Range<usize>, Remark)> {
    let text = &line.text;
    let of_manner = done(text).map(|range| (range, wordings::particle_of_manner()));
    let clauses = line.clauses().filter(|clause| text[clause.clone()].contains(['地', '得']));
    let of_noun = clauses.flat_map(|clause| {
        let found = attributes(&text[clause.clone()]).into_iter();
        found.map(move |range| clause.start + range.start..clause.start + range.end)
    });
    let of_noun = of_noun.chain(obtained(text));
    let of_noun = of_noun.map(|range| (range.clone(), wordings::particle_of_noun(&text[range])));
    let of_result = results(text).map(|range| (range.clone(), wordings::particle_of_result(&text[range])));
    of_manner.chain(of_noun).chain(of_result).collect()
}

/// 地 and 得 between words of which the second is a noun: 新修地路, 村里得变化.
fn attributes(text: &str) -> Vec<Range<usize>> {
    let words = segment::words(text);
    let is_tagged = |word: &Word, tags: &[&str]| tags.iter().any(|tag| word.tag.starts_with(tag));
    let threes = words.windows(3).filter(|three| {
        let (before, after) = (&three[0], &text[three[2].range.clone()]);
        match &text[three[1].range.clone()] {
            "地" => is_tagged(before, &["v"]) && is_plain_noun(&three[2]),
            "得" => {
                let is_place =
                    is_tagged(before, &["s", "f", "r", "n"]) && !text[before.range.clone()].ends_with('者');
                is_place && CHANGES.contains(&after)
            }
            _ => false,
        }
    });
    threes.map(|three| three[1].range.clone()).collect()
}

/// 地 after an adjective and before what is obtained: 圆满地成功, but not 当地群众, 国有土地.
fn obtained(text: &str) -> impl Iterator<Item = Range<usize>> {
    let particles = OBTAINED.captures_iter(text).filter_map(|found| Some(found.name("particle")?.range()));
    particles.filter(|particle| {
        let manner = segment::last(&text[..particle.start]).filter(|word| is_manner(text, word));
        segment::is_whole(text, particle) && manner.is_some()
    })
}

/// Whether a word says how something is.
fn is_manner(text: &str, word: &Word) -> bool {
    word.tag.starts_with('a') || MANNERS.split('|').any(|manner| manner == &text[word.range.clone()])
}

fn is_plain_noun(word: &Word) -> bool {
    word.tag == "n"
}

/// Nouns that cannot be the object of 得 (get): 村里得变化 is 村里的变化.
const CHANGES: [&str; 20] = [
    "变化", "生活", "面貌", "情况", "问题", "环境", "道路", "房子", "工作", "心", "路", "话", "事", "人",
    "孩子", "老人", "干部", "群众", "产业", "村民",
];

fn done(text: &str) -> impl Iterator<Item = Range<usize>> {
    let surely = SURELY_DONE.captures_iter(text).filter_map(|found| found.name("particle"));
    let perhaps = PERHAPS_DONE.captures_iter(text).filter_map(|found| {
        let verb = found.name("verb")?;
        let particle = found.name("particle")?;
        is_verb(&text[particle.end()..], verb.len()).then_some(particle)
    });
    let acts = MANNER.captures_iter(text).filter_map(|found| found.name("particle"));
    let short = SHORT_DEED.captures_iter(text).filter_map(|found| found.name("particle"));
    surely
        .chain(perhaps)
        .chain(acts)
        .chain(short)
        .map(|particle| particle.range())
        .chain(with_objects(text))
        .chain(only_verbs(text))
}

/// 医生认真的填写病历。: 的 before the only verb of its clause, whose subject comes first and whose object last.
fn only_verbs(text: &str) -> Vec<Range<usize>> {
    const ENDS: [char; 13] = ['，', '。', '；', '！', '？', '：', '、', '“', '”', '（', '）', '—', '…'];
    static MAYBE: LazyLock<Regex> = LazyLock::new(|| regex(&format!("(?:{MANNERS}|{MORE})的")));
    let mut start = 0;
    let clauses = text.split_inclusive(ENDS).filter_map(|clause| {
        let at = start;
        start += clause.len();
        let is_possible = clause.ends_with(['，', '。', '；', '！']) && MAYBE.is_match(clause);
        let particle = is_possible.then(|| before_only_verb(clause.trim_end_matches(ENDS))).flatten()?;
        Some(at + particle.start..at + particle.end)
    });
    clauses.collect()
}

/// The 的 of a clause, if its words are things, a manner, 的, one verb of two characters, and things.
fn before_only_verb(clause: &str) -> Option<Range<usize>> {
    static MANNER_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        // 很 and other manners of one character are attributes as often.
        let words = MANNERS.split('|').chain(MORE.split('|'));
        words.filter(|word| word.chars().count() > 1).collect()
    });
    let words = segment::words(clause);
    let of = |word: &Word| &clause[word.range.clone()];
    let place = words.iter().position(|word| of(word) == "的").filter(|place| *place > 1)?;
    let (subject, manner) = (&words[..place - 1], &words[place - 1]);
    let [verb, object @ ..] = &words[place + 1..] else { return None };
    let is_thing = |word: &Word| word.tag.starts_with(['n', 'r', 'm', 'q', 't', 's']);
    let is_deed = verb.tag == "v" && of(verb).chars().count() == 2;
    let is_object =
        object.last().is_some_and(|last| last.tag.starts_with('n')) && object.iter().all(is_thing);
    let is_manner = MANNER_WORDS.contains(of(manner));
    (subject.iter().all(is_thing) && is_manner && is_deed && is_object).then(|| words[place].range.clone())
}

/// Whom somebody does something to or for.
const PEOPLE: [&str; 14] = [
    "群众",
    "老人",
    "村民",
    "孩子",
    "孩子们",
    "大家",
    "他们",
    "我们",
    "乡亲",
    "乡亲们",
    "同学",
    "农户",
    "企业",
    "客人",
];

/// 积极的帮助群众: 的 between a manner and a verb with its object, at the end of a clause.
fn with_objects(text: &str) -> Vec<Range<usize>> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!("(?:{MANNERS})(?P<particle>的)(?P<rest>[^，。；：！？、的]+)(?:[，。；！？]|$)"))
    });
    let found = PLACE.captures_iter(text).filter_map(|found| {
        let (particle, rest) = (found.name("particle")?, found.name("rest")?);
        let words = segment::words(rest.as_str());
        let (verb, object) = (words.first()?, words.get(1)?);
        let is_verb = verb.tag == "v" && rest.as_str()[verb.range.clone()].chars().count() == 2;
        let is_object = PEOPLE.contains(&&rest.as_str()[object.range.clone()]);
        (is_verb && is_object && words.len() == 2).then(|| particle.range())
    });
    found.collect()
}

/// Whether the first `length` bytes of a text are a verb.
fn is_verb(text: &str, length: usize) -> bool {
    segment::first(text).is_some_and(|word| word.range.len() == length && word.tag.starts_with('v'))
}

fn results(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = RESULT.captures_iter(text).chain(DEGREE.captures_iter(text));
    let found = found.filter_map(|found| {
        let particle = ["particle", "quick", "more"].iter().find_map(|name| found.name(name));
        particle.map(|particle| particle.range())
    });
    found.chain(set_results(text))
}

/// 跑的满头大汗: 的 between a verb of one character and a set phrase that ends the clause.
fn set_results(text: &str) -> Vec<Range<usize>> {
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?P<verb>\p{Han})(?P<particle>的)(?P<phrase>\p{Han}{4})(?:[，。；！]|$)"));
    let found = PLACE.captures_iter(text).filter_map(|found| {
        let (verb, particle, phrase) = (found.name("verb")?, found.name("particle")?, found.name("phrase")?);
        let is_set = || {
            segment::first(phrase.as_str())
                .is_some_and(|word| word.range.len() == phrase.len() && word.tag.starts_with(['i', 'z']))
        };
        let last = segment::last(&text[..particle.start()])?;
        let is_verb = last.tag == "v" && last.range.len() == verb.len();
        (is_verb && is_set()).then(|| particle.range())
    });
    found.collect()
}
