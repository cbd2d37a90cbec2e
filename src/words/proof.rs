//! The texts of a printed proof.

use super::Language;

/// The title of a proof.
#[must_use]
pub(crate) fn proof(language: Language) -> &'static str {
    match language {
        Language::Chinese => "校样",
        Language::English => "Proof",
    }
}

/// The value of the `lang` attribute.
#[must_use]
pub(crate) fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-Hans",
        Language::English => "en",
    }
}

/// What a mark in a proof asks for, after GB/T 14706.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProofSign {
    /// 改正
    Change,
    /// 删除
    Delete,
    /// 增补
    Insert,
    /// Something to be checked.
    Query,
}

impl ProofSign {
    /// Its class in the style sheet.
    #[must_use]
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Delete => "delete",
            Self::Insert => "insert",
            Self::Query => "query",
        }
    }

    /// Its name.
    #[must_use]
    pub(crate) fn name(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Chinese, Self::Change) => "改",
            (Language::Chinese, Self::Delete) => "删",
            (Language::Chinese, Self::Insert) => "增",
            (Language::Chinese, Self::Query) => "核",
            (Language::English, Self::Change) => "change",
            (Language::English, Self::Delete) => "delete",
            (Language::English, Self::Insert) => "insert",
            (Language::English, Self::Query) => "check",
        }
    }
}

/// The line that explains the marks.
#[must_use]
pub(crate) fn legend(language: Language) -> &'static str {
    match language {
        Language::Chinese => {
            "校对符号照 GB/T 14706：圈起来、引出新字的是改正，圈起来划去的是删除，尖角指着的是增补；加问号的请核对。"
        }
        Language::English => {
            "Marks as in GB/T 14706: ringed text is changed, ringed and struck text deleted, a caret inserts; a question mark asks to check."
        }
    }
}

/// The note about more findings of a kind than are explained.
#[must_use]
pub(crate) fn more(code: &str, numbers: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("{numbers} 同上：{code}"),
        Language::English => format!("{numbers} as above: {code}"),
    }
}
