//! Schema: JSON Schemas of the files that editors write, for the programs they write them in. Their keys are those that the
//! readers of these files ask for; the names of this paper are suggested.

mod names;
mod shapes;

use serde_json::{Map, Value, json};

use crate::exhibits::KINDS;
use crate::fields::MappingKeys;
use crate::parse::{KeyedFile, keys};
use crate::words::Language;
pub(crate) use names::PaperNames;
use shapes::ShapeWriter;

/// A comment in each schema, by which `lanmu schema` knows its own files.
pub(crate) const MARK: &str = "lanmu schema";

/// The names of the schemas: of each file, and of every kind of exhibit in a fence.
pub(crate) const NAMES: [&str; 6] = ["site", "edition", "story", "ledger", "style", "exhibit"];

/// The schemas with their names, described in `language`.
#[must_use]
pub(crate) fn schemas(names: &PaperNames, language: Language) -> Vec<(&'static str, Value)> {
    let shapes = ShapeWriter { names, language };
    let file = |(name, file)| (name, whole(shapes.mapping(&keys(file, &names.added)), shapes.definitions()));
    let mut schemas: Vec<(&str, Value)> = KeyedFile::FILES.into_iter().map(file).collect();
    schemas.push(("exhibit", exhibits(&shapes, names)));
    schemas
}

/// The schema of a fence's body, of whatever kind.
fn exhibits(shapes: &ShapeWriter, names: &PaperNames) -> Value {
    let kinds: Vec<MappingKeys> =
        KINDS.iter().map(|kind| keys(KeyedFile::Exhibit(kind), &names.added)).collect();
    let mut definitions = shapes.definitions();
    definitions
        .extend(KINDS.iter().zip(&kinds).map(|(kind, keys)| (format!("kind-{kind}"), shapes.mapping(keys))));
    let any: Vec<Value> = KINDS.iter().map(|kind| json!({"$ref": format!("#/$defs/kind-{kind}")})).collect();
    whole(json!({"anyOf": any}), definitions)
}

/// A schema as a file of its own.
fn whole(schema: Value, definitions: Map<String, Value>) -> Value {
    let head = [
        ("$schema", json!("https://json-schema.org/draft/2020-12/schema")),
        ("$comment", json!(MARK)),
        ("$defs", definitions.into()),
    ];
    let head = head.into_iter().map(|(key, value)| (key.to_owned(), value));
    let body = if let Value::Object(body) = schema { body } else { Map::new() };
    Value::Object(head.chain(body).collect())
}

/// Whether a file is a schema that `lanmu schema` wrote.
#[must_use]
pub(crate) fn is_own(bytes: &[u8]) -> bool {
    let schema: Option<Value> = serde_json::from_slice(bytes).ok();
    schema.is_some_and(|schema| schema["$comment"] == MARK)
}

/// A schema as the text of a file.
#[must_use]
pub(crate) fn text(schema: &Value) -> String {
    format!("{schema}\n")
}
