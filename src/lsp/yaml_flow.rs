//! The word at the cursor in a flow collection that is being written, `{a: [b, c]}`: its brackets may not be closed yet.

use super::yaml_word::{YamlSide, YamlStep, unquoted};
use crate::source::Span;

/// A collection that is open in a flow.
enum OpenFlow {
    /// With the keys so far, and whether the last of them has its colon.
    Mapping(Vec<String>, bool),
    List,
}

pub(super) type FlowWord = (Vec<YamlStep>, YamlSide, Span, Vec<String>);

/// The word at a byte of a flow collection that begins at `start`.
///
/// # Errors
/// The end of the collection, if the byte is after it.
pub(super) fn flow(yaml: &str, start: usize, at: usize) -> Result<FlowWord, usize> {
    let (mut open, mut word, mut next): (Vec<OpenFlow>, usize, usize) = (Vec::new(), start, start);
    while next < at {
        let Some(character) = yaml[next..].chars().next() else { break };
        let after = next + character.len_utf8();
        match character {
            '"' | '\'' if yaml[word..next].trim().is_empty() => {
                next = yaml[after..].find(character).map_or(yaml.len(), |end| after + end + 1);
                if next > at {
                    break;
                }
                continue;
            }
            '{' => open.push(OpenFlow::Mapping(Vec::new(), false)),
            '[' => open.push(OpenFlow::List),
            '}' | ']' => {
                open.pop();
                if open.is_empty() {
                    return Err(after);
                }
            }
            ',' => {
                if let Some(OpenFlow::Mapping(_, has_colon)) = open.last_mut() {
                    *has_colon = false;
                }
            }
            ':' if yaml[after..].starts_with([' ', '\n'])
                || after == yaml.len()
                || yaml[..next].ends_with('"') =>
            {
                if let Some(OpenFlow::Mapping(keys, has_colon)) = open.last_mut() {
                    keys.push(yaml[unquoted(yaml, Span::new(word, next).trimmed(yaml)).range()].to_owned());
                    *has_colon = true;
                }
            }
            _ => {
                next = after;
                continue;
            }
        }
        (word, next) = (after, after);
    }
    Ok(flow_word(yaml, &open, word, at))
}

fn flow_word(yaml: &str, open: &[OpenFlow], word: usize, at: usize) -> FlowWord {
    let start = at.min(word + (yaml[word..at].len() - yaml[word..at].trim_start().len()));
    let end = yaml[at..].find([',', '}', ']', '\n', ':']).map_or(yaml.len(), |end| at + end);
    let span = unquoted(yaml, Span::new(start, start + yaml[start..end].trim_end().len()));
    let mut steps = Vec::new();
    for (depth, collection) in open.iter().enumerate() {
        match collection {
            OpenFlow::List => steps.push(YamlStep::Item),
            OpenFlow::Mapping(keys, true) => steps.extend(keys.last().cloned().map(YamlStep::Key)),
            OpenFlow::Mapping(keys, false) if depth + 1 == open.len() => {
                let mut keys = keys.clone();
                keys.extend(flow_keys_after(yaml, end));
                return (steps, YamlSide::Key, span, keys);
            }
            OpenFlow::Mapping(..) => {}
        }
    }
    let side = if matches!(open.last(), Some(OpenFlow::List)) { YamlSide::Item } else { YamlSide::Value };
    (steps, side, span, Vec::new())
}

/// The keys that follow in the same flow mapping.
fn flow_keys_after(yaml: &str, from: usize) -> Vec<String> {
    let rest = &yaml[from..];
    let rest = &rest[..rest.find(['}', '{', '[']).unwrap_or(rest.len())];
    let keys = rest.split(',').skip(1).filter_map(|entry| entry.split_once(':'));
    keys.map(|(key, _)| key.trim().to_owned()).collect()
}
