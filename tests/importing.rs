//! Import of texts: what is a headline, where a story ends, and that no character is lost.

use std::collections::BTreeMap;

use lanmu::internals::import::texts_of;
use proptest::prelude::*;

use crate::support::{Paper, Run};

/// A page of a newspaper as a text, in which each line is a paragraph.
const PAGE: &str = "\n\n聚力补短板 合力开新局\n\n——清河镇“三本账”管好家底记事\n\n本报通讯员 周小满\n\n清河镇把家底分成三本账，一笔一笔管。去年以来，全镇理清旧账120笔。\n\n\
    坚持账账相符 摸清家底“一本账”\n\n镇里先把旧账翻了一遍，逐笔核对，逐笔签字，干部群众都来看，人人心里有数，不清楚的又重\n\n新核对了一遍。\n\n\
    坚持公开透明 晒出家底“明白账”\n\n每个月贴一次，谁都能看，谁都能问，问了就要答\n\n\n\n\
    关注群众冷暖 送去一份温情\n\n清河镇开展冬季走访活动\n\n本报讯(记者 赵大寒 通讯员 周小满)近日,清河镇的干部走进农户家里(共30户)。\n\n\n\n\
    冬日里的灯光\n\n灯光亮起来的时候，天还没有黑透。孩子们已经坐好了。\n\n（清河中学供稿）\n\n";

pub(crate) fn imported(text: &[u8], more: &[&str]) -> (Paper, Run) {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\n")]);
    paper.put("incoming/a.txt", text);
    let file = paper.root().join("incoming/a.txt");
    let mut arguments = vec!["import", file.to_str().unwrap()];
    arguments.extend(more);
    let run = paper.run(&arguments);
    (paper, run)
}

