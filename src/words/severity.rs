//! The names of severities.

use super::Language;
use crate::finding::Severity;

/// The name of a severity.
#[must_use]
pub(crate) fn name(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::Chinese, Severity::Error) => "错误",
        (Language::Chinese, Severity::Warning) => "警告",
        (Language::Chinese, Severity::Info) => "提示",
        (Language::English, Severity::Error) => "error",
        (Language::English, Severity::Warning) => "warning",
        (Language::English, Severity::Info) => "hint",
    }
}
