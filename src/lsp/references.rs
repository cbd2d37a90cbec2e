//! A reference as it is written, `{{ledger:key | share of key}}`, with the place of each name in it; it need not be finished.

use crate::source::Span;

/// The names in a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenReference {
    /// Everything between the braces.
    pub inside: Span,
    /// Whether it is closed.
    pub is_closed: bool,
    pub ledger: Option<Span>,
    pub key: Span,
    /// The keys after `share of`.
    pub wholes: Vec<Span>,
}

/// What the cursor is in, in a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReferencePart {
    /// The name of a figure, with its ledger if it is given.
    Name(Span),
    /// The word of a filter.
    Filter(Span),
    /// The key after `share of`.
    Whole(Span),
    /// The period after `from`.
    Period(Span),
    /// The period after `at`.
    OwnPeriod(Span),
}

impl ReferencePart {
    /// Where it is.
    pub(super) fn span(&self) -> Span {
        let (Self::Name(span)
        | Self::Filter(span)
        | Self::Whole(span)
        | Self::Period(span)
        | Self::OwnPeriod(span)) = self;
        *span
    }
}

impl WrittenReference {
    /// The reference whose braces a byte is between; in its line, as a reference has only one.
    pub(super) fn around(text: &str, at: usize) -> Option<Self> {
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let open = text[line..at].rfind("{{").map(|open| line + open + 2)?;
        if text[open..at].contains("}}") || text[..open - 2].ends_with('\\') {
            return None;
        }
        let rest = &text[at..end];
        let close = rest.find("}}").filter(|close| !rest[..*close].contains("{{"));
        let unclosed = || at + rest.find(|next: char| !is_of_name(next)).unwrap_or(rest.len());
        let inside = Span::new(open, close.map_or_else(unclosed, |close| at + close));
        Some(Self::read(text, inside, close.is_some()))
    }

    /// The references in a part of a text that are closed.
    pub(super) fn all(text: &str, within: Span) -> Vec<Self> {
        let mut found = Vec::new();
        let mut at = within.start;
        while let Some(open) = text[at..within.end].find("{{").map(|open| at + open) {
            let line = text[open..within.end].find('\n').map_or(within.end, |end| open + end);
            at = open + 2;
            let Some(close) = text[at..line].find("}}").map(|close| at + close) else { continue };
            if text[..open].ends_with('\\') || text[at..close].contains(['{', '`']) {
                continue;
            }
            found.push(Self::read(text, Span::new(at, close), true));
            at = close + 2;
        }
        found
    }

    fn read(text: &str, inside: Span, is_closed: bool) -> Self {
        let mut segments = segments(text, inside);
        let name = if segments.is_empty() { inside } else { segments.remove(0) };
        let (ledger, key) = name_parts(text, name);
        let wholes = segments.into_iter().filter_map(|filter| match filter_part(text, filter) {
            ReferencePart::Whole(key) => Some(key),
            _ => None,
        });
        Self { inside, is_closed, ledger, key, wholes: wholes.collect() }
    }

    /// What a byte of it is in.
    pub(super) fn part_at(&self, text: &str, at: usize) -> ReferencePart {
        let mut segments = segments(text, self.inside).into_iter();
        let name = segments.next().unwrap_or(self.inside);
        let border =
            text[self.inside.range()].find('|').map_or(self.inside.end, |bar| self.inside.start + bar);
        if at <= border {
            return ReferencePart::Name(name);
        }
        let filter = segments.rfind(|filter| filter.start <= at);
        filter.map_or(ReferencePart::Filter(Span::new(at, at)), |filter| filter_part(text, filter))
    }
}

/// The parts between `|`, without white space around the first and before the others: what is being written goes on after it.
fn segments(text: &str, inside: Span) -> Vec<Span> {
    let mut start = inside.start;
    let pieces = text[inside.range()].split('|').map(|piece| {
        let end = start + piece.len();
        let is_first = start == inside.start;
        let span = if is_first {
            Span::new(start, end).trimmed(text)
        } else {
            Span::new(end - piece.trim_start().len(), end)
        };
        start = end + 1;
        span
    });
    pieces.collect()
}

/// The ledger and the key of a name.
pub(super) fn name_parts(text: &str, name: Span) -> (Option<Span>, Span) {
    match text[name.range()].rfind(':').map(|colon| name.start + colon) {
        Some(colon) => {
            (Some(Span::new(name.start, colon).trimmed(text)), Span::new(colon + 1, name.end).trimmed(text))
        }
        None => (None, name),
    }
}

fn filter_part(text: &str, filter: Span) -> ReferencePart {
    let words = &text[filter.range()];
    let after = |word: &str| {
        let at = words.find(word)? + word.len();
        let is_word = words[at..].starts_with(char::is_whitespace);
        is_word.then(|| Span::new(filter.start + at, filter.end).trimmed(text))
    };
    if let Some(period) = after("at").filter(|_| words.starts_with("at")) {
        return ReferencePart::OwnPeriod(period);
    }
    match (words.starts_with("share"), after(" of"), after(" from")) {
        (true, Some(key), _) => ReferencePart::Whole(key),
        (false, _, Some(period)) => ReferencePart::Period(period),
        _ => ReferencePart::Filter(filter.trimmed(text)),
    }
}

/// Whether a character may stand in the name of a figure.
pub(super) fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.' | '-' | '/' | '@' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_a_reference_are_found_with_their_places() {
        let text = "共{{ tiedong:recruits | share of reserve.all }}，\\{{x}}和{{visits}}";
        let all = WrittenReference::all(text, Span::new(0, text.len()));
        let words = |span: Span| &text[span.range()];
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].ledger.map(words), words(all[0].key)), (Some("tiedong"), "recruits"));
        assert_eq!(all[0].wholes.iter().map(|span| words(*span)).collect::<Vec<_>>(), ["reserve.all"]);
        assert_eq!(words(all[1].key), "visits");
    }

    #[test]
    fn what_the_cursor_is_in_is_known_before_a_reference_is_finished() {
        let part = |text: &str| {
            let reference = WrittenReference::around(text, text.len())?;
            let part = reference.part_at(text, text.len());
            Some((text[part.span().range()].to_owned(), std::mem::discriminant(&part)))
        };
        let kind = |part: ReferencePart| std::mem::discriminant(&part);
        let none = Span::default();
        assert_eq!(part("共{{res"), Some(("res".to_owned(), kind(ReferencePart::Name(none)))));
        assert_eq!(part("共{{a:res"), Some(("a:res".to_owned(), kind(ReferencePart::Name(none)))));
        assert_eq!(part("{{a | "), Some((String::new(), kind(ReferencePart::Filter(none)))));
        assert_eq!(part("{{a | share of re"), Some(("re".to_owned(), kind(ReferencePart::Whole(none)))));
        assert_eq!(part("{{a | share of "), Some((String::new(), kind(ReferencePart::Whole(none)))));
        assert_eq!(part("{{a | change from 20"), Some(("20".to_owned(), kind(ReferencePart::Period(none)))));
        assert_eq!(part("{{a}} b"), None);
    }
}
