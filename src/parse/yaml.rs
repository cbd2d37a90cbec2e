//! YAML with positions: one pass over the parser's events makes a tree in which every node knows its bytes.
//!
//! The tree keeps scalars as they were written (`NO`, `012`, `1.10`): the caller that reads a value decides what it
//! means (`fields`). Errors that do not depend on the key are found here: duplicate keys, unknown tags, bombs, escapes
//! for characters that are not allowed, and references to figures in values that take none.

use std::cell::OnceCell;
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap};

use granit_parser::{Event, Options, Parser, ScalarStyle};

use super::{braces, eaten, invisible, joins, text, wide_marks};
use crate::fields::{KeyValue, Node, NodeKind, Volume, joined_thousands, narrow};
use crate::finding::Notes;
use crate::source::{Span, line_starts};
use crate::words::{Wording, figures, libraries, reading, values};

/// How deep collections may nest.
const DEPTH_LIMIT: usize = 64;
/// How many nodes a file may have, aliases counted as often as they are used.
const NODE_LIMIT: usize = 250_000;
/// How many bytes of text the aliases may expand to: a long text has few nodes, however often it is repeated.
const ALIAS_LIMIT: usize = 8 << 20;

/// Reads `text[within]` as one YAML document; `None` if it is empty or, with findings, cannot be read. Any reference to
/// a figure is a finding.
#[must_use]
pub fn parse(text: &str, within: Span, notes: &mut Notes) -> Option<Node> {
    parse_with_figures(text, within, &[], notes)
}

/// Reads YAML in which only the values at `phrases` may refer to figures.
#[must_use]
pub fn parse_with_figures(
    text: &str,
    within: Span,
    phrases: &[braces::KeyPath],
    notes: &mut Notes,
) -> Option<Node> {
    let mut root = read(text, within, notes)?;
    braces::refuse(&mut root, "", phrases, notes);
    Some(root)
}

fn read(text: &str, within: Span, notes: &mut Notes) -> Option<Node> {
    let yaml = &text[within.range()];
    let mut options = Options::default();
    options.emit_comments = false;
    options.flow_nesting_limit = DEPTH_LIMIT;
    options.block_nesting_limit = DEPTH_LIMIT;
    let mut builder = NodeBuilder {
        text,
        lines: OnceCell::new(),
        open: Vec::new(),
        anchors: HashMap::new(),
        unused: BTreeMap::new(),
        read: Volume::default(),
        root: None,
    };
    for next in Parser::new_from_str_with_options(yaml, options) {
        let taken = match next {
            Ok((event, span)) => {
                let start = span.start.byte_offset().unwrap_or(0);
                let end = span.end.byte_offset().unwrap_or(start);
                builder.take(event, Span::new(start, end).shifted(within.start), notes)
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(yaml.len()).min(yaml.len());
                let at = yaml.floor_char_boundary(at);
                let tab = error.info().contains("tab").then(|| indenting_tab(yaml, at)).flatten();
                let at = tab.unwrap_or(at);
                Err((Span::new(at, at).shifted(within.start), Unfinished::Unread(error.info())))
            }
        };
        match taken {
            Ok(()) => {}
            Err((span, Unfinished::TooMuch(wording))) => {
                notes.error(span, *wording);
                return None;
            }
            Err((span, Unfinished::Unread(reason))) => {
                if !report_habits(text, lines_around(text, span.start, within), notes) {
                    notes.error(span, libraries::bad_yaml(&reason));
                }
                return None;
            }
        }
    }
    builder.unused.values().for_each(|node| eaten::report_anchor(text, node, notes));
    let is_scalar = matches!(&builder.root, Some(Node { kind: NodeKind::Scalar { plain: true, .. }, .. }));
    if is_scalar && report_habits(text, within, notes) {
        return None;
    }
    builder.root
}

/// The tab that the line below `at` is indented with: the parser may stop at the value above it.
fn indenting_tab(yaml: &str, at: usize) -> Option<usize> {
    let (_, below) = yaml[at..].split_once('\n')?;
    let next = below.trim_start_matches(['\r', '\n', ' ']);
    next.starts_with('\t').then(|| yaml.len() - next.len())
}

