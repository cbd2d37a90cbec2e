//! Lines: where text breaks, so that its number of lines in a column is known without a browser.
//!
//! Widths are in thousandths of the type size. The rules are those that browsers follow for `line-break: strict;
//! text-spacing-trim: trim-start` (CSS Text 4): 避头尾, numbers and words unbroken, adjacent punctuation squeezed by
//! half a character, an opening mark at the start of a line and a closing bracket at its end by half. A general
//! Unicode line breaker would take fifty times as long for text that is nearly all Chinese, and does not squeeze. In English,
//! nothing is squeezed, and words are divided where the page has soft hyphens.

use super::classes::{CharacterClass, may_break, squeezes};
use super::endings::{Ending, ReadSoFar};
use super::runs::{TextRun, code_width};
use crate::joints::{Joint, Tie, joints};
use crate::language;
use crate::model::theme::{Advances, EM, Em};

const HALF: Em = EM / 2;
/// A line is torn if the gap that justification opens at a joint exceeds one part in `TORN` of the type size.
const TORN: u32 = 5;

/// The lines of a paragraph in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetLines {
    pub lines: usize,
    /// Whether the last of several leaves more than two thirds of the measure empty: it is too short to begin a column.
    pub ends_short: bool,
}

/// A paragraph whose lines can be counted in any measure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Paragraph {
    /// Where each character would end if the paragraph were a single line, preceded by 0.
    ends: Vec<Em>,
    /// The properties of each character.
    marks: Vec<LineMark>,
    /// Whether it is a line of code, which is better not broken.
    code: bool,
    /// Whether its lines are as long as the column is wide.
    justified: bool,
    /// Whether it is a single passage, such as one of strong words.
    one_passage: bool,
    /// The width of a hyphen.
    hyphen: Em,
}

/// Whether a line may break before a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BeforeIt {
    /// As browsers do.
    Usual,
    /// It may.
    Break,
    /// It may not.
    NoBreak,
}

/// What a character means for the line it is in.
#[allow(clippy::struct_excessive_bools, reason = "each is a rule of its own")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct LineMark {
    class: CharacterClass,
    /// Whether a line may begin with it.
    begins: bool,
    /// Whether it may because the printed text says so, whatever follows it.
    opened: bool,
    /// Whether it is squeezed because of the character before it.
    squeezed: bool,
    /// Whether a line may begin with it after a hyphen, within a word.
    divides: bool,
    /// What ends before it, if the text may be cut there.
    after: Ending,
}

