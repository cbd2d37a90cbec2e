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
