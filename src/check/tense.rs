//! Tense (时态): whether Chinese words say that something has happened, or that it is still to come.

use std::sync::LazyLock;

use regex::Regex;

/// How certain it is from the words that something has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Past {
    /// A verb of reports without 将 or the like: 召开, 开幕.
    Told,
    /// By a word for it: 已, 了, 累计.
    Said,
}

/// Words for what has happened: an aspect, a count so far, an honour received.
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    let aspect = r"已[^知]|曾[^经祖孙]|曾经|均已|终于|[^为除极罢完忘好不\s]了(?:[^解望得却不]|$)|过了";
    let counted = "累计[^，。；]{0,8}[0-9]|共[^，。；同]{0,6}[0-9]|据统计|同比|达到[0-9]|实现了|超过去年";
    let done =
        "获评|荣获|获悉|获批|入选|抵达|圆满|如期而至|如愿|告捷|落下帷幕|昨天|昨日|昨晚|前天|日前|近日|刚刚";
    Regex::new(&format!("{aspect}|{counted}|{done}")).expect("a constant")
});
/// Verbs of reports.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "召开|举行|举办|开展|来到|走进|深入|会见|签约|签署|慰问|调研|考察|出席|发布|公布|印发|启动|开幕|闭幕|揭晓|揭牌|通车|竣工|完工|投产\
         |投用|投入使用|开工|开业|挂牌|突破|获得|夺得|发生|降雪|一场雪|起火|参加",
    )
    .expect("a constant")
});
/// Words for the future, for plans, requests, permissions and rules.
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    let will = "将|拟|计划|预计|预报|预告|预测|预期|定于|定在|力争|争取|确保|目标|规划|安排在|届时|到时|未来|即将|有望|有待|准备|打算|希望\
                |规定|之日|下周|下月|如果|假如|若|明起|倒计时|能够|假使|一旦|不管|不论|为期|期间|时间为|时间：|主题为";
    let asked = "要[^求点素闻件]|应当|应[^对用急邀]|须|需要|不得|请[^来了]|可(?:报|登|享|凭|拨|到|在|通|申|以|前往)|欢迎|敬请|报名|截止|申报|缴费|有效\
                 |禁止|停[水电气运]|封闭|施行|执行|实施|生效|起售|开售|受理|征集|放假|调休|上映|开抢|上班";
    Regex::new(&format!("{will}|{asked}")).expect("a constant")
});

/// Whether words say that something has happened; `None` if they do not, or may say that it is to come.
#[must_use]
pub(crate) fn past(words: &str) -> Option<Past> {
    if TO_COME.is_match(words) {
        None
    } else if SAID.is_match(words) {
        Some(Past::Said)
    } else {
        TOLD.is_match(words).then_some(Past::Told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_happened_is_told_from_what_is_to_come() {
        for (words, expected) in [
            ("村里栽下了第一批树苗", Some(Past::Said)),
            ("新校舍已投入使用", Some(Past::Said)),
            ("全县召开表彰大会", Some(Past::Told)),
            ("新校舍将投入使用", None),
            ("报名已经开始，请尽快提交", None),
            ("为了孩子", None),
            ("天气晴朗", None),
        ] {
            assert_eq!(past(words), expected, "{words}");
        }
    }
}
