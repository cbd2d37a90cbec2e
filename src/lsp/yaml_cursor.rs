//! What the cursor is on in YAML that is being written, and so may not be YAML yet: the keys above it, and the word at it.
//!
//! Blocks are read by their indents, one line at a time; flow collections are read in `yaml_flow`.

use super::yaml_flow::flow;
use super::yaml_word::{YamlSide, YamlStep, YamlWord, colon, unquoted, without_comment};
use crate::source::Span;

/// A collection that is open in a block.
struct OpenStep {
    indent: usize,
    step: YamlStep,
}

/// Reads lines up to the cursor.
struct BlockReader<'y> {
    yaml: &'y str,
    at: usize,
    open: Vec<OpenStep>,
    /// The indent of the key whose value is a text of several lines.
    literal: Option<usize>,
}

/// The word at a byte of some YAML.
pub(super) fn word_at(yaml: &str, at: usize) -> YamlWord {
    let mut reader = BlockReader { yaml, at, open: Vec::new(), literal: None };
    let mut start = 0;
    loop {
        let end = yaml[start..].find('\n').map_or(yaml.len(), |end| start + end);
        match reader.line(Span::new(start, end)) {
            LineRead::Found(word) => return word,
            LineRead::UpTo(next) => start = yaml[next..].find('\n').map_or(yaml.len(), |end| next + end + 1),
        }
        if start > at {
            return reader.value(Span::new(at, at)); // Not reached: the line of the cursor always ends the search.
        }
    }
}

/// What reading a line led to.
enum LineRead {
    Found(YamlWord),
    /// Everything up to this byte was read.
    UpTo(usize),
}

impl BlockReader<'_> {
    fn line(&mut self, line: Span) -> LineRead {
        let text = &self.yaml[line.range()];
        let is_last = line.end >= self.at;
        let (indent, words) = (text.len() - text.trim_start_matches(' ').len(), text.trim());
        if let Some(literal) = self.literal {
            if indent > literal || words.is_empty() && !is_last {
                return if is_last {
                    LineRead::Found(self.value(line.trimmed(self.yaml)))
                } else {
                    LineRead::UpTo(line.end)
                };
            }
            self.literal = None;
        }
        if words.is_empty() || words.starts_with('#') {
            if !is_last {
                return LineRead::UpTo(line.end);
            }
            let indent = if words.is_empty() { self.at - line.start } else { indent };
            self.close(indent, false);
            return LineRead::Found(self.key(Span::new(self.at, self.at), line, indent));
        }
        self.close(indent, words == "-" || words.starts_with("- "));
        let content = self.items(line, indent);
        self.content(line, content, is_last)
    }

    /// Closes the collections that a line with this indent is not in. The items of a list may stand under its key.
    fn close(&mut self, indent: usize, is_item: bool) {
        while self.open.last().is_some_and(|open| {
            open.indent > indent || open.indent == indent && !(is_item && open.step != YamlStep::Item)
        }) {
            self.open.pop();
        }
    }

    /// Opens the items that a line begins with; returns the byte after the dashes.
    fn items(&mut self, line: Span, indent: usize) -> usize {
        let mut content = line.start + indent;
        while self.yaml[content..line.end].starts_with("- ") || &self.yaml[content..line.end] == "-" {
            self.open.push(OpenStep { indent: content - line.start, step: YamlStep::Item });
            let rest = &self.yaml[(content + 1)..line.end];
            content += 1 + rest.len() - rest.trim_start().len();
        }
        content
    }

    fn content(&mut self, line: Span, content: usize, is_last: bool) -> LineRead {
        let text = &self.yaml[content..line.end];
        if text.starts_with(['{', '[']) {
            let is_before = is_last && self.at <= content;
            let here = Span::new(self.at, self.at);
            return if is_before { LineRead::Found(self.value(here)) } else { self.flow(content) };
        }
        let Some(colon) = colon(text).map(|colon| content + colon) else {
            if !is_last {
                return LineRead::UpTo(line.end);
            }
            let word = unquoted(self.yaml, Span::new(content, line.end).trimmed(self.yaml));
            let is_item = matches!(self.open.last(), Some(open) if open.step == YamlStep::Item && open.indent + 2 >= content - line.start);
            let mut found = self.key(word, line, content - line.start);
            if is_item && found.keys.is_empty() {
                found.side = YamlSide::Item;
            }
            return LineRead::Found(found);
        };
        let key = unquoted(self.yaml, Span::new(content, colon).trimmed(self.yaml));
        if is_last && self.at <= colon {
            return LineRead::Found(self.key(key, line, content - line.start));
        }
        let step = YamlStep::Key(self.yaml[key.range()].to_owned());
        self.open.push(OpenStep { indent: content - line.start, step });
        let value = without_comment(self.yaml, Span::new(colon + 1, line.end).trimmed(self.yaml));
        let words = &self.yaml[value.range()];
        if words.starts_with(['{', '[']) && (!is_last || self.at > value.start) {
            return self.flow(value.start);
        }
        if words.starts_with(['|', '>']) {
            self.literal = Some(content - line.start);
        }
        if is_last {
            let word =
                if words.is_empty() { Span::new(self.at, self.at) } else { unquoted(self.yaml, value) };
            return LineRead::Found(self.value(word));
        }
        LineRead::UpTo(line.end)
    }

    fn path(&self) -> Vec<YamlStep> {
        self.open.iter().map(|open| open.step.clone()).collect()
    }

    fn value(&self, span: Span) -> YamlWord {
        YamlWord { path: self.path(), side: YamlSide::Value, span, keys: Vec::new() }
    }

    fn key(&self, span: Span, line: Span, indent: usize) -> YamlWord {
        let keys = keys_beside(self.yaml, line, indent);
        YamlWord { path: self.path(), side: YamlSide::Key, span, keys }
    }

    /// Reads a flow collection that begins at a byte.
    fn flow(&self, start: usize) -> LineRead {
        match flow(self.yaml, start, self.at) {
            Ok((steps, side, span, keys)) => {
                let path = self.path().into_iter().chain(steps).collect();
                LineRead::Found(YamlWord { path, side, span, keys })
            }
            Err(end) => LineRead::UpTo(end),
        }
    }
}

