//! What the language server says to an editor's program, besides findings.

use super::Language;

/// A document that belongs to no paper.
#[must_use]
pub(crate) fn outside(file: &str, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("`{file}` 不在任何一份报里：上面没有带 site.yaml、ledgers 或 editions 的 content/")
        }
        Language::English => {
            format!(
                "`{file}` is in no paper: no folder above it has a content/ with site.yaml, ledgers or editions"
            )
        }
    }
}

/// Only figures can be renamed.
#[must_use]
pub(crate) fn only_figures(language: Language) -> &'static str {
    match language {
        Language::Chinese => "这里没有数字的键；能改名的只有数字",
        Language::English => "there is no figure here; only the keys of figures can be renamed",
    }
}

/// A figure that does not exist.
#[must_use]
pub(crate) fn no_figure(key: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("没有数字 `{key}`"),
        Language::English => format!("there is no figure `{key}`"),
    }
}

/// A text that cannot be a key.
#[must_use]
pub(crate) fn bad_key(key: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("`{key}` 不能作键：用字母、汉字、数字、`_` 和 `.`，不能只是一个数"),
        Language::English => {
            format!("`{key}` cannot be a key: use letters, digits, `_` and `.`, and not a number alone")
        }
    }
}

/// A key that another figure has.
#[must_use]
pub(crate) fn taken(key: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("已经有数字叫 `{key}`"),
        Language::English => format!("there is a figure `{key}` already"),
    }
}

/// A part whose key would no longer begin with that of its whole.
#[must_use]
pub(crate) fn part_of(key: &str, whole: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("`{key}` 是 `{whole}` 的分项，键要以 `{whole}.` 开头"),
        Language::English => format!("`{key}` is a part of `{whole}`, so its key must begin with `{whole}.`"),
    }
}

/// A file that cannot be read may name the figure.
#[must_use]
pub(crate) fn unread(path: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("`{path}` 读不了，里面可能也用了这个数字；先改好它"),
        Language::English => {
            format!("`{path}` cannot be read, and may name the figure too; correct it first")
        }
    }
}

/// A key that is written with escapes or aliases.
#[must_use]
pub(crate) fn written_otherwise(path: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("`{path}` 里的键用转义或别名写成，改不了；先写成平常的样子"),
        Language::English => {
            format!("`{path}` writes the key with escapes or an alias; write it plainly first")
        }
    }
}

/// A renaming after which the paper would differ; `why` is a new finding.
#[must_use]
pub(crate) fn would_change(why: Option<&str>, language: Language) -> String {
    let (zh, en) = match why {
        Some(why) => (format!("：{why}"), format!(": {why}")),
        None => ("：印出来的数字会变".to_owned(), ": other numbers would be printed".to_owned()),
    };
    match language {
        Language::Chinese => format!("改了名报纸就不一样了{zh}"),
        Language::English => format!("the paper would not be the same{en}"),
    }
}

/// What a line about a figure or a ledger is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Window,
    Series,
    Parts,
    Source,
    Ledger,
    AsOf,
    Note,
    Owner,
    Figures,
    PrintedIn,
    Value,
    Place,
}

/// The beginning of a line about a figure or a ledger.
#[must_use]
pub(crate) fn label(label: Label, language: Language) -> &'static str {
    let (zh, en) = match label {
        Label::Window => ("口径：", "Window: "),
        Label::Series => ("历年：", "Series: "),
        Label::Parts => ("分项：", "Parts: "),
        Label::Source => ("来源：", "Source: "),
        Label::Ledger => ("台账：", "Ledger: "),
        Label::AsOf => ("截至：", "As of: "),
        Label::Note => ("说明：", "Note: "),
        Label::Owner => ("谁的：", "Owner: "),
        Label::Figures => ("数字：", "Figures: "),
        Label::PrintedIn => ("印在：", "Printed in:"),
        Label::Value => ("数值：", "Value: "),
        Label::Place => ("位置：", "Place: "),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// How many more stories there are than are listed.
#[must_use]
pub(crate) fn and_more(left: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("另有 {left} 篇"),
        Language::English => format!("and {left} more"),
    }
}

/// How many stories a column or a topic has, before the newest of them.
#[must_use]
pub(crate) fn stories(number: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("共 {number} 篇，最新的是："),
        Language::English => format!("{number} stories; the newest:"),
    }
}