/// Builds the tree from events.
struct NodeBuilder<'t> {
    text: &'t str,
    /// Where its lines begin, computed on first use.
    lines: OnceCell<Vec<usize>>,
    open: Vec<OpenNode>,
    anchors: HashMap<usize, (Node, Volume)>,
    /// The anchored nodes that have not been repeated.
    unused: BTreeMap<usize, Node>,
    /// The size of the nodes that were read, and of those that were repeated.
    read: Volume,
    root: Option<Node>,
}

/// A collection that is not closed yet.
struct OpenNode {
    kind: NodeKind,
    span: Span,
    anchor: usize,
    key: Option<(String, Span)>,
    /// Where each key of a mapping is written.
    keys: HashMap<String, usize>,
}

/// Why reading stopped.
enum Unfinished {
    /// It is not YAML, or uses a part of YAML that is not supported.
    Unread(String),
    /// It would become too large.
    TooMuch(Box<Wording>),
}

type EventOutcome = Result<(), (Span, Unfinished)>;

impl NodeBuilder<'_> {
    fn take(&mut self, event: Event, span: Span, notes: &mut Notes) -> EventOutcome {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                refuse_tag(tag.is_some(), span)?;
                let plain = style == ScalarStyle::Plain;
                let written = self.text.get(span.range()).unwrap_or_default();
                invisible::warn_decoded(&text, written, span, notes);
                let text = text::without_strange(&text, written, span, notes);
                if plain && !text.is_empty() {
                    eaten::report_comment(self.text, span.end, &text, notes);
                }
                let text = unfolded(text, written, style);
                self.close(Node { kind: NodeKind::Scalar { text, plain }, span }, anchor, notes)
            }
            Event::SequenceStart(_, anchor, tag) => {
                refuse_tag(tag.is_some(), span)?;
                self.open.push(OpenNode {
                    kind: NodeKind::List(Vec::new()),
                    span,
                    anchor,
                    key: None,
                    keys: HashMap::new(),
                });
                Ok(())
            }
            Event::MappingStart(_, anchor, tag) => {
                refuse_tag(tag.is_some(), span)?;
                self.open.push(OpenNode {
                    kind: NodeKind::Mapping(Vec::new()),
                    span,
                    anchor,
                    key: None,
                    keys: HashMap::new(),
                });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => {
                    let end = span.end.max(open.span.end);
                    self.close(
                        Node { kind: merged(open.kind), span: Span::new(open.span.start, end) },
                        open.anchor,
                        notes,
                    )
                }
                None => Ok(()),
            },
            Event::Alias(target) => self.alias(target, span, notes),
            Event::DocumentStart(..) if self.root.is_some() => {
                Err((span, Unfinished::Unread("a second document `---`".to_owned())))
            }
            _ => Ok(()),
        }
    }

    /// Repeats an anchored node, unless all repetitions together are too large.
    fn alias(&mut self, target: usize, span: Span, notes: &mut Notes) -> EventOutcome {
        let Some((node, weight)) = self.anchors.get(&target) else {
            return Err((span, Unfinished::Unread("unknown alias".to_owned())));
        };
        self.unused.remove(&target);
        self.read.add(*weight);
        if self.read.bytes > ALIAS_LIMIT {
            return Err((span, Unfinished::TooMuch(Box::new(reading::aliases_too_large(ALIAS_LIMIT >> 20)))));
        }
        if self.read.nodes > NODE_LIMIT {
            return Err((span, Unfinished::TooMuch(Box::new(reading::too_many_values(NODE_LIMIT)))));
        }
        let node = Node { span, ..node.clone() };
        self.close(node, 0, notes)
    }

    /// Adds a finished node to the open collection, or makes it the root.
    fn close(&mut self, node: Node, anchor: usize, notes: &mut Notes) -> EventOutcome {
        self.read.nodes += 1;
        if self.read.nodes > NODE_LIMIT {
            return Err((node.span, Unfinished::TooMuch(Box::new(reading::too_many_values(NODE_LIMIT)))));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), node.weight()));
            self.unused.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match (&mut open.kind, open.key.take()) {
            (NodeKind::List(items), _) => items.push(node),
            (NodeKind::Mapping(entries), Some((key, key_span))) => {
                if node.is_null() {
                    let colon = self.text[key_span.end..].find(':').map_or(0, |at| at + 1);
                    eaten::report_comment(self.text, key_span.end + colon, "", notes);
                }
                if joined_thousands(self.text, entries, &key, key_span, &node, notes) {
                    return Ok(());
                }
                if let Some(meant) = divided(self.text, &key, key_span, &node, notes) {
                    entries.extend(meant);
                    return Ok(());
                }
                match open.keys.entry(key.clone()) {
                    Slot::Occupied(first) => {
                        let lines = self.lines.get_or_init(|| line_starts(self.text.as_bytes()));
                        let line = lines.partition_point(|start| start <= first.get());
                        notes.error(key_span, reading::duplicate_key(&key, line));
                    }
                    Slot::Vacant(slot) => {
                        slot.insert(key_span.start);
                        entries.push(KeyValue { key, key_span, value: node });
                    }
                }
            }
            (NodeKind::Mapping(_), None) => match node.kind {
                NodeKind::Scalar { text, .. } => open.key = Some((text, node.span)),
                NodeKind::List(_) | NodeKind::Mapping(_) => {
                    return Err((node.span, Unfinished::Unread("a key must be one word".to_owned())));
                }
            },
            (NodeKind::Scalar { .. }, _) => {}
        }
        Ok(())
    }
}

