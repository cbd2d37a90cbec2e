//! What `check --fix` may do to a text and its file: nothing that changes the meaning of the text, and nothing else.

use std::collections::BTreeMap;
use std::fs;

use lanmu::internals::cache::Cache;
use lanmu::internals::desk::{self, Mendings};
use lanmu::internals::pipeline::{self, Scope, TextOverrides};
use proptest::prelude::*;

use crate::support::{Paper, Run, at_the_desk};

const A: &str = "content/editions/2025-11-20/a.md";

fn head(text: &str) -> String {
    format!("---\nheadline: 试稿\n---\n\n{text}\n")
}

fn check(paper: &Paper, arguments: &[&str]) -> Run {
    paper.run(&[&["check", "--as-of", "2025-11-20"], arguments].concat())
}

/// The results of `--fix` for some narratives.
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
        // Addresses, code, formulas, file names.
        "请看https://例子.中国/数学,物理一节。",
        "请把方案(修订).docx发给我，照片(一).png不用。",
        "请把年报 (最终) 稿.xlsx发给我。",
        "公式是y=甲(乙),其中乙为数。",
        "写成{\"键\": \"值\"}就行。",
        "网页写<p class=\"题\">就行。",
        "目录/文件,乙不用交。",
        // Lost characters are not questions, and smileys are not brackets.
        "会见了朱?基总理。",
        "今天真高兴(。・ω・。)，难过:(不想说。",
        // Bibliographies have their own marks.
        "[1] 张三,李四.中国新闻史[M].北京:人民出版社,2010.",
        "- 王孟成, 邓倩文, 毕向阳. (2017). 潜变量建模的方法。",
        "- 周青松,寻求发现的理路,科学月刊, 27(4) 1995。",
        "这个方法(张三,李四,2010)用得很多。",
        // English that quotes Chinese.
        "They said 你好,世界 and then left the room for good。",
        // Quotes that may be nested.
        "他讲\"我们要抓好\"三会一课\"制度\"的重要性。",
        "大厅里的55\"屏幕旁边，贴着\"一网通办\"的流程图。",
        // Text by which something else is identified.
        "见[通知,二号]和[办法(试行)][]。\n\n[通知,二号]: https://example.org/\n[办法(试行)]: https://example.org/b",
        "## 办法(试行)的由来\n\n正文。",
        "| 甲,乙 | 丙 |\n|---|---|\n| 男:女 | 张三 ，李四 |",
        // A pair with markup beside one of its marks is left alone as a whole.
        "见[关于印发《办法》(试行)](https://example.org/b)。",
        "甲(乙**丙**)丁开会，甲(**丙**乙)丁开会。",
        "甲县(乙县[^1])丙县开会。\n\n[^1]: 注文。",
        "甲县(《乙》)丙_丁。",
        "活动以\"水清**岸绿**\"为主题，又以\"人和\"为题。",
        // One line of a poem.
        "疑是地上霜 。",
        // Lines stay lines.
        "第一行。\n09年的事。",
        "目录......5页。",
    ];
    for (text, fixed) in texts.iter().zip(fixed(&texts)) {
        assert_eq!(fixed, *text);
    }
}

#[test]
fn full_width_letters_and_digits_become_half_width_where_nothing_else_can_be_meant() {
    let cases = [
        ("建成充电桩３６个，占比１３．５％。", "建成充电桩36个，占比13.5%。"),
        ("第１２条 各单位学用ＡＩ。", "第12条 各单位学用AI。"),
        ("代码`ＡＩ`照印，种了1，300亩。", "代码`ＡＩ`照印，种了1，300亩。"),
    ];
    for ((text, expected), fixed) in cases.iter().zip(fixed(&cases.map(|(text, _)| text))) {
        assert_eq!(fixed, *expected, "{text}");
    }
}

