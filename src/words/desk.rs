//! The texts of the desk: on the pages that watch mode shows.

use super::Language;

/// The language of the desk's own pages.
#[must_use]
pub(crate) fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-Hans",
        Language::English => "en",
    }
}

/// Shown until the paper was built for the first time.
#[must_use]
pub(crate) fn not_yet(language: Language) -> &'static str {
    match language {
        Language::Chinese => "报纸还没有排出来",
        Language::English => "The paper has not been printed yet",
    }
}

/// Shown at an address without a document.
#[must_use]
pub(crate) fn not_found(language: Language) -> &'static str {
    match language {
        Language::Chinese => "这里没有网页",
        Language::English => "There is no page here",
    }
}

/// The texts that the script in the pages uses, by key.
#[must_use]
pub(crate) fn labels(language: Language) -> Vec<(&'static str, &'static str)> {
    let words = [
        ("errors", "条错误：页面还是上一次排好的样子", "errors: showing the last good version"),
        ("unmade", "条错误：改好才排得出报", "errors: the paper is printed once they are fixed"),
        ("mistakes", "条错误", "errors"),
        ("warnings", "条警告", "warnings"),
        ("hints", "条提示", "hints"),
        ("list", "要看的地方", "what to look at"),
        ("go", "到这一处", "go there"),
        ("also", "也许在", "perhaps at"),
        ("front", "首页", "front page"),
        ("copy", "复制", "copy"),
        ("copied", "已复制", "copied"),
        ("open", "在编辑器里打开", "open in the editor"),
        ("hide", "收起", "hide"),
        ("gone", "这个网页已经没有了", "this page no longer exists"),
        ("lost", "预览断开了", "the preview has stopped"),
        ("characters", "字", "characters"),
        ("holds", "版面约容", "the area holds about"),
        ("over", "转全文", "over by"),
        ("source", "出处", "source"),
        ("window", "时段", "window"),
        ("ledger", "台账", "ledger"),
        ("value", "原值", "value"),
    ];
    let of = |(key, zh, en): (&'static str, &'static str, &'static str)| match language {
        Language::Chinese => (key, zh),
        Language::English => (key, en),
    };
    words.into_iter().map(of).collect()
}