pub(crate) fn text(paper: &Paper, path: &str) -> String {
    std::fs::read_to_string(paper.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_page_of_several_items_becomes_several_stories_that_build() {
    let (paper, run) = imported(PAGE.as_bytes(), &[]);
    assert_eq!(run.code, 0, "{}", run.said);
    let [first, second, third] = [1, 2, 3].map(|number| text(&paper, &format!("content/a-{number}.md")));
    for line in [
        "headline: 聚力补短板 合力开新局",
        "deck: ——清河镇“三本账”管好家底记事",
        "byline: 本报通讯员 周小满",
        "## 坚持账账相符 摸清家底“一本账”",
        "## 坚持公开透明 晒出家底“明白账”",
        "不清楚的又重新核对了一遍。",
        "<!-- 待核：上一段没有写完，后面缺了字 -->",
    ] {
        assert!(first.contains(line), "{line}\n{first}");
    }
    assert!(second.contains("kicker: 关注群众冷暖 送去一份温情\nheadline: 清河镇开展冬季走访活动\nbyline: 本报讯（记者 赵大寒 通讯员 周小满）\n"), "{second}");
    assert!(second.contains("\n近日，清河镇的干部走进农户家里"), "{second}");
    assert!(third.contains("headline: 冬日里的灯光\nbyline: （清河中学供稿）\n"), "{third}");
    let public = paper.built();
    assert!(
        !String::from_utf8_lossy(&public["stories/a-1.html"]).contains("待核"),
        "an editor's comment is printed"
    );
}

#[test]
fn texts_are_read_in_the_encoding_that_they_are_in() {
    let gb18030 = encoding_rs::GB18030.encode(PAGE).0.into_owned();
    let utf16: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (plain, _) = imported(PAGE.as_bytes(), &[]);
    for bytes in [gb18030, utf16, format!("\u{FEFF}{}", PAGE.replace('\n', "\r\n")).into_bytes()] {
        let (paper, run) = imported(&bytes, &[]);
        assert_eq!(run.code, 0, "{}", run.said);
        for number in 1..=3 {
            let path = format!("content/a-{number}.md");
            assert_eq!(text(&paper, &path), text(&plain, &path));
        }
    }
    let (_, run) = imported(b"\xff\x00\x81\xff\x01", &[]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("读不出字"), "{}", run.said);
}

#[test]
fn what_stands_around_the_text_of_a_web_page_is_listed_and_not_printed() {
    let page = "您当前的位置 : 某网  >  本地  >  要闻\n\n【新征程】全链条护河 大小河流有人管——青山县巡河小记\n\n 2024/05/11/ 08:27 来源:某网-某报 记者 方 圆\n\n【新征程】\n\n\
        全链条护河 大小河流有人管\n\n——青山县巡河小记\n\n  某报记者 方 圆\n\n  巡河从清早开始。河长们各管一段。\n\n  汇报完毕，谢谢大家!\n\n版权声明\n\n转载请联系本报。\n\n47 2692307\n\");\n";
    let (paper, run) = imported(page.as_bytes(), &[]);
    let story = text(&paper, "content/a.md");
    for line in [
        "date: 2024-05-11\n",
        "headline: 全链条护河 大小河流有人管\n",
        "deck: ——青山县巡河小记\n",
        "byline: 某报记者 方圆\n",
        "source: 某网-某报\n",
        "copyright: 版权声明：转载请联系本报。\n",
        "\n汇报完毕，谢谢大家！\n",
        "<!-- 待核：栏目“新征程”不在 site.yaml 的 columns 里 -->",
    ] {
        assert!(story.contains(line), "{line}\n{story}");
    }
    for listed in
        ["您当前的位置 : 某网 > 本地 > 要闻", "47 2692307", "\");", "下面又写了一遍的题　【新征程】"]
    {
        assert!(run.said.contains(listed), "{listed}\n{}", run.said);
    }
    assert!(!story.contains("2692307"), "{story}");
}

#[test]
fn a_column_that_the_paper_has_is_named_in_the_front_matter() {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\ncolumns: [{name: 学思践悟, slug: xue}]\n")]);
    let page = "学思践悟\n\n诗会开在桃林里，人人都来读诗\n\n□本报记者 宋某某\n\n桃花开了，诗会也开了，来的人真不少。\n";
    paper.put("a.txt", page);
    paper.run(&["import", paper.root().join("a.txt").to_str().unwrap(), "--edition", "2025-11-20"]);
    let story = text(&paper, "content/editions/2025-11-20/a.md");
    assert!(
        story.starts_with(
            "---\ncolumn: 学思践悟\nheadline: 诗会开在桃林里，人人都来读诗\nbyline: □本报记者 宋某某\n---\n"
        ),
        "{story}"
    );
}

#[test]
fn nothing_is_overwritten_and_a_dry_run_writes_nothing() {
    let (paper, run) = imported("题目在这里\n\n正文只有一句。\n".as_bytes(), &["--dry-run"]);
    assert_eq!((run.code, paper.root().join("content/a.md").exists()), (0, false), "{}", run.said);
    let file = paper.root().join("incoming/a.txt");
    for name in ["a.md", "a-2.md", "a-3.md"] {
        paper.run(&["import", file.to_str().unwrap()]);
        paper.put(&format!("content/{name}"), format!("---\nheadline: 我的{name}\n---\n\n我改过了。\n"));
    }
    assert!(text(&paper, "content/a.md").contains("我的a.md"));
    let list = paper.root().join("list.txt");
    let run = paper.run(&["import", file.to_str().unwrap(), "--report", list.to_str().unwrap()]);
    assert!(run.code == 0 && text(&paper, "list.txt").contains("content/a-4.md"), "{}", run.said);
    let again = paper.run(&["import", file.to_str().unwrap(), "--report", list.to_str().unwrap()]);
    assert_eq!(again.code, 2, "{}", again.said);
}

#[test]
fn a_number_that_a_ledger_has_is_offered_and_put_when_asked() {
    let ledger = "title: 清河镇台账\nfigures:\n  old: {label: 理清旧账, value: 120, unit: 笔}\n";
    let page = "清河镇理清旧账\n\n本报记者 周某某\n\n今年以来，全镇理清旧账120笔，群众都说好。\n";
    let paper = Paper::of(&[("content/ledgers/qinghe.yaml", ledger)]);
    paper.put("a.txt", page);
    let file = paper.root().join("a.txt");
    let run = paper.run(&["import", file.to_str().unwrap()]);
    assert!(run.said.contains("{{qinghe:old}}"), "{}", run.said);
    assert!(text(&paper, "content/a.md").contains("理清旧账120笔"));
    paper.run(&["import", file.to_str().unwrap(), "--figures"]);
    assert!(text(&paper, "content/a-2.md").contains("理清旧账{{qinghe:old}}，"));
    assert!(String::from_utf8_lossy(&paper.built()["stories/a-2.html"]).contains(">120笔<"));
}

#[test]
fn an_old_word_file_is_told_what_to_do() {
    let (_, run) = imported(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old", &[]);
    assert_eq!(run.code, 1);
    assert!(run.said.contains("另存为 .docx"), "{}", run.said);
}

#[test]
fn a_signature_typed_far_to_the_right_prints_on_the_right_and_gives_no_date() {
    let notice = "关于停水的公告\n\n各村：\n　　定于11月25日检修管道，停水一天，请提前储水。\n　　特此公告。\n\n　　　　　　　　　　　　　　云岭县水务公司\n　　　　　　　　　　　　　　　　2025年11月3日\n（此件公开发布）\n";
    for edition in [&[][..], &["--edition", "2025-11-20"]] {
        let (paper, run) = imported(notice.as_bytes(), edition);
        let folder = if edition.is_empty() { "content" } else { "content/editions/2025-11-20" };
        let story = text(&paper, &format!("{folder}/a.md"));
        assert_eq!(
            story,
            "---\nform: notice\nheadline: 关于停水的公告\n---\n\n各村：\n\n定于11月25日检修管道，停水一天，请提前储水。\n\n特此公告。\n\n\
             <p align=\"right\">云岭县水务公司</p>\n\n<p align=\"right\">2025年11月3日</p>\n\n（此件公开发布）\n"
        );
        assert!(!run.said.contains("读进了稿头"), "{}", run.said);
    }
}

#[test]
fn the_list_says_of_a_date_only_what_was_done_with_it() {
    let page = "大小河流有人管\n\n2024-05-11 08:27 来源：某报\n\n巡河从清早开始。河长们各管一段，一天走一遍，见了垃圾就捡起来。\n\n2024年6月1日\n\n村里又添了两位河长，河边的人更多了，水也清了，大家都来看。\n";
    let (paper, run) = imported(page.as_bytes(), &[]);
    assert!(
        run.said.contains("日期、来源读进了稿头")
            && text(&paper, "content/a.md").contains("date: 2024-05-11\n")
    );
    assert!(text(&paper, "content/a.md").contains("\n\n2024年6月1日\n\n"), "a day within the text is lost");
    let (paper, run) = imported(page.as_bytes(), &["--edition", "2025-11-20"]);
    let story = text(&paper, "content/editions/2025-11-20/a.md");
    assert!(!story.contains("date:") && run.said.contains("行，来源读进了稿头"), "{}\n{story}", run.said);
}

#[test]
fn two_notices_in_one_file_are_two_stories_and_a_letter_is_one() {
    let notice = |subject: &str| {
        format!(
            "关于{subject}的通知\n\n各村：\n\n　　请各村按时完成，有问题及时报告，不要拖。\n\n云岭县水务局\n二〇二五年十一月三日\n\n"
        )
    };
    let (paper, run) = imported((notice("清渠") + &notice("修坝")).as_bytes(), &[]);
    for (number, subject) in [(1, "清渠"), (2, "修坝")] {
        let story = text(&paper, &format!("content/a-{number}.md"));
        assert!(story.contains(&format!("headline: 关于{subject}的通知\n")), "{story}\n{}", run.said);
        assert!(story.ends_with("<p align=\"right\">二〇二五年十一月三日</p>\n"), "{story}");
    }
    let letter = "给全县读者的一封公开信\n\n各位读者：\n\n一年来，大家给本报写了许多信，我们一封一封读了。\n\n此致\n\n敬礼！\n\n云岭报编辑部\n\n2025年11月3日\n";
    let (paper, run) = imported(letter.as_bytes(), &[]);
    let story = text(&paper, "content/a.md");
    assert!(story.ends_with("\n此致\n\n敬礼！\n\n<p align=\"right\">云岭报编辑部</p>\n\n<p align=\"right\">2025年11月3日</p>\n"), "{story}\n{}", run.said);
}

#[test]
fn a_short_line_above_the_headline_is_never_only_in_a_comment() {
    let page = "春耕时节\n\n云岭县三万亩良田开犁\n\n本报记者 周某某\n\n开春以来，全县上下早起晚归，地里到处是人，机器响个不停。\n";
    let (paper, run) = imported(page.as_bytes(), &[]);
    let story = text(&paper, "content/a.md");
    assert!(
        story.contains("kicker: 春耕时节\nheadline: 云岭县三万亩良田开犁\n")
            && story.contains("待核：题上面这一行像是栏目名"),
        "{story}"
    );
    assert!(run.said.contains("放在了引题　春耕时节"), "{}", run.said);
}

#[test]
fn what_consists_of_codes_is_told_what_to_do_and_nothing_is_said_to_be_marked() {
    for (bytes, said) in [
        (&b"{\\rtf1\\ansi\\ansicpg936 {\\fonttbl{\\f0 SimSun;}}\\f0 \\'cd\\'a8 \\par }"[..], "写字板"),
        (b"%PDF-1.7\n1 0 obj", "是 PDF"),
        ("<!DOCTYPE html><html><body>字</body></html>".as_bytes(), "网页的代码"),
        ("MIME-Version: 1.0\n字".as_bytes(), "网页的代码"),
    ] {
        let (paper, run) = imported(bytes, &[]);
        assert_eq!(run.code, 1, "{}", run.said);
        assert!(run.said.contains(said) && run.said.contains("没有写文件"), "{}", run.said);
        assert!(!run.said.contains("待核") && !paper.root().join("content/a.md").exists(), "{}", run.said);
    }
}

#[test]
fn a_folder_of_manuscripts_stands_for_its_files() {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\n")]);
    paper.put("in/甲/一.txt", "清渠的队伍出发了\n\n天还没亮，队伍就出发了，人人带着工具。\n");
    paper.put("in/二.txt", "修坝的队伍回来了\n\n天黑以后，队伍才回来，人人一身泥。\n");
    paper.put("in/乙/一.txt", "护林的队伍上山了\n\n雾还没散，队伍就上了山，人人背着水壶。\n");
    paper.put("in/灯.png", b"\x89PNG");
    paper.put("in/~$二.docx", b"x");
    let run = paper.run(&["import", paper.root().join("in").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(text(&paper, "content/一.md").contains("headline: 护林的队伍上山了"));
    assert!(text(&paper, "content/二.md").contains("headline: 修坝的队伍回来了"));
    assert!(run.said.contains("没有拿") && run.said.contains("灯.png"), "{}", run.said);
    assert!(text(&paper, "content/一-2.md").contains("headline: 清渠的队伍出发了"));
    assert!(
        run.said.contains("甲/一.txt：1 个文件") && run.said.contains("乙/一.txt：1 个文件"),
        "{}",
        run.said
    );
    assert!(run.said.contains("这次收的另一个文件也成了 content/一.md"), "{}", run.said);
}

#[test]
fn what_was_mended_and_who_signed_in_brackets_is_on_the_list() {
    let (paper, run) = imported(
        "东河镇修通水渠\n\n入冬以来,东河镇修通水渠三条,两岸的村民都说好。下一步将接着修支渠。（东河镇政府）\n".as_bytes(),
        &[],
    );
    let story = text(&paper, "content/a.md");
    assert!(story.contains("byline: （东河镇政府）") && story.contains("接着修支渠。\n"), "{story}");
    assert!(run.said.contains(",→，（×2）") && run.said.contains("文末括号里的，当作署名"), "{}", run.said);
}

#[test]
fn an_edition_without_a_story_to_go_into_it_is_told() {
    let paper = Paper::of(&[("content/site.yaml", "name: 报\n")]);
    paper.put("in.csv", "项目,人数\n县级,25\n国企,3\n");
    let file = paper.root().join("in.csv");
    let run = paper.run(&["import", file.to_str().unwrap(), "--edition", "2025-11-20"]);
    assert!(run.said.contains("--edition 2025-11-20 没有用上"), "{}", run.said);
}

/// How often each character stands in some texts, without white space and the brackets around a column's name; marks count in one
/// width.
fn counted<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeMap<char, usize> {
    let mut counted = BTreeMap::new();
    for character in texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|character| !character.is_whitespace() && !"【】".contains(*character))
    {
        let plain = match character {
            '（' => '(',
            '）' => ')',
            '：' => ':',
            other => other,
        };
        *counted.entry(plain).or_default() += 1;
    }
    counted
}

/// Lines of every shape that manuscripts have.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[甲乙丙丁戊己]{2,12}( [甲乙丙丁戊己]{2,12})?",
        "[甲乙丙，。“”（）0-9]{20,60}[。！]?",
        "——[甲乙丙丁]{4,12}",
        "【[甲乙丙]{2,6}】[甲乙]{0,9}",
        "□?本报(记者|通讯员) 张[甲乙] 李[甲乙]",
        "本报讯\\(记者 张[甲乙]\\)[甲乙丙，]{8,30}。",
        "（[甲乙]{2,6}(供稿| 张[甲乙])）",
        "[0-9 ]{1,12}",
        "[#*_>`|\\[\\]{}!<&~a-z甲 ]{1,20}",
        "[一二三]、[甲乙丙]{4,12}",
        "分享 打印 字号",
        "版权声明",
        "[甲乙丙]{2,8}(局|办公室)",
        "　　　　　　　　[甲乙丙]{2,8}局",
        "20[0-2][0-9]年[1-9]月1[0-9]日",
        "（20[0-2][0-9]年[1-9]月1[0-9]日）",
        "[甲乙]政发〔20[0-2][0-9]〕[1-9]号",
        "[甲乙]{2,4}简报",
        "第[1-9]期",
        "　　[甲乙丙]{2,12}",
        "20[0-2][0-9]-0[1-9]-1[0-9] 08:30 来源：[甲乙]{2,6}",
        Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_is_in_a_story_or_on_the_list(lines in prop::collection::vec(line(), 1..16)) {
        let source = lines.join("\n");
        let (texts, notes) = texts_of(source.as_bytes()).unwrap();
        let made = texts.iter().map(|text| text.replace('\\', "")).collect::<Vec<_>>();
        let kept = counted(made.iter().chain(&notes).map(String::as_str));
        for (character, many) in counted([source.replace('\\', "").as_str()]) {
            let found = kept.get(&character).copied().unwrap_or_default();
            prop_assert!(found >= many, "{character} {found} of {many}\n{source}\n{made:#?}\n{notes:#?}");
        }
    }
}

#[test]
fn a_number_is_offered_only_where_nothing_else_fits_and_nothing_speaks_against_it() {
    let ledger = "title: 青禾县秋冬种台账\nfigures:\n  a: {label: 黄土乡播种面积, value: 1.5, unit: 万亩}\n  \
        b: {label: 西坪镇播种面积, value: 2.3, unit: 万亩}\n  c: {label: 南山镇播种面积, value: 2.3, unit: 万亩}\n";
    let offered = |sentence: &str| {
        let paper = Paper::of(&[("content/ledgers/zhong.yaml", ledger)]);
        paper.put("a.txt", format!("秋冬种进度\n\n青禾县农业农村局\n\n{sentence}\n"));
        paper.run(&["import", paper.root().join("a.txt").to_str().unwrap()]).said
    };
    for sentence in [
        "今年以来，全县播种面积1.5万亩，群众都说好。",
        "今年以来，全县播种面积比上年增加2.3万亩，群众都说好。",
        "各乡镇播种面积（万亩）情况如下，请大家看一看。",
        "今年以来，播种面积2.3万亩，群众都说好。",
    ] {
        assert!(!offered(sentence).contains("台账里有这个数"), "{sentence}: {}", offered(sentence));
    }
    let named = offered("今年以来，黄土乡播种面积1.5万亩，群众都说好。");
    assert!(named.contains("{{zhong:a}}"), "{named}");
}

#[test]
fn the_same_file_twice_is_not_written_twice_and_a_taken_name_is_told() {
    let page = "清河镇理清旧账\n\n本报记者 周某某\n\n今年以来，全镇理清旧账，群众都说好。\n";
    let paper = Paper::of(&[("content/site.yaml", "name: 报\n")]);
    paper.put("a.txt", page);
    let file = paper.root().join("a.txt");
    paper.run(&["import", file.to_str().unwrap()]);
    let again = paper.run(&["import", file.to_str().unwrap()]);
    assert!(again.code == 0 && again.said.contains("内容和已有的 content/a.md 一样"), "{}", again.said);
    assert!(!paper.root().join("content/a-2.md").exists());
    paper.put("a.txt", page.replace("说好", "满意"));
    let other = paper.run(&["import", file.to_str().unwrap()]);
    assert!(
        other.said.contains("已有同名的 content/a.md") && other.said.contains("content/a-2.md"),
        "{}",
        other.said
    );
    assert!(paper.root().join("content/a-2.md").exists());
    let third = paper.run(&["import", file.to_str().unwrap()]);
    assert!(third.said.contains("内容和已有的 content/a-2.md 一样"), "{}", third.said);
}
