//! W06: no mark between a long fixed name and what follows it.
//!
//! 学习…思想 is a clause of its own; when the next begins directly with its verb, a ， was lost.
//!
//! Wrong: 学习…社会主义思想贯彻党的二十大精神. Right: 学习…社会主义思想，贯彻党的二十大精神.
//!
//! Guard: 思想 may be an object that is moved before its verb (把…思想贯彻始终) or guide the verb (以…思想). So 学习 or 贯彻 must come before it
//! in the clause, and 党 after the verb.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, TENTH};
use crate::finding::Severity;
use crate::words::rules::wordings;

pub(crate) static RULE: Rule =
    Rule::of_story("missing-mark", "W06", Severity::Warning, TENTH, look).reading(RuleTexts::Simplified);

static RUN_TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:学习|贯彻)[^，。；！？]*?(思想)(贯彻|落实|坚持)(?:贯彻|落实|执行)?党")
        .expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    for line in reading.lines().filter(|line| line.text.contains("思想")) {
        for found in RUN_TOGETHER.captures_iter(&line.text) {
            let (_, [name, verb]) = found.extract();
            let Some(start) = found.get(1).map(|name| name.start()) else { continue };
            marks.mark(line, start..start + name.len() + verb.len(), wordings::missing_mark(name, verb));
        }
    }
}