/// The keys in the same block mapping as a line, but for its own.
fn keys_beside(yaml: &str, line: Span, indent: usize) -> Vec<String> {
    let key_in = |line: &str| {
        let dashes = line.len() - line.trim_start_matches([' ', '-']).len();
        (dashes, colon(&line[dashes..]).map(|colon| line[dashes..dashes + colon].trim().to_owned()))
    };
    let mut keys = Vec::new();
    for line in yaml[..line.start].lines().rev() {
        let (own, key) = key_in(line);
        let bare = line.len() - line.trim_start_matches(' ').len();
        if line.trim().is_empty() || own > indent {
            continue;
        }
        if own == indent {
            keys.extend(key);
        }
        if own < indent || bare < indent {
            break;
        }
    }
    let after = yaml[line.end..].lines().skip(1).filter(|line| !line.trim().is_empty());
    for line in after {
        let bare = line.len() - line.trim_start_matches(' ').len();
        if bare < indent {
            break;
        }
        if bare == indent {
            keys.extend(key_in(line).1);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word at `‸` in some YAML: its path, its side, itself, and the keys beside it.
    fn at(marked: &str) -> (String, YamlSide, String, Vec<String>) {
        let offset = marked.find('‸').expect("a cursor");
        let yaml = marked.replace('‸', "");
        let word = word_at(&yaml, offset);
        let steps = word.path.iter().map(|step| match step {
            YamlStep::Key(key) => key.as_str(),
            YamlStep::Item => "-",
        });
        let path = steps.collect::<Vec<_>>().join(" ");
        (path, word.side, yaml[word.span.range()].to_owned(), word.keys)
    }

    #[test]
    fn a_value_is_known_by_the_keys_above_it() {
        for (marked, path, word) in [
            ("column: ‸", "column", ""),
            ("column: 选育‸管用", "column", "选育管用"),
            ("topics: [年轻干部, 基‸]", "topics -", "基"),
            ("topics:\n- 年‸", "topics -", "年"),
            ("pages:\n  - {name: 要闻, stories: [a, ‸b]}\n", "pages - stories -", "b"),
            ("pages:\n  - name: 要闻\n    stories:\n      - lamp‸\n", "pages - stories -", "lamp"),
            ("pages:\n  - name: 要闻\n  - name: 综‸合\n", "pages - name", "综合"),
            ("figures:\n  a: {label: 甲, about: 余‸}\n", "figures a about", "余"),
            ("figures:\n  a: {label: 甲,\n    unit: 名‸}\n", "figures a unit", "名"),
            ("headline: \"{{a}} 名‸\"\n", "headline", "{{a}} 名"),
            ("show: tiedong:bo‸ard # 台账里的\n", "show", "tiedong:board"),
        ] {
            let (found, side, here, _) = at(marked);
            assert_eq!((found.as_str(), here.as_str()), (path, word), "{marked}");
            assert_ne!(side, YamlSide::Key, "{marked}");
        }
    }

    #[test]
    fn a_key_is_known_with_those_beside_it() {
        for (marked, path, word, keys) in [
            ("headline: 灯\n‸\nform: brief\n", "", "", &["form", "headline"][..]),
            ("headline: 灯\nco‸\n", "", "co", &["headline"]),
            ("pages:\n  - name: 要闻\n    sto‸\n", "pages -", "sto", &["name"]),
            ("pages:\n  - {name: 要闻, sto‸}\n", "pages -", "sto", &["name"]),
            ("figures:\n  a: {la‸, unit: 名}\n", "figures a", "la", &["unit"]),
            ("figures:\n  reserve.a‸: {label: 甲}\n  b: {label: 乙}\n", "figures", "reserve.a", &["b"]),
            ("title: x\nfigures:\n  a:\n    ‸\n", "figures a", "", &[]),
        ] {
            let (found, side, here, mut beside) = at(marked);
            beside.sort();
            assert_eq!(
                (found.as_str(), here.as_str(), &beside[..]),
                (path, word, &keys.iter().map(ToString::to_string).collect::<Vec<_>>()[..]),
                "{marked}"
            );
            assert_eq!(side, YamlSide::Key, "{marked}");
        }
    }

    #[test]
    fn any_byte_of_any_text_has_an_answer() {
        for yaml in [
            "",
            "a",
            "{",
            "- - [",
            "a: |\n  b: c\nd",
            "a: {b: [c, \"d, {e}\n",
            "？：｛",
            "\"a\": 'b",
            ":",
            "a:\n-",
            "a: }",
        ] {
            for (offset, _) in yaml.char_indices().chain([(yaml.len(), ' ')]) {
                let word = word_at(yaml, offset);
                assert!(yaml.get(word.span.range()).is_some(), "{yaml} {offset}");
            }
        }
    }
}
