//! P02: a quote, bracket or title mark without its partner.
//!
//! Half a pair leaves the reader guessing where the quotation or title ends. Quotes within “” are ‘’, and ‘’ are used nowhere
//! else.
//!
//! Wrong: 探索“网格吹哨、部门报到机制; “改成了“会客厅””. Right: 探索“网格吹哨、部门报到”机制; “改成了‘会客厅’”.
//!
//! Guard: a quotation may continue over several paragraphs, each opened by “; 1） is the number of a list; ’ is an apostrophe
//! beside letters, and ’ and ” after a digit are minutes and inches. If pairs cross, the outer one is closed, and what remains
//! inside is unpaired.

use crate::check::characters::{after, before, is_mark};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, TENTH};
use crate::finding::Severity;
use crate::galley::Line;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule =
    Rule::of_story("unpaired-mark", "P02", Severity::Warning, TENTH, look).reading(RuleTexts::All);

/// The marks that come in pairs.
const PAIRS: [(char, char); 10] = [
    ('“', '”'),
    ('‘', '’'),
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('〔', '〕'),
    ('［', '］'),
];

/// The indices of “” and ‘’ in the pairs.
const QUOTES: usize = 0;
const INNER_QUOTES: usize = 1;

fn look(reading: &Reading, marks: &mut Marks) {
    let (lines, language) = (&reading.galley.lines, reading.language());
    let alone: Vec<Vec<usize>> =
        lines.iter().enumerate().map(|(place, line)| alone(line, &lines[place + 1..])).collect();
    let is_quote = |line: &Line, at: usize| after(&line.text, at).is_some_and(|mark| "“”‘’".contains(mark));
    // A quotation may end in a later paragraph, or begin in one before; two quotes of one line are at the wrong level.
    let quotes = |(line, alone): (&Line, &Vec<usize>)| alone.iter().filter(|at| is_quote(line, **at)).count();
    let is_single = lines.iter().zip(&alone).map(quotes).sum::<usize>() == 1;
    for (place, line) in lines.iter().enumerate() {
        // （记者 王建国): the partner exists, but in half width, which another rule reports.
        let (opens, closes) = (line.text.find('('), line.text.rfind(')'));
        let is_half_narrow = |at: usize| match after(&line.text, at) {
            Some('（') => closes.is_some_and(|closes| at < closes),
            Some('）') => opens.is_some_and(|opens| opens < at),
            _ => false,
        };
        // In English, ’ is an apostrophe too.
        let is_of_language =
            |at: usize| language.is_chinese() || matches!(after(&line.text, at), Some('“' | '”'));
        for at in alone[place].iter().copied().filter(|at| !is_half_narrow(*at) && is_of_language(*at)) {
            let mark = at..at + after(&line.text, at).map_or(0, char::len_utf8);
            let finding = marks.mark(
                line,
                mark.clone(),
                punctuation::unpaired_mark(&line.text[mark.clone()], language),
            );
            // What is set in lines may go on in the next.
            if line.text.contains('。') && (is_single || !is_quote(line, at)) && language.is_chinese() {
                finding.severity = Severity::Error;
            }
        }
    }
}

/// The marks of a line without their partners; `after` are the lines after it.
fn alone(line: &Line, after: &[Line]) -> Vec<usize> {
    let mut pairing = Pairing::of(&line.text);
    if goes_on(line, after) {
        pairing.leave_quotation();
    }
    pairing.alone().collect()
}

/// Whether the paragraph after a line also opens with a quote.
fn goes_on(line: &Line, after: &[Line]) -> bool {
    let next = after.iter().find(|next| next.role == line.role);
    next.is_some_and(|next| next.text.trim_start().starts_with(['“', '「']))
}

/// The pairs of a line, up to the position read.
#[derive(Default)]
struct Pairing {
    open: Vec<OpenMark>,
    /// How many of each pair are open.
    depths: [usize; PAIRS.len()],
    alone: Vec<usize>,
}

/// A pair that is not closed yet.
struct OpenMark {
    at: usize,
    /// The index of its pair.
    pair: usize,
    /// Quotes of its own kind directly inside: they are at the wrong level if it is closed itself.
    misplaced: Vec<usize>,
}

impl Pairing {
    fn of(text: &str) -> Self {
        let mut pairing = Self::default();
        for (at, mark) in text.char_indices().filter(|(_, mark)| is_mark(*mark)) {
            for (pair, (opening, closing)) in PAIRS.into_iter().enumerate() {
                if mark == opening {
                    pairing.depths[pair] += 1;
                    pairing.open.push(OpenMark { at, pair, misplaced: Vec::new() });
                } else if mark == closing && !is_apostrophe(text, at) {
                    pairing.close(text, at, pair);
                }
            }
        }
        pairing
    }

    fn close(&mut self, text: &str, at: usize, pair: usize) {
        if self.depths[pair] == 0 {
            if !is_list_number(text, at) && !is_of_latin(text, at) {
                self.alone.push(at);
            }
            return;
        }
        let mut inner = Vec::new();
        while let Some(open) = self.open.pop() {
            self.depths[open.pair] -= 1;
            if open.pair == pair {
                self.alone.extend(open.misplaced);
                self.alone.extend(inner.into_iter().rev());
                return self.check_level(open.at, at, pair);
            }
            inner.push(open.at);
        }
    }

    /// Finds paired quotes that are at the wrong level.
    fn check_level(&mut self, from: usize, to: usize, pair: usize) {
        match self.open.last_mut() {
            Some(outer) if pair == QUOTES && outer.pair == QUOTES => outer.misplaced.extend([from, to]),
            _ if pair == INNER_QUOTES && self.depths[QUOTES] == 0 => self.alone.extend([from, to]),
            _ => {}
        }
    }

    /// Allows the last quotation to continue in the next paragraph.
    fn leave_quotation(&mut self) {
        if let Some(last) = self.open.iter().rposition(|open| open.pair == QUOTES) {
            self.open.remove(last);
        }
    }

    fn alone(self) -> impl Iterator<Item = usize> {
        self.alone.into_iter().chain(self.open.into_iter().map(|open| open.at))
    }
}

/// Let’s
fn is_apostrophe(text: &str, at: usize) -> bool {
    let is_letter =
        |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
    let rest = text[at..].strip_prefix('’');
    rest.is_some_and(|rest| is_letter(before(text, at)) && is_letter(rest.chars().next()))
}

/// 1） 二）; after one at the beginning also those that follow anything: 1）看2）听.
fn is_list_number(text: &str, at: usize) -> bool {
    let is_number =
        |character: char| character.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(character);
    let without_number = |at: usize| text[..at].trim_end_matches(is_number);
    let begins = |character: char| is_mark(character) || character.is_whitespace();
    let is_listed = || text.find('）').is_some_and(|first| first > 0 && without_number(first).is_empty());
    let head = without_number(at);
    text[at..].starts_with('）')
        && head.len() < at
        && (head.is_empty() || head.ends_with(begins) || is_listed())
}

/// 5’30”, students’ books
fn is_of_latin(text: &str, at: usize) -> bool {
    let is_latin = |character: char| character.is_ascii_alphanumeric();
    let is_digit = |character: char| character.is_ascii_digit();
    let last = before(text, at);
    match text[at..].strip_prefix('’') {
        Some(rest) => last.is_some_and(is_latin) || rest.starts_with(is_latin),
        None => text[at..].starts_with('”') && last.is_some_and(is_digit),
    }
}
