//! A number in a story, and where it comes from.

use serde_json::{Value, json};

use super::terminal::CommandOutput;
use crate::check::numbers::{CountedNumber, NumberSource};
use crate::words::Language;

/// A number, with its line and column.
pub(crate) struct NumberAt<'n>(pub &'n CountedNumber, pub (usize, usize));

impl CommandOutput for NumberAt<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self(counted, (line, column)) = self;
        let (path, words) = (&counted.place.path, &counted.words);
        let source = match (language, &counted.source) {
            (Language::Chinese, NumberSource::Reference) => "引用".to_owned(),
            (Language::Chinese, NumberSource::Matched(figure)) => format!("与台账一致：{figure}"),
            (Language::Chinese, NumberSource::Unsourced) => "没有出处".to_owned(),
            (Language::Chinese, NumberSource::Contradicted(figure)) => format!("与台账不符：{figure}"),
            (Language::English, NumberSource::Reference) => "reference".to_owned(),
            (Language::English, NumberSource::Matched(figure)) => format!("matches the ledger: {figure}"),
            (Language::English, NumberSource::Unsourced) => "no source".to_owned(),
            (Language::English, NumberSource::Contradicted(figure)) => {
                format!("contradicts the ledger: {figure}")
            }
        };
        vec![format!("{path}:{line}:{column}　{words}　{source}")]
    }

    fn json(&self, _: Language) -> Value {
        let Self(counted, (line, column)) = self;
        let (class, figure) = match &counted.source {
            NumberSource::Reference => ("reference", None),
            NumberSource::Matched(figure) => ("matched", Some(figure)),
            NumberSource::Unsourced => ("unsourced", None),
            NumberSource::Contradicted(figure) => ("contradicted", Some(figure)),
        };
        json!({
            "number": counted.words,
            "class": class,
            "figure": figure,
            "file": counted.place.path.as_str(),
            "line": line,
            "column": column,
        })
    }
}