/// A mapping with the entries of those that its key `<<` names, unless it has the same keys itself.
fn merged(kind: NodeKind) -> NodeKind {
    let NodeKind::Mapping(mut entries) = kind else { return kind };
    let is_mapping = |node: &Node| matches!(node.kind, NodeKind::Mapping(_));
    let merges = |entry: &KeyValue| {
        entry.key == "<<"
            && match &entry.value.kind {
                NodeKind::List(items) => items.iter().all(is_mapping),
                _ => is_mapping(&entry.value),
            }
    };
    let Some(place) = entries.iter().position(merges) else { return NodeKind::Mapping(entries) };
    let sources = match entries.remove(place).value {
        Node { kind: NodeKind::List(items), .. } => items,
        node => vec![node],
    };
    for source in sources {
        let NodeKind::Mapping(inside) = source.kind else { continue };
        for entry in inside {
            if !entries.iter().any(|own| own.key == entry.key) {
                entries.push(entry);
            }
        }
    }
    NodeKind::Mapping(entries)
}

/// A text over several lines, joined as the lines of a paragraph are. `text` is what YAML makes of it: with a space between two
/// lines. A text with escapes stays as it is.
fn unfolded(text: String, written: &str, style: ScalarStyle) -> String {
    if style == ScalarStyle::Literal || !text.contains(' ') || !written.contains('\n') {
        return text;
    }
    let unquoted = written.trim().trim_matches(['"', '\'']);
    let lines: Vec<&str> = unquoted.trim().lines().map(str::trim).collect();
    let is_header = |line: &&str| line.starts_with('>');
    let lines = if lines.first().is_some_and(is_header) { &lines[1..] } else { &lines[..] };
    let body = text.trim_end_matches('\n');
    if joins::folded(lines, |_, _| false) == body { joins::joined(lines) + &text[body.len()..] } else { text }
}

/// The entries that were meant where full-width marks made one of them.
fn divided(text: &str, key: &str, key_span: Span, node: &Node, notes: &mut Notes) -> Option<Vec<KeyValue>> {
    if node.is_null() && key.contains('：') {
        return wide_marks::divided(None, text.get(key_span.range())?, key_span, notes);
    }
    let NodeKind::Scalar { text: value, plain: true } = &node.kind else { return None };
    let is_divided = value.contains('，') && value.contains('：') && !value.starts_with('｛');
    is_divided
        .then(|| wide_marks::divided(Some((key, key_span)), text.get(node.span.range())?, node.span, notes))?
}