impl Paragraph {
    /// A paragraph of several runs of text.
    #[must_use]
    pub fn new<'t>(runs: impl IntoIterator<Item = TextRun<'t>>, advances: &Advances) -> Self {
        let mut paragraph = Self {
            ends: vec![0],
            hyphen: advances.of('-'),
            justified: !advances.is_latin(),
            ..Self::default()
        };
        let class_of = if advances.is_latin() { CharacterClass::of_latin } else { CharacterClass::of };
        let (mut next, mut read) = (BeforeIt::Usual, ReadSoFar::default());
        for run in runs {
            let first = paragraph.marks.len();
            let mut inside = false;
            for joint in joints(run.text) {
                let (text, tie) = match joint {
                    Joint::Open => {
                        next = BeforeIt::Break;
                        continue;
                    }
                    Joint::Words(text) => (text, None),
                    Joint::Tied(text, tie) => (text, Some(tie)),
                };
                let is_tied = matches!(tie, Some(Tie::Before | Tie::Both));
                for (index, character) in text.chars().enumerate() {
                    let tied =
                        if inside { run.whole } else { run.tied } || is_tied || tie.is_some() && index > 0;
                    let before = if tied { BeforeIt::NoBreak } else { next };
                    paragraph.add(class_of(character), run.width(character, advances), before);
                    // The call of a note, which is not printed where a text is cut, ends nothing.
                    let after = if run.tied { Ending::Inside } else { read.on(character, run.passage) };
                    if let Some(added) = paragraph.marks.last_mut() {
                        added.after = after;
                    }
                    (inside, next) = (true, BeforeIt::Usual);
                }
                if matches!(tie, Some(Tie::After | Tie::Both)) {
                    next = BeforeIt::NoBreak;
                }
            }
            if run.divides {
                paragraph.divide(run.text, first);
            }
        }
        paragraph.one_passage = read.is_one_passage();
        paragraph.ended(read.last)
    }

    /// A line of code: characters of one width, which breaks at its spaces.
    #[must_use]
    pub fn code(text: &str) -> Self {
        let mut paragraph = Self { ends: vec![0], code: true, ..Self::default() };
        for character in text.chars() {
            paragraph.add(CharacterClass::of(character), code_width(character), BeforeIt::Usual);
        }
        paragraph.ended(Ending::Nothing)
    }

    fn ended(mut self, after: Ending) -> Self {
        self.marks.push(LineMark { begins: true, after, ..LineMark::default() });
        self
    }

    /// A paragraph of plain text.
    #[must_use]
    pub fn plain(text: &str, advances: &Advances) -> Self {
        Self::new([TextRun::words(text)], advances)
    }

    /// Marks where the words of a text may be divided; its first character has the index `first`.
    fn divide(&mut self, text: &str, first: usize) {
        let (mut done, mut place) = (0, first);
        for at in language::breaks(text) {
            place += text[done..at].chars().count();
            self.marks[place].divides = true;
            done = at;
        }
    }

    fn add(&mut self, class: CharacterClass, width: Em, before_it: BeforeIt) {
        let mut last = self.marks.iter_mut().rev();
        let (before, earlier) = (last.next(), last.next().map(|mark| mark.class));
        let (mut squeezed, mut begins) = (false, false);
        if let Some(before) = before {
            squeezed = squeezes(before.class, class);
            begins = may_break(earlier, before.class, class);
            let is_quote = before.class == CharacterClass::OpeningQuote;
            before.begins &= !is_quote || before.opened || class.is_chinese();
        }
        let end = (self.ends[self.ends.len() - 1] + width).saturating_sub(if squeezed { HALF } else { 0 });
        self.ends.push(end);
        let begins = match before_it {
            BeforeIt::Usual => begins,
            BeforeIt::Break => true,
            BeforeIt::NoBreak => false,
        };
        let opened = before_it == BeforeIt::Break;
        self.marks.push(LineMark { class, begins, opened, squeezed, ..LineMark::default() });
    }

    /// Keeps the words of a head whole, which begins with the character `first` and has `length` of them: its lines end only at
    /// spaces and before the characters with the numbers in `breaks`, counted from its own first.
    #[must_use]
    pub fn keeping_words(mut self, first: usize, length: usize, breaks: &[u16]) -> Self {
        for number in 1..length {
            let before = self.marks[first + number - 1].class;
            let mark = &mut self.marks[first + number];
            let in_latin = before.is_of_a_word() && mark.class.is_of_a_word();
            let as_usual = before == CharacterClass::Space || in_latin;
            mark.begins = mark.begins && as_usual || breaks.iter().any(|place| usize::from(*place) == number);
        }
        self
    }

    /// Ties the last letter of a Chinese paragraph to the one before it: it never stands alone on a line.
    #[must_use]
    pub fn with_last_letter_tied(mut self) -> Self {
        let all = self.characters();
        let last = self.marks[..all].iter().rposition(|mark| !mark.class.only_follows());
        if let Some(last) = last.filter(|last| self.justified && self.marks[*last].class.is_wide()) {
            self.marks[last].begins = false;
        }
        self
    }

    /// Whether it is a line of code.
    pub(crate) fn is_code(&self) -> bool {
        self.code
    }

    /// Whether it begins with a mark that opens.
    pub(super) fn opens(&self) -> bool {
        self.marks[0].class.opens()
    }

    /// Whether it is a single passage, such as one of strong words, which heads what follows.
    pub(super) fn is_one_passage(&self) -> bool {
        self.one_passage
    }

    /// The number of its characters.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.ends.len() - 1
    }

    /// Its width on a single line.
    #[must_use]
    pub fn width(&self) -> Em {
        self.ends[self.characters()]
    }

    /// The width of the longest piece in which it does not break.
    #[must_use]
    pub fn longest_piece(&self) -> Em {
        let (mut longest, mut from) = (0, 0);
        for (at, _) in self.marks.iter().enumerate().filter(|(_, mark)| mark.begins) {
            longest = longest.max(self.ends[at] - self.ends[from]);
            from = at;
        }
        longest
    }

    /// How many lines it needs in a column of `measure`, with an indented first line.
    #[must_use]
    pub fn lines(&self, measure: Em, indent: Em) -> usize {
        self.lines_up_to(usize::MAX, measure, indent)
    }

    /// The same, counted up to `most`.
    #[must_use]
    pub fn lines_up_to(&self, most: usize, measure: Em, indent: Em) -> usize {
        self.set(measure, indent, most).lines
    }

    /// Its lines in a column of `measure`, counted up to `most`.
    pub(super) fn set(&self, measure: Em, indent: Em, most: usize) -> SetLines {
        let (lines, room) = self.filled(self.characters(), most, measure, indent);
        SetLines { lines: lines.max(1), ends_short: lines > 1 && room * 3 > measure * 2 }
    }

    /// Whether a justified line in a column of `measure` would be torn apart.
    pub(super) fn is_torn(&self, measure: Em, indent: Em) -> bool {
        let mut from = 0;
        while self.justified && from < self.characters() {
            let room = if from == 0 { measure.saturating_sub(indent) } else { measure };
            let end = self.line_end(from, room);
            let free = room.saturating_sub(self.ends[end] - self.ends[from]);
            if end < self.characters() && free * TORN > lines_of(self.joints(from, end)) * EM {
                return true;
            }
            from = end;
        }
        false
    }

    /// How many joints of a line share its room: those beside a Chinese character, and those after a space.
    fn joints(&self, from: usize, end: usize) -> usize {
        let stretches = |pair: &&[LineMark]| {
            let [before, after] = [pair[0].class, pair[1].class];
            before.is_chinese() || after.is_chinese() || before == CharacterClass::Space
        };
        self.marks[from..end].windows(2).filter(stretches).count()
    }

    /// How many of its characters fill `lines` lines, if the last of them leaves `kept` free.
    #[must_use]
    pub fn cut(&self, measure: Em, indent: Em, lines: usize, kept: Em) -> usize {
        let mut from = 0;
        for line in 0..lines {
            let room = if line == 0 { measure.saturating_sub(indent) } else { measure };
            let room = if line + 1 == lines { room.saturating_sub(kept) } else { room };
            if from == self.characters() {
                break;
            }
            from = self.line_end(from, room);
        }
        // What is cut off does not begin within a word.
        while from > 0 && self.marks[from].divides {
            from = (1..from).rev().find(|at| self.marks[*at].begins).unwrap_or(0);
        }
        from
    }

    /// What ends before a character, if a line may begin with it.
    pub(super) fn ending_before(&self, character: usize) -> Option<Ending> {
        let mark = self.marks[character];
        mark.begins.then_some(mark.after)
    }

    /// The lines that its first characters fill, counted up to `most`, and the room that the last of them leaves.
    pub(super) fn filled(&self, characters: usize, most: usize, measure: Em, indent: Em) -> (usize, Em) {
        let (mut lines, mut from, mut room) = (0, 0, 0);
        while from < characters && lines < most {
            room = if lines == 0 { measure.saturating_sub(indent) } else { measure };
            let end = self.line_end(from, room).min(characters);
            room = room.saturating_sub(self.ends[end] - self.ends[from]);
            (lines, from) = (lines + 1, end);
        }
        (lines, room)
    }

    /// Where the line that begins with the character `from` ends, in `room`.
    fn line_end(&self, from: usize, room: Em) -> usize {
        let all = self.characters();
        let first = self.marks[from];
        // An opening mark at the start of a line is half as wide; a squeezed one has lost that half already.
        let gained = if first.class.opens() && !first.squeezed { HALF } else { 0 };
        let reach = self.ends[from] + gained + room;
        let mut end = from + self.ends[from + 1..=all].partition_point(|end| *end <= reach);
        if end < all && self.marks[end].class.closes() && self.ends[end + 1] - HALF <= reach {
            end += 1;
        }
        if end >= all {
            return all;
        }
        // Spaces hang over the end of a line.
        let after = (end..=all).find(|at| self.marks[*at].class != CharacterClass::Space).unwrap_or(all);
        if after == all || self.marks[after].begins && after > end {
            return after;
        }
        let may_begin = |at: &usize| {
            self.marks[*at].begins || self.marks[*at].divides && self.ends[*at] + self.hyphen <= reach
        };
        (from + 1..=end).rev().find(may_begin).unwrap_or(end.max(from + 1))
    }
}

/// A number of lines as a factor for lengths.
pub(crate) fn lines_of(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_torn(runs: &[TextRun], measure: Em) -> bool {
        Paragraph::new(runs.iter().copied(), &Advances::default()).is_torn(measure * EM, 0)
    }

    #[test]
    fn only_the_joints_beside_chinese_characters_share_the_room_of_a_line() {
        // Both first lines leave about two characters of room, but one has a long word in it.
        let next = TextRun { whole: true, ..TextRun::words("不能断开的一串字") };
        let chinese = [TextRun::words("一二三四五六七八九十一二三四五"), next];
        let latin = [TextRun::words("一二三extraordinaryness"), next];
        assert!(!is_torn(&chinese, 17));
        assert!(is_torn(&latin, 13));
    }

    #[test]
    fn code_is_wider_than_words_of_the_body() {
        let width = |runs: &[TextRun]| Paragraph::new(runs.iter().copied(), &Advances::default()).width();
        assert!(width(&TextRun::code("illicit")) > width(&[TextRun::words("illicit")]));
    }
}
