//! P06: a heading that ends in a mark.
//!
//! A heading is separate text and needs no 。 to end it; ； ： ， 、 promise more, which does not come.
//!
//! Wrong: 东岭县启动冬季走访慰问。 Right: 垃圾分了类，然后去哪儿？
//!
//! Guard: ？, ！ and …… carry meaning and are allowed.

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("heading-mark", "P06", Severity::Warning, TENTH, look);

/// The marks that no heading may end in.
const MARKS: [char; 5] = ['。', '；', '：', '，', '、'];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.role.is_heading()) {
        let text = line.text.trim_end();
        if let Some(mark) = text.chars().next_back().filter(|last| MARKS.contains(last)) {
            let range = text.len() - mark.len_utf8()..text.len();
            marks.mark(line, range.clone(), punctuation::heading_mark(&text[range]));
        }
    }
}
