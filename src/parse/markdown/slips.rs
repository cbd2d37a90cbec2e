//! Words that were meant as a tag, an alert, a task or an address, and are not read as one.

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

/// `< br >`, `<a href="a.md"title="题">`: a tag but for its spaces. `a < b > c` is none.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^<\s?(/?)\s?([A-Za-z][A-Za-z0-9]*)(\s*/?|\s+[A-Za-z-]+\s*=[^<>\n]*)>").expect("a constant")
});
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
        for (at, _) in text.match_indices('<') {
            let at = range.start + at;
            if !is_escaped(self.source, at) {
                self.look_for_tag(at);
            }
        }
        if !text.contains(['：', '／']) {
            return;
        }
        for hit in SCHEME.captures_iter(text) {
            let Some(marks) = hit.get(1).filter(|marks| marks.as_str() != "://") else { continue };
            let span = self.span(&(range.start + marks.start()..range.start + marks.end()));
            self.slip(span, words::wide_address(marks.as_str(), "://"), Some("://"));
        }
    }

    fn look_for_tag(&mut self, at: usize) {
        let Some(hit) = self.source.get(at..).and_then(|rest| TAG.captures(rest)) else { return };
        let (written, name) = (&hit[0], hit[2].to_ascii_lowercase());
        let has_attributes = hit[3].contains('=');
        let is_read = matches!(Meaning::of(&name), Meaning::Line(_) | Meaning::Block(_));
        if is_read && (has_attributes || name.len() > 1) {
            let right = format!("<{}{name}{}>", &hit[1], hit[3].trim_end());
            self.html.pass(&name);
            let span = self.span(&(at..at + written.len()));
            self.slip(span, words::not_a_tag(written, Some(&*right).filter(|right| *right != written)), None);
        }
    }

    /// Reports a quotation that was meant as an alert.
    pub(super) fn look_for_alert(&mut self, first: Option<Span>) {
        let Some(span) = first else { return };
        let start = span.start.saturating_sub(self.offset);
        let hit = self.source.get(start..).and_then(|rest| ALERT.captures(rest));
        if let Some(mark) = hit.as_ref().and_then(|hit| hit.get(1)) {
            let span = self.span(&(start + mark.start()..start + mark.end()));
            self.notes.warning(span, words::unread_alert(mark.as_str()));
        }
    }

    /// Reports an item that was meant as a task.
    pub(super) fn look_for_task(&mut self, first: Option<&Block>) {
        let Some(Block { kind: BlockKind::Paragraph(content), .. }) = first else { return };
        let Some(Inline::Text(words)) = content.first() else { return };
        let start = words.span().start.saturating_sub(self.offset);
        let Some(written) = self.source.get(start..).and_then(|rest| TASK.find(rest)) else { return };
        let follows = &self.source[start + written.end()..];
        if !matches!(written.as_str(), "[ ]" | "[x]" | "[X]")
            && !follows.starts_with(['(', '[', '（', ':', '：'])
        {
            let span = self.span(&(start..start + written.end()));
            self.notes.warning(span, words::unread_task(written.as_str()));
        }
    }

    fn slip(&mut self, span: Span, wording: Wording, better: Option<&str>) {
        let place = Place::new(self.notes.path(), span);
        let fix = better.map(|text| Fix { span, text: text.to_owned() });
        self.notes.findings.push(Finding { fix, ..Finding::error(place, wording) });
    }
}