#[test]
fn marks_with_a_picture_between_them_are_not_doubled() {
    let paper = Paper::of(&[(A, &head("远处是山，![图](x.png)。近处是水。\n\n远处是山，，近处是水。"))]);
    paper.put("content/editions/2025-11-20/x.png", crate::support::PNG);
    let run = check(&paper, &[]);
    assert_eq!(run.said.matches("[doubled-or-loose-mark]").count(), 1, "{}", run.said);
    assert!(run.said.contains("a.md:7:"), "{}", run.said);
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

/// The pieces of random texts: everything that a mark or a space may be beside.
const PIECES: [&str; 64] = [
    "县",
    "会议",
    "要求",
    "各单位",
    "第十二条",
    "第3款",
    "张三",
    "局长",
    "水",
    "灰",
    "三",
    "五千",
    "吗",
    "说",
    "比",
    "公里",
    "AI",
    "WPS",
    "x",
    "5G",
    "3.5%",
    "2019年",
    "12",
    "10:30",
    "v2.0.1",
    "a.docx",
    "https://a.b/c",
    "y=",
    "e@f.cn",
    " ",
    " ",
    " ",
    "  ",
    "\u{A0}",
    "　",
    "\n",
    "，",
    "。",
    "、",
    "：",
    "；",
    "？",
    "！",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    ",",
    ".",
    ":",
    ";",
    "?",
    "!",
    "(",
    ")",
    "\"",
    "'",
    "...",
    "**",
    "_",
    "`码`",
    "\\",
];

/// The letters, digits and 汉字 of a text, one space for each gap of spaces, and the line ends.
fn words(text: &str) -> String {
    let (mut words, mut between) = (String::new(), String::new());
    for character in text.chars() {
        if character == '\n' || character.is_alphanumeric() {
            let is_gap = !between.is_empty() && between.chars().all(char::is_whitespace);
            words.extend(is_gap.then_some(' ').filter(|_| character != '\n'));
            words.push(character);
            between.clear();
        } else {
            between.push(character);
        }
    }
    words
}

/// A story after `--fix`; the paper has no other.
fn mended(paper: &Paper) -> String {
    let project = at_the_desk(paper.root());
    let scope = Scope::Story("a".to_owned());
    let (mut cache, mut mendings) = (Cache::default(), Mendings::new());
    let mut read = pipeline::proofread(&project, &mut cache, &scope).unwrap();
    while desk::mend(&read.report.findings, &read.report.sources, &mut mendings) {
        let instead: TextOverrides =
            mendings.iter().map(|(path, mending)| (path.clone(), mending.after.clone())).collect();
        read = pipeline::proofread_with(&project, &mut cache, &scope, &instead).unwrap();
    }
    let texts: BTreeMap<_, _> = mendings.into_iter().map(|(path, mending)| (path, mending.after)).collect();
    texts.into_values().next().unwrap_or_else(|| fs::read_to_string(paper.root().join(A)).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fix_changes_a_word_or_takes_out_a_space_between_two(
        paragraphs in prop::collection::vec(prop::collection::vec(prop::sample::select(&PIECES[..]), 1..30), 1..20)
    ) {
        let paragraphs: Vec<String> = paragraphs.iter().map(|pieces| pieces.concat()).collect();
        let text = head(&paragraphs.join("\n\n"));
        let paper = Paper::of(&[(A, &text)]);
        let once = mended(&paper);
        prop_assert_eq!(words(&once), words(&text));
        paper.put(A, &once);
        prop_assert_eq!(mended(&paper), once);
    }
}

#[test]
fn a_dry_run_shows_what_would_change_writes_nothing_and_ends_as_the_fix_does() {
    for (more, code) in [("", 0), ("\n\n培训283余人次。", 1)] {
        let text = head(&format!("入冬以来,东岭县动手早。{more}"));
        let paper = Paper::of(&[(A, &text)]);
        let dry = check(&paper, &["--fix", "--dry-run"]);
        assert_eq!(dry.code, code, "{}", dry.said);
        let diff = ["--- a/", A, "\n+++ b/", A, "\n"].concat();
        assert!(dry.said.contains(&diff), "{}", dry.said);
        assert!(dry.said.contains("\n-入冬以来,东岭县动手早。\n+入冬以来，东岭县动手早。\n"), "{}", dry.said);
        assert_eq!(fs::read_to_string(paper.root().join(A)).unwrap(), text);
        let json = check(&paper, &["--fix", "--dry-run", "--format", "json"]);
        let line = json.said.lines().find(|line| line.contains("would_mend")).unwrap();
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(told["would_mend"] == A && told["fixes"] == 1, "{told}");
        assert!(told["diff"].as_str().unwrap().contains("\n+入冬以来，"), "{told}");
        assert_eq!(check(&paper, &["--fix"]).code, code);
        assert_ne!(fs::read_to_string(paper.root().join(A)).unwrap(), text);
    }
}

#[test]
fn a_dry_run_is_one_of_a_fix_and_leaves_no_proofs() {
    let paper = Paper::of(&[(A, &head("正文。"))]);
    assert_eq!(check(&paper, &["--dry-run"]).code, 2);
    assert_eq!(check(&paper, &["--fix", "--dry-run", "--format", "html"]).code, 2);
    assert!(!paper.root().join("proofs").exists());
}

#[test]
fn a_file_keeps_its_line_ends_however_they_are_mixed() {
    let text = "---\r\nheadline: 试稿\n---\r\n\r\n入冬以来,东岭县动手早。\r\n\n春天到了,大家都忙。\n";
    let paper = Paper::of(&[(A, text)]);
    check(&paper, &["--fix"]);
    assert_eq!(fs::read_to_string(paper.root().join(A)).unwrap(), text.replace(',', "，"));
}

/// Tests for systems with owners, modes and links.
#[cfg(unix)]
mod access {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::process::Command;

    use super::*;

    const WRONG: &str = "入冬以来,东岭县动手早。";

    fn looks(paper: &Paper) -> (u32, u32, u32) {
        let looks = fs::metadata(paper.root().join(A)).unwrap();
        (looks.uid(), looks.gid(), looks.mode() & 0o7777)
    }

    #[test]
    fn a_mended_file_keeps_its_mode_and_its_owner() {
        let paper = Paper::of(&[(A, &head(WRONG))]);
        let path = paper.root().join(A);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let _ = chown(&path, Some(65534), Some(65534)); // Only root can.
        let before = looks(&paper);
        check(&paper, &["--fix"]);
        assert_ne!(fs::read_to_string(&path).unwrap(), head(WRONG));
        assert_eq!(looks(&paper), before);
    }

    #[test]
    fn a_read_only_file_is_left_and_it_is_said() {
        let paper = Paper::of(&[(A, &head(WRONG))]);
        let path = paper.root().join(A);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        for arguments in [["--fix"].as_slice(), &["--fix", "--dry-run"]] {
            let run = check(&paper, arguments);
            assert_eq!((run.code, fs::read_to_string(&path).unwrap()), (0, head(WRONG)), "{}", run.said);
            assert!(run.said.contains(&format!("没有改 {A}：文件是只读的")), "{}", run.said);
            assert!(run.said.contains("half-width-mark"), "{}", run.said);
        }
    }

    #[test]
    fn a_file_with_another_name_is_left_and_it_is_said() {
        let paper = Paper::of(&[(A, &head(WRONG))]);
        let (path, other) = (paper.root().join(A), paper.root().join("other.md"));
        fs::hard_link(&path, &other).unwrap();
        let run = check(&paper, &["--fix"]);
        assert!(run.said.contains(&format!("没有改 {A}：文件另有别的名字")), "{}", run.said);
        assert_eq!(fs::metadata(&path).unwrap().ino(), fs::metadata(&other).unwrap().ino());
        assert_eq!(fs::read_to_string(&other).unwrap(), head(WRONG));
    }

    #[test]
    fn a_file_behind_a_link_is_left() {
        let paper = Paper::of(&[("content/b.md", "# 题\n\n文。\n"), ("elsewhere.md", &head(WRONG))]);
        let path = paper.root().join("content/a.md");
        symlink(paper.root().join("elsewhere.md"), &path).unwrap();
        check(&paper, &["--fix"]);
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), head(WRONG));
    }

    #[test]
    fn what_a_killed_fix_left_is_cleared_by_the_next_and_never_published() {
        let paper = Paper::of(&[(A, &head(WRONG))]);
        let folder = paper.root().join(A).parent().unwrap().to_owned();
        let left = folder.join(".a.md.lanmu-new");
        fs::write(&left, "半截").unwrap();
        fs::write(folder.join(".lanmu-notes"), "别人的").unwrap();
        let public = paper.built();
        assert!(!public.keys().any(|path| path.contains("lanmu-")), "{:?}", public.keys());
        check(&paper, &["--fix"]);
        assert!(!left.exists() && folder.join(".lanmu-notes").exists());
    }

    #[test]
    fn a_fix_that_is_killed_at_its_rename_leaves_the_old_text_and_the_next_clears_up() {
        let paper = Paper::of(&[(A, &head(WRONG))]);
        let strace = Command::new("strace")
            .args(["-f", "-e", "inject=rename,renameat,renameat2:signal=KILL:when=1"])
            .args([env!("CARGO_BIN_EXE_lanmu"), "check", "--fix", "--root"])
            .arg(paper.root())
            .output();
        let Ok(killed) = strace else { return }; // If strace is not installed.
        let folder = paper.root().join(A).parent().unwrap().to_owned();
        let many = || fs::read_dir(&folder).unwrap().count();
        let was_killed = !killed.status.success() && many() == 2;
        assert_eq!(fs::read_to_string(paper.root().join(A)).unwrap() == head(WRONG), was_killed);
        check(&paper, &["--fix"]);
        assert_eq!((many(), fs::read_to_string(paper.root().join(A)).unwrap() == head(WRONG)), (1, false));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mended_file_keeps_its_attributes() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};

    let paper = Paper::of(&[("content/a.md", "# 题\n\n今天,我们开会。\n")]);
    let file = paper.root().join("content/a.md");
    if setxattr(&file, "user.note", b"checked", XattrFlags::empty()).is_err() {
        return; // A file system without extended attributes.
    }
    paper.run(&["check", "--fix"]);
    assert!(fs::read_to_string(&file).unwrap().contains('，'));
    let mut value = [0; 16];
    let length = getxattr(&file, "user.note", &mut value[..]).unwrap();
    assert_eq!(&value[..length], b"checked");
}

#[test]
fn a_signature_at_the_margin_is_moved_to_the_right() {
    let paper = Paper::of(&[]);
    let text = |foot: &str| {
        format!(
            "---\nheadline: 关于停水的通知\nform: notice\n---\n\n定于12月5日检修管道，停水一天。\n\n{foot}\n"
        )
    };
    paper.put(A, text("云岭县水务局\n\n2025年11月20日\n\n（联系人：值班室）"));
    check(&paper, &["--fix"]);
    let right =
        "<p align=\"right\">云岭县水务局</p>\n\n<p align=\"right\">2025年11月20日</p>\n\n（联系人：值班室）";
    assert_eq!(fs::read_to_string(paper.root().join(A)).unwrap(), text(right));
}
