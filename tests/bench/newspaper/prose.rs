//! Chinese prose without meaning, in clauses, sentences and paragraphs of the usual lengths.

use super::random::Random;

/// The words of clauses.
const WORDS: [&str; 92] = [
    "河堤", "渡口", "码头", "老街", "石桥", "集市", "粮仓", "茶馆", "书院", "祠堂", "工匠", "木匠", "渔民",
    "果农", "村民", "邻里", "学生", "教师", "医生", "护士", "司机", "站长", "队员", "船长", "修缮", "疏浚",
    "灌溉", "播种", "收割", "晾晒", "运输", "分拣", "登记", "巡查", "走访", "值守", "帮扶", "讲解", "排练",
    "演出", "展览", "捐赠", "义诊", "体检", "接种", "康复", "阅读", "书法", "合唱", "龙舟", "灯会", "庙会",
    "春耕", "秋收", "防汛", "抗旱", "绿化", "清淤", "铺路", "架桥", "通车", "供水", "供暖", "供电", "改造",
    "扩建", "验收", "启用", "开放", "预约", "热线", "窗口", "流程", "方案", "进度", "质量", "安全", "经验",
    "成果", "收入", "产量", "客流", "水位", "气温", "早晨", "傍晚", "春天", "秋天", "有序", "耐心", "共同",
    "稳步",
];

/// This many words.
pub fn clause(words: usize, random: &mut Random) -> String {
    (0..words).map(|_| *random.one_of(&WORDS)).collect()
}

/// A few clauses and a full stop.
pub fn sentence(random: &mut Random) -> String {
    let clauses: Vec<String> = (0..random.between(2, 4))
        .map(|_| {
            let words = random.between(3, 7);
            clause(words, random)
        })
        .collect();
    clauses.join("，") + "。"
}

/// This many sentences.
pub fn sentences(number: usize, random: &mut Random) -> String {
    (0..number).map(|_| sentence(random)).collect()
}
