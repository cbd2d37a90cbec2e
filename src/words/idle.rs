//! Keys and values without effect, and why.

use super::{Wording, wording};

/// Why a key has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Idle {
    /// A standing document is in no edition and no list.
    Standing,
    /// The story is in no edition.
    Undated,
    /// Another key is missing.
    Without(&'static str),
    /// Another key decides.
    Beside(&'static str),
    /// The edition comes out later: on this day.
    BeforeEdition(String),
    /// The running order decides.
    Listed,
    /// `edition.yaml` decides.
    InEdition,
    /// The page is made up by hand.
    ByHand,
    /// The story has no picture.
    NoPicture,
    /// The story is a picture with its caption.
    Photo,
    /// An earlier place in the running order.
    ListedBefore,
    /// The story's own page: this one.
    OwnPage(u32),
    /// The value is a date or a time.
    Timed,
    /// No column of a table can be added up.
    NothingToAdd,
    /// The theme does not make up pages.
    NotMadeUp,
    /// No template of the theme prints it.
    NotPrinted,
    /// Every cell of a table has a figure.
    NoGap,
    /// A table has no more rows than it may show.
    FewRows,
}

/// A key or a value without effect.
#[must_use]
pub(crate) fn without_effect(key: &str, why: &Idle) -> Wording {
    let (zh, en) = match why {
        Idle::Standing => (
            "长设的网页不属于哪一期，也不进栏目、专题".to_owned(),
            "a standing page is in no edition, column or topic".to_owned(),
        ),
        Idle::Undated => ("这篇稿不在任何一期里".to_owned(), "the story is in no edition".to_owned()),
        Idle::Without(other) => (format!("没有写 `{other}`"), format!("there is no `{other}`")),
        Idle::Beside(other) => (format!("由 `{other}` 定"), format!("`{other}` decides")),
        Idle::BeforeEdition(day) => (format!("这一期 {day} 才出"), format!("its edition comes out on {day}")),
        Idle::Listed => (
            "次序由 `edition.yaml` 的 `stories` 定".to_owned(),
            "`stories` in `edition.yaml` decides".to_owned(),
        ),
        Idle::InEdition => {
            ("由 `edition.yaml` 的 `makeup` 定".to_owned(), "`makeup` in `edition.yaml` decides".to_owned())
        }
        Idle::ByHand => ("这一版是手工画的版样".to_owned(), "the page is made up by hand".to_owned()),
        Idle::NoPicture => ("这篇稿没有图".to_owned(), "the story has no picture".to_owned()),
        Idle::Photo => {
            ("图片新闻的图总在题前".to_owned(), "the picture of a photo story always comes first".to_owned())
        }
        Idle::ListedBefore => ("前面已经排了这篇稿".to_owned(), "the story is listed before".to_owned()),
        Idle::OwnPage(page) => (format!("稿头写着 `page: {page}`"), format!("the story says `page: {page}`")),
        Idle::Timed => ("值是日期或时间".to_owned(), "the value is a date or a time".to_owned()),
        Idle::NothingToAdd => ("没有一栏能相加".to_owned(), "no column can be added up".to_owned()),
        Idle::NotMadeUp => ("这套版式不拼版".to_owned(), "this theme does not make up pages".to_owned()),
        Idle::NotPrinted => ("这套版式不印它".to_owned(), "this theme does not print it".to_owned()),
        Idle::NoGap => ("每一格都有数".to_owned(), "every cell has a figure".to_owned()),
        Idle::FewRows => ("行数没有那么多".to_owned(), "there are no more rows than that".to_owned()),
    };
    let wording =
        wording("unused-value", format!("`{key}` 不起作用：{zh}"), format!("`{key}` has no effect: {en}"));
    match why {
        Idle::Without(other) => {
            wording.help(format!("补上 `{other}`，或去掉它"), format!("add `{other}`, or remove it"))
        }
        Idle::NotMadeUp => wording.help(
            "去掉它；还要换回拼版的版式，就留着",
            "remove it, or keep it for a theme that makes up pages",
        ),
        Idle::NotPrinted => {
            wording.help("去掉它；还要换别的版式，就留着", "remove it, or keep it for another theme")
        }
        Idle::Undated => wording.help("写上 `date`，或去掉它", "add `date`, or remove it"),
        _ => wording.help("去掉它", "remove it"),
    }
}
