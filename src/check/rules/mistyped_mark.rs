//! P10: an ellipsis or a dash that is typed with other marks, or an ellipsis of which half is lost.
//!
//! The ellipsis is …… and the dash —— (GB/T 15834). Points, stops and 、 in a row and hyphens are what a keyboard offers instead.
//!
//! Wrong: 桃、李、杏...等; 要是他还在。。。; 青椒、、、; 只听见…; 他说--走. Right: ……, ——, Loading..., 1...9.
//!
//! Guard: points beside letters and digits are left alone, and so is a single … there. Two points may stand for a full stop. Hyphens
//! must be between 汉字. What is fixed is among 汉字; 、、、 only at the end of a list.

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::certainty::{Certainty, is_closing, is_opening};
use crate::check::characters::{after, before, is_han, is_mark};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::galley::runs;
use crate::words::Remark;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("mistyped-mark", "P10", Severity::Warning, TENTH, look);

const ELLIPSIS: &str = "……";
const DASH: &str = "——";
/// The marks that are typed for an ellipsis or a dash, and from how many on.
const TYPED: [(char, usize, &str); 16] = [
    ('.', 2, ELLIPSIS),
    ('．', 2, ELLIPSIS),
    ('。', 3, ELLIPSIS),
    ('、', 3, ELLIPSIS),
    ('·', 2, ELLIPSIS),
    ('・', 3, ELLIPSIS),
    ('⋯', 1, ELLIPSIS),
    ('‥', 1, ELLIPSIS),
    ('…', 1, ELLIPSIS),
    ('-', 2, DASH),
    ('－', 2, DASH),
    ('–', 2, DASH),
    ('―', 2, DASH),
    ('─', 2, DASH),
    ('—', 3, DASH),
    ('ー', 1, DASH),
];

fn look(reading: &Reading, marks: &mut Marks) {
    let is_typed = |mark: char| TYPED.iter().any(|(typed, ..)| *typed == mark);
    for line in reading.lines().filter(|line| line.text.contains(is_typed)) {
        let certainty = LazyCell::new(|| Certainty::of(line));
        for (mark, least, right) in TYPED {
            let runs = runs(&line.text, |other| other == mark);
            for run in runs.filter(|run| is_meant(&line.text, run, mark, least) && !line.is_parted(run)) {
                let is_point = matches!(mark, '.' | '-');
                let is_certain =
                    certainty.is_in_prose(run.start, !is_point) && is_certain(&line.text, &run, mark, right);
                let remark = remark(&line.text[run.clone()], right);
                marks.mend(line, run, is_certain.then_some(right), remark);
            }
        }
    }
}

/// Whether a run among 汉字 has as many marks as stand for one …… or ——. 、 may be a slip within a list.
fn is_certain(text: &str, run: &Range<usize>, mark: char, right: &str) -> bool {
    let many = run.len() / mark.len_utf8();
    let (left, after) = (before(text, run.start), after(text, run.end));
    let ends = after.is_none_or(|after| "，。、；：？！".contains(after) || is_closing(after));
    let is_replaceable = left.is_none_or(|left| is_han(left) || is_opening(left) || is_closing(left))
        && (ends || after.is_some_and(|after| is_han(after) || is_opening(after)))
        && (left.is_some() || !ends);
    let is_whole = match mark {
        _ if right == DASH => many == 2,
        '…' => many == 1,
        '⋯' | '‥' => many < 3,
        '、' => matches!(many, 3 | 6) && (ends || after == Some('等')),
        _ => matches!(many, 3 | 6),
    };
    is_whole && is_replaceable
}

fn remark(written: &str, right: &str) -> Remark {
    match (written, right) {
        ("…", _) => punctuation::half_a_mark(written),
        (_, DASH) => punctuation::dash_form(written),
        _ => punctuation::ellipsis_form(written),
    }
}

/// Whether a run of a mark stands for an ellipsis. …… is one, and so are two of them.
fn is_meant(text: &str, run: &Range<usize>, mark: char, least: usize) -> bool {
    let many = run.len() / mark.len_utf8();
    let (left, right) = (before(text, run.start), after(text, run.end));
    let is_latin = |character: char| character.is_ascii_alphanumeric();
    let is_chinese = |beside: Option<char>| beside.is_none_or(|beside| is_han(beside) || is_mark(beside));
    let is_beside_latin =
        text[..run.start].chars().rev().take(2).any(is_latin) || right.is_some_and(is_latin);
    let is_stacked = |beside: Option<char>| beside.is_some_and(|beside| "，。、；：？！".contains(beside));
    let is_alone = (left.is_some() || right.is_some()) && is_chinese(left) && is_chinese(right);
    many >= least
        && match mark {
            '…' => many % 2 == 1 && !is_beside_latin,
            '。' | '、' => !is_stacked(left) && !is_stacked(right),
            '.' | '．' => is_alone && !is_beside_latin,
            '-' | '－' | '–' | '―' | '─' | '—' | 'ー' => {
                let begins = left.is_none() && many == 2;
                is_alone && many < 5 && (begins || left.is_some_and(is_han)) && right.is_some_and(is_han)
            }
            _ => is_alone,
        }
}