/// The title of a fix.
#[must_use]
pub(crate) fn replace(wrong: &str, right: &str, language: Language) -> String {
    match (language, right.is_empty(), wrong.is_empty()) {
        (Language::Chinese, true, _) => format!("删去 `{wrong}`"),
        (Language::English, true, _) => format!("Remove `{wrong}`"),
        (Language::Chinese, _, true) => format!("加上 `{right}`"),
        (Language::English, _, true) => format!("Insert `{right}`"),
        (Language::Chinese, ..) => format!("`{wrong}` 改成 `{right}`"),
        (Language::English, ..) => format!("Change `{wrong}` to `{right}`"),
    }
}

/// The title of all safe fixes of a file.
#[must_use]
pub(crate) fn fix_all(fixes: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("改好这篇里稳妥的 {fixes} 处（半角标点、标点旁的空格）"),
        Language::English => {
            format!("Apply the {fixes} safe fixes of this file (half-width marks, spaces beside marks)")
        }
    }
}

/// What a kind of exhibit draws.
#[must_use]
pub(crate) fn kind(word: &str, language: Language) -> Option<&'static str> {
    let (zh, en) = match word {
        "board" => ("看板：几根柱子，各有数字", "a board: pillars, each with its figures"),
        "registry" => ("名册：名称、归属、数量", "a register: names, owners, counts"),
        "method" => ("办法：代码里的每个数码对一条", "a method: an item for each digit of its code"),
        "loop" => ("闭环：首尾相接的步骤", "a closed loop of steps"),
        "programme" => ("机制卡片", "a programme's card"),
        "training" => ("培训：期数、人次、专题、基地", "training: sessions, attendances, topics, bases"),
        "placement" => ("分派：派到哪里、多少人", "placement: who was sent where, how many"),
        "pairs" => ("一一对应", "pairs, one to one"),
        "funnel" => ("漏斗：一级比一级少", "a funnel: each count below the one before"),
        "glossary" => ("词语解释", "terms explained"),
        "documents" => ("文件目录", "a register of documents"),
        "table" => ("表：台账里的数字，一行一个", "a table of a ledger's figures, one a row"),
        "contest" => ("比赛：轮次和结果", "a contest: rounds and results"),
        "chart" => ("图表：哪一种，写在 kind 里", "a chart; `kind` says which"),
        "exhibit" => ("台账里的图表件：show: 台账:名称", "an exhibit that a ledger keeps: show: ledger:NAME"),
        _ => return None,
    };
    Some(match language {
        Language::Chinese => zh,
        Language::English => en,
    })
}

/// A change that gives only a part of a text.
#[must_use]
pub(crate) fn partial(language: Language) -> &'static str {
    match language {
        Language::Chinese => "编辑器只送来了改动的部分；这里只认全文，如 textDocumentSync 所说",
        Language::English => {
            "the editor sent only a part of a text; whole texts are understood, as textDocumentSync says"
        }
    }
}

/// How many stories a topic has.
#[must_use]
pub(crate) fn number_of_stories(number: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("{number} 篇"),
        Language::English => format!("{number} stories"),
    }
}

/// The periods that are named by their distance from the last.
#[must_use]
pub(crate) fn periods(language: Language) -> [(&'static str, &'static str); 2] {
    match language {
        Language::Chinese => [("同比", "和上年同期比"), ("环比", "和上一期比")],
        Language::English => {
            [("同比", "from the same period of the year before"), ("环比", "from the period before")]
        }
    }
}

/// The filters of a reference, and what each prints.
#[must_use]
pub(crate) fn filters(language: Language) -> Vec<(&'static str, &'static str)> {
    const FILTERS: [(&str, &str, &str); 14] = [
        ("value", "只印数，不带单位", "the number without its unit"),
        ("at ", "历年数里某一期的数", "the number of one period of its series"),
        ("share of ", "占另一个数字的百分比", "its share in another figure, in per cent"),
        ("change", "比上一期变了多少", "the change since the period before"),
        ("change from ", "比某一期变了多少", "the change since a period"),
        ("change percent", "比上一期变了百分之几", "the change since the period before, in per cent"),
        ("change percent from ", "比某一期变了百分之几", "the change since a period, in per cent"),
        ("direction", "增长、下降或持平", "rose, fell or was unchanged"),
        ("direction noun", "作名词的增长、下降", "a rise or a fall"),
        ("words", "用汉字写的数", "the number in words"),
        ("window", "口径，如近三年", "the period that it covers"),
        ("万", "以万计", "counted in 万"),
        ("亿", "以亿计", "counted in 亿"),
        ("million", "以百万计，英文稿用", "counted in millions"),
    ];
    let said = |(filter, zh, en): (&'static str, &'static str, &'static str)| match language {
        Language::Chinese => (filter, zh),
        Language::English => (filter, en),
    };
    FILTERS.into_iter().map(said).collect()
}
