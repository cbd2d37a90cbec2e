//! Emphasis beside Chinese punctuation: the table of cases, the CommonMark examples, and a comparison with another program.

use lanmu::internals::parse::emphasis;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, html};

/// Each row: the source, and what is printed.
const TABLE: &[(&str, &str)] = &[
    // Plain cases, to which the standard rule applies.
    ("增长**很快**左右", "增长<strong>很快</strong>左右"),
    ("**全区**上下", "<strong>全区</strong>上下"),
    // A digit or percent sign beside Chinese.
    ("增长**5.3%**左右", "增长<strong>5.3%</strong>左右"),
    ("共**588**名", "共<strong>588</strong>名"),
    ("约**(15)**期", "约<strong>(15)</strong>期"),
    // Punctuation inside, a character outside: the closing run.
    ("**第一，**讲政治", "<strong>第一，</strong>讲政治"),
    ("**国家统计局。**昨日", "<strong>国家统计局。</strong>昨日"),
    ("**好！**他说", "<strong>好！</strong>他说"),
    ("*是吗？*是的", "<em>是吗？</em>是的"),
    // Brackets and quotes on both inner edges.
    ("**《通知》**要求", "<strong>《通知》</strong>要求"),
    ("按照**《通知》**要求", "按照<strong>《通知》</strong>要求"),
    ("**“四维”**发力", "<strong>“四维”</strong>发力"),
    ("他说**“好”**", "他说<strong>“好”</strong>"),
    ("他说**“好”**。", "他说<strong>“好”</strong>。"),
    ("推行**（试行）**办法", "推行<strong>（试行）</strong>办法"),
    ("用**——**连接", "用<strong>——</strong>连接"),
    ("说到这里**……**停了", "说到这里<strong>……</strong>停了"),
    // Adjacent and repeated.
    ("**“甲”**和**“乙”**", "<strong>“甲”</strong>和<strong>“乙”</strong>"),
    ("**《甲》**、**《乙》**并行", "<strong>《甲》</strong>、<strong>《乙》</strong>并行"),
    ("**一、**甲**二、**乙", "<strong>一、</strong>甲<strong>二、</strong>乙"),
    // Four delimiters in a row are one run, as in CommonMark, and not two.
    ("**《甲》****《乙》**并行", "<strong>《甲》****《乙》</strong>并行"),
    // Nested, one kind in another.
    ("**“*重点*”**工作", "<strong>“<em>重点</em>”</strong>工作"),
    ("*《**通知**》*要求", "<em>《<strong>通知</strong>》</em>要求"),
    ("***“四维”***发力", "<em><strong>“四维”</strong></em>发力"),
    ("**~~旧，~~新，**都有", "<strong><del>旧，</del>新，</strong>都有"),
    ("**~a~**后", "<strong><del>a</del></strong>后"),
    ("~~**真，**~~她", "<del><strong>真，</strong></del>她"),
    // Strikethrough.
    ("~~真，~~她", "<del>真，</del>她"),
    ("原为~~“旧”~~新", "原为<del>“旧”</del>新"),
    // Links, code and pictures beside a run.
    ("**[通知](a)**要求", "<strong><a href=\"a\">通知</a></strong>要求"),
    ("见**`码`**处", "见<strong><code>码</code></strong>处"),
    // Cases in which a run stays plain text.
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("星号\\*不是\\*强调", "星号*不是*强调"),
    ("** 空格 **不算", "** 空格 **不算"),
    ("`**码，**`里", "<code>**码，**</code>里"),
    // Text in Latin letters only follows CommonMark exactly.
    ("a**\"b\"**c", "a**\"b\"**c"),
    ("foo**(bar)**baz", "foo**(bar)**baz"),
    // Kana and Hangul count as CJK too.
    ("**「強調」**です", "<strong>「強調」</strong>です"),
    ("**(강조)**는", "<strong>(강조)</strong>는"),
    // Across lines, and in lists, quotes, headings and tables.
    ("> **第一，**讲政治", "<blockquote>\n<p><strong>第一，</strong>讲政治</p>\n</blockquote>"),
    ("- **第一，**讲政治", "<ul>\n<li><strong>第一，</strong>讲政治</li>\n</ul>"),
    ("## **《通知》**要求", "<h2><strong>《通知》</strong>要求</h2>"),
    (
        "|甲|乙|\n|-|-|\n|**“一”**名|二|",
        "<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody>\n<tr><td><strong>“一”</strong>名</td><td>二</td></tr>\n</tbody></table>",
    ),
];