fn refuse_tag(tagged: bool, span: Span) -> EventOutcome {
    if tagged { Err((span, Unfinished::Unread("tags (`!…`) are not read".to_owned()))) } else { Ok(()) }
}

/// The line of byte `at` and the one before: the cause of an error may be in either.
fn lines_around(text: &str, at: usize, within: Span) -> Span {
    let at = at.clamp(within.start, within.end);
    let line =
        |before: usize| text[within.start..before].rfind('\n').map_or(within.start, |end| within.start + end);
    let start = line(line(at).max(within.start));
    let end = text[at..within.end].find('\n').map_or(within.end, |end| at + end);
    Span::new(if text[start..].starts_with('\n') { start + 1 } else { start }, end)
}

/// Reports mistakes that writers of prose are used to making: full-width punctuation where YAML needs the half-width
/// form, a colon without its space, and a figure reference that YAML takes for a mapping.
///
/// Called only after an error: inside a value full-width punctuation is correct.
fn report_habits(text: &str, within: Span, notes: &mut Notes) -> bool {
    let before = notes.findings.len();
    let mut start = within.start;
    for line in text[within.range()].split_inclusive('\n') {
        if let Some((at, key)) = eaten::lone_dash(line) {
            let span = Span::new(start + at, start + at + 1);
            notes
                .error(span, if key == "value" { figures::missing("-") } else { figures::no_name(key, "-") });
        } else if let Some((at, found)) = eaten::wide_bracket(line) {
            let span = Span::new(start + at, start + at + found.len_utf8());
            notes.error(span, reading::full_width(found, narrow(found).encode_utf8(&mut [0; 4])));
        } else if let Some((at, value)) = eaten::needs_quotes(line) {
            notes.error(Span::new(start + at, start + at + value.len()), values::needs_quotes(value));
        } else if let Some((at, found, wanted)) = full_width_in(line) {
            let span = Span::new(start + at, start + at + found.len_utf8());
            notes.error(span, reading::full_width(found, wanted));
        }
        if let Some(at) = colon_without_space(line) {
            notes.error(Span::new(start + at, start + at + 1), reading::colon_without_space());
        }
        if let Some(at) = eaten::cut_brackets(line) {
            let end = line.trim_end().len();
            notes.error(Span::new(start + at, start + end), values::cut_brackets(&line[at..end]));
        }
        if let Some(at) = line.find(": {{") {
            notes.error(Span::new(start + at + 2, start + at + 4), reading::unquoted_reference());
        }
        start += line.len();
    }
    notes.findings.len() > before
}

/// `column:要闻`: a colon that YAML does not take for a separator.
fn colon_without_space(line: &str) -> Option<usize> {
    let at = line.find(':')?;
    let (key, value) = (line[..at].trim_start().trim_start_matches("- "), &line[at + 1..]);
    let is_word = !key.is_empty()
        && key.chars().all(|character| character.is_alphanumeric() || "_.".contains(character));
    let is_glued = value.chars().next().is_some_and(|next| !next.is_whitespace() && next != '/');
    (is_word && is_glued).then_some(at)
}

fn full_width_in(line: &str) -> Option<(usize, char, &'static str)> {
    let code = line.trim_start().trim_start_matches("- ");
    if code.starts_with('#') {
        return None;
    }
    let colon = line.find(": ").or_else(|| line.trim_end().strip_suffix(':').map(str::len));
    if let Some(at) = line.find('：').filter(|at| colon.is_none_or(|colon| *at < colon)) {
        return Some((at, '：', ":"));
    }
    let value = colon.map_or(0, |colon| colon + 1);
    if line[value..].trim_start().starts_with(['“', '‘']) && line[value..].contains(": ") {
        let at = value + line[value..].find(['“', '‘'])?;
        return Some((at, line[at..].chars().next()?, "\""));
    }
    let flow = line[value..].trim_start().starts_with(['{', '[']) || code.starts_with(['{', '[']);
    if flow && let Some(at) = line.find(['，', '：']) {
        let found = line[at..].chars().next()?;
        return Some((at, found, if found == '，' { "," } else { ":" }));
    }
    None
}
