//! A kind that the theme adds: its body is a tree of texts, which its template gets as written.

use super::prelude::*;
use crate::fields::NodeKind;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Added {
    /// The kind, as `theme.yaml` lists it.
    pub word: String,
    body: Plain,
}

/// A tree of texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Plain {
    Text(String),
    List(Vec<Plain>),
    Mapping(Vec<(String, Plain)>),
}

impl Added {
    pub(crate) fn of(word: &str, root: &Node) -> Self {
        Self { word: word.to_owned(), body: Plain::of(root) }
    }
}

impl Plain {
    fn of(node: &Node) -> Self {
        match &node.kind {
            NodeKind::Scalar { text, .. } => Self::Text(text.clone()),
            NodeKind::List(items) => Self::List(items.iter().map(Self::of).collect()),
            NodeKind::Mapping(entries) => Self::Mapping(
                entries.iter().map(|entry| (entry.key.clone(), Self::of(&entry.value))).collect(),
            ),
        }
    }

    /// Its texts, one per line.
    fn lines(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(items) => items.iter().flat_map(Self::lines).collect(),
            Self::Mapping(entries) => entries
                .iter()
                .flat_map(|(key, value)| std::iter::once(key.as_str()).chain(value.lines()))
                .collect(),
        }
    }

    fn view(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::List(items) => items.iter().map(Self::view).collect(),
            Self::Mapping(entries) => {
                Value::Object(entries.iter().map(|(key, value)| (key.clone(), value.view())).collect())
            }
        }
    }
}

impl ExhibitKind for Added {
    fn prove(&self, _: ResolvedExhibit, _: &mut Notes) {}

    fn sketch<'e>(&self, _: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let line = |line: &str| SketchPart::Words(line.to_owned(), LINE + 200, 2 * EM);
        self.body.lines().into_iter().map(line).collect()
    }

    fn view(&self, _: &ExhibitSetting) -> Value {
        self.body.view()
    }

    fn sheet(&self, _: ResolvedExhibit) -> TextTable {
        TextTable::headless(self.body.lines().into_iter().map(|line| vec![line.to_owned()]))
    }
}
