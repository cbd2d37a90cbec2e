//! What may be repeated in a file, or continue without end: each pattern is a paper of about a given number of bytes.

/// A paper that grows, and the command that reads it.
pub struct Pattern {
    pub name: &'static str,
    pub command: &'static str,
    pub files: fn(usize) -> Files,
}

/// Paths and texts.
pub type Files = Vec<(&'static str, String)>;

const STORY: &str = "content/editions/2025-11-20/a.md";
const EDITION: &str = "content/editions/2025-11-20/edition.yaml";
const LEDGER: &str = "content/ledgers/l.yaml";
const SITE: &str = "content/site.yaml";
const STYLE: &str = "content/style/own.yaml";
const FIGURES: &str =
    "figures:\n  a: {label: 干部, value: 10, unit: 名}\n  b: {label: 群众, value: 4, unit: 名}\n";

macro_rules! patterns {
    ($list:ident, $command:literal: $($name:literal => $files:expr,)*) => {
        pub const $list: &[Pattern] = &[$(Pattern { name: $name, command: $command, files: $files }),*];
    };
}

/// A text repeated to this length.
fn again(text: &str, size: usize) -> String {
    text.repeat(size / text.len() + 1)
}

/// A text repeated to this length, with the number of each repetition in place of `#`.
fn numbered(text: &str, size: usize) -> String {
    let mut all = String::new();
    for number in 0.. {
        if all.len() >= size {
            break;
        }
        all.push_str(&text.replace('#', &number.to_string()));
    }
    all
}

/// A story with these words.
fn story(body: &str) -> Files {
    vec![(STORY, format!("# 题\n\n{body}\n"))]
}

/// A story that names a ledger, with these words.
fn with_ledger(body: &str) -> Files {
    let story = format!("---\nledger: l\nfigures: strict\n---\n# 题\n\n{body}\n");
    vec![(STORY, story), (LEDGER, FIGURES.to_owned())]
}

/// A story with these keys in its front matter.
fn front(keys: &str) -> Files {
    vec![(STORY, format!("---\n{keys}---\n# 题\n\n正文。\n"))]
}

/// A small story, and a file beside it.
fn beside(path: &'static str, text: String) -> Files {
    let mut files = story("正文。");
    files.push((path, text));
    files
}

patterns! { NARRATIVE, "build":
    "lines of a list" => |size| story(&again("- 项\n", size)),
    "dividers" => |size| story(&again("---\n\n", size)),
    "hard breaks" => |size| story(&again("字  \n", size)),
    "sub-heads" => |size| story(&again("## 题\n\n", size)),
    "sub-heads with anchors" => |size| story(&numbered("## 题 {%h#}\n\n", size).replace('%', "#")),
    "links to anchors" => |size| story(&(numbered("## 题#\n\n", size / 2) + &numbered("[x](%题#) ", size / 2).replace('%', "#"))),
    "quotations" => |size| story(&again("> 字\n\n", size)),
    "fences" => |size| story(&again("```\nx\n```\n\n", size)),
    "indented code" => |size| story(&again("    code\n\n", size)),
    "footnotes" => |size| story(&(numbered("字[^f#]\n", size / 2) + &numbered("\n[^f#]: 注\n", size / 2))),
    "lines of one paragraph" => |size| story(&again("字字字\n", size)),
    "HTML among words" => |size| story(&again("<b>字</b> ", size)),
    "emphasis" => |size| story(&again("**，**字", size)),
    "brackets" => |size| story(&again("[", size)),
    "rows of a table" => |size| story(&("|a|b|\n|-|-|\n".to_owned() + &again("|c|d|\n", size / 8))),
    "escaped braces" => |size| story(&again("\\{{a}}", size)),
}

patterns! { CONTENT, "build":
    "figures" => |size| with_ledger(&again("{{a}}", size)),
    "figures in sentences" => |size| with_ledger(&again("共有{{a}}干部参加，", size)),
    "figures in paragraphs" => |size| with_ledger(&again("共有{{a}}干部。\n\n", size)),
    "figures in a link" => |size| with_ledger(&format!("[{}](https://a.b)", again("{{a}}", size))),
    "figures in code" => |size| with_ledger(&format!("```\n{}```", again("{{a}}\n", size))),
    "figures of a sub-head" => |size| with_ledger(&format!("## {}", again("{{a}}字", size))),
    "one glossary" => |size| story(&format!("```glossary\nterms:\n{}```", numbered("  - {term: 词#, meaning: 意}\n", size))),
    "terms over a text" => |size| story(&format!(
        "{}\n\n```glossary\nterms:\n{}```", again("甲乙丙，", size), numbered("  - {term: 甲乙#, meaning: 意}\n", 16_000))),
    "stages of a funnel" => |size| with_ledger(&format!("```funnel\nstages: [{}a]\n```", again("a, ", size / 4))),
    "rows of a chart" => |size| story(&format!("```chart\nkind: bar\ndata:\n{}```", numbered("  k#: 3\n", size / 8))),
}

patterns! { VALUES, "build":
    "figures of a story" => |size| front(&format!("figures:\n{}", numbered("  k#: {label: 甲, value: 1}\n", size / 2))),
    "keys twice" => |size| front(&again("rank: 1\n", size)),
    "topics" => |size| front(&format!("topics:\n{}", again("  - t\n", size))),
    "aliases of YAML" => |size| front(&format!("summary: &h x\nkeywords:\n{}", again("  - *h\n", size))),
    "nested lists" => |size| front(&format!("summary: {}\n", again("[", size))),
    "a headline of figures" => |size| front(&format!("figures: {{a: {{value: 1}}}}\nheadline: \"{}\"\n", again("{{a}}字", size / 4))),
    "a long quoted summary" => |size| front(&format!("summary: \"{}\"\n", again("\\u4e00", size))),
    "nested lists of a theme" => |size| beside("content/theme/theme.yaml", format!("options: {}\n", again("[", size))),
    "options of a theme" => |size| beside("content/theme/theme.yaml", format!("options:\n{}", numbered("  k#: v\n", size))),
    "options that no theme has" => |size| vec![
        (STORY, "# 题\n\n正文。\n".to_owned()),
        (SITE, format!("theme_options:\n{}", numbered("  kk#: v\n", size / 2))),
        ("content/theme/theme.yaml", format!("options:\n{}", numbered("  k#: v\n", size / 2))),
    ],
}

patterns! { LISTS, "build":
    "empty pages" => |size| beside(EDITION, format!("pages:\n{}", again("  - {}\n", size))),
    "a page by hand" => |size| beside(EDITION, format!("pages:\n  - stories: [a]\n    makeup: |\n{}", again("      a a a\n", size))),
    "figures of a ledger" => |size| beside(LEDGER, FIGURES.to_owned() + &numbered("  k#: {label: 甲#, value: 1}\n", size)),
    "parts of a figure" => |size| beside(LEDGER, format!("figures:\n  w:\n    value: 1\n    parts:\n{}", numbered("      k#: {value: 1}\n", size))),
    "relations" => |size| beside(LEDGER, format!("{FIGURES}relations:\n{}", again("  - a == a\n", size / 4))),
    "programmes" => |size| beside(LEDGER, format!("{FIGURES}programmes:\n{}", numbered("  - {name: 甲#, kind: k#, owner: o#}\n", size / 2))),
    "files that go out" => |size| beside(SITE, format!("files:\n{}", numbered("  - d/k#.pdf\n", size))),
    "columns" => |size| beside(SITE, format!("columns:\n{}", numbered("  - {name: 栏#}\n", size / 4))),
}

patterns! { FINDINGS, "build":
    "open references" => |size| story(&again("{{a ", size)),
    "lines with open references" => |size| story(&again("{{a \n", size)),
    "braces" => |size| story(&again("{", size)),
    "unknown figures" => |size| with_ledger(&again("{{x}}", size)),
    "unknown figures among many" => |size| vec![
        (STORY, format!("---\nledger: l\n---\n# 题\n\n{}\n", numbered("{{kk#}} ", size / 2))),
        (LEDGER, format!("figures:\n{}", numbered("  k#: {value: 1}\n", size / 2))),
    ],
    "dead links" => |size| story(&numbered("[x](m#.md) ", size)),
    "dead anchors" => |size| story(&(numbered("## 题#\n\n", size / 2) + &numbered("[x](%x#) ", size / 2).replace('%', "#"))),
    "footnotes that are missing" => |size| story(&numbered("字[^f#]", size)),
    "footnotes that nothing calls" => |size| story(&numbered("\n[^f#]: 注\n", size)),
    "unknown stories" => |size| beside(EDITION, format!("pages:\n  - stories:\n{}", numbered("      - s#\n", size))),
    "unknown keys" => |size| front(&numbered("k#: 1\n", size)),
    "figures in HTML" => |size| with_ledger(&format!("<div>\n{}</div>", again("{{a}}\n", size))),
    "mistyped kinds" => |size| story(&again("```charrt\na: 1\n```\n\n", size)),
    "columns twice" => |size| beside(SITE, format!("columns:\n{}", again("  - {name: 栏}\n", size))),
    "anchors twice" => |size| story(&again("## 题 {#h}\n\n", size)),
}

patterns! { PROOF, "check":
    "parts of sums" => |size| story(&again("其中男5名、女5名，", size)),
    "counts" => |size| story(&again("有5名，", size)),
    "opening quotes" => |size| story(&again("“", size)),
    "closing quotes" => |size| story(&again("”", size)),
    "half-width marks" => |size| story(&again("汉,", size)),
    "half-width brackets" => |size| story(&again("汉(汉)", size)),
    "identity numbers" => |size| story(&again("身份证110101199003078515，", size)),
    "telephones" => |size| story(&again("13912345678，", size)),
    "growth" => |size| story(&again("增长", size)),
    "growth from and to" => |size| story(&again("从5万元增长到20万元，增长3倍，", size)),
    "shares" => |size| story(&again("男占50%，女占50%，", size)),
    "turnouts" => |size| story(&again("培训5期3人次，", size)),
    "points" => |size| story(&again("三个方面：一是甲。", size)),
    "lists" => |size| story(&again("三项制度：甲、乙、", size)),
    "dates" => |size| story(&again("2月29日", size)),
    "words twice" => |size| story(&again("加油加油", size)),
    "particles" => |size| story(&again("认真的学习", size)),
    "surnames" => |size| story(&again("记者候建民", size)),
    "organisations" => |size| story(&again("铁西区组织部", size)),
    "numbers in words" => |size| story(&again("5个五个", size)),
    "dashes" => |size| story(&again("5—", size)),
    "lines" => |size| story(&again("今天召开会议\n", size)),
    "waivers" => |size| story(&again("<!-- 照排: missing-mark 因为 -->\n\n字\n\n", size)),
    "figures with typed numbers" => |size| with_ledger(&again("干部{{a}}、群众5名，", size)),
    "people and titles" => |size| vec![
        (STORY, format!("# 题\n\n{}\n", again("书记王5，", size / 2))),
        (STYLE, format!("people:\n{}", numbered("  - {name: 王#, titles: [书记]}\n", size / 2))),
    ],
}