fn printed(markdown: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, emphasis::events(markdown).into_iter().map(|(event, _)| event));
    let out = out.trim_end();
    let paragraph = out.strip_prefix("<p>").and_then(|out| out.strip_suffix("</p>"));
    paragraph.unwrap_or(out).to_owned()
}

#[test]
fn emphasis_works_beside_chinese_punctuation() {
    let wrong: Vec<String> = TABLE
        .iter()
        .filter(|(markdown, expected)| printed(markdown) != *expected)
        .map(|(markdown, expected)| format!("{markdown}\n  want {expected}\n  have {}", printed(markdown)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_commonmark_examples_are_read_as_the_stock_parser_reads_them() {
    let spec = include_str!("commonmark/spec.txt");
    let fence = "`".repeat(32);
    let mut examples = 0;
    for example in spec.split(&format!("{fence} example\n")).skip(1) {
        let markdown = example.split("\n.\n").next().unwrap().replace('→', "\t");
        let stock: Vec<_> = Parser::new_ext(&markdown, emphasis::OPTIONS).into_offset_iter().collect();
        assert_eq!(emphasis::events(&markdown), stock, "{markdown}");
        examples += 1;
    }
    assert_eq!(examples, 652);
}

/// Lines of the pieces that matter to emphasis, in which every run has a partner.
fn paired_line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "中文", "第一", "，", "。", "“", "”", "《", "》", "（", "）", "、", "！", "a", "B2", "5.3%", " ",
        "(", ")", ".", "——", "…", "한글", "カナ",
    ]);
    let run = prop::sample::select(vec!["**", "*", "~~"]);
    let stretch =
        (prop::collection::vec(piece.clone(), 0..3), run, prop::collection::vec(piece.clone(), 1..4));
    (prop::collection::vec(stretch, 1..4), prop::collection::vec(piece, 0..3)).prop_map(
        |(stretches, tail)| {
            let marked: String = stretches
                .iter()
                .map(|(before, run, inside)| format!("{}{run}{}{run}", before.concat(), inside.concat()))
                .collect();
            format!("起{marked}{}", tail.concat())
        },
    )
}

/// The result of comrak, which has its own implementation of the amendment, for a line.
fn other_opinion(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.cjk_friendly_emphasis = true;
    let html = comrak::markdown_to_html(markdown, &options);
    let html = html.trim_end();
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).unwrap_or(html).to_owned()
}

#[test]
fn another_implementation_of_the_amendment_nearly_always_agrees() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let lines: Vec<String> =
        (0..20_000).map(|_| paired_line().new_tree(&mut runner).unwrap().current()).collect();
    let differing: Vec<&String> = lines.iter().filter(|line| printed(line) != other_opinion(line)).collect();
    let agreed = 100.0 - 100.0 * differing.len() as f64 / lines.len() as f64;
    let shown: Vec<String> = differing
        .iter()
        .take(12)
        .map(|line| format!("{line}\n  {}\n  {}", printed(line), other_opinion(line)))
        .collect();
    assert!(agreed >= 97.0, "agreed on {agreed:.2} %\n{}", shown.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_chinese_every_event_is_the_stock_parsers(text in "[a-z0-9*_~`()\\[\\]!.,\"' \\n#>|-]{0,60}") {
        let stock: Vec<(Event, _)> = Parser::new_ext(&text, emphasis::OPTIONS).into_offset_iter().collect();
        prop_assert_eq!(emphasis::events(&text), stock);
    }

    #[test]
    fn every_event_lies_on_character_boundaries_of_the_text(text in "[中文，。“”《》（）a1 *~_`\\[\\]()|>#\\n-]{0,60}") {
        for (event, range) in emphasis::events(&text) {
            prop_assert!(text.get(range.clone()).is_some(), "{:?} at {:?}", event, range);
            if let Event::Text(words) = event {
                let helped = words.contains(char::from_u32(0xE000).unwrap());
                prop_assert!(!helped);
            }
        }
    }
}
