//! N16: a paragraph whose ordinals skip a number or repeat one.
//!
//! A point was deleted or inserted, and those after it were not renumbered.
//!
//! Wrong: 一是…，三是…; 一是…，二是…，二是…. Right: 一是…，二是…，三是….
//!
//! Sub-heads are counted too: 二、 after 一、.
//!
//! Guard: only the beginning of a clause can be an ordinal, and only after the first ordinal of its style in the paragraph (一是,
//! 一要, 第一，, 其一，, 首先，); points may be subdivided. Nothing is marked if the missing one may be worded differently (其次, 第二是, 另外),
//! nor a repeated one if another sequence may have begun; and no sequence is marked more than once.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::check::ordinals::{self, Ordinal};
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, WHOLE};
use crate::finding::Severity;
use crate::galley::Line;
use crate::galley::numerals;
use crate::model::passage::Role;
use crate::words::rules::counts;

pub(crate) static RULE: Rule = Rule::of_story("broken-ordinals", "N16", Severity::Error, WHOLE, look);

/// The styles of ordinals.
const STYLES: [char; 19] = [
    '是', '要', '第', '其', '（', '.', '①', '(', ')', '1', '、', '层', '句', '步', '条', '点', '件', '项',
    '个',
];

/// What is wrong with an ordinal.
enum OrdinalSlip {
    /// It occurred before.
    Twice,
    /// This one was expected before it.
    LeftOut(usize),
}

fn look(reading: &Reading, marks: &mut Marks) {
    let heads: Vec<&Line> = reading.lines().filter(|line| line.role == Role::Subhead).collect();
    sub_heads(&heads, marks);
    let is_read = |line: &&Line| matches!(line.role, Role::Paragraph | Role::Item | Role::Quoted);
    for line in reading.lines().filter(is_read) {
        let ordinals = ordinals::find(&line.text);
        for style in STYLES {
            check(line, ordinals.iter().filter(|ordinal| ordinal.style == style), marks);
        }
    }
}

/// Marks the number of a sub-head that does not follow that of the one before: 二、 四、.
fn sub_heads(heads: &[&Line], marks: &mut Marks) {
    let numbered =
        heads.iter().filter_map(|head| Some((*head, numerals::value(head.text.split_once('、')?.0)?)));
    let numbered: Vec<(&Line, Decimal)> = numbered.collect();
    for pair in numbered.windows(2) {
        let [(_, before), (head, number)] = pair else { continue };
        let end = head.text.find('、').unwrap_or_default();
        let written = &head.text[..end];
        if number == before {
            // Heads of two levels may both begin with 一、.
            marks.mark(head, 0..end, counts::ordinal_twice(written)).severity = Severity::Warning;
        } else if *number == before + Decimal::TWO
            && written.chars().all(|one| "一二三四五六七八九十".contains(one))
        {
            let missing = (before + Decimal::ONE)
                .to_usize()
                .map(|place| ordinals::written(place, '、'))
                .unwrap_or_default();
            marks.mark(head, 0..end, counts::ordinal_left_out(written, &missing)).severity =
                Severity::Warning;
        }
    }
}

fn check<'o>(line: &Line, ordinals: impl Iterator<Item = &'o Ordinal>, marks: &mut Marks) {
    // The last of each open sequence; a sequence within a point comes after the sequence of that point.
    let mut open: Vec<&Ordinal> = Vec::new();
    for ordinal in ordinals {
        if ordinal.place == 1 {
            open.push(ordinal);
        } else if let Some(row) = open.iter().rposition(|last| last.place + 1 == ordinal.place) {
            open.truncate(row);
            open.push(ordinal);
        } else if let Some(last) = open.pop() {
            open.clear();
            if let Some(slip) = slip(&line.text, last, ordinal) {
                mark(line, ordinal, &slip, marks);
            }
        }
    }
}

/// What is wrong with an ordinal after another.
fn slip(text: &str, last: &Ordinal, ordinal: &Ordinal) -> Option<OrdinalSlip> {
    let between = &text[last.range.end..ordinal.range.start];
    let slip = if last.place == ordinal.place {
        (!ordinals::may_name(between, 1)).then_some(OrdinalSlip::Twice)
    } else {
        let mut left_out = last.place + 1..ordinal.place;
        let first = left_out.next();
        first.filter(|first| !ordinals::may_name(between, *first)).map(OrdinalSlip::LeftOut)
    };
    slip.filter(|_| !between.contains('\n'))
}

fn mark(line: &Line, ordinal: &Ordinal, slip: &OrdinalSlip, marks: &mut Marks) {
    let written = &line.text[ordinal.range.clone()];
    let wording = match slip {
        OrdinalSlip::Twice => counts::ordinal_twice(written),
        OrdinalSlip::LeftOut(place) => {
            counts::ordinal_left_out(written, &ordinals::written(*place, ordinal.style))
        }
    };
    marks.mark(line, ordinal.range.clone(), wording);
}
