//! What a printed proof says.

use super::Language;

/// What a proof is called.
#[must_use]
pub(crate) fn proof(language: Language) -> &'static str {
    match language {
        Language::Chinese => "校样",
        Language::English => "Proof",
    }
}

/// The language as `lang` wants it.
#[must_use]
pub(crate) fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-Hans",
        Language::English => "en",
    }
}
