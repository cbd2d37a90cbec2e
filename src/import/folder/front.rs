//! The front matter of other programs → ours: keys by what they mean, and a list of those that mean nothing here.

use indexmap::IndexMap;
use serde_yaml::{Mapping, Value};

use crate::fields::{Counterpart, meant};
use crate::parse;

/// Front matter in our words.
#[derive(Debug, Default)]
pub(super) struct OwnFront {
    pub keys: IndexMap<String, Value>,
    /// The pictures that it shows: a cover, a banner.
    pub pictures: Vec<FrontPicture>,
    /// What has no counterpart, as `key: value`.
    pub left: Vec<String>,
}

/// A picture of front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontPicture {
    /// Its address, as that program has it.
    pub address: String,
    pub alt: Option<String>,
    pub caption: Option<String>,
}

/// Splits a page into its front matter, if that can be read, and its text.
#[must_use]
pub(super) fn split(text: &str) -> (Option<Mapping>, &str) {
    let text = text.trim_start_matches('\u{FEFF}');
    for (mark, is_toml) in [("---", false), ("+++", true)] {
        let Some(rest) =
            text.strip_prefix(mark).and_then(|rest| rest.trim_start_matches([' ', '\t']).strip_prefix('\n'))
        else {
            continue;
        };
        let end =
            if rest.starts_with(mark) { Some(0) } else { rest.find(&format!("\n{mark}")).map(|end| end + 1) };
        let Some(end) = end else { continue };
        let body = rest[end + mark.len()..].split_once('\n').map_or("", |(_, body)| body);
        let read = if is_toml {
            let table = toml::from_str::<toml::Table>(&rest[..end]).ok();
            table.and_then(|table| serde_yaml::to_value(plain(&toml::Value::Table(table))).ok())
        } else {
            serde_yaml::from_str(&rest[..end]).ok()
        };
        return match read {
            Some(Value::Mapping(mapping)) => (Some(mapping), body),
            Some(Value::Null) => (Some(Mapping::new()), body),
            _ => (None, text),
        };
    }
    (Some(Mapping::new()), text)
}

/// TOML as YAML has it: a date is its text.
fn plain(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text.clone()),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Boolean(is_on) => Value::Bool(*is_on),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Array(items) => Value::Sequence(items.iter().map(plain).collect()),
        toml::Value::Table(table) => Value::Mapping(
            table.iter().map(|(key, value)| (Value::String(key.clone()), plain(value))).collect(),
        ),
    }
}

/// Reads front matter for a paper with some columns.
#[must_use]
pub(super) fn read(mapping: &Mapping, columns: &[String]) -> OwnFront {
    let mut own = OwnFront::default();
    let known: Vec<&str> = parse::front_keys().to_vec();
    for (key, value) in mapping {
        let Some(name) = key.as_str() else { continue };
        // Zola keeps the topics one level deeper, and so does Hugo with what themes read.
        if let (Value::Mapping(inner), "taxonomies" | "extra" | "params" | "header") = (value, name) {
            let inner = read(inner, columns);
            for (key, value) in inner.keys {
                own.keys.entry(key).or_insert(value);
            }
            own.add_pictures(inner.pictures);
            own.left.extend(inner.left);
            continue;
        }
        let ours = if known.contains(&name) {
            Some(Counterpart::Key(known[known.iter().position(|key| *key == name).unwrap_or_default()]))
        } else {
            meant(name, &known)
        };
        let taken = match ours {
            Some(Counterpart::Key("images")) => own.add_pictures(pictures(value)),
            Some(Counterpart::Key(ours)) => take(&mut own.keys, ours, value, columns),
            Some(Counterpart::Draft) => value.as_bool().is_some_and(|is_out| {
                is_out || own.keys.insert("draft".to_owned(), Value::Bool(true)).is_none()
            }),
            Some(Counterpart::NotHere) | None => false,
        };
        if !taken && !is_nothing(value) {
            own.left.push(format!("{name}: {}", shown(value)));
        }
    }
    own
}

impl OwnFront {
    /// Adds pictures, each once; returns whether there are any.
    fn add_pictures(&mut self, pictures: Vec<FrontPicture>) -> bool {
        let is_some = !pictures.is_empty();
        for picture in pictures {
            if self.pictures.iter().all(|known| known.address != picture.address) {
                self.pictures.push(picture);
            }
        }
        is_some
    }
}

