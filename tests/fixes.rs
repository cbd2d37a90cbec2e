//! What `check --fix` may do to a text, and to its file: nothing that changes what the text says, and nothing else.

use std::fs;

use crate::support::{Paper, Run};

fn head(text: &str) -> String {
    format!("---\nheadline: 试稿\n---\n\n{text}\n")
}

fn check(paper: &Paper, arguments: &[&str]) -> Run {
    paper.run(&[&["check", "--as-of", "2025-11-20"], arguments].concat())
}

/// What `--fix` makes of each of some narratives.
fn fixed(texts: &[&str]) -> Vec<String> {
    let path = |number: usize| format!("content/editions/2025-11-20/s{number}.md");
    let paper = Paper::of(&[]);
    for (number, text) in texts.iter().enumerate() {
        paper.put(&path(number), head(text));
    }
    check(&paper, &["--fix"]);
    let read = |number| fs::read_to_string(paper.root().join(path(number))).unwrap();
    (0..texts.len())
        .map(|number| read(number).trim_start_matches("---\nheadline: 试稿\n---\n\n").trim_end().to_owned())
        .collect()
}

#[test]
fn no_fix_touches_a_space_or_a_mark_that_may_be_meant() {
    let texts = [
        // The numbers of articles, in every form.
        "第十二条 各单位应当遵守本条例。",
        "第12条 各单位应当遵守本条例。",
        "第１２条 各单位应当遵守本条例。",
        "第一百二十条之一 资助恐怖活动组织的，依法处罚。",
        "第三款 前款规定不适用。第二章 总则适用。第一编 总则。",
        "第二十条\u{A0}各单位应当遵守本条例。",
        "一、 加强领导。二、 落实责任。",
        // Within quotes and titles.
        "活动以“水清岸绿 人和业兴”为主题。",
        "活动以‘水清岸绿 人和业兴’为主题。",
        "依据《城市绿地标准 种植设计》施行。",
        "活动以「水清岸绿 人和业兴」『甲 乙』为主题。",
        "他唱“好一朵， 茉莉花。”大家都笑。",
        // Names and titles, and names set wide.
        "出席会议的有张三 局长，主席 李四。",
        "参加的有李 明、王建国、赵 强。",
        "授予“最美教师” 张三称号，《民法典》 第三条同时施行。",
        "统一供种、统一施肥、统一 收割。",
        // Forms, blanks, verse.
        "电 话： 县委值班室。",
        "主持人： 各位好。请王局长先说。",
        "我国的首都是  ，位于华北。",
        "床前明月光， 疑是地上霜。 举头望明月， 低头思故乡。",
        "白日依山尽，  \n黄河 入海流。",
        "尊敬的老师， 各位来宾和家长， 我们在这里相聚， 明天又要启程。",
        "由主席团会议决定。 第十六条市人民代表大会设立委员会； （二）项另定。",
        "本文原载于 。另一个途径是访问 ，上面有许多例子。",
        // Ratios, times, versions, numbers.
        "水:灰按二比一拌和，男:女为三:二。",
        "会议于十:三十开始，编号三,五千的样品合格。",
        // Addresses, code, formulas, files.
        "请看https://例子.中国/数学,物理一节。",
        "请把方案(修订).docx发给我，照片(一).png不用。",
        "请把年报 (最终) 稿.xlsx发给我。",
        "公式是y=甲(乙),其中乙为数。",
        "写成{\"键\": \"值\"}就行。",
        "网页写<p class=\"题\">就行。",
        "目录/文件,乙不用交。",
        // Lost characters are no questions, and smileys no brackets.
        "会见了朱?基总理。",
        "今天真高兴(。・ω・。)，难过:(不想说。",
        // Bibliographies keep their own marks.
        "[1] 张三,李四.中国新闻史[M].北京:人民出版社,2010.",
        "- 王孟成, 邓倩文, 毕向阳. (2017). 潜变量建模的方法。",
        "- 周青松,寻求发现的理路,科学月刊, 27(4) 1995。",
        "这个方法(张三,李四,2010)用得很多。",
        // English that quotes Chinese.
        "They said 你好,世界 and then left the room for good。",
        // Quotes that may be nested.
        "他讲\"我们要抓好\"三会一课\"制度\"的重要性。",
        "大厅里的55\"屏幕旁边，贴着\"一网通办\"的流程图。",
        // What something else goes by.
        "见[通知,二号]和[办法(试行)][]。\n\n[通知,二号]: https://example.org/\n[办法(试行)]: https://example.org/b",
        "## 办法(试行)的由来\n\n正文。",
        "| 甲,乙 | 丙 |\n|---|---|\n| 男:女 | 张三 ，李四 |",
        // Lines stay lines.
        "第一行。\n09年的事。",
        "目录......5页。",
    ];
    for (text, fixed) in texts.iter().zip(fixed(&texts)) {
        assert_eq!(fixed, *text);
    }
}

#[test]
fn what_is_certain_is_mended() {
    let pairs = [
        (
            "入冬以来,东岭县组织农技人员走进大棚,手把手教菜农。",
            "入冬以来，东岭县组织农技人员走进大棚，手把手教菜农。",
        ),
        ("连日来，气温骤降得厉害， 供热企业提前升温。", "连日来，气温骤降得厉害，供热企业提前升温。"),
        ("全区中小学接入平台 ，教师批改作业的时间缩短 。", "全区中小学接入平台，教师批改作业的时间缩短。"),
        ("入冬以来, 东岭县组织农技人员走进大棚。", "入冬以来，东岭县组织农技人员走进大棚。"),
        ("《办法(试行)》印发，县局(含分局)负责。", "《办法（试行）》印发，县局（含分局）负责。"),
        ("会议要求:各单位要靠前指挥;大家说:“好!”", "会议要求：各单位要靠前指挥；大家说：“好！”"),
        ("这样行吗?大家都说行!", "这样行吗？大家都说行！"),
        ("活动以\"水清岸绿 人和业兴\"为主题。", "活动以“水清岸绿 人和业兴”为主题。"),
        ("\"四维\"发力，从\"输血\"到\"造血\"。", "“四维”发力，从“输血”到“造血”。"),
        ("村口的桃、李、杏...一树挨着一树。", "村口的桃、李、杏……一树挨着一树。"),
    ];
    let texts: Vec<&str> = pairs.iter().map(|(text, _)| *text).collect();
    for (mended, (_, wanted)) in fixed(&texts).iter().zip(pairs) {
        assert_eq!(mended, wanted);
    }
}
