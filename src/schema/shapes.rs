//! The shapes of values as JSON Schema. YAML writes numbers, truth values and nothing as such, where the readers take text; so
//! a schema takes these too. Only keywords that every draft since the seventh has are used.

use serde_json::{Map, Value, json};

use super::names::PaperNames;
use crate::fields::{AskedKey, BOOLEANS, KeyShape, MappingKeys, NameKind};
use crate::words::Language;
use crate::words::keys::purpose;

/// What the schemas are made from besides the shapes.
pub(super) struct ShapeWriter<'a> {
    pub names: &'a PaperNames,
    pub language: Language,
}

impl ShapeWriter<'_> {
    /// A mapping with known keys.
    pub(super) fn mapping(&self, mapping: &MappingKeys) -> Value {
        let property = |asked: &AskedKey| (asked.key.to_owned(), self.property(mapping.name, asked));
        let properties: Map<String, Value> = mapping.keys.iter().map(property).collect();
        let needed: Vec<&str> =
            mapping.keys.iter().filter(|asked| asked.is_needed).map(|asked| asked.key).collect();
        let mut schema = json!({
            "type": ["object", "null"],
            "properties": properties,
            "additionalProperties": false,
        });
        if !needed.is_empty() {
            schema["required"] = json!(needed);
        }
        schema
    }

    /// The names of the paper: each is suggested, and any other text is allowed, for it may be written soon.
    pub(super) fn definitions(&self) -> Map<String, Value> {
        let known = NameKind::ALL.into_iter().filter(|kind| !self.names.of(*kind).is_empty());
        let definition = |kind| json!({"anyOf": [{"enum": self.names.of(kind)}, scalar()]});
        known.map(|kind| (word(kind).to_owned(), definition(kind))).collect()
    }

    fn property(&self, mapping: &str, asked: &AskedKey) -> Value {
        let mut schema = self.shape(&asked.shape);
        if let Some(purpose) = purpose(mapping, asked.key) {
            schema["description"] = json!(purpose.said(self.language));
        }
        schema
    }

    fn shape(&self, shape: &KeyShape) -> Value {
        match shape {
            KeyShape::Any => json!({}),
            KeyShape::Text => scalar(),
            KeyShape::Name(kind) => match self.names.of(*kind) {
                [] => scalar(),
                _ => json!({"$ref": format!("#/$defs/{}", word(*kind))}),
            },
            KeyShape::Number => {
                json!({"type": ["number", "string"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$"})
            }
            KeyShape::WholeNumber => {
                json!({"type": ["integer", "string", "null"], "minimum": 0, "pattern": "^[0-9]+$"})
            }
            KeyShape::Boolean => json!({"type": ["boolean", "string", "null"], "pattern": truth()}),
            KeyShape::Moment => date("2025-11-20"),
            KeyShape::PartialDate => date("2025-11"),
            KeyShape::Words(words) => {
                let all = words.iter().flat_map(|(word, names)| std::iter::once(word).chain(names));
                let all: Vec<Value> = all.map(|word| json!(word)).chain([Value::Null]).collect();
                json!({"enum": all})
            }
            KeyShape::List(of) => {
                let item = self.shape(of);
                json!({"anyOf": [{"type": "array", "items": item}, item, {"type": "null"}]})
            }
            KeyShape::Mapping(mapping) => self.mapping(mapping),
            KeyShape::FreeMapping(of) => {
                json!({"type": ["object", "null"], "additionalProperties": self.shape(of)})
            }
            KeyShape::AnyOf(shapes) => {
                json!({"anyOf": shapes.iter().map(|shape| self.shape(shape)).collect::<Vec<_>>()})
            }
        }
    }
}

/// What the definition of some names is called.
fn word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Column => "column",
        NameKind::Topic => "topic",
        NameKind::Ledger => "ledger",
        NameKind::Figure => "figure",
        NameKind::Story => "story",
        NameKind::Exhibit => "kept-exhibit",
    }
}

/// A scalar, which is read as text.
fn scalar() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}

/// A date in any of the forms that are read: each has a year of four digits.
fn date(example: &str) -> Value {
    json!({"type": ["string", "number", "null"], "pattern": "[0-9０-９]{4}", "examples": [example]})
}

/// The words for true and false, in any case.
fn truth() -> String {
    let letter = |letter: char| match letter {
        'a'..='z' => format!("[{letter}{}]", letter.to_ascii_uppercase()),
        other => other.to_string(),
    };
    let words: Vec<String> = BOOLEANS.iter().map(|(word, _)| word.chars().map(letter).collect()).collect();
    format!("^\\s*({})\\s*$", words.join("|"))
}