/// The pictures of a value: an address, several, or a mapping with an address and what is said of it.
fn pictures(value: &Value) -> Vec<FrontPicture> {
    match value {
        Value::String(address) if !address.trim().is_empty() => {
            vec![FrontPicture { address: address.trim().to_owned(), ..FrontPicture::default() }]
        }
        Value::Sequence(items) => items.iter().flat_map(pictures).collect(),
        Value::Mapping(mapping) => {
            let text = |keys: &[&str]| {
                let found = keys.iter().find_map(|key| mapping.get(*key)?.as_str());
                found.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
            };
            let address = text(&["src", "image", "url", "path", "file", "img", "feature", "teaser"]);
            let [alt, caption] = [text(&["alt"]), text(&["caption", "title", "description"])];
            address
                .into_iter()
                .map(|address| FrontPicture { address, alt: alt.clone(), caption: caption.clone() })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn is_nothing(value: &Value) -> bool {
    matches!(value, Value::Null)
        || value.as_str().is_some_and(|text| text.trim().is_empty())
        || value.as_sequence().is_some_and(Vec::is_empty)
}

/// A value in one line.
fn shown(value: &Value) -> String {
    let yaml = serde_yaml::to_string(value).unwrap_or_default();
    yaml.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts a value under our key, if it can be one; the first of several keys that mean the same counts.
fn take(keys: &mut IndexMap<String, Value>, ours: &str, value: &Value, columns: &[String]) -> bool {
    let texts = texts(value);
    let new = match ours {
        "headline" | "deck" | "kicker" | "lead" | "summary" | "byline" | "dateline" | "source" => {
            let text = texts.join(if ours == "byline" { "、" } else { " " });
            (!text.is_empty()).then(|| Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
        "source_url" => {
            texts.first().filter(|url| url.starts_with("http")).map(|url| Value::String(url.clone()))
        }
        "date" => texts.first().and_then(|text| day(text)).map(Value::String),
        "draft" => value.as_bool().filter(|is_draft| *is_draft).map(Value::Bool),
        "topics" | "keywords" => names(&texts),
        "column" => return column(keys, &texts, columns),
        _ => None,
    };
    if new.is_none() && ours == "draft" && value.as_bool() == Some(false) {
        return true;
    }
    let Some(new) = new else { return false };
    if ours == "topics" && keys.contains_key("topics") {
        return add_topics(keys, &texts);
    }
    let is_free = !keys.contains_key(ours);
    if is_free {
        keys.insert(ours.to_owned(), new);
    }
    is_free
}

/// A category is a column if the paper has it; otherwise it is a topic.
fn column(keys: &mut IndexMap<String, Value>, texts: &[String], columns: &[String]) -> bool {
    let (known, others): (Vec<String>, Vec<String>) =
        texts.iter().cloned().partition(|text| columns.contains(text));
    let mut known = known.into_iter();
    if let Some(first) = known.next() {
        keys.entry("column".to_owned()).or_insert(Value::String(first));
    }
    add_topics(keys, &known.chain(others).collect::<Vec<_>>())
}

fn add_topics(keys: &mut IndexMap<String, Value>, texts: &[String]) -> bool {
    let before = keys.get("topics").map(self::texts).unwrap_or_default();
    if let Some(all) = names(&before.into_iter().chain(texts.iter().cloned()).collect::<Vec<_>>()) {
        keys.insert("topics".to_owned(), all);
    }
    true
}

/// Names, each once.
fn names(texts: &[String]) -> Option<Value> {
    let mut names: Vec<Value> = Vec::new();
    for text in texts {
        let name = Value::String(text.trim().to_owned());
        if !text.trim().is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then_some(Value::Sequence(names))
}

/// The texts of a value: one, those of a list, the name in a mapping.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.trim().to_owned()],
        Value::Number(number) => vec![number.to_string()],
        Value::Sequence(items) => items.iter().flat_map(texts).collect(),
        Value::Mapping(mapping) => mapping.get("name").map(texts).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The day of `2020-01-02T10:00:00+08:00`, `2020/1/2 10:00`.
fn day(text: &str) -> Option<String> {
    let mut pieces = text.trim().splitn(3, ['-', '/', '.']);
    let (year, month, rest) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let day: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let date = chrono::NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(date.to_string())
}
