//! Kinds of documents (公文), as their headlines name them.

use std::sync::LazyLock;

use regex::Regex;

static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:通知|公告|通告|公示|启事|布告|告示|公开信|倡议书)(?:[（(][^（()）]{1,12}[)）])?$")
        .expect("a valid pattern")
});

/// Whether a headline is that of a notice: 关于做好冬季防火的通知.
#[must_use]
pub(crate) fn names_a_notice(headline: &str) -> bool {
    NOTICE.is_match(headline)
}
