//! Words that were meant as a tag, a footnote, an alert, a task or an address, and are not read as one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::BodyBuilder;
use super::tags::Meaning;
use crate::finding::{Finding, Fix};
use crate::model::body::{Block, BlockKind, Inline};
use crate::parse::emphasis::is_escaped;
use crate::source::{Place, Span};
use crate::words::{Wording, html as words};

/// `＜br＞`, `< br >`, `<b＞`: a tag but for its brackets, or for the space after the first.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[<＜]\s?([/／]?)\s?([A-Za-z][A-Za-z0-9]*)([^<>＜＞\n]*)[>＞]").expect("a constant")
});
/// `［^1］`, or `[^1]：` at the beginning of a line.
static FOOTNOTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\[［][\^＾]([^\s\[\]［］]+)[\]］]").expect("a constant"));
/// `[!NOTE]`, in any brackets.
static ALERT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*([\[［【]\s*[!！][^\]］】\n]{1,20}[\]］】])").expect("a constant"));
/// `[]`, `【 】`, `[√]` at the beginning of an item.
static TASK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:\[\]|[\[［【][ 　xX√✓✔]?[\]］】])").expect("a constant"));
/// `https：//`
static SCHEME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)https?([:：]//|[:：]／／)[a-z0-9]").expect("a constant"));

impl BodyBuilder<'_, '_, '_, '_> {
    /// Reports what was meant as more than words.
    pub(super) fn look_for_slips(&mut self, text: &str, range: &Range<usize>) {
        if self.source.get(range.clone()) != Some(text) {
            return; // An escape or a character reference: these are meant as characters.
        }
        for (at, mark) in text.match_indices(['<', '＜', '[', '［']) {
            let at = range.start + at;
            if is_escaped(self.source, at) {
                continue;
            }
            if matches!(mark, "<" | "＜") {
                self.look_for_tag(at);
            } else {
                self.look_for_footnote(at);
            }
        }
        for hit in SCHEME.captures_iter(text) {
            let Some(marks) = hit.get(1).filter(|marks| marks.as_str() != "://") else { continue };
            let span = self.span(&(range.start + marks.start()..range.start + marks.end()));
            self.slip(span, words::wide_address(marks.as_str(), "://"), Some("://"));
        }
    }

    fn look_for_tag(&mut self, at: usize) {
        let Some(hit) = TAG.captures(&self.source[at..]) else { return };
        let (written, name) = (&hit[0], hit[2].to_ascii_lowercase());
        if !matches!(Meaning::of(&name), Meaning::Line(_) | Meaning::Block(_)) {
            return;
        }
        let end = if hit[1].is_empty() { "" } else { "/" };
        let right = format!("<{end}{name}{}>", hit[3].trim_end());
        if right != written {
            self.html.pass(&name);
            let span = self.span(&(at..at + written.len()));
            self.slip(span, words::not_a_tag(written, &right), None);
        }
    }

    fn look_for_footnote(&mut self, at: usize) {
        let Some((written, right)) = wide_footnote(self.source, at) else { return };
        let span = self.span(&(at..at + written.len()));
        self.slip(span, words::wide_footnote(written, &right), Some(&right));
    }

    /// Reports a quotation that was meant as an alert.
    pub(super) fn look_for_alert(&mut self, first: Option<Span>) {
        let Some(span) = first else { return };
        let start = span.start - self.offset;
        if let Some(mark) = ALERT.captures(&self.source[start..]).and_then(|hit| hit.get(1)) {
            let span = self.span(&(start + mark.start()..start + mark.end()));
            self.slip(span, words::unread_alert(mark.as_str()), None);
        }
    }

    /// Reports an item that was meant as a task.
    pub(super) fn look_for_task(&mut self, first: Option<&Block>) {
        let Some(Block { kind: BlockKind::Paragraph(content), .. }) = first else { return };
        let Some(Inline::Text(words)) = content.first() else { return };
        let start = words.span().start - self.offset;
        let Some(written) = TASK.find(&self.source[start..]) else { return };
        let follows = &self.source[start + written.end()..];
        if !matches!(written.as_str(), "[ ]" | "[x]" | "[X]")
            && !follows.starts_with(['(', '[', '（', ':', '：'])
        {
            let span = self.span(&(start..start + written.end()));
            self.slip(span, words::unread_task(written.as_str()), None);
        }
    }

    fn slip(&mut self, span: Span, wording: Wording, better: Option<&str>) {
        let place = Place::new(self.notes.path(), span);
        let fix = better.map(|text| Fix { span, text: text.to_owned() });
        self.notes.findings.push(Finding { fix, ..Finding::error(place, wording) });
    }
}

/// The footnote's marker or the beginning of a note at byte `at` that has full-width marks, and its correct form.
pub(super) fn wide_footnote(source: &str, at: usize) -> Option<(&str, String)> {
    let hit = FOOTNOTE.captures(&source[at..])?;
    let (mut length, mut right) = (hit[0].len(), format!("[^{}]", &hit[1]));
    let before = source[..at].trim_end_matches([' ', '>']);
    let colon = source[at + length..].chars().next().filter(|next| matches!(next, ':' | '：'));
    if let Some(colon) = colon.filter(|_| before.is_empty() || before.ends_with('\n')) {
        length += colon.len_utf8();
        right.push(':');
    }
    let written = &source[at..at + length];
    (written != right).then_some((written, right))
}
