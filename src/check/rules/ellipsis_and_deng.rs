//! P07: …… beside 等.
//!
//! Both say that the list continues; one is enough.
//!
//! Wrong: 黄瓜、番茄、青椒……等蔬菜. Right: 黄瓜、番茄、青椒等蔬菜; 黄瓜、番茄、青椒…….
//!
//! Guard: a list with 、 must precede them, and 等 must neither be the verb (……等天亮了) nor part of a word (等级, 三等).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::characters::up_to;
use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::words::rules::punctuation;

pub(crate) static RULE: Rule = Rule::of_story("ellipsis-and-deng", "P07", Severity::Info, TENTH, look);

/// A sign that a list continues, with the …… beside it.
static BESIDE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("……(等等|等|之类)|(等等|等|之类)……").expect("a constant"));
/// Text after 等 where it is a verb or begins a word.
const WAITED_FOR: [&str; 22] = [
    "级", "到", "待", "候", "于", "同", "我", "你", "您", "他", "她", "它", "咱", "大家", "谁", "着", "了",
    "一", "来", "会儿", "下", "天",
];

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains("……")) {
        for found in BESIDE.captures_iter(&line.text) {
            let Some(word) = found.get(1).or(found.get(2)).map(|word| word.range()) else { continue };
            if ends_a_list(&line.text, &word) {
                marks.mark(line, word.clone(), punctuation::ellipsis_and_deng(&line.text[word]));
            }
        }
    }
}

/// Whether 等 comes after the last item of a list.
fn ends_a_list(text: &str, word: &Range<usize>) -> bool {
    let before = up_to(text, word.start).trim_end_matches('…');
    let clause = before.rsplit(['，', '。', '；', '：', '！', '？', '…']).next().unwrap_or(before);
    let waits = WAITED_FOR.iter().any(|next| text[word.end..].starts_with(next));
    let is_grade = clause.ends_with(['一', '二', '三', '四', '五', '特']);
    clause.contains('、') && !clause.ends_with('、') && !is_grade && !waits
}
